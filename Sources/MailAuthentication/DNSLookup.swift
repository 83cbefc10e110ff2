package import DNS

/// Why records could not be had.
package enum LookupFault: Error, Equatable, Sendable {
    /// There is no such name, or it has no such records.
    case notFound
    /// No server could be asked, or none knew: it may be asked again later.
    case temporary
}

/// The domain name system as it is asked by what is checked here. An empty answer and `.notFound` mean the same.
package protocol DNSLookup: Sendable {
    /// The TXT records, the strings of each joined.
    func txt(_ name: String) async throws(LookupFault) -> [String]
    /// The A records, or the AAAA records.
    func addresses(_ name: String, _ family: IPAddress.Family) async throws(LookupFault) -> [IPAddress]
    func mx(_ name: String) async throws(LookupFault) -> [(preference: UInt16, host: String)]
    /// The names of the PTR records at the address's reverse name.
    func ptr(_ address: IPAddress) async throws(LookupFault) -> [String]
}
