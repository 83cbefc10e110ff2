/// The text of a scrape while it is written.
struct MetricText {
    private(set) var text = ""
    private let help: [String: String]

    init(help: [String: String] = [:]) { self.help = help }

    mutating func write(_ family: MetricFamily, name: String) {
        head(name, kind: family.kind)
        for (_, series) in family.series.sorted(by: { $0.key < $1.key }) { series.write(into: &self) }
    }

    /// A family without labels.
    mutating func write(_ name: String, kind: MetricFamily.Kind, _ value: Double) {
        head(name, kind: kind)
        line(name, labels: "", value)
    }

    mutating func line(_ name: String, labels: String, _ value: Double) {
        text += name
        if !labels.isEmpty { text += "{\(labels)}" }
        text += " \(Self.number(value))\n"
    }

    private mutating func head(_ name: String, kind: MetricFamily.Kind) {
        if let words = help[name] {
            text += "# HELP \(name) \(words.replacing("\\", with: "\\\\").replacing("\n", with: "\\n"))\n"
        }
        text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A number as Prometheus reads it: whole ones without a fraction, and its own words for those that are none.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value) { return String(whole) }
        return String(value)
    }
}
