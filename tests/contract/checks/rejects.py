"""--rejects, and what messages must not give away."""
import os
import re
import stat
import unicodedata
from pathlib import Path

from checks.harness import Skipped, ends, holds, refuses, rows, run, same, test
from checks.programs import ANY, AUDIT, DAY, EXPORT, MASKING, PAPERS, POLICY, PUBLIC, STRICT, TABLE
from checks.samples import Table, read, write

# Of nobody: an ID whose check digit is right, a phone number, a card that fails its check digit.
ID, PHONE, CARD = "341502199002089126", "13359639234", "6217000755320849519"
POLICY = "scheme,region,parameter,effective_from,effective_until,bracket_from,value,unit,source\n"
CALENDAR = "date,kind,source\n"


def may_reject(program):
    if not program.rejects:
        raise Skipped("it refuses --rejects, which would hold what is to be hidden")


# --- the file ---------------------------------------------------------------------------------

@test(*TABLE)
def rejects_are_a_table_that_only_its_owner_reads(program):
    may_reject(program)
    table = Table(program)
    bad = ['r"\n', table.record('"a\nb"', "x").strip() + ",more\n", "short, \t\n"]
    write("in.csv", table.make(table.record("r1"), *bad))
    result = run(program, "--rejects", "rejects.csv", "in.csv")
    ends(result, 1)
    same(result.err, "", "standard error")
    found = rows(read("rejects.csv"))
    same([row[:2] for row in found[1:]], [["in.csv", "3"], ["in.csv", "4"], ["in.csv", "6"]])
    same([row[3] for row in found[1:]], [record[:-1] for record in bad])
    same(stat.S_IMODE(Path("rejects.csv").stat().st_mode), 0o600, "mode")


@test(*TABLE)
def rejects_may_be_none(program):
    may_reject(program)
    result = run(program, "--rejects", "rejects.csv", stdin=Table(program).of(2))
    ends(result, int(program.finds > 0))
    same(read("rejects.csv"), b"file,line,reason,record\n")


@test(*TABLE)
def rejects_of_several_files_name_each(program):
    may_reject(program)
    table = Table(program)
    write("a,b.csv", table.make("short\n"))
    write("c.csv", table.make(table.record("r1"), "short\n"))
    ends(run(program, "--rejects", "rejects.csv", "a,b.csv", "c.csv"), 1)
    same([row[:2] for row in rows(read("rejects.csv"))[1:]], [["a,b.csv", "2"], ["c.csv", "3"]])


@test(*TABLE)
def rejects_that_cannot_be_written_are_an_error(program):
    may_reject(program)
    data = Table(program).make("short\n")
    refuses(program, run(program, "--rejects", "/dev/full", stdin=data), "/dev/full")
    refuses(program, run(program, "--rejects", "no/such/folder", stdin=data), "no/such/folder")
    write("in.csv", data)
    refuses(program, run(program, "--rejects", "/dev/full", "-o", "out.csv", "in.csv"))
    holds(not Path("out.csv").exists(), "the table is there")


@test(*TABLE)
def one_file_cannot_be_two(program):
    may_reject(program)
    write("in.csv", Table(program).make("short\n"))
    refuses(program, run(program, "--rejects", "x.csv", "-o", "x.csv", "in.csv"), "x.csv")
    refuses(program, run(program, "--rejects", "-", "in.csv"), "--rejects")


@test(*TABLE)
def what_is_rejected_leaves_old_rejects_where_it_fails(program):
    may_reject(program)
    write("rejects.csv", b"old\n")
    ends(run(program, "--rejects", "rejects.csv", "missing.csv"), 2)
    same(read("rejects.csv"), b"old\n")


@test(*MASKING, *PAPERS)
def rejects_are_refused(program):
    """They would hold what is to be hidden."""
    write("in.csv", Table(program).make("short\n"))
    for more in ((), ("-o", "out.csv")):
        refuses(program, run(program, "in.csv", "--rejects", "rejects.csv", *more), "--rejects")
    same(os.listdir(), ["in.csv"], "files")


# --- messages ---------------------------------------------------------------------------------

def spoken(text):
    """As someone reads it who looks for a number: in ordinary digits, without what parts them."""
    return re.sub(r"[\s\-_.·,]", "", unicodedata.normalize("NFKC", text))


def silent_about(result, number, place):
    holds(number not in spoken(result.err), f"{place}: {result.err!r}")


def full_width(number):
    return "".join(chr(ord(digit) + 0xFEE0) for digit in number)


def in_fours(number):
    return " ".join(number[i:i + 4] for i in range(0, len(number), 4))


def broken_places(program, number):
    """Tables with a number where it does not belong."""
    table = Table(program)
    yield table.make(
        *(table.record(f"r{i}", **{name: cell}) for i, name in enumerate(table.good)
          for cell in (number, f"{number}元/{number}")
          # Eleven digits are an amount where amounts are.
          if not (name in program.sums and cell == PHONE)),
        table.record('"' + number), table.record(f'"{number}"{number}'),
        table.record(f'{number}"{number}'), f"{number},{number}\n", table.record(number + "\0"))
    yield table.make(table.record(number)).replace(number.encode(), number.encode() + b"\xff")
    yield table.record(number, number).encode()  # no header
    yield table.line(number, table.names, f'"{number}').encode()
    yield table.line(number, {name: number for name in table.good}, number).encode()


@test(*TABLE)
def numbers_in_broken_places_are_never_said(program):
    for number in (ID, PHONE, CARD):
        for data in broken_places(program, number):
            silent_about(run(program, "--summary", stdin=data), number, data)


@test(EXPORT)
def numbers_are_never_said_however_they_are_typed(program):
    wrong = {"id_number": "341502199002089127", "bank_card": CARD, "phone": "1335963923412"}
    forms = (str, in_fours, full_width, lambda number: f"'{number}",
             lambda number: "-".join((number[:6], number[6:14], number[14:])),
             lambda number: f"（{number}）", lambda number: f"{number}？", " ".join,
             lambda number: full_width(in_fours(number)))
    for name, number in wrong.items():
        for form in forms:
            table = Table(program)
            header = table.header().replace("remark", name)
            record = table.record("r1", form(number))
            result = run(program, stdin=(header + record).encode())
            silent_about(result, number, f"{name} {form(number)}")


@test(EXPORT)
def people_who_come_twice_are_not_said_either(program):
    table = Table(program)
    header = table.header().replace("remark", "id_number")
    result = run(program, stdin=(header + 2 * table.record("r1", ID)).encode())
    ends(result, 1)
    holds(result.err.count("\n") == 1 and "line 2" in result.err, result.err)
    silent_about(result, ID, "twice")


@test(*ANY)
def values_of_options_are_not_said_in_full(program):
    text = run(program, "--help").out.decode()
    # Their names are said.
    files = ("output", "rejects", "policy", "check", "survey", "baseline", "calendar", "members",
             "receipts", "register", "ledger", "key-file", "result", "exits", "template",
             "output-dir", "event", "agenda", "tasks", "roster", "minutes")
    for name in re.findall(r"--([a-z-]+) [A-Z]+", text):
        if name not in files:
            silent_about(run(program, *program.arguments, f"--{name}={ID}"), ID, name)


@test(*POLICY)
def cells_of_a_policy_are_not_said_in_full(program):
    row = ["", "341500", "dibao", "2024-01-01", "", "", "700", "yuan/month", "a source"]
    for i in range(len(row)):
        write("policy.csv", POLICY + ",".join(row[:i] + [ID] + row[i + 1:]) + "\n")
        silent_about(run(program, *program.arguments, "--policy", "policy.csv"), ID, row[i])


@test(*STRICT, DAY, PUBLIC)
def cells_of_a_calendar_are_not_said_in_full(program):
    if "--calendar" not in run(program, "--help").out.decode():
        return
    row = ["2030-01-01", "holiday", "a notice"]
    for i in range(len(row)):
        for number in (ID, PHONE, CARD):
            write("calendar.csv", CALENDAR + ",".join(row[:i] + [number] + row[i + 1:]) + "\n")
            result = run(program, *program.arguments, "--calendar", "calendar.csv")
            silent_about(result, number, row[i])
    for table in (f"{ID},{PHONE},{CARD}\n", CALENDAR + f"{ID},{PHONE}\n", CALENDAR + f'"{ID}'):
        result = run(program, *program.arguments, "--calendar", write("calendar.csv", table))
        ends(result, 2)
        for number in (ID, PHONE, CARD):
            silent_about(result, number, table)


@test(*POLICY)
def a_table_of_people_taken_for_a_policy_is_not_said(program):
    for line in (f"{ID},{PHONE},{CARD}\n", f"欧阳,{ID},{PHONE},{CARD},x,y,z,1,2\n"):
        for table in (line, POLICY + line, POLICY + '"' + line):
            result = run(program, *program.arguments, "--policy",
                         write("policy.csv", table))
            ends(result, 2)
            for number in (ID, PHONE, CARD):
                silent_about(result, number, table)


@test(*STRICT, AUDIT)
def accounts_hide_who_it_is(program):
    table = Table(program)
    header, record = table.header().replace("note", "household_id"), table.record(ID)
    for number in ("--only", ID), ("--only", PHONE), ():
        result = run(program, "--explain", *number, stdin=(header + record).encode())
        silent_about(result, ID, number)
        silent_about(result, PHONE, number)
        holds(ID not in spoken(result.out.decode()), result.out)
