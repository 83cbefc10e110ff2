package import Domain

/// What a leg may do in its call.
package struct LegTerms: Equatable, Sendable {
    package enum Purpose: Sendable {
        case call
        /// Gives its sound and gets none (WHIP, RFC 9725).
        case ingest
        /// Gets the mix and gives nothing (WHEP).
        case playback
    }

    package var purpose: Purpose
    /// Whether what it sends is heard: false for a listener, and for whoever is muted.
    package var isHeard: Bool
    /// Whether it is sent sound: false for the deafened.
    package var hears: Bool

    package init(purpose: Purpose = .call, isHeard: Bool = true, hears: Bool = true) {
        self.purpose = purpose
        self.isHeard = isHeard
        self.hears = hears
    }
}

/// What the media server says by itself. It is told on its own threads, which must not be held up.
package enum MediaEvent: Equatable, Sendable {
    /// Sound can flow both ways: ICE and DTLS are done.
    case connected(LegID, CallID)
    /// Nothing was heard of a leg for so long, or it closed: it is gone from the call.
    case lost(LegID, CallID)
    /// Nothing was heard of a leg for some seconds, or something again.
    case silent(LegID, CallID, Bool)
    /// All who speak now, whenever that changes.
    case speaking(CallID, [LegID])
    /// A leg's network loses or delays what it should not.
    case poor(LegID, CallID, Bool)
}

/// Takes the recording of a call's mix as an Ogg Opus file (RFC 7845), piece by piece, on the media server's threads.
///
/// One that is let go without an end was broken off.
package protocol RecordingSink: Sendable {
    func write(_ bytes: [UInt8])
    /// Who spoke from when to when, in milliseconds of the recording. Who goes on is told again, with a later end.
    func cue(_ leg: LegID, from: Milliseconds, to: Milliseconds)
    /// The file is whole.
    func end()
}

/// Makes a whole file of what there is of a recording, wherever it was cut off, piece by piece.
package protocol RecordingMender: Sendable {
    /// Takes a piece of what there is and gives what is to be written for it.
    mutating func add(_ bytes: [UInt8]) -> [UInt8]
    /// What is to be written last, and how long the whole lasts; nil when there is no sound in it.
    mutating func finish() -> (last: [UInt8], milliseconds: Milliseconds)?
}

/// Mixes the sound of calls: for each leg, everybody but themself.
package protocol MediaServer: Sendable {
    /// Answers an offer (RFC 3264). The first for a leg brings it into the call; a later one is an ICE restart, or the same leg anew.
    ///
    /// - Throws: `Refusal.invalid` of the field `offer`.
    func answer(_ offer: [UInt8], for leg: LegID, in call: CallID, _ terms: LegTerms) async throws -> [UInt8]
    func change(_ leg: LegID, in call: CallID, _ terms: LegTerms)
    func remove(_ leg: LegID, from call: CallID)
    /// Removes all legs, and ends the recording.
    func end(_ call: CallID)
    /// Begins a recording; nil ends it.
    func record(_ call: CallID, to sink: (any RecordingSink)?)
    func mender() -> any RecordingMender
    /// To be called once, before anything else.
    func onEvent(_ body: @escaping @Sendable (MediaEvent) -> Void)
}
