import Domain
import Hub

extension Policy {
    init(_ settings: Settings, publicURL: String, pushKey: String) {
        self.init()
        name = settings.name
        self.publicURL = publicURL
        registration =
            switch settings.registration.policy {
            case .invite: .invite
            case .domain: .domain
            case .open: .open
            }
        domains = settings.registration.domains
        membersInvite = settings.registration.membersInvite
        limits = OperatorLimits(settings.limits)
        self.pushKey = pushKey
        pushLocal = settings.push.local
        version = Confab.version
    }
}

extension OperatorLimits {
    fileprivate init(_ limits: Settings.Limits) {
        self.init()
        attachmentBytes = Int64(limits.attachmentBytes)
        attachmentTotalBytes = Int64(limits.attachmentTotalBytes)
        membersPerConversation = limits.membersPerConversation
        conversationsPerPerson = limits.conversationsPerPerson
        messagesPerMinute = limits.messagesPerMinute
        connectionsPerAddress = limits.connectionsPerAddress
        sessionsPerPerson = limits.sessionsPerPerson
        signInsPerMinute = limits.signInsPerMinute
        newConversationsPerHour = limits.newConversationsPerHour
        invitationsPerDay = limits.invitationsPerDay
        requestMessages = limits.requestMessages
    }
}
