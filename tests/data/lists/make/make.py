"""Writes the lists of this folder and, beside each, the facts that it says.

The facts are worked out here by hand, list by list, and never taken from the program. `rows` holds what must come in, in
the order of the list; a list with `asked` must be refused or ask about just so many rows. Needs openpyxl, xlsxwriter,
pandas and LibreOffice: python3 make.py
"""
import datetime, json, pathlib, shutil, subprocess, tempfile, unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
DAY = datetime.date

# Each list: its head and rows as people keep them, and the facts of its rows.
LISTS = {
    "province": (
        [["DANH MỤC THỎA THUẬN QUỐC TẾ"], [],
         ["STT", "Tên văn bản", "Loại văn bản", "Bên Việt Nam", "Đối tác", "Quốc gia", "Ngày ký", "Thời hạn", "Ghi chú"],
         [1, "Thỏa thuận hợp tác", "Bản thỏa thuận", "UBND tỉnh Đắk Lắk", "Jeollabuk-do", "Hàn Quốc", "22/12/2017", "5 năm", ""],
         [2, "Hợp tác giai đoạn 2022-2027", "Bản ghi nhớ", "UBND tỉnh Kon Tum", "Sê Kông", "Lào", "03/11/2022", "60 tháng", "ký tại Kon Tum"],
         [3, "Hợp tác biên giới", "Biên bản", "UBND tỉnh Đắk Lắk", "Mondulkiri", "Campuchia", "20/03/2018", "01 năm", ""],
         ["", "Tổng cộng: 03", "", "", "", "", "", "", ""]],
        [{"title": "Thỏa thuận hợp tác", "kind": "agreement", "country": "KR", "signed_on": "2017-12-22", "term": "5y"},
         {"title": "Hợp tác giai đoạn 2022-2027", "kind": "mou", "country": "LA", "signed_on": "2022-11-03", "term": "5y"},
         {"title": "Hợp tác biên giới", "kind": "minutes", "country": "KH", "signed_on": "2018-03-20", "term": "1y"}]),
    "sections": (
        [["TT", "Tên thỏa thuận", "Đối tác ký kết", "Ngày, tháng, năm ký", "Ngày hết hiệu lực"],
         ["I", "LÀO", "", "", ""],
         [1, "Bản ghi nhớ hợp tác", "Tỉnh Attapeu", "11/03/2025", "11/03/2030"],
         [2, "Bản ghi nhớ hợp tác", "Tỉnh Sê Kông", "06/06/2025", "31/12/2030"],
         ["", "Cộng Lào: 02", "", "", ""],
         ["II", "HÀN QUỐC", "", "", ""],
         [3, "Thỏa thuận hữu nghị", "Jeollabuk-do", "22/12/2017", "22/12/2022"]],
        [{"title": "Bản ghi nhớ hợp tác", "country": "LA", "signed_on": "2025-03-11", "term": "until 2030-03-11"},
         {"title": "Bản ghi nhớ hợp tác", "country": "LA", "signed_on": "2025-06-06", "term": "until 2030-12-31"},
         {"title": "Thỏa thuận hữu nghị", "country": "KR", "signed_on": "2017-12-22", "term": "until 2022-12-22"}]),
    "university": (
        [["No.", "Partner Institution", "Country", "Type of agreement", "Date Signed", "Expiry Date", "Contact person", "Remarks"],
         [1, "Jeonbuk National University", "Republic of Korea", "MOU", "15/03/2021", "15/03/2026", "Office of relations", ""],
         [2, "University of Ljubljana", "Slovenia", "MOA", "28/09/2022", "28/09/2027", "", "student exchange"],
         [3, "Kyoto University", "Japan", "LOI", "17/05/2023", "17/05/2024", "", ""]],
        [{"partner": "Jeonbuk National University", "country": "KR", "kind": "mou", "signed_on": "2021-03-15", "term": "until 2026-03-15"},
         {"partner": "University of Ljubljana", "country": "SI", "kind": "agreement", "signed_on": "2022-09-28", "term": "until 2027-09-28"},
         {"partner": "Kyoto University", "country": "JP", "kind": "other", "signed_on": "2023-05-17", "term": "until 2024-05-17"}]),
    "twins": (
        [["Sister City", "Country", "Agreement Title", "Date of signature", "Validity", "Automatic renewal", "Notice period"],
         ["Gyeongju", "South Korea", "Sister City Agreement", "28 November 2007", "5 years", "automatically renewed for 5 years", "6 months before expiry"],
         ["Seattle", "USA", "Friendship Agreement", "4 October 1996", "indefinite", "no", ""]],
        [{"title": "Sister City Agreement", "country": "KR", "signed_on": "2007-11-28", "term": "5y", "renewal": "tacit", "renewal_period": "5y", "notice": "6m"},
         {"title": "Friendship Agreement", "country": "US", "signed_on": "1996-10-04", "term": "open", "renewal": "none"}]),
    "bilingual": (
        [["Tên văn bản / Title", "Đối tác\nPartner", "Nước / Country", "Ngày ký / Date signed", "Thời hạn / Term", "Sơ kết / Review"],
         ["Bản ghi nhớ về giáo dục", "Đại học Chiềng Mai", "Thái Lan", "24/08/2020", "3 năm", "hằng năm"],
         ["Chương trình hợp tác", "Tỉnh Salavan", "CHDCND Lào", "10/04/2025", "giai đoạn 2025-2030", "02 năm/lần, luân phiên"]],
        [{"title": "Bản ghi nhớ về giáo dục", "country": "TH", "signed_on": "2020-08-24", "term": "3y", "review_every": "1y"},
         {"title": "Chương trình hợp tác", "country": "LA", "signed_on": "2025-04-10", "term": "until 2030-04-10..2030-12-31", "review_every": "2y"}]),
    "both-ends": (
        [["Mã số", "Tên gọi", "Ngày bắt đầu", "Ngày kết thúc", "Thời hạn (năm)", "Người ký", "Nơi ký"],
         ["TT-01", "Thỏa thuận A", "15/08/2021", "15/08/2026", 5, "Chủ tịch", "Hà Nội"],
         ["TT-02", "Thỏa thuận B", "01/01/2022", "31/12/2024", 3, "Phó Chủ tịch", "Huế"]],
        [{"reference": "TT-01", "in_force_on": "2021-08-15", "term": "5y", "count": "civil"},
         {"reference": "TT-02", "in_force_on": "2022-01-01", "term": "3y", "count": "inclusive"}]),
    "clauses": (
        [["Tên thỏa thuận", "Ngày ký", "Hiệu lực đến", "Điều khoản gia hạn", "Kinh phí"],
         ["Thỏa thuận du lịch", "22/12/2020", "22/12/2025", "tự động gia hạn mỗi lần 2 năm nếu không bên nào thông báo trước 6 tháng", "0"],
         ["Thỏa thuận y tế", "30/06/2021", "30/06/2026", "không", ""],
         ["Thỏa thuận văn hóa", "31/01/2019", "chưa rõ", "theo thỏa thuận của hai bên", ""]],
        [{"title": "Thỏa thuận du lịch", "term": "until 2025-12-22", "renewal": "tacit", "renewal_period": "2y", "notice": "6m"},
         {"title": "Thỏa thuận y tế", "term": "until 2026-06-30", "renewal": "none"},
         {"title": "Thỏa thuận văn hóa", "term": "unknown", "renewal": "consent"}]),
    "years": (
        [["STT", "Trích yếu nội dung", "Số, ký hiệu", "Đối tác nước ngoài", "Ngày ký", "Cơ quan đầu mối"],
         ["", "Năm 2018", "", "", "", ""],
         [1, "Biên bản làm việc", "01/BB", "Mondulkiri", "20/03/2018", "Sở Ngoại vụ"],
         ["", "Năm 2019", "", "", "", ""],
         [2, "Ý định thư hợp tác", "02/YĐT", "Gyeonggi", "19/02/2019", "Sở Nội vụ"]],
        [{"title": "Biên bản làm việc", "kind": "minutes", "number": "01/BB", "signed_on": "2018-03-20", "lead_agency": "Sở Ngoại vụ"},
         {"title": "Ý định thư hợp tác", "kind": "other", "number": "02/YĐT", "signed_on": "2019-02-19", "lead_agency": "Sở Nội vụ"}]),
}

# Lists of which rows have to be asked about.
ASKED = {
    "brackets": ([["Tên văn bản", "Ngày ký", "Thời hạn"], ["A", "22/12/2017", "60 tháng (?)"], ["B", "22/12/2017", "5 (năm) năm"]],
                 [{"title": "B", "term": "5y"}], 1),
    "month-first": ([["Tên văn bản", "Ngày ký"], ["A", "12/22/2017"], ["B", "3/4/2017"], ["C", "5/5/2017"]],
                    [{"title": "C", "signed_on": "2017-05-05"}], 2),
    "two-ends": ([["Tên văn bản", "Ngày ký", "Thời hạn", "Ngày hết hạn"], ["A", "15/08/2021", "5 năm", "15/08/2027"],
                  ["B", "15/08/2021", "5 năm", "15/08/2026"]], [{"title": "B", "term": "5y"}], 1),
    "no-year": ([["Tên văn bản", "Ngày ký"], ["A", "30-12"], ["B", "30/12/2025"]], [{"title": "B", "signed_on": "2025-12-30"}], 1),
}

TCVN3 = dict(zip("ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
                 "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"))


def text(cell):
    return cell.strftime("%d/%m/%Y") if isinstance(cell, DAY) else "" if cell is None else str(cell)


def quoted(cell, separator):
    cell = text(cell)
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in (separator, '"', "\n")) else cell


def csv(rows, separator):
    return "".join(separator.join(quoted(c, separator) for c in row) + "\r\n" for row in rows)


def cp1258(words):
    out = bytearray()
    for char in words:
        base = unicodedata.normalize("NFC", char)
        try:
            out += base.encode("cp1258")
            continue
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
        # The vowel with its hat or breve is one letter there, its tone a second.
        tones = [p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323"]
        vowel = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out += (vowel + "".join(tones)).encode("cp1258")
    return bytes(out)


def upper(row):
    """TCVN3 has no capital letters with tones: such words are typed small."""
    return [text(c) if not isinstance(c, str) or not c.isupper() or c.isascii() else c.lower() for c in row]


def dated(rows):
    """Days as days of the spreadsheet."""
    def day(cell):
        parts = cell.split("/") if isinstance(cell, str) else []
        if len(parts) == 3 and all(p.isdigit() for p in parts) and len(parts[2]) == 4:
            return datetime.date(int(parts[2]), int(parts[1]), int(parts[0]))
        return cell
    return [[day(cell) for cell in row] for row in rows]


def openpyxl_book(rows, path):
    import openpyxl
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([None if c == "" else c for c in row])
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, DAY):
                cell.number_format = "dd/mm/yyyy"
    book.save(path)


def xlsxwriter_book(rows, path):
    import xlsxwriter
    book = xlsxwriter.Workbook(path)
    sheet, day = book.add_worksheet("Danh mục"), book.add_format({"num_format": "dd/mm/yyyy"})
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, DAY):
                sheet.write_datetime(r, c, datetime.datetime(cell.year, cell.month, cell.day), day)
            elif cell != "":
                sheet.write(r, c, cell)
    book.close()


def pandas_book(rows, path):
    import pandas
    head = next(at for at, row in enumerate(rows) if len(row) > 1)
    pandas.DataFrame(rows[head + 1:], columns=rows[head]).to_excel(path, index=False)


def office(source, target):
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        ending = target.suffix[1:]
        subprocess.run(["soffice", profile, "--headless", "--convert-to", ending, "--outdir", folder, str(source)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
        shutil.copy(pathlib.Path(folder) / (source.stem + "." + ending), target)


def keep(path, rows, asked=0):
    facts = {"rows": rows, "asked": asked}
    path.with_name(path.name + ".json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main():
    for name, (rows, facts) in LISTS.items():
        made = []

        def to(ending):
            path = HERE / f"{name}-{ending}"
            made.append(path)
            return path
        openpyxl_book(rows, to("openpyxl.xlsx"))
        openpyxl_book(dated(rows), to("openpyxl-days.xlsx"))
        xlsxwriter_book(dated(rows), to("xlsxwriter.xlsx"))
        pandas_book(rows, to("pandas.xlsx"))
        office(HERE / f"{name}-xlsxwriter.xlsx", to("libreoffice.ods"))
        office(HERE / f"{name}-xlsxwriter.xlsx", to("libreoffice.xls"))
        to("utf16.csv").write_bytes(csv(rows, "\t").encode("utf-16"))
        to("semicolon.csv").write_bytes(csv(rows, ";").encode("utf-8"))
        if name in ("province", "sections", "clauses", "years"):
            to("cp1258.csv").write_bytes(cp1258(csv(rows, ";").replace("–", "-")))
        if name in ("clauses", "both-ends"):
            to("tcvn3.csv").write_bytes("".join(TCVN3.get(c, c) for c in csv([upper(r) for r in rows], ";")).encode("utf-8"))
        for path in made:
            keep(path, facts)
    for name, (rows, facts, asked) in ASKED.items():
        path = HERE / f"asked-{name}.csv"
        path.write_bytes(csv(rows, ";").encode("utf-8"))
        keep(path, facts, asked)


if __name__ == "__main__":
    main()
