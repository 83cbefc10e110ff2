import DNS
import MailAuthentication

@_silgen_name("LLVMFuzzerRunDriver")
func LLVMFuzzerRunDriver(
    _ argc: UnsafeMutablePointer<CInt>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager renames a program's `main` to this, which hides libFuzzer's own.
@_cdecl("FuzzDKIM_main")
public func fuzzMain(_ argc: CInt, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var argc = argc, argv = argv
    return LLVMFuzzerRunDriver(&argc, &argv, fuzzOne)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeRawBufferPointer(start: bytes, count: count))
    Turns.run { await check(input) }
    return 0
}

/// Runs a task on the caller's thread until it ends: nothing it asks for takes time.
///
/// Unchecked: `jobs` is touched by that thread alone. Everything that is awaited (`Echo`) answers without suspending, so
/// only the first job comes from outside, and `run` takes it after `detached` has returned.
final class Turns: TaskExecutor, @unchecked Sendable {
    private var jobs: [UnownedJob] = []

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    static func run(_ body: @escaping @Sendable () async -> Void) {
        let turns = Turns()
        let task = Task.detached(executorPreference: turns) { await body() }
        while let job = turns.jobs.popLast() { job.runSynchronously(on: turns.asUnownedTaskExecutor()) }
        withExtendedLifetime(task) {}
    }
}

/// Says the same of every name.
struct Echo: DNSLookup {
    let text: String
    func txt(_ name: String) async throws(LookupFault) -> [String] { [text] }
    func addresses(_ name: String, _ family: IPAddress.Family) async throws(LookupFault) -> [IPAddress] { [.v4(1), .v6(1)] }
    func mx(_ name: String) async throws(LookupFault) -> [(preference: UInt16, host: String)] { [(1, "a.example")] }
    func ptr(_ address: IPAddress) async throws(LookupFault) -> [String] { ["a.example", text] }
}

/// The example of RFC 8463 Appendix A.
let pem = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----
    """

/// A record, which ends with the first zero, and a mail.
@Sendable func check(_ input: [UInt8]) async {
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let record = String(decoding: parts[0], as: UTF8.self), mail = parts.count > 1 ? Array(parts[1]) : []
    let dns = Echo(text: record)
    let dkim = await DKIM.verify(mail, with: dns, now: 0)
    guard dkim.count <= DKIM.maxSignatures else { fatalError("too many signatures") }
    let spf = await SPF.check(ip: .v6(1), helo: record, from: "a@b.example", with: dns)
    let dmarc = await DMARC.judge(fromDomain: "a.b.example", dkim: dkim, spf: spf, spfDomain: "b.example", with: dns)
    let written = AuthenticationResults(server: "mx.example", dkim: dkim, spf: spf, dmarc: dmarc)
    guard AuthenticationResults(String(written.header.dropFirst("Authentication-Results:".count))) != nil else {
        fatalError("results cannot be read: \(written.header)")
    }
    if let read = AuthenticationResults(record) {
        let again = AuthenticationResults(String(read.header.dropFirst("Authentication-Results:".count)))
        guard again?.outcomes.count == read.outcomes.count else { fatalError("results are written otherwise: \(read.header)") }
    }
    _ = try? DKIMKey(pem: record)
    await sign(mail)
}

/// What is signed is true.
@Sendable func sign(_ mail: [UInt8]) async {
    guard let key = try? DKIMKey(pem: pem) else { fatalError("the key cannot be read") }
    let signer = DKIMSigner(domain: "a.example", selector: "s", key: key)
    guard let header = try? signer.header(for: mail, at: 0) else { return }
    let results = await DKIM.verify(header + mail, with: Echo(text: key.publicRecord), now: 0)
    guard let first = results.first, first.status == .pass || first.domain.isEmpty else { fatalError("a signature is not true") }
}
