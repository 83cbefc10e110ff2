import Audio
import Testing

@Suite struct MixPlanTests {
    private let one = TalkerID(1), two = TalkerID(2), three = TalkerID(3)

    private func plan(_ heard: [TalkerID], deaf: Set<TalkerID> = [], listeners: Int) -> MixPlan {
        var plan = MixPlan()
        plan.update(heard: heard, deaf: deaf, listeners: listeners)
        return plan
    }

    @Test func silenceNeedsNothing() { #expect(plan([], listeners: 100).encodeCount == 0) }

    @Test func aLoneTalkerMayBePassedOn() {
        let plan = plan([one], listeners: 100)
        #expect(plan.shared == .lone(one))
        #expect(plan.own == [MixPlan.Own(id: one, sound: .nothing)])
    }

    @Test func twoHearEachOther() {
        let plan = plan([one, two], listeners: 0)
        #expect(plan.shared == .nothing)
        #expect(plan.own == [MixPlan.Own(id: one, sound: .lone(two)), MixPlan.Own(id: two, sound: .lone(one))])
    }

    @Test(arguments: [1, 10_000])
    func manyListenersShareOneEncoding(_ listeners: Int) {
        let plan = plan([one, two, three], listeners: listeners)
        #expect(plan.shared == .mix)
        #expect(plan.encodeCount == 4)
    }

    @Test func theDeafAreGivenNothing() {
        #expect(plan([one, two, three], deaf: [two], listeners: 0).own[1].sound == .nothing)
    }
}
