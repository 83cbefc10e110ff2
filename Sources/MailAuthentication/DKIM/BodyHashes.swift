/// The body's hashes that were taken, each once however many signatures want it.
struct BodyHashes {
    private struct Form: Hashable {
        let form: Canonicalization
        let limit: Int
    }

    private let message: [UInt8]
    private let body: Int
    private var taken: [Form: BodyHash] = [:]

    init(message: [UInt8], body: Int) {
        self.message = message
        self.body = body
    }

    mutating func hash(_ form: Canonicalization, limit: Int) -> BodyHash {
        let key = Form(form: form, limit: limit)
        if let hash = taken[key] { return hash }
        let hash = message.withUnsafeBufferPointer { BodyHash(of: $0[body...], form, limit: limit) }
        taken[key] = hash
        return hash
    }
}
