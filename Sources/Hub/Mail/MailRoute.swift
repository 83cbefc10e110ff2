package import Domain

/// What an address on this server stands for.
package enum MailRoute: Sendable, Equatable {
    /// The secret address by which one person writes into one conversation.
    case reply(MailPlace, owner: Address)
    case member(PersonID)
    case group(ConversationID, GroupAddress.Writers)
    /// What came back of a mail.
    case bounce(String)
    /// A request for no more mail.
    case stop(String)

    static let replyPrefix = "talk.", bouncePrefix = "bounce.", stopPrefix = "stop."
    static let prefixes = [replyPrefix, bouncePrefix, stopPrefix]
}

extension MailPolicy {
    package func replyAddress(_ place: MailPlace) -> String { "\(MailRoute.replyPrefix)\(place.reply)@\(domain)" }
    package func bounceAddress(_ mail: MailRecord) -> String { "\(MailRoute.bouncePrefix)\(mail.bounce)@\(domain)" }
    package func stopAddress(_ place: MailPlace) -> String { "\(MailRoute.stopPrefix)\(place.stop)@\(domain)" }
    package func address(_ local: String) -> String { "\(local)@\(domain)" }
}

extension Hub {
    /// What a recipient's address stands for; nil when mail to it is not taken.
    package func route(to address: String) async throws -> MailRoute? {
        guard let at = address.lastIndex(of: "@") else {
            return address.lowercased() == "postmaster" ? try await ownerRoute() : nil
        }
        guard address[address.index(after: at)...].lowercased() == policy.mail.domain.lowercased() else { return nil }
        let local = address[..<at].lowercased()
        guard local.utf8.count <= 64 else { return nil }
        if Handle.names.contains(local) { return try await ownerRoute() }
        return try await store.read { s in
            if local.hasPrefix(MailRoute.replyPrefix) {
                guard let place = try s.mailPlace(reply: String(local.dropFirst(MailRoute.replyPrefix.count))),
                    let owner = try s.person(place.person), let address = owner.address, !owner.gone, !owner.suspended
                else { return nil }
                return .reply(place, owner: address)
            }
            if local.hasPrefix(MailRoute.bouncePrefix) {
                let bounce = String(local.dropFirst(MailRoute.bouncePrefix.count))
                return try s.mail(bounce: bounce) == nil ? nil : .bounce(bounce)
            }
            if local.hasPrefix(MailRoute.stopPrefix) {
                let stop = String(local.dropFirst(MailRoute.stopPrefix.count))
                return try s.mailPlace(stop: stop) == nil ? nil : .stop(stop)
            }
            // A tag after a plus is the member's own business (RFC 5233).
            let name = String(local.prefix { $0 != "+" })
            if let id = try s.person(handle: name), let person = try s.person(id), !person.suspended, !person.gone {
                return .member(id)
            }
            if let id = try s.conversation(local: name), let address = try s.groupAddress(of: id) {
                return .group(id, address.writers)
            }
            return nil
        }
    }

    private func ownerRoute() async throws -> MailRoute? { try await store.read { try $0.anOwner().map { .member($0.id) } } }
}
