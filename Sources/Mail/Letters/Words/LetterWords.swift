/// What our mails say of themselves, in English. Another language is another value of the same shape.
package enum LetterWords {
    static let language = "en"
    static let you = "You"
    static let edited = "edited"
    static let attached = "attached"
    /// CommonMark, in the place of a message.
    package static let missedCall = "*Missed call*"
    static let unnamed = "A conversation"
    static let openConversation = "Open the conversation"
    static let joinConversation = "Join the conversation"
    static let seeRequest = "See the request"
    static let somebody = "Somebody"
    static func browserOnly(hasCalls: Bool) -> String {
        hasCalls ? "Opens in your browser, also for calls. No account needed." : "Opens in your browser. No account needed."
    }
    static let contextTitle = "Before that"
    static let cutShort = "There is more of this message in the conversation."
    static let stop = "Stop these mails"
    static let stopMember = "Stop mail about this conversation"

    static func join(_ first: String) -> String { first.isEmpty ? joinConversation : "Join \(first) live" }

    static func from(_ name: String, _ words: String) -> String { "\(name): \(words)" }
    static func invites(_ name: String) -> String { "\(name) invites you to a conversation" }
    static func invited(_ name: String, with others: String) -> String {
        others.isEmpty ? "\(name) invites you to this conversation" : "\(name) invites you to this conversation with \(others)"
    }
    static func sent(_ file: String) -> String { "sent \(file)" }
    static func with(_ others: String) -> String { "With \(others)" }

    static func wrote(_ name: String, place: String) -> String { "\(name) wrote to you with Confab on \(place)." }
    static func writesIn(_ title: String, place: String) -> String {
        "This is “\(title)”, a conversation on \(place), held with Confab."
    }
    static let unknownSender = "If you do not know who this is, you need not do anything."

    static let answerDirect = "Or simply answer this mail."
    static let answerGroup = "Or simply answer this mail: everybody in the conversation will read it."
    static func linkIsYours(until date: String?) -> String {
        "The link is for you alone, please do not pass it on" + (date.map { "; it is good until \($0)." } ?? ".")
    }
    static func request(_ name: String) -> String {
        "\(name) has not written to you before. There you can accept, decline or block."
    }
    static let memberWhy = "You get this mail because you had not read it yet. In the settings you choose which mails you get."

    static func omitted(_ count: Int) -> String {
        count == 1 ? "1 earlier message is in the conversation" : "\(count) earlier messages are in the conversation"
    }
    static func moreFiles(_ count: Int) -> String { count == 1 ? "and one more file" : "and \(count) more files" }

    /// "Ada, Tomás and 3 others"
    static func list(_ names: [String], more: Int = 0) -> String {
        var names = names
        if more > 0 { names.append(more == 1 ? "one other" : "\(more) others") }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
