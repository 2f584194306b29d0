#include "notice/markup.h"

#include <strings.h>

/* What these hold is not text: it ends with their own end tag only. Values would be safe within a
 * title, but a tag in it is none. */
static const char *const RAW[] = {"script",  "style",    "xmp",   "iframe",
                                  "noembed", "noframes", "title", "textarea"};

/* What is text after these depends on more than what stands here: on whether scripts run, on what
 * they stand within, or nothing is text ever after. */
static const char *const UNCERTAIN[] = {"plaintext", "noscript", "svg", "math"};

static void skip(struct text *rest, size_t n)
{
    rest->p += n;
    rest->n -= n;
}

/* Skips to behind the next `end`; false where there is none. */
static bool skip_past(struct text *rest, const char *end)
{
    const char *at = rest->n > 0 ? memmem(rest->p, rest->n, end, strlen(end)) : NULL;
    if (at == NULL)
        return false;
    skip(rest, (size_t)(at - rest->p) + strlen(end));
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Skips an attribute's value; quotes are such at its beginning only, and one further within would
 * be read by people in another way than by browsers. */
static bool skip_value(struct text *rest)
{
    while (rest->n > 0 && is_space(rest->p[0]))
        skip(rest, 1);
    if (text_starts(*rest, "\"") || text_starts(*rest, "'")) {
        const char quote[] = {rest->p[0], '\0'};
        skip(rest, 1);
        return skip_past(rest, quote);
    }
    while (rest->n > 0 && !is_space(rest->p[0]) && rest->p[0] != '>') {
        if (strchr("\"'<=`", rest->p[0]) != NULL)
            return false;
        skip(rest, 1);
    }
    return true;
}

/* Skips a tag to behind its `>`; one within a quoted value does not end it. False, too, for what
 * is no tidy tag. */
static bool skip_tag(struct text *rest)
{
    while (rest->n > 0) {
        const char c = rest->p[0];
        skip(rest, 1);
        if (c == '>')
            return true;
        if (strchr("\"'<`", c) != NULL || (c == '=' && !skip_value(rest)))
            return false;
    }
    return false;
}

/* Whether a tag's name is `word`. */
static bool is_named(struct text tag, const char *word)
{
    const size_t n = strlen(word);
    return tag.n > n && strncasecmp(tag.p, word, n) == 0 &&
           (is_space(tag.p[n]) || tag.p[n] == '/' || tag.p[n] == '>');
}

/* Skips what an element that is no text holds, and its end tag. Within a script a remark may hide
 * its end. */
static bool skip_raw(struct text *rest, const char *name)
{
    const struct text inside = *rest;
    while (skip_past(rest, "</")) {
        if (!is_named(*rest, name))
            continue;
        const struct text held = {inside.p, inside.n - rest->n};
        return (strcmp(name, "script") != 0 || memmem(held.p, held.n, "<!--", 4) == NULL) &&
               skip_tag(rest);
    }
    return false;
}

/* `-->` ends a remark and so does `--!>`; and where it has just begun, `>` and `->`. */
static bool skip_remark(struct text *rest)
{
    if (text_starts(*rest, ">") || text_starts(*rest, "->"))
        return skip_past(rest, ">");
    while (skip_past(rest, "--")) {
        /* of `--->` the last two count */
        while (text_starts(*rest, "-"))
            skip(rest, 1);
        if (text_starts(*rest, ">") || text_starts(*rest, "!>"))
            return skip_past(rest, ">");
    }
    return false;
}

/* `rest` begins behind a `<` that begins something. */
static bool skip_markup(struct text *rest)
{
    const struct text inside = *rest;
    if (text_starts(inside, "!--")) {
        skip(rest, 3);
        return skip_remark(rest);
    }
    if (text_starts(inside, "!["))
        return false;
    /* `<!DOCTYPE html>`; all else of these is a remark up to the first `>` */
    if (!is_letter(inside.p[0]) && (inside.p[0] != '/' || inside.n < 2 || !is_letter(inside.p[1])))
        return skip_past(rest, ">");
    if (!skip_tag(rest))
        return false;
    for (size_t i = 0; i < sizeof UNCERTAIN / sizeof *UNCERTAIN; i++)
        if (is_named(inside, UNCERTAIN[i]))
            return false;
    for (size_t i = 0; i < sizeof RAW / sizeof *RAW; i++)
        if (is_named(inside, RAW[i]))
            return skip_raw(rest, RAW[i]);
    return true;
}

bool markup_ends_in_text(struct text piece)
{
    while (skip_past(&piece, "<")) {
        if (piece.n == 0)
            return false; /* what follows would become a tag's name */
        const char c = piece.p[0];
        if ((is_letter(c) || c == '/' || c == '!' || c == '?') && !skip_markup(&piece))
            return false;
    }
    return true;
}
