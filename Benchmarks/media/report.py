#!/usr/bin/env python3
"""The tables, in Markdown; by itself, of rows that were kept: `report.py results/media.jsonl`."""

import json
import sys
from statistics import median

COST = "cpu_ms_per_participant_s"
SERVERS = ("ours", "janus", "janus plain")


def values(rows, field):
    return [row[field] for row in rows if row.get(field) is not None]


def cell(rows, field, digits=2):
    """The median with its range."""
    found = values(rows, field)
    if not found:
        return "failed" if any("error" in row for row in rows) else ""
    middle, least, most = (f"{value:,.{digits}f}" for value in (median(found), min(found), max(found)))
    return middle if least == most else f"{middle} ({least}–{most})"


def table(head, lines):
    rows = ["| " + " | ".join(line) + " |\n" for line in (head, *lines)]
    return "".join([rows[0], "|---" * len(head) + "|\n", *rows[1:]])


def named(rows):
    """The cases in their order."""
    return list(dict.fromkeys(row["case"] for row in rows))


def of(rows, case, server):
    return [row for row in rows if row["case"] == case and row["server"] == server]


def costs(rows):
    """CPU for each participant."""
    lines = []
    for case in named(rows):
        ours, janus = of(rows, case, "ours"), of(rows, case, "janus")
        ratio = ""
        if values(ours, COST) and values(janus, COST):
            ratio = f"{median(values(janus, COST)) / median(values(ours, COST)):.1f}×"
        lines.append([case, *(cell(of(rows, case, name), COST) for name in SERVERS), ratio,
                      cell(ours, "cpu_in_encodes", 3), cell(janus, "cpu_in_encodes", 3), cell(ours, "calib_encode_us", 0)])
    return "CPU, ms for each participant-second\n\n" + table(
        ["", "ours", "Janus", "Janus, plain RTP", "Janus / ours", "ours, in encodes a packet", "Janus, in encodes",
         "an encode, µs"], lines)


def flow(rows):
    """What arrived, when, and the memory."""
    lines = []
    for case in named(rows):
        for name in SERVERS:
            some = of(rows, case, name)
            if not some:
                continue
            lines.append([case, name, cell(some, "received_per_s", 0), cell(some, "lost", 0), cell(some, "rate_least", 1),
                          cell(some, "gap_p50_ms", 1), cell(some, "gap_p99_ms", 1), cell(some, "gap_max_ms", 0),
                          cell(some, "rss_per_participant_kb", 0), cell(some, "join_cpu_ms_each", 1),
                          cell(some, "server_cores", 3), cell(some, "gen_cores", 2)])
    return "What the participants got\n\n" + table(
        ["", "", "packets/s", "lost", "least rate", "gap p50 ms", "p99", "most", "KiB each", "joining, CPU ms", "server's cores",
         "generator's"], lines)


def delay(rows):
    names = [("delay_median_ms", "median"), ("delay_p99_ms", "p99"), ("delay_most_ms", "most"), ("bursts_lost", "lost"),
             ("delay_before_median_ms", "before the stall"), ("delay_after_2s_median_ms", "3 s after"),
             ("delay_after_10s_median_ms", "10 s after")]
    lines = [[case, name, *(cell(of(rows, case, name), key, 1) for key, _ in names)]
             for case in named(rows) for name in SERVERS if of(rows, case, name)]
    return "Delay that the server adds, ms\n\n" + table(["", "", *(title for _, title in names)], lines)


def holes(rows):
    lines = [[case, *(cell(of(rows, case, name), "holes_percent") for name in SERVERS[:2])] for case in named(rows)]
    return "Missing of a talker's voice, %\n\n" + table(["", "ours", "Janus"], lines)


def limits(rows):
    names = [("encode_us", "encode µs"), ("encode_light_us", "… for few"), ("decode_us", "decode"),
             ("gcm_us", "AES-GCM"), ("libsrtp_gcm_us", "libsrtp's"), ("send_us", "sendmmsg"),
             ("receive_us", "recvmmsg"), ("naive", "encode for each: ms"),
             ("all_10", "10 talk, 4 in the mix"), ("all_50", "50 talk"),
             ("three_of_50", "3 of 50 talk"), ("muted_50", "47 muted"), ("rooms_of_4", "4 talk"),
             ("three_of_200", "3 of 200"), ("hall_3000", "hall of 3,000")]
    return "What it must cost at least, by its pieces\n\n" + table(
        [title for _, title in names], [[cell(rows, key, 3) for key, _ in names]])


def tables(rows):
    plain = [row for row in rows if "experiment" not in row and row["server"] != "limit"]
    parts = [(costs, plain), (flow, plain), (limits, [row for row in rows if row["server"] == "limit"]),
             (delay, [row for row in rows if row.get("experiment", "").startswith("delay")]),
             (holes, [row for row in rows if row.get("experiment", "").startswith("holes")])]
    return "\n".join(body(some) for body, some in parts if some)


def faults(rows):
    """What ours did that it must not."""
    found = []
    for row in rows:
        if row["server"] != "ours":
            continue
        if "error" in row:
            found.append(f"{row['case']}: {row['error']}")
        for name in ("failed", "open_failures", "rtcp_failures"):
            if row.get(name):
                found.append(f"{row['case']}: {name} {row[name]}")
    return found


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(tables([json.loads(line) for line in file]))
