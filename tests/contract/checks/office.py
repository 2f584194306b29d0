"""Workbooks opened by LibreOffice: cells, sums that it works out itself, and pages as printed."""
import csv
import datetime
import io
import os
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

from checks import account
from checks.harness import BIN, Skipped, holds, same, test
from checks.lists import LONG, adversarial, book_of, content, csv_of, example, listed, values_of
from checks.programs import LIST, RETURN
from checks.returns import beside, returned
from checks.samples import read, write

# Always work formulas out again, whatever the file says their values are.
SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# Commas, quotes, UTF-8; text in quotes, cells as they are held; all sheets.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"


def convert(to, *names):
    """One run of LibreOffice, in a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        raise Skipped("no LibreOffice")
    if "asan" in BIN.parts:
        raise Skipped("LibreOffice looks at the plain build only")
    profile = Path("profile").resolve()
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    done = subprocess.run([program, f"-env:UserInstallation=file://{profile}", "--headless",
                           "--convert-to", to, *names], capture_output=True, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    same(done.returncode, 0, f"LibreOffice: {done.stderr.decode(errors='replace')}")


def cells_of(text):
    """The records of a table in which quotes mean text: (is text, content) of each cell."""
    records, record, at = [], [], 0
    while at < len(text):
        if text[at] == '"':
            end = at + 1
            while text[end] != '"' or text[end:end + 2] == '""':
                end += 2 if text[end] == '"' else 1
            record.append((True, text[at + 1:end].replace('""', '"')))
            end += 1
        else:
            end = re.compile("[,\n]").search(text, at).start()
            record.append((False, text[at:end]))
        if text[end] == "\n":
            records.append(record)
            record = []
        at = end + 1
    return records


def as_opened(cell):
    """A cell of LibreOffice's: None, a text, a Decimal or a date."""
    is_text, text = cell
    if is_text or text == "":
        return text or None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):  # of a month
        return datetime.datetime.strptime(text, "%m/%d/%Y").date()
    holds(re.fullmatch(r"-?[0-9.]+(E[+-]?[0-9]+)?%?", text), f"no number: {text!r}")
    return Decimal(text.rstrip("%")) / (100 if text.endswith("%") else 1)


def with_wrong_sums(out):
    """The workbook with another value for each formula: what is right then was worked out."""
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out)) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f><v>7</v>", old.read(name)))
    return spoilt.getvalue()


def seen(text):
    """As LibreOffice shows a text: its lines end in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def check_opened(name, out):
    """Each sheet has in LibreOffice what it has in the file, sums worked out there."""
    for sheet in values_of(out):
        text = Path(f"{name}-{sheet.title}.csv").read_text(encoding="utf-8")
        opened = [[as_opened(cell) for cell in record] for record in cells_of(text)]
        for at, row in enumerate(sheet.iter_rows()):
            found = opened[at] if at < len(opened) else []
            for i, cell in enumerate(row):
                there = found[i] if i < len(found) else None
                same(seen(there), seen(content(cell)), f"{name}, {sheet.title} {cell.coordinate}")


@test(LIST)
def libreoffice_sees_what_was_written(program):
    """Lists and returns at once: it takes its time to begin."""
    write("aid.csv", example())
    adverse = adversarial()
    survey = beside()
    books = {"list": listed("--title", "困难职工名单", "aid.csv"),
             "adverse": listed(data=csv_of(*adverse)),
             "long": listed("--sheet-rows", "3", data=csv_of(*LONG)),
             "masked": listed("--mask", "aid.csv"),
             "return": returned("--format", "xlsx", "aid.csv"),
             "beside": returned("--format", "xlsx", "--lang", "en", *survey, "aid.csv")}
    for name, out in books.items():
        write(f"{name}.xlsx", with_wrong_sums(out))
    convert(AS_CSV, *(f"{name}.xlsx" for name in books))
    for name, out in books.items():
        check_opened(name, out)


# --- on paper ---------------------------------------------------------------------------------

def pages(name):
    """The text of each page of a PDF."""
    if shutil.which("pdftotext") is None:
        raise Skipped("no pdftotext")
    done = subprocess.run(["pdftotext", "-layout", name, "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@test(RETURN)
def printed_pages_can_be_read(program):
    write("aid.csv", example())
    write("many.csv", b"".join(read("aid.csv").splitlines(keepends=True)[:1]
                               + 3 * read("aid.csv").splitlines(keepends=True)[1:]))
    survey = beside()
    # The overview is longest in December, with a year before it.
    header, *records = read("aid.csv").splitlines(keepends=True)
    before = [record.replace(b",2025-", b",2024-") for record in records]
    write("years.csv", header + b"".join(before + records).replace(b",2025-10", b",2025-12"))
    write("return.xlsx", returned("--format", "xlsx", *survey, "years.csv"))
    write("list.xlsx", listed("--title", "困难职工名单", "many.csv"))
    money = csv_of(("note", "annual_income", "household_size", "assessed_on", "month"),
                   ("x", "999999999999.99", "1000000", "9999-12-31", "2025-10"),
                   ("y", "-999999999999.99", "1", "1900-03-01", "1900-03"))
    write("wide.xlsx", listed(data=money))
    convert("pdf", "return.xlsx", "list.xlsx", "wide.xlsx")
    found = {name: pages(f"{name}.pdf") for name in ("return", "list", "wide")}
    for name, texts in found.items():
        holds(not any("###" in text for text in texts), f"#### in {name}")
    overview = [text for text in found["return"] if "金额（万元）" in text or "需要关注" in text
                or "各月救助金额" in text]
    same(len(overview), 1, "pages of the overview")
    for word in ("困难职工帮扶工作进展情况月报", "生活救助", "合计", "需要关注", "2025-12", "第 1 页"):
        holds(word in found["return"][0], f"no {word} on the first page")
    holds("· 分类别" in found["return"][1], "the second page is that of the categories")
    holds("-999,999,999,999.99" in found["wide"][0], "large amounts")
    holds("9999-12-31" in found["wide"][0], "late days")
    tables = [text for text in found["list"] if text.strip()]
    holds(len(tables) > 3, "pages of the list")
    for text in tables:
        holds("职工编号" in text, "the heading is on each page")
        holds(re.search(r"第 \d+ 页 共 \d+ 页", text), "pages have numbers")
