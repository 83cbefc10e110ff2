import Mail
import Testing

@Suite struct DigestLetterTests {
    @Test func `Messages of one person in one go stand under one name`() {
        let lines = [
            Letters.line("one"), Letters.line("two", after: 5), Letters.line("three", after: 11),
            Letters.line("four", by: "Mira", after: 12),
        ]
        let letter = Letters.digest(lines, title: "Club")
        #expect(letter.html.components(of: "font-weight:600\">Ada Lovelace</b>") == 2)
        #expect(
            letter.text.contains("Ada Lovelace, 14:05 UTC:\n\none\n\ntwo\n\nAda Lovelace, 14:16 UTC:\n\nthree\n\nMira, 14:17 UTC:"))
    }

    @Test func `Days are named when there are several`() {
        let text = Letters.digest([Letters.line("one"), Letters.line("two", after: 2)], title: "Club").text
        #expect(!text.contains("---"))
        let lines = [Letters.line("one", zoneOffset: 32_400), Letters.line("two", after: 60, zoneOffset: 32_400)]
        let late = Letters.digest(lines, title: "Club").text
        #expect(late.contains("--- Saturday, 21 November ---") && late.contains("Ada Lovelace, 23:05:"))
        #expect(late.contains("--- Sunday, 22 November ---") && late.contains("Ada Lovelace, 00:05:"))
    }

    @Test func `Instants and zones beyond all bounds are shown somehow`() {
        for at in [Int64.min, -1, 0, .max] {
            for zone in [Int.min, -1, .max] {
                let line = LetterLine(author: "A", isRecipient: false, at: at, zoneOffset: zone, text: "x", files: [], edited: true)
                #expect(Letters.digest([line, line], earlier: [line]).html.contains("edited"))
            }
        }
    }

    @Test func `What is left out is counted`() {
        let earlier = [Letters.line("before **that**", by: "Tomás"), Letters.line("yes", isRecipient: true)]
        let letter = Letters.digest([Letters.line("one")], earlier: earlier, title: "Club", omitted: 12)
        #expect(letter.text.contains("(12 earlier messages are in the conversation.)"))
        #expect(letter.text.contains("> Tomás: before that\n> You: yes"))
        #expect(letter.html.contains("12 earlier messages"))
    }

    @Test func `The latest stay when there are too many`() {
        let lines = (0..<400).map {
            Letters.line("message \($0) " + String(repeating: "<", count: 300), by: "P\($0 % 7)", after: Int64($0))
        }
        let letter = Letters.digest(lines, title: "Club", omitted: 5)
        #expect(letter.html.utf8.count <= 90_000 && letter.html.utf8.count > 50_000)
        #expect(letter.html.contains(">message 399 ") && !letter.html.contains(">message 0 "))
        let shown = letter.html.components(of: "class=\"cm-m\"")
        #expect(letter.html.contains("\(405 - shown) earlier messages"))
        #expect(letter.text.contains("message 399 ") && letter.text.contains("(\(405 - shown) earlier"))
    }

    @Test func `One message beyond all bounds is cut and says so`() {
        let letter = Letters.digest([Letters.line(String(repeating: "<&\">", count: 50_000))])
        #expect(letter.html.utf8.count <= 90_000)
        #expect(letter.html.contains("There is more of this message"))
        #expect(letter.text.contains("There is more of this message"))
    }

    @Test func `The subject of a group is its title, or who is in it`() {
        #expect(Letters.digest([Letters.line("Hello")], title: "Club").subject == "Club")
        #expect(
            Letters.digest([Letters.line("Hello")], title: "", others: ["A", "B", "C", "D", "E"]).subject == "A, B, C and 2 others")
        #expect(Letters.digest([Letters.line("Hello, how are you?\nMore")]).subject == "Ada Lovelace: Hello, how are you?")
    }

    @Test func `A request says what it is`() {
        let letter = Letters.digest([Letters.line("Hello")], isRequest: true, isMember: true)
        #expect(letter.html.contains("See the request") && letter.html.contains("has not written to you before"))
        #expect(!letter.html.contains("answer this mail"))
    }

    @Test func `Letters without messages say what they are for`() {
        let signIn = SignInLetter(style: Letters.style, recipient: Letters.ben, link: Letters.link, minutes: 30, device: "").letter
        #expect(
            signIn.text.contains(
                "Hello Ben, here is your link to sign in.\n\nSign in:\n\(Letters.link)\nIt works once, within 30 minutes."))
        let fresh = FreshLinkLetter(
            style: Letters.style, recipient: Letters.ben, conversationTitle: nil, inviter: Letters.ada, link: Letters.link,
            stopLink: ""
        ).letter
        #expect(fresh.subject == "A fresh link to your conversation with Ada Lovelace")
        let test = TestLetter(style: Letters.style, recipient: Letters.ben, facts: [("Signed", "<yes>")]).letter
        #expect(test.text.contains("Signed: <yes>") && test.html.contains("&lt;yes&gt;"))
    }
}
