/// What ends an evaluation at once (RFC 7208 §2.6.6, §2.6.7).
enum SPFStop: Error {
    case temporary
    case permanent(String)
}
