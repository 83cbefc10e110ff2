#include "meet.h"
#include "secure.h"
#include "stun.h"
#include "wire.h"

enum { AT_ONCE = 24, CONSENT_MS = 2500 };
static const uint64_t RETRY = 100000000, TIMER = 20000000, GIVE_UP = 15000000000;

Samples meet_times;
int meet_failed;
long meet_consents;
static int next, under_way;

static void check(Party *p) {
    uint8_t bytes[STUN_LARGEST];
    wire_send(p, bytes, stun_request(p, bytes));
}

static void settle(Party *p) {
    if (p->stage != STAGE_READY && p->stage != STAGE_FAILED) return;
    under_way--;
    if (p->stage == STAGE_FAILED) meet_failed++;
    else samples_add(&meet_times, now_ns() - p->began);
}

static void go_on(Party *p, uint64_t now) {
    if (now - p->began > GIVE_UP) {
        p->stage = STAGE_FAILED;
        settle(p);
    } else if (now < p->retry) {
        return;
    } else if (p->stage == STAGE_CHECKING) {
        p->retry = now + RETRY;
        check(p);
    } else {
        p->retry = now + TIMER;
        secure_continue(p, NULL, 0);
        settle(p);
    }
}

static void begin(uint64_t now) {
    while (next < party_count && under_way < AT_ONCE) {
        Party *p = parties[next++];
        if (!p->webrtc) continue;
        p->stage = STAGE_CHECKING;
        p->began = now;
        p->retry = now + RETRY;
        under_way++;
        check(p);
    }
}

void meet_tick(uint64_t tick) {
    uint64_t now = now_ns();
    begin(now);
    for (int i = 0; under_way && i < next; i++)
        if (parties[i]->stage == STAGE_CHECKING || parties[i]->stage == STAGE_HANDSHAKE) go_on(parties[i], now);
    for (int i = (int)(tick % CONSENT_MS); i < party_count; i += CONSENT_MS)
        if (parties[i]->webrtc && parties[i]->stage == STAGE_READY) check(parties[i]);
}

static void take_stun(Party *p, const uint8_t *bytes, int count) {
    uint8_t answer[STUN_LARGEST];
    int length = stun_answer(p, bytes, count, answer);
    if (length) wire_send(p, answer, length);
    else if (!stun_answers(p, bytes, count)) return;
    else if (p->stage == STAGE_READY) meet_consents++;
    else if (p->stage == STAGE_CHECKING) {
        p->stage = STAGE_HANDSHAKE;
        p->retry = now_ns() + TIMER;
        secure_begin(p);
        settle(p);
    }
}

void meet_take(Party *p, const uint8_t *bytes, int count) {
    if (bytes[0] < 4) take_stun(p, bytes, count);
    else if (p->stage == STAGE_HANDSHAKE) {
        secure_continue(p, bytes, count);
        settle(p);
    }
}

bool meet_done(void) { return next == party_count && !under_way; }
