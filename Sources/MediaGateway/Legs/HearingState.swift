import Audio
import RTP

/// What is known of the stream that a leg sends.
struct HearingState {
    /// Decibels under overload of what is taken for a voice where nobody says so.
    private static let voice: UInt8 = 40

    private(set) var reception: ReceptionStatistics?
    /// Whether its sender tells voice from other sound (the V bit of RFC 6464).
    private var tellsVoice = false

    /// Counts a packet for the reports.
    mutating func count(_ header: RTPHeader, at now: ContinuousClock.Instant) {
        if reception?.ssrc != header.ssrc { reception = ReceptionStatistics(ssrc: header.ssrc, clockRate: UInt32(Frame.rate)) }
        reception?.receive(header, at: now)
    }

    mutating func take(_ report: SenderReport, at now: ContinuousClock.Instant) {
        if reception?.ssrc == report.ssrc { reception?.receive(report, at: now) }
    }

    mutating func report(at now: ContinuousClock.Instant) -> ReportBlock? { reception?.report(at: now) }

    /// Whether a level is that of a voice, also of senders that never set the bit.
    mutating func isVoice(_ level: VoiceLevel) -> Bool {
        if level.isVoice { tellsVoice = true }
        return tellsVoice ? level.isVoice : level.attenuation <= Self.voice
    }
}
