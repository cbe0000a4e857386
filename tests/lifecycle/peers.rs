//! Cases that other systems got wrong, each named after the thread where it was reported.

use pactwatch::lifecycle::act::MilestoneKind;
use pactwatch::lifecycle::reminder::{Decision, Hold};

use crate::office::Office;
use crate::world::{Register, day, extend_until, hold, terminate};

#[test]
fn glpi_6004_notice_follows_the_renewed_period() {
    // 27/09/2018 + 36 m = 27/09/2021; less 3 m = 27/06/2021 (Sun); 21 days before, 06/06/2021, is a Sunday: Fri 04/06.
    let register = Register::signed(
        "2018-09-27",
        &[("term", "36m"), ("renewal", "tacit"), ("renewal_period", "12m"), ("notice", "3m")],
    );
    let mut office = Office::new().weekends_only().with("notice", &["-21d officer"]);
    office.scan_daily(&register, "2018-09-27", "2022-06-30");
    let expected = [
        "2021-06-04 notice@2021-06-27 -21d desk",
        "2021-09-27 renewal@2021-09-27 0d desk",
        // + 48 m = 27/09/2022; less 3 m = 27/06/2022; 21 days before is Mon 06/06/2022.
        "2022-06-06 notice@2022-06-27 -21d desk",
    ];
    assert_eq!(office.log(), expected);
}

#[test]
fn glpi_15893_the_first_term_is_counted_once() {
    // 01/08/2020 + 36 m = 01/08/2023, + 12 m = 01/08/2024 (Thu); less 3 m = 01/05/2024 (Wed).
    let register = Register::signed(
        "2020-08-01",
        &[("term", "36m"), ("renewal", "tacit"), ("renewal_period", "12m"), ("notice", "3m")],
    );
    assert_eq!(register.ends_on("2023-10-31"), "2024-08-01");
    let open: Vec<String> = register.agenda("2024-10-31", "2023-10-31").into_iter().filter(|line| open(line)).collect();
    assert_eq!(open, ["2024-05-01 Wed notice 2 open", "2024-08-01 Thu renewal 2 open"]);
}

fn open(line: &str) -> bool {
    line.ends_with(" open")
}

#[test]
fn glpi_18954_a_notice_in_the_past_stays() {
    // 15/01/2020 + 3 y = 15/01/2023 (Sun); less 6 m = 15/07/2022 (Fri). Nothing renews, so nothing jumps a year.
    let register = Register::signed("2020-01-15", &[("term", "3y"), ("notice", "6m")]);
    for today in ["2022-07-15", "2022-07-16", "2022-10-01", "2024-01-01"] {
        let expected = ["2022-07-15 Fri notice 1 open", "2023-01-15 Sun expiry 1 open"];
        assert_eq!(register.agenda("2026-12-31", today), expected, "{today}");
    }
}

#[test]
fn glpi_pr_24274_a_renewal_of_no_length_is_refused_and_ends() {
    let register = Register::signed("2020-01-15", &[("term", "3y"), ("renewal", "tacit"), ("renewal_period", "0d")]);
    let flaws = register.flaws();
    assert!(flaws.iter().any(|flaw| flaw.contains("`renewal_period` is zero")), "{flaws:?}");
    // Should one reach the date rules all the same, it is an agreement with one period.
    assert_eq!(register.agenda("2199-12-31", "2020-01-15"), ["2023-01-15 Sun expiry 1 open"]);
}

#[test]
fn wallos_551_monthly_from_the_30th_does_not_drift_in_february() {
    let register = Register::signed("2024-10-30", &[("term", "open"), ("review_every", "1m")]);
    let expected = ["2024-11-30 Sat", "2024-12-30 Mon", "2025-01-30 Thu", "2025-02-28 Fri", "2025-03-30 Sun"];
    assert_eq!(register.days(MilestoneKind::Review, "2025-03-31"), expected);
}

#[test]
fn wallos_657_monthly_from_the_31st_comes_back_to_it() {
    let register = Register::signed("2025-01-31", &[("term", "open"), ("review_every", "1m")]);
    assert_eq!(
        register.days(MilestoneKind::Review, "2025-04-30"),
        ["2025-02-28 Fri", "2025-03-31 Mon", "2025-04-30 Wed"]
    );
}

#[test]
fn yuvomi_978_the_29th_of_february_comes_back() {
    let register = Register::signed("2024-02-29", &[("term", "open"), ("review_every", "1y")]);
    let expected = ["2025-02-28 Fri", "2026-02-28 Sat", "2027-02-28 Sun", "2028-02-29 Tue"];
    assert_eq!(register.days(MilestoneKind::Review, "2028-03-31"), expected);
}

#[test]
fn npsp_5332_a_leap_year_has_one_anniversary() {
    let register = Register::signed("2020-02-29", &[("term", "open"), ("review_every", "1y")]);
    let found = register.days(MilestoneKind::Review, "2024-12-31");
    let of_2024: Vec<&String> = found.iter().filter(|day| day.starts_with("2024")).collect();
    assert_eq!(of_2024, ["2024-02-29 Thu"]);
}

#[test]
fn metasfresh_3706_no_stub_after_a_period_terminated_on_its_last_day() {
    // 01/03/2020 + 2 y = 01/03/2022 (Tue), + 1 y = 01/03/2023 (Wed): terminated on that very day.
    let register = Register::signed("2020-03-01", &[("term", "2y"), ("renewal", "tacit"), ("renewal_period", "1y")])
        .act("2023-02-10", terminate("2023-03-01"));
    let expected = ["2022-03-01 Tue renewal 1 done", "2023-03-01 Wed expiry 2 done"];
    assert_eq!(register.agenda("2030-12-31", "2023-03-01"), expected);
    assert_eq!(register.through("2030-12-31").course.periods.len(), 2);
}

#[test]
fn starbyte_143_in_force_through_its_last_day() {
    // Which day it is at 23:59 in Viet Nam is the clock's business; here is what each of the two days means.
    let register = Register::signed("2021-06-15", &[("term", "until 2026-06-15")]);
    assert_eq!(register.status("2026-06-15"), "in-force");
    assert_eq!(register.status("2026-06-16"), "expired");
}

#[test]
fn grocy_1655_due_today_is_today_and_gets_its_letter() {
    let register = Register::signed("2021-06-30", &[("term", "5y")]);
    let mut office = Office::new().with("expiry", &["0d officer"]);
    office.scan(&register, day("2026-06-30 Tue"));
    assert_eq!(office.log(), ["2026-06-30 expiry@2026-06-30 0d desk"]);
}

#[test]
fn glpi_4571_a_moved_day_gets_a_full_new_ladder() {
    // 31/01/2026 (Sat): 30 days before is Thu 01/01/2026; 7 days before, Sat 24/01, becomes Fri 23/01.
    // 31/01/2031 (Fri): Wed 01/01/2031 and Fri 24/01/2031.
    let before = Register::signed("2021-01-31", &[("term", "5y")]);
    let mut office = Office::new().weekends_only().with("expiry", &["-30d officer", "-7d officer"]);
    office.scan_daily(&before, "2025-12-01", "2026-01-25");
    let after = before.act("2026-01-26", extend_until("2031-01-31 Fri"));
    office.scan_daily(&after, "2026-01-26", "2031-02-28");
    let expected = [
        "2026-01-01 expiry@2026-01-31 -30d desk",
        "2026-01-23 expiry@2026-01-31 -7d desk",
        "2031-01-01 expiry@2031-01-31 -30d desk",
        "2031-01-24 expiry@2031-01-31 -7d desk",
    ];
    assert_eq!(office.log(), expected);
}

#[test]
fn invoiceninja_2183_an_outage_over_the_rung_costs_lateness() {
    // D = 22/12/2026. D − 90 = Wed 23/09; off from D − 95 = Fri 18/09 to D − 80 = Sat 03/10.
    let register = Register::signed("2021-12-22", &[("term", "5y")]);
    let mut office = Office::new().weekends_only().with("expiry", &["-90d officer"]);
    office.scan_daily(&register, "2026-09-01", "2026-09-18");
    office.scan_daily(&register, "2026-10-03", "2026-12-31");
    assert_eq!(office.log(), ["2026-10-03 expiry@2026-12-22 -90d desk"]);
    assert_eq!(office.sent[0].opens_on, day("2026-09-23 Wed"), "the letter can say that it is late");
}

#[test]
fn probo_1591_three_working_days_after_a_friday_are_wednesday() {
    let register = Register::signed("2021-06-12", &[("term", "until 2026-06-12")]);
    let mut office = Office::new().with("expiry", &["+3wd officer"]);
    office.scan_daily(&register, "2026-06-12", "2026-06-30");
    assert_eq!(office.log(), ["2026-06-17 expiry@2026-06-12 +3wd desk"]);
    assert_eq!((day("2026-06-12 Fri"), day("2026-06-17 Wed")), (office.sent[0].day, office.sent[0].on));
}

#[test]
fn contract_manager_entered_late_gets_one_letter_now() {
    // End 30/06/2026; entered 45 days before, 16/05. − 90: 01/04, − 60: Fri 01/05, − 30: Sun 31/05, so Fri 29/05.
    let register = Register::new("2026-05-16", &[("signed_on", "2023-06-30"), ("term", "3y")]);
    let mut office = Office::new().weekends_only().with("expiry", &["-90d officer", "-60d officer", "-30d officer"]);
    let superseded = Hold::SupersededBy("-60d".parse().unwrap());
    assert_eq!(office.hold(&register, "2026-05-16", "expiry@2026-06-30", "-90d", "desk"), superseded);
    office.scan_daily(&register, "2026-05-16", "2026-08-31");
    let expected = ["2026-05-16 expiry@2026-06-30 -60d desk", "2026-05-29 expiry@2026-06-30 -30d desk"];
    assert_eq!(office.log(), expected);
}

#[test]
fn glpi_imported_after_four_tacit_renewals_speaks_of_the_present_period() {
    // 20/05/2014 + 3 y = 2017; + 2 y each: 2019, 2021, 2023, so four renewals by 2024; the fifth period ends
    // Tue 20/05/2025, its notice six months before on Wed 20/11/2024; 90 days before that is Thu 22/08/2024.
    let register = Register::new(
        "2024-02-01",
        &[
            ("signed_on", "2014-05-20"),
            ("term", "3y"),
            ("renewal", "tacit"),
            ("renewal_period", "2y"),
            ("notice", "6m"),
        ],
    );
    let lines = register.agenda("2025-12-31", "2024-02-01");
    assert_eq!(lines.iter().filter(|line| line.ends_with("done")).count(), 8, "{lines:?}");
    let asking: Vec<String> = lines.into_iter().filter(|line| open(line)).collect();
    assert_eq!(asking, ["2024-11-20 Wed notice 5 open", "2025-05-20 Tue renewal 5 open"]);
    let mut office = Office::new();
    office.scan_daily(&register, "2024-02-01", "2024-08-22");
    assert_eq!(office.log(), ["2024-08-22 notice@2024-11-20 -90d desk"]);
}

#[test]
fn grocy_2186_a_review_held_early_closes_its_own_occurrence() {
    // Held ten days before 22/12/2019; the next stays on Wed 22/12/2021.
    let register =
        Register::signed("2017-12-22", &[("term", "5y"), ("review_every", "2y")]).act("2019-12-12", hold("2019-12-22"));
    let expected = ["2019-12-22 Sun review 1 done", "2021-12-22 Wed review 2 open", "2022-12-22 Thu expiry 1 open"];
    assert_eq!(register.agenda("2023-12-31", "2019-12-12"), expected);
    let office = Office::new();
    let on = |today| office.decision(&register, today, "review@2019-12-22", "-14d", "desk");
    assert!(matches!(on("2019-12-12"), Decision::Hold(Hold::Answered(_))));
}
