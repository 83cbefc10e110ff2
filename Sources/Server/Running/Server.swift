import Domain
import Foundation
import Hub
import Logging
import MailGateway
import MediaGateway
import Metrics
import NIOCore
import PushGateway
import SQLiteStore
import ServiceLifecycle
import UnixSignals
import WebGateway
import WebPush

/// A whole server: everything that is started, in one list.
package enum Server {
    /// Runs until SIGTERM or SIGINT, then ends what is open.
    package static func run(_ settings: Settings) async throws {
        LoggingSystem.bootstrap { LogLines(label: $0, level: settings.log.level, format: settings.log.format) }
        let prometheus = Prometheus()
        MetricsSystem.bootstrap(prometheus)
        let logger = Logger(label: "confab")

        prepareProcess()
        let folder = DataFolder(settings.data)
        try folder.make()
        let lock = try folder.lock()
        let store = try openStore(folder, logger)
        let blobs = try FileBlobs(folder: folder.attachments, logger: logger)
        blobs.removeLeftovers()

        var listen: [WebAddress] = []
        for address in settings.listen { listen.append(try await WebAddress.settled(address)) }
        let publicURL = settings.publicURL(boundTo: listen.first?.port ?? 0)
        let clock = SystemClock(), secrets = SystemSecrets(clock: clock)
        let vapid = try await VAPIDKey.kept(in: store)
        let pusher = PushGateway(
            PushOptions(key: vapid, subject: settings.push.subject, local: settings.push.local), clock: clock, logger: logger)
        let media = try startMedia(settings, publicURL: publicURL, logger)
        let hub = Hub(
            store: store, blobs: blobs, secrets: secrets, clock: clock, pusher: pusher, media: media,
            policy: Policy(settings, publicURL: publicURL, pushKey: vapid.publicKey), logger: logger)
        try await hub.start()

        let mailOptions = MailGatewayOptions(settings, folder: folder, publicURL: publicURL)
        hub.outbox.onForgotten { MailFolder.remove($0.map(\.rawValue), in: mailOptions.folder) }
        let mail = try MailGateway(mailOptions, hub: hub, logger: logger)

        let token = secrets.token()
        let announcement = Announcement(hub: hub, folder: folder, secure: settings.tls != nil, token: token)
        let web = WebGateway(
            hub: hub,
            configuration: WebGatewayConfiguration(
                listen: listen, tls: settings.tls.map { TLSFiles(certificate: $0.certificate, key: $0.key) }, publicURL: publicURL,
                clientFolder: settings.clientFolder, operatorToken: token, metricsToken: settings.metricsToken,
                trustedProxies: settings.trustedProxies, connectionsPerAddress: settings.limits.connectionsPerAddress,
                renderMetrics: { prometheus.text() },
                mailFile: mailLook(in: mailOptions.folder)),
            logger: logger, onListening: { await announcement.make($0) })
        let sweep = Sweep(hub: hub, blobs: blobs, logger: logger)

        // Stopped from the last to the first.
        try await serve(
            [
                Ending("store") {
                    do { try store.close() } catch { logger.error("the database was not closed", metadata: ["error": "\(error)"]) }
                },
                Ending("push") { await pusher.close() },
                media,
                Ending("recordings") { await hub.finishRecordings(within: .seconds(5)) },
                Ticker("tick", every: .milliseconds(250)) { hub.tick() },
                Ticker("sweep", every: .seconds(3_600)) { await sweep.run() },
                Postman(mail),
                Ending("run.json") { RunFile.remove(in: folder) },
                MailListener(mail),
                web,
            ], listen, logger)
        withExtendedLifetime(lock) {}
    }

    /// What is kept is for this user's eyes, and each connection needs a file.
    private static func prepareProcess() {
        umask(0o077)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private static func serve(_ services: [any Service], _ listen: [WebAddress], _ logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        configuration.maximumCancellationDuration = .seconds(3)
        do { try await ServiceGroup(configuration: configuration).run() } catch let error as IOError {
            let addresses = listen.map { "\($0.host):\($0.port)" }.joined(separator: ", ")
            throw Complaint("cannot listen on \(addresses): \(String(cString: strerror(error.errnoCode)))")
        }
    }

    /// The group tells of every step, which is of no interest to operators.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .error)
        return logger
    }

    /// Finds a mail that was written instead of sent.
    private static func mailLook(in folder: String) -> @Sendable (MailID) -> MailFileLook? {
        { id in MailFolder.mail(id.rawValue, in: folder).map { MailFileLook(bytes: $0.bytes, link: $0.link) } }
    }

    private static func startMedia(_ settings: Settings, publicURL: String, _ logger: Logger) throws -> MediaGateway {
        let options = MediaOptions(
            port: UInt16(settings.media.port), addresses: settings.media.addresses, isLocal: settings.isLocal(publicURL: publicURL))
        do { return try MediaGateway(options, logger: logger) } catch let failure as SocketFailure {
            throw Complaint("calls cannot have their port: \(failure); stop what uses it, or set another media.port")
        }
    }

    static func openStore(_ folder: DataFolder, _ logger: Logger) throws -> SQLiteStore {
        do { return try SQLiteStore(folder: folder.path, logger: logger) } catch {
            throw Complaint("the database in \(folder.path) cannot be opened: \(error)")
        }
    }
}
