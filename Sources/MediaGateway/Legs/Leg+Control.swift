import Foundation
import RTP
import WebRTC

extension Leg {
    typealias Instant = ContinuousClock.Instant

    /// Takes one packet of RTCP.
    func take(_ packet: RTCPPacket, at now: Instant) {
        switch packet {
        case .senderReport(let report, let blocks):
            hearing.take(report, at: now)
            take(blocks)
        case .receiverReport(_, let blocks): take(blocks)
        case .sourceDescription, .goodbye, .nack, .pictureLoss, .fullIntra, .transportFeedback, .bitrateEstimate, .unread: break
        }
    }

    private func take(_ blocks: ReportBlocks) {
        for block in blocks where block.ssrc == sending.ssrc { health.report(lost: block.fractionLost) }
    }

    /// Sends a compound of RTCP: what was sent and what arrived (RFC 3550 §6).
    func report(at now: Instant, _ time: NTPTimestamp, samples: Int64, by egress: Egress) {
        guard peer.isConnected, let outlet else { return }
        let block = hearing.report(at: now)
        if let block { health.observe(lost: block.fractionLost) }
        let slot = egress.slot(outlet)
        var writer = RTCPWriter(into: slot)
        let clock = ClockMapping(
            time: time, timestamp: RTPTimestamp(UInt32(truncatingIfNeeded: samples) &+ sending.offset), clockRate: 48_000)
        let blocks = block.map { [$0] } ?? []
        do throws(RTPError) {
            if sending.hasSent {
                try writer.add(sending.statistics.report(at: time, clock: clock), blocks)
            } else {
                try writer.addReceiverReport(ssrc: sending.ssrc, blocks)
            }
            try writer.addName(Array(agreed.cname.utf8), of: sending.ssrc)
        } catch { return }
        if let count = peer.protectControl(slot, count: writer.count) { egress.send(count, to: outlet) }
    }
}

extension Duration {
    /// Since 1970.
    static var wallClock: Duration { .seconds(Date().timeIntervalSince1970) }
}
