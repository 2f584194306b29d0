"""-o FILE, several threads, and programs one behind the other."""
import os
import signal
import stat
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from checks.harness import (TIMEOUT, catches, command, ends, holds, refuses, rows, run, same,
                            summary, test)
from checks.programs import (ANY, AT_ONCE, AUDIT, DAY, EXPORT, LOOKUP, POLICY, PROGRAMS, PUBLIC,
                             STRICT, TABLE, TABLELESS, WHOLE)
from checks.samples import Table, read, rejecting, write


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


def prepared(program):
    """Arguments for a file that is read, and what then goes to standard output."""
    arguments = program.arguments
    if program.kind not in TABLELESS:
        arguments = (write("in.csv", Table(program).of(3)),)
    return arguments, run(program, *arguments).out


# --- the file ---------------------------------------------------------------------------------

@test(*ANY)
def a_file_is_written_for_its_owner(program):
    arguments, expected = prepared(program)
    before = os.umask(0)
    result = run(program, *arguments, "-o", "out")
    os.umask(before)
    same(result, (int(program.finds > 0), b"", ""))
    same(read("out"), expected)
    same(mode("out"), 0o600, "mode")
    Path("out").chmod(0o644)
    ends(run(program, *arguments, "--output=out"), result.status)
    same(mode("out"), 0o600, "mode of the file that takes its place")


@test(*ANY)
def a_dash_is_standard_output(program):
    arguments, expected = prepared(program)
    same(run(program, *arguments, "-o", "-").out, expected)
    holds(not Path("-").exists(), "a file of that name")


@test(*ANY)
def a_file_that_cannot_be_written_is_named(program):
    arguments, _ = prepared(program)
    refuses(program, run(program, *arguments, "-o", "no/such/folder"), "no/such/folder")
    refuses(program, run(program, *arguments, "-o", "."), ".")
    refuses(program, run(program, *arguments, "-o", ""))


@test(*AT_ONCE)
def a_file_may_be_its_own_input(program):
    arguments, expected = prepared(program)
    same(run(program, *arguments, "-o", *arguments), (0, b"", ""))
    same(read("in.csv"), expected)


@test(*WHOLE, AUDIT)
def what_is_made_of_a_table_does_not_replace_it(program):
    data = Table(program).of(3)
    write("in.csv", data)
    write("2.csv", data)
    os.symlink("in.csv", "link.csv")
    for target in ("in.csv", "./in.csv", "link.csv"):
        for names in (("in.csv",), ("2.csv", "in.csv"), ("link.csv",)):
            refuses(program, run(program, *names, "-o", target), "in.csv" if names != ("link.csv",)
                    else "link.csv")
    same(read("in.csv"), data)


def check_untouched(program, *arguments):
    """It fails, what was there is there, and nothing else is."""
    write("out.csv", b"old\n")
    before = sorted(os.listdir())
    refuses(program, run(program, *arguments, "-o", "out.csv"))
    same(read("out.csv"), b"old\n")
    same(sorted(os.listdir()), before, "files")


@test(*TABLE)
def a_run_that_fails_leaves_everything_as_it_was(program):
    write("in.csv", Table(program).of(2000))
    write("other.csv", b'"a,b\n1,2\n')
    check_untouched(program, "missing.csv")
    check_untouched(program, "in.csv", "missing.csv")
    check_untouched(program, "in.csv", "other.csv")
    check_untouched(program, "other.csv")
    check_untouched(program, "in.csv", "--rejects", "/dev/full")
    check_untouched(program, "-j", "4", "in.csv", ".")


@test(LOOKUP)
def a_lookup_that_fails_leaves_everything_as_it_was(program):
    check_untouched(program, *program.arguments, "--policy", "missing.csv")
    check_untouched(program, "--check", "missing.csv")


def interrupted(program, number, data, *arguments):
    """Ended by a signal while it waits for the rest of its input."""
    least = 0 if program.kind in WHOLE else 1  # bytes that are written before the end
    with subprocess.Popen(command(program, *arguments), stdin=subprocess.PIPE) as child:
        child.stdin.write(data)
        child.stdin.flush()
        wait_until(lambda: catches(child, signal.SIGUSR2) and any(
            path.stat().st_size >= least for path in Path().glob("out.csv.*")))
        os.kill(child.pid, number)
        return child.wait(TIMEOUT)


def wait_until(condition):
    end = time.monotonic() + TIMEOUT
    while not condition():
        holds(time.monotonic() < end, "it did not begin to write")
        time.sleep(0.002)


@test(*TABLE)
def an_interruption_leaves_everything_as_it_was(program):
    write("out.csv", b"old\n")
    # The first MiB of an export is looked at before anything is written.
    data = Table(program).of(40000 if program.kind == EXPORT else 4000)
    for number, arguments in ((signal.SIGTERM, ()), (signal.SIGINT, rejecting(program)),
                              (signal.SIGTERM, ("-j", "4", *rejecting(program))),
                              (signal.SIGQUIT, ())):
        status = interrupted(program, number, data, "-o", "out.csv", *arguments)
        same(status, -number, "exit status")
        same(read("out.csv"), b"old\n")
        same(os.listdir(), ["out.csv"], "files")


@test(*TABLE)
def what_is_still_to_be_read_is_not_written_over(program):
    data = Table(program).of(3)
    write("in.csv", data)
    write("policy.csv", b"scheme\n")
    os.symlink("in.csv", "link.csv")
    for rejects in ("in.csv", "./in.csv", "link.csv") if program.rejects else ():
        refuses(program, run(program, "in.csv", "-o", "out.csv", "--rejects", rejects),
                "in.csv")
    if program.kind in POLICY:
        for option in ("-o", "--rejects")[:1 + program.rejects]:
            refuses(program, run(program, "in.csv", "-p", "policy.csv", option, "policy.csv"),
                    "policy.csv")
    same(read("in.csv"), data)
    same(read("policy.csv"), b"scheme\n")
    same(sorted(os.listdir()), ["in.csv", "link.csv", "policy.csv"], "files")


@test(*STRICT, DAY, PUBLIC)
def a_calendar_is_not_written_over(program):
    arguments, _ = prepared(program)
    write("calendar.csv", b"date,kind,source\n")
    refused = run(program, *arguments, "--calendar", "calendar.csv").err
    if "--calendar" in refused:
        return  # it has no use for one
    os.symlink("calendar.csv", "link.csv")
    refuses(program, run(program, *arguments, "--calendar", "calendar.csv", "-o", "link.csv"),
            "calendar.csv")
    if program.kind != DAY and program.rejects:
        refuses(program, run(program, *arguments, "--calendar", "calendar.csv",
                             "--rejects", "calendar.csv"), "calendar.csv")
    same(read("calendar.csv"), b"date,kind,source\n")


@test(*TABLE)
def a_link_is_followed_and_one_that_leads_nowhere_refused(program):
    arguments, expected = prepared(program)
    write("real.csv", b"old\n")
    os.symlink("real.csv", "link.csv")
    ends(run(program, *arguments, "-o", "link.csv"), int(program.finds > 0))
    same((os.readlink("link.csv"), read("real.csv")), ("real.csv", expected))
    os.symlink("nowhere/out.csv", "lost.csv")
    refuses(program, run(program, *arguments, "-o", "lost.csv"), "lost.csv")
    holds(os.path.islink("lost.csv"), "the link is gone")


@test(*AT_ONCE)
def a_limit_on_the_size_of_files_is_a_failure_like_any(program):
    write("in.csv", Table(program).of(24000))
    limit = ["sh", "-c", 'ulimit -f 64; exec "$@"', "sh", *command(program)]
    with subprocess.Popen([*limit, "in.csv", "-o", "out.csv"], stderr=subprocess.PIPE) as child:
        _, errors = child.communicate(timeout=TIMEOUT)
    same((child.returncode, b"out.csv" in errors), (2, True))
    same(os.listdir(), ["in.csv"], "files")


# --- threads ----------------------------------------------------------------------------------

def long_and_faulty(program):
    """Several batches, with faults of all kinds all over them."""
    table = Table(program)
    lines = []
    for i in range(2500):
        lines.append(table.record(f"r{i}", annual_income=str(i * 7)))
        lines += [] if i % 50 else ["short\n", table.record(f'"{i}'), table.record("\0"),
                                    table.record("bad", **program.bad), f'r{i}"\n']
    return table.make(*lines)


@test(*TABLE)
def any_number_of_threads_gives_the_same_bytes(program):
    write("in.csv", long_and_faulty(program))
    arguments = ("--summary", "in.csv", "in.csv")
    one = run(program, "-j", "1", *arguments)
    ends(one, 1)
    same(summary(one.err).read, summary(one.err).written + summary(one.err).rejected)
    same(run(program, *arguments), one)
    for jobs in ("2", "4", "8"):
        same(run(program, "--jobs", jobs, *arguments), one, f"-j {jobs}")
    if program.rejects:
        run(program, "-j", "1", "--rejects", "1.csv", *arguments)
        run(program, "-j", "4", "--rejects", "4.csv", *arguments)
        same(read("4.csv"), read("1.csv"), "rejects")


# --- programs one behind the other ------------------------------------------------------------

@test(EXPORT)
def its_table_is_one_that_filters_take(program):
    header = '*职工编号,"户口所在地\n行政区划",家庭人口（人）,家庭年度总收入(万元),核定日期,备注\n'
    record = "LA1,341500,四,0.5万元,2025/3/1, 自己的 \n"
    result = run(program, stdin=(header + record).encode())
    ends(result, 0)
    same(rows(result.out), [
        ["household_id", "region", "household_size", "annual_income", "assessed_on", "备注",
         "problems"],
        ["LA1", "341500", "4", "5000.00", "2025-03-01", " 自己的 ", ""]])
    # 5000 yuan a year for four are below 756 a month for each.
    decided = run(PROGRAMS["classify"], stdin=result.out)
    ends(decided, 0)
    same(dict(zip(*rows(decided.out)))["category"], "deep")
    aided = run(PROGRAMS["calc-aid"], stdin=decided.out)
    ends(aided, 0)
    same(dict(zip(*rows(aided.out)))["aid_category"], "deep")


@test(*STRICT)
def a_filter_takes_the_table_of_another(program):
    classify = PROGRAMS.get(f"classify {program.way}", PROGRAMS["classify"])
    both = Table(replace(program, good={**classify.good, **program.good})).of(3)
    table = run(classify, stdin=both).out
    once = run(program, stdin=table)
    ends(once, 0)
    width = len(rows(both)[0])
    same([row[:width] for row in rows(once.out)], [row[:width] for row in rows(table)])
