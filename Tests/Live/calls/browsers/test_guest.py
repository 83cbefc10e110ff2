"""From a link in a mail to talking by voice, on the page that the link opened."""

import re

import pytest
from calling import accept, all_hear, begin, leave, ring, stage
from outbox import SETTINGS, Outbox
from playwright.sync_api import expect
from sound import equip


@pytest.fixture
def host(serve, client):
    return serve(SETTINGS | client)


@pytest.mark.parametrize("who_calls", ["member", "guest"])
def test_a_guest_out_of_a_mail_talks(room, seated, host, who_calls):
    person = host.member("Ada Lovelace")
    answer = person.start("direct", "ben@elsewhere.example", text="Shall we talk?")
    c = answer["conversation"]["id"]
    outbox = Outbox(host.owner())
    mail = outbox.read(outbox.to("ben@elsewhere.example"))
    link = re.search(r"http://\S+/i#\S+", mail.get_body(("plain",)).get_content())[0]
    [ada] = seated(c, person, server=host)
    ben = equip(room.desk(server=host), 740).follow(link)
    ben.page.get_by_label("Your name").fill("Ben Okri")
    ben.press("Join the conversation")
    ben.live()
    caller, called = (ada, ben) if who_calls == "member" else (ben, ada)
    if caller is ada:
        begin(ada)
    else:
        ben.press("Call", exact=True)
        expect(stage(ben)).to_be_visible()
    expect(ring(called)).to_be_visible()
    accept(called)
    all_hear(ada, ben)
    ben.say("I hear you well")
    ada.shows("I hear you well")
    leave(ben)
    expect(stage(ada)).to_have_count(0)
