extension Settings {
    /// How much of everything there may be. Rates, connections and the total of attachments are unlimited at 0.
    package struct Limits: Sendable, Equatable {
        package var attachmentBytes = 0
        package var attachmentTotalBytes = 0
        package var membersPerConversation = 0
        package var conversationsPerPerson = 0
        package var messagesPerMinute = 0
        package var connectionsPerAddress = 0
        package var sessionsPerPerson = 0
        package var signInsPerMinute = 0
        package var newConversationsPerHour = 0
        package var invitationsPerDay = 0
        package var requestMessages = 0

        /// How many messages may come at once before `messagesPerMinute` slows them.
        package var messageBurst: Int { messagesPerMinute == 0 ? 0 : max(1, messagesPerMinute / 4) }
    }
}
