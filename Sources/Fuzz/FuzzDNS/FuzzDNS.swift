import DNS

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzDNS_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    check(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

let types: [RecordType] = [.a, .aaaa, .mx, .txt, .ptr]

/// The first byte chooses the type; the rest is the answer's flags and what follows the question, or texts.
func check(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    guard let query = try? DNSQuery(id: 0, name: "a.example", type: types[Int(first) % types.count]) else {
        fatalError("a good name is refused")
    }
    if rest.count >= 10 {
        let question = query.bytes.dropFirst(12).prefix(15)
        check(try? DNSAnswer.read([0, 0] + rest[..<2] + [0, 1] + rest[4..<10] + question + rest[10...], for: query))
    }
    check(try? DNSAnswer.read(rest, for: query))
    check(String(decoding: rest, as: UTF8.self))
}

func check(_ answer: DNSAnswer?) {
    for record in answer?.records ?? [] {
        switch record {
        case .mailExchange(_, let name), .pointer(let name):
            guard name.isEmpty || DNSName.isValid(name) else { fatalError("a name was read that cannot be asked for: \(name)") }
        case .address(let address):
            guard IPAddress(address.description) == address else { fatalError("an address is written differently") }
        case .text: break
        }
    }
}

func check(_ text: String) {
    if let address = IPAddress(text), IPAddress(address.description) != address { fatalError("an address is written differently") }
    if let name = DNSName.ascii(text), !name.utf8.allSatisfy({ $0 < 0x80 }) { fatalError("a name is not ASCII") }
    guard ResolverConfiguration(text).servers.count <= ResolverConfiguration.maxServers else { fatalError("too many servers") }
}
