#include "intake/cell.h"

const char *cell_problem_name(enum cell_problem problem)
{
    static const char *const NAMES[] = {"",
#define CELL_NAME(code, name, message) name,
                                        CELL_PROBLEMS(CELL_NAME)
#undef CELL_NAME
    };
    return NAMES[problem];
}

const char *cell_problem_message(enum cell_problem problem)
{
    static const char *const MESSAGES[] = {"",
#define CELL_MESSAGE(code, name, message) message,
                                           CELL_PROBLEMS(CELL_MESSAGE)
#undef CELL_MESSAGE
    };
    return MESSAGES[problem];
}

uint32_t cell_fold(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct text digits_off(struct text a)
{
    while (a.n > 0 && is_digit(*a.p))
        a = (struct text){a.p + 1, a.n - 1};
    return a;
}

bool cell_digits(struct text a)
{
    return a.n > 0 && digits_off(a).n == 0;
}

bool cell_scientific(struct text a)
{
    cell_take(&a, "-");
    struct text rest = digits_off(a);
    if (rest.n == a.n)
        return false;
    if (cell_take(&rest, "."))
        rest = digits_off(rest);
    if (!cell_take(&rest, "E") && !cell_take(&rest, "e"))
        return false;
    if (!cell_take(&rest, "+"))
        cell_take(&rest, "-");
    return cell_digits(rest);
}

struct text cell_whole(struct text a)
{
    struct text rest = digits_off(a), whole = {a.p, a.n - rest.n};
    if (whole.n == 0 || !cell_take(&rest, ".") || rest.n == 0)
        return a;
    while (cell_take(&rest, "0"))
        ;
    return rest.n == 0 ? whole : a;
}

/* A cell without what stands around it. An apostrophe may stand before a space or behind one. */
static struct text uncovered(struct text a)
{
    do
        a = cell_trim(a);
    while (cell_take(&a, "'") || cell_take(&a, "‘") || cell_take(&a, "’") || cell_take(&a, "＇"));
    return a;
}

enum inner_space {
    SPACE_KEPT,    /* one blank, or one line break, for a run of it */
    SPACE_DROPPED, /* where a check or a length will tell if two values were joined */
    SPACE_GUARDED, /* dropped, but between two digits one stays: `300 500` is not 300500 yet */
};

static char ascii_at(struct text a)
{
    size_t size;
    uint32_t c = a.n == 0 ? 0 : cell_fold(text_decode(a, &size));
    return c < 0x80 ? (char)c : '\0';
}

/* Appends what becomes of the white space at the start of `a`, if any; returns its length. */
static size_t fold_space(struct text a, enum inner_space kind, struct buffer *out)
{
    size_t n = 0;
    bool broken = false;
    for (size_t k; (k = cell_space((struct text){a.p + n, a.n - n})) > 0; n += k)
        broken |= a.p[n] == '\n' || a.p[n] == '\r';
    bool digits = out->n > 0 && is_digit(out->p[out->n - 1]) &&
                  is_digit(ascii_at((struct text){a.p + n, a.n - n}));
    if (n > 0 && (kind == SPACE_KEPT || (kind == SPACE_GUARDED && digits)))
        buffer_char(out, broken ? '\n' : ' ');
    return n;
}

static uint32_t folded(uint32_t c)
{
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) /* dashes and the minus sign */
        return '-';
    return c == 0xFFE5 ? 0xA5 : cell_fold(c); /* the full-width yuan sign */
}

static void fold(struct text a, enum inner_space kind, struct buffer *out)
{
    for (size_t i = 0, size; i < a.n; i += size) {
        struct text rest = {a.p + i, a.n - i};
        size = fold_space(rest, kind, out);
        if (size > 0)
            continue;
        uint32_t c = text_decode(rest, &size), plain = folded(c);
        char bytes[4];
        if (plain == c)
            buffer_append(out, rest.p, size);
        else
            buffer_append(out, bytes, text_encode(plain, bytes));
    }
}

static bool is_plain(struct text a)
{
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] <= ' ' || a.p[i] > '~')
            return false;
    return true;
}

/* A missing fact is not zero when it could speak against the household. */
static bool dash_is_zero(const struct column *column)
{
    static const char *const FACTS[] = {"annual_income", "household_size",    "monthly_income",
                                        "dibao",         "per_capita_income", "per_capita_net"};
    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++)
        if (strcmp(column->name, FACTS[i]) == 0)
            return false;
    return true;
}

/* Net of its costs a household's income can be below zero; nothing else can. */
static unsigned amount_rules(const struct column *column)
{
    return (dash_is_zero(column) ? AMOUNT_DASH_IS_ZERO : 0u) |
           (strcmp(column->name, "per_capita_net") == 0 ? AMOUNT_MAY_BE_NEGATIVE : 0u);
}

static enum cell_problem strict_of_folded(const struct column *column, struct text a,
                                          struct cell_unit unit, struct buffer *out)
{
    switch (column->type) {
    case COLUMN_MONEY:
        return cell_amount(a, unit, amount_rules(column), out);
    case COLUMN_COUNT:
        return cell_count(a, strcmp(column->name, "household_size") == 0 ? 1 : 0,
                          dash_is_zero(column), out);
    case COLUMN_MONTHS:
        return cell_months(a, out);
    case COLUMN_DATE:
        return cell_date(a, out);
    case COLUMN_MONTH:
        return cell_month(a, out);
    case COLUMN_YESNO:
        return cell_yes_or_no(a, out);
    case COLUMN_REGION:
        return cell_region(a, out);
    case COLUMN_ID:
        return cell_id(a, out);
    case COLUMN_CARD:
        return cell_card(a, out);
    case COLUMN_PHONE:
        return cell_phone(a, out);
    case COLUMN_NAME:
        cell_name(a, out);
        return CELL_OK;
    case COLUMN_LIST:
        cell_list(a, out);
        return CELL_OK;
    case COLUMN_TEXT:
    case COLUMN_WORD:
        break;
    }
    cell_text(a, out);
    return CELL_OK;
}

static enum inner_space inner_space_of(enum column_type type)
{
    switch (type) {
    case COLUMN_MONEY:
    case COLUMN_COUNT:
    case COLUMN_MONTHS:
        return SPACE_GUARDED;
    case COLUMN_DATE:
    case COLUMN_MONTH:
    case COLUMN_PHONE:
        return SPACE_KEPT;
    default:
        return SPACE_DROPPED;
    }
}

static bool stays_as_typed(enum column_type type)
{
    return type == COLUMN_TEXT || type == COLUMN_WORD || type == COLUMN_NAME || type == COLUMN_LIST;
}

enum cell_problem cell_make_strict(const struct column *column, struct text typed,
                                   struct cell_unit unit, struct buffer *out)
{
    struct text a = uncovered(typed);
    if (a.n == 0)
        return CELL_OK;
    if (stays_as_typed(column->type) || is_plain(a))
        return strict_of_folded(column, a, unit, out);

    struct buffer plain = {0};
    fold(a, inner_space_of(column->type), &plain);
    enum cell_problem problem = CELL_OK;
    if (plain.failed)
        out->failed = true;
    else
        problem = strict_of_folded(column, buffer_view(&plain), unit, out);
    buffer_free(&plain);
    return problem;
}
