"""Writes the fifth part of the lists: forty small ones, as eight different offices would keep them.

Two provincial departments of foreign affairs, a department of the Mekong delta, a university, a hospital, a twin-city office, a
department of a Party committee and a ministry that works in English, five lists each. As in make.py the facts were worked out by
hand, before the first run. Needs openpyxl, xlsxwriter, pandas and LibreOffice: python3 blind.py
"""
import datetime, pathlib

source = (pathlib.Path(__file__).parent / "shapes.py").read_text(encoding="utf-8").rsplit("\nmain()", 1)[0]
exec(compile(source, "shapes.py", "exec"))
D = datetime.date


def north():
    book("north-register.xlsx", {"Danh mục": [
        ["SỞ NGOẠI VỤ"], ["DANH MỤC THỎA THUẬN QUỐC TẾ"], [],
        ["STT", "Tên thỏa thuận", "Cơ quan ký phía Việt Nam", "Đối tác", "Nước", "Ngày ký", "Thời hạn", "Gia hạn", "Ghi chú"],
        [1, "Bản ghi nhớ về hợp tác biên giới", "UBND tỉnh Hà Giang", "Chính quyền châu Văn Sơn", "Trung Quốc", D(2019, 7, 4), "05 năm", "Tự động gia hạn 05 năm", ""],
        [2, "Thỏa thuận giao lưu văn hóa", "Sở Văn hóa, Thể thao và Du lịch", "Thành phố Bách Sắc", "TQ", D(2021, 3, 15), "Đến hết tháng 6/2026", "Không", "song ngữ"]]},
        [{"title": "Bản ghi nhớ về hợp tác biên giới", "country": "CN", "signed_on": "2019-07-04", "term": "5y", "renewal": "tacit", "renewal_period": "5y"},
         {"title": "Thỏa thuận giao lưu văn hóa", "country": "CN", "signed_on": "2021-03-15", "term": "until 2026-06-30", "renewal": "none"}])
    text("north-name-and-country.csv", ["STT|Tên văn bản|Đối tác ký kết|||Ngày ký|Thời hạn", "||Tên|Quốc gia|Cấp||",
         "1|Bản ghi nhớ A|Tỉnh Vân Nam|Trung Quốc|Tỉnh|04/07/2019|3 năm", "2|Bản ghi nhớ B|Tỉnh Luông Pha Băng|Lào|Tỉnh|25/09/2022|5 năm"],
         [{"title": "Bản ghi nhớ A", "partner": "Tỉnh Vân Nam", "country": "CN", "signed_on": "2019-07-04", "term": "3y"},
          {"title": "Bản ghi nhớ B", "partner": "Tỉnh Luông Pha Băng", "country": "LA", "signed_on": "2022-09-25", "term": "5y"}])
    text("north-year-and-day.csv", ["TT|Tên thỏa thuận|Đối tác|Năm ký|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Châu Hồng Hà|2021|15/03|5 năm",
         "2|Bản ghi nhớ B|Châu Văn Sơn|2022|05/9|5 năm", "3|Bản ghi nhớ C|Huyện Mã Quan|2020|12/12/2021|5 năm"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2021-03-15", "term": "5y"}, {"title": "Bản ghi nhớ B", "signed_on": "2022-09-05"}], asked=1)
    text("north-lone-heading.csv", ["Tên văn bản|Đối tác|Nước|Ngày ký|Thời hạn", "Bản ghi nhớ A|Tỉnh Vân Nam|Trung Quốc|04/07/2019|3 năm",
         "Văn bản ký với các tổ chức phi chính phủ||||", "Thỏa thuận B|World Vision||12/10/2021|3 năm", "Thỏa thuận C|Plan International||08/11/2022|5 năm"],
         [{"title": "Bản ghi nhớ A", "country": "CN"}, {"title": "Thỏa thuận B", "country": "", "signed_on": "2021-10-12"}, {"title": "Thỏa thuận C", "term": "5y"}], asked=1)
    book("north-sheets.xlsx", {
        "1. Trung Quốc": [["Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn"], ["Bản ghi nhớ A", "Tỉnh Quảng Tây", D(2020, 5, 6), "5 năm"]],
        "Lào (2)": [["Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn"], ["Bản ghi nhớ B", "Tỉnh Xiêng Khoảng", D(2021, 8, 9), "5 năm"]],
        "Nước khác": [["Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn"], ["Bản ghi nhớ C", "Thành phố Osaka", D(2022, 11, 10), "3 năm"]]},
        [{"title": "Bản ghi nhớ A", "country": "CN", "signed_on": "2020-05-06"}, {"title": "Bản ghi nhớ B", "country": "LA"}, {"title": "Bản ghi nhớ C", "country": "", "term": "3y"}])


def highland():
    twice = lambda words: words.encode("utf-8").decode("latin-1").encode("utf-8")
    text("highland-encoded-twice.csv", ["STT|Tên văn bản|Đối tác|Nước|Ngày ký|Thời hạn", "1|Bản ghi nhớ về hợp tác hữu nghị|Tỉnh Attapeu|Lào|03/11/2022|5 năm",
         "2|Thỏa thuận kết nghĩa|Tỉnh Jeonbuk|Hàn Quốc|22/12/2017|Không thời hạn"],
         [{"title": "Bản ghi nhớ về hợp tác hữu nghị", "country": "LA", "signed_on": "2022-11-03", "term": "5y"}, {"title": "Thỏa thuận kết nghĩa", "country": "KR", "term": "open"}],
         encode=twice, said=["UTF-8"])
    text("highland-of-a-page.csv", ["Tên văn bản|Đối tác|Ngày ký|Thời hạn", "Th&#7887;a thu&#7853;n A|L&agrave;o &amp; Th&aacute;i|03/11/2022|5&nbsp;năm", "Bản ghi nhớ B|Johnson & Johnson|04/11/2022|3 năm"],
         [{"title": "Thỏa thuận A", "partner": "Lào & Thái", "signed_on": "2022-11-03", "term": "5y"}, {"title": "Bản ghi nhớ B", "partner": "Johnson & Johnson", "term": "3y"}],
         separator=",", said=["web pages"])
    text("highland-numbers-as-codes.csv", ["Mã số|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "01652/QĐ-UBND|Bản ghi nhớ A|Tỉnh Sê Kông|03/11/2022|5 năm", "12/TTHT|Thỏa thuận B|Tỉnh Salavan|04/11/2022|3 năm"],
         [{"reference": "", "number": "01652/QĐ-UBND", "title": "Bản ghi nhớ A"}, {"number": "12/TTHT", "title": "Thỏa thuận B", "term": "3y"}])
    text("highland-amendments.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Jeonbuk|03/11/2017|5 năm", "2|Gia hạn Bản ghi nhớ A|Tỉnh Jeonbuk|03/11/2022|5 năm",
         "3|Phụ lục 01 Bản ghi nhớ A|Tỉnh Jeonbuk|05/01/2023|", "4|Thỏa thuận B|Tỉnh Mie|06/01/2023|3 năm"],
         [{"title": "Bản ghi nhớ A", "term": "5y"}, {"title": "Thỏa thuận B", "signed_on": "2023-01-06", "term": "3y"}], asked=2)
    book("highland-over-both-ends.xlsx", {"Sheet1": [
        ["STT", "Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn", ""], ["", "", "", "", "Từ", "Đến"],
        [1, "Bản ghi nhớ A", "Tỉnh Attapeu", D(2022, 11, 3), D(2022, 11, 10), D(2027, 11, 10)],
        [2, "Bản ghi nhớ B", "Tỉnh Mondulkiri", D(2021, 8, 9), "Không thời hạn", ""],
        [3, "Bản ghi nhớ C", "Tỉnh Ratanakiri", D(2023, 2, 14), "05 năm", ""]]},
        [{"title": "Bản ghi nhớ A", "in_force_on": "2022-11-10", "term": "until 2027-11-10"}, {"title": "Bản ghi nhớ B", "signed_on": "2021-08-09", "term": "open"},
         {"title": "Bản ghi nhớ C", "term": "5y"}], merge=("E1:F1", "E4:F4", "E5:F5"))


def school():
    text("school-two-languages.csv", ["STT/No.|Đối tác/Partner institution|Quốc gia/Country|Loại văn bản/Type|Ngày ký/Date signed|Thời hạn/Duration|Tự động gia hạn/Auto-renewal",
         "1|Ritsumeikan University|Nhật Bản/Japan|MOA|05/03/2023|3 năm/3 years|Không/No", "2|Chonnam National University|Hàn Quốc/Korea|MOU|22/12/2021|5 năm / 5 years|Không"],
         [{"partner": "Ritsumeikan University", "country": "JP", "kind": "agreement", "signed_on": "2023-03-05", "term": "3y", "renewal": "none"},
          {"partner": "Chonnam National University", "country": "KR", "kind": "mou", "term": "5y", "renewal": "none"}])
    import xlsxwriter
    made = xlsxwriter.Workbook(HERE / "school-english.xlsx")
    sheet, day = made.add_worksheet("Agreements"), made.add_format({"num_format": "d-mmm-yyyy"})
    rows = [["No.", "Institution", "Country", "Agreement type", "Signing date", "Valid until", "Status", "Contact person"],
            [1, "Khon Kaen University", "Thailand", "MOU", D(2022, 5, 6), D(2027, 5, 5), "Active", "Dr. A"], [2, "KU Leuven", "Belgium", "Student exchange agreement", D(2019, 4, 1), D(2022, 3, 31), "Expired", ""]]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet.write_datetime(r, c, datetime.datetime(cell.year, cell.month, cell.day), day) if isinstance(cell, D) else sheet.write(r, c, cell)
    made.close()
    keep("school-english.xlsx", [{"partner": "Khon Kaen University", "country": "TH", "kind": "mou", "signed_on": "2022-05-06", "term": "until 2027-05-05"},
                                 {"partner": "KU Leuven", "country": "BE", "signed_on": "2019-04-01", "term": "until 2022-03-31"}])
    text("school-weekdays.csv", ["Title|Partner|Signed|Term", "MOU A|Partner A|Friday, December 22, 2017|5 years", "MOU B|Partner B|T6, 22/12/2017|5 years",
         "MOU C|Partner C|thứ Sáu, 03/11/2022|5 years", "MOU D|Partner D|22nd of December 2017|5-year"],
         [{"title": "MOU A", "signed_on": "2017-12-22"}, {"title": "MOU B", "signed_on": "2017-12-22", "term": "5y"}, {"title": "MOU D", "signed_on": "2017-12-22", "term": "5y"}], asked=1)
    import pandas
    frame = pandas.DataFrame({"Partner": ["Seoul Women's University", "Mahidol University"], "Country": ["South Korea", "Thailand"],
                              "Signed": [pandas.Timestamp(2021, 9, 1), pandas.NaT], "Term": ["5 years", "3 years"], "Type": ["MoU", "MoA"]})
    frame.to_excel(HERE / "school-pandas.xlsx")
    keep("school-pandas.xlsx", [{"partner": "Seoul Women's University", "country": "KR", "signed_on": "2021-09-01", "term": "5y", "kind": "mou"},
                                {"partner": "Mahidol University", "country": "TH", "signed_on": "", "term": "3y", "kind": "agreement"}])
    text("school-units.csv", ["Partner|Country|Start date|Duration (months)|Notice (days)", "Uppsala University|Sweden|01.09.2022|36|90", "University of Oulu|Finland|15.10.2023|60|30"],
         [{"partner": "Uppsala University", "country": "SE", "in_force_on": "2022-09-01", "term": "3y", "notice": "90d"}, {"partner": "University of Oulu", "country": "FI", "term": "5y", "notice": "30d"}])


def hospital():
    text("hospital-words-of-force.csv", ["STT|Nội dung hợp tác|Tên văn bản|Đối tác|Ngày ký|Hiệu lực", "1|Đào tạo|Bản ghi nhớ A|Bệnh viện Samsung|12/05/2022|5 năm",
         "2|Chuyển giao kỹ thuật|Bản ghi nhớ B|Bệnh viện Chulalongkorn|13/06/2022|kể từ ngày ký", "3|Khám nhân đạo|Bản ghi nhớ C|Bệnh viện Attapeu|14/07/2022|đến 31/12/2027",
         "4|Nghiên cứu|Bản ghi nhớ D|Viện Pasteur|15/08/2022|Không thời hạn", "5|Đào tạo|Bản ghi nhớ E|Bệnh viện Nagasaki|16/09/2022|Còn hiệu lực"],
         [{"title": "Bản ghi nhớ A", "term": "5y"}, {"title": "Bản ghi nhớ B", "effect": "signature", "term": "unknown"}, {"title": "Bản ghi nhớ C", "term": "until 2027-12-31"},
          {"title": "Bản ghi nhớ D", "term": "open"}, {"title": "Bản ghi nhớ E", "signed_on": "2022-09-16", "term": "unknown"}])
    text("hospital-wide.csv", ["Đối tác|Loại văn bản|Ngày ký|Thời hạn|Báo trước", "Bệnh viện Đại học Keio|Biên bản ghi nhớ|10/10/2023|36 tháng|03 tháng", "Bệnh viện Mayo|Thỏa thuận|11/10/2023|2 năm|90 ngày"],
         [{"partner": "Bệnh viện Đại học Keio", "kind": "mou", "signed_on": "2023-10-10", "term": "3y", "notice": "3m"}, {"partner": "Bệnh viện Mayo", "term": "2y", "notice": "90d"}],
         encode=lambda words: words.encode("utf-16"))
    text("hospital-form.csv", ["Tên văn bản|Bản ghi nhớ hợp tác đào tạo", "Đối tác|Bệnh viện Samsung", "Nước|Hàn Quốc", "Ngày ký|12/05/2022", "Thời hạn|3 năm"],
         [{"title": "Bản ghi nhớ hợp tác đào tạo", "partner": "Bệnh viện Samsung", "country": "KR", "signed_on": "2022-05-12", "term": "3y"}])
    text("hospital-doubtful-names.csv", ["Tên văn bản|Đối tác|Ngày ký|Thời hạn", "Bản ghi nhớ A|Bệnh viện Samsung (?)|12/05/2022|3 năm", "Bản ghi nhớ B|Nhiều đối tác|13/05/2022|3 năm", "Bản ghi nhớ C|Bệnh viện Mayo|14/05/2022|3 năm"],
         [{"title": "Bản ghi nhớ C", "partner": "Bệnh viện Mayo"}], asked=2)
    book("hospital-errors.xlsx", {"Sheet1": [["Tên văn bản", "Đối tác", "Nước", "Ngày ký", "Thời hạn"], ["Bản ghi nhớ A", "Bệnh viện A", "#N/A", D(2022, 5, 6), "3 năm"],
        ["Bản ghi nhớ B", "Bệnh viện B", "Nhật Bản", "#REF!", "3 năm"], ["Bản ghi nhớ C", "Bệnh viện C", "Nhật Bản", D(2022, 5, 8), "3 năm"]]},
        [{"title": "Bản ghi nhớ C", "country": "JP", "signed_on": "2022-05-08"}], asked=2)
    converted("hospital-errors.xlsx", "hospital-errors.ods")


def sister():
    text("sister-countries.csv", ["Thành phố kết nghĩa|Nước|Ngày ký|Thời hạn", "Châu Á|||", "Thành phố Daegu|S. Korea|22/12/2017|Vô thời hạn", "Thành phố Côn Minh|Trung Quốc|03/11/2019|10 năm", "Châu Âu|||", "Leipzig|CHLB Đức|05/03/2021|không xác định thời hạn"],
         [{"partner": "Thành phố Daegu", "country": "KR", "signed_on": "2017-12-22", "term": "open"}, {"partner": "Thành phố Côn Minh", "country": "CN", "term": "10y"}, {"partner": "Leipzig", "country": "DE", "term": "open"}])
    book("sister-signed.xlsx", {"Sister cities": [["City", "Country", "Signed on", "Type"], ["Oakland", "USA", D(1999, 4, 5), "Sister city"], ["Timişoara", "Romania", D(2005, 6, 7), "Friendship"]]},
         [{"partner": "Oakland", "country": "US", "signed_on": "1999-04-05", "kind": "agreement"}, {"partner": "Timişoara", "country": "RO", "signed_on": "2005-06-07"}])
    text("sister-far-east.csv", ["City|Country|Date signed|Term", "Gunsan|Korea|2017년 12월 22일|open", "Taichung|Taiwan|2019. 3. 5.|5 years", "Nagasaki|Japan|2020年7月8日|5 years"],
         [{"partner": "Gunsan", "signed_on": "2017-12-22"}, {"partner": "Taichung", "country": "TW", "signed_on": "2019-03-05"}, {"partner": "Nagasaki", "signed_on": "2020-07-08"}])
    text("sister-signature-below.csv", ["Tên văn bản|Đối tác|Ngày ký|Thời hạn", "Thỏa thuận kết nghĩa A|Thành phố Busan|05/06/2018|5 năm", "Thỏa thuận kết nghĩa B|Thành phố Ulsan|06/06/2018|5 năm", "Nguyễn Văn An|||"],
         [{"title": "Thỏa thuận kết nghĩa A"}, {"title": "Thỏa thuận kết nghĩa B", "signed_on": "2018-06-06"}], asked=1)
    text("sister-own-country.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "I|Hàn Quốc|||", "1|Thỏa thuận A|Thành phố Busan|05/06/2018|5 năm", "2|Thỏa thuận B|Thành phố Kyoto (Nhật Bản)|06/06/2018|5 năm"],
         [{"title": "Thỏa thuận A", "country": "KR"}, {"title": "Thỏa thuận B", "country": "JP"}])


def party():
    text("party-periods.csv", ["STT|Tên chương trình, thỏa thuận|Đơn vị ký|Đối tác|Ngày ký|Giai đoạn", "1|Thỏa thuận hợp tác A|Tỉnh ủy|Tỉnh ủy Salavan|15/01/2021|2021-2025", "2|Chương trình hợp tác B|Ban Dân vận|Mặt trận tỉnh Sê Kông|20/02/2022|2022 - 2026"],
         [{"title": "Thỏa thuận hợp tác A", "ours": "Tỉnh ủy", "signed_on": "2021-01-15", "term": "until 2025-01-15..2025-12-31"}, {"title": "Chương trình hợp tác B", "term": "until 2026-02-20..2026-12-31"}])
    text("party-details-of-sums.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Thỏa thuận A|Tỉnh ủy Salavan|15/01/2021|5 năm", "2|Thỏa thuận B|Tỉnh ủy Sê Kông|16/01/2021|5 năm", "|Tổng cộng: 02|||", "|Trong đó:|||", "|- Còn hiệu lực 2|||", "|- Hết hiệu lực 0|||"],
         [{"title": "Thỏa thuận A", "term": "5y"}, {"title": "Thỏa thuận B", "signed_on": "2021-01-16"}])
    book("party-merged.xlsx", {"Sheet1": [["Nước", "Tên văn bản", "Đối tác", "Ngày ký", "Thời hạn"], ["Lào", "Thỏa thuận A", "Tỉnh ủy Salavan", D(2021, 1, 15), "5 năm"], ["", "Thỏa thuận B", "Tỉnh ủy Attapeu", D(2021, 1, 16), "5 năm"], ["Cuba", "Thỏa thuận C", "Tỉnh ủy Granma", D(2019, 7, 26), "không thời hạn"]]},
         [{"title": "Thỏa thuận A", "country": "LA"}, {"title": "Thỏa thuận B", "country": "LA"}, {"title": "Thỏa thuận C", "country": "CU", "term": "open"}], merge=("A2:A3",))
    text("party-bare-day.csv", ["STT|Tên văn bản|Đối tác|Ngày|Tháng|Năm|Thời hạn", "1|Thỏa thuận A|Tỉnh ủy Salavan|15|1|2021|5 năm", "2|Thỏa thuận B|Tỉnh ủy Sê Kông|16|1|2021|5 năm"], [], asked=2)
    text("party-degrees.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Độ mật", "1|Thỏa thuận A|Tỉnh ủy Salavan|15/01/2021|5 năm|Thường", "2|Thỏa thuận B|Tỉnh ủy Sê Kông|16/01/2021|5 năm|Mật"],
         [{"title": "Thỏa thuận A", "term": "5y"}], asked=1)


def ministry():
    text("ministry-month-first.csv", ["Title|Partner|Country|Date signed (MM/DD/YYYY)|Expiry date (MM/DD/YYYY)", "MOU on health|Ministry of Health|Laos|03/04/2022|03/03/2027", "MOU on trade|Ministry of Commerce|Cambodia|12/22/2021|12/21/2026"],
         [{"title": "MOU on health", "country": "LA", "signed_on": "2022-03-04", "term": "until 2027-03-03"}, {"title": "MOU on trade", "signed_on": "2021-12-22", "term": "until 2026-12-21"}])
    text("ministry-renewals.csv", ["Title|Partner|Signed|Term|Renewal", "MOU A|Partner A|4 March 2022|five (5) years|automatically renewed for successive 5-year periods unless either party gives six months' written notice",
         "MOU B|Partner B|5 March 2022|3 years|by mutual consent", "MOU C|Partner C|6 March 2022|3 years (36 months)|none"],
         [{"title": "MOU A", "term": "5y", "renewal": "tacit", "renewal_period": "5y", "notice": "6m"}, {"title": "MOU B", "renewal": "consent"}, {"title": "MOU C", "term": "3y", "renewal": "none"}])
    text("ministry-amended.csv", ["No|Agreement title|Counterpart|Date of signature|Validity", "1|MOU on cooperation|Ministry of Justice|4 March 2017|5 years", "2|Amendment No. 1 to the MOU on cooperation|Ministry of Justice|4 March 2022|5 years", "3|MOU on training|Academy of Justice|5 March 2022|3 years"],
         [{"title": "MOU on cooperation", "signed_on": "2017-03-04", "term": "5y"}, {"title": "MOU on training", "term": "3y"}], asked=1)
    text("ministry-year-day-month.csv", ["Title|Partner|Signed|Term", "MOU A|Partner A|2017-22-12|5 years", "MOU B|Partner B|2017-03-04|5 years", "MOU C|Partner C|2018-05-05|5 years"], [{"title": "MOU C", "signed_on": "2018-05-05"}], asked=2)
    book("ministry-office.xlsx", {"Register": [["Ref", "Title", "Partner", "Country", "Signed", "In force", "Expires"], ["MOJ-01", "MOU on archives", "National Archives", "France", D(2020, 2, 3), D(2020, 3, 1), D(2025, 2, 28)], ["MOJ-02", "MOU on law", "Ministry of Law", "Singapore", D(2023, 9, 8), D(2023, 9, 8), "indefinite"]]},
         [{"reference": "MOJ-01", "country": "FR", "signed_on": "2020-02-03", "in_force_on": "2020-03-01", "term": "until 2025-02-28"}, {"reference": "MOJ-02", "in_force_on": "2023-09-08", "term": "open"}])


def delta():
    text("delta-still-or-over.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Hiệu lực", "1|Bản ghi nhớ A|Tỉnh Takeo|20/12/2022|5 năm|Còn", "2|Bản ghi nhớ B|Tỉnh Kandal|20/12/2015|5 năm|Hết"],
         [{"title": "Bản ghi nhớ A", "term": "5y", "effect": "signature"}, {"title": "Bản ghi nhớ B", "signed_on": "2015-12-20"}])
    (HERE / "delta-open-quote.csv").write_text('STT,Tên văn bản,Đối tác,Ngày ký,Thời hạn\n1,Bản ghi nhớ A,"Tỉnh Takeo,03/11/2022,5 năm\n2,Bản ghi nhớ B,Tỉnh Kandal",04/11/2022,5 năm\n3,Bản ghi nhớ C,Tỉnh Kampot,05/11/2022,5 năm\n', encoding="utf-8")
    keep("delta-open-quote.csv", [{"title": "Bản ghi nhớ C", "signed_on": "2022-11-05"}], asked=1)
    text("delta-as-above.csv", ["STT|Tên văn bản|Đối tác|Nước|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Takeo|Campuchia|03/11/2022|5 năm", "2|Bản ghi nhớ B|Tỉnh Kandal|nt|04/11/2022|-nt-", "3|Bản ghi nhớ C|Tỉnh Kampot|''|05/11/2022|''"],
         [{"title": f"Bản ghi nhớ {t}", "country": "KH", "signed_on": d, "term": "5y"} for t, d in zip("ABC", ("2022-11-03", "2022-11-04", "2022-11-05"))])
    text("delta-marked-terms.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Takeo|03/11/2022 (*)|5 năm", "2|Bản ghi nhớ B|Tỉnh Kandal|04/11/2022|5 năm (1)", "|(1) Đã gia hạn đến 2030|||", "|(*) Ký trực tuyến|||"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2022-11-03"}], asked=1)
    text("delta-wound-up.csv", ["STT|Tên văn bản|Đối tác|Ngày ký|Thời hạn|Đã thanh lý", "1|Bản ghi nhớ A|Tỉnh Takeo|03/11/2022|5 năm|x", "2|Bản ghi nhớ B|Tỉnh Kandal|04/11/2022|5 năm|"],
         [{"title": "Bản ghi nhớ B", "term": "5y"}], asked=1)


def blind():
    for write in (north, highland, school, hospital, sister, party, ministry, delta):
        write()
    print(len(MADE), "lists")


blind()
