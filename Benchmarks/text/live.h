/// Sessions that speak the live protocol (Documentation/protocol.md) and check the promises of the log:
/// every event of a conversation once and in order.
#pragma once
#include "json.h"
#include "net.h"

/// The last event of a conversation that a session holds.
typedef struct Cursor {
    char id[20];
    long seq, missing;
} Cursor;

typedef struct Session Session;
struct Session {
    /// First, so that a connection is its session.
    Conn conn;
    int person;
    enum { SESSION_OFF, SESSION_UPGRADING, SESSION_GREETING, SESSION_READY } phase;
    /// It is we who end it: not a fault.
    bool ending;
    /// The value of the cookie to be used instead of the token.
    char *cookie;
    Cursor *cursors;
    int cursor_count;
    unsigned last_id;
    uint64_t began;
    /// For the scenario.
    Session *peer;
    long sent, acked, delivered, number;
    uint64_t marked, due;
};

typedef struct Event {
    Session *session;
    Cursor *cursor;
    long seq;
    Slice kind, text;
} Event;

/// What a scenario is told; each may be null.
typedef struct Hooks {
    void (*ready)(Session *);
    void (*event)(const Event *);
    void (*ok)(Session *, unsigned id, Slice frame);
    void (*presence)(Session *, Slice frame);
    void (*gap)(Session *, Cursor *, long to);
    void (*closed)(Session *);
} Hooks;
extern Hooks hooks;

/// What must not happen.
typedef struct Faults {
    long lost, duplicated, disordered, refused, dropped;
} Faults;
extern Faults faults;
extern long sessions_ready, sessions_opening;
/// How many bytes a message's text has besides its stamp.
extern int text_padding;

/// Begins a session with the cursors it has.
void live_open(Session *s);
void live_close(Session *s);
/// Opens `count` sessions, at most `at_once` on their way; ends the program when that fails.
void live_open_all(Session *s, int count, int at_once);
void live_close_all(Session *s, int count);
/// Sessions of the people `first`, `first + 1`, …
Session *live_sessions(int first, int count);
/// Sends one command: the members after `do` and `id`. Returns its id.
unsigned live_command(Session *s, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/// Sends a message whose text begins with the present instant and a number.
void live_message(Session *s, const char *conversation, long number);
/// The stamp of such a text; false when it has none.
bool live_stamp(Slice text, uint64_t *sent, long *number);
/// The cursor of a conversation, made with `seq` -1 when there is none.
Cursor *live_cursor(Session *s, const char *id, size_t count);
/// So many have not come, whether or not the cursors have shown it.
void live_missing(long count);
/// Says the faults in the report; true when there were none.
bool live_report_faults(void);
