import Hub
import Testing

@Suite struct RingTests {
    private func ring(_ count: Int, capacity: Int = 4) -> Ring<Int> {
        var ring = Ring<Int>(capacity: capacity)
        for i in 0..<count { ring.append(i) }
        return ring
    }

    @Test func `an empty ring has no first and no last`() {
        #expect(ring(0).first == nil && ring(0).last == nil && ring(0).count == 0)
        #expect(ring(0).suffix(from: 0).isEmpty)
    }

    @Test func `a ring grows as it is used, up to its capacity`() {
        for n in 0...4 { #expect(ring(n).count == n) }
        #expect(ring(5).count == 4 && ring(1_000).count == 4)
    }

    @Test func `what is appended to a full ring takes the place of the oldest`() {
        for n in 1...23 {
            let ring = ring(n)
            #expect(ring.first == max(0, n - 4) && ring.last == n - 1, "\(n)")
            #expect(Array(ring.suffix(from: 0)) == Array(max(0, n - 4)..<n), "\(n)")
        }
    }

    @Test func `a suffix begins at the index counted from the oldest`() {
        for n in [3, 4, 6, 8, 11] {
            let kept = Array(max(0, n - 4)..<n)
            for i in 0...6 { #expect(Array(ring(n).suffix(from: i)) == Array(kept.dropFirst(i)), "\(n) from \(i)") }
        }
        #expect(Array(ring(6).suffix(from: -3)) == [2, 3, 4, 5])
    }

    @Test func `a ring that was emptied begins again and counts on`() {
        var ring = ring(6)
        ring.removeAll()
        #expect(ring.count == 0 && ring.first == nil && ring.last == nil && ring.appended == 6)
        for i in 10..<15 { ring.append(i) }
        #expect(Array(ring.suffix(from: 0)) == [11, 12, 13, 14] && ring.appended == 11)
    }

    @Test func `a ring of one holds the last`() {
        let ring = ring(3, capacity: 1)
        #expect(ring.first == 2 && ring.last == 2 && Array(ring.suffix(from: 0)) == [2])
    }
}
