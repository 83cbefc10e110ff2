import DNS
import NIOCore
import NIOPosix

/// One question and its answer.
enum DNSExchange {
    struct TimedOut: Error {}

    static func udp(_ query: DNSQuery, _ server: MailGatewayOptions.MailAddress, _ timeout: Duration) async throws -> DNSAnswer {
        let address = try SocketAddress(ipAddress: server.host, port: server.port)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let answer = channel.eventLoop.makePromise(of: DNSAnswer.self)
                    try channel.pipeline.syncOperations.addHandler(DatagramAnswer(query, answer))
                    return (channel, answer.futureResult)
                }
            }
        return try await ask(channel.0, channel.1, query.bytes, timeout, isDatagram: true)
    }

    static func tcp(_ query: DNSQuery, _ server: MailGatewayOptions.MailAddress, _ timeout: Duration) async throws -> DNSAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(timeout.components.seconds))
            .connect(host: server.host, port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let answer = channel.eventLoop.makePromise(of: DNSAnswer.self)
                    try channel.pipeline.syncOperations.addHandler(StreamAnswer(query, answer))
                    return (channel, answer.futureResult)
                }
            }
        let length = UInt16(query.bytes.count)
        return try await ask(
            channel.0, channel.1, [UInt8(length >> 8), UInt8(length & 0xFF)] + query.bytes, timeout, isDatagram: false)
    }

    private static func ask(
        _ channel: any Channel, _ answer: EventLoopFuture<DNSAnswer>, _ bytes: [UInt8], _ timeout: Duration, isDatagram: Bool
    ) async throws -> DNSAnswer {
        let late = channel.eventLoop.scheduleTask(in: .seconds(timeout.components.seconds)) { channel.close(promise: nil) }
        defer {
            late.cancel()
            channel.close(promise: nil)
        }
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
        return try await withTaskCancellationHandler {
            try await answer.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }
}

/// Takes the datagram that answers a query, and leaves alone any that does not.
private final class DatagramAnswer: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    private let query: DNSQuery
    private let answer: EventLoopPromise<DNSAnswer>

    init(_ query: DNSQuery, _ answer: EventLoopPromise<DNSAnswer>) {
        self.query = query
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).data.readableBytesView)
        if let found = try? DNSAnswer.read(bytes, for: query) { answer.succeed(found) }
    }

    func channelInactive(context: ChannelHandlerContext) { answer.fail(DNSExchange.TimedOut()) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

private final class StreamAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let query: DNSQuery
    private let answer: EventLoopPromise<DNSAnswer>
    private var bytes: [UInt8] = []

    init(_ query: DNSQuery, _ answer: EventLoopPromise<DNSAnswer>) {
        self.query = query
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += unwrapInboundIn(data).readableBytesView
        guard bytes.count >= 2 else { return }
        let length = Int(bytes[0]) << 8 | Int(bytes[1])
        guard bytes.count >= 2 + length else { return }
        do { answer.succeed(try DNSAnswer.read(Array(bytes[2..<2 + length]), for: query)) } catch { answer.fail(error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { answer.fail(DNSExchange.TimedOut()) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
