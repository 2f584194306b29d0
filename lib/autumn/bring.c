#include "autumn/bring.h"

/* As the call for applications names them (plan 2, part 四). */
static const char *const PAPERS[GA_DOCUMENT_COUNT] = {
    [GA_DOCUMENT_ID_CARD] = "职工本人身份证复印件",
    [GA_DOCUMENT_HUKOU] = "家庭成员户口簿复印件",
    [GA_DOCUMENT_INCOME_PROOF] = "本人及家庭成员收入证明",
    [GA_DOCUMENT_SCHOOL_PROOF] = "子女学费发票、录取通知书或成绩单等就学证明",
    [GA_DOCUMENT_DISABILITY_CARD] = "残疾证复印件",
    [GA_DOCUMENT_MARRIAGE_CERT] = "结婚证复印件",
    [GA_DOCUMENT_MEDICAL_RECEIPTS] = "医药费社保证明或发票",
};

void autumn_bring(const struct golden_autumn *decision, struct date today, struct buffer *out)
{
    const unsigned missing = decision->documents_missing;
    bool first = true;
    if (missing == 0)
        return;
    if (decision->has_deadline && today.day <= decision->deadline.day) {
        const struct civil day = date_civil(decision->deadline);
        buffer_format(out, "请于%d年%d月%d日（含）前补交：", day.year, day.month, day.day);
    } else {
        buffer_string(out, "请补交：");
    }
    for (int i = 0; i < GA_DOCUMENT_COUNT; i++) {
        if (!(missing >> i & 1u))
            continue;
        buffer_string(out, first ? "" : "；");
        buffer_string(out, PAPERS[i]);
        first = false;
    }
    buffer_string(out, "。");
}
