import ArgumentParser
import Server

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy everything the server keeps to a new folder, while it runs or not.",
        discussion: "To restore, start a server with --data on the copy, or on a copy of it.")

    @OptionGroup var options: SettingsOptions
    @Argument(help: "A folder that is not there yet, or empty.") var folder: String

    func run() throws {
        let outcome = try Backup(of: DataFolder(try options.settings().data), to: folder).take()
        print("Copied the database and \(outcome.files) files (\(outcome.bytes) bytes) to \(folder)")
        guard outcome.lost.isEmpty else {
            throw Complaint(
                "the files of these attachments are lost already: \(outcome.lost.joined(separator: " ")); see confab doctor")
        }
    }
}
