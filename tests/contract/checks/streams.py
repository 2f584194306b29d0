"""Standard streams that are full, closed, or left by who reads them."""
import os
import subprocess

from checks.harness import (TIMEOUT, broken_pipe, command, ends, holds, ignoring_broken_pipes,
                            refuses, run, same, test, told, without)
from checks.programs import ANY, MASKING, NAMING, PAPERS, PASSING, TABLE, TABLELESS
from checks.samples import Table, read, rejecting, write

MANY = 5000  # records: more than a pipe takes


def sample(program, count=3):
    """Arguments and input that make a program write something."""
    if program.kind in TABLELESS:
        return program.arguments, b""
    return (), Table(program).of(count)


def everything_written(program):
    """(arguments, input) of all that goes to standard output."""
    return [sample(program), (("--help",), b""), (("--version",), b"")]


@test(*ANY)
def a_full_device_is_an_error(program):
    for arguments, data in everything_written(program):
        with open("/dev/full", "wb") as full:
            refuses(program, run(program, *arguments, stdin=data, stdout=full),
                    "standard output", "No space left on device")
    arguments, data = sample(program)
    refuses(program, run(program, *arguments, "-o", "/dev/full", stdin=data), "/dev/full")


@test(*ANY)
def a_closed_standard_output_is_an_error(program):
    for arguments, data in everything_written(program):
        refuses(program, run(program, *arguments, stdin=data, preexec_fn=without(1)),
                "standard output")


@test(*ANY)
def a_closed_standard_output_does_not_matter_to_a_file(program):
    arguments, data = sample(program)
    expected = run(program, *arguments, stdin=data).out
    ends(run(program, *arguments, "-o", "out", stdin=data, preexec_fn=without(1)),
         int(program.finds > 0))
    same(read("out"), expected)


@test(*ANY)
def a_pipe_that_nobody_reads_is_an_error(program):
    for arguments, data in everything_written(program):
        for ready, status in ((None, -13), (ignoring_broken_pipes, 2)):
            writing = broken_pipe()
            result = run(program, *arguments, stdin=data, stdout=writing, preexec_fn=ready)
            os.close(writing)
            ends(result, status)
            same(result.err.count("\n"), 1 if status == 2 else 0, "lines of standard error")


def read_one_line(program, ready, data):
    """How a program ends whose reader leaves after a line: `| head -1`."""
    write("in.csv", data)
    with subprocess.Popen(command(program, "in.csv"), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, preexec_fn=ready) as child:
        child.stdout.readline()
        child.stdout.close()
        errors = child.stderr.read()
        status = child.wait(TIMEOUT)
        return status, told(program, status, errors)


@test(*NAMING, *MASKING, *PAPERS)
def a_reader_that_leaves_early_is_no_success(program):
    data = Table(program).of(MANY)
    same(read_one_line(program, None, data), (-13, ""))
    status, errors = read_one_line(program, ignoring_broken_pipes, data)
    same(status, 2, "exit status")
    same(errors.count("\n"), 1, "lines of standard error")


@test(*PASSING)
def a_reader_that_has_taken_all_may_leave(program):
    for jobs in ("1", "4"):
        with subprocess.Popen(command(program, "-j", jobs), stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as child:
            child.stdin.write(Table(program).of(20))
            child.stdin.close()
            for _ in range(21):
                child.stdout.readline()
            child.stdout.close()
            same(child.wait(TIMEOUT), 0, "exit status")


@test(*TABLE)
def a_closed_standard_input_is_an_error(program):
    for arguments in ((), ("-",)):
        refuses(program, run(program, *arguments, stdin=None, preexec_fn=without(0)),
                "standard input")


@test(*ANY)
def a_closed_standard_input_does_not_matter_to_a_file(program):
    arguments, data = sample(program)
    if data:
        arguments = (write("in.csv", data),)
    expected = run(program, *arguments)
    same(run(program, *arguments, stdin=None, preexec_fn=without(0)), expected)


@test(*TABLE)
def a_closed_standard_error_changes_nothing_else(program):
    table = Table(program)
    write("in.csv", table.make(table.record("r1"), "too,few\n", table.record("r2"), 'r"3\n'))
    expected = run(program, "--summary", "in.csv")
    ends(expected, 1)
    result = run(program, "--summary", "in.csv", preexec_fn=without(2))
    same(result, (expected.status, expected.out, ""))
    result = run(program, "--summary", "in.csv", "-o", "out.csv", *rejecting(program),
                 preexec_fn=without(0, 1, 2))
    same(result, (1, b"", ""))
    same(read("out.csv"), expected.out)
    if program.rejects:
        same(read("rejects.csv").count(b"\n"), 3, "lines of rejects")


@test(*TABLE)
def a_file_does_not_take_the_place_of_a_closed_stream(program):
    table = Table(program)
    write("in.csv", table.make(table.record("r1"), "too,few\n"))
    expected = run(program, "in.csv").out
    ends(run(program, "in.csv", "-o", "out.csv", preexec_fn=without(2)), 1)
    same(read("out.csv"), expected)
    if program.rejects:
        result = run(program, "in.csv", "--rejects", "rejects.csv", preexec_fn=without(1))
        refuses(program, result, "standard output")
    same(sorted(os.listdir()), ["in.csv", "out.csv"], "files")


@test(*ANY)
def an_error_without_standard_error_is_still_one(program):
    same(run(program, "--nonsense", preexec_fn=without(2)), (2, b"", ""))
    same(run(program, "--nonsense", preexec_fn=without(0, 1, 2)), (2, b"", ""))


@test(*TABLE)
def nothing_is_shown_of_progress_where_nobody_looks(program):
    data = Table(program).of(3)
    same(run(program, stdin=data).err, "", "standard error")
    same(run(program, "--no-progress", stdin=data).err, "", "standard error")
    result = run(program, "--progress", stdin=data)
    ends(result, int(program.finds > 0))
    holds("\r" in result.err, f"no progress: {result.err!r}")
    same(result.out, run(program, stdin=data).out)
