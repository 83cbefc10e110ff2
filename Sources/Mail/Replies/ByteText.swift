/// Searches in UTF-8 text, without making strings.
extension [UInt8] {
    func has(_ needle: StaticString) -> Bool {
        needle.withUTF8Buffer { needle in
            guard let first = needle.first, count >= needle.count else { return false }
            for place in 0...(count - needle.count) where self[place] == first {
                if self[place..<(place + needle.count)].elementsEqual(needle) { return true }
            }
            return false
        }
    }

    func begins(_ needle: StaticString) -> Bool { needle.withUTF8Buffer { starts(with: $0) } }
}

extension ArraySlice<UInt8> {
    func begins(_ needle: StaticString) -> Bool { needle.withUTF8Buffer { starts(with: $0) } }
    func equals(_ needle: StaticString) -> Bool { needle.withUTF8Buffer { elementsEqual($0) } }
}
