package import Domain
package import Hub
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Where to listen.
package struct WebAddress: Sendable, Equatable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// The certificate chain and its key, PEM files.
package struct TLSFiles: Sendable, Equatable {
    package let certificate: String
    package let key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// What the gateway has to be told.
package struct WebGatewayConfiguration: Sendable {
    package var listen: [WebAddress]
    package var tls: TLSFiles?
    package var publicURL: String
    /// Where the client's files are read from while working on them; nil serves those built in.
    package var clientFolder: String?
    /// Who carries this bearer token acts as the owner: the operator at the command line.
    package var operatorToken: String
    package var metricsToken: String?
    package var trustedProxies: [String]
    package var connectionsPerAddress: Int
    package var renderMetrics: @Sendable () -> String
    /// A mail as it was written into the folder, where mails are.
    package var mailFile: @Sendable (MailID) -> MailFileLook?

    package init(
        listen: [WebAddress], tls: TLSFiles? = nil, publicURL: String, clientFolder: String? = nil, operatorToken: String,
        metricsToken: String? = nil, trustedProxies: [String] = [], connectionsPerAddress: Int = 0,
        renderMetrics: @escaping @Sendable () -> String,
        mailFile: @escaping @Sendable (MailID) -> MailFileLook? = { _ in nil }
    ) {
        self.mailFile = mailFile
        self.listen = listen
        self.tls = tls
        self.publicURL = publicURL
        self.clientFolder = clientFolder
        self.operatorToken = operatorToken
        self.metricsToken = metricsToken
        self.trustedProxies = trustedProxies
        self.connectionsPerAddress = connectionsPerAddress
        self.renderMetrics = renderMetrics
    }
}

/// HTTP, the live WebSocket and the web client on the addresses it is given.
package struct WebGateway: Service {
    private let hub: Hub
    private let configuration: WebGatewayConfiguration
    private let logger: Logger
    private let onListening: @Sendable ([WebAddress]) async -> Void

    package init(
        hub: Hub, configuration: WebGatewayConfiguration, logger: Logger,
        onListening: @escaping @Sendable ([WebAddress]) async -> Void
    ) {
        self.hub = hub
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    package func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let live = LiveLoops(group: group, hub: hub, logger: logger)
        let tls = try configuration.tls.map { try TLSReloader(files: $0, logger: logger) }
        let gate = Gate(hub: hub, configuration: configuration)
        let router = try API(hub: hub, gate: gate, configuration: configuration, logger: logger).router()
        let responder = router.buildResponder()
        let listening = Listening(expected: configuration.listen.count, report: onListening)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for (index, address) in configuration.listen.enumerated() {
                let app = Application(
                    responder: responder,
                    server: HTTPServerBuilder { respond in
                        ConnectionSetup(
                            responder: respond, gate: gate, live: live, tls: tls, logger: logger)
                    },
                    configuration: .init(
                        address: .hostname(address.host, port: address.port), serverName: nil, backlog: 4_096, reuseAddress: true),
                    onServerRunning: { channel in
                        await listening.report(
                            index, WebAddress(host: address.host, port: channel.localAddress?.port ?? address.port))
                    },
                    eventLoopGroupProvider: .shared(group), logger: logger)
                tasks.addTask { try await app.run() }
            }
            if let tls { tasks.addTask { try await tls.run() } }
            // The applications end by themselves on a graceful shutdown; the first that fails takes the others along.
            try await tasks.waitForAll()
        }
        await live.drained(within: .seconds(4))
    }
}

/// Collects the addresses until all are bound, then reports them once.
private actor Listening {
    private var bound: [Int: WebAddress] = [:]
    private let expected: Int
    private let done: @Sendable ([WebAddress]) async -> Void

    init(expected: Int, report: @escaping @Sendable ([WebAddress]) async -> Void) {
        self.expected = expected
        done = report
    }

    func report(_ index: Int, _ address: WebAddress) async {
        bound[index] = address
        if bound.count == expected { await done(bound.sorted { $0.key < $1.key }.map(\.value)) }
    }
}
