package import Domain
import Synchronization

/// Which connection of a mailbox's event loop something is for.
package struct ConnectionID: Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Where the answer to a writer's command goes.
package struct ReplyTo: Sendable {
    package let mailbox: Mailbox
    package let connection: ConnectionID
    package let command: Int64

    package init(mailbox: Mailbox, connection: ConnectionID, command: Int64) {
        self.mailbox = mailbox
        self.connection = connection
        self.command = command
    }
}

/// What happened to something that a writer wanted committed.
package enum Outcome: Sendable {
    case committed(seq: Int64, at: Milliseconds, again: Bool)
    case done
    case refused(Refusal)
}

/// What the rest of the server has for the readers of one event loop.
///
/// However much is posted, the loop is woken once until it has taken everything. What is posted is bounded by what the
/// loop's connections have asked for: an answer per open command, one entry per conversation and per watched person.
package final class Mailbox: Sendable {
    package struct Contents: Sendable {
        package var channels: [ObjectIdentifier: Channel] = [:]
        package var replies: [(connection: ConnectionID, command: Int64, outcome: Outcome)] = []
        package var presences: [PersonID: [UInt8]] = [:]
        package var notices: [(connection: ConnectionID, notice: Notice)] = []
    }

    private struct State {
        var contents = Contents()
        var woken = false
    }
    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    /// - Parameter wake: arranges for the loop to call `take` soon; called once per emptying.
    package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    package func take() -> Contents {
        state.withLock { s in
            s.woken = false
            var contents = Contents()
            swap(&contents, &s.contents)
            return contents
        }
    }

    package func post(_ change: (inout Contents) -> Void) {
        let mustWake = state.withLock { s in
            change(&s.contents)
            defer { s.woken = true }
            return !s.woken
        }
        if mustWake { wake() }
    }
}

/// Something for one person's connections that is not in any log.
package enum Notice: Sendable {
    /// Bytes to be sent as they are.
    case frame([UInt8])
    /// Read this conversation from now on, from the event `after` on.
    case enter(ConversationID, after: Int64)
    case leave(ConversationID)
    /// They may not see this person's presence any longer.
    case unwatch(PersonID)
    /// They may see the presence of more people than before.
    case rewatch
    /// Say goodbye and close.
    case end(reason: String)
}
