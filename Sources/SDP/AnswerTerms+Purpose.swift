extension AnswerTerms.Purpose {
    /// Checks what WHIP and WHEP demand of an offer (RFC 9725 §4.2, §4.4).
    func check(_ offer: SessionDescription) throws(OfferRefusal) {
        guard self != .call else { return }
        let media = offer.sections.filter { $0.line.isRTP && !$0.isRejected }
        let isRight = media.allSatisfy { self == .ingest ? $0.direction.sends : $0.direction.receives }
        guard isRight else { throw .wrongDirection }
        guard media.count > 1 else { return }
        let bundle = offer.bundles.first ?? []
        guard media.allSatisfy({ section in section.mid.map { bundle.contains($0) } ?? false }) else { throw .notBundled }
    }

    /// How the server answers a section: never more than it can, than was offered, or than the exchange is for.
    func direction(of server: Direction, for offered: Direction) -> Direction {
        let sends = server.sends && offered.receives && self != .ingest
        let receives = server.receives && offered.sends && self != .playback
        return Direction(sends: sends, receives: receives)
    }
}
