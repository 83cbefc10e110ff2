import CoreMetrics
import Synchronization

/// How many values fell under each of some bounds: a timer, or an aggregating recorder.
final class HistogramSeries: MetricSeries, TimerHandler, RecorderHandler {
    /// The upper bounds of the buckets, in ascending order; the last bucket has none.
    struct Bounds: Sendable {
        let values: InlineArray<14, Double>

        /// From half a millisecond to ten seconds.
        static let seconds = Bounds(values: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
        /// From one to 64 Mi, for numbers and sizes of things.
        static let amounts = Bounds(
            values: [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864])
    }

    let place: MetricPlace
    private let bounds: Bounds
    private let counts = InlineArray<15, Atomic<UInt64>> { _ in Atomic(0) }
    private let sum = AtomicDouble()

    init(at place: MetricPlace, bounds: Bounds) {
        self.place = place
        self.bounds = bounds
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        var bucket = 0
        while bucket < 14, value > bounds.values[bucket] { bucket += 1 }
        counts[bucket].wrappingAdd(1, ordering: .relaxed)
        sum.add(value)
    }

    func write(into text: inout MetricText) {
        var count: UInt64 = 0
        for bucket in 0..<15 {
            count += counts[bucket].load(ordering: .relaxed)
            let bound = MetricText.number(bucket < 14 ? bounds.values[bucket] : .infinity)
            let labels = (place.labels.isEmpty ? "" : place.labels + ",") + "le=\"\(bound)\""
            text.line(place.family + "_bucket", labels: labels, Double(count))
        }
        text.line(place.family + "_sum", labels: place.labels, sum.value)
        text.line(place.family + "_count", labels: place.labels, Double(count))
    }
}
