import Foundation
import Hub

/// A system call on a file that failed.
struct FileFault: Error, CustomStringConvertible {
    let call: String
    let code: Int32

    var description: String { "\(call): \(String(cString: strerror(code)))" }

    /// What the last system call's error means: `StorageFull` when there is no space.
    static func last(_ call: String) -> any Error {
        let code = errno
        return code == ENOSPC || code == EDQUOT ? StorageFull() : FileFault(call: call, code: code)
    }
}

/// Makes the entries of a folder last.
func syncFolder(_ path: String) throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFault.last("open") }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw FileFault.last("fsync") }
}

/// Makes a folder for its owner only, unless it is there; true when it was made.
@discardableResult
func makeFolder(_ path: String) throws -> Bool {
    if mkdir(path, 0o700) == 0 { return true }
    guard errno == EEXIST else { throw FileFault.last("mkdir") }
    return false
}

func writeAll(_ bytes: [UInt8], to file: Int32) throws {
    try bytes.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
            let written = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written == 0 || errno != EINTR {
                throw FileFault.last("write")
            }
        }
    }
}
