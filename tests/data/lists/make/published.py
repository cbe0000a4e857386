"""Writes the fourth part of the lists: in the make of lists that offices, universities, twin cities and chambers publish.

The shapes are those of published lists (a university's "Country, Institution, Type, Start Date, End Date", a city's "Sister
city, Country, Date signed", an annex to a report of a province); the facts are made up. As in make.py they were worked out here
by hand, before the first run. Needs openpyxl: python3 published.py
"""
import datetime, pathlib

source = (pathlib.Path(__file__).parent / "shapes.py").read_text(encoding="utf-8").rsplit("\nmain()", 1)[0]
exec(compile(source, "shapes.py", "exec"))
D = datetime.date


def offices():
    text("offices-annex.csv", ["PHỤ LỤC 1|||||", "DANH MỤC THỎA THUẬN QUỐC TẾ ĐÃ KÝ KẾT GIAI ĐOẠN 2016-2025|||||", "(Kèm theo Báo cáo số 123/BC-UBND ngày 15/10/2025)|||||", "|||||",
          "TT|Tên thỏa thuận quốc tế|Cơ quan ký kết phía Việt Nam|Cơ quan ký kết phía nước ngoài|Ngày ký|Thời hạn hiệu lực",
          "1|Bản ghi nhớ về hợp tác hữu nghị|UBND tỉnh Đắk Lắk|Chính quyền tỉnh Champasak, Lào|12/3/2019|05 năm",
          "2|Thỏa thuận hợp tác|UBND tỉnh Đắk Lắk|Chính quyền tỉnh Mondulkiri, Campuchia|07/9/2021|Không thời hạn",
          "3|Biên bản ghi nhớ hợp tác nông nghiệp|Sở Nông nghiệp và Môi trường|Viện Cà phê Tây Nguyên Lào|01/01/2024|Đến hết ngày 31/12/2028"],
         [{"title": "Bản ghi nhớ về hợp tác hữu nghị", "signed_on": "2019-03-12", "term": "5y"},
          {"title": "Thỏa thuận hợp tác", "signed_on": "2021-09-07", "term": "open"},
          {"title": "Biên bản ghi nhớ hợp tác nông nghiệp", "signed_on": "2024-01-01", "term": "until 2028-12-31"}])
    text("offices-by-level.csv", ["STT|Văn bản|Đối tác|Quốc gia|Ngày, tháng, năm ký|Hiệu lực đến",
          "A|CẤP TỈNH||||", "1|Bản ghi nhớ A|Tỉnh Gangwon|Hàn Quốc|05/04/2018|05/04/2023", "2|Bản ghi nhớ B|Tỉnh Nara|Nhật Bản|09/11/2020|Không xác định thời hạn",
          "B|CẤP SỞ, NGÀNH||||", "1|Thỏa thuận C|Sở Giáo dục tỉnh Sekong|Lào|17/02/2022|17/02/2027", "C|CẤP HUYỆN||||", "1|Thỏa thuận D|Huyện O Reang|Campuchia|30/8/2023|30/8/2026"],
         [{"title": "Bản ghi nhớ A", "country": "KR", "term": "until 2023-04-05", "signed_on": "2018-04-05"}, {"title": "Bản ghi nhớ B", "country": "JP", "term": "open"},
          {"title": "Thỏa thuận C", "country": "LA", "term": "until 2027-02-17"}, {"title": "Thỏa thuận D", "country": "KH", "term": "until 2026-08-30"}])
    text("offices-two-days.csv", ["Số TT|Tên gọi văn bản|Đối tác nước ngoài|Ngày ký|Ngày có hiệu lực|Ngày hết hiệu lực|Tình trạng",
          "01|Bản ghi nhớ A|Thành phố Daegu|15/6/2018|01/7/2018|30/6/2023|Hết hiệu lực", "02|Bản ghi nhớ B|Thành phố Busan|20/10/2022|20/10/2022|20/10/2027|Còn hiệu lực",
          "03|Bản ghi nhớ C|Thành phố Ulsan|10/02/2024|Kể từ ngày ký|10/02/2029|Còn hiệu lực"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2018-06-15", "in_force_on": "2018-07-01", "term": "until 2023-06-30"},
          {"title": "Bản ghi nhớ B", "signed_on": "2022-10-20", "in_force_on": "2022-10-20", "term": "until 2027-10-20"},
          {"title": "Bản ghi nhớ C", "signed_on": "2024-02-10", "term": "until 2029-02-10", "effect": "signature"}])
    text("offices-term-in-text.csv", ["TT|Tên văn bản hợp tác|Đối tác ký|Ngày ký|Thời hạn, gia hạn",
          "1|Bản ghi nhớ A|Tỉnh Gyeonggi|03/5/2021|05 năm, tự động gia hạn 05 năm", "2|Bản ghi nhớ B|Bang Hessen|14/9/2022|03 năm và được tự động gia hạn từng năm một",
          "3|Bản ghi nhớ C|Tỉnh Ibaraki|22/11/2023|Có hiệu lực trong vòng 5 năm kể từ ngày ký"],
         [{"title": "Bản ghi nhớ A", "term": "5y", "renewal": "tacit", "renewal_period": "5y"}, {"title": "Bản ghi nhớ B", "term": "3y", "renewal": "tacit", "renewal_period": "1y"},
          {"title": "Bản ghi nhớ C", "term": "5y", "signed_on": "2023-11-22"}])
    text("offices-yes-no.csv", ["STT|Tên thỏa thuận|Đối tác|Ngày ký|Thời hạn (năm)|Còn hiệu lực (Có/Không)|Gia hạn (Có/Không)",
          "1|Bản ghi nhớ A|Tỉnh Attapeu|22/12/2023|5|Có|Không", "2|Bản ghi nhớ B|Tỉnh Sê Kông|05/3/2015|3|Không|Không", "3|Bản ghi nhớ C|Tỉnh Salavan|05/3/2015|3|Có|Không"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2023-12-22", "term": "5y", "renewal": "none"}, {"title": "Bản ghi nhớ B", "term": "3y"}, {"title": "Bản ghi nhớ C", "term": "3y"}])
    text("offices-day-in-title.csv", ["TT|Tên, ngày ký văn bản|Đối tác|Thời hạn",
          "1|Bản ghi nhớ hợp tác ký ngày 12/5/2020|Tỉnh Jeju|05 năm", "2|Thỏa thuận hợp tác ký ngày 03/8/2022|Thành phố Côn Minh|03 năm"],
         [], asked=2)
    text("offices-merged-signers.csv", ["STT|Tên văn bản|Bên ký||Ngày ký|Ghi chú", "||Việt Nam|Nước ngoài||", "1|Bản ghi nhớ A|UBND tỉnh Gia Lai|Tỉnh Ratanakiri|11/01/2023|Song ngữ",
          "2|Bản ghi nhớ B|Công an tỉnh|Ty Công an Attapeu|08/6/2024|"],
         [{"title": "Bản ghi nhớ A", "ours": "UBND tỉnh Gia Lai", "partner": "Tỉnh Ratanakiri", "signed_on": "2023-01-11"}, {"title": "Bản ghi nhớ B", "ours": "Công an tỉnh", "partner": "Ty Công an Attapeu"}])
    text("offices-numbers-and-days.csv", ["STT|Số, ký hiệu; ngày ký|Trích yếu nội dung|Đối tác|Thời hạn", "1|01/BGN-UBND, 15/4/2021|Bản ghi nhớ hợp tác du lịch|Tỉnh Savannakhet|05 năm", "2|02/TT-UBND, 20/9/2022|Thỏa thuận hợp tác y tế|Tỉnh Khammouane|03 năm"],
         [], asked=2)
    text("offices-quarter.csv", ["Stt|Nội dung ký kết|Đối tác|Thời điểm ký|Thời gian thực hiện", "1|Thỏa thuận hợp tác A|Quận Dongjak|16/05/2023|2023-2028", "2|Thỏa thuận hợp tác B|Quận Gangnam|Quý II/2024|2024-2026", "3|Thỏa thuận hợp tác C|Quận Jung|01/12/2024|Từ 01/12/2024 đến 30/11/2027"],
         [{"title": "Thỏa thuận hợp tác A", "signed_on": "2023-05-16", "term": "until 2028-05-16..2028-12-31"},
          {"title": "Thỏa thuận hợp tác C", "signed_on": "2024-12-01", "term": "until 2027-11-30"}], asked=1)
    text("offices-dated-words.csv", ["TT|Tên văn bản|Phía đối tác|Ký ngày|Thời hạn", "1|Bản ghi nhớ A|Tỉnh Oudomxay|ngày 05 tháng 01 năm 2022|5 (năm) năm", "2|Bản ghi nhớ B|Tỉnh Phongsaly|Ngày 9 tháng 12 năm 2023|60 tháng", "3|Bản ghi nhớ C|Tỉnh Luangnamtha|09.02.2024|hai năm"],
         [{"title": "Bản ghi nhớ A", "signed_on": "2022-01-05", "term": "5y"}, {"title": "Bản ghi nhớ B", "signed_on": "2023-12-09", "term": "5y"}, {"title": "Bản ghi nhớ C", "signed_on": "2024-02-09", "term": "2y"}])
    book("offices-several-years.xlsx", {"Nam 2023": [["TT", "Tên thỏa thuận", "Đối tác", "Ngày ký", "Thời hạn"], [1, "Bản ghi nhớ A", "Tỉnh Xayabury", D(2023, 3, 9), "3 năm"]],
          "Nam 2024": [["TT", "Tên thỏa thuận", "Đối tác", "Ngày ký", "Thời hạn"], [1, "Bản ghi nhớ B", "Tỉnh Bokeo", D(2024, 7, 1), "5 năm"], ["", "Cộng: 01", "", "", ""]]},
         [{"title": "Bản ghi nhớ A", "signed_on": "2023-03-09", "term": "3y"}, {"title": "Bản ghi nhớ B", "signed_on": "2024-07-01", "term": "5y"}])
    book("offices-summary-beside.xlsx", {"DS": [["STT", "Tên văn bản", "Đối tác", "Ngày ký", "", "Nước", "Số lượng"], [1, "Bản ghi nhớ A", "Tỉnh X", D(2023, 3, 9), "", "Lào", 2], [2, "Bản ghi nhớ B", "Tỉnh Y", D(2023, 4, 9), "", "Hàn Quốc", 2],
          [3, "Bản ghi nhớ C", "Tỉnh Z", D(2023, 5, 9)], [4, "Bản ghi nhớ D", "Tỉnh T", D(2023, 6, 9)]]}, [], refused="beside the list")
    text("offices-transposed.csv", ["Nội dung|Văn bản 1|Văn bản 2|Văn bản 3", "Tên văn bản|Bản ghi nhớ A|Bản ghi nhớ B|Bản ghi nhớ C", "Đối tác|Tỉnh Attapeu|Tỉnh Sê Kông|Tỉnh Salavan", "Nước|Lào|Lào|Lào", "Ngày ký|22/12/2020|05/3/2021|chưa rõ", "Thời hạn|05 năm|03 năm|05 năm"],
         [{"title": "Bản ghi nhớ A", "country": "LA", "signed_on": "2020-12-22", "term": "5y"}, {"title": "Bản ghi nhớ B", "partner": "Tỉnh Sê Kông", "signed_on": "2021-03-05", "term": "3y"}, {"title": "Bản ghi nhớ C", "term": "5y"}])


def campus():
    text("campus-start-end.csv", ["Active Agreements - last updated December 2024||||", "Country|Institution|Type|Start Date|End Date", "Argentina|Universidad Nacional de Tucuman|MOU|17/11/2018|no end date", "Brazil|Universidade Federal de Uberlândia|MOU|25/1/2023|24/1/2028", "Chile|Universidad de Concepcion|MOU|24/6/2022|pending renewal", "Chile|Universidad de Talca|Student Exchange|24/6/2022|24/6/2027"],
         [{"partner": "Universidad Nacional de Tucuman", "country": "AR", "in_force_on": "2018-11-17", "term": "open"}, {"partner": "Universidade Federal de Uberlândia", "country": "BR", "in_force_on": "2023-01-25", "term": "until 2028-01-24"}, {"partner": "Universidad de Talca", "country": "CL", "in_force_on": "2022-06-24", "term": "until 2027-06-24"}], asked=1)
    text("campus-month-first.csv", ["Country,Institution,Type,Start Date,End Date".replace(",", "|"), "Brazil|Universidade Federal|MOU|1/25/2018|1/24/2028", "Chile|Universidad de Concepcion|MOU|6/24/2022|6/24/2027", "Chile|Universidad Austral|MOU|3/4/2022|3/4/2027"], [], asked=3)
    text("campus-year-signed.csv", ["Country|Institute/University|Year Signed", "Japan|Teikyo University|2019", "Netherlands|Erasmus University|Nov. 2018"], [], asked=2)
    text("campus-valid-until.csv", ["Institution|Valid Until|Scope", "Goldsmiths, University of London|August, 2026|exchange", "Cranfield University|10 January 2028|joint research", "Northumbria University|30 August 2027|double degree"],
         [{"partner": "Cranfield University", "term": "until 2028-01-10"}, {"partner": "Northumbria University", "term": "until 2027-08-30"}], asked=1)
    text("campus-faculty.csv", ["No.|Partner University|Country|Faculty|Level of agreement|Date of signing|Duration (yrs)|Auto-renewal", "1|Kyoto University|Japan|Agriculture|University-wide|14-Mar-2022|5|Yes", "2|Chonnam National University|Republic of Korea|Medicine|Faculty|02-Sep-2023|3|No"],
         [{"partner": "Kyoto University", "country": "JP", "signed_on": "2022-03-14", "term": "5y", "renewal": "tacit"}, {"partner": "Chonnam National University", "country": "KR", "signed_on": "2023-09-02", "term": "3y", "renewal": "none"}])
    text("campus-vn.csv", ["TT|Tên trường đối tác|Quốc gia|Loại văn bản|Ngày ký kết|Thời hạn|Đơn vị đầu mối|Nội dung hợp tác", "1|Đại học Khon Kaen|Thái Lan|MOU|18/08/2022|5 năm|Khoa Nông Lâm|Trao đổi sinh viên", "2|Đại học Champasack|Lào|MOA|21/02/2023|3 năm|Phòng HTQT|Đào tạo lưu học sinh", "3|Đại học Quốc lập Bình Đông|Đài Loan|BGN|05/12/2024|5 năm|Khoa CNTY|2+2"],
         [{"partner": "Đại học Khon Kaen", "country": "TH", "signed_on": "2022-08-18", "kind": "mou", "term": "5y"}, {"partner": "Đại học Champasack", "country": "LA", "kind": "agreement", "term": "3y"}, {"partner": "Đại học Quốc lập Bình Đông", "country": "TW", "kind": "mou", "term": "5y"}])
    text("campus-regions.csv", ["Partner institution|Country|Agreement type|Signed|Expires", "ASIA||||", "Universiti Putra Malaysia|Malaysia|MoU|03 May 2022|02 May 2027", "EUROPE||||", "Ghent University|Belgium|MoU|1 October 2021|30 September 2026", "AMERICAS||||", "McGill University|Canada|MoA|15 June 2024|open-ended"],
         [{"partner": "Universiti Putra Malaysia", "signed_on": "2022-05-03", "term": "until 2027-05-02"}, {"partner": "Ghent University", "country": "BE", "term": "until 2026-09-30"}, {"partner": "McGill University", "country": "CA", "signed_on": "2024-06-15", "term": "open"}])
    text("campus-iso-dates.csv", ["id,title,partner,country,signed,expires,status".replace(",", "|"), "M-001|Memorandum of Understanding|Lund University|SE|2022-09-30|2027-09-30|active", "M-002|Exchange Agreement|Aarhus University|DK|2019-01-15|2024-01-15|expired"],
         [{"reference": "M-001", "partner": "Lund University", "country": "SE", "signed_on": "2022-09-30", "term": "until 2027-09-30"}, {"reference": "M-002", "country": "DK", "term": "until 2024-01-15"}], separator=",")
    text("campus-period.csv", ["STT|Đối tác|Nước|Văn bản|Thời gian (từ - đến)", "1|Trường Đại học Ngoại ngữ Quảng Tây|Trung Quốc|Bản ghi nhớ|15/03/2022 - 15/03/2027", "2|Học viện Hồng Hà|Trung Quốc|Bản ghi nhớ|2021 - 2026"],
         [{"partner": "Trường Đại học Ngoại ngữ Quảng Tây", "country": "CN", "term": "until 2027-03-15"}], asked=1)
    book("campus-three-columns.xlsx", {"MOU": [["No", "University", "Country", "Signing date", "", "", "Valid (years)"], ["", "", "", "Day", "Month", "Year", ""], [1, "Inha University", "Korea", 5, 9, 2022, 5], [2, "Dong-A University", "Korea", 30, 11, 2023, 3]]},
         [{"partner": "Inha University", "country": "KR", "signed_on": "2022-09-05", "term": "5y"}, {"partner": "Dong-A University", "country": "KR", "signed_on": "2023-11-30", "term": "3y"}])
    text("campus-renewed.csv", ["University|Country|First signed|Last renewed|Expiry date", "University of Malaya|Malaysia|12/02/2015|12/02/2020|11/02/2025", "Chulalongkorn University|Thailand|20/07/2018||19/07/2028"], [], asked=2)


def cities():
    text("cities-sister.csv", ["Sister City|Country|Date Signed|Type", "Jeonju|South Korea|14 June 2016|Sister city", "Pakse|Laos|3 March 2018|Friendship city", "Kanazawa|Japan|2019-10-05|Friendship city"],
         [{"partner": "Jeonju", "country": "KR", "signed_on": "2016-06-14"}, {"partner": "Pakse", "country": "LA", "signed_on": "2018-03-03"}, {"partner": "Kanazawa", "country": "JP", "signed_on": "2019-10-05"}])
    text("cities-since.csv", ["City|Country|Since", "Grenoble|France|12/05/1998", "Middelfart|Denmark|1978"], [], asked=2)
    text("cities-continents.csv", ["Thành phố kết nghĩa|Nước|Ngày thiết lập quan hệ kết nghĩa|Văn bản", "CHÂU Á|||", "Viêng Chăn|Lào|06/9/2012|Thỏa thuận kết nghĩa", "Phnôm Pênh|Campuchia|18/01/2013|Bản ghi nhớ", "CHÂU ÂU|||", "Rostov|LB Nga|24/10/2015|Thỏa thuận kết nghĩa"],
         [{"partner": "Viêng Chăn", "country": "LA", "signed_on": "2012-09-06"}, {"partner": "Phnôm Pênh", "country": "KH", "signed_on": "2013-01-18"}, {"partner": "Rostov", "country": "RU", "signed_on": "2015-10-24"}])
    text("cities-beside.csv", ["TT|Thành phố|Nước|Ngày ký||TT|Thành phố|Nước|Ngày ký", "1|Daejeon|Hàn Quốc|10/5/2018||4|Sapporo|Nhật Bản|01/6/2019", "2|Gwangju|Hàn Quốc|11/6/2018||5|Nagasaki|Nhật Bản|02/7/2019", "3|Suwon|Hàn Quốc|12/7/2018||||||"],
         [{"partner": "Daejeon", "country": "KR", "signed_on": "2018-05-10"}, {"partner": "Gwangju", "signed_on": "2018-06-11"}, {"partner": "Suwon", "signed_on": "2018-07-12"}, {"partner": "Sapporo", "country": "JP", "signed_on": "2019-06-01"}, {"partner": "Nagasaki", "signed_on": "2019-07-02"}])
    text("cities-country-in-name.csv", ["No|Twin town|Date of twinning|Agreement in force until", "1|Nanning (China)|25/09/2017|25/09/2027", "2|Khon Kaen (Thailand)|08/12/2021|indefinite"],
         [{"signed_on": "2017-09-25", "term": "until 2027-09-25"}, {"signed_on": "2021-12-08", "term": "open"}])
    text("cities-two-signings.csv", ["Địa phương|Nước|Ngày ký lần 1|Ngày ký lần 2|Thời hạn", "Jeollanam-do|Hàn Quốc|01/02/2012|01/02/2017|05 năm"], [], refused="Tên văn bản")
    text("cities-districts.csv", ["Quận/Huyện|Đối tác|Quốc gia|Ngày ký|Hết hạn", "Quận 1|Quận Yongsan|Hàn Quốc|15/10/2016|15/10/2026", "Quận 3|Quận Songpa|Hàn Quốc|20/11/2019|20/11/2024"],
         [{"partner": "Quận Yongsan", "country": "KR", "signed_on": "2016-10-15", "term": "until 2026-10-15"}, {"partner": "Quận Songpa", "term": "until 2024-11-20"}])
    text("cities-en-vi.csv", ["No. / STT|Partner / Đối tác|Country / Nước|Signed on / Ngày ký|Term / Thời hạn", "1|Gyeongsangbuk-do|Korea / Hàn Quốc|16/02/2005|Unlimited / Không thời hạn", "2|Hokkaido|Japan / Nhật Bản|28/11/2023|5 years / 5 năm"],
         [{"partner": "Gyeongsangbuk-do", "country": "KR", "signed_on": "2005-02-16", "term": "open"}, {"partner": "Hokkaido", "country": "JP", "signed_on": "2023-11-28", "term": "5y"}])


def chambers():
    text("chambers-mou.csv", ["S. No.|Name of Chamber|Country|Date of MoU|Validity", "1|Kermanshah Chamber of Commerce|Iran|20-Nov-2022|3 Years", "2|Jhelum Chamber of Commerce and Industry|Pakistan|27-Oct-2022|Five years", "3|Sichuan Chamber of Commerce|China|11-Nov-2023|Till terminated by either party"],
         [{"partner": "Kermanshah Chamber of Commerce", "country": "IR", "signed_on": "2022-11-20", "term": "3y"}, {"partner": "Jhelum Chamber of Commerce and Industry", "country": "PK", "term": "5y"}, {"partner": "Sichuan Chamber of Commerce", "country": "CN", "signed_on": "2023-11-11", "term": "open"}])
    text("chambers-vn.csv", ["STT|Tên hiệp hội, phòng thương mại|Nước|Nội dung ký|Ngày ký|Thời hạn|Gia hạn", "1|KOTRA Hà Nội|Hàn Quốc|Bản ghi nhớ xúc tiến thương mại|04/07/2023|02 năm|Tự động gia hạn 02 năm", "2|EuroCham|EU|Thỏa thuận hợp tác|19/9/2024|01 năm|Theo thỏa thuận"],
         [{"title": "Bản ghi nhớ xúc tiến thương mại", "country": "KR", "signed_on": "2023-07-04", "term": "2y", "renewal": "tacit", "renewal_period": "2y"}], asked=1)
    text("chambers-notice.csv", ["Counterpart|Agreement|Signed on|Term|Renewal|Notice of termination", "JETRO|MoU on trade promotion|08/04/2024|2 years|automatic, 1 year each|3 months", "AmCham|Letter of intent|15/05/2025|1 year|none|30 days"],
         [{"title": "MoU on trade promotion", "signed_on": "2024-04-08", "term": "2y", "renewal": "tacit", "renewal_period": "1y", "termination_notice": "3m"}, {"title": "Letter of intent", "term": "1y", "renewal": "none", "termination_notice": "30d"}])
    text("chambers-expired-mark.csv", ["Chamber|Country|Signed|Expires|Expired?", "Penang Chinese Chamber|Malaysia|12/03/2018|12/03/2021|Yes", "Taipei Chamber|Taiwan|02/02/2025|02/02/2028|No"],
         [{"partner": "Penang Chinese Chamber", "country": "MY", "signed_on": "2018-03-12", "term": "until 2021-03-12"}, {"partner": "Taipei Chamber", "country": "TW", "term": "until 2028-02-02"}])
    text("chambers-form.csv", ["AGREEMENT RECORD|", "Title|MoU on Business Cooperation", "Partner|Cebu Chamber of Commerce and Industry", "Country|Philippines", "Date signed|14/08/2024", "Term|5 years", "Renewal|none"],
         [{"title": "MoU on Business Cooperation", "partner": "Cebu Chamber of Commerce and Industry", "country": "PH", "signed_on": "2024-08-14", "term": "5y", "renewal": "none"}])
    text("chambers-tabs.csv", ["Name of partner\tCountry\tSigned\tExpiry".replace("\t", "|"), "Dhaka Chamber|Bangladesh|26 March 2021|25 March 2026", "ASSOCHAM|India|26.03.2023|25.03.2026"],
         [{"partner": "Dhaka Chamber", "country": "BD", "signed_on": "2021-03-26", "term": "until 2026-03-25"}, {"partner": "ASSOCHAM", "country": "IN", "signed_on": "2023-03-26", "term": "until 2026-03-25"}], separator="\t")
    text("chambers-utf16.csv", ["Đơn vị|Đối tác|Ngày ký|Hiệu lực (tháng)|Báo trước (ngày)", "VCCI|Phòng Thương mại Viêng Chăn|10/10/2023|36|60", "VCCI|Phòng Thương mại Phnôm Pênh|11/10/2023|24|30"],
         [{"partner": "Phòng Thương mại Viêng Chăn", "signed_on": "2023-10-10", "term": "3y", "notice": "60d"}, {"partner": "Phòng Thương mại Phnôm Pênh", "term": "2y", "notice": "30d"}], encode=lambda words: words.encode("utf-16"))
    book("chambers-banded.xlsx", {"List": [["Chambers and associations", "", "", ""], ["Partner", "Country", "Signed", "Valid until"], ["KADIN", "Indonesia", D(2022, 5, 6), D(2027, 5, 6)], ["Thai Chamber", "Thailand", D(2021, 8, 9), "unlimited"], ["* unlimited: until either side gives notice", "", "", ""]]},
         [{"partner": "KADIN", "country": "ID", "signed_on": "2022-05-06", "term": "until 2027-05-06"}, {"partner": "Thai Chamber", "country": "TH", "term": "open"}])


def published():
    for write in (offices, campus, cities, chambers):
        write()
    print(len(MADE), "lists")


published()
