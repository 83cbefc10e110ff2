import Domain
import Hub

/// The memory store keeps no mail.
extension MemoryTransaction {
    func correspondents(in id: ConversationID) throws -> [Correspondent] { [] }
    func mailPlace(of person: PersonID, in id: ConversationID) throws -> MailPlace? { nil }
    func mailPlace(reply: String) throws -> MailPlace? { nil }
    func mailPlace(stop: String) throws -> MailPlace? { nil }
    func mail(_ id: MailID) throws -> MailRecord? { nil }
    func mail(bounce: String) throws -> MailRecord? { nil }
    func dueMails(at now: Milliseconds, limit: Int) throws -> [MailRecord] { [] }
    func isMailWaiting(for person: PersonID, in id: ConversationID) throws -> Bool { false }
    func isCalled(_ person: PersonID, in id: ConversationID) throws -> Bool { false }
    func isMailUnderway(to person: PersonID, in id: ConversationID) throws -> Bool { false }
    func nextMailDue() throws -> Milliseconds? { nil }
    func mails(before: MailID?, state: MailRecord.State?, limit: Int) throws -> [MailRecord] { [] }
    func mailsSent(since: Milliseconds, by sender: PersonID?) throws -> Int { 0 }
    func isUnanswered(by guest: PersonID, from sender: PersonID, in id: ConversationID) throws -> Bool { false }
    func unmailed(for person: PersonID) throws -> [ConversationID] { [] }
    func mails(carrying seq: Int64, in id: ConversationID) throws -> [MailID] { [] }
    func mails(concerning person: PersonID) throws -> [MailID] { [] }
    func deliveries(in id: ConversationID, limit: Int) throws -> [(person: PersonID, delivery: Delivery)] { [] }
    func held(for guest: PersonID) throws -> [ConversationID] { [] }
    func peopleHereLast() throws -> [PersonID] { [] }
    func isUnproven(_ person: PersonID) throws -> Bool { false }
    func person(handle: String) throws -> PersonID? { nil }
    func conversation(local: String) throws -> ConversationID? { nil }
    func groupAddress(of id: ConversationID) throws -> GroupAddress? { nil }
    func received(_ seq: Int64, in id: ConversationID) throws -> ReceivedRecord? { nil }
    func reports() throws -> [ReportRecord] { [] }
    func signInLink(digest: [UInt8]) throws -> (person: PersonID, expiresAt: Milliseconds)? { nil }
    func membersWithoutHandle() throws -> [Person] { [] }
    func openedMail(_ session: SessionID) throws -> Bool { false }

    func insert(_ mail: MailRecord) throws -> MailID { MailID(rawValue: 1) }
    func update(_ mail: MailRecord) throws {}
    func save(_ place: MailPlace) throws {}
    func save(_ received: ReceivedRecord, seq: Int64, in id: ConversationID) throws {}
    func requeueMails() throws {}
    func forgetMails(endedBefore: Milliseconds, linksBefore: Milliseconds) throws {}
    func setGroupAddress(_ address: GroupAddress?, of id: ConversationID) throws {}
    func save(_ report: ReportRecord) throws {}
    func deleteReport(_ id: Int64) throws -> Bool { false }
    func saveSignInLink(digest: [UInt8], for person: PersonID, expiresAt: Milliseconds) throws {}
    func deleteSignInLink(digest: [UInt8]) throws {}
    func setPair(of id: ConversationID, _ a: PersonID, _ b: PersonID) throws {}
}
