"""https with certificate files."""

import datetime
import ssl
import socket

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from live import Live
from people import PASSWORD
from waiting import wait


def certificate(folder, name):
    """A self-signed certificate and its key, written over whatever was there."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(key, hashes.SHA256()))
    (folder / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))


@pytest.fixture
def secure(serve, tmp_path):
    certificate(tmp_path, "first")
    return serve({"tls.certificate": tmp_path / "certificate.pem", "tls.key": tmp_path / "key.pem"})


def presented(server):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", server.port)) as s, context.wrap_socket(s) as tls:
        made = x509.load_der_x509_certificate(tls.getpeercert(True))
        return made.subject.rfc4514_string(), tls.version()


def test_https_with_secure_cookies_and_hsts(secure):
    assert secure.url.startswith("https://")
    owner = secure.owner()
    answer = secure.browser().ask("POST", "/session", {"address": owner.address, "password": PASSWORD})
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "max-age=" in answer.headers["strict-transport-security"]
    name, version = presented(secure)
    assert name == "CN=first" and version in ("TLSv1.2", "TLSv1.3")


async def test_the_live_connection_is_encrypted_too(secure):
    ada, bob = secure.members("Ada", "Bob")
    c = ada.direct(bob)
    his = await Live.open(bob)
    ada.say(c, "secretly")
    await his.reaches(c, ada.summary(c)["head"])
    sessions = secure.owner().get("/admin/sessions")["sessions"]
    assert [s["transport"] for s in sessions] == ["websocket+tls"]
    await his.close()


def test_a_changed_certificate_is_taken_without_a_restart(secure, tmp_path):
    pid = secure.process.pid
    certificate(tmp_path, "second")
    wait(lambda: presented(secure)[0] == "CN=second", within=30, every=0.2)
    assert secure.process.pid == pid and secure.alive


def test_a_broken_certificate_keeps_the_old_one(secure, tmp_path):
    (tmp_path / "certificate.pem").write_text("not a certificate")
    wait(lambda: "certificate" in secure.output().lower().split("listening on", 1)[1], within=30, every=0.2)
    assert presented(secure)[0] == "CN=first"


def test_plain_http_to_a_tls_port_hurts_nobody(secure):
    with socket.create_connection(("127.0.0.1", secure.port), timeout=10) as s:
        s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        try:
            s.recv(1000)
        except ConnectionError:
            pass
    assert presented(secure)[0] == "CN=first"
