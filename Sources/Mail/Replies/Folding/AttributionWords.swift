/// Words by which mail programs announce a quote, in their users' languages.
enum AttributionWords {
    /// "Wrote", as a word of its own.
    static let verbs: Set<[UInt8]> = words(
        """
        wrote writes schrieb schreibt geschrieben écrit écrivait escribió escribio escribía escreveu escribiu scritto scrive schreef \
        geschreven skrev kirjoitti kirjoittaa napisał napisała napisal napisala napísal napísala napisao написал написала пишет написав \
        пише пишува напиша написа напісаў написао írta scris έγραψε yazdı כתב כתבה كتب كتبت نوشت نوشته viết menulis rašė parašė \
        rakstīja kirjutas skrifaði shkroi idatzi escriure escrit escriví geskryf skryf scríobh ysgrifennodd aliandika жазды yozgan \
        लिखा লিখেছেন எழுதினார் రాశారు लिहिले skreiv
        """)
    /// "Wrote" where words are not parted by spaces, or end differently.
    static let parts: [[UInt8]] = strings(
        ["写道", "寫道", "写到", "のメール", "書きました", "さんが書", "작성", "님이 쓴", "写信", "เขียน", "กล่าว", "বেছেন", "បានសរសេរ", "ຂຽນ", "wrote"])
    /// How an announcement begins.
    static let openers: Set<[UInt8]> = words(
        """
        on am le el il em op den dne dňa dnia w v у в на om a pe στις την בתאריך ב في vào pada dana dátum kl. på no del ons opp data \
        lør. søn. ma ti ke to pe la su antradienį piektdien
        """)

    static func has(_ text: [UInt8]) -> Bool {
        for word in text.split(whereSeparator: { !Markup.isWord($0) }) where verbs.contains(Array(word)) { return true }
        guard text.contains(where: { $0 >= 0x80 }) else { return false }
        return parts.contains { contains(text, $0) }
    }

    static func begins(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return false }
        let word = text.prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
        if openers.contains(Array(word)) { return true }
        return (0x30...0x39).contains(first) || word.starts(with: "ב-".utf8) || word.starts(with: "بتاريخ".utf8)
    }

    static func contains(_ text: [UInt8], _ needle: [UInt8]) -> Bool {
        guard let first = needle.first, text.count >= needle.count else { return false }
        for place in 0...(text.count - needle.count) where text[place] == first {
            if text[place..<(place + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }

    static func words(_ text: String) -> Set<[UInt8]> { Set(text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { Array($0) }) }
    static func strings(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
