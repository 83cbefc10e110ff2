package import Domain

/// Stands in where no sound is carried: nobody can join a call.
package struct NoMedia: MediaServer {
    package init() {}

    package func answer(_ offer: [UInt8], for leg: LegID, in call: CallID, _ terms: LegTerms) async throws -> [UInt8] {
        throw Refusal.unavailable("this server carries no calls")
    }
    package func change(_ leg: LegID, in call: CallID, _ terms: LegTerms) {}
    package func remove(_ leg: LegID, from call: CallID) {}
    package func end(_ call: CallID) {}
    package func record(_ call: CallID, to sink: (any RecordingSink)?) {}
    package func mender() -> any RecordingMender { Nothing() }
    package func onEvent(_ body: @escaping @Sendable (MediaEvent) -> Void) {}

    private struct Nothing: RecordingMender {
        mutating func add(_ bytes: [UInt8]) -> [UInt8] { [] }
        mutating func finish() -> (last: [UInt8], milliseconds: Milliseconds)? { nil }
    }
}
