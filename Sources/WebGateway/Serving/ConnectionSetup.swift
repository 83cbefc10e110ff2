import Hub
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// One connection: TLS if there is any, then HTTP/1.1, or after an upgrade the live protocol.
struct ConnectionSetup: ServerChildChannel, HTTPChannelHandler {
    typealias HTTP = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    enum Result: Sendable { case http(HTTP), live, refused }

    struct Value: ServerChildChannelValue {
        let result: EventLoopFuture<Result>
        let channel: any NIOCore.Channel
    }

    /// How long a client may take to say what it wants.
    static let handshake = TimeAmount.seconds(15)
    static let idle = Duration.seconds(75)
    static let headers = 32_768

    let responder: HTTPChannelHandler.Responder
    let gate: Gate
    let live: LiveLoops
    let tls: TLSReloader?
    let logger: Logger

    func setup(channel: any NIOCore.Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context)) }
            let refusal = NIOLoopBoundBox<Problem?>(nil, eventLoop: channel.eventLoop)
            let upgrader = LiveUpgrader(
                gate: gate, live: live, secure: tls != nil, refusal: refusal, eventLoop: channel.eventLoop)
            var configuration = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration<Result>(
                    upgraders: [upgrader],
                    notUpgradingCompletionHandler: { channel in
                        channel.eventLoop.makeCompletedFuture { try self.serveHTTP(on: channel, refusal.value) }
                    }))
            configuration.enablePipelining = false
            configuration.enableResponseHeaderValidation = false
            configuration.decoderConfiguration.maxHeaderFieldSize = Self.headers
            configuration.decoderConfiguration.maxHeaderListSize = Self.headers
            configuration.decoderConfiguration.maxHeaderFieldCount = 100
            let result = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(configuration: configuration)
            let upgrade = try channel.pipeline.syncOperations.handler(type: NIOTypedHTTPServerUpgradeHandler<Result>.self)
            try channel.pipeline.syncOperations.addHandler(OnlyWebSocketUpgrades(), position: .before(upgrade))
            // The upgrade handler waits for the first head for as long as it takes.
            let tooSlow = channel.eventLoop.scheduleTask(in: Self.handshake) { channel.close(promise: nil) }
            result.whenComplete { _ in tooSlow.cancel() }
            return Value(result: result, channel: channel)
        }
    }

    private func serveHTTP(on channel: any NIOCore.Channel, _ refusal: Problem?) throws -> Result {
        if let refusal {
            let body = refusal.json
            let head = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: refusal.status),
                headers: [
                    "content-type": "application/problem+json", "content-length": String(body.count), "connection": "close",
                ])
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            channel.write(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil)).whenComplete { _ in channel.close(promise: nil) }
            return .refused
        }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: tls != nil))
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: Self.idle, logger: logger))
        return .http(try HTTP(wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
    }

    /// A live connection is not waited for here: it costs no task, and `LiveLoops` sees it through a shutdown.
    func handle(value: Value, logger: Logger) async {
        if case .http(let channel)? = try? await value.result.get() {
            await handleHTTP(asyncChannel: channel, logger: logger)
        }
    }
}

/// Strips every `Upgrade` that is not a well-formed WebSocket one, since the upgrade handler loses the head of a request
/// whose upgrade it does not perform (h2c from Java's client, for one). Goes away after the first head.
private final class OnlyWebSocketUpgrades: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if !LiveUpgrader.isWellFormed(head) { head.headers.remove(name: "upgrade") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
