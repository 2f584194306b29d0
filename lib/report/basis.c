/* 依据: by what, and from what, the return was made, so that it can be made again. */
#include "report/pages.h"
#include "table/words.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIELD, VALUE, RECORDS, DIGEST, LAST_OF_DIGEST = DIGEST + 3 };
enum { PARAMETER, TEXT, UNIT, REGION, FROM, UNTIL, SOURCE, PLACE };

#define BETWEEN_WORDS "\u3001"

static void put_file(struct writer *w, enum say what, const char *name, const char *digest,
                     long records)
{
    page_string(w->page, w->row, FIELD, report_word(w->report, what), LOOK_TEXT, TONE_PLAIN);
    buffer_clear(&w->scratch); /* a file may be named for somebody */
    report_cell(w->report, text_of(name), &w->scratch);
    (void)page_text(w->page, w->row, VALUE, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
    if (records >= 0)
        page_count(w->page, w->row, RECORDS, records, TONE_PLAIN);
    else
        page_blank(w->page, w->row, RECORDS, LOOK_TEXT, TONE_PLAIN);
    page_span(w->page, w->row++, DIGEST, LAST_OF_DIGEST, digest, LOOK_TEXT, TONE_PLAIN);
}

static const char *shown_name(const struct report *r, const char *name)
{
    return strcmp(name, "-") == 0 ? report_word(r, SAY_STANDARD_INPUT) : name;
}

static void put_files(struct writer *w)
{
    const struct report *r = w->report;
    writer_head(w, FIELD, SAY_FIELD);
    writer_head(w, VALUE, SAY_VALUE);
    writer_head(w, RECORDS, SAY_RECORDS);
    writer_head_span(w, DIGEST, LAST_OF_DIGEST, report_word(r, SAY_DIGEST));
    w->row++;
    for (int i = 0; i < r->input_count; i++)
        put_file(w, SAY_INPUT, shown_name(r, r->inputs[i].name), r->inputs[i].digest,
                 r->inputs[i].records);
    if (r->baseline.name != NULL)
        put_file(w, SAY_BASELINE_FILE, shown_name(r, r->baseline.name), r->baseline.digest,
                 r->baseline.records);
    if (r->survey_file.name != NULL)
        put_file(w, SAY_SURVEY_FILE, shown_name(r, r->survey_file.name), r->survey_file.digest,
                 r->survey_file.records);
    for (int i = 0; i < policy_file_count(r->policy); i++)
        put_file(w, SAY_POLICY_FILE, policy_file(r->policy, i)->name,
                 policy_file(r->policy, i)->digest, -1);
    w->row++;
}

/* ---- values in force ----------------------------------------------------------------------- */

static void put_dates(struct writer *w, const struct policy_value *v)
{
    page_date(w->page, w->row, FROM, v->from, TONE_PLAIN);
    if (v->until.day == DATE_OPEN.day)
        page_blank(w->page, w->row, UNTIL, LOOK_TEXT, TONE_PLAIN);
    else
        page_date(w->page, w->row, UNTIL, v->until, TONE_PLAIN);
}

/* A parameter's name, in Chinese before that of the policy table. */
static void put_name(struct writer *w, const char *name)
{
    buffer_clear(&w->scratch);
    if (!w->report->english) {
        (void)words_put(&w->scratch, "parameter", text_of(name));
        buffer_char(&w->scratch, ' ');
    }
    buffer_string(&w->scratch, name);
    (void)page_text(w->page, w->row, PARAMETER, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
}

/* Numbers as they are written, words and what lists hold in Chinese. */
static void put_text(struct writer *w, const struct policy_value *v)
{
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    const bool coded = info->unit == UNIT_WORD || info->unit == UNIT_LIST;
    if (w->report->english || !coded) {
        page_string(w->page, w->row, TEXT, v->text, LOOK_TEXT, TONE_PLAIN);
        return;
    }
    const bool items = info->shape & SHAPE_ITEMS && v->items > 0;
    buffer_clear(&w->scratch);
    for (struct text rest = text_of(v->text); rest.p != NULL;) {
        (void)words_put(&w->scratch, items ? "aid_order" : "value", text_next(&rest, '+'));
        if (rest.p != NULL)
            buffer_string(&w->scratch, BETWEEN_WORDS);
    }
    (void)page_text(w->page, w->row, TEXT, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
}

/* What a number counts has a word under the name of its parameter. */
static void put_unit(struct writer *w, const char *name, enum unit unit)
{
    if (w->report->english) {
        page_string(w->page, w->row, UNIT, UNIT_NAMES[unit], LOOK_TEXT, TONE_PLAIN);
        return;
    }
    buffer_clear(&w->scratch);
    if (unit != UNIT_NUMBER || !words_put(&w->scratch, "unit", text_of(name))) {
        buffer_clear(&w->scratch);
        (void)words_put(&w->scratch, "unit", text_of(UNIT_NAMES[unit]));
    }
    (void)page_text(w->page, w->row, UNIT, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
}

static void put_value(struct writer *w, const struct policy_value *v)
{
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    char place[320];
    put_name(w, info->name);
    put_text(w, v);
    put_unit(w, info->name, info->unit);
    if (v->is_default) {
        for (uint16_t i = REGION; i <= UNTIL; i++)
            page_blank(w->page, w->row, i, LOOK_TEXT, TONE_PLAIN);
        page_string(w->page, w->row, SOURCE, report_word(w->report, SAY_BY_DEFAULT), LOOK_TEXT,
                    TONE_PLAIN);
        page_blank(w->page, w->row++, PLACE, LOOK_TEXT, TONE_PLAIN);
        return;
    }
    buffer_clear(&w->scratch);
    report_region_name(w->report, v->region, &w->scratch);
    (void)page_text(w->page, w->row, REGION, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
    put_dates(w, v);
    page_string(w->page, w->row, SOURCE, v->source, LOOK_TEXT, TONE_PLAIN);
    (void)snprintf(place, sizeof place, "%s:%ld", v->file, v->line);
    page_string(w->page, w->row++, PLACE, place, LOOK_TEXT, TONE_PLAIN);
}

/* A target of the return: of the policy, or the user's own. */
static void put_target(struct writer *w, enum item item)
{
    const struct report_target *target = &w->report->target[item];
    char name[32];
    if (!target->set)
        return;
    if (target->by != NULL) {
        put_value(w, target->by);
        return;
    }
    (void)snprintf(name, sizeof name, "target.%s", ITEM_NAMES[item]);
    put_name(w, name);
    page_count(w->page, w->row, TEXT, target->households, TONE_PLAIN);
    put_unit(w, name, UNIT_NUMBER);
    for (uint16_t i = REGION; i <= UNTIL; i++)
        page_blank(w->page, w->row, i, LOOK_TEXT, TONE_PLAIN);
    page_string(w->page, w->row, SOURCE, report_word(w->report, SAY_BY_USER), LOOK_TEXT,
                TONE_PLAIN);
    page_string(w->page, w->row++, PLACE, "--targets", LOOK_TEXT, TONE_PLAIN);
}

static void put_values(struct writer *w)
{
    static const enum say HEADS[] = {SAY_PARAMETER, SAY_VALUE, SAY_UNIT,   SAY_REGION,
                                     SAY_FROM,      SAY_UNTIL, SAY_SOURCE, SAY_PLACE};
    size_t count = 0;
    const struct month month = w->report->counted->month;
    const struct policy_value **values =
        used_values(w->report->used, month_make(month_year(month), 1), month, &count);
    if (values == NULL) {
        (void)book_no_memory(w->book);
        return;
    }
    writer_heading(w, SAY_VALUES_IN_FORCE);
    w->first_head = w->last_head = w->row;
    for (uint16_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        writer_head(w, i, HEADS[i]);
    w->row++;
    for (size_t i = 0; i < count; i++)
        put_value(w, values[i]);
    free(values);
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++)
        put_target(w, item);
}

void page_basis(const struct report *report, struct book *book)
{
    struct writer w = writer_open(report, book, SAY_BASIS);
    put_files(&w);
    put_values(&w);
    writer_close(&w, true, false);
}
