"""The table: ours, the peers' and what we aim for."""

from dataclasses import dataclass
from statistics import median


@dataclass
class Line:
    """One line of the table: the median of a field of the rows that match."""

    title: str
    field: str
    match: dict
    aim: str = ""
    #: Compares with `aim`; none where there is nothing to hold to.
    limit: float | None = None
    least: bool = False
    digits: int = 1
    scale: float = 1
    #: For a peer: the variant, the scenario and the field when they are other than ours.
    variant: str = "no archive"
    theirs: dict | None = None
    their_field: str | None = None
    #: Nothing but a comparison: not shown when no peer was measured.
    needs_peer: bool = False


ARCHIVE = "archive in SQLite"
LINES = [
    Line("One-to-one, 500 pairs, saturated: CPU µs a message", "cpu_us_per_msg", {"scenario": "pairs_sat"}, "≤ 40", 40),
    Line("… peers with their archive on, 100 pairs", "cpu_us_per_msg", {"scenario": "pairs_sat"}, variant=ARCHIVE, needs_peer=True),
    Line("… messages a second", "recv_per_s", {"scenario": "pairs_sat"}, "≥ 20,000", 20000, least=True, digits=0),
    Line("… peers with their archive on, 100 pairs", "recv_per_s", {"scenario": "pairs_sat"}, digits=0, variant=ARCHIVE, needs_peer=True),
    Line("One-to-one at 1,000/s: p50 ms", "p50_ms", {"scenario": "pairs_rate"}, digits=2),
    Line("… p99 ms", "p99_ms", {"scenario": "pairs_rate"}, digits=2),
    *(Line(f"Room of {n}, saturated: CPU µs a copy", "cpu_us_per_copy", {"scenario": "room_sat", "n": n}, "≤ 5", 5, digits=2)
      for n in (100, 500, 1000)),
    *(Line(f"Room of {n}, 1,000 copies/s: last member's p99 ms", "last_p99_ms", {"scenario": "room_rate", "n": n}, f"≤ {aim}", aim)
      for n, aim in ((100, 5), (500, 15), (1000, 30))),
    Line("Presence, 500 watchers, at once: CPU µs a copy", "cpu_us_per_copy", {"scenario": "presence", "gap_s": 0.0}, "≤ 5", 5, digits=2),
    Line("… time to the last, calm: median ms", "last_p50_ms", {"scenario": "presence", "gap_s": 0.2}),
    Line("Page of 50 of 10,000 (peers: the latest of 200 to 500): CPU ms", "cpu_ms_per_page", {"scenario": "history", "of": "history"},
         "≤ 0.5", 0.5, digits=3, variant=ARCHIVE),
    Line("… p99 ms, 8 at once", "page_p99_ms", {"scenario": "history", "of": "history"}, variant=ARCHIVE),
    Line("Page of 50 of a million: CPU ms", "cpu_ms_per_page", {"scenario": "history", "of": "million"}, "≤ 0.5", 0.5, digits=3),
    Line("Coming back, nothing missed (peers: sign-in with SCRAM, roster): CPU ms", "cpu_ms_per_resume",
         {"scenario": "resume", "missed_each": 0}, "≤ 0.5", 0.5, digits=3,
         theirs={"scenario": "login"}, their_field="cpu_ms_per_login"),
    Line("… 5 messages missed: CPU ms", "cpu_ms_per_resume", {"scenario": "resume", "missed_each": 5}, "≤ 0.5", 0.5, digits=3),
    Line("… 30 at once, ready again: p99 ms", "ready_p99_ms", {"scenario": "resume", "missed_each": 0},
         theirs={"scenario": "login"}),
    Line("Signing in with a password: CPU ms", "cpu_ms_per_signin", {"scenario": "signin"}),
    Line("Idle session, plain: KB", "kb_per_conn_settled", {"scenario": "idle", "tls": 0}, "≤ 12", 12),
    Line("Idle session, TLS: KB", "kb_per_conn_settled", {"scenario": "idle", "tls": 1}, "≤ 30", 30),
    Line("Start: s", "started_in_s", {"scenario": "start"}, "< 0.3", 0.3, digits=2),
    Line("Memory before the first session: MB", "idle_kb", {"scenario": "start"}, "< 60", 60, scale=1 / 1024),
    Line("3,000 cut at once: s until all are back", "sec", {"scenario": "storm", "tls": 0}, "all", digits=2),
    Line("… over TLS", "sec", {"scenario": "storm", "tls": 1}, "all", digits=2),
    Line("… bystanders' p99 ms meanwhile", "bystander_storm_p99_ms", {"scenario": "storm", "tls": 0}),
    Line("… bystanders' worst ms meanwhile", "bystander_storm_max_ms", {"scenario": "storm", "tls": 0}),
    Line("One of 100 stops reading: others' p99 ms", "others_p99_ms", {"scenario": "slow"}),
    Line("… memory that the server takes: MB", "rss_growth_kb", {"scenario": "slow"}, scale=1 / 1024),
]
FAULTS = ("lost", "duplicated", "disordered", "refused", "dropped", "wrong", "unanswered")


def values(rows, line, server):
    ours = server == "ours"
    match = line.match if ours or not line.theirs else line.theirs
    name = line.field if ours or not line.their_field else line.their_field
    found = [r for r in rows if r["server"] == server and all(r.get(k) == v for k, v in match.items())]
    if not ours:
        found = [r for r in found if r["variant"] == line.variant]
    return [r[name] * line.scale for r in found if r.get(name) is not None]


def shown(numbers, digits):
    if not numbers:
        return "–"
    middle = f"{median(numbers):,.{digits}f}"
    if len(numbers) == 1:
        return middle
    return f"{middle} ({min(numbers):,.{digits}f}–{max(numbers):,.{digits}f})"


def verdict(line, numbers):
    if line.limit is None or not numbers:
        return line.aim
    reached = median(numbers) >= line.limit if line.least else median(numbers) <= line.limit
    return f"{line.aim} {'✓' if reached else '✗'}"


def table(rows):
    out = ["| median (range) | ours | ejabberd | Prosody | aim |", "|---|---|---|---|---|"]
    for line in LINES:
        columns = [values(rows, line, server) for server in ("ours", "ejabberd", "prosody")]
        if any(columns[1:] if line.needs_peer else columns):
            cells = [shown(c, line.digits) for c in columns]
            out.append(f"| {line.title} | {' | '.join(cells)} | {verdict(line, columns[0])} |")
    return "\n".join(out)


def reason(row):
    said = row.get("errors", "").strip()[-300:]
    return said or ", ".join(f"{row[name]} {name}" for name in FAULTS if row.get(name)) or "not done in time"


def faults(rows):
    """What our server did that it must not do."""
    ours = [r for r in rows if r["server"] == "ours"]
    counts = {name: sum(r.get(name) or 0 for r in ours) for name in FAULTS}
    failed = [f"{r['scenario']}: {reason(r)}" for r in ours if r.get("status")]
    return {k: v for k, v in counts.items() if v}, failed
