/// What elements are drawn as, without a style sheet (WHATWG HTML §15.3).
struct HTMLElements: OptionSet, Sendable {
    let rawValue: UInt8
    /// Has no content and no end tag.
    static let void = HTMLElements(rawValue: 1)
    /// Begins and ends a line.
    static let block = HTMLElements(rawValue: 2)
    /// Keeps a distance from what stands before and after.
    static let spaced = HTMLElements(rawValue: 4)
    static let list = HTMLElements(rawValue: 8)
    static let cell = HTMLElements(rawValue: 16)
    /// Not for people.
    static let hidden = HTMLElements(rawValue: 32)

    static func of(_ name: String) -> HTMLElements { traits[name] ?? [] }

    private static let traits: [String: HTMLElements] = {
        var traits: [String: HTMLElements] = [:]
        func add(_ names: String, _ element: HTMLElements) {
            for name in names.split(separator: " ") { traits[String(name), default: []].insert(element) }
        }
        add("area base basefont br col embed frame hr img input link meta param source track wbr", .void)
        add(
            """
            address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form \
            h1 h2 h3 h4 h5 h6 header html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul listing
            """, .block)
        add("blockquote dl fieldset figure h1 h2 h3 h4 h5 h6 menu ol p pre ul dir", .spaced)
        add("ul ol menu dir", .list)
        add("td th", .cell)
        add("select textarea button audio video canvas map math datalist applet", .hidden)
        return traits
    }()

    /// What a start tag ends when it is still open, and the elements beyond which it does not look.
    struct Implied: Sendable {
        let ended: Set<String>
        let within: Set<String>
    }

    static func implied(by name: String, _ traits: HTMLElements) -> Implied? {
        implied[name] ?? (traits.contains(.block) ? paragraph : nil)
    }

    private static let paragraph = Implied(
        ended: ["p"], within: ["table", "td", "th", "blockquote", "div", "li", "body", "center", "section", "article"])
    private static let implied: [String: Implied] = [
        "li": Implied(ended: ["li"], within: ["ul", "ol", "menu", "dir"]),
        "dt": Implied(ended: ["dt", "dd"], within: ["dl"]), "dd": Implied(ended: ["dt", "dd"], within: ["dl"]),
        "td": Implied(ended: ["td", "th"], within: ["tr", "table"]), "th": Implied(ended: ["td", "th"], within: ["tr", "table"]),
        "tr": Implied(ended: ["tr"], within: ["table"]),
        "thead": Implied(ended: ["thead", "tbody", "tfoot"], within: ["table"]),
        "tbody": Implied(ended: ["thead", "tbody", "tfoot"], within: ["table"]),
        "tfoot": Implied(ended: ["thead", "tbody", "tfoot"], within: ["table"]),
        "option": Implied(ended: ["option"], within: ["select"]),
    ]
}
