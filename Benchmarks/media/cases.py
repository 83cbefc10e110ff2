"""What is put on a server."""

from dataclasses import dataclass, replace

#: Up to so many participants have a socket each at the generator, and hold their live connection.
OWN_SOCKETS = 400


@dataclass(frozen=True)
class Case:
    name: str
    people: int
    rooms: int = 1
    #: In each room; -1 for all.
    talkers: int = -1
    #: What the others send: `silence` (50 packets a second of it) or `-`, nothing, being muted.
    others: str = "silence"
    warm: float = 4
    seconds: float = 10
    #: Whether Janus can carry it on two cores.
    janus: bool = True

    @property
    def total(self):
        return self.people * self.rooms

    def lasting(self, seconds):
        return replace(self, seconds=seconds) if seconds else self

    def talks(self, k):
        """Whether the room's k-th participant talks."""
        return self.talkers < 0 or k < self.talkers

    def voice(self, i):
        k = i % self.people
        if not self.talks(k):
            return self.others
        quiet = self.people >= 10 and (self.talkers < 0 or self.talkers >= 10)
        return f"{'low' if quiet else 'speech'}{i % 8}"


def rooms():
    """One room, all talking or three, and many small ones."""
    for n in (2, 10, 50, 100, 200, 400):
        yield Case(f"{n}, all talk", n, janus=n <= 50)
        if n > 3:
            yield Case(f"{n}, 3 talk", n, talkers=3, janus=n <= 50)
            yield Case(f"{n}, 3 talk, others muted", n, talkers=3, others="-", janus=n <= 50)
    for count in (10, 50):
        yield Case(f"{count} rooms of 4, all talk", 4, count, janus=count <= 10)
        yield Case(f"{count} rooms of 4, 1 talks", 4, count, talkers=1, janus=count <= 10)
    yield Case("50, nobody talks", 50, talkers=0)
    yield Case("50, nobody talks, all muted", 50, talkers=0, others="-")


def hall():
    """Ten speakers and very many listeners."""
    for n in (500, 1000, 2000, 3000, 4000, 6000):
        yield Case(f"hall of {n}", n + 10, talkers=10, others="-", warm=6, janus=False)


KEY = ("2, all talk", "10, all talk", "50, all talk", "50, 3 talk", "50, 3 talk, others muted", "10 rooms of 4, all talk",
       "50, nobody talks")
