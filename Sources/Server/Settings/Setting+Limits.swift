extension Setting {
    /// The rows of `Settings.Limits`.
    static let limits: [Setting] = [
        Setting("limits.attachment_bytes", .size(1...1 << 40), "100 MiB", "Size of one attachment") {
            $0.limits.attachmentBytes = $1
        },
        Setting("limits.attachment_total_bytes", .size(0...1 << 60), "0", "Size of all attachments together") {
            $0.limits.attachmentTotalBytes = $1
        },
        Setting("limits.members_per_conversation", .whole(2...1_000_000), "5000", "People in one conversation") {
            $0.limits.membersPerConversation = $1
        },
        Setting("limits.conversations_per_person", .whole(1...1_000_000), "5000", "Conversations one person is in") {
            $0.limits.conversationsPerPerson = $1
        },
        Setting("limits.sessions_per_person", .whole(1...10_000), "50", "Devices and tokens of one person") {
            $0.limits.sessionsPerPerson = $1
        },
        Setting("limits.request_messages", .whole(1...10_000), "10", "Messages a person may send before the other has accepted") {
            $0.limits.requestMessages = $1
        },
        Setting("limits.messages_per_minute", .rate, "240", "Messages of one person in a minute, a quarter of them at once") {
            $0.limits.messagesPerMinute = $1
        },
        Setting("limits.new_conversations_per_hour", .rate, "60", "Conversations one person starts in an hour") {
            $0.limits.newConversationsPerHour = $1
        },
        Setting("limits.invitations_per_day", .rate, "50", "Invitations one person makes in a day") {
            $0.limits.invitationsPerDay = $1
        },
        Setting("limits.sign_ins_per_minute", .rate, "20", "Attempts to sign in from one address in a minute") {
            $0.limits.signInsPerMinute = $1
        },
        Setting("limits.connections_per_address", .rate, "200", "Connections from one address at the same time") {
            $0.limits.connectionsPerAddress = $1
        },
    ]
}
