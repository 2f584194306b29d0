"""Who leaves the programme, worked out independently of check-exit: rules(7), section 3.

An amount is a whole number of fen, a month a number. The account is slow and plain: it looks back
from the latest month, one month at a time, and asks the policy anew for each.
"""
import math
from datetime import date, timedelta
from fractions import Fraction

OUTPUT = ["months_observed", "run_months", "run_from", "latest_month", "per_capita_latest",
          "living_level_latest", "dibao", "exit_status", "next_step", "objection_until",
          "review_until"]


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


# --- days, by the notices for 2025 and 2026 --------------------------------------

def days(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return {first + timedelta(n) for n in range((last - first).days + 1)}


OFF = (days("2025-01-01", "2025-01-01") | days("2025-01-28", "2025-02-04")
       | days("2025-04-04", "2025-04-06") | days("2025-05-01", "2025-05-05")
       | days("2025-05-31", "2025-06-02") | days("2025-10-01", "2025-10-08")
       | days("2026-01-01", "2026-01-03") | days("2026-02-15", "2026-02-23")
       | days("2026-04-04", "2026-04-06") | days("2026-05-01", "2026-05-05")
       | days("2026-06-19", "2026-06-21") | days("2026-09-25", "2026-09-27")
       | days("2026-10-01", "2026-10-07"))
WORKED = {date.fromisoformat(day) for day in (
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
    "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")}
KNOWN_UNTIL = date(2026, 12, 31)


def works(day):
    return day in WORKED or day.weekday() < 5 and day not in OFF


def known(day):
    return day if day is not None and day <= KNOWN_UNTIL else None


def months_after(day, number):
    """The same day number, or the last; from a day off on to the next of work (art. 202, 203)."""
    month = day.year * 12 + day.month - 1 + number
    last = (date((month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    end = date(month // 12, month % 12 + 1, min(day.day, last))
    while end <= KNOWN_UNTIL and not works(end):
        end += timedelta(1)
    return known(end)


def working_days_after(day, number):
    while number > 0 and known(day):
        day += timedelta(1)
        number -= works(day)
    return known(day)


# --- the policy ------------------------------------------------------------------

class Gap(Exception):
    """A value has run out, and no newer one stands."""


def in_force(policy, parameter, region, day):
    """The value on a day: None where there is none."""
    for level in (region, region[:4] + "00", region[:2] + "0000", "000000"):
        rows = [row for row in policy if row["parameter"] == parameter and row["region"] == level
                and row["from"] <= day]
        if rows:
            row = max(rows, key=lambda r: (r["scheme"] != "", r["from"]))
            if row["until"] is not None and row["until"] < day:
                raise Gap
            return row["value"]
    return None


def in_force_or(policy, parameter, region, day, otherwise):
    """The same, and `otherwise` in a gap."""
    try:
        return in_force(policy, parameter, region, day)
    except Gap:
        return otherwise


# --- households ------------------------------------------------------------------

def month_text(month):
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def first_day(month):
    return date(month // 12, month % 12 + 1, 1)


def dibao_of(policy, record):
    return in_force_or(policy, "dibao", record["region"], first_day(record["month"]), None)


def is_above(policy, record):
    """None where the month has no dibao."""
    dibao = dibao_of(policy, record)
    return None if dibao is None else Fraction(record["income"], record["size"]) > dibao


def months_in_a_row(records, answers, unknown):
    """How many months up to the latest are above, where those without a dibao are `unknown`."""
    at = {r["month"]: unknown if a is None else a for r, a in zip(records, answers)}
    month = records[-1]["month"]
    while at.get(month, False):
        month -= 1
    return records[-1]["month"] - month


def deadline(policy, parameter, region, day, begun, count):
    """The last day, or None; and whether the policy in force has such a period."""
    length = in_force_or(policy, parameter, region, day, None)
    if begun is None or length is None:
        return None, False
    return count(begun, int(length)), True


def next_step(status, last, enough_visitors, objection, has_period, as_of):
    """P1 三(四)2, after the visit: told, then the time for an objection, then a review."""
    if status != "out":
        return {"voluntary": "close", "relieved": "list-relieved", "stay": ""}[status]
    late = (last["applied"] is not None and objection is not None
            and last["applied"] > objection)
    if not enough_visitors:
        return "visit"
    refused = last["signed"] == "no"
    # A review ends on the day it was applied for or later: no other day is that of its end.
    reviewed = (last["reviewed"] is not None and last["applied"] is not None
                and last["reviewed"] >= last["applied"])
    if last["applied"] is not None and not reviewed and not late:
        return "review"
    if last["notified"] is None:
        return "note-refusal" if refused else "notify"
    over = (not has_period or late
            or as_of is not None and objection is not None and as_of > objection)
    if over or reviewed:
        return "close"
    return "note-refusal" if refused else "await-objection"


def find_status(policy, records, day):
    """A status, or `invalid`."""
    last = records[-1]
    if last["voluntary"]:
        return "voluntary"
    try:
        for parameter in ("exit.objection_months", "exit.review_working_days"):
            in_force(policy, parameter, last["region"], day)
        asked = in_force(policy, "exit.months", last["region"], day)
    except Gap:
        return "invalid"
    answers = [is_above(policy, record) for record in records]
    if answers[-1] is None:
        return "invalid"
    # Whatever the months without a dibao would be: is the household out in each case?
    out = {asked is not None and last["removed"]
           and months_in_a_row(records, answers, unknown) >= asked for unknown in (True, False)}
    if len(out) > 1:
        return "invalid"
    if out == {True}:
        gone = in_force_or(policy, "filing.visitors_min", last["region"], day, "gone") == "gone"
        return "invalid" if gone else "out"
    helped = last["relief"] + last["aid"]
    level = Fraction(last["income"] + helped, last["size"])
    return "relieved" if helped > 0 and level >= dibao_of(policy, last) else "stay"


def in_order(records):
    months = [record["month"] for record in records]
    return months == sorted(set(months))


def shown(fen, heads):
    """Per head, rounded half up."""
    return yuan(math.floor(Fraction(fen, heads) + Fraction(1, 2)))


def decide(policy, records, date_option, as_of):
    """What is to be written for one household, by column."""
    last = records[-1]
    region = last["region"]
    day = date_option or first_day(last["month"] + 1) - timedelta(1)
    status = find_status(policy, records, day) if in_order(records) else "invalid"
    row = dict.fromkeys(OUTPUT, "")
    row["exit_status"] = status
    if status == "invalid":
        return row
    answers = [is_above(policy, record) for record in records]
    run = months_in_a_row(records, answers, False)
    dibao = dibao_of(policy, last)
    # An exit's value that has run out leaves none of its periods in force.
    parameters = ("exit.months", "exit.objection_months", "exit.review_working_days")
    gap = any(in_force_or(policy, p, region, day, "gone") == "gone" for p in parameters)
    lasting = [] if gap else policy
    objection, has_period = deadline(lasting, "exit.objection_months", region, day,
                                     last["notified"], months_after)
    review, _ = deadline(lasting, "exit.review_working_days", region, day, last["applied"],
                         working_days_after)
    least = in_force_or(policy, "filing.visitors_min", region, day, None)
    row.update({
        "months_observed": str(len(records)), "run_months": str(run),
        "run_from": month_text(last["month"] - run + 1) if run else "",
        "latest_month": month_text(last["month"]),
        "per_capita_latest": shown(last["income"], last["size"]),
        "living_level_latest": shown(last["income"] + last["relief"] + last["aid"], last["size"]),
        "dibao": "" if dibao is None else yuan(dibao),
        "next_step": next_step(status, last, least is None or last["visitors"] >= least,
                               objection, has_period, as_of),
        "objection_until": "" if objection is None else objection.isoformat(),
        "review_until": "" if review is None else review.isoformat()})
    return row
