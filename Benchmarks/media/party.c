#define _GNU_SOURCE
#include "party.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

Party *parties[PARTIES];
int party_count;

static void bad(const char *what, const char *value) {
    fprintf(stderr, "plan: %s %s\n", what, value ? value : "");
    exit(2);
}

static void read_address(struct sockaddr_in *to, char *value) {
    char *port = strrchr(value, ':');
    if (!port) bad("no port in", value);
    *port++ = 0;
    to->sin_family = AF_INET;
    to->sin_port = htons((uint16_t)atoi(port));
    if (inet_pton(AF_INET, value, &to->sin_addr) != 1) bad("no IPv4 address:", value);
}

static void read_voice(Party *p, const char *value) {
    p->still = !strncmp(value, "still:", 6);
    p->voice = strcmp(value, "-") ? voice_named(value + (p->still ? 6 : 0)) : NULL;
}

static void read_mid(Party *p, char *value) {
    char *name = strchr(value, ':');
    if (!name || strlen(name + 1) >= sizeof p->mid) bad("mid is not ID:NAME:", value);
    p->mid_id = (uint8_t)atoi(value);
    strcpy(p->mid, name + 1);
}

static void set(Party *p, const char *key, char *value) {
    if (!strcmp(key, "to")) read_address(&p->to, value);
    else if (!strcmp(key, "from")) read_address(&p->from, value);
    else if (!strcmp(key, "voice")) read_voice(p, value);
    else if (!strcmp(key, "offset")) p->offset = atoi(value);
    else if (!strcmp(key, "phase")) p->phase = atoi(value) % 20;
    else if (!strcmp(key, "pt")) p->payload_type = (uint8_t)atoi(value);
    else if (!strcmp(key, "level")) p->level_id = (uint8_t)atoi(value);
    else if (!strcmp(key, "mid")) read_mid(p, value);
    else if (!strcmp(key, "ssrc")) p->ssrc = (uint32_t)strtoul(value, NULL, 10);
    else if (!strcmp(key, "mark")) p->marked = atoi(value);
    else if (!strcmp(key, "dump")) p->dump = fopen(value, "wb");
    else if (!strcmp(key, "user") && strlen(value) < sizeof p->user) strcpy(p->user, value), p->webrtc = true;
    else if (!strcmp(key, "pwd") && strlen(value) < sizeof p->password) strcpy(p->password, value);
    else if (!strcmp(key, "own") && strlen(value) < sizeof p->own_password) strcpy(p->own_password, value);
    else bad("unknown or too long:", key);
}

static void add(char *line) {
    if (party_count == PARTIES) bad("too many participants", NULL);
    Party *p = calloc(1, sizeof *p);
    p->id = party_count;
    p->sequence = (uint16_t)(p->id * 7);
    p->stamp = (uint32_t)p->id * 48000;
    char *field;
    while ((field = strsep(&line, " "))) {
        char *value = strchr(field, '=');
        if (!value) bad("no value for", field);
        *value++ = 0;
        set(p, field, value);
    }
    if (!p->webrtc) p->stage = STAGE_READY;
    parties[party_count++] = p;
}

void plan_line(char *line) {
    char *kind = strsep(&line, " ");
    if (!strcmp(kind, "V") && line) {
        char *name = strsep(&line, " ");
        if (line) voice_load(name, line);
    } else if (!strcmp(kind, "P") && line) add(line);
    else bad("what is", kind);
}
