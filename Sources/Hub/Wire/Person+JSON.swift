package import Domain
package import JSON

extension Person {
    /// The person as `viewer` may see them: guests are not told the addresses of others.
    package func write(to w: inout JSONWriter, for viewer: Person) {
        w.beginObject()
        writeFields(to: &w, address: viewer.role.isRegistered || viewer.id == id)
        w.endObject()
    }

    package func writeFields(to w: inout JSONWriter, address shown: Bool) {
        w.field("id", id.text)
        w.field("name", name)
        w.field("role", role.rawValue)
        if shown { w.field("address", address?.text) }
        if gone { w.field("gone", true) }
    }

    /// The `person` frame of the live protocol; without the address, for it goes to all alike.
    var frame: [UInt8] {
        var w = JSONWriter()
        w.beginObject()
        w.field("t", "person")
        w.key("person")
        w.beginObject()
        writeFields(to: &w, address: false)
        w.endObject()
        w.endObject()
        return w.bytes
    }

    /// The `contact` frame that tells `viewer` what they have with this person.
    func contactFrame(_ state: ContactState, for viewer: Person) -> [UInt8] {
        var w = JSONWriter()
        w.beginObject()
        w.field("t", "contact")
        w.key("contact")
        w.beginObject()
        w.field("person", id.text)
        w.field("state", state.rawValue)
        w.endObject()
        w.key("people")
        w.beginObject()
        w.key(id.text)
        write(to: &w, for: viewer)
        w.endObject()
        w.endObject()
        return w.bytes
    }
}
