import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// What every answer carries, and what becomes of a path that no route has: a problem under `/api`, else the client.
struct Everywhere: RouterMiddleware {
    typealias Context = APIContext

    let client: WebClient
    let secure: Bool

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            response = elsewhere(request)
        }
        protect(&response)
        return response
    }

    private func elsewhere(_ request: Request) -> Response {
        let path = request.uri.path
        if path == "/api" || path.hasPrefix("/api/") { return Answer.problem(Problem(.notFound("route"))).response }
        guard request.method == .get || request.method == .head else {
            return Answer.problem(.methodNotAllowed()).with(.allow, "GET, HEAD").response
        }
        return client.respond(to: request)
    }

    private func protect(_ response: inout Response) {
        var headers = response.headers
        headers[.xContentTypeOptions] = "nosniff"
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = Self.policy }
        headers[.referrerPolicy] = "no-referrer"
        headers[.crossOriginOpenerPolicy] = "same-origin"
        headers[.crossOriginResourcePolicy] = "same-origin"
        headers[.permissionsPolicy] = "microphone=(self), camera=(self), display-capture=(self), geolocation=()"
        if secure { headers[.strictTransportSecurity] = "max-age=31536000" }
        response.headers = headers
    }

    static let policy = """
        default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self'; script-src 'self'; \
        connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types worker; report-uri /api/v1/csp
        """
}

extension HTTPField.Name {
    private static func named(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .via }
    static let referrerPolicy = named("Referrer-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
}
