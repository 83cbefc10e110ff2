import CGMime

/// GMime, started once, and what every use of it shares.
///
/// Only files named `GMime…` import the library; nothing of it is seen outside.
enum GMime {
    /// How lenient to be, for all threads.
    static var options: OpaquePointer? { shared.pointer }

    /// Unchecked, since it holds a pointer: what it points to is filled before anybody has it, and only read from then on.
    private struct Options: @unchecked Sendable { let pointer: OpaquePointer? }

    private static let shared = Options(pointer: makeOptions())

    private static func makeOptions() -> OpaquePointer? {
        g_mime_init()
        let options = g_mime_parser_options_new()
        g_mime_parser_options_set_address_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE)
        g_mime_parser_options_set_parameter_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE)
        g_mime_parser_options_set_rfc2047_compliance_mode(options, GMIME_RFC_COMPLIANCE_LOOSE)
        g_mime_parser_options_set_allow_addresses_without_domain(options, 1)
        "utf-8".withCString { utf8 in
            "windows-1252".withCString { latin in
                var charsets: [UnsafePointer<CChar>?] = [utf8, latin, nil]
                g_mime_parser_options_set_fallback_charsets(options, &charsets)
            }
        }
        return options
    }

    /// A field's value as C wants it.
    static func withCString<T>(_ value: some Collection<UInt8>, limit: Int, _ body: (UnsafePointer<CChar>) -> T) -> T {
        var text = value.prefix(limit).filter { $0 != 0 }.map { CChar(bitPattern: $0) }
        text.append(0)
        return text.withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    /// A string of the library's, whoever owns it.
    static func string(_ text: UnsafePointer<CChar>?) -> String? { text.map { String(cString: $0) } }

    /// A string the library made for us, which is released.
    static func taking(_ text: UnsafeMutablePointer<CChar>?) -> String? {
        guard let text else { return nil }
        defer { g_free(text) }
        return String(cString: text)
    }
}
