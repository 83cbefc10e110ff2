/// Why a push cannot be made.
package enum WebPushError: Error, Equatable, Sendable {
    case malformedEndpoint
    /// The browser's public key is not a point of P-256 in its uncompressed form.
    case malformedKey
    case malformedAuth
    case malformedSalt
    /// The private key is not a number of P-256.
    case malformedPrivateKey
    /// The audience or the subject of a token is not a plain URL.
    case malformedClaim
    case tooLong(limit: Int)
    /// The cryptography refused; with checked keys it does not.
    case failed
}
