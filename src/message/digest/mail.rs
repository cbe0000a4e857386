//! What a digest says of the letters themselves: those no server takes, those that wait and why, addresses that mail came
//! back from, and how old the newest copy of the register is.

use super::{Digest, ROWS_MAX, RowWords};
use crate::lifecycle::day::Day;
use crate::lifecycle::policy::Language;
use crate::message::answer::stored_reasons;
use crate::message::view::clean;
use crate::message::{Face, Say, Sentence, Voice, say};

/// Something wrong with the way letters take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailProblem {
    /// Letters wait for the mail server.
    Waiting {
        letters: u64,
        /// Since when the oldest of them does.
        since_on: Day,
        /// The server's last words, or what is in the way.
        why: Option<Sentence>,
    },
    /// Mail to an address came back; anyone who noted it, noted it on that day.
    Bounced { name: String, address: String, noted_on: Day },
}

/// The copies of the register that the program makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    /// The day of the newest; none where there is none.
    pub newest_on: Option<Day>,
    /// What was in the way of the last one.
    pub trouble: Option<String>,
}

/// What is wrong with the way letters take, a row each.
pub(super) fn rows(digest: &Digest, language: Language, today: Day) -> Vec<RowWords> {
    digest.mail.iter().take(ROWS_MAX).map(|trouble| row_words(trouble, language, today)).collect()
}

fn row_words(trouble: &MailProblem, language: Language, today: Day) -> RowWords {
    match trouble {
        MailProblem::Waiting { letters, since_on, why } => {
            let count = say::count(*letters, language);
            let waited = say::days(since_on.days_until(today).unsigned_abs(), language);
            let what = match language {
                Language::Vi => format!("{count} thư đang chờ máy chủ thư, lâu nhất đã {waited}"),
                Language::En if *letters == 1 => format!("1 letter waits for the mail server, for {waited}"),
                Language::En => format!("{count} letters wait for the mail server, the oldest for {waited}"),
            };
            let why = match (why, language) {
                (None, Language::Vi) => "chưa gửi lần nào".to_owned(),
                (None, Language::En) => "nothing has tried to send them".to_owned(),
                (Some(why), _) => clean(&why.say(Voice { language, face: Face::Letter }), 200),
            };
            RowWords { day: say::day_in_table(*since_on, language), what, note: why, ..RowWords::default() }
        }
        MailProblem::Bounced { name, address, noted_on } => {
            let (name, day) = (clean(name, 80), say::day_in_table(*noted_on, language));
            let (what, note) = match language {
                Language::Vi => {
                    (format!("thư gửi {name} bị trả lại"), format!("ghi nhận {day}; đề nghị báo địa chỉ mới"))
                }
                Language::En => {
                    (format!("mail to {name} came back"), format!("noted {day}; please give a new address"))
                }
            };
            RowWords { day: clean(address, 80), what, note, ..RowWords::default() }
        }
    }
}

/// Letters that no server takes.
pub(super) fn dead(digest: &Digest, language: Language) -> impl Iterator<Item = RowWords> + '_ {
    let voice = Voice { language, face: Face::Letter };
    digest.undelivered.iter().take(ROWS_MAX).map(move |letter| RowWords {
        day: clean(&letter.to, 80),
        what: clean(&letter.subject, 120),
        note: clean(&stored_reasons::in_language_of(voice, &letter.reply), 200),
        ..RowWords::default()
    })
}

/// How old the newest copy is, and what was in the way of another.
pub(super) fn backups(backups: &Backups, language: Language, today: Day) -> String {
    let newest = backups.newest_on.map(|on| (say::day_in_text(on, language), on.days_until(today).max(0)));
    let age = match (newest, language) {
        (None, Language::Vi) => "Sổ chưa có bản sao lưu nào.".to_owned(),
        (None, Language::En) => "There is no copy of the register.".to_owned(),
        (Some((day, 0)), Language::Vi) => format!("Bản sao lưu gần nhất của sổ: {day}, hôm nay."),
        (Some((day, 0)), Language::En) => format!("The newest copy of the register: {day}, today."),
        (Some((day, days)), Language::Vi) => {
            format!("Bản sao lưu gần nhất của sổ: {day}, {} trước.", say::days(days.unsigned_abs(), language))
        }
        (Some((day, days)), Language::En) => {
            format!("The newest copy of the register: {day}, {} ago.", say::days(days.unsigned_abs(), language))
        }
    };
    match (&backups.trouble, language) {
        (None, _) => age,
        (Some(why), Language::Vi) => format!("{age} Lần sao lưu sau cùng không thực hiện được: {}.", clean(why, 200)),
        (Some(why), Language::En) => format!("{age} The last copy could not be made: {}.", clean(why, 200)),
    }
}
