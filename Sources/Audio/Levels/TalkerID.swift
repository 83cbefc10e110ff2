/// One who may talk in a call: a small number that the call gives out, and gives again when they have left.
package struct TalkerID: Hashable, Comparable, Sendable {
    package let slot: Int

    package init(_ slot: Int) { self.slot = slot }

    package static func < (left: TalkerID, right: TalkerID) -> Bool { left.slot < right.slot }
}
