import ArgumentParser
import Foundation
import Server

extension UserCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write everything kept about a person, as JSON.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String
        @Option(help: "A file instead of standard output.") var out: String?

        func run() async throws {
            try await options.asOperator { desk in
                let data = Data(try await desk.export(address) + [0x0A])
                if let out { try data.write(to: URL(fileURLWithPath: out)) } else { FileHandle.standardOutput.write(data) }
            }
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a person and all their words out, for good.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String
        @Flag(help: "Do not ask.") var yes = false

        func run() async throws {
            try await options.asOperator { desk in
                guard yes || Self.isSure(of: address) else { throw Complaint("nothing was erased; say --yes to be asked no more") }
                try await desk.erase(address)
            }
        }

        private static func isSure(of address: String) -> Bool {
            guard isatty(STDIN_FILENO) == 1 else { return false }
            FileHandle.standardError.write(Data("This cannot be undone. Type \(address) to erase them: ".utf8))
            return readLine() == address
        }
    }

    struct SignOut: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign-out", abstract: "End all sessions and tokens of a person.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String

        func run() async throws { try await options.asOperator { try await $0.signOut(address) } }
    }
}
