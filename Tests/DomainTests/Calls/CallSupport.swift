import Domain

let callID = CallID(rawValue: 500)

func leg(_ number: UInt64) -> LegID { LegID(rawValue: number) }

/// A link that somebody has handed out.
func link(of maker: PersonID, _ number: UInt8 = 0) -> Call.Way { Call.Way(maker: maker, link: [UInt8(maker.rawValue), number]) }

/// A call of a group or of two, begun by `ada`.
func begun(direct: Bool = false, at now: Milliseconds = 0) -> Call {
    Call(id: callID, in: room, isDirect: direct, by: ada, at: now)
}

extension Call {
    /// Joins with a device of its own, whose session has the number of the leg.
    @discardableResult
    mutating func come(
        _ person: PersonID, _ number: UInt64, _ role: Membership.Role = .member, session: UInt64? = nil, oneDevice: Bool = true,
        at now: Milliseconds = 0
    ) throws(Refusal) -> [Action] {
        try join(
            Joining(
                person: person, role: role, leg: leg(number), session: SessionID(rawValue: session ?? number),
                isOneDevice: oneDevice, isMuted: nil), at: now)
    }

    /// Joins, and sound flows.
    mutating func connect(
        _ person: PersonID, _ number: UInt64, _ role: Membership.Role = .member, at now: Milliseconds = 0
    ) throws(Refusal) {
        try come(person, number, role, at: now)
        _ = connected(leg(number))
    }
}

let over = Call.Action.end(isForgotten: false)
