/// What somebody was given in a call or asks for, as it outlives the server.
package struct CallStanding: Equatable, Sendable {
    /// Whether a listener may speak.
    package let hasFloor: Bool
    /// When the hand was raised.
    package let hand: Milliseconds?

    package init(hasFloor: Bool, hand: Milliseconds?) {
        self.hasFloor = hasFloor
        self.hand = hand
    }
}

extension Call {
    /// Who was given the word, and who wanted it when the server stopped.
    struct Floor: Equatable, Sendable {
        /// Listeners who may speak.
        var given: Set<PersonID> = []
        /// Since when hands were up, of people who are not back yet.
        var hands: [PersonID: Milliseconds] = [:]
    }

    /// What is kept of somebody anew, where that has changed.
    func keep(_ person: PersonID, if before: CallStanding) -> [Action] {
        let now = standing(of: person)
        return now == before ? [] : [.keep(person, now)]
    }

    func standing(of person: PersonID) -> CallStanding {
        CallStanding(hasFloor: floor.given.contains(person), hand: people[person]?.hand)
    }

    /// Gives back what people had when the server stopped, once they are here again.
    package mutating func restore(_ standings: [PersonID: CallStanding]) {
        floor = Floor(given: Set(standings.filter(\.value.hasFloor).keys), hands: standings.compactMapValues(\.hand))
    }
}
