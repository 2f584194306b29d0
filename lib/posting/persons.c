/* Whom the ledger has paid in another household: by the keyed hash of the ID number, in one year.
 */
#include "posting/inside.h"

#include "base/household_key.h"
#include "base/language.h"

#include <stdlib.h>
#include <string.h>

/* Sums by `PERSON:YEAR`, of all households, and by `PERSON:YEAR:HOUSEHOLD`. */
static bool key_of(struct buffer *key, struct text person, struct date day, struct text household)
{
    struct household_key of;
    if (!household_key_make(&of, household))
        return false;
    buffer_clear(key);
    buffer_text(key, person);
    buffer_format(key, ":%d", date_civil(day).year);
    if (household.n > 0)
        buffer_char(key, ':');
    buffer_text(key, of.text);
    household_key_free(&of);
    return !key->failed;
}

static struct money *sum_of(struct paid_persons *persons, struct text key)
{
    const uint32_t number = names_number(&persons->keys, key);
    if (number == NAMES_NONE)
        return NULL;
    struct money *sum = names_beside(persons->sum, &persons->room, number, sizeof *persons->sum);
    if (sum == NULL)
        return NULL;
    persons->sum = sum;
    return &sum[number];
}

static bool take(void *data, const struct entry *entry, struct error *error)
{
    struct paid_persons *persons = data;
    if (entry->key.n > 0 && persons->fingerprint == NULL)
        return error_set(error, NULL, 0, NULL,
                         _("the ledger keeps persons by a key: without --key-file nobody could be "
                           "known again"));
    if (entry->key.n > 0 && !text_is(entry->key, persons->fingerprint))
        return error_set(error, NULL, 0, NULL,
                         _("--key-file: it is not the key that the ledger's persons were kept by "
                           "so far"));
    const struct text households[] = {{NULL, 0}, entry->household};
    for (int i = 0; i < 2 && entry->person.n > 0; i++) {
        struct money *sum = key_of(&persons->key, entry->person, entry->assessed_on, households[i])
                                ? sum_of(persons, buffer_view(&persons->key))
                                : NULL;
        if (sum == NULL)
            return error_no_memory(error, NULL);
        if (!money_add(*sum, entry->amount, sum))
            return error_set(error, NULL, 0, NULL, _("the sum does not fit"));
    }
    return true;
}

bool paid_persons_load(struct paid_persons *persons, struct ledger *ledger, const char *fingerprint,
                       struct error *error)
{
    persons->fingerprint = fingerprint;
    const struct entry_pick all = {0};
    return ledger_each(ledger, &all, take, persons, error);
}

static int64_t paid_by(const struct paid_persons *persons, struct text key)
{
    const uint32_t number = names_find(&persons->keys, key);
    return number == NAMES_NONE ? 0 : persons->sum[number].fen;
}

bool paid_persons_elsewhere(struct paid_persons *persons, struct text person, struct date day,
                            struct text household, bool *elsewhere)
{
    *elsewhere = false;
    if (person.n == 0)
        return true;
    if (!key_of(&persons->key, person, day, (struct text){NULL, 0}))
        return false;
    const int64_t all = paid_by(persons, buffer_view(&persons->key));
    if (!key_of(&persons->key, person, day, household))
        return false;
    *elsewhere = all > paid_by(persons, buffer_view(&persons->key));
    return true;
}

void paid_persons_free(struct paid_persons *persons)
{
    names_free(&persons->keys);
    buffer_free(&persons->key);
    free(persons->sum);
}
