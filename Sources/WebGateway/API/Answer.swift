import Domain
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// What a route answers.
struct Answer: Sendable {
    var response: Response

    static let empty = Answer(response: Response(status: .noContent))

    static func json(_ status: HTTPResponse.Status, _ bytes: [UInt8]) -> Answer {
        Answer(
            response: Response(
                status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes))))
    }

    /// An object whose members `body` writes.
    static func object(_ status: HTTPResponse.Status = .ok, _ body: (inout JSONWriter) throws -> Void) rethrows -> Answer {
        var w = JSONWriter(reservingCapacity: 512)
        w.beginObject()
        try body(&w)
        w.endObject()
        return json(status, w.bytes)
    }

    static func problem(_ problem: Problem) -> Answer {
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if let seconds = problem.retryAfter { headers[.retryAfter] = String(seconds) }
        return Answer(
            response: Response(
                status: .init(code: problem.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: problem.json))))
    }

    func with(_ name: HTTPField.Name, _ value: String) -> Answer {
        var copy = self
        copy.response.headers.append(HTTPField(name: name, value: value))
        return copy
    }

    /// Gives the browser its session, for as long as a cookie may live.
    func signedIn(_ token: String, secure: Bool) -> Answer {
        with(
            .setCookie,
            "\(Carried.cookieName)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000\(secure ? "; Secure" : "")")
    }

    func signedOut() -> Answer { with(.setCookie, "\(Carried.cookieName)=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0") }
}
