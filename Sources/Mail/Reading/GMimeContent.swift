import CGMime

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bodies decoded by GMime: transfer encodings and charsets.
extension GMime {
    /// Undoes a `Content-Transfer-Encoding` (RFC 2045 §6); an unknown one is taken for none.
    static func decode(_ body: ArraySlice<UInt8>, encoding name: [UInt8]?) -> [UInt8] {
        _ = options
        let encoding = withCString((name ?? [])[...].trimmed, limit: 40) { g_mime_content_encoding_from_string($0) }
        switch encoding {
        case GMIME_CONTENT_ENCODING_BASE64, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, GMIME_CONTENT_ENCODING_UUENCODE:
            return decode(body, encoding)
        default:
            return Array(body)
        }
    }

    private static func decode(_ body: ArraySlice<UInt8>, _ encoding: GMimeContentEncoding) -> [UInt8] {
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        let room = g_mime_encoding_outlen(&state, body.count)
        return [UInt8](unsafeUninitializedCapacity: room + 16) { output, count in
            body.withUnsafeBytes { input in
                guard let from = input.baseAddress, let to = output.baseAddress else { return }
                count = to.withMemoryRebound(to: CChar.self, capacity: output.count) { to in
                    g_mime_encoding_flush(&state, from.assumingMemoryBound(to: CChar.self), input.count, to)
                }
            }
        }
    }

    /// Bytes in a charset as UTF-8, with U+FFFD for what is none; nil when the charset is not known.
    static func convert(_ bytes: ArraySlice<UInt8>, from charset: String) -> [UInt8]? {
        guard let converter = iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var input = Array(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(input.count + input.count / 2)
        input.withUnsafeMutableBytes { convert($0, by: converter, into: &output) }
        return output
    }

    private static func convert(_ input: UnsafeMutableRawBufferPointer, by converter: iconv_t, into output: inout [UInt8]) {
        guard let base = input.baseAddress else { return }
        var from: UnsafeMutablePointer<CChar>? = base.assumingMemoryBound(to: CChar.self)
        var left = input.count
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16 << 10) { chunk in
            while left > 0 {
                var to = chunk.baseAddress
                var room = chunk.count
                let result = iconv(converter, &from, &left, &to, &room)
                let fault = errno
                output.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(chunk)[..<(chunk.count - room)]))
                if result != -1 { return }
                if fault == E2BIG, room < chunk.count { continue }
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                from = from.map { $0 + 1 }
                left -= 1
            }
        }
    }
}
