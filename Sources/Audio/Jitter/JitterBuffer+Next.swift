extension JitterBuffer {
    /// What the next sound is made of. Called for each frame, also when nothing is wanted of this talker.
    package mutating func next(at now: Int64) -> Action {
        dropOverdue(at: now)
        switch state {
        case .waiting: return begin(at: now)
        case .playing(let position, let missed, let concealed):
            guard let index = firstHeld else { return starve(position, missed, concealed) }
            let first = slots[index]
            guard first.sequence != nextSequence else { return play(index, after: position, at: now) }
            return bridge(to: index, position, missed, concealed, at: now)
        }
    }

    /// 20 ms have gone by, however many packets they took.
    package mutating func tick() { arrivals.fade() }

    /// How to play the samples decoded of what `next` just gave, when `left` of those before it waited since the last frame.
    package mutating func pace(decoded: Int, left: Int, at now: Int64) -> Pace {
        guard case .playing(let position, 0, _) = state else { return .even }
        let slack = arrivals.slack(of: position &- Int64(decoded), at: now)
        let spare = slack &- target
        if spare < 0 { return .slower }
        let excess = spare &- Int64(Frame.sampleCount)
        if excess >= 240 || residue.isLasting(excess) {
            return .faster(most: Frame.sampleCount, inHaste: excess >= Self.haste)
        }
        return left >= 120 ? .faster(most: left, inHaste: false) : .even
    }

    private var firstHeld: Int? {
        var sequence = nextSequence
        while sequence <= highest {
            let index = Self.index(sequence)
            if slots[index].isHeld, slots[index].sequence == sequence { return index }
            sequence &+= 1
        }
        return nil
    }

    /// Leaves out what is so late that playing faster would take too long.
    private mutating func dropOverdue(at now: Int64) {
        while let index = firstHeld {
            guard arrivals.slack(of: slots[index].timestamp, at: now) > target &+ Self.maxExcess else { return }
            nextSequence = slots[index].sequence &+ 1
            slots[index].isHeld = false
            counts.discarded &+= 1
            state = .waiting
        }
    }

    /// Begins to play when the first packet has waited as long as the target says.
    private mutating func begin(at now: Int64) -> Action {
        state = .waiting
        guard let index = firstHeld else { return .silence }
        // A frame is made of several packets when they are shorter than it.
        let needed = target &+ max(0, Int64(Frame.sampleCount) &- slots[index].duration)
        return arrivals.slack(of: slots[index].timestamp, at: now) >= needed ? take(index) : .silence
    }

    private mutating func play(_ index: Int, after position: Int64, at now: Int64) -> Action {
        // A later timestamp without a missing packet: the sender was silent in between.
        slots[index].timestamp > position ? begin(at: now) : take(index)
    }

    private mutating func take(_ index: Int) -> Action {
        let timestamp = slots[index].timestamp, duration = slots[index].duration
        let bytes = slots[index].bytes
        nextSequence = slots[index].sequence &+ 1
        slots[index].isHeld = false
        state = .playing(position: timestamp &+ duration, missed: 0, concealed: 0)
        let isRepairing = bytes.withUnsafeBytes(OpusPacket.carriesPrevious)
        isDiscontinuous = bytes.withUnsafeBytes(OpusPacket.isDiscontinuous)
        arrivals.observe(lost: false, isRepaired: isRepairing)
        counts.decoded &+= 1
        return .decode(bytes)
    }

    /// Nothing is there: makes sound up without going on, since what is missing may be late.
    private mutating func starve(_ position: Int64, _ missed: Int64, _ concealed: Int64) -> Action {
        let frame = Int64(Frame.sampleCount)
        guard !isDiscontinuous, concealed &+ frame <= Self.maxConcealed else {
            state = .waiting
            return .silence
        }
        state = .playing(position: position, missed: missed &+ frame, concealed: concealed &+ frame)
        counts.concealed &+= 1
        return .conceal(samples: Frame.sampleCount)
    }

    /// Packets are missing before the first that is there.
    private mutating func bridge(
        to index: Int, _ position: Int64, _ missed: Int64, _ concealed: Int64, at now: Int64
    ) -> Action {
        let gap = slots[index].timestamp &- position
        // What is missing may still come, unless a repair of it is here. Nearly due is due.
        if missed == 0, gap > 0, !repairs(gap, index), arrivals.slack(of: position, at: now) &+ Self.tolerance < target {
            return starve(position, missed, concealed)
        }
        // What was made up while waiting stands for what was lost.
        let rest = gap &- missed
        guard rest > 0 else {
            arrivals.observe(lost: true, isRepaired: false)
            return take(index)
        }
        guard concealed &+ rest <= Self.maxConcealed else { return begin(at: now) }
        return makeUp(min(rest, Int64(Frame.sampleCount)), of: rest, before: index, concealed)
    }

    /// Whether the packet held says what the `samples` before it were.
    private func repairs(_ samples: Int64, _ index: Int) -> Bool {
        slots[index].duration == samples && slots[index].bytes.withUnsafeBytes(OpusPacket.carriesPrevious)
    }

    /// Goes on over `samples` that were lost, with what the packet after them says if they are the last.
    private mutating func makeUp(_ samples: Int64, of rest: Int64, before index: Int, _ concealed: Int64) -> Action {
        arrivals.observe(lost: true, isRepaired: false)
        let position = slots[index].timestamp &- rest &+ samples
        // A multiple of 2.5 ms, the least that Opus makes up.
        let made = Int(max(120, samples / 120 &* 120))
        state = .playing(position: position, missed: 0, concealed: concealed &+ samples)
        guard samples == rest, repairs(samples, index) else {
            counts.concealed &+= 1
            return .conceal(samples: made)
        }
        counts.recovered &+= 1
        return .decodePrevious(slots[index].bytes, samples: made)
    }
}
