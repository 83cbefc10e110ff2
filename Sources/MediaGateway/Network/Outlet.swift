import CMediaSockets

/// Where a leg's packets leave.
enum Outlet {
    case datagrams(DatagramSocket, confab_address)
    case stream(StreamConnection, DatagramSocket)

    /// A place for the next packet.
    @inline(__always)
    var slot: UnsafeMutableRawBufferPointer {
        switch self {
        case .datagrams(let socket, _), .stream(_, let socket): socket.slot
        }
    }

    /// Sends what was written there.
    @inline(__always)
    func send(_ count: Int) {
        switch self {
        case .datagrams(let socket, let address): socket.send(count, to: address)
        case .stream(let connection, let scratch): connection.send(UnsafeRawBufferPointer(rebasing: scratch.slot[..<count]))
        }
    }
}
