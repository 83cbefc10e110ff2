import Foundation

/// Files that were just finished and whose attachments are being entered: they must not be removed meanwhile.
struct BlobHolds {
    /// A hold that was never settled is worth nothing after this.
    static let life: TimeInterval = 600

    fileprivate struct Hold {
        var count = 0
        var since = Date()
        /// Somebody else gave the same bytes up.
        var unwanted = false
    }
    private var holds: [[UInt8]: Hold] = [:]

    mutating func hold(_ digest: [UInt8]) {
        if holds.count > 1_000 { holds = holds.filter { !$0.value.isStale } }
        var hold = holds[digest] ?? Hold()
        hold.count += 1
        hold.since = Date()
        holds[digest] = hold
    }

    /// True when the removal has to wait for a hold.
    mutating func postpone(_ digest: [UInt8]) -> Bool {
        guard let hold = holds[digest], !hold.isStale else {
            holds[digest] = nil
            return false
        }
        holds[digest]?.unwanted = true
        return true
    }

    /// True when a removal was waiting for this and nothing keeps the bytes.
    mutating func release(_ digest: [UInt8], kept: Bool) -> Bool {
        guard var hold = holds[digest] else { return false }
        hold.count -= 1
        if kept { hold.unwanted = false }
        holds[digest] = hold.count > 0 ? hold : nil
        return hold.count <= 0 && hold.unwanted
    }
}

extension BlobHolds.Hold {
    fileprivate var isStale: Bool { Date().timeIntervalSince(since) > BlobHolds.life }
}
