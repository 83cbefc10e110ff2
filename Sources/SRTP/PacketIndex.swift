/// The 48-bit index of an RTP packet: how often the sequence number has wrapped, and the sequence number.
enum PacketIndex {
    static let max: UInt64 = (1 << 48) - 1

    /// The index nearest to the highest seen that has the sequence number (RFC 3711 §3.3.1, appendix A).
    ///
    /// Where the nearest would lie before the first of all indexes, or after the last, the next nearest is meant.
    @inline(__always)
    static func guess(_ sequence: UInt16, highest: UInt64) -> UInt64 {
        let last = UInt16(truncatingIfNeeded: highest)
        let step = Int64(Int16(bitPattern: sequence &- last))
        let index = Int64(highest) &+ step
        return index < 0 ? UInt64(sequence) : UInt64(index)
    }
}
