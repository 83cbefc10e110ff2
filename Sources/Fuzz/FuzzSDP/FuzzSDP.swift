import SDP

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzSDP_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// What can be read is the same after it was written, and so is each answer to it.
func check(_ bytes: UnsafeRawBufferPointer) {
    if let fragment = try? TrickleFragment(parsing: Array(bytes)) {
        guard (try? TrickleFragment(parsing: Array(fragment.text(answeringWith: terms.transport).utf8))) != nil else {
            fatalError("a fragment's answer cannot be read")
        }
    }
    guard let offer = try? SessionDescription(parsing: Array(bytes)) else { return }
    checkWriting(offer)
    for purpose in [AnswerTerms.Purpose.call, .ingest, .playback] {
        var terms = terms
        terms.purpose = purpose
        terms.video = .video
        var random = Counter()
        guard let answer = try? SDPAnswer(to: offer, terms, using: &random) else { continue }
        guard answer.sections.count == offer.sections.count else { fatalError("sections are missing") }
        checkWriting(answer.description)
    }
}

let terms = AnswerTerms(
    origin: Origin(id: 1, version: 1),
    transport: ServerTransport(
        fragment: "abcdefgh", password: "passwordpasswordpassword",
        fingerprint: Fingerprint(hash: "sha-256", bytes: [UInt8](repeating: 1, count: 32)),
        addresses: [ServerAddress(host: "192.0.2.1", udpPort: 1, tcpPort: 2), ServerAddress(host: "::1", udpPort: 3)]),
    cname: "c")

/// Numbers one after another.
struct Counter: RandomNumberGenerator {
    var value: UInt64 = 0

    mutating func next() -> UInt64 {
        value &+= 1
        return value
    }
}

func checkWriting(_ description: SessionDescription) {
    let text = description.text
    guard text.utf8.count <= SDPLimit.bytes else { return }
    do {
        let again = try SessionDescription(parsing: Array(text.utf8))
        guard again.text == text else { fatalError("\(text)\nis written again as\n\(again.text)") }
    } catch {
        fatalError("\(text)\ncannot be read: \(error)")
    }
}
