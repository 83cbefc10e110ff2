import Audio

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzAudio_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// Plays packets that the bytes describe through a talker's whole way, with Opus itself at its end.
///
/// Each packet: one byte of ticks before it, three of jumps in number, time and source, one of length, the payload.
func check(_ bytes: UnsafeRawBufferPointer) {
    _ = OpusPacket.sampleCount(bytes)
    _ = OpusPacket.carriesPrevious(bytes)
    guard let playout = try? Playout() else { return }
    var rest = bytes[...], frame = Frame(), now: Int64 = 0
    var packet = JitterBuffer.Packet(source: 1, sequence: 65_500, timestamp: UInt32.max - 5000)
    while rest.count >= 5 {
        let head = Array(rest.prefix(5))
        rest = rest.dropFirst(5)
        let payload = Array(rest.prefix(Int(head[4])))
        rest = rest.dropFirst(payload.count)
        for _ in 0..<head[0] & 15 {
            now += 960
            play(playout, &frame, at: now, isHeard: head[0] & 0x80 == 0)
        }
        advance(&packet, by: head, payload)
        payload.withUnsafeBytes { _ = playout.receive(packet, $0, at: now + Int64(head[0] & 0x70)) }
    }
    // The longest packet and six frames made up, whatever is held.
    for _ in 0..<600 where playout.position != nil || !frame.isSilent {
        now += 960
        play(playout, &frame, at: now, isHeard: true)
    }
    guard playout.position == nil, frame.isSilent else { fatalError("no silence after the last packet") }
}

func advance(_ packet: inout JitterBuffer.Packet, by head: [UInt8], _ payload: [UInt8]) {
    let step = Int(Int8(bitPattern: head[1])), leap = head[3] & 2 != 0 ? 300 : 1
    packet.sequence &+= UInt16(truncatingIfNeeded: step * leap)
    packet.timestamp &+= UInt32(truncatingIfNeeded: Int(Int8(bitPattern: head[2])) * (head[3] & 4 != 0 ? 20_000_000 : 480))
    packet.source = UInt32(head[3] & 1)
    packet.clockScale = head[3] & 8 != 0 ? 6 : 1
    packet.duration = payload.withUnsafeBytes(OpusPacket.sampleCount) ?? Int(head[3]) * 40
}

func play(_ playout: Playout, _ frame: inout Frame, at now: Int64, isHeard: Bool) {
    guard isHeard else { return playout.skip(at: now) }
    playout.play(into: &frame, at: now)
    guard frame.samples.count == Frame.sampleCount,
        stride(from: 0, to: Frame.sampleCount, by: 60).allSatisfy({ frame.samples[$0].isFinite })
    else { fatalError("a bad frame") }
    guard playout.target <= 48_000 else { fatalError("a long delay") }
}
