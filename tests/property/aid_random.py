"""Random policies, and random households within a fen or two of their limits."""
import random
from fractions import Fraction

from aid_account import (CATEGORIES, COSTS, ITEMS, STAGES, Invalid, dibao_limit, entitlement,
                         loss_that_counts, net, yuan)

COST_COLUMNS = ["medical_cost", "disability_cost", "education_cost", "other_rigid_cost",
                "employment_cost"]
INPUT = (["household_id", "region", "assessed_on", "household_size", "annual_income"]
         + COST_COLUMNS
         + ["accident_loss", "accident_compensation", "living_difficulty", "medical_self_paid"]
         + ["students_" + stage for stage in STAGES] + ["living_months"]
         + [item + "_paid" for item in ITEMS])
POLICY_COLUMNS = ["scheme", "region", "parameter", "effective_from", "effective_until",
                  "bracket_from", "value", "unit", "source"]
chance = random.Random()


# --- random policies --------------------------------------------------------------------------

def maybe(probability):
    return chance.random() < probability


def percent():
    return Fraction(chance.choice([0, 15, 33, 50, 80, 90, 99, 100])) / 100 \
        + (Fraction(chance.randrange(9999), 10**6) if maybe(0.2) else 0)


def fen(low, high):
    """Whole yuan, mostly."""
    return chance.randrange(low, high) * 100 + (chance.randrange(100) if maybe(0.4) else 0)


def months(low, high):
    return Fraction(chance.randrange(low * 10, high * 10 + 1), 10)


def random_hardship(p):
    for c in CATEGORIES:
        if c != "accidental" and maybe(0.92) or c == "accidental" and maybe(0.25):
            p[c + ".income_multiple"] = chance.choice([1, 2, Fraction(3, 2), 3])
        if maybe(0.12):
            p[c + ".income_ceiling"] = fen(8000, 40000)
        if maybe(0.12):
            p[c + ".gross_multiple"] = chance.choice([1, 2, Fraction(5, 2), 4])
    for c in CATEGORIES[:2]:
        if maybe(0.4):
            p[c + ".income_comparison"] = chance.choice(["below", "at_most"])
        if maybe(0.3):
            p[c + ".deductions"] = "+".join(chance.sample(COSTS, chance.randrange(1, 7)))
    if maybe(0.8):
        p["accidental.loss_min"] = chance.choice([1, 1000000, 2500000])
    if maybe(0.25):
        p["accidental.loss_income_ratio"] = chance.choice([Fraction(4, 5),
                                                           Fraction(333333, 10**6)])
    if maybe(0.3):
        p["accidental.loss_basis"] = chance.choice(["net", "gross"])


def random_item(p, c, own):
    """The parameters of category `c`; `own` is how likely it has its own for an item."""
    if maybe(own):
        p[c + ".living.months"] = months(6, 12)
        if maybe(0.6 if c == "deep" else 0.3):
            p[c + ".living.months_min"] = months(4, 8)
        if maybe(0.6 if c == "deep" else 0.3):
            p[c + ".living.months_max"] = months(9, 13)
    if maybe(own * 0.25):
        p[c + ".living.amount"] = fen(0, 12000)
    if maybe(own):
        starts = [chance.choice([0, 0, 0, 50000])] + [fen(600, 5000) for _ in range(2)]
        starts = sorted(set(starts))[:chance.choice([1, 1, 2, 3])]
        p[c + ".medical.rate"] = [(start, percent()) for start in starts]
    if maybe(own * 0.25):
        starts = sorted({fen(100, 9000) for _ in range(chance.randrange(1, 4))})
        p[c + ".medical.step"] = [(start, fen(0, 9000)) for start in starts]
    for stage in STAGES:
        if maybe(own * 0.7):
            p[f"{c}.education.months.{stage}"] = months(0, 10)
    if maybe(own * 0.6 if c != "accidental" else 0.9):
        p[c + ".accident.rate"] = percent()
    for item in ITEMS:
        if maybe(0.25):
            p[f"{c}.{item}.cap"] = fen(0, 12000)
    if maybe(0.3):
        p[c + ".total.cap"] = fen(500, 20000)
    if maybe(0.85):
        p[c + ".items"] = chance.choice(["all", "all", "one"])
    if maybe(0.35):
        p[c + ".order"] = "best" if maybe(0.2) else "+".join(
            chance.sample(ITEMS, chance.randrange(1, 5)))
    if c != "deep" and maybe(0.6):
        p[c + ".scale"] = percent()


def random_policy():
    p = {"dibao": fen(100, 1500)}
    random_hardship(p)
    for c in CATEGORIES:
        random_item(p, c, 0.85 if c == "deep" else 0.3)
    if maybe(0.5):
        p["rounding"] = chance.choice(["fen", "yuan", "yuan"])
    if maybe(0.5):
        p["aid.category_choice"] = chance.choice(["highest", "first"])
    if maybe(0.8):
        p["approval.medical.province"] = fen(500, 6000)
    if maybe(0.8):
        p["approval.medical.national"] = fen(3000, 9000)
    return p


def decimal(value):
    """A Fraction with at most six decimals, as it is written."""
    millionths = int(Fraction(value) * 10**6)
    return f"{millionths // 10**6}.{millionths % 10**6:06d}".rstrip("0").rstrip(".")


def cell(name, value):
    """A value and its unit as they stand in a policy table."""
    last = name.rsplit(".", 1)[-1]
    if name == "dibao":
        return yuan(value), "yuan/month"
    if isinstance(value, str):
        return value, "list" if last in ("order", "deductions") else "word"
    if last in ("rate", "scale", "loss_income_ratio"):
        return decimal(value * 100) + "%", "percent"
    if ".months" in name:
        return decimal(value), "month"
    if last.endswith("multiple"):
        return decimal(value), "count"
    return yuan(value), "yuan"


def policy_file(p):
    lines = []
    for name, value in p.items():
        for start, each in value if isinstance(value, list) else [(None, value)]:
            text, unit = cell(name, each)
            bracket = "" if start is None else yuan(start)
            lines.append(f"dossier,341500,{name},2024-01-01,,{bracket},{text},{unit},random")
    chance.shuffle(lines)
    return "\n".join([",".join(POLICY_COLUMNS)] + lines) + "\n"


# --- random households, near the limits of a policy -------------------------------------------

def near(value):
    """Within two fen of a limit, mostly exactly at it; never negative."""
    return max(0, int(value) + chance.choice([0, 0, 0, 1, -1, 2, -2, 0, 100, -100]))


def random_amount(limits, high):
    """Nothing, near one of the limits, or anything."""
    if maybe(0.25):
        return 0
    if limits and maybe(0.6):
        return near(chance.choice(limits))
    return chance.randrange(high * 100)


def self_paid_limits(p):
    limits = []
    for c in CATEGORIES:
        for name in (".medical.rate", ".medical.step"):
            limits += [start for start, _ in p.get(c + name, [])]
        limits += [amount for _, amount in p.get(c + ".medical.step", [])]
        if c + ".medical.cap" in p:
            cap = p[c + ".medical.cap"]
            limits += [cap] + [cap / rate for _, rate in p.get(c + ".medical.rate", []) if rate]
    return limits + [p[n] for n in p if n.startswith("approval.")]


def loss_limits(p):
    limits = [p[n] for n in ("accidental.loss_min",) if n in p]
    for c in CATEGORIES:
        if p.get(c + ".accident.rate") and c + ".accident.cap" in p:
            limits.append(p[c + ".accident.cap"] / p[c + ".accident.rate"])
    return limits


def months_near(p):
    limits = [p[n] for n in p if ".living.months_m" in n]
    if limits and maybe(0.7):
        value = chance.choice(limits) + chance.choice([0, 0, 0, 1, -1]) * Fraction(1, 10**6)
        return max(Fraction(0), value)
    return months(6, 12)


def income_near(p, h):
    """An income at which a condition turns, with or without aid that may be granted before."""
    c = chance.choice([c for c in CATEGORIES if c + ".income_multiple" in p] or ["deep"])
    by = "deep" if c == "deep" else "relative"
    costs = -net(p, h, 0, by)
    target = dibao_limit(p, h, p.get(c + ".income_multiple", 1)) + costs
    choice = chance.random()
    if choice < 0.12 and c + ".income_ceiling" in p:
        target = p[c + ".income_ceiling"] * h["size"]
    elif choice < 0.24 and c + ".gross_multiple" in p:
        target = dibao_limit(p, h, p[c + ".gross_multiple"])
    elif choice < 0.3 and p.get("accidental.loss_income_ratio"):
        target = loss_that_counts(p, h) / p["accidental.loss_income_ratio"]
    elif choice < 0.8:
        target -= sum(h["paid"].values())
        try:
            for item in chance.sample(ITEMS, chance.randrange(1, 4)):
                target -= max(0, entitlement(p, h, c, item) - h["paid"][item])
        except Invalid:
            pass
    elif choice < 0.85:
        target = chance.randrange(10**7)
    return near(target)


def random_household(p):
    h = {"size": chance.choice([1, 1, 2, 3, 4, 9]),
         "costs": [random_amount([], 4000) if maybe(0.25) else 0 for _ in COST_COLUMNS],
         "loss": random_amount(loss_limits(p), 40000) if maybe(0.6) else 0,
         "compensation": random_amount([], 5000) if maybe(0.3) else 0,
         "difficulty": chance.choice(["", "", "yes", "yes", "no"]),
         "self_paid": random_amount(self_paid_limits(p), 9000) if maybe(0.8) else 0,
         "students": [chance.choice([0, 0, 1, 2]) for _ in STAGES],
         "months": months_near(p) if maybe(0.3) else None,
         "paid": dict.fromkeys(ITEMS, 0), "income": 0}
    if h["loss"] and maybe(0.3):
        h["loss"] += h["compensation"]
    if maybe(0.15):
        make_even(p, h)
    for item in chance.sample(ITEMS, chance.choice([0, 0, 0, 1, 1, 2])):
        try:
            limits = [entitlement(p, h, c, item) for c in CATEGORIES]
        except Invalid:
            limits = []
        h["paid"][item] = random_amount(limits, 3000)
    h["income"] = income_near(p, h)
    return h


def make_even(p, h):
    """Sets what was paid so that medical aid is as much as another item, where a rate can."""
    c = chance.choice(CATEGORIES)
    rates = p.get(c + ".medical.rate", [])
    try:
        other = max(entitlement(p, h, c, item) for item in ("living", "education", "accident"))
    except Invalid:
        return
    if rates and rates[0][0] == 0 and rates[0][1] > 0:
        h["self_paid"] = near(other / rates[0][1])


def household_row(number, h):
    return dict(zip(INPUT, [number, 341500, "2025-03-01", h["size"], yuan(h["income"])]
                    + [yuan(cost) for cost in h["costs"]]
                    + [yuan(h["loss"]), yuan(h["compensation"]), h["difficulty"],
                       yuan(h["self_paid"])] + h["students"]
                    + ["" if h["months"] is None else decimal(h["months"])]
                    + [yuan(h["paid"][item]) for item in ITEMS]))
