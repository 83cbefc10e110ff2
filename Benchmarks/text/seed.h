/// The people and conversations that `confab bench-seed` wrote: `tokens.tsv` and `conversations.tsv` of one folder.
#pragma once

typedef struct Person {
    char *id, *token, *address;
} Person;

typedef struct Talk {
    char *id, *kind;
    int *members, member_count;
} Talk;

extern Person *people;
extern int people_count;

/// Reads both files; ends the program when they cannot be read.
void seed_load(const char *folder);
/// The direct conversation of people 2i and 2i+1.
Talk *seed_pair(int i);
/// The group of that many members.
Talk *seed_room(int members);
/// The conversation that has been filled with messages.
Talk *seed_history(void);
/// Ends the program unless there are that many people.
void seed_need(int count);
