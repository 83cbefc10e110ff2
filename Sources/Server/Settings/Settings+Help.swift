extension Settings {
    /// All settings with their variables, defaults and what is right, for `confab serve --help`.
    package static let help = helpIntroduction + Setting.table.map(\.help).joined(separator: "\n")

    private static let helpIntroduction = """
        SETTINGS
        Said in \(SettingsFile.usualPath) (or the file of --config or CONFAB_CONFIG), in the environment, or by --set name=value;
        the command line is stronger than the environment, and the environment than the file.


        """
}

extension Setting {
    fileprivate var help: String {
        let usual = standard.isEmpty ? "none" : standard
        return "  \(name)  (\(variable))\n      \(about).\n      Default: \(usual). Right: \(right).\n"
    }
}
