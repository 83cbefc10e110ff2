"""Web Push to somebody who is not here."""

import asyncio
import json
import time

import pytest

from confab import Server
from live import Live
from offers import offer
from pushservice import PushService, Subscription, verify_vapid
from waiting import until, wait


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("push") / "data", {"push.local": "true"}).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def service():
    service = PushService()
    yield service
    service.close()


@pytest.fixture
def case(server, service):
    """Ada and Bob, a conversation, and Bob's browser subscribed."""
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    path = f"/push/{bob.id}"
    return ada, bob, c, path, service.subscribe(bob, path)


def nothing_but(service, case, text):
    """Says something that must be pushed, and checks that it is all that was."""
    ada, bob, c, path, subscription = case
    other = ada.group(bob, title="Control")
    ada.say(other, text)
    wait(lambda: any(text.encode() in subscription.decrypt(b) for _, b in service.at(path)))
    return [subscription.decrypt(b) for _, b in service.at(path)]


def test_a_message_is_pushed_encrypted_and_signed(server, service, case):
    ada, bob, c, path, subscription = case
    ada.say(c, "wake up, Bob ✨")
    headers, body = wait(lambda: service.at(path))[0]
    headers = {k.lower(): v for k, v in headers.items()}
    assert headers["content-encoding"] == "aes128gcm"
    assert int(headers["ttl"]) > 0
    assert "wake up" not in body.decode("latin-1")
    plain = subscription.decrypt(body).decode()
    assert "wake up, Bob ✨" in plain and "Ada" in plain and c in plain
    claims = verify_vapid(headers["authorization"], bob.get("/server")["push_key"], service.origin)
    assert time.time() < claims["exp"] <= time.time() + 86_400
    assert claims["sub"].startswith(("mailto:", "https:"))


def test_the_server_keeps_its_push_key(serve):
    server = serve()
    before = server.browser().get("/server")["push_key"]
    server.restart()
    assert server.browser().get("/server")["push_key"] == before


async def test_nobody_is_pushed_to_who_is_active_here(server, service, case):
    ada, bob, c, path, subscription = case
    his = await Live.open(bob, activity="active")
    ada.say(c, "you see this live")
    await his.reaches(c, ada.summary(c)["head"])
    await his.do("presence", activity="idle")
    ada.say(c, "now you are away")
    await until(lambda: service.at(path))
    pushed = [subscription.decrypt(b).decode() for _, b in service.at(path)]
    assert not any("you see this live" in p for p in pushed)
    await his.close()


def test_one_who_is_not_to_be_disturbed_is_not(server, service, case):
    ada, bob, c, path, subscription = case

    async def disturb(on):
        live = await Live.open(bob)
        await live.do("status", dnd=on)
        await live.close()

    asyncio.run(disturb(True))
    ada.say(c, "not now")
    asyncio.run(disturb(False))
    pushed = nothing_but(service, case, "control after dnd")
    assert not any(b"not now" in p for p in pushed)


@pytest.mark.parametrize("level, plain, mentioned", [("all", True, True), ("mentions", False, True), ("none", False, False)])
def test_the_level_of_the_conversation_is_respected(server, service, case, level, plain, mentioned):
    ada, bob, c, path, subscription = case
    group = ada.group(bob, title="Levels")
    bob.put(f"/conversations/{group}/level", {"level": level})
    ada.say(group, "without a name")
    ada.say(group, "with your name", mentions=[bob.id])
    pushed = nothing_but(service, case, f"control of {level}")
    assert any(b"without a name" in p for p in pushed) == plain
    assert any(b"with your name" in p for p in pushed) == mentioned


def test_ones_own_messages_are_not_pushed(server, service, case):
    ada, bob, c, path, subscription = case
    bob.say(c, "from myself")
    pushed = nothing_but(service, case, "control of own")
    assert not any(b"from myself" in p for p in pushed)


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_forgotten(server, service, case, status):
    ada, bob, c, path, subscription = case
    service.status[path] = status
    ada.say(c, "into the void")
    wait(lambda: service.at(path))
    other = f"/other/{bob.id}"
    second = service.subscribe(bob, other)
    for n in range(3):
        ada.say(c, f"again {n}")
        wait(lambda: any(f"again {n}".encode() in second.decrypt(b) for _, b in service.at(other)))
    assert len(service.at(path)) == 1


def test_a_push_service_that_fails_is_tried_again(server, service, case):
    ada, bob, c, path, subscription = case
    service.status[path] = 503
    ada.say(c, "please try again")
    wait(lambda: service.at(path))
    service.status[path] = 201
    wait(lambda: len(service.at(path)) >= 2, within=30)


def test_who_unsubscribes_is_left_alone(server, service, case):
    ada, bob, c, path, subscription = case
    bob.post("/push/remove", {"endpoint": subscription.endpoint}, status=204)
    other = f"/other/{bob.id}"
    service.subscribe(bob, other)
    for n in (1, 2):
        ada.say(c, f"only to the second {n}")
        wait(lambda: len(service.at(other)) == n)
    assert service.at(path) == []


def test_a_session_that_ended_is_not_pushed_to(server, service):
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    phone, laptop = bob.another(), bob.another()
    service.subscribe(phone, f"/phone/{bob.id}")
    service.subscribe(laptop, f"/laptop/{bob.id}")
    phone.delete("/session")
    for n in (1, 2):
        ada.say(c, f"to the laptop only {n}")
        wait(lambda: len(service.at(f"/laptop/{bob.id}")) == n)
    assert service.at(f"/phone/{bob.id}") == []


@pytest.mark.parametrize("endpoint", ["http://push.example/x", "http://127.0.0.1:9/x", "file:///etc/passwd", "https://",
                                      "https://user:secret@push.example/x", "gopher://push.example/"])
def test_an_endpoint_must_be_https_outside_of_tests(serve, endpoint):
    server = serve()
    body = Subscription(endpoint).body()
    server.owner().refused(400, "invalid", "PUT", "/push", body, field="endpoint")


async def test_a_ring_is_pushed_for_as_long_as_it_rings(server, service, case):
    ada, bob, c, path, subscription = case
    live = await Live.open(ada)
    leg = (await live.do("call", c=c, offer=offer()))["leg"]
    headers, body = await until(lambda: service.at(path) and service.at(path)[0])
    headers = {k.lower(): v for k, v in headers.items()}
    assert (headers["ttl"], headers["urgency"]) == ("45", "high")
    assert json.loads(subscription.decrypt(body)) == {"c": c, "call": True, "sender": "Ada", "title": ""}
    await live.do("hangup", c=c, leg=leg)
    await until(lambda: len(service.at(path)) == 2)
    assert json.loads(subscription.decrypt(service.at(path)[1][1])) == {"c": c, "missed": True, "sender": "Ada", "title": ""}
    await live.close()
