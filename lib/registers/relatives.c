#include "registers/relatives.h"

#include "base/identity.h"
#include "base/language.h"
#include "registers/name_key.h"
#include "table/side.h"

#include <stdlib.h>

enum { HOUSEHOLD_ID, ID_NUMBER, NAME, COLUMNS };

static const struct column_need READS[COLUMNS] = {
    [HOUSEHOLD_ID] = {"household_id", true}, [ID_NUMBER] = {"id_number", true}, [NAME] = {"name"}};

void relatives_free(struct relatives *f)
{
    if (f == NULL)
        return;
    names_free(&f->ids);
    free(f->places);
    free(f->list);
    *f = (struct relatives){0};
}

/* ---- reading -------------------------------------------------------------------------------- */

static bool make_room(struct relatives *f)
{
    const size_t room = f->room == 0 ? 1024 : f->room + f->room / 2;
    struct relative *more = reallocarray(f->list, room, sizeof *more);
    if (more == NULL)
        return false;
    f->list = more;
    f->room = room;
    return true;
}

static bool make_room_for(struct relatives *f, uint32_t household)
{
    if (household < f->place_room)
        return true;
    const size_t room = f->place_room == 0 ? 1024 : 2 * f->place_room;
    struct relatives_place *more = reallocarray(f->places, room, sizeof *more);
    if (more == NULL)
        return false;
    memset(more + f->place_room, 0, (room - f->place_room) * sizeof *more);
    f->places = more;
    f->place_room = room;
    return true;
}

/* The household's number is the next one where it is new: there is room for it, or for twice. */
static bool add(struct relatives *f, struct text household_id, uint64_t key, uint64_t name)
{
    const uint32_t household = names_number(&f->ids, household_id);
    if (household == NAMES_NONE || !make_room_for(f, household) ||
        (f->count == f->room && !make_room(f)) || f->count == UINT32_MAX - 1)
        return false;
    struct relatives_place *place = &f->places[household];
    f->list[f->count++] = (struct relative){key, name, 0};
    *(place->last == 0 ? &place->first : &f->list[place->last - 1].next) = (uint32_t)f->count;
    place->last = (uint32_t)f->count;
    return true;
}

static bool take_person(void *data, const struct side_row *row, struct error *error)
{
    char id[IDENTITY_SIZE];
    const uint64_t name = name_key(side_cell(row, NAME));
    const bool sound = identity_read(text_trim(side_cell(row, ID_NUMBER)), id) == IDENTITY_OK;
    const struct text household_id = text_trim(side_cell(row, HOUSEHOLD_ID));
    if (household_id.n == 0)
        return error_set(error, row->file, row->record->line, READS[HOUSEHOLD_ID].name,
                         _("the cell is empty; expected the household that the person belongs to"));
    return add(data, household_id, sound ? identity_key(id) : 0, name) ||
           error_no_memory(error, row->file);
}

bool relatives_read(struct relatives *relatives, const char *file, struct error *error)
{
    struct side side = {
        .name = file, .reads = READS, .read_count = COLUMNS, .data = relatives, .row = take_person};
    return side_read(&side, error);
}

/* ---- joining -------------------------------------------------------------------------------- */

/* Whoever has no sound ID number cannot be looked for. */
bool relatives_join(const struct relatives *f, struct text household_id,
                    struct households *households, uint32_t household)
{
    const uint32_t number = names_find(&f->ids, household_id);
    uint32_t i = number == NAMES_NONE ? 0 : f->places[number].first;
    for (; i != 0; i = f->list[i - 1].next) {
        const struct relative *relative = &f->list[i - 1];
        if (relative->key == 0)
            count_one(&households->list[household].unmatched);
        else if (!members_add(&households->members, relative->key, household, relative->name))
            return false;
    }
    return true;
}
