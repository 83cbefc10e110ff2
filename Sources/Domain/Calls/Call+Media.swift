/// What is heard of the legs.
extension Call {
    package mutating func connected(_ leg: LegID) -> [Action] {
        guard sounds.connecting.removeValue(forKey: leg) != nil, let person = sounds.owners[leg] else { return [] }
        return [.tell(person, leg, .connected)]
    }

    package mutating func silent(_ leg: LegID, _ on: Bool) -> [Action] {
        if sounds.feeds[leg] != nil {
            sounds.feeds[leg]?.isAway = on
            return [.show]
        }
        guard let person = sounds.owners[leg], let before = people[person] else { return [] }
        people[person]?.legs[leg]?.isAway = on
        return people[person]?.isAway == before.isAway ? [] : [.show]
    }

    package mutating func poor(_ leg: LegID, _ on: Bool) -> [Action] {
        if sounds.feeds[leg] != nil {
            sounds.feeds[leg]?.isPoor = on
            return [.show]
        }
        guard let person = sounds.owners[leg], let before = people[person] else { return [] }
        people[person]?.legs[leg]?.isPoor = on
        return people[person]?.isPoor == before.isPoor ? [] : [.show]
    }
}
