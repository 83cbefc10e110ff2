/// Everybody is cut off at once and comes back as fast as they can, while bystanders go on talking.
#include "bystanders.h"
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdlib.h>

enum { RETRY_NS = 100000000 };

static Session *sessions;
static int n;
static bool storming;
static long retries, arrived;
/// Those who were turned away, with the time in `due` when they try again.
static Session **turned_away;
static long turned_away_count;
static Samples until_ready;

static void on_ready(Session *s) {
    if (storming) samples_add(&until_ready, now_ns() - s->marked);
}

static void on_closed(Session *s) {
    if (!storming || s->ending) return;
    faults.dropped--;
    retries++;
    turned_away[turned_away_count++] = s;
    s->due = now_ns() + RETRY_NS + (uint64_t)rand() % RETRY_NS;
}

static void try_again(void) {
    uint64_t now = now_ns();
    long kept = 0, count = turned_away_count;
    for (long i = 0; i < count; i++) {
        Session *s = turned_away[i];
        if (s->due > now) {
            turned_away[kept++] = s;
            continue;
        }
        live_open(s);
    }
    turned_away_count = kept;
}

static void on_event(const Event *e) {
    uint64_t stamp;
    long number;
    if (e->session->number % 2 && live_stamp(e->text, &stamp, &number)) arrived++;
}

static bool all_arrived(void) { return arrived >= n / 2; }

/// Seconds until all are back.
static double storm(void) {
    for (int i = 0; i < n; i++) {
        sessions[i].ending = true;
        conn_cut(&sessions[i].conn);
    }
    uint64_t began = now_ns(), deadline = began + 60000000000u;
    storming = true;
    for (int i = 0; i < n; i++) {
        sessions[i].marked = began;
        live_open(&sessions[i]);
    }
    while (sessions_ready < n && now_ns() < deadline) {
        net_poll(5000000);
        try_again();
    }
    storming = false;
    return (double)(now_ns() - began) / 1e9;
}

/// Everybody who came back is really there: one message for each pair.
static void prove(void) {
    for (int i = 0; i < n; i += 2) live_message(&sessions[i], seed_pair(i / 2)->id, i);
    if (!net_until(all_arrived, 30)) live_missing(n / 2 - arrived);
}

bool scenario_storm(Arguments a) {
    n = (int)argument(a, 0, 3000) / 2 * 2;
    double per_second = argument(a, 1, 200);
    seed_need(n + BYSTANDERS);
    turned_away = calloc((size_t)n, sizeof *turned_away);
    bystanders_start(n, per_second);
    sessions = live_sessions(0, n);
    hooks = (Hooks){.ready = on_ready, .event = on_event, .closed = on_closed};
    live_open_all(sessions, n, opening_at_once);
    net_quiesce(1, 10);
    bystanders_phase(0);
    net_drain(3);
    long rss = server_rss_kb();
    Meter m;
    bystanders_phase(1);
    meter_start(&m);
    double seconds = storm();
    meter_stop(&m);
    Bystanding by[BYSTANDING_PHASES];
    bool undisturbed = bystanders_stop(by);
    long missing = n - sessions_ready;
    prove();

    report_begin("storm");
    report_int("tls", sessions->conn.ssl != NULL);
    report_int("n", n);
    report_int("back", n - missing);
    report_int("retries", retries);
    report_real("sec", seconds, 3);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_ms_per_session", m.server * 1e3 / n, 3);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("ready", &until_ready);
    report_int("rss_before_kb", rss);
    report_int("rss_after_kb", server_rss_kb());
    const char *names[] = {"calm", "storm"};
    for (int i = 0; i < BYSTANDING_PHASES; i++) report_bystanding(names[i], &by[i]);
    report_int("bystanders_undisturbed", undisturbed);
    bool good = live_report_faults() && missing == 0 && undisturbed;
    report_end();
    live_close_all(sessions, n);
    return good;
}
