/// Why a mail is not read at all.
package enum MailFault: Error, Equatable {
    /// More bytes than `MailLimits.message`.
    case tooLarge
    /// The file cannot be opened or read.
    case unreadable
}
