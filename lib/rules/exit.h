/*
 * Who leaves the programme (动态管理): plan 1, part 三, section (四); rules(7).
 *
 * The months of a household are given one by one, oldest first; what is kept of them is a few
 * numbers, however many there are. Amounts are in fen, of the whole household and one month.
 */
#ifndef BANGFU_RULES_EXIT_H
#define BANGFU_RULES_EXIT_H

#include "base/month.h"
#include "policy/policy.h"
#include "rules/due.h"

/* The income of one month, and the dibao in force on its first day. */
struct exit_month {
    struct month month;
    int64_t size;                        /* n 家庭人口, 1 – 99 */
    struct money income;                 /* 家庭月收入; not negative */
    bool has_dibao;                      /* false: the policy sets none, or it has run out */
    struct money dibao;                  /* D, yuan a month and head */
    const struct policy_value *dibao_by; /* what sets it, for the account; or NULL */
};

/* Months in a row, up to the latest, with an income per head above dibao. Zeroed, none. */
struct exit_run {
    int64_t observed; /* months given */
    int64_t months;   /* of the run; 0 where the latest is not above */
    struct month from, latest;
    bool broken_by_gap;         /* a month is missing just before the run */
    bool unknown;               /* just before the run stands a month without a dibao … */
    struct month unknown_month; /* … which is this one */
    int64_t months_at_most;     /* of the run, if all months without a dibao were above it, too */
};

/* Why a month cannot follow those before it. */
enum exit_order { EXIT_IN_ORDER, EXIT_REPEATED, EXIT_BACKWARDS };
enum exit_order exit_order(const struct exit_run *run, struct month month);

/* Counts one month, which is in order. False on overflow. */
bool exit_count(struct exit_run *run, const struct exit_month *month);

/* The household's current state, that of its latest month. */
struct exit_state {
    struct exit_month month;
    struct money relief, union_aid; /* 政府救助, 工会帮扶 of that month */
    bool cause_removed;             /* 致困因素消除 */
    bool voluntary;                 /* 自愿填写退档申请书 */
    int64_t visitors;               /* 走访调查的工作人员, 0 – 99 */
    bool refused_to_sign;           /* 拒绝签字或无法签字 */
    bool has_notified, has_applied, has_reviewed;
    struct date notified; /* 接到通知之日 */
    struct date applied;  /* 申请复核之日 */
    struct date reviewed; /* 复核完成之日 */
};

enum exit_status { EXIT_VOLUNTARY, EXIT_OUT, EXIT_RELIEVED, EXIT_STAY, EXIT_STATUS_COUNT };
extern const char *const EXIT_STATUS_NAMES[EXIT_STATUS_COUNT]; /* `out` … */
extern const char *const EXIT_RULES[EXIT_STATUS_COUNT];        /* `exit.out` … */

/* What is to be done next; its word in a table is EXIT_STEP_NAMES'. */
enum exit_step {
    EXIT_STEP_NONE,
    EXIT_STEP_CLOSE,           /* 予以退档 */
    EXIT_STEP_VISIT,           /* two or more of the union's staff are to visit */
    EXIT_STEP_NOTIFY,          /* the worker is to be told */
    EXIT_STEP_NOTE_REFUSAL,    /* the investigators note it and sign */
    EXIT_STEP_AWAIT_OBJECTION, /* told; the time for an objection runs */
    EXIT_STEP_REVIEW,          /* a review was applied for in time and is not completed */
    EXIT_STEP_LIST_RELIEVED,   /* 列入解困序列 */
    EXIT_STEP_COUNT
};
extern const char *const EXIT_STEP_NAMES[EXIT_STEP_COUNT];

/* Why a status could not be found; 自愿退档 needs neither a dibao nor a parameter. */
enum exit_undecided {
    EXIT_DECIDED,
    EXIT_NO_DIBAO, /* none for `month`, on which the status depends */
    EXIT_GAP,      /* a parameter has run out */
    EXIT_OVERFLOW,
};

/* Unless it is EXIT_DECIDED, the members after `month` mean nothing. */
struct exit_decision {
    enum exit_undecided undecided;
    enum parameter gap; /* with EXIT_GAP */
    struct month month; /* with EXIT_NO_DIBAO */
    enum exit_status status;
    bool enough_months;   /* the run is as long as `exit.months` asks */
    bool level_reached;   /* income, relief and aid per head are at least dibao … */
    bool helped;          /* … and there is relief or aid in them */
    bool enough_visitors; /* two or more, by `filing.visitors_min`; without it, any number */
    struct money income;  /* per head in the latest month, for display */
    struct money level;   /* the same with relief and aid */
};

/*
 * Decides by the policy in force on the day of the decision; the dibao of each month came with it.
 *
 *   exit.voluntary  P1 三(四)2  困难职工本人自愿填写退档申请书的,予以退档
 *   exit.out        P1 三(四)1  致困因素消除,家庭人均收入连续6个月超过当地低保标准
 *   exit.relieved   P1 三(四)1  纳入政府救助体系和工会帮扶后,家庭生活水平达到当地低保标准
 *   exit.stay       otherwise
 */
void exit_decide(const struct policy_set *policy, const struct exit_run *run,
                 const struct exit_state *state, struct exit_decision *out);

/*
 * The last day of a period that has begun. Not set: it has not, or the policy in force has no such
 * period. One of no whole number of months or days is DUE_OUT_OF_RANGE: nothing says where half a
 * month ends.
 */
struct exit_deadline {
    bool set;
    enum due found;  /* with `set`: DUE_FOUND, or why the day cannot be told */
    struct date day; /* with DUE_FOUND */
};

/* P1 三(四)2: objection within a month of the notice, review within 15 working days of it being
 * applied for. What cannot be told makes nothing late. */
struct exit_deadlines {
    struct exit_deadline objection, review;
    bool applied_late;  /* after the objection's last day */
    bool reviewed_late; /* completed after the review's last day */
    bool reviewed;      /* completed, on the day it was applied for or later */
    bool dates_wrong;   /* completed but not applied for or before it was; applied for before the
                         * notice */
    bool review_open;   /* applied for, and not completed */
};

void exit_deadlines(const struct policy_set *policy, const struct calendar *calendar,
                    const struct exit_state *state, struct exit_deadlines *out);

/* What comes next for a household of this status. `as_of`, or NULL where no day was asked for,
 * says whether the time for an objection has passed; where that is not known it is waited for.
 * Nothing, where no status was found. */
enum exit_step exit_next_step(const struct exit_decision *decision, const struct exit_state *state,
                              const struct exit_deadlines *deadlines, const struct date *as_of);

/* True where a review was applied for in time, was to be completed before `as_of`, and is not. */
bool exit_review_overdue(const struct exit_deadlines *deadlines, struct date as_of);

#endif
