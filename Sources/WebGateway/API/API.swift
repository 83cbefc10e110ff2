import CoreMetrics
import Domain
import HTTPTypes
import Hub
import Hummingbird
import JSON
import Logging
import Metrics
import NIOCore

/// The routes under `/api/v1`, those for operators, and the client's files.
struct API: Sendable {
    let hub: Hub
    let gate: Gate
    let configuration: WebGatewayConfiguration
    let logger: Logger
    private let faults = Counter(label: "confab_faults_total")
    let violations = Counter(label: "confab_csp_reports_total")

    init(hub: Hub, gate: Gate, configuration: WebGatewayConfiguration, logger: Logger) {
        self.hub = hub
        self.gate = gate
        self.configuration = configuration
        self.logger = logger
    }

    /// A route: what it answers to a request.
    typealias Handler = @Sendable (Ask) async throws -> Answer

    func router() throws -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        let client = try WebClient(folder: configuration.clientFolder)
        router.add(middleware: Everywhere(client: client, secure: gate.isSecure))
        var table = RouteTable()
        accounts(&table)
        sessions(&table)
        people(&table)
        invitations(&table)
        conversations(&table)
        members(&table)
        events(&table)
        attachments(&table)
        calls(&table)
        push(&table)
        deliveries(&table)
        mailLinks(&table)
        mailAdministration(&table)
        administration(&table)
        for (path, methods) in table.routes {
            for (method, handler) in methods {
                router.on(RouterPath(path), method: method) { request, context in
                    await answer(request, context, handler)
                }
            }
            let allowed = methods.keys.map(\.rawValue).sorted().joined(separator: ", ")
            for method in RouteTable.methods where methods[method] == nil {
                router.on(RouterPath(path), method: method) { _, _ in
                    Answer.problem(.methodNotAllowed()).with(.allow, allowed).response
                }
            }
        }
        router.get(RouterPath(LiveUpgrader.path)) { request, context in
            await answer(request, context) { ask in
                _ = try await ask.caller()
                return Answer.problem(.upgradeRequired()).with(.upgrade, "websocket").with(.secWebSocketVersion, "13")
            }
        }
        operations(router)
        return router
    }

    /// Runs a route and says what goes wrong as a problem.
    private func answer(_ request: Request, _ context: APIContext, _ handler: Handler) async -> Response {
        let ask = Ask(request: request, context: context, gate: gate)
        do {
            if request.method != .get, request.method != .head,
                !gate.isOurs(
                    origin: request.headers[.origin], host: request.head.authority)
            {
                throw Refusal.forbidden("requests from other sites are not taken")
            }
            return try await handler(ask).response
        } catch let refusal as Refusal {
            return Answer.problem(Problem(refusal)).response
        } catch {
            return fault(error, request, context)
        }
    }

    private func fault(_ error: any Error, _ request: Request, _ context: APIContext) -> Response {
        if error is FieldError || error is JSONSyntaxError { return Answer.problem(Problem(Refusal(error))).response }
        let number = context.id
        faults.increment()
        logger.error(
            "fault", metadata: ["error": "\(error)", "fault": "\(number)", "route": "\(context.endpointPath ?? "")"])
        return Answer.problem(.fault(number)).response
    }
}

/// Paths with their methods, so that every other method can be refused properly.
struct RouteTable {
    static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]

    private(set) var routes: [String: [HTTPRequest.Method: API.Handler]] = [:]

    mutating func on(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping API.Handler) {
        routes["/api/v1" + path, default: [:]][method] = handler
    }
}
