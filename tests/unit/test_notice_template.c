/* Templates of letters: what they are parsed into, and what they are refused for. */
#include "notice/markup.h"
#include "notice/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void refused(const char *source, bool html, long line, const char *part)
{
    struct template t;
    struct error error = {0};
    const bool ok = template_parse(&t, "a.html", text_of(source), html, &error);
    if (ok || error.line != line || strstr(error.text, part) == NULL)
        print_message("%s: line %ld: %s\n", source, error.line, error.text);
    assert_false(ok);
    assert_int_equal(error.line, line);
    assert_string_equal(error.file, "a.html");
    assert_non_null(strstr(error.text, part));
    template_free(&t);
}

static void parts_of_a_template(void **state)
{
    (void)state;
    static const char SOURCE[] = "\xEF\xBB\xBF<p>\n{{! a remark }}{{#records}}{{ name }}"
                                 "{{#x?=out}}{{.|words}}{{/x}}{{^y}}-{{/y}}{{/records}}"
                                 "{{sum:z?|capital}}";
    struct template t;
    struct error error = {0};
    assert_true(template_parse(&t, "a.html", text_of(SOURCE), true, &error));
    assert_int_equal(t.count, 8);
    assert_int_equal(t.records, 1);
    assert_int_equal(t.nodes[1].end, 7);
    assert_int_equal(t.nodes[1].line, 2);
    assert_true(text_is(t.nodes[2].text, "name"));
    assert_int_equal(t.nodes[3].kind, NODE_SECTION);
    assert_true(t.nodes[3].optional);
    assert_true(text_is(t.nodes[3].text, "x"));
    assert_true(text_is(t.nodes[3].word, "out"));
    assert_int_equal(t.nodes[3].end, 5);
    assert_int_equal(t.nodes[4].kind, NODE_ITEM);
    assert_int_equal(t.nodes[4].filter, FILTER_WORDS);
    assert_int_equal(t.nodes[5].kind, NODE_UNLESS);
    assert_int_equal(t.nodes[5].end, 7);
    assert_true(text_is(t.nodes[7].text, "sum:z"));
    assert_true(t.nodes[7].optional);
    assert_int_equal(t.nodes[7].filter, FILTER_CAPITAL);
    template_free(&t);
}

static void what_is_refused(void **state)
{
    (void)state;
    refused("<p>\n{{{name}}}", false, 2, "always escaped");
    refused("{{& name}}", false, 1, "always escaped");
    refused("a\nb\n{{name", false, 3, "never ends");
    refused("{{}}", false, 1, "no name");
    refused("{{a b}}", false, 1, "no name");
    refused("{{>part}}", false, 1, "no name");
    refused("{{=<% %>=}}", false, 1, "no name");
    refused("{{name|upper}}", false, 1, "'|upper' is no filter");
    refused("{{name|}}", false, 1, "no filter");
    refused("\n{{#a}}\n", false, 2, "{{#a}} never ends");
    refused("{{#a}}\n{{/b}}", false, 2, "ends the block {{#a}} of line 1");
    refused("{{/a}}", false, 1, "ends no block");
    refused("{{.}}", false, 1, "no block of a list");
    refused("{{^a}}{{.}}{{/a}}", false, 1, "no block of a list");
    refused("{{#records}}{{/records}}\n{{#records}}{{/records}}", false, 2, "in line 1 already");
    refused("{{#a}}{{#records}}{{/records}}{{/a}}", false, 1, "within another block");
    refused("<p></p>", true, 0, "no {{#records}}");
    refused("a\xFF", false, 0, "not text in UTF-8");
}

static void blocks_are_not_nested_without_end(void **state)
{
    (void)state;
    struct template t;
    struct error error = {0};
    char source[1024] = "";
    for (int i = 0; i < 33; i++)
        strcat(source, "{{#a}}");
    assert_false(template_parse(&t, "a.html", text_of(source), false, &error));
    assert_non_null(strstr(error.text, "nested too deeply"));
    template_free(&t);
}

/* What is escaped for text is safe in text only. */
static void placeholders_stand_in_text_only(void **state)
{
    (void)state;
    static const char *const WITHIN[] = {
        "<p class=\"{{a}}\">",
        "<p {{#a}}b{{/a}}>",
        "<{{a}}>",
        "</{{a}}>",
        "<a href={{a}}>",
        "<!-- {{a}} -->",
        "<script>{{a}}",
        "<STYLE>{{a}}</STYLE>",
        "<style>a</p>{{a}}",
        "<p title='>{{a}}'>",
        "<script src=\"x\">{{a}}",
        "<script></scripts>{{a}}</script>",
        "<xmp>{{a}}</xmp>",
        "<iframe>{{a}}</iframe>",
        "<!doctype {{a}}>",
        "<title>{{a}}</title>",
        "<textarea><p>{{a}}</textarea>",
        /* a quote is one of a value at its beginning only */
        "<p title=a\"b>{{a}}<p title=\">",
        "<p title=a'>{{a}}",
        "<p a\"b>{{a}}",
        "<p\" >{{a}}",
        "<p =\">\">{{a}}<",
        "<p <script>{{a}}",
        /* remarks that end otherwise than they look */
        "<!--><script>/*-->{{a}}*/</script>",
        "<!---><script>/*-->{{a}}*/</script>",
        "<!-- --!><script>/*-->{{a}}</script>",
        "<!-- a -- > {{a}} -->",
        "<?a --><script>?>{{a}}</script>",
        "</!--><script>-->{{a}}</script>",
        /* what only looks as an end tag */
        "<script></script-x>{{a}}</script>",
        "<script></script1>{{a}}</script>",
        "<script><!--<script></script>{{a}}--></script>",
        "<title><p title=\"</title><script>\">{{a}}",
        /* what depends on more than what stands here */
        "<noscript><!--</noscript>{{a}}-->",
        "<plaintext></plaintext>{{a}}",
        "<svg><style><!--</style>{{a}}-->",
        "<math>{{a}}</math>",
        "<![CDATA[ > {{a}} ]]>",
    };
    for (size_t i = 0; i < sizeof WITHIN / sizeof *WITHIN; i++)
        refused(WITHIN[i], true, 1, "it may stand in text only");
    static const char *const IN_TEXT[] = {
        "<p>",
        "a < b",
        "<p title='>'>",
        "<!-- <p -->",
        "<style>p > q { a: \"<\" }</style>",
        "<script>if (a < b) '</p>'</script >",
        "</p>",
        "<!DOCTYPE html>",
        "1 <2",
        "<!--a--><!-- > --><!-- --!>",
        "<!--><b><!---><b>",
        "<!----->",
        "<style><!-- p { } --></style>",
        "<title><p title=\"</title>",
        "<script-x>",
        "<p a = 'x>y' b=\"'\" c=d/>",
        "<svgx>",
    };
    for (size_t i = 0; i < sizeof IN_TEXT / sizeof *IN_TEXT; i++)
        assert_true(markup_ends_in_text(text_of(IN_TEXT[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_template),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(blocks_are_not_nested_without_end),
        cmocka_unit_test(placeholders_stand_in_text_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
