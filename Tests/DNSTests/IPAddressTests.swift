import Testing

@testable import DNS

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::0:1", "2001:db8::1"),
        ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:0:0:4:0:0:0:8", "1:0:0:4::8"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ])
    func `an address is read and written`(text: String, canonical: String) throws {
        let address = try #require(IPAddress(text))
        #expect(address.description == canonical)
        #expect(IPAddress(address.description) == address && IPAddress(bytes: address.bytes) == address)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "+1.2.3.4", "1..2.3", ":", ":::", "1:2:3:4:5:6:7", "1::2::3",
        "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0", "1.2.3.4::", "::1.2.3", "1:2:3:4:5:6:7::8", "+1::", "١.2.3.4",
    ])
    func `other texts are no address`(text: String) { #expect(IPAddress(text) == nil) }

    @Test func `an address is in its network`() throws {
        let address = try #require(IPAddress("192.0.2.130")), network = try #require(IPAddress("192.0.2.128"))
        #expect(address.isIn(network, prefix: 25) && !address.isIn(network, prefix: 32) && address.isIn(.v4(0), prefix: 0))
        let six = try #require(IPAddress("2001:db8::1"))
        #expect(try six.isIn(#require(IPAddress("2001:db8::")), prefix: 64) && !six.isIn(.v6(0), prefix: 128))
        #expect(six.isIn(.v6(0), prefix: 0) && !six.isIn(.v4(0), prefix: 0))
    }

    @Test func `the reverse name goes from the last digit to the first`() throws {
        #expect(try #require(IPAddress("192.0.2.1")).reverseName == "1.2.0.192.in-addr.arpa")
        let zeros = Array(repeating: "0", count: 23).joined(separator: ".")
        #expect(try #require(IPAddress("2001:db8::1")).reverseName == "1.\(zeros).8.b.d.0.1.0.0.2.ip6.arpa")
    }

    @Test func `an IPv4 address within IPv6 is one`() throws {
        #expect(try #require(IPAddress("::ffff:127.0.0.1")).unmapped == .v4(0x7F00_0001))
        #expect(try #require(IPAddress("::ffff:127.0.0.1")).isLoopback && IPAddress.v6(1).isLoopback)
        #expect(!IPAddress.v4(0xC000_0201).isLoopback)
    }
}
