//! What a command says on the terminal beside a use case's own answer: labels, counts, questions, where to look.

use crate::message::sentence::sentences;

// ---- labels and counts ---------------------------------------------------------------------------------------------

sentences! {
    NOBODY(1) =
        "không gửi ai: {0}",
        "nobody: {0}";
    NO_ADDRESS(0) =
        "chưa có địa chỉ",
        "no address";
    NO_COUNTRY(0) =
        "không dùng lịch của nước nào",
        "no country's";
    CONFIG(0) =
        "cấu hình",
        "config";
    DATABASE(0) =
        "dữ liệu",
        "database";
    CALENDAR(0) =
        "lịch nghỉ",
        "calendar";
    NEXT_SCANS(0) =
        "rà soát",
        "next scans";
    DIGESTS(0) =
        "tổng hợp",
        "digests";
    DOCUMENTS(0) =
        "tài liệu",
        "documents";
    MAIL(0) =
        "thư",
        "mail";
    DOCUMENTS_SOUND(1) =
        "{0} tệp đúng như đã ghi",
        "{0} as they were written down";
    WARNING(1) =
        "lưu ý: {0}",
        "warning: {0}";
    WARNING_LABEL(0) =
        "lưu ý",
        "warning";
    WARNING_PREFIX(0) =
        "lưu ý: ",
        "warning: ";
    PROBLEMS(2) =
        "{0} lỗi, {1} lưu ý",
        "{0}, {1}";
    LAST_SCAN(0) =
        "rà soát",
        "last scan";
    NEXT_SCAN(0) =
        "lần tới",
        "next scan";
    AGREEMENTS(0) =
        "văn bản",
        "agreements";
    WAITING(0) =
        "thư chờ",
        "waiting";
    SENT(0) =
        "đã gửi",
        "sent";
    DEAD(0) =
        "không gửi",
        "dead";
    DROPPED(0) =
        "đã bỏ",
        "dropped";
    HEARTBEAT(0) =
        "dịch vụ",
        "heartbeat";
    CHAIN(0) =
        "mã chuỗi",
        "chain";
    NEVER(0) =
        "chưa có",
        "never";
    OLDEST_SINCE(2) =
        "{0}, lâu nhất từ {1}",
        "{0}, the oldest since {1}";
    SECONDS_AGO(1) =
        "{0} giây trước",
        "{0} seconds ago";
    NO_LETTER_LEAVES(0) =
        "không gửi được thư nào",
        "no letter leaves";
    NO_ALARM(0) =
        "bình thường",
        "no alarm";
    ANNOUNCED(2) =
        "đã công bố đến hết ngày {0}, việc nhắc đã tính đến ngày {1}",
        "announced through {0}, reminders are planned through {1}";
    OWN_DAYS_ONLY(0) =
        "chỉ cuối tuần và các ngày của cơ quan",
        "weekends and the office's own days only";
    MORE(1) =
        "và {0} lỗi nữa",
        "and {0} more";
}

// ---- tick ----------------------------------------------------------------------------------------------------------

sentences! {
    TICKED(5) =
        "đã rà soát {0} văn bản, soạn {1} lượt nhắc, gửi {2} thư, hẹn lại {3}, không gửi được {4}",
        "looked at {0}, queued {1}, sent {2}, deferred {3}, dead {4}";
    DELIVERED_ELSEWHERE(0) =
        "chương trình khác đang giữ quyền gửi thư và sẽ gửi những thư này",
        "another pactwatch holds the delivery lock and delivers what was queued";
    BRAKED(1) =
        "có {0} lượt nhắc cùng đến hạn, quá mức `[post] brake`; chưa soạn thư nào. Xem bằng `pactwatch agenda`, rồi gửi bằng `pactwatch tick --release`",
        "{0} reminders are due at once, more than `[post] brake` allows; nothing of it was queued. Look with `pactwatch agenda`, then send them with `pactwatch tick --release`";
    LETTERS_WAIT(2) =
        "{0}; thư đang chờ và sẽ gửi {1}",
        "{0}; the letters wait and go out {1}";
    LATER_TICK(0) =
        "ở lần chạy sau",
        "with a later tick";
    FROM_THEN(1) =
        "từ {0}, hoặc bằng `pactwatch tick --now`",
        "from {0} on, or with `pactwatch tick --now`";
}

// ---- outbox, proof, audit ------------------------------------------------------------------------------------------

sentences! {
    NOT_WRITTEN_YET(1) =
        "({0} lượt nhắc, chưa soạn thư)",
        "({0} reminders, not written yet)";
    LETTER(0) =
        "thư số",
        "letter";
    STATE(0) =
        "tình trạng",
        "state";
    WHY(0) =
        "lý do",
        "why";
    TO(0) =
        "gửi đến",
        "to";
    SUBJECT(0) =
        "tiêu đề",
        "subject";
    ATTACHED(0) =
        "kèm theo",
        "attached";
    MESSAGE_ID(0) =
        "Message-ID",
        "message id";
    PROOF_MESSAGE_ID(0) =
        "Message-ID",
        "Message-ID";
    NOT_BEFORE(0) =
        "không trước",
        "not before";
    SETTLED(0) =
        "kết thúc",
        "settled";
    REMINDER(0) =
        "lượt nhắc",
        "reminder";
    RECEIPT(0) =
        "nhật ký",
        "receipt";
    PROOF_LETTER(4) =
        "thư số {0} gửi {1} <{2}>, {3}",
        "letter {0} to {1} <{2}>, {3}";
    NO_ADDRESS_YET(0) =
        "chưa có địa chỉ",
        "no address yet";
    PROOF_SAYS(1) =
        "  nhắc {0}",
        "  says {0}";
    PROOF_AFTER(5) =
        "  sau đó, ngày {0} {1} ghi: {2}, ngày {3} (lần cập nhật số {4})",
        "  then, recorded on {0} by {1}: {2} on {3} (act {4})";
    PROOF_SUM(2) =
        "{0}: {1} thư. Máy chủ thư đã nhận không có nghĩa là người nhận đã đọc; việc đã đọc thì không chứng minh được.",
        "{0}: {1}. What a mail server took is not what anybody read; nobody can prove that.";
    AUDIT_ACTS(2) =
        "lần cập nhật     {0}  mã chuỗi {1}",
        "acts      {0}  head {1}";
    AUDIT_RECEIPTS(2) =
        "nhật ký gửi thư  {0}  mã chuỗi {1}",
        "receipts  {0}  head {1}";
    AUDIT_OUTAGES(1) =
        "gián đoạn        {0}",
        "outages   {0}";
    NOW(0) =
        "nay",
        "now";
    PROOF_OUTAGE(4) =
        "không gửi được thư nào từ {0} đến {1}, đã thử {2} lần: {3}",
        "no letter could leave from {0} to {1}, tried {2} times: {3}";
    AUDIT_AGREEMENTS(1) =
        "thỏa thuận khớp với các lần cập nhật: {0}",
        "agreements that are known as their acts lead to: {0}";
    AUDIT_PARTIES(1) =
        "các bên khớp với các lần cập nhật: {0}",
        "parties that are known as their acts lead to: {0}";
    AUDIT_LETTERS(1) =
        "thư khớp với nhật ký gửi thư: {0}",
        "letters that their receipts bear out: {0}";
    AUDIT_SOUND(0) =
        "không có gì bị sửa; đối chiếu mã chuỗi với chân bản tổng hợp mới nhất",
        "nothing was altered; compare the head with the foot of the newest digest";
}

// ---- handover, edit, init, digest, record --------------------------------------------------------------------------

sentences! {
    HANDOVER_SUM(3) =
        "{0} văn bản; lượt nhắc: thêm {1}, bớt {2}",
        "{0}; reminders: {1} appear, {2} go";
    HAND_ALL(2) =
        "Bàn giao tất cả từ {0} cho {1}?",
        "Hand all of them from {0} to {1}?";
    HANDED_NOTHING(0) =
        "chưa bàn giao gì; thêm --yes để bàn giao",
        "nothing was handed over; say --yes to do it";
    HANDED(3) =
        "đã bàn giao {0} văn bản từ {1} cho {2}",
        "handed {0} from {1} to {2}";
    LEFT_AS_IT_WAS(0) =
        "nội dung không thay đổi; chưa ghi gì",
        "the text was left as it was; nothing was recorded";
    TEXT_KEPT(2) =
        "{0}\nchưa ghi gì; nội dung đã sửa giữ ở {1}",
        "{0}\nnothing was recorded; your text is kept in {1}";
    SAVE_CORRECTIONS(0) =
        "Lưu các sửa đổi này?",
        "Save these corrections?";
    NOT_SAVED(0) =
        "chưa lưu; thêm --yes nếu không có ai để hỏi",
        "not saved; say --yes where nobody can be asked";
    CORRECTIONS_RECORDED(2) =
        "{0}: đã ghi {1} sửa đổi",
        "{0}: {1} recorded";
    TEXT_IS_GONE(2) =
        "{0}: không đọc lại được nội dung đã sửa ({1}); chưa ghi gì. Trình soạn thảo phải lưu vào đúng tệp này; chạy lại, hoặc nêu trình khác ở $EDITOR",
        "{0}: the edited text cannot be read back ({1}); nothing was recorded. The editor has to save into this very file; try again, or name another editor in $EDITOR";
    TEXT_IS_NOT_UTF8(2) =
        "{0}: nội dung không phải UTF-8 (dòng {1}); chưa ghi gì, tệp được giữ lại. Lưu tệp theo mã UTF-8 trong trình soạn thảo rồi sửa lại",
        "{0}: the text is no UTF-8 (line {1}); nothing was recorded, and the file is kept. Have the editor save it as UTF-8, and edit again";
    NO_NAME_FREE(1) =
        "{0}: không còn tên trống cho nội dung; dọn bớt thư mục này",
        "{0}: no name is free for the text; tidy it up";
    EDITOR_NOT_STARTED(2) =
        "không mở được trình soạn thảo `{0}` ({1}); nêu trình khác ở $EDITOR",
        "the editor `{0}` cannot be started ({1}); name another in $EDITOR";
    EDITOR_GAVE_UP(2) =
        "trình soạn thảo `{0}` dừng ({1}); chưa ghi gì, nội dung không giữ lại",
        "the editor `{0}` gave up ({1}); nothing was recorded, and the text is not kept";
    MADE(1) =
        "đã tạo {0}",
        "made {0}";
    NEXT_STEPS(0) =
        "\nTiếp theo: ghi người nhận vào tệp thứ nhất, rồi chạy `pactwatch check`, rồi `pactwatch import TỆP`.\nThư được ghi thành tệp cho đến khi `[post] transport` là smtp.\nĐây không phải chương trình cho bí mật nhà nước: không đưa văn bản, tên hay số hiệu có độ mật vào.",
        "\nNext: write your contacts into the first, then `pactwatch check`, then `pactwatch import FILE`.\nLetters are written as files until `[post] transport` says smtp.\nThis is not a program for state secrets: keep no classified document, title or number in it.";
    NO_DIGEST(0) =
        "không ai nhận bản tổng hợp: chưa có người phụ trách văn bản, lãnh đạo phòng hay lãnh đạo cơ quan",
        "nobody gets a digest: no contact looks after an agreement, heads or directs";
    DIGEST_HEAD(2) =
        "Gửi: {0}\nTiêu đề: {1}\n",
        "To: {0}\nSubject: {1}\n";
    BOUNCED(2) =
        "thư gửi {0} được coi là không đến: {1}; đổi `email` trong config.toml, hoặc thêm --works khi địa chỉ dùng lại được",
        "mail to {0} counts as undeliverable: {1}; change `email` in config.toml, or add --works once the address is good again";
    BOUNCED_NOBODY(1) =
        "đã ghi {0} là địa chỉ không nhận được thư; config.toml chưa có người nhận nào dùng địa chỉ này",
        "{0} counts as undeliverable; no contact of config.toml has this address";
    THAT_FITS(1) =
        "phù hợp: {0} văn bản",
        "that fits: {0}";
    TAKE_BACK_ANYWAY(0) =
        "Vẫn hủy?",
        "Take it back all the same?";
    RECORD_ALL(1) =
        "Ghi `{0}` cho tất cả?",
        "Record `{0}` on all of them?";
    RECORDED_NOTHING(0) =
        "chưa ghi gì; thêm --yes để ghi cho tất cả",
        "nothing was recorded; say --yes to record it on all of them";
    RECORDED(4) =
        "{0}: {1} ngày {2}, đã ghi ở lần cập nhật số {3}",
        "{0}: {1} on {2}, recorded as act {3}";
    NOT_RECORDED(3) =
        "{0}: {1} ngày {2}, chưa ghi",
        "{0}: {1} on {2}, nothing recorded";
    OF_PARTY(1) =
        "bên {0}",
        "party {0}";
    PAGES_UNWRITABLE(1) =
        "{0}: không ghi được các trang hướng dẫn; nêu thư mục được phép ghi",
        "{0}: the manual pages cannot be written; name a folder you may write to";
    LOG_UNWRITABLE(1) =
        "{0}: không ghi được nhật ký ở đó; nêu tệp khác",
        "{0}: the log cannot be written there; name another file";
}

// ---- demo ----------------------------------------------------------------------------------------------------------

sentences! {
    DEMO_YEARS(2) =
        "1. Năm năm trong vài giây\n\nThỏa thuận giữa Đắk Lắk và Jeollabuk-do ký ngày 22/12/2017, thời hạn năm năm, hai năm sơ kết một lần.\nNếu khi ấy đã có trong sổ và không ai cập nhật gì thì từ {0} đến {1} các thư sau sẽ được gửi:\n",
        "1. Five years in seconds\n\nThe agreement of Đắk Lắk with Jeollabuk-do was signed on 22/12/2017 for five years, with a joint\nreview every two. Had it been in the register, and had nobody recorded anything, these letters\nwould have gone out between {0} and {1}:\n";
    DEMO_SILENCE(0) =
        "\nGhi kết quả thì thôi nhắc; người phụ trách không ghi thì thư gửi rộng hơn.\n",
        "\nA recorded decision stops a ladder; an officer's silence widens the circle.\n";
    DEMO_REGISTER(1) =
        "2. Một sổ theo dõi, hôm nay ({0})\n",
        "2. A register of its own, today ({0})\n";
    DEMO_SCANNED(2) =
        "\nLần rà soát hôm nay soạn {0} lượt nhắc, thành {1} thư.\nNhững mốc đã qua trước khi nhập được gộp thành một danh mục cần xác minh cho mỗi người phụ trách.\n",
        "\nToday's scan queued {0} reminders, which became {1} letters.\nWhat had passed before the import became one list to verify for each officer, not a pile.\n";
    DEMO_YEAR(0) =
        "3. Năm tới\n",
        "3. The year ahead\n";
    DEMO_LOOK(0) =
        "\n4. Xem ở đâu\n",
        "\n4. Where to look\n";
    SET_TMPDIR(2) =
        "{0}: {1}; đặt TMPDIR là thư mục được phép ghi",
        "{0}: {1}; set TMPDIR to a folder that can be written";
    DEMO_LACKS(1) =
        "sổ mẫu thiếu {0}",
        "the shipped register lacks {0}";
    DEMO_PAGE(0) =
        "Mở địa chỉ trên trong trình duyệt của máy này. Thư nhắc, có liên kết cập nhật, mở bằng chương trình thư:",
        "Open the address above in a browser on this machine. Letters, with links to record by, for a mail program:";
    DEMO_PAGE_END(1) =
        "Chưa gửi gì; bấm Ctrl+C để dừng, xem xong thì xóa {0}.",
        "Nothing was sent; Ctrl+C ends it; delete {0} when done.";
    DEMO_END(1) =
        "\nMở một thư bằng chương trình thư. Chưa gửi gì; xem xong thì xóa {0}.",
        "\nOpen a letter in a mail program. Nothing was sent; delete {0} when done.";
}

// ---- who records -----------------------------------------------------------------------------------------------------

sentences! {
    NO_CONTACT_RECORDS(2) =
        "ghi với người ghi là `{0}`, không phải người nhận trong sổ; nếu là người trong sổ, nêu --by một trong {1}",
        "recorded as by `{0}`, who is no contact of config.toml; if it is one, name it with --by: {1}";
    NOBODY_RECORDS(1) =
        "ghi mà không rõ ai ghi; nêu --by một trong {0}, hoặc [cli] by trong config.toml",
        "recorded as by nobody named; name one with --by: {0}, or [cli] by in config.toml";
}
