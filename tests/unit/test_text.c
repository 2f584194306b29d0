/* Borrowed text and UTF-8. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/*
 * Where these bytes stop being UTF-8, tried at every place in a run of ASCII and of Chinese, in
 * memory of exactly their size, so that a sanitizer sees a byte too many. `good` is the number of
 * them that are well formed.
 */
static void stops(const char *bytes, size_t n, size_t good)
{
    for (size_t before = 0; before <= 17; before++) {
        for (size_t after = 0; after <= 17; after++) {
            for (int chinese = 0; chinese < 2; chinese++) {
                size_t lead = chinese ? before * 3 : before, total = lead + n + after;
                char *p = malloc(total > 0 ? total : 1);
                assert_non_null(p);
                for (size_t i = 0; i < before; i++)
                    memcpy(p + i * (chinese ? 3 : 1), chinese ? "困" : "a", chinese ? 3 : 1);
                memcpy(p + lead, bytes, n);
                memset(p + lead + n, 'z', after);
                size_t found = text_valid_utf8((struct text){p, total});
                free(p);
                if (found != (good == n ? total : lead + good))
                    fail_msg("%zu before, %zu after: stops at %zu", before, after, found);
            }
        }
    }
}

static void well_formed(const char *bytes)
{
    stops(bytes, strlen(bytes), strlen(bytes));
}

static void ill_formed(const char *bytes, size_t good)
{
    stops(bytes, strlen(bytes), good);
}

static void text_that_is_utf8(void **state)
{
    (void)state;
    well_formed("");
    well_formed("plain");
    stops("\0", 1, 1);
    well_formed("\x7F");
    well_formed("\xC2\x80");     /* U+0080, the first of two bytes */
    well_formed("\xDF\xBF");     /* U+07FF */
    well_formed("\xE0\xA0\x80"); /* U+0800, the first of three */
    well_formed("\xEC\xBF\xBF");
    well_formed("\xED\x9F\xBF");     /* U+D7FF, before the surrogates */
    well_formed("\xEE\x80\x80");     /* U+E000, after them */
    well_formed("\xEF\xBF\xBF");     /* U+FFFF */
    well_formed("\xF0\x90\x80\x80"); /* U+10000, the first of four */
    well_formed("\xF4\x8F\xBF\xBF"); /* U+10FFFF, the last */
    well_formed("困难职工\xF0\xA0\x80\x80 B");
}

static void text_that_is_not(void **state)
{
    (void)state;
    ill_formed("\x80", 0); /* a continuation that continues nothing */
    ill_formed("\xBF", 0);
    ill_formed("\xC0\x80", 0); /* overlong */
    ill_formed("\xC1\xBF", 0);
    ill_formed("\xE0\x80\x80", 0);
    ill_formed("\xE0\x9F\xBF", 0);
    ill_formed("\xF0\x80\x80\x80", 0);
    ill_formed("\xF0\x8F\xBF\xBF", 0);
    ill_formed("\xED\xA0\x80", 0); /* surrogates */
    ill_formed("\xED\xBF\xBF", 0);
    ill_formed("\xF4\x90\x80\x80", 0); /* above U+10FFFF */
    ill_formed("\xF5\x80\x80\x80", 0);
    ill_formed("\xFF", 0);
    ill_formed("\xFE", 0);
    ill_formed("ok\xC2\x80\xFFrest", 4);
    ill_formed("\xC2\xC2\x80", 0); /* a lead where a continuation should be */
    ill_formed("\xE5\x9B\xE5\x9B\xB0", 0);
    ill_formed("\xE5\x28\xA1", 0);
    ill_formed("\xF0\x9F\x98\x28", 0);
    ill_formed("\xC1\xF9\xB0\xB2", 0); /* 六安 in GB 18030 */
}

static void sequences_that_are_cut_off(void **state)
{
    (void)state;
    static const char *const WHOLE[] = {"\xC2\x80",     "\xE0\xA0\x80",     "\xE5\x9B\xB0",
                                        "\xED\x9F\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"};
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++)
        for (size_t n = 1; n < strlen(WHOLE[i]); n++)
            stops(WHOLE[i], n, 0);
}

/* Every lead with every second byte, and the third and fourth at their edges: against RFC 3629. */
static void all_short_sequences(void **state)
{
    (void)state;
    static const unsigned char EDGES[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    for (int a = 0; a < 256; a++) {
        for (int b = 0; b < 256; b++) {
            for (int c = 0; c < 6; c++) {
                for (int d = 0; d < 6; d++) {
                    const unsigned char p[] = {(unsigned char)a, (unsigned char)b, EDGES[c],
                                               EDGES[d]};
                    bool continues[] = {false, (b & 0xC0) == 0x80, (p[2] & 0xC0) == 0x80,
                                        (p[3] & 0xC0) == 0x80};
                    uint32_t two = (uint32_t)(a & 0x1F) << 6 | (b & 0x3F);
                    uint32_t three =
                        (uint32_t)(a & 0x0F) << 12 | (uint32_t)(b & 0x3F) << 6 | (p[2] & 0x3F);
                    uint32_t four = (uint32_t)(a & 7) << 18 | (uint32_t)(b & 0x3F) << 12 |
                                    (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
                    size_t expected = 0, size = 99;
                    uint32_t code = UINT32_MAX;
                    if (a < 0x80) {
                        expected = 1;
                        code = (uint32_t)a;
                    } else if ((a & 0xE0) == 0xC0 && continues[1] && two >= 0x80) {
                        expected = 2;
                        code = two;
                    } else if ((a & 0xF0) == 0xE0 && continues[1] && continues[2] &&
                               three >= 0x800 && (three < 0xD800 || three > 0xDFFF)) {
                        expected = 3;
                        code = three;
                    } else if ((a & 0xF8) == 0xF0 && continues[1] && continues[2] && continues[3] &&
                               four >= 0x10000 && four <= 0x10FFFF) {
                        expected = 4;
                        code = four;
                    }
                    struct text t = {(const char *)p, 4};
                    assert_int_equal(text_decode(t, &size), code);
                    assert_int_equal(size, expected ? expected : 1);
                    size_t valid = text_valid_utf8((struct text){(const char *)p, expected});
                    assert_int_equal(valid, expected);
                    if (expected == 0)
                        assert_int_equal(text_valid_utf8(t), 0);
                }
            }
        }
    }
}

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c = c == 0xD7FF ? 0xE000 : c + 1) {
        char out[4];
        size_t n = text_encode(c, out), size;
        assert_int_equal(n, c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
        assert_int_equal(text_decode((struct text){out, n}, &size), c);
        assert_int_equal(size, n);
        assert_int_equal(text_valid_utf8((struct text){out, n}), n);
    }
}

/* --- pieces ---------------------------------------------------------------------------------- */

static void text_is_compared_by_its_bytes(void **state)
{
    (void)state;
    assert_true(text_is((struct text){NULL, 0}, ""));
    assert_true(text_is((struct text){"deeper", 4}, "deep"));
    assert_false(text_is((struct text){"deep", 4}, "deeper"));
    assert_false(text_is(text_of("Deep"), "deep"));
    assert_true(text_equal((struct text){NULL, 0}, text_of("")));
    assert_true(text_starts(text_of("深度困难"), "深度"));
    assert_true(text_starts(text_of("a"), ""));
    assert_false(text_starts(text_of("a"), "ab"));
    assert_true(text_ends(text_of("深度困难"), "困难"));
    assert_false(text_ends(text_of("b"), "ab"));
    assert_false(text_ends(text_of("ac"), "ab"));
}

static void trims(const char *text, const char *expected)
{
    struct text t = text_trim(text_of(text));
    if (!text_is(t, expected))
        fail_msg("'%s' is trimmed to '%.*s'", text, (int)t.n, t.p);
}

static void white_space_at_the_ends_is_trimmed(void **state)
{
    (void)state;
    trims("", "");
    trims(" \t\n\v\f\r", "");
    trims("a", "a");
    trims("  a b  ", "a b");
    trims("\xE3\x80\x80困\xE3\x80\x80", "困"); /* U+3000 */
    trims("\xC2\xA0 a\xC2\xA0", "a");          /* U+00A0 */
    trims("\xEF\xBB\xBF"
          "a\xEF\xBB\xBF",
          "a");
    trims("\xE3\x80\x80", "");
    trims("\x80 a", "\x80 a"); /* half of a space is none */
    trims("\xC2", "\xC2");
    trims("\x1F"
          "a",
          "\x1F"
          "a");
}

static void text_is_split_at_a_separator(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"", "a", "", "bc", ""};
    struct text rest = text_of(";a;;bc;");
    for (int i = 0; i < 5; i++) {
        assert_non_null(rest.p);
        assert_true(text_is(text_next(&rest, ';'), PARTS[i]));
    }
    assert_null(rest.p);
    rest = text_of("");
    assert_true(text_is(text_next(&rest, ';'), "")); /* one part, empty */
    assert_null(rest.p);
    rest = text_of("whole");
    assert_true(text_is(text_next(&rest, ';'), "whole"));
    assert_null(rest.p);
}

/* --- names ----------------------------------------------------------------------------------- */

static void nearest(const char *name, const char *expected)
{
    static const char *const NAMES[] = {"dibao",      "rounding",      "deep.items",
                                        "deep.order", "annual_income", "household_id"};
    const char *found = text_nearest(text_of(name), NAMES, sizeof NAMES / sizeof *NAMES);
    if (expected == NULL)
        assert_null(found);
    else if (found == NULL || strcmp(found, expected) != 0)
        fail_msg("'%s': %s", name, found == NULL ? "none" : found);
}

static void the_nearest_name_is_a_third_away_at_most(void **state)
{
    (void)state;
    nearest("dibao", "dibao");
    nearest("dibo", "dibao");   /* one of 4 */
    nearest("dibaoo", "dibao"); /* one of 6 */
    nearest("debaoo", "dibao"); /* two of 6: exactly a third */
    nearest("debeoo", NULL);    /* three of 6 */
    nearest("dibXX", NULL);     /* two of 5: more than a third */
    nearest("anual_incom", "annual_income");
    nearest("deep.item", "deep.items");
    nearest("deep.odrer", "deep.order"); /* letters exchanged count as two of 10 */
    nearest("", NULL);
    nearest("XY", NULL);
    nearest("completely different", NULL);
}

static void of_equally_near_names_the_first_is_taken(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"abcd", "abce", "abcf"};
    assert_string_equal(text_nearest(text_of("abcx"), NAMES, 3), "abcd");
    assert_string_equal(text_nearest(text_of("abce"), NAMES, 3), "abce");
    assert_null(text_nearest(text_of("abcx"), NAMES, 0));
}

static void very_long_names_have_no_neighbour(void **state)
{
    (void)state;
    char name[66];
    memset(name, 'a', sizeof name - 1);
    name[65] = '\0';
    const char *const LONG[] = {name};
    assert_null(text_nearest(text_of(name), LONG, 1)); /* 65 bytes */
    assert_null(text_nearest(text_of("aaa"), LONG, 1));
    name[64] = '\0';
    assert_string_equal(text_nearest(text_of(name), LONG, 1), name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_is_utf8),
        cmocka_unit_test(text_that_is_not),
        cmocka_unit_test(sequences_that_are_cut_off),
        cmocka_unit_test(all_short_sequences),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(text_is_compared_by_its_bytes),
        cmocka_unit_test(white_space_at_the_ends_is_trimmed),
        cmocka_unit_test(text_is_split_at_a_separator),
        cmocka_unit_test(the_nearest_name_is_a_third_away_at_most),
        cmocka_unit_test(of_equally_near_names_the_first_is_taken),
        cmocka_unit_test(very_long_names_have_no_neighbour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
