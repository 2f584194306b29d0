"""A workbook as it lies in its file: sheets of cells, by no library for workbooks."""
import datetime
import io
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unescape(text):
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def number_formats(package):
    """The codes of the formats of cells, by their style."""
    styles = ElementTree.fromstring(package.read("xl/styles.xml"))
    codes = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(MAIN + "numFmt")}
    return [codes.get(one.get("numFmtId"), one.get("numFmtId"))
            for one in styles.find(MAIN + "cellXfs")]


def shown(cell, formats):
    """A cell as the table had it: numbers as they are, days as YYYY-MM-DD."""
    if cell.get("t") == "inlineStr":
        return unescape("".join(part.text or "" for part in cell.iter(MAIN + "t")))
    value = cell.findtext(MAIN + "v")
    if value is None:
        return ""
    if formats[int(cell.get("s", "0"))].startswith("yyyy"):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        return day.isoformat()
    return value


def sheets(data):
    """The rows of each sheet, lists of what cells show, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        formats = number_formats(package)
        names = sorted((name for name in package.namelist()
                        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
                       key=lambda name: int(re.search(r"\d+", name)[0]))
        return [[[shown(cell, formats) for cell in row.iter(MAIN + "c")]
                 for row in ElementTree.fromstring(package.read(name)).iter(MAIN + "row")]
                for name in names]


def records(data):
    """The header and the records of a list on one sheet, without its totals."""
    (rows,) = sheets(data)
    return rows if len(rows) == 1 else rows[:-1]
