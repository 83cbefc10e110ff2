/// Somebody the server knows: a member with a password, or a guest who was only ever written to.
package struct Person: Equatable, Sendable {
    /// What somebody may do on the server as a whole, highest first.
    package enum Role: String, Sendable, CaseIterable {
        case owner, admin, member, guest

        package var administers: Bool { self == .owner || self == .admin }
        package var isRegistered: Bool { self != .guest }
    }

    package let id: PersonID
    package var name: String
    package var address: Address?
    package var role: Role
    package var suspended = false
    /// Erased: the events stay, who wrote them is forgotten.
    package var gone = false
    package var doNotDisturb = false
    package var status = ""
    package var createdAt: Milliseconds = 0
    package var seenAt: Milliseconds?
    package var mail = MailLevel.direct
    /// The local part of their own address on this server.
    package var handle: String?

    /// What is shown instead of the name of somebody who was erased.
    package static let erasedName = "Somebody"

    package init(id: PersonID, name: String, address: Address?, role: Role) {
        self.id = id
        self.name = name
        self.address = address
        self.role = role
    }
}

/// A name as people are shown it: visible, one line, no invisible trickery.
package enum DisplayName {
    /// - Throws: `Refusal` naming `field`.
    package static func checked(_ written: String, field: String = "name", limit: Int = Limits.name) throws(Refusal) -> String {
        let words = written.unicodeScalars.split { $0.properties.isWhitespace }
        let name = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
        guard name.unicodeScalars.contains(where: \.isSeen) else { throw .missing(field: field) }
        guard name.utf8.count <= limit else { throw .tooLong(field: field, limit: limit, got: name.utf8.count) }
        for c in name.unicodeScalars {
            switch c.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                throw .invalid(field: field, expected: "visible characters on one line")
            case .format where c.value != 0x200D && c.value != 0x200C:
                throw .invalid(field: field, expected: "visible characters on one line")
            default: continue
            }
        }
        return name
    }
}
