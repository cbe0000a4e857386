//! The words of the office's workbook: sheets, heads, hints and the guide, Vietnamese first.
//!
//! Not here: which sheets there are and what they contain. The headers of facts are those that lists are read by.

use std::fmt::Display;
use std::path::Path;

use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::commitment::Commitment;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Milestone;
use crate::lifecycle::policy::Language;

use super::{Voice, say};

/// A workbook that cannot be written; a list goes as it is into the other formats.
pub(crate) fn unwritable(voice: Voice, sheet: &str, why: &impl Display) -> String {
    if sheet.is_empty() {
        return voice.pick(
            format!("không ghi được bảng tính: {why}; xuất ra tệp .csv hoặc .toml"),
            format!("the workbook cannot be written: {why}; export to .csv or .toml instead"),
        );
    }
    voice.pick(
        format!("không ghi được sheet {sheet}: {why}; xuất ra tệp .csv hoặc .toml"),
        format!("sheet {sheet}: {why}; export to .csv or .toml instead"),
    )
}

/// A workbook for which there is no room: its rows go through the folder for temporary files.
pub(crate) fn no_room(voice: Voice, temporary: &Path) -> String {
    let temporary = temporary.display();
    voice.pick(
        format!(
            "không ghi được bảng tính: đĩa đầy hoặc đã chạm giới hạn dung lượng; đề nghị dọn bớt chỗ nơi lưu tệp và trong \
             thư mục tạm {temporary}"
        ),
        format!(
            "the workbook cannot be written: the disk is full or a size limit is reached; make room where the file goes and \
             in the folder for temporary files, {temporary}"
        ),
    )
}

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The facts of agreements, with what follows from them.
    Agreements,
    /// What happened, one row each.
    Updates,
    /// What agreements, plans and strategies promise.
    Commitments,
    Parties,
    /// How to fill the others in.
    Guide,
    /// The choices that the others offer; hidden.
    Lists,
}

pub fn sheet(sheet: Sheet, language: Language) -> &'static str {
    let (vi, en) = match sheet {
        Sheet::Agreements => ("Thỏa thuận quốc tế", "Agreements"),
        Sheet::Updates => ("Cập nhật", "Updates"),
        Sheet::Commitments => ("Cam kết", "Commitments"),
        Sheet::Parties => ("Các bên", "Parties"),
        Sheet::Guide => ("Hướng dẫn ghi", "How to fill in"),
        Sheet::Lists => ("Danh mục dùng chung", "Shared lists"),
    };
    pick(language, vi, en)
}

/// A column that the program works out or needs, beside the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnColumn {
    /// The last day of the present period.
    LastDay,
    /// What the agreement is today.
    State,
    /// What is to be done next.
    NextStep,
    NextDay,
    /// Which agreement an update is about.
    Agreement,
    /// Which of its milestones.
    Milestone,
    Outcome,
    /// On which day.
    On,
    /// The day that the outcome names.
    Until,
    /// The paper's number.
    Number,
    DecidedBy,
    Note,
    /// What has no column of its own.
    Details,
    /// Who recorded it.
    Recorder,
    RowMark,
}

/// What is above it.
pub(crate) fn own_column(column: OwnColumn, language: Language) -> &'static str {
    let (vi, en) = match column {
        OwnColumn::LastDay => ("Ngày hết hiệu lực", "Ends on"),
        OwnColumn::State => ("Tình trạng", "Status"),
        OwnColumn::NextStep => ("Việc tiếp theo", "Next step"),
        OwnColumn::NextDay => ("Hạn việc tiếp theo", "Next step due"),
        OwnColumn::Agreement => ("Mã theo dõi", "Agreement"),
        OwnColumn::Milestone => ("Mốc", "Milestone"),
        OwnColumn::Outcome => ("Kết quả", "Outcome"),
        OwnColumn::On => ("Ngày", "On"),
        OwnColumn::Until => ("Đến ngày", "Until"),
        OwnColumn::Number => ("Số văn bản", "Number"),
        OwnColumn::DecidedBy => ("Người quyết định", "Decided by"),
        OwnColumn::Note => ("Ghi chú", "Note"),
        OwnColumn::Details => ("Chi tiết khác", "Details"),
        OwnColumn::Recorder => ("Bên hoặc người", "By"),
        OwnColumn::RowMark => ("Mã dòng", "Row mark"),
    };
    pick(language, vi, en)
}

/// What is said beside a cell of an update that is being filled in.
pub(crate) fn hint(column: OwnColumn, language: Language) -> Option<&'static str> {
    let (vi, en) = match column {
        OwnColumn::Agreement => ("Chọn văn bản trong danh sách.", "Choose the agreement from the list."),
        OwnColumn::Milestone => (
            "Chọn mốc của văn bản ở cột bên trái; để trống nếu việc thuộc cả văn bản.",
            "Choose a milestone of the agreement; leave it empty where the whole agreement is meant.",
        ),
        OwnColumn::Outcome => {
            ("Chọn việc đã diễn ra. Sheet “Hướng dẫn ghi” giải thích từng mục.", "Choose what happened.")
        }
        OwnColumn::On => ("Ngày diễn ra, ví dụ 15/03/2027.", "The day it happened, day before month."),
        OwnColumn::Until => (
            "Ngày mà kết quả nêu: gia hạn đến, lùi đến, nhắc lại vào …",
            "The day that the outcome names: extended until, postponed to …",
        ),
        OwnColumn::DecidedBy => ("Ví dụ: Chủ tịch UBND tỉnh.", "For example: the Chairman."),
        OwnColumn::Note => ("Nội dung, lý do, tiến độ.", "Content, reason, progress."),
        _ => return None,
    };
    Some(pick(language, vi, en))
}

/// A milestone as an update chooses it: "Sơ kết kỳ 5, 15/03/2027". Read back by `exchange/acts`.
pub(crate) fn milestone_label(milestone: &Milestone, short: Option<&str>, language: Language) -> String {
    let mut label = capital(say::kind(milestone.kind, language));
    if milestone.kind == MilestoneKind::Review {
        label = match language {
            Language::Vi => format!("{label} kỳ {}", milestone.nth),
            Language::En => format!("{label} no. {}", milestone.nth),
        };
    }
    if let Some(name) = &milestone.name {
        let short = short.map(|short| format!("{} ", in_label(short))).unwrap_or_default();
        label = format!("{label}: {short}[{name}]");
    }
    format!("{label}, {}", say::day_table(milestone.moved_from.unwrap_or(milestone.day)))
}

/// A commitment without a day of its own as an update chooses it: "Cam kết: Hỗ trợ du học sinh [students]".
pub(crate) fn commitment_label(commitment: &Commitment, language: Language) -> String {
    let kind = capital(say::kind(MilestoneKind::Commitment, language));
    format!("{kind}: {} [{}]", in_label(&commitment.title), commitment.name)
}

/// What is said beside a cell of a commitment that is being filled in.
pub(crate) fn commitment_hint(column: &str, language: Language) -> Option<&'static str> {
    let (vi, en) = match column {
        "agreement" => ("Chọn văn bản trong danh sách.", "Choose the agreement from the list."),
        "name" => (
            "Tên ngắn không dấu cách, ví dụ hoc-bong; để trống thì chương trình đặt tên.",
            "A short name without spaces, for example students; made of the title where it is empty.",
        ),
        "title" => ("Nội dung cam kết hoặc nhiệm vụ.", "What is promised."),
        "until" => (
            "Ngày cuối để hoàn thành; chỉ ghi một trong ba: hạn, định kỳ, hằng năm.",
            "The last day; fill in one of until, every and yearly.",
        ),
        "every" => (
            "Ví dụ 2 năm; tính từ ngày ở cột bên cạnh, hoặc từ ngày có hiệu lực.",
            "For example 2 years, from the day beside it or the first day in force.",
        ),
        "yearly" => ("Ngày và tháng, ví dụ 15/11.", "Day and month, for example 15/11."),
        "note" => (
            "Chỉ ghi khi sửa dòng này: vì sao bỏ cam kết hoặc lùi hạn quá 30 ngày.",
            "Only where this row is corrected: why the commitment goes or is put off by more than 30 days.",
        ),
        _ => return None,
    };
    Some(pick(language, vi, en))
}

/// A step towards an end as an update chooses it: "Bước [ministry] gửi hồ sơ, 22/12/2027", by the day of the end.
pub(crate) fn step_label(name: &str, title: &str, end: Day, language: Language) -> String {
    let step = pick(language, STEP[0], STEP[1]);
    format!("{step}{name}] {}, {}", in_label(title), say::day_table(end))
}

/// The longest text within a label.
const LABEL_TEXT: usize = 120;

/// A text as it stands within a label: without the brackets that the name of a milestone stands in, and where it is very long
/// up to the end of a phrase.
fn in_label(text: &str) -> String {
    let plain = |c: char| match c {
        '[' => '(',
        ']' => ')',
        c => c,
    };
    let text: String = text.chars().map(plain).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = text.char_indices().nth(LABEL_TEXT) else { return text };
    let begins = &text[..cut];
    let opened = |at: usize| begins[..at].matches('(').count() > begins[..at].matches(')').count();
    let ends = |border: &str| begins.rmatch_indices(border).map(|(at, _)| at).find(|at| !opened(*at));
    let phrase = [", ", "; ", " (", " – ", " và "].into_iter().filter_map(ends).max();
    let end = phrase.or_else(|| begins.rfind(' ')).unwrap_or(cut);
    format!("{}…", text[..end].trim_end())
}

/// The head of the column of reasons in a file of rows to fix, in Vietnamese.
pub(crate) const REASONS_HEAD: &str = "Lỗi";

/// How the label of a step begins, in both languages.
pub(crate) const STEP: [&str; 2] = ["Bước [", "Step ["];

/// What is to be done next, as a list prints it.
pub(crate) fn next_step(milestone: &Milestone, short: Option<&str>, language: Language) -> String {
    let kind = capital(say::kind(milestone.kind, language));
    match (milestone.kind, language) {
        (MilestoneKind::Review, Language::Vi) => format!("{kind} kỳ {}", milestone.nth),
        (MilestoneKind::Review, Language::En) => format!("{kind} no. {}", milestone.nth),
        _ => short.map_or(kind, capital),
    }
}

/// What is above each printed page.
pub(crate) fn page_head(office: &str, sheet_named: Sheet, today: Day, language: Language) -> String {
    let (name, day) = (sheet(sheet_named, language), say::day_table(today));
    match language {
        Language::Vi => format!("{office} – {name} (số liệu đến ngày {day})"),
        Language::En => format!("{office} – {name} (as of {day})"),
    }
}

/// The note below each printed page.
pub(crate) fn page_foot(language: Language) -> &'static str {
    pick(language, "Cột nền xám do chương trình tự tính", "Grey columns are worked out by the program")
}

/// The guide, a line each; the first is its title.
pub fn guide(registrar: Option<&str>, language: Language) -> Vec<String> {
    let whom = |otherwise: &str| registrar.map_or_else(|| otherwise.to_owned(), str::to_owned);
    match language {
        Language::Vi => vec![
            "Hướng dẫn ghi sổ theo dõi thỏa thuận quốc tế".to_owned(),
            "Sheet “Thỏa thuận quốc tế”: mỗi dòng là một văn bản. Sửa ô nào thì chỉ thông tin ở ô đó được sửa trong sổ; ô để trống giữ nguyên; ghi dấu “-” để xóa thông tin. Xóa cả dòng không xóa văn bản khỏi sổ.".to_owned(),
            "Cột nền xám (ngày hết hiệu lực, tình trạng, việc tiếp theo) do chương trình tự tính từ ngày ký, thời hạn và các lần cập nhật; sửa ở đây không có tác dụng.".to_owned(),
            "Sheet “Cập nhật”: mỗi việc đã diễn ra ghi một dòng mới ở dưới cùng. Chọn văn bản, mốc và kết quả trong danh sách; ghi ngày (ngày trước, tháng sau: 15/03/2027), số văn bản, người quyết định và ghi chú nếu có.".to_owned(),
            "Dòng chữ xám ở sheet “Cập nhật” đã có trong sổ; không cần xóa. Gửi lại cùng một tệp hai lần không ghi trùng.".to_owned(),
            "Không sửa, không xóa cột “Mã dòng”: nhờ cột này mà một bản sao cũ không làm mất thông tin mới hơn trong sổ. Sắp xếp, lọc, tô màu, chép sang tệp khác đều được, miễn là giữ dòng tiêu đề và cột này.".to_owned(),
            format!("Ghi xong, gửi tệp cho người phụ trách sổ ({}). Chỗ nào chưa rõ, chương trình nêu đúng ô và cách ghi lại; không có gì được đoán hoặc bỏ qua mà không báo.", whom("theo phân công của cơ quan")),
            "Không ghi bí mật nhà nước vào tệp này.".to_owned(),
        ],
        Language::En => vec![
            "How to fill in the register's workbook".to_owned(),
            "Sheet “Agreements”: a row is an agreement. Changing a cell corrects that fact alone; an empty cell leaves it; “-” clears it. Deleting a row deletes nothing.".to_owned(),
            "Grey columns (last day, status, next step) are worked out by the program; typing there changes nothing.".to_owned(),
            "Sheet “Updates”: write a new row at the end for each thing that happened. Choose agreement, milestone and outcome from the lists; write the day (day before month: 15/03/2027), number, who decided and a note.".to_owned(),
            "Grey rows of “Updates” stand in the register already. Sending the same file twice records nothing twice.".to_owned(),
            "Keep the column “Row mark”: it keeps an old copy from undoing what is newer. Sort, filter, colour and copy as you like, with the head and this column.".to_owned(),
            format!("Send the file to whoever keeps the register ({}). What is unclear is told with its cell and how to write it; nothing is guessed or dropped in silence.", whom("as your office says")),
            "No state secrets in this file.".to_owned(),
        ],
    }
}

/// The head of the guide's table of outcomes.
pub(crate) fn guide_head(language: Language) -> [&'static str; 2] {
    match language {
        Language::Vi => ["Kết quả", "Dùng cho mốc; các cột cần ghi"],
        Language::En => ["Outcome", "For the milestones; columns to fill in"],
    }
}

/// What the guide says of an outcome that belongs to the agreement as a whole.
pub(crate) fn whole_agreement(language: Language) -> &'static str {
    pick(language, "cả văn bản", "the whole agreement")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n4_a_label_is_cut_at_the_end_of_a_phrase() {
        let whole = "quyết định chủ trương (gia hạn, ký mới hoặc chấm dứt) và đề nghị cơ quan có thẩm quyền";
        assert_eq!(in_label(whole), whole);
        assert_eq!(in_label("gửi  hồ sơ [lần 1],\nđến Bộ"), "gửi hồ sơ (lần 1), đến Bộ");
        let long = format!("{whole}, gửi hồ sơ đến Bộ Ngoại giao (trả lời trong 15 ngày làm việc, theo quy định)");
        // The bracket is still open at the 120th letter: the phrase before it ends the label.
        assert_eq!(in_label(&long), format!("{whole}, gửi hồ sơ đến Bộ Ngoại giao…"));
        let words = "từ ".repeat(60);
        assert_eq!(in_label(&words), format!("{}…", ["từ"; 40].join(" ")));
    }
}
