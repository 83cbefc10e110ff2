#define _GNU_SOURCE
#include "wire.h"
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 256, LARGEST = 1600, BATCHES = 32, ALONE = 4, FIRST = 127 << 24 | 64 << 16 };

long wire_sent, wire_errors;
static int fd;

typedef struct Slot {
    uint8_t bytes[LARGEST], control[128];
    struct iovec part;
    struct sockaddr_in from;
} Slot;
static Slot out[BATCH], in[BATCH];
static struct mmsghdr out_heads[BATCH], in_heads[BATCH];
static int waiting;

static int open_socket(const struct sockaddr_in *address, int size) {
    int on = 1, made = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (setsockopt(made, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size))
        setsockopt(made, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(made, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    if (!bind(made, (const struct sockaddr *)address, sizeof *address)) return made;
    perror("bind");
    exit(1);
}

void wire_open(int port) {
    int on = 1;
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    fd = open_socket(&any, 32 << 20);
    setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
}

int wire_own(Party *p) { return p->fd = open_socket(&p->from, 1 << 20); }

void wire_flush(void) {
    for (int done = 0; done < waiting;) {
        int n = sendmmsg(fd, out_heads + done, (unsigned)(waiting - done), 0);
        if (n > 0) wire_sent += n, done += n;
        else if (errno != EINTR) wire_errors++, done++;
    }
    waiting = 0;
}

static void send_alone(Party *p, const uint8_t *bytes, int count) {
    if (sendto(p->fd, bytes, (size_t)count, 0, (struct sockaddr *)&p->to, sizeof p->to) == count) wire_sent++;
    else wire_errors++;
}

void wire_send(Party *p, const uint8_t *bytes, int count) {
    if (p->fd) {
        send_alone(p, bytes, count);
        return;
    }
    if (waiting == BATCH) wire_flush();
    Slot *s = &out[waiting];
    struct msghdr *h = &out_heads[waiting++].msg_hdr;
    memcpy(s->bytes, bytes, (size_t)count);
    s->part = (struct iovec){s->bytes, (size_t)count};
    *h = (struct msghdr){&p->to, sizeof p->to, &s->part, 1, s->control, CMSG_SPACE(sizeof(struct in_pktinfo)), 0};
    struct cmsghdr *c = CMSG_FIRSTHDR(h);
    struct in_pktinfo from = {.ipi_spec_dst.s_addr = htonl(FIRST + (uint32_t)p->id)};
    *c = (struct cmsghdr){CMSG_LEN(sizeof from), IPPROTO_IP, IP_PKTINFO};
    memcpy(CMSG_DATA(c), &from, sizeof from);
}

/// Whom it is for, unless that is known, and when it came.
static Party *addressee(struct msghdr *h, Party *p, uint64_t *at) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(h); c; c = CMSG_NXTHDR(h, c)) {
        if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo to;
            memcpy(&to, CMSG_DATA(c), sizeof to);
            uint32_t id = ntohl(to.ipi_addr.s_addr) - FIRST;
            if (id < (uint32_t)party_count) p = parties[id];
        } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
            struct timespec t;
            memcpy(&t, CMSG_DATA(c), sizeof t);
            *at = (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
        }
    }
    return p;
}

static int receive_batch(Party *owner, int count, void (*take)(Party *p, uint8_t *bytes, int count, uint64_t at)) {
    for (int i = 0; i < count; i++) {
        Slot *s = &in[i];
        s->part = (struct iovec){s->bytes, LARGEST};
        in_heads[i].msg_hdr = (struct msghdr){&s->from, sizeof s->from, &s->part, 1, s->control, sizeof s->control, 0};
    }
    int n = recvmmsg(owner ? owner->fd : fd, in_heads, (unsigned)count, MSG_DONTWAIT, NULL);
    for (int i = 0; i < n; i++) {
        uint64_t at = 0;
        Party *p = addressee(&in_heads[i].msg_hdr, owner, &at);
        if (p) take(p, in[i].bytes, (int)in_heads[i].msg_len, at);
    }
    return n;
}

void wire_receive(Party *owner, void (*take)(Party *p, uint8_t *bytes, int count, uint64_t at)) {
    int batch = owner ? ALONE : BATCH;
    for (int round = 0; round < BATCHES; round++)
        if (receive_batch(owner, batch, take) < batch) return;
}
