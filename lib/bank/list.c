#include "bank/list.h"

#include "base/language.h"
#include "policy/region_name.h"

static struct region province_of(struct region r)
{
    while (region_parent(r).code != REGION_COUNTRY.code)
        r = region_parent(r);
    return r;
}

/* The prefecture; a county that is the province's own (济源市) stands for itself. */
static struct text city_name(struct region r)
{
    const struct region province = province_of(r);
    if (r.code == province.code)
        return (struct text){NULL, 0};
    struct region city = r;
    while (region_parent(city).code != province.code)
        city = region_parent(city);
    const struct text name = region_name(city);
    return name.n > 0 ? name : region_name(r);
}

static void put_text(struct buffer *out, const char *text)
{
    if (text != NULL)
        buffer_string(out, text);
}

static void put_amount(struct buffer *out, struct money amount)
{
    char text[MONEY_TEXT_SIZE];
    buffer_append(out, text, money_format(amount, text));
}

/* An account as digits only: the option may have been typed with spaces. */
static void put_account(struct buffer *out, const char *account)
{
    for (; account != NULL && *account != '\0'; account++)
        if (*account >= '0' && *account <= '9')
            buffer_char(out, *account);
}

static void put_field(const struct payments *all, const struct payment *p,
                      const struct bank_options *o, enum bank_field field, struct buffer *out)
{
    switch (field) {
    case FIELD_NUMBER:
        buffer_format(out, "%ld", p->number);
        break;
    case FIELD_NAME:
        buffer_text(out, payments_text(&all->texts, p->name));
        break;
    case FIELD_CARD:
        buffer_text(out, payments_text(&all->cards, p->card));
        break;
    case FIELD_BANK:
        buffer_text(out, payments_text(&all->texts, p->bank));
        break;
    case FIELD_AMOUNT:
        put_amount(out, p->amount);
        break;
    case FIELD_PURPOSE:
        put_text(out, o->purpose);
        break;
    case FIELD_ID:
        buffer_text(out, payments_text(&all->persons, p->person));
        break;
    case FIELD_PAYER_BANK:
        put_text(out, o->payer_bank);
        break;
    case FIELD_PAYER_ACCOUNT:
        put_account(out, o->payer_account);
        break;
    case FIELD_PAYER_NAME:
        put_text(out, o->payer_name);
        break;
    case FIELD_PROVINCE:
        if (p->has_region && p->region.code != REGION_COUNTRY.code)
            buffer_text(out, region_name(province_of(p->region)));
        break;
    case FIELD_CITY:
        if (p->has_region && p->region.code != REGION_COUNTRY.code)
            buffer_text(out, city_name(p->region));
        break;
    case FIELD_PHONE:
        buffer_text(out, payments_text(&all->texts, p->phone));
        break;
    case FIELD_NOTE:
    case FIELD_COUNT:
        break;
    }
}

static void put_header(const struct bank_format *format, struct buffer *line)
{
    for (int i = 0; i < format->count; i++)
        buffer_format(line, "%s%s", i == 0 ? "" : ",", format->columns[i].heading);
    buffer_string(line, BANK_LINE_END);
}

static void put_line(const struct payments *all, const struct payment *p,
                     const struct bank_options *o, struct buffer *line,
                     struct list_empties *empties)
{
    const struct bank_format *format = o->format;
    for (int i = 0; i < format->count; i++) {
        if (i > 0)
            buffer_char(line, format->separator);
        const size_t before = line->n;
        put_field(all, p, o, format->columns[i].field, line);
        empties->of[format->columns[i].field] += line->n == before;
    }
    if (format->closes)
        buffer_char(line, format->separator);
    buffer_string(line, BANK_LINE_END);
}

static bool encode(struct encoder *encoder, const struct bank_options *o, struct buffer *line,
                   struct buffer *out, struct error *error)
{
    uint32_t lacking = 0;
    const enum encoded result =
        line->failed ? ENCODED_NO_MEMORY : encoder_put(encoder, buffer_view(line), out, &lacking);
    buffer_clear(line);
    if (result == ENCODED_LACKS)
        return error_set(error, NULL, 0, NULL, _("%s has no character U+%04X"), o->encoding,
                         (unsigned)lacking);
    return result == ENCODED || error_no_memory(error, NULL);
}

bool list_put(const struct payments *payments, const struct bank_options *o,
              struct encoder *encoder, struct buffer *out, struct list_empties *empties,
              struct error *error)
{
    struct buffer line = {0};
    bool ok = true;
    *empties = (struct list_empties){0};
    if (o->format->table) {
        put_header(o->format, &line);
        ok = encode(encoder, o, &line, out, error);
    }
    for (size_t i = 0; ok && i < payments->count; i++) {
        if (payments->list[i].state != PAYMENT_LISTED)
            continue;
        put_line(payments, &payments->list[i], o, &line, empties);
        ok = encode(encoder, o, &line, out, error);
    }
    buffer_free(&line);
    return ok;
}
