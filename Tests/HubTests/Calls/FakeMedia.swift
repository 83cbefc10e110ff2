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
        sink?.end(milliseconds: 0, cues: [])
    }

    func record(_ call: CallID, to sink: (any RecordingSink)?) {
        let old = state.withLock { s in
            s.told.append(.record(call, sink != nil))
            if s.keepsSinks { return nil as (any RecordingSink)? }
            defer { s.sinks[call] = sink }
            return s.sinks[call]
        }
        if sink == nil { old?.end(milliseconds: 2_500, cues: [(LegID(rawValue: 0), 0, 10)]) }
    }

    func onEvent(_ body: @escaping @Sendable (MediaEvent) -> Void) { state.withLock { $0.listener = body } }
}
