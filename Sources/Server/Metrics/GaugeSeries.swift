import CoreMetrics

/// A number that goes up and down: a meter, or the last value of a recorder.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    let place: MetricPlace
    private let value = AtomicDouble()

    init(at place: MetricPlace) { self.place = place }

    func set(_ value: Int64) { self.value.store(Double(value)) }
    func set(_ value: Double) { self.value.store(value) }
    func record(_ value: Int64) { self.value.store(Double(value)) }
    func record(_ value: Double) { self.value.store(value) }
    func increment(by amount: Double) { value.add(amount) }
    func decrement(by amount: Double) { value.add(-amount) }

    func write(into text: inout MetricText) { text.line(place.family, labels: place.labels, value.value) }
}
