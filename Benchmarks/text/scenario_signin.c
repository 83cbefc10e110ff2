/// Signing in with address and password, then the live connection with the cookie that came of it.
#include "http.h"
#include "live.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Session *sessions;
static HTTP *clients;
static long under_way, signed_in, refused;
static Samples until_signed_in, until_ready;

static void on_ready(Session *s) {
    samples_add(&until_ready, now_ns() - clients[s->number].began);
    signed_in++;
    under_way--;
}

static void on_answer(HTTP *h, int status, Slice head, Slice body) {
    samples_add(&until_signed_in, now_ns() - h->began);
    char *cookie = strndup(head.start, head.count), *start = strstr(cookie, "confab_session=");
    if (status == 201 && start) {
        start[strcspn(start, ";\r")] = 0;
        sessions[h->number].cookie = start;
        http_close(h);
        live_open(&sessions[h->number]);
        return;
    }
    if (++refused < 4) fprintf(stderr, "sign-in answered %d: %.*s\n", status, (int)body.count, body.start);
    under_way--;
    http_close(h);
}

static void begin(int i) {
    char json[512];
    clients[i].answered = on_answer;
    clients[i].number = i;
    under_way++;
    http_open(&clients[i]);
    snprintf(json, sizeof json, "{\"address\":\"%s\",\"password\":\"%s\"}", people[i].address, password);
    http_request(&clients[i], "POST", "/api/v1/session", "", json);
}

bool scenario_signin(Arguments a) {
    int n = (int)argument(a, 0, 20), at_once = (int)argument(a, 1, 2);
    sessions = live_sessions(0, n);
    clients = calloc((size_t)n, sizeof *clients);
    hooks.ready = on_ready;
    uint64_t deadline = now_ns() + 120000000000u;
    Meter m;
    meter_start(&m);
    for (int next = 0; (next < n || under_way) && now_ns() < deadline;) {
        while (next < n && under_way < at_once) begin(next++);
        net_poll(5000000);
    }
    meter_stop(&m);

    report_begin("signin");
    report_int("n", n);
    report_int("at_once", at_once);
    report_int("signed_in", signed_in);
    report_int("not_signed_in", n - signed_in);
    report_real("sec", m.seconds, 2);
    report_real("cpu_ms_per_signin", m.server * 1e3 / n, 2);
    report_samples("signed_in", &until_signed_in);
    report_samples("ready", &until_ready);
    bool good = live_report_faults() && signed_in == n;
    report_end();
    live_close_all(sessions, n);
    return good;
}
