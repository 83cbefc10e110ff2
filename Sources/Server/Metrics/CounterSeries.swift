import CoreMetrics
import Synchronization

/// A number that only grows: whole parts by one atomic addition, fractions beside it.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    let place: MetricPlace
    private let whole = Atomic<Int64>(0)
    private let fractions = AtomicDouble()

    init(at place: MetricPlace) { self.place = place }

    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        whole.wrappingAdd(amount, ordering: .relaxed)
    }

    func increment(by amount: Double) {
        guard amount > 0, amount.isFinite else { return }
        fractions.add(amount)
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        fractions.store(0)
    }

    func write(into text: inout MetricText) {
        text.line(place.family, labels: place.labels, Double(whole.load(ordering: .relaxed)) + fractions.value)
    }
}
