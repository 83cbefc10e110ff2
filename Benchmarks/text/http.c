#define _GNU_SOURCE
#include "http.h"
#include "stats.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

long http_dropped;

/// The value of a field of the head; empty when it is not there.
static Slice field(Slice head, const char *name) {
    const char *p = head.start, *end = head.start + head.count;
    size_t n = strlen(name);
    while (p && (size_t)(end - p) > n + 1) {
        if (strncasecmp(p, name, n) == 0 && p[n] == ':') {
            const char *value = p + n + 1, *stop = memmem(value, (size_t)(end - value), "\r\n", 2);
            while (*value == ' ') value++;
            return (Slice){value, (size_t)(stop - value)};
        }
        p = memmem(p, (size_t)(end - p), "\r\n", 2);
        if (p) p += 2;
    }
    return (Slice){NULL, 0};
}

/// Puts the chunks together in place (RFC 9112 §7.1); bytes used, 0 when they are not whole.
static size_t dechunk(char *bytes, size_t count, Slice *body) {
    size_t used = 0, size = 0;
    for (;;) {
        char *line = memmem(bytes + used, count - used, "\r\n", 2);
        if (!line) return 0;
        size_t chunk = strtoul(bytes + used, NULL, 16);
        used = (size_t)(line - bytes) + 2;
        if (count - used < chunk + 2) return 0;
        if (chunk == 0) {
            *body = (Slice){bytes, size};
            return used + 2;
        }
        memmove(bytes + size, bytes + used, chunk);
        size += chunk;
        used += chunk + 2;
    }
}

/// True when every chunk has come: only then may they be put together.
static bool chunks_whole(const char *bytes, size_t count) {
    return count >= 5 && memcmp(bytes + count - 5, "0\r\n\r\n", 5) == 0;
}

static size_t received(Conn *c, char *bytes, size_t count) {
    HTTP *h = (HTTP *)c;
    char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return 0;
    Slice head = {bytes, (size_t)(end - bytes) + 4}, body = {NULL, 0};
    size_t used = head.count, room = count - used;
    Slice length = field(head, "content-length");
    int status = atoi(bytes + 9);
    if (field(head, "transfer-encoding").count) {
        if (!chunks_whole(bytes + used, room)) return 0;
        used += dechunk(bytes + used, room, &body);
    } else if (status != 204 && status != 304) {
        body = (Slice){bytes + used, (size_t)(length.count ? json_long(length) : 0)};
        if (room < body.count) return 0;
        used += body.count;
    }
    h->busy = false;
    h->answered(h, status, head, body);
    return used;
}

static void opened(Conn *c) { (void)c; }

static void closed(Conn *c) {
    HTTP *h = (HTTP *)c;
    if (!h->ending) http_dropped++;
    h->busy = false;
}

static const Protocol protocol = {opened, received, closed};

void http_open(HTTP *h) {
    h->ending = false;
    conn_open(&h->conn, &protocol);
}

void http_close(HTTP *h) {
    h->ending = true;
    conn_close(&h->conn);
}

void http_request(HTTP *h, const char *method, const char *path, const char *credential, const char *json) {
    char text[8192];
    uint64_t deadline = now_ns() + 10000000000u;
    while (h->conn.state != CONN_OPEN && h->conn.state != CONN_CLOSED && now_ns() < deadline) net_poll(1000000);
    int n = snprintf(text, sizeof text, "%s %s HTTP/1.1\r\nHost: localhost\r\n%s", method, path, credential);
    if (json)
        n += snprintf(text + n, sizeof text - (size_t)n, "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                      strlen(json), json);
    else
        n += snprintf(text + n, sizeof text - (size_t)n, "\r\n");
    h->busy = true;
    h->began = now_ns();
    conn_send(&h->conn, text, (size_t)n);
}
