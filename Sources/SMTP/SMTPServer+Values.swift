extension SMTPServer {
    package struct Options: Sendable, Equatable {
        package var hostname: String
        package var dialect: SMTPDialect
        /// The most bytes of a message, line ends included.
        package var maximumSize: Int
        package var maximumRecipients = 100
        package var offersTLS: Bool
        /// Nothing is accepted in clear.
        package var requiresTLS = false
        /// Wrong commands before the connection ends.
        package var maximumErrors = 10
        /// Commands without a mail (NOOP, VRFY, RSET, a greeting, a sender without content) before the connection ends.
        package var maximumIdleCommands = 100

        package init(hostname: String, dialect: SMTPDialect = .smtp, maximumSize: Int, offersTLS: Bool = false) {
            self.hostname = hostname
            self.dialect = dialect
            self.maximumSize = maximumSize
            self.offersTLS = offersTLS
        }
    }

    /// What is known of a message before its content.
    package struct Envelope: Sendable, Equatable {
        package let helo: String
        /// Greeted with EHLO or LHLO.
        package let esmtp: Bool
        /// Came through TLS.
        package let secure: Bool
        package let from: MailPath
        package internal(set) var recipients: [MailPath] = []
        package let declaredSize: Int?
        /// SMTPUTF8 was asked for.
        package let utf8: Bool
    }

    package enum Action: Sendable, Equatable {
        /// Bytes for the peer.
        case send([UInt8])
        /// After everything sent so far: begin the handshake, then call `tlsStarted()`.
        case startTLS
        /// Answer with `decide(_:)`.
        case recipient(MailPath, Envelope)
        /// Content follows.
        case begin(Envelope)
        /// Content without stuffed dots. Every line that was ended has CRLF.
        case content(ArraySlice<UInt8>)
        /// The message is whole: answer with `finish(_:)`.
        case end
        /// What was begun is void.
        case abort
        /// Nothing follows.
        case close
    }
}
