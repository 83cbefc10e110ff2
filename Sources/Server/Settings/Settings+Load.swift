extension Settings {
    /// A value given on the command line.
    package struct Override: Sendable, Equatable {
        /// The argument as written, without its value.
        package var argument: String
        package var name: String
        /// Nil when `--set` came without `=`.
        package var value: String?

        /// The value of a flag that stands for a setting, such as `--listen`.
        package init(flag: String, name: String, value: String) {
            self.argument = flag
            self.name = name
            self.value = value
        }

        /// The `name=value` after `--set`.
        package init(set text: String) {
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            argument = "--set"
            name = halves.first?.trimmed ?? ""
            value = halves.count == 2 ? String(halves[1]) : nil
        }
    }

    /// The settings of a file, the environment and the command line, each stronger than the one before.
    package static func load(
        file: SettingsFile? = nil, environment: [String: String] = [:], overrides: [Override] = []
    ) throws(SettingsError) -> Settings {
        var reading = SettingsReading()
        if let file { reading.take(file) }
        reading.take(environment: environment)
        reading.take(overrides)
        return try reading.finish()
    }

    /// Environment variables that begin with `CONFAB_` and are no settings: the file's place, and switches of the build and tests.
    package static let otherVariables: Set<String> = ["CONFAB_CONFIG", "CONFAB_FUZZ", "CONFAB_FUZZ_IN_TEST"]
}

extension SettingsReading {
    mutating func take(environment: [String: String]) {
        let ours = environment.filter { $0.key.hasPrefix("CONFAB_") && !Settings.otherVariables.contains($0.key) }
        for (variable, value) in ours.sorted(by: { $0.key < $1.key }) {
            if let setting = Setting.table.first(where: { $0.variable == variable }) {
                take(SaidSetting(setting.name, .text(value), at: variable))
            } else {
                let near = NearName.of(variable, among: Setting.table.map(\.variable) + ["CONFAB_CONFIG"])
                note(.init(place: variable, reason: "there is no such setting", suggestion: near))
            }
        }
    }

    /// The last of several values counts; of a list, all do.
    mutating func take(_ overrides: [Settings.Override]) {
        var lists: [String: [String]] = [:]
        for override in overrides {
            guard let value = override.value else {
                note(.init(place: override.argument, name: override.name, reason: "must be name=value"))
                continue
            }
            guard let setting = Setting.table.first(where: { $0.name == override.name }), setting.isList else {
                take(SaidSetting(override.name, .text(value), at: override.argument))
                continue
            }
            lists[setting.name, default: []] += setting.parts(of: value)
            take(SaidSetting(setting.name, .list(lists[setting.name] ?? []), at: override.argument))
        }
    }
}
