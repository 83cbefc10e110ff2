import DTLS
import Domain
import Hub
import SDP
import STUN

/// Answers offers (RFC 8829 §5.3) for the one transport and the one section of sound that a leg has.
struct Negotiation: Sendable {
    let addresses: [ServerAddress]
    /// The name of all of this server's sources (RFC 7022).
    let cname: String

    struct Outcome {
        let description: SessionDescription
        let agreed: Agreed
        let remoteFragment: String
    }

    /// - Parameter known: the source that was given to this leg before.
    func answer(
        _ offer: SessionDescription, _ purpose: LegTerms.Purpose, _ credentials: ICECredentials,
        _ certificate: CertificateFingerprint, known: AnsweredAudio?
    ) throws(Refusal) -> Outcome {
        var random = SystemRandomNumberGenerator()
        var terms = AnswerTerms(
            origin: Origin(id: random.next() >> 2, version: 1),
            transport: ServerTransport(
                fragment: credentials.fragment.text, password: credentials.password,
                fingerprint: Fingerprint(hash: "sha-256", bytes: certificate.bytes), addresses: addresses),
            cname: cname)
        terms.purpose = purpose.terms
        terms.audio?.feedback = []
        terms.audio?.extensions = [HeaderExtension.audioLevel, HeaderExtension.mid]
        if let known { terms.ssrcs[known.mid] = known.ssrc }
        let answer: SDPAnswer
        do throws(OfferRefusal) { answer = try SDPAnswer(to: offer, terms, using: &random) } catch {
            throw .invalid(field: "offer", expected: error.words)
        }
        let fingerprints = answer.remote.fingerprints.filter { $0.hash == "sha-256" }.compactMap {
            CertificateFingerprint($0.bytes)
        }
        guard let fingerprint = fingerprints.first else {
            throw .invalid(field: "offer", expected: "a fingerprint of SHA-256")
        }
        guard let audio = AnsweredAudio(answer, using: &random) else {
            throw .invalid(field: "offer", expected: "a section of audio with Opus that is in the bundle")
        }
        return Outcome(
            description: answer.description, agreed: Agreed(fingerprint: fingerprint, cname: cname, audio: audio),
            remoteFragment: answer.remote.fragment)
    }
}

extension LegTerms.Purpose {
    fileprivate var terms: AnswerTerms.Purpose {
        switch self {
        case .call: .call
        case .ingest: .ingest
        case .playback: .playback
        }
    }
}

extension AnsweredAudio {
    fileprivate init?(_ answer: SDPAnswer, using random: inout some RandomNumberGenerator) {
        guard let section = answer.sections.first(where: { $0.kind == .audio && $0.direction != nil }),
            let direction = section.direction, let codec = section.codecs.first
        else { return nil }
        self.init(
            mid: section.mid ?? "", ssrc: section.ssrc ?? UInt32.random(in: 1...UInt32.max, using: &random), payload: codec.payload,
            level: section.id(of: HeaderExtension.audioLevel).map { UInt8(truncatingIfNeeded: $0) }, isSentTo: direction.sends)
    }
}
