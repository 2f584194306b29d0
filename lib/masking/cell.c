#include "masking/cell.h"

#include "base/date.h"
#include "base/money.h"
#include "base/month.h"
#include "policy/region.h"
#include "table/fact.h"

#define SHORT_NUMBER_MAX    6 /* digits that are of no person */
#define AMOUNT_DIGITS_MAX   9 /* before the point */
#define DECIMALS_MAX        6
#define KEY_DIGITS_MIN      12 /* of a household_id: from there on it may be an ID or a card */
#define LANDLINE_DIGITS_MIN 10
#define HASH_SIZE           (DIGEST_TEXT_SIZE - 1)

/* 救助类别 where nothing was granted. */
#define NO_CATEGORY "none"

/* The parts of an ID number that are published. */
#define ID_BEFORE 6
#define ID_AFTER  2

/* ---- what is what its column holds --------------------------------------------------------- */

static bool is_one_of(char c, const char *list)
{
    return c != '\0' && strchr(list, c) != NULL;
}

static size_t count_digits(struct text a)
{
    size_t n = 0;
    while (n < a.n && a.p[n] >= '0' && a.p[n] <= '9')
        n++;
    return n;
}

/* A decimal number of at most so many digits on either side of its point. */
static bool is_number(struct text a, size_t before, size_t after)
{
    if (a.n > 0 && a.p[0] == '-')
        a = (struct text){a.p + 1, a.n - 1};
    size_t digits = count_digits(a);
    if (digits == 0 || digits > before)
        return false;
    if (digits == a.n)
        return true;
    if (a.p[digits] != '.')
        return false;
    a = (struct text){a.p + digits + 1, a.n - digits - 1};
    digits = count_digits(a);
    return digits > 0 && digits == a.n && digits <= after;
}

static bool is_short_number(struct text a)
{
    return is_number(a, SHORT_NUMBER_MAX, SHORT_NUMBER_MAX) && a.n <= SHORT_NUMBER_MAX + 1;
}

static bool is_amount(struct text a)
{
    struct money money;
    return is_number(a, AMOUNT_DIGITS_MAX, 2) && money_parse(a, &money) == NUMBER_OK;
}

static bool is_day(struct text a)
{
    struct date day;
    return date_parse(a, &day);
}

/* `2025-03-05T08:15:00Z`, as the ledger writes it. */
static bool is_moment(struct text a)
{
    static const char FORM[] = "0000-00-00T00:00:00Z";
    for (size_t i = 0; i < sizeof FORM - 1 && a.n == sizeof FORM - 1; i++)
        if (FORM[i] == '0' ? a.p[i] < '0' || a.p[i] > '9' : a.p[i] != FORM[i])
            return false;
    return a.n == sizeof FORM - 1 && is_day((struct text){a.p, DATE_TEXT_SIZE - 2});
}

static bool is_hash(struct text a)
{
    for (size_t i = 0; i < a.n; i++)
        if (!is_one_of(a.p[i], "0123456789abcdef"))
            return false;
    return a.n == HASH_SIZE;
}

/* Code words as programs write them (`file:2025-03-05`): no number in them is long enough to be of
 * a person, unless it is a day. */
static bool is_code(struct text a)
{
    if (a.n == 0 || !is_one_of(a.p[0], "abcdefghijklmnopqrstuvwxyz"))
        return false;
    for (size_t i = 0, span; i < a.n; i += span) {
        size_t digits = 0;
        for (span = 0; i + span < a.n && is_one_of(a.p[i + span], "0123456789._-"); span++)
            digits += is_one_of(a.p[i + span], "0123456789");
        if (digits > SHORT_NUMBER_MAX && !is_day((struct text){a.p + i, span}))
            return false;
        if (span == 0 && !is_one_of(a.p[i], "abcdefghijklmnopqrstuvwxyz:;"))
            return false;
        span += span == 0;
    }
    return true;
}

static bool is_called(const struct column *column, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(column->name, names[i]) == 0)
            return true;
    return false;
}
#define IS_CALLED(column, names) is_called((column), (names), sizeof(names) / sizeof *(names))

/* What programs write into columns of text: digests, amounts that an audit found, moments. */
static bool is_written_by_programs(const struct column *column, struct text a)
{
    static const char *const DIGESTS[] = {"person", "policy_digest", "input_digest"};
    static const char *const AMOUNTS[] = {"recorded", "recomputed"};
    return IS_CALLED(column, DIGESTS)   ? is_hash(a)
           : IS_CALLED(column, AMOUNTS) ? is_amount(a)
                                        : is_moment(a);
}

/* True for a cell that cannot be a number of a person, by the type of its column. */
static bool is_plain(const struct column *column, struct text a)
{
    struct region region;
    struct month month;
    switch (column->type) {
    case COLUMN_MONEY:
    case COLUMN_COUNT:
    case COLUMN_MONTHS:
        return is_number(a, AMOUNT_DIGITS_MAX, DECIMALS_MAX);
    case COLUMN_DATE:
        return is_day(a);
    case COLUMN_MONTH:
        return month_parse(a, &month);
    case COLUMN_REGION:
        return region_parse(a, &region);
    case COLUMN_WORD:
    case COLUMN_LIST:
        return is_code(a) || is_day(a);
    case COLUMN_TEXT:
        return is_written_by_programs(column, a);
    default:
        return false;
    }
}

/* ---- treatments ------------------------------------------------------------------------------ */

static enum masked_as put_hidden(struct buffer *out)
{
    buffer_string(out, MASKED);
    return MASKED_HIDDEN;
}

/* A name's first character; of what begins with no letter, such as a number, nothing. */
static enum masked_as put_one_initial(struct buffer *out, struct text name)
{
    size_t k;
    const uint32_t c = text_decode(name, &k);
    const bool letter = c > 0x2FFF || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    const bool digit = c >= 0xFF00 && c <= 0xFFEF;
    if (!letter || digit || k == name.n) {
        buffer_char(out, '*');
        return MASKED_HIDDEN;
    }
    buffer_append(out, name.p, k);
    buffer_char(out, '*');
    return MASKED_PARTLY;
}

/* What people write between names. */
static bool parts_names(uint32_t c)
{
    static const uint32_t PARTING[] = {',',    ';',    '/',    '\n',   '|',   '&',
                                       0x3001, 0xFF0C, 0xFF1B, 0xFF0F, 0xFF5C};
    for (size_t i = 0; i < sizeof PARTING / sizeof *PARTING; i++)
        if (c == PARTING[i])
            return true;
    return false;
}

/* Of each name of a list; what stands between them stays. */
static enum masked_as put_initials(struct buffer *out, struct text names)
{
    enum masked_as as = MASKED_HIDDEN;
    for (size_t i = 0, k, begins = 0; i <= names.n; i += k) {
        const bool ends = i == names.n;
        k = 1;
        if (!ends && !parts_names(text_decode((struct text){names.p + i, names.n - i}, &k)))
            continue;
        const struct text name = text_trim((struct text){names.p + begins, i - begins});
        if (name.n > 0 && put_one_initial(out, name) == MASKED_PARTLY)
            as = MASKED_PARTLY;
        if (!ends)
            buffer_append(out, names.p + i, k);
        begins = i + k;
    }
    return as;
}

static enum masked_as put_text(struct buffer *out, struct text cell)
{
    return masking_put_text(out, cell) ? MASKED_PARTLY : MASKED_SHOWN;
}

static enum masked_as put_value(struct buffer *out, const struct column *column, struct text cell)
{
    if (column == NULL || !is_plain(column, text_trim(cell)))
        return put_text(out, cell);
    buffer_text(out, cell);
    return MASKED_SHOWN;
}

static enum masked_as put_unless(struct buffer *out, bool shown, struct text cell)
{
    if (!shown) {
        buffer_string(out, MASKED);
        return MASKED_UNREADABLE_CELL;
    }
    buffer_text(out, cell);
    return MASKED_SHOWN;
}

const char *masking_category(struct text cell)
{
    enum { DEEP, RELATIVE, ACCIDENTAL, GOLDEN_AUTUMN };
    static const char *const CODES[] = {"deep", "relative", "accidental", "golden-autumn"};
    static const struct meaning WORDS[] = {{"深度困难", DEEP},
                                           {"深度困难职工", DEEP},
                                           {"深度困难职工家庭", DEEP},
                                           {"相对困难", RELATIVE},
                                           {"相对困难职工", RELATIVE},
                                           {"相对困难职工家庭", RELATIVE},
                                           {"意外致困", ACCIDENTAL},
                                           {"意外致困职工", ACCIDENTAL},
                                           {"意外致困职工家庭", ACCIDENTAL},
                                           {"金秋助学", GOLDEN_AUTUMN},
                                           {NULL, 0}};
    const int found = meaning_of(text_trim(cell), WORDS, CODES, sizeof CODES / sizeof *CODES);
    return found < 0 ? NULL : CODES[found];
}

/* `341502**********52`, as it was published before: then it stays. */
static bool is_id_part(struct text a)
{
    if (a.n != IDENTITY_SIZE || count_digits(a) != ID_BEFORE)
        return false;
    for (size_t i = ID_BEFORE; i < IDENTITY_SIZE - ID_AFTER; i++)
        if (a.p[i] != '*')
            return false;
    return is_one_of(a.p[a.n - 2], "0123456789") && is_one_of(a.p[a.n - 1], "0123456789X");
}

static enum masked_as put_id_part(struct buffer *out, struct text cell)
{
    char id[IDENTITY_SIZE];
    if (is_id_part(cell)) {
        buffer_text(out, cell);
        return MASKED_PARTLY;
    }
    if (masking_read_id(cell, id) != IDENTITY_OK)
        return MASKED_UNREADABLE_ID;
    memset(id + ID_BEFORE, '*', IDENTITY_SIZE - ID_BEFORE - ID_AFTER);
    buffer_append(out, id, sizeof id);
    return MASKED_PARTLY;
}

/* Of an ID in its form of 18 characters, whatever form it has; of a household_id also of what is
 * none. */
static enum masked_as put_hash(struct buffer *out, struct text cell, bool any,
                               const struct keyed_hash *hash)
{
    char id[IDENTITY_SIZE], digest[DIGEST_TEXT_SIZE];
    if (masking_read_id(cell, id) == IDENTITY_OK) {
        cell = (struct text){id, sizeof id};
    } else if (!any) {
        buffer_string(out, MASKED_INVALID);
        return MASKED_UNREADABLE_ID;
    }
    keyed_hash_text(hash, cell, digest);
    buffer_append(out, digest, HASH_SIZE);
    return MASKED_HASHED;
}

/* A telephone with its area code (010 to 0999), which none of its digits tells from a household_id
 * of so many; one that is filled up with zeros is no telephone. */
static bool is_landline(struct text a)
{
    size_t k, digits = 0;
    for (size_t i = 0; i < a.n && digits < 2; i += k) {
        const uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &k);
        const bool zero = c == '0' || c == 0xFF10;
        const bool digit = (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
        if (digit && zero != (digits == 0))
            return false;
        digits += digit;
    }
    return digits == 2 && masking_longest(a) >= LANDLINE_DIGITS_MIN;
}

/* An ID, a telephone or a card by itself is shown as every message does, by its ends; where there
 * is more in the cell, nothing is. */
static enum masked_as put_key(struct buffer *out, struct text cell)
{
    char id[IDENTITY_SIZE];
    struct buffer shown = {0};
    if (masking_read_id(cell, id) == IDENTITY_OK)
        cell = (struct text){id, sizeof id};
    buffer_masked(&shown, cell);
    const bool same = text_equal(buffer_view(&shown), cell);
    const bool hides = same ? masking_longest(cell) >= KEY_DIGITS_MIN || is_landline(cell)
                            : cell.p != id && count_digits(cell) != cell.n;
    out->failed |= shown.failed;
    if (!hides)
        buffer_text(out, buffer_view(&shown));
    buffer_free(&shown);
    if (hides)
        return put_hidden(out);
    return same ? MASKED_SHOWN : MASKED_PARTLY;
}

enum masked_as masking_put_cell(struct buffer *out, enum treatment treatment,
                                const struct column *column, struct text cell,
                                const struct keyed_hash *hash)
{
    const struct text content = text_trim(cell);
    const char *category;
    if (content.n == 0)
        return MASKED_SHOWN;
    switch (treatment) {
    case TREATED_UNKNOWN:
        if (!is_short_number(content))
            return put_hidden(out);
        buffer_text(out, content);
        return MASKED_SHOWN;
    case TREATED_INITIAL:
        return put_initials(out, content);
    case TREATED_TEXT:
    case TREATED_VALUE:
        return put_value(out, column, cell);
    case TREATED_AMOUNT:
        return put_unless(out, is_amount(content), content);
    case TREATED_CATEGORY:
        category = text_is(content, NO_CATEGORY) ? NO_CATEGORY : masking_category(content);
        return put_unless(out, category != NULL, text_of(category == NULL ? "" : category));
    case TREATED_ID_PART:
        return put_id_part(out, content);
    case TREATED_ID_HASH:
    case TREATED_KEY_HASH:
        return put_hash(out, content, treatment == TREATED_KEY_HASH, hash);
    case TREATED_KEY:
        return put_key(out, content);
    default:
        return put_hidden(out);
    }
}
