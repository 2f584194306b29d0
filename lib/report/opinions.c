/* 社情民意: the survey. */
#include "report/pages.h"

enum { ANSWER, COUNT, SHARE };

static void put_question(struct writer *w, const struct question *q)
{
    const struct report *r = w->report;
    buffer_clear(&w->scratch);
    report_cell(r, q->name, &w->scratch);
    (void)page_text(w->page, w->row++, 0, buffer_view(&w->scratch), LOOK_HEADING, TONE_PLAIN);
    writer_head(w, ANSWER, SAY_ANSWER);
    writer_head(w, COUNT, SAY_COUNT);
    writer_head(w, SHARE, SAY_SHARE);
    w->row++;
    for (int i = 0; i < q->answer_count; i++) {
        const struct answer *a = &q->answers[i];
        (void)page_text(w->page, w->row, ANSWER, report_answer(r, a), LOOK_TEXT, TONE_PLAIN);
        page_count(w->page, w->row, COUNT, a->count, TONE_PLAIN);
        page_permille(w->page, w->row++, SHARE, a->permille, TONE_PLAIN);
    }
    page_string(w->page, w->row, ANSWER, report_word(r, SAY_ANSWERED), LOOK_TEXT, TONE_TOTAL);
    page_count(w->page, w->row, COUNT, q->answered, TONE_TOTAL);
    page_permille(w->page, w->row++, SHARE, q->answered > 0 ? 1000 : 0, TONE_TOTAL);
    page_string(w->page, w->row, ANSWER, report_word(r, SAY_EMPTY), LOOK_TEXT, TONE_PLAIN);
    page_count(w->page, w->row, COUNT, q->empty, TONE_PLAIN);
    page_blank(w->page, w->row++, SHARE, LOOK_TEXT, TONE_PLAIN);
    if (q->scale != SCALE_NUMBERS && q->opinions > 0) {
        page_string(w->page, w->row, ANSWER,
                    report_word(r, q->scale == SCALE_AWARENESS ? SAY_AWARENESS : SAY_SATISFACTION),
                    LOOK_TEXT, TONE_TOTAL);
        page_count(w->page, w->row, COUNT, q->in_favour, TONE_TOTAL);
        page_permille(w->page, w->row++, SHARE, q->rate, TONE_TOTAL);
    }
    w->row++;
}

void page_survey(const struct report *report, struct book *book)
{
    struct writer w = writer_open(report, book, SAY_SURVEY);
    buffer_format(&w.scratch, "%s %lld    %s %d", report_word(report, SAY_RESPONDENTS),
                  (long long)survey_respondents(report->survey),
                  report_word(report, SAY_OTHER_COLUMNS), survey_other_columns(report->survey));
    (void)page_text(w.page, w.row++, 0, buffer_view(&w.scratch), LOOK_NOTE, TONE_PLAIN);
    writer_note(&w, report_word(report, SAY_SURVEY_NOTE));
    w.row++;
    for (int i = 0; i < survey_question_count(report->survey); i++)
        put_question(&w, survey_question(report->survey, i));
    writer_close(&w, false, false);
}
