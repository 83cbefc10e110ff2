/// Participants of voice calls: plain RTP, or WebRTC with ICE, DTLS and SRTP. See README.md.
#define _GNU_SOURCE
#include "hear.h"
#include "meet.h"
#include "party.h"
#include "secure.h"
#include "speak.h"
#include "stats.h"
#include "wire.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

static const uint64_t MILLISECOND = 1000000;
static double warm = 3, measured = 10, patience = 60;
static const char *label = "", *pem, *profiles = "SRTP_AEAD_AES_128_GCM:SRTP_AES128_CM_SHA1_80";
static int port;

static void usage(void) {
    fprintf(stderr,
            "PLAN | rtpload: the plan's last line is `go`\n"
            "  -k PIDS    of the server, whose CPU is counted     -L LABEL   of the report\n"
            "  -w s  -t s warm up (3), measure (10)               -c s       to wait for all to connect (60)\n"
            "  -e PEM     certificate and key of all participants -g NAMES   SRTP profiles, by OpenSSL\n"
            "  -b PORT    to be bound (any)                       -n N       decipher one packet in N (50)\n"
            "of the marked participants:\n"
            "  -l FILE    logs what they send                     -q %%  -Q ms  loss, jitter   -H s:ms  a stall, then\n");
    exit(2);
}

static void options(int count, char **words) {
    for (int o; (o = getopt(count, words, "k:w:t:c:e:g:b:n:l:q:Q:H:L:")) > 0;) switch (o) {
        case 'k': server_pids(optarg); break;
        case 'w': warm = atof(optarg); break;
        case 't': measured = atof(optarg); break;
        case 'c': patience = atof(optarg); break;
        case 'e': pem = optarg; break;
        case 'g': profiles = optarg; break;
        case 'b': port = atoi(optarg); break;
        case 'n': hear_sample = atoi(optarg); break;
        case 'l': speak_log = fopen(optarg, "w"); break;
        case 'q': network.loss = atof(optarg); break;
        case 'Q': network.jitter = atoi(optarg); break;
        case 'H': sscanf(optarg, "%lf:%lf", &network.stall_at, &network.stall_ms); break;
        case 'L': label = optarg; break;
        default: usage();
        }
    if (hear_sample < 1 || network.jitter > 1000) usage();
}

/// Takes whole lines of the plan as they come; true when it has ended.
static bool read_plan(void) {
    static char text[1 << 16];
    static size_t have;
    ssize_t n = read(0, text + have, sizeof text - 1 - have);
    if (n == 0) return true;
    if (n < 0) return false;
    have += (size_t)n;
    char *line = text, *end;
    while ((end = memchr(line, '\n', have - (size_t)(line - text)))) {
        *end = 0;
        if (!strcmp(line, "go")) return true;
        plan_line(line);
        line = end + 1;
    }
    have -= (size_t)(line - text);
    memmove(text, line, have);
    return false;
}

enum { EVENTS = 256 };
/// What there is to wait for, besides sockets.
static int all, timer, plan;

static void watch(int file, void *what) {
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = what};
    epoll_ctl(all, EPOLL_CTL_ADD, file, &e);
}

/// Opens the sockets of participants that came with the last lines.
static void open_sockets(void) {
    static int known;
    for (; known < party_count; known++)
        if (parties[known]->from.sin_family) watch(wire_own(parties[known]), parties[known]);
}

static void set_up(void) {
    all = epoll_create1(EPOLL_CLOEXEC), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct itimerspec each = {{0, (long)MILLISECOND}, {0, (long)MILLISECOND}};
    timerfd_settime(timer, 0, &each, NULL);
    fcntl(0, F_SETFL, O_NONBLOCK);
    watch(timer, &timer);
    watch(0, &plan);
    wire_open(port);
}

static Meter meter;
static long sent_before;
static double worst_lateness;

static void begin_to_measure(void) {
    hear_counts = true;
    sent_before = wire_sent;
    worst_lateness = 0;
    meter_start(&meter);
}

static void report(void) {
    int ready = 0;
    for (int i = 0; i < party_count; i++) ready += parties[i]->stage == STAGE_READY;
    report_label = label;
    report_begin("media");
    report_int("participants", party_count);
    report_int("ready", ready);
    report_int("failed", meet_failed);
    report_real("seconds", meter.seconds, 3);
    report_int("sent", wire_sent - sent_before);
    report_int("send_errors", wire_errors);
    hear_report(meter.seconds);
    if (meet_times.count) report_samples("connect", &meet_times);
    report_int("consents", meet_consents);
    report_real("server_cpu_s", meter.server, 2);
    report_real("server_cores", meter.server / meter.seconds, 4);
    report_real("cpu_ms_per_participant_s", meter.server * 1000 / meter.seconds / party_count, 4);
    report_int("rss_kb", server_rss_kb());
    report_real("gen_cores", meter.own / meter.seconds, 3);
    report_real("gen_late_max_ms", worst_lateness, 2);
    report_end();
}

/// What the program does by the clock; true when it is over.
static bool advance(bool planned) {
    static uint64_t began, connected, deadline;
    uint64_t now = now_ns();
    if (!began) began = now;
    static uint64_t tick;
    for (; began + tick * MILLISECOND <= now; tick++) {
        double lateness = (double)(now - began - tick * MILLISECOND) / 1e6;
        if (lateness > worst_lateness) worst_lateness = lateness;
        meet_tick(tick);
        speak_tick(tick);
        wire_flush();
    }
    if (!planned) return false;
    if (!deadline) deadline = now + (uint64_t)(patience * 1e9);
    if (!connected && (meet_done() || now > deadline)) {
        connected = now;
        for (int i = 0; i < party_count; i++)
            if (!parties[i]->webrtc && !parties[i]->voice) speak_once(parties[i]);
    }
    if (!connected) return false;
    if (hear_counts) return now - meter.began >= (uint64_t)(measured * 1e9);
    if (now - connected >= (uint64_t)(warm * 1e9)) begin_to_measure();
    return false;
}

int main(int count, char **words) {
    options(count, words);
    if (pem) secure_setup(pem, profiles);
    srand48(12345);
    set_up();
    bool planned = false;
    struct epoll_event events[EVENTS];
    while (!advance(planned)) {
        int n = epoll_wait(all, events, EVENTS, 100);
        for (int i = 0; i < n; i++) {
            void *what = events[i].data.ptr;
            uint64_t times;
            if (what == &timer) {
                (void)!read(timer, &times, sizeof times);
                // Not waited for: that would be a system call for every few packets, and a waking for the server to pay.
                wire_receive(NULL, hear);
            }
            else if (what != &plan) wire_receive(what, hear);
            else if ((planned = read_plan())) epoll_ctl(all, EPOLL_CTL_DEL, 0, NULL);
        }
        open_sockets();
    }
    meter_stop(&meter);
    report();
    return meet_failed != 0;
}
