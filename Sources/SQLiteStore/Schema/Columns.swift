import Domain
import Foundation
import GRDB
import Hub

extension PersonID {
    var key: Int64 { Int64(bitPattern: rawValue) }
    init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}
extension ConversationID {
    var key: Int64 { Int64(bitPattern: rawValue) }
    init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}
extension SessionID {
    var key: Int64 { Int64(bitPattern: rawValue) }
    init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}
extension AttachmentID {
    var key: Int64 { Int64(bitPattern: rawValue) }
    init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}
extension InvitationID {
    var key: Int64 { Int64(bitPattern: rawValue) }
    init(_ key: Int64) { self.init(rawValue: UInt64(bitPattern: key)) }
}

extension EventBody.Kind {
    /// The number by which the kind is kept. The order of the cases is part of the schema.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    init(number: Int) {
        let all = Self.allCases
        self = all.indices.contains(number) ? all[number] : .created
    }
}

/// What a column holds that this version does not know: the database is from a newer one.
struct UnknownValue: Error {
    let column: String
    let value: String
}

func parsed<T: RawRepresentable>(_ row: Row, _ column: String) throws -> T where T.RawValue == String {
    let text: String = row[column]
    guard let value = T(rawValue: text) else { throw UnknownValue(column: column, value: text) }
    return value
}

extension Row {
    func bytes(_ column: String) -> [UInt8] {
        let data: Data? = self[column]
        return data.map { [UInt8]($0) } ?? []
    }

    func bytes(at index: Int) -> [UInt8] {
        (try? withUnsafeData(atIndex: index) { $0.map { [UInt8]($0) } }) ?? []
    }
}
