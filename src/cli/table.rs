//! Aligned columns that fit a hundred letters, counted as a terminal shows them.

use std::io::{self, Write};

use crate::message::Voice;
use crate::message::heads::Heads;

/// The width no line exceeds, unless what must stay whole (a reference) is longer than its column.
pub(crate) const WIDTH: usize = 100;

/// Columns with their headings; the last one takes what is left.
pub(crate) struct TextTable {
    heads: &'static Heads,
    /// Vietnamese, English.
    widths: [&'static [usize]; 2],
}

impl TextTable {
    /// Columns by headings and widths. A cell wider than its column pushes the rest to the right: what identifies a thing is
    /// never cut.
    pub(crate) const fn new(heads: &'static Heads, widths: &'static [usize]) -> Self {
        Self { heads, widths: [widths, widths] }
    }

    /// Columns whose words are longer in one language than in the other.
    pub(crate) const fn in_both(heads: &'static Heads, vi: &'static [usize], en: &'static [usize]) -> Self {
        Self { heads, widths: [vi, en] }
    }

    /// The line of headings.
    pub(crate) fn head(&self, out: &mut impl Write, voice: Voice) -> io::Result<()> {
        let headings: Vec<String> = self.heads.of(voice).iter().map(|heading| (*heading).to_owned()).collect();
        self.row(out, voice, &headings)
    }

    /// One line. The last cell is cut to fit.
    pub(crate) fn row(&self, out: &mut impl Write, voice: Voice, cells: &[String]) -> io::Result<()> {
        let widths = voice.pick(self.widths[0], self.widths[1]);
        let mut line = String::new();
        let mut used = 0;
        for (at, cell) in cells.iter().enumerate() {
            let last = at + 1 == cells.len();
            let cell = if last { cut(cell, WIDTH.saturating_sub(used).max(10)) } else { plain(cell) };
            let wide = width(&cell);
            line.push_str(&cell);
            let column = widths.get(at).copied().unwrap_or_default();
            let gap = column.saturating_sub(wide) + 2;
            if !last {
                line.extend(std::iter::repeat_n(' ', gap));
            }
            used += wide + gap;
        }
        writeln!(out, "{}", line.trim_end())
    }
}

/// The text on one line, without anything that steers a terminal.
pub(crate) fn plain(text: &str) -> String {
    let steers =
        |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}');
    text.chars().map(|letter| if steers(letter) { ' ' } else { letter }).collect()
}

/// As much of the text as fits so many columns, with `…` where something is left out.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    let text = plain(text);
    if width(&text) <= columns {
        return text;
    }
    let mut kept = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter_width(letter);
        if used > columns {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// How many columns of a terminal the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

fn letter_width(letter: char) -> usize {
    match letter {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut out = Vec::new();
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        TextTable::new(&crate::message::heads::SHOW_STEPS, &[6, 0])
            .row(&mut out, Voice::LOG, &cells)
            .expect("memory takes it");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn columns_stand_below_each_other_whatever_the_letters() {
        for (rule, cell) in
            [("plain", "Dak"), ("composed", "Đắk"), ("decomposed", "Đa\u{306}\u{301}k"), ("wide and narrow", "전x")]
        {
            assert_eq!(row(&[cell, "x"]), format!("{cell}     x\n"), "{rule}");
        }
        assert_eq!(row(&["DL-KR-2017-01", "x"]), "DL-KR-2017-01  x\n", "never cut what identifies");
    }

    #[test]
    fn the_last_column_is_cut_to_the_width() {
        let line = row(&["x", &"ộ".repeat(200)]);
        assert_eq!(width(line.trim_end()), WIDTH);
        assert!(line.ends_with("…\n"), "{line}");
        assert_eq!(cut("전북특별자치도", 5), "전북…");
        assert_eq!(cut("vừa đủ", 6), "vừa đủ");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(plain("a\u{1b}[31m\nb\u{202e}"), "a [31m b ");
    }
}
