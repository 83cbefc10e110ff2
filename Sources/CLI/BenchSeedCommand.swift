import ArgumentParser
import Server

/// Fills a new data folder for `Benchmarks/`.
struct BenchSeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bench-seed", shouldDisplay: false)

    @Option var data: String
    @Option(help: "Where tokens are listed; conversations.tsv is written beside it.") var out: String
    @Option var people = 2
    @Option(help: "Direct conversations of people 2i and 2i+1.") var pairs = 0
    @Option(help: "A group of so many; may be repeated.") var room: [Int] = []
    @Option(help: "Messages of one conversation.") var history = 0
    @Flag(help: "Everybody is a contact of the first.") var star = false

    func run() async throws {
        var seed = BenchSeed()
        seed.people = people
        seed.pairs = pairs
        seed.rooms = room
        seed.history = history
        seed.star = star
        try await seed.plant(in: data, out: out)
    }
}
