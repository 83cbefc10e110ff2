/// What the participants get.
#pragma once
#include "party.h"

/// One in so many packets of each is authenticated and deciphered; of whoever is dumped, each.
extern int hear_sample;
/// Whether packets are counted now.
extern bool hear_counts;
extern long hear_opened, hear_refused, hear_controls, hear_controls_refused;

void hear(Party *p, uint8_t *bytes, int count, uint64_t at);
/// Sums and quantiles of all, as fields of the report.
void hear_report(double seconds);
