/// Checks the signatures of a mail (RFC 6376 §6, RFC 8301, RFC 8463).
package enum DKIM {
    /// How many signatures are looked at, from above.
    package static let maxSignatures = 5

    /// A result of each signature in order; none of a mail without signatures.
    ///
    /// - Parameter now: Unix milliseconds.
    package static func verify(_ message: [UInt8], with dns: any DNSLookup, now: Int64) async -> [DKIMResult] {
        guard let fields = MessageFields(message) else {
            return [DKIMCheck(tags: nil).result(DKIMSignature.wrong("the header cannot be read"))]
        }
        let places = (fields.places["dkim-signature"] ?? []).prefix(maxSignatures)
        var results: [DKIMResult] = [], hashes = BodyHashes(message: message, body: fields.body)
        for place in places {
            results.append(await verify(place, of: message, fields, &hashes, with: dns, now: now))
        }
        return results
    }

    private static func verify(
        _ place: Int, of message: [UInt8], _ fields: MessageFields, _ hashes: inout BodyHashes, with dns: any DNSLookup, now: Int64
    ) async -> DKIMResult {
        let field = fields.fields[place]
        let isShort = field.range.count <= DKIMSignature.maxBytes
        let check = DKIMCheck(tags: isShort ? TagList(message[field.value..<field.range.upperBound]) : nil)
        do throws(DKIMSignature.Rejected) {
            let signature = try check.signature(now: now)
            try check.fields(signature, fields)
            let isPartial = try check.body(signature, &hashes)
            let key = try await check.key(signature, with: dns)
            let header = message.withUnsafeBufferPointer { DKIMCheck.signedBytes(signature, $0, fields, place) }
            try check.header(signature, header, key)
            return check.result(nil, isPartial: isPartial, isTesting: key.isTesting)
        } catch {
            return check.result(error)
        }
    }
}
