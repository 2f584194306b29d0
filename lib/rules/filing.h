/*
 * How a dossier comes to be filed (建档程序): plan 1, part 三, section (三); rules(7).
 *
 *   深度困难, 相对困难  application, first review, county review, matching, publicity, filed
 *   意外致困           application, visit, publicity, filed
 *
 * What an application lacks is pending as long as it may still come; it is a violation once the
 * application has gone on without it: once there is a verdict or an entry of a later step. On the
 * short way, which knows no reviews, that is once it is published.
 */
#ifndef BANGFU_RULES_FILING_H
#define BANGFU_RULES_FILING_H

#include "policy/policy.h"
#include "rules/due.h"

/* 申请材料, P1 三(三)1(1). */
enum filing_document {
    DOCUMENT_AUTHORIZATION,  /* 家庭经济状况核对承诺授权书 */
    DOCUMENT_ID_CARD,        /* 职工身份证 */
    DOCUMENT_HUKOU,          /* 家庭户口本 */
    DOCUMENT_INCOME_PROOF,   /* 家庭财产收入证明 */
    DOCUMENT_HARDSHIP_PROOF, /* 家庭困难证明材料 */
    DOCUMENT_COUNT
};
extern const char *const DOCUMENT_NAMES[DOCUMENT_COUNT]; /* `authorization` … */

enum verdict { VERDICT_NONE, VERDICT_PASS, VERDICT_FAIL, VERDICT_DOUBTFUL, VERDICT_COUNT };

/* What is known of one application. */
struct application {
    bool accidental;            /* 意外致困: the short way */
    bool no_category;           /* it is in no category of the dossier: nothing to file */
    unsigned documents;         /* a bit each, by enum filing_document */
    int64_t visitors;           /* of the first review, or of the visit */
    bool visit_form;            /* 《困难职工家庭走访调查表》 */
    enum verdict first_review;  /* 初审意见: none, pass or fail */
    bool sealed;                /* 签具初审意见盖章 */
    bool doubtful;              /* 建档存疑 */
    bool county_visited;        /* 深入申请人家庭走访核查 */
    bool asks_county_review;    /* the office records the county's opinion */
    enum verdict county_review; /* 审批意见: none, pass or fail */
    enum verdict match;         /* 信息比对: any */
    bool has_from, has_to;
    struct date publicity_from, publicity_to; /* 公示; its first and its last day */
    bool objection;                           /* one stands */
    bool has_filed, has_notified;
    struct date filed;    /* 建档 */
    struct date notified; /* 《不予困难帮扶告知书》 */
};

/* The checks, in the order of the procedure. */
enum filing_check {
    FILING_CATEGORY,      /* filing.category: it is in a category of the dossier */
    FILING_DOCUMENTS,     /* filing.documents */
    FILING_VISITORS,      /* filing.visitors */
    FILING_FIRST_REVIEW,  /* filing.first_review */
    FILING_COUNTY_VISIT,  /* filing.county_visit: only of what is doubtful */
    FILING_COUNTY_REVIEW, /* filing.county_review: only where the office records it */
    FILING_MATCH,         /* filing.match */
    FILING_PUBLICITY,     /* filing.publicity */
    FILING_CHECKS
};
extern const char *const FILING_RULES[FILING_CHECKS];

enum check_state {
    CHECK_NOT_ASKED, /* of this application; a no that is recorded all the same counts */
    CHECK_HELD,
    CHECK_PENDING,
    CHECK_FAILED,   /* a review or the matching says no: the application is refused */
    CHECK_VIOLATED, /* it does not hold, and the application has gone on all the same; what was
                     * refused stays so, unless it is filed */
};

enum filing_stage {
    STAGE_APPLICATION,
    STAGE_FIRST_REVIEW, /* of the short way: the visit */
    STAGE_COUNTY_REVIEW,
    STAGE_MATCHING,
    STAGE_PUBLICITY,
    STAGE_READY, /* all checks hold: it can be filed */
    STAGE_FILED,
    STAGE_REFUSED,
    FILING_STAGES
};

/* `first-review` …; the short way's is `visit`. */
const char *filing_stage_name(enum filing_stage stage, bool accidental);

/* What is missing of it: documents by DOCUMENT_NAMES, all else by the name of its column. */
enum filing_missing {
    MISSING_VISITORS,
    MISSING_VISIT_FORM,
    MISSING_FIRST_REVIEW,
    MISSING_SEALED,
    MISSING_COUNTY_VISITED,
    MISSING_COUNTY_REVIEW,
    MISSING_MATCH_RESULT,
    MISSING_PUBLICITY_FROM,
    MISSING_PUBLICITY_TO,
    MISSING_COUNT
};
extern const char *const MISSING_NAMES[MISSING_COUNT]; /* `visitors` … */

enum filing_step {
    FILING_STEP_NONE,
    FILING_STEP_DOCUMENTS, /* the applicant is to bring what is missing */
    FILING_STEP_VISIT,
    FILING_STEP_FIRST_REVIEW,
    FILING_STEP_SEAL,
    FILING_STEP_COUNTY_VISIT,
    FILING_STEP_COUNTY_REVIEW,
    FILING_STEP_MATCH,
    FILING_STEP_RESOLVE_MATCH, /* a doubtful match, the household visited: pass or fail */
    FILING_STEP_PUBLISH,
    FILING_STEP_AWAIT_PUBLICITY,  /* it runs */
    FILING_STEP_EXTEND_PUBLICITY, /* it is too short */
    FILING_STEP_RESOLVE_OBJECTION,
    FILING_STEP_FILE,
    FILING_STEP_EXPLAIN_REFUSAL, /* 做好解释说明工作 */
    FILING_STEP_NOTIFY_REFUSAL,  /* 出具《不予困难帮扶告知书》 */
    FILING_STEPS
};
extern const char *const FILING_STEP_NAMES[FILING_STEPS]; /* `collect-documents` … */

/* Why nothing could be decided. */
enum filing_undecided {
    FILING_DECIDED,
    FILING_GAP,          /* a parameter has run out */
    FILING_UNKNOWN_YEAR, /* the publicity runs past the years that the calendar knows */
};

/* A day that may not be known. */
struct filing_day {
    bool set;
    struct date day;
};

/* Unless it is FILING_DECIDED, the members after `gap` mean nothing. */
struct filing {
    enum filing_undecided undecided;
    enum parameter gap;
    enum check_state check[FILING_CHECKS];
    enum filing_stage stage;
    enum filing_step step;
    unsigned missing_documents; /* up to the stage, as bits; of what is refused: if violated */
    unsigned missing;           /* by enum filing_missing, the same */
    struct filing_day publicity_least; /* the earliest last day, once it has a first */
    struct filing_day publicity_end; /* its last day as planned, or the least where that is later */
    /*
     * The earliest day on which it can be filed: the first working day after the publicity's last.
     * Where the publicity has no first day it is taken to begin on `today`. Not set for what is
     * refused, while an objection stands, or for what was filed without a first day.
     */
    struct filing_day earliest;
    bool earliest_unknown; /* it would be after the last year that the calendar knows */
    bool filed_too_early;  /* before the publicity was over: on its last day or before */
};

/* Decides where an application stands on the day `today`: a publicity that still runs on it is
 * waited for. */
void filing_decide(const struct policy_set *policy, const struct calendar *calendar,
                   const struct application *application, struct date today, struct filing *out);

/* True where the application could have been filed before `as_of` and is not. */
bool filing_overdue(const struct filing *filing, struct date as_of);

/* True where something was violated. */
bool filing_violated(const struct filing *filing);

#endif
