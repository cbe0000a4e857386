//! The columns that an audit cannot prove, because no act, receipt or key determines them.
//!
//! A test alters every column of every table: each change is detected, or the column is listed here.

use crate::message::Voice;
use crate::message::answer::audit::NO_LONGER_KEPT;

/// Tables and columns that can be altered unnoticed, with what that does.
pub const NOT_VOUCHED: &[(&str, &[&str])] = &[
    // Notes of the program to itself: the next scan and the next delivery write them again.
    ("meta", &["key", "value"]),
    // Where a list came from; what it brought is in acts.
    ("import_batch", &["id", "file", "sha256", "rows", "imported_on", "imported_at", "imported_by"]),
    // Under other rules the next scan looks at once.
    ("agreement", &["look_rules"]),
    // When a letter was made and in which order it goes; not what it says or to whom.
    (
        "envelope",
        &[
            "id",
            "queued_on",
            "rendered_on",
            "urgent_on",
            "attempts",
            "deferrals",
            "composed_at",
            "not_before_at",
            "sending_since_at",
            "settled_at",
            "why",
        ],
    ),
    // How long a letter has been put off, and the order of queueing.
    (
        "reminder",
        &[
            "id",
            "queued_on",
            "put_offs",
            "aged_seconds",
            "put_off_until_at",
            "asked_address",
            "answered_seq",
            "waits_since_at",
            "ahead",
        ],
    ),
    // What lists show: an index, recomputed whenever it is stale. Letters and an agreement's page never read it.
    (
        "board",
        &[
            "agreement_id",
            "rules",
            "written_on",
            "holds_until",
            "reference",
            "title",
            "status",
            "starts_on",
            "ends_on",
            "next_kind",
            "next_on",
            "label",
            "label_key",
            "partner_key",
            "officer_key",
            "end_key",
            "inherited",
            "gaps",
            "digest_rules",
            "matters_until",
        ],
    ),
    ("board_matter", &["list", "day", "agreement_id", "count"]),
    ("board_day", &["day", "agreement_id", "kind", "name", "nth", "do_by", "lawful_until", "state"]),
    // Which addresses someone noted as dead.
    ("bounced", &["address", "noted_at"]),
];

/// The same as `table.column`.
pub(super) fn names() -> Vec<String> {
    let columns =
        NOT_VOUCHED.iter().flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")));
    // Borne out by the letter's own bytes, as long as those are kept.
    columns.chain([format!("envelope.subject {}", NO_LONGER_KEPT.of(Voice::LOG))]).collect()
}
