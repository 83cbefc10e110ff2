#define _GNU_SOURCE
#include "stats.h"
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

const char *report_label = "";
static int pids[16], pid_count;

uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void samples_add(Samples *s, uint64_t ns) {
    if (s->count == s->capacity) {
        s->capacity = s->capacity ? s->capacity * 2 : 65536;
        s->values = realloc(s->values, s->capacity * sizeof *s->values);
    }
    uint64_t v = ns / 100;
    s->values[s->count++] = v > UINT32_MAX ? UINT32_MAX : (uint32_t)v;
    s->sorted = false;
}

void samples_clear(Samples *s) { s->count = 0; }

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

double samples_ms(Samples *s, double quantile) {
    if (!s->count) return NAN;
    if (!s->sorted) qsort(s->values, s->count, sizeof *s->values, ascending);
    s->sorted = true;
    return s->values[(size_t)(quantile * (double)(s->count - 1))] / 1e4;
}

void server_pids(const char *list) {
    char *copy = strdup(list), *save = NULL;
    for (char *t = strtok_r(copy, ",", &save); t && pid_count < 16; t = strtok_r(NULL, ",", &save))
        pids[pid_count++] = atoi(t);
    free(copy);
}

static double cpu_of(int pid) {
    char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0) return 0;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0) return 0;
    text[n] = 0;
    char *fields = strrchr(text, ')');
    unsigned long user, system;
    long child_user, child_system;
    if (!fields || sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld",
                          &user, &system, &child_user, &child_system) != 4) return 0;
    return (double)((long)(user + system) + child_user + child_system) / (double)sysconf(_SC_CLK_TCK);
}

double server_cpu(void) {
    double sum = 0;
    for (int i = 0; i < pid_count; i++) sum += cpu_of(pids[i]);
    return sum;
}

long server_rss_kb(void) {
    long sum = 0;
    for (int i = 0; i < pid_count; i++) {
        char path[64], line[256];
        snprintf(path, sizeof path, "/proc/%d/status", pids[i]);
        FILE *f = fopen(path, "r");
        if (!f) continue;
        long kb;
        while (fgets(line, sizeof line, f))
            if (sscanf(line, "VmRSS: %ld", &kb) == 1) sum += kb;
        fclose(f);
    }
    return sum;
}

double own_cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec)
        + (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

void meter_start(Meter *m) {
    m->began = now_ns();
    m->server = server_cpu();
    m->own = own_cpu();
}

void meter_stop(Meter *m) {
    m->seconds = (double)(now_ns() - m->began) / 1e9;
    m->server = server_cpu() - m->server;
    m->own = own_cpu() - m->own;
}

void report_begin(const char *scenario) {
    printf("{\"scenario\":\"%s\",\"label\":\"%s\"", scenario, report_label);
}

void report_int(const char *name, long value) { printf(",\"%s\":%ld", name, value); }

void report_real(const char *name, double value, int digits) {
    if (isfinite(value)) printf(",\"%s\":%.*f", name, digits, value);
    else printf(",\"%s\":null", name);
}

void report_samples(const char *name, Samples *s) {
    static const struct { const char *suffix; double quantile; } rows[] = {
        {"p50_ms", 0.5}, {"p99_ms", 0.99}, {"p999_ms", 0.999}, {"max_ms", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char full[64];
        snprintf(full, sizeof full, "%s%s%s", name, *name ? "_" : "", rows[i].suffix);
        report_real(full, samples_ms(s, rows[i].quantile), 3);
    }
}

void report_end(void) {
    printf("}\n");
    fflush(stdout);
}
