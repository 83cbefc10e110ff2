/// What came of one signature (RFC 8601 §2.7.1).
package struct DKIMResult: Equatable, Sendable {
    package enum Status: String, Equatable, Sendable {
        case pass
        /// The body or the header is not what was signed.
        case fail
        /// The signature is true, or may be, and is not accepted: expired, too weak, or a field was added.
        case policy
        /// The key could not be had; later it may.
        case temperror
        /// The signature or its key is none.
        case permerror
    }

    package let status: Status
    /// The signing domain in lower case (`d=`), or empty where none could be read.
    package let domain: String
    package let selector: String
    /// The user or agent (`i=`).
    package let identity: String
    /// As it stands in the signature (`a=`).
    package let algorithm: String
    /// The first characters of the signature, which tell it from others (RFC 6008).
    package let signature: String
    /// A word to the operator; empty with `.pass`.
    package let reason: String
    /// The body goes on after what was signed (`l=`): anybody may have written the rest.
    package let isPartial: Bool
    /// The domain only tries signatures (`t=y`).
    package let isTesting: Bool
}
