/// One line of what the doctor says.
package struct Finding: Sendable, Equatable {
    package enum Grade: String, Sendable { case ok, warn, fail }

    package let grade: Grade
    package let what: String
    /// What to do about it; empty when nothing has to be done.
    package let remedy: String

    static func ok(_ what: String) -> Finding { Finding(grade: .ok, what: what, remedy: "") }
    static func warn(_ what: String, _ remedy: String) -> Finding { Finding(grade: .warn, what: what, remedy: remedy) }
    static func fail(_ what: String, _ remedy: String) -> Finding { Finding(grade: .fail, what: what, remedy: remedy) }
}

extension Finding: CustomStringConvertible {
    package var description: String {
        let grade = grade.rawValue + String(repeating: " ", count: 4 - grade.rawValue.count)
        return "\(grade)  \(what)" + (remedy.isEmpty ? "" : ": \(remedy)")
    }
}
