import Foundation
package import Hub
package import Logging
import MailAuthentication
import SMTP

/// Mail, in and out: what its services have in common.
package struct MailGateway: Sendable {
    let hub: Hub
    let options: MailGatewayOptions
    let intake: Intake
    let writer: MailWriter
    let delivery: any Delivering
    let logger: Logger

    /// - Throws: when the DKIM keys can neither be read nor made.
    package init(_ options: MailGatewayOptions, hub: Hub, logger: Logger) throws {
        self.hub = hub
        self.options = options
        self.logger = logger
        let dns = Resolver(server: options.resolver)
        intake = Intake(
            hub: hub, authenticator: Authenticator(dns: dns, trusted: options.trustedServer) { hub.now() }, logger: logger)
        let goesOut = options.relay != nil || options.isDirect
        let signers = goesOut ? try options.selector.map { try DKIMKeys.signers(options, selector: $0) } ?? [] : []
        writer = MailWriter(hub: hub, options: options, signers: signers)
        delivery =
            goesOut
            ? SMTPDelivery(
                options: options, dns: dns,
                pool: ConnectionPool(hostname: options.hostname, timeout: options.timeout, logger: logger))
            : FolderDelivery(folder: options.folder, logger: logger)
    }
}

extension Resolver {
    package init(server: MailGatewayOptions.MailAddress?) {
        let text = FileManager.default.contents(atPath: "/etc/resolv.conf").map { String(decoding: $0, as: UTF8.self) } ?? ""
        self.init(server: server, systemConfiguration: text)
    }
}
