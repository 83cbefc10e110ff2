import RTP

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzRTP_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// An allocation of its own lets the sanitizer see a read beyond the bytes.
func check(_ bytes: UnsafeRawBufferPointer) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    defer { copy.deallocate() }
    copy.copyMemory(from: bytes)
    let input = UnsafeRawBufferPointer(copy)
    packet(input)
    redundancy(input)
    for form in [RTCPCompound.Form.full, .reducedSize] { compound(input, form) }
    arrivals(input)
    losses(input)
}

/// The parts of a packet make up its length, and a packet that is written again from them reads the same.
func packet(_ bytes: UnsafeRawBufferPointer) {
    guard let packet = try? RTPPacket(bytes) else { return }
    guard packet.payload.count + packet.padding + 12 + 4 * packet.contributors.count <= bytes.count else { fatalError("too long") }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * bytes.count + 64, alignment: 1)
    defer { room.deallocate() }
    guard var writer = try? RTPPacketWriter(packet.header, into: room, form: .twoByte) else { fatalError("no header") }
    for ssrc in packet.contributors { try? writer.addContributor(ssrc) }
    for element in packet.extensions { try? writer.addExtension(element.id, element.value) }
    try? writer.addPayload(packet.payload)
    guard let count = try? writer.finish(padding: UInt8(packet.padding)),
        let again = try? RTPPacket(UnsafeRawBufferPointer(rebasing: room[..<count]))
    else { fatalError("not written") }
    let isSame =
        again.header == packet.header && again.payload.elementsEqual(packet.payload) && again.padding == packet.padding
        && again.contributors.elementsEqual(packet.contributors)
        && again.extensions.elementsEqual(packet.extensions) { $0.id == $1.id && $0.value.elementsEqual($1.value) }
    guard isSame else { fatalError("read differently") }
    for element in packet.extensions { _ = (VoiceLevel(element.value), MixLevels(element.value).reduce(0) { $0 &+ Int($1) }) }
}

func redundancy(_ bytes: UnsafeRawBufferPointer) {
    guard let blocks = try? RedundantBlocks(bytes) else { return }
    guard blocks.reduce(0, { $0 + $1.payload.count }) < bytes.count else { fatalError("long blocks") }
}

func compound(_ bytes: UnsafeRawBufferPointer, _ form: RTCPCompound.Form) {
    guard let compound = try? RTCPCompound(bytes, form: form) else { return }
    var sum = 0
    for packet in compound {
        switch packet {
        case .senderReport(_, let blocks), .receiverReport(_, let blocks):
            for block in blocks { sum &+= block.roundTrip(at: NTPTimestamp(1 << 40)) == nil ? 0 : Int(block.lost) }
        case .sourceDescription(let items): for item in items { sum &+= item.text.count }
        case .goodbye(let leave): sum &+= leave.sources.count &+ (leave.reason?.count ?? 0)
        case .nack(let lost): for sequence in lost { sum &+= Int(sequence.rawValue) }
        case .pictureLoss(let head): sum &+= Int(head.media)
        case .fullIntra(let requests): for request in requests { sum &+= Int(request.number) }
        case .transportFeedback(let feedback):
            guard feedback.reduce(0, { sum, _ in sum + 1 }) == feedback.count else { fatalError("packets are missing") }
        case .bitrateEstimate(let estimate): sum &+= estimate.sources.count
        case .unread(let type, _): sum &+= Int(type)
        }
    }
    guard sum != .min else { fatalError("a sum that cannot be") }
}

/// Arrivals of any numbers at any times are told in feedback that can be read, and come to an end.
func arrivals(_ bytes: UnsafeRawBufferPointer) {
    let start = ContinuousClock.now
    var log = ArrivalLog(at: start)
    for place in stride(from: 0, to: min(bytes.count, 256) - 3, by: 4) {
        let sequence = UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
        let time = UInt16(bytes[place + 2]) << 8 | UInt16(bytes[place + 3])
        log.receive(SequenceNumber(sequence), at: start + .milliseconds(Int(time)))
    }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 300, alignment: 1)
    defer { room.deallocate() }
    for _ in 0..<2000 where log.isPending {
        var writer = RTCPWriter(into: room)
        do { try log.write(FeedbackHead(sender: 1, media: 2), to: &writer) } catch { fatalError("not written") }
        guard let compound = try? RTCPCompound(UnsafeRawBufferPointer(rebasing: room[..<writer.count]), form: .reducedSize),
            let packet = compound.first(where: { _ in true }), case .transportFeedback = packet
        else { fatalError("not read") }
    }
    guard !log.isPending else { fatalError("no end") }
}

/// Any order of packets is counted and any loss is written so that it reads the same.
func losses(_ bytes: UnsafeRawBufferPointer) {
    var source = ReceptionStatistics(ssrc: 1, clockRate: 48000), lost: [SequenceNumber] = []
    let start = ContinuousClock.now
    for place in stride(from: 0, to: min(bytes.count, 256) - 5, by: 6) {
        let sequence = SequenceNumber(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]))
        let timestamp = RTPTimestamp(UInt32(bytes[place + 2]) << 24 | UInt32(bytes[place + 3]))
        let header = RTPHeader(payloadType: 0, sequence: sequence, timestamp: timestamp, ssrc: 1)
        source.receive(header, at: start + .milliseconds(Int(bytes[place + 4]) << 20))
        if bytes[place + 5] & 1 == 0 { _ = source.report(at: start + .seconds(Int(bytes[place + 5]))) }
        lost.append(sequence)
    }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 512, alignment: 1)
    defer { room.deallocate() }
    var writer = RTCPWriter(into: room)
    guard (try? writer.addNack(FeedbackHead(sender: 1, media: 2), lost)) != nil,
        let compound = try? RTCPCompound(UnsafeRawBufferPointer(rebasing: room[..<writer.count]), form: .reducedSize)
    else { fatalError("a loss is not written") }
    for case .nack(let read) in compound where Set(read) != Set(lost) { fatalError("other losses") }
}
