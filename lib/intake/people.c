#include "intake/people.h"

#include <stdlib.h>

static size_t place_of(const struct people *people, uint64_t key)
{
    return (size_t)((key * 0x9E3779B97F4A7C15u) >> 20) & (people->room - 1);
}

static size_t next_place(const struct people *people, size_t i)
{
    return (i + 1) & (people->room - 1);
}

static void put(struct people *people, const struct person *who)
{
    size_t i = place_of(people, who->key);
    while (people->places[i].key != 0)
        i = next_place(people, i);
    people->places[i] = *who;
    people->count++;
}

/* Twice as many places, a power of two. */
static bool make_room(struct people *people)
{
    struct people larger = {.room = people->room ? people->room * 2 : 1024};
    larger.places = calloc(larger.room, sizeof *larger.places);
    if (larger.places == NULL)
        return false;
    for (size_t i = 0; i < people->room; i++)
        if (people->places[i].key != 0)
            put(&larger, &people->places[i]);
    free(people->places);
    *people = larger;
    return true;
}

/* Whether two records are one too many of a person. */
static bool clash(const struct person *a, const struct person *b, bool months)
{
    if (a->month.number == b->month.number)
        return true;
    return !months && (a->file == b->file || a->month.number == 0 || b->month.number == 0);
}

const struct person *people_meet(struct people *people, const struct person *who, bool months,
                                 bool *failed)
{
    *failed = people->count * 2 >= people->room && !make_room(people);
    if (*failed)
        return NULL;
    for (size_t i = place_of(people, who->key); people->places[i].key != 0;
         i = next_place(people, i))
        if (people->places[i].key == who->key && clash(&people->places[i], who, months))
            return &people->places[i];
    put(people, who);
    return NULL;
}

void people_free(struct people *people)
{
    if (people == NULL)
        return;
    free(people->places);
    *people = (struct people){0};
}
