import CMediaSockets
import Synchronization

/// What other threads want of a media loop, and what wakes it for that.
final class MediaInbox: Sendable {
    typealias Work = @Sendable (MediaLoop) -> Void

    let descriptor: Int32
    private let work = Mutex<[Work]>([])

    init() throws {
        descriptor = confab_wake_open()
        guard descriptor >= 0 else { throw SocketFailure(what: "eventfd", code: -descriptor) }
    }

    deinit { confab_close(descriptor) }

    func post(_ body: @escaping Work) {
        work.withLock { $0.append(body) }
        confab_wake(descriptor)
    }

    func take() -> [Work] {
        confab_wake_clear(descriptor)
        return work.withLock { work in
            defer { work = [] }
            return work
        }
    }
}
