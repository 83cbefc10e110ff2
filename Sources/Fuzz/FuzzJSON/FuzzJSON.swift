import JSON

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzJSON_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// What is read is written as a text that reads the same and is written the same.
func check(_ bytes: UnsafeRawBufferPointer) {
    guard let value = try? JSONParser.parse(bytes) else { return }
    let first = written(value)
    guard let again = try? JSONParser.parse(first, limits: JSONLimits(bytes: .max)) else {
        fatalError("what was written is refused")
    }
    guard again == value else { fatalError("what was written reads differently") }
    guard written(again) == first else { fatalError("what was read is written differently") }
    readFields(value)
}

func written(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter(reservingCapacity: 16)
    writer.value(value)
    return writer.bytes
}

func readFields(_ value: JSONValue) {
    guard case .object(let object) = value, let fields = try? Fields(value) else { return }
    try? fields.refuseUnknown(["a"])
    for member in object.members {
        guard fields.has(member.key), fields.value(member.key) != nil else { fatalError("a member is not found") }
        _ = try? fields.string(member.key, max: 8, min: 2)
        _ = try? fields.optionalInteger(member.key, in: -1...1)
        _ = try? fields.strings(member.key, maxCount: 2, maxBytes: 2)
        _ = try? fields.object(member.key).optionalBool("a")
    }
}
