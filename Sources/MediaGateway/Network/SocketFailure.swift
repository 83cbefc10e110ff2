import Glibc

/// A socket that could not be had.
package struct SocketFailure: Error, CustomStringConvertible {
    package let what: String
    package let code: Int32

    /// Whether somebody else has it.
    package var isTaken: Bool { code == EADDRINUSE }

    package var description: String { "\(what): \(String(cString: strerror(code)))" }
}
