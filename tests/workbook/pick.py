"""Works in the office's workbook as an officer does in LibreOffice: picks from the lists of cells, types, saves.

python3 pick.py BOOK SAVED STEPS.json. A step is {"sheet", "pick": {header: how the choice begins}, "type": {header: text or
an ISO day}}; its row is the first whose first column is empty. A choice that is not in the cell's list stops the script.
Prints the lists that were offered as JSON. Needs the Python bridge of LibreOffice (uno).
"""
import datetime, json, pathlib, re, shutil, subprocess, sys, tempfile, time

import uno
from com.sun.star.beans import PropertyValue

book, saved, steps = sys.argv[1:4]
profile = tempfile.mkdtemp()
pipe = "pactwatch" + re.sub(r"\W", "", profile)
office = subprocess.Popen(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore",
                           f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.2)
    sys.exit("LibreOffice does not answer")


def said(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def choices(document, sheet, column, row):
    """What the list of that cell offers, worked out by the program itself."""
    validation = sheet.getCellByPosition(column, row).Validation
    assert validation.Type.value == "LIST" and validation.ShowList, (column, row)
    formula = validation.getFormula1()
    # A reference to the row's own first cell, seen from the sheet where it is worked out.
    formula = re.sub(r"(?<![.'$A-Z])\$A\d+", f"$'{sheet.Name}'.$A${row + 1}", formula)
    if not document.Sheets.hasByName("scratch"):
        document.Sheets.insertNewByName("scratch", document.Sheets.Count)
    cell = document.Sheets.getByName("scratch").getCellByPosition(0, 0)
    found = []
    for nth in range(1, 500):
        cell.setFormula(f'=IFERROR(INDEX({formula};{nth});"")')
        if cell.String in ("", "0"):
            break
        found.append(cell.String)
    return found


def work(document):
    offered = []
    for step in json.loads(pathlib.Path(steps).read_text(encoding="utf-8")):
        sheet = document.Sheets.getByName(step["sheet"])
        heads = {sheet.getCellByPosition(at, 0).String: at for at in range(60)}
        row = next(row for row in range(1, 5000) if not sheet.getCellByPosition(0, row).String)
        for header, begins in step["pick"].items():
            listed = choices(document, sheet, heads[header], row)
            offered.append({"header": header, "choices": listed})
            picked = [choice for choice in listed if choice.startswith(begins)]
            assert picked, f"{header}: no {begins} in {listed}"
            sheet.getCellByPosition(heads[header], row).setString(picked[0])
        for header, text in step["type"].items():
            cell = sheet.getCellByPosition(heads[header], row)
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                cell.setValue((datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days)
            else:
                cell.setString(text)
    if document.Sheets.hasByName("scratch"):
        document.Sheets.removeByName("scratch")
    return offered


try:
    desk = desktop()
    # A copy: what an earlier failure left locked is no matter.
    copy = pathlib.Path(shutil.copy(book, pathlib.Path(profile) / "book.xlsx"))
    document = desk.loadComponentFromURL(copy.as_uri(), "_blank", 0, (said("Hidden", True),))
    print(json.dumps(work(document), ensure_ascii=False))
    document.storeToURL(pathlib.Path(saved).absolute().as_uri(), (said("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    desk.terminate()
finally:
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()
    shutil.rmtree(profile, ignore_errors=True)
