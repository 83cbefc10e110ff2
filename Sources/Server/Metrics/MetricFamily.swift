/// All series of one name.
struct MetricFamily: Sendable {
    enum Kind: String { case counter, gauge, histogram }

    var kind: Kind
    /// By their labels as text.
    var series: [String: any MetricSeries] = [:]
}

/// One set of labels of a family, and its value.
protocol MetricSeries: AnyObject, Sendable {
    var place: MetricPlace { get }
    func write(into text: inout MetricText)
}
