//! The remarks that the recorder of an act, a correction or a handover gets besides "recorded".

use crate::message::sentence::sentences;

sentences! {
    REVIEW_CLOSED(1) =
        "kỳ sơ kết ngày {0} đã có kết quả, không nhắc nữa",
        "the review of {0} is closed";
    REVIEWS_OPEN(2) =
        "còn kỳ sơ kết chưa có kết quả: ngày {0}{1}",
        "still open: the review of {0}{1}";
    NOTHING(0) =
        "",
        "";
    AND_MORE(1) =
        " và {0} kỳ nữa",
        " and {0} more";
    NOTICE_LATE(2) =
        "thông báo đến sau {0}, ngày cuối cùng còn được tính, nên chỉ kết thúc ở kỳ kế tiếp{1}",
        "the notice came after {0}, the last day on which it counts: it ends the next period, not this one{1}";
    AND_LAST_DAY(1) =
        "; hiệu lực đến hết ngày {0}",
        "; the last day in force is {0}";
    REPORT_PAST(1) =
        "hạn báo cáo {0} (nội bộ) đã qua khi việc này được ghi nên không nhắc; đề nghị ghi kết quả",
        "a report that was due by {0} (restricted) was past when this came in, so nobody is reminded of it: record what became of it";
    ENDS_ON(1) =
        "nay hiệu lực đến hết ngày {0}",
        "the last day in force is now {0}";
    END_STAYS(1) =
        "văn bản không tự gia hạn: hiệu lực vẫn đến hết ngày {0}",
        "nothing would have renewed itself: the last day in force stays {0}";
    ENDS_BY_ITSELF(1) =
        "không gia hạn: hiệu lực đến hết ngày {0}, không phải làm gì thêm",
        "it is not extended: it is in force through {0}, and nothing more is to be done";
    IN_FORCE_ON(1) =
        "có hiệu lực từ ngày {0}",
        "in force from {0}";
    SUCCESSORS_TOLD(1) =
        "đã báo đối tác về bên kế thừa: {0}",
        "the partner was told who stands there: {0}";
    SUCCESSORS_COUNTED(1) =
        "đã báo đối tác về bên kế thừa (nội bộ, {0} bên)",
        "the partner was told who stands there (restricted; parties: {0})";
    COMMITMENTS_END(1) =
        "có {0} cam kết còn mở và kết thúc cùng văn bản (nội bộ); nếu văn bản mới tiếp tục, đề nghị ghi cam kết ở văn bản mới",
        "commitments that are still open and end with it (restricted): {0}; if the new text takes them over, record them there with `commit`";
    COMMITMENTS_RESTED(1) =
        "có {0} cam kết đến hạn trong thời gian tạm đình chỉ nên không nhắc (nội bộ); nếu còn phải làm, đề nghị sửa thời hạn",
        "commitments that fell due while it was suspended (restricted): {0}; nobody is asked for them, so correct their days if they are still to be done";
    STANDS_FOR(3) =
        "{0} thay {1} từ ngày {2}",
        "{0} in the place of {1} since {2}";
    STILL_ASKS(1) =
        "chủ trương chưa khép mốc {0}: thư nhắc còn gửi, theo cách viết khác, cho đến khi ghi văn bản",
        "the decision does not close {0}: its letters go on, in other words, until the act itself is recorded";
    FORMER_DAY(1) =
        "{0} không còn là mốc của văn bản: nội dung này được lưu, không trả lời mốc nào",
        "{0} is no longer a day of this agreement: the act is kept and answers nothing";
    DECISION_LEFT(3) =
        "chủ trương đã ghi (dòng {0}: {1}) là về mốc {2}, nay không còn: không có giá trị cho mốc khác; nếu vẫn giữ, đề nghị ghi lại",
        "the decision of line {0} ({1}) is about {2}, which is no longer a day of this agreement, and says nothing of another: record it again if it holds";
    RENEWS_ALL_THE_SAME(2) =
        "ý kiến này chưa dừng được việc tự động gia hạn sau ngày {0}{1}",
        "the decision alone does not keep it from renewing itself after {0}{1}";
    NOTICE_HAS_PASSED(1) =
        "; hạn thông báo cho đối tác ({0}) đã qua, muốn kết thúc thì thông báo chấm dứt hoặc thông báo không gia hạn cho kỳ sau",
        "; the last day for a notice, {0}, has passed: end it by a notice of termination, or give notice for the next period";
    NOTICE_IS_DUE(1) =
        "; phải thông báo cho đối tác chậm nhất {0}, rồi ghi việc thông báo",
        "; the partner has to be told by {0}, and the notice recorded";
    CORRECTED(3) =
        "{0}: {1} → {2}",
        "{0}: {1} → {2}";
    UNKNOWN(0) =
        "chưa rõ",
        "unknown";
    RESTRICTED(0) =
        "(nội bộ)",
        "(restricted)";
    SUCCESSOR_ABSENT(1) =
        "văn bản thay thế `{0}` chưa có trong sổ",
        "`{0}`, which takes its place, is not in the register";
    SUCCESSOR_ENDED(2) =
        "văn bản thay thế `{0}` đã hết hiệu lực ngày {1}, trước văn bản này; đề nghị kiểm tra mã",
        "`{0}`, which takes its place, ended on {1}, before this one does; check the reference";
    RECORDED_ALREADY(1) =
        "việc này đã ghi ở lần cập nhật số {0}; không ghi thêm",
        "this is recorded already, as act {0}; nothing was added";
    ACT_NOTES(1) =
        "lần cập nhật có ghi chú: {0}",
        "the act notes: {0}";
    LETTER_WAITS(1) =
        "có thư chờ lần rà soát sau: {0}",
        "a letter waits for the next scan: {0}";
    LETTERS_NOT_LOOKED_AT(1) =
        "chưa xem lại các thư đang chờ, lần rà soát sau sẽ xem: {0}",
        "the letters that wait were not looked at anew, the next scan does it: {0}";
    LETTERS_NOT_REWRITTEN(2) =
        "chưa soạn lại {0} thư đang chờ có tên đã đổi: {1}",
        "the letters that wait with names that changed ({0}) were not written anew: {1}";
    DONE(2) =
        "{0} ngày {1} đã thực hiện",
        "{0} of {1} is done";
    CONFIRMED(2) =
        "đã xác nhận lần cập nhật số {0} (`{1}`)",
        "act {0}, `{1}`, is confirmed";
    TAKEN_BACK_SAME_DAY(1) =
        "đã hủy lần cập nhật số {0} cùng ngày: lần này thay vào đó",
        "act {0} of the same day is taken back: this one stands in its place";
    TAKEN_BACK(2) =
        "đã hủy lần cập nhật số {0} (`{1}`)",
        "act {0}, `{1}`, is taken back";
}

// ---- many at once --------------------------------------------------------------------------------------------------

sentences! {
    MANY_REFUSED(2) =
        "chưa ghi gì, vì không ghi được cho {0} văn bản: {1}",
        "nothing was recorded, because it cannot stand on {0} of them: {1}";
    LINES_MORE(1) =
        "\n  … và {0} văn bản nữa",
        "\n  … and {0} more";
    NO_STATUS(2) =
        "--where: không có tình trạng `{0}`; có các từ {1}",
        "--where: there is no status `{0}`; it is one of {1}";
    NO_CONDITION(2) =
        "--where: `{0}` không phải điều kiện; {1}",
        "--where: `{0}` is no condition; {1}";
    WHERE(1) =
        "--where: {0}",
        "--where: {0}";
    CONDITION(0) =
        "ghi `ends before DAY`, `status WORD`, `country CODE`, `officer CONTACT`, `partner NAME` hoặc `inherited`, nối bằng `and`",
        "write `ends before DAY`, `status WORD`, `country CODE`, `officer CONTACT`, `partner NAME` or `inherited`, joined by `and`";
}

// ---- parties -------------------------------------------------------------------------------------------------------

sentences! {
    REWRITTEN(1) =
        "thư đang chờ được soạn lại theo tên hiện nay: {0}",
        "letters that wait and are written anew with today's names: {0}";
    NAME_FROM(2) =
        "từ ngày {0} mang tên {1}",
        "from {0} on its name is {1}";
    NAME_UNTIL(1) =
        "tên này đến hết ngày {0}, vì sổ đã có tên tiếp theo",
        "that name ends on {0}, as the register knows the next one";
    SUCCEEDS(3) =
        "từ ngày {0} {1} kế thừa {2}",
        "from {0} on {1} stands in the place of {2}";
    ALIAS(1) =
        "từ nay tìm được bằng `{0}`",
        "`{0}` finds it from now on";
    CALLED_SO_TOO(1) =
        "{0} cũng mang tên này: nơi ngày ký không phân biệt được, ghi mã của bên",
        "{0} is called so too: where the day of signing does not tell, write the id";
    INHERITED_UNTOLD(1) =
        "văn bản kế thừa chưa báo đối tác: {0}",
        "inherited, and the partner was not told yet: {0}";
    TELL_PARTNER(0) =
        "khi đã gửi công hàm hoặc công văn, ghi `confirm-successor` cho từng văn bản; `list --inherited` liệt kê văn bản còn lại",
        "when our letter has gone, record `confirm-successor` on each; `list --inherited` shows what is left";
    MORE(1) =
        "và {0} mục nữa",
        "and {0} more";
}

// ---- handover and edit ---------------------------------------------------------------------------------------------

sentences! {
    NOT_A_CONTACT(2) =
        "config.toml không có người nhận `{0}`; thêm [contacts.{0}], hoặc nêu một trong {1}",
        "`{0}` is no contact of config.toml; add [contacts.{0}], or name one of {1}";
    TO_HIMSELF(1) =
        "`{0}` không thể bàn giao cho chính mình; nêu hai người khác nhau",
        "`{0}` would hand over to himself; name two contacts";
    NOTHING_TO_HAND_OVER(1) =
        "`{0}` không theo dõi văn bản nào; `pactwatch list` liệt kê tất cả",
        "no agreement has the officer `{0}`; `pactwatch list` shows all of them";
    WELCOME_WAITS(1) =
        "thư chào người nhận việc chờ lần rà soát sau: {0}",
        "the letter of welcome waits for the next scan: {0}";
    STILL_IN_ROLES(2) =
        "`{0}` còn trong [roles] {1} của config.toml; đề nghị sửa ở đó",
        "`{0}` still stands in [roles] {1} of config.toml; change that there";
    NOT_ONE(1) =
        "văn bản sửa có {0} thỏa thuận, bên hoặc lần cập nhật; giữ lại một [[agreement]] ban đầu",
        "the text holds {0} agreements, parties or acts; leave the one [[agreement]] that was there";
    SHEET_CORRECTIONS(1) =
        "{0}: mỗi dòng thay đổi được ghi là một lần sửa thông tin. Bỏ một dòng thì thông tin ấy thành chưa rõ.",
        "{0}: every line that changes is recorded as a correction. A line taken out makes the fact unknown.";
    SHEET_ACTS(1) =
        "Việc đã xảy ra không phải là sửa thông tin: ghi bằng `pactwatch record {0} …`.",
        "What happened to the agreement is no correction: record it with `pactwatch record {0} …`.";
    SHEET_UNKNOWN(0) =
        "chưa rõ:",
        "not known:";
    CHANGED_MEANWHILE(1) =
        "người khác vừa sửa `{0}`; bắt đầu lại từ thông tin hiện nay",
        "`{0}` was changed by somebody else in the meantime; begin again with the facts as they are now";
}
