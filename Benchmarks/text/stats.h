/// Clocks, percentiles, the server's processor time and memory, and one line of JSON per measurement.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t now_ns(void);

/// Durations, kept in units of 100 ns.
typedef struct Samples {
    uint32_t *values;
    size_t count, capacity;
    bool sorted;
} Samples;

void samples_add(Samples *s, uint64_t ns);
void samples_clear(Samples *s);
/// The given quantile (0...1) in milliseconds; NaN when there are none.
double samples_ms(Samples *s, double quantile);

/// The processes whose cost is counted: "123" or "123,124".
void server_pids(const char *list);
/// Seconds of user and system time of the server, every thread, since it started.
double server_cpu(void);
/// Resident memory of the server in KiB.
long server_rss_kb(void);
/// Seconds of user and system time of this process.
double own_cpu(void);

/// A stretch of time with what it cost.
typedef struct Meter {
    uint64_t began;
    double seconds, server, own;
} Meter;

void meter_start(Meter *m);
void meter_stop(Meter *m);

/// One JSON object on one line of standard output.
void report_begin(const char *scenario);
void report_int(const char *name, long value);
void report_real(const char *name, double value, int digits);
/// `NAME_p50_ms`, `_p99_ms`, `_max_ms`.
void report_samples(const char *name, Samples *s);
void report_end(void);
extern const char *report_label;
