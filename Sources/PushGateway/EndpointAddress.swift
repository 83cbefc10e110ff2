import Dispatch
import Foundation

/// Where a name leads: out to the Internet, or into a network that strangers must not reach through this server.
package enum EndpointAddress {
    enum Verdict: Equatable { case outside, inside, unknown }

    /// Threads that may wait for a resolver.
    private static let resolvers = DispatchQueue(label: "push-names", attributes: .concurrent)

    /// Judges all addresses of an origin's host; one inside makes it inside.
    static func judge(_ origin: String) async -> Verdict {
        guard let host = host(of: origin) else { return .inside }
        return await withCheckedContinuation { done in
            resolvers.async { done.resume(returning: verdict(on: addresses(of: host))) }
        }
    }

    static func verdict(on addresses: [[UInt8]]) -> Verdict {
        if addresses.isEmpty { return .unknown }
        return addresses.allSatisfy(isOutside) ? .outside : .inside
    }

    package static func host(of origin: String) -> String? {
        guard let start = origin.range(of: "://")?.upperBound else { return nil }
        let authority = origin[start...]
        if authority.first == "[" {
            return authority.firstIndex(of: "]").map { String(authority[authority.index(after: start)..<$0]) }
        }
        return authority.split(separator: ":").first.map(String.init)
    }

    /// 4 or 16 bytes each, in network order.
    package static func addresses(of host: String) -> [[UInt8]] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [[UInt8]] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr { found += bytes(of: address, family: entry.ai_family).map { [$0] } ?? [] }
            next = entry.ai_next
        }
        return found
    }

    private static func bytes(of address: UnsafeMutablePointer<sockaddr>, family: Int32) -> [UInt8]? {
        switch family {
        case AF_INET:
            address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { a in
                withUnsafeBytes(of: a.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { a in
                withUnsafeBytes(of: a.pointee.sin6_addr) { Array($0) }
            }
        default: nil
        }
    }

    /// False for what RFC 6890 and its updates keep from the Internet.
    package static func isOutside(_ a: [UInt8]) -> Bool {
        if a.count == 16 { return isOutside6(a) }
        guard a.count == 4 else { return false }
        switch (a[0], a[1]) {
        case (0, _), (10, _), (127, _), (224...255, _): return false
        case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): return false
        case (192, 0) where a[2] == 0 || a[2] == 2, (198, 51) where a[2] == 100, (203, 0) where a[2] == 113: return false
        default: return true
        }
    }

    /// Of IPv6 only global unicast is outside; addresses that carry an IPv4 one are what that one is.
    private static func isOutside6(_ a: [UInt8]) -> Bool {
        if a.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) { return isOutside(Array(a[12...])) }
        if a.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return isOutside(Array(a[12...])) }
        if a.starts(with: [0x20, 0x02]) { return isOutside(Array(a[2..<6])) }
        if a.starts(with: [0x20, 0x01, 0, 0]) || a.starts(with: [0x20, 0x01, 0x0D, 0xB8]) { return false }
        return a[0] & 0xE0 == 0x20
    }
}
