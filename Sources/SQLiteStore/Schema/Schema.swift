import GRDB

/// The tables, as a list of steps that only grows: a released step is never changed.
enum Schema {
    static var migrator: DatabaseMigrator {
        var m = DatabaseMigrator()
        m.registerMigration("people") { try $0.execute(sql: people) }
        m.registerMigration("conversations") { try $0.execute(sql: conversations) }
        m.registerMigration("attachments") { try $0.execute(sql: attachments) }
        m.registerMigration("search") { try $0.execute(sql: search) }
        m.registerMigration("mail") { try $0.execute(sql: mail) }
        m.registerMigration("calls") { try $0.execute(sql: calls) }
        m.registerMigration("recordings") { try $0.execute(sql: recordings) }
        m.registerMigration("standings") { try $0.execute(sql: standings) }
        return m
    }

    private static let people = """
        CREATE TABLE people(
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT UNIQUE, role TEXT NOT NULL,
          suspended INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0, dnd INTEGER NOT NULL DEFAULT 0,
          status TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL, seen INTEGER, password TEXT) STRICT;
        CREATE TABLE sessions(
          id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES people(id), digest BLOB NOT NULL UNIQUE, kind TEXT NOT NULL,
          device TEXT NOT NULL, address TEXT NOT NULL, created INTEGER NOT NULL, seen INTEGER NOT NULL,
          scoped INTEGER NOT NULL) STRICT;
        CREATE INDEX sessions_person ON sessions(person);
        CREATE TABLE session_scopes(
          session INTEGER NOT NULL, conversation INTEGER NOT NULL, PRIMARY KEY(session, conversation)) STRICT, WITHOUT ROWID;
        CREATE TABLE contacts(
          person INTEGER NOT NULL, other INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY(person, other)) STRICT, WITHOUT ROWID;
        CREATE TABLE invites(
          id INTEGER PRIMARY KEY, sender INTEGER NOT NULL, digest BLOB NOT NULL UNIQUE, uses INTEGER NOT NULL,
          remaining INTEGER NOT NULL CHECK(remaining >= 0), created INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT;
        CREATE TABLE push(
          endpoint TEXT PRIMARY KEY, person INTEGER NOT NULL, session INTEGER NOT NULL, p256dh BLOB NOT NULL, auth BLOB NOT NULL) STRICT;
        CREATE INDEX push_person ON push(person);
        CREATE INDEX push_session ON push(session);
        CREATE TABLE secrets(name TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        """

    /// An event's number is unique in its conversation, and a client's key is unique for its sender. Keys come first in
    /// their index because time-ordered keys then append instead of scattering. Messages (kind 1) have an index of their
    /// own, which answers what is unread and what was said last without touching the log.
    private static let conversations = """
        CREATE TABLE conversations(
          id INTEGER PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, created INTEGER NOT NULL,
          low INTEGER, high INTEGER, members INTEGER NOT NULL DEFAULT 0, UNIQUE(low, high)) STRICT;
        CREATE TABLE memberships(
          person INTEGER NOT NULL, conversation INTEGER NOT NULL REFERENCES conversations(id), role TEXT NOT NULL,
          state TEXT NOT NULL, joined INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0, level TEXT NOT NULL,
          PRIMARY KEY(person, conversation)) STRICT, WITHOUT ROWID;
        CREATE INDEX memberships_conversation ON memberships(conversation, joined, person, state);
        CREATE TABLE events(
          id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, seq INTEGER NOT NULL CHECK(seq > 0), kind INTEGER NOT NULL,
          sender INTEGER NOT NULL, at INTEGER NOT NULL, target INTEGER, key TEXT, wire BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX events_log ON events(conversation, seq);
        CREATE UNIQUE INDEX events_key ON events(key, sender) WHERE key IS NOT NULL;
        CREATE INDEX events_messages ON events(conversation, seq, sender) WHERE kind = 1;
        CREATE INDEX events_target ON events(conversation, target) WHERE target IS NOT NULL;
        CREATE TABLE mentions(
          person INTEGER NOT NULL, conversation INTEGER NOT NULL, seq INTEGER NOT NULL,
          PRIMARY KEY(conversation, person, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE invitations(
          id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, person INTEGER NOT NULL, sender INTEGER NOT NULL,
          digest BLOB NOT NULL UNIQUE, expires INTEGER NOT NULL, bound INTEGER) STRICT;
        CREATE INDEX invitations_person ON invitations(person, conversation);
        """

    private static let attachments = """
        CREATE TABLE attachments(
          id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, digest BLOB NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
          size INTEGER NOT NULL, width INTEGER, height INTEGER, duration INTEGER, wave BLOB NOT NULL,
          thumbnail INTEGER NOT NULL, created INTEGER NOT NULL) STRICT;
        CREATE INDEX attachments_digest ON attachments(digest);
        CREATE INDEX attachments_owner ON attachments(owner);
        CREATE TABLE attachment_uses(
          attachment INTEGER NOT NULL, conversation INTEGER NOT NULL, seq INTEGER NOT NULL,
          PRIMARY KEY(attachment, conversation, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX attachment_uses_event ON attachment_uses(conversation, seq);
        """

    private static let search = """
        CREATE VIRTUAL TABLE search USING fts5(text, tokenize="unicode61 remove_diacritics 2");
        CREATE TABLE search_progress(one INTEGER PRIMARY KEY CHECK(one = 1), upto INTEGER NOT NULL) STRICT;
        INSERT INTO search_progress VALUES(1, 0);
        """
}
