import ArgumentParser
import Server

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "invite", abstract: "Make a link by which people can register.")

    @OptionGroup var options: SettingsOptions
    @Option(help: "How many people may use it.") var uses = 1
    @Option(help: "For how many days.") var days = 7

    func run() async throws { try await options.asOperator { print(try await $0.invite(uses: uses, days: days)) } }
}

extension SettingsOptions {
    func asOperator(_ body: (Operator) async throws -> Void) async throws {
        let desk = try await Operator(try settings())
        do { try await body(desk) } catch {
            await desk.close()
            throw error
        }
        await desk.close()
    }
}
