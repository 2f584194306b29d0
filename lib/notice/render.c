#include "notice/render.h"

#include "notice/value.h"

struct renderer {
    const struct rendering *of;
    const struct letter *letter;
    const char *item_column; /* of the list that {{.}} is one of */
    struct text item;
    struct buffer *out;
    struct error *error;
};

static bool render_nodes(struct renderer *r, int from, int until);

/* ---- values -------------------------------------------------------------------------------- */

static struct text cell_of(const struct renderer *r, int use)
{
    return r->letter != NULL ? r->letter->cells[use] : r->of->letters->shared[use];
}

/* Appends the value of a name as it is, numbers of people hidden. What comes of `capital` and of
 * dates is read from the cell itself: they make nothing of a number of a person. */
static void put_raw(const struct renderer *r, const struct bound *bound, enum notice_filter filter,
                    struct buffer *out)
{
    const struct use *uses = r->of->binding->uses;
    char text[MONEY_TEXT_SIZE];
    switch (bound->source) {
    case SOURCE_CELL:
        if (filter == FILTER_CAPITAL || filter == FILTER_DATE || filter == FILTER_MONTH)
            buffer_text(out, cell_of(r, bound->index));
        else
            value_mask(out, uses[bound->index].column, cell_of(r, bound->index));
        break;
    case SOURCE_GIVEN:
        buffer_text(out, r->of->given[bound->index].value);
        break;
    case SOURCE_NUMBER:
        buffer_format(out, "%ld", r->letter != NULL ? r->letter->number : 0);
        break;
    case SOURCE_COUNT:
        buffer_format(out, "%ld", r->of->letters->count);
        break;
    case SOURCE_TODAY:
        (void)date_format(r->of->today, text);
        buffer_string(out, text);
        break;
    case SOURCE_SUM:
        (void)money_format(r->of->letters->sums[bound->index], text);
        buffer_string(out, text);
        break;
    case SOURCE_STYLE:
    case SOURCE_KIND:
    case SOURCE_NOTHING:
        break;
    }
}

/* The canonical name of the column that a value is of, or NULL. */
static const char *column_of(const struct renderer *r, const struct bound *bound)
{
    return bound->source == SOURCE_CELL || bound->source == SOURCE_SUM
               ? r->of->binding->uses[bound->index].name
               : NULL;
}

static bool put_filtered(struct renderer *r, enum notice_filter filter, const char *column,
                         struct text value)
{
    struct buffer text = {0};
    const bool ok = value_filter(&text, filter, column, value, r->error);
    if (ok)
        value_escape(r->out, buffer_view(&text), r->of->html);
    r->out->failed |= text.failed;
    buffer_free(&text);
    return ok;
}

static bool put_value(struct renderer *r, const struct node *node, const struct bound *bound)
{
    struct buffer raw = {0};
    if (bound->source == SOURCE_STYLE) { /* the program's own */
        if (r->of->html)
            buffer_text(r->out, kind_style());
        return true;
    }
    put_raw(r, bound, node->filter, &raw);
    const bool ok = put_filtered(r, node->filter, column_of(r, bound), buffer_view(&raw));
    r->out->failed |= raw.failed;
    buffer_free(&raw);
    return ok;
}

/* ---- blocks -------------------------------------------------------------------------------- */

static bool is_list(const struct renderer *r, const struct bound *bound)
{
    if (bound->source != SOURCE_CELL)
        return false;
    const struct column *column = r->of->binding->uses[bound->index].column;
    return column != NULL && column->type == COLUMN_LIST;
}

static bool holds(struct renderer *r, const struct node *node, const struct bound *bound)
{
    struct buffer raw = {0};
    if (bound->source == SOURCE_KIND) {
        const struct kind *kind = kind_find((struct text){node->text.p + 3, node->text.n - 3});
        return r->letter != NULL && kind != NULL && r->letter->kind == kind;
    }
    put_raw(r, bound, FILTER_NONE, &raw);
    const struct text value = buffer_view(&raw);
    const bool found = node->word.p != NULL ? value_has_word(column_of(r, bound), value, node->word)
                                            : !value_is_nothing(value);
    r->out->failed |= raw.failed;
    buffer_free(&raw);
    return found;
}

/* A list's block once for each of it, or of those that end as the block asks. The whole is hidden
 * before it is taken apart: digits of one number may stand on both sides of a `;`. */
static bool render_list(struct renderer *r, int at)
{
    const struct bound *bound = &r->of->binding->nodes[at];
    const struct node *node = &r->of->template->nodes[at];
    const struct text item = r->item;
    const char *item_column = r->item_column;
    struct buffer raw = {0};
    bool ok = true;
    put_raw(r, bound, FILTER_NONE, &raw);
    r->item_column = column_of(r, bound);
    for (struct text rest = buffer_view(&raw); rest.p != NULL && ok;) {
        r->item = text_trim(text_next(&rest, ';'));
        if (r->item.n > 0 && (node->word.p == NULL || value_ends(r->item, node->word)))
            ok = render_nodes(r, at + 1, node->end);
    }
    r->item = item;
    r->item_column = item_column;
    r->out->failed |= raw.failed;
    buffer_free(&raw);
    return ok;
}

static bool render_block(struct renderer *r, int at)
{
    const struct node *node = &r->of->template->nodes[at];
    const struct bound *bound = &r->of->binding->nodes[at];
    if (node->kind == NODE_SECTION && is_list(r, bound) &&
        (node->word.p == NULL || value_is_end(node->word)))
        return render_list(r, at);
    if (holds(r, node, bound) != (node->kind == NODE_SECTION))
        return true;
    return render_nodes(r, at + 1, node->end);
}

static bool render_nodes(struct renderer *r, int from, int until)
{
    for (int i = from; i < until; i++) {
        const struct node *node = &r->of->template->nodes[i];
        bool ok = true;
        switch (node->kind) {
        case NODE_LITERAL:
            buffer_text(r->out, node->text);
            break;
        case NODE_VALUE:
            ok = put_value(r, node, &r->of->binding->nodes[i]);
            break;
        case NODE_ITEM:
            ok = put_filtered(r, node->filter, r->item_column, r->item);
            break;
        case NODE_SECTION:
        case NODE_UNLESS:
            ok = render_block(r, i);
            i = node->end - 1;
            break;
        case NODE_RECORDS: /* rendered by itself */
            i = node->end - 1;
            break;
        }
        if (!ok)
            return false;
    }
    return true;
}

/* ---- the parts ----------------------------------------------------------------------------- */

static bool render_part(const struct rendering *of, const struct letter *letter, int from,
                        int until, struct buffer *out, struct error *error)
{
    struct renderer r = {.of = of, .letter = letter, .out = out, .error = error};
    return render_nodes(&r, from, until) && (!out->failed || error_no_memory(error, NULL));
}

bool render_before(const struct rendering *of, const struct letter *letter, struct buffer *out,
                   struct error *error)
{
    const int records = of->template->records;
    return records < 0 || render_part(of, letter, 0, records, out, error);
}

bool render_record(const struct rendering *of, const struct letter *letter, struct buffer *out,
                   struct error *error)
{
    const struct template *t = of->template;
    const int records = t->records;
    if (records < 0)
        return render_part(of, letter, 0, t->count, out, error);
    return render_part(of, letter, records + 1, t->nodes[records].end, out, error);
}

bool render_behind(const struct rendering *of, const struct letter *letter, struct buffer *out,
                   struct error *error)
{
    const struct template *t = of->template;
    return t->records < 0 ||
           render_part(of, letter, t->nodes[t->records].end, t->count, out, error);
}
