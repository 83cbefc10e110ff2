/// A keep-alive HTTP/1.1 client connection (RFC 9112) with one request at a time.
#pragma once
#include "json.h"
#include "net.h"

typedef struct HTTP HTTP;
struct HTTP {
    /// First, so that a connection is its client.
    Conn conn;
    /// The answer to the request under way; `head` holds the status line and the fields.
    void (*answered)(HTTP *, int status, Slice head, Slice body);
    bool busy, ending;
    void *owner;
    uint64_t began;
    long number;
};

void http_open(HTTP *h);
void http_close(HTTP *h);
/// Sends a request; `credential` is a whole header line with its CRLF or "". Waits for the connection when it is not yet up.
void http_request(HTTP *h, const char *method, const char *path, const char *credential, const char *json);
extern long http_dropped;
