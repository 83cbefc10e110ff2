#define _GNU_SOURCE
#include "live.h"
#include "seed.h"
#include "stats.h"
#include "ws.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Hooks hooks;
Faults faults;
long sessions_ready, sessions_opening;
int text_padding = 60;
enum { HELLO = 1 };

Cursor *live_cursor(Session *s, const char *id, size_t count) {
    for (int i = 0; i < s->cursor_count; i++)
        if (memcmp(s->cursors[i].id, id, count) == 0 && s->cursors[i].id[count] == 0) return &s->cursors[i];
    if (count >= sizeof s->cursors->id) return NULL;
    s->cursors = realloc(s->cursors, (size_t)(s->cursor_count + 1) * sizeof *s->cursors);
    Cursor *c = &s->cursors[s->cursor_count++];
    memset(c, 0, sizeof *c);
    memcpy(c->id, id, count);
    c->seq = -1;
    return c;
}

unsigned live_command(Session *s, const char *name, const char *format, ...) {
    char text[4096];
    unsigned id = ++s->last_id;
    int n = snprintf(text, sizeof text, "{\"do\":\"%s\",\"id\":%u", name, id);
    va_list list;
    va_start(list, format);
    n += vsnprintf(text + n, sizeof text - (size_t)n - 1, format, list);
    va_end(list);
    text[n++] = '}';
    ws_send(&s->conn, WS_TEXT, text, (size_t)n);
    return id;
}

void live_message(Session *s, const char *conversation, long number) {
    static unsigned long counter;
    static char padding[65536];
    static unsigned run;
    if (!run) {
        run = (unsigned)now_ns() | 1;
        memset(padding, 'x', sizeof padding - 1);
    }
    uint64_t now = now_ns();
    live_command(s, "send", ",\"c\":\"%s\",\"key\":\"%012llx%08x%06lx\",\"text\":\"T%llu.%ld %.*s\"", conversation,
                 (unsigned long long)(now / 1000000), run, ++counter & 0xffffff, (unsigned long long)now, number,
                 text_padding, padding);
}

bool live_stamp(Slice text, uint64_t *sent, long *number) {
    if (text.count < 4 || text.start[0] != 'T') return false;
    char *end;
    *sent = strtoull(text.start + 1, &end, 10);
    if (*end != '.') return false;
    *number = strtol(end + 1, NULL, 10);
    return true;
}

static void hello(Session *s) {
    size_t room = 256 + (size_t)s->cursor_count * 48, n;
    char *text = malloc(room);
    s->last_id = HELLO;
    s->phase = SESSION_GREETING;
    n = (size_t)snprintf(text, room, "{\"do\":\"hello\",\"id\":%d,\"v\":1,\"cursors\":{", HELLO);
    for (int i = 0; i < s->cursor_count; i++)
        n += (size_t)snprintf(text + n, room - n, "%s\"%s\":%ld", i ? "," : "", s->cursors[i].id, s->cursors[i].seq);
    n += (size_t)snprintf(text + n, room - n, "}}");
    ws_send(&s->conn, WS_TEXT, text, n);
    free(text);
}

static void take_snapshot(Session *s, Slice conversations) {
    Walk w = json_walk(conversations);
    Slice one;
    while (json_item(&w, &one)) {
        Slice id = json_text(json_get(one, "id"));
        Cursor *c = id.count ? live_cursor(s, id.start, id.count) : NULL;
        if (c && c->seq < 0) c->seq = json_long(json_get(one, "head"));
    }
}

/// Moves the cursor over one event; a fault when it is not the next one.
static void advance(Cursor *c, long seq) {
    if (c->seq < 0 || seq == c->seq + 1) {
        c->seq = seq;
    } else if (seq > c->seq) {
        c->missing += seq - c->seq - 1;
        faults.lost += seq - c->seq - 1;
        c->seq = seq;
    } else if (c->missing > 0) {
        c->missing--;
        faults.lost--;
        faults.disordered++;
    } else {
        faults.duplicated++;
    }
}

static void take_event(Session *s, Slice conversation, Slice body) {
    Event e = {.session = s, .cursor = live_cursor(s, conversation.start, conversation.count), .seq = -1};
    Walk w = json_walk(body);
    Slice key, value;
    while (json_member(&w, &key, &value)) {
        if (slice_is(key, "seq")) e.seq = json_long(value);
        else if (slice_is(key, "kind")) e.kind = json_text(value);
        else if (slice_is(key, "text")) e.text = json_text(value);
    }
    if (!e.cursor || e.seq < 0) return;
    advance(e.cursor, e.seq);
    if (hooks.event) hooks.event(&e);
}

static void take_gap(Session *s, Slice conversation, long to) {
    Cursor *c = live_cursor(s, conversation.start, conversation.count);
    if (!c) return;
    if (hooks.gap) hooks.gap(s, c, to);
    else faults.lost += to - c->seq;
    c->seq = to;
}

static void take_ok(Session *s, unsigned id, Slice frame) {
    if (id == HELLO && s->phase == SESSION_GREETING) {
        s->phase = SESSION_READY;
        sessions_opening--;
        sessions_ready++;
        if (hooks.ready) hooks.ready(s);
    } else if (hooks.ok) {
        hooks.ok(s, id, frame);
    }
}

static void take_text(Session *s, Slice frame) {
    Slice key, value, type = {0}, c = {0}, e = {0}, conversations = {0};
    long id = -1, to = -1;
    Walk w = json_walk(frame);
    while (json_member(&w, &key, &value)) {
        if (slice_is(key, "t")) type = json_text(value);
        else if (slice_is(key, "c")) c = json_text(value);
        else if (slice_is(key, "e")) e = value;
        else if (slice_is(key, "id")) id = json_long(value);
        else if (slice_is(key, "to")) to = json_long(value);
        else if (slice_is(key, "conversations")) conversations = value;
    }
    if (slice_is(type, "event")) take_event(s, c, e);
    else if (slice_is(type, "ok")) take_ok(s, (unsigned)id, frame);
    else if (slice_is(type, "presence") && hooks.presence) hooks.presence(s, frame);
    else if (slice_is(type, "snapshot")) take_snapshot(s, conversations);
    else if (slice_is(type, "gap")) take_gap(s, c, to);
    else if (slice_is(type, "no") && ++faults.refused < 4)
        fprintf(stderr, "refused (person %d): %.*s\n", s->person, (int)frame.count, frame.start);
}

static void take_frame(Session *s, Frame f) {
    if (f.opcode == WS_TEXT) {
        take_text(s, (Slice){f.payload, f.count});
    } else if (f.opcode == WS_PING) {
        ws_send(&s->conn, WS_PONG, f.payload, f.count);
    } else if (f.opcode != WS_PONG) {
        if (f.opcode == WS_BROKEN) fprintf(stderr, "a frame that is not allowed\n");
        conn_close(&s->conn);
    }
}

static void opened(Conn *c) {
    Session *s = (Session *)c;
    char credential[1024], request[2048];
    if (s->cookie) snprintf(credential, sizeof credential, "Cookie: %s\r\n", s->cookie);
    else snprintf(credential, sizeof credential, "Authorization: Bearer %s\r\n", people[s->person].token);
    conn_send(c, request, ws_request(request, sizeof request, "/api/v1/live", credential));
}

static size_t received(Conn *c, char *bytes, size_t count) {
    Session *s = (Session *)c;
    size_t used = 0, n;
    if (s->phase == SESSION_UPGRADING) {
        long head = ws_answer(bytes, count);
        if (head == 0) return 0;
        if (head < 0) {
            fprintf(stderr, "no upgrade: %.*s\n", (int)(count < 400 ? count : 400), bytes);
            conn_close(c);
            return 0;
        }
        used = (size_t)head;
        hello(s);
    }
    Frame f;
    while (c->state == CONN_OPEN && (n = ws_frame(bytes + used, count - used, &f)) > 0) {
        used += n;
        take_frame(s, f);
    }
    return used;
}

static void closed(Conn *c) {
    Session *s = (Session *)c;
    if (s->phase == SESSION_READY) sessions_ready--;
    else sessions_opening--;
    s->phase = SESSION_OFF;
    if (!s->ending) faults.dropped++;
    if (hooks.closed) hooks.closed(s);
}

static const Protocol protocol = {opened, received, closed};

void live_open(Session *s) {
    s->began = now_ns();
    s->ending = false;
    s->phase = SESSION_UPGRADING;
    sessions_opening++;
    conn_open(&s->conn, &protocol);
}

void live_close(Session *s) {
    s->ending = true;
    conn_close(&s->conn);
}

Session *live_sessions(int first, int count) {
    seed_need(first + count);
    Session *s = calloc((size_t)count, sizeof *s);
    for (int i = 0; i < count; i++) {
        s[i].person = first + i;
        s[i].number = i;
    }
    return s;
}

void live_open_all(Session *s, int count, int at_once) {
    uint64_t deadline = now_ns() + 300000000000u;
    long dropped = faults.dropped;
    for (int next = 0; next < count || sessions_opening;) {
        while (next < count && sessions_opening < at_once) live_open(&s[next++]);
        net_poll(20000000);
        if (faults.dropped - dropped > 20 || now_ns() > deadline) break;
    }
    if (faults.dropped == dropped) return;
    fprintf(stderr, "%ld of %d sessions could not be opened\n", faults.dropped - dropped, count);
    exit(2);
}

void live_close_all(Session *s, int count) {
    for (int i = 0; i < count; i++) live_close(&s[i]);
    net_drain(0.5);
}

void live_missing(long count) {
    if (count > faults.lost) faults.lost = count;
}

bool live_report_faults(void) {
    report_int("lost", faults.lost);
    report_int("duplicated", faults.duplicated);
    report_int("disordered", faults.disordered);
    report_int("refused", faults.refused);
    report_int("dropped", faults.dropped);
    return faults.lost == 0 && faults.duplicated == 0 && faults.disordered == 0 && faults.refused == 0
        && faults.dropped == 0;
}
