/* The digest of bytes: the examples of the standard (FIPS 180-4), and bytes in pieces. */
#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LETTERS                                                                                    \
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmno" \
    "pqrsmnopqrstnopqrstu"

static struct digest digest;
static char found[DIGEST_TEXT_SIZE];

static void is(const char *bytes, const char *expected)
{
    digest_begin(&digest);
    digest_add(&digest, text_of(bytes));
    digest_end(&digest, found);
    assert_string_equal(found, expected);
}

static void examples_of_the_standard(void **state)
{
    (void)state;
    is("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    is("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    is("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    is(LETTERS, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void a_million_letters(void **state)
{
    (void)state;
    digest_begin(&digest);
    for (int i = 0; i < 1000000; i += 8)
        digest_add(&digest, text_of("aaaaaaaa"));
    digest_end(&digest, found);
    assert_string_equal(found, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void pieces_make_no_difference(void **state)
{
    (void)state;
    const size_t n = strlen(LETTERS);
    for (size_t size = 1; size <= n; size++) {
        digest_begin(&digest);
        for (size_t i = 0; i < n; i += size)
            digest_add(&digest, (struct text){LETTERS + i, n - i < size ? n - i : size});
        digest_add(&digest, (struct text){NULL, 0});
        digest_end(&digest, found);
        assert_string_equal(found,
                            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    }
}

static void a_zero_byte_is_a_byte(void **state)
{
    (void)state;
    digest_begin(&digest);
    digest_add(&digest, (struct text){"\0", 1});
    digest_end(&digest, found);
    assert_string_equal(found, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

static void the_end_begins_anew(void **state)
{
    (void)state;
    digest_begin(&digest);
    digest_add(&digest, text_of("something else"));
    digest_end(&digest, found);
    digest_add(&digest, text_of("abc"));
    digest_end(&digest, found);
    assert_string_equal(found, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_end(&digest, found);
    assert_string_equal(found, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_standard),  cmocka_unit_test(a_million_letters),
        cmocka_unit_test(pieces_make_no_difference), cmocka_unit_test(a_zero_byte_is_a_byte),
        cmocka_unit_test(the_end_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
