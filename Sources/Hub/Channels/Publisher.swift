import Domain
import JSON

/// Tells what was committed to those whom it concerns: rings first, then one post per event loop.
struct Publisher: Sendable {
    /// In larger conversations nobody is told who has read how far.
    static let readMarkCrowd = 100

    let channels: Channels
    let directory: Directory
    let notifier: Notifier
    let callers: Callers
    let outbox: MailSignal
    let calls: Calls

    fileprivate struct Post {
        let mailbox: Mailbox
        var channels: [Channel] = []
        var replies: [(ConnectionID, Int64, Outcome)] = []
        var notices: [(ConnectionID, Notice)] = []
    }

    func publish(_ published: Published) {
        for person in published.forgotten { callers.forget(person) }
        var posts: [Post] = []
        func post(_ mailbox: Mailbox, _ change: (inout Post) -> Void) {
            if let i = posts.firstIndex(where: { $0.mailbox === mailbox }) { return change(&posts[i]) }
            var new = Post(mailbox: mailbox)
            change(&new)
            posts.append(new)
        }
        for (committed, _) in published.events {
            guard let channel = channels.find(committed.event.conversation) else { continue }
            for mailbox in channel.publish(committed) { post(mailbox) { $0.channels.append(channel) } }
        }
        for mark in published.reads {
            tell(mark) { mailbox, channel in
                post(mailbox) { $0.channels.append(channel) }
            } toSelf: { registration, frame in
                post(registration.mailbox) { $0.notices.append((registration.connection, .frame(frame))) }
            }
        }
        for (person, notice) in published.notices {
            for r in directory.connections(of: person) { post(r.mailbox) { $0.notices.append((r.connection, notice)) } }
        }
        for (item, result) in published.batch {
            guard let to = item.replyTo else { continue }
            let outcome = Outcome(result)
            post(to.mailbox) { $0.replies.append((to.connection, to.command, outcome)) }
        }
        for p in posts { p.deliver() }
        calls.take(published)
        notifier.consider(published.events)
        if published.hasMail { outbox.raise() }
        if !published.forgottenMails.isEmpty { outbox.forget(published.forgottenMails) }
    }

    private func tell(_ mark: ReadMark, _ wake: (Mailbox, Channel) -> Void, toSelf: (Registration, [UInt8]) -> Void) {
        var w = JSONWriter(reservingCapacity: 96)
        w.beginObject()
        w.field("t", "read")
        w.field("c", mark.conversation.text)
        w.field("by", mark.person.text)
        w.field("seq", mark.seq)
        w.endObject()
        guard mark.members <= Self.readMarkCrowd, let channel = channels.find(mark.conversation) else {
            for r in directory.connections(of: mark.person) { toSelf(r, w.bytes) }
            return
        }
        for mailbox in channel.signal(w.bytes) { wake(mailbox, channel) }
    }
}

extension Publisher.Post {
    fileprivate func deliver() {
        mailbox.post { contents in
            for channel in channels { contents.channels[ObjectIdentifier(channel)] = channel }
            contents.replies.append(contentsOf: replies.map { (connection: $0.0, command: $0.1, outcome: $0.2) })
            contents.notices.append(contentsOf: notices.map { (connection: $0.0, notice: $0.1) })
        }
    }
}

extension Committer.Item {
    fileprivate var replyTo: ReplyTo? {
        switch self {
        case .draft(_, let to), .read(_, _, _, let to): to
        case .work: nil
        }
    }
}

extension Outcome {
    fileprivate init(_ result: Result<Outcome, any Error>) {
        switch result {
        case .success(let outcome): self = outcome
        case .failure(let refusal as Refusal): self = .refused(refusal)
        case .failure: self = .refused(.unavailable("nothing was kept; try again"))
        }
    }
}
