//! The table of rights as a table: who × what × whose × restricted.

use super::*;
use crate::config::{Checks, parse};
use crate::lifecycle::agreement::Restricted;

const OFFICE: &str = r#"
    [contacts.reader]
    email = "reader@example.vn"
    can = ["read"]
    [contacts.desk]
    email = "desk@example.vn"
    away = [{ from = 2026-12-01, to = 2026-12-20, substitute = "deputy" }]
    [contacts.deputy]
    email = "deputy@example.vn"
    [contacts.other]
    email = "other@example.vn"
    [contacts.head]
    email = "head@example.vn"
    [contacts.it]
    email = "it@example.vn"
    [office]
    fallback = "it"
    [roles]
    head = ["head"]
"#;

/// Who, on which day, sees a restricted agreement of `desk`, and records on it.
#[test]
fn the_table_of_rights() {
    let config = parse(OFFICE, std::path::Path::new(""), &Checks::NONE).unwrap_or_else(|error| panic!("{error}"));
    let officers = ["desk".to_owned()];
    for (who, on, sees, records) in [
        ("reader", "2026-11-21", false, false),
        ("desk", "2026-11-21", true, true),
        ("desk", "2026-12-05", true, true),
        ("deputy", "2026-11-30", false, false),
        ("deputy", "2026-12-01", true, true),
        ("deputy", "2026-12-20", true, true),
        ("deputy", "2026-12-21", false, false),
        ("other", "2026-11-21", false, false),
        ("head", "2026-11-21", true, true),
        ("it", "2026-11-21", false, false),
    ] {
        let contact = config.circle.contact(who).unwrap_or_else(|| panic!("{who}"));
        let viewer = Viewer::of(&config, contact, on.parse().unwrap_or_else(|_| panic!("{on}")));
        let sight =
            |restricted| viewer.sight_of(&Facts { restricted, officers: officers.to_vec(), ..Facts::default() });
        assert_eq!(sight(Restricted::Yes) == Sight::Whole, sees, "{who} on {on}");
        assert_eq!(sight(Restricted::No), Sight::Whole, "{who}: what is not restricted");
        assert_eq!(viewer.records(&officers), records, "{who} on {on}");
    }
}
