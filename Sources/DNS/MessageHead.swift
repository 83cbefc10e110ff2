/// The first twelve bytes of a message (RFC 1035 §4.1.1).
struct MessageHead {
    let id: UInt16
    let isAnswer: Bool
    let isTruncated: Bool
    let status: DNSAnswer.Status
    let questions: Int
    let answers: Int
    let authority: Int

    static func read(_ reader: inout MessageReader) throws(DNSFault) -> MessageHead {
        let id = try reader.uint16(), flags = try reader.uint16()
        let questions = try reader.uint16(), answers = try reader.uint16(), authority = try reader.uint16()
        _ = try reader.uint16()
        return MessageHead(
            id: id, isAnswer: flags & 0x8000 != 0 && flags & 0x7800 == 0, isTruncated: flags & 0x0200 != 0,
            status: status(UInt8(flags & 0x0F)), questions: Int(questions), answers: Int(answers), authority: Int(authority))
    }

    private static func status(_ code: UInt8) -> DNSAnswer.Status {
        switch code {
        case 0: .success
        case 1: .formatError
        case 2: .serverFailure
        case 3: .noSuchName
        case 5: .refused
        default: .other(code)
        }
    }
}
