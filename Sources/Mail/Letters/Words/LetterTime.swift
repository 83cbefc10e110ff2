/// An instant on the clock of a zone.
struct LetterTime: Equatable {
    /// Days since 1970.
    let dayNumber: Int64
    let year: Int64
    /// From 1.
    let month: Int
    let day: Int64
    let hour: Int64
    let minute: Int64
    let isUTC: Bool

    /// 0 is Sunday.
    var weekday: Int { Int(((dayNumber + 4) % 7 + 7) % 7) }

    /// `zoneOffset` in seconds east of UTC. Beyond the years 1900 to 9999, and a day of offset, the nearest there is.
    init(_ milliseconds: Int64, zoneOffset: Int) {
        let offset = Int64(min(max(zoneOffset, -86_400), 86_400))
        let seconds = min(max(Self.floor(milliseconds, 1000), -2_208_988_800), 253_402_300_799) + offset
        dayNumber = Self.floor(seconds, 86_400)
        let rest = seconds - dayNumber * 86_400
        (hour, minute, isUTC) = (rest / 3600, rest / 60 % 60, offset == 0)
        (year, month, day) = Self.civil(dayNumber)
    }

    /// The Gregorian calendar, counted in eras of 400 years that begin in March.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int, day: Int64) {
        let shifted = days + 719_468
        let era = floor(shifted, 146_097), dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), Int(month), dayOfYear - (153 * fromMarch + 2) / 5 + 1)
    }

    private static func floor(_ value: Int64, _ by: Int64) -> Int64 { value / by - (value % by < 0 ? 1 : 0) }
}
