/// Names of files, fit for any file system and honest to look at.
enum FileName {
    /// A name from a mail made safe, or one made from the type when nothing is left of it.
    static func safe(_ name: String?, type: String) -> String {
        var name = withoutFolders(PlainLine.clean(name ?? ""))
        name = String(name.map { "/\\".contains($0) ? "_" : $0 })
        while let first = name.first, first == "." || first == " " { name.removeFirst() }
        while let last = name.last, last == "." || last == " " { name.removeLast() }
        return name.isEmpty ? made(from: type) : shortened(name)
    }

    /// The last component, when the name is plainly a path.
    private static func withoutFolders(_ name: String) -> String {
        let isPath = name.hasPrefix("/") || name.hasPrefix("\\") || name.hasPrefix(".") || name.dropFirst().hasPrefix(":\\")
        guard isPath, let last = name.split(whereSeparator: { "/\\".contains($0) }).last else { return name }
        return String(last)
    }

    /// At most 200 bytes, with its ending kept.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > MailLimits.fileName else { return name }
        var ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        if ending.utf8.count > 20 { ending = "" }
        var stem = ""
        for scalar in name.unicodeScalars {
            guard stem.utf8.count + scalar.utf8.count + ending.utf8.count <= MailLimits.fileName else { break }
            stem.unicodeScalars.append(scalar)
        }
        return stem + ending
    }

    private static func made(from type: String) -> String {
        let parts = type.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return "file.bin" }
        if let ending = endings[type] { return (stems[type] ?? String(parts[0])) + "." + ending }
        let subtype = parts[1].filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(10)
        guard ["image", "audio", "video", "text"].contains(parts[0]), !subtype.isEmpty else { return "file.bin" }
        return "\(parts[0]).\(subtype)"
    }

    private static let stems = [
        "text/calendar": "invite", "message/rfc822": "message", "application/pgp-encrypted": "encrypted",
        "application/pkcs7-mime": "smime", "application/x-pkcs7-mime": "smime", "application/ms-tnef": "winmail",
        "application/pdf": "document", "application/zip": "archive", "text/vcard": "contact", "text/x-vcard": "contact",
    ]

    private static let endings = [
        "text/plain": "txt", "text/calendar": "ics", "text/html": "html", "text/vcard": "vcf", "text/x-vcard": "vcf",
        "message/rfc822": "eml", "message/delivery-status": "txt", "message/external-body": "txt",
        "message/partial": "eml", "image/jpeg": "jpg", "image/svg+xml": "svg", "audio/mpeg": "mp3", "audio/mp4": "m4a",
        "video/quicktime": "mov", "application/pdf": "pdf", "application/zip": "zip", "application/pgp-encrypted": "asc",
        "application/pkcs7-mime": "p7m", "application/x-pkcs7-mime": "p7m", "application/ms-tnef": "dat",
    ]
}
