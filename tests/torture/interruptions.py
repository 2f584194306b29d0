"""Kills, many writers at once, calls that fail, full disks: all or nothing, and once."""
import os
import random
import shutil
import stat
import subprocess
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path

from office import (SHIM, TIMEOUT, aid, command, content, entries, exactly_once, holds, intact,
                    looked_over, payments, posted, rows, same)
from trial import CHANGES, FILES, LEDGER, Skipped, in_folders, trial

# --- kills ------------------------------------------------------------------------------------

def begun(size, folder):
    """A ledger with one batch, beside which another is to be posted."""
    if not Path("begun.db").exists():
        posted("begun.db", "first", aid("first", size.few))
    shutil.copy("begun.db", folder / LEDGER)
    return {"first": payments("first", aid("first", size.few))}


def check_files(folder):
    """Only its owner may read what is there, and what is there is the ledger's."""
    for path in folder.iterdir():
        mode = stat.S_IMODE(path.stat().st_mode)
        same((path.name.startswith((LEDGER, f".{LEDGER}.")), oct(mode)), (True, "0o600"), path.name)


def check_interrupted(folder, before, data):
    """All or nothing was posted; posted again, each payment is there once."""
    whole = {**before, "batch": payments("batch", data)}
    check_files(folder)
    ledger = folder / LEDGER
    done = None
    if ledger.exists():
        look = Path(tempfile.mkdtemp(dir="."))  # what looks at it may mend it: post-aid must, too
        shutil.copytree(folder, look, dirs_exist_ok=True)
        found = content(look / LEDGER)
        holds(found in (before, whole), lambda: f"half a batch: {found}")
        shutil.rmtree(look)
        done = found == whole
    posted(ledger, "batch", data)
    exactly_once(ledger, whole)
    same([path.name for path in folder.iterdir() if path.name in FILES], [LEDGER], "files")
    return done


def interrupted(size, data, folder, case):
    """Case: how post-aid is ended, and whether there is a ledger before."""
    end, has_ledger = case
    before = begun(size, folder) if has_ledger else {}
    with subprocess.Popen(command("post-aid", "--ledger", folder / LEDGER, "--batch", "batch",
                                  "batch.csv"), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE) as child:
        time.sleep(end)
        child.kill()
    same(child.returncode in (0, -9), True, f"status {child.returncode}")
    done = check_interrupted(folder, before, data)
    holds(done or child.returncode != 0, "status 0, and nothing posted")
    return child.returncode != 0, done


def prepared(size):
    """The batch, in a file too, and how long it takes to post it."""
    data = aid("batch", size.households)
    Path("batch.csv").write_bytes(data)
    times = []
    for i in range(4):
        start = time.monotonic()
        posted(f"timed{i}.db", "batch", data)
        times.append(time.monotonic() - start)
    begun(size, Path(tempfile.mkdtemp(dir=".")))
    return data, sorted(times)[2]


@trial
def what_is_killed_at_any_moment_posts_all_or_nothing_and_once_when_run_again(size):
    data, took = prepared(size)
    chance = random.Random(1)
    results, wanted = [], size.kills
    while wanted > 0 and len(results) < 8 * size.kills:
        # Evenly over the time it takes: it is the moments that differ, not the luck.
        cases = [(took * (i + chance.random()) / wanted, chance.random() < 0.5)
                 for i in range(wanted)]
        results += in_folders(partial(interrupted, size, data), cases)
        wanted = size.kills - sum(killed for killed, _ in results)
        took *= 0.8  # it may have been slower when it was timed
    holds(wanted <= 0, f"only {size.kills - wanted} of {len(results)} were killed")
    return f"{size.kills} kills"


def shimmed(folder, by, call, at, *arguments):
    """post-aid in a folder whose n-th call fails; its status (the signal, negative) and words."""
    return subprocess.run(
        command("post-aid", "--ledger", folder / LEDGER, "--batch", "batch", "batch.csv",
                *arguments),
        env={**os.environ, "LD_PRELOAD": "./shim.so", "FAIL_CALL": call, "FAIL_AT": str(at),
             "FAIL_BY": by, "FAIL_COUNT": str(folder / "count")},
        capture_output=True, timeout=TIMEOUT, check=False)


def calls(size, call, has_ledger):
    """How many of these calls there are when nothing goes wrong."""
    with tempfile.TemporaryDirectory(dir=".") as name:
        folder = Path(name)
        if has_ledger:
            begun(size, folder)
        done = shimmed(folder, "", call, 0)
        same(done.returncode, 0, f"post-aid ({done.stderr!r})")
        return int((folder / "count").read_text(encoding="ascii"))


def shim_or_skip():
    if not SHIM.exists():
        raise Skipped("calls are made to fail only where there are no sanitizers")
    shutil.copy(SHIM, "shim.so")  # a space in a longer name would end it


@trial
def killed_at_each_call_that_changes_a_file_it_posts_all_or_nothing(size):
    shim_or_skip()
    data, _ = prepared(size)

    def killed(folder, case):
        at, by, call, has_ledger = case
        before = begun(size, folder) if has_ledger else {}
        done = shimmed(folder, by, call, at)
        same(done.returncode, -9, f"status, {by} at {call} {at}")
        try:
            return check_interrupted(folder, before, data)
        except AssertionError as wrong:
            raise AssertionError(f"{by} at call {at} of {call}: {wrong}") from wrong

    cases = [(at + 1, by, call, has_ledger)
             for by, call in (("kill", CHANGES), ("torn", "write,pwrite"))
             for has_ledger in (False, True) for at in range(calls(size, call, has_ledger))]
    found = in_folders(killed, cases)
    holds(True in found and False in found, "they all ended alike")
    return f"{len(found)} kills"


# --- many at once -----------------------------------------------------------------------------

def at_once(batches, readers, due):
    """A process for each batch, all on one ledger; meanwhile others read it. The words of each."""
    writers = [subprocess.Popen(command("post-aid", "--ledger", LEDGER, "--batch", batch,
                                        f"{batch}.csv"),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)
               for batch in batches]
    reads = 0
    while any(child.poll() is None for child in writers) and readers:
        if not Path(LEDGER).exists():
            time.sleep(0.001)
            continue
        for batch, found in content(LEDGER).items():
            same(found, due[batch], f"half of {batch} is seen")
        intact(LEDGER)
        reads += 1
    said = []
    for child in writers:
        out, err = child.communicate(timeout=TIMEOUT)
        result = looked_over(child.returncode, out, err)
        same((result.status, rows(result.out)), (0, []), f"post-aid ({result.err!r})")
        said.append(result.err)
    return said, reads


@trial
def eight_processes_at_once_post_each_batch_once(size):
    names = [f"b{i}" for i in range(8)]
    for name in names:
        Path(f"{name}.csv").write_bytes(aid(name, size.households))
    due = {name: payments(name, aid(name, size.households)) for name in names}
    chance, reads = random.Random(2), 0
    for number in range(size.rounds):
        for batches in ([names[number % 8]] * 8, names, chance.choices(names[:3], k=8)):
            for name in FILES:
                Path(name).unlink(missing_ok=True)
            said, more = at_once(batches, number % 2 == 0, due)
            reads += more
            exactly_once(LEDGER, {name: due[name] for name in set(batches)})
            same(sum("nothing" in line for line in said), 8 - len(set(batches)),
                 f"how many said that there was nothing to post: {said}")
            same([name for name in FILES if Path(name).exists()], [LEDGER], "files")
    holds(reads > 0, "nobody read meanwhile")
    return f"{3 * size.rounds} rounds, read {reads} times meanwhile"


@trial
def of_eight_reversals_at_once_one_is_booked(size):
    data = aid("batch", size.few)
    for number in range(size.rounds):
        name = f"reversed{number}.db"
        posted(name, "batch", data)
        (_, household, item), amount = list(payments("batch", data).items())[number]
        children = [subprocess.Popen(command("post-aid", "--ledger", name, "--reverse",
                                             f"batch:{household}:{item}", "--reason", "twice"),
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                    for _ in range(8)]
        ended = []
        for child in children:
            out, err = child.communicate(timeout=TIMEOUT)
            ended.append(looked_over(child.returncode, out, err))
        same(sorted((one.status, "reversed before" in one.err) for one in ended),
             [(0, False)] + [(2, True)] * 7, f"statuses ({ended})")
        *_, last = entries(name)
        same((last["kind"], last["household_id"], last["item"], last["amount"]),
             ("reversal", household, item, f"-{amount}"), "the last entry")
        same(len(entries(name)), len(payments("batch", data)) + 1, "entries")
        intact(name)


# --- full disks -------------------------------------------------------------------------------

def check_failed(done, folder, before, data):
    """Status 0 with all posted, or 2 and a line with what is wrong. True: it failed."""
    result = looked_over(done.returncode, b"", done.stderr)
    holds(result.status in (0, 2), f"status {result.status}: {result.err!r}")
    if result.status == 2:
        holds(result.err.startswith("post-aid: ") and result.err.count("\n") == 1, result.err)
    (folder / "count").unlink(missing_ok=True)
    posted_all = check_interrupted(folder, before, data)
    holds(posted_all or result.status == 2, "status 0, and nothing posted")
    return result.status == 2


# How calls fail, which, and at the most how many of them in turn; in the long form ten times that.
FAILURES = (("once", CHANGES, None), ("on", CHANGES, None),
            ("on", "write,pwrite,ftruncate,mmap", None),  # a full disk, as it is
            ("once", "read,pread", 30), ("once", "malloc,calloc,realloc", 40))


@trial
def each_call_that_fails_costs_all_or_nothing(size):
    shim_or_skip()
    data, _ = prepared(size)

    def failing(folder, case):
        at, by, call, has_ledger = case
        before = begun(size, folder) if has_ledger else {}
        done = shimmed(folder, by, call, at)
        try:
            return check_failed(done, folder, before, data)
        except AssertionError as wrong:
            raise AssertionError(f"{call} {at} fails {by}: {wrong}") from wrong

    cases = []
    for by, call, most in FAILURES:
        for has_ledger in (False, True):
            number = calls(size, call, has_ledger)
            picked = number if most is None else min(number, most if size.damages else 10 * most)
            cases += [(at, by, call, has_ledger)
                      for at in sorted({1 + i * number // picked for i in range(picked)})]
    found = in_folders(failing, cases)
    holds(sum(found) > len(found) // 3, f"only {sum(found)} of {len(found)} were noticed")
    return f"{len(found)} failures, {sum(found)} noticed"


# In a place where mounts of its own end with the program: a small disk, what was posted before on
# it, then the program, and what it left is taken away from there.
ON_A_DISK = """\
mount -t tmpfs -o size="$1",mode=700 tmpfs "$2/disk" || exit 77
[ ! -e "$2/aid.db" ] || cp -p "$2/aid.db" "$2/disk" || exit 78
folder=$2
shift 2
"$@"
status=$?
rm -f "$folder/aid.db"
cp -p "$folder/disk/"* "$folder" 2>/dev/null
exit $status
"""


@trial
def a_full_disk_costs_all_or_nothing(size):
    if subprocess.run(["unshare", "-m", "sh", "-c", "mount -t tmpfs tmpfs ."], check=False,
                      capture_output=True).returncode != 0:
        raise Skipped("no right to mount a file system")
    data, _ = prepared(size)

    def on_a_disk(folder, case):
        pages, has_ledger = case
        before = begun(size, folder) if has_ledger else {}
        (folder / "disk").mkdir()
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", ON_A_DISK, "sh", str(4096 * pages), folder,
             *command("post-aid", "--ledger", folder / "disk" / LEDGER, "--batch", "batch",
                      "batch.csv")], capture_output=True, timeout=TIMEOUT, check=False)
        if done.returncode == 78:  # not even what was there before
            return True
        (folder / "disk").rmdir()
        try:
            return check_failed(done, folder, before, data)
        except AssertionError as wrong:
            raise AssertionError(f"on {pages} pages: {wrong}") from wrong

    found = []
    for pages in count(1):
        of_size = in_folders(on_a_disk, ((pages, False), (pages, True)))
        found += of_size
        if not any(of_size):
            break
        holds(pages < 4000, "no disk is large enough")
    holds(sum(found) > 5, f"only {sum(found)} disks were too small")
    return f"up to {pages} pages"
