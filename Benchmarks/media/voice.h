/// Loops of Opus frames of 20 ms that were encoded before (by `frames`).
#pragma once
#include <stdint.h>

typedef struct Frame {
    uint8_t *bytes;
    /// 0 for a silent frame.
    uint16_t count;
    /// RFC 6464: 0...127, in -dBov.
    uint8_t level;
} Frame;

typedef struct Voice {
    char *name;
    Frame *frames;
    int count;
} Voice;

/// Reads a file of records: u16le length, u8 level, payload.
void voice_load(const char *name, const char *path);
/// The loop of that name; ends the program when there is none.
const Voice *voice_named(const char *name);
