/// The way out of one thread: departures for each socket.
final class Egress {
    private let departures: [Departures]

    init(_ sockets: [OpenSockets.Bound]) { departures = sockets.map { Departures($0.descriptor) } }

    /// A place for the next packet to an outlet.
    @inline(__always)
    func slot(_ outlet: Outlet) -> UnsafeMutableRawBufferPointer {
        switch outlet {
        case .datagrams(let socket, _): departures[socket].slot
        case .stream: departures[0].slot
        }
    }

    /// Sends what was written there.
    @inline(__always)
    func send(_ count: Int, to outlet: Outlet) {
        switch outlet {
        case .datagrams(let socket, let address): departures[socket].send(count, to: address)
        case .stream(let connection): connection.send(UnsafeRawBufferPointer(rebasing: departures[0].slot[..<count]))
        }
    }

    /// Sends a packet that stands elsewhere.
    func send(_ bytes: UnsafeRawBufferPointer, to outlet: Outlet) {
        guard bytes.count <= Departures.slotSize else { return }
        slot(outlet).copyMemory(from: bytes)
        send(bytes.count, to: outlet)
    }

    func flush() { for one in departures { one.flush() } }
}
