extension Settings {
    /// A settings file that says every default in a comment.
    package static let example = exampleIntroduction + exampleSections.joined(separator: "\n")

    private static let exampleIntroduction = """
        # Confab's settings. None is needed; what stands here are the defaults.
        # To change one, take away the "# " before its name.
        # The environment says the same by CONFAB_ and the name in capitals (CONFAB_TLS_KEY), the command line by --set
        # name=value; the command line is stronger than the environment, and the environment than this file.


        """

    private static var exampleSections: [String] {
        var sections: [(name: String?, text: String)] = []
        var inner: Substring?
        for setting in Setting.table {
            if sections.isEmpty || sections.last?.name != setting.section {
                sections.append((setting.section, setting.section.map { "\($0):\n" } ?? ""))
            } else {
                sections[sections.count - 1].text += "\n"
            }
            if let subsection = setting.subsection, subsection != inner {
                sections[sections.count - 1].text += "  \(subsection):\n"
            }
            inner = setting.subsection
            sections[sections.count - 1].text += setting.example
        }
        return sections.map(\.text)
    }
}

extension Setting {
    /// The mapping of the file that it stands in, if not the outermost.
    fileprivate var section: String? { name.firstIndex(of: ".").map { String(name[..<$0]) } }

    /// The mapping inside that mapping.
    fileprivate var subsection: Substring? {
        let parts = name.split(separator: ".")
        return parts.count > 2 ? parts[1] : nil
    }

    fileprivate var example: String {
        let indent = String(repeating: "  ", count: name.split(separator: ".").count - 1)
        let key = name.split(separator: ".").last ?? ""
        let value = standard.isEmpty ? sample : standard
        let comment = standard.isEmpty ? "Default: none. Right: " : "Right: "
        return "\(indent)# \(about).\n\(indent)# \(comment)\(right).\n\(indent)# \(key): \(isList ? "[\"\(value)\"]" : value)\n"
    }
}
