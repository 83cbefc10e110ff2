/// The answer of an ICE-lite server to an offer (RFC 3264 §6, RFC 8829 §5.3): all sections in one bundle, DTLS passive.
package struct SDPAnswer: Equatable, Sendable {
    package let description: SessionDescription
    /// One for each section of the offer, in its order.
    package let sections: [AnsweredSection]
    package let remote: RemoteTransport

    /// The offer may be of anybody: what cannot be taken of it is rejected, and nothing in it can trap.
    package init(
        to offer: SessionDescription, _ terms: AnswerTerms, using random: inout some RandomNumberGenerator
    ) throws(OfferRefusal) {
        try terms.purpose.check(offer)
        let choices = Self.choices(offer, terms)
        guard let tagged = choices.firstIndex(where: { $0 != nil }) else { throw .nothingAcceptable }
        remote = try Self.remote(offer, offer.sections[tagged].transport)
        var ssrcs = UniqueSources(taken: Array(terms.ssrcs.values) + offer.sections.flatMap { $0.sources.sources.map(\.ssrc) })
        var answered: [AnsweredSection] = []
        var description = SessionDescription(origin: terms.origin)
        for (index, section) in offer.sections.enumerated() {
            let agreed = Self.agree(section, choices[index], terms, &ssrcs, using: &random)
            answered.append(agreed)
            description.sections.append(MediaSection(answering: section, with: agreed, terms, isTagged: index == tagged))
        }
        description.isLite = true
        description.allowsMixedExtensions = offer.allowsMixedExtensions
        let mids = answered.compactMap { $0.direction == nil ? nil : $0.mid }
        if !offer.bundles.isEmpty, !mids.isEmpty { description.bundles = [mids] }
        sections = answered
        self.description = description
    }

    /// What is taken of each section: those in the bundle of the first that can be taken, and no others.
    private static func choices(_ offer: SessionDescription, _ terms: AnswerTerms) -> [SectionChoice?] {
        var agreement = Agreement(), bundle: Set<String>?
        return offer.sections.map { section in
            guard isTransportable(section), let media = terms.media(for: section.line.kind) else { return nil }
            if let bundle { guard let mid = section.mid, bundle.contains(mid) else { return nil } }
            guard let choice = SectionChoice(section, media, agreed: agreement) else { return nil }
            if bundle == nil { bundle = members(of: section, in: offer) }
            agreement.note(choice)
            return choice
        }
    }

    /// RTP over DTLS with RTCP on the same port. `TCP/…` is what an offer may say whose first candidate is of TCP.
    private static func isTransportable(_ section: MediaSection) -> Bool {
        let isMultiplexed = section.rtcp.isMultiplexed || section.rtcp.isMultiplexedOnly
        let isSecure = ["UDP/TLS/RTP/SAVPF", "TCP/DTLS/RTP/SAVPF", "RTP/SAVPF"].contains(section.line.protocolName)
        return !section.isRejected && isMultiplexed && isSecure
    }

    private static func members(of section: MediaSection, in offer: SessionDescription) -> Set<String> {
        guard let mid = section.mid else { return [] }
        return Set(offer.bundles.first { $0.contains(mid) } ?? [])
    }

    private static func remote(
        _ offer: SessionDescription, _ transport: TransportDescription
    ) throws(OfferRefusal) -> RemoteTransport {
        guard !offer.isLite else { throw .bothLite }
        guard let fragment = transport.fragment, let password = transport.password else { throw .noCredentials }
        let fingerprints = transport.fingerprints.filter(\.isTrusted)
        guard !fingerprints.isEmpty else { throw .noFingerprint }
        guard transport.setup == .actpass || transport.setup == .active else { throw .wrongSetup }
        return RemoteTransport(fragment: fragment, password: password, fingerprints: fingerprints)
    }

    private static func agree(
        _ section: MediaSection, _ choice: SectionChoice?, _ terms: AnswerTerms, _ ssrcs: inout UniqueSources,
        using random: inout some RandomNumberGenerator
    ) -> AnsweredSection {
        let kind = section.line.kind
        guard let choice, let media = terms.media(for: kind) else {
            return AnsweredSection(
                kind: kind, mid: section.mid, direction: nil, codecs: [], extensions: [], ssrc: nil, rids: [])
        }
        let direction = terms.purpose.direction(of: media.direction, for: section.direction)
        let known = section.mid.flatMap { terms.ssrcs[$0] }
        return AnsweredSection(
            kind: kind, mid: section.mid, direction: direction, codecs: choice.codecs, extensions: choice.extensions,
            ssrc: direction.sends ? known ?? ssrcs.next(using: &random) : nil,
            rids: direction.receives ? section.layers.rids.filter(\.isSent).map(\.id) : [])
    }
}

/// Gives sources that nobody has.
struct UniqueSources {
    private var taken: Set<UInt32>

    init(taken: [UInt32]) { self.taken = Set(taken + [0]) }

    mutating func next(using random: inout some RandomNumberGenerator) -> UInt32 {
        var ssrc = UInt32(truncatingIfNeeded: random.next() as UInt64)
        while !taken.insert(ssrc).inserted { ssrc &+= 1 }
        return ssrc
    }
}
