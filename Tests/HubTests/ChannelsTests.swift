import Domain
import Hub
import Testing

@Suite struct ChannelsTests {
    private let channels = Channels()
    private let one = CountedMailbox().mailbox
    private let two = CountedMailbox().mailbox

    @Test func `a conversation has a channel while somebody reads it`() {
        #expect(channels.find(room) == nil)
        let channel = channels.enter(room, one)
        #expect(channels.find(room) === channel && channels.count == 1)
        channels.leave(channel, one)
        #expect(channels.find(room) == nil && channels.count == 0)
    }

    @Test func `all who read a conversation share its channel`() {
        let channel = channels.enter(room, one)
        #expect(channels.enter(room, two) === channel && channels.enter(room, one) === channel)
        #expect(channels.enter(hall, one) !== channel && channels.count == 2)
        channels.leave(channel, one)
        channels.leave(channel, two)
        #expect(channels.find(room) === channel)
        channels.leave(channel, one)
        #expect(channels.find(room) == nil && channels.find(hall) != nil)
    }

    @Test func `a channel that nobody reads is freed`() {
        weak var freed: Channel?
        do {
            let channel = channels.enter(room, one)
            _ = channel.publish(committed(1))
            freed = channel
            channels.leave(channel, one)
        }
        #expect(freed == nil)
    }

    @Test func `leaving an old channel again does not close the one that came after it`() {
        let old = channels.enter(room, one)
        channels.leave(old, one)
        let new = channels.enter(room, one)
        channels.leave(old, one)
        #expect(channels.find(room) === new && new.hasReaders)
    }
}
