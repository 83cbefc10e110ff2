/// xmppload: the work of `liveload` asked of an XMPP server. One process, one thread, one JSON object per measurement.
#include "net.h"
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int opening_at_once = 30;

static const struct {
    const char *name, *arguments;
    bool (*run)(Arguments);
} scenarios[] = {
    {"register", "[N=1001]", xmpp_register},
    {"star", "[N=501]: account 0 and all others become contacts", xmpp_star},
    {"idle", "[N=900] [HOLD_S=5]", xmpp_idle},
    {"login", "[N=400]", xmpp_login},
    {"pairs", "[WINDOW=4] [SATURATED_S=7] [PER_SECOND=1000] [RATE_S=10] [PAIRS=500]", xmpp_pairs},
    {"room", "[N=100] [COPIES_PER_SECOND=1000] [RATE_S=12] [WINDOW=4] [SATURATED_S=7]", xmpp_room},
    {"presence", "[CHANGES=30] [GAP_S=0.4] [WATCHERS=500]", xmpp_presence},
    {"history", "[PAGES=400] [LIMIT=50] [AT_ONCE=8] [FILL=500]", xmpp_history},
};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

double argument(Arguments a, int index, double otherwise) {
    return index < a.count ? atof(a.values[index]) : otherwise;
}

static int usage(void) {
    fprintf(stderr, "xmppload -p PORT [-H ADDRESS] [-t] [-k PID[,PID]] [-L LABEL] [-c AT_ONCE] [-b TEXT_BYTES]\n"
                    "         [-u PREFIX] [-P PASSWORD] [-R: neither roster nor presence] SCENARIO [ARGUMENT...]\n");
    for (int i = 0; i < SCENARIOS; i++) fprintf(stderr, "  %s %s\n", scenarios[i].name, scenarios[i].arguments);
    return 2;
}

int main(int argc, char **argv) {
    const char *address = "127.0.0.1";
    int port = 0, option;
    bool tls = false;
    while ((option = getopt(argc, argv, "+H:p:tk:L:c:b:u:P:R")) != -1) {
        switch (option) {
        case 'H': address = optarg; break;
        case 'p': port = atoi(optarg); break;
        case 't': tls = true; break;
        case 'k': server_pids(optarg); break;
        case 'L': report_label = optarg; break;
        case 'c': opening_at_once = atoi(optarg); break;
        case 'b': xmpp_padding = atoi(optarg); break;
        case 'u': xmpp_options.prefix = optarg; break;
        case 'P': xmpp_options.password = optarg; break;
        case 'R': xmpp_options.roster = false; break;
        default: return usage();
        }
    }
    if (optind >= argc || !port || xmpp_padding < 0 || xmpp_padding > 3000) return usage();
    signal(SIGPIPE, SIG_IGN);
    net_setup(address, port, tls);
    Arguments a = {argc - optind - 1, argv + optind + 1};
    for (int i = 0; i < SCENARIOS; i++)
        if (strcmp(argv[optind], scenarios[i].name) == 0) return scenarios[i].run(a) ? 0 : 1;
    return usage();
}
