import Mail
import Testing

@Suite struct MailCorpusTests {
    @Test func `every mail of the corpus is read as a person would want to see it`() throws {
        let entries = try MailCorpus.entries()
        #expect(entries.count >= 150)
        var right = 0
        for entry in entries {
            let faults = try entry.faults()
            if faults.isEmpty { right += 1 }
            for fault in faults { Issue.record("\(entry.name): \(fault)") }
        }
        print("mail corpus: \(right) of \(entries.count) right")
    }

    @Test func `no word of a text is lost`() throws {
        for entry in try MailCorpus.entries() {
            guard let text = try MailReader.read(entry.bytes).text else { continue }
            let reply = ReplyReader.read(text: text)
            let kept = wordCounts(reply.said + "\n" + reply.folded)
            for (word, count) in wordCounts(text) { #expect(kept[word, default: 0] >= count, "\(entry.name) loses \(word)") }
        }
    }
}
