import Domain
import Hub
import NIOCore

extension LiveSession {
    /// Whose presence the device wants, and may see.
    struct Watching {
        var wanted: [PersonID] = []
        var watched: Set<PersonID> = []
        /// Counts the lists that were said, so that one that was overtaken is not taken.
        var number = 0
    }

    /// What is under way between a notice about a conversation and its being read.
    struct Arriving {
        /// Notices that came while the session was being opened.
        var early: [Notice] = []
        /// Conversations whose summary is being read before they are entered, with the number of the notice.
        var entering: [ConversationID: Int] = [:]
        var number = 0
    }

    /// What waits for a socket that takes nothing now; bounded.
    struct Backlog {
        var presences: Set<PersonID> = []
        var notices: [ByteBuffer] = []
    }

    /// How much is under way in both directions.
    struct Flow {
        var unanswered = 0
        var readIsHeld = false
        var flushIsDue = false
        /// Other commands than messages: so many at once, and so many a second.
        var smallCommands = SmallBucket(size: 60, perSecond: 20)
    }

    /// The other end of the line.
    struct Line {
        var heard = NIODeadline.now()
        var pinged = false
        var saidGoodbye = false
        /// Whether the directory knows this connection.
        var isRegistered = false
    }
}

/// A token bucket of one connection.
struct SmallBucket {
    let size: Double
    let perSecond: Double
    private var level: Double
    private var at = NIODeadline.now()

    init(size: Double, perSecond: Double) {
        self.size = size
        self.perSecond = perSecond
        level = size
    }

    mutating func take(_ now: NIODeadline) -> Bool {
        level = min(size, level + Double((now - at).nanoseconds) / 1e9 * perSecond)
        at = now
        guard level >= 1 else { return false }
        level -= 1
        return true
    }
}
