/// One group (XEP-0045): every occupant writes in turn, every occupant gets every message.
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 1 << 20, JOINING_AT_ONCE = 20 };

typedef struct Post {
    uint64_t sent;
    int copies;
} Post;

static XMPP *sessions;
static Post *posts;
static char room[64];
static int members, window;
static bool measuring;
static long joined, sent, copies, complete;
static Samples copy, last;

static void send_next(void) {
    if (sent >= MOST) return;
    posts[sent].sent = now_ns();
    xmpp_message(&sessions[sent % members], room, "groupchat", sent);
    sent++;
}

static void on_stanza(XMPP *x, Slice s) {
    uint64_t stamp, now = now_ns();
    long number;
    if (slice_is(xml_attribute(s, "type"), "error") && ++xmpp_faults < 4)
        fprintf(stderr, "refused: %.*s\n", (int)s.count, s.start);
    if (xml_is(s, "presence") && !x->marked && (xml_find(s, "code='110'") || xml_find(s, "code=\"110\""))) {
        x->marked = 1;
        joined++;
    }
    if (!xmpp_stamp(s, &stamp, &number) || number < 0 || number >= sent) return;
    copies++;
    if (measuring) samples_add(&copy, now - stamp);
    if (++posts[number].copies != members) return;
    complete++;
    if (measuring) samples_add(&last, now - posts[number].sent);
    if (window) send_next();
}

static bool first_joined(void) { return joined > 0; }
static bool settled(void) { return complete >= sent; }

static void join(int i) {
    xmpp_send(&sessions[i], "<presence to='%s/n%d'><x xmlns='http://jabber.org/protocol/muc'>"
                            "<history maxstanzas='0'/></x></presence>", room, i);
}

/// Everybody hears of everybody: n² presences.
static bool fill(void) {
    Meter m;
    long rss = server_rss_kb();
    snprintf(room, sizeof room, "room%d-%d@conference.localhost", members, (int)getpid());
    meter_start(&m);
    join(0);
    if (!net_until(first_joined, 10)) return false;
    xmpp_send(sessions, "<iq type='set' id='own' to='%s'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                        "<value>http://jabber.org/protocol/muc#roomconfig</value></field>"
                        "<field var='muc#roomconfig_maxusers'><value>%d</value></field></x></query></iq>",
              room, members < 200 ? 200 : members);
    net_drain(0.5);
    uint64_t deadline = now_ns() + 400000000000u;
    for (int next = 1; joined < members && now_ns() < deadline;) {
        while (next < members && next - joined < JOINING_AT_ONCE) join(next++);
        net_poll(10000000);
    }
    net_quiesce(1, 30);
    meter_stop(&m);
    report_begin("room_join");
    report_int("n", members);
    report_int("joined", joined);
    report_real("sec", m.seconds, 2);
    report_real("srv_cpu_s", m.server, 2);
    report_int("rss_delta_kb", server_rss_kb() - rss);
    report_end();
    return joined == members;
}

static bool measure(double seconds, double per_second, int in_flight) {
    Meter m;
    window = in_flight;
    samples_clear(&copy);
    samples_clear(&last);
    for (int i = 0; i < in_flight; i++) send_next();
    net_pace(seconds > 3 ? 2 : 0.5, per_second, send_next);
    long copies0 = copies, complete0 = complete;
    measuring = true;
    meter_start(&m);
    net_pace(seconds, per_second, send_next);
    meter_stop(&m);
    measuring = false;
    window = 0;
    long got = copies - copies0, whole = complete - complete0;
    net_until(settled, 30);

    report_begin(per_second > 0 ? "room_rate" : "room_sat");
    report_int("n", members);
    report_real("rate", per_second, 1);
    report_int("window", in_flight);
    report_int("msgs_complete", whole);
    report_int("deliveries", got);
    report_int("missing", sent * members - copies);
    report_real("sec", m.seconds, 2);
    report_real("deliv_per_s", (double)got / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_us_per_copy", m.server * 1e6 / (double)got, 2);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("copy", &copy);
    report_samples("last", &last);
    report_int("fail", xmpp_faults);
    report_end();
    return xmpp_faults == 0 && complete == sent;
}

bool xmpp_room(Arguments a) {
    members = (int)argument(a, 0, 100);
    double per_second = argument(a, 1, 1000) / members, rated = argument(a, 2, 12);
    int in_flight = (int)argument(a, 3, 4);
    double saturated = argument(a, 4, 7);
    posts = calloc(MOST, sizeof *posts);
    sessions = xmpp_sessions(0, members);
    xmpp_open_all(sessions, members, opening_at_once);
    net_quiesce(1.5, 20);
    xmpp_stanza = on_stanza;
    bool good = fill();
    if (good && per_second > 0 && rated > 0) good &= measure(rated, per_second, 0);
    if (good && in_flight > 0 && saturated > 0) good &= measure(saturated, 0, in_flight);
    xmpp_close_all(sessions, members);
    return good;
}
