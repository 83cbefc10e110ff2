extension SMTPClient {
    package enum TLSPolicy: Sendable, Equatable {
        case never
        /// Used when offered; that it was taken out of the offer goes unseen.
        case ifOffered
        case required
        /// The connection began with TLS.
        case already
    }

    package struct Credentials: Sendable, Equatable {
        package let user: String
        package let password: String

        package init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    package struct Options: Sendable, Equatable {
        /// What this side calls itself.
        package var hostname: String
        package var dialect: SMTPDialect
        package var tls: TLSPolicy
        package var credentials: Credentials?
        /// Credentials may go in clear, as to a server on the same machine.
        package var allowsPlainAuth = false

        package init(
            hostname: String, dialect: SMTPDialect = .smtp, tls: TLSPolicy = .ifOffered, credentials: Credentials? = nil
        ) {
            self.hostname = hostname
            self.dialect = dialect
            self.tls = tls
            self.credentials = credentials
        }
    }

    /// What came of a mail for one recipient.
    package struct Outcome: Sendable, Equatable {
        package let recipient: MailPath
        package let reply: SMTPReply
        /// The whole mail was sent and no answer came: it counts as transient and may have been delivered.
        package var isUncertain = false
    }

    /// Why a connection is of no use.
    package struct Failure: Sendable, Equatable {
        package enum Stage: Sendable, Equatable {
            case greeting
            case hello
            case startTLS
            case handshake
            case authentication
            /// Between mails.
            case idle
        }

        package let stage: Stage
        /// What the server said, when it said something.
        package let reply: SMTPReply?
        package let words: String

        /// True when another try is of no use.
        package var isPermanent: Bool { reply?.isPermanent ?? false }
    }

    package enum Action: Sendable, Equatable {
        /// Bytes for the server.
        case send([UInt8])
        /// After everything sent so far: begin the handshake, then call `tlsStarted()`.
        case startTLS
        /// A mail may be given with `begin`.
        case ready
        /// Send the content through a `DotStuffer` with its end, then call `contentSent()` before reading on.
        case content
        /// The mail's end, for each recipient; whoever still sends its content stops.
        case outcome([Outcome])
        case failed(Failure)
        /// Nothing follows.
        case close
    }
}
