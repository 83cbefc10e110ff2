"""A page whose network goes away, moves, or lets no UDP through."""

import pytest
from calling import all_hear, heard_just, in_call, present, seat, stage
from desk import FLAGS, Desk
from playwright.sync_api import expect
from sound import equip
from waiting import wait


@pytest.fixture
def relayed(room, relay):
    """Ada and Ben in a call, Ben by the relay: (ada, ben)."""
    people = room.server.members("Ada Lovelace", "Ben Okri")
    c = people[0].group(people[1], title="Hiking club")
    ada, ben = (equip(room.desk(person), tone) for person, tone in zip(people, (440, 740)))
    relay.put_before(ben)
    for desk in ada, ben:
        desk.at(c).live()
    in_call([ada, ben])
    relay.lead_to(ben)
    all_hear(ada, ben, within=30)
    assert relay.carried
    return ada, ben


def test_a_network_that_goes_away_and_comes_back(relayed, relay):
    ada, ben = relayed
    relay.is_cut = True
    ben.offline()
    expect(seat(ada, "Ben Okri")).to_contain_text("reconnecting", timeout=12_000)
    expect(stage(ben)).to_contain_text("Reconnecting…")
    heard_just(ada)
    relay.is_cut = False
    ben.offline(False)
    all_hear(ada, ben)
    expect(seat(ada, "Ben Okri")).not_to_contain_text("reconnecting")
    expect(stage(ben)).not_to_contain_text("Reconnecting…")
    expect(present(ada)).to_have_count(2)


def test_a_short_gap_heals_while_the_page_stays_online(relayed, relay):
    ada, ben = relayed
    relay.is_cut = True
    expect(stage(ben)).to_contain_text("Reconnecting…", timeout=15_000)
    relay.is_cut = False
    all_hear(ada, ben)
    expect(stage(ben)).not_to_contain_text("Reconnecting…")


def test_a_network_address_translator_that_forgot(relayed, relay):
    ada, ben = relayed
    relay.move()
    all_hear(ada, ben)
    # A moment ago is not now: what is heard after these packets came by the new way.
    carried = relay.carried
    wait(lambda: relay.carried > carried + 200, 20)
    all_hear(ada, ben)
    assert ben.page.evaluate("window.lines.length") == 1


PAIR = """async () => {
  const stats = await window.lines.at(-1).getStats();
  const transport = [...stats.values()].find((s) => s.type === "transport");
  const pair = stats.get(transport.selectedCandidatePairId);
  return [stats.get(pair.localCandidateId).protocol, stats.get(pair.remoteCandidateId).port];
}"""


def test_where_udp_is_blocked_sound_goes_by_tcp(room, browser):
    flag = "--webrtc-ip-handling-policy=disable_non_proxied_udp"
    strict = browser.browser_type.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, flag])
    people = room.server.members("Ada Lovelace", "Ben Okri")
    c = people[0].group(people[1], title="Hiking club")
    ada = equip(room.desk(people[0]), 440).at(c).live()
    ben = equip(Desk(strict, room.server, people[1]), 740).at(c).live()
    all_hear(*in_call([ada, ben]))
    (how, there), (usual, other) = ben.page.evaluate(PAIR), ada.page.evaluate(PAIR)
    assert (how, usual) == ("tcp", "udp") and there == other
    assert ben.close() == []
    strict.close()
