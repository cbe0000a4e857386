//! Terms that name no length but the shortest one: "ít nhất 5 năm", "at least five years".
//!
//! When such a text ends nobody can work out. Only a bound that stands before the length is one of the term: "5 năm, báo trước
//! ít nhất 6 tháng" says how long before the end notice is due.

/// How a bound begins, folded. One of the length that comes back is no length either.
const AT_LEAST: [&str; 13] = [
    "it nhat",
    "toi thieu",
    "khong duoi",
    "khong it hon",
    "khong ngan hon",
    "hon",
    "tren",
    "at least",
    "minimum",
    "min.",
    "not less than",
    "no less than",
    "more than",
];

/// How often something comes round, and not how long it binds.
const COMES_ROUND: [&str; 10] =
    ["moi", "cu", "dinh ky", "hang", "thuong nien", "every", "each", "annually", "yearly", "biennially"];

/// Whether the folded text says only how long it binds at least, or how often something is done.
pub(in crate::exchange) fn says_at_least(folded: &str) -> bool {
    let number = folded.find(|c: char| c.is_ascii_digit()).unwrap_or(folded.len());
    // A number in words stands behind the bound in any case: "ít nhất năm năm".
    let before = format!(" {} ", folded[..number].replace([',', ';', '('], " | "));
    let first = before.split('|').next().unwrap_or_default();
    let stands = |word: &str| first.contains(&format!(" {word} "));
    let round = |word: &str| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    AT_LEAST.iter().any(|word| stands(word)) || COMES_ROUND.iter().any(|word| round(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn a_bound_of_the_term_and_one_of_notice() {
        for text in [
            "ít nhất 5 năm",
            "tối thiểu 05 (năm) năm",
            "Có giá trị ít nhất năm năm",
            "thời hạn không dưới 3 năm",
            "hơn 5 năm",
            "at least five years",
            "for a minimum of 5 years",
            "valid for not less than 3 years",
            "mỗi 5 năm",
            "hằng năm",
            "every 2 years",
        ] {
            assert!(says_at_least(&fold(text)), "{text}");
        }
        for text in [
            "5 năm",
            "5 năm, thông báo trước ít nhất 6 tháng",
            "5 năm tự động gia hạn nếu không bên nào thông báo ít nhất 6 tháng",
            "five years, notice at least six months",
            "trong vòng năm năm",
            "không thời hạn",
            "đến 31/12/2027",
        ] {
            assert!(!says_at_least(&fold(text)), "{text}");
        }
    }
}
