import Foundation

/// Decodes images in short-lived processes, so that a broken or hostile one harms nothing here.
///
/// The process limits its own memory and time, and prints width, height and whether a thumbnail was made.
final class ImageProcess: Sendable {
    static let together = 2
    static let patience: TimeInterval = 10

    private let command: [String]
    private let queue: OperationQueue

    init(command: [String]) {
        self.command = command
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = Self.together
    }

    func look(at source: String, making thumbnail: String) async -> (width: Int, height: Int, thumbnail: Bool)? {
        await withCheckedContinuation { done in
            queue.addOperation { [command] in
                guard ImageKind(file: source) != nil else { return done.resume(returning: nil) }
                let child = ChildProcess(command + [source, thumbnail])
                done.resume(returning: child.flatMap { Self.parse($0.output(within: Self.patience)) })
            }
        }
    }

    private static func parse(_ line: String?) -> (width: Int, height: Int, thumbnail: Bool)? {
        let parts = (line ?? "").split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard parts.count == 3, parts[0] > 0, parts[1] > 0 else { return nil }
        return (parts[0], parts[1], parts[2] == 1)
    }
}
