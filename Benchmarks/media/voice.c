#include "voice.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 256 };

static Voice *voices[MOST];
static int voice_count;

static void add(Voice *v, const uint8_t head[3], FILE *file) {
    v->frames = realloc(v->frames, (size_t)(v->count + 1) * sizeof *v->frames);
    Frame *f = &v->frames[v->count++];
    f->count = (uint16_t)(head[0] | head[1] << 8);
    f->level = head[2];
    f->bytes = malloc(f->count + 1u);
    if (fread(f->bytes, 1, f->count, file) == f->count) return;
    fprintf(stderr, "%s: cut short\n", v->name);
    exit(2);
}

void voice_load(const char *name, const char *path) {
    FILE *file = fopen(path, "rb");
    uint8_t head[3];
    if (!file || voice_count == MOST) {
        perror(path);
        exit(2);
    }
    Voice *v = voices[voice_count++] = calloc(1, sizeof *v);
    v->name = strdup(name);
    while (fread(head, 1, sizeof head, file) == sizeof head) add(v, head, file);
    fclose(file);
    if (v->count) return;
    fprintf(stderr, "%s: no frames\n", path);
    exit(2);
}

const Voice *voice_named(const char *name) {
    for (int i = 0; i < voice_count; i++)
        if (!strcmp(voices[i]->name, name)) return voices[i];
    fprintf(stderr, "no voice %s\n", name);
    exit(2);
}
