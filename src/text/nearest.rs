//! The distance between two words, and which known word a mistyped one most likely means.

use super::fold;

/// As many letters of a word count.
const LETTERS_MAX: usize = 64;

/// The one of `known` that looks most like `word`, if any is near enough to be a slip of the keyboard.
///
/// Of two as near, the one that begins alike: the first letter is seldom mistyped.
///
/// ```
/// use pactwatch::text::nearest;
/// assert_eq!(nearest("singed_on", ["signed_on", "title"]), Some("signed_on"));
/// assert_eq!(nearest("colour", ["signed_on", "title"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let letters = word.chars().count();
    let bound = if letters < 4 { 1 } else { (letters / 3).clamp(2, 4) };
    let near = known.into_iter().filter_map(|candidate| {
        let folded = fold(candidate);
        let slips = distance_within(&word, &folded, bound)?;
        let begins_otherwise = folded.chars().next() != word.chars().next();
        Some((slips, begins_otherwise, candidate))
    });
    near.min_by_key(|(slips, other, _)| (*slips, *other)).map(|(.., word)| word)
}

/// How many letters must be changed, added, left out or exchanged with their neighbour; the first 64 count.
pub fn distance(one: &str, other: &str) -> usize {
    steps_between(&letters(one), &letters(other), usize::MAX).unwrap_or(usize::MAX)
}

/// The same where it is no more than so many slips; most words are farther apart, which their lengths and their beginnings
/// tell before anything is counted.
pub(crate) fn distance_within(one: &str, other: &str, slips: usize) -> Option<usize> {
    let long = |text: &str| text.chars().take(LETTERS_MAX).count();
    // Small letters may be more than the great ones they come from: that is told below.
    if one.is_ascii() && other.is_ascii() && long(one).abs_diff(long(other)) > slips {
        return None;
    }
    let (one, other) = (letters(one), letters(other));
    if one.len().abs_diff(other.len()) > slips {
        return None;
    }
    // What both begin and end with changes nothing.
    let begin = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    steps_between(one, other, slips)
}

fn letters(text: &str) -> Vec<char> {
    // A name that comes in is held against all that are known: room is made once.
    let mut letters = Vec::with_capacity(LETTERS_MAX.min(text.len()));
    for letter in text.chars().take(LETTERS_MAX) {
        if letter.is_ascii() {
            letters.push(letter.to_ascii_lowercase());
        } else {
            letters.extend(letter.to_lowercase());
        }
    }
    letters
}

/// The steps from one to the other; none where they are more than `most`.
fn steps_between(one: &[char], other: &[char], most: usize) -> Option<usize> {
    // Three rows, used in turn.
    let mut before = vec![0; other.len() + 1];
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut next = vec![0; other.len() + 1];
    let mut least_before = 0;
    for (i, letter) in one.iter().enumerate() {
        next[0] = i + 1;
        let mut least = next[0];
        for (j, candidate) in other.iter().enumerate() {
            let mut steps = (row[j] + usize::from(letter != candidate)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *candidate {
                steps = steps.min(before[j - 1] + 1);
            }
            next[j + 1] = steps;
            least = least.min(steps);
        }
        // Every way on goes through this row, or by an exchange of neighbours from the one before.
        if least > most && least_before >= most {
            return None;
        }
        least_before = least;
        std::mem::swap(&mut before, &mut row);
        std::mem::swap(&mut row, &mut next);
    }
    row.last().copied().filter(|steps| *steps <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn within_is_the_distance_where_it_is_small(one in "[abđ A]{0,9}", other in "[abđ A]{0,9}", slips in 0usize..5) {
            let whole = distance(&one, &other);
            prop_assert_eq!(distance_within(&one, &other, slips), (whole <= slips).then_some(whole));
        }

        #[test]
        fn counting_ends_early_only_where_nothing_near_is_left(one in "[ab]{0,12}", other in "[ab]{0,12}", most in 0usize..6) {
            let (one, other) = (letters(&one), letters(&other));
            let whole = steps_between(&one, &other, usize::MAX);
            prop_assert_eq!(steps_between(&one, &other, most), whole.filter(|steps| *steps <= most));
        }
    }

    #[test]
    fn distances_count_single_slips() {
        let cases =
            [("brake", "brake", 0), ("brakes", "brake", 1), ("barke", "brake", 1), ("Host", "host", 0), ("", "abc", 3)];
        for (one, other, steps) in cases {
            assert_eq!(distance(one, other), steps, "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_word_is_a_slip_of_the_keyboard_away() {
        let cases: [(&str, &[&str], Option<&str>); 8] = [
            ("singed_on", &["signed_on", "in_force_on", "title"], Some("signed_on")),
            ("Titel", &["signed_on", "in_force_on", "title"], Some("title")),
            ("bundle-over", &["brake", "bundle_over"], Some("bundle_over")),
            ("expirry", &["expiry", "effect"], Some("expiry")),
            ("vn", &["en", "vi"], Some("vi")),
            ("NGÀY KÝ", &["ngay ky", "ngay het han"], Some("ngay ky")),
            ("colour", &["brake", "from", "title"], None),
            ("word", &[], None),
        ];
        for (word, known, expected) in cases {
            assert_eq!(nearest(word, known.iter().copied()), expected, "{word}");
        }
    }
}
