/// What `/etc/resolv.conf` says of servers to ask (resolv.conf(5)).
package struct ResolverConfiguration: Equatable, Sendable {
    package static let maxServers = 3
    package static let maxAttempts = 5
    package static let maxTimeout: Duration = .seconds(30)

    /// In the order in which they are asked; with a zone (`fe80::1%eth0`) none.
    package private(set) var servers: [IPAddress] = []
    /// How long one server is waited for.
    package private(set) var timeout: Duration = .seconds(5)
    /// How often the whole list is gone through.
    package private(set) var attempts = 2

    /// The content of the file. Lines that are not understood mean nothing; without a server there is one on this machine.
    package init(_ text: String) {
        for line in text.prefix(65536).split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" && $0 != ";" }.split(whereSeparator: \.isWhitespace)
            guard let keyword = words.first else { continue }
            switch keyword {
            case "nameserver":
                guard words.count >= 2, servers.count < Self.maxServers, let address = IPAddress(words[1]) else { continue }
                servers.append(address)
            case "options": words.dropFirst().forEach { read(option: $0) }
            default: continue
            }
        }
        if servers.isEmpty { servers = [.v4(0x7F00_0001)] }
    }

    private mutating func read(option: Substring) {
        let parts = option.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let number = UInt16(parts[1]), number > 0 else { return }
        switch parts[0] {
        case "timeout": timeout = min(.seconds(Int(number)), Self.maxTimeout)
        case "attempts": attempts = min(Int(number), Self.maxAttempts)
        default: return
        }
    }
}
