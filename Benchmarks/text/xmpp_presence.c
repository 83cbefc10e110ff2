/// Account 0 changes between away and do not disturb; all its contacts are told.
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <stdio.h>

static int watchers;
static long round_number, copies, told;
static char tag[32];
static uint64_t changed;
static Samples copy, last;

static void on_stanza(XMPP *x, Slice s) {
    if (x->number == 0 || !xml_is(s, "presence") || !xml_find(s, tag)) return;
    uint64_t after = now_ns() - changed;
    copies++;
    samples_add(&copy, after);
    if (++told == watchers) samples_add(&last, after);
}

static bool all_told(void) { return told >= watchers; }

static void change(XMPP *x) {
    snprintf(tag, sizeof tag, "<status>st%ld-", ++round_number);
    told = 0;
    changed = now_ns();
    xmpp_send(x, "<presence><show>%s</show>%s x</status><priority>1</priority></presence>",
              round_number % 2 ? "away" : "dnd", tag);
    if (!net_until(all_told, 5)) xmpp_faults += watchers - told;
}

bool xmpp_presence(Arguments a) {
    int changes = (int)argument(a, 0, 30);
    double gap = argument(a, 1, 0.4);
    watchers = (int)argument(a, 2, 500);
    XMPP *x = xmpp_sessions(0, watchers + 1);
    xmpp_open_all(x, watchers + 1, opening_at_once);
    net_quiesce(1.5, 20);
    xmpp_stanza = on_stanza;
    change(x);
    change(x);
    samples_clear(&copy);
    samples_clear(&last);
    copies = 0;
    Meter m;
    meter_start(&m);
    for (int i = 0; i < changes; i++) {
        change(x);
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
    report_int("fail", xmpp_faults);
    report_end();
    xmpp_close_all(x, watchers + 1);
    return xmpp_faults == 0;
}
