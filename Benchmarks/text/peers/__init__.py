"""ejabberd and Prosody, from Debian's packages, on loopback, never as system services."""
