#define _GNU_SOURCE
#include "CMediaSockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

union any_address {
    struct sockaddr general;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t write_address(const struct confab_address *address, union any_address *to) {
    memset(to, 0, sizeof *to);
    if (!address->is_v6) {
        to->v4.sin_family = AF_INET;
        to->v4.sin_port = htons(address->port);
        to->v4.sin_addr.s_addr = htonl((uint32_t)address->low);
        return sizeof to->v4;
    }
    uint64_t halves[2] = {__builtin_bswap64(address->high), __builtin_bswap64(address->low)};
    to->v6.sin6_family = AF_INET6;
    to->v6.sin6_port = htons(address->port);
    memcpy(&to->v6.sin6_addr, halves, sizeof halves);
    return sizeof to->v6;
}

static int read_address(const union any_address *from, struct confab_address *address) {
    memset(address, 0, sizeof *address);
    if (from->general.sa_family == AF_INET) {
        address->port = ntohs(from->v4.sin_port);
        address->low = ntohl(from->v4.sin_addr.s_addr);
        return 1;
    }
    if (from->general.sa_family != AF_INET6) return 0;
    uint64_t halves[2];
    memcpy(halves, &from->v6.sin6_addr, sizeof halves);
    address->is_v6 = 1;
    address->port = ntohs(from->v6.sin6_port);
    address->high = __builtin_bswap64(halves[0]);
    address->low = __builtin_bswap64(halves[1]);
    return 1;
}

/// As much as the system allows; a privileged process may go beyond the limit for all.
static void set_buffers(int fd, int bytes) {
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) != 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes) != 0)
        setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
}

static int open_bound(const struct confab_address *local, int type) {
    union any_address address;
    socklen_t size = write_address(local, &address);
    int on = 1;
    int fd = socket(address.general.sa_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    if (local->is_v6) setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (type == SOCK_STREAM) setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &address.general, size) == 0) return fd;
    int failure = -errno;
    close(fd);
    return failure;
}

int confab_udp_open(struct confab_address *local) {
    int fd = open_bound(local, SOCK_DGRAM), on = 1;
    if (fd < 0) return fd;
    set_buffers(fd, 8 << 20);
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    union any_address bound;
    socklen_t size = sizeof bound;
    if (getsockname(fd, &bound.general, &size) == 0) read_address(&bound, local);
    return fd;
}

int confab_tcp_listen(const struct confab_address *local) {
    int fd = open_bound(local, SOCK_STREAM);
    if (fd < 0 || listen(fd, 128) == 0) return fd;
    int failure = -errno;
    close(fd);
    return failure;
}

int confab_tcp_accept(int listener, struct confab_address *remote) {
    union any_address from;
    socklen_t size = sizeof from;
    int on = 1;
    int fd = accept4(listener, &from.general, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return -errno;
    read_address(&from, remote);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

/// Nanoseconds since the system took a datagram, at most a second; 0 where it does not say.
static uint32_t age(struct msghdr *message, const struct timespec *now) {
    for (struct cmsghdr *one = CMSG_FIRSTHDR(message); one; one = CMSG_NXTHDR(message, one)) {
        if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_TIMESTAMPNS) continue;
        struct timespec then;
        memcpy(&then, CMSG_DATA(one), sizeof then);
        int64_t passed = (now->tv_sec - then.tv_sec) * 1000000000LL + (now->tv_nsec - then.tv_nsec);
        return passed > 0 && passed < 1000000000 ? (uint32_t)passed : 0;
    }
    return 0;
}

int confab_receive(int fd, void *slots, size_t stride, struct confab_arrival *arrivals) {
    struct mmsghdr messages[CONFAB_BATCH];
    struct iovec parts[CONFAB_BATCH];
    union any_address from[CONFAB_BATCH];
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
    } notes[CONFAB_BATCH];
    struct timespec now;
    memset(messages, 0, sizeof messages);
    for (int i = 0; i < CONFAB_BATCH; i++) {
        parts[i].iov_base = (char *)slots + i * stride;
        parts[i].iov_len = stride;
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
        messages[i].msg_hdr.msg_name = &from[i];
        messages[i].msg_hdr.msg_namelen = sizeof from[i];
        messages[i].msg_hdr.msg_control = &notes[i];
        messages[i].msg_hdr.msg_controllen = sizeof notes[i];
    }
    int got = recvmmsg(fd, messages, CONFAB_BATCH, MSG_DONTWAIT, NULL);
    if (got < 0) return -errno;
    clock_gettime(CLOCK_REALTIME, &now);
    for (int i = 0; i < got; i++) {
        arrivals[i].age = age(&messages[i].msg_hdr, &now);
        int whole = !(messages[i].msg_hdr.msg_flags & MSG_TRUNC) && read_address(&from[i], &arrivals[i].from);
        arrivals[i].count = whole ? messages[i].msg_len : 0;
    }
    return got;
}

int confab_send(int fd, const struct confab_departure *departures, int count) {
    struct mmsghdr messages[CONFAB_BATCH];
    struct iovec parts[CONFAB_BATCH];
    union any_address to[CONFAB_BATCH];
    if (count > CONFAB_BATCH) count = CONFAB_BATCH;
    for (int i = 0; i < count; i++) {
        parts[i].iov_base = (void *)departures[i].bytes;
        parts[i].iov_len = departures[i].count;
        memset(&messages[i], 0, sizeof messages[i]);
        messages[i].msg_hdr.msg_iov = &parts[i];
        messages[i].msg_hdr.msg_iovlen = 1;
        messages[i].msg_hdr.msg_name = &to[i];
        messages[i].msg_hdr.msg_namelen = write_address(&departures[i].to, &to[i]);
    }
    int sent = sendmmsg(fd, messages, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent < 0 ? -errno : sent;
}

long confab_read(int fd, void *bytes, size_t count) {
    ssize_t got = recv(fd, bytes, count, MSG_DONTWAIT);
    return got < 0 ? -errno : got;
}

long confab_write(int fd, const void *bytes, size_t count) {
    ssize_t sent = send(fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent < 0 ? -errno : sent;
}

void confab_close(int descriptor) { close(descriptor); }

int confab_local_addresses(struct confab_address *addresses, int limit) {
    struct ifaddrs *all;
    int count = 0;
    if (getifaddrs(&all) != 0) return -errno;
    for (struct ifaddrs *one = all; one && count < limit; one = one->ifa_next) {
        if (!one->ifa_addr || !(one->ifa_flags & IFF_UP)) continue;
        int family = one->ifa_addr->sa_family;
        if (family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&((struct sockaddr_in6 *)one->ifa_addr)->sin6_addr)) continue;
        if (family != AF_INET && family != AF_INET6) continue;
        union any_address address;
        memcpy(&address, one->ifa_addr, family == AF_INET ? sizeof address.v4 : sizeof address.v6);
        if (read_address(&address, &addresses[count])) count++;
    }
    freeifaddrs(all);
    return count;
}

int confab_poll_open(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

int confab_poll_watch(int poll, int descriptor, uint64_t key, int wants_write, int is_new) {
    struct epoll_event event = {.events = EPOLLIN | (wants_write ? EPOLLOUT : 0), .data = {.u64 = key}};
    return epoll_ctl(poll, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event) == 0 ? 0 : -errno;
}

int confab_poll_wait(int poll, struct confab_ready *ready, int limit, int milliseconds) {
    struct epoll_event events[CONFAB_BATCH];
    int count = epoll_wait(poll, events, limit < CONFAB_BATCH ? limit : CONFAB_BATCH, milliseconds);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) {
        ready[i].key = events[i].data.u64;
        ready[i].can_read = (events[i].events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0;
        ready[i].can_write = (events[i].events & EPOLLOUT) != 0;
    }
    return count;
}

int confab_wake_open(void) {
    int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

void confab_wake(int descriptor) {
    uint64_t one = 1;
    ssize_t ignored = write(descriptor, &one, sizeof one);
    (void)ignored;
}

void confab_wake_clear(int descriptor) {
    uint64_t count;
    ssize_t ignored = read(descriptor, &count, sizeof count);
    (void)ignored;
}
