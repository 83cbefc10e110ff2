import CGMime

/// Header fields read by GMime: encoded words, addresses, dates, parameters.
extension GMime {
    /// A text for people (RFC 2047), without control characters.
    static func text(_ value: [UInt8]) -> String {
        if value.allSatisfy({ $0 < 0x80 }), !value.contains([0x3D, 0x3F]) { return PlainLine.clean(ascii: value) }
        let decoded = withCString(EncodedWord.relabelled(value), limit: MailLimits.field * 2) {
            taking(g_mime_utils_header_decode_text(options, $0))
        }
        return PlainLine.clean(decoded ?? String(decoding: value, as: UTF8.self))
    }

    /// The mailboxes of an address list, those of groups among them (RFC 5322 §3.4).
    static func mailboxes(_ value: [UInt8]) -> [Mailbox] {
        let value = EncodedWord.relabelled(value)
        var mailboxes: [Mailbox] = []
        if let list = withCString(value, limit: MailLimits.addressField, { internet_address_list_parse(options, $0) }) {
            defer { g_object_unref(list) }
            collect(list, into: &mailboxes, depth: 0)
        }
        return mailboxes.isEmpty ? lone(value).map { [$0] } ?? [] : mailboxes
    }

    /// One mailbox in a field that is no grammatical list: `Eva [Sales] <eva@example.org>`.
    private static func lone(_ value: [UInt8]) -> Mailbox? {
        guard let start = value.lastIndex(of: 0x3C), let end = value[start...].firstIndex(of: 0x3E) else { return nil }
        let address = PlainLine.clean(String(decoding: value[(start + 1)..<end], as: UTF8.self))
        guard address.utf8.count <= 320, address.contains("@"), !address.contains(" ") else { return nil }
        return Mailbox(name: text(Array(value[..<start])).trimmingBlanks, address: address)
    }

    private static func collect(_ list: UnsafeMutablePointer<InternetAddressList>, into mailboxes: inout [Mailbox], depth: Int) {
        for index in 0..<max(internet_address_list_length(list), 0) where mailboxes.count < MailLimits.mailboxes {
            guard let entry = internet_address_list_get_address(list, index) else { continue }
            if let address = string(confab_mailbox_address(entry)) {
                let name = PlainLine.clean(string(internet_address_get_name(entry)) ?? "")
                mailboxes.append(Mailbox(name: name, address: PlainLine.clean(address)))
            } else if let members = confab_group_members(entry), depth < 3 {
                collect(members, into: &mailboxes, depth: depth + 1)
            }
        }
    }

    /// Milliseconds since 1970 (RFC 5322 §3.3).
    static func date(_ value: [UInt8]) -> Int64? {
        guard let date = withCString(value, limit: 200, { g_mime_utils_header_decode_date($0) }) else { return nil }
        defer { g_date_time_unref(date) }
        return Int64(g_date_time_to_unix(date)) * 1000
    }

    static func contentType(_ value: [UInt8]) -> ParameterField? {
        guard value.contains(0x2F) else { return nil }
        let parsed = withCString(EncodedWord.relabelled(value), limit: MailLimits.parameterField) {
            g_mime_content_type_parse(options, $0)
        }
        guard let parsed else { return nil }
        defer { g_object_unref(parsed) }
        guard let type = taking(g_mime_content_type_get_mime_type(parsed)) else { return nil }
        return ParameterField(
            value: PlainLine.clean(type.lowercased()), parameters: parameters(g_mime_content_type_get_parameters(parsed)))
    }

    static func disposition(_ value: [UInt8]) -> ParameterField? {
        let parsed = withCString(EncodedWord.relabelled(value), limit: MailLimits.parameterField) {
            g_mime_content_disposition_parse(options, $0)
        }
        guard let parsed else { return nil }
        defer { g_object_unref(parsed) }
        guard let kind = string(g_mime_content_disposition_get_disposition(parsed)) else { return nil }
        return ParameterField(value: kind.lowercased(), parameters: parameters(g_mime_content_disposition_get_parameters(parsed)))
    }

    private static func parameters(_ list: UnsafeMutablePointer<GMimeParamList>?) -> [String: String] {
        var found: [String: String] = [:]
        guard let list else { return found }
        for index in 0..<min(g_mime_param_list_length(list), 64) {
            guard let parameter = g_mime_param_list_get_parameter_at(list, index),
                let name = string(g_mime_param_get_name(parameter))?.lowercased(),
                let value = string(g_mime_param_get_value(parameter)), found[name] == nil
            else { continue }
            found[name] = value
        }
        return found
    }
}
