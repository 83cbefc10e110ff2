import CoreMetrics
import Metrics
import Server
import Testing

@Suite("Prometheus metrics")
struct PrometheusTests {
    @Test("Counters are written with their type, total suffix and sorted labels")
    func counters() {
        let prometheus = Prometheus(help: ["http_requests_total": "Requests\nanswered"])
        Counter(label: "http.requests", dimensions: [("status", "200"), ("method", "GET")], factory: prometheus).increment(by: 2)
        Counter(label: "http.requests", dimensions: [("method", "GET"), ("status", "200")], factory: prometheus).increment()
        FloatingPointCounter(label: "work", factory: prometheus).increment(by: 0.5)
        let expected = """
            # HELP http_requests_total Requests\\nanswered
            # TYPE http_requests_total counter
            http_requests_total{method="GET",status="200"} 3
            # TYPE work_total counter
            work_total 0.5

            """
        #expect(prometheus.text().hasPrefix(expected), "\(prometheus.text())")
    }

    @Test("Gauges hold the last value, and go up and down")
    func gauges() {
        let prometheus = Prometheus()
        let sessions = Meter(label: "sessions", factory: prometheus)
        sessions.set(5)
        sessions.increment(by: 2)
        sessions.decrement()
        Gauge(label: "load", factory: prometheus).record(1.25)
        #expect(lines(prometheus, of: "sessions") == ["# TYPE sessions gauge", "sessions 6"])
        #expect(lines(prometheus, of: "load") == ["# TYPE load gauge", "load 1.25"])
    }

    @Test("Timers are histograms in seconds whose buckets add up")
    func timers() {
        let prometheus = Prometheus()
        let timer = Timer(label: "commit", dimensions: [("le", "x")], factory: prometheus)
        timer.recordMilliseconds(1)
        timer.recordMilliseconds(2)
        timer.recordSeconds(60)
        let lines = lines(prometheus, of: "commit_seconds")
        #expect(lines.count == 1 + 15 + 2)
        #expect(lines.first == "# TYPE commit_seconds histogram")
        #expect(lines.contains("commit_seconds_bucket{own_le=\"x\",le=\"0.0005\"} 0"))
        #expect(lines.contains("commit_seconds_bucket{own_le=\"x\",le=\"0.001\"} 1"))
        #expect(lines.contains("commit_seconds_bucket{own_le=\"x\",le=\"10\"} 2"))
        #expect(lines.contains("commit_seconds_bucket{own_le=\"x\",le=\"+Inf\"} 3"))
        #expect(lines.contains("commit_seconds_sum{own_le=\"x\"} 60.003"))
        #expect(lines.last == "commit_seconds_count{own_le=\"x\"} 3")
    }

    @Test("Recorders that aggregate are histograms of amounts")
    func recorders() {
        let prometheus = Prometheus()
        let recorder = Recorder(label: "batch", factory: prometheus)
        for size in [1, 3, 1_000] { recorder.record(size) }
        let lines = lines(prometheus, of: "batch")
        #expect(lines.contains("batch_bucket{le=\"4\"} 2"))
        #expect(lines.contains("batch_sum 1004"))
    }

    @Test(
        "Label values are escaped and names are made to fit",
        arguments: [
            ("a\\b\"c\nd", "a\\\\b\\\"c\\nd"), ("日本", "日本"), ("\r\n", "\r\\n"),
        ])
    func escaping(value: String, escaped: String) {
        let prometheus = Prometheus()
        Meter(label: "9 lives-é", dimensions: [("8:key", value)], factory: prometheus).set(1)
        #expect(prometheus.text().contains("\n_9_lives__{_8_key=\"\(escaped)\"} 1\n"), "\(prometheus.text())")
    }

    @Test("Numbers that are none are written in Prometheus' words")
    func numbers() {
        let prometheus = Prometheus()
        for (name, value) in [("a", Double.nan), ("b", .infinity), ("c", -.infinity), ("d", 1e300)] {
            Meter(label: name, factory: prometheus).set(value)
        }
        let text = prometheus.text()
        for line in ["a NaN", "b +Inf", "c -Inf", "d 1e+300"] { #expect(text.contains("\n\(line)\n")) }
    }

    @Test("Label sets and families beyond the bounds are dropped and counted, and those there go on")
    func bounds() {
        let prometheus = Prometheus(mostFamilies: 2, mostSeries: 3)
        for path in 0..<10 { Counter(label: "hits", dimensions: [("path", "\(path)")], factory: prometheus).increment() }
        Counter(label: "hits", dimensions: [("path", "0")], factory: prometheus).increment()
        for name in ["b", "c"] { Meter(label: name, factory: prometheus).set(1) }
        #expect(lines(prometheus, of: "hits_total").count == 4)
        #expect(prometheus.text().contains("hits_total{path=\"0\"} 2\n"))
        #expect(!prometheus.text().contains("# TYPE c "))
        #expect(lines(prometheus, of: "metrics_dropped_series_total").last == "metrics_dropped_series_total 8")
    }

    @Test("A name keeps its first kind")
    func kindsDoNotMix() {
        let prometheus = Prometheus()
        Meter(label: "a_total", factory: prometheus).set(7)
        Counter(label: "a", factory: prometheus).increment()
        #expect(lines(prometheus, of: "a_total") == ["# TYPE a_total gauge", "a_total 7"])
    }

    @Test("What is destroyed is gone, and its place is free")
    func destroying() {
        let prometheus = Prometheus(mostSeries: 1)
        let first = Counter(label: "hits", dimensions: [("a", "1")], factory: prometheus)
        first.increment()
        first.destroy()
        #expect(lines(prometheus, of: "hits_total") == [])
        Counter(label: "hits", dimensions: [("a", "2")], factory: prometheus).increment()
        first.destroy()
        #expect(lines(prometheus, of: "hits_total").last == "hits_total{a=\"2\"} 1")
    }

    @Test("Nothing is lost when many count at once")
    func concurrency() async {
        let prometheus = Prometheus()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = Counter(label: "n", factory: prometheus)
                    let timer = Timer(label: "t", factory: prometheus)
                    for _ in 0..<5_000 {
                        counter.increment()
                        timer.recordNanoseconds(1_000_000_000)
                    }
                }
            }
        }
        #expect(lines(prometheus, of: "n_total").last == "n_total 40000")
        #expect(lines(prometheus, of: "t_seconds").last == "t_seconds_count 40000")
        #expect(prometheus.text().contains("\nt_seconds_sum 40000\n"))
    }

    @Test("The process tells its time, memory, start and files")
    func process() throws {
        let text = Prometheus().text()
        func value(_ name: String) -> Double? {
            text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Double($0.dropFirst(name.count + 1)) }
        }
        #expect(try #require(value("process_resident_memory_bytes")) > 1_000_000)
        #expect(try #require(value("process_open_fds")) >= 3)
        #expect(try #require(value("process_cpu_seconds_total")) >= 0)
        #expect(try #require(value("process_start_time_seconds")) > 1_600_000_000)
        #expect(try #require(value("process_max_fds")) >= 3)
    }

    /// The lines of one family.
    private func lines(_ prometheus: Prometheus, of family: String) -> [String] {
        let endings = ["", "_bucket", "_sum", "_count"].map { family + $0 }
        return prometheus.text().split(separator: "\n").map(String.init).filter { line in
            line.hasPrefix("# TYPE \(family) ") || endings.contains(String(line.prefix { $0 != " " && $0 != "{" }))
        }
    }
}
