import Domain
import Hub
import NIOCore
import NIOHTTP1

/// What of a request says who asks.
struct Carried: Sendable {
    let cookie: String?
    let bearer: String?
    /// What the browser says it is.
    let userAgent: String

    static let cookieName = "confab_session"

    init(cookies: [String], authorization: String?, userAgent: String?) {
        cookie =
            cookies.lazy.flatMap { $0.split(separator: ";") }.compactMap { pair -> String? in
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].trimmingSpaces() == Self.cookieName else { return nil }
                return String(parts[1].trimmingSpaces())
            }.first
        bearer = authorization.flatMap { value in
            value.lowercased().hasPrefix("bearer ") ? String(value.dropFirst(7).trimmingSpaces()) : nil
        }
        self.userAgent = userAgent ?? ""
    }

    init(_ headers: HTTPHeaders) {
        self.init(
            cookies: headers["cookie"], authorization: headers.first(name: "authorization"),
            userAgent: headers.first(name: "user-agent"))
    }

    /// A device's name in words, such as "Firefox on Linux".
    var device: String { DeviceName.words(for: userAgent) }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var s = self
        while s.first == " " { s.removeFirst() }
        while s.last == " " { s.removeLast() }
        return s
    }
}

/// Decides whose request it is, and whether it may come from where it comes.
struct Gate: Sendable {
    let hub: Hub
    let connectionsPerAddress: Int
    private let operatorToken: String
    private let publicURL: String
    private let trustedProxies: Set<String>

    init(hub: Hub, configuration: WebGatewayConfiguration) {
        self.hub = hub
        operatorToken = configuration.operatorToken
        publicURL = configuration.publicURL
        trustedProxies = Set(configuration.trustedProxies)
        connectionsPerAddress = configuration.connectionsPerAddress
    }

    var isSecure: Bool { publicURL.hasPrefix("https://") }

    /// - Throws: `.notSignedIn`, `.suspended`.
    func caller(_ carried: Carried) async throws -> Caller {
        if let bearer = carried.bearer {
            if hub.secrets.digest(bearer) == hub.secrets.digest(operatorToken) { return try await hub.operatorCaller() }
            return try await hub.callers.caller(token: bearer)
        }
        guard let cookie = carried.cookie else { throw Refusal.notSignedIn }
        return try await hub.callers.caller(token: cookie)
    }

    /// Who asks, if that is known without reading anything.
    func knownCaller(_ carried: Carried) throws(Refusal) -> Caller? {
        guard let token = carried.bearer ?? carried.cookie else { throw .notSignedIn }
        return try hub.callers.known(token: token)
    }

    /// A browser says from which page a request comes; other pages' are refused.
    func isOurs(origin: String?, host: String?) -> Bool {
        guard let origin, !origin.isEmpty else { return true }
        if origin == publicURL { return true }
        guard let host else { return false }
        return origin == "http://" + host || origin == "https://" + host
    }

    func remoteAddress(of channel: any NIOCore.Channel, forwarded: [String]) -> String {
        remoteAddress(peer: channel.remoteAddress?.ipAddress ?? "unknown", forwarded: forwarded)
    }

    /// The address that the last proxy we do not trust came from.
    func remoteAddress(peer: String, forwarded: [String]) -> String {
        guard trustedProxies.contains(peer) else { return peer }
        let hops = forwarded.flatMap { $0.split(separator: ",") }.map { String($0.filter { $0 != " " }) }
        return hops.last { !trustedProxies.contains($0) && $0.utf8.count <= 45 } ?? peer
    }
}

/// Names a device by what its browser says.
enum DeviceName {
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]

    static func words(for userAgent: String) -> String {
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        switch (browser, system) {
        case (let b?, let s?): return "\(b) on \(s)"
        case (let b?, nil): return b
        case (nil, let s?): return s
        case (nil, nil):
            let name = String(userAgent.unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }.prefix(40).map(Character.init))
            return name.isEmpty ? "Unknown device" : name
        }
    }
}
