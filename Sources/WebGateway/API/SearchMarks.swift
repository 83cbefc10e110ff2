import Foundation

/// Where in a text the words of a search stand, in UTF-16 units as browsers count.
enum SearchMarks {
    static let most = 20

    static func find(_ query: String, in text: String) -> [(start: Int, length: Int)] {
        let words = query.split { $0.isWhitespace || $0.isPunctuation }.map(String.init).filter { !$0.isEmpty }
        let string = text as NSString
        var marks: [(start: Int, length: Int)] = []
        for word in words.prefix(most) {
            var from = 0
            while marks.count < most, from < string.length {
                let range = string.range(
                    of: word, options: [.caseInsensitive, .diacriticInsensitive],
                    range: NSRange(location: from, length: string.length - from))
                guard range.location != NSNotFound, range.length > 0 else { break }
                marks.append((range.location, range.length))
                from = range.location + range.length
            }
        }
        return marks.sorted { $0.start < $1.start }
    }
}
