import Audio
import RTP

/// Where a leg stands in the stream that it is sent.
struct SendingState {
    let ssrc: UInt32
    /// The next number. Below 2^15 at first, so that a lost first packet leaves no doubt about the rollover (RFC 3711 §3.3.1).
    private(set) var sequence = UInt16.random(in: 0..<0x8000)
    /// What is added to the loop's clock.
    private(set) var offset = UInt32.random(in: 0...UInt32.max)
    private(set) var hasSent = false
    private var last: UInt32 = 0
    private(set) var statistics: SendingStatistics
    private var forwarding = Forwarding()

    init(ssrc: UInt32) {
        self.ssrc = ssrc
        statistics = SendingStatistics(ssrc: ssrc)
    }

    /// The time of what is sent now by our own clock, which is never behind what was sent: the clock of somebody whose packets
    /// were passed on may be faster.
    @inline(__always)
    mutating func mixed(at now: UInt32) -> UInt32 {
        let timestamp = now &+ offset, frame = UInt32(Frame.sampleCount)
        guard hasSent, Int32(bitPattern: timestamp &- last) < Int32(frame) else { return timestamp }
        offset = last &+ frame &- now
        return last &+ frame
    }

    /// The number and time of a packet of another that is passed on.
    mutating func forwarded(_ header: RTPHeader, at now: UInt32) -> (sequence: UInt16, timestamp: UInt32) {
        if forwarding.isNew(header) { forwarding.begin(header, next: sequence, now: mixed(at: now)) }
        return forwarding.place(header)
    }

    /// No packets are passed on any more.
    mutating func stopForwarding() { forwarding.stop() }

    @inline(__always)
    mutating func sent(_ sequence: UInt16, _ timestamp: UInt32, _ payload: Int) {
        if !hasSent || Int16(bitPattern: sequence &- self.sequence) >= 0 {
            self.sequence = sequence &+ 1
            last = timestamp
        }
        hasSent = true
        statistics.send(payload: payload)
    }
}
