import Foundation
import Hub
import Logging
import WebGateway

/// What the operator sees once the server answers, and what their commands find.
struct Announcement: Sendable {
    let hub: Hub
    let folder: DataFolder
    let secure: Bool
    let token: String

    func make(_ bound: [WebAddress]) async {
        let publicURL = hub.policy.publicURL
        let run = RunFile(
            pid: getpid(), url: bound.first?.localURL(secure: secure) ?? publicURL, token: token, publicURL: publicURL,
            version: Confab.version)
        do { try run.write(in: folder) } catch {
            hub.logger.error("commands will not find this server", metadata: ["error": "\(error)"])
        }
        var text = bound.map { "Listening on \($0.url(secure: secure))\n" }.joined()
        if let token = try? await hub.setupToken() {
            text += "Setup link: \(publicURL)/setup#\(token)\nOpen it to become the owner of this server.\n"
        }
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
