/* What the lines below a header are. */
#include "intake/sheet.h"

#define WORD_SIZE         64 /* enough of a cell to tell what word it is */
#define TOTAL_CELLS       3  /* a total line says what it is in one of so many filled cells */
#define NUMBER_DIGITS_MAX 6  /* of a running number */
#define SCOPE_MAX         6  /* characters before 合计, as in 全县合计 */
#define ID_LENGTH_MIN     15
#define HOUSEHOLDS_MAX    100000000

struct line {
    const struct sheet_table *table;
    const struct batch *batch;
    const struct record *record;
    struct buffer *scratch;
};

static struct text cell_at(const struct line *line, int at)
{
    if (at < 0 || at >= line->record->cells)
        return (struct text){NULL, 0};
    return cell_trim(
        cell_content(line->batch, record_cell(line->batch, line->record, at), line->scratch));
}

static uint32_t next_folded(struct text *a)
{
    size_t size;
    uint32_t c = cell_fold(text_decode(*a, &size));
    *a = (struct text){a->p + size, a->n - size};
    return c;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* 總計 and 合計 are written, too. */
static uint32_t simplified(uint32_t c)
{
    return c == 0x8A08 ? 0x8BA1 : c == 0x7E3D ? 0x603B : c;
}

/*
 * The start of a cell without white space and of ordinary width: enough of it for a word. Marks
 * before the word are left out.
 */
static struct text squeezed(struct text cell, char out[WORD_SIZE])
{
    static const char MARKS[] = {'*', '#', '[', '(', '-', '='};
    size_t n = 0;
    while (cell.n > 0 && n + 4 <= WORD_SIZE) {
        size_t space = cell_space(cell);
        if (space > 0) {
            cell = (struct text){cell.p + space, cell.n - space};
            continue;
        }
        uint32_t c = simplified(next_folded(&cell));
        bool mark =
            c == 0x3010 || c == '_' || (c < 0x80 && memchr(MARKS, (int)c, sizeof MARKS) != NULL);
        if (!mark || (n > 0 && c != '_'))
            n += text_encode(c, out + n);
    }
    return (struct text){out, n};
}

static bool starts_with_any(struct text a, const char *const *words)
{
    return cell_take_any(&a, words);
}

static bool has_digit(struct text cell)
{
    while (cell.n > 0)
        if (is_digit(next_folded(&cell)))
            return true;
    return false;
}

/* 15 characters or more, mostly digits; spaces and apostrophes are neither here nor there. */
static bool looks_like_id(struct text cell)
{
    size_t digits = 0, others = 0;
    while (cell.n > 0) {
        size_t space = cell_space(cell);
        if (space > 0)
            cell = (struct text){cell.p + space, cell.n - space};
        else if (is_digit(next_folded(&cell)))
            digits++;
        else
            others++;
    }
    return digits + others >= ID_LENGTH_MIN && digits > others;
}

/* ---- headers ------------------------------------------------------------------------------- */

static bool is_header_again(const struct line *line)
{
    const struct sheet_table *t = line->table;
    bool same = line->record->cells == t->columns;
    for (int i = 0; same && i < t->columns; i++)
        same = text_equal(cell_at(line, i), cell_trim(t->header[i]));
    return same;
}

static bool is_second_header(const struct line *line)
{
    const struct sheet_table *t = line->table;
    int known = 0, filled = 0;
    for (int i = 0; i < line->record->cells; i++) {
        struct text cell = cell_at(line, i);
        if (has_digit(cell))
            return false;
        bool is_known = cell.n > 0 && heading_match(t->names, cell, NULL).match != HEADING_UNKNOWN;
        if (i == t->name && cell.n > 0 && !is_known)
            return false; /* somebody */
        filled += cell.n > 0;
        known += is_known;
    }
    return known >= 2 && 2 * known > filled;
}

/* ---- totals -------------------------------------------------------------------------------- */

static size_t characters(struct text a)
{
    size_t n = 0;
    for (; a.n > 0; n++)
        (void)next_folded(&a);
    return n;
}

static bool is_end_or_mark(struct text a)
{
    static const char *const MARKS[] = {":", "(", ")", ",",  "、", ";", "。",
                                        "/", "-", "=", "】", "]",  ".", NULL};
    return a.n == 0 || is_digit((unsigned char)*a.p) || starts_with_any(a, MARKS);
}

/* What may stand behind a total word: `合计:`, `合计(元)`, `合计2户`, `合计共3户`, `合计人数`; not
 * 总计量检测所. */
static bool may_follow_total(struct text a)
{
    static const char *const COUNTED[] = {"人民币", "户", "人", "金额", "共", NULL};
    static const char *const NUMBERS[] = {"数", "次", NULL};
    if (is_end_or_mark(a))
        return true;
    cell_take_any(&a, COUNTED);
    cell_take_any(&a, NUMBERS);
    return is_end_or_mark(a);
}

/* What is summed up: 全县, 城关镇. 王小计 is somebody. */
static bool is_scope(struct text a)
{
    static const char *const ALONE[] = {"总", "本", "各", "页", "月", "县", "市", "区", "乡",
                                        "镇", "村", "省", "州", "户", "组", "班", "类", NULL};
    static const char *const SURNAMES[] = {"欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫",
                                           "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", NULL};
    static const char *const PLACES[] = {"省", "市", "县", "区", "镇", "乡", "村", "工会", NULL};
    const size_t n = characters(a);
    for (const char *const *place = PLACES; n > 2 && *place != NULL; place++)
        if (text_ends(a, *place))
            return true;
    return n <= SCOPE_MAX &&
           (n == 1 ? starts_with_any(a, ALONE) : n > 2 || !starts_with_any(a, SURNAMES));
}

/* SHEET_TOTAL or SHEET_SUBTOTAL for a total word, else SHEET_RECORD. */
static enum sheet_line total_word(struct text word)
{
    static const char *const SUBTOTALS[] = {"本页合计", "本页小计", "本页总计", "小计", NULL};
    static const char *const TOTALS[] = {"合计",   "总计",   "共计", "累计", "总人数",
                                         "总户数", "总金额", "总数", "汇总", "Total",
                                         "TOTAL",  "total",  NULL};
    static const char *const SCOPED[] = {"合计", "总计", "小计", "共计", NULL};
    struct text rest = word;
    if (cell_take_any(&rest, SUBTOTALS))
        return may_follow_total(rest) ? SHEET_SUBTOTAL : SHEET_RECORD;
    if (cell_take_any(&rest, TOTALS))
        return may_follow_total(rest) ? SHEET_TOTAL : SHEET_RECORD;
    while (rest.n > 0) {
        (void)next_folded(&rest);
        struct text scope = {word.p, word.n - rest.n}, behind = rest;
        bool part = text_starts(rest, "小计") || text_ends(scope, "页");
        if (cell_take_any(&behind, SCOPED) && may_follow_total(behind))
            return !is_scope(scope) ? SHEET_RECORD : part ? SHEET_SUBTOTAL : SHEET_TOTAL;
    }
    return SHEET_RECORD;
}

static bool is_running_number(struct text word)
{
    if (!cell_take_end(&word, "."))
        cell_take_end(&word, "、");
    return word.n <= NUMBER_DIGITS_MAX && cell_digits(word);
}

/* `共3户`, `本页共 3 户`, `以上共计3户`, `共有3户`. */
static bool states_households(struct text word)
{
    static const char *const BEFORE[] = {"本页", "以上", "全县", "全区", "全市", "总共", NULL};
    static const char *const HOW[] = {"共计", "共有", "共", NULL};
    bool any = cell_take_any(&word, BEFORE);
    any |= cell_take_any(&word, HOW);
    const size_t before = word.n;
    while (word.n > 0 && is_digit((unsigned char)*word.p))
        word = (struct text){word.p + 1, word.n - 1};
    return any && word.n < before && cell_take(&word, "户");
}

/* True where the name's cell, if it is not cell `at` itself, names somebody. */
static bool names_somebody(const struct line *line, int at)
{
    char room[WORD_SIZE];
    const int name = line->table->name;
    if (name < 0 || name == at)
        return false;
    struct text word = squeezed(cell_at(line, name), room);
    return word.n > 0 && (unsigned char)*word.p >= 'A' && !has_digit(word) &&
           total_word(word) == SHEET_RECORD;
}

/* A number that only counts the lines: not in a column of ours, but for the household's. */
static bool is_line_number(const struct line *line, int at, struct text word)
{
    const struct sheet_table *t = line->table;
    return is_running_number(word) &&
           (at >= t->columns || t->known == NULL || t->known[at] == NULL || at == t->key);
}

/*
 * A total line says so in its first filled cell or, in a table with names, in one of the next two,
 * where the word must stand alone. Whoever is named is a household all the same.
 */
static enum sheet_line total_line(const struct line *line)
{
    char room[WORD_SIZE];
    int filled = 0;
    for (int i = 0; i < line->record->cells && filled < TOTAL_CELLS; i++) {
        struct text word = squeezed(cell_at(line, i), room);
        if (word.n == 0 || (filled == 0 && is_line_number(line, i, word)))
            continue;
        bool first = filled++ == 0;
        enum sheet_line kind = total_word(word);
        if (first && kind == SHEET_RECORD && states_households(word))
            kind = SHEET_TOTAL;
        if (kind == SHEET_RECORD || names_somebody(line, i))
            continue;
        cell_take_end(&word, ":");
        if (first || (line->table->name >= 0 && !has_digit(word) &&
                      characters(word) <= SCOPE_MAX + 2 && !text_ends(word, ")")))
            return kind;
    }
    return SHEET_RECORD;
}

/* ---- notes --------------------------------------------------------------------------------- */

/* The end of the cell, a colon, or room for a stamp or a signature. */
static bool ends_note_word(struct text a)
{
    static const char *const ENDS[] = {":",     "(盖章", "(签字", "(签章", "(签名", "(公章",
                                       "盖章:", "签字:", "签章:", "签名:", NULL};
    return a.n == 0 || starts_with_any(a, ENDS);
}

/* `填表人张三`, but not `经办人才中心工会`. */
static bool takes_person(struct text *a)
{
    static const char *const OTHERS[] = {"人才", "人民", "人力", "人事", "人防", "人社", NULL};
    return !starts_with_any(*a, OTHERS) && cell_take(a, "人");
}

static bool is_note(struct text word)
{
    static const char *const DONE[] = {"填表", "制表", "填报", "审核", "审批",
                                       "复核", "经办", "联系", "制单", NULL};
    static const char *const SAID[] = {"单位负责人", "负责人", "分管领导", "主管领导", "备注",
                                       "附注",       "说明",   "注",       NULL};
    static const char *const BY[] = {"单位", "部门", "机关", "意见", "说明", "电话", "时间", NULL};
    static const char *const WHOLE[] = {"以下空白", "过次页", "承前页", "平均", "人均", NULL};
    static const char *const STAMPS[] = {"盖章", "公章", "单位(盖章", "单位(公章", NULL};
    struct text rest = word;
    if (starts_with_any(word, STAMPS) || (cell_take_any(&rest, WHOLE) && is_end_or_mark(rest)))
        return true;
    if (cell_take_any(&word, DONE)) {
        if (takes_person(&word) || text_starts(word, "日期"))
            return true;
        cell_take_any(&word, BY);
        return ends_note_word(word);
    }
    return cell_take_any(&word, SAID) && ends_note_word(word);
}

static bool take_number(struct text *a)
{
    static const char *const DIGITS[] = {"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",
                                         "8",  "9",  "一", "二", "三", "四", "五", "六",
                                         "七", "八", "九", "十", "百", NULL};
    bool any = false;
    while (cell_take_any(a, DIGITS))
        any = true;
    return any;
}

/* `第1页 共2页`, `第 1 页`, `共2页,第1页`. */
static bool is_page(struct text word)
{
    static const char *const BEFORE[] = {"第", "共", NULL};
    static const char *const BETWEEN[] = {",", "/", ";", "、", "-", NULL};
    do {
        if (!cell_take_any(&word, BEFORE) || !take_number(&word) || !cell_take(&word, "页"))
            return false;
        cell_take_any(&word, BETWEEN);
    } while (word.n > 0);
    return true;
}

/* ---- all of them --------------------------------------------------------------------------- */

enum sheet_line sheet_line_kind(const struct sheet_table *table, const struct batch *batch,
                                const struct record *record, struct buffer *scratch)
{
    const struct line line = {table, batch, record, scratch};
    char room[WORD_SIZE];
    int first = 0;
    if (looks_like_id(cell_at(&line, table->identity)))
        return SHEET_RECORD;
    while (first < record->cells && cell_at(&line, first).n == 0)
        first++;
    if (first == record->cells)
        return SHEET_BLANK;
    if (is_header_again(&line))
        return SHEET_HEADER;
    if (is_second_header(&line))
        return SHEET_SECOND_HEADER;
    enum sheet_line total = total_line(&line);
    if (total != SHEET_RECORD)
        return total;
    const bool size = cell_at(&line, table->size).n > 0;
    const bool income = cell_at(&line, table->income).n > 0;
    if ((size && income) || (table->phone != first && cell_at(&line, table->phone).n > 0) ||
        ((size || income) && names_somebody(&line, first)))
        return SHEET_RECORD;
    struct text word = squeezed(cell_at(&line, first), room);
    return is_note(word) || is_page(word) ? SHEET_NOTE : SHEET_RECORD;
}

void sheet_read_stated(struct text cell, long counted, struct sheet_stated *stated)
{
    static const uint32_t HOUSEHOLDS = 0x6237; /* 户 */
    bool any = false;
    long n = 0;
    while (cell.n > 0) {
        size_t space = cell_space(cell);
        if (space > 0) {
            cell = (struct text){cell.p + space, cell.n - space};
            continue;
        }
        uint32_t c = next_folded(&cell);
        if (is_digit(c)) {
            n = n < HOUSEHOLDS_MAX ? n * 10 + (long)(c - '0') : n;
            any = true;
            continue;
        }
        if (c == ',' && any) /* 1,200户 */
            continue;
        if (any && c == HOUSEHOLDS) {
            if (!stated->any)
                stated->first = n;
            stated->any = true;
            stated->agrees |= n == counted;
        }
        any = false;
        n = 0;
    }
}
