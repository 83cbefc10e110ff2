import Domain
import Hub

import struct NIOCore.ByteBuffer

/// One conversation as the readers of one event loop see it.
///
/// Readers that stand at the same place, which is the rule, are given the same buffer: the events after a cursor are
/// put together once.
final class LoopChannel {
    let channel: Channel
    let prefix: [UInt8]
    private var readers: [LiveReader] = []
    private var latest: (after: Int64, upTo: Int64, frames: ByteBuffer)?
    private var latestSignals: (after: Int, upTo: Int, frames: ByteBuffer)?

    init(channel: Channel) {
        self.channel = channel
        prefix = Frames.eventPrefix(channel.id.text)
    }

    var isEmpty: Bool { readers.isEmpty }

    func add(_ reader: LiveReader) {
        reader.channel = self
        reader.index = readers.count
        reader.signalCursor = channel.signalEnd
        readers.append(reader)
    }

    func remove(_ reader: LiveReader) {
        let last = readers.count - 1
        readers.swapAt(reader.index, last)
        readers[reader.index].index = reader.index
        readers.removeLast()
        reader.channel = nil
    }

    func wake() {
        latest = nil
        latestSignals = nil
        for reader in readers { reader.session.pull(reader) }
    }

    enum Batch {
        case nothing
        case frames(ByteBuffer, upTo: Int64)
        case behind
    }

    func batch(after cursor: Int64) -> Batch {
        if let latest, latest.after == cursor { return .frames(latest.frames, upTo: latest.upTo) }
        switch channel.pull(after: cursor) {
        case .nothing: return .nothing
        case .behind: return .behind
        case .events(let events):
            let size = events.reduce(0) { $0 + $1.wire.count + prefix.count + 11 }
            var frames = Frames.buffer(size)
            for event in events { Frames.appendEvent(event.wire, prefix: prefix, to: &frames) }
            let upTo = events.last?.event.seq ?? cursor
            latest = (cursor, upTo, frames)
            return .frames(frames, upTo: upTo)
        }
    }

    func signals(after cursor: Int) -> (frames: ByteBuffer, upTo: Int)? {
        if let s = latestSignals, s.after == cursor { return (s.frames, s.upTo) }
        let (signals, lapsed, next) = channel.signals(after: cursor)
        guard next > cursor else { return nil }
        var frames = Frames.buffer(256)
        if lapsed { Frames.append(Array("{\"t\":\"lapsed\",\"c\":\"\(channel.id.text)\"}".utf8), to: &frames) }
        for signal in signals { Frames.append(signal, to: &frames) }
        latestSignals = (cursor, next, frames)
        return (frames, next)
    }
}

/// Where one session stands in one conversation.
final class LiveReader {
    unowned let session: LiveSession
    let conversation: ConversationID
    /// The last event that was sent.
    var cursor: Int64
    var signalCursor = 0
    /// The store is being read for it; the ring has to wait.
    var isReadingStore = false
    /// May write here, and so may be seen typing.
    var speaks = false
    var channel: LoopChannel?
    var index = 0

    init(session: LiveSession, conversation: ConversationID, cursor: Int64) {
        self.session = session
        self.conversation = conversation
        self.cursor = cursor
    }
}
