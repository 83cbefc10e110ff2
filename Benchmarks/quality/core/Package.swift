// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "quality-core",
    targets: [
        .systemLibrary(name: "COpus", pkgConfig: "opus", providers: [.apt(["libopus-dev"])]),
        .target(name: "Audio", dependencies: ["COpus"], swiftSettings: settings),
        .executableTarget(name: "quality-core", dependencies: ["Audio"], swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
