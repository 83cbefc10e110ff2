import DNS

/// Who sends: what macros can say of it (RFC 7208 §7.2).
struct SPFSender {
    let ip: IPAddress
    let helo: String
    let local: String
    let domain: String

    var address: String { local + "@" + domain }

    /// The address with dots between its digits (RFC 7208 §7.3).
    var dottedIP: String {
        switch ip.family {
        case .v4: ip.description
        case .v6: ip.nibbles.joined(separator: ".")
        }
    }

    var version: String {
        switch ip.family {
        case .v4: "in-addr"
        case .v6: "ip6"
        }
    }
}
