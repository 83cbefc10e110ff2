/// A circular buffer: appending to a full one overwrites the oldest. Grows to its capacity only as it is used.
package struct Ring<Element> {
    private var slots: [Element] = []
    private var start = 0
    private let capacity: Int
    /// How many were ever appended.
    package private(set) var appended = 0

    package init(capacity: Int) { self.capacity = capacity }

    package var count: Int { slots.count }
    package var first: Element? { slots.isEmpty ? nil : slots[start] }
    package var last: Element? { slots.isEmpty ? nil : slots[(start + slots.count - 1) % slots.count] }

    package mutating func append(_ element: Element) {
        appended += 1
        if slots.count < capacity {
            slots.append(element)
        } else {
            slots[start] = element
            start = (start + 1) % capacity
        }
    }

    package mutating func removeAll() {
        slots = []
        start = 0
    }

    /// The elements from the `index`th oldest on.
    package func suffix(from index: Int) -> ArraySlice<Element> {
        let wanted = slots.count - max(0, index)
        guard wanted > 0 else { return [] }
        var result: [Element] = []
        result.reserveCapacity(wanted)
        for i in max(0, index)..<slots.count { result.append(slots[(start + i) % slots.count]) }
        return result[...]
    }
}
