#define _GNU_SOURCE
#include "bystanders.h"
#include "live.h"
#include "seed.h"
#include "stats.h"
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// Seen by both processes.
static struct Board {
    volatile int phase, talking, over;
    Bystanding result[BYSTANDING_PHASES];
} *board;
static pid_t child;
static Session *sessions;
static Samples latency[BYSTANDING_PHASES];
static long sent, arrived, acked;
/// The number of the first message of each phase.
static long first_of_phase[BYSTANDING_PHASES];

static void on_event(const Event *e) {
    uint64_t stamp;
    long number;
    if (e->session->number % 2 == 0 || !live_stamp(e->text, &stamp, &number)) return;
    arrived++;
    int phase = BYSTANDING_PHASES - 1;
    while (phase > 0 && (!first_of_phase[phase] || number < first_of_phase[phase])) phase--;
    samples_add(&latency[phase], now_ns() - stamp);
}

static void on_ok(Session *s, unsigned id, Slice frame) {
    (void)s;
    (void)id;
    (void)frame;
    acked++;
}

static bool all_arrived(void) { return arrived >= sent && acked >= sent; }

static void talk(double per_second) {
    uint64_t next = now_ns(), now;
    int seen = 0;
    while (!board->over) {
        if (board->phase != seen) first_of_phase[seen = board->phase] = sent + 1;
        for (now = now_ns(); next <= now; next += (uint64_t)(1e9 / per_second)) {
            Session *s = &sessions[sent++ * 2 % BYSTANDERS];
            live_message(s, seed_pair(s->person / 2)->id, sent);
        }
        net_poll(next - now < 5000000 ? next - now : 5000000);
    }
}

static void live_apart(int first, double per_second) {
    net_renew();
    setpriority(PRIO_PROCESS, 0, -10);
    sessions = live_sessions(first, BYSTANDERS);
    hooks = (Hooks){.event = on_event, .ok = on_ok};
    live_open_all(sessions, BYSTANDERS, BYSTANDERS);
    board->talking = 1;
    talk(per_second);
    if (!net_until(all_arrived, 20)) live_missing(sent - arrived);
    for (int i = 0; i < BYSTANDING_PHASES; i++)
        board->result[i] = (Bystanding){samples_ms(&latency[i], 0.5), samples_ms(&latency[i], 0.99),
                                        samples_ms(&latency[i], 1), (long)latency[i].count};
    bool bad = faults.lost || faults.duplicated || faults.disordered || faults.refused || faults.dropped;
    _exit(bad ? 1 : 0);
}

void bystanders_start(int first, double per_second) {
    board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    child = fork();
    if (child == 0) live_apart(first, per_second);
    while (!board->talking && waitpid(child, NULL, WNOHANG) == 0) net_drain(0.01);
}

void bystanders_phase(int phase) { board->phase = phase; }

bool bystanders_stop(Bystanding result[BYSTANDING_PHASES]) {
    int status = 1;
    board->over = 1;
    if (waitpid(child, &status, 0) != child) return false;
    for (int i = 0; i < BYSTANDING_PHASES; i++) result[i] = board->result[i];
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

void report_bystanding(const char *name, const Bystanding *b) {
    const struct { const char *suffix; double value; } rows[] = {
        {"p50_ms", b->p50_ms}, {"p99_ms", b->p99_ms}, {"max_ms", b->max_ms}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char full[64];
        snprintf(full, sizeof full, "bystander_%s_%s", name, rows[i].suffix);
        report_real(full, rows[i].value, 3);
    }
}
