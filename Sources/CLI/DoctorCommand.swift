import ArgumentParser
import Server

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look for what is wrong and say what to do. Exits with 1 when something fails.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let findings = await Doctor(try options.settings()).examine()
        for finding in findings { print(finding) }
        if findings.contains(where: { $0.grade == .fail }) { throw ExitCode(1) }
    }
}
