#define _GNU_SOURCE
#include "seed.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Person *people;
int people_count;
static Talk *talks;
static int talk_count;

static FILE *open_file(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "r");
    if (f) return f;
    perror(path);
    exit(2);
}

/// Cuts a line at its tabs into three fields; false when it has fewer.
static int fields(char *line, char *out[3]) {
    line[strcspn(line, "\r\n")] = 0;
    for (int i = 0; i < 3; i++) out[i] = strsep(&line, "\t");
    return out[1] && out[2];
}

static void add_talk(char *part[3]) {
    talks = realloc(talks, (size_t)(talk_count + 1) * sizeof *talks);
    Talk *t = &talks[talk_count++];
    *t = (Talk){.id = strdup(part[0]), .kind = strdup(part[1])};
    char *list = part[2], *item;
    while ((item = strsep(&list, ","))) {
        t->members = realloc(t->members, (size_t)(t->member_count + 1) * sizeof *t->members);
        t->members[t->member_count++] = atoi(item);
    }
}

void seed_load(const char *folder) {
    char *line = NULL, *part[3];
    size_t capacity = 0;
    FILE *f = open_file(folder, "tokens.tsv");
    while (getline(&line, &capacity, f) > 0) {
        if (!fields(line, part)) continue;
        people = realloc(people, (size_t)(people_count + 1) * sizeof *people);
        people[people_count++] = (Person){strdup(part[0]), strdup(part[1]), strdup(part[2])};
    }
    fclose(f);
    f = open_file(folder, "conversations.tsv");
    while (getline(&line, &capacity, f) > 0)
        if (fields(line, part)) add_talk(part);
    fclose(f);
    free(line);
}

static Talk *missing(const char *what, int n) {
    fprintf(stderr, "the seed has no %s %d\n", what, n);
    exit(2);
}

static int is_history(const Talk *t) { return strcmp(t->kind, "history") == 0; }

Talk *seed_pair(int i) {
    if (i < talk_count && !is_history(&talks[i]) && talks[i].member_count == 2 && talks[i].members[0] == 2 * i)
        return &talks[i];
    for (int k = 0; k < talk_count; k++) {
        Talk *t = &talks[k];
        if (is_history(t) || t->member_count != 2) continue;
        if (t->members[0] + t->members[1] == 4 * i + 1 && abs(t->members[0] - t->members[1]) == 1) return t;
    }
    return missing("pair", i);
}

Talk *seed_room(int members) {
    for (int k = 0; k < talk_count; k++)
        if (talks[k].member_count == members && (members != 2 || strcmp(talks[k].kind, "room") == 0)) return &talks[k];
    return missing("room of", members);
}

Talk *seed_history(void) {
    for (int k = 0; k < talk_count; k++)
        if (is_history(&talks[k])) return &talks[k];
    return missing("history", 0);
}

void seed_need(int count) {
    if (people_count >= count) return;
    fprintf(stderr, "the seed has %d people, %d are needed\n", people_count, count);
    exit(2);
}
