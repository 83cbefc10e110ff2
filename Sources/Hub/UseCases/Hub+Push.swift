import Domain

extension Hub {
    package func subscribe(_ caller: Caller, endpoint: String, p256dh: [UInt8], auth: [UInt8]) async throws {
        guard endpoint.utf8.count <= Limits.pushEndpoint, isEndpoint(endpoint) else {
            throw Refusal.invalid(field: "endpoint", expected: "an https URL")
        }
        guard p256dh.count == 65, p256dh[0] == 4 else {
            throw Refusal.invalid(field: "keys.p256dh", expected: "an uncompressed P-256 point, base64url")
        }
        guard auth.count == 16 else { throw Refusal.invalid(field: "keys.auth", expected: "16 bytes, base64url") }
        try await committer.perform { ledger in
            let held = try ledger.tx.pushSubscriptions(of: caller.id)
            if held.count >= Limits.pushSubscriptions, let oldest = held.first {
                try ledger.tx.deletePush(endpoint: oldest.endpoint)
            }
            try ledger.tx.save(
                PushRecord(person: caller.id, session: caller.session.id, endpoint: endpoint, p256dh: p256dh, auth: auth))
        }
        notifier.subscribed(caller.id)
    }

    /// A URL with a host and without a user.
    private func isEndpoint(_ text: String) -> Bool {
        let schemes = policy.pushLocal ? ["https://", "http://"] : ["https://"]
        guard let scheme = schemes.first(where: { text.hasPrefix($0) }), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return false
        }
        let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.contains("@")
    }

    package func unsubscribe(_ caller: Caller, endpoint: String) async throws {
        try await committer.perform { ledger in
            guard try ledger.tx.pushSubscriptions(of: caller.id).contains(where: { $0.endpoint == endpoint }) else { return }
            try ledger.tx.deletePush(endpoint: endpoint)
        }
    }
}
