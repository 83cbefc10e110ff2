import Domain
import Foundation
import Hub
import Logging
import Synchronization
import Testing

@testable import MediaGateway

/// A media server on a free port, and those who call.
final class CallStage {
    let media: MediaGateway
    let call: CallID
    var clients: [CallClient] = []
    let events: Heard

    final class Heard: Sendable {
        private let all = Mutex<[MediaEvent]>([])
        func add(_ event: MediaEvent) { all.withLock { $0.append(event) } }
        var list: [MediaEvent] { all.withLock { $0 } }
    }

    init() throws {
        (call, events) = (CallID(rawValue: 1), Heard())
        media = try MediaGateway(MediaOptions(port: 0, isLocal: true), logger: Logger(label: "test"))
        media.onEvent { [events] in events.add($0) }
    }

    /// Another call of the same server.
    init(beside other: CallStage, _ call: UInt64) {
        (media, events, self.call) = (other.media, other.events, CallID(rawValue: call))
    }

    deinit { media.end(call) }

    /// Brings another one in, with the terms given.
    func join(tone: Double, _ terms: LegTerms = LegTerms(), direction: String = "sendrecv") async throws -> CallClient {
        let client = try CallClient(tone: tone, ssrc: UInt32(1000 + clients.count))
        try await answer(client, terms, direction: direction, leg: clients.count)
        clients.append(client)
        try await until("connected") { client.isConnected }
        return client
    }

    func answer(_ client: CallClient, _ terms: LegTerms, direction: String = "sendrecv", leg: Int) async throws {
        let answer = try await media.answer(client.offer(direction), for: id(leg), in: call, terms)
        try client.take(answer, port: media.port)
        client.check()
    }

    func id(_ client: Int) -> LegID { LegID(rawValue: call.rawValue * 1000 + UInt64(client)) }

    /// Waits for a condition, taking what comes meanwhile.
    func until(_ what: String, _ condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition() {
            for client in clients { client.pump() }
            try #require(ContinuousClock.now < deadline, "\(what) did not come")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Waits until the server has taken what was sent so far, and what came of it has come.
    func settle() async throws {
        for client in clients + clients {
            let before = client.counts.answers
            client.check()
            try await until("an answer") { client.counts.answers > before }
        }
    }

    /// Lets some speak until what is said of what was heard is so.
    func speak(_ speakers: [CallClient], until what: String, _ condition: () -> Bool) async throws {
        for _ in 0..<24 {
            try await speak(speakers, frames: 25)
            if condition() { return }
        }
        Issue.record("\(what) did not come")
    }

    /// Lets some speak for so many frames of 20 ms, in real time.
    func speak(_ speakers: [CallClient], frames: Int) async throws {
        var next = ContinuousClock.now
        for _ in 0..<frames {
            for speaker in speakers { speaker.speak() }
            next += .milliseconds(20)
            while ContinuousClock.now < next {
                for client in clients { client.pump() }
                try await Task.sleep(for: .milliseconds(2))
            }
        }
    }
}
