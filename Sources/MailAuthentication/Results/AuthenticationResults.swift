/// What a server found out about a mail, as its field says (RFC 8601 §2).
package struct AuthenticationResults: Equatable, Sendable {
    package static let fieldName = "Authentication-Results"
    static let maxBytes = 16 * 1024
    static let maxResults = 50
    static let maxProperties = 20

    package struct Property: Equatable, Sendable {
        /// `smtp`, `header`, `body` or `policy`; empty where a server wrote none.
        package let type: String
        package let name: String
        package let value: String

        package init(type: String, name: String, value: String) {
            (self.type, self.name, self.value) = (type, name, value)
        }
    }

    package struct Outcome: Equatable, Sendable {
        /// In lower case, as `dkim`.
        package let method: String
        /// In lower case, as `pass`.
        package let result: String
        package let reason: String
        package let properties: [Property]

        package init(method: String, result: String, reason: String = "", properties: [Property] = []) {
            (self.method, self.result, self.reason, self.properties) = (method, result, reason, properties)
        }

        /// The value of a property, as `header.d`.
        package subscript(name: String) -> String? {
            properties.first { "\($0.type).\($0.name)" == name }?.value
        }
    }

    /// Who says so (authserv-id).
    package let server: String
    /// In the order in which they are said; none is said by the word `none`.
    package let outcomes: [Outcome]

    package init(server: String, outcomes: [Outcome]) {
        self.server = server
        self.outcomes = outcomes
    }

    package func outcomes(of method: String) -> [Outcome] { outcomes.filter { $0.method == method } }
}
