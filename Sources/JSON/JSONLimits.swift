/// How large a JSON text may be.
package struct JSONLimits: Sendable {
    /// Containers inside one another.
    package var depth: Int
    /// Members of one object, elements of one array.
    package var members: Int
    /// Bytes of the whole text.
    package var bytes: Int

    /// Characters of one number; longer ones say more than a double can hold.
    package static let numberLength = 128

    package init(depth: Int = 16, members: Int = 4096, bytes: Int = 1 << 20) {
        self.depth = depth
        self.members = members
        self.bytes = bytes
    }
}

/// Why a text is not JSON, or not JSON within the limits. Offsets count bytes.
package enum JSONSyntaxError: Error, Equatable {
    case tooLong
    case tooDeep
    case tooMany
    case duplicateKey
    case unexpected(offset: Int)
    case badNumber(offset: Int)
    case badString(offset: Int)
    case badUTF8(offset: Int)
    /// Something other than white space follows the value.
    case trailing(offset: Int)
}
