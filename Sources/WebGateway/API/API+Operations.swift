import CoreMetrics
import Domain
import HTTPTypes
import Hub
import Hummingbird
import Metrics
import NIOCore

extension API {
    /// What operators and their tools ask, outside of the API.
    func operations(_ router: Router<APIContext>) {
        router.get("/healthz") { _, _ in Self.plain("ok\n") }
        router.get("/readyz") { _, _ in
            let ready = (try? await hub.store.read { try $0.hasOwner() }) != nil
            return Self.plain(ready ? "ready\n" : "the store cannot be read\n", ready ? .ok : .serviceUnavailable)
        }
        router.get("/metrics") { request, context in
            guard mayScrape(request, context) else { return Self.plain("not for you\n", .forbidden) }
            return Self.plain(configuration.renderMetrics() + hubMetrics, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        // What mail programs send for their *unsubscribe* button (RFC 8058): no cookie, no origin, any form.
        router.post("/stop/{token}") { _, context in
            let token = context.parameters.get("token") ?? ""
            guard (try? await hub.stop(token, .conversation)) != nil else {
                return Self.plain("this link is not valid\n", .notFound)
            }
            return Self.plain("You will get no more mail about this conversation.\n")
        }
        router.post("/api/v1/csp") { request, _ in
            // The report is not kept: it could hold anything. That there are some is enough to look.
            violations.increment()
            var taken = 0
            for try await part in request.body {
                taken += part.readableBytes
                if taken > 65_536 { break }
            }
            return Response(status: .noContent)
        }
    }

    private var hubMetrics: String {
        let (events, batches) = hub.committer.counts
        let values = [
            ("confab_events_committed_total", "counter", events), ("confab_commits_total", "counter", batches),
            ("confab_live_sessions", "gauge", hub.directory.count), ("confab_open_channels", "gauge", hub.channels.count),
            ("confab_calls", "gauge", hub.calls.count), ("confab_call_legs", "gauge", hub.calls.legCount),
        ]
        return values.map { "# TYPE \($0.0) \($0.1)\n\($0.0) \($0.2)\n" }.joined()
    }

    private func mayScrape(_ request: Request, _ context: APIContext) -> Bool {
        if let token = configuration.metricsToken {
            guard let carried = request.headers[.authorization], carried.hasPrefix("Bearer ") else { return false }
            return hub.secrets.digest(String(carried.dropFirst(7))) == hub.secrets.digest(token)
        }
        let isForwarded = request.headers[.xForwardedFor] != nil
        return !isForwarded && (context.peer == "127.0.0.1" || context.peer == "::1" || context.peer == "::ffff:127.0.0.1")
    }

    private static func plain(
        _ text: String, _ status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
