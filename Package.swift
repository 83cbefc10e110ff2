// swift-tools-version: 6.2
import PackageDescription

let fuzzing = Context.environment["CONFAB_FUZZ"] != nil
let stressing = Context.environment["CONFAB_STRESS"] != nil

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (fuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"])] : []) + (stressing ? [.define("CONFAB_STRESS")] : [])

// Imports follow these arrows and never point back (`scripts/layers` checks them):
// CLI → Server → edges → Hub → Domain;  edges → cores → Bytes.

func core(_ name: String, _ dependencies: [Target.Dependency] = [], without exclude: [String] = [], tested: Bool = false) -> Target
{
    .target(
        name: name, dependencies: dependencies, exclude: exclude,
        swiftSettings: settings + (tested ? [.unsafeFlags(["-enable-testing"])] : []))
}

func suite(_ name: String, _ dependencies: [Target.Dependency], without exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
]
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

let cores: [Target] = [
    core("Bytes"),
    core("JSON", ["Bytes"]),
    core("WebSocket", ["Bytes"]),
    core("WebPush", ["Bytes", crypto]),
    core("SMTP", ["Bytes"], tested: true),
    core("Mail", ["Bytes", "CGMime"], tested: true),
    core("DNS", tested: true),
    core("STUN"),
    core("SDP"),
    core("RTP"),
    core("SRTP", ["COpenSSL"]),
    core("DTLS", ["Bytes", "COpenSSLDTLS"]),
    core("WebRTC", ["STUN", "DTLS", "SRTP"]),
    core("Audio", ["COpus"]),
    core("Ogg", ["Audio"], tested: true),
    core("MailAuthentication", ["Bytes", "DNS", crypto, .product(name: "CryptoExtras", package: "swift-crypto")], tested: true),
]

let meaning: [Target] = [
    core("Domain"),
    core("Hub", ["Domain", "Bytes", "JSON", logging]),
]

let edges: [Target] = [
    .systemLibrary(name: "CGD", pkgConfig: "gdlib", providers: [.apt(["libgd-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "COpenSSLDTLS", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "COpus", pkgConfig: "opus", providers: [.apt(["libopus-dev"])]),
    .systemLibrary(name: "CSRTP", pkgConfig: "libsrtp2", providers: [.apt(["libsrtp2-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CWebClient"),
    .target(name: "CMediaSockets"),
    core("SQLiteStore", ["Hub", "Domain", "JSON", "Bytes", .product(name: "GRDB", package: "GRDB.swift"), logging, crypto]),
    core(
        "WebGateway",
        nio + [
            "Hub", "Domain", "JSON", "Bytes", "WebSocket", "CWebClient", "CZlib", logging, lifecycle, crypto,
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            .product(name: "NIOExtras", package: "swift-nio-extras"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "Metrics", package: "swift-metrics"),
            .product(name: "CoreMetrics", package: "swift-metrics"),
        ], without: ["Client"]),
    core(
        "PushGateway",
        [
            "Hub", "Domain", "WebPush", "Bytes", "JSON", logging, crypto,
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
        ]),
]

let mailEdge: [Target] = [
    core(
        "MailGateway",
        [
            "Hub", "Domain", "Bytes", "SMTP", "Mail", "DNS", "MailAuthentication", logging, lifecycle, crypto,
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ])
]

let mediaEdge: [Target] = [
    core(
        "MediaGateway",
        ["CMediaSockets", "Hub", "Domain", "STUN", "SDP", "RTP", "DTLS", "SRTP", "WebRTC", "Audio", "Ogg", logging, lifecycle],
        tested: true)
]

let roots: [Target] = [
    core(
        "Server",
        [
            "SQLiteStore", "WebGateway", "PushGateway", "MailGateway", "MediaGateway", "Hub", "Domain", "JSON", "Bytes", "WebPush",
            "DNS", "SMTP", "MailAuthentication", logging, lifecycle, crypto,
            .product(name: "CryptoExtras", package: "swift-crypto"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOPosix", package: "swift-nio"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "Metrics", package: "swift-metrics"),
            .product(name: "CoreMetrics", package: "swift-metrics"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "Yams", package: "Yams"),
        ]),
    .executableTarget(
        name: "CLI",
        dependencies: [
            "Server", "CGD",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ],
        swiftSettings: settings),
]

// Programs for libFuzzer, which exist only when it is asked for: a sanitizer's flags hold in every build of a target.
func fuzz(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "Sources/Fuzz/\(name)",
        swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])],
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let fuzzers: [Target] =
    fuzzing
    ? [
        fuzz("FuzzJSON", ["JSON"]),
        fuzz("FuzzWebSocket", ["WebSocket"]),
        fuzz("FuzzWebPush", ["WebPush", "Bytes"]),
        fuzz("FuzzSMTP", ["SMTP"]),
        fuzz("FuzzMail", ["Mail"]),
        fuzz("FuzzReplies", ["Mail"]),
        fuzz("FuzzLetters", ["Mail"]),
        fuzz("FuzzDNS", ["DNS"]),
        fuzz("FuzzSTUN", ["STUN"]),
        fuzz("FuzzSDP", ["SDP"]),
        fuzz("FuzzRTP", ["RTP"]),
        fuzz("FuzzSRTP", ["SRTP"]),
        fuzz("FuzzDTLS", ["DTLS"]),
        fuzz("FuzzAudio", ["Audio"]),
        fuzz("FuzzOgg", ["Ogg"]),
        fuzz("FuzzDKIM", ["MailAuthentication", "DNS"]),
    ] : []

/// A program that strains rings and fan-out, for ThreadSanitizer (`scripts/tsan`).
let stress: [Target] =
    stressing
    ? [
        .executableTarget(
            name: "RingStress", dependencies: ["Hub", "Domain"], path: "Sources/Stress/RingStress", swiftSettings: settings)
    ] : []

/// Built with all else, so that a benchmark does not stay behind what it measures.
let benchmarks: [Target] = [
    .executableTarget(
        name: "QualityCore", dependencies: ["Audio"], path: "Benchmarks/quality/core", swiftSettings: settings)
]

let coreSuites: [Target] = [
    suite("BytesTests", ["Bytes"]),
    suite("JSONTests", ["JSON"]),
    suite("WebSocketTests", ["WebSocket"]),
    suite("WebPushTests", ["WebPush", "Bytes", crypto]),
    suite("SMTPTests", ["SMTP"]),
    suite("MailTests", ["Mail"], without: ["Reading/Mails"]),
    suite("DNSTests", ["DNS"]),
    suite("STUNTests", ["STUN"]),
    suite("SDPTests", ["SDP"], without: ["Offers"]),
    suite("RTPTests", ["RTP"]),
    suite("SRTPTests", ["SRTP", "CSRTP"]),
    suite("DTLSTests", ["DTLS"]),
    suite("AudioTests", ["Audio"]),
    suite("OggTests", ["Ogg"]),
    suite("MailAuthenticationTests", ["MailAuthentication", "DNS", "Bytes", crypto]),
]

let meaningSuites: [Target] = [
    suite("DomainTests", ["Domain"]),
    suite("HubTests", ["Hub", "Domain", "Bytes", "JSON", logging]),
]

let edgeSuites: [Target] = [
    suite("SQLiteStoreTests", ["SQLiteStore", "Hub", "Domain", "Bytes", logging]),
    suite("PushGatewayTests", ["PushGateway"]),
    suite(
        "MediaGatewayTests",
        ["MediaGateway", "CMediaSockets", "Hub", "Domain", "STUN", "SDP", "RTP", "DTLS", "SRTP", "Audio", logging]),
    suite(
        "ServerTests",
        [
            "Server", "Hub", logging,
            .product(name: "Metrics", package: "swift-metrics"),
            .product(name: "CoreMetrics", package: "swift-metrics"),
        ]),
]

let package = Package(
    name: "confab",
    products: [.executable(name: "confab", targets: ["CLI"])]
        + (stressing ? [.executable(name: "ringstress", targets: ["RingStress"])] : []),
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: cores + meaning + edges + mailEdge + mediaEdge + roots + benchmarks + coreSuites + meaningSuites + edgeSuites + stress
        + fuzzers,
    swiftLanguageModes: [.v6]
)
