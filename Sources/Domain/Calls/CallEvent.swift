/// What the log keeps of a call.
package enum CallEvent: Equatable, Sendable {
    case started(CallID)
    /// `people`: how many came. `missed`: who was rung and neither came nor declined.
    case ended(CallID, seconds: Int64, people: Int, missed: [PersonID])
}

/// What is kept of somebody in a call that goes on, weakest first: a stronger mark stays.
package enum CallMark: Int, Sendable, CaseIterable {
    case rung, declined, came
    /// Was taken out, and may not come back.
    case expelled
}
