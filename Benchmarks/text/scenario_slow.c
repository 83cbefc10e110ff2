/// One member of a group stops reading for a while. The others must not notice, the server must not keep what it
/// cannot send, and the member must get every event once and in order afterwards.
#include "http.h"
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdio.h>

enum { SMALL_BUFFER = 8192, PAGE = 200 };

static Session *sessions, *sleeper;
static const char *room;
static int members;
static long sent, acked, gaps, farewells, passed_over, fetched, fetch_from, fetch_to, wrong;
static Samples latency;

static void on_event(const Event *e) {
    uint64_t stamp;
    long number;
    if (e->session != sleeper && live_stamp(e->text, &stamp, &number)) samples_add(&latency, now_ns() - stamp);
}

static void on_ok(Session *s, unsigned id, Slice frame) {
    (void)s;
    (void)id;
    (void)frame;
    acked++;
}

static void on_gap(Session *s, Cursor *c, long to) {
    if (s != sleeper) {
        faults.lost += to - c->seq;
        return;
    }
    if (gaps++ == 0) fetch_from = c->seq + 1;
    fetch_to = to;
    passed_over += to - c->seq;
}

static void on_closed(Session *s) {
    if (s != sleeper || s->ending) return;
    faults.dropped--;
    farewells++;
}

static long head_seq(void) { return live_cursor(sessions, room, 13)->seq; }
static bool all_acked(void) { return acked == sent; }

static bool caught_up(void) {
    if (sleeper->phase == SESSION_OFF) live_open(sleeper);
    return live_cursor(sleeper, room, 13)->seq >= head_seq();
}

/// Sends for that long; gives the largest memory seen.
static long drive(double seconds, double per_second) {
    uint64_t now = now_ns(), end = now + (uint64_t)(seconds * 1e9), next = now, look = now;
    long most = server_rss_kb();
    while ((now = now_ns()) < end) {
        for (; next <= now; next += (uint64_t)(1e9 / per_second), sent++)
            live_message(&sessions[sent % (members - 1)], room, sent);
        if (now > look) {
            long rss = server_rss_kb();
            most = rss > most ? rss : most;
            look = now + 200000000;
        }
        now = now_ns();
        net_poll(next > now ? next - now : 0);
    }
    return most;
}

static void on_page(HTTP *h, int status, Slice head, Slice body) {
    (void)head;
    Walk w = json_walk(json_get(body, "events"));
    Slice event;
    if (status != 200) wrong++;
    while (json_item(&w, &event) && h->number < fetch_to) {
        if (json_long(json_get(event, "seq")) != h->number + 1) wrong++;
        h->number++;
        fetched++;
    }
}

/// Gets by pages what a gap has passed over.
static void fetch_gap(void) {
    HTTP h = {.answered = on_page, .number = fetch_from - 1};
    char path[256], credential[1024];
    snprintf(credential, sizeof credential, "Authorization: Bearer %s\r\n", people[sleeper->person].token);
    http_open(&h);
    uint64_t deadline = now_ns() + 20000000000u;
    while (h.number < fetch_to && !wrong && now_ns() < deadline) {
        snprintf(path, sizeof path, "/api/v1/conversations/%s/events?after=%ld&limit=%d", room, h.number, PAGE);
        http_request(&h, "GET", path, credential, NULL);
        while (h.busy && now_ns() < deadline) net_poll(5000000);
    }
    http_close(&h);
    if (fetched < passed_over) live_missing(passed_over - fetched);
}

bool scenario_slow(Arguments a) {
    members = (int)argument(a, 0, 100);
    double seconds = argument(a, 1, 20), per_second = argument(a, 2, 20000) / members;
    text_padding = (int)argument(a, 3, 2000);
    room = seed_room(members)->id;
    sessions = live_sessions(0, members);
    sleeper = &sessions[members - 1];
    sleeper->conn.receive_buffer = SMALL_BUFFER;
    hooks = (Hooks){.event = on_event, .ok = on_ok, .gap = on_gap, .closed = on_closed};
    live_open_all(sessions, members, opening_at_once);
    net_quiesce(0.5, 10);
    long before = drive(4, per_second);
    double calm = samples_ms(&latency, 0.99);
    samples_clear(&latency);
    long asleep_at = live_cursor(sleeper, room, 13)->seq;
    conn_pause(&sleeper->conn, true);
    long most = drive(seconds, per_second);
    if (!net_until(all_acked, 20)) live_missing(sent - acked);
    conn_pause(&sleeper->conn, false);
    Meter m;
    meter_start(&m);
    if (!net_until(caught_up, 30)) live_missing(head_seq() - live_cursor(sleeper, room, 13)->seq);
    meter_stop(&m);
    if (gaps) fetch_gap();

    report_begin("slow");
    report_int("n", members);
    report_real("asleep_s", seconds, 1);
    report_real("rate", per_second, 0);
    report_int("behind", head_seq() - asleep_at);
    report_int("behind_kb", (head_seq() - asleep_at) * (text_padding + 200) / 1024);
    report_int("rss_before_kb", before);
    report_int("rss_growth_kb", most - before);
    report_real("calm_p99_ms", calm, 3);
    report_samples("others", &latency);
    report_real("catch_up_s", m.seconds, 3);
    report_int("gaps", gaps);
    report_int("fetched", fetched);
    report_int("farewells", farewells);
    report_int("wrong", wrong);
    report_real("sec", seconds, 2);
    bool good = live_report_faults() && wrong == 0;
    report_end();
    live_close_all(sessions, members);
    return good;
}
