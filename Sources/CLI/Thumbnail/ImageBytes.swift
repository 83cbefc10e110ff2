import Foundation

/// The bytes of a file, read only where there are some.
struct ImageBytes {
    let data: Data

    subscript(at: Int) -> Int? {
        guard at >= 0, at < data.count else { return nil }
        return Int(data[data.startIndex + at])
    }

    func has(_ text: String, at offset: Int) -> Bool {
        text.utf8.enumerated().allSatisfy { self[offset + $0.offset] == Int($0.element) }
    }

    func big16(_ at: Int) -> Int? { number(at, 2, littleEndian: false) }
    func big32(_ at: Int) -> Int? { number(at, 4, littleEndian: false) }
    func little16(_ at: Int) -> Int? { number(at, 2, littleEndian: true) }
    func little24(_ at: Int) -> Int? { number(at, 3, littleEndian: true) }
    func little32(_ at: Int) -> Int? { number(at, 4, littleEndian: true) }

    func number(_ at: Int, _ count: Int, littleEndian: Bool) -> Int? {
        var value = 0
        for i in 0..<count {
            guard let byte = self[at + i] else { return nil }
            value |= byte << (8 * (littleEndian ? i : count - 1 - i))
        }
        return value
    }
}
