import Domain
import Hub
import NIOCore
import NIOHTTP1
import WebSocket

/// Turns an HTTP connection into a live one (RFC 6455 §4.2) for who has a session.
struct LiveUpgrader: NIOTypedHTTPServerProtocolUpgrader {
    static let path = "/api/v1/live"

    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []

    let gate: Gate
    let live: LiveLoops
    let secure: Bool
    /// Why the upgrade is not made; read by whoever answers then, on the same loop.
    let refusal: NIOLoopBoundBox<Problem?>
    let admitted: NIOLoopBoundBox<LiveAdmission?>

    init(
        gate: Gate, live: LiveLoops, secure: Bool, refusal: NIOLoopBoundBox<Problem?>, eventLoop: any EventLoop
    ) {
        self.gate = gate
        self.live = live
        self.secure = secure
        self.refusal = refusal
        admitted = NIOLoopBoundBox(nil, eventLoop: eventLoop)
    }

    static func isWellFormed(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && head.version == .http1_1
            && head.headers[canonicalForm: "upgrade"].contains { $0.lowercased() == "websocket" }
            && head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "upgrade" }
            && head.headers["sec-websocket-version"] == ["13"] && head.headers["sec-websocket-key"].count == 1
            && head.uri.prefix { $0 != "?" } == path
    }

    func buildUpgradeResponse(
        channel: any NIOCore.Channel, upgradeRequest head: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        guard let key = head.headers["sec-websocket-key"].first, let accept = WebSocketHandshake.acceptKey(for: key) else {
            return refuse(.invalid(field: "Sec-WebSocket-Key", expected: "16 bytes in base64"), on: channel)
        }
        guard gate.isOurs(origin: head.headers.first(name: "origin"), host: head.headers.first(name: "host")) else {
            return refuse(.forbidden("requests from other sites are not taken"), on: channel)
        }
        guard !live.isDraining else { return refuse(.unavailable("the server is stopping"), on: channel) }
        let carried = Carried(head.headers)
        let address = gate.remoteAddress(of: channel, forwarded: head.headers["x-forwarded-for"])
        guard live.admits(address, limit: gate.connectionsPerAddress) else {
            return refuse(.tooMany(what: "connections", retryAfter: 60), on: channel)
        }
        return caller(carried, on: channel.eventLoop).map { caller in
            admitted.value = LiveAdmission(
                caller: caller, remoteAddress: address, device: carried.device,
                transport: secure ? "websocket+tls" : "websocket")
            var headers = initialResponseHeaders
            headers.replaceOrAdd(name: "upgrade", value: "websocket")
            headers.add(name: "sec-websocket-accept", value: accept)
            return headers
        }.flatMapErrorThrowing { error in
            live.release(address)
            refusal.value = Problem(Refusal(error))
            throw error
        }
    }

    private func caller(_ carried: Carried, on loop: any EventLoop) -> EventLoopFuture<Caller> {
        do {
            if let known = try gate.knownCaller(carried) { return loop.makeSucceededFuture(known) }
        } catch { return loop.makeFailedFuture(error) }
        let promise = loop.makePromise(of: Caller.self)
        promise.completeWithTask { try await gate.caller(carried) }
        return promise.futureResult
    }

    private func refuse(_ why: Refusal, on channel: any NIOCore.Channel) -> EventLoopFuture<HTTPHeaders> {
        refusal.value = Problem(why)
        return channel.eventLoop.makeFailedFuture(Refusal.notSignedIn)
    }

    func upgrade(channel: any NIOCore.Channel, upgradeRequest: HTTPRequestHead) -> EventLoopFuture<ConnectionSetup.Result> {
        channel.eventLoop.makeCompletedFuture {
            guard let admission = admitted.value else { return .refused }
            try channel.pipeline.syncOperations.addHandler(live.session(on: channel, admission))
            return .live
        }
    }
}

/// Who was let in, and how they came.
struct LiveAdmission: Sendable {
    var caller: Caller
    let remoteAddress: String
    let device: String
    let transport: String
}
