extension Setting {
    /// The rows of `Settings.Media`.
    static let media: [Setting] = [
        Setting(
            "media.port", .whole(0...65_535), "3478",
            "The port of calls, for UDP and for TCP, which a firewall must let through; 0 for any that is free"
        ) { $0.media.port = $1 },
        Setting(
            "media.addresses", .list(of: .address, 0...16), "",
            "The IP addresses under which clients reach that port; by default those of this machine. Behind NAT, the public one"
        ) { $0.media.addresses = $1 },
    ]
}
