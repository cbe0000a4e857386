//! Agreements and parties by the names people know them by.

use std::collections::BTreeMap;

use super::days::day_table;
use super::words::agreement_kind;
use crate::lifecycle::agreement::{Facts, PaperKind};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Confirmation, Inherited, Party, heir};
use crate::lifecycle::policy::Language;
use crate::text::fold;

/// Words that every Vietnamese party's name begins with and that a short name does without.
const PREFIXES: [&str; 8] = [
    "Ủy ban nhân dân tỉnh ",
    "UBND tỉnh ",
    "UBND thành phố ",
    "Chính quyền tỉnh ",
    "Chính quyền thành phố ",
    "Tỉnh ",
    "tỉnh ",
    "People's Committee of ",
];

/// How many parties of one side a name lists.
const PARTIES_MAX: usize = 20;

/// What a list calls the agreement: its `short`, else made of its parties (`Đắk Lắk – Sê Kông`), else its title (where that
/// names a kind of text and no more, the partner), else its reference. A restricted one is its reference and nothing else.
pub(crate) fn agreement_short(facts: &Facts, parties: &BTreeMap<String, Party>, today: Day) -> String {
    if facts.is_restricted() {
        return facts.reference.clone();
    }
    if let Some(short) = &facts.short {
        return short.clone();
    }
    let one = |id: &String| {
        let name = parties.get(id).map_or(id.as_str(), |party| party.name_on(today));
        PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name).to_owned()
    };
    let side = |ids: &[String]| match ids {
        [] => None,
        [id] => Some(one(id)),
        [id, more @ ..] => Some(format!("{} (+{})", one(id), more.len())),
    };
    match (side(&facts.ours), side(&facts.partner)) {
        (Some(ours), Some(partner)) => format!("{ours} – {partner}"),
        (Some(only), None) | (None, Some(only)) if facts.title.is_empty() => only,
        // "Bản ghi nhớ" alone names no agreement; the partner does.
        (None, Some(partner)) if is_kind_alone(&facts.title) => partner,
        _ if facts.title.is_empty() => facts.reference.clone(),
        _ => facts.title.clone(),
    }
}

/// Whether a title says no more than what sort of text it is.
fn is_kind_alone(title: &str) -> bool {
    let title = fold(title);
    let kinds = PaperKind::all()
        .into_iter()
        .flat_map(|kind| [agreement_kind(kind, Language::Vi), agreement_kind(kind, Language::En)]);
    kinds
        .chain(["thỏa thuận", "thỏa thuận hợp tác", "bản ghi nhớ hợp tác", "biên bản ghi nhớ", "MOU", "agreement"])
        .any(|kind| fold(kind) == title)
}

/// One side's parties as letters name them: by the name at signing, and in brackets the successor today where that
/// is another (`UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi)`).
pub(crate) fn parties_text(
    ids: &[String],
    parties: &BTreeMap<String, Party>,
    signed_on: Option<Day>,
    today: Day,
    language: Language,
) -> String {
    let name = |party: &Party, day: Day| match language {
        Language::Vi => party.name_on(day).to_owned(),
        Language::En => party.name_en_on(day).to_owned(),
    };
    let one = |id: &String| {
        let Some(party) = parties.get(id) else { return id.clone() };
        let then = name(party, signed_on.unwrap_or(today));
        let now = name(heir(party, parties, today), today);
        match language {
            _ if then == now => then,
            Language::Vi => format!("{then} (nay là {now})"),
            Language::En => format!("{then} (now {now})"),
        }
    };
    let mut names: Vec<String> = ids.iter().take(PARTIES_MAX).map(one).collect();
    if ids.len() > PARTIES_MAX {
        names.push(format!("… (+{})", ids.len() - PARTIES_MAX));
    }
    names.join(", ")
}

/// The successor of a party that signed, since when and on what basis, and whether the partner was informed:
/// `UBND tỉnh Quảng Ngãi thay UBND tỉnh Kon Tum từ 01/07/2025 (Nghị quyết 202/2025/QH15); chưa báo đối tác`. Days as on
/// the command line.
pub fn inherited(one: &Inherited, parties: &BTreeMap<String, Party>, today: Day, language: Language) -> String {
    let name = |id: &String, day: Day| {
        let named = |party: &Party| match language {
            Language::Vi => party.name_on(day).to_owned(),
            Language::En => party.name_en_on(day).to_owned(),
        };
        parties.get(id).map_or_else(|| id.clone(), named)
    };
    let (signed, stands) = (name(&one.party, one.since.previous()), name(&one.successor, today));
    // A province may keep the name of one of those it was made of.
    let id = |id: &String| if signed == stands { format!(" [{id}]") } else { String::new() };
    let (signed, stands) = (format!("{signed}{}", id(&one.party)), format!("{stands}{}", id(&one.successor)));
    let basis = one.basis.as_ref().map(|basis| format!(" ({basis})")).unwrap_or_default();
    let number = |note: &Confirmation| note.number.as_ref().map(|number| format!(", {number}")).unwrap_or_default();
    match language {
        Language::Vi => {
            let note = match &one.confirmed {
                Some(note) => format!("đã báo đối tác ngày {}{}", day_table(note.on), number(note)),
                None => "chưa báo đối tác".to_owned(),
            };
            format!("{stands} thay {signed} từ {}{basis}; {note}", day_table(one.since))
        }
        Language::En => {
            let note = match &one.confirmed {
                Some(note) => format!("the partner was told on {}{}", note.on, number(note)),
                None => "the partner has not been told".to_owned(),
            };
            format!("{stands} in the place of {signed} since {}{basis}; {note}", one.since)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::agreement::Restricted;
    use crate::lifecycle::party::{PartyName, Succession, inherited_parties as inherited_by};

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    fn party(id: &str, name: &str, successor: Option<(&str, &str)>) -> (String, Party) {
        let name = PartyName { name: name.to_owned(), name_en: None, from: None, until: None };
        let successor = successor.map(|(id, on)| Succession { id: id.to_owned(), on: day(on), basis: None });
        (id.to_owned(), Party { id: id.to_owned(), names: vec![name], successor, ..Party::default() })
    }

    fn register() -> BTreeMap<String, Party> {
        let mut all = BTreeMap::from([
            party("kon-tum", "UBND tỉnh Kon Tum", Some(("quang-ngai", "2025-07-01"))),
            party("quang-ngai", "UBND tỉnh Quảng Ngãi", None),
            party("sekong", "Chính quyền tỉnh Sê Kông", None),
            party("loop", "A", Some(("loop", "2020-01-01"))),
            party("old-dak-lak", "UBND tỉnh Đắk Lắk", Some(("dak-lak", "2025-07-01"))),
            party("phu-yen", "UBND tỉnh Phú Yên", Some(("dak-lak", "2025-07-01"))),
            party("dak-lak", "UBND tỉnh Đắk Lắk", Some(("highlands", "2030-01-01"))),
            party("highlands", "UBND tỉnh Cao Nguyên", None),
        ]);
        let name = |name: &str, from: Option<&str>, until: Option<&str>| PartyName {
            name: name.to_owned(),
            name_en: None,
            from: from.map(day),
            until: until.map(day),
        };
        let names =
            vec![name("Jeollabuk-do", None, Some("2024-01-17")), name("Jeonbuk State", Some("2024-01-18"), None)];
        all.insert("jeonbuk".to_owned(), Party { id: "jeonbuk".to_owned(), names, ..Party::default() });
        all
    }

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn parties_keep_the_name_at_signing_and_say_todays() {
        let parties = register();
        let signed = Some(day("2022-11-03"));
        for (rule, list, today, expected) in [
            ("before the merger", "kon-tum", "2025-06-30", "UBND tỉnh Kon Tum"),
            ("succeeded", "kon-tum", "2025-07-01", "UBND tỉnh Kon Tum (nay là UBND tỉnh Quảng Ngãi)"),
            ("renamed", "jeonbuk", "2026-11-21", "Jeollabuk-do (nay là Jeonbuk State)"),
            ("not yet renamed", "jeonbuk", "2024-01-17", "Jeollabuk-do"),
            ("a successor that keeps the name", "old-dak-lak", "2025-07-01", "UBND tỉnh Đắk Lắk"),
            ("the other that was merged", "phu-yen", "2025-07-01", "UBND tỉnh Phú Yên (nay là UBND tỉnh Đắk Lắk)"),
            ("between two successions", "phu-yen", "2029-12-31", "UBND tỉnh Phú Yên (nay là UBND tỉnh Đắk Lắk)"),
            ("after the second one", "phu-yen", "2030-01-01", "UBND tỉnh Phú Yên (nay là UBND tỉnh Cao Nguyên)"),
            (
                "the name kept, then lost",
                "old-dak-lak",
                "2030-01-01",
                "UBND tỉnh Đắk Lắk (nay là UBND tỉnh Cao Nguyên)",
            ),
            ("nobody knows it", "who", "2026-11-21", "who"),
            ("its own successor", "loop", "2026-11-21", "A"),
        ] {
            let text = parties_text(&ids(&[list]), &parties, signed, day(today), Language::Vi);
            assert_eq!(text, expected, "{rule}");
        }
        let english = parties_text(&ids(&["kon-tum"]), &parties, signed, day("2026-11-21"), Language::En);
        assert_eq!(english, "UBND tỉnh Kon Tum (now UBND tỉnh Quảng Ngãi)");
    }

    #[test]
    fn who_stands_there_is_told_apart_where_the_names_are_the_same() {
        let parties = register();
        let one = |id: &str, on: &str| {
            let mut found = inherited_by(&ids(&[id]), &parties, &[], day(on));
            found.remove(0)
        };
        let today = day("2026-11-21");
        let vi = |one: &Inherited| inherited(one, &parties, today, Language::Vi);
        assert_eq!(
            vi(&one("old-dak-lak", "2026-11-21")),
            "UBND tỉnh Đắk Lắk [dak-lak] thay UBND tỉnh Đắk Lắk [old-dak-lak] từ 01/07/2025; chưa báo đối tác"
        );
        let mut note = one("kon-tum", "2026-11-21");
        note.basis = Some("NQ 202".to_owned());
        note.confirmed = Some(Confirmation { on: day("2025-08-05"), number: None });
        let english = inherited(&note, &parties, today, Language::En);
        assert_eq!(
            english,
            "UBND tỉnh Quảng Ngãi in the place of UBND tỉnh Kon Tum since 2025-07-01 (NQ 202); the partner was told on 2025-08-05"
        );
    }

    #[test]
    fn a_short_name_is_given_or_made_of_the_parties() {
        let parties = register();
        let today = day("2026-11-21");
        let facts = Facts {
            ours: ids(&["kon-tum"]),
            partner: ids(&["sekong"]),
            title: "Bản ghi nhớ".to_owned(),
            ..Facts::default()
        };
        assert_eq!(agreement_short(&facts, &parties, today), "Kon Tum – Sê Kông");
        let two = Facts { partner: ids(&["sekong", "jeonbuk"]), ..facts.clone() };
        assert_eq!(agreement_short(&two, &parties, today), "Kon Tum – Sê Kông (+1)");
        let none = Facts { partner: vec![], ..facts.clone() };
        assert_eq!(agreement_short(&none, &parties, today), "Bản ghi nhớ");
        for (rule, title, expected) in [
            ("a kind of text and no more", "Bản ghi nhớ", "Sê Kông"),
            ("in capitals", "BIÊN BẢN GHI NHỚ", "Sê Kông"),
            ("in English", "Memorandum of Understanding", "Sê Kông"),
            ("a title that says what about", "Bản ghi nhớ về hợp tác lâm nghiệp", "Bản ghi nhớ về hợp tác lâm nghiệp"),
        ] {
            let unknown = Facts { ours: vec![], title: title.to_owned(), ..facts.clone() };
            assert_eq!(agreement_short(&unknown, &parties, today), expected, "{rule}");
        }
        let given = Facts { short: Some("KT – SK".to_owned()), ..facts.clone() };
        assert_eq!(agreement_short(&given, &parties, today), "KT – SK");
        let secret = Facts { restricted: Restricted::Yes, reference: "2026-014".to_owned(), ..given };
        assert_eq!(agreement_short(&secret, &parties, today), "2026-014");
    }
}
