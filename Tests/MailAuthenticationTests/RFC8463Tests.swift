import Testing

@testable import MailAuthentication

/// The message of RFC 8463 Appendix A, signed by both algorithms.
@Suite struct RFC8463Tests {
    static let message = """
        DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :
         subject : date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
         Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
        DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=test; t=1528637909; h=from : to : subject :
         date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
         DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
         dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
        From: Joe SixPack <joe@football.example.com>
        To: Suzie Q <suzie@shopping.example.net>
        Subject: Is dinner ready?
        Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
        Message-ID: <20030712040037.46341.5F8J@football.example.com>

        Hi.

        We lost the game.  Are you hungry yet?

        Joe.

        """
    static let zone = Zone(texts: [
        "brisbane._domainkey.football.example.com": ["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
        "test._domainkey.football.example.com": [
            "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/b"
                + "yYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB"
        ],
    ])

    @Test func `both signatures of the example are true`() async {
        let results = await DKIM.verify(mail(Self.message), with: Self.zone, now: 0)
        #expect(results.map(\.status) == [.pass, .pass])
        #expect(results.map(\.domain) == ["football.example.com", "football.example.com"])
        #expect(results.map(\.identity) == ["@football.example.com", "@football.example.com"])
        #expect(results.map(\.signature) == ["/gCrinpc", "F45dVWDf"])
        #expect(results.allSatisfy { !$0.isPartial && !$0.isTesting })
    }

    @Test func `a changed word fails`() async {
        let subject = Self.message.replacing("dinner ready", with: "dinner late")
        #expect(await DKIM.verify(mail(subject), with: Self.zone, now: 0).map(\.status) == [.fail, .fail])
        let body = Self.message.replacing("hungry", with: "thirsty")
        #expect(await DKIM.verify(mail(body), with: Self.zone, now: 0).map(\.status) == [.fail, .fail])
    }

    @Test func `changes that relaxed canonicalization forgives pass`() async {
        let message = Self.message.replacing("Subject: Is", with: "SUBJECT:\n  Is ").replacing("game.  Are", with: "game. Are  \t")
        #expect(await DKIM.verify(mail(message), with: Self.zone, now: 0).map(\.status) == [.pass, .pass])
    }

    @Test func `the key of the example is read and gives its record`() throws {
        let key = try DKIMKey(
            pem: """
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
                -----END PRIVATE KEY-----
                """)
        #expect(key.publicRecord == "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    }
}
