//! What follows from an act, for whoever records it.

use super::{day_full, kind};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::Remark;

/// So many days are named.
const NAMED: usize = 12;

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
        (Remark::NoticeLate { last }, Language::Vi) => {
            format!("Thông báo sau {}, hạn cuối cùng của kỳ này, nên chỉ kết thúc ở kỳ kế tiếp.", day(*last))
        }
        (Remark::NoticeLate { last }, Language::En) => {
            format!("The notice came after {}, the last day for it: it ends the next period, not this one.", day(*last))
        }
        (Remark::EndsOn(end), Language::Vi) => format!("Hiệu lực đến hết {}.", day(*end)),
        (Remark::EndsOn(end), Language::En) => format!("The last day in force is now {}.", day(*end)),
        (Remark::EndStays(end), Language::Vi) => {
            format!("Văn bản không tự gia hạn: hiệu lực vẫn đến hết {}.", day(*end))
        }
        (Remark::EndStays(end), Language::En) => {
            format!("Nothing would have renewed itself: the last day in force stays {}.", day(*end))
        }
        (Remark::InForceOn(start), Language::Vi) => format!("Có hiệu lực từ {}.", day(*start)),
        (Remark::InForceOn(start), Language::En) => format!("In force from {}.", day(*start)),
        (Remark::StillAsks(mark), Language::Vi) => format!(
            "Quyết định chưa khép mốc {} {}: thư nhắc tiếp tục, theo quyết định, cho đến khi ghi văn bản thực hiện.",
            kind(mark.kind, language),
            day(mark.day)
        ),
        (Remark::StillAsks(mark), Language::En) => format!(
            "The decision does not close the {} of {}: letters go on, in other words, until the act itself is recorded.",
            kind(mark.kind, language),
            day(mark.day)
        ),
        (Remark::SuccessorsTold(told), Language::Vi) => format!("Đã báo đối tác về bên kế thừa: {}.", successors(told)),
        (Remark::SuccessorsTold(told), Language::En) => {
            format!("The partner was told who stands there: {}.", successors(told))
        }
    }
}
