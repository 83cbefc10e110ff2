/// The sources of one direction. There are few, and one packet's source is mostly the last one's.
struct SourceTable: Sendable {
    private var sources: [Source] = []
    private var latest = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    var count: Int { sources.count }

    /// The source as it is, or a new one that is not yet kept.
    @inline(__always)
    mutating func find(_ ssrc: UInt32) throws(SRTPError) -> Source {
        if latest < sources.count, sources[latest].ssrc == ssrc { return sources[latest] }
        if let index = sources.firstIndex(where: { $0.ssrc == ssrc }) {
            latest = index
            return sources[index]
        }
        guard sources.count < limit else { throw .tooManySources }
        return Source(ssrc: ssrc)
    }

    /// Keeps a source that `find` gave.
    @inline(__always)
    mutating func keep(_ source: Source) {
        if latest < sources.count, sources[latest].ssrc == source.ssrc {
            sources[latest] = source
        } else if sources.count < limit {
            latest = sources.count
            sources.append(source)
        }
    }
}
