//! The closed lists among the values: sides, notices, choices.

use crate::lifecycle::act::{Choice, CommitmentSide, Notice, Side};

/// The values of a closed list: the canonical word, its names in both languages, and what else people write, folded.
pub type ValueList<T> = &'static [(T, &'static str, [&'static str; 2], &'static [&'static str])];

pub(crate) const SIDES: ValueList<Side> = &[
    (
        Side::Us,
        "us",
        ["phía ta", "our side"],
        &["ours", "we", "ta", "ben ta", "viet nam", "phia viet nam", "ben viet nam", "vn", "tinh"],
    ),
    (
        Side::Partner,
        "partner",
        ["đối tác", "the partner"],
        &["them", "they", "theirs", "phia doi tac", "ben doi tac", "ban", "phia ban", "ben kia", "nuoc ngoai"],
    ),
];

/// What a written notice says.
pub(crate) const NOTICES: ValueList<Notice> = &[
    (
        Notice::NonRenewal,
        "non-renewal",
        ["không gia hạn", "non-renewal"],
        &["thong bao khong gia han", "no renewal", "not renewed"],
    ),
    (
        Notice::Termination,
        "termination",
        ["chấm dứt", "termination"],
        &["thong bao cham dut", "cham dut hieu luc", "terminate"],
    ),
];

/// What was decided.
pub(crate) const CHOICES: ValueList<Choice> = &[
    (Choice::Renew, "renew", ["gia hạn", "renew"], &["renewal", "de tu dong gia han"]),
    (
        Choice::Renegotiate,
        "renegotiate",
        ["đàm phán văn bản mới", "negotiate a new text"],
        &["dam phan lai", "ky moi", "ky van ban moi", "sua doi, bo sung"],
    ),
    (
        Choice::Lapse,
        "lapse",
        ["không gia hạn", "let it lapse"],
        &["de het hieu luc", "de het han", "het hieu luc", "no renewal"],
    ),
    (Choice::Terminate, "terminate", ["chấm dứt", "terminate"], &["termination", "cham dut hieu luc"]),
];

/// The sides that promise: the canonical word, its names in both languages, and what else people write, folded.
pub(crate) const PROMISERS: ValueList<CommitmentSide> = &[
    (
        CommitmentSide::Us,
        "us",
        ["phía ta", "our side"],
        &["ours", "we", "ta", "ben ta", "viet nam", "phia viet nam", "tinh"],
    ),
    (
        CommitmentSide::Partner,
        "partner",
        ["đối tác", "the partner"],
        &["them", "they", "theirs", "phia doi tac", "ben doi tac", "ban", "phia ban", "ben kia", "nuoc ngoai"],
    ),
    (
        CommitmentSide::Both,
        "both",
        ["hai bên", "both sides"],
        &["hai phia", "ca hai", "ca hai ben", "both sides", "cac ben"],
    ),
];
