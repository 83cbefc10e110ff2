import Bytes
import Crypto
import Testing

@testable import MailAuthentication

/// Signatures of every form, made by hand.
@Suite struct DKIMVerifyTests {
    static let key = try! DKIMKey.generate(.ed25519)
    static let name = "s._domainkey.example.org"
    static let zone = Zone(texts: [name: [key.publicRecord]])
    static let text = "From: a@example.org\nTo: b@example.net\nSubject: Hi\n\nHello.\n"

    /// Signs with the tags given, where nil leaves one out; the rest is usual.
    private func signed(_ tags: [String: String?] = [:], _ text: String = text) throws -> [UInt8] {
        let message = mail(text)
        let fields = try #require(MessageFields(message))
        var all: [String: String?] = [
            "v": "1", "a": "ed25519-sha256", "c": "simple/simple", "d": "example.org", "s": "s", "h": "from:to:subject", "b": "",
        ]
        let forms = Text.list((tags["c"] ?? nil) ?? "simple", separator: "/")
        let body = Canonicalization(rawValue: forms.last ?? "") ?? .simple, header = Canonicalization(rawValue: forms[0]) ?? .simple
        let limit = tags["l"].flatMap { $0 }.flatMap { Int($0) } ?? .max
        let form = forms.count == 2 ? body : .simple
        all["bh"] = message.withUnsafeBufferPointer {
            Base64.encode(Array(BodyHash(of: $0[fields.body...], form, limit: limit).digest))
        }
        all.merge(tags) { $1 }
        let value = all.compactMap { $1 == nil || $0 == "b" ? nil : "\($0)=\($1!)" }.joined(separator: ";\r\n\t") + ";\r\n\tb="
        let own = "DKIM-Signature: " + value
        let names = ((all["h"] ?? "") ?? "").split(separator: ":").map { Text.lower(Text.trimmed($0)) }
        let bytes = message.withUnsafeBufferPointer { SignedHeader.bytes(of: names, in: $0, fields, header) }
        let signature = try Self.key.sign(SHA256.hash(data: bytes + header.field(Array(own.utf8)).dropLast(2)))
        return Array((own + ((all["b"] ?? nil) == "" ? Base64.encode(signature) : all["b"]!!) + "\r\n").utf8) + message
    }

    private func verify(_ message: [UInt8], _ zone: Zone = zone, now: Int64 = 0) async throws -> DKIMResult {
        let results = await DKIM.verify(message, with: zone, now: now)
        return try #require(results.first)
    }

    @Test(arguments: ["simple", "relaxed", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "simple/simple"])
    func `each pair of canonicalizations is true`(forms: String) async throws {
        #expect(
            try await verify(signed(["c": forms], "From:  a@example.org \nto : b\n\tc\nSubject:\n\nA  b \n\n\n")).status == .pass)
    }

    @Test func `a body that goes on after what was signed is said`() async throws {
        let whole = try await verify(signed(["l": "8"]))
        #expect(whole.status == .pass && !whole.isPartial)
        let partial = try await verify(signed(["l": "8"]) + mail("More.\n"))
        #expect(partial.status == .pass && partial.isPartial)
        #expect(try await verify(signed(["l": "9"])).status == .permerror)
        #expect(try await verify(signed(["l": "99999999999999999999999"])).status == .permerror)
        #expect(try await verify(signed(["l": "-1"])).status == .permerror)
    }

    @Test func `a signature ends when it says so`() async throws {
        let message = try signed(["t": "1000", "x": "2000"])
        #expect(try await verify(message, now: 2_000_000).status == .pass)
        #expect(try await verify(message, now: 2_001_000).status == .policy)
        #expect(try await verify(signed(["t": "2000", "x": "2000"])).status == .permerror)
    }

    @Test(arguments: [
        ["v": "2"], ["v": nil], ["a": nil], ["a": "ed25519-sha1"], ["bh": nil], ["bh": "*"], ["d": nil], ["s": nil], ["h": nil],
        ["h": "to:subject"], ["h": "from::to"], ["c": "loose"], ["c": "simple/simple/simple"], ["i": "a@example.net"],
        ["i": "none"],
        ["i": "a@badexample.org"], ["q": "http"], ["t": "soon"], ["x": "1e9"], ["b": "!"], ["d": "org"], ["d": "a..org"],
        ["1": "a"],
    ])
    func `what is no signature is a permanent error`(tags: [String: String?]) async throws {
        let result = try await verify(signed(tags))
        #expect(result.status == .permerror && !result.reason.isEmpty)
    }

    @Test func `a tag that stands twice is a permanent error`() async throws {
        let message = String(decoding: try signed(), as: UTF8.self).replacing("s=s;", with: "s=s; s=s;")
        #expect(try await verify(Array(message.utf8)).status == .permerror)
    }

    @Test func `SHA-1 is not accepted`() async throws { #expect(try await verify(signed(["a": "rsa-sha1"])).status == .policy) }

    @Test func `unknown tags and an identity below the domain are accepted`() async throws {
        #expect(
            try await verify(signed(["y": "1", "z": "From:x", "q": "x/y:dns/txt", "i": "=40@mail.Example.ORG"])).status == .pass)
    }

    @Test func `a name that stands more often in h= than in the mail stands for nothing`() async throws {
        let message = try signed(["h": "From : from : to : cc : Subject"])
        #expect(try await verify(message).status == .pass)
        #expect(try await verify(mail("Cc: c@example.net\n") + message).status == .fail)
    }

    @Test func `fields of one name are signed from below`() async throws {
        let message = try signed(["h": "from:received:received"], "Received: 1\nReceived: 2\nReceived: 3\n" + Self.text)
        #expect(try await verify(message).status == .pass)
        let first = String(decoding: message, as: UTF8.self).replacing("Received: 1", with: "Received: x")
        #expect(try await verify(Array(first.utf8)).status == .pass)
        let second = String(decoding: message, as: UTF8.self).replacing("Received: 2", with: "Received: x")
        #expect(try await verify(Array(second.utf8)).status == .fail)
    }

    @Test func `a second From that is not signed is not accepted`() async throws {
        let message = try signed()
        #expect(try await verify(mail("From: x@example.net\n") + message).status == .policy)
    }

    @Test func `no more than five signatures are looked at`() async throws {
        let signature = mail(String(decoding: try signed(), as: UTF8.self).firstField)
        let message = Array(repeating: signature, count: 7).flatMap { $0 } + mail(Self.text)
        #expect(await DKIM.verify(message, with: Self.zone, now: 0).map(\.status) == Array(repeating: .pass, count: 5))
    }

    @Test func `a header that is longer than is read is a permanent error`() async throws {
        let long = String(repeating: "X: y\n", count: MessageFields.maxFields + 1)
        #expect(try await verify(mail(long + Self.text)).status == .permerror)
        let wide = "X: " + String(repeating: "y", count: MessageFields.maxHeaderBytes)
        #expect(try await verify(mail(wide + "\n" + Self.text)).status == .permerror)
        let tag = ["z": String(repeating: "z", count: DKIMSignature.maxBytes)]
        #expect(try await verify(signed(tag)).status == .permerror)
    }

    @Test func `a mail without signatures has no result`() async {
        #expect(await DKIM.verify(mail(Self.text), with: Self.zone, now: 0).isEmpty)
        #expect(await DKIM.verify([], with: Self.zone, now: 0).isEmpty)
    }

    @Test func `lines that end with a bare line feed are lines`() async throws {
        let message = try signed().filter { $0 != 13 }
        #expect(try await verify(message).status == .pass)
    }
}

extension String {
    /// The first field of a mail, with bare line ends.
    fileprivate var firstField: String {
        let lines = replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let more = lines.dropFirst().prefix { $0.hasPrefix("\t") || $0.hasPrefix(" ") }
        return ([lines[0]] + more).joined(separator: "\n") + "\n"
    }
}
