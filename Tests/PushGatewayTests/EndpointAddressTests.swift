import PushGateway
import Testing

@Suite("Where an endpoint leads")
struct EndpointAddressTests {
    @Test(
        "Addresses of private, local and special networks are inside",
        arguments: [
            "0.0.0.0", "10.1.2.3", "127.0.0.1", "127.255.0.9", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
            "192.168.1.1", "192.0.0.1", "198.18.0.1", "203.0.113.7", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
            "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
            "2002:7f00:1::", "2001::1", "::127.0.0.1",
        ])
    func inside(text: String) {
        let addresses = EndpointAddress.addresses(of: text)
        #expect(addresses.count == 1)
        #expect(addresses.allSatisfy { !EndpointAddress.isOutside($0) })
    }

    @Test(
        "Addresses of the Internet are outside",
        arguments: [
            "1.1.1.1", "100.128.0.1", "172.32.0.1", "192.169.0.1", "8.8.8.8", "2606:4700::1", "2a00:1450::5", "::ffff:1.1.1.1",
        ])
    func outside(text: String) {
        let addresses = EndpointAddress.addresses(of: text)
        #expect(addresses.count == 1)
        #expect(addresses.allSatisfy { EndpointAddress.isOutside($0) })
    }

    @Test("What is no address is inside", arguments: [[], [1], [1, 2, 3], [UInt8](repeating: 0x20, count: 15)] as [[UInt8]])
    func malformed(bytes: [UInt8]) { #expect(!EndpointAddress.isOutside(bytes)) }

    @Test(
        "The host of an origin is found, with a port and in brackets too",
        arguments: [
            ("https://push.example.org", "push.example.org"), ("https://push.example.org:8443", "push.example.org"),
            ("https://[::1]:443", "::1"), ("https://[fe80::1]", "fe80::1"),
        ])
    func hosts(origin: String, host: String) { #expect(EndpointAddress.host(of: origin) == host) }
}
