/// The client's side of WebSocket framing (RFC 6455 §5).
#pragma once
#include "net.h"

enum { WS_TEXT = 1, WS_CLOSE = 8, WS_PING = 9, WS_PONG = 10, WS_BROKEN = 16 };

typedef struct Frame {
    int opcode;
    char *payload;
    size_t count;
} Frame;

/// The request that asks for the upgrade; `credential` is a whole header line with its CRLF.
size_t ws_request(char *out, size_t room, const char *path, const char *credential);
/// Reads the answer to it: bytes used, 0 when it is not whole yet, -1 when it is a refusal.
long ws_answer(const char *bytes, size_t count);
/// Reads one frame of the server: bytes used, 0 when it is not whole yet. What is not allowed comes as `WS_BROKEN`.
size_t ws_frame(char *bytes, size_t count, Frame *frame);
void ws_send(Conn *c, int opcode, const char *payload, size_t count);
