import Mail

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzMail_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// A mail is read twice alike, and everything read is within its bounds.
func check(_ bytes: [UInt8]) {
    guard let mail = try? MailReader.read(bytes) else { fatalError("a small mail is refused") }
    guard let again = try? MailReader.read(bytes), again == mail else { fatalError("read differently") }
    checkHeader(mail)
    for file in mail.files { check(file, bytes.count) }
    // Three bytes of UTF-8 for one of a mail, and what escaping a text adds.
    guard (mail.text?.utf8.count ?? 0) <= bytes.count * 3 + 8, (mail.html?.utf8.count ?? 0) <= bytes.count * 60 + 100 else {
        fatalError("a body grew")
    }
    guard mail.text?.utf8.contains(0) != true, mail.html?.utf8.contains(0) != true else { fatalError("a NUL") }
    guard mail.text?.utf8.contains(0x0D) != true else { fatalError("a carriage return") }
    if case .report(let report) = mail.kind { check(report) }
}

func checkHeader(_ mail: ReceivedMail) {
    guard mail.headers.count <= 500, mail.references.count <= 200 else { fatalError("too many fields") }
    let lines = mail.headers.map(\.value) + [mail.subject] + mail.from.flatMap { [$0.name, $0.address] }
    for line in lines + mail.headers.map(\.name) where line.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    {
        fatalError("a control character in a line")
    }
    for id in mail.references + [mail.messageID, mail.inReplyTo].compactMap({ $0 }) {
        guard id.hasPrefix("<"), id.hasSuffix(">"), !id.contains(where: \.isNewline) else { fatalError("a bad identifier") }
    }
}

func check(_ file: MailFile, _ size: Int) {
    guard (1...200).contains(file.name.utf8.count), file.bytes.count <= size else { fatalError("a file out of bounds") }
    guard file.name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "/" && $0 != "\\" && $0.value != 0x202E }) else {
        fatalError("a bad name")
    }
    guard file.name != ".", file.name != ".." else { fatalError("a name that is a folder") }
}

func check(_ report: DeliveryReport) {
    guard report.recipients.count <= 200 else { fatalError("too many recipients") }
    for recipient in report.recipients {
        let words = DeliveryReason.words(status: recipient.status, code: nil, text: recipient.diagnostic)
        guard words.hasSuffix("."), recipient.address.contains("@") else { fatalError("no words for a reason") }
    }
}
