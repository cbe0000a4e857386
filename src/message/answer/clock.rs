//! What is wrong with a zone, a schedule or a clock that was set.

use crate::message::sentence::sentences;

sentences! {
    UNKNOWN_ZONE(1) =
        "`{0}` không phải múi giờ; ghi tên IANA, ví dụ Asia/Ho_Chi_Minh hoặc UTC",
        "`{0}` is not a time zone; write one of the IANA names, for example Asia/Ho_Chi_Minh or UTC";
    NOT_AN_INSTANT(2) =
        "{0} là `{1}`, không phải thời điểm trong các năm 1900–2199; ghi theo RFC 3339, ví dụ 2027-12-22T07:00:00+07:00, hoặc bỏ biến này",
        "{0} is `{1}`, which is not an instant between 1900 and 2199; write it as RFC 3339, for example 2027-12-22T07:00:00+07:00, or unset it";
    FIELD_COUNT(2) =
        "lịch gồm năm trường (phút giờ ngày tháng thứ), ở đây có {0}; ghi ví dụ `0 7 * * Mon-Fri`{1}",
        "a schedule has five fields (minute hour day month weekday), this has {0}; write for example `0 7 * * Mon-Fri`{1}";
    NO_SECONDS(0) =
        "; không có trường cho giây hay năm",
        "; there is no field for seconds or years";
    NO_SHORTHANDS(0) =
        "; không dùng được cách viết tắt như @daily",
        "; shorthands such as @daily are not read";
    NO_HINT(0) =
        "",
        "";
    FIELD(3) =
        "không đọc được {0} `{1}`: {2}",
        "the {0} `{1}` cannot be read: {2}";
    NEVER(1) =
        "`{0}` không bao giờ đến: không tháng nào trong đó có ngày ấy; sửa ngày hoặc tháng",
        "`{0}` never comes: no month named there has such a day; change the day or the month";
    STEP_NEEDS_RANGE(3) =
        "bước nhảy cần một khoảng; ghi {0}-{1}/{2} hoặc */{2}",
        "a step needs a range; write {0}-{1}/{2} or */{2}";
    BACKWARDS(0) =
        "khoảng bị ngược; ghi thành hai khoảng cách nhau bằng dấu phẩy",
        "the range runs backwards; write it as two, separated by a comma";
    STEP(1) =
        "bước nhảy là số từ 1 đến {0}",
        "a step is a number from 1 to {0}";
    NUMBER(3) =
        "ghi *, hoặc số từ {0} đến {1}{2}",
        "write *, or a number from {0} to {1}{2}";
    OR_A_NAME(2) =
        " hoặc tên ({0} đến {1})",
        " or a name ({0} to {1})";
    MINUTE(0) =
        "phút",
        "minute";
    HOUR(0) =
        "giờ",
        "hour";
    DAY_OF_MONTH(0) =
        "ngày trong tháng",
        "day of the month";
    MONTH(0) =
        "tháng",
        "month";
    WEEKDAY(0) =
        "thứ",
        "weekday";
    NOT_A_SIGHTING(0) =
        "không phải nội dung ghi về đồng hồ",
        "not what was kept of the clock";
}
