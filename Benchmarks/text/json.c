#include "json.h"
#include <stdlib.h>
#include <string.h>

/// The position after the string that begins at `p` (a quote).
static const char *after_string(const char *p, const char *end) {
    for (const char *q = p + 1; q < end; q++) {
        q = memchr(q, '"', (size_t)(end - q));
        if (!q) return end;
        const char *slash = q;
        while (slash[-1] == '\\') slash--;
        if ((q - slash) % 2 == 0) return q + 1;
    }
    return end;
}

static const char *after_container(const char *p, const char *end) {
    int depth = 0;
    while (p < end) {
        switch (*p) {
        case '"': p = after_string(p, end); continue;
        case '{': case '[': depth++; break;
        case '}': case ']':
            if (--depth == 0) return p + 1;
            break;
        default: break;
        }
        p++;
    }
    return end;
}

static const char *after_value(const char *p, const char *end) {
    if (p >= end) return end;
    if (*p == '"') return after_string(p, end);
    if (*p == '{' || *p == '[') return after_container(p, end);
    while (p < end && *p != ',' && *p != '}' && *p != ']') p++;
    return p;
}

static const char *skip(const char *p, const char *end) {
    while (p < end && (*p == ',' || *p == ':' || *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) p++;
    return p;
}

Walk json_walk(Slice s) {
    if (s.count < 2) return (Walk){s.start, s.start};
    return (Walk){s.start + 1, s.start + s.count - 1};
}

bool json_item(Walk *w, Slice *value) {
    const char *p = skip(w->at, w->end);
    if (p >= w->end) return false;
    const char *q = after_value(p, w->end);
    *value = (Slice){p, (size_t)(q - p)};
    w->at = q;
    return true;
}

bool json_member(Walk *w, Slice *key, Slice *value) {
    if (!json_item(w, key) || key->count < 2) return false;
    *key = json_text(*key);
    return json_item(w, value);
}

Slice json_get(Slice object, const char *name) {
    Walk w = json_walk(object);
    Slice key, value;
    while (json_member(&w, &key, &value))
        if (slice_is(key, name)) return value;
    return (Slice){object.start, 0};
}

Slice json_text(Slice v) {
    if (v.count < 2 || *v.start != '"') return (Slice){v.start, 0};
    return (Slice){v.start + 1, v.count - 2};
}

long json_long(Slice v) {
    if (v.count == 0 || *v.start < '0' || *v.start > '9') return -1;
    long n = 0;
    for (size_t i = 0; i < v.count && v.start[i] >= '0' && v.start[i] <= '9'; i++) n = n * 10 + (v.start[i] - '0');
    return n;
}

bool slice_is(Slice s, const char *text) {
    return s.count == strlen(text) && memcmp(s.start, text, s.count) == 0;
}
