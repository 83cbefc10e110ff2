/// Mails that were written before: an index with a line `FROM TO OFFSET LENGTH` for each, and their bytes as they go
/// over the wire, dots stuffed, without the last one.
#pragma once
#include <stddef.h>

typedef struct Mail {
    const char *from, *to, *bytes;
    size_t count;
} Mail;

extern Mail *mails;
extern size_t mail_count;

/// Reads `PATH.index` and maps `PATH.mails`.
void letters_load(const char *path);
