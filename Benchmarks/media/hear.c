#include "hear.h"
#include "meet.h"
#include "secure.h"
#include "stats.h"
#include <math.h>
#include <stdlib.h>

enum { STAMPS = 960 };

int hear_sample = 50;
bool hear_counts;
long hear_opened, hear_refused, hear_controls, hear_controls_refused;
/// Between packets that follow each other, 20 ms of sound apart.
static Samples gaps;

static void dump(Party *p, const uint8_t *bytes, int count, uint64_t at) {
    uint16_t length = (uint16_t)count;
    fwrite(&at, sizeof at, 1, p->dump);
    fwrite(&length, sizeof length, 1, p->dump);
    fwrite(bytes, 1, length, p->dump);
}

static void count_one(Tally *t, const uint8_t *b, int count, uint64_t at) {
    uint16_t sequence = (uint16_t)(b[2] << 8 | b[3]);
    uint32_t stamp = (uint32_t)b[4] << 24 | (uint32_t)b[5] << 16 | (uint32_t)b[6] << 8 | b[7];
    if (!t->any) {
        t->any = true;
        t->first = sequence;
        t->highest = sequence;
        t->began = at;
    } else {
        int16_t ahead = (int16_t)(sequence - (uint16_t)t->highest);
        if (ahead > 0) t->highest += ahead;
        else if (ahead) t->reordered++;
        else t->doubled++;
        if (ahead == 1 && stamp - t->stamp == STAMPS && at > t->last) samples_add(&gaps, at - t->last);
    }
    t->last = at;
    t->stamp = stamp;
    t->count++;
    t->bytes += count;
}

static void hear_control(Party *p, uint8_t *bytes, int count) {
    hear_controls++;
    if (p->webrtc && !secure_open_control(p, bytes, count)) hear_controls_refused++;
}

void hear(Party *p, uint8_t *bytes, int count, uint64_t at) {
    if (!count) return;
    if (bytes[0] < 64) {
        meet_take(p, bytes, count);
        return;
    }
    if (count < 12 || bytes[0] >> 6 != 2 || p->stage != STAGE_READY) return;
    if (bytes[1] >= 192 && bytes[1] <= 223) {
        hear_control(p, bytes, count);
        return;
    }
    if (hear_counts) count_one(&p->tally, bytes, count, at);
    bool opens = p->webrtc && (p->dump || p->seen % hear_sample == 0);
    p->seen++;
    if (opens) {
        count = secure_open(p, bytes, count);
        if (count) hear_opened++;
        else hear_refused++;
    }
    if (p->dump && count) dump(p, bytes, count, at);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report_each(const char *name, double *values, int count) {
    char field[64];
    const double quantiles[] = {0, 0.5, 1};
    const char *names[] = {"least", "median", "most"};
    qsort(values, (size_t)count, sizeof *values, ascending);
    for (int i = 0; i < 3 && count; i++) {
        snprintf(field, sizeof field, "%s_%s", name, names[i]);
        report_real(field, values[(int)lround(quantiles[i] * (count - 1))], 2);
    }
}

void hear_report(double seconds) {
    double *rates = calloc((size_t)party_count + 1, sizeof *rates), *losses = calloc((size_t)party_count + 1, sizeof *losses);
    long count = 0, bytes = 0, lost = 0, reordered = 0, doubled = 0, nothing = 0;
    for (int i = 0; i < party_count; i++) {
        Tally *t = &parties[i]->tally;
        long missing = t->any ? (long)(t->highest - t->first + 1) - (t->count - t->doubled) : 0;
        count += t->count, bytes += t->bytes, lost += missing, reordered += t->reordered, doubled += t->doubled;
        nothing += !t->any;
        losses[i] = (double)missing;
        rates[i] = t->count > 1 ? (double)(t->count - 1) * 1e9 / (double)(t->last - t->began) : 0;
        if (parties[i]->dump) fclose(parties[i]->dump);
    }
    report_int("received", count);
    report_real("received_per_s", (double)count / seconds, 1);
    report_each("rate", rates, party_count);
    report_int("lost", lost);
    report_each("lost_each", losses, party_count);
    report_int("reordered", reordered);
    report_int("doubled", doubled);
    report_int("got_nothing", nothing);
    report_real("kbit_each", (double)bytes * 8 / seconds / 1000 / party_count, 2);
    report_samples("gap", &gaps);
    report_int("opened", hear_opened);
    report_int("open_failures", hear_refused);
    report_int("rtcp", hear_controls);
    report_int("rtcp_failures", hear_controls_refused);
}
