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
        guestsRegister = settings.registration.guests
        mail = MailPolicy(settings.mail, domain: settings.mailDomain(publicURL: publicURL))
    }
}

extension MailPolicy {
    fileprivate init(_ mail: Settings.Mail, domain: String) {
        self.init()
        way = mail.way
        self.domain = domain
        receives = !mail.smtp.isEmpty || !mail.lmtp.isEmpty
        pause = Int64(mail.pause) * 1_000
        invitationPause = Int64(mail.invitationPause) * 1_000
        perHour = mail.perHour
        perPersonPerHour = mail.perPersonPerHour
        maximumBytes = mail.maximumBytes
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
