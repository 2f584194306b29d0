#!/usr/bin/env python3
"""Tables spoilt at random, through every program: no crash, no hang, no record lost.

usage: BANGFU_BIN=build/asan/bin tests/fuzz/mutate.py [--seed N] [--first N] [--count N]

Input N of a seed is the same every time. What fails is kept in build/fuzz.
"""
import argparse
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "contract"))

from checks import harness, workbook  # noqa: E402
from checks.programs import (ANSWER, AUDIT, BANK, BESIDE, DAY, DRAW, EXPORT,  # noqa: E402
                             FILTER, FOLD, LEDGER, LETTERS, LIST, LOOKUP, MASKING, PAPERS, PLAIN,
                             PLAN, POST, PROGRAMS, RETURN, SHEET, own_card)
from checks.rejects import spoken  # noqa: E402
from checks.samples import Table  # noqa: E402

harness.TIMEOUT = 10

# A table of what was granted, in which nothing is unsound.
GRANTED = """\
household_id,id_number,month,assessed_on,category,union,region,hardship_cause,approval,living_aid,\
medical_aid,education_aid,accident_aid,total_aid,remark
H1,341502199002089126,2025-03,2025-03-01,deep,甲工会,341502,患病;上学,county,9072.00,0.00,0.00,0.00,\
9072.00,=1+1
H2,,2025-04,2025-04-02,relative,"乙,工会",341503,患病,province,,30000.00,4000.00,,34000.00,"a
b"
H3,,2025-04,,none,,,,,0.00,0.00,0.00,0.00,0.00,
""".encode()

# Tables of what single programs read, by their labels.
OF_ITS_OWN = {"check-exit": ROOT / "share/examples/incomes.csv",
              "check-filing": ROOT / "share/examples/applications.csv",
              "check-filing --draw-visits": ROOT / "share/examples/applications.csv",
              "classify --scheme golden-autumn": ROOT / "tests/cases/golden-autumn.csv",
              "check-filing --scheme golden-autumn": ROOT / "tests/cases/golden-autumn.csv"}
# Lists of aid, and answers of banks to what is made of a list.
AID = sorted((ROOT / "tests" / "cli").glob("post-aid-*/aid.csv"))
AUDITED = sorted((ROOT / "tests" / "cli").glob("audit-*/*.csv"))
PAID = sorted((ROOT / "tests" / "cli").glob("pay-list-*/aid.csv"))
ANSWERS = sorted((ROOT / "tests" / "cli").glob("pay-list-*/answer*"))
ANSWERED = ("序号,账号,金额,处理结果,失败原因\n" + "".join(
    f"{i},{own_card(f'r{i}')},9072.00,{'失败,户名不符' if i % 2 else '成功,'}\n"
    for i in range(1, 5))).encode()
CALENDAR = ROOT / "share/calendar/cn.csv"
# Somebody whom every letter is for, and all that letters show.
LETTERED = """\
household_id,id_number,name,union,phone,household_size,category,reasons,stage,next_step,applied_on,\
living_aid,medical_aid,education_aid,accident_aid,total_aid,exit_status,latest_month,\
per_capita_latest,living_level_latest,run_from,run_months,objection_until,review_until,\
cause_removed,visitors,signed,publicity_from,publicity_to,to_bring,documents,deadline,备注
H1,341502199002089126,张三,甲工会,13359639234,3,none,dossier.deep:not-met,refused,,2025-08-04,1.00,,\
,,1.00,out,2025-12,866.67,756.00,2025-06,7,2026-02-05,2026-03-06,yes,2,no,2025-10-13,2025-10-17,\
户口簿,id_card;school_proof,2025-07-31,6217000755320849519
H2,,<李 & 四>,"乙,工会",,1,deep,,,,,9072.00,0,,,9072.00,voluntary,,,,,,,,,,,2025-10-13,2025-10-17,,,,
""".encode()
TEMPLATES = sorted(path for path in (ROOT / "share" / "templates").iterdir()
                   if path.name != "style.html")
TAGS = (b"{{", b"}}", b"{{{", b"{{&name}}", b"{{name}}", b"{{name?}}", b"{{nobody?}}", b"{{.}}",
        b"{{#records}}", b"{{/records}}", b"{{^name}}", b"{{/name}}", b"{{#reasons}}{{.|words}}",
        b"{{/reasons}}", b"|capital}}", b"{{total_aid|capital}}", b"{{applied_on?|date}}", b"{{! x",
        b"{{number}}", b"{{count}}", b"{{today}}", b"{{sum:total_aid}}", b"{{#is:exit}}",
        b"{{/is:exit}}", b"{{id_number}}", "{{姓名}}".encode(), b"<p class=\"", b"<!--", b"<script>",
        b"{{341502199002089126}}")
TAG = re.compile(rb"<[/!?]*\w*")
KNOWN_TAGS = {tag for path in (ROOT / "share" / "templates").iterdir()
              for tag in TAG.findall(path.read_bytes())}
NUMBERS = ("341502199002089126", "13359639234", "6217000755320849519")
EVENT = ("event", "agenda", "roster", "minutes", "tasks")
TABLES = [*(ROOT / "share" / "examples").glob("dossier-export.*"),
          *(ROOT / "tests" / "cases").glob("*.csv")]
POLICIES = [*(ROOT / "share" / "policy").glob("*.csv"), ROOT / "tests/cases/policy-test.csv"]

TOKENS = (b'"', b'""', b'"""', b"\n", b"\r", b"\r\n", b"\n\n", b"\0", b"\xff", b"\xef\xbb\xbf",
          b"\xff\xfe", b",", b";", b"\t", b" ", b"'", b"-", b".", b"0", b"9" * 30, b"1e99", b"%",
          "，".encode(), "　".encode(), "合计".encode(), "120户".encode(), "元".encode(),
          "万".encode(), "四".encode(), "㛃𠮷".encode(), b"\xe5\xae", b"\x81\x30\x81\x30",
          b"household_size", "家庭人口".encode(), b"deep;relative", b"2025-02-29", b"45717",
          b"341502199002089126", b"\x1b[31m", b"%s%n", b"x" * 5000, b'"' + b"x\n" * 1100)
ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "big5", "latin-1")


# --- ways to spoil a table --------------------------------------------------------------------

def span(dice, data, most=400):
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randrange(1, most))


def flip_bits(dice, data):
    spoilt = bytearray(data)
    for _ in range(dice.randrange(1, 8)):
        if spoilt:
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def cut(dice, data):
    start, _ = span(dice, data)
    return data[:start] if dice.random() < 0.7 else data[start:]


def leave_out(dice, data):
    start, end = span(dice, data)
    return data[:start] + data[end:]


def repeat(dice, data):
    start, end = span(dice, data)
    return data[:end] + data[start:end] * dice.choice((1, 1, 2, 30)) + data[end:]


def move(dice, data):
    start, end = span(dice, data)
    rest = data[:start] + data[end:]
    to = dice.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def insert(dice, data):
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice(TOKENS) + data[at:]
    return data


def overwrite(dice, data):
    start, _ = span(dice, data)
    token = dice.choice(TOKENS)
    return data[:start] + token + data[start + len(token):]


def recode(dice, data):
    text = data.decode(dice.choice(("utf-8", "gb18030", "utf-16")), "replace")
    return text.encode(dice.choice(ENCODINGS), "replace")


def change_line_ends(dice, data):
    return data.replace(b"\r\n", b"\n").replace(b"\n", dice.choice((b"\r", b"\r\n", b"\n\r", b"")))


def change_delimiters(dice, data):
    return data.replace(b",", dice.choice((b"\t", b";", b"|", b", ", b',"')))


SPOILERS = (flip_bits, cut, leave_out, repeat, move, insert, insert, insert, overwrite, recode,
            change_line_ends, change_delimiters)


def some_lines(dice, data):
    """A short table, for speed, most of the time."""
    lines = data.splitlines(keepends=True)
    return b"".join(lines[:dice.choice((4, 12, 40))]) if dice.random() < 0.8 else data


def spoilt(dice, files):
    return spoil(dice, some_lines(dice, dice.choice(sorted(files)).read_bytes()))


def spoil(dice, data):
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        data = dice.choice(SPOILERS)(dice, data)
    return data


# --- what a program is asked ------------------------------------------------------------------

def own_table(dice, program):
    """A table in which the program can decide something, spoilt."""
    if program.label in OF_ITS_OWN and dice.random() < 0.7:
        return spoil(dice, some_lines(dice, OF_ITS_OWN[program.label].read_bytes()))
    return spoil(dice, Table(program).of(dice.choice((1, 3, 20))))


def spoilt_ledger(dice):
    """Bytes of a ledger: a few of them others, some left out, its end cut off."""
    data = harness.SCRATCH.ledger().read_bytes()
    for _ in range(dice.choice((1, 1, 2, 5))):
        data = dice.choice((flip_bits, flip_bits, overwrite, cut, leave_out, move))(dice, data)
    return data


def around_a_ledger(dice, program, common, folder):
    """What is asked of the programs that post, list, pay and audit."""
    own, ledger, answer = folder / "own", folder / "ledger", folder / "answer"
    ledger.write_bytes(spoilt_ledger(dice))
    if program.kind == LEDGER:
        yield program, ("--verify", "--ledger", ledger), b""
        yield program, ("--ledger", ledger, *dice.choice(((), ("--totals", "--year", "2025")))), b""
        return
    files = {POST: AID, AUDIT: AUDITED}.get(program.kind, PAID)
    table = Table(program)
    own.write_bytes(spoil(dice, dice.choice(files).read_bytes() if dice.random() < 0.7 else
                          table.of(dice.choice((1, 3, 20)))))
    if program.kind == ANSWER:
        asked = replace(program, always=("--result", str(answer)))
        answer.write_bytes(spoil(dice, ANSWERED))
        yield asked, common, table.of(4)
        answer.write_bytes(spoil(dice, dice.choice(ANSWERS).read_bytes()))
        for path in dice.sample(PAID, 2):
            yield asked, (*common, "--format", dice.choice(("generic", "pipe"))), path.read_bytes()
        yield asked, (*common, own), b""
        return
    yield program, (*common, own), b""
    bare = replace(program, always=())
    if program.kind == POST:
        key = folder / "own"
        yield program, (*common, "--key-file", key, "-o", folder / "out", "--rejects",
                        folder / "rejects", own), b""
        ledger.write_bytes(spoilt_ledger(dice))
        yield bare, ("--ledger", ledger, "--reverse", "2025-03:H2:living", "--reason", "x"), b""
    ledger.write_bytes(spoilt_ledger(dice))
    batch = () if program.kind == AUDIT else ("--batch", "2025-03")
    yield bare, (*common, "--ledger", ledger, *batch, *((
        "--encoding", dice.choice(("gbk", "gb18030"))) if program.kind == BANK else ())), \
        dice.choice((table.of(3), harness.POSTED.encode()))


def spoilt_template(dice):
    data = dice.choice(TEMPLATES).read_bytes()
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        at = dice.choice((dice.randrange(len(data) + 1), max(data.rfind(b"}}"), 0), len(data)))
        data = data[:at] + dice.choice(TAGS) + data[at:]
    return spoil(dice, data) if dice.random() < 0.4 else data


def around_letters(dice, program, common, folder):
    """What is asked of the programs that mask, and that write letters."""
    own, template = folder / "own", folder / "template"
    if program.kind in MASKING:
        table = dice.choice((GRANTED.replace(b"hardship_cause", b"name", 1), LETTERED,
                             Table(program).of(dice.choice((1, 3, 20)))))
        own.write_bytes(spoil(dice, table))
        yield program, (*common, *dice.choice(((), ("--explain",))), "-o", folder / "out", own), b""
        return
    own.write_bytes(spoil(dice, LETTERED))
    template.write_bytes(spoilt_template(dice))
    yield dice.choice(((program, (*common, own), b""),
                       (program, (*common, "--template", template), LETTERED)))
    if program.kind == LETTERS:
        kind = dice.choice(("refusal", "exit", "withdrawal", "missing", "publicity"))
        letters = replace(program, always=("--kind", kind))
        yield letters, (*common, *dice.choice(((), ("--template", template))), "-o",
                        folder / "out", own), b""


def around_an_event(dice, program, common, folder):
    """One of its tables spoilt, or the requests."""
    tables = harness.SCRATCH.tables()
    used = [name for name in EVENT if any(f"/{name}.csv" in word for word in
                                          (*program.always, *program.arguments))]
    chosen = dice.choice(used)
    (folder / chosen).write_bytes(spoil(dice, dice.choice((
        tables / f"{chosen}.csv", ROOT / "share/examples/event" / f"{chosen}.csv")).read_bytes()))
    asked = ("--" + chosen, folder / chosen)
    if program.kind == SHEET:
        yield program, (*program.arguments, *asked), b""
        return
    own = folder / "own"
    own.write_bytes(spoil(dice, dice.choice((
        Table(program).of(dice.choice((1, 3, 20))),
        (ROOT / "share/examples/event/requests.csv").read_bytes()))))
    yield dice.choice(((program, (*common, *asked), Table(program).of(3)),
                       (program, (*common, "--explain", "-o", folder / "out", "--rejects",
                                  folder / "rejects", own), b"")))


# In the folder of an input.
KEPT = ("table", "policy", "granted", "own", "calendar", "ledger", "answer", "template", *EVENT)


def requests(dice, folder):
    """(program, arguments, standard input) for one spoilt table of each kind."""
    table, policy, granted, own, calendar, ledger = (folder / name for name in KEPT[:6])
    table.write_bytes(spoilt(dice, TABLES))
    policy.write_bytes(spoilt(dice, POLICIES))
    granted.write_bytes(spoil(dice, GRANTED))
    calendar.write_bytes(spoil(dice, CALENDAR.read_bytes()))
    jobs = dice.choice(("1", "1", "3"))
    for program in PROGRAMS.values():
        if program.kind == LOOKUP:
            yield program, ("--check", policy), b""
            yield program, ("--region", "341500", "--policy", policy), b""
            continue
        if program.kind == DAY:
            yield program, (*program.arguments, "--calendar", calendar), b""
            continue
        common = ("--summary", "-j", jobs)
        if program.kind in BESIDE:
            yield from around_a_ledger(dice, program, common, folder)
            continue
        if program.kind in (PLAN, SHEET):
            yield from around_an_event(dice, program, common, folder)
            continue
        if program.kind in (*MASKING, *PAPERS):
            yield from around_letters(dice, program, common, folder)
            if program.again:
                continue
        if program.label == "calc-aid --ledger":
            ledger.write_bytes(spoilt_ledger(dice))
            yield replace(program, always=()), (*common, "--ledger", ledger), Table(program).of(3)
        yield program, (*common, table), b""
        if program.kind in (FILTER, FOLD):
            yield program, (*common, "--region", "341500", "--explain", "-o", folder / "out",
                            table), b""
            yield program, (*common, "--policy", policy), Table(program).of(1)
        if program.kind in (FOLD, DRAW, PLAIN) or program.label in OF_ITS_OWN or program.again:
            own.write_bytes(own_table(dice, program))
            yield program, (*common, own), b""
            yield program, (*common, "--explain", "-o", folder / "out",
                            "--rejects", folder / "rejects", own), b""
            if not program.again:
                yield program, (*common, "--calendar", calendar), Table(program).of(2)
        if program.kind == RETURN:
            yield program, ("--format", dice.choice(("text", "xlsx")), *common, granted), b""
            yield program, ("--month", "2025-04", "--baseline", granted, *common), GRANTED
            yield program, ("--survey", table, *common), GRANTED
        if program.kind == EXPORT:
            yield program, (*common, "--encoding", dice.choice(("UTF-8", "GB18030", "UTF-16")),
                            "--rejects", folder / "rejects"), table.read_bytes()


# --- what must hold ---------------------------------------------------------------------------

def check_table(program, arguments, out, written):
    """As many records as were counted, all as long as the header."""
    if program.kind == RETURN:
        if "xlsx" in arguments:
            harness.holds(len(workbook.sheets(out)) >= 7, "sheets are missing")
        return
    if program.kind == LETTERS:
        if "--template" not in arguments:  # what a template leaves open, no cell of a table closes
            harness.same({tag for tag in TAG.findall(out) if tag not in KNOWN_TAGS}, set(),
                         "tags that no template has")
        return
    if program.kind in (PLAN, *PAPERS):
        # Records for each share of a request; or those with something to say.
        harness.same(len({len(row) for row in harness.rows(out)}), 1, "lengths of records")
        return
    if program.kind in (AUDIT, BANK):
        # A header, and what is found; or nothing, where a list is refused.
        encoding = arguments[arguments.index("--encoding") + 1] if "--encoding" in arguments else \
            "utf-8"
        lengths = {len(row) for row in harness.rows(out.decode(encoding).encode())}
        harness.holds(len(lengths) <= 1, f"cells of a record: {lengths}")
        return
    found = workbook.records(out) if program.kind == LIST else harness.rows(out)
    harness.same(len(found), written + 1, "lines of the table")
    harness.same({len(row) for row in found}, {len(found[0])}, "cells of a record")


def check(program, arguments, data, folder):
    result = harness.run(program, *arguments, stdin=data)
    harness.holds(result.status in (0, 1, 2), f"exit status {result.status}: {result.err[-2000:]}")
    harness.holds(result.status != 2 or result.err.count("\n") >= 1, "no word about an error")
    if program.kind == LEDGER and "--verify" in arguments and result.status == 0:
        # Not all of its bytes say something.
        whole = harness.run(program, "--ledger", harness.SCRATCH.ledger())
        harness.same(harness.run(program, "--ledger", arguments[-1]), whole, "entries")
    if program.kind == POST and program.always and result.status != 2:
        ledger = Path(harness.SCRATCH.last, "aid.db")
        harness.ends(harness.run(PROGRAMS["list-aid"], "--verify", "--ledger", ledger), 0)
    if program.kind in (*MASKING, *PAPERS):
        out = (folder / "out").read_bytes() if "-o" in arguments and result.status != 2 else b""
        for text in (result.err, (result.out + out).decode()):
            harness.holds(not any(number in spoken(text) for number in NUMBERS),
                          "a number of a person")
    if "--summary" not in arguments or result.status == 2:
        return
    counted, written = harness.counts(result.err)
    harness.same(counted.read, counted.written + counted.rejected, "records read")
    check_table(program, arguments,
                (folder / "out").read_bytes() if "-o" in arguments else result.out, written)
    if "--rejects" in arguments:
        rejects = (folder / "rejects").read_bytes().count(b"\n")
        harness.holds(rejects >= counted.rejected + 1, "fewer rejects than were counted")


def keep(number, folder):
    kept = ROOT / "build" / "fuzz" / str(number)
    kept.mkdir(parents=True, exist_ok=True)
    for name in KEPT:
        if (folder / name).exists():
            (kept / name).write_bytes((folder / name).read_bytes())
    return kept


def try_input(seed, number, folder):
    """Prints what fails; true when nothing does."""
    good = True
    for program, arguments, data in requests(random.Random(f"{seed} {number}"), folder):
        try:
            check(program, arguments, data, folder)
        except (AssertionError, UnicodeDecodeError, harness.csv.Error,
                subprocess.TimeoutExpired) as wrong:
            kept = keep(number, folder)
            called = " ".join([program.name, *map(str, arguments)]).replace(str(folder), str(kept))
            print(f"not ok - input {number} of seed {seed}: {called}")
            print("".join(f"# {line}\n" for line in str(wrong).splitlines()[:40]), end="")
            good = False
    harness.SCRATCH.empty()
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    bad = 0
    with harness.tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
        for number in range(options.first, options.first + options.count):
            bad += not try_input(options.seed, number, Path(folder))
    good = options.count - bad
    print(f"{'not ok' if bad else 'ok'} - {good} of {options.count} spoilt inputs do no harm")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
