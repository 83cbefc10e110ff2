extension Schema {
    /// What outlives the server of calls: those that go on, who came and was rung, wishes to be told, links.
    static let calls = """
        CREATE TABLE calls(
          conversation INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, starter INTEGER NOT NULL, since INTEGER NOT NULL,
          alive INTEGER NOT NULL) STRICT;
        CREATE TABLE call_people(
          call INTEGER NOT NULL, person INTEGER NOT NULL, mark INTEGER NOT NULL, PRIMARY KEY(call, person)) STRICT, WITHOUT ROWID;
        CREATE TABLE free_wishes(
          person INTEGER NOT NULL, conversation INTEGER NOT NULL, other INTEGER NOT NULL,
          PRIMARY KEY(conversation, person)) STRICT, WITHOUT ROWID;
        CREATE TABLE call_links(
          digest BLOB PRIMARY KEY, conversation INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
          sender INTEGER NOT NULL) STRICT;
        CREATE INDEX call_links_conversation ON call_links(conversation);
        """

    /// Recordings that are not posted yet, and who speaks in them when. A cue is of a person, of a feed, or of nobody known.
    static let recordings = """
        CREATE TABLE recordings(
          id INTEGER PRIMARY KEY, call INTEGER NOT NULL, conversation INTEGER NOT NULL, starter INTEGER NOT NULL,
          since INTEGER NOT NULL) STRICT;
        CREATE TABLE recording_cues(
          recording INTEGER NOT NULL, leg INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, person INTEGER,
          feed TEXT, PRIMARY KEY(recording, leg, start)) STRICT, WITHOUT ROWID;
        """

    /// Who of the listeners in a call may speak, and since when whose hand is up.
    static let standings = """
        ALTER TABLE call_people ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE call_people ADD COLUMN hand INTEGER;
        """
}
