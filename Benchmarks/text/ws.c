#define _GNU_SOURCE
#include "ws.h"
#include <stdio.h>
#include <string.h>

enum { LARGEST = 128 << 10 };

/// The key of RFC 6455 §1.3 and what the server must make of it.
static const char key[] = "dGhlIHNhbXBsZSBub25jZQ==", accept_value[] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
static const unsigned char mask[4] = {0x37, 0xfa, 0x21, 0x3d};

size_t ws_request(char *out, size_t room, const char *path, const char *credential) {
    return (size_t)snprintf(out, room,
                            "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
                            path, key, credential);
}

long ws_answer(const char *bytes, size_t count) {
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = (size_t)(end - bytes) + 4;
    if (head < 12 || memcmp(bytes, "HTTP/1.1 101", 12) != 0) return -1;
    return memmem(bytes, head, accept_value, sizeof accept_value - 1) ? (long)head : -1;
}

size_t ws_frame(char *bytes, size_t count, Frame *frame) {
    if (count < 2) return 0;
    const unsigned char *b = (const unsigned char *)bytes;
    size_t size = b[1] & 127, head = 2;
    if (size == 126) {
        if (count < 4) return 0;
        size = (size_t)b[2] << 8 | b[3];
        head = 4;
    } else if (size == 127) {
        if (count < 10) return 0;
        size = 0;
        for (int i = 2; i < 10; i++) size = size << 8 | b[i];
        head = 10;
    }
    bool whole = (b[0] & 0xf0) == 0x80, masked = b[1] & 128;
    frame->opcode = whole && !masked ? b[0] & 15 : WS_BROKEN;
    if (count - head < size) return 0;
    frame->payload = bytes + head;
    frame->count = size;
    return head + size;
}

void ws_send(Conn *c, int opcode, const char *payload, size_t count) {
    static char frame[LARGEST + 14];
    unsigned char *out = (unsigned char *)frame;
    size_t n = 0;
    if (count > LARGEST) return;
    out[n++] = (unsigned char)(0x80 | opcode);
    if (count < 126) {
        out[n++] = (unsigned char)(0x80 | count);
    } else if (count < 65536) {
        out[n++] = 0x80 | 126;
        out[n++] = (unsigned char)(count >> 8);
        out[n++] = (unsigned char)count;
    } else {
        out[n++] = 0x80 | 127;
        for (int shift = 56; shift >= 0; shift -= 8) out[n++] = (unsigned char)((uint64_t)count >> shift);
    }
    memcpy(out + n, mask, 4);
    n += 4;
    for (size_t i = 0; i < count; i++) out[n + i] = (unsigned char)payload[i] ^ mask[i & 3];
    conn_send(c, frame, n + count);
}
