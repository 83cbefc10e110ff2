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
        let token = (name ?? []).drop { $0 == 0x20 || $0 == 0x22 }.prefix { $0 > 0x20 && $0 != 0x3B && $0 != 0x22 }
        switch withCString(token, limit: 40, { g_mime_content_encoding_from_string($0) }) {
        case GMIME_CONTENT_ENCODING_BASE64: return Base64Content.decode(body)
        case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE: return decode(body, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, state: 0)
        case GMIME_CONTENT_ENCODING_UUENCODE:
            return decode(afterBegin(body), GMIME_CONTENT_ENCODING_UUENCODE, state: CInt(bitPattern: UUDecoding.hasBegun))
        default: return Array(body)
        }
    }

    private enum UUDecoding {
        /// `GMIME_UUDECODE_STATE_BEGIN`
        static let hasBegun: UInt32 = 1 << 16
    }

    private static func afterBegin(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var scanner = LineScanner(body)
        while let line = scanner.next() { if line.starts(with: "begin ".utf8) { return scanner.rest } }
        return body
    }

    private static func decode(_ body: ArraySlice<UInt8>, _ encoding: GMimeContentEncoding, state begun: CInt) -> [UInt8] {
        var state = GMimeEncoding()
        g_mime_encoding_init_decode(&state, encoding)
        state.state = begun
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
