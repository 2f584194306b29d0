"""Disks that are full, limits, interruptions, where there is a temporary file: all or nothing."""
import os
import re
import signal
import stat
import subprocess
import time
from dataclasses import replace
from pathlib import Path

from checks.harness import TIMEOUT, Skipped, catches, command, holds, run, same, test
from checks.lists import CHINESE, example, listed
from checks.programs import DRAW, FOLD, LETTERS, LIST, MESSAGES, POST, PUBLIC, RETURN
from checks.returns import RETURNS
from checks.samples import Table, read, write

KIB = 1024
TEMPORARY = (LIST, RETURN, FOLD, DRAW, POST, PUBLIC, LETTERS, MESSAGES)  # those that have a temporary file
# In a place where mounts of its own end with the program: a small disk at disk/, on it what $OLD
# says, then the program; `left` is what lies on the disk at the end, out what is in the target.
ON_A_DISK = """\
mount -t tmpfs -o size="$1" tmpfs disk || exit 77
[ -z "$OLD" ] || echo old >disk/out.xlsx
shift
"$@"
status=$?
ls -A disk >left
[ ! -e disk/out.xlsx ] || cp disk/out.xlsx out.xlsx
exit $status
"""


def described(program):
    return {LIST: CHINESE, RETURN: RETURNS}.get(program.kind, program)


def sample(program):
    """A header and records, of which the most is written."""
    if program.kind in (LIST, RETURN):
        return example().splitlines(keepends=True)
    table = Table(program)
    written = program.bad if program.kind == POST else {}
    return [line.encode() for line in (table.header(), *(
        table.record(f"H{i}", **written, county_visited="no", doubtful="yes")
        for i in range(1000)))]


def prepared(program):
    """(arguments, what is written, the status) of a run where nothing is wrong."""
    write("aid.csv", b"".join(sample(program)))
    result = run(described(program), "aid.csv", "-o", "whole.xlsx")
    holds(result.status in (0, 1), result.err)
    os.mkdir("disk")
    return read("whole.xlsx"), result.status


def may_mount():
    done = subprocess.run(["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs disk"],
                          capture_output=True, check=False)
    if done.returncode != 0:
        raise Skipped("no right to mount a file system")


def on_a_disk(program, size, *arguments, **environment):
    """How it ends with so many bytes of disk, what it said, what is left there, the target."""
    for name in ("left", "out.xlsx"):
        Path(name).unlink(missing_ok=True)
    done = subprocess.run(["unshare", "-m", "sh", "-c", ON_A_DISK, "sh", str(size),
                           *map(str, command(described(program), *arguments))],
                          capture_output=True, timeout=TIMEOUT, check=False,
                          env={**os.environ, **environment})
    target = read("out.xlsx") if Path("out.xlsx").exists() else None
    return done.returncode, done.stderr.decode(), read("left").decode().split(), target


def check_failure(program, status, errors, *words):
    same(status, 2, f"exit status ({errors!r})")
    *before, last = errors.splitlines()
    # What was found is said before that is written.
    holds(program.kind in (DRAW, POST, PUBLIC) or not before, f"lines before it in {errors!r}")
    holds(last.startswith(f"{program.name}: "), errors)
    for word in words:
        holds(word in last, f"no {word!r} in {errors!r}")


def sizes(most):
    """Of disks, in pages of memory: all small ones, then fewer and fewer."""
    size = 1
    while size * 4 * KIB < most:
        yield size * 4 * KIB
        size += 1 + size // 6


@test(*TEMPORARY)
def a_full_temporary_folder_is_an_error(program):
    whole, good = prepared(program)
    may_mount()
    failed = 0
    for size in (*sizes(800 * KIB), 4096 * KIB):
        write("out.xlsx.old", b"old\n")
        os.replace("out.xlsx.old", "target.xlsx")
        status, errors, left, _ = on_a_disk(program, size, "aid.csv", "-o", "target.xlsx",
                                            TMPDIR="disk", OLD="")
        same(left, [], f"left behind on {size} bytes")
        if status == 2:
            failed += 1
            check_failure(program, status, errors, "disk", "No space left on device")
            same(read("target.xlsx"), b"old\n")
        else:
            same((status, read("target.xlsx") == whole), (good, True), f"on {size} bytes")
        same(sorted(name for name in os.listdir() if "target" in name), ["target.xlsx"], "files")
    holds(failed > 5, f"only {failed} disks were too small")
    same(status, good, "the largest is large enough")


@test(*TEMPORARY)
def a_full_disk_of_the_target_is_an_error(program):
    whole, good = prepared(program)
    may_mount()
    failed = 0
    for size in (*sizes(len(whole) + 20 * KIB), 4096 * KIB):
        status, errors, left, target = on_a_disk(program, size, "aid.csv", "-o", "disk/out.xlsx",
                                                 OLD="1")
        same(left, ["out.xlsx"], f"left behind on {size} bytes")
        if status == 2:
            failed += 1
            check_failure(program, status, errors, "disk/out.xlsx", "No space left on device")
            same(target, b"old\n")
        else:
            same((status, target == whole), (good, True), f"on {size} bytes")
    holds(failed > 3, f"only {failed} disks were too small")
    same(status, good, "the largest is large enough")


@test(LETTERS)
def a_full_disk_has_all_letters_or_none(program):
    write("aid.csv", Table(program).of(40))
    write("t.html", "{{#records}}{{name}}" + 1000 * "x" + "{{/records}}")
    one = replace(program, always=("--kind", "exit", "--all", "--template", "t.html"))
    os.mkdir("disk")
    may_mount()
    failed = 0
    for size in (*sizes(300 * KIB), 4096 * KIB):
        status, errors, left, _ = on_a_disk(one, size, "aid.csv", "--output-dir", "disk/letters",
                                            OLD="")
        if status == 2:
            failed += 1
            check_failure(one, status, errors, "disk/letters", "No space left on device")
        same((status, left), (2, []) if status else (0, ["letters"]), f"on {size} bytes")
    holds(failed > 3, f"only {failed} disks were too small")
    same(status, 0, "the largest is large enough")


@test(*TEMPORARY)
def a_folder_for_temporary_files_must_be_one(program):
    prepared(program)
    write("file", b"")
    for folder in ("/dev/full", "missing", "file", "/proc"):
        write("target.xlsx", b"old\n")
        before = sorted(os.listdir())
        result = run(described(program), "aid.csv", "-o", "target.xlsx",
                     env={**os.environ, "TMPDIR": folder})
        same(result.out, b"")
        check_failure(program, result.status, result.err, folder)
        same((read("target.xlsx"), sorted(os.listdir())), (b"old\n", before), folder)
    for form in ((), ("--format", "xlsx")) if program.kind == RETURN else ((),):
        result = run(described(program), "aid.csv", *form, "-o", "/dev/full")
        check_failure(program, result.status, result.err, "/dev/full", "No space left on device")


@test(*TEMPORARY)
def a_limit_on_the_size_of_files_costs_all_or_nothing(program):
    whole, good = prepared(program)
    failed = 0
    for blocks in (0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 80, 96, 128, 200, 300, 400, 500, 600, 8000):
        write("target.xlsx", b"old\n")
        done = subprocess.run(["sh", "-c", 'ulimit -f "$1"; shift; exec "$@"', "sh", str(blocks),
                               *map(str, command(described(program), "aid.csv", "-o",
                                                 "target.xlsx"))],
                              capture_output=True, timeout=TIMEOUT, check=False,
                              env={**os.environ, "TMPDIR": "disk"})
        if done.returncode == 2:
            failed += 1
            check_failure(program, 2, done.stderr.decode(), "File too large")
            same(read("target.xlsx"), b"old\n")
        else:
            same((done.returncode, read("target.xlsx") == whole), (good, True), f"{blocks} blocks")
        same(os.listdir("disk"), [], "temporary files")
        same(sorted(name for name in os.listdir() if "target" in name), ["target.xlsx"], "files")
    holds(failed > 5, f"only {failed} limits were too low")
    same(done.returncode, good, "the highest is high enough")


# --- interruptions ----------------------------------------------------------------------------

def fed(program, folder):
    """The program, in the middle of a long table, its temporary files made."""
    header, *records = sample(program)
    child = subprocess.Popen(command(described(program), "-o", "target.xlsx"),
                             stdin=subprocess.PIPE, env={**os.environ, "TMPDIR": folder})
    child.stdin.write(header + b"".join(records) * (40 if len(records) < 1000 else 4))
    child.stdin.flush()
    end = time.monotonic() + TIMEOUT
    while not any(Path().glob("target.xlsx.*")) or not catches(child, signal.SIGUSR2):
        holds(time.monotonic() < end, "it did not begin")
        time.sleep(0.002)
    return child


def here():
    return sorted(name for name in os.listdir() if "target" in name)


@test(*TEMPORARY)
def an_interruption_leaves_no_temporary_file(program):
    os.mkdir("tmp")
    write("target.xlsx", b"old\n")
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with fed(program, "tmp") as child:
            os.kill(child.pid, number)
            same(child.wait(TIMEOUT), -number, "exit status")
        same((os.listdir("tmp"), here(), read("target.xlsx")), ([], ["target.xlsx"], b"old\n"))


@test(*TEMPORARY)
def what_is_killed_leaves_one_file_of_its_owner_at_most(program):
    os.mkdir("tmp")
    write("target.xlsx", b"old\n")
    with fed(program, "tmp") as child:
        for _ in range(20):  # as it works on, nothing gets a name
            same(os.listdir("tmp"), [], "temporary files")
            time.sleep(0.002)
        os.kill(child.pid, signal.SIGSTOP)
        same(os.listdir("tmp"), [], "temporary files")
        os.kill(child.pid, signal.SIGKILL)
        same(child.wait(TIMEOUT), -signal.SIGKILL, "exit status")
    same(os.listdir("tmp"), [], "temporary files")
    same(read("target.xlsx"), b"old\n")
    (left,) = (name for name in here() if name != "target.xlsx")
    holds(re.fullmatch(r"target\.xlsx\.\w{6}", left), left)
    same(stat.S_IMODE(os.stat(left).st_mode), 0o600, "mode")
