/// Legs that come by links. They are nobody's, but go with who handed the link out.
extension Call {
    /// Brings in sound.
    package mutating func feed(
        _ leg: LegID, named name: String, by way: Way, at now: Milliseconds
    ) throws(Refusal) -> [Action] {
        try permitLinks(by: way.maker)
        guard sounds.feeds[leg] == nil else { return [] }
        guard sounds.feeds.count < Limits.feeds else {
            throw .conflict(field: nil, detail: "at most \(Limits.feeds) feeds in a call")
        }
        sounds.feeds[leg] = Feed(name: name, way: way)
        sounds.connecting[leg] = now + Self.connecting
        return [.show] + settle(at: now)
    }

    /// Lets somebody listen. They keep no call going.
    package mutating func listen(_ leg: LegID, by way: Way, at now: Milliseconds) throws(Refusal) {
        try permitLinks(by: way.maker)
        guard sounds.listeners[leg] == nil else { return }
        guard sounds.listeners.count < Limits.listeners else {
            throw .conflict(field: nil, detail: "at most \(Limits.listeners) listeners by links")
        }
        sounds.listeners[leg] = way
        sounds.connecting[leg] = now + Self.connecting
    }

    /// Ends a leg that came by this link, whose secret is in the address of the leg (RFC 9725).
    ///
    /// - Throws: `.notFound`.
    package mutating func leave(_ leg: LegID, by link: [UInt8], at now: Milliseconds) throws(Refusal) -> [Action] {
        guard let way = sounds.feeds[leg]?.way ?? sounds.listeners[leg], way.link == link else { throw .notFound("leg") }
        return leave(leg, nil, at: now)
    }

    /// Ends all legs that came by links.
    package mutating func leaveLinks(at now: Milliseconds) -> [Action] {
        (Array(sounds.listeners.keys) + sounds.feeds.keys).flatMap { leave($0, nil, at: now) }
    }

    /// Ends the legs that came by the links of somebody who may hand out none any more.
    mutating func leaveLinks(of maker: PersonID, at now: Milliseconds) -> [Action] {
        let ears = sounds.listeners.filter { $0.value.maker == maker }.keys
        let feeds = sounds.feeds.filter { $0.value.way.maker == maker }.keys
        return (Array(ears) + feeds).flatMap { leave($0, nil, at: now) }
    }

    private func permitLinks(by maker: PersonID) throws(Refusal) {
        guard phase != .over else { throw .conflict(field: nil, detail: "the call is over") }
        guard !expelled.contains(maker) else { throw .forbidden("a moderator has taken out who made this link") }
    }
}
