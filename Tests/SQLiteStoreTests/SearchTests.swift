import Domain
import Hub
import Testing

@Suite("Search")
struct SearchTests {
    @Test(
        "Words are found by their beginnings, without case and accents, in any script",
        arguments: [
            ("lantern", "The lantern is lit"), ("LANT", "the lantern is lit"), ("cafe", "Café at noon"), ("会議", "明日の会議は十時です"),
            ("議は十", "明日の会議は十時です"), ("안녕", "여러분 안녕하세요"), ("สวัส", "สวัสดีครับ"), ("C++", "written in C++ only"),
            ("привет", "Привет, мир"), ("two words", "words, they are two"),
        ])
    func found(query: String, text: String) async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        try await log.say(text, by: ada)
        try await log.say("nothing of the kind", by: ada)
        try await store.index()
        let hits = try await store.read { try $0.search(SearchQuery(person: ada, text: query)) }
        #expect(hits.map(\.text) == [text])
    }

    @Test(
        "What cannot be a query finds nothing and harms nothing", arguments: ["", "\"", "* OR", "NEAR(", "a\" OR \"b", "'; DROP"])
    func strange(query: String) async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        try await log.say("plain", by: ada)
        try await store.index()
        #expect(try await store.read { try $0.search(SearchQuery(person: ada, text: query)) }.isEmpty)
    }

    @Test("Only what one may read is found, newest first, page by page")
    func scope() async throws {
        let store = try TestStore()
        let ada = try await store.person("Ada"), bob = try await store.person("Bob")
        let both = try await store.group(ada, bob), own = try await store.group(ada)
        for n in 0..<5 { try await both.say("shared \(n)", by: n % 2 == 0 ? ada : bob) }
        try await own.say("shared with nobody", by: ada)
        try await store.index()
        let his = try await store.read { try $0.search(SearchQuery(person: bob, text: "shared")) }
        #expect(his.map(\.text) == (0..<5).reversed().map { "shared \($0)" })
        let rest = try await store.read { try $0.search(SearchQuery(person: bob, text: "shared", before: his[1].position)) }
        #expect(rest.map(\.text) == his.dropFirst(2).map(\.text))
        let hers = try await store.read { try $0.search(SearchQuery(person: bob, text: "shared", by: ada)) }
        #expect(hers.allSatisfy { $0.event.by == ada } && hers.count == 3)
        let elsewhere = try await store.read { try $0.search(SearchQuery(person: ada, text: "shared", conversation: own.id)) }
        #expect(elsewhere.map(\.text) == ["shared with nobody"])
    }

    @Test("An edited message is found by its new words only")
    func edited() async throws {
        let store = try TestStore(), ada = try await store.person("Ada"), log = try await store.group(ada)
        let target = try #require(try await log.say("oldword", by: ada))
        try await store.index()
        _ = try await log.append(
            .edit(key: ClientKey(stored: "edit-key"), target: target, text: "newword", mentions: .none), by: ada)
        try await store.index()
        #expect(try await store.read { try $0.search(SearchQuery(person: ada, text: "oldword")) }.isEmpty)
        let hits = try await store.read { try $0.search(SearchQuery(person: ada, text: "newword")) }
        #expect(hits.map(\.event.seq) == [target])
    }
}
