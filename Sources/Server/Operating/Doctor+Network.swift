import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import NIOHTTP1
import NIOPosix
import SQLiteStore
import WebGateway

extension Doctor {
    func examineNetwork() async -> [Finding] {
        guard let run else { return await examinePorts() }
        let client = RunningServer.makeClient()
        var findings: [Finding] = []
        let here = await key(at: run.url, client)
        findings.append(
            here != nil
                ? .ok("the server (process \(run.pid)) answers at \(run.url)")
                : .fail("the server (process \(run.pid)) does not answer at \(run.url)", "look at its log, then restart it"))
        if let here { findings.append(await examinePublic(run.publicURL, here, client)) }
        try? await client.shutdown()
        return findings
    }

    private func examinePorts() async -> [Finding] {
        var findings: [Finding] = [.ok("no server is running on this data folder")]
        for listen in settings.listen {
            let name = "\(listen.host.isEmpty ? "*" : listen.host):\(listen.port)"
            do {
                let address = try await WebAddress.settled(listen)
                let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                    .bind(host: address.host, port: address.port).get()
                try await channel.close()
                findings.append(.ok("\(name) is free to listen on"))
            } catch {
                let why = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
                findings.append(.fail("\(name) cannot be listened on (\(why))", "stop what uses it, or say another with --listen"))
            }
        }
        return findings
    }

    private func examinePublic(_ url: String, _ here: String, _ client: HTTPClient) async -> Finding {
        guard let there = await key(at: url, client) else {
            return .warn(
                "\(url) cannot be reached from here", "set public_url to what browsers use, and look at DNS, proxy and firewall")
        }
        return there == here
            ? .ok("\(url) is this server") : .fail("\(url) is another server", "set public_url to where browsers reach this one")
    }

    /// The public key by which a server is told from others; nil when none answers.
    private func key(at url: String, _ client: HTTPClient) async -> String? {
        var request = HTTPClientRequest(url: url + "/api/v1/server")
        request.headers.add(name: "User-Agent", value: "confab-doctor")
        guard let response = try? await client.execute(request, timeout: .seconds(10)),
            let body = try? await response.body.collect(upTo: 65_536),
            case .object(let server)? = try? JSONParser.parse([UInt8](buffer: body)), case .string(let key)? = server["push_key"]
        else { return nil }
        return key
    }
}
