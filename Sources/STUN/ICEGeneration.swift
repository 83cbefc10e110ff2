/// One exchange of credentials; an ICE restart begins another (RFC 8445 §9).
struct ICEGeneration: Sendable {
    let credentials: ICECredentials
    /// `ours:theirs`, the USERNAME of each request to us (RFC 8445 §7.2.2).
    private let username: [UInt8]
    let key: IntegrityKey

    init(_ credentials: ICECredentials, remoteFragment: String) {
        self.credentials = credentials
        username = Array("\(credentials.fragment.text):\(remoteFragment)".utf8)
        key = IntegrityKey(password: credentials.password)
    }

    /// True when the request has this exchange's name and was made with its password.
    func admits(_ message: STUNMessage, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard let name = message.username(in: bytes), name.elementsEqual(username) else { return false }
        return message.isAuthentic(in: bytes, key: key)
    }
}
