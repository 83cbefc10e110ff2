/// What a session costs that does nothing: memory of the server after a hundred have warmed it up.
#include "live.h"
#include "scenario.h"
#include "stats.h"

enum { WARM_UP = 100 };

bool scenario_idle(Arguments a) {
    int n = (int)argument(a, 0, 1000);
    double hold = argument(a, 1, 5);
    Session *s = live_sessions(0, WARM_UP + n);
    long before = server_rss_kb();
    live_open_all(s, WARM_UP, opening_at_once);
    net_quiesce(1, 10);
    long warm = server_rss_kb();
    Meter opening, idle;
    meter_start(&opening);
    live_open_all(s + WARM_UP, n, opening_at_once);
    net_quiesce(0.7, 20);
    meter_stop(&opening);
    long after = server_rss_kb();
    meter_start(&idle);
    net_drain(hold);
    meter_stop(&idle);
    long settled = server_rss_kb();

    report_begin("idle");
    report_int("tls", s->conn.ssl != NULL);
    report_int("n", n);
    report_real("cpu_ms_per_login", opening.server * 1e3 / n, 3);
    report_int("rss0_kb", before);
    report_int("rss_warm_kb", warm);
    report_int("rss_settled_kb", settled);
    report_real("kb_per_conn_after", (double)(after - warm) / n, 2);
    report_real("kb_per_conn_settled", (double)(settled - warm) / n, 2);
    report_real("idle_cpu_pct", idle.server * 100 / idle.seconds, 2);
    report_real("sec", opening.seconds + idle.seconds, 2);
    bool good = live_report_faults();
    report_end();
    live_close_all(s, WARM_UP + n);
    return good;
}
