extension Settings {
    /// How the sound of calls gets in and out.
    package struct Media: Sendable, Equatable {
        package var port = 0
        package var addresses: [String] = []
    }

    /// Whether browsers reach this server on its own machine.
    package func isLocal(publicURL: String) -> Bool {
        let authority = publicURL.split(separator: "/").dropFirst().first.map(String.init) ?? "localhost"
        let host = HostName.bare(HostName.split(authority)?.0 ?? authority)
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
