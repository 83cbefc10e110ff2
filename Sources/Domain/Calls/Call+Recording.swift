/// Recording, which ends at the latest when who began it may not record any more.
extension Call {
    package mutating func record(_ on: Bool, by person: PersonID, at now: Milliseconds) throws(Refusal) -> [Action] {
        if isDirect { try attendee(person) } else { _ = try moderator(person) }
        guard on else { return endRecording() }
        guard recording == nil else { throw .conflict(field: "on", detail: "it is being recorded already") }
        recording = Recording(by: person, since: now)
        return [.record(recording), .show]
    }

    /// A recording ends by itself: it failed, or there is no room for more.
    package mutating func endRecording(since: Milliseconds) -> [Action] {
        recording?.since == since ? endRecording() : []
    }

    /// Ends what somebody records who may not any more.
    mutating func endRecording(of person: PersonID) -> [Action] {
        recording?.by == person ? endRecording() : []
    }

    package mutating func endRecording() -> [Action] {
        guard recording != nil else { return [] }
        recording = nil
        return [.record(nil), .show]
    }
}
