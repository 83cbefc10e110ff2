/// What holds for the text inside the open elements.
struct HTMLContext: Equatable, Sendable {
    enum Pre: Equatable, Sendable { case fenced, plain }

    var style: HTMLStyle = []
    var link: String?
    var depth = 0
    var hint: ReplyLine.Hint?
    /// The innermost element that holds an announcement and quotes, by its number.
    var container: Int?
    var isHidden = false
    var pre: Pre?
    /// Columns of list markers to the left.
    var indent = 0
}

/// An open element.
struct HTMLElement: Equatable, Sendable {
    var name: String
    var tag: HTMLTag
    var traits: HTMLElements
    var role: HTMLStructure.Role?
    var context: HTMLContext
    /// The next item's number in a list that has numbers.
    var number: Int?
}
