import Mail

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzReplies_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// The first byte says whether the rest is text, HTML, or a mail that has both.
func check(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let body = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[1...]), as: UTF8.self)
    switch first % 3 {
    case 0: checkNothingLost(body)
    case 1: checkHidden(body)
    default:
        let half = body.index(body.startIndex, offsetBy: body.count / 2)
        _ = ReplyReader.read(ReceivedMail(text: String(body[..<half]), html: String(body[half...])))
    }
}

/// Letters and digits of a text stand in what was said or in what is folded.
func checkNothingLost(_ text: String) {
    let reply = ReplyReader.read(text: text)
    guard letters(reply.said) + letters(reply.folded) == letters(text) else { fatalError("letters are lost") }
}

/// Nothing that was text in HTML becomes a tag; code and quote marks within text are left out, which escape nothing.
func checkHidden(_ html: String) {
    let reply = ReplyReader.read(html: html)
    guard !html.contains("pre"), !html.contains(">"), !html.contains("`") else { return }
    var isEscaped = false, before: UInt8 = 0
    for byte in reply.said.utf8 {
        let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        if before == UInt8(ascii: "<"), !isEscaped, isLetter { fatalError("a tag is left") }
        if byte == UInt8(ascii: "<") { isEscaped = before == UInt8(ascii: "\\") }
        before = byte
    }
}

func letters(_ text: String) -> Int {
    text.unicodeScalars.count { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}
