/*
 * For unit tests of rules: a policy in force made from short lines
 *
 *     parameter=value                 dossier, region 341500, from 2024-01-01
 *     parameter=value until DATE      with a last day
 *     parameter@bracket=value         one bracket
 *
 * of which a policy file is written, with the parameter's own unit, and read.
 */
#ifndef BANGFU_TESTS_POLICY_ROWS_H
#define BANGFU_TESTS_POLICY_ROWS_H

#include "base/buffer.h"
#include "rules/aid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define POLICY_HEADER                                                                              \
    "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n"

static struct policy *rows_policy;
static struct policy_view *rows_view;

/* A teardown as cmocka wants it. */
static inline int rows_free(void **state)
{
    (void)state;
    policy_view_free(rows_view);
    policy_free(rows_policy);
    rows_view = NULL;
    rows_policy = NULL;
    return 0;
}

static inline struct text rows_part(struct text *rest, const char *separator)
{
    const char *at = rest->n ? memmem(rest->p, rest->n, separator, strlen(separator)) : NULL;
    struct text part = *rest;
    if (at == NULL) {
        *rest = (struct text){rest->p + rest->n, 0};
        return part;
    }
    part.n = (size_t)(at - rest->p);
    *rest = (struct text){at + strlen(separator), rest->n - part.n - strlen(separator)};
    return part;
}

static inline void rows_write(struct buffer *out, struct text line)
{
    struct text bracket = rows_part(&line, "="), name = rows_part(&bracket, "@");
    struct text value = rows_part(&line, " until ");
    enum parameter parameter = parameter_find(name);
    if (parameter == PARAMETER_COUNT)
        fail_msg("no parameter %.*s", (int)name.n, name.p);
    buffer_format(out, "dossier,341500,%.*s,2024-01-01,%.*s,%.*s,%.*s,%s,P1\n", (int)name.n, name.p,
                  (int)line.n, line.p, (int)bracket.n, bracket.p, (int)value.n, value.p,
                  UNIT_NAMES[PARAMETER_INFO[parameter].unit]);
}

/* What is in force on 2025-03-01 in 341500 by these lines, until the next call. */
static inline const struct policy_set *in_force(const char *lines)
{
    struct buffer file = {0};
    struct error error;
    rows_free(NULL);
    buffer_string(&file, POLICY_HEADER);
    for (struct text rest = text_of(lines); rest.n > 0;) {
        struct text line = rows_part(&rest, "\n");
        if (line.n > 0)
            rows_write(&file, line);
    }
    rows_policy = policy_new();
    assert_non_null(rows_policy);
    if (!policy_add(rows_policy, "rows.csv", buffer_view(&file), &error))
        fail_msg("%ld %s: %s", error.line, error.column, error.text);
    buffer_free(&file);
    rows_view = policy_view_new(rows_policy, SCHEME_DOSSIER);
    assert_non_null(rows_view);
    struct date day;
    assert_true(date_parse(text_of("2025-03-01"), &day));
    return policy_at(rows_view, (struct region){341500}, day);
}

static inline struct money yuan(const char *amount)
{
    struct money m;
    if (money_parse(text_of(amount), &m) != NUMBER_OK)
        fail_msg("'%s' is no amount", amount);
    return m;
}

static inline void amount_is(struct money m, const char *expected)
{
    char text[MONEY_TEXT_SIZE];
    money_format(m, text);
    assert_string_equal(text, expected);
}

/* The largest amount there is, in yuan. */
#define LARGEST "92233720368547758.07"

#endif
