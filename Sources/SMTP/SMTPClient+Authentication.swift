import Bytes

extension SMTPClient {
    /// What of the credentials was sent (RFC 4954; LOGIN has no RFC).
    enum Authentication: Sendable, Equatable {
        case plain
        case login
        case loginUser
        case loginPassword
    }

    /// Authenticates when there are credentials, and is ready.
    mutating func authenticate() {
        guard let credentials = options.credentials else { return becomeReady() }
        guard isSecure || options.allowsPlainAuth else {
            return fail(.authentication, nil, "The password is not sent without TLS")
        }
        guard !(credentials.user + credentials.password).utf8.contains(0) else {
            return fail(.authentication, nil, "The user or the password has a bad character")
        }
        if extensions.mechanisms.contains("PLAIN") {
            state = .authenticating(.plain)
            send("AUTH PLAIN \(Self.base64("\0\(credentials.user)\0\(credentials.password)"))")
        } else if extensions.mechanisms.contains("LOGIN") {
            state = .authenticating(.login)
            send("AUTH LOGIN")
        } else {
            fail(.authentication, nil, "The server offers no way to authenticate that is known")
        }
    }

    mutating func takeAuthentication(_ reply: SMTPReply, _ step: Authentication) {
        let credentials = options.credentials ?? Credentials(user: "", password: "")
        switch (step, reply.code) {
        case (.plain, 235), (.loginPassword, 235): becomeReady()
        case (.login, 334):
            state = .authenticating(.loginUser)
            send(Self.base64(credentials.user))
        case (.loginUser, 334):
            state = .authenticating(.loginPassword)
            send(Self.base64(credentials.password))
        default: fail(.authentication, reply, "The server refused the user or the password")
        }
    }

    private static func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }
}
