"""The return of report as a workbook: its sheets say what its table says, and nothing else."""
import hashlib
import io
import os
import re
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

from openpyxl.utils import range_boundaries

from checks import account
from checks.harness import ROOT, ends, holds, rows, run, same, test
from checks.lists import (CARD, ID, PHONE, book_of, check_hidden, check_list, check_readable,
                          content, csv_of, differing, example, parts_of, values_of)
from checks.programs import RETURN, Program
from checks.samples import read, write

RETURNS = Program("report", RETURN)  # without --format
ITEMS = ("living", "medical", "education", "accident", "total")
SHEETS = ["总览", "分类别", "分单位", "分地区", "致困原因", "社情民意", "变化", "明细", "依据"]
BESIDE = ("社情民意", "变化")  # sheets of --survey and --baseline
GROUPED = {"分类别": "category", "分单位": "union", "分地区": "region", "致困原因": "cause"}
# Titles of the charts.
TREND, COMPLETION = "各月救助金额（元）", "年度目标完成率"
BY_CATEGORY, BY_CAUSE = "各类困难职工家庭累计救助金额（元）", "各致困原因累计救助户数"
CATEGORIES = {"deep": "深度困难", "relative": "相对困难", "accidental": "意外致困", "none": "不符合",
              "invalid": "无法认定"}
HIDDEN = ("id_number", "phone", "bank_card")
DETAIL = ("month assessed_on household_id name id_number union region household_size "
          "hardship_cause category aid_category living_aid medical_aid education_aid accident_aid total_aid "
          "aid_order approval bank_card problems aid_reasons").split()


def returned(*arguments, status=1):
    result = run(RETURNS, *arguments)
    ends(result, status)
    return result.out


def figures(*arguments):
    """{(part, period, group): {item: (households, grants, amount)}}, and the other cells."""
    header, *found = rows(returned("--format", "csv", *arguments))
    table, more = {}, {}
    for row in found:
        cells = dict(zip(header, row))
        place = cells["part"], cells["period"], cells["group"]
        table.setdefault(place, {})[cells["item"]] = tuple(
            Decimal(cells[name]) for name in ("households", "grants", "amount"))
        more[(*place, cells["item"])] = {name: cells[name]
                                         for name in ("target", "completion", "on_file")}
    return table, more


def lines_of(sheet):
    """What is in the rows, without empty cells at their ends."""
    found = []
    for row in sheet.iter_rows():
        cells = [content(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    return found


def line_with(lines, *starts):
    """The place of the first line that begins so."""
    for i, line in enumerate(lines):
        if line[:len(starts)] == list(starts):
            return i
    raise AssertionError(f"no line {starts}")


# --- the overview -----------------------------------------------------------------------------

def check_overview(sheet, table, more):
    lines = lines_of(sheet)
    names = ("生活救助", "大病救助", "助学救助", "意外救助", "合计")
    first = line_with(lines, "生活救助")
    for item, name, line in zip(ITEMS, names, lines[first:]):
        month, year = (table["total", period, ""][item] for period in ("month", "year"))
        same(line[:7], [name, *month, *year], item)
        same(line[7], (year[2] / 10000).quantize(Decimal("0.01"), "ROUND_HALF_UP"), "万元")
        beside = more["total", "year", "", item]
        target = Decimal(beside["target"]) if beside["target"] else None
        same(line[8] if len(line) > 8 else None, target, f"target of {item}")
        same(line[9] if len(line) > 9 else None,
             Decimal(beside["completion"].rstrip("%")) / 100 if target else None, "completion")
    months = [period for part, period, _ in table if part == "by-month"]
    at = line_with(lines, "月份", "生活救助")
    for month, line in zip(months, lines[at + 1:]):
        of = table["by-month", month, ""]
        same(line, [month, *(of[item][2] for item in ITEMS), *of["total"][:2]], month)
    same(sum(bool(line) and bool(re.fullmatch(r"\d{4}-\d\d", str(line[0]))) for line in lines),
         len(months), "months")


# --- groups -----------------------------------------------------------------------------------

def name_of(part, group):
    if part == "category":
        return CATEGORIES[group]
    if part == "region":
        return f"{group} {account.REGIONS[group]}"
    return group


def check_groups(sheet, part, table, more):
    lines = lines_of(sheet)
    for period, start in (("year", line_with(lines, "本年累计")), ("month", line_with(lines, "本月"))):
        rest = lines[start + 3:]
        rest = rest[:line_with(rest, "合计") + 1]
        found = {line[0].strip(): line for line in rest}
        same(len(found), len(rest), "groups of one name")
        expected = {name_of(part, group): group for of, when, group in table
                    if (of, when) == (part, period)}
        holds(set(expected) <= set(found), f"groups are missing: {set(expected) - set(found)}")
        if part != "region":  # which has sums of what lies within
            same(list(found)[:-1], list(expected), "groups in order")
        for name, group in (*expected.items(), ("合计", None)):
            of = table[part, period, group] if group is not None else table["total", period, ""]
            same(found[name][2:17], [value for item in ITEMS for value in of[item]], name)
            on_file = more[(part if group is not None else "total", period, group or "",
                            "total")]["on_file"]
            same(found[name][1], Decimal(on_file) if on_file else None, f"on file: {name}")
        if part == "region":
            for sum_name in ("340000 安徽省", "341500 六安市"):
                same(found[sum_name][2:17], found["合计"][2:17], sum_name)


# --- all of it --------------------------------------------------------------------------------

def aid():
    """The example with a name for each kind of trouble; written to aid.csv."""
    write("aid.csv", example())
    return rows(read("aid.csv"))


def sheets_of(out):
    return book_of(out), values_of(out)


@test(RETURN)
def the_sheets_say_what_the_table_says(program):
    aid()
    for arguments in ((), ("--month", "2025-03"), ("--month", "2025-01"),
                      ("--targets", "living=100,medical=7,education=0,accident=3")):
        table, more = figures(*arguments, "aid.csv")
        book, values = sheets_of(returned("--format", "xlsx", *arguments, "aid.csv"))
        same(book.sheetnames, [name for name in SHEETS if name not in BESIDE], "sheets")
        if "education=0" not in str(arguments):
            check_overview(values["总览"], table, more)
        for name, part in GROUPED.items():
            check_groups(values[name], part, table, more)
        if not arguments:
            totals_are_formulas(book)
        setup = book["总览"].page_setup
        same((setup.fitToWidth or 1, 1 if setup.fitToHeight is None else setup.fitToHeight,
              setup.orientation, int(setup.paperSize)), (1, 1, "landscape", 9), "one page")


def totals_are_formulas(book):
    """Nobody but the list of records has formulas: a return is what was counted."""
    for sheet in book:
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row
                    if cell.data_type == "f"]
        same(bool(formulas), sheet.title == "明细", f"{sheet.title}: {formulas[:3]}")


def hidden(cell):
    return cell if len(cell) <= 8 or "E+" in cell else \
        f"{cell[:4]}{'*' * (len(cell) - 8)}{cell[-4:]}"


def detail_table(table, month, masks):
    """The records of the year to the month, their columns as the sheet has them."""
    header, *records = table
    day = header.index("assessed_on")
    names = [name for name in DETAIL if name in header]
    kept = [record for record in records if "2025-01" <= record[day][:7] <= month]
    return [names, *([hidden(record[header.index(name)]) if masks and name in HIDDEN
                      else record[header.index(name)] for name in names] for record in kept)]


@test(RETURN)
def records_of_the_year_are_listed(program):
    table = aid()
    for month in ("2025-10", "2025-03", "2025-12"):
        for option, masks in ((), True), (("--unmasked",), False):
            book, values = sheets_of(returned("--format", "xlsx", "--month", month, *option,
                                              "aid.csv"))
            expected = detail_table(table, month, masks)
            holds(len(expected) > 20, "records")
            row = check_list(book["明细"], expected)
            same(book["明细"].max_row, row, "rows")
            total = figures("--month", month, "aid.csv")[0]["total", "year", ""]["total"][2]
            same(content(values["明细"].cell(row, expected[0].index("total_aid") + 1)), total)


@test(RETURN)
def people_are_hidden_unless_asked_for(program):
    header, *records = aid()
    numbers = {record[header.index(name)] for record in records for name in HIDDEN}
    numbers = {number for number in numbers if sum(map(str.isdigit, number)) > 8}
    holds(len(numbers) > 300, "numbers")
    write("survey.csv", f"{ID},满意吗\n{PHONE},满意\n{CARD},不满意\n")
    write("base.csv", read("aid.csv").replace(b"LA2025000", b"LA9025000"))
    arguments = ("--baseline", "base.csv", "--survey", "survey.csv", "aid.csv")
    for form in ("xlsx", "text", "csv"):
        out = returned("--format", form, *arguments)
        if form == "xlsx":
            check_hidden(out, numbers)
        else:
            holds(not any(number in out.decode() for number in numbers), f"numbers in {form}")
    shown = parts_of(returned("--format", "xlsx", "--unmasked", "aid.csv"))
    holds(sum(number in shown for number in numbers) > 200, "they are there with --unmasked")


GRANTED = ["household_id", "id_number", "name", "union", "region", "hardship_cause", "bank_card",
           "problems", "aid_reasons", "aid_order", "category", "approval", "assessed_on",
           "living_aid", "medical_aid", "education_aid", "accident_aid", "total_aid"]


@test(RETURN)
def people_are_hidden_wherever_they_were_typed(program):
    for number in (ID, CARD, f"王{PHONE}"):
        record = dict.fromkeys(GRANTED[:10], number) | {
            "region": "341502", "category": "deep", "approval": "county",
            "assessed_on": "2025-03-01", "living_aid": "1.00", "total_aid": "1.00"}
        write(f"张三{ID}.csv", csv_of(GRANTED, [record.get(name, "") for name in GRANTED]))
        write(f"{PHONE}.csv", csv_of(GRANTED, [{**record, "living_aid": "2.00", "total_aid": "2.00"}
                                           .get(name, "") for name in GRANTED]))
        for form in ("xlsx", "text"):
            result = run(RETURNS, "--format", form, "--baseline", f"{PHONE}.csv",
                         f"张三{ID}.csv")
            ends(result, 0)
            if form == "xlsx":
                check_hidden(result.out, (ID, CARD, PHONE))
            else:
                holds(not any(whole in result.out.decode() for whole in (ID, CARD, PHONE)),
                      f"{number} in {form}")


@test(RETURN)
def what_it_was_made_of_is_said(program):
    aid()
    write("base.csv", read("aid.csv"))
    write("survey.csv", "满意吗\n满意\n不满意\n")
    out = returned("--format", "xlsx", "--baseline", "base.csv", "--survey", "survey.csv",
                   "aid.csv")
    lines = lines_of(book_of(out)["依据"])
    for name, count in (("aid.csv", 120), ("base.csv", 120), ("survey.csv", 2)):
        line = next(line for line in lines if line[1:2] == [name])
        same(line[2:4], [Decimal(count), hashlib.sha256(read(name)).hexdigest()], name)
    (policy,) = (line for line in lines if line[:1] == ["政策文件"])
    default = (ROOT / "share/policy/default.csv").read_bytes()
    same(policy[3], hashlib.sha256(default).hexdigest(), "policy")
    values = {line[0].split(" ")[-1]: line for line in lines if line and line[0]}
    for name, chinese, value, unit in (
            ("dibao", "城市低保标准", "756", "元/月"),
            ("deep.income_comparison", "深度困难收入比较方式", "低于", "选项"),
            ("deep.deductions", "深度困难收入扣减项目",
             "医疗支出、残疾支出、就学支出、其他刚性支出", "列表"),
            ("relative.medical.cap", "相对困难医疗救助上限", "16000", "元"),
            ("target.living", "生活救助年度目标", "10", "户")):
        same(values[name][:3], [f"{chinese} {name}", value, unit], name)
    lines = lines_of(book_of(returned("--format", "xlsx", "--lang", "en", "aid.csv"))["Basis"])
    same(next(line[1:3] for line in lines if line[:1] == ["deep.deductions"]),
         ["medical+disability+education+other", "list"], "in English")


@test(RETURN)
def names_of_files_may_be_of_any_bytes(program):
    aid()
    names = ["a\udcffb.csv", "\udcc0\udcba.csv", "=1.csv", "a\nb.csv", "a\x01b.csv", "<&>.csv",
             "\ufffe.csv", "家.csv"]
    for name in names:
        write(name, read("aid.csv"))
        check_readable(returned("--format", "xlsx", "--baseline", name, name))


# --- charts -----------------------------------------------------------------------------------

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


def charts(out):
    """(title, [(name, labels, values)]) of each chart: the name as text, the others as ranges."""
    with zipfile.ZipFile(io.BytesIO(out)) as package:
        for name in sorted(package.namelist()):
            if not re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                continue
            chart = ElementTree.fromstring(package.read(name)).find(CHART + "chart")
            title = "".join(part.text for part in chart.find(CHART + "title").iter(TEXT))
            yield title, [(series.findtext(f"{CHART}tx//{CHART}v"),
                           series.findtext(f"{CHART}cat//{CHART}f"),
                           series.findtext(f"{CHART}val//{CHART}f"))
                          for series in chart.iter(CHART + "ser")]


def cells_at(book, place):
    sheet, _, cells = place.rpartition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    same(left, right, f"columns of {place}")
    return [content(book[sheet.strip("'")].cell(row, left)) for row in range(top, bottom + 1)]


@test(RETURN)
def charts_show_what_the_tables_say(program):
    aid()
    table, more = figures("aid.csv")
    out = returned("--format", "xlsx", "aid.csv")
    values = values_of(out)
    found = dict(charts(out))
    same(sorted(found), sorted([TREND, COMPLETION, BY_CATEGORY, BY_CAUSE]), "charts")
    months = [period for part, period, _ in table if part == "by-month"]
    names = dict(zip(("生活救助", "大病救助", "助学救助", "意外救助"), ITEMS))
    same([name for name, _, _ in found[TREND]], list(names), "lines")
    for name, labels, cells in found[TREND]:
        same(cells_at(values, labels), months, "months")
        same(cells_at(values, cells), [table["by-month", month, ""][names[name]][2]
                                       for month in months], name)
    ((_, labels, cells),) = found[COMPLETION]
    same(dict(zip(cells_at(values, labels), cells_at(values, cells))),
         {name: Decimal(more["total", "year", "", item]["completion"].rstrip("%")) / 100
          for name, item in names.items() if item != "accident"}, "completion")
    for title, part, series, of in ((BY_CATEGORY, "category", list(names), 2),
                                    (BY_CAUSE, "cause", ["户数"], 0)):
        same([name for name, _, _ in found[title]], series, title)
        groups = [key[2] for key in table if key[:2] == (part, "year")]
        for name, labels, cells in found[title]:
            shown = cells_at(values, labels)
            same(shown, [name_of(part, group) for group in groups][:len(shown)], title)
            holds(len(shown) >= 3, "columns")
            same(cells_at(values, cells), [table[part, "year", group][names.get(name, "total")][of]
                                           for group in groups][:len(shown)], name)


# --- beside the table -------------------------------------------------------------------------

def beside():
    """A survey, and a baseline that had given LA20250002 ten thousand less."""
    write("survey.csv", "您满意吗,您知道政策吗,意见\n满意,知道,无\n不满意,不知道,\n非常满意,知道,好\n,知道,x\n")
    less = read("aid.csv").replace(b"9072.00,30000.00,0.00,0.00,39072.00",
                                   b"9072.00,20000.00,0.00,0.00,29072.00")
    holds(less != read("aid.csv"), "less")
    write("base.csv", less)
    return "--survey", "survey.csv", "--baseline", "base.csv"


@test(RETURN)
def a_survey_and_a_baseline_have_sheets(program):
    aid()
    book = values_of(returned("--format", "xlsx", *beside(), "aid.csv"))
    same(book.sheetnames, SHEETS)
    changes = lines_of(book["变化"])
    same(changes[line_with(changes, "金额增加")][1], Decimal(1))
    same(changes[line_with(changes, "无变化")][1], Decimal(119))
    at = line_with(changes, "LA20250002")
    same(changes[at], ["LA20250002", "金额增加", "深度困难", "深度困难", Decimal(29072),
                       Decimal(39072), Decimal(10000)])
    year = figures("aid.csv")[0]["total", "year", ""]
    total = changes[line_with(changes, "合计")]
    same(total[2::3], [year[item][2] for item in ITEMS], "now")
    same(total[3::3], [0, 10000, 0, 0, 10000], "differences")
    answers = {line[1] if line[0] is None else line[0]: line for line in lines_of(book["社情民意"])
               if line}
    text = "\n".join(str(line) for line in answers.values())
    for word in ("非常满意", "不满意", "不知道", "满意率", "知晓率"):
        holds(word in text, f"no {word} in {text}")


CHINESE = re.compile("[\u2E80-\u2FFF\u3001-\u9FFF\uFF00-\uFFEF]")


@test(RETURN)
def english_has_no_chinese_but_what_was_read(program):
    aid()
    write("survey.csv", "satisfied?\nsatisfied\ndissatisfied\n")
    arguments = ("--lang", "en", "--survey", "survey.csv", "--baseline", beside()[-1], "aid.csv")
    write("survey.csv", "satisfied?\nsatisfied\nnot satisfied\nvery satisfied\n")
    out = returned("--format", "xlsx", *arguments)
    book = book_of(out)
    same(len(book.sheetnames), len(SHEETS))
    data = set(rows_cells("aid.csv"))
    for sheet in book:
        strings = [sheet.title, sheet.oddFooter.center.text or ""]
        strings += [cell.value for row in sheet.iter_rows() for cell in row
                    if isinstance(cell.value, str) and cell.value not in data]
        if sheet.title == book.sheetnames[-1]:  # the policy's own words
            strings = strings[:12]
        found = [text for text in strings if CHINESE.search(text)]
        same(found, [], sheet.title)
    same([title for title, _ in charts(out) if CHINESE.search(title)], [], "titles of charts")
    for form in ("text", "csv"):
        for line in returned("--format", form, *arguments).decode().splitlines():
            for word in re.findall(r"[^\s,]*[⺀-鿿][^\s,]*", line):
                holds(word in data or "?" in word, f"{form}: {line}")


def rows_cells(name):
    return [cell for row in rows(read(name)) for cell in row]


# --- the same again ---------------------------------------------------------------------------

@test(RETURN)
def the_same_tables_give_the_same_bytes(program):
    aid()
    arguments = (*beside(), "aid.csv")
    for form in ("xlsx", "text", "csv"):
        first = returned("--format", form, *arguments)
        for more in ({"TZ": "Asia/Shanghai"}, {"LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
                     {"LANGUAGE": "zh_CN"}, {"HOME": "/nonexistent"}):
            result = run(RETURNS, "--format", form, *arguments, env={**os.environ, **more})
            same(result.out == first, True, f"{form} the same with {more}")
        for jobs in "14":
            same(returned("--format", form, "-j", jobs, *arguments) == first, True, f"-j {jobs}")
    book = returned("--format", "xlsx", "aid.csv")
    later = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    other = run(RETURNS, "--format", "xlsx", "aid.csv", env=later)
    same(differing(book, other.out), ["docProps/core.xml"])
