/* 变化: against the same households under another policy, or of another month. */
#include "report/pages.h"

#include <stdio.h>

static const enum say CHANGES_SAID[CHANGES] = {[CHANGE_GAINED] = SAY_GAINED,
                                               [CHANGE_LOST] = SAY_LOST,
                                               [CHANGE_MORE] = SAY_MORE,
                                               [CHANGE_LESS] = SAY_LESS,
                                               [CHANGE_OTHER_ITEMS] = SAY_OTHER_ITEMS,
                                               [CHANGE_NONE] = SAY_SAME};

static const char *standing_name(const struct report *r, enum standing s)
{
    return s == STANDING_INVALID  ? report_word(r, SAY_INVALID)
           : s == STANDING_ABSENT ? report_word(r, SAY_ABSENT)
                                  : report_category(r, (enum category)s);
}

static void put_households(struct writer *w, const struct tally_comparison *c)
{
    writer_head(w, 0, SAY_CHANGE);
    writer_head(w, 1, SAY_HOUSEHOLDS);
    w->row++;
    for (int change = 0; change < CHANGES; change++) {
        page_string(w->page, w->row, 0, report_word(w->report, CHANGES_SAID[change]), LOOK_TEXT,
                    TONE_PLAIN);
        page_count(w->page, w->row++, 1, c->households[change], TONE_PLAIN);
    }
    w->row++;
}

static void put_cost_line(struct writer *w, const char *name, const struct money *before,
                          const struct money *now, enum tone tone)
{
    struct money all_before = {0}, all_now = {0};
    page_string(w->page, w->row, 0, name, LOOK_TEXT, tone);
    for (int item = 0; item <= ITEM_COUNT; item++) {
        const uint16_t at = (uint16_t)(1 + item * 3);
        const bool all = item == ITEM_COUNT;
        const struct money b = all ? all_before : before[item], n = all ? all_now : now[item];
        page_money(w->page, w->row, at, b, tone);
        page_money(w->page, w->row, (uint16_t)(at + 1), n, tone);
        page_money(w->page, w->row, (uint16_t)(at + 2), (struct money){n.fen - b.fen}, tone);
        all_before.fen += b.fen;
        all_now.fen += n.fen;
    }
    w->row++;
}

static void put_cost(struct writer *w, const struct tally_comparison *c)
{
    const struct report *r = w->report;
    struct money before[ITEM_COUNT] = {0}, now[ITEM_COUNT] = {0};
    writer_heading(w, SAY_COST);
    writer_head(w, 0, SAY_CATEGORY);
    for (int item = 0; item <= ITEM_COUNT; item++)
        writer_head_span(w, (uint16_t)(1 + item * 3), (uint16_t)(3 + item * 3),
                         item == ITEM_COUNT ? report_word(r, SAY_TOTAL)
                                            : report_item(r, (enum item)item));
    w->row++;
    page_blank(w->page, w->row, 0, LOOK_HEAD, TONE_PLAIN);
    for (int item = 0; item <= ITEM_COUNT; item++) {
        writer_head(w, (uint16_t)(1 + item * 3), SAY_BEFORE);
        writer_head(w, (uint16_t)(2 + item * 3), SAY_NOW);
        writer_head(w, (uint16_t)(3 + item * 3), SAY_DIFFERENCE);
    }
    w->row++;
    for (int category = 0; category <= CATEGORY_COUNT; category++) {
        put_cost_line(w, report_category(r, (enum category)category), c->before[category],
                      c->now[category], TONE_PLAIN);
        for (int item = 0; item < ITEM_COUNT; item++) {
            before[item].fen += c->before[category][item].fen;
            now[item].fen += c->now[category][item].fen;
        }
    }
    put_cost_line(w, report_word(r, SAY_TOTAL), before, now, TONE_TOTAL);
    w->row++;
}

static void put_moves(struct writer *w, const struct tally_comparison *c)
{
    const struct report *r = w->report;
    writer_heading(w, SAY_MOVES);
    writer_head(w, 0, SAY_MOVED_TO);
    for (int to = 0; to < STANDINGS; to++)
        page_string(w->page, w->row, (uint16_t)(1 + to), standing_name(r, (enum standing)to),
                    LOOK_HEAD, TONE_PLAIN);
    w->row++;
    for (int from = 0; from < STANDINGS; from++) {
        page_string(w->page, w->row, 0, standing_name(r, (enum standing)from), LOOK_TEXT,
                    TONE_PLAIN);
        for (int to = 0; to < STANDINGS; to++)
            page_count(w->page, w->row, (uint16_t)(1 + to), c->moved[from][to], TONE_PLAIN);
        w->row++;
    }
    w->row++;
}

static void put_others(struct writer *w, int64_t count)
{
    char line[96];
    (void)snprintf(line, sizeof line, w->report->english ? "and %lld more" : "另有 %lld 户未列出",
                   (long long)count);
    writer_note(w, line);
}

static void put_changed(struct writer *w, const struct tally_comparison *c)
{
    const struct report *r = w->report;
    static const enum say HEADS[] = {SAY_HOUSEHOLD_ID, SAY_CHANGE, SAY_CATEGORY,  SAY_CATEGORY,
                                     SAY_BEFORE,       SAY_NOW,    SAY_DIFFERENCE};
    writer_heading(w, SAY_CHANGED_HOUSEHOLDS);
    w->first_head = w->last_head = w->row;
    for (uint16_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++) {
        char head[128];
        (void)snprintf(head, sizeof head, i == 2 || i == 3 ? "%s(%s)" : "%s",
                       report_word(r, HEADS[i]), report_word(r, i == 2 ? SAY_BEFORE : SAY_NOW));
        page_string(w->page, w->row, i, head, LOOK_HEAD, TONE_PLAIN);
    }
    w->row++;
    for (int64_t i = 0; i < c->changed_count; i++) {
        if (w->row + 1 ==
            PAGE_ROWS_MAX) { /* they are in order of size: the smallest are left out */
            put_others(w, c->changed_count - i);
            return;
        }
        const struct changed *h = &c->changed[i];
        buffer_clear(&w->scratch); /* an ID number, where records have no other name for it */
        report_cell(r, h->household, &w->scratch);
        (void)page_text(w->page, w->row, 0, buffer_view(&w->scratch), LOOK_TEXT, TONE_PLAIN);
        page_string(w->page, w->row, 1, report_word(r, CHANGES_SAID[h->change]), LOOK_TEXT,
                    TONE_PLAIN);
        page_string(w->page, w->row, 2, standing_name(r, h->before), LOOK_TEXT, TONE_PLAIN);
        page_string(w->page, w->row, 3, standing_name(r, h->now), LOOK_TEXT, TONE_PLAIN);
        page_money(w->page, w->row, 4, h->aid_before, TONE_PLAIN);
        page_money(w->page, w->row, 5, h->aid_now, TONE_PLAIN);
        page_money(w->page, w->row, 6, (struct money){h->aid_now.fen - h->aid_before.fen},
                   TONE_PLAIN);
        w->row++;
    }
}

void page_changes(const struct report *report, struct book *book)
{
    const struct tally_comparison *c = report->changes;
    struct writer w = writer_open(report, book, SAY_CHANGES);
    char month[MONTH_TEXT_SIZE], line[256];
    month_format(c->compared, month);
    (void)snprintf(line, sizeof line, "%s    %s %s",
                   report_word(report, c->of_year ? SAY_COMPARED_YEAR : SAY_COMPARED_MONTH),
                   report_word(report, SAY_BASELINE_MONTH), month);
    writer_note(&w, line);
    w.row++;
    put_households(&w, c);
    put_cost(&w, c);
    put_moves(&w, c);
    put_changed(&w, c);
    writer_close(&w, true, false);
}
