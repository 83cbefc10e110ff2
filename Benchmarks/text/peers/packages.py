"""Debian packages of the peers."""

import debian

PACKAGES = ["ejabberd", "erlang-p1-sqlite3", "prosody", "lua-event", "lua-dbi-sqlite3", "lua-sec", "lua-unbound", "sqlite3"]


def install():
    debian.install(PACKAGES, ", or say --ours-only")


def versions():
    return debian.versions(["ejabberd", "prosody"])
