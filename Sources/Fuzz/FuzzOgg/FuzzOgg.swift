import Ogg

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzOgg_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// The bytes are a file, and what is done to one of ours: how long it is, where it is cut, and which bytes are changed.
func check(_ bytes: UnsafeRawBufferPointer) {
    checkRepair(Array(bytes))
    guard bytes.count > 3 else { return }
    var file = written(bytes.dropFirst(3))
    let cut = Int(bytes[0]) << 8 | Int(bytes[1])
    if bytes[2] & 1 != 0 { file.removeLast(min(file.count, cut)) }
    if bytes[2] & 2 != 0, !file.isEmpty { file[cut % file.count] ^= bytes[2] }
    if bytes[2] & 4 != 0 { file += Array(bytes) }
    checkRepair(file)
}

func written(_ rest: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    var writer = OggOpusWriter(serial: 1), rest = rest, file = writer.head(OpusTags(vendor: "fuzz"))
    while let size = rest.popFirst() {
        file += writer.add(Array(rest.prefix(Int(size))))
        rest = rest.dropFirst(Int(size))
    }
    return file + writer.finish()
}

/// What was repaired is whole: it stays as it is. How it comes in pieces makes no difference.
func checkRepair(_ file: [UInt8]) {
    let made = repaired(file, by: max(file.count, 1))
    for piece in [1, 7, 300] {
        guard repaired(file, by: piece) == made else { fatalError("pieces of \(piece) bytes give another file") }
    }
    guard let made else { return }
    guard repaired(made, by: made.count) == made else { fatalError("what is whole is changed") }
}

func repaired(_ file: [UInt8], by piece: Int) -> [UInt8]? {
    var repair = OggOpusRepair(), made: [UInt8] = []
    for start in stride(from: 0, to: file.count, by: piece) {
        made += repair.add(Array(file[start..<min(start + piece, file.count)]))
    }
    guard let end = repair.finish() else { return nil }
    guard end.milliseconds >= 0 else { fatalError("less than nothing") }
    return made + end.last
}
