/// A field with parameters: `Content-Type` or `Content-Disposition` (RFC 2045 §5.1, 2183, 2231).
struct ParameterField: Equatable {
    /// In lower case: `text/plain`, `attachment`.
    let value: String
    /// Decoded, by names in lower case.
    let parameters: [String: String]

    init(value: String, parameters: [String: String] = [:]) {
        self.value = value
        self.parameters = parameters
    }

    /// What a part without a type is.
    static let plain = ParameterField(value: "text/plain")

    subscript(name: String) -> String? { parameters[name] }
}
