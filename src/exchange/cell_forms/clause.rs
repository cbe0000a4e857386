//! Clauses that say several facts at once: "tự động gia hạn mỗi lần 2 năm nếu không bên nào thông báo trước 6 tháng".
//!
//! A clause is taken only where every word of it is understood; a word too many leaves the whole cell to be asked about.
//! It says how the agreement renews, for how long each time, how often, and how long before its end notice is due.

use super::span::{self, amount, unit};
use super::words;
use crate::lifecycle::span::Span;

/// Facts by their names, in canonical text.
pub type ClauseFacts = Vec<(&'static str, String)>;

/// What a cell of the first day in force says where it names no day: "kể từ ngày ký", "sau 30 ngày kể từ ngày ký". A length of a
/// year or more is no delay but how long it binds.
pub(in crate::exchange) fn start(text: &str) -> Option<ClauseFacts> {
    let folded = crate::text::fold(text);
    let (delay, effect) = match delayed(&folded) {
        Some((delay, effect)) => (Some(delay), effect),
        None => (None, folded),
    };
    let effect = words::read(&words::EFFECT, &effect).ok().filter(|effect| *effect != "date")?;
    let mut facts = vec![("effect", effect.to_owned())];
    facts.extend(delay.map(|span| ("effect_delay", span.to_string())));
    Some(facts)
}

/// Whether the text may say when it enters into force and as well how long it binds: "6 tháng kể từ ngày ký".
pub(in crate::exchange) fn may_be_a_length(text: &str) -> bool {
    let folded = crate::text::fold(text);
    let from = [" ke tu ngay ky", " ke tu khi ky"].iter().any(|tail| folded.ends_with(tail));
    let long = |delay: &Span| delay.months > 0 || delay.days > LONGEST_DELAY;
    from && !folded.contains("sau ") && delayed(&folded).is_some_and(|(delay, _)| long(&delay))
}

/// So many days after its signing an agreement may enter into force without another word.
const LONGEST_DELAY: u32 = 90;

/// The time between signing or notification and entry into force, and from which of them it counts.
fn delayed(folded: &str) -> Option<(Span, String)> {
    let bare = ["co hieu luc ", "hieu luc ", "effective "].iter().find_map(|lead| folded.strip_prefix(lead));
    let bare = bare.unwrap_or(folded);
    // "30 ngày sau khi ký" too.
    let after_signing = || AFTER_SIGNING.iter().find_map(|tail| bare.strip_suffix(tail));
    let (span, effect) = match bare.strip_prefix("sau ").and_then(|rest| rest.split_once(" ke tu ")) {
        Some((span, from)) => (span, format!("ke tu {from}")),
        None => (after_signing()?, "ke tu ngay ky".to_owned()),
    };
    // "Trong 6 tháng kể từ ngày ký" is how long it binds.
    let span =
        span::length(span).ok().filter(|_| !["trong", "thoi han", "gia tri"].iter().any(|word| span.contains(word)))?;
    (span.months < 12 && span.days < 360).then_some((span, effect))
}

/// Behind a span: that it counts from the day of signing, folded.
const AFTER_SIGNING: [&str; 8] = [
    " sau khi ky",
    " sau ngay ky",
    " sau khi ky ket",
    " ke tu ngay ky",
    " ke tu khi ky",
    " after signature",
    " after signing",
    " after the date of signature",
];

/// How a clause of automatic renewal begins.
const TACIT: [&str; 27] = [
    "tu dong gia han",
    "duoc tu dong gia han",
    "se tu dong gia han",
    "se duoc tu dong gia han",
    "tu dong duoc gia han",
    "mac nhien gia han",
    "mac nhien duoc gia han",
    "gia han tu dong",
    "duoc gia han tu dong",
    "duong nhien gia han",
    "duong nhien duoc gia han",
    "tu dong keo dai",
    "automatically renewed",
    "automatically renews",
    "automatically extended",
    "renews automatically",
    "renewed automatically",
    "automatic renewal",
    "auto renewal",
    "auto renews",
    "auto renewed",
    "tacitly renewed",
    "tacitly extended",
    "renewed tacitly",
    "tacit renewal",
    // The shortest last: they begin the others.
    "automatically",
    "automatic",
];

/// Words of such a clause that say nothing of how long or how often.
const NOISE: [&str; 107] = [
    "duoc",
    "se",
    "them",
    "cho",
    "moi",
    "lan",
    "tung",
    "giai",
    "doan",
    "cac",
    "ky",
    "thoi",
    "han",
    "voi",
    "tiep",
    "theo",
    "mot",
    "neu",
    "khong",
    "co",
    "ben",
    "nao",
    "hai",
    "ca",
    "thong",
    "bao",
    "bang",
    "van",
    "ban",
    "it",
    "nhat",
    "toi",
    "thieu",
    "khi",
    "het",
    "hieu",
    "luc",
    "cham",
    "dut",
    "ve",
    "viec",
    "y",
    "dinh",
    "tru",
    "truong",
    "hop",
    "trong",
    "phia",
    "kia",
    "gia",
    "ngay",
    "la",
    "nay",
    "cua",
    "muon",
    "de",
    "nghi",
    "vong",
    "khac",
    "chi",
    "is",
    "are",
    "shall",
    "will",
    "be",
    "for",
    "a",
    "an",
    "the",
    "further",
    "successive",
    "additional",
    "another",
    "period",
    "periods",
    "of",
    "each",
    "every",
    "at",
    "time",
    "unless",
    "either",
    "one",
    "party",
    "parties",
    "neither",
    "no",
    "notifies",
    "notify",
    "gives",
    "give",
    "written",
    "in",
    "writing",
    "to",
    "other",
    "least",
    "expiry",
    "expiration",
    "end",
    "its",
    "intention",
    "not",
    "terminate",
    "if",
    "by",
    "months'",
];

/// Words after which a span is the time of notice.
const BEFORE: [&str; 7] = ["truoc", "before", "prior", "notice", "notification", "advance", "thong bao truoc"];

/// The facts that a clause of renewal says; `None` where it is none, or says more than is understood.
pub(super) fn renewal(folded: &str) -> Option<ClauseFacts> {
    let spaced: String =
        folded.chars().map(|c| if matches!(c, ',' | '.' | ';' | ':' | '-') { ' ' } else { c }).collect();
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let spaced = spaced.replace("/lan", " moi lan").replace("/ lan", " moi lan");
    let spaced = spaced.replace("hang nam", "1 nam").replace("tung nam mot", "1 nam").replace("tung nam", "1 nam");
    let spaced = spaced.replace("annually", "1 year").replace("yearly", "1 year");
    let rest = TACIT.iter().chain(&["auto renew"]).find_map(|start| spaced.strip_prefix(start));
    // "Tự động, mỗi lần 05 năm", but not "tự động chấm dứt".
    let short = || {
        spaced.strip_prefix("tu dong ").filter(|rest| {
            rest.starts_with("moi lan ") || rest.starts_with("them ") || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let rest = rest.or_else(short)?;
    let mut facts: ClauseFacts = vec![("renewal", "tacit".to_owned())];
    let words = ClauseWords::of(rest)?;
    let (mut notice_next, mut condition, mut after_span) = (false, false, false);
    let (mut before, mut each_time, mut at_least) = (String::new(), false, false);
    for word in words.0 {
        let is_span = matches!(word, Word::Span(_));
        if let Word::Said(said) = &word {
            // "mỗi lần 3 năm" behind the condition is the period.
            each_time |= before == "moi" && said == "lan";
            at_least |= matches!((before.as_str(), said.as_str()), ("it", "nhat") | ("toi", "thieu") | ("at", "least"));
            before.clone_from(said);
        }
        match word {
            Word::Said(word) if BEFORE.contains(&word.as_str()) => notice_next = true,
            Word::Said(word) => {
                condition |= matches!(word.as_str(), "neu" | "tru" | "unless" | "if");
                if !NOISE.contains(&word.as_str()) {
                    return None;
                }
            }
            // "3 năm một lần": every three years, or three years once?
            Word::Times(times) if times == "1" && after_span => return None,
            Word::Times(times) => put(&mut facts, "renewals_max", times)?,
            Word::Span(span) if (condition || notice_next) && !each_time => put(&mut facts, "notice", span)?,
            // Renewed "for at least two years" it ends on no day that could be worked out.
            Word::Span(_) if at_least => return None,
            Word::Span(span) => put(&mut facts, "renewal_period", span)?,
        }
        each_time &= !is_span;
        at_least &= !is_span;
        after_span = is_span;
    }
    // "trước 6 tháng" without a word of who tells whom is notice all the same; two of one kind are not.
    Some(facts)
}

fn put(facts: &mut ClauseFacts, name: &'static str, text: String) -> Option<()> {
    if facts.iter().any(|(known, _)| *known == name) {
        return None;
    }
    facts.push((name, text));
    Some(())
}

enum Word {
    Said(String),
    Span(String),
    Times(String),
}

struct ClauseWords(Vec<Word>);

impl ClauseWords {
    /// The words, with numbers and their units joined; `None` where a number stands alone.
    fn of(text: &str) -> Option<Self> {
        let spaced: String = text.chars().map(|c| if matches!(c, '(' | ')' | '/') { ' ' } else { c }).collect();
        let all: Vec<&str> = spaced.split_whitespace().take(80).collect();
        let mut words = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let number = amount(all[at]).filter(|_| all.get(at + 1).is_some_and(|next| is_unit(next)));
            // "05 (năm) năm": the number twice.
            let twice = amount(all[at]).filter(|number| {
                all[at].bytes().all(|b| b.is_ascii_digit())
                    && all.get(at + 1).and_then(|word| amount(word)) == Some(*number)
                    && all.get(at + 2).is_some_and(|next| is_unit(next))
            });
            match (twice, number) {
                (Some(number), _) => {
                    words.push(Word::Span(spelled(number, all[at + 2])?));
                    at += 3;
                }
                (None, Some(number)) if all[at + 1] == "lan" || all[at + 1] == "times" || all[at + 1] == "time" => {
                    words.push(Word::Times(number.to_string()));
                    at += 2;
                }
                (None, Some(number)) => {
                    words.push(Word::Span(spelled(number, all[at + 1])?));
                    at += 2;
                }
                _ if all[at].bytes().any(|b| b.is_ascii_digit()) => return None,
                _ => {
                    words.push(Word::Said(all[at].to_owned()));
                    at += 1;
                }
            }
        }
        Some(Self(words))
    }
}

fn is_unit(word: &str) -> bool {
    unit(word).is_some() || matches!(word, "lan" | "times" | "time")
}

fn spelled(number: u32, word: &str) -> Option<String> {
    let span: crate::lifecycle::span::Span = format!("{number}{}", unit(word)?).parse().ok()?;
    (!span.is_zero()).then(|| span.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn said(text: &str) -> Option<String> {
        let facts = renewal(&fold(text))?;
        Some(facts.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn clauses_of_renewal() {
        for (text, expected) in [
            (
                "tự động gia hạn mỗi lần 2 năm nếu không bên nào thông báo trước 6 tháng",
                "renewal=tacit renewal_period=2y notice=6m",
            ),
            ("Tự động gia hạn 05 năm", "renewal=tacit renewal_period=5y"),
            (
                "tự động gia hạn nếu không bên nào thông báo trước 06 tháng, mỗi lần 3 năm",
                "renewal=tacit notice=6m renewal_period=3y",
            ),
            ("tự động gia hạn từng giai đoạn 05 (năm) năm", "renewal=tacit renewal_period=5y"),
            ("Mặc nhiên gia hạn 2 năm/lần", "renewal=tacit renewal_period=2y"),
            (
                "được tự động gia hạn thêm 3 năm, trừ khi một bên thông báo bằng văn bản ít nhất 90 ngày trước khi hết hiệu lực",
                "renewal=tacit renewal_period=3y notice=90d",
            ),
            ("tự động gia hạn tối đa 2 lần", ""),
            ("tự động gia hạn 1 lần, 5 năm", "renewal=tacit renewals_max=1 renewal_period=5y"),
            (
                "automatically renewed for successive periods of 2 years unless either party gives written notice at least 6 months before expiry",
                "renewal=tacit renewal_period=2y notice=6m",
            ),
            ("tự động gia hạn hằng năm", "renewal=tacit renewal_period=1y"),
            ("tự động gia hạn từng năm một", "renewal=tacit renewal_period=1y"),
            ("tự động 5 năm/lần", "renewal=tacit renewal_period=5y"),
            ("Tự động, mỗi lần 05 năm", "renewal=tacit renewal_period=5y"),
            ("Auto-renewal, 5 years", "renewal=tacit renewal_period=5y"),
            ("Auto-renews annually", "renewal=tacit renewal_period=1y"),
            ("Tacitly renewed for successive one-year periods", "renewal=tacit renewal_period=1y"),
        ] {
            assert_eq!(said(text).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn a_word_too_many_leaves_the_cell_to_be_asked_about() {
        for text in [
            "không tự động gia hạn",
            "tự động chấm dứt khi hết thời hạn",
            "tự động hết hiệu lực",
            "tự động gia hạn 5",
            "tự động gia hạn 2 năm, sau đó 5 năm",
            "tự động gia hạn 2 năm sau khi Bộ Ngoại giao đồng ý",
            "tự động gia hạn cùng thời hạn",
            "có thể gia hạn 5 năm",
            "tự động gia hạn 3 năm một lần",
            "tự động gia hạn 5 năm 1 lần",
            "tự động gia hạn ít nhất 2 năm",
            "automatically renewed for at least two years",
            "5 năm",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
