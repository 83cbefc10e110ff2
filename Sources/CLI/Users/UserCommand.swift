import ArgumentParser
import Foundation
import Server

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "See and change who is on the server, while it runs or not.",
        subcommands: [
            List.self, Add.self, Role.self, Suspend.self, Resume.self, Password.self, Export.self, Erase.self, SignOut.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List people.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Only whose name or address contains this.") var text = ""

        func run() async throws {
            try await options.asOperator { desk in
                for line in try await desk.people(matching: text) { print(line.columns) }
            }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a person; the password is read from standard input.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String
        @Option(help: "Their name.") var name: String
        @Option(help: "owner, admin or member.") var role = "member"

        func run() async throws {
            let password = try Passwords.read()
            try await options.asOperator { try await $0.add(address, name: name, password: password, role: role) }
        }
    }

    struct Role: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give a person another role.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String
        @Argument(help: "owner, admin or member.") var role: String

        func run() async throws { try await options.asOperator { try await $0.setRole(role, of: address) } }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Keep a person out until they are resumed.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String

        func run() async throws { try await options.asOperator { try await $0.setSuspended(true, address) } }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a suspended person in again.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String

        func run() async throws { try await options.asOperator { try await $0.setSuspended(false, address) } }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a person's password, read from standard input, and sign them out everywhere.")
        @OptionGroup var options: SettingsOptions
        @Argument(help: "Their email address.") var address: String

        func run() async throws {
            let password = try Passwords.read()
            try await options.asOperator { try await $0.setPassword(password, of: address) }
        }
    }
}

extension PersonLine {
    fileprivate var columns: String {
        let seen =
            seenAt.map { Date(timeIntervalSince1970: Double($0) / 1_000).formatted(.iso8601.year().month().day()) } ?? "never"
        let state = suspended ? "suspended" : "\(sessions) sessions"
        return [address.isEmpty ? "(no address)" : address, role, state, "seen \(seen)", name].joined(separator: "\t")
    }
}
