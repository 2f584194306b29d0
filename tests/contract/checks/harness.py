"""Runs programs and says, line by line, what holds of them."""
import csv
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NamedTuple

BIN = Path(os.environ.get("BANGFU_BIN", "build/bin")).resolve()
ROOT = Path(__file__).resolve().parents[3]
TIMEOUT = 30
# Where calls are made to fail there are no sanitizers.
PLAIN_BUILD = (BIN.parent / "tests" / "shim.so").exists()

csv.field_size_limit(1 << 30)
# What bears the time when it was made is the same each time.
os.environ["SOURCE_DATE_EPOCH"] = "1750000000"


class Result(NamedTuple):
    status: int  # negative: the signal that ended it
    out: bytes
    err: str


class Scratch:
    """Folders apart from those that tests look at, for the ledgers that programs are given."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="bangfu-scratch-")
        self.last = None  # the folder of the run before
        self.posted = Path(self.folder.name, "posted", "aid.db")
        self.event = Path(self.folder.name, "event")

    def renew(self):
        self.last = tempfile.mkdtemp(dir=self.folder.name)
        return self.last

    def ledger(self):
        """One with payments, made once; it is only read."""
        if not self.posted.exists():
            self.posted.parent.mkdir()
            subprocess.run([BIN / "post-aid", "--ledger", self.posted, "--batch", "2025-03"],
                           input=POSTED.encode(), capture_output=True, timeout=TIMEOUT, check=True)
        return self.posted

    def tables(self):
        """Those of an event, and a key, made once; they are only read."""
        if not self.event.exists():
            self.event.mkdir()
            for name, text in EVENT.items():
                (self.event / name).write_text(text, encoding="utf-8")
                (self.event / name).chmod(0o600)
        return self.event

    def empty(self):
        for path in Path(self.folder.name).iterdir():
            if path not in (self.posted.parent, self.event):
                shutil.rmtree(path, ignore_errors=True)


SCRATCH = Scratch()
POSTED = """\
household_id,household_size,annual_income,region,assessed_on,category,living_aid,medical_aid,\
education_aid,accident_aid,total_aid,approval
H1,1,9071.99,341500,2025-03-01,deep,9072.00,0,0,0,9072.00,county
H2,1,9071.99,341500,2025-03-01,deep,500.00,0,0,0,500.00,county
H3,1,9071.99,341500,2025-03-02,deep,0.01,0,0,0,0.01,county
"""
# A day of mending, ten times as fast as anybody: a piece takes 0.6 seconds.
EVENT = {
    "event.csv": "title,date,start,duration,venue\n活动,2025-12-27,00:00,1440,广场\n",
    "agenda.csv": "agenda_item,speaker,minutes\n讲话,李,5\n缝补,,\n",
    "roster.csv": "name,team,role,speed\n董,矿工会,leader,\n" + "".join(
        f"志{i},家属协管会,volunteer,10\n" for i in range(10)),
    "minutes.csv": "repair,minutes\n钉纽扣,0.1\n换拉链,25\n",
    "tasks.csv": "task,owner,due,status,quantity\n文案,蔡,2025-12-20,已完成,\n"
                 "布场,综合股,2025-12-25,未完成,12\n",
    "key": "0123456789abcdef\n",
}


def command(program, *args):
    """`{scratch}` is a folder of this run's own, `{ledger}` a ledger with payments, `{event}` a
    folder with the tables of an event, `{key}` a key."""
    words = [*program.always, *map(str, args)]
    if any("{scratch}" in word for word in words):
        folder = SCRATCH.renew()
        words = [word.replace("{scratch}", folder) for word in words]
    if "{ledger}" in words:
        words = [word.replace("{ledger}", str(SCRATCH.ledger())) for word in words]
    if any("{event}" in word or "{key}" in word for word in words):
        folder = str(SCRATCH.tables())
        words = [word.replace("{event}", folder).replace("{key}", f"{folder}/key")
                 for word in words]
    return [BIN / program.name, *words]


def run(program, *args, stdin=b"", **more):
    """Runs a program on bytes; `more` goes to subprocess.run."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if "stdin" not in more:
        streams["input"] = stdin
    done = subprocess.run(command(program, *args), timeout=TIMEOUT, **{**streams, **more},
                          check=False)
    return Result(done.returncode, done.stdout or b"",
                  told(program, done.returncode, done.stderr or b""))


def told(program, status, errors):
    """What was said on standard error, without what each run of the program says."""
    text = errors.decode("utf-8", "backslashreplace")
    for pattern in filter(None, (program.remarks, program.says if status in (0, 1) else "")):
        text = re.sub(f"^{pattern}", "", text, flags=re.MULTILINE)
    return text


def catches(child, number):
    """The program has said what it does on this signal: the last it speaks of is SIGUSR2."""
    status = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"^SigCgt:\s*(\w+)", status, re.MULTILINE)[1], 16) >> (number - 1) & 1


def without(*descriptors):
    """For preexec_fn: the program finds these descriptors closed."""
    def close():
        for descriptor in descriptors:
            os.close(descriptor)
    return close


def ignoring_broken_pipes():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def broken_pipe():
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


# --- what must hold ---------------------------------------------------------------------------

def short(value, most=600):
    text = value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
    return text if len(text) <= most else text[:most] + " …"


def same(found, expected, what="found"):
    if found != expected:
        raise AssertionError(f"{what}: {short(found)!r}, expected {short(expected)!r}")


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


def ends(result, status):
    """The exit status, with what was said on the way."""
    same(result.status, status, f"exit status (standard error: {short(result.err)!r})")


def refuses(program, result, *words, out=b""):
    """Exit status 2, one line on standard error with these words, and no output."""
    ends(result, 2)
    same(result.out, out, f"standard output ({short(result.err)!r})")
    holds(result.err.startswith(f"{program.name}: "), f"not by its name: {short(result.err)!r}")
    same(result.err.count("\n"), 1, f"lines in {short(result.err)!r}")
    for word in words:
        holds(str(word) in result.err, f"no {word!r} in {short(result.err)!r}")


# --- tables -----------------------------------------------------------------------------------

def rows(table):
    """The records of a table, by the reader of another house."""
    text = table.decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


class Summary(NamedTuple):
    read: int
    written: int  # or taken in, where it is decided at the end what is written
    rejected: int
    flagged: int


def counts(err):
    """The summary, and how many were written in the end."""
    found = re.search(r": (\d+) read = (\d+) (?:(?:written|looked at) \+ (\d+) rejected; "
                      r"|taken in \+ (\d+) rejected; (\d+) written, )(\d+) ", err)
    holds(found, f"no summary in {short(err)!r}")
    read, taken, rejected, rejected_else, written, flagged = found.groups()
    return (Summary(*map(int, (read, taken, rejected or rejected_else, flagged))),
            int(written or taken))


def summary(err):
    return counts(err)[0]


# --- tests ------------------------------------------------------------------------------------

TESTS = []
# Modules of what does not depend on the way in which a program is used.
OF_ONE_WAY = ("checks.streams", "checks.usage")


class Skipped(Exception):
    """What a test needs is not here."""


def test(*kinds):
    """Makes a function a test of the programs of these kinds; its name says what must hold."""
    def add(function):
        TESTS.append((function, kinds))
        return function
    return add


def run_test(function, program):
    """One line of result; each test has a folder of its own, which is the current one."""
    label = f"{program.label}: {function.__name__.replace('_', ' ')}"
    here = os.getcwd()
    try:
        with tempfile.TemporaryDirectory(prefix="bangfu-") as folder:
            if function.__name__ in (program.apart or {}):
                raise Skipped(program.apart[function.__name__])
            os.chdir(folder)
            try:
                function(program)
            finally:
                os.chdir(here)
                SCRATCH.empty()
    except Skipped as reason:
        print(f"ok - {label} # skip {reason}")
        return True
    except (AssertionError, subprocess.TimeoutExpired) as wrong:
        print(f"not ok - {label}\n# {wrong}")
        return False
    except Exception:  # a test that cannot go on has failed, and the others go on
        print(f"not ok - {label}")
        print("".join(f"# {line}\n" for line in traceback.format_exc().splitlines()), end="")
        return False
    print(f"ok - {label}")
    return True


# What a command line or a stream does is the same code in every program: the plain build shows it.
SANITIZED = "asan" in BIN.parts


def run_tests(programs, module=None):
    """All tests, or those of a module, that apply to these programs; true when all hold."""
    good = [run_test(function, program) for program in programs for function, kinds in TESTS
            if program.kind in kinds and (module is None or function.__module__ == module.__name__)
            and not ((program.again or SANITIZED) and function.__module__ in OF_ONE_WAY)]
    sys.stdout.flush()
    return bool(good) and all(good)
