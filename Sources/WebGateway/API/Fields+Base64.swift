import Bytes
import Domain
import JSON

extension Fields {
    /// Bytes written in base64url, with or without padding (browsers differ).
    func base64URL(_ key: String, path: String) throws -> [UInt8] {
        var text = try string(key, max: 512)[...]
        while text.last == "=" { text.removeLast() }
        guard let bytes = Base64URL.decode(String(text), maxBytes: 256) else {
            throw Refusal.invalid(field: path, expected: "base64url")
        }
        return bytes
    }
}
