import Logging
import NIOCore
import NIOPosix
import NIOSSL
import SMTP
import ServiceLifecycle

/// Takes mail on the addresses it is given, by SMTP and by LMTP.
package struct MailListener: Service, CustomStringConvertible {
    package let description = "mail"
    private let options: MailGatewayOptions
    private let intake: Intake
    private let logger: Logger

    package init(_ gateway: MailGateway) {
        options = gateway.options
        intake = gateway.intake
        logger = gateway.logger
    }

    package func run() async throws {
        var channels: [any Channel] = []
        let tally = ConnectionTally(total: options.connections, each: options.connectionsPerAddress)
        for (dialect, addresses) in [(SMTPDialect.smtp, options.smtp), (.lmtp, options.lmtp)] {
            for address in addresses { channels.append(try await listen(on: address, dialect, tally)) }
        }
        let open = channels
        try? await gracefulShutdown()
        for channel in open { try? await channel.close() }
        await tally.closeAll()
    }

    private func listen(
        on address: MailGatewayOptions.MailAddress, _ dialect: SMTPDialect, _ tally: ConnectionTally
    ) async throws -> any Channel {
        let tls = try serverTLS()
        var machine = SMTPServer.Options(
            hostname: options.hostname, dialect: dialect, maximumSize: options.maximumBytes, offersTLS: tls != nil)
        // Every recipient may be refused on its own, which SMTP can only say of one.
        if dialect == .smtp { machine.maximumRecipients = 1 }
        let setup = machine
        return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        MailConnection(setup, intake: intake, tls: tls, tally: tally, timeout: options.timeout))
                }
            }
            .bind(host: address.host.isEmpty ? "::" : address.host, port: address.port).get()
    }

    private func serverTLS() throws -> NIOSSLContext? {
        guard let certificate = options.certificate, let key = options.key else { return nil }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
    }
}
