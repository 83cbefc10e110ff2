import ArgumentParser
import Server

struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Try the mail, and see what it needs.", subcommands: [Test.self, Records.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send a mail to an address and say what came of it.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "An email address.") var address: String

        func run() async throws { try await options.asOperator { print(try await $0.testMail(to: address)) } }
    }

    struct Records: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dns", abstract: "Print what has to be in the domain name system, as lines of a zone.")
        @OptionGroup var options: SettingsOptions

        func run() throws { for line in try MailRecords.lines(try options.settings()) { print(line) } }
    }
}
