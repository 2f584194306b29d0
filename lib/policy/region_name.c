#include "policy/region_name.h"

#include "base/embedded.h"

#define CODE_DIGITS 6

/* The line that the byte at `at` is in, without its end; `at` is below the size of the table. */
static struct text line_around(size_t at)
{
    size_t begin = at, end = at;
    while (begin > 0 && embedded_regions[begin - 1] != '\n')
        begin--;
    while (end < embedded_regions_size && embedded_regions[end] != '\n')
        end++;
    return (struct text){embedded_regions + begin, end - begin};
}

struct text region_name(struct region r)
{
    char code[REGION_TEXT_SIZE];
    if (r.code == REGION_COUNTRY.code)
        return text_of("全国");
    /* Sorted by code, six digits in each line: all but the header. */
    size_t low = line_around(0).n + 1, high = embedded_regions_size;
    region_format(r, code);
    while (low < high) {
        struct text line = line_around(low + (high - low) / 2);
        int order = memcmp(code, line.p, CODE_DIGITS);
        if (order == 0)
            return (struct text){line.p + CODE_DIGITS + 1, line.n - CODE_DIGITS - 1};
        if (order < 0)
            high = (size_t)(line.p - embedded_regions);
        else
            low = (size_t)(line.p - embedded_regions) + line.n + 1;
    }
    return (struct text){NULL, 0};
}
