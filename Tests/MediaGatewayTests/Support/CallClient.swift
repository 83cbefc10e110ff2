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
    let mouth: Mouth
    let ear: Ear
    private var socket: Int32
    private let context: DTLSContext
    private var credentials = (fragment: "clnt", password: "0123456789abcdef01234567")
    private var server: (address: TransportAddress, transport: TransportDescription)?
    private var handshake: DTLSPeer?
    private var keys = Keys()
    private let batch = ArrivalBatch()
    private(set) var counts = Counts()
    private(set) var isClosed = false
    var wishes = Wishes()

    private struct Keys: ~Copyable {
        var inbound: InboundSRTP?
        var outbound: OutboundSRTP?
    }

    struct Counts {
        /// Answers to checks, and packets of RTCP.
        var answers = 0, reports = 0
    }

    struct Wishes {
        /// The certificate that is promised in the offer, if not the true one.
        var promised: CertificateFingerprint?
        /// Whether checks and answers are still given.
        var isAlive = true
    }

    init(tone: Double, ssrc: UInt32) throws {
        mouth = try Mouth(tone: tone, ssrc: ssrc)
        ear = try Ear()
        socket = Self.openSocket()
        context = try DTLSContext(certificate: try DTLSCertificate(at: Int(Date().timeIntervalSince1970)))
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

    var isConnected: Bool { keys.outbound != nil }
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
            a=fingerprint:\((wishes.promised ?? certificate).sdp)
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
        ear.expected = description.sections[0].sources.sources.first?.ssrc
        server = (TransportAddress(.v4(0x7F00_0001), port: port), description.sections[0].transport)
    }

    /// Asks for the way, naming it; a browser does so again every 2.5 s.
    func check() {
        if wishes.isAlive, let request { send(request) }
    }

    /// A request with our name; nil before there is an answer.
    var request: [UInt8]? {
        guard let remote = server?.transport, let fragment = remote.fragment, let password = remote.password else { return nil }
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
        return Array(bytes.prefix(count))
    }

    func send(_ bytes: [UInt8]) {
        guard let server else { return }
        bytes.withUnsafeBytes {
            var one = confab_departure(bytes: $0.baseAddress, count: UInt32($0.count), to: server.address.c)
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
        guard wishes.isAlive else { return }
        switch PacketKind(UnsafeRawBufferPointer(packet)) {
        case .stun:
            counts.answers += 1
            guard handshake == nil, let digits = server?.transport.fingerprints.first?.bytes,
                let expected = CertificateFingerprint(digits)
            else { return }
            handshake = try? DTLSPeer(context, role: .client, expecting: expected, at: .now)
            perform(handshake?.start(at: .now) ?? [])
        case .dtls: perform(handshake?.receive(Array(packet), at: .now) ?? [])
        case .rtp: hear(packet)
        case .rtcp: if (try? keys.inbound?.openControl(packet)) != nil { counts.reports += 1 }
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
        self.keys.outbound = try? OutboundSRTP(ours)
        self.keys.inbound = try? InboundSRTP(theirs)
    }

    private func hear(_ packet: UnsafeMutableRawBufferPointer) {
        guard let count = try? keys.inbound?.openPacket(packet),
            let clear = try? RTPPacket(UnsafeRawBufferPointer(rebasing: packet[..<count]))
        else { return }
        ear.hear(clear)
    }

    /// The next 20 ms, protected.
    func nextPacket() -> [UInt8] {
        let clear = mouth.next()
        var bytes = clear + [UInt8](repeating: 0, count: 64)
        let count = bytes.withUnsafeMutableBytes { (try? keys.outbound?.protectPacket($0, count: clear.count)) ?? 0 }
        return Array(bytes.prefix(count))
    }

    /// Speaks 20 ms.
    func speak() { send(nextPacket()) }

    /// Whether all that came are packets that another has sent, as they are.
    func heardAsSent(by other: CallClient) -> Bool { !ear.payloads.isEmpty && ear.payloads.isSubset(of: other.mouth.sent) }

    /// Whether a tone is heard, and whether it is not there at all.
    func hears(_ tone: Double) -> Bool { ear.loudness(of: tone) > -30 }
    func isDeafTo(_ tone: Double) -> Bool { ear.loudness(of: tone) < -60 }
}
