import ArgumentParser
import Server

/// The `confab` command.
@main
struct ConfabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confab", abstract: "A conversation server of your own.", version: Confab.version,
        subcommands: [
            ServeCommand.self, UserCommand.self, InviteCommand.self, BackupCommand.self, MailCommand.self, DoctorCommand.self,
            SettingsCommand.self,
            VersionCommand.self, ThumbnailCommand.self, BenchSeedCommand.self,
        ])
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Say which version this is.")

    func run() { print("confab \(Confab.version)") }
}
