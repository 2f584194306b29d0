#include "notice/letters.h"

#include "base/language.h"
#include "base/temporary.h"
#include "notice/value.h"

#include <stdlib.h>
#include <unistd.h>

/* How a letter begins in the file; the sizes of its cells and their bytes follow. */
struct head {
    const char *file;
    const struct kind *kind;
    long line, number;
};

bool letters_open(struct letters *l, const struct binding *binding, struct error *error)
{
    const size_t uses = (size_t)binding->use_count + 1;
    *l = (struct letters){.binding = binding,
                          .sums = calloc(uses, sizeof *l->sums),
                          .shared = calloc(uses, sizeof *l->shared),
                          .cells = calloc(uses, sizeof *l->cells)};
    if (l->sums == NULL || l->shared == NULL || l->cells == NULL)
        return error_no_memory(error, NULL);
    const int fd = temporary_open();
    l->file = fd < 0 ? NULL : fdopen(fd, "w+");
    if (l->file != NULL)
        return true;
    error_system(error, temporary_folder(), _("cannot create a temporary file"));
    if (fd >= 0)
        (void)close(fd); /* nothing is in it */
    return false;
}

/* ---- what they have in common -------------------------------------------------------------- */

/* An empty cell of an amount is none. */
static bool read_amount(const struct use *use, struct text cell, struct money *amount,
                        struct error *error)
{
    cell = text_trim(cell);
    *amount = (struct money){0};
    return cell.n == 0 || value_money(use->name, cell, amount, error);
}

bool letters_can_add(const struct letters *l, const struct letter *letter, struct error *error)
{
    for (int i = 0; i < l->binding->use_count; i++) {
        const struct use *use = &l->binding->uses[i];
        struct money amount, sum;
        if (!use->summed)
            continue;
        if (!read_amount(use, letter->cells[i], &amount, error))
            return false;
        if (!money_add(l->sums[i], amount, &sum))
            return error_set(error, NULL, 0, use->name, _("the sum is too large"));
    }
    return true;
}

static bool share(struct letters *l, int i, const struct letter *letter, struct error *error)
{
    const struct text cell = letter->cells[i];
    struct text *shared = &l->shared[i];
    if (shared->p == NULL) {
        char *copy = malloc(cell.n + 1);
        if (copy == NULL)
            return error_no_memory(error, NULL);
        if (cell.n > 0)
            memcpy(copy, cell.p, cell.n);
        *shared = (struct text){copy, cell.n};
        l->first_file = letter->file;
        l->first_line = letter->line;
    }
    return text_equal(*shared, cell) ||
           error_set(error, letter->file, letter->line, l->binding->uses[i].name,
                     _("it is not as in line %ld of %s; the template shows it once for all records "
                       "(outside of {{#records}})"),
                     l->first_line, l->first_file);
}

static bool note(struct letters *l, const struct letter *letter, struct error *error)
{
    if (!letters_can_add(l, letter, error))
        return false;
    for (int i = 0; i < l->binding->use_count; i++) {
        const struct use *use = &l->binding->uses[i];
        struct money amount;
        if (use->summed && (!read_amount(use, letter->cells[i], &amount, error) ||
                            !money_add(l->sums[i], amount, &l->sums[i])))
            return false;
        if (use->shared && !share(l, i, letter, error))
            return false;
    }
    return true;
}

/* ---- in and out ---------------------------------------------------------------------------- */

static bool put(struct letters *l, const void *p, size_t n, struct error *error)
{
    return n == 0 || fwrite(p, 1, n, l->file) == n ||
           error_system(error, temporary_folder(), _("cannot write a temporary file"));
}

bool letters_add(struct letters *l, const struct letter *letter, struct error *error)
{
    if (!note(l, letter, error))
        return false;
    const struct head head = {letter->file, letter->kind, letter->line, ++l->count};
    if (!put(l, &head, sizeof head, error))
        return false;
    for (int i = 0; i < l->binding->use_count; i++)
        if (!put(l, &letter->cells[i].n, sizeof letter->cells[i].n, error))
            return false;
    for (int i = 0; i < l->binding->use_count; i++)
        if (!put(l, letter->cells[i].p, letter->cells[i].n, error))
            return false;
    return true;
}

bool letters_rewind(struct letters *l, struct error *error)
{
    return (fflush(l->file) == 0 && fseek(l->file, 0, SEEK_SET) == 0) ||
           error_system(error, temporary_folder(), _("cannot write a temporary file"));
}

static bool get(struct letters *l, void *p, size_t n, struct error *error)
{
    return n == 0 || fread(p, 1, n, l->file) == n ||
           error_system(error, temporary_folder(), _("cannot read a temporary file"));
}

bool letters_next(struct letters *l, struct letter *letter, bool *end, struct error *error)
{
    struct head head;
    size_t size = 0;
    const size_t first = fread(&head, 1, sizeof head, l->file);
    *end = first == 0 && ferror(l->file) == 0;
    if (*end)
        return true;
    if (first != sizeof head)
        return error_system(error, temporary_folder(), _("cannot read a temporary file"));
    for (int i = 0; i < l->binding->use_count; i++) {
        if (!get(l, &l->cells[i].n, sizeof l->cells[i].n, error))
            return false;
        size += l->cells[i].n;
    }
    buffer_clear(&l->bytes);
    if (!buffer_reserve(&l->bytes, size + 1))
        return error_no_memory(error, NULL);
    if (!get(l, l->bytes.p, size, error))
        return false;
    size = 0;
    for (int i = 0; i < l->binding->use_count; i++) {
        l->cells[i].p = l->bytes.p + size;
        size += l->cells[i].n;
    }
    *letter = (struct letter){head.file, head.line, head.kind, head.number, l->cells};
    return true;
}

void letters_close(struct letters *l)
{
    for (int i = 0; l->shared != NULL && i < l->binding->use_count; i++)
        free((char *)l->shared[i].p);
    if (l->file != NULL)
        (void)fclose(l->file); /* it has no name, and nobody will read it */
    free(l->sums);
    free(l->shared);
    free(l->cells);
    buffer_free(&l->bytes);
    *l = (struct letters){0};
}
