extension MediaSection {
    /// The section of an answer. Candidates stand in the first that was taken, whose transport all others share.
    init(answering offer: MediaSection, with agreed: AnsweredSection, _ terms: AnswerTerms, isTagged: Bool) {
        self.init(offer.line)
        mid = offer.mid
        guard let direction = agreed.direction else {
            line.port = 0
            address = "0.0.0.0"
            self.direction = .inactive
            return
        }
        self.direction = direction
        line.formats = agreed.codecs.map { String($0.payload) }
        line.port = terms.transport.addresses.first?.udpPort ?? 9
        address = terms.transport.addresses.first?.host
        codecs = agreed.codecs
        extensions = agreed.extensions
        rtcp.isMultiplexed = true
        rtcp.hasReducedSize = offer.rtcp.hasReducedSize
        answer(layers: offer.layers, receiving: agreed.rids)
        setTransport(terms.transport, hasCandidates: isTagged)
        if let ssrc = agreed.ssrc { setSource(ssrc, cname: terms.cname) }
    }

    private mutating func setTransport(_ server: ServerTransport, hasCandidates: Bool) {
        transport.fragment = server.fragment
        transport.password = server.password
        transport.fingerprints = [server.fingerprint]
        transport.setup = .passive
        if hasCandidates {
            transport.candidates = server.candidates
            transport.isComplete = true
        }
    }

    private mutating func setSource(_ ssrc: UInt32, cname: String) {
        let name = mid ?? line.kind.text
        sources.msids = ["stream-\(name) track-\(name)"]
        sources.sources = [MediaSource(ssrc: ssrc, cname: cname, msid: sources.msids.first)]
    }

    /// Takes each encoding that is sent, in the same order (RFC 8853 §5.3.2).
    private mutating func answer(layers offered: Layers, receiving rids: [String]) {
        guard !rids.isEmpty, !offered.sent.isEmpty else { return }
        layers.rids = rids.map { StreamID(id: $0, isSent: false) }
        layers.received = offered.sent
    }
}
