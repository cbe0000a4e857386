"""Writes the second half of the lists: one trap each, as officials run into them.

As in make.py the facts are worked out here by hand. `asked` counts the rows that must be refused with a cure or asked
about; `said` holds words that must stand in what is said beside the rows; `refused` is a word of the one answer to a file
of which nothing can be taken. Needs openpyxl, xlsxwriter, xlwt and LibreOffice: python3 neighbours.py
"""
import datetime, io, json, pathlib, tempfile, zipfile

import openpyxl, xlsxwriter, xlwt
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from make import HERE, TCVN3, csv, office

DAY = datetime.date
MADE = []


def path(name):
    MADE.append(name)
    return HERE / name


def keep(name, rows, asked=0, said=(), refused=None):
    facts = {"rows": rows, "asked": asked}
    if said:
        facts["said"] = list(said)
    if refused:
        facts["refused"] = refused
    (HERE / (name + ".json")).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def text_list(name, words, rows, asked=0, said=(), encoding="utf-8"):
    path(name).write_bytes(words.encode(encoding))
    keep(name, rows, asked, said)


def book(name, fill, rows, asked=0, said=(), setup=None):
    made = openpyxl.Workbook()
    if setup:
        setup(made)
    sheet = made.active
    sheet.title = "Danh mục"
    fill(made, sheet)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, DAY) and cell.number_format in ("General", "yyyy-mm-dd"):
                cell.number_format = "dd/mm/yyyy"
    made.save(path(name))
    keep(name, rows, asked, said)


def rows_of(sheet, rows, at=1):
    for nth, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                sheet.cell(at + nth, column + 1, cell)


def converted(source, name, rows, asked=0, said=()):
    office(HERE / source, path(name))
    keep(name, rows, asked, said)


TWO = [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22", "term": "until 2022-12-22"},
       {"title": "Bản ghi nhớ B", "signed_on": "2020-02-29", "term": "until 2025-02-28"}]


def formulas():
    # 29/02/2020 and sixty months: EDATE gives 28/02/2025.
    name = "formulas-xlsxwriter.xlsx"
    made = xlsxwriter.Workbook(path(name))
    sheet, day = made.add_worksheet("Danh mục"), made.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["STT", "Tên văn bản", "Ngày ký", "Ngày hết hạn"])
    for nth, (title, signed, until) in enumerate([("Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22)),
                                                  ("Bản ghi nhớ B", DAY(2020, 2, 29), DAY(2025, 2, 28))], 1):
        sheet.write_formula(nth, 0, "=ROW()-1", None, nth)
        sheet.write(nth, 1, title)
        sheet.write_datetime(nth, 2, datetime.datetime.combine(signed, datetime.time()), day)
        sheet.write_formula(nth, 3, f"=EDATE(C{nth + 1},60)", day, (until - DAY(1899, 12, 30)).days)
    made.close()
    keep(name, TWO, said=["formula"])
    converted(name, "formulas-libreoffice.ods", TWO, said=["formula"])
    # The reader of .xls does not tell formulas of functions that came after that format.
    converted(name, "formulas-libreoffice.xls", TWO)
    # openpyxl stores no values with its formulas: there is none to read.
    def fill(made, sheet):
        rows_of(sheet, [["Tên văn bản", "Ngày ký", "Ngày hết hạn"], ["A", DAY(2017, 12, 22), "=EDATE(B2,60)"],
                        ["B", DAY(2017, 12, 22), DAY(2022, 12, 22)]])
    book("formulas-without-values.xlsx", fill, [{"title": "B", "term": "until 2022-12-22"}], asked=1)


def merged():
    def sideways(made, sheet):
        rows_of(sheet, [["DANH MỤC VĂN BẢN ĐÃ KÝ"], [], ["STT", "Tên văn bản", "Các bên ký kết", "", "Thời gian", "", "Ghi chú"],
                        ["", "", "Bên Việt Nam", "Đối tác", "Ngày ký", "Ngày hết hạn", ""],
                        [1, "Bản ghi nhớ A", "UBND tỉnh Đắk Lắk", "Jeonbuk", DAY(2017, 12, 22), DAY(2022, 12, 22), "ký tại Seoul"],
                        [2, "Bản ghi nhớ B", "UBND tỉnh Đắk Lắk", "Attapeu", DAY(2020, 2, 29), DAY(2025, 2, 28), ""]])
        for area in ("A1:G1", "C3:D3", "E3:F3", "A3:A4", "B3:B4", "G3:G4"):
            sheet.merge_cells(area)
    both = [dict(TWO[0], ours="UBND tỉnh Đắk Lắk", partner="Jeonbuk", note="ký tại Seoul"),
            dict(TWO[1], ours="UBND tỉnh Đắk Lắk", partner="Attapeu")]
    book("merged-sideways.xlsx", sideways, both)
    converted("merged-sideways.xlsx", "merged-sideways.ods", both)
    converted("merged-sideways.xlsx", "merged-sideways.xls", both)

    # One country and one partner over two agreements.
    def downwards(made, sheet):
        rows_of(sheet, [["STT", "Quốc gia", "Đối tác", "Tên văn bản", "Ngày ký", "Ngày hết hạn"],
                        [1, "Lào", "Attapeu", "Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22)],
                        [2, "", "", "Bản ghi nhớ B", DAY(2020, 2, 29), DAY(2025, 2, 28)]])
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("C2:C3")
    lao = [dict(row, country="LA", partner="Attapeu") for row in TWO]
    book("merged-downwards.xlsx", downwards, lao, said=["merged"])
    converted("merged-downwards.xlsx", "merged-downwards.ods", lao, said=["merged"])
    converted("merged-downwards.xlsx", "merged-downwards.xls", lao, said=["merged"])


def calendars():
    def fill(made, sheet):
        rows_of(sheet, [["Tên văn bản", "Ngày ký", "Ngày hết hạn"], ["Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22)],
                        ["Bản ghi nhớ B", DAY(2020, 2, 29), DAY(2025, 2, 28)]])
    book("calendar-1904-openpyxl.xlsx", fill, TWO, setup=lambda made: setattr(made, "epoch", CALENDAR_MAC_1904))
    converted("calendar-1904-openpyxl.xlsx", "calendar-1904-libreoffice.xls", TWO)
    converted("calendar-1904-openpyxl.xlsx", "calendar-1904-libreoffice.ods", TWO)
    made = xlwt.Workbook()
    made.dates_1904 = True
    sheet, day = made.add_sheet("Danh mục"), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for row, cells in enumerate([["Tên văn bản", "Ngày ký", "Ngày hết hạn"],
                                 ["Bản ghi nhớ A", datetime.datetime(2017, 12, 22), datetime.datetime(2022, 12, 22)],
                                 ["Bản ghi nhớ B", datetime.datetime(2020, 2, 29), datetime.datetime(2025, 2, 28)]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell, day) if isinstance(cell, datetime.datetime) else sheet.write(row, column, cell)
    made.save(str(path("calendar-1904-xlwt.xls")))
    keep("calendar-1904-xlwt.xls", TWO)


def hidden():
    def sheets(made, sheet):
        rows_of(sheet, [["Tên văn bản", "Ngày ký", "Ngày hết hạn"], ["Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22)]])
        old = made.create_sheet("Bản nháp")
        rows_of(old, [["Tên văn bản", "Ngày ký"], ["Nháp", "01/01/2020"]])
        old.sheet_state = "hidden"
        deep = made.create_sheet("Cũ")
        rows_of(deep, [["Tên văn bản", "Ngày ký"], ["Cũ", "01/01/2019"]])
        deep.sheet_state = "veryHidden"
    book("hidden-sheets.xlsx", sheets, TWO[:1], said=["Bản nháp", "Cũ"])
    converted("hidden-sheets.xlsx", "hidden-sheets.ods", TWO[:1], said=["Bản nháp"])
    converted("hidden-sheets.xlsx", "hidden-sheets.xls", TWO[:1], said=["Bản nháp"])

    # A filter hides a row, an officer hides a column: both are part of the list.
    def rows(made, sheet):
        rows_of(sheet, [["Tên văn bản", "Ngày ký", "Ngày hết hạn", "Ghi chú"],
                        ["Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22), "một"],
                        ["Bản ghi nhớ B", DAY(2020, 2, 29), DAY(2025, 2, 28), "hai"]])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
    both = [dict(TWO[0], note="một"), dict(TWO[1], note="hai")]
    book("hidden-rows-and-columns.xlsx", rows, both, said=["hidden"])


def struck():
    # What is struck out was taken back by somebody; a person has to say what became of it.
    def fill(made, sheet):
        rows_of(sheet, [["STT", "Tên văn bản", "Ngày ký", "Ngày hết hạn"],
                        [1, "Bản ghi nhớ A", DAY(2017, 12, 22), DAY(2022, 12, 22)],
                        [2, "Bản ghi nhớ bỏ", DAY(2018, 1, 5), DAY(2023, 1, 5)],
                        [3, "Bản ghi nhớ B", DAY(2020, 2, 29), DAY(2025, 2, 28)],
                        [4, "Bản ghi nhớ C", DAY(2021, 3, 1), DAY(2026, 3, 1)]])
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        sheet["D5"].font = Font(strike=True)
    book("struck-out.xlsx", fill, TWO, asked=2)
    converted("struck-out.xlsx", "struck-out.ods", TWO, asked=2)


def days():
    text_list("days-with-spaces.csv", "Tên văn bản;Ngày ký\nA;22 / 12 / 2017\nB; 22/12/ 2017\nC;22 - 12 - 2017\nD;ngày  22\u00a0tháng 12 năm 2017\n"
              "E;22. 12. 2017\nF;22/ 12 /2017 \nG;ngày 22/12/2017\nH;Ngày 22 - 12 - 2017\n",
              [{"title": t, "signed_on": "2017-12-22"} for t in "ABCDEFGH"])
    text_list("days-that-are-none.csv", "Tên văn bản;Ngày ký\nA;31/02/2020\nB;29/02/2019\nC;00/05/2019\nD;31/04/2021\nE;28/02/2019\n",
              [{"title": "E", "signed_on": "2019-02-28"}], asked=4)
    text_list("days-two-digits.csv", "Tên văn bản;Ngày ký\nA;22/12/17\nB;1.5.99\nC;5/4/07\nD;22/12/2017\n",
              [{"title": "D", "signed_on": "2017-12-22"}], asked=3)
    text_list("days-buddhist.csv", "Title,Partner,Country,Date signed\nA,Khon Kaen,Thailand,22/12/2560\nB,Udon Thani,Thailand,05/03/2563\n"
              "C,Nakhon Phanom,Thailand,05/03/2020\n", [{"title": "C", "country": "TH", "signed_on": "2020-03-05"}], asked=2)
    text_list("days-in-english.csv", "Title,Partner,Date signed,Expiry date\nA,X,\"December 22, 2017\",22 Dec 2022\nB,Y,4-Oct-1996,4 October 2001\n"
              "C,Z,\"Oct. 4, 1996\",4th October 2001\nD,W,1996-10-04,2001/10/04\n",
              [{"title": "A", "signed_on": "2017-12-22", "term": "until 2022-12-22"}] +
              [{"title": t, "signed_on": "1996-10-04", "term": "until 2001-10-04"} for t in "BCD"])
    text_list("days-of-pandas.csv", "title,partner,signed_on\nA,X,2017-12-22 00:00:00\nB,Y,2020-02-29T00:00:00\nC,Z,2020-02-29T00:00:00.000\n",
              [{"title": "A", "signed_on": "2017-12-22"}, {"title": "B", "signed_on": "2020-02-29"}, {"title": "C", "signed_on": "2020-02-29"}])
    text_list("days-month-first-head.csv", "Agreement,Sister City,Date signed (MM/DD/YYYY)\nA,Seattle,10/04/1996\nB,Denver,12/22/2017\n",
              [{"title": "A", "signed_on": "1996-10-04"}, {"title": "B", "signed_on": "2017-12-22"}])
    text_list("days-month-first.csv", "Agreement,Sister City,Date signed,Expires\nA,Seattle,10/04/1996,10/04/2001\nB,Denver,12/22/2017,12/22/2022\n"
              "C,Portland,06/06/2018,07/07/2023\n", [{"title": "C", "signed_on": "2018-06-06", "term": "until 2023-07-07"}], asked=2)
    # Cells that are days, shown the American way: the cell knows its day.
    def fill(made, sheet):
        rows_of(sheet, [["Title", "Sister city", "Date signed"], ["A", "Seattle", DAY(1996, 10, 4)], ["B", "Denver", DAY(2017, 12, 22)]])
        for row in (2, 3):
            sheet.cell(row, 3).number_format = "m/d/yyyy"
    book("days-shown-month-first.xlsx", fill, [{"title": "A", "signed_on": "1996-10-04"}, {"title": "B", "signed_on": "2017-12-22"}])
    text_list("days-years-alone.csv", "Tên văn bản;Ngày ký\nA;2017\nB;12/2017\nC;tháng 12 năm 2017\nD;22/12/2017\n",
              [{"title": "D", "signed_on": "2017-12-22"}], asked=3)


def heads():
    rows = [["PHỤ LỤC I"], ["DANH MỤC CÁC THỎA THUẬN QUỐC TẾ"], ["(Kèm theo Công văn số     /SNgV ngày     tháng     năm 2026)"], [],
            ["STT", "Thông tin văn bản", "", "", "Hiệu lực", "", "Ghi chú"],
            ["", "Tên văn bản", "Các bên", "", "Từ ngày", "Đến ngày", ""],
            ["", "", "Bên ký Việt Nam", "Bên ký nước ngoài", "", "", ""],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            ["1", "Bản ghi nhớ A", "UBND tỉnh Đắk Lắk", "Jeonbuk", "22/12/2017", "22/12/2022", ""],
            ["2", "Bản ghi nhớ B", "UBND tỉnh Đắk Lắk", "Attapeu", "29/02/2020", "28/02/2025", ""],
            [], ["", "Tổng cộng: 02 văn bản", "", "", "", "", ""], [],
            ["", "Nơi nhận:", "", "", "KT. GIÁM ĐỐC", "", ""], ["", "- Như trên;", "", "", "PHÓ GIÁM ĐỐC", "", ""]]
    facts = [{"title": "Bản ghi nhớ A", "partner": "Jeonbuk", "in_force_on": "2017-12-22", "term": "until 2022-12-22"},
             {"title": "Bản ghi nhớ B", "partner": "Attapeu", "in_force_on": "2020-02-29", "term": "until 2025-02-28"}]
    text_list("head-three-rows.csv", csv(rows, ";"), facts)

    def fill(made, sheet):
        rows_of(sheet, rows)
        for area in ("A1:G1", "A2:G2", "A3:G3", "A5:A7", "B5:D5", "B6:B7", "C6:D6", "E5:F5", "E6:E7", "F6:F7", "G5:G7"):
            sheet.merge_cells(area)
    book("head-three-rows.xlsx", fill, facts)
    # A table that begins in the third column, far down, with a comment and a filter.
    def far(made, sheet):
        rows_of(sheet, [["", "", "Tên văn bản", "Ngày ký", "Ngày hết hạn"], ["", "", "Bản ghi nhớ A", "22/12/2017", "22/12/2022"],
                        ["", "", "Bản ghi nhớ B", "29/02/2020", "28/02/2025"]], at=9)
        sheet.auto_filter.ref = "C9:E11"
        sheet["C9"].comment = openpyxl.comments.Comment("ghi theo văn bản gốc", "Văn phòng")
    book("table-far-from-the-corner.xlsx", far, TWO)
    made = xlsxwriter.Workbook(path("table-object.xlsx"))
    sheet = made.add_worksheet("Danh mục")
    sheet.add_table(2, 0, 4, 2, {"columns": [{"header": h} for h in ("Tên văn bản", "Ngày ký", "Ngày hết hạn")],
                                 "data": [["Bản ghi nhớ A", "22/12/2017", "22/12/2022"], ["Bản ghi nhớ B", "29/02/2020", "28/02/2025"]]})
    made.close()
    keep("table-object.xlsx", TWO)


def sums():
    rows = [["STT", "Tên văn bản", "Đối tác", "Ngày ký", "Kinh phí"],
            ["I", "Khu vực ASEAN", "", "", ""], ["1", "Bản ghi nhớ A", "Attapeu", "22/12/2017", "100"],
            ["2", "Bản ghi nhớ B", "Sê Kông", "29/02/2020", "50"], ["", "Cộng I", "", "", "150"],
            ["II", "Khu vực Đông Bắc Á", "", "", ""], ["3", "Bản ghi nhớ C", "Jeonbuk", "03/11/2022", "20"],
            ["", "Cộng (II)", "", "", "20"], ["", "Cộng khu vực Đông Bắc Á", "", "", "20"], ["", "TỔNG CỘNG (I+II)", "", "", "170"]]
    facts = [{"title": "Bản ghi nhớ A", "partner": "Attapeu", "signed_on": "2017-12-22"},
             {"title": "Bản ghi nhớ B", "partner": "Sê Kông", "signed_on": "2020-02-29"},
             {"title": "Bản ghi nhớ C", "partner": "Jeonbuk", "signed_on": "2022-11-03"}]
    text_list("subtotals.csv", csv(rows, ";"), facts, said=["sum"])
    text_list("heads-again.csv", csv([rows[0], rows[2], rows[0], rows[3], [], rows[0], rows[6]], ","), facts, said=["headers"])


def parties():
    text_list("parties-several.csv", "Tên văn bản;Đối tác;Ngày ký\nA;Attapeu; 22/12/2017\nB;\"Attapeu; Sê Kông\";22/12/2017\nC;\"Attapeu\nSê Kông\";22/12/2017\n",
              [{"title": "A", "partner": "Attapeu"}, {"title": "B", "partner": "Attapeu;Sê Kông"}, {"title": "C"}])
    text_list("parties-with-comma.csv", "Tên văn bản;Đối tác;Ngày ký\nA;Attapeu, Sê Kông;22/12/2017\nB;Tỉnh Attapeu và tỉnh Sê Kông;22/12/2017\n"
              "C;Đại học Khoa học Xã hội và Nhân văn;22/12/2017\n", [{"title": "A"}, {"title": "B"},
              {"title": "C", "partner": "Đại học Khoa học Xã hội và Nhân văn"}], said=["Attapeu"])


def texts():
    plain = "Tên văn bản;Đối tác;Ngày ký;Ngày hết hạn\nBản ghi nhớ A;Jeonbuk;22/12/2017;22/12/2022\nBản ghi nhớ B;Attapeu;29/02/2020;28/02/2025\n"
    text_list("text-utf8-mark.csv", "\ufeff" + plain, TWO)
    for name, encoding, mark in (("be", "utf-16-be", "\ufeff"), ("le", "utf-16-le", "\ufeff")):
        text_list(f"text-utf16{name}.csv", mark + plain.replace(";", "\t"), TWO, encoding=encoding)
    import unicodedata
    text_list("text-decomposed.csv", unicodedata.normalize("NFD", plain), TWO)
    text_list("text-carriage-returns.csv", plain.replace("\n", "\r"), TWO)
    text_list("text-sep-line.csv", "sep=;\r\n" + plain.replace("\n", "\r\n"), TWO)
    text_list("text-pipes.csv", plain.replace(";", "|"), TWO)
    text_list("text-quoted-lines.csv", "STT,\"Tên\r\nvăn bản\",\"Ngày\r\nký\",\"Ngày\r\nhết hạn\",\"Nội dung\r\nchính\"\r\n"
              "1,\"Bản ghi nhớ\r\nA\",22/12/2017,22/12/2022,\"dòng một\r\ndòng \"\"hai\"\"\"\r\n2,Bản ghi nhớ B,29/02/2020,28/02/2025,\r\n", TWO)
    text_list("text-short-rows.csv", "Tên văn bản,Ngày ký,Ngày hết hạn,Ghi chú,Nơi lưu\nBản ghi nhớ A,22/12/2017,22/12/2022\nBản ghi nhớ B,29/02/2020,28/02/2025,,\n", TWO)
    text_list("text-decimal-commas.csv", "Tên văn bản;Ngày ký;Thời hạn (năm);Kinh phí (triệu đồng)\nA;22/12/2017;5,0;1.234,5\nB;22/12/2017;2,5;10,25\nC;22/12/2017;3;7\n",
              [{"title": "A", "term": "5y"}, {"title": "B", "term": "2y6m"}, {"title": "C", "term": "3y"}])
    old = "".join(TCVN3.get(c, c) for c in "Tên văn bản;Người ký;Ngày ký;Ngày hết hạn\nBản ghi nhớ A;Chủ tịch;22/12/2017;22/12/2022\nBản ghi nhớ B;Phó Chủ tịch;29/02/2020;28/02/2025\n")
    text_list("text-tcvn3-signer.csv", old, TWO, said=["TCVN3"])
    path("text-tcvn3-bytes.csv").write_bytes(old.encode("latin-1"))
    keep("text-tcvn3-bytes.csv", TWO, said=["TCVN3"])


def terms():
    text_list("terms-in-words.csv", "Tên văn bản;Ngày ký;Thời hạn;Định kỳ sơ kết\nA;22/12/2017;không xác định thời hạn;hằng quý\nB;22/12/2017;vô thời hạn;06 tháng/lần\n"
              "C;22/12/2017;05 (năm) năm kể từ ngày ký;hằng năm\nD;22/12/2017;đến hết ngày 31/12/2025;02 năm/lần\nE;22/12/2017;từ ngày 01/01/2018 đến ngày 31/12/2020;annually\n"
              "F;22/12/2017;Năm năm;không\nG;22/12/2017;36 tháng;\n",
              [{"term": "open", "review_every": "3m"}, {"term": "open", "review_every": "6m"}, {"term": "5y", "review_every": "1y"},
               {"term": "until 2025-12-31", "review_every": "2y"}, {"term": "until 2020-12-31", "in_force_on": "2018-01-01", "review_every": "1y"},
               {"term": "5y"}, {"term": "3y"}])
    text_list("terms-to-ask.csv", "Tên văn bản;Ngày ký;Thời hạn\nA;22/12/2017;khoảng 5 năm\nB;22/12/2017;5-7 năm\nC;22/12/2017;5 hoặc 10 năm\nD;22/12/2017;theo dự án\nE;22/12/2017;tối thiểu 5 năm\nF;22/12/2017;60 tháng\n",
              [{"title": "F", "term": "5y"}], asked=5)


def countries():
    names = [("CHLB Đức", "DE"), ("Vương quốc Anh", "GB"), ("Hoa Kỳ", "US"), ("Đài Loan (Trung Quốc)", "TW"), ("Cộng hòa Séc", "CZ"), ("Hà Lan", "NL"),
             ("Ô-xtrây-li-a", "AU"), ("Xin-ga-po", "SG"), ("LB Nga", "RU"), ("CHND Trung Hoa", "CN"), ("Hồng Kông", "HK"), ("Ma-lai-xi-a", "MY"),
             ("Bê-la-rút", "BY"), ("Niu Di-lân", "NZ"), ("In-đô-nê-xi-a", "ID"), ("Tây Ban Nha", "ES"), ("Ác-hen-ti-na", "AR"), ("Mông Cổ", "MN"),
             ("Phi-líp-pin", "PH"), ("Mi-an-ma", "MM"), ("Cu Ba", "CU"), ("Ba Lan", "PL"), ("Hung-ga-ri", "HU"), ("U-crai-na", "UA"), ("Ca-na-đa", "CA")]
    text_list("countries.csv", "Tên văn bản;Nước;Ngày ký\n" + "".join(f"Văn bản {n};{n};22/12/2017\n" for n, _ in names),
              [{"title": f"Văn bản {n}", "country": c} for n, c in names])


def english():
    text_list("twin-cities.csv", "City,State/Province,Country,Year established,Date of agreement,Status,Contact\n"
              "Gyeongju,Gyeongsangbuk-do,Republic of Korea,2007,28 November 2007,Active,Mayor's office\nNiigata,,Japan,1994,1994-05-20,Active,\n"
              "Cincinnati,Ohio,United States of America,2001,\"June 15, 2001\",Inactive,\n",
              [{"partner": "Gyeongju", "country": "KR", "signed_on": "2007-11-28"}, {"partner": "Niigata", "country": "JP", "signed_on": "1994-05-20"},
               {"partner": "Cincinnati", "country": "US", "signed_on": "2001-06-15"}])
    text_list("university-links.csv", "#,Partner University,Country,Agreement Type,Start Date,End Date,Auto-renew,Faculty,MoU Link\n"
              "1,Universiti Malaya,Malaysia,Memorandum of Understanding,01-Jan-2021,31-Dec-2025,No,Engineering,https://example.vn/1\n"
              "2,KU Leuven,Belgium,Student Exchange Agreement,2022-09-15,2027-09-14,Yes,All,\n",
              [{"partner": "Universiti Malaya", "country": "MY", "kind": "mou", "in_force_on": "2021-01-01", "term": "until 2025-12-31", "renewal": "none"},
               {"partner": "KU Leuven", "country": "BE", "in_force_on": "2022-09-15", "term": "until 2027-09-14", "renewal": "tacit"}])


def strict():
    """A workbook of the strict dialect, whose days are ISO texts."""
    ns = "http://purl.oclc.org/ooxml"
    line = lambda n, cells: f'<x:row r="{n}">' + "".join(cells) + "</x:row>"
    words = lambda at, t: f'<x:c r="{at}" t="inlineStr"><x:is><x:t>{t}</x:t></x:is></x:c>'
    day = lambda at, t: f'<x:c r="{at}" s="1" t="d"><x:v>{t}</x:v></x:c>'
    sheet = (line(1, [words("A1", "Tên văn bản"), words("B1", "Ngày ký"), words("C1", "Ngày hết hạn")])
             + line(2, [words("A2", "Bản ghi nhớ A"), day("B2", "2017-12-22"), day("C2", "2022-12-22")])
             + line(3, [words("A3", "Bản ghi nhớ B"), day("B3", "2020-02-29T00:00:00"), day("C3", "2025-02-28")]))
    with zipfile.ZipFile(path("strict-dialect.xlsx"), "w") as out:
        put = lambda name, words: out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), '<?xml version="1.0" encoding="UTF-8"?>' + words)
        put("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>')
        put("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{ns}/officeDocument/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        put("xl/workbook.xml", f'<x:workbook xmlns:x="{ns}/spreadsheetml/main" xmlns:r="{ns}/officeDocument/relationships" conformance="strict"><x:sheets><x:sheet name="DS" sheetId="1" r:id="r1"/></x:sheets></x:workbook>')
        put("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{ns}/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{ns}/officeDocument/relationships/styles" Target="styles.xml"/></Relationships>')
        put("xl/styles.xml", f'<x:styleSheet xmlns:x="{ns}/spreadsheetml/main"><x:cellXfs count="2"><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>')
        put("xl/worksheets/sheet1.xml", f'<x:worksheet xmlns:x="{ns}/spreadsheetml/main"><x:sheetData>{sheet}</x:sheetData></x:worksheet>')
    keep("strict-dialect.xlsx", TWO)


def old_books():
    # Formatted to its last column and beyond the table: a list of three columns all the same.
    made = xlwt.Workbook()
    sheet, filled = made.add_sheet("Danh mục"), xlwt.easyxf("pattern: pattern solid, fore_colour yellow")
    for row, cells in enumerate([["Tên văn bản", "Ngày ký", "Ngày hết hạn"], ["Bản ghi nhớ A", "22/12/2017", "22/12/2022"],
                                 ["Bản ghi nhớ B", "29/02/2020", "28/02/2025"]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
        for column in range(3, 256):
            sheet.write(row, column, None, filled)
    for row in (16999, 39999):
        sheet.write(row, 255, None, filled)
    made.save(str(path("formatted-to-the-end.xls")))
    keep("formatted-to-the-end.xls", TWO)
    words = "<html><table><tr><td>Tên văn bản</td></tr></table></html>"
    path("page-called-workbook.xls").write_text(words, encoding="utf-8")
    keep("page-called-workbook.xls", [], refused="page")


def main():
    for write in (formulas, merged, calendars, hidden, struck, days, heads, sums, parties, texts, terms, countries, english, strict, old_books):
        write()
    print(len(MADE), "lists")


main()
