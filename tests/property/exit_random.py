"""Random policies for leaving the programme, and random households within a fen of their limits."""
import random
from datetime import date, timedelta
from fractions import Fraction

from exit_rules import dibao_of, month_text, months_after, yuan

INPUT = ["note", "household_id", "region", "month", "household_size", "monthly_income", "dibao",
         "government_relief", "union_aid", "cause_removed", "voluntary_exit", "visitors", "signed",
         "notified_on", "review_applied_on", "reviewed_on"]
POLICY_COLUMNS = ["scheme", "region", "parameter", "effective_from", "effective_until",
                  "bracket_from", "value", "unit", "source"]
UNITS = {"dibao": "yuan/month", "exit.months": "month", "exit.objection_months": "month",
         "exit.review_working_days": "day", "filing.visitors_min": "count"}

chance = random.Random()


def maybe(probability):
    return chance.random() < probability


# --- random policies --------------------------------------------------------------------------

def policy_row(parameter, region, begins, value, ends=None, scheme="dossier"):
    return {"scheme": scheme, "region": region, "parameter": parameter,
            "from": date.fromisoformat(begins), "until": ends and date.fromisoformat(ends),
            "value": value}


def random_dibao():
    """Of a prefecture, new each July or so; of a county, and of both schemes, now and then."""
    fen = chance.randrange(50000, 90000)
    begins = chance.choice(["2024-01-01", "2024-01-01", "2025-01-01", "2025-02-15"])
    ends = chance.choice([None, None, None, "2025-04-30", "2025-06-30"])
    rows = [policy_row("dibao", "341500", begins, fen, ends, "")]
    if maybe(0.8):
        rows.append(policy_row("dibao", "341500", chance.choice(["2025-07-01", "2025-07-02"]),
                               fen + chance.choice([1, 100, 2050]), None, ""))
    if maybe(0.5):
        rows.append(policy_row("dibao", "341502", "2025-03-01", fen + chance.randrange(-99, 5000)))
    if maybe(0.2):
        rows.append(policy_row("dibao", "341500", "2025-10-01", fen + 3000))
    return rows


def random_value(parameter, choices):
    """Of the whole country; unset, run out or other in the prefecture, now and then."""
    rows = []
    if maybe(0.92):
        ends = "2025-11-30" if maybe(0.12) else None
        rows.append(policy_row(parameter, "000000", "2024-01-01", chance.choice(choices), ends))
    if maybe(0.12):
        rows.append(policy_row(parameter, "341500", "2025-06-15",
                               None if maybe(0.3) else chance.choice(choices)))
    return rows


def random_policy():
    return (random_dibao() + random_value("exit.months", [6, 6, 6, 6, 3, 1, Fraction(9, 2)])
            + random_value("exit.objection_months", [1, 1, 1, 2])
            + random_value("exit.review_working_days", [15, 15, 15, 5])
            + random_value("filing.visitors_min", [2, 2, 2, 3]))


def policy_file(policy):
    lines = []
    for row in policy:
        value = row["value"]
        text = ("" if value is None else yuan(value) if row["parameter"] == "dibao"
                else f"{float(value):g}")
        lines.append(",".join([row["scheme"], row["region"], row["parameter"],
                               row["from"].isoformat(), str(row["until"] or ""), "", text,
                               UNITS[row["parameter"]], "random"]))
    return "\n".join([",".join(POLICY_COLUMNS)] + lines) + "\n"


# --- random households ------------------------------------------------------------------------

def near_limit(policy, record, above):
    """Just above dibao, or at it or just below; now and then anything."""
    limit = (dibao_of(policy, record) or 70000) * record["size"]
    if maybe(0.1):
        return chance.randrange(2 * limit)
    return limit + (chance.choice([1, 1, 1, 2, 100]) if above else chance.choice([0, -1, -100]))


def random_day():
    day = date(2025, 1, 1) + timedelta(chance.randrange(725))
    # The Spring Festival and the National Day, often.
    return chance.choice([day, day, date(2025, 9, chance.randrange(1, 10)),
                          date(2026, 1, chance.randrange(15, 32))])


def random_review(record):
    """Told, objecting, reviewed, near the last days."""
    if maybe(0.55):
        record["notified"] = random_day()
    if maybe(0.4):
        end = record["notified"] and months_after(record["notified"], 1)
        record["applied"] = random_day() if end is None else \
            end + timedelta(chance.choice([-20, -1, 0, 0, 1, 1, 30]))
    if maybe(0.2):
        record["reviewed"] = random_day()


def random_relief(policy, record):
    """What brings the household near dibao, as relief, as aid, or as both."""
    if maybe(0.5):
        return
    lacks = (dibao_of(policy, record) or 70000) * record["size"] - record["income"]
    amount = max(chance.choice([0, 0, 1]), lacks + chance.choice([0, 0, -1, 1]))
    part = chance.choice([0, amount, chance.randrange(amount + 1)])
    record["relief"], record["aid"] = part, amount - part


def random_months():
    """Mostly in a row, six or so; some are missing."""
    month = 2025 * 12 + chance.randrange(-3, 13)
    months = []
    for _ in range(chance.choice([1, 2, 4, 5, 6, 6, 6, 7, 8, 12, 15])):
        months.append(month)
        month += 1 if maybe(0.96) else chance.choice([2, 2, 3, 12])
    if maybe(0.03):
        chance.shuffle(months)
    if maybe(0.02):
        months.insert(0, months[0])
    return months


def random_household(policy):
    home, size = chance.choice(["341500", "341500", "341502"]), chance.choice([1, 2, 3, 3, 7])
    share = chance.choice([1, 1, 0.97, 0.8, 0.3])
    records = []
    for month in random_months():
        record = {"month": month, "size": size, "region": home, "relief": 0, "aid": 0,
                  "removed": maybe(0.7), "voluntary": maybe(0.06),
                  "visitors": chance.choice([0, 1, 2, 2, 2, 3]),
                  "signed": chance.choice(["", "", "yes", "no"]),
                  "notified": None, "applied": None, "reviewed": None}
        if maybe(0.03):
            record.update({"size": size + 1, "region": chance.choice(["341500", "341502"])})
        record["income"] = near_limit(policy, record, maybe(share))
        random_relief(policy, record)
        random_review(record)
        records.append(record)
    return records


def yes_or_no(held):
    return "yes" if held else chance.choice(["", "no"])


def household_rows(name, records):
    """A row for each month; the dibao that stands there is not what is in force."""
    return [dict(zip(INPUT, [
        chance.choice(["", "a, b", 'say "so"', "是"]), name, r["region"], month_text(r["month"]),
        str(r["size"]), yuan(r["income"]), "1.00", yuan(r["relief"]),
        yuan(r["aid"]), yes_or_no(r["removed"]), yes_or_no(r["voluntary"]), str(r["visitors"]),
        r["signed"]] + [day.isoformat() if day else "" for day in
                        (r["notified"], r["applied"], r["reviewed"])])) for r in records]
