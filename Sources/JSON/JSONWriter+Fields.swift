/// A key with its value. The forms for optional values leave the field out when there is none.
extension JSONWriter {
    package mutating func field(_ key: String, _ value: String) {
        self.key(key)
        string(value)
    }

    package mutating func field(_ key: String, _ value: Bool) {
        self.key(key)
        bool(value)
    }

    package mutating func field(_ key: String, _ value: some BinaryInteger) {
        self.key(key)
        integer(value)
    }

    package mutating func field(_ key: String, _ value: String?) {
        if let value { field(key, value) }
    }

    package mutating func field(_ key: String, _ value: Bool?) {
        if let value { field(key, value) }
    }

    package mutating func field<Value: BinaryInteger>(_ key: String, _ value: Value?) {
        if let value { field(key, value) }
    }
}
