/// Sending: a frame of every talker each 20 ms, and what networks do to it.
#pragma once
#include "party.h"

/// Impairments of the marked participants; from a seed, so that they come again.
typedef struct Network {
    /// Percent lost.
    double loss;
    /// Each packet comes later by 0 to so many ms; they may overtake each other.
    int jitter;
    /// Nothing gets through for so long, and then all at once.
    double stall_at, stall_ms;
} Network;
extern Network network;
/// Gets `ID SEQUENCE FRAME NANOSECONDS` for every frame of the marked.
extern FILE *speak_log;

/// One packet of a participant that otherwise sends nothing, so that plain RTP begins.
void speak_once(Party *p);
/// To be called once a millisecond.
void speak_tick(uint64_t tick);
