#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension MailReader {
    /// Reads a mail kept in a file.
    package static func read(path: String, nullSender: Bool = false) throws(MailFault) -> ReceivedMail {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size >= 0 else { throw .unreadable }
        guard status.st_size <= MailLimits.message else { throw .tooLarge }
        let size = Int(status.st_size)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = take(from: file, into: buffer.baseAddress! + count, upTo: size - count)
                guard got > 0 else {
                    failed = got < 0
                    return
                }
                count += got
            }
        }
        if failed { throw .unreadable }
        return try read(bytes, nullSender: nullSender)
    }
}

/// The system's `read`, which a method's name hides.
private func take(from file: CInt, into place: UnsafeMutablePointer<UInt8>, upTo count: Int) -> Int { read(file, place, count) }
