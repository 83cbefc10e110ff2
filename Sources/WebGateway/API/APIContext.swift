import Hummingbird
import NIOCore

/// What Hummingbird carries through one request.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address of who is at the other end of the connection.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
