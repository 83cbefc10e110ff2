/// What can be used with somebody at this moment.
package struct UsableMedia: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let text = UsableMedia(rawValue: 1)
    package static let voice = UsableMedia(rawValue: 2)
    package static let video = UsableMedia(rawValue: 4)

    package var names: [String] {
        [(UsableMedia.text, "text"), (.voice, "voice"), (.video, "video")].filter { contains($0.0) }.map(\.1)
    }
}

/// What one connected device says of itself.
package struct DeviceState: Hashable, Sendable {
    package var active: Bool
    package var media: UsableMedia

    package init(active: Bool = true, media: UsableMedia = .text) {
        self.active = active
        self.media = media.union(.text)
    }
}

/// A person's presence as their contacts see it.
package struct Presence: Hashable, Sendable {
    package enum State: String, Sendable {
        case available, away, dnd, offline
        /// Not known: the server has just started, or the connection broke without a word.
        case unknown
    }

    package var state: State
    package var media: UsableMedia
    package var status: String

    package init(state: State, media: UsableMedia, status: String) {
        self.state = state
        self.media = media
        self.status = status
    }

    /// Folds a person's devices into one presence.
    ///
    /// The media of active devices count; when none is active, those of all. Nobody who does not want to be disturbed
    /// is offered for voice or video.
    package init(devices: some Collection<DeviceState>, doNotDisturb: Bool, status: String, uncertain: Bool) {
        self.status = status
        guard !devices.isEmpty else {
            state = uncertain ? .unknown : .offline
            media = []
            return
        }
        let active = devices.filter(\.active)
        let counted = active.isEmpty ? Array(devices) : active
        media = counted.reduce(into: .text) { $0.formUnion($1.media) }
        if doNotDisturb {
            state = .dnd
            media = .text
        } else {
            state = active.isEmpty ? .away : .available
        }
    }
}
