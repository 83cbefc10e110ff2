/// The elements of a header extension in its one-byte or its two-byte form (RFC 8285 §4). Other forms have none.
package struct HeaderExtensions: Sequence {
    package struct Element {
        /// What the signalling says the value is; 1 to 14 in the one-byte form.
        package let id: UInt8
        package let value: UnsafeRawBufferPointer
    }

    /// What stands before the length, which tells the form.
    let profile: UInt16
    let bytes: UnsafeRawBufferPointer

    init(profile: UInt16 = 0, bytes: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) {
        self.profile = profile
        self.bytes = bytes
    }

    package func makeIterator() -> Iterator { Iterator(form: ExtensionForm(profile: profile), bytes: bytes) }

    /// The first value of an identifier.
    @inline(__always)
    package subscript(id: UInt8) -> UnsafeRawBufferPointer? {
        var elements = makeIterator()
        while let element = elements.next() {
            if element.id == id { return element.value }
        }
        return nil
    }

    package struct Iterator: IteratorProtocol {
        let form: ExtensionForm?
        let bytes: UnsafeRawBufferPointer
        private var position = 0

        init(form: ExtensionForm?, bytes: UnsafeRawBufferPointer) {
            self.form = form
            self.bytes = bytes
        }

        /// Nil also when an element is longer than what is left, and at the identifiers that end the reading.
        @inline(__always)
        package mutating func next() -> Element? {
            guard let form else { return nil }
            while position < bytes.count, bytes[position] == 0 { position &+= 1 }
            guard let head = form.head(bytes, at: position), head.end <= bytes.count else {
                position = bytes.count
                return nil
            }
            position = head.end
            return Element(id: head.id, value: bytes.part(head.start..<head.end))
        }
    }
}

/// How each element of a header extension begins (RFC 8285 §4.2, §4.3).
package enum ExtensionForm: Sendable {
    case oneByte, twoByte

    init?(profile: UInt16) {
        switch profile {
        case 0xBEDE: self = .oneByte
        case 0x1000...0x100F: self = .twoByte
        default: return nil
        }
    }

    var profile: UInt16 { self == .oneByte ? 0xBEDE : 0x1000 }

    /// Bytes before each value.
    var headSize: Int { self == .oneByte ? 1 : 2 }

    /// Whether an element can be written.
    func holds(id: UInt8, count: Int) -> Bool {
        switch self {
        case .oneByte: (1...14).contains(id) && (1...16).contains(count)
        case .twoByte: id > 0 && count <= 255
        }
    }

    /// The identifier at a position and where its value lies, or nil where the elements end.
    @inline(__always)
    fileprivate func head(_ bytes: UnsafeRawBufferPointer, at position: Int) -> (id: UInt8, start: Int, end: Int)? {
        let start = position &+ headSize
        guard start <= bytes.count else { return nil }
        guard self == .oneByte else { return (bytes[position], start, start &+ Int(bytes[position &+ 1])) }
        let id = bytes[position] >> 4
        guard id != 0, id != 15 else { return nil }
        return (id, start, start &+ Int(bytes[position] & 0x0F) &+ 1)
    }
}
