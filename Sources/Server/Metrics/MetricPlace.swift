/// The name and labels of a series in the form that Prometheus accepts.
struct MetricPlace: Hashable, Sendable {
    var family: String
    /// Such as `method="GET",status="200"`; empty without labels.
    var labels: String
}

extension MetricPlace {
    /// The place for a label and dimensions of any form; `reserved` is a label name that the kind needs for itself.
    init(_ label: String, _ dimensions: [(String, String)], suffix: String = "", reserved: String? = nil) {
        let name = Self.name(label)
        family = name.hasSuffix(suffix) ? name : name + suffix
        var values: [String: String] = [:]
        for (key, value) in dimensions {
            let key = Self.name(key, isLabel: true)
            values[key == reserved ? "own_" + key : key] = value
        }
        labels = values.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    }

    /// The text with underscores for what may not be in a name.
    private static func name(_ text: String, isLabel: Bool = false) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            let isRight = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_")
            let isColon = scalar == ":" && !isLabel
            name.unicodeScalars.append(isRight || isColon ? scalar : "_")
        }
        let startsWrong = name.unicodeScalars.first.map { ("0"..."9").contains($0) } ?? true
        return startsWrong ? "_" + name : name
    }

    static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return value }
        var escaped = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
