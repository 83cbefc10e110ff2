extension SMTPServer {
    /// What is read of a message beyond its largest size, to answer at its end, before the connection ends.
    static let maximumSwallowed = 67_108_864

    mutating func data() {
        guard !options.requiresTLS || session.secure else { return fault(.tlsFirst) }
        guard let transaction else { return fault(session.helo.isEmpty ? .helloFirst : .mailFirst) }
        guard !transaction.recipients.isEmpty else {
            return fault(options.dialect == .lmtp ? .recipientFirst : .noRecipients)
        }
        state = .content(ContentPhase())
        act(.begin(transaction))
        send(.goAhead)
    }

    mutating func readContent(_ phase: ContentPhase) -> Bool {
        guard !input.isEmpty else { return false }
        var phase = phase
        let start = input.position
        var step: ContentScanner.Step
        repeat {
            let from = input.position
            step = input.bytes.withUnsafeBufferPointer { phase.scanner.next(in: $0, from: from) }
            input.resume(at: step.resume)
            phase.received += step.resume - from
            deliver(step, &phase)
            if step.resume == from { break }
        } while step.event != .end && !input.isEmpty
        handOut(&phase)
        state = .content(phase)
        if step.event == .end {
            endContent(phase)
        } else if phase.received - options.maximumSize > Self.maximumSwallowed {
            end(saying: phase.verdict ?? .tooLarge)
        }
        return input.position > start
    }

    /// Short texts, between many stuffed dots, are gathered: handing out each would cost more than the copy.
    private mutating func deliver(_ step: ContentScanner.Step, _ phase: inout ContentPhase) {
        guard phase.verdict == nil else { return }
        let text = input.bytes[step.text]
        let part = text.prefix(max(0, options.maximumSize - phase.delivered))
        phase.delivered += part.count
        if part.count < ContentPhase.shortText {
            phase.gathered += part
        } else {
            handOut(&phase)
            act(.content(part))
        }
        phase.verdict = part.count < text.count ? .tooLarge : Self.verdict(step.event)
        guard phase.verdict != nil else { return }
        handOut(&phase)
        act(.abort)
    }

    private mutating func handOut(_ phase: inout ContentPhase) {
        guard !phase.gathered.isEmpty else { return }
        act(.content(phase.gathered[...]))
        phase.gathered = []
    }

    private static func verdict(_ event: ContentScanner.Event?) -> SMTPReply? {
        switch event {
        case .bareLineBreak?: .badContent
        case .longLine?: .longContentLine
        case .end?, nil: nil
        }
    }

    private mutating func endContent(_ phase: ContentPhase) {
        conduct.idleCommands = 0
        guard let verdict = phase.verdict else {
            state = .finishing
            return act(.end)
        }
        answer([SMTPReply](repeating: verdict, count: transaction?.recipients.count ?? 1))
    }

    /// Answers `.end`: one reply, and in LMTP one for each accepted recipient in their order. What is missing is
    /// answered as transient; 421 ends the connection.
    package mutating func finish(_ replies: [SMTPReply]) {
        guard state == .finishing else { return }
        answer(replies)
    }

    private mutating func answer(_ replies: [SMTPReply]) {
        let count = options.dialect == .lmtp ? transaction?.recipients.count ?? 1 : 1
        state = .command
        transaction = nil
        for index in 0..<count {
            let reply = index < replies.count ? replies[index] : .undecided
            guard reply.code != 421 else { return end(saying: reply) }
            send(reply.isPositive || reply.isTransient || reply.isPermanent ? reply : .undecided)
        }
    }
}
