/// The search for the name that somebody may have meant.
enum NearName {
    /// The nearest of the names, when it is near enough to be worth saying.
    static func of(_ name: String, among names: [String]) -> String? {
        let ranked = names.map { (name: $0, distance: distance(name, $0)) }
        if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(2, name.count / 4) {
            return best.name
        }
        let ending = name.split(separator: ".").last ?? ""
        return names.first { $0.split(separator: ".").last == ending }
    }

    /// How many letters must be put, taken, changed or swapped with their neighbour to make one text the other.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().utf8), right = Array(right.lowercased().utf8)
        var rows = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        rows[0] = Array(0...right.count)
        for i in left.indices {
            rows[i + 1][0] = i + 1
            for j in right.indices {
                let isSame = left[i] == right[j]
                var best = min(rows[i][j + 1] + 1, rows[i + 1][j] + 1, rows[i][j] + (isSame ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                rows[i + 1][j + 1] = best
            }
        }
        return rows[left.count][right.count]
    }
}
