/// What must be encoded for one frame: as little as will do.
package struct MixPlan: Equatable, Sendable {
    /// What somebody gets to hear.
    package enum Sound: Equatable, Sendable {
        /// Nothing is sent.
        case nothing
        /// A mix, which must be encoded.
        case mix
        /// One talker alone: their packets may be passed on as they are, or else the mix encoded.
        case lone(TalkerID)
    }

    package struct Own: Equatable, Sendable {
        package let id: TalkerID, sound: Sound

        package init(id: TalkerID, sound: Sound) {
            self.id = id
            self.sound = sound
        }
    }

    /// What all those hear who are not heard themselves.
    package private(set) var shared = Sound.nothing
    /// What each who is heard hears: the others.
    package private(set) var own: [Own] = []

    package init() {}

    /// The encodings needed when nothing is passed on as it is.
    package var encodeCount: Int {
        (shared == .nothing ? 0 : 1) + own.reduce(0) { $0 + ($1.sound == .nothing ? 0 : 1) }
    }

    /// Plans a frame: who is heard in it, who of them hears nothing by their own wish, and how many others listen.
    package mutating func update(heard: [TalkerID], deaf: Set<TalkerID> = [], listeners: Int) {
        own.removeAll(keepingCapacity: true)
        shared = listeners > 0 ? Self.sound(of: heard.count, lone: heard.first) : .nothing
        for id in heard {
            let other = heard.first { $0 != id }
            own.append(Own(id: id, sound: deaf.contains(id) ? .nothing : Self.sound(of: heard.count - 1, lone: other)))
        }
    }

    private static func sound(of count: Int, lone: TalkerID?) -> Sound {
        guard count > 0, let lone else { return .nothing }
        return count == 1 ? .lone(lone) : .mix
    }
}
