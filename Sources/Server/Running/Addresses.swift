import Foundation
import NIOCore
import NIOPosix
import WebGateway

extension WebAddress {
    /// Where to listen as the settings say it: an empty host is every interface, and port 0 is settled here, so that links
    /// can carry the port before the server has it.
    static func settled(_ listen: Settings.Listen) async throws -> WebAddress {
        let host = listen.host.isEmpty ? everyInterface : listen.host
        guard listen.port == 0 else { return WebAddress(host: host, port: listen.port) }
        let probe = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: host, port: 0).get()
        defer { probe.close(promise: nil) }
        return WebAddress(host: host, port: probe.localAddress?.port ?? 0)
    }

    private static var everyInterface: String { access("/proc/net/if_inet6", F_OK) == 0 ? "::" : "0.0.0.0" }

    private var isEveryInterface: Bool { host == "::" || host == "0.0.0.0" }

    func url(secure: Bool) -> String { "\(secure ? "https" : "http")://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// How this machine itself reaches the address.
    func localURL(secure: Bool) -> String {
        isEveryInterface ? WebAddress(host: "127.0.0.1", port: port).url(secure: secure) : url(secure: secure)
    }
}
