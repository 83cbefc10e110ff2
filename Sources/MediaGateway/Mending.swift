package import Hub
import Ogg

extension MediaGateway {
    package func mender() -> any RecordingMender { Mender() }
}

private struct Mender: RecordingMender {
    private var repair = OggOpusRepair()

    mutating func add(_ bytes: [UInt8]) -> [UInt8] { repair.add(bytes) }
    mutating func finish() -> (last: [UInt8], milliseconds: Int64)? { repair.finish() }
}
