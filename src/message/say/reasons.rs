//! Why a reminder does not go, what closed a milestone, why someone could not be reached.

use super::days::day_table;
use super::rungs::rung_in_words;
use super::words;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::ClosedBy;
use crate::lifecycle::policy::{Language, NoRecipient};
use crate::lifecycle::reminder::{Hold, Verdict};

/// The reason of a hold, as `explain` prints it: `not yet (opens 2022-06-24)`, `superseded by -30d`, `answered`.
/// English days are ISO, as everywhere on the command line; Vietnamese ones as in tables.
pub fn hold(hold: &Hold, verdict: &Verdict, language: Language) -> String {
    match language {
        Language::En => match hold {
            Hold::NotYet => format!("not yet (opens {})", verdict.opens_on),
            Hold::AlreadyQueued => "already queued".to_owned(),
            Hold::Undelivered => "already queued, its letter could not be delivered".to_owned(),
            Hold::SupersededBy(rung) => format!("superseded by {rung}"),
            Hold::OvertakenBy(day) => format!("superseded by the one on {day}"),
            Hold::Answered(_) => "answered".to_owned(),
            Hold::SnoozedUntil(day) => format!("snoozed until {day}"),
            Hold::AcknowledgedUntil(day) => format!("acknowledged until {day}"),
            Hold::Ended => "ended".to_owned(),
            Hold::History => "history".to_owned(),
            Hold::Passed => "passed".to_owned(),
            Hold::NoRecipient => "no recipient".to_owned(),
        },
        Language::Vi => match hold {
            Hold::NotYet => format!("chưa đến (mở ngày {})", day_table(verdict.opens_on)),
            Hold::AlreadyQueued => "đã vào hàng gửi".to_owned(),
            Hold::Undelivered => "đã vào hàng gửi, nhưng thư không gửi được".to_owned(),
            Hold::SupersededBy(rung) => format!("đã có lần nhắc {rung} thay"),
            Hold::OvertakenBy(day) => format!("đã có kỳ ngày {} thay", day_table(*day)),
            Hold::Answered(_) => "đã có kết quả".to_owned(),
            Hold::SnoozedUntil(day) => format!("tạm hoãn nhắc đến ngày {}", day_table(*day)),
            Hold::AcknowledgedUntil(day) => {
                format!("đã có người nhận việc, chưa báo cấp trên đến ngày {}", day_table(*day))
            }
            Hold::Ended => "văn bản đã chấm dứt hoặc khép hồ sơ".to_owned(),
            Hold::History => "mốc đã qua trước khi vào sổ".to_owned(),
            Hold::Passed => "đã qua".to_owned(),
            Hold::NoRecipient => "không có người nhận".to_owned(),
        },
    }
}

/// The same for who knows no rungs by their offsets: `đã có lần nhắc trước 30 ngày thay`.
pub fn hold_in_words(it: &Hold, verdict: &Verdict, language: Language) -> String {
    let Hold::SupersededBy(rung) = it else { return hold(it, verdict, language) };
    let rung = rung_in_words(&rung.to_string(), language);
    match language {
        Language::Vi => format!("đã có lần nhắc {rung} thay"),
        Language::En => format!("superseded by the one {rung}"),
    }
}

/// What closed a milestone: `đã họp ngày 18/12/2019`, `held on 2019-12-18`.
pub fn closed(closed: &ClosedBy, language: Language) -> String {
    let on = |day: &Day| match language {
        Language::Vi => day_table(*day),
        Language::En => day.to_string(),
    };
    match language {
        Language::Vi => match closed {
            ClosedBy::Held(day) => format!("đã họp ngày {}", on(day)),
            ClosedBy::Skipped => "đã ghi nhận không họp".to_owned(),
            ClosedBy::Followed(day) => format!("đã có kỳ sau, ngày {}", on(day)),
            ClosedBy::Fulfilled(day) => format!("đã thực hiện ngày {}", on(day)),
            ClosedBy::Notified(day) => format!("đã nhận thông báo ngày {}", on(day)),
            ClosedBy::NotifiedLate(day) => format!("đã nhận thông báo ngày {}, sau hạn thông báo", on(day)),
            ClosedBy::Decided(choice, day) => {
                format!("đã quyết định {} ngày {}", words::choice(*choice, language), on(day))
            }
            ClosedBy::Ended => "văn bản đã chấm dứt".to_owned(),
            ClosedBy::InForce => "đã có hiệu lực".to_owned(),
            ClosedBy::Archived(day) => format!("đã khép hồ sơ ngày {}", on(day)),
        },
        Language::En => match closed {
            ClosedBy::Held(day) => format!("held on {}", on(day)),
            ClosedBy::Skipped => "skipped".to_owned(),
            ClosedBy::Followed(day) => format!("followed by the one held for {}", on(day)),
            ClosedBy::Fulfilled(day) => format!("fulfilled on {}", on(day)),
            ClosedBy::Notified(day) => format!("notice received on {}", on(day)),
            ClosedBy::NotifiedLate(day) => format!("notice received on {}, after its last day", on(day)),
            ClosedBy::Decided(choice, day) => {
                format!("decided on {}: {}", on(day), words::choice(*choice, language))
            }
            ClosedBy::Ended => "ended by an act".to_owned(),
            ClosedBy::InForce => "in force".to_owned(),
            ClosedBy::Archived(day) => format!("archived on {}", on(day)),
        },
    }
}

/// Why the named contact cannot be reached, as the fallback's letter says it.
pub(crate) fn unreached(why: &NoRecipient, language: Language) -> String {
    match language {
        Language::Vi => match why {
            NoRecipient::Unknown(id) => format!("danh bạ không có người nhận “{id}”"),
            NoRecipient::NoSubstitute { contact, until } => {
                format!("“{contact}” vắng mặt đến hết ngày {} và chưa cử người thay", super::day_running(*until))
            }
            NoRecipient::TooManySteps { contact } => {
                format!("những người thay “{contact}” cũng vắng mặt hoặc thay lẫn nhau")
            }
        },
        Language::En => match why {
            NoRecipient::Unknown(id) => format!("no contact is called “{id}”"),
            NoRecipient::NoSubstitute { contact, until } => {
                format!(
                    "“{contact}” is away through {} and has named no substitute",
                    super::day_in_text(*until, language)
                )
            }
            NoRecipient::TooManySteps { contact } => {
                format!("those who stand in for “{contact}” are away too, or stand in for each other")
            }
        },
    }
}
