import ArgumentParser
import Server

struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Print a settings file with every setting, its default and what is right.")

    func run() { print(Settings.example, terminator: "") }
}
