"""What is run: for every scenario, on which servers, how often, with which arguments."""

from dataclasses import dataclass, field


@dataclass
class Entry:
    """One server's part in a scenario."""

    server: str
    calls: list
    #: At most so many repeats; 0 for as many as asked for.
    at_most: int = 0
    options: list = field(default_factory=list)


@dataclass
class Scenario:
    name: str
    entries: list
    #: Part of the short run; there, only of the servers named.
    quick: bool = True
    quick_servers: tuple = ("ours", "ours star", "ejabberd", "prosody")


#: Peers with an archive get fewer pairs: at 500 they answer so late that a run of seconds sees nothing.
ARCHIVED_PAIRS = ("pairs", 1, 6, 0, 0, 100)


def pairs(seconds):
    both = [("pairs", 4, seconds, 1000, seconds, 500)]
    return Scenario("pairs", [
        Entry("ours", both), Entry("ejabberd", both), Entry("prosody", both),
        Entry("ejabberd archive", [ARCHIVED_PAIRS], 2), Entry("prosody archive", [ARCHIVED_PAIRS], 2),
    ])


def room(members, seconds, ejabberd=0, prosody=0):
    """Filling a room of XMPP is n² presences: minutes of CPU at a thousand, so some run once or not at all."""
    calls = [("room", members, 1000, seconds, 4 if members < 1000 else 2, seconds)]
    entries = [Entry("ours", calls), Entry("ejabberd", calls, ejabberd)]
    if prosody >= 0:
        entries.append(Entry("prosody", calls, prosody))
    return Scenario(f"room{members}", entries, quick=members == 100)


def presence(changes):
    calls = [("presence", changes, 0.2, 500), ("presence", 5 * changes, 0, 500)]
    star = ["-u", "s"]
    return Scenario("presence", [
        Entry("ours star", calls), Entry("ejabberd", calls, options=star), Entry("prosody", calls, options=star),
    ])


def resume():
    return Scenario("resume", [
        Entry("ours", [("resume", 500, 3, 0), ("resume", 500, 3, 5), ("signin", 20, 2)]),
        Entry("ejabberd", [("login", 400)]), Entry("prosody", [("login", 400)]),
    ])


def history():
    return Scenario("history", [
        Entry("ours", [("history", 5000, 50, 8)]),
        Entry("ejabberd archive", [("history", 400, 50, 8, 500)], 2),
        Entry("prosody archive", [("history", 200, 50, 8, 200)], 2),
    ])


def plan(quick):
    seconds = 4 if quick else 6
    scenarios = [
        pairs(seconds),
        room(100, seconds),
        room(500, 6, ejabberd=2, prosody=1),
        room(1000, 6, ejabberd=1, prosody=-1),
        presence(10 if quick else 20),
        resume(),
        history(),
        Scenario("million", [Entry("ours million", [("history", 5000, 50, 8)])], quick=False),
        Scenario("idle", [
            Entry("ours", [("idle", 1000, 4)], 2), Entry("ejabberd", [("idle", 900, 4)], 2), Entry("prosody", [("idle", 900, 4)], 2),
        ], quick_servers=("ours",)),
        Scenario("idletls", [
            Entry("ours tls", [("idle", 1000, 4)], 2),
            Entry("ejabberd tls", [("idle", 900, 4)], 1), Entry("prosody tls", [("idle", 900, 4)], 1),
        ], quick=False),
        Scenario("storm", [Entry("ours", [("storm", 3000, 200)])]),
        Scenario("stormtls", [Entry("ours tls", [("storm", 3000, 200)])], quick=False),
        Scenario("slow", [Entry("ours", [("slow", 100, 15, 40000)], 2)], quick=False),
    ]
    if not quick:
        return scenarios
    for scenario in scenarios:
        scenario.entries = [e for e in scenario.entries if e.server in scenario.quick_servers]
    return [s for s in scenarios if s.quick]
