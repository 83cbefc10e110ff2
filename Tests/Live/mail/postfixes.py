"""What every Postfix of one's own has in common: Debian's settings, on loopback, with all its files in one folder."""

import shutil
import subprocess

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/lib
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {folder}
maillog_file = {folder}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mydestination =
disable_dns_lookups = yes
smtp_host_lookup = native
smtpd_peername_lookup = no
"""

MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def lay_out(folder):
    """Makes the folders that a Postfix wants in one."""
    for name in ("etc", "queue", "lib"):
        (folder / name).mkdir()
    shutil.chown(folder / "lib", "postfix")


def configure(folder, port, settings, services="", sends=True):
    """Writes its settings and services, and more of either. Without `sends` what comes in stays in the queue."""
    master = MASTER.format(port=port) + services
    (folder / "etc/main.cf").write_text(MAIN.format(folder=folder) + settings)
    (folder / "etc/master.cf").write_text(master if sends else master.replace("\nqmgr ", "\n#qmgr "))


def command(folder):
    """The command that runs it, once its files have been found right."""
    subprocess.run(["postfix", "-c", folder / "etc", "check"], check=True, capture_output=True, timeout=30)
    return ["/usr/lib/postfix/sbin/master", "-c", folder / "etc", "-d"]
