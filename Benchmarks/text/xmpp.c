#define _GNU_SOURCE
#include "xmpp.h"
#include "stats.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

XMPPOptions xmpp_options = {.prefix = "u", .password = "pw", .roster = true};
void (*xmpp_stanza)(XMPP *, Slice);
void (*xmpp_ready)(XMPP *);
long xmpp_ready_count, xmpp_opening, xmpp_faults;
int xmpp_padding = 60;

#define SASL "urn:ietf:params:xml:ns:xmpp-sasl"

void xmpp_send(XMPP *x, const char *format, ...) {
    char text[8192];
    va_list list;
    va_start(list, format);
    int n = vsnprintf(text, sizeof text, format, list);
    va_end(list);
    conn_send(&x->conn, text, (size_t)n);
}

void xmpp_message(XMPP *x, const char *to, const char *type, long number) {
    static char padding[4096];
    if (!padding[0]) memset(padding, 'x', sizeof padding - 1);
    xmpp_send(x, "<message to='%s' type='%s' id='m%ld'><body>T%llu.%ld %.*s</body></message>", to, type, number,
              (unsigned long long)now_ns(), number, xmpp_padding, padding);
}

bool xmpp_stamp(Slice stanza, uint64_t *sent, long *number) {
    if (!xml_is(stanza, "message")) return false;
    const char *body = xml_find(stanza, "<body>T");
    char *end;
    if (!body) return false;
    *sent = strtoull(body + 7, &end, 10);
    *number = strtol(end + 1, NULL, 10);
    return true;
}

static void open_stream(XMPP *x) {
    xmpp_send(x, "<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' "
                 "xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>");
}

static void begin(XMPP *x) {
    char text[1024];
    if (xmpp_options.registering) {
        x->phase = XMPP_REGISTERING;
        xmpp_send(x, "<iq type='set' id='reg' to='localhost'><query xmlns='jabber:iq:register'><username>%s%d</username>"
                     "<password>%s</password></query></iq>", xmpp_options.prefix, x->account, xmpp_options.password);
        return;
    }
    scram_first(x, text, sizeof text);
    x->phase = XMPP_SASL;
    xmpp_send(x, "<auth xmlns='" SASL "' mechanism='SCRAM-SHA-1'>%s</auth>", text);
}

static void authenticate(XMPP *x, Slice s) {
    char text[4096];
    if (xml_is(s, "success")) {
        x->phase = XMPP_AGAIN;
        return open_stream(x);
    }
    const char *start = memchr(s.start, '>', s.count), *stop = xml_find(s, "</challenge");
    if (!xml_is(s, "challenge") || !start || !stop
        || !scram_final(x, (Slice){start + 1, (size_t)(stop - start - 1)}, text, sizeof text)) {
        fprintf(stderr, "not authenticated: %.*s\n", (int)s.count, s.start);
        return conn_close(&x->conn);
    }
    xmpp_send(x, "<response xmlns='" SASL "'>%s</response>", text);
}

static void become_ready(XMPP *x) {
    if (xmpp_options.roster) xmpp_send(x, "<presence><priority>1</priority></presence>");
    x->phase = XMPP_READY;
    xmpp_opening--;
    xmpp_ready_count++;
    if (xmpp_ready) xmpp_ready(x);
}

static void bound(XMPP *x) {
    if (!xmpp_options.roster) return become_ready(x);
    x->phase = XMPP_ROSTER;
    xmpp_send(x, "<iq type='get' id='ros'><query xmlns='jabber:iq:roster'/></iq>");
}

/// Says no to what a server asks of a client (ping, disco): it only wants an answer.
static bool answer_query(XMPP *x, Slice s) {
    if (!xml_is(s, "iq") || !slice_is(xml_attribute(s, "type"), "get")) return false;
    Slice id = xml_attribute(s, "id"), from = xml_attribute(s, "from");
    xmpp_send(x, "<iq type='error' id='%.*s' to='%.*s'><error type='cancel'><service-unavailable "
                 "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
              (int)id.count, id.start, (int)(from.count ? from.count : 9), from.count ? from.start : "localhost");
    return true;
}

static void take(XMPP *x, Slice s) {
    if (s.start[1] == '?' || xml_is(s, "stream:stream")) return;
    if (xml_is(s, "stream:error") || xml_is(s, "/stream:stream")) return conn_close(&x->conn);
    switch (x->phase) {
    case XMPP_FEATURES: begin(x); break;
    case XMPP_REGISTERING:
        x->registered = slice_is(xml_attribute(s, "type"), "result") || xml_find(s, "conflict");
        if (!x->registered) fprintf(stderr, "not registered: %.*s\n", (int)s.count, s.start);
        xmpp_close(x);
        break;
    case XMPP_SASL: authenticate(x, s); break;
    case XMPP_AGAIN:
        x->phase = XMPP_BINDING;
        xmpp_send(x, "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                     "<resource>r</resource></bind></iq>");
        break;
    case XMPP_BINDING: bound(x); break;
    case XMPP_ROSTER:
        if (xml_is(s, "iq") && slice_is(xml_attribute(s, "id"), "ros")) become_ready(x);
        break;
    default:
        if (!answer_query(x, s) && xmpp_stanza) xmpp_stanza(x, s);
    }
}

static void opened(Conn *c) {
    ((XMPP *)c)->phase = XMPP_FEATURES;
    open_stream((XMPP *)c);
}

static size_t received(Conn *c, char *bytes, size_t count) {
    size_t used = 0, n;
    while (c->state == CONN_OPEN && (n = xml_stanza(bytes + used, count - used)) > 0) {
        const char *start = memchr(bytes + used, '<', n);
        take((XMPP *)c, (Slice){start, n - (size_t)(start - bytes - used)});
        used += n;
    }
    return used;
}

static void closed(Conn *c) {
    XMPP *x = (XMPP *)c;
    if (x->phase == XMPP_READY) xmpp_ready_count--;
    else xmpp_opening--;
    x->phase = XMPP_OFF;
    if (!x->ending) xmpp_faults++;
}

static const Protocol protocol = {opened, received, closed};

void xmpp_open(XMPP *x) {
    x->began = now_ns();
    x->ending = false;
    x->phase = XMPP_FEATURES;
    xmpp_opening++;
    conn_open(&x->conn, &protocol);
}

void xmpp_close(XMPP *x) {
    x->ending = true;
    xmpp_send(x, "</stream:stream>");
    conn_close(&x->conn);
}

XMPP *xmpp_sessions(int first, int count) {
    XMPP *x = calloc((size_t)count, sizeof *x);
    for (int i = 0; i < count; i++) {
        x[i].account = first + i;
        x[i].number = i;
    }
    return x;
}

void xmpp_open_all(XMPP *x, int count, int at_once) {
    uint64_t deadline = now_ns() + 600000000000u;
    long before = xmpp_faults;
    for (int next = 0; next < count || xmpp_opening;) {
        while (next < count && xmpp_opening < at_once) xmpp_open(&x[next++]);
        net_poll(20000000);
        if (xmpp_faults - before > 20 || now_ns() > deadline) break;
    }
    if (xmpp_faults == before) return;
    fprintf(stderr, "%ld of %d sessions could not be opened\n", xmpp_faults - before, count);
    exit(2);
}

void xmpp_close_all(XMPP *x, int count) {
    for (int i = 0; i < count; i++) xmpp_close(&x[i]);
    net_drain(1);
}
