#include "registers/lists.h"

/* Appends a word to a list, between its beginning and its end. */
__attribute__((format(printf, 3, 4))) static void add_word(struct row *row, int slot,
                                                           const char *format, ...)
{
    va_list values;
    row_add_word(row, slot, "");
    va_start(values, format);
    buffer_format_list(row->values, format, values);
    va_end(values);
}

void lists_put_hits(struct row *row, int slot, const struct registers *registers,
                    const struct matching_facts *facts)
{
    row_slot_begin(row, slot);
    for (int i = 0; i < facts->registers; i++) {
        const struct register_found *found = &facts->found[i];
        if (found->hits > 0)
            add_word(row, slot, "%s:%lld", registers->list[i].name, (long long)found->hits);
        if (found->differs > 0)
            add_word(row, slot, "%s:name-differs:%lld", registers->list[i].name,
                     (long long)found->differs);
    }
    row_slot_end(row, slot);
}

static void put_incomes(struct row *row, int slot, const struct matching_facts *facts)
{
    char found[MONEY_TEXT_SIZE], stated[MONEY_TEXT_SIZE];
    (void)money_format(facts->income_found, found);
    (void)money_format(facts->income_stated, stated);
    add_word(row, slot, "match.income:%s>%s", found, stated);
}

void lists_put_reasons(struct row *row, int slot, const struct registers *registers,
                       const struct policy_set *policy, const struct matching_facts *facts)
{
    row_slot_begin(row, slot);
    for (int i = 0; i < facts->registers; i++) {
        const struct register_found *found = &facts->found[i];
        const char *name = registers->list[i].name;
        if (matching_exceeds(policy, found))
            add_word(row, slot, "match.%s:%lld", name, (long long)found->hits);
        if (found->differs > 0)
            add_word(row, slot, "match.%s:name-differs:%lld", name, (long long)found->differs);
    }
    if (matching_income_exceeds(policy, facts))
        put_incomes(row, slot, facts);
    if (facts->unread > 0)
        add_word(row, slot, "match.income:unreadable:%lld", (long long)facts->unread);
    if (facts->unmatched > 0)
        add_word(row, slot, "match.members:%lld", (long long)facts->unmatched);
    row_slot_end(row, slot);
}
