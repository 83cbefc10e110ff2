import SRTP

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzSRTP_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// Nothing that was not protected is opened, and what is protected opens to what it was, and only once.
func check(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let profile = SRTPProfile.allCases[Int(first) % SRTPProfile.allCases.count]
    let input = Array(bytes.dropFirst())
    guard
        let keys = SRTPKeys(
            profile: profile, key: [UInt8](repeating: 7, count: profile.keyLength),
            salt: [UInt8](repeating: 9, count: profile.saltLength)),
        var sender = try? OutboundSRTP(keys), var receiver = try? InboundSRTP(keys)
    else { fatalError("no keys") }
    let raw = room(for: input, more: 0)
    defer { raw.deallocate() }
    if (try? receiver.openPacket(raw)) != nil { fatalError("a forged packet is opened") }
    raw.copyBytes(from: input)
    if (try? receiver.openControl(raw)) != nil { fatalError("a forged RTCP packet is opened") }
    packet(input, &sender, &receiver)
    control(input, &sender, &receiver)
}

func room(for input: [UInt8], more: Int) -> UnsafeMutableRawBufferPointer {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: input.count + more, alignment: 1)
    room.copyBytes(from: input)
    return room
}

func packet(_ input: [UInt8], _ sender: inout OutboundSRTP, _ receiver: inout InboundSRTP) {
    let buffer = room(for: input, more: sender.profile.packetTagLength)
    defer { buffer.deallocate() }
    guard (try? sender.protectPacket(buffer, count: input.count)) == buffer.count else { return }
    let again = room(for: Array(buffer), more: 0)
    defer { again.deallocate() }
    guard (try? receiver.openPacket(buffer)) == input.count, buffer.prefix(input.count).elementsEqual(input) else {
        fatalError("a packet is not opened")
    }
    if (try? receiver.openPacket(again)) != nil { fatalError("a replay is opened") }
}

func control(_ input: [UInt8], _ sender: inout OutboundSRTP, _ receiver: inout InboundSRTP) {
    let buffer = room(for: input, more: sender.profile.maxGrowth)
    defer { buffer.deallocate() }
    guard (try? sender.protectControl(buffer, count: input.count)) == buffer.count else { return }
    let again = room(for: Array(buffer), more: 0)
    defer { again.deallocate() }
    guard (try? receiver.openControl(buffer)) == input.count, buffer.prefix(input.count).elementsEqual(input) else {
        fatalError("an RTCP packet is not opened")
    }
    if (try? receiver.openControl(again)) != nil { fatalError("a replay is opened") }
}
