#include "notice/template.h"

#include "base/language.h"
#include "notice/markup.h"

#include <stdlib.h>

#define DEPTH_MAX 32

static const char *const FILTERS[] = {[FILTER_CAPITAL] = "capital",
                                      [FILTER_WORDS] = "words",
                                      [FILTER_DATE] = "date",
                                      [FILTER_MONTH] = "month"};
#define FILTER_COUNT (sizeof FILTERS / sizeof *FILTERS)

struct parser {
    struct template *template;
    struct text rest;
    long line;
    bool html;
    int open[DEPTH_MAX]; /* the blocks that have not ended */
    int depth;
    struct error *error;
};

#define REFUSE(parser, ...)                                                                        \
    error_set((parser)->error, (parser)->template->file, (parser)->line, NULL, __VA_ARGS__)

static struct node *add_node(struct parser *p, enum node_kind kind)
{
    struct template *t = p->template;
    if (t->count == t->room) {
        const int room = t->room == 0 ? 64 : 2 * t->room;
        struct node *more = reallocarray(t->nodes, (size_t)room, sizeof *more);
        if (more == NULL) {
            error_no_memory(p->error, t->file);
            return NULL;
        }
        t->nodes = more;
        t->room = room;
    }
    t->nodes[t->count] = (struct node){.kind = kind, .line = p->line};
    return &t->nodes[t->count++];
}

static bool add_literal(struct parser *p, struct text text)
{
    if (text.n == 0)
        return true;
    if (p->html && !markup_ends_in_text(text))
        return REFUSE(p, _("after this line a placeholder stands within a tag, a remark, a title, "
                           "a script or a style sheet, or behind a tag that is not tidy; it may "
                           "stand in text only"));
    struct node *node = add_node(p, NODE_LITERAL);
    if (node == NULL)
        return false;
    node->text = text;
    for (size_t i = 0; i < text.n; i++)
        p->line += text.p[i] == '\n';
    return true;
}

/* For messages: a tag, perhaps a long one. */
#define SHOWN_SIZE 80

static bool take_filter(struct parser *p, struct node *node, struct text name)
{
    char shown[SHOWN_SIZE];
    for (size_t i = FILTER_NONE + 1; i < FILTER_COUNT; i++)
        if (text_is(name, FILTERS[i]))
            node->filter = (enum notice_filter)i;
    return node->filter != FILTER_NONE ||
           REFUSE(p, _("'|%s' is no filter: capital, words, date and month are"),
                  text_masked(name, shown, sizeof shown));
}

/* A name is anything without white space and signs that mean something. */
static bool check_name(struct parser *p, struct text name, struct text tag)
{
    char shown[SHOWN_SIZE];
    bool ok = name.n > 0;
    for (size_t i = 0; i < name.n; i++)
        ok = ok && memchr("{}#^/?|=!&>\"' \t\n\r", name.p[i], 18) == NULL;
    return ok || REFUSE(p, _("'{{%s}}' has no name that can be looked up"),
                        text_masked(tag, shown, sizeof shown));
}

/* `name?|filter`, `.|filter`. */
static bool add_value(struct parser *p, struct text tag)
{
    struct text rest = tag;
    struct text name = text_trim(text_next(&rest, '|'));
    const bool optional = text_ends(name, "?");
    name.n -= optional ? 1u : 0u;
    const bool item = text_is(name, ".");
    bool in_block = false;
    for (int i = 0; i < p->depth; i++)
        in_block |= p->template->nodes[p->open[i]].kind == NODE_SECTION;
    if (item && !in_block)
        return REFUSE(p, _("'{{.}}' stands in no block of a list"));
    if (!item && !check_name(p, name, tag))
        return false;
    struct node *node = add_node(p, item ? NODE_ITEM : NODE_VALUE);
    if (node == NULL)
        return false;
    node->text = name;
    node->optional = optional;
    return rest.p == NULL || take_filter(p, node, text_trim(rest));
}

static bool add_records(struct parser *p)
{
    struct template *t = p->template;
    if (t->records >= 0)
        return REFUSE(p, _("{{#records}} stands in line %ld already"), t->nodes[t->records].line);
    if (p->depth > 0)
        return REFUSE(p, _("{{#records}} stands within another block"));
    t->records = t->count;
    p->open[p->depth++] = t->count;
    struct node *node = add_node(p, NODE_RECORDS);
    if (node != NULL)
        node->text = text_of("records");
    return node != NULL;
}

static bool open_block(struct parser *p, enum node_kind kind, struct text tag)
{
    struct text rest = tag;
    struct text name = text_trim(text_next(&rest, '='));
    if (kind == NODE_SECTION && text_is(tag, "records"))
        return add_records(p);
    const bool optional = text_ends(name, "?");
    name.n -= optional ? 1u : 0u;
    if (!check_name(p, name, tag))
        return false;
    if (p->depth == DEPTH_MAX)
        return REFUSE(p, _("blocks are nested too deeply"));
    p->open[p->depth++] = p->template->count;
    struct node *node = add_node(p, kind);
    if (node == NULL)
        return false;
    node->text = name;
    node->optional = optional;
    if (rest.p != NULL)
        node->word = text_trim(rest);
    return true;
}

static bool close_block(struct parser *p, struct text name)
{
    struct template *t = p->template;
    char shown[SHOWN_SIZE], expected[SHOWN_SIZE];
    if (p->depth == 0)
        return REFUSE(p, _("{{/%s}} ends no block"), text_masked(name, shown, sizeof shown));
    struct node *node = &t->nodes[p->open[p->depth - 1]];
    name.n -= text_ends(name, "?") ? 1u : 0u;
    if (!text_equal(node->text, name))
        return REFUSE(p, _("{{/%s}} ends the block {{#%s}} of line %ld"),
                      text_masked(name, shown, sizeof shown),
                      text_masked(node->text, expected, sizeof expected), node->line);
    node->end = t->count;
    p->depth--;
    return true;
}

static bool take_tag(struct parser *p, struct text tag)
{
    const struct text whole = text_trim(tag);
    const char sign = whole.n > 0 ? whole.p[0] : '\0';
    const struct text name = text_trim((struct text){whole.p + 1, whole.n > 0 ? whole.n - 1 : 0});
    switch (sign) {
    case '!':
        return true;
    case '#':
        return open_block(p, NODE_SECTION, name);
    case '^':
        return open_block(p, NODE_UNLESS, name);
    case '/':
        return close_block(p, name);
    case '{':
    case '&':
        return REFUSE(p,
                      _("values are always escaped: {{{name}}} and {{&name}} are not to be had"));
    default:
        return add_value(p, whole);
    }
}

static bool parse(struct parser *p)
{
    while (p->rest.n > 0) {
        const char *at = memmem(p->rest.p, p->rest.n, "{{", 2);
        const struct text before = {p->rest.p, at == NULL ? p->rest.n : (size_t)(at - p->rest.p)};
        if (!add_literal(p, before))
            return false;
        p->rest.p += before.n;
        p->rest.n -= before.n;
        if (at == NULL)
            return true;
        const char *end = memmem(at, p->rest.n, "}}", 2);
        if (end == NULL)
            return REFUSE(p, _("a placeholder that begins here never ends"));
        const struct text tag = {at + 2, (size_t)(end - at) - 2};
        if (!take_tag(p, tag))
            return false;
        for (size_t i = 0; i < tag.n; i++)
            p->line += tag.p[i] == '\n';
        p->rest.n -= tag.n + 4;
        p->rest.p = end + 2;
    }
    return true;
}

bool template_parse(struct template *t, const char *file, struct text source, bool html,
                    struct error *error)
{
    *t = (struct template){.file = file, .records = -1};
    if (text_starts(source, "\xEF\xBB\xBF"))
        source = (struct text){source.p + 3, source.n - 3};
    struct parser p = {.template = t, .rest = source, .line = 1, .html = html, .error = error};
    if (text_valid_utf8(source) < source.n || (source.n > 0 && memchr(source.p, 0, source.n)))
        return error_set(error, file, 0, NULL, _("it is not text in UTF-8"));
    if (!parse(&p))
        return false;
    if (p.depth > 0) {
        char shown[SHOWN_SIZE];
        const struct node *node = &t->nodes[p.open[p.depth - 1]];
        p.line = node->line;
        return REFUSE(&p, _("the block {{#%s}} never ends"),
                      text_masked(node->text, shown, sizeof shown));
    }
    return !html || t->records >= 0 ||
           error_set(error, file, 0, NULL,
                     _("no {{#records}} ... {{/records}}: what is repeated for each record"));
}

void template_free(struct template *t)
{
    free(t->nodes);
    *t = (struct template){.records = -1};
}
