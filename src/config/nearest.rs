//! Which known word somebody who mistyped one meant.

/// What to say to somebody who wrote `word` where only `known` ones stand: the nearest one, or all of them where none
/// is near.
pub(super) fn cure(word: &str, known: &[&str]) -> String {
    // Of two as near, the one that begins alike: the first letter is seldom mistyped.
    let begins_otherwise = |candidate: &str| candidate.chars().next() != word.chars().next();
    let slips = known.iter().map(|candidate| (distance(word, candidate), begins_otherwise(candidate), candidate));
    let nearest = slips.min();
    match nearest {
        Some((steps, _, candidate)) if steps <= 1 + candidate.chars().count() / 3 => {
            format!("did you mean `{candidate}`?")
        }
        _ if known.is_empty() => "none is known here".to_owned(),
        _ => format!("known here: {}", known.iter().take(30).copied().collect::<Vec<_>>().join(", ")),
    }
}

/// How many letters must be changed, added, left out or exchanged with their neighbour; the first sixty count.
pub fn distance(one: &str, other: &str) -> usize {
    let letters = |text: &str| text.chars().take(60).flat_map(char::to_lowercase).collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, candidate) in other.iter().enumerate() {
            let mut steps = (row[j] + usize::from(letter != candidate)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *letter == other[j - 1] && one[i - 1] == *candidate {
                steps = steps.min(before[j - 1] + 1);
            }
            next.push(steps);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_single_slips() {
        let cases =
            [("brake", "brake", 0), ("brakes", "brake", 1), ("barke", "brake", 1), ("Host", "host", 0), ("", "abc", 3)];
        for (one, other, steps) in cases {
            assert_eq!(distance(one, other), steps, "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_word_is_named_where_one_is_near() {
        assert_eq!(cure("bundle-over", &["brake", "bundle_over"]), "did you mean `bundle_over`?");
        assert_eq!(cure("colour", &["brake", "from"]), "known here: brake, from");
        assert_eq!(cure("vn", &["en", "vi"]), "did you mean `vi`?", "the first letter decides between two as near");
    }
}
