#!/usr/bin/env python3
"""`plan-event` against an independent account of who mends what, over random events.

Small ones are compared with every way of giving the pieces to the volunteers: the last one is done
within 4/3 of the shortest way, the bound that is printed is not above it, and for volunteers of
equal speed 4/3 holds of the bound itself. Of larger ones, with more work than time, the table that
is written is added up: each piece is with one volunteer or unserved, everybody does one after
another within the time, clock times are those of the seconds, nothing unserved would still fit,
and as many volunteers more as are said to be lacking are enough. The same table comes out whatever
the number of threads.

usage: BANGFU_BIN=FOLDER tests/property/event_account.py [SEED]
"""
import csv
import io
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

BIN = Path(os.environ.get("BANGFU_BIN", Path(__file__).resolve().parents[2] / "build" / "bin"))
SEED = int(sys.argv[1]) if len(sys.argv) > 1 else 20251227
SMALL, LARGE = 200, 120
REPAIRS = ["钉纽扣", "缝裤脚", "补破洞", "换拉链", "缝开线"]
SUMMARY = re.compile(r"  pieces (\d+), assigned (\d+), unserved (\d+)\n"
                     r"  last done after (\d+):(\d+), lower bound (\d+):(\d+), "
                     r"time there is (\d+):(\d+)\n")
LACKING = re.compile(r"(\d+) pieces are unserved: (\d+) minutes of work are lacking, or (\d+) more")
NEVER = re.compile(r"(\d+) pieces can never be served")
FASTER = re.compile(r"(\d+) of them need a faster volunteer")

chance = random.Random(SEED)
failed = False


def report(name, faults):
    global failed
    failed |= bool(faults)
    print(f"{'not ok' if faults else 'ok'} - {name}")
    for fault in faults[:30]:
        print(f"# {fault}")


def seconds(minutes, speed):
    """What one piece takes: rounded up to a second."""
    exact = Fraction(minutes) * 60 / Fraction(speed)
    return -(-exact.numerator // exact.denominator)


class Event:
    """The tables of an event, and what was asked for."""

    def __init__(self, speeds, minutes, requests, left, talks=25):
        self.speeds, self.minutes, self.requests = speeds, minutes, requests
        self.left, self.talks = left, talks
        self.start = chance.randrange(0, 1440 - left - talks + 1)

    def write(self, folder):
        def table(name, header, records):
            with open(Path(folder, name), "w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows([header, *records])

        clock = f"{self.start // 60:02}:{self.start % 60:02}"
        table("event.csv", ["title", "date", "start", "duration", "venue"],
              [["缝补", "2025-12-27", clock, self.left + self.talks, "广场"]])
        before = chance.randrange(0, self.talks + 1)
        self.mending = self.start + before
        table("agenda.csv", ["agenda_item", "speaker", "minutes"],
              [["讲话", "甲", before], ["缝补", "", ""], ["结束", "乙", self.talks - before]])
        people = [[f"志愿者{i}", "协管会", "volunteer", speed]
                  for i, speed in enumerate(self.speeds)]
        for role in ("leader", "嘉宾", "attendee"):
            people.insert(chance.randrange(len(people) + 1), ["某", "队", role, "9"])
        table("roster.csv", ["name", "team", "role", "speed"], people)
        table("minutes.csv", ["repair", "minutes"], list(self.minutes.items()))
        table("requests.csv", ["worker", "garment", "repair", "pieces"],
              [[f"工人{i}", "衣", *request] for i, request in enumerate(self.requests)])

    def run(self, folder, *more):
        command = [BIN / "plan-event", "--event", "event.csv", "--agenda", "agenda.csv",
                   "--roster", "roster.csv", "--minutes", "minutes.csv", "--summary", *more,
                   "requests.csv"]
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})


def outcome(result):
    """The numbers of the summary, in seconds where they are times."""
    found = SUMMARY.search(result.stderr.decode())
    if found is None:
        raise ValueError(f"no summary: {result.stderr.decode()}")
    numbers = [int(n) for n in found.groups()]
    return {"pieces": numbers[0], "assigned": numbers[1], "unserved": numbers[2],
            "last": 60 * numbers[3] + numbers[4], "bound": 60 * numbers[5] + numbers[6],
            "time": 60 * numbers[7] + numbers[8]}


def clock(text):
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)


def check_table(event, result, said):
    """Adds up the table that was written; returns what is wrong with it."""
    faults, done, ends = [], [0] * len(event.speeds), {}
    assigned = [0] * len(event.requests)
    unserved = [0] * len(event.requests)
    order = []
    for row in csv.DictReader(io.StringIO(result.stdout.decode())):
        i = int(row["worker"].removeprefix("工人"))
        order.append(i)
        repair, pieces = event.requests[i]
        if (row["repair"], row["pieces"]) != (repair, str(pieces)):
            faults.append(f"cells of {row}")
        if row["assignment"] == "unserved":
            unserved[i] += int(row["unserved"])
            long = min(seconds(event.minutes[repair], s) for s in event.speeds) > 60 * event.left
            if row["assignment_reasons"] != ("too-long" if long else "no-time"):
                faults.append(f"reason of {row}")
            continue
        v, count = int(row["station"]) - 1, int(row["pieces_assigned"])
        begin = done[v]
        done[v] += count * seconds(event.minutes[repair], event.speeds[v])
        assigned[i] += count
        expected = (f"志愿者{v}", "协管会", event.mending + begin // 60,
                    -(-(done[v] - begin) // 60), "")
        if (row["volunteer"], row["volunteer_team"], clock(row["start"]),
                int(row["minutes"]), row["assignment_reasons"]) != expected:
            faults.append(f"expected {expected}, found {row}")
        ends.setdefault(v, []).append((clock(row["end"]), done[v]))
    # Each end is in the minute in which the next one begins; the last has surely finished.
    for v, times in ends.items():
        expected = [event.mending + end // 60 for _, end in times]
        expected[-1] = event.mending - -times[-1][1] // 60
        if [found for found, _ in times] != expected:
            faults.append(f"volunteer {v}: ends {times}, expected {expected}")
    if order != sorted(order):
        faults.append("not in the order of the requests")
    for i, (_, pieces) in enumerate(event.requests):
        if assigned[i] + unserved[i] != pieces:
            faults.append(f"request {i}: {assigned[i]} + {unserved[i]} of {pieces}")
    if max(done) != said["last"] or max(done) > 60 * event.left:
        faults.append(f"the last is done at {max(done)} of {60 * event.left}: {said}")
    if [sum(assigned), sum(unserved)] != [said["assigned"], said["unserved"]]:
        faults.append(f"sums {sum(assigned)} {sum(unserved)}: {said}")
    if result.returncode != (1 if sum(unserved) else 0):
        faults.append(f"exit status {result.returncode}")
    for i, left in enumerate(unserved):
        if left and any(done[v] + seconds(event.minutes[event.requests[i][0]], s) <=
                        60 * event.left for v, s in enumerate(event.speeds)):
            faults.append(f"request {i} would still fit")
    return faults + check_lacking(event, result, unserved)


def check_lacking(event, result, unserved):
    """What is said of those who are not served."""
    text = result.stderr.decode()
    time = 60 * event.left
    never = faster = pieces = 0
    work, each = Fraction(0), []
    for (repair, _), left in zip(event.requests, unserved):
        minutes = event.minutes[repair]
        if min(seconds(minutes, s) for s in event.speeds) > time:
            never += left
            continue
        pieces += left
        work += Fraction(minutes) * left
        if seconds(minutes, "1") > time:
            faster += left
        else:
            each += [seconds(minutes, "1")] * left
    bins = []  # the longest first, to the first who has room: the volunteers that are lacking
    for piece in sorted(each, reverse=True):
        place = next((b for b, full in enumerate(bins) if full + piece <= time), None)
        if place is None:
            bins.append(piece)
        else:
            bins[place] += piece
    found = LACKING.search(text)
    said = tuple(int(n) for n in found.groups()) if found else (0, 0, 0)
    faults = []
    if said[:2] != (pieces, -(-work.numerator // work.denominator)):
        faults.append(f"lacking: expected {pieces} pieces, {float(work)} minutes: {text}")
    # Never fewer than the work needs, and as first fit needs them.
    if said[2] != len(bins):
        faults.append(f"lacking: expected {len(bins)} volunteers: {text}")
    for pattern, expected in ((NEVER, never), (FASTER, faster)):
        found = pattern.search(text)
        if (int(found.group(1)) if found else 0) != expected:
            faults.append(f"{pattern.pattern}: expected {expected}: {text}")
    return faults


def shortest(event):
    """The end of the best of all ways."""
    pieces = [event.minutes[repair] for repair, count in event.requests for _ in range(count)]
    best = None
    for way in itertools.product(range(len(event.speeds)), repeat=len(pieces)):
        done = [0] * len(event.speeds)
        for v, minutes in zip(way, pieces):
            done[v] += seconds(minutes, event.speeds[v])
        best = max(done) if best is None else min(best, max(done))
    return best


def small_event(equal):
    count = chance.randint(1, 3)
    speeds = [chance.choice(("0.5", "0.8", "1", "1.25", "1.5", "3")) for _ in range(count)]
    if equal:
        speeds = speeds[:1] * count
    minutes = {repair: str(chance.choice((chance.randint(1, 30), chance.randint(10, 300) / 10)))
               for repair in REPAIRS}
    requests, pieces = [], chance.randint(1, 6)
    while pieces > 0:
        requests.append((chance.choice(REPAIRS), chance.randint(1, pieces)))
        pieces -= requests[-1][1]
    return Event(speeds, minutes, requests, 1200)


def large_event():
    speeds = [chance.choice(("", "0.1", "0.75", "1", "1.333333", "2", "10"))
              for _ in range(chance.randint(1, 12))]
    minutes = {repair: str(chance.choice((chance.randint(1, 90), chance.randint(1, 9000) / 100)))
               for repair in REPAIRS}
    requests = [(chance.choice(REPAIRS), chance.randint(1, chance.choice((2, 9, 60))))
                for _ in range(chance.randint(1, 40))]
    event = Event([s or "1" for s in speeds], minutes, requests, chance.randint(1, 150))
    return event


def small_events():
    faults = []
    for i in range(SMALL):
        equal = i % 2 == 0
        event = small_event(equal)
        with tempfile.TemporaryDirectory() as folder:
            event.write(folder)
            result = event.run(folder)
        said, best = outcome(result), shortest(event)
        faults += check_table(event, result, said)
        if not said["bound"] <= best <= said["last"] or 3 * said["last"] > 4 * best:
            faults.append(f"{event.__dict__}: the shortest is {best}: {said}")
        if equal and 3 * said["last"] > 4 * said["bound"]:
            faults.append(f"{event.__dict__}: beyond 4/3 of the bound: {said}")
    report(f"the last is done within 4/3 of the shortest of all ways, {SMALL} times", faults)


def large_events():
    faults = []
    for _ in range(LARGE):
        event = large_event()
        with tempfile.TemporaryDirectory() as folder:
            event.write(folder)
            result = event.run(folder, "-j", "1")
            again = event.run(folder, "-j", "3")
        said = outcome(result)
        faults += check_table(event, result, said)
        if len(set(event.speeds)) == 1 and 3 * said["last"] > 4 * said["bound"]:
            faults.append(f"{event.__dict__}: beyond 4/3 of the bound: {said}")
        if (result.stdout, result.stderr) != (again.stdout, again.stderr):
            faults.append(f"{event.__dict__}: another result with more threads")
    report(f"each piece is with somebody in time or named as unserved, {LARGE} times", faults)


def main():
    small_events()
    large_events()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
