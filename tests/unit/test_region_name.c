/* The names of regions. */
#include "base/embedded.h"
#include "policy/region_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void is(const char *code, const char *name)
{
    struct region r;
    assert_true(region_parse(text_of(code), &r));
    struct text found = region_name(r);
    if (!text_is(found, name))
        fail_msg("%s is '%.*s'", code, (int)found.n, found.n > 0 ? found.p : "");
}

static void places_have_their_names(void **state)
{
    (void)state;
    is("340000", "安徽省");
    is("341500", "六安市");
    is("341502", "金安区");
    is("341525", "霍山县");
    is("330802", "柯城区");
    is("110105", "朝阳区");
    is("620200", "嘉峪关市"); /* a prefecture without counties */
    is("429004", "仙桃市");   /* a county without a prefecture */
    is("653229", "和安县");   /* of 2024 */
}

static void the_country_has_one(void **state)
{
    (void)state;
    is("000000", "全国");
}

static void a_municipality_stands_for_its_prefectures(void **state)
{
    (void)state;
    is("110000", "北京市");
    is("110100", "北京市");
    is("500100", "重庆市");
    is("500200", "重庆市");
}

static void withdrawn_codes_keep_theirs(void **state)
{
    (void)state;
    is("341521", "寿县"); /* 340422 since 2015 */
    is("340422", "寿县");
    is("341400", "巢湖市"); /* until 2011 */
    is("330103", "下城区"); /* until 2021 */
    is("130502", "襄都区"); /* 桥东区 until 2020: the last name counts */
}

static void unknown_codes_have_none(void **state)
{
    (void)state;
    is("000001", "");
    is("109999", ""); /* before the first, behind the last, between two */
    is("999999", "");
    is("341599", "");
    is("419000", ""); /* a heading of the standard's: 省直辖县级行政区划 */
    is("341501", ""); /* the same: 市辖区 */
}

static void every_row_is_found(void **state)
{
    (void)state;
    struct text rest = {embedded_regions, embedded_regions_size};
    int32_t before = 0;
    int rows = 0;
    assert_true(text_is(text_next(&rest, '\n'), "code,name"));
    while (rest.n > 0) {
        struct text line = text_next(&rest, '\n'), name = line;
        struct text code = text_next(&name, ',');
        struct region r;
        if (!region_parse(code, &r) || r.code <= before || name.n == 0 || name.p == NULL)
            fail_msg("not in order, or no code and name: '%.*s'", (int)line.n, line.p);
        assert_ptr_equal(region_name(r).p, name.p); /* the first row and the last as well */
        assert_int_equal(region_name(r).n, name.n);
        for (size_t i = 0, size; i < name.n; i += size) {
            uint32_t c = text_decode((struct text){name.p + i, name.n - i}, &size);
            assert_in_range(c, 0x4E00, 0x9FFF); /* no blank, no quote, no comma */
        }
        before = r.code;
        rows++;
    }
    assert_true(rows > 3200);
    assert_int_equal(embedded_regions[embedded_regions_size - 1], '\n');
    assert_true(embedded_regions_size < 100000);
}

static void every_region_lies_in_one_with_a_name(void **state)
{
    (void)state;
    struct text rest = {embedded_regions, embedded_regions_size};
    text_next(&rest, '\n');
    while (rest.n > 0) {
        struct text line = text_next(&rest, '\n');
        struct region r;
        assert_true(region_parse(text_next(&line, ','), &r));
        struct region parent = region_parent(r);
        /* Those that a province governs itself lie in a heading only. */
        if (parent.code % 10000 / 100 == 90)
            parent = region_parent(parent);
        if (region_name(parent).n == 0)
            fail_msg("%d lies in no place", r.code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_have_their_names),
        cmocka_unit_test(the_country_has_one),
        cmocka_unit_test(a_municipality_stands_for_its_prefectures),
        cmocka_unit_test(withdrawn_codes_keep_theirs),
        cmocka_unit_test(unknown_codes_have_none),
        cmocka_unit_test(every_row_is_found),
        cmocka_unit_test(every_region_lies_in_one_with_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
