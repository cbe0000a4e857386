//! The table of the values that acts take.

use super::{ActKeyEntry, ValueForm};

const fn key(
    key: ActKey,
    names: [&'static str; 2],
    form: ValueForm,
    vietnamese: &'static str,
    help: &'static str,
) -> ActKeyEntry {
    ActKeyEntry { key, name: names[0], option: names[1], vietnamese, help, form }
}

/// Makes the keys and their table of the same rows.
macro_rules! keys {
    ($($key:ident($($of:expr),* $(,)?)),* $(,)?) => {
        /// The name of a value that acts take.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        // `ACT_KEYS` names each
        pub enum ActKey {
            $($key),*
        }

        /// Every value that acts take, in the order of a list's columns.
        pub const ACT_KEYS: &[ActKeyEntry] = &[$(key(ActKey::$key, $($of),*)),*];
    };
}

keys![
    On(["on", "on"], ValueForm::Day, "Ngày", "the day it happened [default: today]"),
    Number(["number", "number"], ValueForm::Line, "Số văn bản", "the paper's number"),
    Note(["note", "note"], ValueForm::Prose, "Ghi chú", "anything worth saying"),
    DecidedBy(["decided_by", "decided-by"], ValueForm::Line, "Người quyết định", "who decided, \"Chủ tịch UBND tỉnh\""),
    InForceOn(["in_force_on", "in-force-on"], ValueForm::Day, "Ngày có hiệu lực", "the first day in force"),
    ReceivedOn(["received_on", "received"], ValueForm::Day, "Ngày nhận", "the day the other side received it"),
    Until(
        ["until", "until"],
        ValueForm::Day,
        "Đến ngày",
        "the new last day; with snooze the first day on which letters may go again"
    ),
    For(["for", "for"], ValueForm::Span, "Thêm thời hạn", "how much longer, `5y`"),
    TheirNumber(
        ["their_number", "their-number"],
        ValueForm::Line,
        "Số văn bản của đối tác",
        "the number of the partner's letter"
    ),
    FromOn(
        ["from_on", "from"],
        ValueForm::Day,
        "Từ ngày",
        "the first day of the new facts or of the new name; with commit what `--every` counts from"
    ),
    Set(["set", "set"], ValueForm::Fields, "Nội dung sửa đổi", "`field=value`, again for each field"),
    What(["what", "what"], ValueForm::Notice, "Nội dung thông báo", "what the notice says, non-renewal or termination"),
    Side(
        ["side", "side"],
        ValueForm::Side,
        "Bên",
        "who did it, us or partner; with commit who promises, us, partner or both"
    ),
    EndsOn(["ends_on", "ends-on"], ValueForm::Day, "Ngày cuối cùng có hiệu lực", "the last day in force"),
    With(["with", "with"], ValueForm::Reference, "Thay bằng", "the reference of the agreement that takes its place"),
    Review(["review", "review"], ValueForm::Day, "Kỳ sơ kết", "the review's own day"),
    Nth(["nth", "nth"], ValueForm::Number, "Kỳ thứ", "the review's number [default: the nearest one]"),
    To(["to", "to"], ValueForm::Day, "Lùi đến ngày", "the day it moves to"),
    Why(["why", "why"], ValueForm::Line, "Lý do", "why"),
    Milestone(["milestone", "milestone"], ValueForm::Milestone, "Mốc", "which milestone, `expiry@2022-12-22`"),
    Choice(["choice", "choice"], ValueForm::Choice, "Quyết định", "renew, renegotiate, lapse or terminate"),
    Step(["step", "step"], ValueForm::Step, "Bước thực hiện", "the step by its name, which `show` prints"),
    DoneOn(["done_on", "done-on"], ValueForm::Day, "Xong ngày", "the day it was done [default: the day of the act]"),
    NotNeeded(["not_needed", "not-needed"], ValueForm::Line, "Không cần, vì", "why it is not needed"),
    Text(["text", "text"], ValueForm::Prose, "Tiến độ", "what has been done so far"),
    Name(["name", "name"], ValueForm::Line, "Tên gọi mới", "the new name; with commit a short name of the commitment"),
    NameEn(["name_en", "name-en"], ValueForm::Line, "Tên tiếng Anh", "the name in English, where it differs"),
    Successor(["successor", "successor"], ValueForm::Party, "Bên kế thừa", "who stands in its place, by id or name"),
    Basis(["basis", "basis"], ValueForm::Line, "Căn cứ", "the decision or the clause that says so"),
    Alias(["alias", "alias"], ValueForm::Line, "Cách viết khác", "the other spelling"),
    Confirms(
        ["confirms", "confirms"],
        ValueForm::ActNumber,
        "Lần cập nhật được xác nhận",
        "the number of the act that is right"
    ),
    Act(["act", "act"], ValueForm::ActNumber, "Số thứ tự lần cập nhật", "the number of the act to take back"),
    Title(["title", "title"], ValueForm::Line, "Nội dung", "what is promised"),
    Who(["who", "who"], ValueForm::Line, "Người thực hiện", "who carries it out, a contact or an agency"),
    Target(["target", "target"], ValueForm::Line, "Chỉ tiêu", "how much of it, \"5 du học sinh\""),
    Every(
        ["every", "every"],
        ValueForm::Span,
        "Định kỳ",
        "again and again, `2y`, from `--from` or the first day in force"
    ),
    Said(
        ["said", "said"],
        ValueForm::Fields,
        "Tiến độ từng cam kết",
        "what was said of a commitment, `students=3 sinh viên đã tốt nghiệp`, again for each"
    ),
    Yearly(["yearly", "yearly"], ValueForm::DayOfYear, "Hằng năm vào ngày", "every year on that day, `11-15` or 15/11"),
    Contact(["contact", "contact"], ValueForm::Line, "Người trong danh bạ", "the contact, by id"),
    Away(
        ["away", "away"],
        ValueForm::Line,
        "Vắng mặt",
        "days away, `1/12/2026..20/12/2026`; `-` gives config.toml back"
    ),
    Substitute(["substitute", "substitute"], ValueForm::Line, "Người thay", "who hears instead while away"),
    Language(
        ["language", "letters-in"],
        ValueForm::Line,
        "Ngôn ngữ thư",
        "the language of letters, `vi` or `en`; `-` gives config.toml back"
    ),
    Rhythm(
        ["digest", "digest"],
        ValueForm::Line,
        "Nhịp thư tổng hợp",
        "the rhythm of the digest, `weekly`, `monthly` or `none`; `-` gives config.toml back"
    ),
];
