//! Lines that two programs say differently, held against those that a changed rule explains.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::office;

/// What one program says and the other does not.
pub(crate) struct Differences(Vec<String>);

/// A row of `declared_differences.txt`.
struct Declared {
    part: String,
    pattern: String,
}

impl Differences {
    /// `-` before a line of the old program's alone, `+` before one of today's. Order says nothing; how often does.
    pub(crate) fn between(old: &[String], new: &[String]) -> Self {
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for line in old {
            *counts.entry(line).or_default() -= 1;
        }
        for line in new {
            *counts.entry(line).or_default() += 1;
        }
        let mut lines = Vec::new();
        for (line, count) in counts {
            let sign = if count < 0 { '-' } else { '+' };
            lines.extend((0..count.abs()).map(|_| format!("{sign} {line}")));
        }
        Self(lines)
    }

    /// Fails where a difference is not declared, or a declared one does not happen any more.
    pub(crate) fn all_declared(&self, version: &str, part: &str) {
        let declared = declared(version);
        let own: Vec<&Declared> = declared.iter().filter(|row| row.part == part).collect();
        let undeclared: Vec<&String> =
            self.0.iter().filter(|line| !own.iter().any(|row| fits(&row.pattern, line))).collect();
        let idle: Vec<&str> = own
            .iter()
            .filter(|row| !self.0.iter().any(|line| fits(&row.pattern, line)))
            .map(|row| row.pattern.as_str())
            .collect();
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("frozen-{version}-{part}.txt"));
        std::fs::write(&all, self.0.join("\n")).unwrap();
        let mut said = String::new();
        undeclared.iter().take(60).for_each(|line| writeln!(said, "  {line}").unwrap());
        assert!(
            undeclared.is_empty() && idle.is_empty(),
            "{} differences that declared_differences.txt does not explain (all are in {}):\n{said}declared, and not \
             so any more: {idle:?}",
            undeclared.len(),
            all.display()
        );
    }
}

fn declared(version: &str) -> Vec<Declared> {
    let text = std::fs::read_to_string(office::data(version).join("declared_differences.txt")).unwrap();
    let row = |line: &str| {
        let (what, rule) = line.rsplit_once(" | ").unwrap_or_else(|| panic!("`{line}` names no rule after ` | `"));
        assert!(rule.contains('§') || rule.contains("CASES"), "`{rule}` names no rule of the design");
        let (part, pattern) = what.split_once(' ').unwrap();
        assert!(["register", "letters"].contains(&part), "`{part}` is neither register nor letters");
        Declared { part: part.to_owned(), pattern: pattern.trim().to_owned() }
    };
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(row).collect()
}

/// Whether the line fits the pattern, in which `*` stands for any text, and `~` as its first letter for `-` and `+`.
fn fits(pattern: &str, line: &str) -> bool {
    let (sign, rest) = pattern.split_at(1);
    let pattern = if sign == "~" { format!("{}{rest}", &line[..1]) } else { pattern.to_owned() };
    let mut parts = pattern.split('*');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    match last {
        None => rest.is_empty(),
        Some(part) => part.is_empty() || rest.is_empty() || line.ends_with(part),
    }
}

#[test]
fn a_pattern_fits_what_it_says() {
    for (pattern, line, expected) in [
        ("- letter 1", "- letter 1", true),
        ("- letter 1", "- letter 12", false),
        ("- letter *", "- letter 12", true),
        ("+ letter *", "- letter 12", false),
        ("~ says * desk@example.vn *@2027-01-01*", "+ says 2026-12-01 desk@example.vn A/expiry@2027-01-01/-30d", true),
        ("~ says * head@example.vn *@2027-01-01*", "+ says 2026-12-01 desk@example.vn A/expiry@2027-01-01/-30d", false),
        ("- agenda * open", "- agenda A-01 review 1 done", false),
        ("- agenda * open", "- agenda A-01 review 1 open", true),
    ] {
        assert_eq!(fits(pattern, line), expected, "{pattern}: {line}");
    }
}
