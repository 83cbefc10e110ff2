/// Sessions that drop and come back with their cursors, having missed some messages.
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"

/// The first `n` drop, the second `n` stay and write to them.
static Session *sessions;
static int n, missed;
static long caught_up, acked, expected_acks;
static Samples until_ready, until_caught_up;

static void on_ready(Session *s) {
    if (s->number < n) samples_add(&until_ready, now_ns() - s->began);
}

static void on_event(const Event *e) {
    uint64_t stamp;
    long number;
    Session *s = e->session;
    if (s->number >= n || !live_stamp(e->text, &stamp, &number)) return;
    caught_up++;
    if (++s->delivered % missed == 0) samples_add(&until_caught_up, now_ns() - s->began);
}

static void on_ok(Session *s, unsigned id, Slice frame) {
    (void)s;
    (void)id;
    (void)frame;
    acked++;
}

static bool all_acked(void) { return acked >= expected_acks; }
static bool all_back(void) { return caught_up >= (long)n * missed && sessions_opening == 0; }

static void miss_messages(void) {
    acked = 0;
    expected_acks = (long)n * missed;
    for (int k = 0; k < missed; k++)
        for (int i = 0; i < n; i++) live_message(&sessions[n + i], seed_pair(i)->id, k);
    if (!net_until(all_acked, 60)) live_missing(expected_acks - acked);
}

static bool round_trip(int number) {
    Meter drop, back;
    meter_start(&drop);
    live_close_all(sessions, n);
    net_quiesce(0.3, 5);
    meter_stop(&drop);
    miss_messages();
    net_quiesce(0.3, 5);
    caught_up = 0;
    samples_clear(&until_ready);
    samples_clear(&until_caught_up);
    meter_start(&back);
    live_open_all(sessions, n, opening_at_once);
    if (!net_until(all_back, 20)) live_missing((long)n * missed - caught_up);
    double seconds = (double)(now_ns() - back.began) / 1e9;
    net_quiesce(0.3, 5);
    meter_stop(&back);

    report_begin("resume");
    report_int("tls", sessions->conn.ssl != NULL);
    report_int("round", number);
    report_int("n", n);
    report_int("missed_each", missed);
    report_int("caught_up", caught_up);
    report_real("sec", seconds, 3);
    report_real("resumes_per_s", n / seconds, 0);
    report_real("cpu_ms_per_resume", back.server * 1e3 / n, 3);
    report_real("cpu_ms_per_drop", drop.server * 1e3 / n, 3);
    report_real("gen_cpu_s", back.own, 2);
    report_samples("ready", &until_ready);
    report_samples("caught_up", &until_caught_up);
    bool good = live_report_faults();
    report_end();
    return good;
}

bool scenario_resume(Arguments a) {
    n = (int)argument(a, 0, 500);
    int rounds = (int)argument(a, 1, 3);
    missed = (int)argument(a, 2, 5);
    sessions = live_sessions(0, 2 * n);
    for (int i = 0; i < n; i++) {
        sessions[i].person = 2 * i + 1;
        sessions[n + i].person = 2 * i;
    }
    hooks = (Hooks){.ready = on_ready, .event = on_event, .ok = on_ok};
    live_open_all(sessions, 2 * n, opening_at_once);
    net_quiesce(0.5, 10);
    bool good = true;
    for (int i = 0; i < rounds; i++) good &= round_trip(i);
    live_close_all(sessions, 2 * n);
    return good;
}
