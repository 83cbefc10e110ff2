"""ejabberd with Debian's module list. Changed: shapers off, offline limit raised, plain text allowed on loopback, open
registration, larger rooms; left out: what is not asked for here (fail2ban, presence counter, MQTT, STUN, web)."""

import os
import sqlite3
from pathlib import Path

from peers.peer import Peer

#: Made by hand: this version does not create its own tables.
SCHEMA = Path("/usr/share/ejabberd/sql/lite.sql")

CONFIG = """\
loglevel: warning
log_rotate_count: 0
hosts: [localhost]
certfiles: ["{work}/etc/cert.pem"]
disable_sasl_mechanisms: ["digest-md5", "X-OAUTH2"]
auth_password_format: scram
registration_timeout: infinity
{top}
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: c2s, backlog: 1024}}
  - {{port: {tls_port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: c2s, tls: true, backlog: 1024}}
acl: {{local: {{user_regexp: ""}}, loopback: {{ip: [127.0.0.0/8]}}}}
access_rules:
  local: {{allow: local}}
  c2s: {{allow: all}}
  muc_create: {{allow: local}}
  pubsub_createnode: {{allow: local}}
  register: {{allow: all}}
shaper_rules:
  max_user_sessions: 10
  max_user_offline_messages: {{1000000: all}}
  c2s_shaper: {{none: all}}
modules:
  mod_adhoc: {{}}
  mod_avatar: {{}}
  mod_blocking: {{}}
  mod_bosh: {{}}
  mod_caps: {{}}
  mod_carboncopy: {{}}
  mod_client_state: {{}}
  mod_configure: {{}}
  mod_disco: {{}}
  mod_last: {{}}
  mod_muc:
    access: [allow]
    access_create: muc_create
    access_persistent: muc_create
    max_users: 5000
    max_users_presence: 5000
    default_room_options: {{mam: {archived}, max_users: 5000}}
  mod_offline: {{access_max_user_messages: max_user_offline_messages}}
  mod_ping: {{}}
  mod_privacy: {{}}
  mod_private: {{}}
  mod_pubsub:
    access_createnode: pubsub_createnode
    plugins: [flat, pep]
    force_node_config:
      "eu.siacs.conversations.axolotl.*": {{access_model: open}}
      storage:bookmarks: {{access_model: whitelist}}
  mod_push: {{}}
  mod_push_keepalive: {{}}
  mod_register: {{ip_access: all, access: register}}
  mod_roster: {{versioning: true}}
  mod_s2s_dialback: {{}}
  mod_shared_roster: {{}}
  mod_stream_mgmt: {{resend_on_timeout: if_offline}}
  mod_vcard: {{search: false}}
  mod_vcard_xupdate: {{}}
  mod_version: {{}}
{modules}"""


class Ejabberd(Peer):
    name = "ejabberd"
    port, tls_port = 15222, 15223

    @property
    def _archived(self):
        return self.variant != "no archive"

    def _configure(self):
        top = f'sql_type: sqlite\nsql_database: "{self.data}/ejabberd.sqlite"' if self._archived else ""
        modules = "  mod_mam: {default: always, db_type: sql}\n" if self._archived else ""
        text = CONFIG.format(
            work=self.work, port=self.port, tls_port=self.tls_port, top=top, modules=modules, archived=str(self._archived).lower()
        )
        (self.work / "etc" / f"{self.data.name}.yml").write_text(text)

    def _command(self):
        environment = os.environ | {
            "EJABBERD_CONFIG_PATH": str(self.work / "etc" / f"{self.data.name}.yml"),
            "EJABBERD_LOG_PATH": str(self.work / "log" / f"{self.data.name}.log"),
            "ERL_LIBS": "/usr/lib/x86_64-linux-gnu",
            "ERL_MAX_PORTS": "32000",
            "ERL_MAX_ETS_TABLES": "1400",
            "ERL_INETRC": "/etc/ejabberd/inetrc",
            "ERL_CRASH_DUMP_BYTES": "0",
        }
        line = ["erl", "-noinput", "+K", "true", "+P", "250000", "-mnesia", "dir", f'"{self.data}"', "-s", "ejabberd"]
        return line, environment

    def _after_seed(self):
        with sqlite3.connect(self.seed / "ejabberd.sqlite") as database:
            database.executescript(SCHEMA.read_text())
