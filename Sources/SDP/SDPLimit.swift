/// Sizes that every description must keep to.
package enum SDPLimit {
    /// Bytes of a description.
    package static let bytes = 262_144
    package static let lines = 8192
    /// Bytes of a line.
    package static let line = 4096
    package static let sections = 64
    /// Payload types of a section; there are 128.
    package static let formats = 128
    package static let extensions = 64
    package static let sources = 128
    package static let candidates = 128
    package static let fingerprints = 8
    package static let rids = 16
    package static let groups = 16
    /// Forms of RTCP feedback of one codec.
    package static let feedback = 16
    /// Entries of any other list.
    package static let others = 32
}
