#include "intake/people.h"

#include <stdlib.h>

/* The place of a person in a month: where it is, or the free one where it belongs. */
static struct person *place_of(const struct people *people, uint64_t key, struct month month)
{
    const uint64_t both = key + (uint64_t)(uint32_t)month.number * 0x9E3779B9u;
    size_t i = (size_t)((both * 0x9E3779B97F4A7C15u) >> 20) & (people->room - 1);
    while (people->places[i].key != 0 &&
           (people->places[i].key != key || people->places[i].month.number != month.number))
        i = (i + 1) & (people->room - 1);
    return &people->places[i];
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
            *place_of(&larger, people->places[i].key, people->places[i].month) = people->places[i];
    larger.count = people->count;
    free(people->places);
    *people = larger;
    return true;
}

const struct person *people_meet(struct people *people, uint64_t key, struct month month,
                                 const char *file, long line, bool *failed)
{
    *failed = people->count * 2 >= people->room && !make_room(people);
    if (*failed)
        return NULL;
    struct person *place = place_of(people, key, month);
    if (place->key == key)
        return place;
    *place = (struct person){key, month, file, line};
    people->count++;
    return NULL;
}

void people_free(struct people *people)
{
    if (people == NULL)
        return;
    free(people->places);
    *people = (struct people){0};
}
