#define _GNU_SOURCE
#include "net.h"
#include "stats.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { INPUT = 4 << 20, BATCH = 512 };

static int epoll_fd;
static SSL_CTX *tls_context;
static struct sockaddr_in target;
static char input[INPUT];
static uint64_t last_input;

void net_setup(const char *address, int port, bool tls) {
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    target.sin_family = AF_INET;
    target.sin_port = htons((uint16_t)port);
    if (inet_pton(AF_INET, address, &target.sin_addr) != 1) {
        fprintf(stderr, "not an IPv4 address: %s\n", address);
        exit(2);
    }
    if (!tls) return;
    tls_context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(tls_context, SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_mode(tls_context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
                                      | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(tls_context, SSL_SESS_CACHE_OFF);
}

void net_renew(void) {
    close(epoll_fd);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
}

static void watch(Conn *c, int operation) {
    struct epoll_event e = {.data.ptr = c};
    e.events = (c->paused ? 0u : (uint32_t)EPOLLIN) | (c->wants_write ? (uint32_t)EPOLLOUT : 0u);
    epoll_ctl(epoll_fd, operation, c->fd, &e);
}

static void want_write(Conn *c, bool wants) {
    if (c->wants_write == wants) return;
    c->wants_write = wants;
    watch(c, EPOLL_CTL_MOD);
}

void conn_pause(Conn *c, bool paused) {
    if (c->state == CONN_CLOSED || c->paused == paused) return;
    c->paused = paused;
    watch(c, EPOLL_CTL_MOD);
}

void conn_open(Conn *c, const Protocol *protocol) {
    c->protocol = protocol;
    c->rest_count = c->out_start = c->out_count = 0;
    c->paused = false;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (c->fd < 0) {
        perror("socket");
        exit(2);
    }
    int one = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (c->receive_buffer)
        setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &c->receive_buffer, sizeof c->receive_buffer);
    c->state = CONN_CONNECTING;
    c->wants_write = true;
    if (connect(c->fd, (struct sockaddr *)&target, sizeof target) < 0 && errno != EINPROGRESS)
        perror("connect");
    watch(c, EPOLL_CTL_ADD);
}

void conn_close(Conn *c) {
    if (c->state == CONN_CLOSED) return;
    c->state = CONN_CLOSED;
    if (c->ssl) SSL_free(c->ssl);
    c->ssl = NULL;
    close(c->fd);
    c->fd = -1;
    c->protocol->closed(c);
}

void conn_cut(Conn *c) {
    if (c->state == CONN_CLOSED) return;
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    conn_close(c);
}

static bool tls_waits(Conn *c, int result) {
    int e = SSL_get_error(c->ssl, result);
    return e == SSL_ERROR_WANT_READ || e == SSL_ERROR_WANT_WRITE;
}

/// Bytes written, 0 when the socket is full, -1 when it is broken.
static ssize_t put(Conn *c, const char *bytes, size_t count) {
    if (c->ssl) {
        int n = SSL_write(c->ssl, bytes, (int)count);
        return n > 0 ? n : tls_waits(c, n) ? 0 : -1;
    }
    ssize_t n = send(c->fd, bytes, count, MSG_NOSIGNAL);
    return n >= 0 ? n : errno == EAGAIN ? 0 : -1;
}

static void flush(Conn *c) {
    while (c->out_start < c->out_count) {
        ssize_t n = put(c, c->out + c->out_start, c->out_count - c->out_start);
        if (n < 0) return conn_close(c);
        if (n == 0) return want_write(c, true);
        c->out_start += (size_t)n;
    }
    c->out_start = c->out_count = 0;
    want_write(c, false);
}

void conn_send(Conn *c, const void *bytes, size_t count) {
    if (c->state != CONN_OPEN) return;
    if (c->out_count == 0) {
        ssize_t n = put(c, bytes, count);
        if (n < 0) return conn_close(c);
        if ((size_t)n == count) return;
        bytes = (const char *)bytes + n;
        count -= (size_t)n;
    }
    if (c->out_count + count > c->out_capacity) {
        c->out_capacity = (c->out_count + count) * 2;
        c->out = realloc(c->out, c->out_capacity);
    }
    memcpy(c->out + c->out_count, bytes, count);
    c->out_count += count;
    want_write(c, true);
}

/// Bytes read, 0 when there are none now, -1 at the end.
static ssize_t get(Conn *c, char *into, size_t room) {
    if (c->ssl) {
        int n = SSL_read(c->ssl, into, (int)room);
        return n > 0 ? n : tls_waits(c, n) ? 0 : -1;
    }
    ssize_t n = recv(c->fd, into, room, 0);
    return n > 0 ? n : n < 0 && errno == EAGAIN ? 0 : -1;
}

static void keep(Conn *c, const char *bytes, size_t count) {
    if (count > c->rest_capacity) {
        c->rest_capacity = count * 2;
        c->rest = realloc(c->rest, c->rest_capacity);
    }
    memcpy(c->rest, bytes, count);
    c->rest_count = count;
}

static void read_ready(Conn *c) {
    for (int round = 0; round < 8 && c->state == CONN_OPEN && !c->paused; round++) {
        size_t have = c->rest_count, room = INPUT - have;
        if (room == 0) return conn_close(c);
        if (have) memcpy(input, c->rest, have);
        ssize_t n = get(c, input + have, room);
        if (n == 0) return;
        if (n < 0) return conn_close(c);
        last_input = now_ns();
        c->rest_count = 0;
        size_t total = have + (size_t)n, used = c->protocol->received(c, input, total);
        if (c->state == CONN_CLOSED) return;
        if (used < total) keep(c, input + used, total - used);
        if (!c->ssl && (size_t)n < room) return;
    }
}

static void shake(Conn *c) {
    int result = SSL_connect(c->ssl);
    if (result == 1) {
        c->state = CONN_OPEN;
        c->protocol->opened(c);
    } else if (!tls_waits(c, result)) {
        conn_close(c);
    }
}

static void connected(Conn *c, uint32_t events) {
    if (events & (EPOLLERR | EPOLLHUP)) return conn_close(c);
    want_write(c, false);
    if (!tls_context) {
        c->state = CONN_OPEN;
        return c->protocol->opened(c);
    }
    c->ssl = SSL_new(tls_context);
    SSL_set_fd(c->ssl, c->fd);
    SSL_set_tlsext_host_name(c->ssl, "localhost");
    c->state = CONN_SHAKING;
    shake(c);
}

static void ready(Conn *c, uint32_t events) {
    if (c->state == CONN_CONNECTING) return connected(c, events);
    if (c->state == CONN_SHAKING) return shake(c);
    if (c->state == CONN_OPEN && (events & EPOLLOUT)) flush(c);
    if (c->state == CONN_OPEN && (events & (EPOLLIN | EPOLLHUP | EPOLLERR))) {
        if (c->paused && (events & (EPOLLHUP | EPOLLERR))) conn_close(c);
        else read_ready(c);
    }
}

void net_poll(uint64_t wait_ns) {
    struct epoll_event events[BATCH];
    if (wait_ns > 50000000) wait_ns = 50000000;
    struct timespec wait = {0, (long)wait_ns};
    int n = epoll_pwait2(epoll_fd, events, BATCH, &wait, NULL);
    for (int i = 0; i < n; i++) ready(events[i].data.ptr, events[i].events);
}

void net_drain(double seconds) {
    uint64_t end = now_ns() + (uint64_t)(seconds * 1e9), t;
    while ((t = now_ns()) < end) net_poll(end - t);
}

void net_pace(double seconds, double per_second, void (*each)(void)) {
    uint64_t now = now_ns(), end = now + (uint64_t)(seconds * 1e9), next = now;
    while ((now = now_ns()) < end) {
        for (; per_second > 0 && next <= now; next += (uint64_t)(1e9 / per_second)) each();
        now = now_ns();
        net_poll(per_second > 0 ? (next > now ? next - now : 0) : 20000000);
    }
}

bool net_until(bool (*done)(void), double seconds) {
    uint64_t end = now_ns() + (uint64_t)(seconds * 1e9);
    while (!done()) {
        if (now_ns() > end) return false;
        net_poll(5000000);
    }
    return true;
}

void net_quiesce(double quiet, double limit) {
    uint64_t end = now_ns() + (uint64_t)(limit * 1e9);
    last_input = now_ns();
    while (now_ns() < end && now_ns() - last_input < (uint64_t)(quiet * 1e9)) net_poll(20000000);
}
