import CMediaSockets
import STUN

extension TransportAddress {
    init(_ address: confab_address) {
        let host: Host =
            address.is_v6 != 0
            ? .v6(high: address.high, low: address.low) : .v4(UInt32(truncatingIfNeeded: address.low))
        self.init(host, port: address.port)
    }

    var c: confab_address {
        switch host {
        case .v4(let bits): confab_address(high: 0, low: UInt64(bits), port: port, is_v6: 0)
        case .v6(let high, let low): confab_address(high: high, low: low, port: port, is_v6: 1)
        }
    }

    /// Whether only this machine reaches it.
    var isLoopback: Bool {
        switch host {
        case .v4(let bits): bits >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// Those of this machine's interfaces, each with a port.
    static func ofThisMachine(port: UInt16) -> [TransportAddress] {
        var found = [confab_address](repeating: confab_address(), count: 64)
        let count = confab_local_addresses(&found, Int32(found.count))
        return found.prefix(Int(max(0, count))).map { TransportAddress(TransportAddress($0).host, port: port) }
    }
}
