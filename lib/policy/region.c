#include "policy/region.h"

bool region_parse(struct text a, struct region *out)
{
    int32_t code = 0;
    if (a.n != 6)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (a.p[i] < '0' || a.p[i] > '9')
            return false;
        code = code * 10 + (a.p[i] - '0');
    }
    out->code = code;
    return true;
}

struct region region_parent(struct region r)
{
    if (r.code % 100 != 0)
        return (struct region){r.code - r.code % 100};
    if (r.code % 10000 != 0)
        return (struct region){r.code - r.code % 10000};
    return REGION_COUNTRY;
}

size_t region_format(struct region r, char out[REGION_TEXT_SIZE])
{
    int32_t code = r.code;
    out[6] = '\0';
    for (int i = 6; i-- > 0; code /= 10)
        out[i] = (char)('0' + code % 10);
    return 6;
}

struct region region_common(struct region a, struct region b)
{
    for (;; a = region_parent(a)) {
        struct region within = b;
        while (within.code != a.code && within.code != REGION_COUNTRY.code)
            within = region_parent(within);
        if (within.code == a.code)
            return a;
    }
}
