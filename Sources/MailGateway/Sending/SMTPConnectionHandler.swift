import Hub
import Mail
import NIOCore
import NIOSSL
import NIOTLS
import SMTP

/// Drives the machine of one outgoing connection.
final class SMTPConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Content is written in pieces of this size, each when the one before has gone.
    static let piece = 131_072

    let ready: EventLoopPromise<Void>
    private let setup: SMTPConnectionSetup
    private var machine: SMTPClient
    private var context: ChannelHandlerContext?
    private var mail: WrittenMail?
    private var outcome: EventLoopPromise<MailOutcome>?
    private var deadline: Scheduled<Void>?
    private var isReady = false
    private var isOver = false

    init(_ setup: SMTPConnectionSetup, ready: EventLoopPromise<Void>) {
        self.setup = setup
        self.ready = ready
        machine = SMTPClient(setup.options)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }
    func channelActive(context: ChannelHandlerContext) { turn(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        machine.receive(unwrapInboundIn(data).readableBytesView)
        turn(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event, setup.options.tls != .already {
            machine.tlsStarted()
            turn(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(.deferred("The connection broke: \(ConnectionPool.words(error))"))
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        machine.connectionLost()
        turn(context)
        fail(.deferred("The connection ended."))
        deadline?.cancel()
    }

    func send(_ mail: WrittenMail) -> EventLoopFuture<MailOutcome> {
        guard let context, isReady, !isOver else { return fail(ready.futureResult.eventLoop) }
        let promise = context.eventLoop.makePromise(of: MailOutcome.self)
        isReady = false
        self.mail = mail
        outcome = promise
        machine.begin(
            from: MailPath(address: mail.sender), to: [MailPath(address: mail.recipient)], size: mail.bytes.count,
            utf8: mail.needsUTF8)
        turn(context)
        return promise.futureResult
    }

    func quit() {
        machine.quit()
        if let context { turn(context) }
    }

    private func fail(_ loop: any EventLoop) -> EventLoopFuture<MailOutcome> {
        loop.makeFailedFuture(SMTPConnection.Unusable(outcome: .deferred("The connection ended.")))
    }

    private func turn(_ context: ChannelHandlerContext) {
        while let action = machine.next() {
            switch action {
            case .send(let bytes): context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
            case .startTLS: startTLS(context)
            case .ready:
                isReady = true
                ready.succeed()
            case .content: if let mail { write(mail.bytes[...], DotStuffer(), context) }
            case .outcome(let outcomes): settle(outcomes)
            case .failed(let failure): fail(.deferred(failure.sentence))
            case .close:
                isOver = true
                context.flush()
                context.close(promise: nil)
            }
        }
        context.flush()
        wait(context)
    }

    private func startTLS(_ context: ChannelHandlerContext) {
        context.flush()
        do {
            guard let tls = setup.tls else { return context.close(promise: nil) }
            try context.pipeline.syncOperations.addHandler(
                try NIOSSLClientHandler(context: tls, serverHostname: setup.serverName), position: .first)
        } catch {
            fail(.deferred("TLS could not be started."))
            context.close(promise: nil)
        }
    }

    private func write(_ rest: ArraySlice<UInt8>, _ stuffer: DotStuffer, _ context: ChannelHandlerContext) {
        guard !isOver, outcome != nil else { return }
        var stuffer = stuffer
        let now = rest.prefix(Self.piece)
        var bytes = stuffer.stuff(now)
        let left = rest.dropFirst(Self.piece)
        if left.isEmpty { bytes += stuffer.finish() }
        let place = NIOLoopBound((me: self, context: context), eventLoop: context.eventLoop)
        let after = stuffer
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes))).whenSuccess {
            let (me, context) = place.value
            if left.isEmpty {
                me.machine.contentSent()
                me.turn(context)
            } else {
                me.write(left, after, context)
            }
        }
    }

    private func settle(_ outcomes: [SMTPClient.Outcome]) {
        guard let promise = outcome, let mail else { return }
        outcome = nil
        self.mail = nil
        guard let reply = outcomes.first?.reply else { return promise.succeed(.deferred("No answer came.")) }
        if reply.isPositive { return promise.succeed(.sent(messageID: mail.messageID, subject: mail.subject)) }
        let words = DeliveryReason.words(status: reply.enhanced, code: reply.code, text: reply.text)
        promise.succeed(reply.isPermanent ? .failed(words) : .deferred(words))
    }

    /// The connection is of no use: a mail on its way is tried later.
    private func fail(_ why: MailOutcome) {
        let error = SMTPConnection.Unusable(outcome: why)
        ready.fail(error)
        outcome?.fail(error)
        outcome = nil
        isReady = false
        isOver = true
    }

    private func wait(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        guard !isOver, !isReady else { return }
        let limit = min(TimeAmount.seconds(setup.timeout), .seconds(machine.timeout.components.seconds))
        let place = NIOLoopBound((me: self, context: context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: limit) {
            let (me, context) = place.value
            me.machine.timeOut()
            me.turn(context)
            context.close(promise: nil)
        }
    }
}

extension SMTPClient.Failure {
    /// For people.
    var sentence: String {
        let said = reply.map { " (\($0.code) \($0.text))" } ?? ""
        return switch stage {
        case .greeting: "The mail server turns us away\(said)."
        case .hello: "The mail server does not want to talk\(said)."
        case .startTLS, .handshake: "No private connection to the mail server: \(words)."
        case .authentication: "The mail server refuses the user or password\(said)."
        case .idle: "The connection ended."
        }
    }
}
