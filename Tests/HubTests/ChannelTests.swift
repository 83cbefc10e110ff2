import Domain
import Hub
import Testing

@Suite struct ChannelTests {
    private func channel(_ numbers: some Sequence<Int64>) -> Channel {
        let channel = Channel(id: room)
        for n in numbers { _ = channel.publish(committed(n)) }
        return channel
    }

    /// The numbers that a reader is given, or where the ring begins.
    private enum Found: Equatable {
        case nothing
        case numbers([Int64])
        case behind(Int64)
    }
    private func pull(_ channel: Channel, after cursor: Int64) -> Found {
        switch channel.pull(after: cursor) {
        case .nothing: .nothing
        case .events(let events): .numbers(events.map(\.event.seq))
        case .behind(let start): .behind(start)
        }
    }

    @Test func `a reader at the head, or before anything was said, finds nothing`() {
        #expect(pull(channel([]), after: 0) == .nothing)
        #expect(pull(channel(1...5), after: 5) == .nothing)
        #expect(pull(channel(1...5), after: 9) == .nothing)
        #expect(pull(channel(1...5), after: .max) == .nothing)
    }

    @Test func `a reader finds everything after its cursor in order`() {
        let channel = channel(1...5)
        #expect(pull(channel, after: 0) == .numbers([1, 2, 3, 4, 5]))
        #expect(pull(channel, after: 3) == .numbers([4, 5]))
        #expect(pull(channel, after: 4) == .numbers([5]))
    }

    @Test func `a reader that has fallen off is told where the ring begins`() {
        let channel = channel(1...1_000), first = 1_001 - Int64(Channel.capacity)
        #expect(pull(channel, after: first - 2) == .behind(first))
        #expect(pull(channel, after: 0) == .behind(first))
        #expect(pull(channel, after: -1) == .behind(first))
        #expect(pull(channel, after: first - 1) == .numbers(Array(first...1_000)))
    }

    @Test func `a channel that was opened late has what came since`() {
        #expect(pull(channel(50...52), after: 49) == .numbers([50, 51, 52]))
        #expect(pull(channel(50...52), after: 48) == .behind(50))
    }

    @Test(arguments: [[1, 2, 4], [1, 2, 2], [5, 6, 1]] as [[Int64]])
    func `a number that does not follow empties the ring`(numbers: [Int64]) {
        let channel = channel(numbers)
        #expect(pull(channel, after: numbers[2] - 1) == .numbers([numbers[2]]))
        if numbers[2] > 1 { #expect(pull(channel, after: numbers[2] - 2) == .behind(numbers[2])) }
    }

    @Test func `every event carries its bytes`() {
        guard case .events(let events) = channel(7...8).pull(after: 6) else { return #expect(Bool(false)) }
        #expect(events.map { text($0.wire) } == ["7", "8"])
    }

    // MARK: Signals

    @Test func `a reader gets the signals since its position once`() {
        let channel = channel([])
        let start = channel.signalEnd
        for s in ["a", "b"] { _ = channel.signal(Array(s.utf8)) }
        let found = channel.signals(after: start)
        #expect(found.signals.map { text($0) } == ["a", "b"] && !found.lapsed && found.next == start + 2)
        let again = channel.signals(after: found.next)
        #expect(again.signals.isEmpty && !again.lapsed && again.next == found.next)
    }

    @Test func `a reader that missed signals is told so and gets the latest`() {
        let channel = channel([])
        for i in 0..<(Channel.signalCapacity + 3) { _ = channel.signal(Array("\(i)".utf8)) }
        let found = channel.signals(after: 2)
        #expect(found.lapsed && found.signals.count == Channel.signalCapacity && text(found.signals.last ?? []) == "66")
        #expect(!channel.signals(after: 3).lapsed)
        #expect(!channel.signals(after: channel.signalEnd).lapsed)
    }

    // MARK: Readers

    @Test func `each group of readers is woken once however many it has`() {
        let channel = channel([])
        let a = CountedMailbox().mailbox, b = CountedMailbox().mailbox
        for mailbox in [a, b, a, a] { channel.addReader(of: mailbox) }
        #expect(channel.publish(committed(1)).map(ObjectIdentifier.init) == [ObjectIdentifier(a), ObjectIdentifier(b)])
        channel.removeReader(of: b)
        #expect(channel.signal([]).map(ObjectIdentifier.init) == [ObjectIdentifier(a)])
        channel.removeReader(of: a)
        #expect(channel.publish(committed(2)).count == 1 && channel.hasReaders)
    }

    @Test func `when the last reader has gone nothing is kept and nobody woken`() {
        let channel = channel(1...3)
        let mailbox = CountedMailbox().mailbox
        channel.addReader(of: mailbox)
        _ = channel.signal([1])
        channel.removeReader(of: mailbox)
        channel.removeReader(of: mailbox)
        #expect(!channel.hasReaders && pull(channel, after: 0) == .nothing && channel.signals(after: 1).signals.isEmpty)
        #expect(channel.publish(committed(4)).isEmpty)
    }
}
