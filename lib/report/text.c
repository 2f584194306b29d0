/* The return as text: for a terminal, or the mail that cron sends. */
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <uniwidth.h>

#define NAME_WIDTH   16
#define NUMBER_WIDTH 10
#define TARGET_WIDTH 14
#define MONEY_WIDTH  16
#define BAR_WIDTH    24
#define BLOCK        "\xE2\x96\x88"
#define GROUPS_SHOWN 10

struct page_text {
    const struct report *report;
    struct buffer *out;
    struct buffer scratch;
};

static int width_of(struct text a)
{
    return a.n == 0 ? 0 : u8_width((const uint8_t *)a.p, a.n, "UTF-8");
}

static void pad(struct buffer *out, int from, int to)
{
    for (int i = from; i < to; i++)
        buffer_char(out, ' ');
}

/* Without line breaks and what steers a terminal: the control characters below U+00A0. */
static void put_clean(struct buffer *out, struct text a)
{
    for (size_t i = 0, size; i < a.n; i += size) {
        const uint32_t c = text_decode((struct text){a.p + i, a.n - i}, &size);
        if (c < ' ' || (c >= 0x7F && c < 0xA0))
            buffer_char(out, ' ');
        else
            buffer_append(out, a.p + i, size);
    }
}

static void put_left(struct buffer *out, struct text a, int width)
{
    put_clean(out, a);
    pad(out, width_of(a), width);
    buffer_char(out, ' ');
}

static void put_right(struct buffer *out, struct text a, int width)
{
    pad(out, width_of(a), width);
    buffer_text(out, a);
    buffer_char(out, ' ');
}

static void put_count(struct buffer *out, int64_t count, int width)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, count);
    put_right(out, text_of(text), width);
}

static void put_money(struct buffer *out, struct money money)
{
    char text[MONEY_TEXT_SIZE];
    (void)money_format(money, text);
    put_right(out, text_of(text), MONEY_WIDTH);
}

/* A bar for a part of a whole; what is longer than the whole ends in `+`. */
static void put_bar(struct buffer *out, int64_t part, int64_t whole)
{
    const int64_t blocks = whole <= 0                      ? 0
                           : whole > INT64_MAX / BAR_WIDTH ? divide_round(part, whole / BAR_WIDTH)
                                                           : divide_round(part * BAR_WIDTH, whole);
    for (int64_t i = 0; i < blocks && i < BAR_WIDTH; i++)
        buffer_string(out, BLOCK);
    if (part > whole)
        buffer_char(out, '+');
}

static void end_line(struct buffer *out)
{
    while (out->n > 0 && out->p[out->n - 1] == ' ')
        out->n--;
    buffer_char(out, '\n');
}

static int width_for(enum say head)
{
    return head == SAY_AMOUNT ? MONEY_WIDTH : head == SAY_TARGET ? TARGET_WIDTH : NUMBER_WIDTH;
}

static void put_head(struct page_text *p, enum say first, const enum say *numbers, int count)
{
    const struct report *r = p->report;
    put_left(p->out, text_of(report_word(r, first)), NAME_WIDTH);
    for (int i = 0; i < count; i++)
        put_right(p->out, text_of(report_word(r, numbers[i])), width_for(numbers[i]));
    end_line(p->out);
}

static void put_measure(struct page_text *p, struct text name, const struct measure *m)
{
    put_left(p->out, name, NAME_WIDTH);
    put_count(p->out, m->households, NUMBER_WIDTH);
    put_count(p->out, m->grants, NUMBER_WIDTH);
    put_money(p->out, m->amount);
}

static const enum say MEASURE_HEADS[] = {SAY_HOUSEHOLDS, SAY_GRANTS, SAY_AMOUNT};

/* ---- parts --------------------------------------------------------------------------------- */

/* The first line says it all: it is what a list of mails shows. */
static void put_header(struct page_text *p)
{
    const struct report *r = p->report;
    const struct counted *c = r->counted;
    char month[MONTH_TEXT_SIZE], now[MONEY_TEXT_SIZE], year[MONEY_TEXT_SIZE];
    month_format(c->month, month);
    money_format(c->now.all.amount, now);
    money_format(c->year.all.amount, year);
    buffer_format(p->out,
                  r->english ? "%s %s: %s %" PRId64 " households, %s yuan; %s %" PRId64
                               " households, %s yuan\n"
                             : "%s %s：%s %" PRId64 " 户 %s 元；%s %" PRId64 " 户 %s 元\n",
                  report_word(r, SAY_RETURN), month, report_word(r, SAY_THIS_MONTH),
                  c->now.all.households, now, report_word(r, SAY_YEAR_TO_DATE),
                  c->year.all.households, year);
    if (r->has_region) {
        buffer_format(p->out, "%s ", report_word(r, SAY_REGION));
        report_region_name(r, r->region, p->out);
        buffer_string(p->out, "    ");
    }
    buffer_format(p->out, "%s %s\n\n", report_word(r, SAY_MADE_BY), r->program);
}

static void put_items(struct page_text *p, const struct figures *f, enum say heading)
{
    const struct report *r = p->report;
    buffer_format(p->out, "%s\n", report_word(r, heading));
    put_head(p, SAY_ITEM, MEASURE_HEADS, 3);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        put_measure(p, text_of(report_item(r, item)), &f->item[item]);
        end_line(p->out);
    }
    put_measure(p, text_of(report_word(r, SAY_TOTAL)), &f->all);
    end_line(p->out);
    buffer_char(p->out, '\n');
}

static void put_completion(struct page_text *p)
{
    static const enum say HEADS[] = {SAY_HOUSEHOLDS, SAY_TARGET, SAY_COMPLETION};
    const struct report *r = p->report;
    bool any = false;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        const struct report_target *target = &r->target[item];
        const int64_t households = r->counted->year.item[item].households;
        char text[24];
        if (!target->set || target->households <= 0)
            continue;
        if (!any) {
            buffer_format(p->out, "%s\n", report_word(r, SAY_COMPLETION_CHART));
            put_head(p, SAY_ITEM, HEADS, 3);
        }
        any = true;
        put_left(p->out, text_of(report_item(r, item)), NAME_WIDTH);
        put_count(p->out, households, NUMBER_WIDTH);
        put_count(p->out, target->households, TARGET_WIDTH);
        const int64_t permille = report_completion(target, households);
        (void)snprintf(text, sizeof text, "%" PRId64 ".%" PRId64 "%%", permille / 10,
                       permille % 10);
        put_right(p->out, text_of(text), NUMBER_WIDTH);
        put_bar(p->out, households, target->households);
        end_line(p->out);
    }
    if (any)
        buffer_char(p->out, '\n');
}

static void put_attention_line(void *data, const char *text)
{
    struct page_text *p = data;
    buffer_format(p->out, "  - %s\n", text);
}

static void put_attention(struct page_text *p)
{
    buffer_format(p->out, "%s\n", report_word(p->report, SAY_ATTENTION));
    const size_t before = p->out->n;
    report_attention(p->report, put_attention_line, p);
    if (p->out->n == before)
        buffer_format(p->out, "  %s\n", report_word(p->report, SAY_NOTHING));
    buffer_char(p->out, '\n');
}

static void put_trend(struct page_text *p)
{
    const struct report *r = p->report;
    const struct counted *c = r->counted;
    const int months = month_in_year(c->month);
    int64_t most = 0;
    for (int i = 0; i < months; i++)
        if (c->months[i].all.amount.fen > most)
            most = c->months[i].all.amount.fen;
    buffer_format(p->out, "%s\n", report_word(r, SAY_TREND));
    put_head(p, SAY_MONTH, MEASURE_HEADS, 3);
    for (int i = 0; i < months; i++) {
        char month[MONTH_TEXT_SIZE];
        month_format(month_make(month_year(c->month), i + 1), month);
        put_measure(p, text_of(month), &c->months[i].all);
        put_bar(p->out, c->months[i].all.amount.fen, most);
        end_line(p->out);
    }
    buffer_char(p->out, '\n');
}

static void put_groups(struct page_text *p, enum by by, enum say heading)
{
    const struct report *r = p->report;
    const struct grouping *grouping = &r->counted->by[by];
    struct measure rest = {0};
    buffer_format(p->out, "%s (%s)\n", report_word(r, heading), report_word(r, SAY_YEAR_TO_DATE));
    put_head(p, heading, MEASURE_HEADS, 3);
    for (int i = 0; i < grouping->count; i++) {
        const struct measure *m = &grouping->groups[i].year.all;
        if (i >= GROUPS_SHOWN && grouping->count > GROUPS_SHOWN + 1) {
            rest.households += m->households;
            rest.grants += m->grants;
            rest.amount.fen += m->amount.fen; /* no more than the total, which fits */
            continue;
        }
        buffer_clear(&p->scratch);
        report_group_name(r, by, &grouping->groups[i], &p->scratch);
        put_measure(p, buffer_view(&p->scratch), m);
        put_bar(p->out, m->amount.fen, r->counted->year.all.amount.fen);
        end_line(p->out);
    }
    if (grouping->count > GROUPS_SHOWN + 1) {
        buffer_clear(&p->scratch);
        buffer_format(&p->scratch, r->english ? "%d others" : "其他 %d 个",
                      grouping->count - GROUPS_SHOWN);
        put_measure(p, buffer_view(&p->scratch), &rest);
        end_line(p->out);
    }
    buffer_char(p->out, '\n');
}

static void put_survey(struct page_text *p)
{
    const struct report *r = p->report;
    buffer_format(p->out, "%s (%s %" PRId64 ", %s %d)\n", report_word(r, SAY_SURVEY),
                  report_word(r, SAY_RESPONDENTS), survey_respondents(r->survey),
                  report_word(r, SAY_OTHER_COLUMNS), survey_other_columns(r->survey));
    for (int i = 0; i < survey_question_count(r->survey); i++) {
        const struct question *q = survey_question(r->survey, i);
        buffer_clear(&p->scratch);
        report_cell(r, q->name, &p->scratch);
        put_clean(p->out, buffer_view(&p->scratch));
        buffer_char(p->out, '\n');
        for (int k = 0; k < q->answer_count; k++) {
            const struct answer *a = &q->answers[k];
            char share[24];
            buffer_string(p->out, "  ");
            put_left(p->out, report_answer(r, a), NAME_WIDTH - 2);
            put_count(p->out, a->count, NUMBER_WIDTH);
            (void)snprintf(share, sizeof share, "%" PRId64 ".%" PRId64 "%%", a->permille / 10,
                           a->permille % 10);
            put_right(p->out, text_of(share), NUMBER_WIDTH);
            put_bar(p->out, a->count, q->answered);
            end_line(p->out);
        }
        if (q->scale != SCALE_NUMBERS && q->opinions > 0)
            buffer_format(
                p->out, "  %s %" PRId64 ".%" PRId64 "%%\n",
                report_word(r, q->scale == SCALE_AWARENESS ? SAY_AWARENESS : SAY_SATISFACTION),
                q->rate / 10, q->rate % 10);
    }
    buffer_char(p->out, '\n');
}

static void put_changes(struct page_text *p)
{
    static const enum say SAID[CHANGES] = {SAY_GAINED, SAY_LOST,        SAY_MORE,
                                           SAY_LESS,   SAY_OTHER_ITEMS, SAY_SAME};
    const struct report *r = p->report;
    const struct tally_comparison *c = r->changes;
    char amount[MONEY_TEXT_SIZE], month[MONTH_TEXT_SIZE];
    month_format(c->compared, month);
    buffer_format(p->out, "%s (%s %s)\n",
                  report_word(r, c->of_year ? SAY_COMPARED_YEAR : SAY_COMPARED_MONTH),
                  report_word(r, SAY_BASELINE_MONTH), month);
    for (int i = 0; i < CHANGES; i++) {
        buffer_string(p->out, "  ");
        put_left(p->out, text_of(report_word(r, SAID[i])), NAME_WIDTH - 2);
        put_count(p->out, c->households[i], NUMBER_WIDTH);
        end_line(p->out);
    }
    money_format((struct money){c->now_all.fen - c->before_all.fen}, amount);
    buffer_format(p->out, "  %s %s\n\n", report_word(r, SAY_COST), amount);
}

void report_text(const struct report *report, struct buffer *out)
{
    struct page_text p = {.report = report, .out = out};
    put_header(&p);
    put_items(&p, &report->counted->now, SAY_THIS_MONTH);
    put_items(&p, &report->counted->year, SAY_YEAR_TO_DATE);
    if (report->counted->has_last)
        put_items(&p, &report->counted->last, SAY_SAME_MONTH_LAST_YEAR);
    put_completion(&p);
    put_attention(&p);
    put_trend(&p);
    put_groups(&p, BY_CATEGORY, SAY_CATEGORY);
    put_groups(&p, BY_UNION, SAY_UNION);
    put_groups(&p, BY_CAUSE, SAY_CAUSE);
    if (report->survey != NULL)
        put_survey(&p);
    if (report->changes != NULL)
        put_changes(&p);
    buffer_format(out, "%s\n", report_word(report, SAY_COUNTING));
    out->failed |= p.scratch.failed;
    buffer_free(&p.scratch);
}
