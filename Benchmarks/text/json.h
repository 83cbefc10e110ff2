/// Just enough of JSON (RFC 8259) to look into what a server that is trusted sends: no values are built, slices are given out.
#pragma once
#include <stdbool.h>
#include <stddef.h>

/// A stretch of text. For a JSON string: with its quotes.
typedef struct Slice {
    const char *start;
    size_t count;
} Slice;

/// Where one stands in an object or an array.
typedef struct Walk {
    const char *at, *end;
} Walk;

/// Stands before the first member or item of an object or an array.
Walk json_walk(Slice container);
/// The next member of an object; `key` comes without quotes. False at the end.
bool json_member(Walk *w, Slice *key, Slice *value);
/// The next item of an array. False at the end.
bool json_item(Walk *w, Slice *value);
/// The first member with that name; an empty slice when there is none.
Slice json_get(Slice object, const char *key);
/// A string without its quotes, escapes left as they are.
Slice json_text(Slice value);
/// A number; -1 when it is none.
long json_long(Slice value);
bool slice_is(Slice s, const char *text);
