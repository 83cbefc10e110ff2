/// A value for a setting, as one source said it.
struct SaidSetting: Equatable {
    enum Value: Equatable {
        case text(String)
        case list([String])
        /// Something that is no value at all, such as a section.
        case other(String)
    }

    var name: String
    var value: Value
    /// Where it was said.
    var place: String

    init(_ name: String, _ value: Value, at place: String) {
        self.name = name
        self.value = value
        self.place = place
    }

    /// The parts of the value for a setting of this kind; nil when it is of the wrong shape.
    func parts(for setting: Setting) -> [String]? {
        switch value {
        case .text(let text): setting.parts(of: text)
        case .list(let texts): setting.isList ? texts.map(\.trimmed) : nil
        case .other: nil
        }
    }

    var shown: String {
        switch value {
        case .text(let text): text
        case .list(let texts): "[" + texts.joined(separator: ", ") + "]"
        case .other(let what): what
        }
    }
}
