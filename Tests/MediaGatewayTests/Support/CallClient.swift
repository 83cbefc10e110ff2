import Audio
import CMediaSockets
import DTLS
import Foundation
import Hub
import RTP
import SDP
import SRTP
import STUN

@testable import MediaGateway

/// A participant of its own: ICE, DTLS and SRTP as a browser has them, with a tone for a microphone.
final class CallClient {
    let tone: Double
    private var socket: Int32
    private let context: DTLSContext
    private var credentials = (fragment: "clnt", password: "0123456789abcdef01234567")
    /// The certificate that is promised in the offer, if not the true one.
    var promised: CertificateFingerprint?
    private var server: TransportAddress?
    private var remote: TransportDescription?
    private var handshake: DTLSPeer?
    private var inbound: InboundSRTP?
    private var outbound: OutboundSRTP?
    private let encoder: OpusEncoder
    private let decoder: OpusDecoder
    private var sequence: UInt16 = 1
    private var phase = 0
    private let batch = ArrivalBatch()
    private(set) var isProven = false
    /// Answers to checks.
    private(set) var answers = 0
    /// What was heard, at 48 kHz, without what was not sent.
    private(set) var heard: [Float] = []
    private(set) var packets = 0
    private(set) var markers = 0
    private(set) var isClosed = false
    private var last: RTPHeader?
    /// Numbers left out, and times that did not go on.
    private(set) var gaps = 0, backwards = 0
    private var payloads: Set<[UInt8]> = []
    private(set) var sent: Set<[UInt8]> = []
    private(set) var reports = 0
    /// The source that the answer named, and packets of others.
    private(set) var expected: UInt32?
    private(set) var strays = 0
    var ssrc: UInt32
    var level: UInt8? = 20
    var marksVoice = true
    /// Whether checks and answers are still given.
    var isAlive = true

    init(tone: Double, ssrc: UInt32) throws {
        self.tone = tone
        self.ssrc = ssrc
        socket = Self.openSocket()
        context = try DTLSContext(certificate: try DTLSCertificate(at: Int(Date().timeIntervalSince1970)))
        encoder = try OpusEncoder()
        decoder = try OpusDecoder()
    }

    deinit { confab_close(socket) }

    private static func openSocket() -> Int32 {
        var address = TransportAddress(.v4(0x7F00_0001), port: 0).c
        return confab_udp_open(&address)
    }

    /// Goes to another network: another address, as far as the server sees.
    func move() {
        confab_close(socket)
        socket = Self.openSocket()
    }

    /// Begins an ICE restart: the next offer has other credentials.
    func restart() { credentials = ("next", "abcdef0123456789abcdef01") }

    var isConnected: Bool { outbound != nil }
    var certificate: CertificateFingerprint { context.certificate.fingerprint }

    func offer(_ direction: String = "sendrecv") -> [UInt8] {
        Array(
            """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:\(credentials.fragment)
            a=ice-pwd:\(credentials.password)
            a=fingerprint:\((promised ?? certificate).sdp)
            a=setup:actpass
            a=mid:0
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=\(direction)
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1

            """.replacing("\n", with: "\r\n").utf8)
    }

    func take(_ answer: [UInt8], port: UInt16) throws {
        let description = try SessionDescription(parsing: answer)
        remote = description.sections[0].transport
        expected = description.sections[0].sources.sources.first?.ssrc
        server = TransportAddress(.v4(0x7F00_0001), port: port)
    }

    /// Asks for the way, naming it; a browser does so again every 2.5 s.
    func check() {
        guard isAlive, let remote, let fragment = remote.fragment, let password = remote.password else { return }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = bytes.withUnsafeMutableBytes { buffer -> Int in
            var writer = STUNWriter(buffer, .request, transaction: TransactionID(high: .random(in: 0...UInt64.max), low: 7))
            writer.username("\(fragment):\(credentials.fragment)")
            writer.role(.controlling(1))
            writer.priority(1)
            writer.useCandidate()
            writer.integrity(IntegrityKey(password: password))
            writer.fingerprint()
            return writer.finish() ?? 0
        }
        send(Array(bytes.prefix(count)))
    }

    func send(_ bytes: [UInt8]) {
        guard let server else { return }
        bytes.withUnsafeBytes {
            var one = confab_departure(bytes: $0.baseAddress, count: UInt32($0.count), to: server.c)
            _ = confab_send(socket, &one, 1)
        }
    }

    /// Takes what has come.
    func pump() {
        while true {
            let count = batch.receive(socket)
            for index in 0..<count { receive(batch.bytes(index)) }
            if count < CONFAB_BATCH { break }
        }
        if let due = handshake?.nextTimeout, due <= .now { perform(handshake?.timeout(at: .now) ?? []) }
    }

    private func receive(_ packet: UnsafeMutableRawBufferPointer) {
        guard isAlive else { return }
        switch PacketKind(UnsafeRawBufferPointer(packet)) {
        case .stun:
            isProven = true
            answers += 1
            guard handshake == nil, let digits = remote?.fingerprints.first?.bytes, let expected = CertificateFingerprint(digits)
            else { return }
            handshake = try? DTLSPeer(context, role: .client, expecting: expected, at: .now)
            perform(handshake?.start(at: .now) ?? [])
        case .dtls: perform(handshake?.receive(Array(packet), at: .now) ?? [])
        case .rtp: hear(packet)
        case .rtcp: if (try? inbound?.openControl(packet)) != nil { reports += 1 }
        default: break
        }
    }

    private func perform(_ actions: [DTLSPeer.Action]) {
        for action in actions {
            switch action {
            case .send(let bytes): send(bytes)
            case .connected(let keys): connect(keys)
            case .closed, .failed: isClosed = true
            }
        }
    }

    private func connect(_ keys: KeyingMaterial) {
        guard let profile = SRTPProfile(rawValue: keys.profile.rawValue),
            let ours = SRTPKeys(profile: profile, key: keys.client.key, salt: keys.client.salt),
            let theirs = SRTPKeys(profile: profile, key: keys.server.key, salt: keys.server.salt)
        else { return }
        outbound = try? OutboundSRTP(ours)
        inbound = try? InboundSRTP(theirs)
    }

    private func hear(_ packet: UnsafeMutableRawBufferPointer) {
        guard let count = try? inbound?.openPacket(packet),
            let clear = try? RTPPacket(UnsafeRawBufferPointer(rebasing: packet[..<count]))
        else { return }
        packets += 1
        follow(clear.header)
        payloads.insert(Array(clear.payload))
        if clear.header.ssrc != expected { strays += 1 }
        if clear.header.marker { markers += 1 }
        var samples = [Float](repeating: 0, count: OpusPacket.maxSamples)
        let made = samples.withUnsafeMutableBufferPointer { try? decoder.decode(Array(clear.payload), into: $0.baseAddress!) }
        heard += samples.prefix(made ?? 0)
    }

    private func follow(_ header: RTPHeader) {
        defer { last = header }
        guard let last else { return }
        if header.sequence.distance(from: last.sequence) != 1 { gaps += 1 }
        if header.timestamp.distance(from: last.timestamp) <= 0 { backwards += 1 }
    }

    /// Whether all that came are packets that another has sent, as they are.
    func sameAsSent(by other: CallClient) -> Bool { !payloads.isEmpty && payloads.isSubset(of: other.sent) }

    /// Which of these tones were heard.
    func heardTones(_ tones: Set<Double>) -> Set<Double> { tones.filter { loudness(of: $0) > -30 } }

    /// Forgets what was heard.
    func listenAnew() {
        heard = []
        packets = 0
    }

    /// The next 20 ms of the tone, protected.
    func nextPacket() -> [UInt8] {
        let frame = Frame((0..<960).map { Float(0.15 * sin(2 * .pi * tone * Double(phase + $0) / 48_000)) })
        phase += 960
        var payload: [UInt8] = []
        try? encoder.encode(frame, into: &payload)
        sent.insert(payload)
        let header = RTPHeader(
            payloadType: 111, sequence: SequenceNumber(sequence), timestamp: RTPTimestamp(UInt32(sequence) &* 960), ssrc: ssrc)
        sequence &+= 1
        return protected(header, payload)
    }

    func protected(_ header: RTPHeader, _ payload: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1500)
        let count = bytes.withUnsafeMutableBytes { buffer -> Int in
            guard var writer = try? RTPPacketWriter(header, into: buffer) else { return 0 }
            if let level { try? writer.addExtension(1, byte: VoiceLevel(attenuation: level, isVoice: marksVoice).byte) }
            payload.withUnsafeBytes { try? writer.addPayload($0) }
            guard let size = try? writer.finish() else { return 0 }
            return (try? outbound?.protectPacket(buffer, count: size)) ?? 0
        }
        return Array(bytes.prefix(count))
    }

    /// Speaks 20 ms.
    func speak() { send(nextPacket()) }

    /// Decibels under full scale of a tone in what was heard.
    func loudness(of tone: Double) -> Double {
        let samples = heard.suffix(48_000)
        guard samples.count >= 9_600 else { return -200 }
        var real = 0.0, imaginary = 0.0
        for (index, sample) in samples.enumerated() {
            // A window with side lobes far below what is looked for.
            let place = 2 * .pi * Double(index) / Double(samples.count)
            let window = 0.35875 - 0.48829 * cos(place) + 0.14128 * cos(2 * place) - 0.01168 * cos(3 * place)
            let angle = 2 * .pi * tone * Double(index) / 48_000
            real += Double(sample) * window * cos(angle)
            imaginary += Double(sample) * window * sin(angle)
        }
        let amplitude = 2 * (real * real + imaginary * imaginary).squareRoot() / (0.35875 * Double(samples.count))
        return 20 * log10(max(amplitude, 1e-10))
    }
}
