package import CoreMetrics
import Synchronization

/// The server's metrics, as Prometheus reads them (text exposition format 0.0.4).
///
/// Families and the label sets in each are bounded: what goes beyond is counted nowhere but in
/// `metrics_dropped_series_total`, so that no label taken from the wire can fill the memory.
package final class Prometheus: MetricsFactory {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private let families = Mutex<[String: MetricFamily]>([:])
    private let dropped = CounterSeries(at: MetricPlace(family: "metrics_dropped_series_total", labels: ""))
    private let mostFamilies: Int
    private let mostSeries: Int
    private let help: [String: String]

    /// `help` has a line for people by family.
    package init(mostFamilies: Int = 500, mostSeries: Int = 500, help: [String: String] = [:]) {
        self.mostFamilies = mostFamilies
        self.mostSeries = mostSeries
        self.help = help
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return gauge(label, dimensions) }
        let place = MetricPlace(label, dimensions, reserved: "le")
        return series(at: place, kind: .histogram) { HistogramSeries(at: place, bounds: .amounts) }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let place = MetricPlace(label, dimensions, suffix: "_seconds", reserved: "le")
        return series(at: place, kind: .histogram) { HistogramSeries(at: place, bounds: .seconds) }
    }

    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    /// Everything as of now, the process's own figures included.
    package func text() -> String {
        let now = families.withLock { $0 }.sorted { $0.key < $1.key }
        var text = MetricText(help: help)
        for (name, family) in now { text.write(family, name: name) }
        text.write(MetricFamily(kind: .counter, series: ["": dropped]), name: dropped.place.family)
        ProcessFigures().write(into: &text)
        return text.text
    }

    private func counter(_ label: String, _ dimensions: [(String, String)]) -> CounterSeries {
        let place = MetricPlace(label, dimensions, suffix: "_total")
        return series(at: place, kind: .counter) { CounterSeries(at: place) }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries {
        let place = MetricPlace(label, dimensions)
        return series(at: place, kind: .gauge) { GaugeSeries(at: place) }
    }

    /// The series at a place, made on first need; one that is not kept when there is no room or the name means something else.
    private func series<Series: MetricSeries>(at place: MetricPlace, kind: MetricFamily.Kind, make: () -> Series) -> Series {
        let kept: Series? = families.withLock { families in
            var family = families[place.family] ?? MetricFamily(kind: kind)
            guard family.kind == kind, families[place.family] != nil || families.count < mostFamilies else { return nil }
            if let known = family.series[place.labels] { return known as? Series }
            guard family.series.count < mostSeries else { return nil }
            let new = make()
            family.series[place.labels] = new
            families[place.family] = family
            return new
        }
        if let kept { return kept }
        dropped.increment(by: Int64(1))
        return make()
    }

    private func remove(_ handler: Any) {
        guard let gone = handler as? any MetricSeries else { return }
        let place = gone.place
        families.withLock { families in
            guard families[place.family]?.series[place.labels] === gone else { return }
            families[place.family]?.series[place.labels] = nil
            if families[place.family]?.series.isEmpty == true { families[place.family] = nil }
        }
    }
}
