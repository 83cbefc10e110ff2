/// One-to-one messages: 500 people each write to one other, at a fixed rate and as fast as the server goes.
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"

static Session *sessions;
static int pairs, window;
static bool measuring;
static long sent, acked, delivered;
static Samples latency, answer;

static void send_one(Session *s) {
    s->sent++;
    sent++;
    s->marked = now_ns();
    live_message(s, seed_pair((int)s->number / 2)->id, s->sent);
}

/// Keeps `window` messages of a pair on their way: neither acknowledged nor arrived.
static void pump(Session *s) {
    while (window && s->conn.state == CONN_OPEN
           && s->sent - (s->acked < s->delivered ? s->acked : s->delivered) < window)
        send_one(s);
}

static void on_event(const Event *e) {
    Session *to = e->session;
    uint64_t stamp;
    long number;
    if (to->number % 2 == 0 || !live_stamp(e->text, &stamp, &number)) return;
    delivered++;
    to->peer->delivered++;
    if (measuring) samples_add(&latency, now_ns() - stamp);
    pump(to->peer);
}

static void on_ok(Session *s, unsigned id, Slice frame) {
    (void)id;
    (void)frame;
    acked++;
    s->acked++;
    if (measuring) samples_add(&answer, now_ns() - s->marked);
    pump(s);
}

static bool settled(void) { return acked >= sent && delivered >= sent; }

static void send_in_turn(void) {
    static int turn;
    send_one(&sessions[2 * turn]);
    turn = (turn + 1) % pairs;
}

static bool measure(double seconds, double per_second, int in_flight) {
    Meter m;
    window = in_flight;
    samples_clear(&latency);
    samples_clear(&answer);
    for (int i = 0; i < pairs; i++) pump(&sessions[2 * i]);
    net_pace(seconds > 3 ? 2 : 0.5, per_second, send_in_turn);
    long sent0 = sent, acked0 = acked, delivered0 = delivered;
    measuring = true;
    meter_start(&m);
    net_pace(seconds, per_second, send_in_turn);
    meter_stop(&m);
    measuring = false;
    long s = sent - sent0, d = delivered - delivered0, k = acked - acked0;
    window = 0;
    if (!net_until(settled, 20)) live_missing(sent - delivered);

    report_begin(per_second > 0 ? "pairs_rate" : "pairs_sat");
    report_int("tls", sessions->conn.ssl != NULL);
    report_int("pairs", pairs);
    report_real("rate", per_second, 0);
    report_int("window", in_flight);
    report_int("sent", s);
    report_int("recv", d);
    report_int("acked", k);
    report_int("unanswered", sent - acked);
    report_real("sec", m.seconds, 2);
    report_real("recv_per_s", (double)d / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_us_per_msg", m.server * 1e6 / (double)d, 1);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("", &latency);
    if (per_second > 0) report_samples("ack", &answer);
    report_int("rss_kb", server_rss_kb());
    bool good = live_report_faults() && sent == acked;
    report_end();
    return good;
}

bool scenario_pairs(Arguments a) {
    int in_flight = (int)argument(a, 0, 4);
    double saturated = argument(a, 1, 7), rate = argument(a, 2, 1000), rated = argument(a, 3, 10);
    pairs = (int)argument(a, 4, 500);
    sessions = live_sessions(0, 2 * pairs);
    for (int i = 0; i < 2 * pairs; i++) sessions[i].peer = &sessions[i ^ 1];
    hooks.event = on_event;
    hooks.ok = on_ok;
    live_open_all(sessions, 2 * pairs, opening_at_once);
    net_quiesce(0.5, 10);
    bool good = true;
    if (rate > 0 && rated > 0) good &= measure(rated, rate, 0);
    if (in_flight > 0 && saturated > 0) good &= measure(saturated, 0, in_flight);
    live_close_all(sessions, 2 * pairs);
    return good;
}
