"""Writes the third part of the lists: whole shapes, as offices of other kinds keep them.

As in make.py the facts are worked out here by hand, before the first run. `asked` counts the rows that must be asked about,
`refused` is a word of the answer to a file of which nothing can be taken. The first word of a name is its kind.
Needs openpyxl, xlsxwriter, xlwt and LibreOffice: python3 shapes.py
"""
import datetime, json, pathlib, unicodedata

import openpyxl, xlwt
from openpyxl.styles import Font

from make import HERE, TCVN3, cp1258, csv, office

DAY = datetime.date
MADE = []


def keep(name, rows, asked=0, said=(), refused=None):
    assert name not in MADE, name
    MADE.append(name)
    facts = {"rows": rows, "asked": asked}
    if said:
        facts["said"] = list(said)
    if refused:
        facts["refused"] = refused
    (HERE / (name + ".json")).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def text(name, rows, facts, separator=";", asked=0, said=(), refused=None, encode=lambda words: words.encode("utf-8")):
    """A list as text; each row is one string with its cells parted by ` | `."""
    cells = [[cell.strip(" ").replace("\\n", "\n") for cell in row.split("|")] for row in rows]
    (HERE / name).write_bytes(encode(csv(cells, separator)))
    keep(name, facts, asked, said, refused)


def book(name, sheets, facts, asked=0, said=(), refused=None, merge=(), then=None, save=True):
    """A workbook: its sheets by name, each a list of rows of real cells."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for nth, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                if cell not in ("", None):
                    put = sheet.cell(nth, column, cell)
                    if isinstance(cell, DAY):
                        put.number_format = "dd/mm/yyyy"
    for area in merge:
        made.worksheets[0].merge_cells(area)
    if then:
        then(made)
    made.save(HERE / name)
    keep(name, facts, asked, said, refused)


def converted(source, name, asked=None, said=()):
    office(HERE / source, HERE / name)
    facts = json.loads((HERE / (source + ".json")).read_text(encoding="utf-8"))
    keep(name, facts["rows"], facts["asked"] if asked is None else asked, said or facts.get("said", ()))


def provinces():
    book("provinces-annex.xlsx", {"PL1": [
        ["PHỤ LỤC I"], ["TÌNH HÌNH KÝ KẾT VÀ THỰC HIỆN THỎA THUẬN QUỐC TẾ"],
        ["(Kèm theo Báo cáo số 125/BC-UBND ngày 15/6/2026 của UBND tỉnh)"], [],
        ["TT", "Tên thỏa thuận quốc tế", "Cơ quan ký phía Việt Nam", "Cơ quan ký phía nước ngoài", "Thời điểm ký", "Hiệu lực", "Kết quả thực hiện"],
        [1, "Bản ghi nhớ về hợp tác du lịch", "UBND tỉnh Đắk Lắk", "Tỉnh Jeonbuk", DAY(2017, 12, 22), "05 năm", "Đã trao đổi 02 đoàn"],
        [2, "Thỏa thuận hợp tác y tế", "Sở Y tế", "Bệnh viện Attapeu", DAY(2020, 3, 5), "Đến 31/12/2027", ""],
        [3, "Thỏa thuận kết nghĩa", "UBND tỉnh Đắk Lắk", "Tỉnh Mondulkiri", DAY(1999, 7, 9), "Không thời hạn", ""],
        [], ["", "Ghi chú: số liệu tính đến ngày 31/5/2026."], ["", "", "", "", "", "TM. ỦY BAN NHÂN DÂN"], ["", "", "", "", "", "CHỦ TỊCH"]],
    }, [{"title": "Bản ghi nhớ về hợp tác du lịch", "kind": "mou", "partner": "Tỉnh Jeonbuk", "signed_on": "2017-12-22", "term": "5y"},
        {"title": "Thỏa thuận hợp tác y tế", "ours": "Sở Y tế", "signed_on": "2020-03-05", "term": "until 2027-12-31"},
        {"title": "Thỏa thuận kết nghĩa", "signed_on": "1999-07-09", "term": "open"}], merge=["A1:G1", "A2:G2", "A3:G3"])
    # Whether it is in force, by a cross in one of two columns.
    text("provinces-crosses.csv", ["STT|Tên thỏa thuận|Đối tác|Ngày ký|Thời hạn|Còn hiệu lực|Hết hiệu lực",
         "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017|05 năm||x", "2|Bản ghi nhớ B|Tỉnh Sê Kông|03/11/2024|05 năm|x|"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22", "term": "5y"}, {"title": "Bản ghi nhớ B", "signed_on": "2024-11-03", "term": "5y"}])
    text("provinces-state.csv", ["STT|Tên thỏa thuận|Đối tác|Ngày ký|Ngày hết hạn|Đang hiệu lực/Hết hiệu lực",
         "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017|22/12/2022|Hết hiệu lực", "2|Bản ghi nhớ B|Tỉnh Sê Kông|03/11/2024|03/11/2029|Đang hiệu lực",
         "3|Bản ghi nhớ C|Tỉnh Champasak|03/11/2021|03/11/2026|Đang làm thủ tục gia hạn"],
         [{"title": "Bản ghi nhớ A", "term": "until 2022-12-22"}, {"title": "Bản ghi nhớ B", "term": "until 2029-11-03"}, {"title": "Bản ghi nhớ C", "term": "until 2026-11-03"}])
    # A chapter has a whole number, a row two.
    text("provinces-numbered-chapters.csv", ["TT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Hàn Quốc|||", "1.1|Bản ghi nhớ A|Tỉnh Jeonbuk|22/12/2017|05 năm",
         "1.2|Bản ghi nhớ B|Tỉnh Gyeonggi|05/3/2019|03 năm", "2|Lào|||", "2.1|Bản ghi nhớ C|Tỉnh Sê Kông|03/11/2022|60 tháng"],
         [{"title": "Bản ghi nhớ A", "country": "KR", "term": "5y"}, {"title": "Bản ghi nhớ B", "country": "KR", "signed_on": "2019-03-05"},
          {"title": "Bản ghi nhớ C", "country": "LA", "term": "5y"}])
    # Each row has its Roman number.
    text("provinces-roman.csv", ["STT|Tên văn bản|Đối tác|Ngày ký", "I|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017", "II|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2019",
         "III|Bản ghi nhớ C|Tỉnh Champasak|03/11/2022", "IV|Bản ghi nhớ D|Tỉnh Salavan|04/11/2022"],
         [{"title": f"Bản ghi nhớ {t}", "signed_on": d} for t, d in zip("ABCD", ("2017-12-22", "2019-03-05", "2022-11-03", "2022-11-04"))])
    # What stands above is said again by signs.
    text("provinces-ditto.csv", ["STT|Tên văn bản|Đối tác|Nước|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Attapeu|Lào|22/12/2017|05 năm",
         "2|Bản ghi nhớ B|-nt-|-nt-|05/3/2019|nt", "3|Bản ghi nhớ C|Như trên|\"|03/11/2022|03 năm", "4|Bản ghi nhớ D|Tỉnh Kampot|Campuchia|-nt-|//"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "country": "LA", "term": "5y"},
          {"title": "Bản ghi nhớ B", "partner": "Tỉnh Attapeu", "country": "LA", "signed_on": "2019-03-05", "term": "5y"},
          {"title": "Bản ghi nhớ C", "partner": "Tỉnh Attapeu", "country": "LA", "signed_on": "2022-11-03", "term": "3y"},
          {"title": "Bản ghi nhớ D", "partner": "Tỉnh Kampot", "country": "KH", "signed_on": "2022-11-03"}])
    # Several papers in one cell.
    text("provinces-several-papers.csv", ["STT|Tên văn bản|Đối tác|Ngày ký", "1|1. Bản ghi nhớ A\\n2. Bản ghi nhớ B|Tỉnh Attapeu|22/12/2017\\n05/3/2019",
         "2|Bản ghi nhớ C|Tỉnh Sê Kông|03/11/2022"], [{"title": "Bản ghi nhớ C", "signed_on": "2022-11-03"}], asked=1)
    # Extensions in columns of their own: without them the ends are others.
    text("provinces-extensions.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Gia hạn lần 1|Gia hạn lần 2",
         "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2012|05 năm|đến 22/12/2022|đến 22/12/2027"], [], asked=1)
    # Both sides in one column.
    text("provinces-both-sides.csv", ["STT|Tên văn bản|Các bên ký kết|Ngày ký", "1|Bản ghi nhớ A|UBND tỉnh Đắk Lắk và tỉnh Jeonbuk|22/12/2017",
         "2|Bản ghi nhớ B|UBND tỉnh Kon Tum – tỉnh Sê Kông|05/3/2019"], [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05"}])
    # One sheet a country, one a year.
    book("provinces-sheet-a-country.xlsx", {
        "Lào": [["STT", "Tên văn bản", "Đối tác", "Ngày ký"], [1, "Bản ghi nhớ A", "Tỉnh Attapeu", "22/12/2017"]],
        "Hàn Quốc": [["STT", "Tên văn bản", "Đối tác", "Ngày ký"], [1, "Bản ghi nhớ B", "Tỉnh Jeonbuk", "05/3/2019"]],
        "Khác": [["STT", "Tên văn bản", "Đối tác", "Ngày ký"], [1, "Bản ghi nhớ C", "Tỉnh Kampot", "03/11/2022"]],
    }, [{"title": "Bản ghi nhớ A", "country": "LA"}, {"title": "Bản ghi nhớ B", "country": "KR"}, {"title": "Bản ghi nhớ C", "country": ""}])
    book("provinces-sheet-a-year.xlsx", {
        "Năm 2021": [["STT", "Tên văn bản", "Đối tác", "Ngày ký"], [1, "Bản ghi nhớ A", "Tỉnh Attapeu", "22/12"]],
        "2022": [["STT", "Tên văn bản", "Đối tác", "Ngày ký"], [1, "Bản ghi nhớ B", "Tỉnh Jeonbuk", "05/3"], [2, "Bản ghi nhớ C", "Tỉnh Jeonbuk", "05/3/2021"]],
    }, [{"title": "Bản ghi nhớ A", "signed_on": "2021-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2022-03-05"}, {"title": "Bản ghi nhớ C", "signed_on": "2021-03-05"}])
    # Day and place in one cell.
    text("provinces-day-and-place.csv", ["STT|Tên văn bản|Đối tác|Thời gian, địa điểm ký", "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017, tại Buôn Ma Thuột",
         "2|Bản ghi nhớ B|Tỉnh Sê Kông|Kon Tum, ngày 05/3/2019", "3|Bản ghi nhớ C|Tỉnh Jeonbuk|Ngày 03 tháng 11 năm 2022 tại Jeonju", "4|Bản ghi nhớ D|Tỉnh Kampot|tại Kampot ngày 04/11/2022"],
         [{"title": f"Bản ghi nhớ {t}", "signed_on": d} for t, d in zip("ABCD", ("2017-12-22", "2019-03-05", "2022-11-03", "2022-11-04"))])
    # Agencies keep what they do beside the dates.
    text("provinces-progress.csv", ["STT|Tên TTQT|Cơ quan đề xuất ký|Đối tác nước ngoài|Ngày ký|Ngày hiệu lực|Thời hạn hiệu lực|Cơ quan chủ trì thực hiện|Kết quả thực hiện năm 2025|Khó khăn, vướng mắc|Đề xuất, kiến nghị",
         "1|Thỏa thuận A|Sở Ngoại vụ|Tỉnh Attapeu|22/12/2017|01/01/2018|05 năm kể từ ngày có hiệu lực|Sở Y tế|Đã cử 05 đoàn|Thiếu kinh phí|Gia hạn đến năm 2030",
         "2|Thỏa thuận B|Sở Công Thương|Tỉnh Sê Kông|05/3/2019|05/3/2019|Vô thời hạn|Sở Công Thương|||"],
         [{"title": "Thỏa thuận A", "in_force_on": "2018-01-01", "term": "5y", "partner": "Tỉnh Attapeu"}, {"title": "Thỏa thuận B", "term": "open", "signed_on": "2019-03-05"}])
    # The English title in a row of its own under the Vietnamese one.
    text("provinces-english-below.csv", ["STT|Tên văn bản|Đối tác|Ngày ký", "1|Bản ghi nhớ hợp tác du lịch|Tỉnh Attapeu|22/12/2017", "|Memorandum of understanding on tourism||",
         "2|Thỏa thuận hợp tác y tế|Tỉnh Sê Kông|05/3/2019", "|Agreement on health||"],
         [{"title": "Bản ghi nhớ hợp tác du lịch", "signed_on": "2017-12-22"}, {"title": "Thỏa thuận hợp tác y tế", "signed_on": "2019-03-05"}], said=["row 3", "row 5"])


def ministries():
    # The annex of a ministry's report: how it entered into force, who proposes, who carries out.
    text("ministries-treaties.csv", ["STT|Tên điều ước quốc tế/thỏa thuận quốc tế|Cấp ký|Nước/Tổ chức quốc tế|Ngày ký|Ngày có hiệu lực|Ngày hết hiệu lực|Tình trạng hiệu lực|Cơ quan chủ trì",
         "1|Nghị định thư về kiểm dịch|Cấp Bộ|Trung Quốc|09/7/2018|09/7/2018|09/7/2023|Hết hiệu lực|Cục Bảo vệ thực vật",
         "2|Bản ghi nhớ về chăn nuôi|Cấp Bộ|Hà Lan|09/4/2019|09/4/2019|Không xác định thời hạn|Đang có hiệu lực|Cục Chăn nuôi"],
         [{"title": "Nghị định thư về kiểm dịch", "kind": "treaty", "country": "CN", "in_force_on": "2018-07-09", "term": "until 2023-07-09"},
          {"title": "Bản ghi nhớ về chăn nuôi", "kind": "mou", "country": "NL", "term": "open"}])
    # Names, then English names, then numbers of columns.
    text("ministries-two-heads.csv", ["TT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "No.|Title of document|Partner|Date of signature|Duration", "(1)|(2)|(3)|(4)|(5)",
         "1|Bản ghi nhớ A|JICA|22/12/2017|05 năm", "2|Bản ghi nhớ B|KOICA|05/3/2019|03 năm"],
         [{"title": "Bản ghi nhớ A", "partner": "JICA", "term": "5y"}, {"title": "Bản ghi nhớ B", "partner": "KOICA", "signed_on": "2019-03-05"}])
    # The units in a row of their own.
    text("ministries-units.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Báo trước", "|||(dd/mm/yyyy)|(năm)|(tháng)", "1|Bản ghi nhớ A|JICA|22/12/2017|5|6", "2|Bản ghi nhớ B|KOICA|05/03/2019|3|3"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22", "term": "5y", "notice": "6m"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05", "term": "3y", "notice": "3m"}])
    book("ministries-groups.xlsx", {"Biểu 02": [
        ["Biểu số 02/TTQT"], [], ["Số TT", "Văn bản", "", "Thời hạn hiệu lực", "", "", "Đối tác", ""],
        ["", "Tên", "Số, ký hiệu", "Ngày bắt đầu", "Ngày kết thúc", "Số năm", "Tên", "Nước"],
        [1, "Chương trình hợp tác", "12/CT-BVH", DAY(2022, 1, 1), DAY(2024, 12, 31), 3, "Bộ Văn hóa Lào", "Lào"],
        [2, "Kế hoạch hợp tác", "15/KH-BVH", DAY(2021, 8, 15), DAY(2026, 8, 15), 5, "Bộ Văn hóa Cuba", "Cu Ba"]]},
        [{"title": "Chương trình hợp tác", "number": "12/CT-BVH", "in_force_on": "2022-01-01", "term": "3y", "count": "inclusive", "partner": "Bộ Văn hóa Lào", "country": "LA"},
         {"title": "Kế hoạch hợp tác", "number": "15/KH-BVH", "in_force_on": "2021-08-15", "term": "5y", "partner": "Bộ Văn hóa Cuba", "country": "CU"}],
        merge=["A3:A4", "B3:C3", "D3:F3", "G3:H3"])


def universities():
    text("universities-status.csv", ["No.|Name of Institution|Country|Type (MOU/MOA/SEA)|Date of Signing|Validity (years)|Date of Expiry|Status (Active/Expired)|Coordinator's e-mail",
         "1|Chonnam National University|South Korea|MOU|15 March 2021|5|15 March 2026|Expired|a@example.vn", "2|University of Passau|Germany|MOA|28 Sep 2022|3|28 Sep 2025|Expired|",
         "3|Hiroshima University|Japan|MOU|17 May 2024|5|17 May 2029|Active|"],
         [{"partner": "Chonnam National University", "country": "KR", "kind": "mou", "signed_on": "2021-03-15", "term": "5y"},
          {"partner": "University of Passau", "country": "DE", "kind": "agreement", "signed_on": "2022-09-28", "term": "3y"},
          {"partner": "Hiroshima University", "country": "JP", "signed_on": "2024-05-17", "term": "5y"}], separator=",")
    # Only the years are known.
    text("universities-years-only.csv", ["TT|Trường đối tác|Quốc gia|Loại văn bản|Năm ký|Năm hết hạn", "1|Đại học Chonnam|Hàn Quốc|MOU|2021|2026", "2|Đại học Passau|Đức|MOA|2022|2025"],
         [], asked=2)
    # Only the year of signing: of no day, and no day hangs on it that could be worked out.
    text("universities-renewal.csv", ["STT|Tên trường/tổ chức|Nước|Nội dung hợp tác|Ngày ký kết|Thời hạn|Gia hạn", "1|Đại học Khon Kaen|Thái Lan|Trao đổi sinh viên|24/08/2020|5 năm|Tự động gia hạn thêm 5 năm",
         "2|Đại học Quốc gia Lào|Lào|Đào tạo|10/04/2025|3 năm|Không", "3|Đại học Hoàng gia Phnôm Pênh|Campuchia|Đào tạo|11/04/2025|03 năm|Theo thỏa thuận của hai bên"],
         [{"partner": "Đại học Khon Kaen", "country": "TH", "term": "5y", "renewal": "tacit", "renewal_period": "5y"}, {"country": "LA", "term": "3y", "renewal": "none"},
          {"country": "KH", "term": "3y", "renewal": "consent"}])
    # The faculty list, links and e-mails in cells, a blank column between.
    text("universities-links.csv", ["#||Partner Institution|Country/Region|Agreement|Valid From|Valid To|Auto-Renewal (Y/N)|Link", "1||NTU|Singapore|MoU|2023-01-15|2028-01-14|N|https://example.vn/a",
         "2||Taiwan Tech|Taiwan|Student Exchange Agreement|2022-09-01|2027-08-31|N|"],
         [{"partner": "NTU", "country": "SG", "in_force_on": "2023-01-15", "term": "until 2028-01-14", "renewal": "none"},
          {"partner": "Taiwan Tech", "country": "TW", "in_force_on": "2022-09-01", "term": "until 2027-08-31"}], separator=",")


def twins():
    # All days of one column can be read either way, another column shows that the list is American.
    text("twinning-american.csv", ["City|State|Country|Date Signed|Expiration Date|Status", "Seattle|Washington|USA|10/04/1996|12/31/2026|Active", "Portland|Oregon|USA|06/07/2001|06/06/2031|Active"],
         [], separator=",", asked=2)
    text("twinning-english.csv", ["Sister City|Country|Date of Agreement|Anniversary|Agreement type", "Gyeongju|South Korea|Nov 28th, 2007|28 November|Sister City Agreement", "Niigata|Japan|20 May 1994|20 May|Friendship Agreement"],
         [{"partner": "Gyeongju", "country": "KR", "signed_on": "2007-11-28", "kind": "agreement"}, {"partner": "Niigata", "country": "JP", "signed_on": "1994-05-20"}], separator=",")
    text("twinning-year-established.csv", ["Sister City|Country|Since|Address", "Gyeongju|South Korea|2007|City Hall", "Niigata|Japan|1994|"],
         [], separator=",", asked=2)
    # The days of two columns are joined by a dash.
    text("twinning-period.csv", ["Partner city|Country|Agreement|Period", "Gwangju|Korea|Sister City Agreement|28/11/2017 – 27/11/2022", "Honolulu|USA|Friendship Agreement|1 January 2020 - 31 December 2024"],
         [{"partner": "Gwangju", "country": "KR", "in_force_on": "2017-11-28", "term": "until 2022-11-27"}, {"partner": "Honolulu", "in_force_on": "2020-01-01", "term": "until 2024-12-31"}], separator=",")


def layouts():
    # A second table with its own head, whose columns stand in another order.
    rows = [["I. Thỏa thuận còn hiệu lực"], ["STT", "Tên văn bản", "Đối tác", "Ngày ký", "Ngày hết hạn"],
            [1, "Bản ghi nhớ A", "Tỉnh Attapeu", DAY(2024, 12, 22), DAY(2029, 12, 22)], [2, "Bản ghi nhớ B", "Tỉnh Sê Kông", DAY(2025, 3, 5), DAY(2030, 3, 5)], [],
            ["II. Thỏa thuận hết hiệu lực"], ["STT", "Đối tác", "Tên văn bản", "Ngày hết hạn", "Ngày ký"],
            [1, "Tỉnh Jeonbuk", "Bản ghi nhớ C", DAY(2022, 12, 22), DAY(2017, 12, 22)]]
    facts = [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "signed_on": "2024-12-22", "term": "until 2029-12-22"},
             {"title": "Bản ghi nhớ B", "signed_on": "2025-03-05", "term": "until 2030-03-05"},
             {"title": "Bản ghi nhớ C", "partner": "Tỉnh Jeonbuk", "signed_on": "2017-12-22", "term": "until 2022-12-22"}]
    book("layouts-two-tables.xlsx", {"Danh mục": rows}, facts)
    converted("layouts-two-tables.xlsx", "layouts-two-tables.ods")
    # The second table has other columns altogether.
    text("layouts-two-tables.csv", ["STT|Tên văn bản|Đối tác|Ngày ký", "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2024", "2|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2025", "|||",
         "STT|Đối tác|Quốc gia|Tên thỏa thuận|Thời hạn|Ngày ký", "1|Tỉnh Jeonbuk|Hàn Quốc|Thỏa thuận C|05 năm|22/12/2017"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2024-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2025-03-05"},
          {"title": "Thỏa thuận C", "country": "KR", "term": "5y", "signed_on": "2017-12-22"}])
    # Side by side.
    text("layouts-side-by-side.csv", ["STT|Tên văn bản|Ngày ký||STT|Tên văn bản|Ngày ký", "1|Bản ghi nhớ A|22/12/2017||3|Bản ghi nhớ C|03/11/2022", "2|Bản ghi nhớ B|05/3/2019||4|Bản ghi nhớ D|04/11/2022"],
         [{"title": f"Bản ghi nhớ {t}", "signed_on": d} for t, d in zip("ABCD", ["2017-12-22", "2019-03-05", "2022-11-03", "2022-11-04"])])
    # One agreement a column.
    text("layouts-turned.csv", ["Tên văn bản|Bản ghi nhớ A|Bản ghi nhớ B", "Đối tác|Tỉnh Attapeu|Tỉnh Sê Kông", "Ngày ký|22/12/2017|05/3/2019", "Thời hạn|05 năm|03 năm"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "signed_on": "2017-12-22", "term": "5y"},
          {"title": "Bản ghi nhớ B", "partner": "Tỉnh Sê Kông", "signed_on": "2019-03-05", "term": "3y"}], said=["column for each agreement"])
    # One agreement, as a form.
    text("layouts-form.csv", ["PHIẾU THÔNG TIN THỎA THUẬN|", "Tên thỏa thuận:|Bản ghi nhớ A", "Đối tác:|Tỉnh Attapeu", "Ngày ký:|22/12/2017", "Thời hạn:|05 năm"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "signed_on": "2017-12-22", "term": "5y"}])
    # Countries merged down, numbers beginning anew in each.
    book("layouts-merged-countries.xlsx", {"DS": [["Nước", "STT", "Tên văn bản", "Địa phương ký", "Ngày ký"],
         ["Lào", 1, "Bản ghi nhớ A", "Attapeu", DAY(2017, 12, 22)], ["", 2, "Bản ghi nhớ B", "Sê Kông", DAY(2019, 3, 5)],
         ["Hàn Quốc", 1, "Bản ghi nhớ C", "Jeonbuk", DAY(2022, 11, 3)], ["", 2, "Bản ghi nhớ D", "Gyeonggi", DAY(2022, 11, 4)]]},
         [{"title": "Bản ghi nhớ A", "country": "LA"}, {"title": "Bản ghi nhớ B", "country": "LA", "signed_on": "2019-03-05"},
          {"title": "Bản ghi nhớ C", "country": "KR"}, {"title": "Bản ghi nhớ D", "country": "KR"}], merge=["A2:A3", "A4:A5"])
    # Remarks below the table, whose marks stand at names and days.
    text("layouts-notes-below.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Bản ghi nhớ A (1)|Tỉnh Attapeu|22/12/2017|05 năm", "2|Bản ghi nhớ B|Tỉnh Jeollabuk-do*|05/3/2019 (2)|03 năm",
         "3|Bản ghi nhớ C²|Tỉnh Sê Kông|03/11/2022*|60 tháng", "||||", "|Ghi chú:|||", "|(1) Đã thay thế văn bản năm 2012.|||", "|(2) Ký qua trao đổi thư.|||", "|* Nay là Jeonbuk.|||"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "term": "5y"}, {"title": "Bản ghi nhớ B", "partner": "Tỉnh Jeollabuk-do", "signed_on": "2019-03-05"},
          {"title": "Bản ghi nhớ C", "signed_on": "2022-11-03", "term": "5y"}])
    # A number that is part of the name, and no note that explains it.
    text("layouts-number-in-name.csv", ["STT|Tên văn bản|Đối tác|Ngày ký", "1|Biên bản cuộc họp (2)|Tỉnh Attapeu|22/12/2017"], [{"title": "Biên bản cuộc họp (2)", "signed_on": "2017-12-22"}])
    # Printed pages: the head and the title again on each.
    text("layouts-pages.csv", ["DANH MỤC THỎA THUẬN QUỐC TẾ||||", "STT|Tên văn bản|Đối tác|Ngày ký|Ghi chú", "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017|", "Trang 1/2||||",
         "DANH MỤC THỎA THUẬN QUỐC TẾ (tiếp theo)||||", "STT|Tên văn bản|Đối tác|Ngày ký|Ghi chú", "2|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2019|", "Trang 2/2||||"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05"}])
    # Rows that only wait to be filled in.
    text("layouts-empty-numbers.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017|05 năm", "2||||", "3||||", "4|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2019|03 năm", "…||||"],
         [{"title": "Bản ghi nhớ A", "term": "5y"}, {"title": "Bản ghi nhớ B", "term": "3y"}])
    # Day, month and year in three columns.
    text("layouts-day-month-year.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|||Thời hạn", "|||Ngày|Tháng|Năm|", "1|Bản ghi nhớ A|Tỉnh Attapeu|22|12|2017|05 năm", "2|Bản ghi nhớ B|Tỉnh Sê Kông||3|2019|03 năm"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "signed_on": "2017-12-22", "term": "5y"}], asked=1)


def days():
    far = ["2017년 12월 22일", "2017年12月22日", "2017. 12. 22.", "22-XII-2017", "22/Dec/2017", "22 thg 12, 2017"]
    text("days-far-east.csv", ["Tên văn bản|Đối tác|Ngày ký"] + [f"Bản ghi nhớ {t}|Tỉnh {t}|{d}" for t, d in zip("ABCDEF", far)],
         [{"title": f"Bản ghi nhớ {t}", "signed_on": "2017-12-22"} for t in "ABCDEF"])
    none = ["tháng 5/2021", "5/2021", "Quý II/2021", "cuối năm 2020", "2565", "22/12/2565", "平成29年12月22日", "22/12/17", "22/12/2017 và 25/12/2017", "22-25/12/2017", "dự kiến 22/12/2026", "22/12/2026 (dự kiến)"]
    text("days-that-need-somebody.csv", ["Tên văn bản|Đối tác|Ngày ký"] + [f"Bản ghi nhớ {n}|Tỉnh X|{d}" for n, d in enumerate(none)] + ["Bản ghi nhớ Z|Tỉnh X|22/12/2017"],
         [{"title": "Bản ghi nhớ Z", "signed_on": "2017-12-22"}], asked=len(none))
    text("days-behind-words.csv", ["Tên văn bản|Ngày ký|Ngày có hiệu lực|Ngày hết hạn", "A|Ngày ký: 22/12/2017|từ ngày 01/01/2018|đến hết ngày 31/12/2022", "B|ký 05.03.2019|kể từ 05/3/2019|hết 04/03/2024",
         "C|(22/12/2017)|Từ 01/01/2018|31/12/2022"],
         [{"title": "A", "signed_on": "2017-12-22", "in_force_on": "2018-01-01", "term": "until 2022-12-31"},
          {"title": "B", "signed_on": "2019-03-05", "in_force_on": "2019-03-05", "term": "until 2024-03-04"},
          {"title": "C", "signed_on": "2017-12-22", "in_force_on": "2018-01-01", "term": "until 2022-12-31"}])
    # A spreadsheet that is not told of days keeps their numbers.
    book("days-as-numbers.xlsx", {"DS": [["Tên văn bản", "Ngày ký"], ["Bản ghi nhớ A", 43091], ["Bản ghi nhớ B", "43091"], ["Bản ghi nhớ C", "22/12/2017"]]},
         [{"title": "Bản ghi nhớ C", "signed_on": "2017-12-22"}], asked=2)


def terms():
    said = [("05 năm kể từ ngày ký", "5y"), ("đến hết năm 2027", "until 2027-12-31"), ("Đến hết tháng 6/2027", "until 2027-06-30"), ("đến hết quý II/2027", "until 2027-06-30"),
            ("đến cuối năm 2027", "until 2027-12-31"), ("đến ngày 31 tháng 12 năm 2027", "until 2027-12-31"), ("05 năm (đến 22/12/2022)", "5y"), ("05 năm (2017-2022)", "5y"),
            ("5 năm 6 tháng", "5y6m"), ("Có hiệu lực 05 năm kể từ ngày ký kết", "5y"), ("Không có thời hạn", "open"), ("Không ghi thời hạn", "unknown"), ("Chưa xác định", "unknown"),
            ("vô hạn định", "open"), ("lâu dài", "open"), ("ba năm", "3y"), ("Five (05) years", "5y"), ("5 yrs", "5y"), ("60 months", "5y"), ("2017 - 2022", "until 2022-12-22..2022-12-31"),
            ("Giai đoạn 2017 – 2022", "until 2022-12-22..2022-12-31"), ("05năm", "5y"), ("5 năm.", "5y")]
    text("terms-of-offices.csv", ["Tên văn bản|Ngày ký|Thời hạn"] + [f"Văn bản {n}|22/12/2017|{t}" for n, (t, _) in enumerate(said)],
         [{"title": f"Văn bản {n}", "term": t} for n, (_, t) in enumerate(said)])
    asked = ["đến năm 2030", "dài hạn", "hết nhiệm kỳ", "5 năm hoặc đến khi ký mới", "đến tháng 5/2027", "đến quý II/2027", "trên 5 năm", "5 năm/lần", "05 năm (đến 22/12/2023)", "05 năm (2017-2023)", "01/2018 - 12/2022", "5 năm?", "từ 01/01/2020 đến nay", "nhiều năm", "05 năm kể từ ngày phê duyệt"]
    text("terms-that-need-somebody.csv", ["Tên văn bản|Ngày ký|Thời hạn"] + [f"Văn bản {n}|22/12/2017|{t}" for n, t in enumerate(asked)],
         # The month is named, its day is not.
         [{"title": "Văn bản 4", "term": "until 2027-05-01..2027-05-31"}], asked=len(asked) - 1)
    renewals = [("05 năm, tự động gia hạn 05 năm tiếp theo", "5y", "tacit", "5y"), ("03 năm, có thể gia hạn theo thỏa thuận của hai bên", "3y", "consent", ""), ("05 năm và tự động gia hạn từng năm một", "5y", "tacit", "1y"),
                ("05 năm; tự động gia hạn hằng năm", "5y", "tacit", "1y"), ("5 năm (không gia hạn)", "5y", "none", ""), ("5 năm, gia hạn khi hai bên thống nhất", "5y", "consent", "")]
    text("terms-with-renewal.csv", ["Tên văn bản|Ngày ký|Thời hạn"] + [f"Văn bản {n}|22/12/2017|{t}" for n, (t, *_) in enumerate(renewals)],
         [{"title": f"Văn bản {n}", "term": t, "renewal": r, "renewal_period": p} for n, (_, t, r, p) in enumerate(renewals)])
    text("terms-beside-renewal.csv", ["Tên văn bản|Ngày ký|Thời hạn|Gia hạn tự động|Thời gian báo trước", "A|22/12/2017|05 năm|Tự động, mỗi lần 05 năm|06 tháng trước khi hết hạn", "B|22/12/2017|05 năm|Không tự động|", "C|22/12/2017|05 năm|Không|03 tháng"],
         [{"title": "A", "term": "5y", "renewal": "tacit", "renewal_period": "5y", "notice": "6m"}, {"title": "C", "term": "5y", "renewal": "none", "notice": "3m"}], asked=1)


def signs():
    text("signs-of-blanks.csv", ["STT|Tên\u00a0văn\u00a0bản|Đối\u2009tác|Ngày\u00a0ký|Thời\u202fhạn", "1|Bản\u00a0ghi nhớ A|\u200bTỉnh Attapeu\u200b|22/12/2017\u00a0|5\u00a0năm", "2|Bản ghi nhớ\u3000B|Tỉnh\u00adSê Kông|\u00a005/3/2019|3\u2009năm"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Attapeu", "signed_on": "2017-12-22", "term": "5y"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05", "term": "3y"}])
    text("signs-full-width.csv", ["Tên văn bản|Đối tác|Ngày ký|Thời hạn", "Bản ghi nhớ A|Niigata|２２／１２／２０１７|５ năm", "Bản ghi nhớ B|Niigata|２０１７－１２－２２|３６ tháng"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22", "term": "5y"}, {"title": "Bản ghi nhớ B", "signed_on": "2017-12-22", "term": "3y"}])
    dashes = "‐‑‒–—―−－"
    text("signs-of-dashes.csv", ["Tên văn bản|Ngày ký|Thời hạn"] + [f"Bản ghi nhớ {n}|22{d}12{d}2017|2017 {d} 2022" for n, d in enumerate(dashes)] + ["Bản ghi nhớ 8|22/12/2017|01/01/2018 — 31/12/2022", "Bản ghi nhớ 9|22/12/2017|2017~2022"],
         [{"title": f"Bản ghi nhớ {n}", "signed_on": "2017-12-22", "term": "until 2022-12-22..2022-12-31"} for n in range(8)] + [{"title": "Bản ghi nhớ 8", "term": "until 2022-12-31", "in_force_on": "2018-01-01"},
          {"title": "Bản ghi nhớ 9", "term": "until 2022-12-22..2022-12-31"}])
    text("signs-slashes.csv", ["Tên văn bản|Ngày ký", "A|22∕12∕2017", "B|22\\12\\2017", "C|22 12 2017", "D|22,12,2017", "E|22 /12/ 2017"],
         [{"title": t, "signed_on": "2017-12-22"} for t in "ABCDE"])
    book("signs-decomposed.xlsx", {unicodedata.normalize("NFD", "Thỏa thuận"): [[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row] for row in
         [["STT", "Tên thỏa thuận", "Đối tác", "Quốc gia", "Ngày ký", "Thời hạn"], [1, "Bản ghi nhớ A", "Tỉnh Sê Kông", "Lào", "ngày 22 tháng 12 năm 2017", "không thời hạn"]]]},
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Sê Kông", "country": "LA", "signed_on": "2017-12-22", "term": "open"}])
    text("signs-of-footnotes.csv", ["STT|Tên văn bản(*)|Đối tác|Ngày ký¹|Thời hạn**", "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2017¹|05 năm*", "2|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2019 (*)|03 năm [1]",
         "3|Bản ghi nhớ C|Tỉnh Attapeu|22/12/2017¹|05 năm", "4|Bản ghi nhớ D|Tỉnh Sê Kông|05/3/2019 (*)|03 năm"],
         [{"title": "Bản ghi nhớ C", "signed_on": "2017-12-22", "term": "5y"}, {"title": "Bản ghi nhớ D", "signed_on": "2019-03-05", "term": "3y"}], asked=2)


def books():
    rows = [["STT", "Tên văn bản", "Đối tác", "Ngày ký", "Ngày hết hạn"], [1, "Bản ghi nhớ A", "Tỉnh Attapeu", DAY(2017, 12, 22), DAY(2022, 12, 22)],
            [2, "Bản ghi nhớ B", "Tỉnh Sê Kông", DAY(2019, 3, 5), DAY(2024, 3, 5)], [3, "Bản ghi nhớ C", "Tỉnh Jeonbuk", DAY(2022, 11, 3), DAY(2027, 11, 3)]]
    facts = [{"title": "Bản ghi nhớ A", "signed_on": "2017-12-22", "term": "until 2022-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05", "term": "until 2024-03-05"},
             {"title": "Bản ghi nhớ C", "signed_on": "2022-11-03", "term": "until 2027-11-03"}]

    def filtered(made):
        sheet = made.worksheets[0]
        sheet.auto_filter.ref = "A1:E4"
        sheet.auto_filter.add_filter_column(2, ["Tỉnh Jeonbuk"])
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True
    book("books-filtered.xlsx", {"DS": rows}, facts, said=["hidden"], then=filtered)
    converted("books-filtered.xlsx", "books-filtered.ods")
    converted("books-filtered.xlsx", "books-filtered.xls", said=["hidden"])

    def struck(made):
        for cell in made.worksheets[0][3]:
            cell.font = Font(strike=True)
    book("books-struck.xlsx", {"DS": rows}, [facts[0], facts[2]], asked=1, then=struck)
    converted("books-struck.xlsx", "books-struck.ods")
    converted("books-struck.xlsx", "books-struck.xls")

    # Notes pinned to cells: nobody reads them here, and that is said.
    def noted(made):
        made.worksheets[0]["D2"].comment = openpyxl.comments.Comment("đã gia hạn đến 2027, xem công văn 12", "Văn phòng")
        made.worksheets[0]["D3"].comment = openpyxl.comments.Comment("22/12/2018", "Văn phòng")
    book("books-pinned-notes.xlsx", {"DS": rows}, facts, said=["note pinned"], then=noted)
    converted("books-pinned-notes.xlsx", "books-pinned-notes.ods")
    converted("books-pinned-notes.xlsx", "books-pinned-notes.xls")

    # Somebody typed 30-12 and the spreadsheet added this year; another cell shows month and year alone.
    def in_part(made):
        sheet = made.worksheets[0]
        sheet["D2"].number_format = "d-mmm"
        sheet["E3"].number_format = "mm/yyyy"
    book("books-days-in-part.xlsx", {"DS": rows}, [facts[2]], asked=2, then=in_part)
    converted("books-days-in-part.xlsx", "books-days-in-part.ods")
    converted("books-days-in-part.xlsx", "books-days-in-part.xls")

    # Numbers that a format shows with zeros or words.
    def dressed(made):
        sheet = made.worksheets[0]
        sheet["A2"].number_format = "00000"
        sheet["A3"].number_format = '0"/QĐ"'
    book("books-dressed-numbers.xlsx", {"DS": [["Số, ký hiệu", "Tên văn bản", "Ngày ký"], [1652, "Bản ghi nhớ A", DAY(2017, 12, 22)], [17, "Bản ghi nhớ B", DAY(2019, 3, 5)]]},
         [{"title": "Bản ghi nhớ A", "number": "01652"}], asked=1, then=dressed)
    converted("books-dressed-numbers.xlsx", "books-dressed-numbers.ods")
    converted("books-dressed-numbers.xlsx", "books-dressed-numbers.xls")
    # Numbers as text, and text where the spreadsheet put an apostrophe.
    book("books-numbers-as-text.xlsx", {"DS": [["STT", "Số, ký hiệu", "Tên văn bản", "Ngày ký", "Thời hạn (năm)"], ["1", "00123", "Bản ghi nhớ A", "22/12/2017", "5"], ["2", 45, "Bản ghi nhớ B", "05/3/2019", "3 "]]},
         [{"number": "00123", "title": "Bản ghi nhớ A", "term": "5y"}, {"number": "45", "title": "Bản ghi nhớ B", "term": "3y"}])


def letters():
    head = ["DANH MỤC THỎA THUẬN||||||", "STT|Thông tin văn bản|||Hiệu lực||Ghi chú", "|Tên văn bản|Các bên||Từ ngày|Đến ngày|", "||Bên Việt Nam|Đối tác|||",
            "(1)|(2)|(3)|(4)|(5)|(6)|(7)", "1|Bản ghi nhớ về hợp tác du lịch|Ủy ban nhân dân tỉnh Đắk Lắk|Tỉnh Attapeu|22/12/2017|22/12/2022|đã gia hạn",
            "2|Thỏa thuận hợp tác y tế|Sở Y tế tỉnh Đắk Lắk|Bệnh viện Sê Kông|05/3/2019|05/3/2024|"]
    facts = [{"title": "Bản ghi nhớ về hợp tác du lịch", "ours": "Ủy ban nhân dân tỉnh Đắk Lắk", "partner": "Tỉnh Attapeu", "in_force_on": "2017-12-22", "term": "until 2022-12-22"},
             {"title": "Thỏa thuận hợp tác y tế", "partner": "Bệnh viện Sê Kông", "in_force_on": "2019-03-05", "term": "until 2024-03-05"}]
    small = [row.replace("DANH MỤC THỎA THUẬN", "Danh mục thỏa thuận").replace("Ủy", "ủy").replace("Đắk Lắk", "Đắk Lắk") for row in head]
    small_facts = [dict(facts[0], ours="ủy ban nhân dân tỉnh Đắk Lắk"), facts[1]]
    text("letters-tcvn3-three-rows.csv", small, small_facts, encode=lambda words: "".join(TCVN3.get(c, c) for c in words).encode("utf-8"), said=["TCVN3"])
    text("letters-cp1258-three-rows.csv", head, facts, encode=cp1258, said=["1258"])
    text("letters-vni-three-rows.csv", small, small_facts, encode=lambda words: vni(words).encode("utf-8"), said=["VNI"])


def again():
    """Found wanting when lists of these kinds were tried a second time."""
    text("provinces-units-below.csv", ["STT|Tên|Đối tác|Ngày|Thời hạn", "|văn bản|nước ngoài|ký|(năm)", "1|Bản ghi nhớ A|Attapeu|22/12/2017|5"],
         [{"title": "Bản ghi nhớ A", "partner": "Attapeu", "signed_on": "2017-12-22", "term": "5y"}])
    text("provinces-lone-day.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Ngày hết hạn", "1|Bản ghi nhớ A|Attapeu|22/12/2017|22/12/2022", "2|Bản ghi nhớ B|Sekong|05/3/2019|", "||||05/3/2024"],
         [{"title": "Bản ghi nhớ A", "term": "until 2022-12-22"}, {"title": "Bản ghi nhớ B", "signed_on": "2019-03-05"}], asked=1)
    text("provinces-state-extended.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Tình trạng", "1|Bản ghi nhớ A|Attapeu|22/12/2017|5 năm|Đã gia hạn đến 22/12/2027", "2|Bản ghi nhớ B (gia hạn đến 22/12/2028)|Sekong|22/12/2018|5 năm|"],
         [{"title": "Bản ghi nhớ A", "term": "5y"}, {"title": "Bản ghi nhớ B (gia hạn đến 22/12/2028)", "term": "5y"}], said=["the state", "the title"])
    text("provinces-ditto-below-heading.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "I|LÀO|||", "1|Bản ghi nhớ A|Attapeu|22/12/2017|5 năm", "II|HÀN QUỐC|||", "2|Bản ghi nhớ B|-nt-|05/3/2019|-nt-"],
         [{"title": "Bản ghi nhớ A", "country": "LA", "term": "5y"}], asked=1)
    text("ministries-on-signature.csv", ["No.|Name of Agreement|Parties|Date of Signature|Entry into Force|Duration", "1|MOU on tourism|Dak Lak – Jeonbuk|22 December 2017|Upon signature|5 years", "2|Twinning|Hue and Gyeongju|7 September 2007|7 September 2007|Open-ended"],
         [{"title": "MOU on tourism", "signed_on": "2017-12-22", "effect": "signature", "term": "5y"}, {"title": "Twinning", "in_force_on": "2007-09-07", "term": "open"}], separator=",")
    text("universities-missing.csv", ["title|partner|signed_on|term", "A|Khon Kaen|2017-12-22|5y", "B|nan|NaT|3y", "C|NULL||N/A", "D|Nan|2018-12-22|3y"],
         [{"title": "A", "term": "5y"}, {"title": "B", "partner": "", "term": "3y"}, {"title": "C", "partner": "", "term": "unknown"}, {"title": "D", "partner": "Nan"}], separator=",")
    said = [("five years", "5y"), ("5 (five) years", "5y"), ("5 years, renewable by mutual consent", "5y"), ("five (5) year term", "5y"), ("Until 22 December 2022", "until 2022-12-22"), ("ongoing", "open"), ("no expiry", "open"), ("5-year", "5y"),
            ("valid until 22/12/2022", "until 2022-12-22"), ("till 22.12.2022", "until 2022-12-22"), ("5 years unless terminated", "5y"), ("indefinite unless terminated", "open")]
    text("twinning-terms.csv", ["Title|Date signed|Term"] + [f"T{n}|22/12/2017|{t}" for n, (t, _) in enumerate(said)] + [f"U{n}|22/12/2017|{t}" for n, t in enumerate(["3 years + 2 years", "through December 2022", "life of project", "5 years (renewable)"])],
         [{"title": f"T{n}", "term": t} for n, (_, t) in enumerate(said)], separator=",", asked=4)
    text("twinning-to-and-from.csv", ["Partner|Agreement title|From|To", "Gyeongju|MoU A|01/02/2020|31/01/2025", "Niigata|MoU B|15/03/2021|14/03/2026"],
         [{"partner": "Gyeongju", "in_force_on": "2020-02-01", "term": "until 2025-01-31"}, {"partner": "Niigata", "in_force_on": "2021-03-15", "term": "until 2026-03-14"}], separator=",")
    text("twinning-month-day-year.csv", ["Partner|Agreement title|Date Signed (M/D/Y)|Expires (M/D/Y)", "Seattle|MoU A|2/1/2020|1/31/2025"],
         [{"partner": "Seattle", "signed_on": "2020-02-01", "term": "until 2025-01-31"}], separator=",")


VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_HAT = {"\u0302": dict(zip(["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], "âáàåãä")),
           "\u0306": dict(zip(["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], "êéèúüë"))}
VNI_ALONE = {"đ": "ñ", "Đ": "Ñ", "ơ": "ô", "ư": "ö", "Ơ": "Ô", "Ư": "Ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "í": "í", "ì": "ì"}


def vni(words):
    """As the fonts of VNI for Windows have it: a vowel, and behind it the letter that is drawn as its marks."""
    out = []
    for char in unicodedata.normalize("NFC", words):
        if char in VNI_ALONE:
            out.append(VNI_ALONE[char])
            continue
        parts = unicodedata.normalize("NFD", char)
        base, marks = parts[0], parts[1:]
        tone = "".join(m for m in marks if m in VNI_TONES)
        hat = next((m for m in marks if m in VNI_HAT), None)
        horn = "\u031b" in marks
        if hat:
            mark = VNI_HAT[hat][tone]
        else:
            mark = VNI_TONES.get(tone, "")
        base = VNI_ALONE[unicodedata.normalize("NFC", base + "\u031b")] if horn else base
        out.append(base + (mark.upper() if base.isupper() else mark))
    return "".join(out)


def main():
    for write in (provinces, ministries, universities, twins, layouts, days, terms, signs, books, letters, again):
        write()
    print(len(MADE), "lists")


main()
