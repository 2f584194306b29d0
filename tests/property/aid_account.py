"""The rules of aid, worked out independently of the programs: rules(7), sections 1 and 2.

Everything is exact: amounts are whole fen or Fractions of them, rates and months are Fractions.
Every order of every subset of items is tried. A policy is a dict of parameters, a bracketed one
a list of (from, value) from low to high; a parameter that is not in it is unset.
"""
from fractions import Fraction
from itertools import permutations

CATEGORIES = ["deep", "relative", "accidental"]
ITEMS = ["living", "medical", "education", "accident"]
STAGES = ["college", "high_school", "special"]
COSTS = ["medical", "disability", "education", "other", "employment", "accident"]
OUTPUT = (["per_capita_income", "per_capita_net", "dibao", "category", "categories",
           "aid_category"] + [item + "_aid" for item in ITEMS]
          + ["total_aid", "aid_order", "approval"])
DEFAULT_DEDUCTIONS = {"deep": "medical+disability+education+other",
                      "relative": "medical+disability+education+other+employment"}


# --- section 1: who is in hardship ------------------------------------------------------------

def loss_left(h):
    return max(0, h["loss"] - h["compensation"])


def loss_that_counts(p, h):
    return h["loss"] if p.get("accidental.loss_basis") == "gross" else loss_left(h)


def net(p, h, income, category):
    listed = p.get(category + ".deductions", DEFAULT_DEDUCTIONS[category]).split("+")
    costs = dict(zip(COSTS, h["costs"]), accident=loss_left(h))
    return income - sum(costs[name] for name in listed)


def dibao_limit(p, h, multiple):
    return Fraction(multiple) * p["dibao"] * 12 * h["size"]


def condition(p, h, category, aid=0):
    """Whether the household is in the category, with `aid` as further income."""
    income = h["income"] + aid
    multiple = p.get(category + ".income_multiple")
    if category == "accidental":
        least, ratio = p.get("accidental.loss_min"), p.get("accidental.loss_income_ratio")
        if least is None and ratio is None:
            return False
        if h["difficulty"] == "no":
            return False
        if least is not None and not loss_that_counts(p, h) >= least:
            return False
        if ratio is not None and not loss_that_counts(p, h) > ratio * income:
            return False
    elif multiple is None:
        return False
    if multiple is not None:
        by = "deep" if category == "deep" else "relative"
        left, limit = net(p, h, income, by), dibao_limit(p, h, multiple)
        at_most = p.get(by + ".income_comparison") == "at_most"
        if not (left <= limit if at_most else left < limit):
            return False
    ceiling = p.get(category + ".income_ceiling")
    if ceiling is not None and not income < ceiling * h["size"]:
        return False
    gross = p.get(category + ".gross_multiple")
    return gross is None or income <= dibao_limit(p, h, gross)


# --- section 2: the year's entitlement --------------------------------------------------------

class Invalid(Exception):
    pass


def half_away(value, unit=1):
    """A multiple of `unit`; a half goes away from zero."""
    whole = int(abs(Fraction(value)) / unit + Fraction(1, 2))
    return (whole if value >= 0 else -whole) * unit


def below(value, unit):
    return value // unit * unit


def living(p, h, c):
    if c + ".living.amount" in p:
        return Fraction(p[c + ".living.amount"])
    months = p.get(c + ".living.months")
    if months is None:
        return None
    least, most = p.get(c + ".living.months_min"), p.get(c + ".living.months_max")
    own = h["months"]
    # The reviewer's figure stands for deep's, and for another category's that has a range.
    if own is not None and (c == "deep" or least is not None or most is not None):
        if (least is not None and own < least) or (most is not None and own > most):
            raise Invalid
        months = own
    return months * p["dibao"]


def medical(p, h, c):
    paid = h["self_paid"]
    if c + ".medical.step" in p:
        reached = [0] + [amount for start, amount in p[c + ".medical.step"] if start <= paid]
        return Fraction(min(reached[-1], paid))
    if c + ".medical.rate" not in p:
        return None
    brackets, total = p[c + ".medical.rate"], Fraction(0)
    for number, (start, rate) in enumerate(brackets):
        end = brackets[number + 1][0] if number + 1 < len(brackets) else paid
        total += max(0, min(end, paid) - start) * rate
    return min(total, Fraction(paid))


def education(p, h, c):
    months = [p.get(f"{c}.education.months.{stage}") for stage in STAGES]
    if months == [None] * 3:
        return None
    return sum((m or 0) * n * p["dibao"] for m, n in zip(months, h["students"])) + Fraction(0)


def accident(p, h, c):
    rate = p.get(c + ".accident.rate")
    return None if rate is None else rate * loss_that_counts(p, h)


AMOUNT = {"living": living, "medical": medical, "education": education, "accident": accident}


def entitlement(p, h, c, item):
    amount = AMOUNT[item](p, h, c)
    if amount is None and c != "deep" and c + ".scale" in p:
        amount = AMOUNT[item](p, h, "deep")
        amount = None if amount is None else amount * p[c + ".scale"]
    if amount is None:
        return 0
    unit = 100 if p.get("rounding") == "yuan" else 1
    bounds = [p[f"{c}.{item}.cap"]] if f"{c}.{item}.cap" in p else []
    bounds += [h["self_paid"]] if item == "medical" else []
    amount = min([amount] + bounds)
    rounded = half_away(amount, unit)
    return below(amount, unit) if any(rounded > bound for bound in bounds) else rounded


# --- section 2.1 – 2.4: what is granted -------------------------------------------------------

def grant(p, h, c, order, left, still):
    """Items one after another: what each is granted, and whether none of them failed."""
    paid, granted = sum(h["paid"].values()), {}
    for item in order:
        if left[item] == 0:
            continue
        so_far = paid + sum(granted.values())
        if so_far > 0 and not still(so_far):
            return granted, False
        amount = left[item]
        if c + ".total.cap" in p:
            amount = min(amount, max(0, p[c + ".total.cap"] - so_far))
        if amount == 0:
            return granted, False
        granted[item] = amount
    return granted, True


def award_several(p, h, c, left):
    known = {}

    def still(aid):
        if aid not in known:
            known[aid] = condition(p, h, c, aid)
        return known[aid]

    if p.get(c + ".order", "best") != "best":
        return grant(p, h, c, p[c + ".order"].split("+"), left, still)[0]
    best, best_key = {}, (0, 0, ())
    candidates = [item for item in ITEMS if left[item] > 0]
    for count in range(1, len(candidates) + 1):
        for order in permutations(candidates, count):
            granted, whole = grant(p, h, c, order, left, still)
            key = (-sum(granted.values()), count, tuple(ITEMS.index(i) for i in order))
            if whole and key < best_key:
                best, best_key = granted, key
    return best


def award_one(p, h, c, left):
    paid = [item for item in ITEMS if h["paid"][item] > 0]
    if len(paid) > 1:
        return {}
    largest = paid[0] if paid else max(ITEMS, key=lambda item: left[item])
    amount = left[largest]
    if c + ".total.cap" in p:
        amount = min(amount, max(0, p[c + ".total.cap"] - sum(h["paid"].values())))
    return {largest: amount} if amount > 0 else {}


def award(p, h, c):
    left = {item: max(0, entitlement(p, h, c, item) - h["paid"][item]) for item in ITEMS}
    return (award_several if p.get(c + ".items") == "all" else award_one)(p, h, c, left)


def yuan(fen):
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def decide(p, h):
    """The cells of OUTPUT."""
    categories = [c for c in CATEGORIES if condition(p, h, c)]
    heads = 12 * h["size"]
    out = dict.fromkeys(OUTPUT, "")
    out.update(per_capita_income=yuan(half_away(Fraction(h["income"], heads))),
               per_capita_net=yuan(half_away(Fraction(net(p, h, h["income"], "deep"), heads))),
               dibao=yuan(p["dibao"]), category=(categories + ["none"])[0],
               categories=";".join(categories))
    try:
        awards = [(c, award(p, h, c)) for c in categories]
    except Invalid:
        return out | {"aid_category": "invalid"}
    taken, granted = "", {}
    for c, each in awards:
        larger = sum(each.values()) > sum(granted.values())
        if taken == "" or (larger and p.get("aid.category_choice") != "first"):
            taken, granted = c, each
    total = sum(granted.values())
    of_year = h["paid"]["medical"] + granted.get("medical", 0)
    level = "county" if total else ""
    if total and of_year >= p.get("approval.medical.province", of_year + 1):
        level = "province"
    if total and of_year >= p.get("approval.medical.national", of_year + 1):
        level = "national"
    out.update({item + "_aid": yuan(granted.get(item, 0)) for item in ITEMS})
    return out | {"aid_category": taken, "total_aid": yuan(total),
                  "aid_order": ";".join(granted), "approval": level}
