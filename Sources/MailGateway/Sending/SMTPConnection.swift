import Hub
import Mail
import NIOCore
import NIOPosix
import NIOSSL
import SMTP

/// How to open a connection.
struct SMTPConnectionSetup: Sendable {
    let options: SMTPClient.Options
    let tls: NIOSSLContext?
    let serverName: String?
    let timeout: Int64
}

/// One connection to a mail server, for one mail after another.
final class SMTPConnection: Sendable {
    /// The connection cannot be used; the mail may be tried elsewhere or later, as `outcome` says.
    struct Unusable: Error { let outcome: MailOutcome }

    private let channel: any NIOCore.Channel
    private let handler: NIOLoopBound<SMTPConnectionHandler>

    private init(_ channel: any NIOCore.Channel, _ handler: NIOLoopBound<SMTPConnectionHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// - Parameter register: is told the channel before it connects.
    static func open(
        _ address: MailGatewayOptions.MailAddress, _ setup: SMTPConnectionSetup,
        register: @escaping @Sendable (any NIOCore.Channel) -> Void
    ) async throws -> SMTPConnection {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(30))
            .connect(host: address.host, port: address.port) { channel in
                register(channel)
                return channel.eventLoop.makeCompletedFuture {
                    if setup.options.tls == .already, let tls = setup.tls {
                        try channel.pipeline.syncOperations.addHandler(
                            try NIOSSLClientHandler(context: tls, serverHostname: setup.serverName))
                    }
                    let handler = SMTPConnectionHandler(setup, ready: channel.eventLoop.makePromise())
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return (
                        SMTPConnection(channel, NIOLoopBound(handler, eventLoop: channel.eventLoop)), handler.ready.futureResult
                    )
                }
            }
        do { try await connection.1.get() } catch {
            connection.0.channel.close(promise: nil)
            throw error
        }
        return connection.0
    }

    /// - Throws: `Unusable` or another error when nothing of the mail was taken.
    func send(_ mail: WrittenMail) async throws -> MailOutcome {
        let handler = handler
        return try await channel.eventLoop.flatSubmit { handler.value.send(mail) }.get()
    }

    func quit() {
        let handler = handler
        channel.eventLoop.execute { handler.value.quit() }
    }
}
