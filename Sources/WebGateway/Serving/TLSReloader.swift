import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The TLS context of new connections; follows the certificate files when they change.
final class TLSReloader: Sendable {
    private let current: Mutex<NIOSSLContext>
    private let files: TLSFiles
    private let logger: Logger

    init(files: TLSFiles, logger: Logger) throws {
        self.files = files
        self.logger = logger
        current = Mutex(try Self.load(files))
    }

    var context: NIOSSLContext { current.withLock { $0 } }

    private static func load(_ files: TLSFiles) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }

    /// Looks every few seconds; files that do not fit leave the old ones in use.
    func run() async throws {
        var seen = stamps()
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(5)) }
            let now = stamps()
            guard now != seen else { continue }
            seen = now
            do {
                let fresh = try Self.load(files)
                current.withLock { $0 = fresh }
                logger.notice("TLS certificate reloaded")
            } catch {
                logger.error("the changed TLS certificate cannot be used; the old one stays", metadata: ["error": "\(error)"])
            }
        }
    }

    private func stamps() -> [Int64] {
        [files.certificate, files.key].flatMap { path -> [Int64] in
            var s = stat()
            return stat(path, &s) == 0
                ? [Int64(s.st_mtim.tv_sec), Int64(s.st_mtim.tv_nsec), Int64(s.st_ino), Int64(s.st_size)] : []
        }
    }
}
