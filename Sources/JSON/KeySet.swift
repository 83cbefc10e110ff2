/// The keys seen in one object: few are compared in turn, many are hashed, so that no object costs quadratic time.
struct KeySet {
    private static let compared = 16
    private var hashed: Set<String> = []

    /// False when the key is already among the members or was inserted before.
    @inline(__always)
    mutating func insert(_ key: String, after members: [(key: String, value: JSONValue)]) -> Bool {
        if members.count < Self.compared {
            for member in members where member.key == key { return false }
            return true
        }
        if hashed.isEmpty { hashed = Set(members.lazy.map(\.key)) }
        return hashed.insert(key).inserted
    }
}
