/* What somebody must look at before a return goes out. */
#include "report/report.h"

#include <inttypes.h>
#include <stdio.h>

#define LINE_SIZE 400

struct lines {
    const struct report *report;
    void (*line)(void *data, const char *text);
    void *data;
};

/* A line about a number of something, where there is any; each format has one number. */
static void put_count(const struct lines *l, int64_t count, const char *zh, const char *en)
{
    char text[LINE_SIZE], number[24];
    const char *format = l->report->english ? en : zh;
    const char *place = strchr(format, '#');
    if (count == 0)
        return;
    (void)snprintf(number, sizeof number, "%" PRId64, count);
    (void)snprintf(text, sizeof text, "%.*s%s%s", (int)(place - format), format, number, place + 1);
    l->line(l->data, text);
}

static void put_paid_before(const struct lines *l, const struct attention *a)
{
    char text[LINE_SIZE], amount[MONEY_TEXT_SIZE];
    if (a->paid_before_households == 0)
        return;
    (void)money_format(a->paid_before, amount);
    (void)snprintf(text, sizeof text,
                   l->report->english
                       ? "households paid before their first record here: %" PRId64
                         ", %s yuan of this "
                         "year, which is in no figure of this return"
                       : "%" PRId64 " 户在本表首条记录之前本年已发救助 %s 元，未计入本表各项数字",
                   a->paid_before_households, amount);
    l->line(l->data, text);
}

static void put_behind(const struct lines *l)
{
    const struct report *r = l->report;
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        char text[LINE_SIZE];
        if (!report_behind(r, item))
            continue;
        (void)snprintf(text, sizeof text,
                       r->english ? "%s: %" PRId64 " households of %" PRId64
                                    " for the year, behind the calendar (month %d of 12)"
                                  : "%s：累计 %" PRId64 " 户，年度目标 %" PRId64
                                    " 户，落后于序时进度（第 %d 个月）",
                       report_item(r, item), r->counted->year.item[item].households,
                       r->target[item].households, month_in_year(r->counted->month));
        l->line(l->data, text);
    }
}

static void put_ended_targets(const struct lines *l)
{
    for (enum item item = ITEM_LIVING; item < ITEM_COUNT; item++) {
        char text[LINE_SIZE];
        if (!l->report->target[item].ended)
            continue;
        (void)snprintf(text, sizeof text,
                       l->report->english ? "%s: the policy's target has run out, and no newer one "
                                            "stands"
                                          : "%s：政策表中的年度目标已过有效期，尚无新目标",
                       report_item(l->report, item));
        l->line(l->data, text);
    }
}

/* A group's records, of those that name none. */
static int64_t unnamed_records(const struct grouping *grouping)
{
    for (int i = 0; i < grouping->count; i++)
        if (grouping->groups[i].unnamed)
            return grouping->groups[i].records;
    return 0;
}

/* What a return that looks whole may lack. */
static void put_missing(const struct lines *l)
{
    const struct report *r = l->report;
    const struct counted *c = r->counted;
    bool any_target = false;
    for (int item = 0; item < ITEM_COUNT; item++)
        any_target |= r->target[item].set || r->target[item].ended;
    if (c->month_records == 0)
        l->line(l->data, r->english ? "no record is of this month: is an export missing?"
                                    : "本月没有任何记录，请核对导出表是否齐全");
    if (!any_target)
        l->line(l->data, r->english ? "the policy has no target for the region of this return: see "
                                      "--region and --targets"
                                    : "政策表中没有本表所属地区的年度目标（可用 --region "
                                      "指定地区，或用 --targets 指定目标）");
    put_count(l, unnamed_records(&c->by[BY_REGION]), "# 条记录没有行政区划，未能列出其所依政策",
              "records that name no region, so that the policy that decided them is not listed: #");
}

static void put_rounding(const struct lines *l)
{
    const struct report *r = l->report;
    const struct money difference = report_wan_difference(&r->counted->year);
    char text[LINE_SIZE], amount[MONEY_TEXT_SIZE];
    if (difference.fen == 0)
        return;
    (void)money_format(difference, amount);
    (void)snprintf(text, sizeof text,
                   r->english
                       ? "in units of 10,000 yuan the total of the year and the sum of its "
                         "items differ by %s, by rounding alone"
                       : "以万元计，累计合计与四项之和相差 %s 万元，系四舍五入所致，以元为准",
                   amount);
    l->line(l->data, text);
}

void report_attention(const struct report *report, void (*line)(void *data, const char *text),
                      void *data)
{
    const struct lines l = {report, line, data};
    const struct attention *a = &report->counted->attention;
    const struct month month = report->counted->month;
    put_missing(&l);
    put_count(&l, a->invalid, "# 条记录暂无法认定，未核算救助金额",
              "records that could not be decided, and have no amounts: #");
    put_count(&l, a->pending_national, "# 条记录的大病救助须报全国总工会审批",
              "records that need the approval of the national federation: #");
    put_count(&l, a->pending_province, "# 条记录的大病救助须报省总工会审批",
              "records that need the approval of the province's federation: #");
    put_behind(&l);
    put_ended_targets(&l);
    put_count(&l, a->repeated, "# 条记录与同月另一条记录同属一户，请核对是否重复",
              "records of a household that has another in the same month, to be looked at for "
              "doubles: #");
    put_count(&l, a->again,
              "# 户同一项目本年度内再次核定，而前次核定数未列入“已发”各栏，请核对是否重复救助",
              "households granted an item again this year, what they were granted before not being "
              "among what was paid: look for aid given twice: #");
    put_count(&l, a->persons, "# 个身份证号对应多个职工编号，各按一户计，请核对",
              "people whose ID number stands under several household numbers, each counted as a "
              "household: #");
    put_count(&l, a->anonymous, "# 条记录没有职工编号和有效身份证号，各按一户计",
              "records that name no household by a number that can be used, each counted as one of "
              "its own: #");
    put_paid_before(&l, a);
    put_count(&l, a->without_month, "# 条记录没有月份，未计入本表",
              "records of no month, not counted: #");
    put_count(&l, a->later, "# 条记录的月份晚于报表月份，未计入本表",
              "records of later months, not counted: #");
    put_count(
        &l, used_other_dibao(report->used, month_make(month_year(month), 1), month),
        "# 条记录认定时所用的低保标准与本表“依据”所列政策不同，请用同一政策文件重新制表",
        "records decided by another dibao than the policy of this return has, which is to be made "
        "with the policy files that decided them: #");
    put_rounding(&l);
}
