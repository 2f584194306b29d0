"""Programs around a ledger: what is posted, listed, paid and audited, and what is refused."""
import csv
import io
import os
import random
import re
import shutil
import signal
import stat
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from checks.account import table as of_share
from checks.harness import (TIMEOUT, command, counts, ends, holds, refuses, rows, run, same,
                            summary, test)
from checks.programs import ANSWER, AUDIT, BANK, FILTER, LEDGER, POST, PROGRAMS, own_card
from checks.rejects import CARD, ID, PHONE, silent_about
from checks.samples import Table, read, write
from checks.tables import ODD_CELLS, decided

LIST = PROGRAMS["list-aid"]


def to_ledger(program, ledger="aid.db", *, batch="b", skip=True):
    """Post-aid with a ledger in the test's own folder."""
    always = ("--ledger", ledger, "--batch", batch, *(("--skip-blocked",) if skip else ()))
    return replace(program, always=always)


def entries(ledger="aid.db"):
    """What it holds, where it is sound; nothing where there is none."""
    if not Path(ledger).exists():
        return []
    ends(run(LIST, "--verify", ledger), 0)
    return rows(run(LIST, ledger).out)[1:]


def households(ledger="aid.db"):
    return [entry[3] for entry in entries(ledger)]


# --- what is posted -----------------------------------------------------------------------------

@test(POST)
def what_may_not_be_paid_is_written_as_it_was_in_its_order(program):
    table = Table(program)
    lines = [table.record(f"f{i}", cell, **{column: wrong})
             for i, (column, wrong, _) in enumerate(program.faults) for cell in ODD_CELLS[i:i + 2]]
    good = [table.record(f"r{i}") for i in range(len(lines))]
    write("in.csv", table.make(*(line for pair in zip(lines, good) for line in pair)))
    for jobs in "14":
        result = run(to_ledger(program, f"{jobs}.db"), "-j", jobs, "--summary", "in.csv")
        ends(result, 1)
        same(counts(result.err), ((2 * len(lines), 2 * len(lines), 0, len(lines)), len(lines)))
        out = result.out
        for line in lines:
            holds(out.count(b"\n" + line[:-1].encode() + b",") == 1, f"{line!r} in {out!r}")
        same([row[0] for row in rows(out)[1:]], [row[0] for row in rows("".join(lines).encode())])
        same(households(f"{jobs}.db"), [f"r{i}" for i in range(len(lines))])
    again = run(to_ledger(program, "other.db"), stdin=out)
    ends(again, 1)
    same(again.out, out, "the same of what was written")
    same(entries("other.db"), [])


@test(POST)
def what_keeps_a_record_from_being_posted_is_said_with_it(program):
    table = Table(program)
    for i, (column, wrong, reason) in enumerate(program.faults):
        out = run(to_ledger(program, f"{i}.db"),
                  stdin=table.make(table.record("r1", **{column: wrong}))).out
        same(rows(out)[1][-1], reason, f"{column} {wrong!r}")


@test(POST)
def nothing_is_posted_where_one_record_may_not_be(program):
    table, strict = Table(program), to_ledger(program, skip=False)
    for bad in (table.record("f1", **program.bad), "short\n", table.record('"open'),
                table.record("r1"), table.record("")):
        result = run(strict, stdin=table.make(table.record("r1"), bad, table.record("r2")))
        ends(result, 1)
        same(entries(), [], f"posted with {bad!r}")
        holds("nothing is posted" in result.err, result.err)


@test(POST)
def a_list_is_posted_once(program):
    strict = to_ledger(program, skip=False)
    write("in.csv", Table(program).of(300))
    ends(run(strict, "in.csv"), 0)
    posted = entries()
    same(len(posted), 300, "payments")
    for arguments in (("in.csv",), ("-j", "4", "in.csv"), ("-o", "out.csv", "in.csv")):
        ends(run(strict, *arguments), 0)
        same(entries(), posted)
    write("other.csv", Table(program).of(301))
    refuses(strict, run(strict, "other.csv"), "b", "r301")
    same(entries(), posted)
    ends(run(to_ledger(program, "4.db"), "-j", "4", "in.csv"), 0)
    ours = (slice(0, 14), slice(16, None))  # but for the digest of the input and the time
    same([[entry[part] for part in ours] for entry in entries("4.db")],
         [[entry[part] for part in ours] for entry in posted])


@test(POST)
def what_fails_posts_nothing(program):
    strict = to_ledger(program, skip=False)
    write("in.csv", Table(program).of(500))
    write("policy.csv", b"scheme\n")
    for arguments in (("missing.csv",), ("in.csv", "missing.csv"), ("in.csv", "."),
                      ("in.csv", "-o", "/dev/full"), ("in.csv", "-o", "no/such/folder"),
                      ("in.csv", "-o", "."), ("in.csv", "-o", ""),
                      ("in.csv", "--rejects", "/dev/full"), ("in.csv", "--rejects", "no/such/x"),
                      ("in.csv", "--policy", "policy.csv"), ("in.csv", "--count", "499"),
                      ("in.csv", "--sum", "1"), ("in.csv", "--key-file", "missing")):
        result = run(strict, *arguments)
        same((result.status, entries()), (2, []), f"{arguments}: status and entries")
    with open("/dev/full", "wb") as full:
        ends(run(strict, "in.csv", stdout=full), 2)
    same(entries(), [])
    with subprocess.Popen(command(strict, "-"), stdin=subprocess.PIPE,
                          stdout=subprocess.DEVNULL) as child:
        child.stdin.write(Table(program).of(200))
        child.stdin.flush()
        os.kill(child.pid, signal.SIGTERM)
        same(child.wait(TIMEOUT), -signal.SIGTERM, "exit status")
    same(entries(), [])
    ends(run(strict, "in.csv"), 0)
    same(len(entries()), 500, "payments")


def totals(ledger="aid.db"):
    result = run(LIST, ledger, "--totals", "--year", "2025")
    ends(result, 0)
    return {row[0]: Decimal(row[1]) for row in rows(result.out)[1:]}


@test(POST)
def what_batches_and_reversals_add_up_to_is_kept_by_household(program):
    """By an account of its own: of 9072.00 that are due in a year, what was paid before is taken
    off, and whoever has 8072.00 beside an income of 1000.00 is not below 9072.00 any more."""
    dice, table, paid, last = random.Random(5), Table(program), {}, {}
    for batch in range(6):
        lines, blocked = [], []
        for key in (f"H{i}" for i in range(25)):
            before, amount = paid.get(key, Decimal(0)), Decimal(dice.randrange(1, 500_000)) / 100
            if before >= 8072:
                continue
            lines.append(table.record(key, living_aid=f"{amount:.2f}", annual_income="1000"))
            if before + amount > 9072:
                blocked.append(key)
                continue
            paid[key] = before + amount
            last[key] = (batch, amount)
        out = run(to_ledger(program, batch=f"b{batch}"), stdin=table.make(*lines)).out
        same([row[0] for row in rows(out)[1:]], blocked, f"not posted in batch {batch}")
        same(totals(), paid, f"after batch {batch}")
        for key in dice.sample(sorted(last), 3):
            of, amount = last.pop(key)
            bare = replace(program, always=("--ledger", "aid.db"))
            ends(run(bare, "--reverse", f"b{of}:{key}:living", "--reason", "x"), 0)
            paid[key] -= amount
        same({key: sum for key, sum in totals().items() if sum},
             {key: sum for key, sum in paid.items() if sum}, f"reversed after batch {batch}")
    holds(len(entries()) > 60, "a sample of nothing")
    same(sum(Decimal(entry[6]) for entry in entries()), sum(paid.values()), "sum of all entries")


@test(POST)
def a_ledger_is_of_its_owner(program):
    before = os.umask(0)
    for ledger, arguments in (("a.db", ("in.csv",)), ("b.db", ("--begin",))):
        write("in.csv", Table(program).of(1))
        one = replace(program, always=("--ledger", ledger))
        ends(run(one, *(("--batch", "b") if "in.csv" in arguments else ()), *arguments), 0)
        same(stat.S_IMODE(os.stat(ledger).st_mode), 0o600, "mode")
    os.umask(before)


@test(POST)
def a_ledger_is_not_written_over(program):
    strict = to_ledger(program, skip=False)
    write("in.csv", Table(program).of(3))
    write("key", b"k" * 40 + b"\n")
    ends(run(strict, "in.csv"), 0)
    posted = entries()
    write("2.csv", Table(program).of(2, first=4))
    os.symlink("aid.db", "link.db")
    other = to_ledger(program, skip=False, batch="c")
    for option in ("-o", "--rejects"):
        for target in ("aid.db", "./aid.db", "link.db"):
            refuses(other, run(other, "2.csv", option, target), "aid.db")
        refuses(other, run(other, "2.csv", "--key-file", "key", option, "key"), "key")
    same(read("key"), b"k" * 40 + b"\n")
    same(entries(), posted)
    refuses(other, run(other, "aid.db"), "aid.db")  # a ledger is no list
    same(entries(), posted)


@test(POST)
def what_is_said_of_batches_names_no_numbers(program):
    table = Table(program)
    for i, number in enumerate((ID, PHONE, CARD)):
        ledger, lines = f"{i}.db", [table.record(number), table.record(number, number)]
        for skip in (True, False):
            one = to_ledger(program, ledger, skip=skip)
            for data in (table.make(lines[0]), table.make(), table.make(*lines),
                         table.make(table.record(number, living_aid="1")),
                         table.make(table.record(number, living_aid="9999"))):
                silent_about(run(one, "--summary", stdin=data), number, data)
        bare = replace(program, always=("--ledger", ledger))
        for key in (f"b:{number}:living", f"b:{number}:medical", f"{number}:x:living", number):
            silent_about(run(bare, "--reverse", key, "--reason", number), number, key)
        for batch in (number, f"{number}-1"):
            silent_about(run(to_ledger(program, ledger, batch=batch), stdin=table.of(1)), number,
                         batch)


# --- ledgers that will not do -------------------------------------------------------------------

def not_ledgers(program):
    """Files that are none; what makes one whole again is not known."""
    whole = read(command(LIST, "{ledger}")[1])
    files = {"text.db": b"household_id\nH1\n", "short.db": whole[:100], "half.db":
             whole[:len(whole) // 2 + 1], "zero.db": bytes(len(whole)),
             "other.db": whole.replace(b"SQLite format 3", b"SQLite format 4")}
    if program.kind != POST:  # which begins one in an empty file
        files["empty.db"] = b""
    for name, data in files.items():
        write(name, data)
    return [*files, ".", "/dev/null", "no/such/aid.db"]


def reads_a_ledger(program):
    """Of filters one does, in one of its ways."""
    return program.kind != FILTER or "--ledger" in program.always


def with_ledger(program, ledger):
    """Arguments and input that have the program read it."""
    if program.kind == FILTER:
        return replace(program, always=()), ("--ledger", ledger), Table(program).of(2)
    if program.kind == LEDGER:
        return replace(program, always=()), ("--ledger", ledger), b""
    if program.kind == POST:
        return to_ledger(program, ledger), (), Table(program).of(2)
    more = ("--batch", "2025-03") if program.kind == BANK else ()
    return program, ("--ledger", ledger, *more), Table(program).of(2)


@test(POST, BANK, AUDIT, LEDGER, FILTER)
def what_is_no_ledger_is_refused_by_its_name(program):
    for ledger in not_ledgers(program) if reads_a_ledger(program) else ():
        before = read(ledger) if Path(ledger).is_file() else None
        one, arguments, data = with_ledger(program, ledger)
        refuses(one, run(one, *arguments, stdin=data), ledger)
        if before is not None:
            same(read(ledger) == before, True, f"{ledger} stays as it was")
    holds(not Path("no").exists(), "a folder is made")


@test(POST, BANK, AUDIT, LEDGER)
def a_ledger_of_people_is_not_said(program):
    for number in (ID, PHONE, CARD):
        write("aid.db", f"{number},{number}\n" * 100)
        for ledger in ("aid.db", number):
            one, arguments, data = with_ledger(program, ledger)
            result = run(one, *arguments, stdin=data)
            if ledger == "aid.db":
                ends(result, 2)
                silent_about(result, number, ledger)


@test(BANK, AUDIT, LEDGER, FILTER)
def a_ledger_that_is_read_stays_as_it_was(program):
    if not reads_a_ledger(program):
        return
    os.mkdir("kept")
    shutil.copy(command(LIST, "{ledger}")[1], "kept/aid.db")
    before = read("kept/aid.db")
    one, arguments, data = with_ledger(program, "kept/aid.db")
    holds(run(one, *arguments, stdin=data).status in (0, 1), "it is read")
    same((read("kept/aid.db") == before, os.listdir("kept")), (True, ["aid.db"]), "what is there")
    os.symlink("kept/aid.db", "link.db")
    for target in ("kept/aid.db", "./kept/aid.db", "link.db"):
        for option in ("-o",) if program.kind == LEDGER else ("-o", "--rejects"):
            refuses(one, run(one, *arguments, option, target, stdin=data), "aid.db")
    same(read("kept/aid.db") == before, True, "the ledger stays")


@test(POST, BANK, AUDIT, LEDGER, FILTER)
def nothing_is_written_where_a_ledger_has_its_log(program):
    """The library that keeps it would take that for its own, or remove it."""
    if not reads_a_ledger(program):
        return
    os.mkdir("kept")
    shutil.copy(command(LIST, "{ledger}")[1], "kept/aid.db")
    one, arguments, data = with_ledger(program, "kept/aid.db")
    for suffix in ("-wal", "-shm"):
        for option in ("-o",) if program.kind == LEDGER else ("-o", "--rejects"):
            refuses(one, run(one, *arguments, option, f"kept/aid.db{suffix}", stdin=data))
            same(os.listdir("kept"), ["aid.db"], f"files after {option} {suffix}")


# --- what is listed -----------------------------------------------------------------------------

@test(LEDGER)
def what_is_listed_is_a_table(program):
    known = {row["column"] for row in of_share("columns.csv")}
    for arguments in ((), ("--totals", "--year", "2025"), ("--year", "1999"), ("--item", "medical"),
                      ("--household", "H2"), ("--batch", "2025-03"), ("--region", "340000")):
        result = run(program, *program.arguments, *arguments)
        ends(result, 0)
        found = rows(result.out)
        same({len(row) for row in found}, {len(found[0])}, "cells")
        same([name for name in found[0] if name not in known], [], "columns that are not known")
        holds(result.out.endswith(b"\n") and b"\r" not in result.out, result.out)
    same([row[3] for row in rows(run(program, *program.arguments).out)[1:]], ["H1", "H2", "H3"])


@test(LEDGER)
def totals_are_what_calc_aid_takes(program):
    """9072.00 were due to each. With what is paid as income H2 is still below 9072.00, so that
    8572.00 are left; H1 has all of it."""
    _, *totals = rows(run(program, *program.arguments, "--totals", "--year", "2025").out)
    same([row[:2] for row in totals], [["H1", "9072.00"], ["H2", "500.00"], ["H3", "0.01"]])
    calc = PROGRAMS["calc-aid --ledger"]
    table = Table(calc)
    found = rows(decided(calc, table.make(
        *(table.record(f"H{i}", annual_income="1000") for i in (1, 2, 3, 4)))))
    place = found[0].index("living_aid")
    same([row[place] for row in found[1:]], ["0.00", "8572.00", "9071.99", "9072.00"])
    refuses(calc, run(calc, stdin=Table(calc, {"household_id": "other"}).of(1)), "household_id")


@test(LEDGER)
def a_ledger_says_whether_it_is_intact(program):
    result = run(program, *program.arguments, "--verify")
    ends(result, 0)
    (head,) = re.findall(r"[0-9a-f]{64}", result.out.decode())
    ends(run(program, *program.arguments, "--verify", "--head", head), 0)
    for other in ("f" * 64, head[:-1], "x", ""):
        ends(run(program, *program.arguments, "--verify", "--head", other), 1)
    for together in (("--totals",), ("--totals", "--year", "2025", "--verify"), ("--head", head),
                     ("--verify", "--item", "living")):
        refuses(program, run(program, *program.arguments, *together))


# --- what is sent to a bank -----------------------------------------------------------------------

@test(BANK)
def what_a_bank_gets_is_what_was_granted(program):
    table = Table(program)
    lines = [table.record(f"r{i}", living_aid=f"{i}.05") for i in range(1, 200)]
    data = table.make(*lines)
    found = rows(decided(program, data))
    header = ["序号", "姓名", "账号", "开户行", "金额", "用途"]
    same(found[0], header)
    same(found[1:], [[str(i), f"r{i}", own_card(f"r{i}"), "工行", f"{i}.05", "困难职工帮扶"]
                     for i in range(1, 200)])
    out = run(program, "--encoding", "gbk", stdin=data).out
    same(list(csv.reader(io.StringIO(out.decode("gbk"), newline=""))), found)
    for jobs in "24":
        same(run(program, "-j", jobs, stdin=data).out, decided(program, data), f"-j {jobs}")
    said = subprocess.run(command(program), input=data, capture_output=True, check=False).stderr
    # 1 + … + 199 yuan and 199 times 5 fen.
    holds(b"pay-list: 199 payments, 19909.95 yuan\n" in said, said)


@test(BANK)
def what_a_bank_may_not_get_is_said_without_numbers_or_names(program):
    table = Table(program)
    bare = replace(program, always=())
    for number in (ID, CARD):
        same_card = {"bank_card": CARD, "household_id": number}
        data = table.make(table.record("欧阳建国", **same_card), table.record("司马相如", **same_card),
                          table.record("欧阳建国", bank_card=CARD), table.record(number),
                          table.record("r1", bank_card=f"{CARD}x{ID}"), table.record("r2"))
        for one in (bare, program):
            result = run(one, "--summary", stdin=data)
            ends(result, 1)
            for secret in (ID, CARD, "欧阳建国", "阳建国", "司马相如"):
                silent_about(result, secret, data)
        same(run(bare, stdin=data).out, b"")


# --- what a bank answers --------------------------------------------------------------------------

STATES = ("成功", "失败", "户名不符", "")


def answer(program, count, delimiter=","):
    """Of so many payments: paid, failed, paid, … each with its card."""
    table = Table(program)
    lines = [f"{i},{own_card(f'r{i}')},9072.00,{STATES[i % 2]},{'户名不符' if i % 2 else ''}\n"
             for i in range(1, count + 1)]
    write("answer.csv", ("序号,账号,金额,处理结果,失败原因\n" + "".join(lines)).replace(",", delimiter))
    return table


@test(ANSWER)
def what_was_not_paid_is_written_as_it_was_in_its_order(program):
    table = answer(program, len(ODD_CELLS))
    lines = [table.record(f"r{i}", cell) for i, cell in enumerate(ODD_CELLS, 1)]
    data = table.make(*lines)
    write("in.csv", data)
    result = run(program, "--summary", "in.csv")
    ends(result, 1)
    header, _, found = result.out.partition(b"\n")
    same(header, (table.header().strip() + ",bank_result,bank_message").encode())
    same(found, b"".join(line[:-1].encode() + ",failed,户名不符\n".encode() for line in lines[::2]))
    same(counts(result.err)[1], len(lines[::2]), "written")
    for jobs in "24":
        same(run(program, "--summary", "-j", jobs, "in.csv"), result, f"-j {jobs}")
    same(run(program, "-o", "out.csv", "in.csv").status, 1, "exit status")
    same(read("out.csv"), result.out)
    write("1.csv", table.make(*lines[:5]))
    write("2.csv", b"\xef\xbb\xbf" + table.make(*lines[5:]))
    same(run(program, "1.csv", "2.csv").out, result.out)


@test(ANSWER)
def what_was_paid_needs_nobody(program):
    table = answer(program, 1)
    write("answer.csv", read("answer.csv").replace(",失败,户名不符".encode(), ",成功,".encode()))
    result = run(program, "--summary", stdin=table.of(1))
    ends(result, 0)
    same(len(rows(result.out)), 1, "lines")
    same(counts(result.err), ((1, 1, 0, 0), 0))


@test(ANSWER)
def an_answer_is_not_written_over(program):
    table = answer(program, 3)
    write("in.csv", table.of(3))
    before = read("answer.csv")
    os.symlink("answer.csv", "link.csv")
    for option in ("-o", "--rejects"):
        for target in ("answer.csv", "./answer.csv", "link.csv", "in.csv"):
            refuses(program, run(program, "in.csv", option, target), "csv")
    same((read("answer.csv"), read("in.csv")), (before, table.of(3)))


@test(ANSWER)
def an_answer_that_will_not_do_is_named(program):
    table = answer(program, 3)
    write("in.csv", table.of(3))
    whole = read("answer.csv")
    for bad in (b"", b"\n", b"a,b\n1,2\n", whole.partition(b"\n")[0] + b"\n" + b"1,2\n",
                b"\xff" * 9, whole.replace(b"9072.00", b"1e5", 1), whole + b'4,"x\n',
                whole.replace(b"\n1,", b"\n9,"), whole.replace(b"2,6", b"2,7", 1),
                whole[:-20] + b"\0" + whole[-20:]):
        write("answer.csv", bad)
        result = run(program, "in.csv")
        holds(result.status in (1, 2) and "answer.csv" in result.err, f"{bad!r}: {result}")
    for file in ("missing.csv", ".", ""):
        other = replace(program, always=("--result", file))
        refuses(other, run(other, "in.csv"))


@test(ANSWER)
def an_answer_says_no_numbers(program):
    for number in (ID, PHONE, CARD):
        table = answer(program, 4)
        whole = read("answer.csv").decode()
        write("in.csv", table.make(*(table.record(f"r{i}", number) for i in range(1, 5))))
        for old in (own_card("r1"), "9072.00", "成功", "户名不符", "序号", "\n2,", "\n1"):
            for new in (number, f'"{number}', f"{number}元", f"x\n{number},{number}\n"):
                write("answer.csv", whole.replace(old, new))
                silent_about(run(program, "--summary", "in.csv"), number, f"{old} → {new}")
        write("answer.csv", whole)
        table = Table(program)
        write("in.csv", table.make(*(table.record(f"r{i}", household_id=number,
                                                  bank_card=own_card(f"r{i}"))
                                     for i in range(1, 5))))
        silent_about(run(program, "--summary", "in.csv"), number, "household_id")


# --- what an audit finds --------------------------------------------------------------------------

@test(AUDIT)
def what_is_found_names_its_record(program):
    """One yuan too much in every second record, of 9072.00 that are due."""
    table = Table(program)
    lines = [table.record(f"r{i}", living_aid="9073.00" if i % 2 else "9072.00")
             for i in range(5000)]
    write("in.csv", table.make(*lines))
    result = run(program, "--summary", "in.csv")
    ends(result, 1)
    same(summary(result.err), (5000, 5000, 0, 2500))
    holds("living-over: 2500, too much 2500.00 yuan" in result.err, result.err)
    header, *found = rows(result.out)
    same(header, ["line", "household_id", "finding", "recorded", "recomputed", "difference",
                  "source"])
    same([row[:6] for row in found], [[str(i + 2), f"r{i}", "living-over", "9073.00", "9072.00",
                                       "1.00"] for i in range(1, 5000, 2)])
    for jobs in "1248":
        same(run(program, "--summary", "-j", jobs, "in.csv") == result, True, f"as with -j {jobs}")


@test(AUDIT)
def where_nothing_is_found_there_is_a_header(program):
    table = Table(program)
    for data in (table.of(0), table.make(*(table.record(f"r{i}", living_aid="9072.00")
                                           for i in range(3)))):
        result = run(program, stdin=data)
        ends(result, 0)
        same((len(rows(result.out)), result.err), (1, ""))
    names = ("--no-header", "--columns", table.header().strip())
    good, bad = (table.record("r1", living_aid=aid).encode() for aid in ("9072.00", "9073.00"))
    same(run(program, *names, stdin=good), (0, b"", ""))
    result = run(program, *names, stdin=bad)
    same((result.status, result.err), (1, ""))
    same([row[1:3] for row in rows(result.out)], [["r1", "living-over"]])


@test(AUDIT)
def what_cannot_be_read_is_found(program):
    table = Table(program)
    for column, cell, reason in program.faults:
        result = run(program, "--summary", stdin=table.make(table.record("r1"),
                                                            table.record("r2", **{column: cell})))
        ends(result, 1)
        same(summary(result.err), (2, 2, 0, 2))
        _, first, *others = rows(result.out)
        same(first[1:3], ["r1", "living-over"])
        same([row[:5] for row in others],
             [["3", "r2", "unreadable" if "no-policy" not in reason else "undecidable", "deep",
               reason]], f"{column} {cell!r}")


@test(AUDIT)
def findings_of_several_files_say_which(program):
    table = Table(program)
    write("1.csv", table.of(2))
    write("2.csv", table.of(1, first=3))
    found = rows(run(program, "1.csv", "2.csv").out)[1:]
    same([row[:2] for row in found], [["1.csv:2", "r1"], ["1.csv:3", "r2"], ["2.csv:2", "r3"]])


@test(AUDIT)
def files_beside_an_audit_are_not_written_over(program):
    write("in.csv", Table(program).of(1))
    exits = b"household_id,exit_status,out_since\n"
    write("exits.csv", exits)
    os.symlink("exits.csv", "link.csv")
    for option in ("-o", "--rejects"):
        for target in ("exits.csv", "./exits.csv", "link.csv"):
            refuses(program, run(program, "in.csv", "--exits", "exits.csv", option, target),
                    "exits.csv")
    same(read("exits.csv"), exits)
    for bad in (b"", b"a,b\n1,2\n", b'"', f"{ID},{PHONE},{CARD}\n".encode()):
        write("exits.csv", bad)
        result = run(program, "in.csv", "--exits", "exits.csv")
        refuses(program, result, "exits.csv")
        for number in (ID, PHONE, CARD):
            silent_about(result, number, bad)
    refuses(program, run(program, "in.csv", "--exits", "missing.csv"), "missing.csv")


@test(AUDIT)
def what_is_found_hides_who_it_is(program):
    """Also in its table, which goes to more people than the list that was audited."""
    table = Table(program)
    header = table.header("id_number,bank_card")
    for column in table.good:
        cells = "".join(table.record(f"r{i}", f"{ID},{CARD}", **{column: ID}) for i in range(3))
        result = run(program, "--summary", "--explain", "-o", "out.csv",
                     stdin=(header + cells).encode())
        holds(result.status in (0, 1), result.err)
        for number in (ID, CARD):
            silent_about(result, number, column)
            for text in (result.out, read("out.csv")):
                holds(number.encode() not in text, f"{column}: {text!r}")
