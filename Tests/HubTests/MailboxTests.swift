import Domain
import Hub
import Testing

@Suite struct MailboxTests {
    private let counted = CountedMailbox()
    private var mailbox: Mailbox { counted.mailbox }

    @Test func `a loop is woken once until it has taken everything`() {
        for i in 0..<10 { mailbox.post { $0.presences[PersonID(rawValue: UInt64(i))] = [] } }
        #expect(counted.wakes == 1)
        #expect(mailbox.take().presences.count == 10)
        #expect(counted.wakes == 1)
        mailbox.post { $0.presences[ada] = [] }
        #expect(counted.wakes == 2)
    }

    @Test func `taking empties it`() {
        mailbox.post { $0.replies.append((connection: ConnectionID(rawValue: 1), command: 2, outcome: .done)) }
        #expect(mailbox.take().replies.count == 1)
        let again = mailbox.take()
        #expect(again.replies.isEmpty && again.channels.isEmpty && again.presences.isEmpty && again.notices.isEmpty)
    }

    @Test func `of a person's presences and a channel's events the loop hears once`() {
        let channel = Channel(id: room), other = Channel(id: room)
        for n in 0..<5 {
            mailbox.post {
                $0.presences[ada] = [UInt8(n)]
                $0.channels[ObjectIdentifier(channel)] = channel
            }
        }
        mailbox.post { $0.channels[ObjectIdentifier(other)] = other }
        let contents = mailbox.take()
        #expect(contents.presences == [ada: [4]] && contents.channels.count == 2)
    }

    @Test func `answers and notices come in the order they were posted`() {
        for n in 0..<100 {
            mailbox.post {
                $0.replies.append((connection: ConnectionID(rawValue: 1), command: Int64(n), outcome: .done))
                $0.notices.append((connection: ConnectionID(rawValue: UInt64(n)), notice: .leave(room)))
            }
        }
        let contents = mailbox.take()
        #expect(contents.replies.map(\.command) == Array(0..<100))
        #expect(contents.notices.map(\.connection.rawValue) == Array(0..<100))
    }

    @Test func `posts from many threads are all there, with a wake for what was not taken`() async {
        let mailbox = mailbox
        let taken = await withTaskGroup(of: Int.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    var taken = 0
                    for n in 0..<500 {
                        mailbox.post { $0.replies.append((ConnectionID(rawValue: UInt64(thread)), Int64(n), .done)) }
                        if n % 7 == 0 { taken += mailbox.take().replies.count }
                    }
                    return taken
                }
            }
            return await group.reduce(0, +)
        }
        #expect(taken + mailbox.take().replies.count == 4_000)
        #expect(counted.wakes > 0)
    }
}
