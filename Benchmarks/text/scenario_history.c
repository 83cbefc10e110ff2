/// Pages of a long conversation, at random places, several at once.
#include "http.h"
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdio.h>
#include <stdlib.h>

static Talk *talk;
static long head_seq = -1, pages, page_goal, started, wrong, bytes;
static int limit;
static uint64_t random_state = 88172645463325252u;
static Samples latency;

/// Xorshift: the same places in every run.
static uint64_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    return random_state ^= random_state << 17;
}

static void ask(HTTP *h, const char *query) {
    char path[512], credential[1024];
    snprintf(path, sizeof path, "/api/v1/conversations/%s/events?%s", talk->id, query);
    snprintf(credential, sizeof credential, "Authorization: Bearer %s\r\n", (const char *)h->owner);
    http_request(h, "GET", path, credential, NULL);
}

static void ask_page(HTTP *h) {
    char query[96];
    if (started >= page_goal) return;
    started++;
    h->number = limit + 1 + (long)(next_random() % (uint64_t)(head_seq - limit + 1));
    snprintf(query, sizeof query, "before=%ld&limit=%d", h->number, limit);
    ask(h, query);
}

/// True when the page holds every event just before the one asked for, in order.
static bool page_right(const HTTP *h, Slice body) {
    Walk w = json_walk(json_get(body, "events"));
    Slice event;
    long seq = h->number - limit;
    while (json_item(&w, &event))
        if (json_long(json_get(event, "seq")) != seq++) return false;
    return seq == h->number;
}

static void on_page(HTTP *h, int status, Slice head, Slice body) {
    (void)head;
    samples_add(&latency, now_ns() - h->began);
    pages++;
    bytes += (long)body.count;
    if ((status != 200 || !page_right(h, body)) && ++wrong < 4)
        fprintf(stderr, "page before %ld: %d %.*s\n", h->number, status, (int)(body.count < 300 ? body.count : 300),
                body.start);
    ask_page(h);
}

static void on_head(HTTP *h, int status, Slice head, Slice body) {
    (void)h;
    (void)head;
    if (status == 200) head_seq = json_long(json_get(body, "head"));
    else fprintf(stderr, "history: %d %.*s\n", status, (int)body.count, body.start);
}

static bool have_head(void) { return head_seq > 0; }
static bool all_pages(void) { return pages >= page_goal || http_dropped > 0; }

static void run(HTTP *h, int at_once, long goal) {
    pages = started = bytes = 0;
    page_goal = goal;
    samples_clear(&latency);
    for (int i = 0; i < at_once; i++) ask_page(&h[i]);
    net_until(all_pages, 120);
}

bool scenario_history(Arguments a) {
    long goal = (long)argument(a, 0, 2000);
    limit = (int)argument(a, 1, 50);
    int at_once = (int)argument(a, 2, 8);
    talk = seed_history();
    HTTP *h = calloc((size_t)at_once, sizeof *h);
    for (int i = 0; i < at_once; i++) {
        h[i].answered = on_head;
        h[i].owner = people[talk->members[i % talk->member_count]].token;
        http_open(&h[i]);
    }
    ask(h, "limit=1");
    if (!net_until(have_head, 10) || head_seq <= limit) return false;
    for (int i = 0; i < at_once; i++) h[i].answered = on_page;
    run(h, at_once, goal / 10 + 1);
    Meter m;
    meter_start(&m);
    run(h, at_once, goal);
    meter_stop(&m);

    report_begin("history");
    report_int("events", head_seq);
    report_int("pages", pages);
    report_int("page", limit);
    report_int("conc", at_once);
    report_int("kb_per_page", pages ? bytes / pages / 1024 : 0);
    report_real("sec", m.seconds, 2);
    report_real("pages_per_s", (double)pages / m.seconds, 0);
    report_real("srv_cpu_s", m.server, 2);
    report_real("cpu_ms_per_page", m.server * 1e3 / (double)pages, 3);
    report_real("gen_cpu_s", m.own, 2);
    report_samples("page", &latency);
    report_int("wrong", wrong);
    bool good = live_report_faults() && wrong == 0 && pages >= goal && http_dropped == 0;
    report_end();
    for (int i = 0; i < at_once; i++) http_close(&h[i]);
    return good;
}
