/// What a request with the right credentials is answered with.
enum ICEVerdict: Equatable, Sendable {
    case success
    /// 420: something in it must be understood and is not (RFC 8489 §6.3.1).
    case unknownAttributes(UnknownAttributes)
    /// 487: the peer wants to be controlled, which is our part for ever (RFC 8445 §7.3.1.1).
    case roleConflict
    /// 400: both roles at once.
    case badRequest

    init(_ message: STUNMessage) {
        if message.attributes.unknown.count > 0 {
            self = .unknownAttributes(message.attributes.unknown)
            return
        }
        switch message.attributes.role {
        case .controlled: self = .roleConflict
        case .contradictory: self = .badRequest
        case .controlling, nil: self = .success
        }
    }

    /// Writes the answer and says its bytes; 0 when there is no room.
    func write(
        to output: UnsafeMutableRawBufferPointer, for message: STUNMessage, from remote: TransportAddress, key: IntegrityKey
    ) -> Int {
        let answerClass: MessageClass = self == .success ? .success : .error
        var writer = STUNWriter(output, answerClass, message.method, transaction: message.transaction)
        switch self {
        case .success: writer.xorMappedAddress(remote)
        case .unknownAttributes(let unknown):
            writer.errorCode(.unknownAttribute)
            writer.unknownAttributes(unknown)
        case .roleConflict: writer.errorCode(.roleConflict)
        case .badRequest: writer.errorCode(.badRequest)
        }
        writer.integrity(key)
        writer.fingerprint()
        return writer.finish() ?? 0
    }
}
