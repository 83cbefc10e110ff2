import Crypto

/// The steps of checking one signature (RFC 6376 §6.1); each gives something to the next, or says why it is not accepted.
struct DKIMCheck {
    /// Fields of which a mail has one: a second one that is not signed would show readers another mail (RFC 6376 §8.15).
    static let single = ["from", "subject", "date", "content-type", "content-transfer-encoding"]

    let tags: TagList?

    func signature(now: Int64) throws(DKIMSignature.Rejected) -> DKIMSignature {
        guard let tags else { throw DKIMSignature.wrong("the signature is no list of tags") }
        let signature = try DKIMSignature(tags, now: now)
        if signature.isExpired { throw .init(status: .policy, reason: "the signature has expired") }
        return signature
    }

    func fields(_ signature: DKIMSignature, _ fields: MessageFields) throws(DKIMSignature.Rejected) {
        let places = fields.places
        for name in Self.single where signature.names.contains(name) {
            let signed = signature.names.count { $0 == name }
            guard places[name, default: []].count <= max(signed, 1) else {
                throw .init(status: .policy, reason: "more fields \(name) than are signed")
            }
        }
    }

    /// Whether there is more of the body than is signed.
    func body(_ signature: DKIMSignature, _ hashes: inout BodyHashes) throws(DKIMSignature.Rejected) -> Bool {
        let hash = hashes.hash(signature.body, limit: signature.bodyLimit ?? .max)
        if let limit = signature.bodyLimit, limit > hash.length {
            throw DKIMSignature.wrong("l= is more than the body has")
        }
        guard Array(hash.digest) == signature.bodyHash else { throw .init(status: .fail, reason: "the body was changed") }
        return signature.bodyLimit ?? .max < hash.length
    }

    func key(_ signature: DKIMSignature, with dns: any DNSLookup) async throws(DKIMSignature.Rejected) -> DKIMPublicKey {
        let records: [String]
        do throws(LookupFault) {
            records = try await dns.txt("\(signature.selector)._domainkey.\(signature.domain)")
        } catch {
            switch error {
            case .notFound: records = []
            case .temporary: throw .init(status: .temperror, reason: "the key could not be looked up")
            }
        }
        let key = try DKIMPublicKey.read(records, for: signature)
        if key.isStrict, !Text.lower(signature.identity).hasSuffix("@" + signature.domain) {
            throw DKIMSignature.wrong("the key is not for domains below d=")
        }
        return key
    }

    static func signedBytes(
        _ signature: DKIMSignature, _ message: UnsafeBufferPointer<UInt8>, _ fields: MessageFields, _ place: Int
    ) -> [UInt8] {
        let own = fields.fields[place]
        let unsigned = signature.header.field(DKIMSignature.unsigned(message[own.range], value: own.value))
        return SignedHeader.bytes(of: signature.names, in: message, fields, signature.header, excluded: place)
            + unsigned.dropLast(2)
    }

    func header(_ signature: DKIMSignature, _ bytes: [UInt8], _ key: DKIMPublicKey) throws(DKIMSignature.Rejected) {
        guard key.isValid(signature.signature, for: SHA256.hash(data: bytes)) else {
            throw .init(status: .fail, reason: "the header was changed, or the key is another")
        }
    }

    func result(_ rejected: DKIMSignature.Rejected?, isPartial: Bool = false, isTesting: Bool = false) -> DKIMResult {
        DKIMResult(
            status: rejected?.status ?? .pass, domain: Text.lower(tags?["d"] ?? ""), selector: tags?["s"] ?? "",
            identity: tags?["i"] ?? tags?["d"].map { "@" + $0 } ?? "", algorithm: tags?["a"] ?? "",
            signature: String((tags?["b"] ?? "").filter { !$0.isWhitespace }.prefix(8)), reason: rejected?.reason ?? "",
            isPartial: isPartial, isTesting: isTesting)
    }
}
