/// One group: every member writes in turn, every member gets every message. Latency is that of the last member.
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdlib.h>

enum { MOST = 1 << 20 };

typedef struct Post {
    uint64_t sent;
    int copies;
} Post;

static Session *sessions;
static Post *posts;
static const char *room;
static int members, window;
static bool measuring;
static long sent, acked, copies, complete;
static Samples copy, last;

static void send_next(void) {
    if (sent >= MOST) return;
    Session *s = &sessions[sent % members];
    posts[sent].sent = now_ns();
    live_message(s, room, sent++);
}

static void on_event(const Event *e) {
    uint64_t stamp, now = now_ns();
    long number;
    if (!live_stamp(e->text, &stamp, &number) || number < 0 || number >= sent) return;
    copies++;
    if (measuring) samples_add(&copy, now - stamp);
    if (++posts[number].copies != members) return;
    complete++;
    if (measuring) samples_add(&last, now - posts[number].sent);
    if (window) send_next();
}

static void on_ok(Session *s, unsigned id, Slice frame) {
    (void)s;
    (void)id;
    (void)frame;
    acked++;
}

static bool settled(void) { return complete == sent && acked == sent; }

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
    if (!net_until(settled, 20)) live_missing(sent * members - copies);

    report_begin(per_second > 0 ? "room_rate" : "room_sat");
    report_int("n", members);
    report_real("rate", per_second, 1);
    report_int("window", in_flight);
    report_int("msgs_complete", whole);
    report_int("deliveries", got);
    report_int("unanswered", sent - acked);
    report_real("sec", m.seconds, 2);
    report_real("deliv_per_s", (double)got / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_us_per_copy", m.server * 1e6 / (double)got, 2);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("copy", &copy);
    report_samples("last", &last);
    bool good = live_report_faults() && sent == acked;
    report_end();
    return good;
}

bool scenario_room(Arguments a) {
    members = (int)argument(a, 0, 100);
    double per_second = argument(a, 1, 1000) / members, rated = argument(a, 2, 12);
    int in_flight = (int)argument(a, 3, 4);
    double saturated = argument(a, 4, 7);
    posts = calloc(MOST, sizeof *posts);
    sessions = live_sessions(0, members);
    room = seed_room(members)->id;
    hooks.event = on_event;
    hooks.ok = on_ok;
    live_open_all(sessions, members, opening_at_once);
    net_quiesce(0.5, 10);
    bool good = true;
    if (per_second > 0 && rated > 0) good &= measure(rated, per_second, 0);
    if (in_flight > 0 && saturated > 0) good &= measure(saturated, 0, in_flight);
    live_close_all(sessions, members);
    return good;
}
