/// One-to-one messages: 500 people each write to one other, at a fixed rate and as fast as the server goes.
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <stdio.h>

static XMPP *sessions;
static int pairs, window;
static bool measuring;
static long sent, delivered;
static Samples latency;

static void send_one(XMPP *x) {
    char to[128];
    snprintf(to, sizeof to, "%s%d@localhost", xmpp_options.prefix, x->peer->account);
    sent++;
    xmpp_message(x, to, "chat", ++x->sent);
}

static void on_stanza(XMPP *x, Slice s) {
    uint64_t stamp;
    long number;
    if (!xmpp_stamp(s, &stamp, &number)) return;
    if (slice_is(xml_attribute(s, "type"), "error")) {
        if (++xmpp_faults < 4) fprintf(stderr, "refused: %.*s\n", (int)s.count, s.start);
        return;
    }
    if (x->number % 2 == 0) return;
    delivered++;
    if (number != ++x->delivered) xmpp_faults++;
    if (measuring) samples_add(&latency, now_ns() - stamp);
    if (window) send_one(x->peer);
}

static bool settled(void) { return delivered >= sent; }

static void send_in_turn(void) {
    static int turn;
    send_one(&sessions[2 * turn]);
    turn = (turn + 1) % pairs;
}

static bool measure(double seconds, double per_second, int in_flight) {
    Meter m;
    window = in_flight;
    samples_clear(&latency);
    for (int k = 0; k < in_flight; k++)
        for (int i = 0; i < pairs; i++) send_one(&sessions[2 * i]);
    net_pace(seconds > 3 ? 2 : 0.5, per_second, send_in_turn);
    long sent0 = sent, delivered0 = delivered;
    measuring = true;
    meter_start(&m);
    net_pace(seconds, per_second, send_in_turn);
    meter_stop(&m);
    measuring = false;
    long s = sent - sent0, d = delivered - delivered0;
    window = 0;
    net_until(settled, 30);

    report_begin(per_second > 0 ? "pairs_rate" : "pairs_sat");
    report_int("tls", sessions->conn.ssl != NULL);
    report_int("pairs", pairs);
    report_real("rate", per_second, 0);
    report_int("window", in_flight);
    report_int("sent", s);
    report_int("recv", d);
    report_int("missing", sent - delivered);
    report_real("sec", m.seconds, 2);
    report_real("recv_per_s", (double)d / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_us_per_msg", m.server * 1e6 / (double)d, 1);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("", &latency);
    report_int("rss_kb", server_rss_kb());
    report_int("fail", xmpp_faults);
    report_end();
    return xmpp_faults == 0 && sent == delivered;
}

bool xmpp_pairs(Arguments a) {
    int in_flight = (int)argument(a, 0, 4);
    double saturated = argument(a, 1, 7), rate = argument(a, 2, 1000), rated = argument(a, 3, 10);
    pairs = (int)argument(a, 4, 500);
    sessions = xmpp_sessions(0, 2 * pairs);
    for (int i = 0; i < 2 * pairs; i++) sessions[i].peer = &sessions[i ^ 1];
    xmpp_open_all(sessions, 2 * pairs, opening_at_once);
    net_quiesce(1.5, 20);
    xmpp_stanza = on_stanza;
    bool good = true;
    if (rate > 0 && rated > 0) good &= measure(rated, rate, 0);
    if (in_flight > 0 && saturated > 0) good &= measure(saturated, 0, in_flight);
    xmpp_close_all(sessions, 2 * pairs);
    return good;
}
