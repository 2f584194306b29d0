"""The records of a household that stand next to each other, made into one."""
import itertools
import os
import random
import re
import subprocess

from checks.harness import (BIN, TIMEOUT, Skipped, command, counts, ends, holds, rows, run, same,
                            test)
from checks.programs import FOLD
from checks.records import piped_in_pieces
from checks.rejects import CARD, ID, PHONE, silent_about, spoken
from checks.samples import Table, read, write

COMMAND = re.compile(r"to mend it: (.*)\n")


def month(number):
    return f"{2025 + number // 12}-{number % 12 + 1:02}"


def household(table, key, months=3, right="", **cells):
    """Records of a household, of so many months one after another, or of those that are given."""
    months = range(months) if isinstance(months, int) else months
    return [table.record(key, right, **{"month": month(number), **cells}) for number in months]


def verdicts(program, out):
    """Of each record that was written: household, verdict, reasons."""
    header, *records = rows(out)
    places = [header.index(name) for name in ("household_id", program.verdict, program.reasons)]
    return [tuple(row[i] for i in places) for row in records]


def column(out, name):
    header, *records = rows(out)
    return [row[header.index(name)] for row in records]


# --- what becomes of households ---------------------------------------------------------------

def shapes(table):
    """Households as (key → lines): short, long, large, of many records, with a fault."""
    yield lambda key: household(table, key, 1)
    yield lambda key: household(table, key, 7, cause_removed="yes", government_relief="",
                                monthly_income="800")
    yield lambda key: household(table, key, 600, "more")
    yield lambda key: household(table, key, 4, '"' + "x\n" * 900 + "y" * 90_000 + '"')
    yield lambda key: household(table, key, 2, household_size="0")
    yield lambda key: household(table, key, [0, 1, 5], "z" * 3_000)


@test(FOLD)
def a_household_is_the_same_wherever_its_records_lie(program):
    """Alone, and among others over many batches: decided by any number of threads."""
    table = Table(program)
    alone = [(shape, run(program, stdin=table.make(*shape("KEY"))).out.partition(b"\n")[2])
             for shape in shapes(table)]
    lines, expected = [], []
    for i in range(120):
        shape, record = alone[i % len(alone)]
        lines += shape(f"H{i:04}")
        expected.append(record.replace(b"KEY", f"H{i:04}".encode(), 1))
    data = table.make(*lines)
    write("in.csv", data)
    for jobs in "124":
        result = run(program, "-j", jobs, "in.csv")
        ends(result, 1)
        same(result.out.partition(b"\n")[2] == b"".join(expected), True, f"the same with -j {jobs}")
    out, _ = piped_in_pieces(program, data, 30_011)
    same(out == result.out, True, "the same from a pipe")
    ends(run(program, "--summary", "-o", "out.csv", "in.csv"), 1)
    same(read("out.csv") == out, True, "the same in a file")


@test(FOLD)
def records_read_are_taken_in_or_rejected_and_households_written(program):
    table = Table(program)
    lines = [*household(table, "H1", 4), "short\n", *household(table, "H2", 2, monthly_income="x"),
             table.record('"H3'), *household(table, "", 2)]
    result = run(program, "--summary", "--rejects", "rejects.csv", stdin=table.make(*lines))
    ends(result, 1)
    same(counts(result.err), ((10, 8, 2, 3), 4))
    same(re.findall(r"([a-z]+) (\d+)", result.err.splitlines()[-1]),
         [("voluntary", "0"), ("out", "0"), ("relieved", "1"), ("stay", "0"), ("invalid", "3")])
    same([key for key, *_ in verdicts(program, result.out)], ["H1", "H2", "", ""])


@test(FOLD)
def a_household_may_go_on_in_the_next_file(program):
    table = Table(program)
    lines = [*household(table, "H1", 3), *household(table, "H2", 4), *household(table, "H3", 1)]
    whole = run(program, stdin=table.make(*lines))
    ends(whole, 0)
    write("none.csv", table.header())
    for at in range(len(lines) + 1):
        write("1.csv", table.make(*lines[:at]))
        write("2.csv", table.make(*lines[at:])[:-1])
        same(run(program, "1.csv", "none.csv", "2.csv"), whole)
        same(run(program, "-j", "4", "1.csv", "-", stdin=read("2.csv")), whole)
    for i, line in enumerate(lines):
        write(f"line{i}.csv", table.make(line))
    same(run(program, *(f"line{i}.csv" for i in range(len(lines)))), whole)


@test(FOLD)
def what_is_no_record_does_not_part_a_household(program):
    table = Table(program)
    first, second, third = household(table, "H1", 3)
    for bad in ("H2\n", "H2" + ",x" * 50 + "\n", "\n", " \n"):
        result = run(program, stdin=table.make(first, bad, second, bad, third))
        same(column(result.out, "months_observed"), ["3"], f"after {bad!r}")


@test(FOLD)
def of_a_household_that_may_have_lost_a_record_nothing_is_decided(program):
    table = Table(program)
    first, second, third = household(table, "H1", 3)
    its_own = ("H1\n", "H1" + ",x" * 50 + "\n")
    anyones = (table.record('"H1'), table.record("H1\0"), 'H1"\n', table.record('"H2'), ",\n")
    for bad in its_own + anyones:
        for records in ((bad, first, second, third), (first, bad, second, third),
                        (first, second, third, bad)):
            result = run(program, stdin=table.make(*records))
            ends(result, 1)
            same(verdicts(program, result.out), [("H1", "invalid", "records-lost")], f"{records}")
        result = run(program, stdin=table.make(first, bad, *household(table, "H3", 2),
                                               *household(table, "H4", 2)))
        lost = [key for key, _, reason in verdicts(program, result.out)
                if reason == "records-lost"]
        same(lost, ["H1"] if bad in its_own else ["H1", "H3"], f"after {bad!r}")


@test(FOLD)
def a_household_is_known_however_its_number_is_typed(program):
    table = Table(program)
    for keys in (("H1", '"H1"', " H1", "H1 ", '" H1 "', "\tH1"), ('"H""1"', '" H""1"'),
                 ('"H,1"', '"H,1 "'), ('"a\nb"', '"a\nb"'), ("家1", '"家1"')):
        data = table.make(*(table.record(key, month=month(i)) for i, key in enumerate(keys)))
        result = run(program, stdin=data)
        ends(result, 0)
        same(column(result.out, "months_observed"), [str(len(keys))], f"{keys}")
        same(column(result.out, "household_id"), [rows(data)[-1][0]])
    for keys in (("H1", "h1"), ("H1", '"H""1"'), ("H1", "H 1"), ("H1", "H1x"), ("1", "01")):
        data = table.make(*(table.record(key) for key in keys))
        same(len(rows(run(program, stdin=data).out)), 3, f"records of {keys}")


@test(FOLD)
def a_record_without_household_is_one_by_itself(program):
    table = Table(program)
    blank = ("", " ", '""', '" "', "", "")
    write("in.csv", table.make(*household(table, "H1", 2), *map(table.record, blank),
                               *household(table, "H2", 2)))
    result = run(program, "in.csv")
    ends(result, 1)
    same(verdicts(program, result.out)[1:-1],
         [(key.strip('"'), "invalid", "missing:household_id") for key in blank])
    # The first may be of the household above it, of which nothing is decided then.
    same(verdicts(program, result.out)[0], ("H1", "invalid", "records-lost"))
    same(column(result.out, "months_observed")[::len(blank) + 1], ["", "2"])
    for line in range(4, 4 + len(blank)):
        holds(f"check-exit: in.csv:{line}: household_id: " in result.err, result.err)
    same(result.err.count("\n"), len(blank), "messages")


# --- households in several places -------------------------------------------------------------

def expected_of(keys):
    """Each household where its records stand last, and whether they stand in several places."""
    places = [key for key, _ in itertools.groupby(keys)]
    last = {key: at for at, key in enumerate(places)}
    return [(key, places.count(key) > 1) for at, key in enumerate(places) if last[key] == at]


@test(FOLD)
def households_in_several_places_are_found_in_any_order_of_numbers(program):
    table = Table(program)
    dice = random.Random(1)
    sequences = [[f"H{i}" for i in range(1, 13)], [f"H{i:03}" for i in (1, 2, 9, 10, 100)],
                 [f"H{i}" for i in (9, 10, 9)], [f"H{i}" for i in (10, 9, 10)],
                 ["H2", "H10", "H1"], ["b", "a", "c", "aa"], ["B2", "A10", "B2"]]
    sequences += (dice.choices(("H1", "H2", "H9", "H10", "H02", "I"), k=6) for _ in range(40))
    for keys in sequences:
        seen = {}
        lines = [table.record(key, month=month(seen.setdefault(key, 0) + i))
                 for i, key in enumerate(keys)]
        result = run(program, "-j", "1", stdin=table.make(*lines))
        expected = expected_of(keys)
        same([(key, reasons == "household_id:not-contiguous")
              for key, _, reasons in verdicts(program, result.out)], expected, f"{keys}")
        ends(result, int(any(scattered for _, scattered in expected)))
        same(result.err.count("\n"), result.status, "messages")


@test(FOLD)
def a_household_in_several_places_is_one_record_that_says_so(program):
    table = Table(program)
    h1, h2 = household(table, "H1", 6, "mine"), household(table, "H2", 3)
    write("in.csv", table.make(*h1[:2], *h2[:1], *h1[2:4], *h2[1:], *h1[4:],
                               *household(table, "H3", 1)))
    for jobs in "14":
        result = run(program, "-j", jobs, "--summary", "in.csv")
        ends(result, 1)
        same(verdicts(program, result.out),
             [("H2", "invalid", "household_id:not-contiguous"),
              ("H1", "invalid", "household_id:not-contiguous"),
              ("H3", "relieved", "exit.relieved")])
        same(counts(result.err), ((10, 10, 0, 2), 3))
        holds("check-exit: in.csv:5: household_id: " in result.err, result.err)
        header, _, record, _ = rows(result.out)
        given = len(rows(table.header().encode())[0])
        same(record[:given], rows(h1[-1].encode())[0])
        same([cell for name, cell in list(zip(header, record))[given:]
              if name not in (program.verdict, program.reasons)], [""] * (len(header) - given - 2))


@test(FOLD)
def where_a_household_comes_again_is_said_of_its_first_record(program):
    """Also where that stands at the end of one file, and more of them in the next."""
    table = Table(program)
    h1 = household(table, "H1", 4)
    write("1.csv", table.make(h1[0], *household(table, "H2", 2), h1[1]))
    write("2.csv", table.make(*h1[2:]))
    result = run(program, "1.csv", "2.csv")
    ends(result, 1)
    holds(result.err.startswith("check-exit: 1.csv:5: household_id: "), result.err)


# --- the command that mends it ----------------------------------------------------------------

def mend(program, arguments, names=(), stdin=b""):
    """Runs the command that a message has; returns what the program makes of sorted.csv."""
    result = run(program, *arguments, "--", *names, stdin=stdin)
    ends(result, 1)
    found = COMMAND.search(result.err)
    holds(found, f"no command in {result.err!r}")
    script = found[1]
    if not names:
        write("its own.csv", stdin)
        script = script.replace(" FILE", " 'its own.csv'")
    done = subprocess.run(["sh", "-c", script], capture_output=True, timeout=TIMEOUT, check=False)
    same((done.returncode, done.stdout, done.stderr), (0, b"", b""), script)
    mended = run(program, *arguments, "sorted.csv")
    holds("to mend it" not in mended.err, f"{script!r} does not: {mended.err!r}")
    return mended


def shuffled(table):
    """Lines of households all over each other, and the same in order."""
    lines = [*household(table, "H1", 4), *household(table, "H10", 3), *household(table, "H2", 5)]
    mixed = list(lines)
    random.Random(2).shuffle(mixed)
    return mixed, lines


@test(FOLD)
def the_command_in_the_message_mends_a_table(program):
    for delimiter, name in ((",", ","), (";", ";"), ("\t", "tab"), ("|", "|")):
        table = Table(program, delimiter=delimiter)
        mixed, lines = shuffled(table)
        options = ("--delimiter", name)
        expected = run(program, *options, stdin=table.make(*lines))
        ends(expected, 0)
        write("in.csv", table.make(*mixed))
        same(mend(program, options, ["in.csv"]), expected, f"delimiter {name}")
        same(mend(program, options, stdin=table.make(*mixed)), expected, "standard input")


@test(FOLD)
def the_command_mends_a_table_of_any_name(program):
    table = Table(program)
    mixed, lines = shuffled(table)
    expected = run(program, stdin=table.make(*lines))
    for name in ("with space.csv", "it's \"quoted\".csv", "$HOME;`ls`&|.csv", "-n.csv",
                 "家庭*?.csv", "back\\slash.csv", "~", "#"):
        write(name, table.make(*mixed))
        same(mend(program, (), [name]), expected, name)


@test(FOLD)
def the_command_mends_several_tables(program):
    table = Table(program)
    mixed, lines = shuffled(table)
    expected = run(program, stdin=table.make(*lines))
    write("a b.csv", table.make(*mixed[:5]))
    write("it's.csv", table.make(*mixed[5:9])[:-1])
    write("none.csv", table.header())
    write("-.csv", table.make(*mixed[9:]))
    same(mend(program, (), ["a b.csv", "it's.csv", "none.csv", "-.csv"]), expected)


@test(FOLD)
def the_command_mends_a_table_of_another_form(program):
    expected = run(program, stdin=Table(program).make(*shuffled(Table(program))[1]))
    table = Table(program, end="\r\n")
    write("crlf.csv", b"\xef\xbb\xbf" + table.make(*shuffled(table)[0]))
    same(mend(program, (), ["crlf.csv"]), expected)


@test(FOLD)
def the_command_mends_tables_without_header(program):
    table = Table(program)
    mixed, lines = shuffled(table)
    options = ("--no-header", "--columns", table.header().strip())
    expected = run(program, *options, stdin="".join(lines).encode())
    write("a b.csv", "".join(mixed[:5]))
    write("2.csv", "".join(mixed[5:]))
    same(mend(program, options, ["a b.csv", "2.csv"]), expected)
    write("a b.csv", "".join(mixed[:5]).rstrip("\n"))
    same(mend(program, options, ["a b.csv", "2.csv"]), expected, "no line end at the end")


@test(FOLD)
def the_command_does_not_write_over_the_table_that_it_reads(program):
    table = Table(program)
    mixed, lines = shuffled(table)
    expected = run(program, stdin=table.make(*lines))
    write("sorted.csv", table.make(*mixed))
    result = run(program, "sorted.csv")
    subprocess.run(["sh", "-c", COMMAND.search(result.err)[1]], timeout=TIMEOUT, check=False,
                   capture_output=True)
    holds(len(read("sorted.csv")) >= len(table.make(*mixed)), "the table is lost")
    written = max(os.listdir(), key=lambda name: os.stat(name).st_mtime_ns)
    same(run(program, written), expected)


@test(FOLD)
def months_that_are_not_in_order_are_said_and_mended(program):
    table = Table(program)
    lines = household(table, "H1", [0, 2, 1, 3]) + household(table, "H2", 2)
    write("in.csv", table.make(*lines))
    result = run(program, "in.csv")
    ends(result, 1)
    same(verdicts(program, result.out),
         [("H1", "invalid", "month:out-of-order:2025-02"), ("H2", "relieved", "exit.relieved")])
    holds("check-exit: in.csv:4: month: found 2025-02 after 2025-03" in result.err, result.err)
    expected = run(program, stdin=table.make(*sorted(lines)))
    same(mend(program, (), ["in.csv"]), expected)
    twice = [line for line in lines for _ in "12"]
    write("in.csv", table.make(*twice))
    result = run(program, "in.csv")
    same(verdicts(program, result.out)[0], ("H1", "invalid", "month:repeated:2025-01"))
    same(mend(program, (), ["in.csv"]), expected)
    write("in.csv", table.make(*lines[:1], *household(table, "H1", [0], "other")))
    result = run(program, "in.csv")
    same(verdicts(program, result.out), [("H1", "invalid", "month:repeated:2025-01")])


# --- accounts ---------------------------------------------------------------------------------

@test(FOLD)
def accounts_are_of_households(program):
    table = Table(program)
    write("in.csv", table.make(*household(table, "H1", 3), *household(table, "H2", 2),
                               *household(table, "H3", 2, monthly_income="x")))
    plain = run(program, "in.csv")
    account = run(program, "--explain", "in.csv")
    ends(account, 1)
    for key in ("H1", "H2", "H3"):
        same(account.out.decode().count(key), 1, f"accounts of {key}")
    for jobs in "14":
        result = run(program, "-j", jobs, "--explain", "-o", "out.csv", "in.csv")
        same(result, account)
        same(read("out.csv"), plain.out)
    one = run(program, "--explain", "--only", "H2", "in.csv")
    ends(one, 0)  # nothing is wrong with the one that was asked for
    holds(one.out in account.out and b"H2" in one.out and b"H1" not in one.out, one.out)
    result = run(program, "--explain", "--only", "H2", "-o", "out.csv", "in.csv")
    same((result.status, result.out, read("out.csv")), (1, one.out, plain.out))
    missing = run(program, "--explain", "--only", "H4", "in.csv")
    ends(missing, 1)
    same(missing.out, b"")
    holds("'H4'" in missing.err, missing.err)


@test(FOLD)
def an_account_says_that_a_household_stands_in_several_places(program):
    table = Table(program)
    h1 = household(table, "H1", 2)
    write("in.csv", table.make(h1[0], *household(table, "H2", 2), h1[1]))
    for keys in (("H1", "H2"), ("H1",), ("H2",)):
        only = [f"--only={key}" for key in keys] if len(keys) == 1 else []
        result = run(program, "--explain", *only, "in.csv")
        ends(result, int("H1" in keys))
        out = result.out.decode()
        for key in keys:
            holds(key in out, f"no {key} in {out}")
        same("2 places" in out, "H1" in keys, out)


@test(FOLD)
def numbers_of_people_are_in_no_message_about_households(program):
    table = Table(program)
    for number in (ID, PHONE, CARD):
        h1 = household(table, number, 3)
        h2 = household(table, "H2", 2)
        for lines in ((h1[0], *h2, *h1[1:]), (h1[1], h1[0], *h2), (h1[0], h1[0]),
                      household(table, number, 2, household_size=number),
                      household(table, f'" {number} "', 2) + h2 + h1,
                      household(table, "H1", 2, month=number)):
            write("in.csv", table.make(*lines))
            for arguments in ((), ("--explain",), ("--explain", "--only", number),
                              ("--explain", "--only", PHONE)):
                result = run(program, "--summary", *arguments, "in.csv")
                silent_about(result, number, f"{lines}")
                holds(not arguments or number not in spoken(result.out.decode()), result.out)


# --- memory -----------------------------------------------------------------------------------

def peak(program, *arguments):
    """The most memory that it had, in KiB."""
    with open(os.devnull, "wb") as nowhere:
        with subprocess.Popen(command(program, *arguments), stdout=nowhere) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
    same(child.returncode, 0, "exit status")
    return usage.ru_maxrss


@test(FOLD)
def memory_does_not_grow_with_households_in_order(program):
    if "asan" in BIN.parts:
        raise Skipped("sanitizers need memory of their own")
    table = Table(program)
    for name, count in (("few.csv", 20_000), ("many.csv", 400_000)):
        write(name, table.make("".join(table.record(f"H{i}") for i in range(1, count + 1))))
    for jobs in "14":
        few, many = (peak(program, "-j", jobs, name) for name in ("few.csv", "many.csv"))
        holds(many < few + 1024, f"{few} KiB for a few, {many} KiB for many, -j {jobs}")
