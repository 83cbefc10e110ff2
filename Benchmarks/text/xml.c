#define _GNU_SOURCE
#include "xmpp.h"
#include <string.h>

/// The position after the tag that begins at `p`, null when it is not whole.
static const char *after_tag(const char *p, const char *end) {
    char quote = 0;
    for (; p < end; p++) {
        if (quote) quote = *p == quote ? 0 : quote;
        else if (*p == '"' || *p == '\'') quote = *p;
        else if (*p == '>') return p + 1;
    }
    return NULL;
}

size_t xml_stanza(const char *bytes, size_t count) {
    const char *p = bytes, *end = bytes + count;
    int depth = 0;
    while ((p = p < end ? memchr(p, '<', (size_t)(end - p)) : NULL)) {
        const char *next = after_tag(p, end);
        if (!next) return 0;
        size_t left = (size_t)(end - p);
        bool alone = p[1] == '?' || (left > 14 && memcmp(p, "<stream:stream", 14) == 0)
            || (left > 15 && memcmp(p, "</stream:stream", 15) == 0);
        if (p[1] == '/') depth--;
        else if (next[-2] != '/') depth++;
        if (alone || depth == 0) return (size_t)(next - bytes);
        p = next;
    }
    return 0;
}

Slice xml_attribute(Slice s, const char *name) {
    const char *end = after_tag(s.start, s.start + s.count);
    size_t n = strlen(name);
    for (const char *p = s.start + 1; end && p + n + 2 < end; p++) {
        if (p[-1] != ' ' || memcmp(p, name, n) != 0 || p[n] != '=') continue;
        const char *value = p + n + 2, *stop = memchr(value, p[n + 1], (size_t)(end - value));
        if (stop) return (Slice){value, (size_t)(stop - value)};
    }
    return (Slice){s.start, 0};
}

bool xml_is(Slice s, const char *tag) {
    size_t n = strlen(tag);
    return s.count > n + 1 && memcmp(s.start + 1, tag, n) == 0 && strchr(" />", s.start[n + 1]);
}

const char *xml_find(Slice s, const char *text) { return memmem(s.start, s.count, text, strlen(text)); }
