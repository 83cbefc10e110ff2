package import Domain

/// The local part of an address on this server.
package enum Handle {
    /// Belong to the server, not to people (RFC 2142).
    static let reserved: Set<String> = [
        "postmaster", "abuse", "mailer-daemon", "noreply", "no-reply", "root", "admin", "administrator", "hostmaster", "webmaster",
        "security", "confab", "talk", "bounce", "stop", "info", "support", "help",
    ]
    static let names: Set<String> = ["postmaster", "abuse", "mailer-daemon", "hostmaster", "webmaster", "root"]

    /// - Throws: `Refusal` naming `field`.
    package static func checked(_ text: String, field: String) throws(Refusal) -> String {
        let text = text.lowercased()
        let isRight =
            (1...40).contains(text.utf8.count) && text.first != "." && text.last != "." && !text.contains("..")
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
            }
        guard isRight else { throw .invalid(field: field, expected: "1 to 40 of a-z 0-9 . - _") }
        for prefix in MailRoute.prefixes where text.hasPrefix(prefix) {
            throw .invalid(field: field, expected: "something that does not begin with \(prefix)")
        }
        return text
    }

    static func suggestion(for person: Person) -> String {
        let local = String(person.address?.localPart.prefix { $0 != "+" } ?? "member")
        let kept = String(
            local.unicodeScalars.filter {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "." || $0 == "-" || $0 == "_"
            }.map(Character.init).prefix(30))
        let name = kept.split(separator: ".").joined(separator: ".")
        return (try? checked(name, field: "")) ?? "member"
    }
}

extension LedgerTransaction {
    /// A local part that nobody has, like the one of their own address.
    func freeHandle(for person: Person) throws -> String {
        let wish = Handle.suggestion(for: person)
        for number in 1..<1_000 {
            let handle = number == 1 ? wish : "\(wish)\(number)"
            if !Handle.reserved.contains(handle), try isFree(handle: handle) { return handle }
        }
        return "m-" + String(person.id.rawValue, radix: 36)
    }

    func isFree(handle: String) throws -> Bool { try tx.person(handle: handle) == nil && tx.conversation(local: handle) == nil }
}
