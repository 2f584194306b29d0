"""Tables that are in order, in all the ways in which tables are written."""
import csv
import io
import re

from checks.harness import ends, holds, refuses, rows, run, same, summary, test
from checks.programs import (AUDIT, BANK, EXPORT, GATHERING, LIST, MASKING, MESSAGES, NAMING,
                             PAPERS, PASSING, POST, PUBLIC, RETURN, STRICT, TABLE)
from checks.samples import Table, comparable, notes, write, written

FILLING = (PUBLIC,)  # of those that mask: on the right the days on which a list hangs

ALIASES = {"id_number": "身份证号", "other_income": "家庭其他非薪资年收入",
           "household_size": "家庭人口", "annual_income": "家庭年度总收入", "region": "行政区划",
           "assessed_on": "核定日期", "category": "困难类别", "approval": "审批层级",
           "living_aid": "生活救助", "medical_aid": "医疗救助", "education_aid": "助学救助",
           "accident_aid": "意外救助", "total_aid": "救助合计", "household_id": "职工编号",
           "month": "月份", "monthly_income": "家庭月收入", "notified_on": "告知日期",
           "name": "姓名", "bank_card": "银行卡号", "bank_name": "开户银行",
           "documents": "申请材料", "applied_on": "申请日期", "from": "起算日期",
           "working_days": "工作日数", "houses": "住房套数", "has_shop": "有商业店铺",
           "hires_others": "雇佣他人经营", "private_school": "就读高收费私立学校",
           "self_funded_abroad": "自费出国留学", "uses_vehicle": "经常使用机动车船",
           "union": "所属工会", "worker": "送补职工", "repair": "缝补项目", "pieces": "件数"}

# Cells of columns that no program knows, as typed.
ODD_CELLS = ('', '""', '" "', ' ', '  two  words  ', 'tab\tin', '"a,b"', '"say ""so"""', '""""',
             '"""x"""', '"quoted"', '"line\nbreak"', '"line\r\nbreak"', '"cr\rin"', "'", "'01",
             '欧阳 建国', '㛃𠮷', '\u3000全角\u3000', '=1+1', '1e5', 'a;b|c', '\\', '\\n', '0.10')


def decided(program, table, *arguments):
    """The output for a table of good records, all of which must be decided."""
    result = run(program, *arguments, stdin=table)
    ends(result, int(program.finds > 0))
    same(result.err, "", "standard error")
    return result.out


def kept(program, table, *arguments):
    """What has come of a table of good records, to be compared with that of another."""
    return comparable(program, decided(program, table, *arguments))


def check_appended(table, out):
    """Each record of the output is that of the input with more cells on its right."""
    expected, found = rows(table), rows(out)
    same(len(found), len(expected), "records")
    for before, after in zip(expected, found):
        same(after[:len(before)], before)
        same(len(after), len(found[0]), "cells")
    holds(len(found[0]) > len(expected[0]), "it adds columns")


@test(*PASSING)
def records_come_in_their_order_with_columns_on_the_right(program):
    table = Table(program).of(50)
    check_appended(table, decided(program, table))


@test(*PASSING)
def unknown_columns_pass_byte_for_byte(program):
    table = Table(program)
    for cell in ODD_CELLS:
        record = table.odd(cell, 1)
        out = decided(program, table.make(record))
        holds(out.partition(b"\n")[2].startswith(record[:-1].encode() + b","),
              f"{cell!r}: {out!r}")
        same(rows(out)[1][0], next(csv.reader(io.StringIO(record, newline="")))[0])


@test(*PASSING)
def unknown_headers_pass_byte_for_byte(program):
    table = Table(program)
    if program.kind == EXPORT:
        return  # it takes line breaks and marks out of them
    for name in ('', '""', '"a,b"', '"say ""so"""', '"line\nbreak"', ' spaces ', '*必填'):
        header = table.odd_header(name)
        out = decided(program, (header + table.record("r1")).encode())
        holds(out.startswith(header[:-1].encode() + b","), f"{name!r}: {out!r}")


@test(*TABLE)
def columns_are_found_in_any_order(program):
    table = Table(program).of(3)
    turned = io.StringIO(newline="")
    writer = csv.writer(turned, lineterminator="\n")
    writer.writerows(row[::-1] for row in rows(table))
    straight, back = (written(program, decided(program, data))
                      for data in (table, turned.getvalue().encode()))
    if program.kind in MASKING:
        # A log calls what nobody knows by its place.
        for header in (straight[0], back[0]):
            header[:] = [re.sub(r"^column-\d+$", "column", name) for name in header]
        same(back, [row[::-1] for row in straight] if program.kind not in FILLING else
             [row[:-2][::-1] + row[-2:] for row in straight])
        return
    if program.kind not in NAMING:
        same(back, straight)
        return
    width = len(rows(table)[0])
    for left, right in zip(straight, back):
        same(right, left[:width][::-1] + left[width:])


@test(*TABLE)
def columns_are_found_by_their_chinese_names(program):
    english, chinese = Table(program), Table(program, ALIASES)
    same(written(program, decided(program, chinese.of(3)))[1:],
         written(program, decided(program, english.of(3)))[1:])


@test(*TABLE)
def two_columns_of_one_meaning_are_refused(program):
    known = next(iter(program.good))
    for name in (known, *{"household_size": ("家庭人口", "家庭人数")}.get(known, (ALIASES[known],))):
        table = Table(program)
        header = table.header(name)
        refuses(program, run(program, stdin=(header + table.record("1")).encode()), known, name)
    header = table.header(f'"\n{ALIASES[known]}"')
    refuses(program, run(program, stdin=(header + table.record("1")).encode()), known,
            ALIASES[known])


@test(*STRICT, RETURN, POST, BANK, AUDIT, PUBLIC)
def a_required_column_must_be_there(program):
    for name in program.required:
        table = Table(program, {name: "other"}).of(1)
        write("in.csv", table)
        result = run(program, "in.csv")
        refuses(program, result)
        same(result.err, f"{program.name}: in.csv: no column '{name}' ({ALIASES[name]})\n")


@test(EXPORT)
def an_export_must_have_a_header(program):
    refuses(program, run(program, stdin=b"a,b\n1,2\n"), "header")
    names = Table(program, {"household_size": "x", "annual_income": "y", "region": "z"})
    refuses(program, run(program, stdin=names.of(2)), "header")


@test(*TABLE)
def an_empty_file_is_refused(program):
    for nothing in (b"", b"\n\n", b" \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"):
        write("in.csv", nothing)
        refuses(program, run(program, "in.csv"), "in.csv")
        refuses(program, run(program, stdin=nothing), "standard input")


@test(*NAMING)
def a_header_alone_is_a_table(program):
    table = Table(program).of(0)
    for header in (table, table[:-1], table[:-1] + b"\r\n"):
        out = decided(program, header)
        if program.kind == LIST:
            same(written(program, out), rows(table))
        else:
            check_appended(table, out)
    same(summary(run(program, "--summary", stdin=table).err), (0, 0, 0, 0))


@test(*TABLE)
def line_ends_byte_order_marks_and_blank_lines_do_not_matter(program):
    plain = kept(program, Table(program).of(3))
    windows = Table(program, end="\r\n").of(3)
    old = Table(program, end="\r").of(3)
    blank = Table(program, end="\n\n \n\t\n").of(3)
    for table in (windows, windows[:-2], windows[:-1], old, old[:-1], Table(program).of(3)[:-1],
                  blank, b"\n \r\n" + windows):
        same(kept(program, table), plain)
        same(kept(program, b"\xef\xbb\xbf" + table), plain)


@test(*PASSING)
def a_quoted_cell_keeps_its_line_ends(program):
    table = Table(program, end="\r\n")
    record = table.record('"a\r\nb\n\n\rc"')
    out = decided(program, table.make(record, table.record("r2")))
    holds(record[:-2].encode() + b"," in out, out)
    same(rows(out)[2][0], "r2")


@test(*PASSING)
def a_record_may_be_large(program):
    table = Table(program)
    large = '"' + "0123456789\n" + "x" * 5_000_000 + '"'
    many = '"' + "line\n" * 1000 + '"'
    for cell in ("x" * 500_000, "家" * 200_000, '"' + '""' * 200_000 + '"', many, large):
        record = table.record("r2", cell)
        out = decided(program, table.make(table.record("r1"), record, table.record("r3")))
        holds(b"\n" + record[:-1].encode() + b"," in out, "the large record is not there")
        same(notes(program, out), ["r1", "r2", "r3"])


@test(*PASSING, PUBLIC)
def running_twice_is_running_once(program):
    table = Table(program)
    once = run(program, stdin=table.make(
        table.record("r1"), table.record('"a,b"', '""'),
        *(table.record(f"f{i}", **{column: cell})
          for i, (column, cell, _) in enumerate(program.faults))))
    ends(once, 1)
    twice = run(program, stdin=once.out)
    same(twice.status, 1, "exit status")
    same(twice.out, once.out)


@test(*STRICT)
def a_column_that_it_adds_is_replaced_where_it_stands(program):
    header, record = rows(decided(program, Table(program).of(1)))
    place = header.index(program.verdict)
    header[0], header[place] = header[place], header[0]
    table = ",".join(header) + "\n" + ",".join(["old"] + record[1:]) + "\n"
    found = rows(decided(program, table.encode()))
    same(found[0], header)
    same(found[1][0], record[place])


# --- several files ----------------------------------------------------------------------------

@test(*TABLE)
def several_files_are_one_stream(program):
    table = Table(program)
    whole = kept(program, table.of(9))
    write("1.csv", table.of(3))
    write("2.csv", table.of(3, first=4)[:-1])
    write("3.csv", b"\xef\xbb\xbf" + table.of(3, first=7).replace(b"\n", b"\r\n"))
    write("none.csv", table.of(0))
    same(kept(program, b"", "1.csv", "none.csv", "2.csv", "3.csv"), whole)
    same(kept(program, table.of(3, first=4), "1.csv", "-", "3.csv"), whole)
    same(kept(program, table.of(9), "-"), whole)
    result = run(program, "--summary", "1.csv", "2.csv", "3.csv")
    same(summary(result.err), (9, 9, 0, 9 * program.finds))


@test(*TABLE)
def a_second_file_that_will_not_do_costs_no_output(program):
    table = Table(program)
    write("1.csv", table.of(2))
    others = {"order.csv": ",".join(reversed(table.header().strip().split(","))) + "\n",
              "more.csv": table.header().strip() + ",more\n",
              "less.csv": table.header().strip().rpartition(",")[0] + "\n",
              "name.csv": table.header().replace("remark", "other"),
              "open.csv": table.header().strip() + ',"more\n',
              "empty.csv": ""}
    for name, header in others.items():
        write(name, header + "1,2,3\n" if header else "")
    for name in (*others, "missing.csv", "."):
        refuses(program, run(program, "1.csv", name), name)
        refuses(program, run(program, "1.csv", name, "-o", "out.csv"), name)
        refuses(program, run(program, "1.csv", "1.csv", name), name)


@test(*TABLE)
def a_file_that_cannot_be_read_is_named(program):
    refuses(program, run(program, "missing.csv"), "missing.csv", "No such file or directory")
    refuses(program, run(program, "."), ".", "Is a directory")
    refuses(program, run(program, ""), "No such file or directory")


# --- other forms ------------------------------------------------------------------------------

@test(*NAMING)
def other_delimiters_are_read_and_commas_written(program):
    cells = ("a", "a b", "a,b", '"a,b"', '"say ""so"""', "", '""', "1,2,3", '","')
    for name, delimiter in ((";", ";"), ("tab", "\t"), ("\t", "\t"), ("|", "|"), (",", ",")):
        table = Table(program, delimiter=delimiter)
        used = [cell for cell in cells if delimiter != "," or "," not in cell.strip('"')]
        data = table.make(*(table.odd(cell, i) for i, cell in enumerate(used)))
        out = decided(program, data, "--delimiter", name)
        expected = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))
        same([row[:len(expected[0])] for row in written(program, out)], expected,
             f"delimiter {name!r}")


@test(RETURN, *PAPERS, *MASKING)
def other_delimiters_are_read(program):
    for name, delimiter in ((";", ";"), ("tab", "\t"), ("|", "|")):
        table = Table(program, delimiter=delimiter)
        data = table.make(table.record("a,b"), table.record('"c""d"', "1,2"))
        same(notes(program, decided(program, data, "--delimiter", name)), ["a,b", 'c"d'])


@test(MESSAGES)
def a_table_without_header_is_written_without_one(program):
    header, _, records = decided(program, Table(program).of(3)).partition(b"\n")
    names = ("--no-header", "--columns", Table(program).header().strip())
    same(decided(program, Table(program).of(3).partition(b"\n")[2], *names), records)
    same(header, b"household_id,phone,text")


@test(*PASSING)
def a_header_with_commas_is_quoted_where_commas_delimit(program):
    table = Table(program, delimiter=";")
    header = table.odd_header("a,b")
    found = rows(decided(program, (header + table.record("r1")).encode(), "--delimiter", ";"))
    holds("a,b" in found[0], f"no 'a,b' in {found[0]}")
    same(len(found[0]), len(found[1]), "names in the header")


@test(*GATHERING)
def a_table_without_header_is_the_same(program):
    table = Table(program)
    whole = kept(program, table.of(3))
    for names in (table, Table(program, ALIASES)):
        arguments = ("--no-header", "--columns", names.header().strip())
        same(kept(program, table.of(3).partition(b"\n")[2], *arguments), whole)
    write("1.csv", table.of(2).partition(b"\n")[2])
    write("2.csv", table.of(1, first=3).partition(b"\n")[2])
    same(kept(program, b"", *arguments, "1.csv", "2.csv"), whole)


@test(*PASSING, *MASKING)
def a_table_may_have_no_header(program):
    table = Table(program)
    header, _, records = decided(program, table.of(3)).partition(b"\n")
    holds(header, "there is a header")
    for names in (table, Table(program, ALIASES)):
        arguments = ("--no-header", "--columns", names.header().strip())
        same(decided(program, table.of(3).partition(b"\n")[2], *arguments), records)
        same(decided(program, b"", *arguments), b"")
    write("1.csv", table.of(2).partition(b"\n")[2])
    write("2.csv", table.of(1, first=3).partition(b"\n")[2])
    same(decided(program, b"", *arguments, "1.csv", "2.csv"), records)


@test(*PASSING)
def what_is_read_is_written_or_rejected(program):
    table = Table(program)
    data = table.make(*(table.record(f"r{i}", cell) for i, cell in enumerate(ODD_CELLS)),
                      table.record("bad", **program.bad))
    result = run(program, "--summary", stdin=data)
    ends(result, 1)
    counted = summary(result.err)
    same(counted, (len(rows(data)) - 1, len(rows(result.out)) - 1, 0, 1))
