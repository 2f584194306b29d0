/* A policy table as the rows of its files, later files over earlier ones. */
#include "policy/policy.h"

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/language.h"
#include "base/whole_file.h"
#include "policy/table.h"

#include <stdlib.h>

struct policy *policy_new(void)
{
    return calloc(1, sizeof(struct policy));
}

void policy_free(struct policy *policy)
{
    if (policy == NULL)
        return;
    while (policy->strings != NULL) {
        struct owned *next = policy->strings->next;
        free(policy->strings);
        policy->strings = next;
    }
    free(policy->rows);
    free(policy->values);
    free(policy->brackets);
    free(policy->files);
    free(policy);
}

const char *policy_keep(struct policy *policy, struct text text)
{
    struct owned *owned = malloc(sizeof *owned + text.n + 1);
    if (owned == NULL)
        return NULL;
    if (text.n > 0)
        memcpy(owned->text, text.p, text.n);
    owned->text[text.n] = '\0';
    owned->next = policy->strings;
    policy->strings = owned;
    return owned->text;
}

#define COMPARE(x, y)                                                                              \
    if ((x) != (y))                                                                                \
    return (x) < (y) ? -1 : 1

int policy_row_compare(const void *left, const void *right)
{
    const struct policy_row *a = left, *b = right;
    COMPARE(a->value.region.code, b->value.region.code);
    COMPARE(a->value.parameter, b->value.parameter);
    COMPARE(a->value.scheme, b->value.scheme);
    COMPARE(a->value.from.day, b->value.from.day);
    COMPARE(a->bracket.from.fen, b->bracket.from.fen);
    return 0;
}

/* `brackets joined by "; "`, as a value that has several is shown. */
static const char *joined_text(struct policy *policy, const struct policy_row *rows, size_t count)
{
    struct buffer b = {0};
    char from[MONEY_TEXT_SIZE];
    for (size_t i = 0; i < count; i++) {
        money_format(rows[i].bracket.from, from);
        buffer_format(&b, "%s%s>= %s", rows[i].value.text, ": ", from);
        if (i + 1 < count)
            buffer_string(&b, "; ");
    }
    const char *text = b.failed ? NULL : policy_keep(policy, buffer_view(&b));
    buffer_free(&b);
    return text;
}

static bool same_value(const struct policy_row *a, const struct policy_row *b)
{
    struct policy_row c = *b;
    c.bracket.from = a->bracket.from;
    return policy_row_compare(a, &c) == 0;
}

/* Gathers the rows into values, brackets together. */
static bool gather(struct policy *policy)
{
    size_t n = policy->row_count;
    struct policy_value *values = calloc(n ? n : 1, sizeof *values);
    struct bracket *brackets = calloc(n ? n : 1, sizeof *brackets);
    free(policy->values);
    free(policy->brackets);
    policy->values = values;
    policy->brackets = brackets;
    policy->value_count = 0;
    if (values == NULL || brackets == NULL)
        return false;
    for (size_t i = 0, next; i < n; i = next) {
        const struct policy_row *row = &policy->rows[i];
        for (next = i + 1; next < n && same_value(row, &policy->rows[next]);)
            next++;
        struct policy_value *value = &values[policy->value_count++];
        *value = row->value;
        if (!value->set || !(PARAMETER_INFO[value->parameter].shape & SHAPE_BRACKETS))
            continue;
        value->brackets = &brackets[i];
        value->bracket_count = (int)(next - i);
        for (size_t k = i; k < next; k++)
            brackets[k] = policy->rows[k].bracket;
        if (next - i > 1)
            value->text = joined_text(policy, row, next - i);
        if (value->text == NULL)
            return false;
    }
    return true;
}

/*
 * Merges sorted `added` into the rows. A value that it sets takes the place of the older one
 * whole, brackets and all: half of an old rate with half of a new one is nobody's policy.
 */
static bool merge(struct policy *policy, const struct policy_row *added, size_t count)
{
    struct policy_row *rows = calloc(policy->row_count + count + 1, sizeof *rows);
    if (rows == NULL)
        return false;
    size_t i = 0, k = 0, n = 0;
    while (i < policy->row_count || k < count) {
        const struct policy_row *old = i < policy->row_count ? &policy->rows[i] : NULL;
        if (old != NULL && ((k < count && same_value(old, &added[k])) ||
                            (k > 0 && same_value(old, &added[k - 1]))))
            i++;
        else if (old != NULL && (k == count || policy_row_compare(old, &added[k]) < 0))
            rows[n++] = policy->rows[i++];
        else
            rows[n++] = added[k++];
    }
    free(policy->rows);
    policy->rows = rows;
    policy->row_count = n;
    return gather(policy);
}

static enum policy_reading add(struct policy *policy, const char *file, struct text bytes,
                               const struct policy_report *report, struct error *error)
{
    struct policy_row *rows = NULL;
    size_t count = 0;
    enum policy_reading result = POLICY_NO_MEMORY;
    const char *name = policy_keep(policy, text_of(file));
    if (name != NULL)
        result = policy_read_rows(policy, name, bytes, report, &rows, &count, error);
    if (result == POLICY_READ && !merge(policy, rows, count))
        result = POLICY_NO_MEMORY;
    free(rows);
    if (result == POLICY_NO_MEMORY)
        error_no_memory(error, file);
    return result;
}

/* Keeps a file's name and digest; false without memory. */
static bool note_file(struct policy *policy, const char *file, struct text bytes)
{
    struct policy_file *more =
        reallocarray(policy->files, (size_t)policy->file_count + 1, sizeof *more);
    if (more == NULL)
        return false;
    policy->files = more;
    struct policy_file *noted = &more[policy->file_count];
    struct digest digest;
    noted->name = policy_keep(policy, text_of(file));
    digest_begin(&digest);
    digest_add(&digest, bytes);
    digest_end(&digest, noted->digest);
    policy->file_count += noted->name != NULL;
    return noted->name != NULL;
}

int policy_file_count(const struct policy *policy)
{
    return policy->file_count;
}

const struct policy_file *policy_file(const struct policy *policy, int i)
{
    return &policy->files[i];
}

bool policy_add(struct policy *policy, const char *file, struct text bytes, struct error *error)
{
    return add(policy, file, bytes, NULL, error) == POLICY_READ &&
           (note_file(policy, file, bytes) || error_no_memory(error, file));
}

static bool add_file(struct policy *policy, const char *file, struct error *error)
{
    struct buffer bytes = {0};
    bool ok = whole_file_read(file, &bytes, error) &&
              policy_add(policy, file, buffer_view(&bytes), error);
    buffer_free(&bytes);
    return ok;
}

bool policy_check_file(const char *file, const struct policy_report *report, struct error *error)
{
    struct buffer bytes = {0};
    struct policy *policy = policy_new();
    bool ok = policy != NULL ? whole_file_read(file, &bytes, error) : error_no_memory(error, file);
    enum policy_reading reading =
        ok ? add(policy, file, buffer_view(&bytes), report, error) : POLICY_FAULTY;
    ok = ok && reading != POLICY_NO_MEMORY;
    if (reading == POLICY_READ)
        ok = policy_look_over(policy, report) || error_no_memory(error, file);
    buffer_free(&bytes);
    policy_free(policy);
    return ok;
}

static bool add_embedded(struct policy *policy, struct error *error)
{
    return policy_add(policy, "share/policy/default.csv",
                      (struct text){embedded_policy, embedded_policy_size}, error);
}

struct policy *policy_load(const char *const *files, int count, struct error *error)
{
    struct policy *policy = policy_new();
    bool ok = policy != NULL || error_no_memory(error, NULL);
    if (ok && count == 0)
        ok = add_embedded(policy, error);
    for (int i = 0; ok && i < count; i++)
        ok = add_file(policy, files[i], error);
    if (ok)
        return policy;
    policy_free(policy);
    return NULL;
}
