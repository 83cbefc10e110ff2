import Domain
import Hub
import Logging
import Synchronization

/// A clock that stands still until it is moved.
final class ManualClock: Clock {
    private let time: Mutex<Milliseconds>

    init(_ start: Milliseconds = 1_000_000) { time = Mutex(start) }
    func now() -> Int64 { time.withLock { $0 } }
    func advance(_ by: Milliseconds) { time.withLock { $0 += by } }
}

/// Secrets that are no secret: numbers counted up.
final class CountingSecrets: Secrets {
    private let count = Mutex<UInt64>(1_000)

    func identifier() -> UInt64 {
        count.withLock {
            $0 += 1
            return $0
        }
    }
    func token() -> String { "token-\(identifier())" }
    func digest(_ token: String) -> [UInt8] { Array(token.utf8) }
    func hash(password: String) async throws -> String { password }
    func verify(password: String, against hash: String) async throws -> Bool { password == hash }
}

struct NoBlobs: Blobs {
    func begin() async throws -> any BlobUpload { throw StorageFull() }
    func path(of digest: [UInt8]) -> String { "" }
    func thumbnailPath(of digest: [UInt8]) -> String { "" }
    func remove(_ digest: [UInt8]) async {}
    func settle(_ digest: [UInt8], kept: Bool) async {}
    func inspect(_ digest: [UInt8], type: String) async -> (width: Int, height: Int, thumbnail: Bool)? { nil }
    func append(_ bytes: [UInt8], to id: RecordingID) async throws { throw StorageFull() }
    func read(_ id: RecordingID, from offset: Int64, atMost count: Int) async throws -> [UInt8] { [] }
    func recordings() async throws -> [RecordingID] { [] }
    func removeRecording(_ id: RecordingID) async throws {}
}

/// Hands what is pushed to who waits for it.
final class RecordingPusher: Pusher {
    let pushed: AsyncStream<(endpoint: String, payload: [UInt8])>
    private let continuation: AsyncStream<(endpoint: String, payload: [UInt8])>.Continuation
    private let deadEndpoint: String?

    init(deadEndpoint: String? = nil) {
        (pushed, continuation) = AsyncStream.makeStream()
        self.deadEndpoint = deadEndpoint
    }

    func push(_ payload: [UInt8], to subscription: PushRecord, within seconds: Int?) async -> Bool {
        continuation.yield((subscription.endpoint, payload))
        return subscription.endpoint != deadEndpoint
    }
}

/// A mailbox that counts how often its loop was woken.
final class CountedMailbox: Sendable {
    private final class Count: Sendable {
        let wakes = Mutex(0)
    }
    private let count = Count()
    let mailbox: Mailbox

    init() { mailbox = Mailbox { [count] in count.wakes.withLock { $0 += 1 } } }
    var wakes: Int { count.wakes.withLock { $0 } }
}

let silent = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
