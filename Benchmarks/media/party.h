/// The participants: what each sends, to whom, and what it got.
#pragma once
#include "voice.h"
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <srtp2/srtp.h>
#include <stdbool.h>
#include <stdio.h>

typedef enum Stage {
    /// Waits for its turn to connect.
    STAGE_NEW,
    /// Asks for ICE's first answer.
    STAGE_CHECKING,
    STAGE_HANDSHAKE,
    STAGE_READY,
    STAGE_FAILED,
} Stage;

/// What came, within the measured time.
typedef struct Tally {
    long count, bytes, reordered, doubled;
    bool any;
    uint16_t first;
    /// The highest sequence number, counted on beyond 16 bits.
    int64_t highest;
    uint32_t stamp;
    uint64_t began, last;
} Tally;

typedef struct Party {
    int id;
    struct sockaddr_in to, from;
    /// Its own socket; 0 when it has none.
    int fd;
    const Voice *voice;
    /// The first frame for ever.
    bool still;
    int offset, phase;
    long frame;
    uint8_t payload_type, level_id, mid_id;
    char mid[16];
    uint16_t sequence;
    uint32_t stamp, ssrc;
    /// Impaired, logged; and how many frames a stall holds back.
    bool marked;
    int held;
    FILE *dump;

    bool webrtc;
    Stage stage;
    char user[320], password[260], own_password[64];
    uint8_t transaction[12];
    uint64_t began, retry;
    SSL *tls;
    srtp_t out, in;
    /// All packets that ever came.
    long seen;
    Tally tally;
} Party;

enum { PARTIES = 1 << 14 };
extern Party *parties[PARTIES];
extern int party_count;

/// Reads one line of a plan: `V NAME FILE` or `P key=value…`; see README.md. Ends the program on what it does not know.
void plan_line(char *line);
