/* Guessing encodings, naming them, decoding them strictly in every chunk size. */
#include "intake/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* Bytes as iconv(1) makes them of `姓名,1 CR LF 㛃𠮷〇,帐`. */
#define SAMPLE_UTF8                                                                                \
    "\xe5\xa7\x93\xe5\x90\x8d,1\r\n\xe3\x9b\x83\xf0\xa0\xae\xb7\xe3\x80\x87,\xe5\xb8\x90"
#define SAMPLE_GB "\xd0\xd5\xc3\xfb,1\r\n\x82\x30\xb7\x31\x95\x34\xb2\x35\xa9\x96,\xd5\xca"
#define SAMPLE_LE                                                                                  \
    "\xd3\x59\x0d\x54\x2c\x00\x31\x00\x0d\x00\x0a\x00\xc3\x36\x42\xd8\xb7\xdf\x07\x30\x2c\x00\x10" \
    "\x5e"
#define SAMPLE_BE                                                                                  \
    "\x59\xd3\x54\x0d\x00\x2c\x00\x31\x00\x0d\x00\x0a\x36\xc3\xd8\x42\xdf\xb7\x30\x07\x00\x2c\x5e" \
    "\x10"
#define BYTES(literal) (literal), sizeof(literal) - 1

/* --- guessing ------------------------------------------------------------------------------- */

static void guesses(const char *bytes, size_t n, bool whole, const char *name, size_t bom,
                    enum encoding_source source)
{
    /* In memory of its own size, so that reading beyond the end is seen. */
    char *copy = malloc(n + 1);
    assert_non_null(copy);
    memcpy(copy + 1, bytes, n);
    struct encoding guess = encoding_guess(copy + 1, n, whole);
    free(copy);
    assert_string_equal(guess.name, name);
    assert_int_equal(guess.bom, bom);
    assert_int_equal(guess.source, source);
}

static void a_bom_decides(void **state)
{
    (void)state;
    guesses(BYTES("\xEF\xBB\xBF" SAMPLE_UTF8), true, "UTF-8", 3, ENCODING_BY_BOM);
    guesses(BYTES("\xEF\xBB\xBF"), true, "UTF-8", 3, ENCODING_BY_BOM);
    guesses(BYTES("\xEF\xBB\xBF\xFF\xFF"), true, "UTF-8", 3, ENCODING_BY_BOM);
    guesses(BYTES("\xFF\xFE" SAMPLE_LE), true, "UTF-16LE", 2, ENCODING_BY_BOM);
    guesses(BYTES("\xFE\xFF" SAMPLE_BE), true, "UTF-16BE", 2, ENCODING_BY_BOM);
    guesses(BYTES("\x84\x31\x95\x33" SAMPLE_GB), true, "GB18030", 4, ENCODING_BY_BOM);
    guesses(BYTES("\xEF\xBB"), true, "GB18030", 0, ENCODING_BY_GUESS);
}

static void valid_utf8_is_utf8(void **state)
{
    (void)state;
    guesses(BYTES(SAMPLE_UTF8), true, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES(SAMPLE_UTF8), false, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES(""), true, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("a,b\n"), true, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("a,b\n"), false, "UTF-8", 0, ENCODING_BY_GUESS);
}

static void a_sample_may_end_within_a_character(void **state)
{
    (void)state;
    static const char SAMPLE[] = "\xe5\xa7\x93\xe5\x90\x8d\xf0\xa0\xae\xb7\xe3\x80\x87\xc3\xa9";
    for (size_t n = 3; n < sizeof SAMPLE; n++)
        guesses(SAMPLE, n, false, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("\xe5\xa7\x93\xE0"), false, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("\xe5\xa7\x93\xE0\xA0"), false, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("\xe5\xa7\x93\xE0\x9F"), false, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xe5\xa7\x93\xED\xA0"), false, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xe5\xa7\x93\xF4\x8F\xBF"), false, "UTF-8", 0, ENCODING_BY_VALIDITY);
    guesses(BYTES("\xe5\xa7\x93\xF4\x90"), false, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xe5\xa7\x93\xC3"), true, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xe5\xa7\x93\x80"), false, "GB18030", 0, ENCODING_BY_GUESS);
}

#define FIVE "\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93"

static void utf8_with_a_few_bad_bytes_is_still_utf8(void **state)
{
    (void)state;
    guesses(BYTES(FIVE FIVE "\xB0"), true, "UTF-8", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xB0" FIVE "abc" FIVE), true, "UTF-8", 0, ENCODING_BY_GUESS);
    guesses(BYTES(FIVE "\xe5\x90\x8d\xe5\xa7\x93\xe5\x90\x8d\xe5\xa7\x93\xB0"), true, "GB18030", 0,
            ENCODING_BY_GUESS);
    guesses(BYTES(FIVE FIVE "\xB0\xB0"), true, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES(FIVE FIVE FIVE FIVE "\xB0,\xB0"), true, "UTF-8", 0, ENCODING_BY_GUESS);
}

static void other_bytes_are_gb18030(void **state)
{
    (void)state;
    guesses(BYTES(SAMPLE_GB), true, "GB18030", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\xc0\xa7\xc4\xd1\xd6\xb0\xb9\xa4,\xbc\xd2\xcd\xa5\n"), false, "GB18030", 0,
            ENCODING_BY_GUESS);
    guesses(BYTES("\xFF"), true, "GB18030", 0, ENCODING_BY_GUESS);
}

static void the_adviser_is_heard_on_gb18030_only(void **state)
{
    (void)state;
    /* `困难职工家庭人口年度总收入` several times over, which is enough for uchardet. */
#define GB_LINE                                                                                    \
    "\xc0\xa7\xc4\xd1\xd6\xb0\xb9\xa4\xbc\xd2\xcd\xa5\xc8\xcb\xbf\xda\xc4\xea\xb6\xc8\xd7\xdc\xca" \
    "\xd5\xc8\xeb,\n"
    struct encoding gb = encoding_guess(BYTES(GB_LINE GB_LINE GB_LINE GB_LINE), true);
    assert_string_equal(gb.name, "GB18030");
    assert_string_equal(gb.advice, "GB18030");
    struct encoding utf8 = encoding_guess(BYTES(SAMPLE_UTF8), true);
    assert_string_equal(utf8.advice, "");
}

static void nul_bytes_show_utf16(void **state)
{
    (void)state;
    guesses(BYTES(SAMPLE_LE), true, "UTF-16LE", 0, ENCODING_BY_GUESS);
    guesses(BYTES(SAMPLE_BE), true, "UTF-16BE", 0, ENCODING_BY_GUESS);
    guesses(BYTES("a\0,\0b\0"), true, "UTF-16LE", 0, ENCODING_BY_GUESS);
    guesses(BYTES("\0a\0,\0b"), true, "UTF-16BE", 0, ENCODING_BY_GUESS);
    guesses(BYTES("a\0,\0b\0\n"), false, "UTF-16LE", 0, ENCODING_BY_GUESS); /* cut in a unit */
    /* U+4E00 has its NUL on the other side: one of five does not mislead. */
    guesses(BYTES("\0\x4e,\0"
                  "1\0,\0"
                  "2\0"),
            true, "UTF-16LE", 0, ENCODING_BY_GUESS);
    guesses(BYTES("ab\0\0cd\0\0"), true, "UTF-8", 0, ENCODING_BY_VALIDITY);
}

/* --- naming --------------------------------------------------------------------------------- */

static void is_named(const char *name, const char *bytes, size_t n, const char *expected,
                     size_t bom)
{
    struct encoding encoding;
    assert_true(encoding_named(name, bytes, n, &encoding, NULL));
    assert_string_equal(encoding.name, expected);
    assert_int_equal(encoding.bom, bom);
    assert_int_equal(encoding.source, ENCODING_BY_USER);
}

static void the_user_may_name_an_encoding(void **state)
{
    (void)state;
    is_named("UTF-8", BYTES("a"), "UTF-8", 0);
    is_named("utf8",
             BYTES("\xEF\xBB\xBF"
                   "a"),
             "UTF-8", 3);
    is_named("GBK", BYTES("a"), "GB18030", 0);
    is_named("gb2312", BYTES("a"), "GB18030", 0);
    is_named("Gb18030", BYTES("\x84\x31\x95\x33"), "GB18030", 4);
    is_named("GBK",
             BYTES("\xEF\xBB\xBF"
                   "a"),
             "GB18030", 0); /* not the BOM of what was named */
    is_named("utf-16le", BYTES("\xFF\xFE"), "UTF-16LE", 2);
    is_named("UTF-16BE", BYTES("\xFE\xFF"), "UTF-16BE", 2);
    is_named("UTF-16", BYTES("\xFF\xFE" SAMPLE_LE), "UTF-16LE", 2);
    is_named("UTF-16", BYTES("\xFE\xFF" SAMPLE_BE), "UTF-16BE", 2);
    is_named("UTF-16", BYTES(SAMPLE_BE), "UTF-16BE", 0);
    is_named("UTF-16", BYTES("\x59\xd3"), "UTF-16LE", 0);
    is_named("UTF-16", BYTES(""), "UTF-16LE", 0);
    is_named("BIG5", BYTES("a"), "BIG5", 0);
    is_named("ISO-8859-1", BYTES("a"), "ISO-8859-1", 0);
}

static void unknown_and_lax_encodings_are_refused(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"klingon", "",          "GBK//IGNORE", "UTF-8//TRANSLIT",
                                        "/",       "GB18030//", "UTF-8 "};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        struct encoding encoding;
        struct error error = {0};
        assert_false(encoding_named(NAMES[i], "a", 1, &encoding, &error));
        assert_non_null(strstr(error.text, NAMES[i]));
    }
}

/* --- decoding ------------------------------------------------------------------------------- */

struct expected_fault {
    uint64_t out, in;
    unsigned char byte;
};

/* What the bytes decode to and which faults they have, whatever the chunks they come in. */
static void decodes(const char *name, size_t bom, const char *bytes, size_t n, const char *text,
                    size_t text_n, const struct expected_fault *faults, size_t faults_n)
{
    struct encoding encoding = {.name = name, .bom = bom};
    for (size_t chunk = 1; chunk <= n + 1; chunk++) {
        struct decoder d;
        struct buffer out = {0};
        assert_true(decoder_open(&d, &encoding, NULL));
        for (size_t i = 0; i < n; i += chunk) {
            size_t size = n - i < chunk ? n - i : chunk;
            char *copy = malloc(size);
            assert_non_null(copy);
            memcpy(copy, bytes + i, size);
            assert_true(decoder_feed(&d, copy, size, &out));
            free(copy);
        }
        assert_true(decoder_finish(&d, &out));
        assert_int_equal(out.n, text_n);
        if (text_n > 0)
            assert_memory_equal(out.p, text, text_n);
        assert_int_equal(d.out, text_n);
        assert_int_equal(d.in, n);
        assert_int_equal(d.faults_n, faults_n);
        assert_int_equal(d.faults_total, faults_n);
        for (size_t i = 0; i < faults_n; i++) {
            assert_int_equal(d.faults[i].out, faults[i].out);
            assert_int_equal(d.faults[i].in, faults[i].in);
            assert_int_equal(d.faults[i].byte, faults[i].byte);
        }
        decoder_close(&d);
        buffer_free(&out);
    }
}

#define NO_FAULTS NULL, 0
#define FAULTS(...)                                                                                \
    ((const struct expected_fault[]){__VA_ARGS__}),                                                \
        sizeof((const struct expected_fault[]){__VA_ARGS__}) / sizeof(struct expected_fault)

static void whole_texts_decode(void **state)
{
    (void)state;
    decodes("GB18030", 0, BYTES(SAMPLE_GB), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("GB18030", 4, BYTES("\x84\x31\x95\x33" SAMPLE_GB), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("UTF-16LE", 2, BYTES("\xFF\xFE" SAMPLE_LE), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("UTF-16BE", 2, BYTES("\xFE\xFF" SAMPLE_BE), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("UTF-16LE", 0, BYTES(SAMPLE_LE), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("UTF-8", 3, BYTES("\xEF\xBB\xBF" SAMPLE_UTF8), BYTES(SAMPLE_UTF8), NO_FAULTS);
    decodes("GB18030", 0, "", 0, "", 0, NO_FAULTS);
    decodes("UTF-16LE", 2, BYTES("\xFF\xFE"), "", 0, NO_FAULTS);
    decodes("ISO-8859-1", 0, BYTES("\xE9"), BYTES("\xC3\xA9"), NO_FAULTS);
}

static void bad_bytes_of_gb18030_are_marked_and_the_next_is_read(void **state)
{
    (void)state;
    decodes("GB18030", 0,
            BYTES("a\xFF"
                  "b"),
            BYTES("a\xFF"
                  "b"),
            FAULTS({1, 1, 0xFF}));
    decodes("GB18030", 0, BYTES("a\x80,b"), BYTES("a\xFF,b"), FAULTS({1, 1, 0x80}));
    /* A lead byte takes no comma and no line end with it. */
    decodes("GB18030", 0, BYTES("\xd0\xd5\xc3,1\r\n"), BYTES("\xe5\xa7\x93\xFF,1\r\n"),
            FAULTS({3, 2, 0xC3}));
    decodes("GB18030", 0, BYTES("\xc3\n\xd0\xd5"), BYTES("\xFF\n\xe5\xa7\x93"),
            FAULTS({0, 0, 0xC3}));
    decodes("GB18030", 0, BYTES("\x81\x30\x81,"),
            BYTES("\xFF"
                  "0\xFF,"),
            FAULTS({0, 0, 0x81}, {2, 2, 0x81}));
    decodes("GB18030", 0, BYTES("\xFF\xFF"), BYTES("\xFF\xFF"), FAULTS({0, 0, 0xFF}, {1, 1, 0xFF}));
    /* Four bytes beyond U+10FFFF. */
    decodes("GB18030", 0,
            BYTES("\xE3\x32\x9A\x36"
                  "b"),
            BYTES("\xFF"
                  "2\xFF"
                  "6b"),
            FAULTS({0, 0, 0xE3}, {2, 2, 0x9A}));
}

static void offsets_of_faults_count_the_bom(void **state)
{
    (void)state;
    decodes("GB18030", 4, BYTES("\x84\x31\x95\x33\xd0\xd5\xFF"), BYTES("\xe5\xa7\x93\xFF"),
            FAULTS({3, 6, 0xFF}));
}

static void a_character_cut_at_the_end_is_a_fault(void **state)
{
    (void)state;
    decodes("GB18030", 0, BYTES("\xd0\xd5\xc3"), BYTES("\xe5\xa7\x93\xFF"), FAULTS({3, 2, 0xC3}));
    decodes("GB18030", 0, BYTES("a\x81\x30"),
            BYTES("a\xFF"
                  "0"),
            FAULTS({1, 1, 0x81}));
    decodes("GB18030", 0, BYTES("\x81\x30\x81"),
            BYTES("\xFF"
                  "0\xFF"),
            FAULTS({0, 0, 0x81}, {2, 2, 0x81}));
    decodes("UTF-16LE", 0, BYTES("a\0b"), BYTES("a\xFF"), FAULTS({1, 2, 'b'}));
    decodes("UTF-16LE", 0, BYTES("a\0\x42\xd8"), BYTES("a\xFF"), FAULTS({1, 2, 0x42}));
    decodes("UTF-16LE", 0, BYTES("\x42\xd8\xb7"), BYTES("\xFF\xFF"),
            FAULTS({0, 0, 0x42}, {1, 2, 0xB7}));
}

static void lone_surrogates_leave_utf16_in_step(void **state)
{
    (void)state;
    decodes("UTF-16LE", 0,
            BYTES("\x42\xd8"
                  "a\0,\0"),
            BYTES("\xFF"
                  "a,"),
            FAULTS({0, 0, 0x42}));
    decodes("UTF-16LE", 0,
            BYTES("a\0\xb7\xdf"
                  "b\0"),
            BYTES("a\xFF"
                  "b"),
            FAULTS({1, 2, 0xB7}));
    decodes("UTF-16BE", 0, BYTES("\xd8\x42\0a\0,"),
            BYTES("\xFF"
                  "a,"),
            FAULTS({0, 0, 0xD8}));
    decodes("UTF-32LE", 0, BYTES("\0\xd8\0\0a\0\0\0"),
            BYTES("\xFF"
                  "a"),
            FAULTS({0, 0, 0}));
}

static void codes_left_to_users_stay_private(void **state)
{
    (void)state;
    decodes("GB18030", 0, BYTES("\xAA\xA1"), BYTES("\xEE\x80\x80"), NO_FAULTS); /* U+E000 */
}

static void a_mark_held_back_comes_at_the_end(void **state)
{
    (void)state;
    /* BIG5-HKSCS waits after 88 66 (U+00CA) for a combining mark; it must not be lost. */
    decodes("BIG5-HKSCS", 0, BYTES("a\x88\x66"), BYTES("a\xC3\x8A"), NO_FAULTS);
}

static void text_longer_than_the_output_asked_for_decodes(void **state)
{
    (void)state;
    enum { CHARACTERS = 5000 };
    struct encoding gb = {.name = "GB18030"};
    struct decoder d;
    struct buffer in = {0}, out = {0};
    for (int i = 0; i < CHARACTERS; i++)
        buffer_append(&in, "\xd0\xd5", 2);
    buffer_append(&in, "\xFF", 1);
    assert_true(decoder_open(&d, &gb, NULL));
    assert_true(decoder_feed(&d, in.p, in.n, &out));
    assert_true(decoder_finish(&d, &out));
    assert_int_equal(out.n, CHARACTERS * 3 + 1);
    for (size_t i = 0; i < CHARACTERS; i++)
        assert_memory_equal(out.p + i * 3, "\xe5\xa7\x93", 3);
    assert_int_equal(d.faults[0].out, CHARACTERS * 3);
    assert_int_equal(d.faults[0].in, CHARACTERS * 2);
    decoder_close(&d);
    buffer_free(&in);
    buffer_free(&out);
}

static void faults_are_found_by_their_place_in_the_output(void **state)
{
    (void)state;
    struct encoding gb = {.name = "GB18030"};
    struct decoder d;
    struct buffer out = {0};
    assert_true(decoder_open(&d, &gb, NULL));
    assert_true(decoder_feed(&d, BYTES("\xd0\xd5,\xFF\n\x80"), &out));
    buffer_clear(&out); /* offsets go on counting */
    assert_true(decoder_feed(&d, BYTES("\n\xFF\n"), &out));
    assert_null(decoder_fault_in(&d, 0, 4));
    assert_int_equal(decoder_fault_in(&d, 0, 5)->in, 3);
    assert_int_equal(decoder_fault_in(&d, 4, 100)->byte, 0xFF);
    assert_int_equal(decoder_fault_in(&d, 5, 100)->byte, 0x80);
    assert_int_equal(decoder_fault_in(&d, 7, 100)->in, 7);
    assert_null(decoder_fault_in(&d, 9, 100));
    decoder_forget(&d, 6);
    assert_int_equal(d.faults_n, 2);
    assert_int_equal(decoder_fault_in(&d, 0, 100)->byte, 0x80);
    decoder_forget(&d, 100);
    assert_null(decoder_fault_in(&d, 0, 100));
    assert_int_equal(d.faults_total, 3);
    decoder_close(&d);
    buffer_free(&out);
}

static void the_list_of_faults_is_bounded(void **state)
{
    (void)state;
    struct encoding gb = {.name = "GB18030"};
    struct decoder d;
    struct buffer out = {0};
    assert_true(decoder_open(&d, &gb, NULL));
    for (int i = 0; i < DECODER_FAULTS + 1; i++)
        assert_true(decoder_feed(&d, BYTES("\xFF"), &out));
    assert_int_equal(d.faults_n, DECODER_FAULTS);
    assert_int_equal(d.faults_total, DECODER_FAULTS + 1);
    assert_int_equal(out.n, DECODER_FAULTS + 1);
    assert_non_null(decoder_fault_in(&d, DECODER_FAULTS - 1, DECODER_FAULTS));
    assert_null(decoder_fault_in(&d, DECODER_FAULTS, DECODER_FAULTS + 1));
    decoder_forget(&d, 1);
    assert_true(decoder_feed(&d, BYTES("\xFF"), &out));
    assert_int_equal(decoder_fault_in(&d, DECODER_FAULTS + 1, UINT64_MAX)->in, DECODER_FAULTS + 1);
    decoder_close(&d);
    buffer_free(&out);
}

static void what_was_not_opened_can_be_closed(void **state)
{
    (void)state;
    struct encoding klingon = {.name = "klingon"};
    struct error error = {0};
    struct decoder d;
    assert_false(decoder_open(&d, &klingon, &error));
    assert_non_null(strstr(error.text, "klingon"));
    decoder_close(&d);
    decoder_close(&d);
    decoder_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bom_decides),
        cmocka_unit_test(valid_utf8_is_utf8),
        cmocka_unit_test(a_sample_may_end_within_a_character),
        cmocka_unit_test(utf8_with_a_few_bad_bytes_is_still_utf8),
        cmocka_unit_test(other_bytes_are_gb18030),
        cmocka_unit_test(the_adviser_is_heard_on_gb18030_only),
        cmocka_unit_test(nul_bytes_show_utf16),
        cmocka_unit_test(the_user_may_name_an_encoding),
        cmocka_unit_test(unknown_and_lax_encodings_are_refused),
        cmocka_unit_test(whole_texts_decode),
        cmocka_unit_test(bad_bytes_of_gb18030_are_marked_and_the_next_is_read),
        cmocka_unit_test(offsets_of_faults_count_the_bom),
        cmocka_unit_test(a_character_cut_at_the_end_is_a_fault),
        cmocka_unit_test(lone_surrogates_leave_utf16_in_step),
        cmocka_unit_test(codes_left_to_users_stay_private),
        cmocka_unit_test(a_mark_held_back_comes_at_the_end),
        cmocka_unit_test(text_longer_than_the_output_asked_for_decodes),
        cmocka_unit_test(faults_are_found_by_their_place_in_the_output),
        cmocka_unit_test(the_list_of_faults_is_bounded),
        cmocka_unit_test(what_was_not_opened_can_be_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
