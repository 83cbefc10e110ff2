import CMediaSockets

/// Where a leg's packets leave.
enum Outlet {
    /// The number of a socket, and an address.
    case datagrams(Int, confab_address)
    case stream(StreamConnection)
}
