/// mailload: brings mails to a server by SMTP or LMTP on several connections at once. One thread, one line of JSON.
#define _GNU_SOURCE
#include "letters.h"
#include "stats.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 200, ENVELOPE = 1200 };

typedef enum { GREETING, HELLO, SENDER, RECIPIENT, GO_AHEAD, KEPT, BYE } Stage;

typedef struct Conn {
    int fd, number;
    Stage stage;
    const Mail *mail;
    int left; // mails that still go over this connection
    size_t sent; // of the content
    uint64_t ended; // when the content was out
    char in[4096];
    size_t have;
} Conn;

static Conn conns[MOST];
static int epoll_fd, port, at_once = 1, each, open_count;
static bool lmtp;
static size_t next_mail, kept, refused, broken;
static Samples waits;
static const char ending[] = ".\r\n";

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static void watch(Conn *c, int operation, uint32_t events) {
    struct epoll_event e = {.events = events, .data.ptr = c};
    epoll_ctl(epoll_fd, operation, c->fd, &e);
}

/// Each from an address of its own, as different servers would be.
static void dial(Conn *c) {
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + (unsigned)c->number)};
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(c->fd, (struct sockaddr *)&own, sizeof own) < 0) fail("bind");
    if (connect(c->fd, (struct sockaddr *)&peer, sizeof peer) < 0) fail("connect");
    c->stage = GREETING;
    c->have = 0;
    c->left = each ? each : -1;
    open_count++;
    watch(c, EPOLL_CTL_ADD, EPOLLIN);
}

static void hang_up(Conn *c) {
    close(c->fd);
    c->fd = -1;
    open_count--;
}

static void say(Conn *c, const char *text) {
    if (send(c->fd, text, strlen(text), MSG_NOSIGNAL) < 0) broken++;
}

/// The next mail's envelope in one go (RFC 2920), or the farewell.
static void begin(Conn *c) {
    char text[ENVELOPE];
    if (next_mail == mail_count || c->left == 0) {
        c->stage = BYE;
        return say(c, "QUIT\r\n");
    }
    c->left--;
    c->mail = &mails[next_mail++];
    snprintf(text, sizeof text, "MAIL FROM:<%s> SIZE=%zu\r\nRCPT TO:<%s>\r\nDATA\r\n", c->mail->from, c->mail->count, c->mail->to);
    c->stage = SENDER;
    c->sent = 0;
    say(c, text);
}

static void put_content(Conn *c) {
    const size_t whole = c->mail->count, all = whole + sizeof ending - 1;
    while (c->sent < all) {
        const bool last = c->sent >= whole;
        const char *from = last ? ending + (c->sent - whole) : c->mail->bytes + c->sent;
        ssize_t n = send(c->fd, from, last ? all - c->sent : whole - c->sent, MSG_NOSIGNAL | MSG_DONTWAIT | (last ? 0 : MSG_MORE));
        if (n < 0) {
            if (errno == EAGAIN) return watch(c, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            broken++;
            return;
        }
        c->sent += (size_t)n;
    }
    c->ended = now_ns();
    watch(c, EPOLL_CTL_MOD, EPOLLIN);
}

static void reply(Conn *c, int code, const char *line) {
    const bool positive = code < 400;
    switch (c->stage) {
    case GREETING:
        c->stage = HELLO;
        return say(c, lmtp ? "LHLO mx.outside.example\r\n" : "EHLO mx.outside.example\r\n");
    case HELLO: return begin(c);
    case SENDER: c->stage = positive ? RECIPIENT : c->stage; break;
    case RECIPIENT: c->stage = positive ? GO_AHEAD : c->stage; break;
    case GO_AHEAD:
        c->stage = KEPT;
        if (code == 354) return put_content(c);
        break;
    case KEPT:
        samples_add(&waits, now_ns() - c->ended);
        if (positive) kept++;
        break;
    case BYE:
        hang_up(c);
        if (next_mail < mail_count) dial(c);
        return;
    }
    if (!positive) {
        refused++;
        fprintf(stderr, "%s\n", line);
        c->stage = BYE; // what was sent along with it is answered in vain
        return say(c, "QUIT\r\n");
    }
    if (c->stage == KEPT) begin(c);
}

static void receive(Conn *c) {
    ssize_t n = recv(c->fd, c->in + c->have, sizeof c->in - 1 - c->have, 0);
    if (n <= 0) {
        broken += c->stage != BYE;
        return hang_up(c);
    }
    c->have += (size_t)n;
    c->in[c->have] = 0;
    char *start = c->in, *end;
    while (c->fd >= 0 && (end = strstr(start, "\r\n"))) {
        *end = 0;
        if (end - start < 4 || start[3] != '-') reply(c, atoi(start), start);
        start = end + 2;
    }
    if (c->fd < 0 || c->stage == GREETING) return;
    c->have -= (size_t)(start - c->in);
    memmove(c->in, start, c->have);
}

static void run(void) {
    struct epoll_event events[MOST];
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < at_once; i++) {
        conns[i].number = i;
        dial(&conns[i]);
    }
    while (open_count) {
        int n = epoll_wait(epoll_fd, events, MOST, 60000);
        if (n <= 0) break;
        for (int i = 0; i < n; i++) {
            Conn *c = events[i].data.ptr;
            if (c->fd >= 0 && (events[i].events & EPOLLOUT)) put_content(c);
            if (c->fd >= 0 && (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))) receive(c);
        }
    }
}

static int usage(void) {
    fprintf(stderr, "mailload -p PORT [-c AT_ONCE=1] [-m MAILS_EACH=all] [-l] MAILS\n");
    return 2;
}

int main(int argc, char **argv) {
    int option;
    while ((option = getopt(argc, argv, "p:c:m:l")) != -1) {
        switch (option) {
        case 'p': port = atoi(optarg); break;
        case 'c': at_once = atoi(optarg); break;
        case 'm': each = atoi(optarg); break;
        case 'l': lmtp = true; break;
        default: return usage();
        }
    }
    if (optind >= argc || !port || at_once < 1 || at_once > MOST) return usage();
    signal(SIGPIPE, SIG_IGN);
    letters_load(argv[optind]);
    Meter meter;
    meter_start(&meter);
    run();
    meter_stop(&meter);
    report_begin("in");
    report_int("kept", (long)kept);
    report_int("refused", (long)refused);
    report_int("lost", (long)(mail_count - kept - refused));
    report_int("broken", (long)broken);
    report_real("seconds", meter.seconds, 4);
    report_real("gen_cpu_s", meter.own, 3);
    report_samples("", &waits);
    report_end();
    return kept == mail_count ? 0 : 1;
}
