package import DTLS
import SRTP
package import STUN

/// The server's end of one WebRTC transport: ICE-lite, DTLS, SRTP (RFC 8445 §2.5, RFC 5764, RFC 8827).
///
/// Datagrams and the present instant go in; what is to be sent goes to the closure that is handed in. DTLS is answered on a
/// way that ICE has proven, nominated or not. Confined to one thread at a time.
package final class Peer {
    package typealias Instant = ContinuousClock.Instant
    package typealias Send = (UnsafeRawBufferPointer, FiveTuple) -> Void

    package enum Step: Equatable, Sendable {
        case nothing
        /// Media can flow.
        case connected
        /// The peer said goodbye.
        case closed
        case failed(DTLSFailure)
    }

    private var agent: ICELiteAgent
    private let context: DTLSContext
    private let fingerprint: CertificateFingerprint
    private var handshake: DTLSPeer?
    private var inbound: InboundSRTP?
    private var outbound: OutboundSRTP?
    /// Sources that one peer may send at once.
    private static let sources = 16

    package init(_ agent: ICELiteAgent, _ context: DTLSContext, expecting fingerprint: CertificateFingerprint) {
        self.agent = agent
        self.context = context
        self.fingerprint = fingerprint
    }

    /// Where to send; nil before the peer was heard, and when it is lost.
    package var path: FiveTuple? { agent.path }
    package var fragments: (current: UserFragment, next: UserFragment?) { agent.fragments }
    package private(set) var isConnected = false
    /// Of the certificate that it is shown.
    package var ownFingerprint: CertificateFingerprint { context.certificate.fingerprint }

    /// True when the peer has proved itself there.
    package func isValid(_ path: FiveTuple) -> Bool { agent.isValid(path) }

    /// Takes a message of STUN whose addressee is this peer, writes the answer, and says what is different now.
    package func receive(
        _ message: STUNMessage, in bytes: UnsafeRawBufferPointer, on path: FiveTuple, at now: Instant,
        answer: UnsafeMutableRawBufferPointer
    ) -> ICEOutcome {
        agent.receive(message, in: bytes, on: path, at: now, answer: answer)
    }

    /// Begins an ICE restart; gives the name of one before that was never finished.
    package func restart(_ credentials: ICECredentials, remoteFragment: String) -> UserFragment? {
        agent.restart(credentials, remoteFragment: remoteFragment)
    }

    /// A way that has ended, or that is another's now.
    package func closed(_ path: FiveTuple, at now: Instant) { _ = agent.closed(path, at: now) }

    /// Takes a datagram of DTLS that came on a way which ICE has proven.
    package func receive(dtls datagram: UnsafeRawBufferPointer, on path: FiveTuple, at now: Instant, send: Send) -> Step {
        guard agent.isValid(path), datagram.count <= DTLSPeer.maximumDatagram else { return .nothing }
        if handshake == nil { handshake = try? DTLSPeer(context, role: .server, expecting: fingerprint, at: now) }
        guard let handshake else { return .failed(.violation(reason: 0)) }
        return perform(handshake.receive(Array(datagram), at: now), on: path, send)
    }

    /// When `timeout` is due: while DTLS is under way, or when a way will have been silent for too long.
    package var deadline: Instant? {
        let dtls = handshake?.nextTimeout
        guard let ice = agent.deadline else { return dtls }
        return dtls.map { min($0, ice) } ?? ice
    }

    /// Whether DTLS has begun and not ended, so that its repetitions are due within milliseconds.
    package var isShakingHands: Bool { handshake?.nextTimeout != nil }

    /// False when the peer is lost.
    package func timeout(at now: Instant, send: Send) -> Bool {
        if agent.timeout(at: now) == .lost { return false }
        guard let due = handshake?.nextTimeout, due <= now, let path = agent.path, let handshake else { return true }
        if case .failed = perform(handshake.timeout(at: now), on: path, send) { return false }
        return true
    }

    /// Says goodbye.
    package func close(send: Send) {
        guard let path = agent.path, let handshake else { return }
        _ = perform(handshake.close(), on: path, send)
    }

    private func perform(_ actions: [DTLSPeer.Action], on path: FiveTuple, _ send: Send) -> Step {
        var step = Step.nothing
        for action in actions {
            switch action {
            case .send(let bytes): bytes.withUnsafeBytes { send($0, path) }
            case .connected(let keys): step = connect(keys)
            case .closed: step = .closed
            case .failed(let failure): step = .failed(failure)
            }
        }
        return step
    }

    private func connect(_ material: KeyingMaterial) -> Step {
        guard let profile = SRTPProfile(rawValue: material.profile.rawValue),
            let theirs = SRTPKeys(profile: profile, key: material.client.key, salt: material.client.salt),
            let ours = SRTPKeys(profile: profile, key: material.server.key, salt: material.server.salt)
        else { return .failed(.noCommonProfile) }
        do throws(SRTPError) {
            inbound = try InboundSRTP(theirs, sourceLimit: Self.sources)
            outbound = try OutboundSRTP(ours, sourceLimit: Self.sources)
        } catch { return .failed(.noCommonProfile) }
        isConnected = true
        return .connected
    }
}

extension Peer {
    /// Opens a packet of RTP in place and says how long it is in clear; nil when it is forged, a replay, or came too early.
    package func openPacket(_ buffer: UnsafeMutableRawBufferPointer) -> Int? { try? inbound?.openPacket(buffer) }

    /// The same for RTCP.
    package func openControl(_ buffer: UnsafeMutableRawBufferPointer) -> Int? { try? inbound?.openControl(buffer) }

    /// Protects a packet of RTP in place; nil before the handshake has ended, or when there is no room.
    package func protectPacket(_ buffer: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        try? outbound?.protectPacket(buffer, count: count)
    }

    /// The same for RTCP.
    package func protectControl(_ buffer: UnsafeMutableRawBufferPointer, count: Int) -> Int? {
        try? outbound?.protectControl(buffer, count: count)
    }
}
