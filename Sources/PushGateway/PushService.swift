import AsyncHTTPClient
import Crypto
import Foundation
import Hub
import NIOCore
import NIOHTTP1
import WebPush

/// One exchange with a push service (RFC 8030 §5).
///
/// An endpoint is what a browser said, so it must not lead back into this network. That the name still leads to the
/// address that was judged is not needed: over TLS another server there cannot prove the name, and is told nothing.
struct PushService: Sendable {
    enum Outcome: Equatable {
        case accepted
        /// The subscription is gone for good.
        case gone
        case later
        case refused(String)
    }

    /// Seconds before each further attempt; less than five minutes in all.
    static let pauses = [5, 30, 120]
    static let timeToLive = 86_400
    static let tokenLife: Int64 = 12 * 3_600
    static let timeout = TimeAmount.seconds(10)

    private let options: PushOptions
    private let clock: any Clock
    private let client: HTTPClient

    init(_ options: PushOptions, clock: any Clock) {
        self.options = options
        self.clock = clock
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = PushGateway.together
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Nil for what can never be pushed to.
    func subscription(_ record: PushRecord) -> PushSubscription? {
        try? PushSubscription(
            endpoint: record.endpoint, p256dh: record.p256dh, auth: record.auth,
            schemes: options.local ? ["https", "http"] : ["https"])
    }

    func send(_ attempt: PushAttempt) async -> Outcome {
        do {
            if !options.local {
                switch await EndpointAddress.judge(attempt.subscription.origin) {
                case .outside: break
                case .inside: return .refused("its address is not on the Internet")
                case .unknown: return .later
                }
            }
            let response = try await client.execute(request(for: attempt), timeout: Self.timeout)
            return Self.outcome(response.status.code)
        } catch let error as WebPushError {
            return .refused("\(error)")
        } catch {
            return .later
        }
    }

    func close() async { try? await client.shutdown() }

    private func request(for attempt: PushAttempt) throws -> HTTPClientRequest {
        let salt = (0..<WebPushEncryption.saltLength).map { _ in UInt8.random(in: .min ... .max) }
        let body = try WebPushEncryption.encrypt(
            attempt.payload, for: attempt.subscription, salt: salt, ephemeral: P256.KeyAgreement.PrivateKey())
        var request = HTTPClientRequest(url: attempt.subscription.endpoint)
        request.method = .POST
        request.headers = [
            "TTL": "\(attempt.timeToLive)", "Urgency": "high", "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": try options.key.authorization(
                audience: attempt.subscription.origin, subject: options.subject, expires: clock.now() / 1_000 + Self.tokenLife),
        ]
        request.body = .bytes(body)
        return request
    }

    static func outcome(_ status: UInt) -> Outcome {
        switch status {
        case 200..<300: .accepted
        case 404, 410: .gone
        case 408, 425, 429, 500..<600: .later
        default: .refused("status \(status)")
        }
    }
}
