import Domain
import Hub
import JSON
import Testing

/// The bytes of events as `protocol.md` has them.
@Suite struct EventWireTests {
    private func wire(_ body: EventBody) -> String {
        text(Event(conversation: room, seq: 7, at: 1_700_000_000_000, by: ada, body: body).wire)
    }
    private let head = #"{"seq":7,"at":1700000000000,"by":"0000000000001","kind":"#
    private let k = ClientKey(stored: "key-0001")

    @Test func `what happens in a conversation`() {
        #expect(wire(.created(.announcement, title: "News")) == head + #""created","conversation":"announcement","title":"News"}"#)
        #expect(wire(.created(.direct, title: "")) == head + #""created","conversation":"direct","title":""}"#)
        #expect(wire(.title("New \"one\"")) == head + #""title","title":"New \"one\""}"#)
        #expect(wire(.added(bob, .reader)) == head + #""added","person":"0000000000002","role":"reader"}"#)
        #expect(wire(.invited(bob, .member, known: true)) == head + #""invited","person":"0000000000002","role":"member"}"#)
        #expect(wire(.invited(bob, .member, known: false)) == wire(.invited(bob, .member, known: true)))
        #expect(wire(.joined(bob)) == head + #""joined","person":"0000000000002"}"#)
        #expect(wire(.left(bob)) == head + #""left","person":"0000000000002"}"#)
        #expect(wire(.removed(bob)) == head + #""removed","person":"0000000000002"}"#)
        #expect(wire(.role(bob, .moderator)) == head + #""role","person":"0000000000002","role":"moderator"}"#)
    }

    @Test func `calls begin and end`() {
        let call = CallID(rawValue: 5)
        #expect(wire(.call(.started(call))) == head + #""call","state":"started","call":"0000000000005"}"#)
        #expect(
            wire(.call(.ended(call, seconds: 61, people: 2, missed: [cat]))) == head
                + #""call","state":"ended","call":"0000000000005","seconds":61,"people":2,"missed":["0000000000003"]}"#)
    }

    @Test func `a plain message has only what it needs`() {
        #expect(wire(.message(Message(key: k, text: "hi"))) == head + #""message","key":"key-0001","text":"hi"}"#)
    }

    @Test func `a message with everything`() {
        let file = Attachment(
            id: AttachmentID(rawValue: 9), name: "a.ogg", type: "audio/ogg", size: 1_234, width: 3, height: 4, duration: 5_600,
            wave: [0, 128, 255], thumbnail: true)
        let plain = Attachment(id: AttachmentID(rawValue: 10), name: "b", type: "text/plain", size: 0)
        let message = Message(key: k, text: "", reply: 3, attachments: [file, plain], mentions: .people([ada, bob]))
        #expect(
            wire(.message(message)) == head + #""message","key":"key-0001","text":"","reply":3,"attachments":["#
                + #"{"id":"0000000000009","name":"a.ogg","type":"audio/ogg","size":1234,"width":3,"height":4,"duration":5600,"#
                + #""wave":"AID/","thumbnail":true},{"id":"000000000000a","name":"b","type":"text/plain","size":0}],"#
                + #""mentions":["0000000000001","0000000000002"]}"#)
    }

    @Test func `mentioning all is said so`() {
        #expect(wire(.message(Message(key: k, text: "x", mentions: .all))).hasSuffix(#""mentions":["all"]}"#))
    }

    @Test func `what changes a message names it`() {
        #expect(
            wire(.edit(key: k, target: 4, text: "x", mentions: .none)) == head + #""edit","key":"key-0001","target":4,"text":"x"}"#)
        #expect(
            wire(.edit(key: k, target: 4, text: "x", mentions: .all))
                == head + #""edit","key":"key-0001","target":4,"text":"x","mentions":["all"]}"#)
        #expect(wire(.retract(key: k, target: 4)) == head + #""retract","key":"key-0001","target":4}"#)
        #expect(
            wire(.reaction(key: k, target: 4, emoji: "👍", on: false))
                == head + #""react","key":"key-0001","target":4,"emoji":"👍","on":false}"#)
    }

    @Test func `after a retraction the text is gone and the number stays`() {
        let message = Event.retractedWire(seq: 7, at: 1_700_000_000_000, by: ada, kind: .message, key: "key-0001", target: nil)
        #expect(text(message) == head + #""message","key":"key-0001","text":"","retracted":true}"#)
        let edit = Event.retractedWire(seq: 7, at: 1_700_000_000_000, by: ada, kind: .edit, key: "key-0002", target: 4)
        #expect(text(edit) == head + #""edit","key":"key-0002","target":4,"text":"","retracted":true}"#)
    }

    @Test func `any text is one line of JSON that reads back as it was`() throws {
        let said = "a\u{0}\n\t\"\\ \u{2028} é 👍 </script>"
        let bytes = Event(conversation: room, seq: 1, at: 0, by: ada, body: .message(Message(key: k, text: said))).wire
        #expect(!bytes.contains(UInt8(ascii: "\n")))
        #expect(try fields(bytes).string("text", max: 100) == said)
    }

    @Test func `a presence says its state and media, and a status where there is one`() {
        let at = Presence(state: .available, media: [.text, .video], status: "at sea")
        #expect(
            text(at.frame(of: bob))
                == #"{"t":"presence","p":"0000000000002","state":"available","media":["text","video"],"text":"at sea"}"#)
        let gone = Presence(state: .unknown, media: [], status: "")
        #expect(text(gone.frame(of: bob)) == #"{"t":"presence","p":"0000000000002","state":"unknown","media":[]}"#)
    }
}
