#include "policy/parameter.h"

const char *const CATEGORY_NAMES[] = {"deep", "relative", "accidental"};
const char *const ITEM_NAMES[] = {"living", "medical", "education", "accident"};
const char *const COST_NAMES[] = {"medical", "disability", "education",
                                  "other",   "employment", "accident"};
const char *const UNIT_NAMES[] = {"yuan", "yuan/month", "month", "percent",
                                  "day",  "count",      "word",  "list"};
const char *const WORD_NAMES[] = {"",      "fen",     "yuan",  "below", "at_most", "net",
                                  "gross", "highest", "first", "all",   "one",     "best"};

/* clang-format off */
const struct parameter_info PARAMETER_INFO[PARAMETER_COUNT] = {
#define INFO(name, unit, reader, shape, value) {name, UNIT_##unit, READ_BY_##reader, shape, value},
#define ONE(id, name, ...) INFO(name, __VA_ARGS__)
#define PER_CATEGORY(id, name, ...) \
    INFO("deep." name, __VA_ARGS__) PER_LESSER(id, name, __VA_ARGS__)
#define PER_LESSER(id, name, ...) \
    INFO("relative." name, __VA_ARGS__) INFO("accidental." name, __VA_ARGS__)
#define PER_CATEGORY_ITEM(id, name, ...) \
    PER_ITEM("deep", name, __VA_ARGS__) PER_ITEM("relative", name, __VA_ARGS__) \
    PER_ITEM("accidental", name, __VA_ARGS__)
#define PER_ITEM(category, name, ...) \
    INFO(category ".living." name, __VA_ARGS__) INFO(category ".medical." name, __VA_ARGS__) \
    INFO(category ".education." name, __VA_ARGS__) INFO(category ".accident." name, __VA_ARGS__)
#define PER_CATEGORY_STAGE(id, name, ...) \
    PER_STAGE(id, "deep." name, __VA_ARGS__) PER_STAGE(id, "relative." name, __VA_ARGS__) \
    PER_STAGE(id, "accidental." name, __VA_ARGS__)
#define PER_STAGE(id, name, ...) \
    INFO(name ".college", __VA_ARGS__) INFO(name ".high_school", __VA_ARGS__) \
    INFO(name ".special", __VA_ARGS__)
    PARAMETERS(ONE, PER_CATEGORY, PER_LESSER, PER_CATEGORY_ITEM, PER_CATEGORY_STAGE, PER_STAGE)
};
/* clang-format on */

enum parameter parameter_find(struct text name)
{
    int i = 0;
    while (i < PARAMETER_COUNT && !text_is(name, PARAMETER_INFO[i].name))
        i++;
    return (enum parameter)i;
}

const char *parameter_nearest(struct text name)
{
    const char *names[PARAMETER_COUNT];
    for (int i = 0; i < PARAMETER_COUNT; i++)
        names[i] = PARAMETER_INFO[i].name;
    return text_nearest(name, names, PARAMETER_COUNT);
}
