/* Figures as a return shows them. */
#include "report/report.h"

#include "policy/region_name.h"

#define FEN_PER_HUNDREDTH_OF_WAN 10000

const char *report_item(const struct report *report, enum item item)
{
    static const enum say ITEMS[] = {[ITEM_LIVING] = SAY_LIVING,
                                     [ITEM_MEDICAL] = SAY_MEDICAL,
                                     [ITEM_EDUCATION] = SAY_EDUCATION,
                                     [ITEM_ACCIDENT] = SAY_ACCIDENT};
    return report_word(report, ITEMS[item]);
}

const char *report_category(const struct report *report, enum category category)
{
    static const enum say CATEGORIES[] = {[CATEGORY_DEEP] = SAY_DEEP,
                                          [CATEGORY_RELATIVE] = SAY_RELATIVE,
                                          [CATEGORY_ACCIDENTAL] = SAY_ACCIDENTAL,
                                          [CATEGORY_COUNT] = SAY_NONE};
    return report_word(report, CATEGORIES[category]);
}

void report_region_name(const struct report *report, struct region region, struct buffer *out)
{
    char code[REGION_TEXT_SIZE];
    struct text name = region_name(region);
    region_format(region, code);
    buffer_string(out, code);
    if (report->english || name.n == 0)
        return;
    buffer_char(out, ' ');
    buffer_text(out, name);
}

void report_cell(const struct report *report, struct text cell, struct buffer *out)
{
    if (report->unmasked)
        buffer_text(out, cell);
    else
        buffer_masked(out, cell);
}

void report_group_name(const struct report *report, enum by by, const struct group *group,
                       struct buffer *out)
{
    if (by == BY_CATEGORY && group->invalid)
        buffer_string(out, report_word(report, SAY_INVALID));
    else if (by == BY_CATEGORY)
        buffer_string(out, report_category(report, group->category));
    else if (group->unnamed)
        buffer_string(out, report_word(report, SAY_UNNAMED));
    else if (by == BY_REGION)
        report_region_name(report, group->region, out);
    else
        report_cell(report, group->name, out);
}

struct text report_answer(const struct report *report, const struct answer *answer)
{
    return answer->counts == ANSWER_UNKNOWN ? text_of(report_word(report, SAY_OTHER))
                                            : answer->text;
}

struct money report_wan(struct money amount)
{
    return (struct money){divide_round(amount.fen, FEN_PER_HUNDREDTH_OF_WAN)};
}

struct money report_wan_difference(const struct figures *figures)
{
    struct money difference = report_wan(figures->all.amount);
    for (int item = 0; item < ITEM_COUNT; item++)
        difference.fen -= report_wan(figures->item[item].amount).fen;
    return difference;
}

int64_t report_completion(const struct report_target *target, int64_t households)
{
    return divide_round(households * 1000, target->households);
}

bool report_behind(const struct report *report, enum item item)
{
    const struct report_target *target = &report->target[item];
    const int64_t reached = report->counted->year.item[item].households;
    return target->set &&
           reached * MONTHS_OF_A_YEAR < target->households * month_in_year(report->counted->month);
}
