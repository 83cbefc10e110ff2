#include "speak.h"
#include "secure.h"
#include "wire.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LARGEST = 1600, STAMPS = 960, LATER = 1024 };

Network network;
FILE *speak_log;

typedef struct Late {
    struct Late *next;
    Party *party;
    int count;
    uint8_t bytes[];
} Late;
/// By the millisecond when they go out, in order.
static Late *late[LATER], **late_end[LATER];
/// The talkers by the millisecond of their frames, and how many participants have been looked at.
static Party *talkers[20][PARTIES];
static int talker_count[20], known;

static void put32(uint8_t *to, uint32_t value) {
    for (int i = 0; i < 4; i++) to[i] = (uint8_t)(value >> (24 - 8 * i));
}

/// The header with its one-byte extensions (RFC 8285): the level (RFC 6464) and the mid (RFC 8843).
static int header(Party *p, uint8_t *b, int level) {
    b[0] = 0x80;
    b[1] = p->payload_type;
    b[2] = (uint8_t)(p->sequence >> 8);
    b[3] = (uint8_t)p->sequence;
    put32(b + 4, p->stamp);
    put32(b + 8, p->ssrc);
    if (!p->level_id && !p->mid_id) return 12;
    int at = 16;
    if (p->level_id) {
        b[at++] = (uint8_t)(p->level_id << 4);
        b[at++] = (uint8_t)(level | (level < 60 ? 0x80 : 0));
    }
    if (p->mid_id) {
        size_t length = strlen(p->mid);
        b[at++] = (uint8_t)(p->mid_id << 4 | (length - 1));
        memcpy(b + at, p->mid, length);
        at += (int)length;
    }
    while (at & 3) b[at++] = 0;
    b[0] |= 0x10;
    memcpy(b + 12, (uint8_t[4]){0xbe, 0xde, 0, (uint8_t)((at - 16) / 4)}, 4);
    return at;
}

static void delay(Party *p, const uint8_t *bytes, int count, uint64_t tick) {
    Late *l = malloc(sizeof *l + (size_t)count);
    *l = (Late){NULL, p, count};
    memcpy(l->bytes, bytes, (size_t)count);
    uint64_t slot = (tick + (uint64_t)(drand48() * network.jitter)) % LATER;
    if (!late[slot]) late_end[slot] = &late[slot];
    *late_end[slot] = l;
    late_end[slot] = &l->next;
}

static void send_due(uint64_t tick) {
    Late *l = late[tick % LATER];
    late[tick % LATER] = NULL;
    while (l) {
        Late *next = l->next;
        wire_send(l->party, l->bytes, l->count);
        free(l);
        l = next;
    }
}

static void send_frame(Party *p, const Frame *f, uint64_t tick) {
    static const uint8_t silence[3] = {0xf8, 0xff, 0xfe};
    uint8_t bytes[LARGEST];
    int n = header(p, bytes, f->level);
    memcpy(bytes + n, f->count ? f->bytes : silence, f->count ? f->count : 3);
    n += f->count ? f->count : 3;
    if (p->webrtc) n = secure_protect(p, bytes, n);
    if (p->marked && speak_log) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        fprintf(speak_log, "%d %u %ld %lld\n", p->id, p->sequence, p->frame - 1, (long long)t.tv_sec * 1000000000 + t.tv_nsec);
    }
    p->sequence++;
    if (p->marked && drand48() * 100 < network.loss) return;
    if (p->marked && network.jitter) delay(p, bytes, n, tick);
    else wire_send(p, bytes, n);
}

static void speak(Party *p, uint64_t tick) {
    const Frame *f = &p->voice->frames[p->still ? 0 : (p->offset + p->frame) % p->voice->count];
    p->frame++;
    send_frame(p, f, tick);
    p->stamp += STAMPS;
}

void speak_once(Party *p) {
    static const Frame silent = {.level = 127};
    send_frame(p, &silent, 0);
}

void speak_tick(uint64_t tick) {
    double now = (double)tick / 1000;
    bool stalled = network.stall_ms > 0 && now >= network.stall_at && now < network.stall_at + network.stall_ms / 1000;
    for (; known < party_count; known++)
        if (parties[known]->voice) talkers[parties[known]->phase][talker_count[parties[known]->phase]++] = parties[known];
    for (int i = 0; i < talker_count[tick % 20]; i++) {
        Party *p = talkers[tick % 20][i];
        if (p->stage != STAGE_READY) continue;
        if (p->marked && stalled) {
            p->held++;
            continue;
        }
        for (; p->held; p->held--) speak(p, tick);
        speak(p, tick);
    }
    if (network.jitter) send_due(tick);
}
