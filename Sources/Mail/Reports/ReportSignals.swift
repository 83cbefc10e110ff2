/// What the parts of a mail made for machines say (RFC 3462, 3464, 8098, 5965).
struct ReportSignals {
    /// `message/delivery-status`.
    private(set) var deliveryStatus: [UInt8]?
    /// The header of the mail reported on.
    private(set) var returned: HeaderBlock?
    /// `message/disposition-notification`: a read receipt.
    private(set) var isReceipt = false
    /// `message/feedback-report`: a complaint.
    private(set) var isComplaint = false
    /// An answer to an invitation (RFC 5546 §3.2.3).
    private(set) var isCalendarReply = false

    /// Notes a part; true when it is for machines only, and no file of a report.
    mutating func note(_ part: MailPart, _ content: [UInt8]) -> Bool {
        switch part.type.value {
        case "message/delivery-status", "message/global-delivery-status": deliveryStatus = deliveryStatus ?? content
        case "message/disposition-notification", "message/global-disposition-notification": isReceipt = true
        case "message/feedback-report": isComplaint = true
        case "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
            returned = returned ?? HeaderBlock(content[...])
        case "message/rfc822", "message/global":
            returned = returned ?? HeaderBlock(content[...])
            return false
        case "text/calendar":
            if part.type["method"]?.lowercased() == "reply" { isCalendarReply = true }
            return false
        default: return false
        }
        return true
    }
}
