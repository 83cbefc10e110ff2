/// The scenarios of `liveload`. Each prints a line of JSON per measurement and is true when nothing was lost,
/// doubled, out of order or refused.
#pragma once
#include <stdbool.h>

typedef struct Arguments {
    int count;
    char **values;
} Arguments;

/// The argument with that index or what holds without it.
double argument(Arguments a, int index, double otherwise);
/// How many connections may be on their way at once while sessions are opened.
extern int opening_at_once;

bool scenario_idle(Arguments a);
bool scenario_pairs(Arguments a);
bool scenario_room(Arguments a);
bool scenario_presence(Arguments a);
bool scenario_resume(Arguments a);
bool scenario_signin(Arguments a);
bool scenario_history(Arguments a);
bool scenario_storm(Arguments a);
bool scenario_slow(Arguments a);
extern const char *password;
