import Bytes
import Crypto
import DNS

/// Signs mails for one domain with one key (RFC 6376 §5), relaxed in header and body.
package struct DKIMSigner: Sendable {
    /// Fields that are signed once more often than they stand in the mail, so that none can be added (RFC 6376 §8.15).
    static let sealed = [
        "From", "Subject", "To", "Cc", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    ]
    /// Fields that are signed so only when the mail has them: lists add theirs.
    static let sealedIfPresent = [
        "Sender", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "List-ID", "Content-Disposition",
    ]

    package let domain: String
    package let selector: String
    package let key: DKIMKey

    package init(domain: String, selector: String, key: DKIMKey) {
        self.domain = DNSName.ascii(domain) ?? domain
        self.selector = selector
        self.key = key
    }

    /// The field to put before a mail: `DKIM-Signature: …` with its line end.
    ///
    /// - Parameter now: Unix milliseconds.
    package func header(for message: [UInt8], at now: Int64) throws -> [UInt8] {
        try Self.headers(for: message, at: now, by: [self])
    }

    /// A field of each signer; the message is read once.
    package static func headers(for message: [UInt8], at now: Int64, by signers: [DKIMSigner]) throws -> [UInt8] {
        guard let fields = MessageFields(message), !fields.fields.isEmpty else { throw DKIMFault.badMessage }
        let places = fields.places
        guard places["from"] != nil else { throw DKIMFault.noFrom }
        let names = signedNames(places)
        let header = message.withUnsafeBufferPointer { bytes in
            SignedHeader.bytes(of: names.map { Text.lower($0) }, in: bytes, fields, .relaxed)
        }
        let body = message.withUnsafeBufferPointer { BodyHash(of: $0[fields.body...], .relaxed) }
        var output: [UInt8] = []
        for signer in signers {
            output += try signer.field(names, header: header, bodyHash: Array(body.digest), at: now)
        }
        return output
    }

    private static func signedNames(_ places: [String: [Int]]) -> [String] {
        var names: [String] = []
        for name in sealed + sealedIfPresent {
            let count = places[Text.lower(name)]?.count ?? 0
            if count == 0, sealedIfPresent.contains(name) { continue }
            names += Array(repeating: name, count: count + 1)
        }
        return names
    }

    private func field(_ names: [String], header: [UInt8], bodyHash: [UInt8], at now: Int64) throws -> [UInt8] {
        guard DNSName.isValid("\(selector)._domainkey.\(domain)"), isPlain(selector), isPlain(domain) else {
            throw DKIMFault.badName
        }
        var folder = HeaderFolder("DKIM-Signature:")
        let tags = [
            "v=1;", "a=\(key.algorithm.rawValue);", "c=relaxed/relaxed;", "d=\(domain);", "s=\(selector);", "t=\(now / 1000);",
            "bh=\(Base64.encode(bodyHash));",
        ]
        tags.forEach { folder.append(word: $0) }
        folder.append(list: names, prefix: "h=", separator: ":", end: ";")
        folder.append(word: "b=")
        let unsigned = Canonicalization.relaxed.field(Array(folder.text.utf8)).dropLast(2)
        let signature = try key.sign(SHA256.hash(data: header + unsigned))
        folder.append(long: Base64.encode(signature))
        return Array((folder.text + "\r\n").utf8)
    }

    private func isPlain(_ name: String) -> Bool {
        name.utf8.allSatisfy { Octet.isLetter($0) || Octet.isDigit($0) || "-_.".utf8.contains($0) }
    }
}
