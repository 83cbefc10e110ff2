/// Sessions that speak XMPP (RFC 6120), so that other servers can be asked for the same work.
#pragma once
#include "json.h"
#include "net.h"

typedef struct XMPP XMPP;
struct XMPP {
    /// First, so that a connection is its session.
    Conn conn;
    /// The account is PREFIX then this number.
    int account;
    enum { XMPP_OFF, XMPP_FEATURES, XMPP_REGISTERING, XMPP_SASL, XMPP_AGAIN, XMPP_BINDING, XMPP_ROSTER, XMPP_READY } phase;
    bool ending, registered;
    char nonce[40];
    unsigned char salted[20];
    uint64_t began;
    /// For the scenario.
    XMPP *peer;
    long number, sent, delivered;
    uint64_t marked;
};

/// What a session does when it begins.
typedef struct XMPPOptions {
    const char *prefix, *password;
    bool registering, roster;
} XMPPOptions;
extern XMPPOptions xmpp_options;

extern void (*xmpp_stanza)(XMPP *, Slice stanza);
extern void (*xmpp_ready)(XMPP *);
extern long xmpp_ready_count, xmpp_opening, xmpp_faults;
extern int xmpp_padding;

XMPP *xmpp_sessions(int first, int count);
void xmpp_open(XMPP *x);
void xmpp_close(XMPP *x);
void xmpp_open_all(XMPP *x, int count, int at_once);
void xmpp_close_all(XMPP *x, int count);
void xmpp_send(XMPP *x, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// A body that begins with the present instant and a number.
void xmpp_message(XMPP *x, const char *to, const char *type, long number);
/// The stamp of such a body; false when it has none.
bool xmpp_stamp(Slice stanza, uint64_t *sent, long *number);

/// The bytes of the first whole stanza, 0 when there is none yet. Stream headers count as stanzas.
size_t xml_stanza(const char *bytes, size_t count);
/// An attribute of the first tag, empty when it is not there.
Slice xml_attribute(Slice stanza, const char *name);
/// True when the stanza begins with that tag.
bool xml_is(Slice stanza, const char *tag);
/// The position of a text in the stanza or null.
const char *xml_find(Slice stanza, const char *text);

/// SCRAM-SHA-1 (RFC 5802): the first message, and the answer to the server's challenge. Both in base64.
size_t scram_first(XMPP *x, char *out, size_t room);
size_t scram_final(XMPP *x, Slice challenge, char *out, size_t room);
