#define _GNU_SOURCE
#include "letters.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

Mail *mails;
size_t mail_count;

static const char *map(const char *path) {
    int fd = open(path, O_RDONLY);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) < 0) {
        perror(path);
        exit(2);
    }
    const char *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    close(fd);
    return bytes;
}

void letters_load(const char *path) {
    char name[4096], from[400], to[400];
    size_t offset, count;
    snprintf(name, sizeof name, "%s.mails", path);
    const char *bytes = map(name);
    snprintf(name, sizeof name, "%s.index", path);
    FILE *index = fopen(name, "r");
    if (!index) {
        perror(name);
        exit(2);
    }
    while (fscanf(index, "%399s %399s %zu %zu", from, to, &offset, &count) == 4) {
        mails = realloc(mails, (mail_count + 1) * sizeof *mails);
        mails[mail_count++] = (Mail){strdup(from), strdup(to), bytes + offset, count};
    }
    fclose(index);
}
