/// Twenty people who go on talking, in a process of their own, while something happens to the others.
#pragma once
#include <stdbool.h>

typedef struct Bystanding {
    double p50_ms, p99_ms, max_ms;
    long messages;
} Bystanding;

enum { BYSTANDERS = 20, BYSTANDING_PHASES = 2 };

/// Starts them as the people `first`, `first + 1`, …; returns when they are talking. Before any connection is opened.
void bystanders_start(int first, double per_second);
/// What is sent from now on counts for that phase.
void bystanders_phase(int phase);
/// Ends them; false when they lost, doubled or disordered anything.
bool bystanders_stop(Bystanding result[BYSTANDING_PHASES]);
/// Says it in the report under `bystander_NAME_…`.
void report_bystanding(const char *name, const Bystanding *b);
