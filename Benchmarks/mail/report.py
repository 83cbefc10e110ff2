"""The table: ours by SMTP and behind a mail server, and Postfix beside."""

from statistics import median


def values(rows, field, **match):
    return [r[field] for r in rows if all(r.get(k) == v for k, v in match.items()) and r.get(field) is not None]


def shown(numbers, digits):
    if not numbers:
        return "–"
    middle = f"{median(numbers):,.{digits}f}"
    low, high = (f"{edge(numbers):,.{digits}f}" for edge in (min, max))
    return middle if low == high else f"{middle} ({low}–{high})"


def ratio(ours, theirs):
    return f"{median(ours) / median(theirs):.2f}" if ours and theirs and median(theirs) else "–"


def line(title, columns, digits):
    cells = " | ".join(shown(c, digits) for c in columns)
    return f"| {title} | {cells} | {ratio(columns[0], columns[2])} |"


WAYS = {0: "", 1: ", a connection each"}


def incoming(rows):
    mine = [r for r in rows if r["scenario"] == "in"]
    for r in mine:
        r["per_s"] = r["mails"] / r["all_seconds"]
    for kind, each, at_once in dict.fromkeys((r["kind"], r["each"], r["at_once"]) for r in mine):
        match = {"kind": kind, "each": each, "at_once": at_once}
        plural = "connection" if at_once == 1 else "connections"
        for title, field, digits in (
            (f"{kind}, {at_once} {plural}{WAYS[each]}: CPU ms a mail", "cpu_ms", 2),
            ("… mails a second", "per_s", 0), ("… end of content to 250, p50 ms", "p50_ms", 1), ("… p99 ms", "p99_ms", 1)):
            yield line(title, [values(mine, field, server=s, **match) for s in ("ours", "ours lmtp", "postfix")], digits)


def outgoing(rows):
    mine = [r for r in rows if r["scenario"] == "out"]
    for r in mine:
        r["per_s"] = r["mails"] / r["seconds"]
    for title, field, digits in (
        ("From the queue to the relay: CPU ms a mail", "cpu_ms", 2), ("… mails a second", "per_s", 0),
        ("… with queueing it (ours: the conversation by HTTP; Postfix: by SMTP): CPU ms", "with_queueing_cpu_ms", 2)):
        yield line(title, [values(mine, field, server=s) for s in ("ours", "ours unsigned", "postfix")], digits)


WHAT = {"answered": "the end of the content to 250", "seen": "the end of the content to the text", "after250": "250 to the text"}


def latency(rows):
    mine = [r for r in rows if r["scenario"] == "latency"]
    for at, what in dict.fromkeys((r["at"], r["what"]) for r in mine):
        cells = [shown(values(mine, f, at=at, what=what), 2) for f in ("p50_ms", "p99_ms", "max_ms")]
        where = {"client": "A live client", "page": "A page in Chromium"}[at]
        yield f"| {where}: from {WHAT[what]} | {' | '.join(cells)} |"


def table(rows):
    measured = {r["scenario"] for r in rows}
    parts = [
        ("in", "| mail in, median (range) | ours, SMTP | ours, LMTP | Postfix | ours ÷ Postfix |", 5, list(incoming(rows))),
        ("out", "| mail out, median (range) | ours, signed twice | ours, unsigned | Postfix | signed ÷ Postfix |", 5, list(outgoing(rows))),
        ("latency", "| an answer by mail, one at a time | p50 ms | p99 ms | worst ms |", 4, list(latency(rows))),
    ]
    return "\n\n".join("\n".join([head, "|---" * width + "|", *lines]) for name, head, width, lines in parts if name in measured)


def faults(rows):
    """What our server refused, lost or did not send."""
    ours = [r for r in rows if r["server"].startswith("ours")]
    found = {name: sum(r.get(name) or 0 for r in ours) for name in ("refused", "lost", "missing", "broken", "unproven", "unsent")}
    return {name: n for name, n in found.items() if n}
