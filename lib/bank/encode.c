#include "bank/encode.h"

#include "base/language.h"

#include <errno.h>
#include <strings.h>

#define AT_A_TIME 4096

const char *encoding_find(const char *name)
{
    static const char *const NAMES[] = {"utf-8", "gbk", "gb18030"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcasecmp(name, NAMES[i]) == 0)
            return NAMES[i];
    return NULL;
}

bool encoder_open(struct encoder *encoder, const char *encoding, struct error *error)
{
    encoder->converter = iconv_open(encoding, "UTF-8");
    encoder->open = encoder->converter != (iconv_t)-1;
    return encoder->open || error_system(error, NULL, _("cannot encode as '%s'"), encoding);
}

void encoder_close(struct encoder *encoder)
{
    if (encoder->open)
        (void)iconv_close(encoder->converter);
    *encoder = (struct encoder){0};
}

enum encoded encoder_put(struct encoder *encoder, struct text a, struct buffer *out,
                         uint32_t *lacking)
{
    char piece[AT_A_TIME];
    char *from = (char *)a.p; /* iconv does not write to it */
    size_t left = a.n, size;
    while (left > 0) {
        char *to = piece;
        size_t room = sizeof piece;
        /* Above 0: characters that were replaced by others. */
        const size_t replaced = iconv(encoder->converter, &from, &left, &to, &room);
        if (replaced != 0 && !(replaced == (size_t)-1 && errno == E2BIG)) {
            struct text rest = replaced == (size_t)-1 ? (struct text){from, left} : a;
            *lacking = text_decode(rest, &size);
            return ENCODED_LACKS;
        }
        if (out != NULL)
            buffer_append(out, piece, sizeof piece - room);
    }
    return out != NULL && out->failed ? ENCODED_NO_MEMORY : ENCODED;
}

enum encoded decode_gb18030(struct text bytes, struct buffer *out, size_t *at, struct error *error)
{
    char piece[AT_A_TIME];
    char *from = (char *)bytes.p;
    size_t left = bytes.n;
    bool sound = true;
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1) {
        error_system(error, NULL, _("cannot decode '%s'"), "GB18030");
        return ENCODED_NO_MEMORY;
    }
    while (left > 0 && sound) {
        char *to = piece;
        size_t room = sizeof piece;
        sound = iconv(converter, &from, &left, &to, &room) != (size_t)-1 || errno == E2BIG;
        buffer_append(out, piece, sizeof piece - room);
    }
    (void)iconv_close(converter);
    *at = bytes.n - left;
    if (out->failed) {
        error_no_memory(error, NULL);
        return ENCODED_NO_MEMORY;
    }
    return sound ? ENCODED : ENCODED_LACKS;
}
