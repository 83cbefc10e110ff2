/// The content of a record (RFC 1035 §3.3, RFC 3596).
package enum DNSRecord: Equatable, Sendable {
    case address(IPAddress)
    case mailExchange(preference: UInt16, host: String)
    case pointer(String)
    /// The character-strings of a TXT record, joined.
    case text(String)
}
