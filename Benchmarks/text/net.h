/// Many TCP or TLS connections to one server on one epoll loop.
#pragma once
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Conn Conn;

/// What is spoken over a connection.
typedef struct Protocol {
    /// The connection is up (TLS agreed).
    void (*opened)(Conn *);
    /// Bytes have come; returns how many were used. The rest is given again with what follows it.
    size_t (*received)(Conn *, char *bytes, size_t count);
    /// The connection has ended, by either side or because it could not be made.
    void (*closed)(Conn *);
} Protocol;

struct Conn {
    int fd;
    enum { CONN_CLOSED, CONN_CONNECTING, CONN_SHAKING, CONN_OPEN } state;
    bool wants_write, paused;
    /// Receive buffer asked of the kernel; 0 leaves the default.
    int receive_buffer;
    SSL *ssl;
    const Protocol *protocol;
    char *rest;
    size_t rest_count, rest_capacity;
    char *out;
    size_t out_start, out_count, out_capacity;
};

void net_setup(const char *address, int port, bool tls);
/// A loop of its own for a process that has just been forked off.
void net_renew(void);
/// Handles what is ready, waiting at most so long (and never above 50 ms).
void net_poll(uint64_t wait_ns);
/// Polls for that many seconds.
void net_drain(double seconds);
/// Polls for that long and calls `each` so many times a second; 0 for not at all.
void net_pace(double seconds, double per_second, void (*each)(void));
/// Polls until `done` holds; false when the deadline passes first.
bool net_until(bool (*done)(void), double seconds);
/// Polls until nothing has come for `quiet` seconds, at most `limit`.
void net_quiesce(double quiet, double limit);

/// Opens a closed connection. Not to be called from within a `Protocol` function of the same one.
void conn_open(Conn *c, const Protocol *protocol);
void conn_send(Conn *c, const void *bytes, size_t count);
void conn_close(Conn *c);
/// Closes with a reset, as when a cable is pulled and the peer's kernel notices at once.
void conn_cut(Conn *c);
/// Stops or goes on reading; what comes meanwhile stays in the kernel and fills the window.
void conn_pause(Conn *c, bool paused);
