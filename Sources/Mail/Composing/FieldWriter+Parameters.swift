extension FieldWriter {
    /// A field with parameters (RFC 2045 §5.1); long or foreign values are extended (RFC 2231).
    mutating func add(_ name: String, value: String, parameters: [(name: String, value: String)]) {
        begin(name)
        let all = parameters.flatMap { ParameterWriting.pieces($0.name, $0.value) }
        for (index, token) in ([value] + all).enumerated() { put(token + (index < all.count ? ";" : "")) }
        end()
    }
}
