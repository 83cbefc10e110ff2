import Yams

/// A settings file as a flat list of names and values in the order of the file.
struct SettingsOutline {
    enum Finding: Equatable {
        case said(SaidSetting)
        case mistake(SettingsError.Mistake)
    }

    private(set) var findings: [Finding] = []
    private let path: String
    private var lines: [String: Int] = [:]

    init(of file: SettingsFile) {
        path = file.path
        do {
            switch try YAMLText(file.text).root() {
            case nil: break
            case .mapping(let mapping): flatten(mapping, under: "")
            case .some(let node) where node.isNull: break
            case .some(let node): note(at: node.line, reason: "must be a mapping of settings and their values")
            }
        } catch {
            note(at: error.line, reason: "is not YAML: \(error.problem)")
        }
    }

    private mutating func flatten(_ mapping: Node.Mapping, under section: String) {
        for (key, value) in mapping {
            guard let text = key.scalar?.string else {
                note(at: key.line, reason: "a name must be a text")
                continue
            }
            let name = section + YAMLText.original(of: text)
            if let first = lines[name] {
                note(name, at: key.line, reason: "is said already in line \(first)")
            } else {
                lines[name] = key.line
            }
            take(value, as: name, line: key.line)
        }
    }

    private mutating func take(_ node: Node, as name: String, line: Int) {
        switch node {
        case .mapping(let mapping) where !mapping.isEmpty: flatten(mapping, under: name + ".")
        case .mapping, .alias: say(name, isSection(name) ? nil : .other("{}"), line)
        case .scalar(let scalar): say(name, !node.isNull ? .text(scalar.string) : isSection(name) ? nil : .text(""), line)
        case .sequence(let sequence):
            let texts = sequence.compactMap { $0.scalar?.string }
            say(name, texts.count == sequence.count ? .list(texts) : .other("a list of more than texts"), line)
        }
    }

    private mutating func say(_ name: String, _ value: SaidSetting.Value?, _ line: Int) {
        guard let value else { return }
        findings.append(.said(SaidSetting(name, value, at: "\(path):\(line)")))
    }

    private mutating func note(_ name: String? = nil, at line: Int, reason: String) {
        findings.append(.mistake(.init(place: "\(path):\(line)", name: name, reason: reason)))
    }

    private func isSection(_ name: String) -> Bool {
        Setting.table.contains { $0.name.hasPrefix(name + ".") }
    }
}

extension Node {
    fileprivate var line: Int { mark?.line ?? 1 }

    /// Whether nothing was written, in one of YAML's ways.
    fileprivate var isNull: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}

extension SettingsReading {
    /// Takes everything that a file says.
    mutating func take(_ file: SettingsFile) {
        for finding in SettingsOutline(of: file).findings {
            switch finding {
            case .said(let said): take(said)
            case .mistake(let mistake): note(mistake)
            }
        }
    }
}
