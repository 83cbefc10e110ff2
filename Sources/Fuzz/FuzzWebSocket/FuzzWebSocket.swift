import WebSocket

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzWebSocket_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

/// The first byte says how the rest is cut; the items and the error are the same without cuts.
func check(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let stream = UnsafeRawBufferPointer(rebasing: bytes[1...])
    let whole = decode(stream, piece: max(stream.count, 1))
    for piece in [1, Int(first) + 1] {
        guard decode(stream, piece: piece) == whole else { fatalError("pieces of \(piece) bytes give other items") }
    }
    for item in whole.items { check(item) }
    _ = WebSocketHandshake.acceptKey(for: String(decoding: stream, as: UTF8.self))
}

struct Outcome: Equatable {
    var items: [WebSocketDecoder.Item] = []
    var error: WebSocketDecoder.ProtocolError?
}

func decode(_ stream: UnsafeRawBufferPointer, piece: Int) -> Outcome {
    var decoder = WebSocketDecoder(maxMessage: 300)
    var outcome = Outcome()
    for start in stride(from: 0, to: stream.count, by: piece) where outcome.error == nil {
        let end = min(start + piece, stream.count)
        // An allocation of its own lets the sanitizer see a read beyond the piece.
        let copy = Array(stream[start..<end])
        do {
            try copy.withUnsafeBytes { buffer in try decoder.receive(buffer) { outcome.items.append($0) } }
        } catch {
            outcome.error = error as? WebSocketDecoder.ProtocolError
        }
    }
    return outcome
}

func check(_ item: WebSocketDecoder.Item) {
    switch item {
    case .text(let bytes):
        guard bytes.count <= 300, String(validating: bytes, as: UTF8.self) != nil else { fatalError("a bad text") }
    case .binary(let bytes):
        guard bytes.count <= 300 else { fatalError("a long message") }
    case .ping(let bytes), .pong(let bytes):
        guard bytes.count <= 125 else { fatalError("a long control frame") }
    case .close(let code, let reason):
        guard let text = String(validating: reason, as: UTF8.self) else { fatalError("a bad reason") }
        guard WebSocketFrame.close(code: code, reason: text).count == (code == nil ? 2 : 4 + reason.count) else {
            fatalError("a close is written differently")
        }
    }
}
