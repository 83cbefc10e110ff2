"""Starting, watching and stopping a server."""

import json
import os
import stat
import subprocess

import httpx
import pytest

from confab import BINARY, ENVIRONMENT
from live import Live


def test_the_start_is_quick_and_idle_memory_small(serve):
    server = serve()
    server.owner()
    print(f"started in {server.started_in:.2f} s, {server.memory() / 1e6:.1f} MB idle")


def test_health_and_readiness(server):
    for path in ("/healthz", "/readyz"):
        assert httpx.get(server.url + path).status_code == 200, path


def test_metrics_are_for_loopback_and_count(server):
    ada, bob = server.members("Ada", "Bob")
    ada.say(ada.direct(bob), "counted")
    answer = httpx.get(server.url + "/metrics")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/plain")
    lines = [line for line in answer.text.splitlines() if line and not line.startswith("#")]
    assert len(lines) > 5
    for line in lines:
        name, _, value = line.rpartition(" ")
        float(value)
        assert name[0].isalpha()
    assert any(line.startswith("# TYPE") for line in answer.text.splitlines())


def test_with_a_token_set_metrics_need_it(serve):
    server = serve({"metrics.token": "scrape-me-with-this-token"})
    assert httpx.get(server.url + "/metrics").status_code in (401, 403, 404)
    wrong = {"Authorization": "Bearer wrong"}
    assert httpx.get(server.url + "/metrics", headers=wrong).status_code in (401, 403, 404)
    right = {"Authorization": "Bearer scrape-me-with-this-token"}
    assert httpx.get(server.url + "/metrics", headers=right).status_code == 200


@pytest.mark.parametrize("name, value", [
    ("limits.attachment_bytes", "many"), ("limits.messages_per_minute", "-1"), ("registration.policy", "anybody"),
    ("log.level", "loud"), ("tls.certificate", "/nonexistent/certificate.pem"), ("public_url", "not a url"),
    ("no.such.setting", "1"), ("listen", "nowhere:port")])
def test_a_wrong_setting_is_refused_at_start_by_name_and_value(tmp_path, name, value):
    line = [BINARY, "serve", "--data", tmp_path / "data", "--set", f"{name}={value}"]
    if name != "listen":
        line += ["--listen", "127.0.0.1:0"]
    done = subprocess.run([str(part) for part in line], capture_output=True, text=True, timeout=20,
                          env=ENVIRONMENT)
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert name in said and (value in said or name == "no.such.setting" or name == "tls.certificate"), said
    assert "Listening" not in said


def test_a_port_that_is_taken_is_said(server, tmp_path):
    done = subprocess.run([str(BINARY), "serve", "--data", str(tmp_path / "data"), "--listen", f"127.0.0.1:{server.port}"],
                          capture_output=True, text=True, timeout=20,
                          env=ENVIRONMENT)
    assert done.returncode != 0 and str(server.port) in done.stdout + done.stderr


def test_two_servers_do_not_share_a_data_folder(serve):
    server = serve()
    done = subprocess.run([str(BINARY), "serve", "--data", str(server.data), "--listen", "127.0.0.1:0"],
                          capture_output=True, text=True, timeout=20,
                          env=ENVIRONMENT)
    assert done.returncode != 0, done.stdout
    assert server.owner().get("/me")


def test_the_data_folder_is_the_operators_alone(serve):
    server = serve()
    server.owner()
    for path in [server.data, *server.data.rglob("*")]:
        mode = stat.S_IMODE(os.stat(path).st_mode)
        assert mode & 0o077 == 0, f"{path.name} is {mode:o}"


def test_a_second_start_finds_everything(serve):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    a = ada.upload("kept.txt", b"kept", "text/plain")
    ada.say(c, "kept", attachments=[a["id"]])
    before = ada.events(c)
    server.restart()
    assert ada.events(c) == before
    assert bob.get(f"/attachments/{a['id']}").content == b"kept"
    assert [h["e"]["text"] for h in bob.search("kept")] == ["kept"]


async def test_a_stop_says_goodbye_and_ends_well(serve):
    server = serve()
    ada, bob = server.members("Ada", "Bob")
    c = ada.direct(bob)
    his = await Live.open(bob)
    seq = ada.say(c, "the last word")
    await his.reaches(c, seq)
    server.process.terminate()
    await his.hear("bye", reason="shutdown")
    assert await his.closed() == 1001
    assert server.stop() == 0
    assert not (server.data / "run.json").exists() or json.loads((server.data / "run.json").read_text())


def test_neither_addresses_nor_text_are_in_the_log(serve):
    server = serve({"log.level": "debug"})
    ada, bob = server.members("Ada", "Bob")
    ada.say(ada.direct(bob), "averyprivateword")
    ada.search("averyprivateword")
    server.browser().ask("POST", "/session", {"address": ada.address, "password": "averywrongpassword"})
    server.stop()
    for secret in ("averyprivateword", ada.address, "averywrongpassword"):
        assert secret not in server.output()


def test_logs_for_machines_are_json(serve):
    server = serve({"log.format": "json"})
    server.owner()
    server.stop()
    lines = [line for line in server.output().splitlines() if line.startswith("{")]
    assert lines and all(isinstance(json.loads(line), dict) for line in lines)


def test_the_client_is_served_with_strict_headers(server):
    page = httpx.get(server.url + "/")
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "default-src" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"]
    for path in ("/setup", "/join", "/i", "/c/0000000000000", "/settings", "/admin"):
        assert httpx.get(server.url + path).text == page.text, path
    for path in ("/../confab.sqlite", "/%2e%2e/%2e%2e/etc/passwd", "/run.json", "/.git/config"):
        assert "token" not in httpx.get(server.url + path).text
    assert httpx.post(server.url + "/healthz").status_code in (404, 405)
