/// Tells a person's mail from a report and from a machine's.
struct MailKind {
    let mail: ReceivedMail
    let rootType: ParameterField
    let signals: ReportSignals
    let nullSender: Bool

    var kind: ReceivedMail.Kind {
        let automatic = AutomaticMail(mail, nullSender: nullSender)
        if let status = signals.deliveryStatus, rootType.value == "multipart/report" || automatic.isFromMailServer {
            return .report(DeliveryStatus.report(status, returned: signals.returned, notice: mail))
        }
        if signals.isReceipt { return .automatic("a read receipt (RFC 8098)") }
        if signals.isComplaint { return .automatic("a complaint about a mail (RFC 5965)") }
        if signals.isCalendarReply { return .message }
        if let report = PlainBounce.report(mail, isFromMailServer: automatic.isFromMailServer) { return .report(report) }
        return automatic.reason.map { .automatic($0) } ?? .message
    }
}
