/// Loops over samples, sixteen at a time; counts need not be multiples of it.
enum Vector {
    typealias Lanes = SIMD16<Float>

    @inline(__always)
    static func load(_ source: UnsafePointer<Float>, _ at: Int) -> Lanes {
        UnsafeRawPointer(source + at).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    static func store(_ value: Lanes, _ target: UnsafeMutablePointer<Float>, _ at: Int) {
        UnsafeMutableRawPointer(target + at).storeBytes(of: value, as: Lanes.self)
    }

    static func add(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
        var at = 0
        while at &+ 16 <= count {
            store(load(target, at) + load(source, at), target, at)
            at &+= 16
        }
        while at < count {
            target[at] += source[at]
            at &+= 1
        }
    }

    /// target = left − right.
    static func subtract(
        _ right: UnsafePointer<Float>, from left: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
        var at = 0
        while at &+ 16 <= count {
            store(load(left, at) - load(right, at), target, at)
            at &+= 16
        }
        while at < count {
            target[at] = left[at] - right[at]
            at &+= 1
        }
    }

    /// target = source with a factor that goes evenly from one value to another.
    static func ramp(
        _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int, from first: Float, through last: Float
    ) {
        let step = (last - first) / Float(max(count, 1))
        let offsets = Lanes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) * step
        var at = 0
        while at &+ 16 <= count {
            store(load(source, at) * (offsets + (first + step * Float(at))), target, at)
            at &+= 16
        }
        while at < count {
            target[at] = source[at] * (first + step * Float(at &+ 1))
            at &+= 1
        }
    }

    /// The largest magnitude.
    static func peak(_ source: UnsafePointer<Float>, count: Int) -> Float {
        var highest = Lanes(repeating: 0), lowest = Lanes(repeating: 0)
        var at = 0
        while at &+ 16 <= count {
            let value = load(source, at)
            highest.replace(with: value, where: value .> highest)
            lowest.replace(with: value, where: value .< lowest)
            at &+= 16
        }
        var peak = max(highest.max(), -lowest.min())
        while at < count {
            peak = max(peak, abs(source[at]))
            at &+= 1
        }
        return peak
    }

    /// The sum of products; of a signal with itself, its energy.
    static func dot(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
        var sums = Lanes(repeating: 0)
        var at = 0
        while at &+ 16 <= count {
            sums += load(left, at) * load(right, at)
            at &+= 16
        }
        var sum = sums.sum()
        while at < count {
            sum += left[at] * right[at]
            at &+= 1
        }
        return sum
    }
}
