import Domain
import Hub

/// Which media types there are, and which a browser may show on our pages (RFC 6838).
enum MediaTypes {
    static let unknown = "application/octet-stream"

    /// Never anything that can run: SVG, HTML, XML and PDF are downloads.
    private static let inline: Set<String> = [
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav",
        "audio/webm", "audio/flac", "audio/aac", "video/mp4", "video/webm", "video/ogg", "video/quicktime",
    ]

    static func isShownInline(_ type: String) -> Bool { inline.contains(essence(type)) }

    static func essence(_ type: String) -> String {
        String(type.prefix { $0 != ";" }.filter { $0 != " " }).lowercased()
    }

    /// The type as declared, or the unknown one where it is none.
    static func checked(_ declared: String) -> String {
        let type = essence(declared)
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        let isToken: (Substring) -> Bool = { part in
            !part.isEmpty
                && part.utf8.allSatisfy { c in
                    (0x61...0x7A).contains(c) || (0x30...0x39).contains(c) || "!#$&-^_.+".utf8.contains(c)
                }
        }
        guard type.utf8.count <= Limits.mediaType, parts.count == 2, parts.allSatisfy(isToken) else { return unknown }
        return type
    }
}

/// Names of files as they are kept and given back.
enum FileNames {
    /// Without path, control and direction-changing characters, and not too long.
    static func clean(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var kept = String.UnicodeScalarView()
        for c in last.unicodeScalars {
            switch c.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: continue
            default: kept.append(c)
            }
        }
        let text = String(kept).prefix(bytes: Limits.fileName)
        return text.isEmpty || text.allSatisfy { $0 == "." || $0 == " " } ? "file" : text
    }

    /// The value of Content-Disposition (RFC 6266, RFC 8187).
    static func disposition(_ name: String, inline: Bool) -> String {
        let ascii = String(
            name.unicodeScalars.map { (0x20..<0x7F).contains($0.value) && $0 != "\"" && $0 != "\\" ? Character($0) : "_" })
        var encoded = ""
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (hex.count == 1 ? "0" + hex : hex)
            }
        }
        return "\(inline ? "inline" : "attachment"); filename=\"\(ascii)\"; filename*=UTF-8''\(encoded)"
    }
}
