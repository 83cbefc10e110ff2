import Domain
import GRDB
import Hub

extension RecordingID {
    fileprivate var key: Int64 { Int64(bitPattern: rawValue) }
}

extension SQLiteTransaction {
    func openRecordings() throws -> [OpenRecording] {
        try rows("SELECT * FROM recordings ORDER BY since, id", []).map {
            OpenRecording(
                id: RecordingID(rawValue: UInt64(bitPattern: $0["id"])), call: CallID(rawValue: UInt64(bitPattern: $0["call"])),
                conversation: ConversationID($0["conversation"] as Int64), by: PersonID($0["starter"] as Int64), since: $0["since"])
        }
    }

    func save(_ recording: OpenRecording) throws {
        try run(
            "INSERT INTO recordings(id, call, conversation, starter, since) VALUES(?, ?, ?, ?, ?)",
            [
                recording.id.key, Int64(bitPattern: recording.call.rawValue), recording.conversation.key, recording.by.key,
                recording.since,
            ])
    }

    func cues(of id: RecordingID) throws -> [RecordedCue] {
        try rows("SELECT leg, start, stop, person, feed FROM recording_cues WHERE recording = ?", [id.key]).map {
            let person: Int64? = $0["person"], feed: String? = $0["feed"]
            return RecordedCue(
                leg: LegID(rawValue: UInt64(bitPattern: $0["leg"])),
                speaker: person.map { .person(PersonID($0)) } ?? feed.map { .feed($0) }, from: $0["start"], to: $0["stop"])
        }
    }

    func save(_ cues: [RecordedCue], of id: RecordingID) throws {
        for cue in cues {
            var person: Int64?, feed: String?
            switch cue.speaker {
            case .person(let id): person = id.key
            case .feed(let name): feed = name
            case nil: break
            }
            try run(
                "INSERT OR REPLACE INTO recording_cues(recording, leg, start, stop, person, feed) VALUES(?, ?, ?, ?, ?, ?)",
                [id.key, Int64(bitPattern: cue.leg.rawValue), cue.from, cue.to, person, feed])
        }
    }

    func deleteRecording(_ id: RecordingID) throws {
        try run("DELETE FROM recordings WHERE id = ?", [id.key])
        try run("DELETE FROM recording_cues WHERE recording = ?", [id.key])
    }
}
