import Hub
import Logging
import Mail
import NIOCore
import NIOPosix
import NIOSSL
import SMTP
import Synchronization

/// Connections to mail servers; one that has sent a mail is kept a little for the next.
final class ConnectionPool: Sendable {
    static let idle: Duration = .seconds(10)
    static let kept = 16

    private let state = Mutex([SMTPHost: [SMTPConnection]]())
    private let open = OpenChannels()
    private let hostname: String
    private let timeout: Int64
    private let logger: Logger

    init(hostname: String, timeout: Int64, logger: Logger) {
        self.hostname = hostname
        self.timeout = timeout
        self.logger = logger
    }

    func send(_ mail: WrittenMail, to host: SMTPHost) async -> MailOutcome {
        if let old = take(host) {
            // A connection that was closed meanwhile has taken nothing.
            if let outcome = try? await old.send(mail) {
                keep(old, host)
                return outcome
            }
        }
        do {
            let new = try await connect(to: host)
            let outcome = try await new.send(mail)
            keep(new, host)
            return outcome
        } catch let failure as SMTPConnection.Unusable {
            return failure.outcome
        } catch {
            return .deferred("\(host.address.host) could not be reached (\(Self.words(error))).")
        }
    }

    func close() async {
        let all = state.withLock { s in
            defer { s = [:] }
            return s.values.flatMap { $0 }
        }
        for connection in all { connection.quit() }
        open.close()
    }

    private func take(_ host: SMTPHost) -> SMTPConnection? { state.withLock { $0[host]?.popLast() } }

    private func keep(_ connection: SMTPConnection, _ host: SMTPHost) {
        let isKept = state.withLock { s in
            guard s[host, default: []].count < Self.kept else { return false }
            s[host, default: []].append(connection)
            return true
        }
        guard isKept else { return connection.quit() }
        Task {
            try? await Task.sleep(for: Self.idle)
            let isOld = state.withLock { s in
                guard let i = s[host]?.firstIndex(where: { $0 === connection }) else { return false }
                s[host]?.remove(at: i)
                if s[host]?.isEmpty == true { s[host] = nil }
                return true
            }
            if isOld { connection.quit() }
        }
    }

    func connect(to host: SMTPHost) async throws -> SMTPConnection {
        var options = SMTPClient.Options(hostname: hostname, tls: host.tls, credentials: host.credentials)
        options.allowsPlainAuth = host.tls == .never
        let tls = host.tls == .never ? nil : try Self.context(host)
        let handler = SMTPConnectionSetup(options: options, tls: tls, serverName: host.serverName, timeout: timeout)
        return try await SMTPConnection.open(host.address, handler) { [open] in open.enter($0) }
    }

    private static func context(_ host: SMTPHost) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if !host.verifies { configuration.certificateVerification = .none }
        if let authority = host.authority {
            configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(authority))]
        }
        return try NIOSSLContext(configuration: configuration)
    }

    static func words(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case is NIOConnectionError: "no connection"
        case NIOSSLError.handshakeFailed(let why):
            "\(why)".contains("CERTIFICATE_VERIFY_FAILED") ? "its certificate is not trusted" : "TLS could not be agreed on"
        case is NIOSSLExtraError: "its certificate is for another name"
        case is ChannelError: "no connection in time"
        default: "\(error)"
        }
    }
}

extension SMTPHost {
    /// What the certificate has to be for; an address is in no certificate's name.
    fileprivate var serverName: String? {
        let text = name ?? address.host
        return (try? SocketAddress(ipAddress: text, port: 0)) == nil ? text : nil
    }
}

/// Every connection that there is, so that none holds up the end of the server.
private final class OpenChannels: Sendable {
    private let all = Mutex((channels: [ObjectIdentifier: any NIOCore.Channel](), isOver: false))

    func enter(_ channel: any NIOCore.Channel) {
        let id = ObjectIdentifier(channel)
        let isOver = all.withLock { s in
            s.channels[id] = channel
            return s.isOver
        }
        channel.closeFuture.whenComplete { _ in self.all.withLock { $0.channels[id] = nil } }
        if isOver { channel.close(promise: nil) }
    }

    func close() {
        let channels = all.withLock { s in
            s.isOver = true
            return Array(s.channels.values)
        }
        for channel in channels { channel.close(promise: nil) }
    }
}
