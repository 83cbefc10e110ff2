"""A domain name system of the test's own."""

import threading

from dnslib import A, MX, PTR, QTYPE, RCODE, RR, TXT
from dnslib.server import BaseResolver, DNSLogger, DNSServer

from ports import free_port


class Names(BaseResolver):
    """Answers what it was told; there is nothing else. Names in `broken` cannot be asked for."""

    def __init__(self):
        self.records, self.broken, self.asked = {}, set(), []
        self.port = free_port()
        logger = DNSLogger("-request,-reply,-truncated,-error")
        self.servers = [DNSServer(self, address="127.0.0.1", port=self.port, tcp=tcp, logger=logger) for tcp in (False, True)]
        for server in self.servers:
            threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def setting(self):
        return f"127.0.0.1:{self.port}"

    def stop(self):
        for server in self.servers:
            server.server.shutdown()
            server.server.server_close()

    def resolve(self, request, handler):
        name, kind = str(request.q.qname).rstrip(".").lower(), QTYPE[request.q.qtype]
        self.asked.append((name, kind))
        reply = request.reply()
        if name in self.broken:
            reply.header.rcode = RCODE.SERVFAIL
            return reply
        for data in self.records.get((name, kind), []):
            reply.add_answer(RR(name, request.q.qtype, rdata=data, ttl=60))
        if not reply.rr and not any(n == name for n, _ in self.records):
            reply.header.rcode = RCODE.NXDOMAIN
        return reply

    # Saying

    def add(self, name, kind, *data):
        self.records.setdefault((name.lower().rstrip("."), kind), []).extend(data)
        return self

    def txt(self, name, value):
        parts = [value[i:i + 250].encode() for i in range(0, len(value), 250)]
        return self.add(name, "TXT", TXT(parts))

    def mx(self, name, host, preference=10):
        return self.add(name, "MX", MX(host, preference))

    def a(self, name, address="127.0.0.1"):
        return self.add(name, "A", A(address))

    def ptr(self, address, name):
        return self.add(".".join(reversed(address.split("."))) + ".in-addr.arpa", "PTR", PTR(name))

    def forget(self, name):
        for key in [k for k in self.records if k[0] == name.lower()]:
            del self.records[key]

    def zone(self, text):
        """Takes lines as `confab mail dns` prints them."""
        for line in text.splitlines():
            name, kind, rest = line.split(" ", 2)
            if kind == "MX":
                preference, host = rest.split()
                self.mx(name, host.rstrip("."), int(preference))
            elif kind == "TXT":
                self.txt(name, "".join(rest.split('"')[1::2]))
        return self
