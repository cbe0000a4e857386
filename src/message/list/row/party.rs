//! Parties that a row brings, or is taken for.

use super::super::{Wording, pair};
use crate::message::Sentence;

/// A row of a party without an id whose name one party bears.
pub(crate) fn party_taken_for(name: &str, id: &str) -> Sentence {
    Sentence::new(
        format!("chưa ghi mã bên, “{name}” được hiểu là bên {id}"),
        format!("no id; `{name}` is taken for the party `{id}`"),
    )
}

/// A row of a party without an id whose party has a row of its own in the file.
pub(crate) fn party_stands_in_another_row(name: &str, id: &str) -> Wording {
    pair(
        (format!("chưa ghi mã bên, mà bên {id} “{name}” đã có dòng khác trong tệp này"), "giữ một dòng"),
        (format!("no id, and the party `{id}`, `{name}`, has another row in this file"), "keep one row"),
    )
}

/// A party that came in.
pub(crate) fn new_party(id: &str, name: &str) -> Sentence {
    Sentence::new(format!("bên mới {id}: {name}"), format!("new party `{id}`: {name}"))
}

/// A party that came in with a restricted agreement alone.
pub(crate) fn new_party_in_restricted(reference: &str) -> Sentence {
    Sentence::new(
        format!("bên mới, chỉ có trong thỏa thuận hạn chế {reference}"),
        format!("new party, named in the restricted agreement {reference} alone"),
    )
}

/// A party that came in beside others of nearly that name.
pub(crate) fn new_party_beside(name: &str, id: &str, near: &[String]) -> Sentence {
    Sentence::new(
        format!(
            "“{name}” được thêm thành bên mới {id}, bên cạnh {}; nếu là một, ghi tên này làm tên khác của bên kia rồi sửa thỏa thuận",
            near.join(" hoặc ")
        ),
        format!(
            "`{name}` came in as a new party, `{id}`, beside {}; if they are one, give that one this name as an alias \
             (`record --party ID alias`) and correct the agreement",
            near.join(" or ")
        ),
    )
}
