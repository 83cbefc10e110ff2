/// Requests for pictures that need no others (RFC 5104 §4.3.1).
package struct FullIntraRequests: RandomAccessCollection {
    package struct Request: Equatable, Sendable {
        package var ssrc: UInt32
        /// Counts requests; one that is repeated keeps its number.
        package var number: UInt8

        package init(ssrc: UInt32, number: UInt8) {
            self.ssrc = ssrc
            self.number = number
        }
    }

    package let head: FeedbackHead
    let bytes: UnsafeRawBufferPointer

    package var startIndex: Int { 0 }
    package var endIndex: Int { bytes.count / 8 }
    package subscript(position: Int) -> Request {
        Request(ssrc: bytes.uint32(at: 8 * position), number: bytes[8 * position + 4])
    }
}
