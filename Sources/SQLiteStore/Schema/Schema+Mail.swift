extension Schema {
    /// At most one mail of a conversation waits for a person: what is said meanwhile goes along with it.
    static let mail = """
        ALTER TABLE people ADD COLUMN mail TEXT NOT NULL DEFAULT 'direct';
        ALTER TABLE people ADD COLUMN handle TEXT;
        CREATE UNIQUE INDEX people_handle ON people(handle) WHERE handle IS NOT NULL;
        ALTER TABLE invitations ADD COLUMN mailed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX invitations_bound ON invitations(bound) WHERE bound IS NOT NULL;
        ALTER TABLE conversations ADD COLUMN local TEXT;
        ALTER TABLE conversations ADD COLUMN writers TEXT;
        CREATE UNIQUE INDEX conversations_local ON conversations(local) WHERE local IS NOT NULL;
        CREATE TABLE mails(
          id INTEGER PRIMARY KEY AUTOINCREMENT, person INTEGER NOT NULL, conversation INTEGER, sender INTEGER, kind TEXT NOT NULL,
          state TEXT NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, after INTEGER NOT NULL, upto INTEGER NOT NULL, created INTEGER NOT NULL,
          ended INTEGER, text TEXT NOT NULL, bounce TEXT NOT NULL UNIQUE, address TEXT) STRICT;
        CREATE INDEX mails_due ON mails(due) WHERE state = 'waiting';
        CREATE UNIQUE INDEX mails_waiting ON mails(person, conversation)
          WHERE state = 'waiting' AND kind IN ('invitation', 'digest');
        CREATE INDEX mails_person ON mails(person, sender);
        CREATE INDEX mails_sending ON mails(person, conversation) WHERE state = 'sending';
        CREATE INDEX mails_conversation ON mails(conversation, upto);
        CREATE INDEX mails_ended ON mails(ended) WHERE ended IS NOT NULL;
        CREATE TABLE mail_places(
          person INTEGER NOT NULL, conversation INTEGER NOT NULL, reply TEXT NOT NULL UNIQUE, stop TEXT NOT NULL UNIQUE,
          stopped INTEGER NOT NULL, mailed INTEGER NOT NULL, unanswered INTEGER NOT NULL, answered INTEGER, state TEXT,
          upto INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, subject TEXT NOT NULL, thread TEXT NOT NULL,
          PRIMARY KEY(person, conversation)) STRICT, WITHOUT ROWID;
        CREATE INDEX mail_places_conversation ON mail_places(conversation, person);
        CREATE TABLE received_mails(
          conversation INTEGER NOT NULL, seq INTEGER NOT NULL, subject TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
          at INTEGER NOT NULL, folded TEXT NOT NULL, html TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY(conversation, seq)) STRICT;
        CREATE TABLE reports(
          id INTEGER PRIMARY KEY, sender INTEGER NOT NULL, about INTEGER NOT NULL, conversation INTEGER NOT NULL,
          at INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
        CREATE TABLE sign_in_links(digest BLOB PRIMARY KEY, person INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT;
        CREATE INDEX sign_in_links_person ON sign_in_links(person);
        """
}
