import Domain
import Testing

@Suite struct PresenceTests {
    private func folded(_ devices: [DeviceState], doNotDisturb: Bool = false, uncertain: Bool = false) -> Presence {
        Presence(devices: devices, doNotDisturb: doNotDisturb, status: "", uncertain: uncertain)
    }

    @Test func `nobody connected is offline, and unknown while that is not certain`() {
        #expect(folded([]) == Presence(state: .offline, media: [], status: ""))
        #expect(folded([], uncertain: true) == Presence(state: .unknown, media: [], status: ""))
        #expect(folded([], doNotDisturb: true).state == .offline)
    }

    @Test func `one active device makes available, only idle ones make away`() {
        let idle = DeviceState(active: false), active = DeviceState(active: true)
        #expect(folded([idle, active, idle]).state == .available)
        #expect(folded([idle, idle]).state == .away)
        #expect(folded([active], uncertain: true).state == .available)
    }

    @Test func `the media of active devices count, those of idle ones only when all are idle`() {
        let phone = DeviceState(active: false, media: [.voice, .video]), desk = DeviceState(active: true, media: .voice)
        #expect(folded([phone, desk]).media == [.text, .voice])
        #expect(folded([phone]).media == [.text, .voice, .video])
        #expect(folded([desk, DeviceState(active: true, media: .video)]).media == [.text, .voice, .video])
    }

    @Test func `who does not want to be disturbed is offered for text alone`() {
        let device = DeviceState(active: true, media: [.voice, .video])
        #expect(folded([device], doNotDisturb: true) == Presence(state: .dnd, media: .text, status: ""))
        #expect(folded([DeviceState(active: false)], doNotDisturb: true).state == .dnd)
    }

    @Test func `every device can do text`() {
        #expect(DeviceState(active: true, media: []).media == .text)
        #expect(DeviceState(active: true, media: .video).media == [.text, .video])
    }

    @Test func `media are named in one order`() {
        #expect(UsableMedia([.video, .text, .voice]).names == ["text", "voice", "video"])
        #expect(UsableMedia([]).names == [])
    }

    @Test func `the status is shown whatever the state`() {
        for devices in [[], [DeviceState()]] {
            #expect(Presence(devices: devices, doNotDisturb: false, status: "at sea", uncertain: false).status == "at sea")
        }
    }
}
