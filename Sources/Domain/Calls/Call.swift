/// One call as it stands: who is in it with which devices, whom it rings, who may be heard.
///
/// Every change returns what has to be done about it, in order. Time is handed in; `timeout` is to be asked a few times
/// a second.
package struct Call: Equatable, Sendable {
    /// How long devices ring.
    package static let ringing: Milliseconds = 45_000
    /// How often the same call may ring again.
    package static let ringAgain: Milliseconds = 10_000
    /// How long one is left alone in a direct call before it ends.
    static let alone: Milliseconds = 5_000
    /// How long one still sees that nobody will come.
    static let turnedDown: Milliseconds = 3_000
    /// How long a call that the server forgot waits for somebody to come back.
    package static let recovery: Milliseconds = 60_000
    /// How long a leg may take until sound flows.
    static let connecting: Milliseconds = 60_000
    /// No instant is set further ahead than this.
    static let furthest = max(ringing, recovery, connecting)
    /// How far the clock may go back and nothing ends for it.
    package static let slack: Milliseconds = 10_000

    /// Why it goes on, or until when.
    enum Phase: Equatable {
        /// The server was started anew; nobody is back yet.
        case recovering(until: Milliseconds)
        /// One waits for the first to answer.
        case unanswered(until: Milliseconds)
        case going
        /// A direct call that one of the two has left.
        case leftAlone(until: Milliseconds)
        case over
    }

    /// One device.
    package struct Leg: Equatable, Sendable {
        package let session: SessionID
        package internal(set) var isDeaf = false
        package internal(set) var isPoor = false
        package internal(set) var isAway = false
    }

    /// Somebody who is in it, with one device or several.
    package struct Attendee: Equatable, Sendable {
        package internal(set) var role: Membership.Role
        package let since: Milliseconds
        package internal(set) var legs: [LegID: Leg] = [:]
        package internal(set) var isMuted = false
        /// When the hand was raised.
        package internal(set) var hand: Milliseconds?

        package var isDeaf: Bool { legs.values.allSatisfy(\.isDeaf) }
        package var isAway: Bool { legs.values.allSatisfy(\.isAway) }
        package var isPoor: Bool { legs.values.contains(where: \.isPoor) }
    }

    /// How a leg came that belongs to nobody here.
    package struct Way: Hashable, Sendable {
        /// Who handed out the link.
        package let maker: PersonID
        /// Tells the link from all others.
        package let link: [UInt8]

        package init(maker: PersonID, link: [UInt8]) {
            self.maker = maker
            self.link = link
        }
    }

    /// Sound that comes in by a link (RFC 9725).
    package struct Feed: Equatable, Sendable {
        package let name: String
        package let way: Way
        package internal(set) var isPoor = false
        package internal(set) var isAway = false
    }

    package struct Recording: Hashable, Sendable {
        package let by: PersonID
        package let since: Milliseconds
    }

    package enum Action: Equatable, Sendable {
        /// Something of what everybody is shown has changed.
        case show
        case ring([PersonID])
        case missed([PersonID])
        case mark([PersonID], CallMark)
        case keep(PersonID, CallStanding)
        case terms(LegID, isHeard: Bool, hears: Bool)
        case remove(LegID)
        case tell(PersonID, LegID, LegNews)
        case record(Recording?)
        /// `isForgotten`: nobody came back after the server was started anew, so that it ended before that.
        case end(isForgotten: Bool)
    }

    package let id: CallID
    package let conversation: ConversationID
    package let by: PersonID
    package let since: Milliseconds
    package let isDirect: Bool
    package internal(set) var people: [PersonID: Attendee] = [:]
    package internal(set) var sounds = Sounds()
    package internal(set) var rings = Rings()
    package internal(set) var recording: Recording?
    var expelled: Set<PersonID> = []
    var floor = Floor()
    var phase = Phase.going

    package init(id: CallID, in conversation: ConversationID, isDirect: Bool, by: PersonID, at now: Milliseconds) {
        self.id = id
        self.conversation = conversation
        self.isDirect = isDirect
        self.by = by
        since = now
    }

    package var isOver: Bool { phase == .over }
    package var isRecovering: Bool { if case .recovering = phase { true } else { false } }

    package func speaks(_ person: PersonID) -> Bool {
        people[person].map { $0.role >= .member || floor.given.contains(person) } ?? false
    }

    package func isHeard(_ person: PersonID) -> Bool { speaks(person) && people[person]?.isMuted == false }
}

/// What a device is told of its leg.
package enum LegNews: Equatable, Sendable {
    package enum End: String, Sendable { case expelled, over, moved }

    case connected
    case lost
    case ended(End)
}

extension Call {
    /// Legs that are nobody's, and those where no sound flows yet.
    package struct Sounds: Equatable, Sendable {
        package internal(set) var feeds: [LegID: Feed] = [:]
        /// Who listens by a link.
        package internal(set) var listeners: [LegID: Way] = [:]
        /// Whose each leg is.
        package internal(set) var owners: [LegID: PersonID] = [:]
        /// Legs without sound yet, and until when they may be.
        var connecting: [LegID: Milliseconds] = [:]
    }

    /// Whom it rings.
    package struct Rings: Equatable, Sendable {
        /// Until when.
        package internal(set) var ringing: [PersonID: Milliseconds] = [:]
        package internal(set) var declined: Set<PersonID> = []
        var came: Set<PersonID> = []
        var rungAt: Milliseconds?
    }
}
