import Logging
import STUN

/// Looks at what a media server would have, without one.
package enum MediaProbe {
    /// An address that clients would be told.
    package struct Address: Sendable {
        package let text: String
        /// Whether it means something on its own network only (RFC 1918, RFC 4193, RFC 6598), or on this machine.
        package let isPrivate: Bool
    }

    /// Why the port cannot be had; nil when it can.
    package static func failure(port: UInt16) -> String? {
        do {
            var open = try OpenSockets(port: port, logger: Logger(label: "doctor", factory: { _ in SwiftLogNoOpLogHandler() }))
            open.close()
            return nil
        } catch { return "\(error)" }
    }

    /// What clients would be told: what the operator says, or the addresses of this machine.
    package static func addresses(_ said: [String], isLocal: Bool) -> [Address] {
        guard said.isEmpty else {
            return said.map { text in Address(text: text, isPrivate: TransportAddress.Host(text)?.isPrivate ?? false) }
        }
        return TransportAddress.told(of: TransportAddress.ofThisMachine(port: 0), isLocal: isLocal).map {
            Address(text: $0.host.text, isPrivate: $0.host.isPrivate)
        }
    }
}

extension TransportAddress {
    /// Which of this machine's addresses clients are told, the best first.
    static func told(of all: [TransportAddress], isLocal: Bool) -> [TransportAddress] {
        let outer = all.filter { !$0.isLoopback }, inner = all.filter(\.isLoopback)
        return isLocal || outer.isEmpty ? outer + inner : outer
    }
}

extension TransportAddress.Host {
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard parts.count == 4, !parts.contains(nil) else { return nil }
        self = .v4(parts.compactMap { $0 }.reduce(0) { $0 << 8 | UInt32($1) })
    }

    var isPrivate: Bool {
        switch self {
        case .v4(let bits):
            bits >> 24 == 10 || bits >> 24 == 127 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8 || bits >> 22 == 0x191
                || bits >> 16 == 0xA9FE
        case .v6(let high, let low): high >> 57 == 0xFC >> 1 || (high == 0 && low == 1)
        }
    }
}
