package import Domain
import JSON

extension Presence {
    /// The `presence` frame of the live protocol.
    package func frame(of person: PersonID) -> [UInt8] {
        var w = JSONWriter(reservingCapacity: 96)
        w.beginObject()
        w.field("t", "presence")
        w.field("p", person.text)
        w.field("state", state.rawValue)
        w.key("media")
        w.beginArray()
        for name in media.names { w.string(name) }
        w.endArray()
        if !status.isEmpty { w.field("text", status) }
        w.endObject()
        return w.bytes
    }
}
