/*
 * Writes a table of made-up households, the same one for the same seed, to standard output.
 * usage: generate [--seed N] [--months | --incomes | --register] [RECORDS]
 *
 * With --months each has a month of 2025 and its causes of hardship (致困原因) as well. With
 * --incomes each has twelve records, of its income in each month of 2025. With --register they are
 * lines of a register of vehicles instead, of people of the same regions.
 * Every cell is in the strict form of the tables between the filters. The incomes lie on both
 * sides of the limits of share/policy/default.csv, so that all categories come out.
 */
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char header[] =
    "household_id,name,id_number,phone,region,union,household_size,annual_income,medical_cost,"
    "disability_cost,education_cost,other_rigid_cost,employment_cost,accident_loss,"
    "accident_compensation,medical_self_paid,students_college,remark";

static const char incomes_header[] =
    "household_id,region,month,household_size,monthly_income,government_relief,union_aid,"
    "cause_removed,voluntary_exit,visitors,signed\n";

static const char register_header[] = "plate,name,id_number,model,registered_on\n";

static const char *const regions[] = {"341502", "341503", "341504", "341522",
                                      "341523", "341524", "341525"};
static const char *const surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵",
                                       "吴", "周", "徐", "孙", "马", "朱", "胡", "欧阳"};
static const char *const given[] = {"伟", "芳",   "娜",   "敏",   "静",   "丽",  "强", "磊",
                                    "军", "洋",   "勇",   "艳",   "杰",   "娟",  "涛", "明",
                                    "超", "秀英", "建国", "志刚", "小红", "海燕"};
static const char *const places[] = {"金安区", "裕安区", "叶集区", "霍邱县",
                                     "舒城县", "金寨县", "霍山县"};
static const char *const trades[] = {"纺织厂", "公交公司", "环卫所",     "建筑安装公司",
                                     "中学",   "机械厂",   "农产品公司", "人民医院"};
static const char *const remarks[] = {"低保户", "复核", "长期患病", "子女上学", "单亲家庭"};
static const char *const quoted_remarks[] = {"\"残疾, 二级\"", "\"来信称\"\"急需救助\"\"\"",
                                             "\"手术, 已报销\"\"大病保险\"\"部分\""};

static const char *const models[] = {"小型轿车", "小型普通客车", "轻型栏板货车", "两轮摩托车"};

static const char *const causes[] = {"疾病",     "疾病;残疾", "子女上学", "子女上学;疾病",
                                     "下岗失业", "意外灾害",  "其他",     ""};

/* --- output ---------------------------------------------------------------------------------- */

#define BLOCK     (1 << 16)
#define ROW_LIMIT 2048 /* no record is longer, nor the twelve of a year */

static char block[BLOCK];
static size_t filled;

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "generate: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void flush(void)
{
    if (fwrite(block, 1, filled, stdout) != filled)
        fail("standard output");
    filled = 0;
}

static void put_bytes(const char *p, size_t n)
{
    memcpy(block + filled, p, n);
    filled += n;
}

static void put(const char *s)
{
    put_bytes(s, strlen(s));
}

static void put_char(char c)
{
    block[filled++] = c;
}

/* At least `width` digits. */
static void put_number(uint64_t value, int width)
{
    char digits[20], *p = digits + sizeof digits;
    for (; value > 0 || width > 0; width--, value /= 10)
        *--p = (char)('0' + value % 10);
    put_bytes(p, (size_t)(digits + sizeof digits - p));
}

/* --- chance ---------------------------------------------------------------------------------- */

static uint64_t state;

/* xorshift64* (Vigna): small, fast, and the same everywhere. */
static uint64_t chance(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(2685821657736338717);
}

/* 0 … n - 1 */
static uint64_t below(uint64_t n)
{
    return (chance() >> 32) % n;
}

static bool percent(unsigned n)
{
    return below(100) < n;
}

#define ONE_OF(array) ((array)[below(COUNT(array))])

/* --- cells ----------------------------------------------------------------------------------- */

/* Whole yuan in most cells, fen in the others, as people write them. */
static void put_money(uint64_t yuan)
{
    put_number(yuan, 1);
    if (percent(60)) {
        put_char('.');
        put_number(below(100), 2);
    }
}

/* A comma and, for `share` of a hundred households, an amount below `limit`. */
static void put_cost(unsigned share, uint64_t limit)
{
    put_char(',');
    if (percent(share))
        put_money(below(limit));
}

/* GB 11643-1999: region, birth date, sequence, check digit. */
static void put_id(const char *region)
{
    static const unsigned weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const char *start = block + filled;
    put(region);
    put_number(1955 + below(50), 4);
    put_number(1 + below(12), 2);
    put_number(1 + below(28), 2);
    put_number(1 + below(999), 3);
    unsigned sum = 0;
    for (size_t i = 0; i < COUNT(weights); i++)
        sum += (unsigned)(start[i] - '0') * weights[i];
    put_char("10X98765432"[sum % 11]);
}

static void put_household(uint64_t number, bool months)
{
    size_t where = below(COUNT(regions));
    uint64_t size = 1 + below(5);

    put("H");
    put_number(number, 7);
    put_char(',');
    put(ONE_OF(surnames));
    put(ONE_OF(given));
    put_char(',');
    put_id(regions[where]);
    put(",13");
    put_number(below(1000000000), 9);
    put_char(',');
    put(regions[where]);
    put(",六安市");
    put(places[where]);
    put(ONE_OF(trades));
    put("工会委员会,");
    put_number(size, 1);
    put_char(',');
    put_money(size * below(30000));
    put_cost(35, 40000); /* medical_cost */
    put_cost(10, 10000); /* disability_cost */
    put_cost(30, 20000); /* education_cost */
    put_cost(10, 8000);  /* other_rigid_cost */
    put_cost(20, 6000);  /* employment_cost */
    put_cost(12, 90000); /* accident_loss */
    put_cost(6, 30000);  /* accident_compensation */
    put_cost(30, 60000); /* medical_self_paid */
    put_char(',');
    if (percent(25))
        put_number(1 + below(2), 1); /* students_college */
    put_char(',');
    if (percent(10))
        put(ONE_OF(quoted_remarks));
    else if (percent(30))
        put(ONE_OF(remarks));
    if (months) {
        put(",2025-");
        put_number(1 + below(12), 2);
        put_char(',');
        put(ONE_OF(causes));
    }
    put_char('\n');
}

/* Incomes on both sides of dibao; of half the households all of them are above it. */
static void put_incomes(uint64_t number)
{
    const char *region = ONE_OF(regions);
    const uint64_t size = 1 + below(5), least = percent(50) ? 757 : 500;
    for (uint64_t month = 1; month <= 12; month++) {
        put("H");
        put_number(number, 7);
        put_char(',');
        put(region);
        put(",2025-");
        put_number(month, 2);
        put_char(',');
        put_number(size, 1);
        put_char(',');
        put_money(size * (least + below(800)));
        put_cost(20, 600); /* government_relief */
        put_cost(10, 900); /* union_aid */
        put(month < 12 ? ",,,," : percent(50) ? ",yes,no,2,yes" : ",no,,1,");
        put_char('\n');
    }
}

/* One line of a register: a vehicle and its owner. */
static void put_vehicle(uint64_t number)
{
    put("皖N");
    put_number(number % 100000, 5);
    put_char(',');
    put(ONE_OF(surnames));
    put(ONE_OF(given));
    put_char(',');
    put_id(ONE_OF(regions));
    put_char(',');
    put(ONE_OF(models));
    put_char(',');
    put_number(2000 + below(25), 4);
    put_char('-');
    put_number(1 + below(12), 2);
    put_char('-');
    put_number(1 + below(28), 2);
    put_char('\n');
}

enum kind { HOUSEHOLDS, MONTHS, INCOMES, REGISTER };

static void put_table(uint64_t records, enum kind kind)
{
    put(kind == REGISTER ? register_header : kind == INCOMES ? incomes_header : header);
    if (kind == HOUSEHOLDS || kind == MONTHS)
        put(kind == MONTHS ? ",month,hardship_cause\n" : "\n");
    for (uint64_t i = 1; i <= records; i++) {
        if (kind == REGISTER)
            put_vehicle(i);
        else if (kind == INCOMES)
            put_incomes(i);
        else
            put_household(i, kind == MONTHS);
        if (filled > BLOCK - ROW_LIMIT)
            flush();
    }
    flush();
}

static uint64_t read_number(const char *s)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(s, &end, 10);
    if (*s < '0' || *s > '9' || *end != '\0' || errno != 0) {
        fprintf(stderr, "generate: not a number: %s\n", s);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv)
{
    static const struct option options[] = {{"seed", required_argument, NULL, 's'},
                                            {"months", no_argument, NULL, 'm'},
                                            {"incomes", no_argument, NULL, 'i'},
                                            {"register", no_argument, NULL, 'r'},
                                            {0}};
    uint64_t seed = 1, records = 1000000;
    enum kind kind = HOUSEHOLDS;
    int option;
    while ((option = getopt_long(argc, argv, "s:mir", options, NULL)) != -1) {
        if (option == 's')
            seed = read_number(optarg);
        else if (option == 'm')
            kind = MONTHS;
        else if (option == 'i')
            kind = INCOMES;
        else if (option == 'r')
            kind = REGISTER;
        else
            return 2;
    }
    if (argc - optind > 1) {
        fprintf(stderr,
                "usage: generate [--seed N] [--months | --incomes | --register] [RECORDS]\n");
        return 2;
    }
    if (optind < argc)
        records = read_number(argv[optind]);

    /* A state of zero would stay zero; seeds close together should not start alike. */
    state = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15) | 1;
    put_table(records, kind);
    if (fclose(stdout) != 0)
        fail("standard output");
    return 0;
}
