/// liveload: how much a Confab server does for how little. One process, one thread, one JSON object per measurement.
#include "live.h"
#include "net.h"
#include "scenario.h"
#include "seed.h"
#include "stats.h"
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int opening_at_once = 30;
const char *password = "benchmark password";

static const struct {
    const char *name, *arguments;
    bool (*run)(Arguments);
} scenarios[] = {
    {"idle", "[N=1000] [HOLD_S=5]", scenario_idle},
    {"pairs", "[WINDOW=4] [SATURATED_S=7] [PER_SECOND=1000] [RATE_S=10] [PAIRS=500]", scenario_pairs},
    {"room", "[N=100] [COPIES_PER_SECOND=1000] [RATE_S=12] [WINDOW=4] [SATURATED_S=7]", scenario_room},
    {"presence", "[CHANGES=30] [GAP_S=0.4] [WATCHERS=500]", scenario_presence},
    {"resume", "[N=500] [ROUNDS=3] [MISSED=5]", scenario_resume},
    {"signin", "[N=20] [AT_ONCE=2]", scenario_signin},
    {"history", "[PAGES=2000] [LIMIT=50] [AT_ONCE=8]", scenario_history},
    {"storm", "[N=3000] [BYSTANDERS_PER_SECOND=200]", scenario_storm},
    {"slow", "[N=100] [SECONDS=20] [COPIES_PER_SECOND=20000]", scenario_slow},
};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

double argument(Arguments a, int index, double otherwise) {
    return index < a.count ? atof(a.values[index]) : otherwise;
}

static int usage(void) {
    fprintf(stderr, "liveload -p PORT -d SEED_FOLDER [-H ADDRESS] [-t] [-k PID[,PID]] [-L LABEL] [-c AT_ONCE]\n"
                    "         [-b TEXT_BYTES] [-P PASSWORD] SCENARIO [ARGUMENT...]\n");
    for (int i = 0; i < SCENARIOS; i++) fprintf(stderr, "  %s %s\n", scenarios[i].name, scenarios[i].arguments);
    return 2;
}

int main(int argc, char **argv) {
    const char *address = "127.0.0.1", *folder = NULL;
    int port = 0, option;
    bool tls = false;
    while ((option = getopt(argc, argv, "+H:p:d:tk:L:c:b:P:")) != -1) {
        switch (option) {
        case 'H': address = optarg; break;
        case 'p': port = atoi(optarg); break;
        case 'd': folder = optarg; break;
        case 't': tls = true; break;
        case 'k': server_pids(optarg); break;
        case 'L': report_label = optarg; break;
        case 'c': opening_at_once = atoi(optarg); break;
        case 'b': text_padding = atoi(optarg); break;
        case 'P': password = optarg; break;
        default: return usage();
        }
    }
    if (optind >= argc || !port || !folder || text_padding < 0 || text_padding > 3000) return usage();
    signal(SIGPIPE, SIG_IGN);
    seed_load(folder);
    net_setup(address, port, tls);
    Arguments a = {argc - optind - 1, argv + optind + 1};
    for (int i = 0; i < SCENARIOS; i++)
        if (strcmp(argv[optind], scenarios[i].name) == 0) return scenarios[i].run(a) ? 0 : 1;
    return usage();
}
