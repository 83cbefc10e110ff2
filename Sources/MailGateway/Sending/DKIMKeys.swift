import Foundation
import MailAuthentication

/// The keys with which this server signs its mails, made on first need and kept in the data folder.
package enum DKIMKeys {
    static let algorithms: [(DKIMAlgorithm, file: String, suffix: String)] = [
        (.rsa, "rsa.pem", ""), (.ed25519, "ed25519.pem", "-ed25519"),
    ]

    static func signers(_ options: MailGatewayOptions, selector: String) throws -> [DKIMSigner] {
        try algorithms.map { algorithm, file, suffix in
            DKIMSigner(
                domain: options.domain, selector: selector + suffix, key: try key(algorithm, at: options.keys + "/" + file))
        }
    }

    /// The TXT records that have to be in the domain name system.
    package static func records(_ options: MailGatewayOptions) throws -> [(name: String, value: String)] {
        guard let selector = options.selector else { return [] }
        return try signers(options, selector: selector).map {
            ("\($0.selector)._domainkey.\($0.domain)", $0.key.publicRecord)
        }
    }

    private static func key(_ algorithm: DKIMAlgorithm, at path: String) throws -> DKIMKey {
        if let data = FileManager.default.contents(atPath: path) { return try DKIMKey(pem: String(decoding: data, as: UTF8.self)) }
        let key = try DKIMKey.generate(algorithm)
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try Data(key.pem.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return key
    }
}
