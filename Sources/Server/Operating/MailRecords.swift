import MailGateway

/// What has to be in the domain name system for mail, as lines of a zone.
package enum MailRecords {
    package static func lines(_ settings: Settings) throws -> [String] {
        let options = MailGatewayOptions(settings, folder: DataFolder(settings.data), publicURL: settings.publicURL)
        let domain = options.domain
        var lines = ["\(domain). MX 10 \(options.hostname)."]
        lines.append("\(domain). TXT \"v=spf1 \(options.isDirect ? "mx" : "include:YOUR-RELAY") -all\"")
        for (name, value) in try DKIMKeys.records(options) {
            // A TXT string holds 255 characters; longer values are several strings.
            let parts = stride(from: 0, to: value.count, by: 250).map { start in
                "\"\(value.dropFirst(start).prefix(250))\""
            }
            lines.append("\(name). TXT \(parts.joined(separator: " "))")
        }
        lines.append("_dmarc.\(domain). TXT \"v=DMARC1; p=quarantine\"")
        return lines
    }
}
