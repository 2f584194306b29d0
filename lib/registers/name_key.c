#include "registers/name_key.h"

/* Dots that stand between the parts of a name, as one keyboard or another has them. */
static bool is_dot(uint32_t c)
{
    return c == '.' || c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x22C5 || c == 0x30FB ||
           c == 0xFF65;
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x202F ||
           c == 0x3000 || c == 0xFEFF;
}

/* The ASCII form of what is as wide as a Chinese character, and the small form of a letter. */
static uint32_t folded(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

uint64_t name_key(struct text name)
{
    const uint64_t offset = 0xCBF29CE484222325u, prime = 0x100000001B3u; /* FNV-1a */
    uint64_t key = offset;
    for (size_t i = 0, size; i < name.n; i += size) {
        const uint32_t c = folded(text_decode((struct text){name.p + i, name.n - i}, &size));
        if (is_space(c) || is_dot(c))
            continue;
        for (int shift = 0; shift < 32; shift += 8)
            key = (key ^ (c >> shift & 0xFF)) * prime;
    }
    if (key == offset)
        return 0;
    return key == 0 ? 1 : key;
}
