/// The header fields that a signature covers (RFC 6376 §5.4.2).
enum SignedHeader {
    /// The canonical fields of the names in lower case, each time the next one from below; a name without one more stands for nothing.
    ///
    /// - Parameter excluded: the place of the signature itself, which it cannot cover.
    static func bytes(
        of names: [String], in message: UnsafeBufferPointer<UInt8>, _ fields: MessageFields, _ form: Canonicalization,
        excluded: Int? = nil
    ) -> [UInt8] {
        var left = fields.places, output: [UInt8] = []
        if let excluded { left[fields.fields[excluded].name]?.removeAll { $0 == excluded } }
        for name in names {
            guard let place = left[name]?.popLast() else { continue }
            output += form.field(message[fields.fields[place].range])
        }
        return output
    }
}
