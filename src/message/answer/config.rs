//! What is wrong or odd in `config.toml`, each with its cure.

use crate::message::sentence::sentences;

// ---- the file ------------------------------------------------------------------------------------------------------

sentences! {
    UNREADABLE(2) =
        "{0}: không đọc được ({1}); nêu tệp khác bằng --config, hoặc tạo tệp mới bằng `pactwatch init`",
        "{0}: cannot be read ({1}); name another with --config, or write one with `pactwatch init`";
    TOO_LONG(2) =
        "{0}: dài hơn {1} byte, không phải tệp cấu hình; nêu đúng tệp bằng --config",
        "{0}: longer than {1} bytes, no configuration; name the right file with --config";
    MORE(1) =
        "và {0} lỗi nữa; đề nghị sửa các lỗi trên trước",
        "and {0} more; mend these first";
    NOT_UTF8(0) =
        "byte này không phải UTF-8; lưu lại tệp theo mã UTF-8 trong trình soạn thảo",
        "this byte is no UTF-8; save the file as UTF-8 in the editor";
    NOTATION(2) =
        "chỗ này viết sai quy tắc TOML (bộ đọc báo: {0}); {1}",
        "{0}; {1}";
    DUPLICATE(1) =
        "khóa {0} bị trùng; trong bảng này đã có, giữ một trong hai",
        "duplicate key {0}; it stands in this table already: keep one of the two";
    DUPLICATE_IN_TABLE(1) =
        "{0}; trong bảng này đã có, giữ một trong hai",
        "{0}; it stands in this table already: keep one of the two";
    NO_SUCH_DAY(1) =
        "lịch không có ngày {0} (năm-tháng-ngày); ghi một ngày có thật",
        "the calendar has no day {0} (year-month-day); write one that exists";
    DAY_FIRST(1) =
        "ngày ghi năm trước và không có dấu ngoặc kép: ghi {0}",
        "a day is written year first and without quotes: write {0}";
    TABLE_NAME(3) =
        "{0} không làm tên bảng như vậy được; ghi [{1}]{2}",
        "{0} cannot stand in a table's name as it is; write [{1}]{2}";
    AND_NAME(1) =
        ", và name = {0} ở dưới",
        ", and name = {0} below it";
    QUOTE_TEXT(0) =
        "ghi chữ trong \"ngoặc kép\"",
        "put text between \"quotes\"";
    BACKSLASH(0) =
        "dấu \\ ghi là \\\\, hoặc đặt chữ trong 'ngoặc đơn'",
        "write \\\\ for a backslash, or put the text between 'single quotes'";
    COMPARE_SAMPLE(0) =
        "đối chiếu dòng này với tệp mẫu do `pactwatch init` ghi",
        "compare the line with the sample that `pactwatch init` writes";
}

// ---- keys and values -----------------------------------------------------------------------------------------------

sentences! {
    THE_FILE(0) =
        "tệp",
        "the file";
    DID_YOU_MEAN(1) =
        "có phải `{0}`?",
        "did you mean `{0}`?";
    NONE_KNOWN(0) =
        "ở đây không có khóa nào",
        "none is known here";
    KNOWN_HERE(1) =
        "ở đây có: {0}",
        "known here: {0}";
    UNKNOWN_KEY(3) =
        "không có khóa {0} trong {1}; {2}",
        "unknown key {0} in {1}; {2}";
    PASSWORD_HERE(2) =
        "không có khóa {0} trong {1}: không ghi mật khẩu vào tệp này; nêu tệp chứa mật khẩu bằng `password_file`, hoặc biến môi trường bằng `password_env`",
        "unknown key {0} in {1}: no password stands in this file; name a file that holds it with `password_file`, or a variable with `password_env`";
    HAS_NO(3) =
        "{0} còn thiếu `{1}`; {2}",
        "{0} has no `{1}`; {2}";
    WRITE(1) =
        "ghi {0}",
        "write {0}";
    ROWS(1) =
        "`{0}` gồm nhiều dòng; mỗi dòng ghi thành một bảng riêng, dưới [[{0}]]",
        "`{0}` holds rows; write each as a table of its own, under [[{0}]]";
    EMPTY(1) =
        "`{0}` để trống; ghi nội dung, hoặc bỏ dòng này",
        "`{0}` is empty; write something, or take the line out";
    OF_KEY(2) =
        "`{0}`: {1}",
        "`{0}`: {1}";
    CONTROL_CHARACTER(1) =
        "`{0}` có dấu xuống dòng hoặc ký tự điều khiển; bỏ ký tự ấy",
        "`{0}` has a line end or a control character inside; take it out";
    NO_TIME(1) =
        "`{0}` bằng 0; ghi khoảng thời gian, ví dụ 1d hoặc 12m",
        "`{0}` is no time at all; write a span such as 1d or 12m";
    NOT_A_TIME(2) =
        "`{0}` là {1}, không phải khoảng thời gian; ghi 4h, 90min hoặc 2d",
        "`{0}` is {1}, which is no time; write 4h, 90min or 2d";
    NONE_OF(4) =
        "`{0}` là {1}, không thuộc các từ {2}; {3}",
        "`{0}` is {1}, which is none of {2}; {3}";
    OUT_OF_BOUNDS(3) =
        "`{0}` phải là số từ {1} đến {2}",
        "`{0}` must be a number from {1} to {2}";
    DAY_OF_KEY_FIRST(2) =
        "`{0}`: ngày ghi năm trước và không có dấu ngoặc kép; ghi {1}",
        "`{0}`: a day is written year first and without quotes; write {1}";
    TOO_MANY_ENTRIES(3) =
        "`{0}` có {1} mục, tối đa {2}",
        "`{0}` has {1} entries, {2} at most";
    WRONG_KIND(3) =
        "`{0}` là {1}; ghi {2}",
        "`{0}` is {1}; write {2}";
    WANTED_TEXT(0) =
        "chữ trong ngoặc kép, ví dụ \"…\"",
        "text in quotes, for example \"…\"";
    WANTED_NUMBER(0) =
        "một số nguyên không có ngoặc kép, ví dụ 2",
        "a whole number without quotes, for example 2";
    WANTED_FLAG(0) =
        "true hoặc false, không có ngoặc kép",
        "true or false, without quotes";
    WANTED_LIST(0) =
        "danh sách trong ngoặc vuông, ví dụ [\"head\"]",
        "a list in brackets, for example [\"head\"]";
    WANTED_TABLE(0) =
        "một bảng riêng",
        "a table of its own";
    WANTED_DAY(0) =
        "một ngày không có ngoặc kép, ví dụ 2026-12-31",
        "a day without quotes, for example 2026-12-31";
    IS_TEXT(0) =
        "chữ",
        "a text";
    IS_NUMBER(0) =
        "số",
        "a number";
    IS_FLAG(0) =
        "true hoặc false",
        "true or false";
    IS_MOMENT(0) =
        "ngày hoặc giờ",
        "a day or an hour";
    IS_LIST(0) =
        "danh sách",
        "a list";
    IS_TABLE(0) =
        "bảng",
        "a table";
    FOR_EXAMPLE(1) =
        ", ví dụ {0}",
        ", for example {0}";
    NOTHING(0) =
        "",
        "";
    STANDS_TWICE(2) =
        "{0} đã có ở dòng {1}; giữ một trong hai",
        "{0} stands in line {1} already; keep one of the two";
    NOT_A_PATH(1) =
        "`{0}` không phải đường dẫn; bỏ ký tự điều khiển",
        "`{0}` is no path; take the control character out";
}

// ---- contacts, roles, ladders --------------------------------------------------------------------------------------

sentences! {
    TOO_MANY_LADDERS(1) =
        "có hơn {0} lịch nhắc; đề nghị gộp bớt",
        "more than {0} ladders; join some";
    ROLE_OF_LADDERS_EMPTY(1) =
        "[roles] chưa có `{0}` nên lần nhắc gửi cho vai trò này không đến ai; ghi tên người nhận vào đó",
        "no [roles] `{0}`: what ladders mean for it goes to nobody; name contacts there";
    LADDER_CHOSEN_BY_NONE(3) =
        "lịch nhắc {0} không thay lịch có sẵn nào và không dòng nào ở đây dùng đến; có phải `{1}`? Hiện chỉ áp dụng cho văn bản ghi `ladders = \"{1}={2}\"`",
        "ladder {0} replaces no default and no row here chooses it; did you mean `{1}`? As it stands only an agreement with `ladders = \"{1}={2}\"` follows it";
    NOT_A_LADDER_NAME(2) =
        "{0} không làm tên lịch nhắc được; ghi chữ cái, chữ số, dấu gạch nối, gạch dưới{1}",
        "{0} is no ladder's name; write letters, digits, hyphens and underscores{1}";
    LADDER_NONE(0) =
        "`none` nghĩa là không có lịch nhắc; đặt tên khác",
        "`none` means no ladder at all; take another name";
    LADDER_WITHOUT_RUNGS(1) =
        "lịch nhắc `{0}` không có lần nhắc nào; việc theo lịch này chỉ có trong bản tổng hợp",
        "ladder `{0}` has no rungs; only the digest tells of what stands on it";
    TWO_RUNGS(2) =
        "lịch nhắc `{0}` có hai lần nhắc ở {1}; gộp người nhận vào một lần",
        "ladder `{0}` has two rungs at {1}; put their recipients into one";
    BEFORE_OR_AFTER(0) =
        "mỗi lần nhắc ghi `before` hoặc `after`, một trong hai; ghi { before = \"30d\", … }",
        "a rung stands `before` or `after`, one of them; write { before = \"30d\", … }";
    RUNG_TO_NOBODY(0) =
        "lần nhắc phải có người nhận; ghi to = [\"officer\"]",
        "a rung needs somebody who hears of it; write to = [\"officer\"]";
    NEITHER_ROLE_NOR_CONTACT(2) =
        "{0} không phải vai trò hay người nhận; {1}",
        "{0} is neither a role nor a contact; {1}";
    NO_LADDER(2) =
        "không có lịch nhắc {0}; {1}",
        "there is no ladder {0}; {1}";
    TOO_MANY_CONTACTS(1) =
        "có hơn {0} người nhận; không thể nhiều như vậy",
        "more than {0} contacts; that many cannot be";
    NO_CONTACTS(0) =
        "chưa có người nhận nào nên không gửi thư cho ai; thêm [contacts.desk] với `email`",
        "there are no contacts, so nobody is written to; add [contacts.desk] with an `email`";
    ONE_ADDRESS(2) =
        "người nhận `{0}` và `{1}` có chung một địa chỉ nên sẽ nhận thư hai lần",
        "contacts `{0}` and `{1}` have one address and would get letters twice";
    OWN_SUBSTITUTE(0) =
        "người thay phải là người khác; ghi tên người nhận khác, hoặc bỏ mục này",
        "a substitute is somebody else; name another contact, or leave it out";
    RECORDER_IS_NO_CONTACT(1) =
        "[cli] by: sổ không có người nhận `{0}`; mọi lần cập nhật sẽ ghi là không phải người nhận trong sổ",
        "[cli] by: no contact has the id `{0}`; what is recorded is booked as by nobody of the contacts";
    ABSENCES_OVERLAP(2) =
        "có hai lần vắng mặt trùng ngày {0}: từ ngày đó đến hết {1} mục ghi trước được áp dụng",
        "two absences overlap from {0}: through {1} the one that is written first holds";
    WORKS_ANYWAY(1) =
        "{0} là ngày làm việc bình thường; nếu là ngày làm bù, đề nghị xem lại ngày",
        "{0} is a working day anyway; check the day if it is to make up for one off";
    NO_FALLBACK(0) =
        "chưa có [office] fallback để nhận những thư không gửi được cho ai; ghi tên một người nhận",
        "no [office] fallback hears what nobody else can be told; name a contact there";
    NOT_A_RIGHT(2) =
        "không có quyền {0}; {1}",
        "{0} is no right; {1}";
    NO_RIGHT(0) =
        "`can` không nêu quyền nào; ghi can = [\"own\"], hoặc bỏ dòng này",
        "`can` names no right; write can = [\"own\"], or take the line out";
    NO_EMAIL(1) =
        "[contacts.{0}] còn thiếu `email`; ghi email = \"{0}@example.vn\"",
        "[contacts.{0}] has no `email`; write email = \"{0}@example.vn\"";
    VALUE_IS(3) =
        "`{0}` là {1}: {2}",
        "`{0}` is {1}: {2}";
    ABSENCE_BACKWARDS(0) =
        "`to` trước `from`; cả hai ngày đều tính là vắng",
        "`to` lies before `from`; both days belong to the absence";
    OUTSIDE_DOMAINS(1) =
        "địa chỉ của người nhận `{0}` nằm ngoài `post.allowed_domains`; sửa địa chỉ, hoặc thêm tên miền vào đó",
        "contact `{0}` has an address outside `post.allowed_domains`; correct it, or add its domain there";
    OF_CONTACT(2) =
        "người nhận `{0}`: {1}",
        "contact `{0}`: {1}";
    TOO_MANY_ROLES(1) =
        "có hơn {0} vai trò; đề nghị gộp bớt",
        "more than {0} roles; join some";
    ROLE_EMPTY(1) =
        "vai trò `{0}` không có người nhận; thư gửi cho vai trò này không đến ai",
        "role `{0}` has no contacts; what is meant for it goes to nobody";
    NOT_AN_ID(3) =
        "{0} không làm mã {1} được; ghi chữ cái, chữ số, dấu gạch nối, gạch dưới{2}",
        "{0} is no {1} id; write letters, digits, hyphens and underscores{2}";
    RESERVED_ID(2) =
        "`{0}` là vai trò riêng của từng văn bản, không phải {1}; đặt tên khác",
        "`{0}` is each agreement's own role, not a {1}; take another name";
    KIND_CONTACT(0) =
        "người nhận",
        "contact";
    KIND_ROLE(0) =
        "vai trò",
        "role";
    NOT_A_CONTACT(3) =
        "`{0}` ghi {1}, không phải người nhận nào; {2}",
        "`{0}` names {1}, which is no contact; {2}";
}

// ---- rows ----------------------------------------------------------------------------------------------------------

sentences! {
    TITLE_NEEDED(0) =
        "ghi việc cần làm, title = \"…\"",
        "write what is to be done, title = \"…\"";
    STEP_UNNAMED(1) =
        "[[step]] này chưa có `name`; ghi name = \"{0}\", nếu không thì sửa title sẽ thành bước khác",
        "this [[step]] has no `name`; write name = \"{0}\", or a changed title makes it another step";
    NOT_TOWARD(1) =
        "`toward` là {0}; ghi \"expiry\" hoặc \"greeting\"",
        "`toward` is {0}; write \"expiry\" or \"greeting\"";
    NO_GREETING_STEP(3) =
        "thư chúc mừng không có bước {0}; hai bước là `{1}` và `{2}`",
        "a greeting has no step {0}; its steps are `{1}` and `{2}`";
    NOT_A_PAPER_KIND(2) =
        "{0} không phải loại văn bản; {1}",
        "{0} is no kind of agreement; {1}";
    NAME_NEEDED(0) =
        "ghi tên ngắn riêng, name = \"…\"",
        "write a short name of its own, name = \"…\"";
    NOT_A_ROW_NAME(3) =
        "{0} không làm tên được; ghi 1 đến {1} chữ cái, chữ số, `-` hoặc `_`{2}",
        "{0} is no name; write 1 to {1} letters, digits, `-` or `_`{2}";
    NOTHING_TO_SWITCH(2) =
        "không có dòng có sẵn nào tên {0} để bật hay tắt; {1}",
        "no shipped row is called {0}, so there is nothing to switch on or off; {1}";
    DAY_TWICE(2) =
        "ngày {0} đã có ở dòng {1}; giữ một dòng, ở `off` hoặc ở `work`",
        "{0} stands in line {1} already; keep one, in `off` or in `work`";
    TOO_MANY_HEADERS(2) =
        "[{0}] có hơn {1} tên cột",
        "[{0}] has more than {1} headers";
    NOT_A_COLUMN_BUT(2) =
        "không có cột `{0}`; có phải là `{1}`? Ghi tên cột (docs/register-columns.md), `note` để giữ trong ghi chú, hoặc `-` để bỏ qua",
        "`{0}` is no column; did you mean `{1}`? Write the name of a column (docs/register-columns.md), `note` to keep it there, or `-` to leave it aside";
    NOT_A_COLUMN(1) =
        "không có cột `{0}`; ghi tên cột (docs/register-columns.md), `note` để giữ trong ghi chú, hoặc `-` để bỏ qua",
        "`{0}` is no column; write the name of a column (docs/register-columns.md), `note` to keep it there, or `-` to leave it aside";
    COPY_FOLDER(0) =
        "ghi thư mục chứa bản sao lưu, directory = \"/srv/backup/pactwatch\"",
        "write the folder for copies, directory = \"/srv/backup/pactwatch\"";
    KEPT_NO_TIME(0) =
        "`store.keep_letters` bằng 0; ghi khoảng thời gian, ví dụ 10y",
        "`store.keep_letters` is no time at all; write a span such as 10y";
    NOT_A_URL(0) =
        "`watch.heartbeat_url` không phải địa chỉ; ghi http:// hoặc https:// và tên máy",
        "`watch.heartbeat_url` is no address; write http:// or https:// and a host";
}
