/// What a session costs that does nothing, and what signing in costs.
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"

enum { WARM_UP = 100 };

bool xmpp_idle(Arguments a) {
    int n = (int)argument(a, 0, 900);
    double hold = argument(a, 1, 5);
    XMPP *x = xmpp_sessions(0, WARM_UP + n);
    long before = server_rss_kb();
    xmpp_open_all(x, WARM_UP, opening_at_once);
    net_quiesce(1, 10);
    long warm = server_rss_kb();
    Meter opening, idle;
    meter_start(&opening);
    xmpp_open_all(x + WARM_UP, n, opening_at_once);
    net_quiesce(0.7, 20);
    meter_stop(&opening);
    long after = server_rss_kb();
    meter_start(&idle);
    net_drain(hold);
    meter_stop(&idle);
    long settled = server_rss_kb();
    report_begin("idle");
    report_int("tls", x->conn.ssl != NULL);
    report_int("n", n);
    report_real("cpu_ms_per_login", opening.server * 1e3 / n, 3);
    report_int("rss0_kb", before);
    report_int("rss_warm_kb", warm);
    report_int("rss_settled_kb", settled);
    report_real("kb_per_conn_after", (double)(after - warm) / n, 2);
    report_real("kb_per_conn_settled", (double)(settled - warm) / n, 2);
    report_real("idle_cpu_pct", idle.server * 100 / idle.seconds, 2);
    report_real("sec", opening.seconds + idle.seconds, 2);
    report_int("fail", xmpp_faults);
    report_end();
    xmpp_close_all(x, WARM_UP + n);
    return xmpp_faults == 0;
}

static Samples until_ready;

static void on_ready(XMPP *x) { samples_add(&until_ready, now_ns() - x->began); }

bool xmpp_login(Arguments a) {
    int n = (int)argument(a, 0, 400);
    XMPP *x = xmpp_sessions(0, n);
    xmpp_ready = on_ready;
    Meter m;
    meter_start(&m);
    xmpp_open_all(x, n, opening_at_once);
    net_quiesce(0.3, 10);
    meter_stop(&m);
    report_begin("login");
    report_int("tls", x->conn.ssl != NULL);
    report_int("n", n);
    report_int("roster", xmpp_options.roster);
    report_real("sec", m.seconds, 2);
    report_real("cpu_ms_per_login", m.server * 1e3 / n, 3);
    report_samples("ready", &until_ready);
    report_int("fail", xmpp_faults);
    report_end();
    xmpp_close_all(x, n);
    return xmpp_faults == 0;
}
