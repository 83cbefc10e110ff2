/// What a record says (RFC 1035 §3.2.2, RFC 3596).
package enum RecordType: UInt16, Equatable, Sendable {
    case a = 1
    case cname = 5
    case soa = 6
    case ptr = 12
    case mx = 15
    case txt = 16
    case aaaa = 28
    case opt = 41
}
