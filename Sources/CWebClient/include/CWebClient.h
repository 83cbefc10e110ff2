#ifndef CONFAB_WEB_CLIENT_H
#define CONFAB_WEB_CLIENT_H

#include <stddef.h>

/// A file of the web client, built into the program.
struct confab_client_file {
    const char *name;
    const unsigned char *bytes;
    size_t size;
};

int confab_client_count(void);

/// The file of an index from 0; NULL beyond the last.
const struct confab_client_file *confab_client_file(int index);

#endif
