import Foundation

/// What the system knows of this process (proc(5)), under the names that every Prometheus client uses.
struct ProcessFigures {
    func write(into text: inout MetricText) {
        writeStatus(into: &text)
        if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
            text.write("process_open_fds", kind: .gauge, Double(open))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            text.write("process_max_fds", kind: .gauge, Double(limit.rlim_cur))
        }
    }

    private func writeStatus(into text: inout MetricText) {
        // The second field, a name in parentheses, may hold spaces; the third is number 3 of proc(5).
        guard let status = Self.contents(of: "/proc/self/stat"), let end = status.lastIndex(of: ")") else { return }
        let fields = status[end...].split(separator: " ").dropFirst().map { Double($0) ?? 0 }
        guard fields.count > 21 else { return }
        func field(_ number: Int) -> Double { fields[number - 3] }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        text.write("process_cpu_seconds_total", kind: .counter, (field(14) + field(15)) / ticks)
        text.write("process_virtual_memory_bytes", kind: .gauge, field(23))
        text.write("process_resident_memory_bytes", kind: .gauge, field(24) * Double(sysconf(Int32(_SC_PAGESIZE))))
        text.write("process_threads", kind: .gauge, field(20))
        if let boot = Self.bootTime { text.write("process_start_time_seconds", kind: .gauge, boot + field(22) / ticks) }
    }

    /// When the system was started, in seconds since 1970.
    private static let bootTime: Double? = contents(of: "/proc/stat")?.split(separator: "\n")
        .first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }

    /// The text of a file whose size is not known before it is read.
    private static func contents(of path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.readToEnd() else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
