"""Every field of every request, made wrong in every way; the refusal names it."""

import json

import pytest

import contract
from good import Good

SETTINGS = Good.SETTINGS
WITH_BODY = [(method, path, o) for method, path, o in contract.operations()
             if "application/json" in contract.resolve(o.get("requestBody", {})).get("content", {})]


@pytest.fixture(scope="module")
def good(server):
    return Good(server)


@pytest.fixture(autouse=True)
def the_server_lives_on(server):
    yield
    assert server.alive
    assert server.browser().ask("GET", "/server").status_code == 200


def required(operation, body):
    schema = contract.resolve(contract.resolve(operation["requestBody"])["content"]["application/json"]["schema"])
    if "oneOf" in schema:
        shapes = [contract.resolve(s) for s in schema["oneOf"]]
        schema = next(s for s in shapes if s["properties"]["do"]["const"] == body["do"])
    return schema.get("required", [])


def wrong_types(value):
    """Values of every other type."""
    kinds = [None, True, 12, 1.5, "text", [], {}, [[]], {"a": {}}]
    def same(a, b):
        number = (int, float)
        if isinstance(a, bool) or isinstance(b, bool):
            return isinstance(a, bool) and isinstance(b, bool)
        if isinstance(a, number) and isinstance(b, number):
            return isinstance(b, int)
        return type(a) is type(b)
    return [k for k in kinds if not same(value, k)]


def test_there_is_a_right_request_for_every_operation_with_a_body(good):
    assert {o["operationId"] for _, _, o in WITH_BODY} == set(good.bodies())


@pytest.mark.parametrize("method, path, operation", WITH_BODY, ids=lambda v: v["operationId"] if isinstance(v, dict) else "")
def test_every_field_made_wrong_is_named(good, method, path, operation):
    wrong = []

    def expect(body, kinds, field, why):
        answer = good.server.browser().http.request(
            method, good.path(path), json=body, headers=good.who.headers)
        contract.check(method, good.path(path), answer)
        problem = answer.json() if answer.status_code >= 400 else {}
        kind = problem.get("type", "").removeprefix("urn:confab:")
        right_field = problem.get("field") == field or (problem.get("field") or "").startswith((field + "[", field + "."))
        if answer.status_code not in (400, 413) or kind not in kinds or not right_field:
            wrong.append(f"{why}: {json.dumps(body)[:150]} → {answer.status_code} {answer.text[:200]}")

    for body in good.bodies()[operation["operationId"]]:
        expect(body | {"surplus": 1}, {"unknown-field"}, "surplus", "unknown field")
        for name in body:
            if name in required(operation, body):
                expect({k: v for k, v in body.items() if k != name}, {"missing"}, name, f"without {name}")
            for value in wrong_types(body[name]):
                kinds = {"wrong-type", "missing", "invalid"} if value is None else {"wrong-type", "invalid"}
                if value is None and name not in required(operation, body):
                    continue
                expect(body | {name: value}, kinds, name, f"type of {name}")
            for value in limits_of(name, body[name]):
                if operation["operationId"] == "unsubscribe" and len(value) < 2048:
                    continue
                kinds = {"too-long", "invalid", "wrong-type"} | ({"missing", "unknown-field"} if name == "keys" else set())
                expect(body | {name: value}, kinds, name, f"limit of {name}")
    assert not wrong, "\n".join([f"{method} {path}: {len(wrong)} wrong", *wrong[:12]])


def limits_of(name, value):
    """Values of the right type that are out of bounds."""
    match name:
        case "name":
            return ["x" * 81, "a\u0000b", "\u202eevil"]
        case "title":
            return ["x" * 121, "a\u0007b"]
        case "address":
            return ["", "no-at", "a@", "@b", "a b@example.org", "a@b@", "x" * 250 + "@example.org", "a@exa\nmple.org",
                    "a@-bad.org", "a@b..c", "a\u0000@example.org"]
        case "password" | "old" | "new":
            return ["x" * 1025]
        case "key":
            return ["", "short", "x" * 65, "spaces in it", "ümlaut-key", "slash/slash/slash"]
        case "text":
            return ["x" * 65_537, "ü" * 32_769]
        case "token" | "invite":
            return ["x" * 10_000]
        case "uses":
            return [0, -1, 1001, 2**31, 2**63, 10**30]
        case "days":
            return [0, 366, -5]
        case "seq" | "target" | "reply":
            return [-1, 2**63 - 1, 2**63, 2**64, 10**40]
        case "emoji":
            return ["", "x" * 65, "<script>", "not an emoji"]
        case "local" | "handle":
            return ["", "x" * 41, ".x", "x.", "a..b", "a b", "a@b", "ü", "talk.x", "bounce.x", "stop.x", "a\u0000"]
        case "kind" | "state" | "level" | "role" | "mail" | "who" | "what":
            return ["", "nonsense", "Direct", "owner\u0000"]
        case "people" | "attachments" | "mentions":
            return [["x"], ["!" * 13], ["A" * 13], ["a" * 13] * 101, [None], [1], [[]], ["" ]]
        case "to":
            return [["x"], ["a@example.org"] * 101, [None], [{}]]
        case "person":
            return ["", "x", "!" * 13, "a" * 14]
        case "endpoint":
            return ["", "nonsense", "ftp://push.example/", "javascript:alert(1)", "https://", "https://push.example/" + "x" * 2048]
        case "keys":
            return [{"p256dh": "x", "auth": value["auth"]}, {"p256dh": value["p256dh"], "auth": "!"},
                    {"p256dh": value["p256dh"]}, value | {"more": 1}] if isinstance(value, dict) else []
        case _:
            return []


BAD_IDS = ["x", "A" * 13, "a" * 12, "a" * 14, "a" * 5000, "%00" * 13, "..", "%2e%2e", "a%2fb", "ä" * 13, "0" * 13, " "]


@pytest.mark.parametrize("method, path, operation", [o for o in contract.operations() if "{" in o[1]],
                         ids=lambda v: v["operationId"] if isinstance(v, dict) else "")
def test_a_bad_identifier_in_a_path_is_not_found_or_named(good, method, path, operation):
    body = (good.bodies().get(operation["operationId"]) or [None])[0]
    for bad in BAD_IDS:
        filled = path
        for part in ("c", "person", "session", "invite", "attachment", "seq", "token", "mail", "report", "secret", "leg"):
            filled = filled.replace("{" + part + "}", bad)
        answer = good.server.browser().http.request(method, filled, json=body, headers=good.who.headers)
        ended = (410,) if "{token}" in path else ()
        assert answer.status_code in (400, 404, 405, 414, 431) + ended, f"{method} {filled[:80]}: {answer.status_code} {answer.text[:200]}"
