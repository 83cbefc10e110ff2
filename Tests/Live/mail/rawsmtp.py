"""SMTP by hand, for what no client would say."""

import socket


class Raw:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=15)
        self.buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data, whatever=False):
        """Sends; `whatever` becomes of the connection meanwhile."""
        try:
            self.socket.sendall(data)
        except OSError:
            if not whatever:
                raise

    def line(self):
        while b"\r\n" not in self.buffer:
            more = self.socket.recv(65_536)
            if not more:
                break
            self.buffer += more
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode()

    def reply(self):
        """The last line of a reply."""
        while (line := self.line())[3:4] == "-":
            pass
        return line

    def ask(self, command):
        self.send(command.encode() + b"\r\n")
        return self.reply()

    def greeted(self):
        assert self.line().startswith("220")
        assert self.ask("EHLO peer.example").startswith("250")

    def rest(self, within=15):
        """Everything until the end of the connection, which must come in time."""
        self.socket.settimeout(within)
        try:
            while more := self.socket.recv(65_536):
                self.buffer += more
        except ConnectionError:
            pass
        text, self.buffer = self.buffer.decode(errors="replace"), b""
        return text
