/// Which protocol is spoken: SMTP (RFC 5321) or LMTP (RFC 2033).
package enum SMTPDialect: Sendable, Equatable {
    case smtp
    /// Greets with `LHLO`, and answers a message once for each recipient.
    case lmtp
}
