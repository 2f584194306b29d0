/*
 * Lets another program try lib/base/money.h: reads one operation per line on standard input,
 * its name and arguments separated by tabs, and writes one result per line.
 *
 * Amounts are whole fen, rates millionths, except in the operations that parse. An operation
 * that has no result says why in a word (`overflow`); a line that is no operation is an error.
 */
#include "base/money.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arguments {
    char *items[64];
    size_t count, next;
};

static long line_number;

static _Noreturn void refuse(const char *why)
{
    fprintf(stderr, "arithmetic: line %ld: %s\n", line_number, why);
    exit(2);
}

static char *word(struct arguments *a)
{
    if (a->next == a->count)
        refuse("an argument is missing");
    return a->items[a->next++];
}

static int64_t number(struct arguments *a)
{
    char *s = word(a), *end;
    errno = 0;
    long long value = strtoll(s, &end, 10);
    if (end == s || *end != '\0' || errno != 0)
        refuse("not a 64-bit number");
    return value;
}

static struct money money(struct arguments *a)
{
    return (struct money){number(a)};
}

static struct rate rate(struct arguments *a)
{
    return (struct rate){number(a)};
}

/* --- results --------------------------------------------------------------------------------- */

static void print_number(bool fits, int64_t value)
{
    if (fits)
        printf("%" PRId64 "\n", value);
    else
        puts("overflow");
}

static void print_parsed(enum number_error error, int64_t value)
{
    switch (error) {
    case NUMBER_OK:
        print_number(true, value);
        return;
    case NUMBER_NOT_A_NUMBER:
        puts("not-a-number");
        return;
    case NUMBER_TOO_MANY_DECIMALS:
        puts("too-many-decimals");
        return;
    case NUMBER_OVERFLOW:
        puts("overflow");
        return;
    }
    refuse("an unknown number_error");
}

/* The text and whether the length that came with it is its own. */
static void print_text(const char *s, size_t n)
{
    printf("%s%s\n", s, n == strlen(s) ? "" : " (wrong length)");
}

static void print_rounded(bool fits, struct exact e, int64_t unit_fen)
{
    struct money m = {0};
    fits = fits && exact_round(e, unit_fen, &m);
    print_number(fits, m.fen);
}

/* --- operations ------------------------------------------------------------------------------ */

static void parse_money(struct arguments *a)
{
    struct money m = {0};
    enum number_error error = money_parse(text_of(word(a)), &m);
    print_parsed(error, m.fen);
}

static void parse_rate(struct arguments *a)
{
    struct rate r = {0};
    enum number_error error = rate_parse(text_of(word(a)), &r);
    print_parsed(error, r.millionths);
}

static void parse_percent(struct arguments *a)
{
    struct rate r = {0};
    enum number_error error = rate_parse_percent(text_of(word(a)), &r);
    print_parsed(error, r.millionths);
}

static void format_money(struct arguments *a)
{
    char out[MONEY_TEXT_SIZE];
    size_t n = money_format(money(a), out);
    print_text(out, n);
}

static void format_rate(struct arguments *a)
{
    char out[RATE_TEXT_SIZE];
    size_t n = rate_format(rate(a), out);
    print_text(out, n);
}

static void format_percent(struct arguments *a)
{
    char out[RATE_TEXT_SIZE];
    size_t n = rate_format_percent(rate(a), out);
    print_text(out, n);
}

static void add(struct arguments *a)
{
    struct money x = money(a), y = money(a), sum = {0};
    bool fits = money_add(x, y, &sum);
    print_number(fits, sum.fen);
}

static void subtract(struct arguments *a)
{
    struct money x = money(a), y = money(a), difference = {0};
    bool fits = money_subtract(x, y, &difference);
    print_number(fits, difference.fen);
}

static void times(struct arguments *a)
{
    struct money m = money(a), product = {0};
    bool fits = money_times(m, number(a), &product);
    print_number(fits, product.fen);
}

/* round_money AMOUNT UNIT */
static void round_money(struct arguments *a)
{
    struct exact e = exact_of(money(a));
    print_rounded(true, e, number(a));
}

/* times_rate AMOUNT RATE UNIT */
static void times_rate(struct arguments *a)
{
    struct money m = money(a);
    struct exact e = exact_times_rate(m, rate(a));
    print_rounded(true, e, number(a));
}

/* sum_products UNIT [AMOUNT RATE RATE]… */
static void sum_products(struct arguments *a)
{
    struct exact sum = exact_of((struct money){0});
    int64_t unit_fen = number(a);
    bool fits = true;
    while (a->next < a->count) {
        struct exact product = {0};
        struct money m = money(a);
        struct rate r = rate(a), s = rate(a);
        fits = fits && exact_times_rates(m, r, s, &product) && exact_add(sum, product, &sum);
    }
    print_rounded(fits, sum, unit_fen);
}

/* floor AMOUNT UNIT */
static void floor_money(struct arguments *a)
{
    struct money m = money(a);
    print_number(true, money_floor(m, number(a)).fen);
}

static void divide(struct arguments *a)
{
    int64_t numerator = number(a);
    print_number(true, divide_round(numerator, number(a)));
}

static const struct {
    const char *name;
    void (*run)(struct arguments *a);
} operations[] = {
    {"parse_money", parse_money},
    {"parse_rate", parse_rate},
    {"parse_percent", parse_percent},
    {"format_money", format_money},
    {"format_rate", format_rate},
    {"format_percent", format_percent},
    {"add", add},
    {"subtract", subtract},
    {"times", times},
    {"round_money", round_money},
    {"times_rate", times_rate},
    {"sum_products", sum_products},
    {"floor", floor_money},
    {"divide", divide},
};

static void run(char *line)
{
    struct arguments a = {0};
    for (char *rest = line, *item; (item = strsep(&rest, "\t"));) {
        if (a.count == sizeof a.items / sizeof *a.items)
            refuse("too many arguments");
        a.items[a.count++] = item;
    }
    const char *name = word(&a);
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (strcmp(operations[i].name, name) == 0) {
            operations[i].run(&a);
            if (a.next != a.count)
                refuse("too many arguments");
            return;
        }
    }
    refuse("not an operation");
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    for (ssize_t n; (n = getline(&line, &room, stdin)) > 0;) {
        line_number++;
        if (line[n - 1] == '\n')
            line[n - 1] = '\0';
        run(line);
    }
    free(line);
    if (ferror(stdin) || fclose(stdout) != 0) {
        fprintf(stderr, "arithmetic: input or output failed\n");
        return 2;
    }
    return 0;
}
