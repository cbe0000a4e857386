//! What a row of acts says that cannot be taken, and what the import did with it.

mod unread;

use super::{Wording, pair, said};
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::Restricted;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::Sentence;
use crate::message::Voice;
use crate::message::say::{act as word_of, day_for, mark, took_back, weekday};
pub(crate) use unread::{ActRow, unread};

pub(crate) fn act_without_day() -> Wording {
    pair(("lần cập nhật chưa có ngày", "ghi ngày xảy ra"), ("an act without its day", "add `on`, the day it happened"))
}

/// A row of an act without its agreement.
pub(crate) fn agreement_missing() -> Wording {
    pair(
        ("chưa ghi thỏa thuận nào", "ghi mã theo dõi của thỏa thuận"),
        ("`agreement` is missing", "add the agreement's reference"),
    )
}

/// A row of an act without its word.
pub(crate) fn act_missing() -> Wording {
    pair(
        ("chưa ghi việc gì đã xảy ra", "chọn một việc, ví dụ Đã sơ kết"),
        ("`act` is missing", "write what was done, for example hold-review"),
    )
}

/// What differs between an act of the list and one that the register has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActPaper {
    Number,
    Note,
}

/// A row that names an agreement by its title.
pub(crate) fn meant_by_its_title(title: &str) -> Sentence {
    Sentence::new(
        format!("hiểu là văn bản “{title}” trong tệp này"),
        format!("taken for the agreement `{title}` of this file"),
    )
}

/// What takes an agreement's place, named by its title or short name.
pub(crate) fn successor_meant_by_its_title(title: &str, reference: &str) -> Sentence {
    Sentence::new(
        format!("“{title}” được hiểu là văn bản {reference}"),
        format!("`{title}` is taken for the agreement {reference}"),
    )
}

/// A row that names an agreement by a title that several of the file bear.
pub(crate) fn title_of_several(title: &str, references: &[&str]) -> Wording {
    let named = references.join(", ");
    pair(
        (
            format!("tệp này có nhiều văn bản tên “{title}”: {named}"),
            "ghi một trong các mã ấy vào cột Mã theo dõi của văn bản và của dòng này".to_owned(),
        ),
        (
            format!("several agreements of this file are called `{title}`: {named}"),
            "give each a reference of its own, in its row and in this one".to_owned(),
        ),
    )
}

/// An act that the register has, but for its paper.
pub(crate) fn recorded_with_another_paper(seq: i64, paper: ActPaper) -> Wording {
    let (vi, en) = match paper {
        ActPaper::Number => ("số văn bản khác", "number"),
        ActPaper::Note => ("ghi chú khác", "note"),
    };
    pair(
        (format!("lần cập nhật số {seq} đã ghi đúng việc này, với {vi}"), "bỏ dòng này, hoặc hủy lần ấy trước nếu sai"),
        (
            format!("act {seq} says just this already, with another {en}"),
            "take the row out, or take that act back first if it was wrong",
        ),
    )
}

/// A row of our own workbook that stands for a recorded act and says something else; nothing is said of an act that is restricted
/// or another agreement's.
pub(crate) fn recorded_act_was_edited(seq: i64, act: Option<&Act>) -> Wording {
    let told = act.and_then(|act| Some((act.body.act_word()?.entry(), act.on)));
    let (vi, en) = match told {
        Some((entry, on)) => (
            format!(" ({}, ngày {})", entry.vietnamese.to_lowercase(), day_for(Voice::terminal(Language::Vi), on)),
            format!(" (`{}` of {on})", entry.word),
        ),
        None => Default::default(),
    };
    pair(
        (
            format!("dòng này là lần cập nhật số {seq}{vi} đã ghi vào sổ; việc đã ghi không sửa trong bảng tính"),
            format!(
                "để dòng như đã xuất; nếu ghi sai, hủy lần {seq} (trên trang của thỏa thuận, hoặc lệnh record … void {seq}) rồi ghi một dòng mới; nếu đây là một việc khác, xóa ô Mã dòng"
            ),
        ),
        (
            format!("this row is act {seq}{en}, recorded already; a recorded act is not edited in the workbook"),
            format!(
                "leave the row as it was exported; if it was wrong, take act {seq} back (on the agreement's page, or `record … void {seq}`) and write a new row; if this is something else, empty its cell Mã dòng"
            ),
        ),
    )
}

/// An act of our own workbook whose paper the row says otherwise.
pub(crate) fn recorded_anew(seq: i64, paper: ActPaper) -> Sentence {
    let (vi, en) = match paper {
        ActPaper::Number => ("số văn bản mới", "number"),
        ActPaper::Note => ("ghi chú mới", "note"),
    };
    Sentence::new(
        format!("hủy lần cập nhật số {seq} và ghi lại với {vi}"),
        format!("act {seq} is taken back and recorded anew, with another {en}"),
    )
}

/// A correction that takes a day away, or puts it off, and says not why.
pub(crate) fn why_needed(what: &str, day: Day, of: WhyOf) -> Wording {
    let shown = crate::message::say::day_table(day);
    let mark = mark(what, None, None, Voice::terminal(Language::Vi));
    pair(
        (
            format!("sửa như vậy thì bỏ mốc {mark} ngày {shown}, hoặc lùi mốc quá 30 ngày"),
            match of {
                WhyOf::Agreement => "ghi lý do vào cột Ghi chú của dòng",
                WhyOf::Commitment => {
                    "ghi lý do vào cột Lý do sửa của dòng; tệp chưa có cột ấy thì thêm một cột với tên đó"
                }
            },
        ),
        (
            format!("it takes away `{what}` of {day}, or puts it off by more than 30 days"),
            match of {
                WhyOf::Agreement => "say why in the row's note",
                WhyOf::Commitment => "say why in the row's column Note; add a column of that name where there is none",
            },
        ),
    )
}

/// A side beside an outcome that says none, or the other one.
pub(crate) fn side_against_the_outcome(side: &str, outcome: &str) -> Wording {
    pair(
        (
            format!("“{side}” không khớp với “{outcome}”"),
            "để trống ô này, hoặc chọn lại ở cột Kết quả đúng bên đã làm; người cập nhật thì ghi tên người".to_owned(),
        ),
        (
            format!("`{side}` does not go with `{outcome}`"),
            "leave the cell empty, or choose the outcome of the side that is meant".to_owned(),
        ),
    )
}

/// Somebody who is no contact, named in a row as who recorded it.
pub(crate) fn recorded_by_no_contact(name: &str) -> Sentence {
    Sentence::new(
        format!("người cập nhật ghi là “{name}”, không có trong danh sách người phụ trách"),
        format!("recorded as by `{name}`, who is no contact"),
    )
}

/// A review that is put off to a day before it which has passed.
pub(crate) fn put_off_to_an_earlier_day(review: Day, to: Day) -> Wording {
    let shown = |day: Day| day_for(Voice::terminal(Language::Vi), day);
    pair(
        (
            format!("ngày lùi đến {} đã qua và trước ngày sơ kết {}", shown(to), shown(review)),
            "kiểm tra ngày; nếu đã họp ngày ấy, chọn Đã sơ kết; nếu đúng là chuyển kỳ lên sớm, ghi trên trang của văn bản"
                .to_owned(),
        ),
        (
            format!("{to} has passed and lies before the review of {review}"),
            "check the day; if it was held then, record that; if the review was brought forward, record it on the agreement's page"
                .to_owned(),
        ),
    )
}

/// A new text that says not when the old one ends.
pub(crate) fn superseded_without_end() -> Wording {
    pair(
        (
            "chưa ghi văn bản cũ có hiệu lực đến hết ngày nào".to_owned(),
            "ghi ngày ấy vào cột Đến ngày: ngày trước ngày văn bản mới có hiệu lực",
        ),
        (
            "it does not say through which day the old text is in force".to_owned(),
            "write that day into the column Until: the day before the new text takes effect",
        ),
    )
}

/// Where a row says why it corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhyOf {
    /// In the note of the agreement.
    Agreement,
    /// In a column of its own.
    Commitment,
}

/// A pause of letters that is over already; its day in ISO form.
pub(crate) fn rest_is_over(until: &str) -> Sentence {
    Sentence::new(
        format!("tạm ngừng nhắc đến ngày {until}, ngày ấy đã qua; không ghi"),
        format!("letters were to rest until {until}, which has passed; not recorded"),
    )
}

/// An act that was recorded and taken back.
pub fn taken_back(vietnamese: &str, word: &str, seq: i64) -> Sentence {
    Sentence::new(
        format!("“{vietnamese}” đã ghi ở lần cập nhật số {seq} rồi bị hủy; không ghi lại"),
        format!("this `{word}` was recorded as act {seq} and taken back; it was not recorded again"),
    )
}

/// An end that was recorded and taken back.
pub(crate) fn end_taken_back(seq: i64) -> Sentence {
    Sentence::new(
        format!("việc kết thúc đã ghi ở lần cập nhật số {seq} rồi bị hủy; không ghi lại"),
        format!("its end was recorded as act {seq} and taken back; it was not recorded again"),
    )
}

/// `22/12/2027 (thứ Tư)`, `2027-12-22 (Wednesday)`.
fn named_day(day: Day, language: Language) -> String {
    format!("{} ({})", day_for(Voice::terminal(language), day), weekday(day, language))
}

/// A review that an act closed.
pub(crate) fn review_closed(review: Day) -> Sentence {
    let [vi, en] = [Language::Vi, Language::En].map(|language| named_day(review, language));
    Sentence::new(format!("kỳ sơ kết {vi} đã có kết quả"), format!("the review of {en} is closed"))
}

/// Reviews that are still open after an act; the first of them, and how many more.
pub(crate) fn reviews_open(reviews: &[Day], more: usize) -> Sentence {
    let named = |language| reviews.iter().map(|day| named_day(*day, language)).collect::<Vec<_>>();
    let (vi_more, en_more) = match more {
        0 => (String::new(), String::new()),
        more => (format!(" và {more} kỳ nữa"), format!(" and {more} more")),
    };
    Sentence::new(
        format!("còn chưa có kết quả: kỳ sơ kết {}{vi_more}", named(Language::Vi).join(", kỳ sơ kết ")),
        format!("still open: the review of {}{en_more}", named(Language::En).join(", the review of ")),
    )
}

/// A review by its number alone, in a copy made when the reviews were counted otherwise.
pub(crate) fn counted_otherwise_since() -> Wording {
    pair(
        (
            "sau khi bản này được xuất, các kỳ sơ kết được đánh số lại",
            "ghi cả ngày của kỳ vào cột Mốc, hoặc xuất bản mới rồi chọn ở bản ấy",
        ),
        (
            "the reviews are counted otherwise since this copy was made",
            "write the day of the review into the column of milestones as well, or export anew and choose it there",
        ),
    )
}

/// A picked review that nobody was asked for yet on the day of the act, while one nearer to that day is open; each with its number.
pub(crate) fn nearer_review_is_open(on: Day, picked: (u32, Day), nearest: (u32, Day)) -> Wording {
    let shown = |day: Day| day_for(Voice::terminal(Language::Vi), day);
    let label = |(nth, day): (u32, Day), language| match language {
        Language::Vi => format!("Sơ kết kỳ {nth}, {}", crate::message::say::day_table(day)),
        Language::En => format!("Review {nth}, {}", crate::message::say::day_table(day)),
    };
    pair(
        (
            format!(
                "“{}” còn xa ngày {}, trong khi “{}” gần ngày ấy hơn và chưa có kết quả",
                label(picked, Language::Vi),
                shown(on),
                label(nearest, Language::Vi)
            ),
            "chọn đúng kỳ ở cột Mốc; nếu đúng là kỳ đã chọn, ghi trên trang của văn bản",
        ),
        (
            format!(
                "`{}` is far from {on}, while `{}` is nearer to that day and still open",
                label(picked, Language::En),
                label(nearest, Language::En)
            ),
            "choose the review that is meant in the column of milestones; if it is the chosen one, record it on the agreement's page",
        ),
    )
}

/// An act of the same day in whose place another stands.
pub(crate) fn stands_in_its_place(act: &Act, of: Restricted) -> Sentence {
    let (seq, by) = (act.seq, &act.by);
    let [vi, en] = what_it_said(act, of);
    Sentence::new(
        format!("hủy lần cập nhật số {seq} cùng ngày ({vi}; {by} ghi), thay bằng lần này"),
        format!("act {seq} of the same day ({en}; recorded by {by}) is taken back: this one stands in its place"),
    )
}

/// The act with its day and what it carries; of a restricted agreement its word alone.
fn what_it_said(act: &Act, of: Restricted) -> [String; 2] {
    [Language::Vi, Language::En].map(|language| match of {
        Restricted::Yes => word_of(act.body.word(), language).to_owned(),
        Restricted::No => took_back(&act.body, act.on, language).1,
    })
}

/// An act that was recorded since the copy was made in which the row was typed, and answers the same matter.
pub(crate) fn recorded_since(act: &Act, of: Restricted) -> Wording {
    let (seq, by) = (act.seq, &act.by);
    let [vi, en] = what_it_said(act, of);
    let [on_vi, on_en] =
        [Language::Vi, Language::En].map(|language| day_for(Voice::terminal(language), act.recorded_on));
    pair(
        (
            format!("sau khi bản này được xuất, {by} đã ghi vào sổ ngày {on_vi}: {vi} (lần cập nhật số {seq})"),
            "thống nhất với người đã ghi; nếu dòng này mới đúng, xuất bản mới rồi ghi lại việc này vào bản ấy",
        ),
        (
            format!("after this copy was made, {by} recorded on {on_en}: {en} (act {seq})"),
            "agree with whoever recorded it; if this row is right, export anew and write it into that copy",
        ),
    )
}

/// A word that is none of a few.
pub(crate) fn none_of_the_words(text: &str, words: &str) -> Wording {
    let (vi, en) = said(text);
    pair(
        (
            format!("{vi} không phải một trong các giá trị được nhận"),
            format!("ghi một trong: {words}; hoặc - để theo config.toml"),
        ),
        (format!("{en} is not taken here"), format!("write one of {words}, or - to give the configuration back")),
    )
}

/// A last day before its first.
pub(crate) fn last_before_first(first: &str, last: &str) -> Wording {
    pair(
        (format!("ngày cuối {last} trước ngày đầu {first}"), "ghi ngày đầu rồi đến ngày cuối".to_owned()),
        (format!("{last} comes before {first}"), "write the first day, then the last".to_owned()),
    )
}
