/// The latest page of an archive (XEP-0313), several at once, after the archives have been filled.
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <stdio.h>
#include <string.h>

enum { FILL_WINDOW = 8 };

static XMPP *sessions;
static int limit, at_once;
static long pages, started, goal, fill_goal, filled, results;
static Samples latency;

static void write_to_peer(XMPP *x) {
    char to[128];
    if (x->sent >= fill_goal) return;
    snprintf(to, sizeof to, "%s%d@localhost", xmpp_options.prefix, x->peer->account);
    xmpp_message(x, to, "chat", x->sent++);
}

static void on_filling(XMPP *x, Slice s) {
    uint64_t stamp;
    long number;
    if (!xmpp_stamp(s, &stamp, &number)) return;
    filled++;
    write_to_peer(x->peer);
}

static bool all_filled(void) { return filled >= fill_goal * at_once; }

static void ask(XMPP *x) {
    if (started >= goal) return;
    x->marked = now_ns();
    xmpp_send(x, "<iq type='set' id='mam%ld'><query xmlns='urn:xmpp:mam:2' queryid='q'>"
                 "<set xmlns='http://jabber.org/protocol/rsm'><max>%d</max><before/></set></query></iq>", started++, limit);
}

static void on_page(XMPP *x, Slice s) {
    if (xml_is(s, "message") && xml_find(s, "<result")) results++;
    Slice id = xml_attribute(s, "id");
    if (!xml_is(s, "iq") || id.count < 3 || memcmp(id.start, "mam", 3) != 0) return;
    if (slice_is(xml_attribute(s, "type"), "error") && ++xmpp_faults < 4)
        fprintf(stderr, "refused: %.*s\n", (int)s.count, s.start);
    samples_add(&latency, now_ns() - x->marked);
    pages++;
    ask(x);
}

static bool all_pages(void) { return pages >= goal; }

static void fill(void) {
    xmpp_stanza = on_filling;
    for (int k = 0; k < FILL_WINDOW; k++)
        for (int i = 0; i < at_once; i++) write_to_peer(&sessions[2 * i]);
    if (fill_goal > 0 && !net_until(all_filled, 300)) xmpp_faults++;
    net_quiesce(1, 10);
}

bool xmpp_history(Arguments a) {
    goal = (long)argument(a, 0, 400);
    limit = (int)argument(a, 1, 50);
    at_once = (int)argument(a, 2, 8);
    fill_goal = (long)argument(a, 3, 500);
    sessions = xmpp_sessions(0, 2 * at_once);
    for (int i = 0; i < 2 * at_once; i++) sessions[i].peer = &sessions[i ^ 1];
    xmpp_open_all(sessions, 2 * at_once, opening_at_once);
    net_quiesce(1, 10);
    fill();
    xmpp_stanza = on_page;
    Meter m;
    meter_start(&m);
    for (int i = 0; i < at_once; i++) ask(&sessions[2 * i]);
    if (!net_until(all_pages, 60)) xmpp_faults++;
    meter_stop(&m);
    report_begin("history");
    report_int("events", fill_goal);
    report_int("pages", pages);
    report_int("page", limit);
    report_int("conc", at_once);
    report_int("results", results);
    report_real("sec", m.seconds, 2);
    report_real("pages_per_s", (double)pages / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_ms_per_page", m.server * 1e3 / (double)pages, 3);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("page", &latency);
    report_int("fail", xmpp_faults);
    report_end();
    xmpp_close_all(sessions, 2 * at_once);
    return xmpp_faults == 0 && results >= pages * limit;
}
