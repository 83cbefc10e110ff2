import ArgumentParser
import Server

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Run the server until it is told to stop (SIGTERM, SIGINT).", discussion: Settings.help)

    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("An address to listen on; may be repeated.", valueName: "host:port"))
    var listen: [String] = []

    @Option(help: ArgumentHelp("Where browsers reach this server.", valueName: "url"))
    var publicUrl: String?

    @Option(help: ArgumentHelp("Serve the web client from this folder instead of the built-in one.", valueName: "folder"))
    var clientFolder: String?

    func run() async throws {
        var overrides = listen.map { Settings.Override(flag: "--listen", name: "listen", value: $0) }
        if let publicUrl { overrides.append(.init(flag: "--public-url", name: "public_url", value: publicUrl)) }
        if let clientFolder { overrides.append(.init(flag: "--client-folder", name: "client_folder", value: clientFolder)) }
        try await Server.run(try options.settings(overrides))
    }
}
