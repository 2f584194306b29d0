#include "report/words.h"

static const struct {
    const char *zh, *en;
} WORDS[SAYS] = {
#define REPORT_WORD(id, zh, en) [SAY_##id] = {zh, en},
    REPORT_WORDS(REPORT_WORD)
#undef REPORT_WORD
};

const char *report_say(bool english, enum say what)
{
    return english ? WORDS[what].en : WORDS[what].zh;
}
