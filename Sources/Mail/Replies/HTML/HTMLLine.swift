/// The line that is being drawn.
struct HTMLLine: Equatable, Sendable {
    var runs: [HTMLRun] = []
    var size = 0
    /// What held where it began.
    var began = HTMLContext()
    /// A space is due before the next word.
    var needsSpace = false
    /// A table's next cell begins with the next word.
    var needsCell = false
    /// The block holds only spaces that do not break, which make it a blank line.
    var isSpacer = false
    /// A list item's marker that its first line will bear.
    var marker: String?
}

/// Where the mail that is answered was found.
struct HTMLOriginal: Equatable, Sendable {
    /// A box begins with the next line.
    var isBoxed = false
    /// Everything from here on belongs to it.
    var isPast = false
    /// Containers whose first quote was seen, and how many containers there were.
    var quoted: Set<Int> = []
    var containers = 0
}
