//! What an upgrade has changed.

use crate::message::Voice;

/// At most this many milestones are named.
const NAMED: usize = 10;

/// An agreement has other milestones than under the program before.
pub(crate) fn plan_moved(voice: Voice, reference: &str, gone: &[String], new: &[String]) -> String {
    let list = |what: &[String]| match what {
        [] => voice.pick("không có", "none").to_owned(),
        some if some.len() > NAMED => format!("{}, …", some[..NAMED].join(", ")),
        some => some.join(", "),
    };
    let (gone, new) = (list(gone), list(new));
    voice.pick(
        format!(
            "{reference}: phiên bản mới xếp lại thứ tự các lần cập nhật trong cùng một ngày nên lịch mốc thay đổi. Không \
             còn: {gone}. Nay có: {new}. Đề nghị đối chiếu bằng `pactwatch explain {reference}`"
        ),
        format!(
            "{reference}: this version orders acts of one day anew, so its milestones have changed. No longer: {gone}. \
             Now: {new}. Compare with `pactwatch explain {reference}`"
        ),
    )
}
