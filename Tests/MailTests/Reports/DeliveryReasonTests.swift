import Testing

@testable import Mail

@Suite struct DeliveryReasonTests {
    @Test(arguments: [
        ("5.1.1", "There is no such mailbox."), ("5.1.10", "The address's domain takes no mail."),
        ("5.1.2", "The address's domain does not exist or takes no mail."), ("5.2.2", "The mailbox is full."),
        ("4.2.2", "The mailbox is full."), ("5.2.1", "The mailbox is closed."), ("4.2.1", "The mailbox is closed for now."),
        ("4.4.1", "The mail server could not be reached."), ("4.4.7", "The mail server could not be reached in time."),
        ("5.4.4", "The way to the address's domain could not be found."), ("5.4.6", "The mail went round in circles."),
        ("5.7.1", "The mail was refused by the mail server's policy."),
        ("5.7.509", "The mail was refused by the mail server's policy."),
        ("4.7.1", "The mail server wants us to wait."), ("4.7.0", "The mail server wants us to wait."),
        ("5.7.26", "The mail server could not make sure that the mail is from us."), ("2.0.0", "The mail was delivered."),
        ("5.3.4", "The mail is too large for this mailbox."),
    ])
    func `enhanced codes`(_ status: String, _ words: String) {
        #expect(DeliveryReason.words(status: status, code: nil, text: "") == words)
    }

    @Test func `without an enhanced code the words and then the reply code decide`() {
        #expect(DeliveryReason.words(status: nil, code: 550, text: "550 5.2.2 over") == "The mailbox is full.")
        #expect(DeliveryReason.words(status: "5.0.0", code: nil, text: "550 User unknown") == "There is no such mailbox.")
        #expect(DeliveryReason.words(status: nil, code: 550, text: "no") == "There is no such mailbox, or it refuses our mail.")
        #expect(
            DeliveryReason.words(
                status: nil, code: 554, text: "554 delivery error: dd This user doesn't have a yahoo.example account")
                == "There is no such mailbox.")
        #expect(
            DeliveryReason.words(status: "5.4.1", code: 550, text: "550 5.4.1 Recipient address rejected: Access denied")
                == "There is no such mailbox.")
        #expect(DeliveryReason.words(status: nil, code: 450, text: "") == "The mail server wants us to wait.")
        #expect(
            DeliveryReason.words(status: nil, code: nil, text: "said 552 no")
                == "The mailbox is full, or the mail is too large for it.")
        #expect(DeliveryReason.words(status: "junk", code: nil, text: "") == "The mail could not be delivered.")
        #expect(DeliveryReason.words(status: "4.9.9", code: nil, text: "") == "The mail could not be delivered yet.")
        #expect(DeliveryReason.words(status: nil, code: 499, text: "") == "The mail could not be delivered yet.")
    }

    @Test func `codes are found in text, and addresses are none`() {
        #expect(StatusCode.find(in: "550-5.1.1 no") == "5.1.1")
        #expect(StatusCode.find(in: "[192.5.1.1] said (#5.1.2)") == "5.1.2")
        #expect(StatusCode.find(in: "5.1.1.1 and 15.1.1 and 5.1") == nil)
        #expect(StatusCode.reply(in: "at 192.0.2.1: 550 no, 4500") == 550)
        #expect(StatusCode.reply(in: "5500 or 5.5.0") == nil)
    }
}
