#include "stun.h"
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <string.h>

enum { REQUEST = 1, SUCCESS = 0x101, MAPPED = 0x0020 };
enum { USERNAME = 0x0006, INTEGRITY = 0x0008, PRIORITY = 0x0024, USE_CANDIDATE = 0x0025 };
enum { FINGERPRINT = 0x8028, CONTROLLING = 0x802a };
enum { HEADER = 20, DIGEST = 20 };
static const uint8_t COOKIE[4] = {0x21, 0x12, 0xa4, 0x42};

static void put16(uint8_t *to, int value) {
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

static int put(uint8_t *bytes, int at, int type, const void *value, int count) {
    put16(bytes + at, type);
    put16(bytes + at + 2, count);
    memset(bytes + at + 4, 0, (size_t)(count + 3) & ~3u);
    memcpy(bytes + at + 4, value, (size_t)count);
    return at + 4 + ((count + 3) & ~3);
}

static uint32_t crc32(const uint8_t *bytes, int count) {
    static uint32_t table[256];
    if (!table[1])
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t c = i;
            for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
            table[i] = c;
        }
    uint32_t crc = ~0u;
    while (count--) crc = table[(crc ^ *bytes++) & 255] ^ crc >> 8;
    return ~crc;
}

/// The HMAC of what stands before the attribute at `at`, with the length as if the message ended with it.
static void sign(const char *password, const uint8_t *bytes, int at, uint8_t digest[DIGEST]) {
    uint8_t copy[1600];
    memcpy(copy, bytes, (size_t)at);
    put16(copy + 2, at + 4 + DIGEST - HEADER);
    HMAC(EVP_sha1(), password, (int)strlen(password), copy, (size_t)at, digest, NULL);
}

/// Writes what every message ends with; returns the length of all.
static int finish(const char *password, uint8_t *bytes, int n) {
    uint8_t digest[DIGEST], sum[4];
    sign(password, bytes, n, digest);
    n = put(bytes, n, INTEGRITY, digest, DIGEST);
    put16(bytes + 2, n + 8 - HEADER);
    uint32_t crc = crc32(bytes, n) ^ 0x5354554e;
    for (int i = 0; i < 4; i++) sum[i] = (uint8_t)(crc >> (24 - 8 * i));
    return put(bytes, n, FINGERPRINT, sum, 4);
}

static void start(uint8_t *bytes, int type, const uint8_t transaction[12]) {
    put16(bytes, type);
    memcpy(bytes + 4, COOKIE, 4);
    memcpy(bytes + 8, transaction, 12);
}

int stun_request(Party *p, uint8_t bytes[STUN_LARGEST]) {
    static const uint8_t priority[4] = {110, 0, 255, 255};
    uint8_t tie[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    RAND_bytes(p->transaction, 12);
    start(bytes, REQUEST, p->transaction);
    int n = put(bytes, HEADER, USERNAME, p->user, (int)strlen(p->user));
    n = put(bytes, n, CONTROLLING, tie, 8);
    n = put(bytes, n, USE_CANDIDATE, "", 0);
    n = put(bytes, n, PRIORITY, priority, 4);
    return finish(p->password, bytes, n);
}

int stun_answer(const Party *p, const uint8_t *request, int count, uint8_t bytes[STUN_LARGEST]) {
    if (count < HEADER || request[0] || request[1] != REQUEST) return 0;
    uint8_t mapped[8] = {0, 1}, peer[6];
    memcpy(peer, &p->to.sin_port, 2);
    memcpy(peer + 2, &p->to.sin_addr, 4);
    for (int i = 0; i < 6; i++) mapped[2 + i] = peer[i] ^ COOKIE[i < 2 ? i : i - 2];
    start(bytes, SUCCESS, request + 8);
    return finish(p->own_password, bytes, put(bytes, HEADER, MAPPED, mapped, sizeof mapped));
}

bool stun_answers(const Party *p, const uint8_t *bytes, int count) {
    if (count < HEADER || bytes[0] != 1 || bytes[1] != 1 || memcmp(bytes + 8, p->transaction, 12)) return false;
    for (int at = HEADER; at + 4 <= count;) {
        int type = bytes[at] << 8 | bytes[at + 1], length = bytes[at + 2] << 8 | bytes[at + 3];
        if (type == INTEGRITY && length == DIGEST && at + 4 + DIGEST <= count) {
            uint8_t digest[DIGEST];
            sign(p->password, bytes, at, digest);
            return !memcmp(digest, bytes + at + 4, DIGEST);
        }
        at += 4 + ((length + 3) & ~3);
    }
    return false;
}
