/// Legs that come by links. They are nobody's, but go with who handed the link out.
extension Call {
    /// Brings in sound. `maker`: who handed out the link.
    package mutating func feed(
        _ leg: LegID, named name: String, by maker: PersonID, at now: Milliseconds
    ) throws(Refusal) -> [Action] {
        try permitLinks(by: maker)
        guard sounds.feeds[leg] == nil else { return [] }
        guard sounds.feeds.count < Limits.feeds else {
            throw .conflict(field: nil, detail: "at most \(Limits.feeds) feeds in a call")
        }
        sounds.feeds[leg] = Feed(name: name, by: maker)
        sounds.connecting[leg] = now + Self.connecting
        return [.show] + settle(at: now)
    }

    /// Lets somebody listen. They keep no call going.
    package mutating func listen(_ leg: LegID, by maker: PersonID, at now: Milliseconds) throws(Refusal) {
        try permitLinks(by: maker)
        guard sounds.listeners[leg] == nil else { return }
        guard sounds.listeners.count < Limits.listeners else {
            throw .conflict(field: nil, detail: "at most \(Limits.listeners) listeners by links")
        }
        sounds.listeners[leg] = maker
        sounds.connecting[leg] = now + Self.connecting
    }

    /// Ends all legs that came by links.
    package mutating func leaveLinks(at now: Milliseconds) -> [Action] {
        (Array(sounds.listeners.keys) + sounds.feeds.keys).flatMap { leave($0, nil, at: now) }
    }

    /// Ends the legs that came by the links of somebody who may hand out none any more.
    mutating func leaveLinks(of maker: PersonID, at now: Milliseconds) -> [Action] {
        let ears = sounds.listeners.filter { $0.value == maker }.keys, feeds = sounds.feeds.filter { $0.value.by == maker }.keys
        return (Array(ears) + feeds).flatMap { leave($0, nil, at: now) }
    }

    private func permitLinks(by maker: PersonID) throws(Refusal) {
        guard phase != .over else { throw .conflict(field: nil, detail: "the call is over") }
        guard !expelled.contains(maker) else { throw .forbidden("a moderator has taken out who made this link") }
    }
}
