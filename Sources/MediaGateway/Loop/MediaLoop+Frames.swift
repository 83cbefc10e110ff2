import Dispatch
import Foundation

extension MediaLoop {
    /// Threads that mix and send at once.
    static let lanes = min(8, ProcessInfo.processInfo.activeProcessorCount)
    /// Legs above which one room's are sent to by all lanes.
    private static let large = 400
    /// Microseconds of work that are worth another thread.
    private static let worthwhile = 2000

    /// Mixes and sends one frame of all rooms: by this thread alone if that is little, else by all lanes.
    ///
    /// The loop waits until all lanes are done, and no two of them touch the same room, or the same leg of a room.
    func frame(at due: Int64) {
        let awake = rooms.values.filter(\.isAwake)
        guard network.lanes.count > 1, awake.reduce(0, { $0 + $1.cost }) > Self.worthwhile else {
            for room in awake {
                room.mixFrame(at: due)
                room.deliver(at: due, by: network.egress)
            }
            return
        }
        inAllLanes { lane, count, egress in
            for index in stride(from: lane, to: awake.count, by: count) {
                awake[index].mixFrame(at: due)
                if awake[index].legs.count <= Self.large { awake[index].deliver(at: due, by: egress) }
            }
        }
        for room in awake where room.legs.count > Self.large {
            inAllLanes { lane, count, egress in room.deliver(lane, of: count, at: due, by: egress) }
        }
    }

    private func inAllLanes(_ body: @escaping (_ lane: Int, _ count: Int, _ egress: Egress) -> Void) {
        let lent = Lent(lanes: network.lanes, body: body)
        DispatchQueue.concurrentPerform(iterations: lent.lanes.count) { lane in
            lent.body(lane, lent.lanes.count, lent.lanes[lane])
            lent.lanes[lane].flush()
        }
    }
}

/// What the loop lends to its lanes for a moment.
///
/// Unchecked: the loop's thread waits in `concurrentPerform` until all have given it back, each lane has an `Egress` of its own,
/// and the body gives each lane rooms or legs that no other has. A connection of TCP is one leg's (`LegTable.isHeld`).
private struct Lent: @unchecked Sendable {
    let lanes: [Egress]
    let body: (Int, Int, Egress) -> Void
}
