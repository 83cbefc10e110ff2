/// One person changes between active and idle; everybody who watches is told.
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdlib.h>

static const char *expected;
static int watchers;
static long round_number, copies, told;
static uint64_t changed;
static Samples copy, last;

/// A watcher's `marked` is the round in which it was last told.
static void on_presence(Session *s, Slice frame) {
    Slice state = json_text(json_get(frame, "state"));
    if (!round_number || !slice_is(json_text(json_get(frame, "p")), people[0].id) || s->number == 0) return;
    if (!slice_is(state, expected)) return;
    if (s->marked == (uint64_t)round_number) {
        faults.duplicated++;
        return;
    }
    s->marked = (uint64_t)round_number;
    copies++;
    uint64_t after = now_ns() - changed;
    samples_add(&copy, after);
    if (++told == watchers) samples_add(&last, after);
}

static bool all_told(void) { return told >= watchers; }

static void change(Session *s) {
    bool idle = ++round_number % 2;
    expected = idle ? "away" : "available";
    told = 0;
    changed = now_ns();
    live_command(s, "presence", ",\"activity\":\"%s\"", idle ? "idle" : "active");
    if (!net_until(all_told, 5)) live_missing(watchers - told);
}

bool scenario_presence(Arguments a) {
    int changes = (int)argument(a, 0, 30);
    double gap = argument(a, 1, 0.4);
    watchers = (int)argument(a, 2, 500);
    Session *s = live_sessions(0, watchers + 1);
    hooks.presence = on_presence;
    live_open_all(s, watchers + 1, opening_at_once);
    for (int i = 1; i <= watchers; i++) live_command(&s[i], "watch", ",\"people\":[\"%s\"]", people[0].id);
    net_quiesce(0.7, 10);
    change(s);
    change(s);
    samples_clear(&copy);
    samples_clear(&last);
    copies = 0;
    Meter m;
    meter_start(&m);
    for (int i = 0; i < changes; i++) {
        change(s);
        if (gap > 0) net_drain(gap);
    }
    meter_stop(&m);

    report_begin("presence");
    report_int("contacts", watchers);
    report_int("changes", changes);
    report_real("gap_s", gap, 2);
    report_int("delivered", copies);
    report_real("sec", m.seconds, 2);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_us_per_copy", m.server * 1e6 / (double)copies, 2);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("copy", &copy);
    report_samples("last", &last);
    bool good = live_report_faults();
    report_end();
    live_close_all(s, watchers + 1);
    return good;
}
