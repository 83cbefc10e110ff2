/// What is taken of one section of an offer.
struct SectionChoice: Equatable, Sendable {
    let codecs: [Codec]
    let extensions: [HeaderExtension]

    /// Nil when there is nothing that both sides know. `agreed` is what earlier sections of the bundle have fixed.
    init?(_ section: MediaSection, _ media: ServerMedia, agreed: Agreement) {
        let offered = section.codecs.filter { agreed.admits($0) }
        var chosen: [Codec] = []
        for wish in media.codecs {
            guard let codec = offered.first(where: { wish.admits($0) }) else { continue }
            chosen.append(Self.answer(codec, wish, media))
            guard media.retransmits, let repair = Self.repair(of: codec, in: offered) else { continue }
            chosen.append(repair)
        }
        guard !chosen.isEmpty else { return nil }
        codecs = chosen
        extensions = Self.extensions(section.extensions, media, agreed)
    }

    private static func answer(_ codec: Codec, _ wish: CodecWish, _ media: ServerMedia) -> Codec {
        var answer = codec
        answer.parameters = wish.parameters ?? codec.parameters
        answer.feedback = codec.feedback.filter { media.feedback.contains($0) }
        return answer
    }

    /// The payload type of a codec's retransmissions (RFC 4588 §8.6).
    private static func repair(of codec: Codec, in offered: [Codec]) -> Codec? {
        offered.first { $0.isCalled("rtx") && $0.parameter("apt") == String(codec.payload) }.map {
            Codec(payload: $0.payload, name: $0.name, rate: $0.rate, parameters: $0.parameters)
        }
    }

    /// The numbers of the offer, of those that heads of one byte can carry (RFC 8285 §4.2).
    private static func extensions(
        _ offered: [HeaderExtension], _ media: ServerMedia, _ agreed: Agreement
    ) -> [HeaderExtension] {
        var ids: Set<UInt16> = [], uris: Set<String> = []
        return offered.compactMap { offered in
            guard media.extensions.contains(offered.uri), (1...14).contains(offered.id), agreed.admits(offered) else { return nil }
            guard ids.insert(offered.id).inserted, uris.insert(offered.uri).inserted else { return nil }
            return HeaderExtension(id: offered.id, uri: offered.uri, direction: offered.direction.reversed)
        }
    }
}

/// What numbers stand for in a bundle, where each may stand for one thing only (RFC 8843 §9.1, §11).
struct Agreement: Equatable, Sendable {
    private var codecs: [UInt8: Codec] = [:]
    private var extensions: [UInt16: String] = [:]

    func admits(_ codec: Codec) -> Bool { codecs[codec.payload].map { $0.isCalled(codec.name) && $0.rate == codec.rate } ?? true }
    func admits(_ header: HeaderExtension) -> Bool { extensions[header.id].map { $0 == header.uri } ?? true }

    mutating func note(_ choice: SectionChoice) {
        for codec in choice.codecs { codecs[codec.payload] = codec }
        for header in choice.extensions { extensions[header.id] = header.uri }
    }
}
