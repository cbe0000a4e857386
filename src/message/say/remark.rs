//! What follows from an act, for its recorder.

use super::{day_full, kind};
use crate::lifecycle::act::Mark;
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{DayMissing, DayPassed, Remark, RemindedAt};

/// At most this many days are named.
const NAMED: usize = 12;

/// A decision that does not keep an agreement from renewing itself.
fn renews_all_the_same(on: Day, notice: Option<(Day, DayPassed)>, language: Language) -> String {
    let day = |it: Day| day_full(it, language);
    let more = match (notice, language) {
        (Some((last, DayPassed::Yes)), Language::Vi) => format!(
            " Hạn thông báo cho đối tác ({}) đã qua; muốn kết thúc thì thông báo chấm dứt hoặc thông báo cho kỳ sau.",
            day(last)
        ),
        (Some((last, DayPassed::Yes)), Language::En) => format!(
            " The last day for a notice, {}, has passed: end it by a notice of termination, or give notice for the next \
             period.",
            day(last)
        ),
        (Some((last, DayPassed::No)), Language::Vi) => {
            format!(" Phải thông báo cho đối tác chậm nhất {}, rồi ghi việc thông báo.", day(last))
        }
        (Some((last, DayPassed::No)), Language::En) => {
            format!(" The partner has to be told by {}, and the notice recorded.", day(last))
        }
        (None, _) => String::new(),
    };
    match language {
        Language::Vi => format!("Ý kiến này chưa dừng được việc tự động gia hạn sau {}.{more}", day(on)),
        Language::En => format!("The decision alone does not keep it from renewing itself after {}.{more}", day(on)),
    }
}

/// A remark as a sentence; `party` gives the name of a party of that id on a day.
pub fn remark(remark: &Remark, party: &dyn Fn(&str, Day) -> String, language: Language) -> String {
    let day = |it: Day| day_full(it, language);
    let days = |all: &[Day]| {
        let more = if all.len() > NAMED { " …" } else { "" };
        format!("{}{more}", all.iter().take(NAMED).map(|it| day(*it)).collect::<Vec<_>>().join("; "))
    };
    let successors = |told: &[(String, String, Day)]| {
        let one = |(signed, stands, since): &(String, String, Day)| {
            let (signed, stands) = (party(signed, since.previous()), party(stands, *since));
            match language {
                Language::Vi => format!("{stands} thay {signed} từ {}", day(*since)),
                Language::En => format!("{stands} in the place of {signed} since {}", day(*since)),
            }
        };
        told.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    match (remark, language) {
        (Remark::ReviewClosed(review), Language::Vi) => {
            format!("Kỳ sơ kết {} có kết quả, không nhắc nữa.", day(*review))
        }
        (Remark::ReviewClosed(review), Language::En) => format!("The review of {} is closed.", day(*review)),
        (Remark::ReviewsOpen(open), Language::Vi) => format!("Còn kỳ sơ kết chưa có kết quả: {}.", days(open)),
        (Remark::ReviewsOpen(open), Language::En) => format!("Reviews still open: {}.", days(open)),
        (Remark::CommitmentClosed(mark), Language::Vi) => {
            format!("Cam kết `{}` có kết quả, không nhắc nữa.", mark.name.as_deref().unwrap_or_default())
        }
        (Remark::CommitmentClosed(mark), Language::En) => format!("{mark} is closed."),
        (Remark::NoDay(why, listed_at), Language::Vi) => {
            let where_said = match listed_at {
                RemindedAt::Reviews => "được nêu ở mỗi kỳ sơ kết",
                RemindedAt::Nowhere => {
                    "văn bản không có kỳ sơ kết nên không thư nào nêu đến; đề nghị ghi thời hạn của cam kết hoặc định kỳ sơ kết"
                }
            };
            format!("Cam kết này không có ngày nhắc riêng vì {}; {where_said}.", no_day(*why, language))
        }
        (Remark::NoDay(why, listed_at), Language::En) => {
            let where_said = match listed_at {
                RemindedAt::Reviews => "it is listed at each review",
                RemindedAt::Nowhere => {
                    "the agreement has no reviews, so no letter names it: record its day, or how often reviews are held"
                }
            };
            format!("Nobody is reminded of it on a day of its own, because {}; {where_said}.", no_day(*why, language))
        }
        (Remark::ToTakeOver(open), Language::Vi) => format!(
            "Các cam kết còn mở và kết thúc cùng văn bản: {}; nếu văn bản mới tiếp tục, đề nghị ghi cam kết ở văn bản mới.",
            titled(open)
        ),
        (Remark::ToTakeOver(open), Language::En) => format!(
            "These commitments are still open and end with it: {}; if the new text takes them over, record them there with `commit`.",
            titled(open)
        ),
        (Remark::Rested(rested), Language::Vi) => format!(
            "Đến hạn trong thời gian tạm đình chỉ nên không nhắc: {}; nếu còn phải làm, đề nghị sửa thời hạn.",
            dated(rested, language)
        ),
        (Remark::Rested(rested), Language::En) => format!(
            "Fell due while it was suspended, and nobody is asked for it: {}; if it is still to be done, correct its day.",
            dated(rested, language)
        ),
        (Remark::NoticeLate { last }, Language::Vi) => {
            format!("Thông báo sau {}, hạn cuối cùng của kỳ này, nên chỉ kết thúc ở kỳ kế tiếp.", day(*last))
        }
        (Remark::NoticeLate { last }, Language::En) => {
            format!("The notice came after {}, the last day for it: it ends the next period, not this one.", day(*last))
        }
        (Remark::ReportPast { title, day: last, .. }, Language::Vi) => format!(
            "Hạn {} ({title}) đã qua khi việc này được ghi nên không nhắc; nếu đã làm, đề nghị ghi ngày và số văn bản, nếu chưa, đề nghị làm ngay.",
            day(*last)
        ),
        (Remark::ReportPast { title_en, day: last, .. }, Language::En) => format!(
            "Its last day, {}, had passed when this came in, so nobody is reminded to {title_en}: record when it was done, or do it now.",
            day(*last)
        ),
        (Remark::EndsOn(end), Language::Vi) => format!("Hiệu lực đến hết {}.", day(*end)),
        (Remark::EndsOn(end), Language::En) => format!("The last day in force is now {}.", day(*end)),
        (Remark::EndStays(end), Language::Vi) => {
            format!("Văn bản không tự gia hạn: hiệu lực vẫn đến hết {}.", day(*end))
        }
        (Remark::EndStays(end), Language::En) => {
            format!("Nothing would have renewed itself: the last day in force stays {}.", day(*end))
        }
        (Remark::EndsByItself(end), Language::Vi) => {
            format!("Không gia hạn: hiệu lực đến hết {}, không phải làm gì thêm.", day(*end))
        }
        (Remark::EndsByItself(end), Language::En) => {
            format!("It is not extended: it is in force through {}, and nothing more is to be done.", day(*end))
        }
        (Remark::InForceOn(start), Language::Vi) => format!("Có hiệu lực từ {}.", day(*start)),
        (Remark::InForceOn(start), Language::En) => format!("In force from {}.", day(*start)),
        (Remark::RenewsAllTheSame { on, notice }, language) => renews_all_the_same(*on, *notice, language),
        (Remark::StillAsks(mark), language) => still_asks(mark, language),
        (Remark::FormerDay(mark), language) => former_day(mark, language),
        (Remark::SuccessorsTold(told), Language::Vi) => format!("Đã báo đối tác về bên kế thừa: {}.", successors(told)),
        (Remark::SuccessorsTold(told), Language::En) => {
            format!("The partner was told who stands there: {}.", successors(told))
        }
    }
}

fn still_asks(mark: &Mark, language: Language) -> String {
    let (kind, day) = (kind(mark.kind, language), day_full(mark.day, language));
    match language {
        Language::Vi => format!(
            "Quyết định chưa khép mốc {kind} {day}: thư nhắc tiếp tục, theo quyết định, cho đến khi ghi văn bản thực hiện."
        ),
        Language::En => format!(
            "The decision does not close the {kind} of {day}: letters go on, in other words, until the act itself is recorded."
        ),
    }
}

fn former_day(mark: &Mark, language: Language) -> String {
    let (kind, day) = (kind(mark.kind, language), day_full(mark.day, language));
    match language {
        Language::Vi => format!("Mốc {kind} {day} không còn: nội dung này được lưu, không trả lời mốc nào."),
        Language::En => format!("The {kind} of {day} is none any more: the act is kept and answers nothing."),
    }
}

fn no_day(why: DayMissing, language: Language) -> String {
    match (why, language) {
        (DayMissing::Within, Language::Vi) => "không nêu ngày".to_owned(),
        (DayMissing::Within, Language::En) => "it names no day".to_owned(),
        (DayMissing::AfterEnd(end), Language::Vi) => {
            format!("thời hạn sau ngày hết hiệu lực {}", day_full(end, language))
        }
        (DayMissing::AfterEnd(end), Language::En) => {
            format!("its days lie after the last day in force, {}", day_full(end, language))
        }
        (DayMissing::Rests(day), Language::Vi) => {
            format!("hạn {} rơi vào thời gian tạm đình chỉ", day_full(day, language))
        }
        (DayMissing::Rests(day), Language::En) => {
            format!("its day, {}, lies in a suspension", day_full(day, language))
        }
        (DayMissing::Past(day), Language::Vi) => {
            format!("hạn {} đã qua khi ghi vào sổ (đề nghị ghi kết quả thực hiện)", day_full(day, language))
        }
        (DayMissing::Past(day), Language::En) => {
            format!("its day, {}, was past when it came in (please record what became of it)", day_full(day, language))
        }
        (DayMissing::AllPast(day), Language::Vi) => format!(
            "không còn lần nào đến trước khi hết hiệu lực, lần cuối {} đã qua khi ghi vào sổ (đề nghị ghi kết quả từng lần)",
            day_full(day, language)
        ),
        (DayMissing::AllPast(day), Language::En) => format!(
            "none of its days is left before the end, the last, {}, was past when it came in (please record what became of each)",
            day_full(day, language)
        ),
        (DayMissing::NoStart, Language::Vi) => "chưa rõ ngày có hiệu lực để tính".to_owned(),
        (DayMissing::NoStart, Language::En) => "the first day in force, from which it counts, is not known".to_owned(),
    }
}

fn titled(open: &[(String, String)]) -> String {
    let named = open.iter().take(NAMED).map(|(name, title)| format!("{title} [{name}]"));
    named.collect::<Vec<_>>().join("; ")
}

fn dated(rested: &[(String, Day)], language: Language) -> String {
    let named = rested.iter().take(NAMED).map(|(name, on)| format!("{name}, {}", day_full(*on, language)));
    named.collect::<Vec<_>>().join("; ")
}
