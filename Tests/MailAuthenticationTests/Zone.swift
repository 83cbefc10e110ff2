import DNS

@testable import MailAuthentication

/// Records that are simply there, and names that cannot be asked for.
struct Zone: DNSLookup {
    var texts: [String: [String]] = [:]
    var hosts: [String: [String]] = [:]
    var exchanges: [String: [String]] = [:]
    var pointers: [String: [String]] = [:]
    var broken: Set<String> = []

    private func find(_ name: String, _ records: [String: [String]]) throws(LookupFault) -> [String] {
        let name = DNSName.canonical(name)
        if broken.contains(name) { throw .temporary }
        guard let found = records[name] else { throw .notFound }
        return found
    }

    func txt(_ name: String) async throws(LookupFault) -> [String] { try find(name, texts) }

    func addresses(_ name: String, _ family: IPAddress.Family) async throws(LookupFault) -> [IPAddress] {
        try find(name, hosts).compactMap { IPAddress($0) }.filter { $0.family == family }
    }

    func mx(_ name: String) async throws(LookupFault) -> [(preference: UInt16, host: String)] {
        try find(name, exchanges).map { (10, $0) }
    }

    func ptr(_ address: IPAddress) async throws(LookupFault) -> [String] { try find(address.reverseName, pointers) }
}

/// Bytes of a mail from a text with bare line ends.
func mail(_ text: String) -> [UInt8] {
    Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
}
