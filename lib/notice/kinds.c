#include "notice/kinds.h"

/* Made from share/templates (scripts/embed). */
#define EMBEDDED(name)                                                                             \
    extern const char embedded_template_##name[];                                                  \
    extern const size_t embedded_template_##name##_size

EMBEDDED(refusal);
EMBEDDED(exit);
EMBEDDED(publicity);
EMBEDDED(withdrawal);
EMBEDDED(missing);
EMBEDDED(sms);
EMBEDDED(style);
EMBEDDED(poster);
EMBEDDED(run_sheet);
EMBEDDED(assignment);

#define TEMPLATE(name, ending)                                                                     \
    .file = "share/templates/" #name ending, .source = embedded_template_##name,                   \
    .size = &embedded_template_##name##_size

static const struct kind REFUSAL = {
    .name = "refusal",
    .rules = {{"category", "none"}, {"stage", "refused"}, {"next_step", "notify-refusal"}},
    /* Who has left is not refused, and of an invalid record nothing was decided. */
    .never = {{"category", "invalid"}, {"exit_status", "out|voluntary"}},
    TEMPLATE(refusal, ".html")};

/* Until the visit, and until a review is over, it is not settled that the household leaves. */
static const struct kind EXIT = {.name = "exit",
                                 .rules = {{"exit_status", "out"}},
                                 .never = {{"next_step", "visit|review"}},
                                 TEMPLATE(exit, ".html")};

static const struct kind WITHDRAWAL = {
    .name = "withdrawal", .rules = {{"exit_status", "voluntary"}}, TEMPLATE(withdrawal, ".html")};

static const struct kind MISSING = {
    .name = "missing", .rules = {{"to_bring", NULL}}, TEMPLATE(missing, ".html")};

static const struct kind PUBLICITY = {
    .name = "publicity",
    .rules = {{"category", "deep|relative|accidental|golden-autumn"}},
    .never = {{"stage", "refused"},
              {"first_review", "fail"},
              {"county_review", "fail"},
              {"match_result", "fail"},
              {"next_step", "notify-refusal"},
              {"exit_status", "out|voluntary"}},
    TEMPLATE(publicity, ".html"),
    .is_list = true};

static const struct kind SMS = {
    .name = "sms", TEMPLATE(sms, ".txt"), .is_list = true, .is_text = true};

const struct kind KIND_OWN = {.name = "own"};

/* Of an event, as plan-event(1) reads and writes it. */
static const struct kind POSTER = {
    .name = "poster", .rules = {{"title", NULL}}, TEMPLATE(poster, ".html")};

static const struct kind RUN_SHEET = {.name = "run-sheet",
                                      .rules = {{"agenda_item", NULL}},
                                      TEMPLATE(run_sheet, ".html"),
                                      .is_list = true};

static const struct kind ASSIGNMENT = {.name = "assignment",
                                       .rules = {{"assignment", NULL}},
                                       TEMPLATE(assignment, ".html"),
                                       .is_list = true};

const struct kind *const KIND_SITUATIONS[] = {&WITHDRAWAL, &EXIT,      &REFUSAL,
                                              &MISSING,    &PUBLICITY, NULL};

const struct kind *kind_find(struct text name)
{
    static const struct kind *const OTHERS[] = {&SMS, &POSTER, &RUN_SHEET, &ASSIGNMENT};
    for (int i = 0; KIND_SITUATIONS[i] != NULL; i++)
        if (text_is(name, KIND_SITUATIONS[i]->name))
            return KIND_SITUATIONS[i];
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (text_is(name, OTHERS[i]->name))
            return OTHERS[i];
    return NULL;
}

struct text kind_style(void)
{
    return (struct text){embedded_template_style, embedded_template_style_size};
}
