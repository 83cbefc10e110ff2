import Bytes
import Testing
import WebPush

@Suite struct PushSubscriptionTests {
    @Test(arguments: [
        ("https://push.example.net/a/b", "https://push.example.net"), ("https://Push.Example.net", "https://push.example.net"),
        ("https://push.example.net:8443/x?y=z", "https://push.example.net:8443"), ("https://[::1]:9/x", "https://[::1]:9"),
        ("https://push.example.net?x", "https://push.example.net"),
    ])
    func `the origin is the scheme, host and port`(endpoint: String, origin: String) throws {
        #expect(try subscription(endpoint).origin == origin)
    }

    @Test(arguments: [
        "", "https://", "https:///x", "http://push.example.net/x", "ftp://x/y", "push.example.net", "https://user@host/x",
        "https://ho st/x", "https://host/\"", "https://host/\\", "https://host/é", "https://hôst/", "https://host/\r\nX: y",
        "https://host/#f", "https://:80/x", "https://ho%73t/x",
    ])
    func `other endpoints are refused`(endpoint: String) {
        #expect(throws: WebPushError.malformedEndpoint) { try subscription(endpoint) }
    }

    @Test func `an endpoint stops at its limit`() throws {
        let path = String(repeating: "x", count: PushSubscription.maxEndpoint - "https://h/".utf8.count)
        #expect(try subscription("https://h/\(path)").origin == "https://h")
        #expect(throws: WebPushError.malformedEndpoint) { try subscription("https://h/\(path)x") }
    }

    @Test func `other schemes are taken when they are named`() throws {
        let taken = try PushSubscription(
            endpoint: "http://127.0.0.1:8080/x", p256dh: RFC8291.receiverPublic, auth: RFC8291.auth, schemes: ["http"])
        #expect(taken.origin == "http://127.0.0.1:8080")
    }

    @Test func `keys are points of the curve and secrets have 16 bytes`() throws {
        let key = try bytes(RFC8291.receiverPublic), auth = try bytes(RFC8291.auth)
        func make(_ key: [UInt8], _ auth: [UInt8]) throws {
            _ = try PushSubscription(endpoint: "https://h/", p256dh: key, auth: auth)
        }
        try make(key, auth)
        var off = key
        off[64] ^= 1
        for bad in [[], Array(key.dropLast()), key + [0], [UInt8](repeating: 0, count: 65), off, [5] + key.dropFirst()] {
            #expect(throws: WebPushError.malformedKey) { try make(bad, auth) }
        }
        for bad in [[], Array(auth.dropLast()), auth + [0]] {
            #expect(throws: WebPushError.malformedAuth) { try make(key, bad) }
        }
        #expect(throws: WebPushError.malformedKey) {
            try PushSubscription(endpoint: "https://h/", p256dh: RFC8291.receiverPublic + "=", auth: RFC8291.auth)
        }
        #expect(throws: WebPushError.malformedAuth) {
            try PushSubscription(endpoint: "https://h/", p256dh: RFC8291.receiverPublic, auth: "!")
        }
    }
}
