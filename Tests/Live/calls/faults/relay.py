"""A way between one page and the media server that can be cut, given back, or moved to another port."""

import select
import socket
import threading

#: Makes a page's connections go by the relay on PORT, whatever addresses the server tells.
BY_RELAY = r"""(() => {
  const take = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (answer) {
    const server = Number(/^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+)/m.exec(answer.sdp)[1]);
    window.mediaPort = server;
    const rest = answer.sdp.replace(/^a=candidate:.*\r\n/gm, "");
    const only = "a=candidate:r 1 udp 2130706431 127.0.0.1 PORT typ host\r\n";
    const sdp = rest.replace("a=end-of-candidates", only + "a=end-of-candidates");
    return take.call(this, { type: answer.type, sdp });
  };
})();"""


class Relay:
    """Carries datagrams on a thread of its own. `target` is the port of the media server."""

    def __init__(self):
        self.near = self._socket()
        self.far = self._socket()
        self.target = self.client = None
        self.is_cut = False
        self.carried = 0
        self.over = False
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    @staticmethod
    def _socket():
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind(("127.0.0.1", 0))
        return one

    @property
    def port(self):
        return self.near.getsockname()[1]

    def put_before(self, desk):
        """To be called before the page goes anywhere."""
        desk.page.add_init_script(BY_RELAY.replace("PORT", str(self.port)))

    def lead_to(self, desk):
        """Learns from the page's last answer where the media server is."""
        self.target = desk.page.evaluate("window.mediaPort")

    def move(self):
        """What the server hears of comes from another port from now on, as behind a NAT that forgot."""
        old, self.far = self.far, self._socket()
        old.close()

    def close(self):
        self.over = True
        self.thread.join(5)
        self.near.close()
        self.far.close()

    def _run(self):
        while not self.over:
            near, far = self.near, self.far
            try:
                ready, _, _ = select.select([near, far], [], [], 0.05)
                for one in ready:
                    self._carry(one, near, far)
            except (OSError, ValueError):
                continue  # the far one was closed under us

    def _carry(self, one, near, far):
        data, address = one.recvfrom(2048)
        if self.is_cut or self.target is None:
            return
        if one is near:
            self.client = address
            far.sendto(data, ("127.0.0.1", self.target))
        elif self.client:
            near.sendto(data, self.client)
        self.carried += 1
