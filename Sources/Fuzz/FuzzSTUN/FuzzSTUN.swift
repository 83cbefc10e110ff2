import STUN

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzSTUN_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// The bytes are a datagram, a stream of frames, and the attributes of a request that the peer has signed.
func check(_ bytes: UnsafeRawBufferPointer) {
    _ = PacketKind(bytes)
    _ = receive(bytes)
    if let request = signed(bytes) {
        guard request.withUnsafeBytes({ receive($0) }) != .ignored else { fatalError("a signed request is ignored") }
    }
    checkFrames(Array(bytes))
}

let key = IntegrityKey(password: "passwordpasswordpassword")
let start = ContinuousClock.now

/// What an agent makes of a datagram; nil when it is none.
func receive(_ bytes: UnsafeRawBufferPointer) -> ICEOutcome.Event? {
    guard let message = try? STUNMessage(bytes), let name = UserFragment("aaaaaaaa") else { return nil }
    _ = message.addressee(in: bytes)
    let local = TransportAddress(.v4(1), port: 1), remote = TransportAddress(.v6(high: 1, low: 2), port: 3)
    let credentials = ICECredentials(fragment: name, password: "passwordpasswordpassword")
    var agent = ICELiteAgent(credentials, remoteFragment: "them", at: start)
    var output = [UInt8](repeating: 0, count: STUNLimit.answer)
    let outcome = output.withUnsafeMutableBytes {
        agent.receive(message, in: bytes, on: FiveTuple(.udp, local: local, remote: remote), at: start, answer: $0)
    }
    guard (outcome.event == .ignored) == (outcome.answer == 0) else { fatalError("answered and ignored") }
    guard outcome.answer > 0 else { return outcome.event }
    let answer = Array(output.prefix(outcome.answer))
    let isRight = answer.withUnsafeBytes { (try? STUNMessage($0))?.isAuthentic(in: $0, key: key) == true }
    guard isRight else { fatalError("a bad answer") }
    return outcome.event
}

/// Each attribute is a type, a length of one byte and the value. Nil when they are no message together.
func signed(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var output = [UInt8](repeating: 0, count: STUNLimit.message), rest = bytes[...]
    let size = output.withUnsafeMutableBytes { buffer in
        var writer = STUNWriter(buffer, .request, transaction: TransactionID(high: 1, low: 2))
        writer.username("aaaaaaaa:them")
        while rest.count >= 3 {
            let head = Array(rest.prefix(3)), type = UInt16(head[0]) << 8 | UInt16(head[1])
            rest = rest.dropFirst(3)
            if type != 0x0008, type != 0x8028 { writer.attribute(type, Array(rest.prefix(Int(head[2])))) }
            rest = rest.dropFirst(Int(head[2]))
        }
        writer.integrity(key)
        writer.fingerprint()
        return writer.finish()
    }
    guard let size else { return nil }
    let message = Array(output.prefix(size))
    return message.withUnsafeBytes { (try? STUNMessage($0)) != nil } ? message : nil
}

func checkFrames(_ stream: [UInt8]) {
    let whole = packets(stream, piece: max(stream.count, 1))
    for piece in [1, 2, 7] {
        guard packets(stream, piece: piece) == whole else { fatalError("pieces of \(piece) bytes give other packets") }
    }
}

func packets(_ stream: [UInt8], piece: Int) -> [[UInt8]] {
    var frames = PacketFrames(limit: 300), packets: [[UInt8]] = []
    for start in stride(from: 0, to: stream.count, by: piece) {
        // An allocation of its own lets the sanitizer see a read beyond the piece.
        let part = Array(stream[start..<min(start + piece, stream.count)])
        do {
            try part.withUnsafeBytes { buffer in try frames.receive(buffer) { packets.append(Array($0)) } }
        } catch {
            break
        }
    }
    return packets
}
