/// Every limit of the domain that is not a setting, by name. Sizes are in UTF-8 bytes.
package enum Limits {
    package static let text = 65_536
    package static let name = 80
    package static let title = 120
    package static let status = 100
    package static let address = 254
    package static let password = 1_024
    package static let shortestPassword = 8
    package static let emoji = 64
    package static let mentions = 50
    package static let attachments = 20
    package static let fileName = 255
    package static let mediaType = 127
    package static let wave = 128
    package static let shortestKey = 8
    package static let key = 64
    package static let invitees = 100
    package static let watched = 2_000
    package static let cursors = 10_000
    package static let page = 200
    package static let query = 200
    package static let token = 128
    package static let pushEndpoint = 2_048
    package static let pushSubscriptions = 20
    /// A session description.
    package static let offer = 65_536
    /// Devices of one person in one call.
    package static let legs = 50
    /// Legs in one call that send by a link, and that listen by one.
    package static let feeds = 20
    package static let listeners = 10_000
    /// Members of a conversation whose devices a call still rings.
    package static let rung = 32
    package static let callLinks = 50
    package static let freeWishes = 100
}

/// The limits that the operator sets; 0 means unlimited.
package struct OperatorLimits: Equatable, Sendable {
    package var attachmentBytes: Int64 = 100 << 20
    package var attachmentTotalBytes: Int64 = 0
    package var membersPerConversation = 5_000
    package var conversationsPerPerson = 5_000
    package var messagesPerMinute = 240
    package var connectionsPerAddress = 200
    package var sessionsPerPerson = 50
    package var signInsPerMinute = 20
    package var newConversationsPerHour = 60
    package var invitationsPerDay = 50
    package var requestMessages = 10

    package init() {}
}
