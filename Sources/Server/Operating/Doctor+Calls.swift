import MediaGateway

extension Doctor {
    /// What calls need: a port, addresses under which clients reach it, and pages that may use a microphone.
    func examineCalls() -> [Finding] {
        let publicURL = run?.publicURL ?? settings.publicURL(boundTo: settings.listen.first?.port ?? 0)
        return [examineCallPort()] + examineCallAddresses(publicURL) + examineMicrophone(publicURL)
    }

    private func examineCallPort() -> Finding {
        let port = settings.media.port, name = "port \(port) of UDP and TCP"
        guard port > 0 else { return .warn("calls have any free port (media.port is 0)", "set one that the firewall lets through") }
        if run != nil { return .ok("calls have \(name); a firewall must let it through") }
        if let failure = MediaProbe.failure(port: UInt16(port)) {
            return .fail("calls cannot have \(name) (\(failure))", "stop what uses it, or set another media.port")
        }
        return .ok("\(name) is free for calls; a firewall must let it through")
    }

    private func examineCallAddresses(_ publicURL: String) -> [Finding] {
        let isLocal = settings.isLocal(publicURL: publicURL)
        let told = MediaProbe.addresses(settings.media.addresses, isLocal: isLocal)
        let list = told.map(\.text).joined(separator: ", ")
        guard !told.isEmpty else {
            return [.fail("this machine has no address for calls", "give it one, or set media.addresses")]
        }
        if !isLocal, told.allSatisfy(\.isPrivate) {
            return [
                .warn(
                    "callers are told \(list), which only this network reaches",
                    "behind NAT set media.addresses to the public address, and forward the port")
            ]
        }
        return [.ok("callers are told \(list)")]
    }

    private func examineMicrophone(_ publicURL: String) -> [Finding] {
        guard publicURL.hasPrefix("http://"), !settings.isLocal(publicURL: publicURL) else { return [] }
        return [
            .fail(
                "browsers give no microphone to pages of \(publicURL)", "serve https: set tls.certificate and tls.key, or a proxy")
        ]
    }
}
