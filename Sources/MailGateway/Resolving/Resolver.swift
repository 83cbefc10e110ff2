package import DNS
package import MailAuthentication
import NIOCore
import NIOPosix

/// Asks the domain name system: by UDP, and by TCP what does not fit (RFC 1035 §4.2).
package struct Resolver: DNSLookup {
    private let servers: [MailGatewayOptions.MailAddress]
    private let timeout: Duration
    private let attempts: Int

    /// - Parameter server: whom to ask instead of the system's servers.
    package init(server: MailGatewayOptions.MailAddress?, systemConfiguration: String) {
        let system = ResolverConfiguration(systemConfiguration)
        servers = server.map { [$0] } ?? system.servers.map { .init(host: $0.description, port: 53) }
        timeout = min(system.timeout, .seconds(5))
        attempts = system.attempts
    }

    package func txt(_ name: String) async throws(LookupFault) -> [String] {
        try await records(name, .txt).compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    package func addresses(_ name: String, _ family: IPAddress.Family) async throws(LookupFault) -> [IPAddress] {
        try await records(name, family == .v4 ? .a : .aaaa).compactMap { if case .address(let a) = $0 { a } else { nil } }
    }

    package func mx(_ name: String) async throws(LookupFault) -> [(preference: UInt16, host: String)] {
        try await records(name, .mx).compactMap { if case .mailExchange(let p, let host) = $0 { (p, host) } else { nil } }
    }

    package func ptr(_ address: IPAddress) async throws(LookupFault) -> [String] {
        try await records(address.reverseName, .ptr).compactMap { if case .pointer(let name) = $0 { name } else { nil } }
    }

    private func records(_ name: String, _ type: RecordType) async throws(LookupFault) -> [DNSRecord] {
        let ascii = DNSName.ascii(name) ?? name
        var payload: UInt16? = DNSQuery.payloadSize
        for _ in 0..<max(1, attempts) {
            for server in servers where !Task.isCancelled {
                guard let query = try? DNSQuery(id: .random(in: .min ... .max), name: ascii, type: type, payloadSize: payload)
                else { throw .notFound }
                guard var answer = try? await DNSExchange.udp(query, server, timeout) else { continue }
                if answer.isTruncated, let whole = try? await DNSExchange.tcp(query, server, timeout) { answer = whole }
                switch answer.status {
                case .success: return answer.records
                case .noSuchName: throw .notFound
                // Old servers do not know of longer answers (RFC 6891 §7).
                case .formatError: payload = nil
                case .serverFailure, .refused, .other: continue
                }
            }
        }
        throw .temporary
    }
}
