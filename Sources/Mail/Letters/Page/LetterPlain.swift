/// The text part, which is read on its own: links on their own lines, what is not the message after a signature mark.
struct LetterPlain {
    private let plan: LetterPlan
    private var lines: [String] = []

    init(_ plan: LetterPlan) { self.plan = plan }

    var text: String {
        var writer = self
        writer.write()
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write() {
        if let title = plan.title { lines.append(title) }
        if let subtitle = plan.subtitle { lines.append(subtitle) }
        for paragraph in plan.paragraphs { part([paragraph]) }
        if plan.messages.omitted > 0 { part(["(\(LetterWords.omitted(plan.messages.omitted)).)"]) }
        context()
        for run in plan.messages.runs { add(run) }
        if !plan.facts.isEmpty {
            part(plan.facts.prefix(20).map { "\(LetterName.shown($0.0)): \(LetterName.shown($0.1, limit: 300))" })
        }
        if let button = plan.button { part([button.label + ":", button.link] + (button.note.map { [$0] } ?? [])) }
        part(["-- "] + plan.notes)
        if let stop = plan.stop { lines += [stop.label + ":", stop.link] }
    }

    /// Lines after an empty one.
    private mutating func part(_ new: [String]) {
        if !lines.isEmpty { lines.append("") }
        lines += new
    }

    private mutating func context() {
        guard !plan.messages.earlier.isEmpty else { return }
        part([LetterWords.contextTitle + ":"])
        lines += plan.messages.earlier.map { line in
            "> \(LetterPeople.author(line)): \(LetterSummary.of(line, limit: 160))"
        }
    }

    private mutating func add(_ run: LetterMessages.Run) {
        if run.opensDay { part(["--- \(LetterWords.day(run.start)) ---"]) }
        if !plan.messages.isOneVoice {
            part(["\(run.name), \(LetterWords.time(run.start)):"])
        }
        for message in run.messages {
            part(MessageText.lines(message.blocks))
            lines += message.line.files.prefix(LetterFiles.most).flatMap(Self.words)
            if message.isCut { part(["(\(LetterWords.cutShort))"]) }
        }
    }

    private static func words(_ file: LetterLine.File) -> [String] {
        ["[\(LetterFiles.words(file))]"] + (LetterFiles.link(file).map { [$0] } ?? [])
    }
}
