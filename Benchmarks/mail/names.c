/// names: a name server of TXT records on loopback, which knows nothing else (RFC 1035). A line of its file is NAME TAB TEXT.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST = 100, PACKET = 1400, TXT = 16, NO_SUCH_NAME = 3 };

static struct { char name[256], text[1000]; } records[MOST];
static int record_count;

static void load(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(2);
    }
    while (record_count < MOST && fscanf(file, "%255[^\t]\t%999[^\n]\n", records[record_count].name, records[record_count].text) == 2)
        record_count++;
    fclose(file);
}

/// The question's name with dots; where the type stands, or 0.
static size_t question(const uint8_t *bytes, size_t count, char *name) {
    size_t at = 12, length = 0;
    while (at < count && bytes[at] && bytes[at] < 64 && at + bytes[at] + 1 < count && length + bytes[at] + 2 < 256) {
        memcpy(name + length, bytes + at + 1, bytes[at]);
        length += bytes[at];
        name[length++] = '.';
        at += bytes[at] + 1u;
    }
    name[length ? length - 1 : 0] = 0;
    return at + 5 <= count && bytes[at] == 0 ? at + 1 : 0;
}

static size_t answer(uint8_t *out, const char *text) {
    size_t length = strlen(text), pieces = (length + 254) / 255, data = length + pieces;
    const uint8_t head[] = {0xC0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, (uint8_t)(data >> 8), (uint8_t)data};
    uint8_t *at = mempcpy(out, head, sizeof head);
    for (; length; ) {
        size_t piece = length > 255 ? 255 : length;
        *at++ = (uint8_t)piece;
        at = mempcpy(at, text, piece);
        text += piece;
        length -= piece;
    }
    return (size_t)(at - out);
}

static size_t reply(uint8_t *bytes, size_t count) {
    char name[256];
    size_t type = count > 16 ? question(bytes, count, name) : 0, end = type + 4;
    if (!type) return 0;
    int found = -1;
    for (int i = 0; i < record_count; i++)
        if (strcasecmp(records[i].name, name) == 0) found = i;
    const int has_text = found >= 0 && bytes[type] == 0 && bytes[type + 1] == TXT;
    bytes[2] = 0x85;
    bytes[3] = (uint8_t)(0x80 | (found < 0 ? NO_SUCH_NAME : 0));
    memset(bytes + 6, 0, 6);
    bytes[7] = (uint8_t)has_text;
    return end + (has_text ? answer(bytes + end, records[found].text) : 0);
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "names PORT FILE\n");
        return 2;
    }
    load(argv[2]);
    struct sockaddr_in here = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (bind(fd, (struct sockaddr *)&here, sizeof here) < 0) {
        perror("bind");
        return 2;
    }
    for (;;) {
        static uint8_t bytes[PACKET * 2];
        struct sockaddr_in peer;
        socklen_t size = sizeof peer;
        ssize_t n = recvfrom(fd, bytes, 512, 0, (struct sockaddr *)&peer, &size);
        size_t count = n > 0 ? reply(bytes, (size_t)n) : 0;
        if (count) sendto(fd, bytes, count, 0, (struct sockaddr *)&peer, size);
    }
}
