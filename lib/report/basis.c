/* 依据: by what, and from what, the return was made, so that it can be made again. */
#include "report/pages.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIELD, VALUE, RECORDS, DIGEST, LAST_OF_DIGEST = DIGEST + 3 };
enum { PARAMETER, TEXT, UNIT, REGION, FROM, UNTIL, SOURCE, PLACE };

static void put_file(struct writer *w, enum say what, const char *name, const char *digest,
                     long records)
{
    page_string(w->page, w->row, FIELD, report_word(w->report, what), LOOK_TEXT, TONE_PLAIN);
    page_string(w->page, w->row, VALUE, name, LOOK_TEXT, TONE_PLAIN);
    if (records >= 0)
        page_count(w->page, w->row, RECORDS, records, TONE_PLAIN);
    else
        page_blank(w->page, w->row, RECORDS, LOOK_TEXT, TONE_PLAIN);
    page_span(w->page, w->row++, DIGEST, LAST_OF_DIGEST, digest, LOOK_TEXT, TONE_PLAIN);
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
        put_file(w, SAY_INPUT, r->inputs[i].name, r->inputs[i].digest, r->inputs[i].records);
    if (r->baseline.name != NULL)
        put_file(w, SAY_BASELINE_FILE, r->baseline.name, r->baseline.digest, r->baseline.records);
    if (r->survey_file.name != NULL)
        put_file(w, SAY_SURVEY_FILE, r->survey_file.name, r->survey_file.digest,
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

static void put_value(struct writer *w, const struct policy_value *v)
{
    const struct parameter_info *info = &PARAMETER_INFO[v->parameter];
    char place[320];
    page_string(w->page, w->row, PARAMETER, info->name, LOOK_TEXT, TONE_PLAIN);
    page_string(w->page, w->row, TEXT, v->text, LOOK_TEXT, TONE_PLAIN);
    page_string(w->page, w->row, UNIT, UNIT_NAMES[info->unit], LOOK_TEXT, TONE_PLAIN);
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

static void put_values(struct writer *w, struct book *book)
{
    static const enum say HEADS[] = {SAY_PARAMETER, SAY_VALUE, SAY_UNIT,   SAY_REGION,
                                     SAY_FROM,      SAY_UNTIL, SAY_SOURCE, SAY_PLACE};
    size_t count = 0;
    const struct month month = w->report->counted->month;
    const struct policy_value **values =
        used_values(w->report->used, month_make(month_year(month), 1), month, &count);
    if (values == NULL) {
        (void)book_no_memory(book);
        return;
    }
    writer_heading(w, SAY_VALUES_IN_FORCE);
    for (uint16_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        writer_head(w, i, HEADS[i]);
    w->row++;
    for (size_t i = 0; i < count; i++)
        put_value(w, values[i]);
    free(values);
}

void page_basis(const struct report *report, struct book *book)
{
    struct writer w = writer_open(report, book, SAY_BASIS);
    put_files(&w);
    put_values(&w, book);
    writer_close(&w, true, false);
}
