/// What single steps of a voice server cost: microseconds of this thread's CPU per frame of 20 ms, or per packet.
#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Seconds to spend on each.
extern double piece_seconds;

/// Sound, s16le of 48 kHz, in whole frames of 960.
typedef struct Sound {
    int16_t *samples;
    int frames;
} Sound;

/// Opus at 32 kbit/s as for speech, or light: CELT alone at 64 kbit/s, up to 12 kHz.
typedef struct Coding {
    int complexity;
    bool light;
} Coding;

double piece_encode(Sound sound, Coding coding);
double piece_decode(Sound sound);
/// Adding one voice, and taking it out again for one listener, with a limit.
double piece_mix(Sound sound);
/// Of packets with 92 bytes.
double piece_srtp(bool gcm, bool open);
/// AES-GCM by OpenSSL alone, with a context that is kept.
double piece_gcm_kept(void);

typedef struct Net {
    double send, receive;
} Net;
/// `sendmmsg` and `recvmmsg` of 64 packets of 110 bytes over loopback, where the sender pays for delivery.
Net piece_net(void);
