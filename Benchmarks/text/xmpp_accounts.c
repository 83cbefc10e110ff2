/// Accounts (XEP-0077) and mutual contacts (RFC 6121 §3), made the way clients make them.
#define _GNU_SOURCE
#include "stats.h"
#include "xmpp.h"
#include "xmpp_scenario.h"
#include <stdlib.h>
#include <string.h>

enum { ON_THEIR_WAY = 40 };

static long subscribed;

bool xmpp_register(Arguments a) {
    int n = (int)argument(a, 0, 1001), registered = 0;
    xmpp_options.registering = true;
    XMPP *x = xmpp_sessions(0, n);
    Meter m;
    meter_start(&m);
    xmpp_open_all(x, n, 20);
    meter_stop(&m);
    for (int i = 0; i < n; i++) registered += x[i].registered;
    report_begin("register");
    report_int("n", n);
    report_int("ok", registered);
    report_real("sec", m.seconds, 2);
    report_real("cpu_ms_each", m.server * 1e3 / n, 2);
    report_end();
    return registered == n;
}

/// Everybody says yes; all but account 0 ask back.
static void on_stanza(XMPP *x, Slice s) {
    if (!xml_is(s, "presence")) return;
    Slice type = xml_attribute(s, "type"), from = xml_attribute(s, "from");
    const char *slash = memchr(from.start, '/', from.count);
    int bare = (int)(slash ? slash - from.start : (long)from.count);
    if (slice_is(type, "subscribed")) subscribed++;
    if (!slice_is(type, "subscribe")) return;
    xmpp_send(x, "<presence to='%.*s' type='subscribed'/>", bare, from.start);
    if (x->account != 0) xmpp_send(x, "<presence to='%.*s' type='subscribe'/>", bare, from.start);
}

bool xmpp_star(Arguments a) {
    int n = (int)argument(a, 0, 501);
    XMPP *x = xmpp_sessions(0, n);
    xmpp_open_all(x, n, opening_at_once);
    net_quiesce(1, 20);
    xmpp_stanza = on_stanza;
    Meter m;
    meter_start(&m);
    uint64_t deadline = now_ns() + 120000000000u;
    for (int i = 1; subscribed < 2 * (n - 1) && now_ns() < deadline;) {
        if (i < n && i - subscribed / 2 < ON_THEIR_WAY)
            xmpp_send(x, "<presence to='%s%d@localhost' type='subscribe'/>", xmpp_options.prefix, i++);
        net_poll(i < n ? 1000000 : 20000000);
    }
    net_drain(1);
    meter_stop(&m);
    report_begin("star");
    report_int("n", n - 1);
    report_int("subscribed", subscribed);
    report_real("sec", m.seconds, 1);
    report_real("cpu_ms_per_mutual", m.server * 1e3 / (n - 1), 2);
    report_end();
    xmpp_close_all(x, n);
    return subscribed >= 2 * (n - 1);
}
