/// Cuts HTML into tags and text in one pass; whatever is malformed is read as a browser would, or skipped.
struct HTMLTokenizer {
    static let maximumAttributes = 32
    static let maximumAttributeSize = 4096
    static let maximumNameSize = 40
    /// Elements whose content is no markup and not for people.
    private static let silent: Set<String> = [
        "script", "style", "title", "template", "noembed", "noframes", "iframe", "object", "svg",
    ]

    private let bytes: [UInt8]
    private var place = 0
    /// A silent element's name, until its end tag.
    private var skipped: String?

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() -> HTMLToken? {
        while place < bytes.count {
            if let name = skipped {
                skip(to: name)
                skipped = nil
                continue
            }
            if bytes[place] != UInt8(ascii: "<") { return .text(text()) }
            if let token = markup() { return token }
        }
        return nil
    }

    /// Text up to the next tag; a `<` that begins no tag is text.
    private mutating func text() -> [UInt8] {
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "<") { place += 1 }
        return HTMLEntities.decode(bytes[start..<place])
    }

    /// A token at `<`; nil when it was a comment or the like.
    private mutating func markup() -> HTMLToken? {
        let after = byte(place + 1)
        if Markup.isLetter(after) { return open() }
        if after == UInt8(ascii: "/") { return close() }
        if after == UInt8(ascii: "!") || after == UInt8(ascii: "?") {
            skipComment()
            return nil
        }
        place += 1
        return .text([UInt8(ascii: "<")])
    }

    private mutating func open() -> HTMLToken {
        place += 1
        var tag = HTMLTag(name: name())
        while true {
            while TextLines.isSpace(byte(place)) { place += 1 }
            guard place < bytes.count else { break }
            if bytes[place] == UInt8(ascii: ">") {
                place += 1
                break
            }
            if bytes[place] == UInt8(ascii: "/") {
                place += 1
                tag.isSelfClosing = byte(place) == UInt8(ascii: ">")
                continue
            }
            attribute(of: &tag)
        }
        if Self.silent.contains(tag.name), !tag.isSelfClosing { skipped = tag.name }
        return .open(tag)
    }

    private mutating func close() -> HTMLToken? {
        place += 2
        let name = Markup.isLetter(byte(place)) ? name() : ""
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") { place += 1 }
        place += 1
        return name.isEmpty ? nil : .close(name)
    }

    private mutating func name() -> String {
        let start = place
        while place < bytes.count, bytes[place] > 0x20, bytes[place] != UInt8(ascii: ">"), bytes[place] != UInt8(ascii: "/") {
            place += 1
        }
        return String(decoding: bytes[start..<place].prefix(Self.maximumNameSize).map(Self.lowercased), as: UTF8.self)
    }

    private mutating func attribute(of tag: inout HTMLTag) {
        let start = place
        place += 1
        while place < bytes.count, !TextLines.isSpace(bytes[place]), !"=/>".utf8.contains(bytes[place]) { place += 1 }
        let name = bytes[start..<place].prefix(Self.maximumNameSize).map(Self.lowercased)
        while TextLines.isSpace(byte(place)) { place += 1 }
        var value: ArraySlice<UInt8> = []
        if byte(place) == UInt8(ascii: "=") {
            place += 1
            while TextLines.isSpace(byte(place)) { place += 1 }
            value = self.value()
        }
        guard Self.known(name), tag.attributes.count < Self.maximumAttributes else { return }
        if name[...].equals("style") {
            tag.style = HTMLEntities.decode(value.prefix(Self.maximumAttributeSize)).filter { $0 > 0x20 }.map(Self.lowercased)
            return
        }
        let key = String(decoding: name, as: UTF8.self)
        guard tag.attributes[key] == nil else { return }
        tag.attributes[key] = String(decoding: HTMLEntities.decode(value.prefix(Self.maximumAttributeSize)), as: UTF8.self)
    }

    private mutating func value() -> ArraySlice<UInt8> {
        let mark = byte(place)
        guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
            let start = place
            while place < bytes.count, !TextLines.isSpace(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
            return bytes[start..<place]
        }
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != mark { place += 1 }
        let end = place
        place = min(place + 1, bytes.count)
        return bytes[start..<end]
    }

    /// A comment, a declaration, or one of Outlook's conditions.
    private mutating func skipComment() {
        let isComment = byte(place + 2) == UInt8(ascii: "-") && byte(place + 3) == UInt8(ascii: "-")
        place += isComment ? 4 : 2
        if isComment, byte(place) == UInt8(ascii: ">") {
            place += 1
            return
        }
        while place < bytes.count {
            let isEnd = bytes[place] == UInt8(ascii: ">")
            place += 1
            if isEnd, !isComment || byte(place - 2) == UInt8(ascii: "-") && byte(place - 3) == UInt8(ascii: "-") { return }
        }
    }

    private mutating func skip(to name: String) {
        let wanted = Array(name.utf8)
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<"), byte(place + 1) == UInt8(ascii: "/"), place + 2 + wanted.count <= bytes.count,
                bytes[(place + 2)..<(place + 2 + wanted.count)].lazy.map(Self.lowercased).elementsEqual(wanted)
            {
                return
            }
            place += 1
        }
    }

    private func byte(_ place: Int) -> UInt8 { place >= 0 && place < bytes.count ? bytes[place] : 0 }

    private static let attributes: Set<[UInt8]> = Set(
        ["class", "id", "style", "href", "type", "alt", "name", "hidden", "start", "data-marker", "data-emoji", "width", "height"]
            .map { Array($0.utf8) })
    private static func known(_ name: [UInt8]) -> Bool { attributes.contains(name) }

    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
