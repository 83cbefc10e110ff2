import Domain
import Hub
import Synchronization

/// A media server that carries nothing: it answers, and notes what it is told.
final class FakeMedia: MediaServer {
    enum Told: Equatable, Sendable {
        case answer(LegID, CallID, LegTerms)
        case change(LegID, LegTerms)
        case remove(LegID)
        case end(CallID)
        case record(CallID, Bool)
    }

    private struct State {
        var told: [Told] = []
        var listener: (@Sendable (MediaEvent) -> Void)?
        var sinks: [CallID: any RecordingSink] = [:]
        var keepsSinks = false
        var beforeAnswer: (@Sendable () async -> Void)?
    }
    private let state = Mutex(State())

    /// What it writes at the end of each recording.
    static let end: [UInt8] = [0x2E]
    /// Takes whatever there is for sound of an hour a byte.
    private struct Mender: RecordingMender {
        private var size: Int64 = 0

        mutating func add(_ bytes: [UInt8]) -> [UInt8] {
            size += Int64(bytes.count)
            return bytes
        }
        mutating func finish() -> (last: [UInt8], milliseconds: Milliseconds)? { size == 0 ? nil : ([], size * 3_600_000) }
    }

    var told: [Told] { state.withLock { $0.told } }
    func say(_ event: MediaEvent) { state.withLock { $0.listener }?(event) }
    func sink(of call: CallID) -> (any RecordingSink)? { state.withLock { $0.sinks[call] } }
    /// From now on ends no recording.
    func keepSinks() { state.withLock { $0.keepsSinks = true } }
    /// Lets a recording go, and nobody ends it.
    func forgetSink(of call: CallID) { state.withLock { $0.sinks[call] = nil } }
    func beforeAnswer(_ body: (@Sendable () async -> Void)?) { state.withLock { $0.beforeAnswer = body } }

    func answer(_ offer: [UInt8], for leg: LegID, in call: CallID, _ terms: LegTerms) async throws -> [UInt8] {
        guard offer != Array("nonsense".utf8) else { throw Refusal.invalid(field: "offer", expected: "a session description") }
        await state.withLock { $0.beforeAnswer }?()
        state.withLock { $0.told.append(.answer(leg, call, terms)) }
        return Array("answer to ".utf8) + offer
    }
    func change(_ leg: LegID, in call: CallID, _ terms: LegTerms) { state.withLock { $0.told.append(.change(leg, terms)) } }
    func remove(_ leg: LegID, from call: CallID) { state.withLock { $0.told.append(.remove(leg)) } }

    func end(_ call: CallID) {
        let sink = state.withLock { s in
            s.told.append(.end(call))
            return s.sinks.removeValue(forKey: call)
        }
        sink?.write(Self.end)
        sink?.end()
    }

    func record(_ call: CallID, to sink: (any RecordingSink)?) {
        let old = state.withLock { s in
            s.told.append(.record(call, sink != nil))
            if s.keepsSinks { return nil as (any RecordingSink)? }
            defer { s.sinks[call] = sink }
            return s.sinks[call]
        }
        guard sink == nil, let old else { return }
        old.write(Self.end)
        old.end()
    }

    func mender() -> any RecordingMender { Mender() }
    func onEvent(_ body: @escaping @Sendable (MediaEvent) -> Void) { state.withLock { $0.listener = body } }
}
