import Foundation
import JSON
package import Logging

/// Log messages as lines on standard error, for eyes or for machines.
///
/// What would name somebody (addresses, names, text) is never written: under those keys stands a short mark that is
/// the same for the same value until the server restarts.
package struct LogLines: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let format: Settings.Log.Format
    private let label: String

    static let hidden: Set<String> = ["address", "remote", "remote_address", "name", "text", "email", "title", "ip", "client"]
    private static let seed = UInt64.random(in: .min ... .max)

    package init(label: String, level: Logger.Level, format: Settings.Log.Format) {
        self.label = label
        self.format = format
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let error = event.error { all["error"] = "\(error)" }
        let fields = all.sorted { $0.key < $1.key }.map { (key: $0.key, value: Self.shown($0.key, $0.value)) }
        let line = format == .json ? json(event, fields) : pretty(event, fields)
        FileHandle.standardError.write(Data(line.utf8))
    }

    static func shown(_ key: String, _ value: Logger.MetadataValue) -> String {
        let text = "\(value)"
        guard hidden.contains(key.lowercased()) else { return text }
        let mark = text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return "#" + String(mark >> 40, radix: 36)
    }

    private func json(_ event: LogEvent, _ fields: [(key: String, value: String)]) -> String {
        var w = JSONWriter(reservingCapacity: 256)
        w.beginObject()
        w.field("time", Self.time(.now, zone: .gmt))
        w.field("level", event.level.rawValue)
        w.field("part", label)
        w.field("message", "\(event.message)")
        for field in fields where !["time", "level", "part", "message"].contains(field.key) { w.field(field.key, field.value) }
        w.endObject()
        return String(decoding: w.bytes, as: UTF8.self) + "\n"
    }

    private func pretty(_ event: LogEvent, _ fields: [(key: String, value: String)]) -> String {
        let level = event.level.rawValue.uppercased().padding(toLength: 8, withPad: " ", startingAt: 0)
        let tail = fields.map { " \($0.key)=\(Self.oneLine($0.value))" }.joined()
        return "\(Self.time(.now, zone: .current)) \(level) \(Self.oneLine("\(event.message)"))\(tail)\n"
    }

    /// Control characters could forge a line.
    private static func oneLine(_ text: String) -> String {
        var line = ""
        for c in text.unicodeScalars {
            line += c.properties.generalCategory == .control ? "\\u{\(String(c.value, radix: 16))}" : String(c)
        }
        return line
    }

    private static func time(_ date: Date, zone: TimeZone) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: zone))
    }
}
