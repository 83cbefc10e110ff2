/// What elements are drawn as, without a style sheet (WHATWG HTML §15.3).
enum HTMLElements {
    /// Have no content and no end tag.
    static let void: Set<String> = [
        "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr",
    ]
    /// Begin and end a line.
    static let block: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "legend", "li",
        "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "listing",
        "xmp", "plaintext",
    ]
    /// Keep a distance from what stands before and after.
    static let spaced: Set<String> = [
        "blockquote", "dl", "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "menu", "ol", "p", "pre", "ul", "dir",
    ]
    static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
    static let lists: Set<String> = ["ul", "ol", "menu", "dir"]
    static let cells: Set<String> = ["td", "th"]
    /// Not for people.
    static let hidden: Set<String> = [
        "select", "textarea", "button", "audio", "video", "canvas", "map", "math", "datalist", "applet",
    ]

    /// What a start tag ends when it is still open, up to which boundary.
    static func implied(by name: String) -> (ended: Set<String>, within: Set<String>)? {
        switch name {
        case "li": (["li"], lists)
        case "dt", "dd": (["dt", "dd"], ["dl"])
        case "td", "th": (cells, ["tr", "table"])
        case "tr": (["tr"], ["table"])
        case "thead", "tbody", "tfoot": (["thead", "tbody", "tfoot"], ["table"])
        case "option": (["option"], ["select"])
        default: block.contains(name) ? (["p"], boundaries) : nil
        }
    }

    private static let boundaries: Set<String> = [
        "table", "td", "th", "blockquote", "div", "li", "body", "center", "section", "article",
    ]
}
