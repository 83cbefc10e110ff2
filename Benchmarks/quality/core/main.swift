import Audio
import Foundation

// Packets of one talker come in, those that a listener gets go out: the mixing core in virtual time.
//
//     QualityCore IN OUT [name=value …]
//
// A packet in a file is: seconds (Float64), sequence (UInt16), timestamp (UInt32), length (UInt16), payload; little-endian.

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("QualityCore IN OUT [audience=3] [loss=0] [gain=1]\n".utf8))
    exit(2)
}
let options = Dictionary(
    arguments.dropFirst(3).compactMap { option in
        let parts = option.split(separator: "=")
        return parts.count == 2 ? (String(parts[0]), Int(parts[1]) ?? 0) : nil
    }, uniquingKeysWith: { $1 })

var settings = CallMix.Settings()
if options["gain"] == 0 { settings.gain = .fixed }
let path = try Path(settings, audience: options["audience"] ?? 3, isRepairing: (options["loss"] ?? 0) > 0)
let packets = TimedPacket.all(of: [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1]))))
try Data(path.run(packets).flatMap(\.bytes)).write(to: URL(fileURLWithPath: arguments[2]))
