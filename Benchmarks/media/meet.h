/// Connecting: ICE, then DTLS, of so many participants at once; and consent (RFC 7675) afterwards.
#pragma once
#include "party.h"
#include "stats.h"

/// To be called once a millisecond.
void meet_tick(uint64_t tick);
/// A STUN or DTLS datagram came.
void meet_take(Party *p, const uint8_t *bytes, int count);
/// Whether nobody is on the way.
bool meet_done(void);
/// From the first check until SRTP has keys.
extern Samples meet_times;
extern int meet_failed;
extern long meet_consents;
