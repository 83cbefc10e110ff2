"""Live connections that are held open: what comes is read and thrown away."""

import selectors
import threading


class Drain:
    def __init__(self):
        self.selector, self.all, self.ended = selectors.DefaultSelector(), [], False
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, connection):
        self.all.append(connection)
        connection.socket.setblocking(False)
        self.selector.register(connection.socket, selectors.EVENT_READ)

    def _run(self):
        while not self.ended:
            for key, _ in self.selector.select(0.2):
                try:
                    if not key.fileobj.recv(1 << 16):
                        self.selector.unregister(key.fileobj)
                except BlockingIOError:
                    continue
                except OSError:
                    self.selector.unregister(key.fileobj)

    def close(self):
        self.ended = True
        for connection in self.all:
            connection.close()
