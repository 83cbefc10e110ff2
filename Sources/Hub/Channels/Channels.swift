package import Domain
import Synchronization

/// The channels of the conversations that somebody is reading now.
package final class Channels: Sendable {
    private let open = Mutex<[ConversationID: Channel]>([:])

    package init() {}

    package func find(_ id: ConversationID) -> Channel? { open.withLock { $0[id] } }

    /// Enters a reader. Whatever is committed from now on wakes `mailbox`.
    package func enter(_ id: ConversationID, _ mailbox: Mailbox) -> Channel {
        open.withLock { all in
            let channel = all[id] ?? Channel(id: id)
            all[id] = channel
            channel.addReader(of: mailbox)
            return channel
        }
    }

    package func leave(_ channel: Channel, _ mailbox: Mailbox) {
        open.withLock { all in
            channel.removeReader(of: mailbox)
            if !channel.hasReaders, all[channel.id] === channel { all[channel.id] = nil }
        }
    }

    package var count: Int { open.withLock { $0.count } }
}
