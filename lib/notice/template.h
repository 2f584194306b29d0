/*
 * A template of letters: text with placeholders, a small part of Mustache. It is parsed once into
 * a row of nodes; names are only looked up later (notice/binding.h), since they are a table's.
 *
 *     {{name}} {{name|filter}} {{name?}}     a value; with `?` it may be missing
 *     {{#name}} ... {{/name}}                where there is something, or once for each of a list
 *     {{^name}} ... {{/name}}                where there is nothing
 *     {{#name=word}} ... {{/name}}           where the cell has this word; ^ where it has not
 *     {{#list=*end}} ... {{/list}}           once for each of a list that ends so
 *     {{.}} {{.|filter}}                     within a list: the one of it
 *     {{#records}} ... {{/records}}          once for each record; the rest is written once
 *     {{! remark }}
 *
 * In HTML a placeholder stands in text only, never within a tag, a remark or a script: what is
 * escaped for text is not safe anywhere else.
 */
#ifndef BANGFU_NOTICE_TEMPLATE_H
#define BANGFU_NOTICE_TEMPLATE_H

#include "base/error.h"
#include "base/text.h"

enum node_kind {
    NODE_LITERAL, /* `text` as it stands */
    NODE_VALUE,
    NODE_ITEM,    /* {{.}} */
    NODE_SECTION, /* the nodes up to `end` */
    NODE_UNLESS,
    NODE_RECORDS,
};

enum notice_filter {
    FILTER_NONE,
    FILTER_CAPITAL, /* an amount in Chinese capitals */
    FILTER_WORDS,   /* code words in Chinese */
    FILTER_DATE,    /* 2025年3月5日 */
    FILTER_MONTH,   /* 2025年3月 */
};

struct node {
    enum node_kind kind;
    struct text text; /* of a literal; or the name */
    struct text word; /* of {{#name=word}}; p is NULL where there is none */
    enum notice_filter filter;
    bool optional;
    int end; /* of a block: the node after its last */
    long line;
};

/* Owned by its user; zeroed it is empty. Texts are borrowed from what was parsed. */
struct template
{
    const char *file; /* as messages show it */
    struct node *nodes;
    int count, room;
    int records; /* the node that is repeated, or -1: all are */
};

/*
 * Parses `source`, which must outlive the template. `html`: it must have {{#records}}, and
 * placeholders stand in text only. False with `error`, which names the line.
 */
bool template_parse(struct template *template, const char *file, struct text source, bool html,
                    struct error *error);
void template_free(struct template *template);

#endif
