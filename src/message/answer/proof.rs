//! What an attempt to send a letter came to, in words that claim no more than is known.

use crate::message::sentence::sentences;
use crate::message::{SentenceForm, Voice};

sentences! {
    FILED(0) =
        "đã ghi thành tệp, chưa qua máy chủ thư",
        "written to a file; no mail server took it";
    TAKEN(0) =
        "máy chủ thư đã nhận",
        "the mail server took it";
    LATER(0) =
        "máy chủ thư hẹn lại",
        "the mail server said later";
    REFUSED(0) =
        "máy chủ thư từ chối",
        "the mail server refused it";
    UNKNOWN(0) =
        "không rõ máy chủ thư đã nhận hay chưa",
        "nobody knows whether the mail server took it";
    UNREACHED(0) =
        "không liên lạc được với máy chủ thư",
        "the mail server could not be reached";
    BROKEN_OFF(0) =
        "bị ngắt giữa chừng",
        "it broke off in the middle";
}

fn of(outcome: &str, reply: &str) -> SentenceForm<0> {
    match outcome {
        // What a mail server says begins with its code.
        "accepted" if is_filed(outcome, reply) => FILED,
        "accepted" => TAKEN,
        "deferred" => LATER,
        "refused" => REFUSED,
        "unknown" => UNKNOWN,
        "unavailable" => UNREACHED,
        _ => BROKEN_OFF,
    }
}

/// Whether a folder took it, and no mail server: where the file lies is no server's answer.
pub fn is_filed(outcome: &str, reply: &str) -> bool {
    outcome == "accepted" && !reply.starts_with(|first: char| first.is_ascii_digit())
}

/// What the outcome of that word, with those words of a server, means.
pub fn means(outcome: &str, reply: &str, voice: Voice) -> &'static str {
    of(outcome, reply).of(voice)
}

/// The same in both languages of the office.
pub(crate) fn means_in_both(outcome: &str, reply: &str) -> String {
    of(outcome, reply).both(" · ")
}
