/// Days, times and sizes.
extension LetterWords {
    /// "14:05", in UTC with its name.
    static func time(_ t: LetterTime) -> String {
        "\(two(t.hour)):\(two(t.minute))" + (t.isUTC ? " UTC" : "")
    }

    /// "21 November"
    static func date(_ t: LetterTime) -> String { "\(t.day) \(months[t.month - 1])" }
    static func dateOfYear(_ t: LetterTime) -> String { "\(date(t)) \(t.year)" }
    static func moment(_ t: LetterTime) -> String { "\(date(t)), \(time(t))" }
    /// "Saturday, 21 November"
    static func day(_ t: LetterTime) -> String { "\(weekdays[t.weekday]), \(date(t))" }

    /// "1.4 MB"
    static func size(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return "\(max(bytes, 0)) bytes" }
        var tenths = bytes / 100, unit = 0
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1000
            unit += 1
        }
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(tenths / 10) \(units[unit])"
    }

    private static func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }

    private static let units = ["kB", "MB", "GB", "TB", "PB"]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
}
