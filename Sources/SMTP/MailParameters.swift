/// The parameters of `MAIL`: SIZE (RFC 1870), BODY (RFC 6152) and SMTPUTF8 (RFC 6531).
struct MailParameters: Equatable {
    private(set) var size: Int?
    private(set) var utf8 = false

    enum Fault: Error {
        case value
        case unknown
    }

    init(_ parameters: [PathCommand.Parameter]) throws(Fault) {
        for parameter in parameters {
            switch parameter.keyword {
            case "SIZE":
                guard let size = Self.size(parameter.value) else { throw .value }
                self.size = size
            case "BODY":
                guard let value = parameter.value?.uppercased(), ["7BIT", "8BITMIME"].contains(value) else { throw .value }
            case "SMTPUTF8":
                guard parameter.value == nil else { throw .value }
                utf8 = true
            default: throw .unknown
            }
        }
    }

    /// Up to 20 digits (RFC 1870 §3); what no number holds is the largest of them.
    private static func size(_ value: String?) -> Int? {
        guard let value, (1...20).contains(value.utf8.count), value.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int(value) ?? .max
    }
}
