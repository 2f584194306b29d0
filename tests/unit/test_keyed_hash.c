/* HMAC-SHA-256 with a key from a file: the vectors of RFC 4231, and which files are keys. */
#include "ledger_files.h"

#include "base/keyed_hash.h"

static const char *key_file(struct text key, mode_t mode)
{
    const char *file = path_of("key");
    (void)remove(file);
    bytes_write(file, key);
    assert_int_equal(chmod(file, mode), 0);
    return file;
}

static void hash_is(struct text key, struct text data, const char *expected)
{
    struct keyed_hash hash;
    struct error error;
    char text[DIGEST_TEXT_SIZE];
    if (!keyed_hash_open(&hash, key_file(key, 0600), &error))
        fail_msg("%s", error.text);
    keyed_hash_text(&hash, data, text);
    assert_string_equal(text, expected);
    keyed_hash_text(&hash, data, text); /* and again: it does not go on from there */
    assert_string_equal(text, expected);
    keyed_hash_close(&hash);
}

/* RFC 4231, 4.2, 4.4, 4.5, 4.7 and 4.8: the test cases whose key is long enough. */
static void it_gives_the_vectors_of_rfc_4231(void **state)
{
    (void)state;
    char key[131], data[50];
    memset(key, 0x0B, 20);
    hash_is((struct text){key, 20}, text_of("Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    memset(key, 0xAA, sizeof key);
    memset(data, 0xDD, sizeof data);
    hash_is((struct text){key, 20}, (struct text){data, 50},
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
    hash_is((struct text){key, 131},
            text_of("Test Using Larger Than Block-Size Key - Hash Key "
                    "First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    hash_is((struct text){key, 131},
            text_of("This is a test using a larger than block-size key and a larger than "
                    "block-size data. The key needs to be hashed before being used by the HMAC "
                    "algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    for (int i = 0; i < 25; i++)
        key[i] = (char)(i + 1);
    memset(data, 0xCD, sizeof data);
    /* This key has 0A and 0D within: only those at its end are line ends. */
    hash_is((struct text){key, 25}, (struct text){data, 50},
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
}

static void fingerprint_of(struct text key, char out[KEYED_HASH_FINGERPRINT_SIZE])
{
    struct keyed_hash hash;
    struct error error;
    if (!keyed_hash_open(&hash, key_file(key, 0600), &error))
        fail_msg("%s", error.text);
    memcpy(out, hash.fingerprint, KEYED_HASH_FINGERPRINT_SIZE);
    assert_int_equal(strlen(out), 16);
    keyed_hash_close(&hash);
}

static void line_ends_at_the_end_are_not_the_key(void **state)
{
    (void)state;
    char a[KEYED_HASH_FINGERPRINT_SIZE], b[KEYED_HASH_FINGERPRINT_SIZE];
    fingerprint_of(text_of("0123456789abcdef"), a);
    fingerprint_of(text_of("0123456789abcdef\n"), b);
    assert_string_equal(a, b);
    fingerprint_of(text_of("0123456789abcdef\r\n\r\n"), b);
    assert_string_equal(a, b);
    fingerprint_of(text_of("0123456789abcdef "), b);
    assert_string_not_equal(a, b);
    fingerprint_of(text_of("\n0123456789abcdef"), b);
    assert_string_not_equal(a, b);
}

static void key_is_refused(struct text key, mode_t mode, const char *expected)
{
    struct keyed_hash hash;
    struct error error;
    assert_false(keyed_hash_open(&hash, key_file(key, mode), &error));
    assert_string_equal(error.text, expected);
}

static void a_key_is_neither_short_nor_long(void **state)
{
    (void)state;
    static char bytes[5000];
    char print[KEYED_HASH_FINGERPRINT_SIZE];
    memset(bytes, 'k', sizeof bytes);
    key_is_refused(text_of(""), 0600, "a key has 16 to 4096 bytes; this one has 0");
    key_is_refused(text_of("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"), 0600,
                   "a key has 16 to 4096 bytes; this one has 0");
    key_is_refused((struct text){bytes, 15}, 0600, "a key has 16 to 4096 bytes; this one has 15");
    fingerprint_of((struct text){bytes, 16}, print);
    fingerprint_of((struct text){bytes, 4096}, print);
    key_is_refused((struct text){bytes, 4097}, 0600,
                   "a key has 16 to 4096 bytes; this one has 4097");
    struct keyed_hash hash;
    struct error error;
    assert_false(keyed_hash_open(&hash, key_file((struct text){bytes, 5000}, 0600), &error));
}

static void a_key_is_its_owners_alone(void **state)
{
    (void)state;
    static const mode_t OPEN[] = {0640, 0604, 0620, 0602, 0660, 0644, 0666};
    for (size_t i = 0; i < sizeof OPEN / sizeof *OPEN; i++)
        key_is_refused(text_of("0123456789abcdef"), OPEN[i],
                       "others than its owner may use this key: take that from them (chmod 600)");
    struct keyed_hash hash;
    struct error error;
    assert_true(keyed_hash_open(&hash, key_file(text_of("0123456789abcdef"), 0400), &error));
    keyed_hash_close(&hash);
    for (size_t i = 0; i < sizeof hash; i++)
        assert_int_equal(((const char *)&hash)[i], 0);
    assert_false(keyed_hash_open(&hash, path_of("none"), &error));
    assert_false(keyed_hash_open(&hash, files_folder, &error));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_gives_the_vectors_of_rfc_4231),
        cmocka_unit_test(line_ends_at_the_end_are_not_the_key),
        cmocka_unit_test(a_key_is_neither_short_nor_long),
        cmocka_unit_test(a_key_is_its_owners_alone),
    };
    return cmocka_run_group_tests(tests, files_make, files_remove);
}
