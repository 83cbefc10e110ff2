import Bytes
import WebPush

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzWebPush_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    return 0
}

/// Three lines are a subscription; each line alone is also a text in each encoding.
func check(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    for line in lines { checkEncodings(line) }
    _ = try? VAPIDKey(rawRepresentation: Array(bytes.prefix(32)))
    guard lines.count == 3 else { return }
    if let subscription = try? PushSubscription(endpoint: lines[0], p256dh: lines[1], auth: lines[2]) {
        checkOrigin(subscription)
    }
}

/// What is decoded has no other text.
func checkEncodings(_ text: String) {
    if let bytes = Base64URL.decode(text, maxBytes: 4096), Base64URL.encode(bytes) != text { fatalError("base64url") }
    if let bytes = Base64.decode(text, maxBytes: 4096), Base64.encode(bytes) != text { fatalError("base64") }
    if let bytes = Hex.decode(text, maxBytes: 4096), Hex.encode(bytes) != text.lowercased() { fatalError("hex") }
    if let number = Base32.decode(text), Base32.encode(number) != text { fatalError("base32") }
}

func checkOrigin(_ subscription: PushSubscription) {
    guard subscription.endpoint.lowercased().hasPrefix(subscription.origin) else { fatalError("an origin of nowhere") }
    guard subscription.origin.utf8.count > "https://".utf8.count else { fatalError("an origin without host") }
}
