import Foundation
import NIOSSL

extension Doctor {
    static let soon: TimeInterval = 14 * 86_400

    func examineTLS() -> [Finding] {
        guard let tls = settings.tls else {
            let isPublic = settings.publicURL.hasPrefix("https://")
            return isPublic || settings.isLocal
                ? []
                : [
                    .warn(
                        "what people write crosses the network readable", "set tls.certificate and tls.key, or use a proxy with TLS"
                    )
                ]
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate)
            guard let leaf = chain.first else {
                return [.fail("\(tls.certificate) has no certificate", "put the chain there, as PEM")]
            }
            let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
            return [examineMatch(chain, key, tls), examineTime(leaf, tls)]
        } catch {
            return [
                .fail(
                    "\(tls.certificate) or \(tls.key) cannot be read (\(error))",
                    "both have to be PEM files that this user may read")
            ]
        }
    }

    private func examineMatch(_ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey, _ tls: Settings.TLS) -> Finding {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        return (try? NIOSSLContext(configuration: configuration)) != nil
            ? .ok("the certificate and its key belong together")
            : .fail("\(tls.key) is not the key of \(tls.certificate)", "use the two files of one certificate")
    }

    private func examineTime(_ leaf: NIOSSLCertificate, _ tls: Settings.TLS) -> Finding {
        let now = Date().timeIntervalSince1970, end = TimeInterval(leaf.notValidAfter)
        let day = Date(timeIntervalSince1970: end).formatted(.iso8601.year().month().day())
        if TimeInterval(leaf.notValidBefore) > now { return .fail("the certificate is not valid yet", "look at the clock") }
        if end < now { return .fail("the certificate ended on \(day)", "renew it; the server takes the new files by itself") }
        return end < now + Self.soon
            ? .warn("the certificate ends on \(day)", "renew it") : .ok("the certificate is valid until \(day)")
    }
}

extension Settings {
    /// Nobody but this machine can connect.
    fileprivate var isLocal: Bool { listen.allSatisfy { ["127.0.0.1", "::1", "localhost"].contains($0.host) } }
}
