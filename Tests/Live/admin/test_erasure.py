"""Taking everything along, and taking everything away."""

import pytest

from live import Live
from people import PASSWORD


def full_life(server, name="Vera Vanishing"):
    ada, vera = server.members("Ada", name)
    c = ada.direct(vera)
    group = ada.group(vera)
    a = vera.upload("vera-secret.txt", b"the vanishing attachment", "text/plain")
    vera.say(c, "the vanishingword is here", attachments=[a["id"]])
    vera.write(group, "edit", target=vera.say(group, "vanishingdraft"), text="vanishingedit")
    ada.say(group, "Ada stays")
    return ada, vera, c, group, a


def test_an_export_has_everything_of_the_person(server):
    ada, vera, *_ = full_life(server)
    own = vera.ask("GET", "/me/export")
    assert "attachment" in own.headers["content-disposition"]
    for part in (vera.address, "Vera Vanishing", "the vanishingword is here", "vanishingedit", "vera-secret.txt"):
        assert part in own.text, part
    assert "argon2" not in own.text.lower() and "scrypt" not in own.text.lower()
    by_owner = server.owner().ask("GET", f"/admin/people/{vera.id}/export")
    assert by_owner.status_code == 200 and "the vanishingword is here" in by_owner.text


@pytest.mark.parametrize("by", ["herself", "owner"])
def test_erasure_erases_name_text_search_and_files(server, by):
    ada, vera, c, group, a = full_life(server)
    if by == "herself":
        vera.refused(401, "wrong-password", "POST", "/me/erase", {"password": "a wrong one"})
        vera.post("/me/erase", {"password": PASSWORD}, status=204)
    else:
        server.owner().delete(f"/admin/people/{vera.id}", status=204)
    vera.refused(401, "not-signed-in", "GET", "/me")
    server.browser().refused(401, "wrong-password", "POST", "/session",
                             {"address": vera.address, "password": PASSWORD})
    for conversation in (c, group):
        whole = ada.ask("GET", f"/conversations/{conversation}/events").text \
            + ada.ask("GET", f"/conversations/{conversation}").text
        assert "vanishing" not in whole.lower(), whole
    assert ada.search("vanishingword") == [] and ada.search("vanishingedit") == []
    ada.refused(404, "not-found", "GET", f"/attachments/{a['id']}")
    assert "Ada stays" in ada.texts(group)
    seqs = [e["seq"] for e in ada.events(group)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert vera.id not in [p["id"] for p in ada.get("/people", params={"q": "Vera"})["people"]]
    person = ada.ask("GET", f"/people/{vera.id}")
    assert person.status_code == 404 or person.json().get("gone") is True


def test_nothing_of_the_erased_is_left_in_the_data_folder(serve):
    server = serve()
    ada, vera, *_ = full_life(server)
    vera.post("/me/erase", {"password": PASSWORD})
    server.stop()
    kept = b"".join(p.read_bytes() for p in server.data.rglob("*") if p.is_file())
    for part in (b"vanishingword", b"vanishingedit", b"vanishingdraft", b"the vanishing attachment",
                 b"Vera Vanishing", vera.address.encode()):
        assert part not in kept, part


async def test_erasure_ends_live_sessions_and_is_seen_by_others(server):
    ada, vera, c, *_ = full_life(server)
    gone, stays = await Live.open(vera), await Live.open(ada)
    vera.post("/me/erase", {"password": PASSWORD})
    assert await gone.closed() == 4401
    told = await stays.hear("person")
    assert told["person"]["id"] == vera.id and told["person"]["gone"] is True
    await stays.close()


def test_a_guest_erases_itself_without_a_password(server):
    ada = server.member("Ada")
    guest, c = ada.guest("forget.me@elsewhere.example", "Forget Me")
    guest.say(c, "vanishingguest")
    guest.post("/me/erase", {}, status=204)
    assert "vanishingguest" not in str(ada.events(c)) and "Forget Me" not in str(ada.get(f"/conversations/{c}"))


def test_the_last_owner_is_not_erased(server):
    server.owner().refused(409, "conflict", "POST", "/me/erase", {"password": PASSWORD})


def test_an_erased_address_can_be_used_again_by_somebody_new(server):
    _, vera, *_ = full_life(server)
    vera.post("/me/erase", {"password": PASSWORD})
    made = server.owner().post("/invites", {"uses": 1, "days": 1})
    again = server.browser().post("/accounts", {
        "name": "Again", "address": vera.address, "password": PASSWORD, "invite": made["link"].split("#")[1]})
    assert again["person"]["id"] != vera.id
