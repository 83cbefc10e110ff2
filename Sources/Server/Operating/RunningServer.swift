import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import NIOHTTP1
import NIOSSL

/// The server that runs on a data folder, over its own HTTP interface, with the operator's token.
struct RunningServer: Sendable {
    static let answer = 64 << 20

    let run: RunFile
    private let client: HTTPClient

    init(_ run: RunFile) {
        self.run = run
        client = Self.makeClient()
    }

    /// Certificates name the public host, not the address at hand; who answers is known by who wrote `run.json`.
    static func makeClient() -> HTTPClient {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        return HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: .init(tlsConfiguration: tls, redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5))))
    }

    func close() async { try? await client.shutdown() }

    /// Nil where the answer has no body.
    /// - Throws: `Complaint` with what the server says.
    @discardableResult
    func ask(_ method: HTTPMethod, _ path: String, _ body: [UInt8]? = nil) async throws -> JSONValue? {
        var request = HTTPClientRequest(url: run.url + "/api/v1" + path)
        request.method = method
        request.headers = ["Authorization": "Bearer \(run.token)"]
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(body)
        }
        let response: HTTPClientResponse
        do { response = try await client.execute(request, timeout: .seconds(60)) } catch {
            throw Complaint("the running server (process \(run.pid)) does not answer at \(run.url)")
        }
        let bytes = [UInt8](buffer: try await response.body.collect(upTo: Self.answer))
        let value = bytes.isEmpty ? nil : try? JSONParser.parse(bytes, limits: JSONLimits(bytes: Self.answer))
        guard (200..<300).contains(response.status.code) else {
            throw Complaint(Self.problem(value) ?? "the server answered \(response.status.code)")
        }
        return value
    }

    private static func problem(_ value: JSONValue?) -> String? {
        guard case .object(let problem)? = value, case .string(let title)? = problem["title"] else { return nil }
        if case .string(let detail)? = problem["detail"] { return "\(title): \(detail)" }
        return title
    }
}
