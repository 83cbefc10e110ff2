import Hub
import NIOCore
import NIOSSL
import NIOTLS
import SMTP

/// One peer that brings mail: bytes to the machine, its questions to the hub.
final class MailConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var machine: SMTPServer
    private let intake: Intake
    private let tls: NIOSSLContext?
    private let tally: ConnectionTally
    private let timeout: TimeAmount
    private var peer = ""
    private var isCounted = false
    private var deadline: Scheduled<Void>?
    private var envelope: SMTPServer.Envelope?
    /// Where the accepted recipients lead, in their order.
    private var routes: [MailRoute] = []
    private var content: [UInt8] = []
    private var hasNoRoom = false

    init(_ options: SMTPServer.Options, intake: Intake, tls: NIOSSLContext?, tally: ConnectionTally, timeout: Int64) {
        machine = SMTPServer(options)
        self.intake = intake
        self.tls = tls
        self.tally = tally
        self.timeout = .seconds(timeout)
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = context.remoteAddress?.ipAddress ?? ""
        isCounted = tally.enter(context.channel, from: peer)
        if isCounted {
            machine.start()
        } else {
            machine.refuse(SMTPReply(421, "4.7.0", "Too many connections; try again later"))
        }
        turn(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        forget()
        if isCounted { tally.leave(context.channel, from: peer) }
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        machine.receive(unwrapInboundIn(data).readableBytesView)
        turn(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event {
            isShakingHands = false
            machine.tlsStarted()
            turn(context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Does what the machine asks for until it waits.
    private func turn(_ context: ChannelHandlerContext) {
        while let action = machine.next() {
            switch action {
            case .send(let bytes): context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
            case .startTLS: startTLS(context)
            case .recipient(let path, let envelope): decide(path, envelope, context)
            case .begin(let envelope):
                forget()
                self.envelope = envelope
            case .content(let bytes): keep(bytes)
            case .end: finish(context)
            case .abort: forget()
            case .close:
                context.flush()
                context.close(promise: nil)
                return
            }
        }
        context.flush()
        let wantsBytes = machine.wantsBytes || isShakingHands
        try? context.channel.syncOptions?.setOption(.autoRead, value: wantsBytes)
        wait(context, isPeer: wantsBytes)
    }

    private var isShakingHands = false

    private func startTLS(_ context: ChannelHandlerContext) {
        context.flush()
        guard let tls else { return context.close(promise: nil) }
        isShakingHands = true
        do {
            try context.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
        } catch { context.close(promise: nil) }
    }

    private func keep(_ bytes: ArraySlice<UInt8>) {
        guard !hasNoRoom else { return }
        guard tally.hold(bytes.count) else {
            hasNoRoom = true
            tally.release(content.count)
            content = []
            return
        }
        content += bytes
    }

    private func forget() {
        tally.release(content.count)
        content = []
        hasNoRoom = false
        envelope = nil
    }

    private func decide(_ path: MailPath, _ envelope: SMTPServer.Envelope, _ context: ChannelHandlerContext) {
        if envelope.recipients.isEmpty { routes = [] }
        ask(context) { [intake] in
            await intake.route(path.address)
        } then: { me, found in
            if case .success(let route) = found { me.routes.append(route) }
            me.machine.decide(found.reply)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard !hasNoRoom, let envelope else {
            machine.finish(Array(repeating: SMTPReply(452, "4.3.1", "Too much mail at once; try again later"), count: routes.count))
            forget()
            return
        }
        let mail = TakenMail(
            bytes: content, envelope: envelope, peer: peer, isLocal: machine.options.dialect == .lmtp)
        let routes = routes
        ask(context) { [intake] in
            await intake.take(mail, for: routes)
        } then: { me, replies in
            me.forget()
            me.machine.finish(replies)
        }
    }

    /// Asks off the loop, and goes on with the answer on it.
    private func ask<T: Sendable>(
        _ context: ChannelHandlerContext, _ question: @escaping @Sendable () async -> T,
        then: @escaping (MailConnection, T) -> Void
    ) {
        let place = NIOLoopBound((me: self, context: context, then: then), eventLoop: context.eventLoop)
        let loop = context.eventLoop
        Task {
            let answer = await question()
            loop.execute {
                let (me, context, then) = place.value
                guard context.channel.isActive else { return }
                then(me, answer)
                me.turn(context)
            }
        }
    }

    /// Ends the connection of a peer that does nothing.
    private func wait(_ context: ChannelHandlerContext, isPeer: Bool) {
        deadline?.cancel()
        deadline = nil
        guard isPeer else { return }
        let place = NIOLoopBound((me: self, context: context), eventLoop: context.eventLoop)
        deadline = context.eventLoop.scheduleTask(in: timeout) {
            let (me, context) = place.value
            me.isShakingHands = false
            me.machine.timeOut()
            me.turn(context)
            context.close(promise: nil)
        }
    }
}
