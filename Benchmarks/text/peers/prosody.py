"""Prosody with Debian's module list. Changed: limits off, plain text allowed on loopback, open registration, rooms added."""

import os

from peers.peer import Peer

CONFIG = """\
admins = {{ }}
data_path = "{data}"
pidfile = "{data}.pid"
certificates = "{work}/etc"
run_as_root = true
plugin_paths = {{ }}
c2s_ports = {{ {port} }}
c2s_direct_tls_ports = {{ {tls_port} }}
s2s_ports = {{ }}
http_ports = {{ }}
https_ports = {{ }}
interfaces = {{ "127.0.0.1" }}
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
allow_registration = true
modules_enabled = {{ "disco"; "roster"; "saslauth"; "tls"; "blocklist"; "bookmarks"; "carbons"; "pep"; "private"; "smacks"; "vcard4"; "vcard_legacy"; "csi_simple"; "ping"; "register"; "time"; "uptime"; "version"; {mam} }}
modules_disabled = {{ "s2s" }}
authentication = "internal_hashed"
{storage}
sql = {{ driver = "SQLite3"; database = "prosody.sqlite" }}
archive_expires_after = "1w"
ssl = {{ certificate = "{work}/etc/crt.pem"; key = "{work}/etc/key.pem" }}
log = {{ warn = "{work}/log/{name}.log" }}
VirtualHost "localhost"
Component "conference.localhost" "muc"
  {rooms}
"""


class Prosody(Peer):
    name = "prosody"
    port, tls_port = 25222, 25223

    def _configure(self):
        archived = self.variant != "no archive"
        storage = 'default_storage = "internal"; storage = { archive = "sql"; muc_log = "sql"; offline = "sql" }'
        text = CONFIG.format(
            work=self.work, data=self.data, name=self.data.name, port=self.port, tls_port=self.tls_port,
            mam='"mam";' if archived else "",
            storage=storage if archived else 'storage = "internal"',
            rooms='modules_enabled = { "muc_mam" }' if archived else "",
        )
        (self.work / "etc" / f"{self.data.name}.cfg.lua").write_text(text)

    def _command(self):
        config = self.work / "etc" / f"{self.data.name}.cfg.lua"
        return ["lua5.4", "/usr/bin/prosody", "--config", str(config), "-F"], dict(os.environ)
