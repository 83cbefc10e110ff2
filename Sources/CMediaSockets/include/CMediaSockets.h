#ifndef CONFAB_MEDIA_SOCKETS_H
#define CONFAB_MEDIA_SOCKETS_H

#include <stddef.h>
#include <stdint.h>

// The system calls of the media server that Swift does not see: many datagrams at once, and epoll.
// All sockets are non-blocking. What fails gives a negative errno.

/// An IP address with its most significant byte first in the number; IPv4 is in `low` alone.
struct confab_address {
    uint64_t high, low;
    uint16_t port;
    uint8_t is_v6;
};

struct confab_arrival {
    struct confab_address from;
    uint32_t count;
    /// How long it has waited in the socket, in nanoseconds.
    uint32_t age;
};

struct confab_departure {
    const void *bytes;
    uint32_t count;
    struct confab_address to;
};

struct confab_ready {
    uint64_t key;
    uint8_t can_read, can_write;
};

enum { CONFAB_BATCH = 64 };

/// A socket of UDP; with port 0 the one that was chosen is put in.
int confab_udp_open(struct confab_address *local);
int confab_tcp_listen(const struct confab_address *local);
int confab_tcp_accept(int listener, struct confab_address *remote);

/// Fills at most CONFAB_BATCH slots of `stride` bytes. A datagram that is longer has the count 0.
int confab_receive(int socket, void *slots, size_t stride, struct confab_arrival *arrivals);
/// Sends at most CONFAB_BATCH datagrams and says how many went.
int confab_send(int socket, const struct confab_departure *departures, int count);
long confab_read(int socket, void *bytes, size_t count);
long confab_write(int socket, const void *bytes, size_t count);
void confab_close(int descriptor);

/// The addresses of this machine's interfaces that are up, without link-local ones.
int confab_local_addresses(struct confab_address *addresses, int limit);

int confab_poll_open(void);
int confab_poll_watch(int poll, int descriptor, uint64_t key, int wants_write, int is_new);
int confab_poll_wait(int poll, struct confab_ready *ready, int limit, int milliseconds);
int confab_wake_open(void);
void confab_wake(int descriptor);
void confab_wake_clear(int descriptor);

#endif
