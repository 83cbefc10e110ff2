import Testing

@testable import DNS

@Suite struct ResolverConfigurationTests {
    @Test func `servers and options are read`() {
        let configuration = ResolverConfiguration(
            """
            # of this machine
            search example.org
            nameserver 192.0.2.53 ; the first
            nameserver\t2001:db8::53
            nameserver fe80::1%eth0
            nameserver nonsense
            options rotate timeout:2 attempts:3 ndots:1
            """)
        #expect(configuration.servers == [.v4(0xC000_0235), .v6(0x2001_0db8_0000_0000_0000_0000_0000_0053)])
        #expect(configuration.timeout == .seconds(2) && configuration.attempts == 3)
    }

    @Test func `an empty file means the server on this machine`() {
        let configuration = ResolverConfiguration("")
        #expect(configuration.servers == [.v4(0x7F00_0001)])
        #expect(configuration.timeout == .seconds(5) && configuration.attempts == 2)
    }

    @Test func `numbers and servers have limits`() {
        let configuration = ResolverConfiguration(
            "options timeout:600 attempts:99\n" + String(repeating: "nameserver 192.0.2.1\n", count: 9))
        #expect(configuration.servers.count == 3)
        #expect(configuration.timeout == .seconds(30) && configuration.attempts == 5)
        #expect(ResolverConfiguration("options timeout:0 attempts:-1").timeout == .seconds(5))
    }
}
