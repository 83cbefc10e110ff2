/// What both directions of an association have: ciphers under the present keys, and what is known of each source.
struct SRTPDirection: ~Copyable {
    private(set) var profile: SRTPProfile
    private(set) var packets: PacketCipher
    private(set) var controls: PacketCipher
    var sources: SourceTable

    init(_ keys: SRTPKeys, sourceLimit: Int) throws(SRTPError) {
        let packets = try PacketCipher(keys, for: .packets), controls = try PacketCipher(keys, for: .controls)
        profile = keys.profile
        self.packets = packets
        self.controls = controls
        sources = SourceTable(limit: sourceLimit)
    }

    /// Goes on under other keys, with the indexes as they are.
    mutating func rekey(_ keys: SRTPKeys) throws(SRTPError) {
        let packets = try PacketCipher(keys, for: .packets), controls = try PacketCipher(keys, for: .controls)
        profile = keys.profile
        self.packets = packets
        self.controls = controls
    }
}
