/// One DTLS-SRTP association with a WebRTC peer: a handshake, its keys, and a polite end (RFC 5764, 6347, 8827 §6.5).
///
/// Datagrams and the present instant go in, actions come out. It answers whatever it is given, so its owner gives it
/// datagrams of a path proven by ICE only (RFC 8445 §7.3): then nobody is flooded with answers to forged hellos, and no
/// cookie is asked for. The peer is known by the fingerprint in its SDP and by nothing else.
///
/// Nothing authenticates what is said before the keys (RFC 6347 §4.1.2.7): who can forge the path's addresses can end a
/// handshake under way, but neither complete it nor touch one that has ended.
///
/// A reference, for it owns a session of the library; it is used by one owner at a time. Random numbers are the library's.
package final class DTLSPeer {
    package typealias Instant = ContinuousClock.Instant

    package enum Role: Equatable, Sendable {
        /// `a=setup:passive`: waits for the ClientHello.
        case server
        /// `a=setup:active`: `start` says the ClientHello.
        case client
    }

    package enum Action: Equatable, Sendable {
        /// A datagram for the peer.
        case send([UInt8])
        /// The handshake has ended and the peer is who its SDP said.
        case connected(KeyingMaterial)
        /// The peer closed. Nothing follows.
        case closed
        /// Nothing follows.
        case failed(DTLSFailure)
    }

    private enum State: Equatable {
        case handshaking(deadline: Instant)
        case established
        case ended
    }

    /// The largest datagram sent, in bytes.
    package static let mtu = 1200
    /// The largest datagram taken, in bytes; larger ones are dropped.
    package static let maximumDatagram = 2048
    /// How long a handshake may take.
    package static let patience: Duration = .seconds(30)
    /// How often the last flight is said again to a peer that repeats its own.
    static let maximumRepeats = 12

    private var state: State
    private var session: TLSSession?
    private var flight = OutgoingFlight(maximumDatagram: DTLSPeer.mtu)
    private var timer = RetransmissionTimer()
    private var allowance = HandshakeAllowance()
    private var repeats = 0
    private let role: Role

    /// The peer's patience begins here, so a server is best made when its first path is proven.
    package init(
        _ context: DTLSContext, role: Role, expecting fingerprint: CertificateFingerprint, at now: Instant
    ) throws(DTLSError) {
        self.role = role
        state = .handshaking(deadline: now + Self.patience)
        session = try TLSSession(context, role: role, expecting: fingerprint)
    }

    /// The handshake has ended well and nobody has closed.
    package var isConnected: Bool { state == .established }

    /// When `timeout` is due, if ever.
    package var nextTimeout: Instant? {
        guard case .handshaking(let deadline) = state else { return nil }
        return timer.due.map { min($0, deadline) } ?? deadline
    }

    /// Says the client's first flight. A server waits.
    package func start(at now: Instant) -> [Action] {
        guard role == .client, case .handshaking = state, flight.isEmpty else { return [] }
        return shakeHands(at: now)
    }

    /// Takes one datagram. What is no DTLS is dropped without a word (RFC 6347 §4.1.2.7).
    package func receive(_ datagram: [UInt8], at now: Instant) -> [Action] {
        guard datagram.count <= Self.maximumDatagram, let first = RecordHead(datagram, at: 0) else { return [] }
        switch state {
        case .handshaking:
            // A server is spoken to in clear first.
            guard !flight.isEmpty || role == .server && first.isClientHello else { return [] }
            guard allowance.admits(datagram) else { return fail(.tooManyDatagrams) }
            session?.feed(datagram)
            let actions = shakeHands(at: now)
            return actions.isEmpty && first.isClientHello ? answerAgain(at: now) : actions
        case .established:
            session?.feed(datagram)
            return read(mayRepeat: first.isClearHandshake)
        case .ended: return []
        }
    }

    /// The instant of `nextTimeout` has come.
    package func timeout(at now: Instant) -> [Action] {
        guard case .handshaking(let deadline) = state else { return [] }
        guard now < deadline else { return fail(.timedOut) }
        guard let due = timer.due, now >= due else { return [] }
        timer.restart(at: now)
        return flight.repeatLast().map { .send($0) }
    }

    /// Closes: the last word goes out and nothing follows.
    package func close() -> [Action] {
        guard state != .ended else { return [] }
        if state == .established { session?.close() }
        let actions = flush()
        end()
        return actions
    }

    /// The answer to a ClientHello that came again (RFC 6347 §4.2.4, figure 3).
    private func answerAgain(at now: Instant) -> [Action] {
        guard role == .server, timer.mayHurry(at: now) else { return [] }
        timer.restart(at: now)
        return flight.repeatLast().map { .send($0) }
    }

    private func shakeHands(at now: Instant) -> [Action] {
        guard let step = session?.shakeHands() else { return [] }
        switch step {
        case .waiting:
            let actions = flush()
            if !actions.isEmpty { timer.start(at: now) }
            return actions
        case .done: return establish()
        case .closed: return closed()
        case .failed(let failure): return fail(failure)
        }
    }

    private func establish() -> [Action] {
        timer.stop()
        guard let keys = session?.keyingMaterial() else {
            session?.close()
            return fail(.noCommonProfile)
        }
        state = .established
        // What shared the datagram with the Finished is read too.
        return flush() + [.connected(keys)] + read(mayRepeat: false)
    }

    /// Takes what follows a handshake: the peer's last flight again, alerts, and data that means nothing to us.
    private func read(mayRepeat: Bool) -> [Action] {
        guard let step = session?.read() else { return [] }
        switch step {
        case .waiting, .done:
            let actions = flush()
            session?.rest()
            guard mayRepeat, actions.isEmpty, role == .server, repeats < Self.maximumRepeats else { return actions }
            repeats += 1
            return flight.repeatLast().map { .send($0) }
        case .closed: return closed()
        case .failed(let failure): return fail(failure)
        }
    }

    private func flush() -> [Action] {
        guard let output = session?.takeOutput(), !output.isEmpty else { return [] }
        return flight.send(output).map { .send($0) }
    }

    /// Answers a close_notify with our own (RFC 5246 §7.2.1).
    private func closed() -> [Action] {
        session?.close()
        let actions = flush()
        end()
        return actions + [.closed]
    }

    private func fail(_ failure: DTLSFailure) -> [Action] {
        let actions = flush()
        end()
        return actions + [.failed(failure)]
    }

    /// Gives the library's memory back at once.
    private func end() {
        state = .ended
        timer.stop()
        session = nil
        flight = OutgoingFlight(maximumDatagram: Self.mtu)
    }
}
