/*
 * What a return says, in the two languages that it can be written in. Not the language of messages:
 * a return is a document, in Chinese wherever the program runs, unless somebody asks for English.
 */
#ifndef BANGFU_REPORT_WORDS_H
#define BANGFU_REPORT_WORDS_H

#include <stdbool.h>

#define REPORT_WORDS(X)                                                                                                                        \
    X(RETURN, "困难职工帮扶工作进展情况月报", "Monthly return of aid to workers in hardship")                                                  \
    X(OVERVIEW, "总览", "Overview")                                                                                                            \
    X(CATEGORIES, "分类别", "Categories")                                                                                                      \
    X(UNIONS, "分单位", "Unions")                                                                                                              \
    X(REGIONS, "分地区", "Regions")                                                                                                            \
    X(CAUSES, "致困原因", "Causes")                                                                                                            \
    X(SURVEY, "社情民意", "Survey")                                                                                                            \
    X(DETAIL, "明细", "Records")                                                                                                               \
    X(BASIS, "依据", "Basis")                                                                                                                  \
    X(CHANGES, "变化", "Changes")                                                                                                              \
    X(MONTH, "月份", "month")                                                                                                                  \
    X(REGION, "地区", "region")                                                                                                                \
    X(MADE_BY, "制表程序", "made by")                                                                                                          \
    X(THIS_MONTH, "本月", "this month")                                                                                                        \
    X(YEAR_TO_DATE, "本年累计", "year to date")                                                                                                \
    X(SAME_MONTH_LAST_YEAR, "上年同月", "same month last year")                                                                                \
    X(ITEM, "项目", "item")                                                                                                                    \
    X(LIVING, "生活救助", "living aid")                                                                                                        \
    X(MEDICAL, "大病救助", "medical aid")                                                                                                      \
    X(EDUCATION, "助学救助", "education aid")                                                                                                  \
    X(ACCIDENT, "意外救助", "accident aid")                                                                                                    \
    X(TOTAL, "合计", "total")                                                                                                                  \
    X(HOUSEHOLDS, "户数", "households")                                                                                                        \
    X(GRANTS, "人次", "grants")                                                                                                                \
    X(AMOUNT, "金额（元）", "yuan")                                                                                                            \
    X(WAN, "金额（万元）", "10,000 yuan")                                                                                                      \
    X(TARGET, "年度目标（户）", "year's target")                                                                                               \
    X(COMPLETION, "完成率", "completion")                                                                                                      \
    X(DIFFERENCE, "增减（元）", "difference (yuan)")                                                                                           \
    X(ON_FILE, "核查户数", "households assessed")                                                                                              \
    X(CATEGORY, "困难类别", "category")                                                                                                        \
    X(UNION, "所属工会", "union")                                                                                                              \
    X(CAUSE, "主要致困原因", "main cause")                                                                                                     \
    X(MENTIONED, "涉及户数", "households that name it")                                                                                        \
    X(DEEP, "深度困难", "deep hardship")                                                                                                       \
    X(RELATIVE, "相对困难", "relative hardship")                                                                                               \
    X(ACCIDENTAL, "意外致困", "hardship by accident")                                                                                          \
    X(NONE, "不符合", "no category")                                                                                                           \
    X(INVALID, "无法认定", "not decided")                                                                                                      \
    X(ABSENT, "未列入", "not in the table")                                                                                                    \
    X(UNNAMED, "未填写", "not stated")                                                                                                         \
    X(OWN, "本级", "itself")                                                                                                                   \
    X(ATTENTION, "需要关注", "Needs attention")                                                                                                \
    X(NOTHING, "没有需要关注的事项。", "Nothing needs attention.")                                                                             \
    X(TREND, "分月情况", "Month by month")                                                                                                     \
    X(TREND_CHART, "各月救助金额（元）", "Aid by month (yuan)")                                                                                \
    X(COMPLETION_CHART, "年度目标完成率", "Completion of the year's targets")                                                                  \
    X(CATEGORY_CHART, "各类困难职工家庭累计救助金额（元）", "Aid by category (yuan)")                                                          \
    X(CAUSE_CHART, "各致困原因累计救助户数", "Households aided by cause")                                                                      \
    X(LAST_YEAR_TOTAL, "上年合计（元）", "last year, total (yuan)")                                                                            \
    X(COUNTING,                                                                                                                                \
      "同一户同一项目在统计期内只计1户，合计栏同一户只计1户；每核定一项救助计1人次。"                     \
      "户数与人次不得相加。",                                                                                                                  \
      "Households count once per item in a period, and once in the total; every grant of an item "                                             \
      "counts as one grant. The two are never added.")                                                                                         \
    X(FEN_NOTE, "金额按分计算汇总，万元数仅供参阅。",                                                                                          \
      "Amounts are counted in fen; 10,000 yuan is for display only.")                                                                          \
    X(MAIN_CAUSE_NOTE,                                                                                                                         \
      "各户按主要致困原因（第一项）归类；“涉及户数”是受助户中列有该原因的户数，不能相加。",                                                    \
      "Each household stands by its main cause, the first one; “households that name it” counts "                                          \
      "those aided that name the cause at all, and does not add up.")                                                                          \
    X(ANSWER, "选项", "answer")                                                                                                                \
    X(OTHER, "其他", "other")                                                                                                                  \
    X(COUNT, "份数", "answers")                                                                                                                \
    X(SHARE, "占比", "share")                                                                                                                  \
    X(ANSWERED, "有效回答", "answered")                                                                                                        \
    X(EMPTY, "未答", "not answered")                                                                                                           \
    X(SATISFACTION, "满意率", "satisfaction")                                                                                                  \
    X(AWARENESS, "知晓率", "awareness")                                                                                                        \
    X(RESPONDENTS, "回收份数", "respondents")                                                                                                  \
    X(OTHER_COLUMNS, "未统计的栏目", "columns not counted")                                                                                    \
    X(SURVEY_NOTE,                                                                                                                             \
      "占比按最大余额法取整，各题合计 100%。满意率按表明态度的份数计算，“不清楚”一类不计入基数，" \
      "“一般”计入基数但不计为满意；知晓率中“听说过”计为知晓，“不清楚”“不知道”计为不知晓。",                                                    \
      "Shares are rounded so that they add to 100% (largest remainder). Satisfaction is of those "                                             \
      "who gave an opinion: “don't know” is none, a neutral answer is not in favour. Awareness "                                           \
      "is of all: those who heard of it are aware, those who don't know are not.")                                                             \
    X(SIGNATURES,                                                                                                                              \
      "填报单位（盖章）：                    审核人：            制表人：            填报日期：",                                              \
      "Office (seal):                    Checked by:            Made by:            Date:")                                                    \
    X(FIELD, "事项", "entry")                                                                                                                  \
    X(VALUE, "内容", "value")                                                                                                                  \
    X(INPUT, "输入文件", "input")                                                                                                              \
    X(BASELINE_FILE, "对比文件", "baseline")                                                                                                   \
    X(SURVEY_FILE, "调查文件", "survey")                                                                                                       \
    X(POLICY_FILE, "政策文件", "policy")                                                                                                       \
    X(RECORDS, "记录数", "records")                                                                                                            \
    X(DIGEST, "SHA-256", "SHA-256")                                                                                                            \
    X(STANDARD_INPUT, "标准输入", "standard input")                                                                                            \
    X(BY_USER, "制表时指定", "given when the return was made")                                                                                 \
    X(PARAMETER, "参数", "parameter")                                                                                                          \
    X(UNIT, "单位", "unit")                                                                                                                    \
    X(FROM, "起始日期", "from")                                                                                                                \
    X(UNTIL, "终止日期", "until")                                                                                                              \
    X(SOURCE, "依据", "source")                                                                                                                \
    X(PLACE, "所在文件及行号", "where")                                                                                                        \
    X(BY_DEFAULT, "政策表未列，按默认口径", "the reading by default")                                                                          \
    X(VALUES_IN_FORCE, "各户认定时执行的政策标准", "The policy by which the records were decided")                                             \
    X(COMPARED_YEAR, "与对比文件相比（本年累计）", "Against the baseline, year to date")                                                       \
    X(COMPARED_MONTH, "本月与对比文件的月份相比", "This month against the baseline's month")                                                   \
    X(BASELINE_MONTH, "对比月份", "baseline month")                                                                                            \
    X(GAINED, "新增救助", "gained aid")                                                                                                        \
    X(LOST, "不再救助", "lost aid")                                                                                                            \
    X(MORE, "金额增加", "more aid")                                                                                                            \
    X(LESS, "金额减少", "less aid")                                                                                                            \
    X(OTHER_ITEMS, "项目变动", "other items")                                                                                                  \
    X(SAME, "无变化", "the same")                                                                                                              \
    X(CHANGE, "变化情况", "change")                                                                                                            \
    X(BEFORE, "对比表", "baseline")                                                                                                            \
    X(NOW, "本次", "now")                                                                                                                      \
    X(COST, "救助金额变化（元）", "Difference in cost (yuan)")                                                                                 \
    X(MOVES, "类别变动（户）", "Households by category, baseline to now")                                                                      \
    X(MOVED_TO, "对比表 \\ 本次", "baseline \\ now")                                                                                           \
    X(HOUSEHOLD_ID, "职工编号", "household_id")                                                                                                \
    X(CHANGED_HOUSEHOLDS, "救助有变化的家庭", "Households that changed")

enum say {
#define REPORT_WORD(id, zh, en) SAY_##id,
    REPORT_WORDS(REPORT_WORD)
#undef REPORT_WORD
        SAYS
};

const char *report_say(bool english, enum say what);

#endif
