//! Parts of refusals in Vietnamese: what stays as it is, what is wrong with a commitment.

use crate::lifecycle::commitment::CommitmentFlaw;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::UnchangedValue;
use crate::message::say::{day_table, field, span};

pub(super) fn unchanged(what: &UnchangedValue) -> String {
    match what {
        UnchangedValue::Facts => "sổ đã ghi như vậy".to_owned(),
        UnchangedValue::Field { name, value } => format!("{} đã là `{value}`", field(name, Language::Vi)),
        UnchangedValue::Review(day) => format!("kỳ sơ kết đã ở ngày {}", day_table(*day)),
        UnchangedValue::Name { party, from } => format!("từ ngày {} `{party}` đã mang tên ấy", day_table(*from)),
        UnchangedValue::Successor { successor, since } => {
            format!("`{successor}` đã kế thừa từ ngày {}", day_table(*since))
        }
        UnchangedValue::Alias { party, alias } => format!("`{party}` đã có cách viết `{alias}`"),
        UnchangedValue::Overruled => "lần cập nhật ghi sau đó nói khác".to_owned(),
        UnchangedValue::TooManySuccessors { party, most } => format!("`{party}` có hơn {most} bên kế thừa nối tiếp"),
    }
}

pub(super) fn commitment(flaw: &CommitmentFlaw) -> String {
    match flaw {
        CommitmentFlaw::Name(name) => format!(
            "tên `{name}` có dấu cách hoặc một trong các dấu / @ : ; # [ ] =, hoặc dài quá 60 ký tự; đề nghị rút gọn"
        ),
        CommitmentFlaw::NoTitle => "chưa ghi nội dung; đề nghị ghi nội dung cam kết".to_owned(),
        CommitmentFlaw::TooOften(every) => {
            format!("định kỳ {} quá ngắn; ngắn nhất là 7 ngày", span(*every, Language::Vi))
        }
        CommitmentFlaw::NoDayOfTheYear(text) => {
            format!("`{text}` không phải ngày trong năm; đề nghị ghi ngày/tháng, ví dụ 15/11")
        }
        CommitmentFlaw::SeveralTimes => {
            "thời hạn ghi nhiều cách; đề nghị giữ một trong ba: đến ngày, định kỳ, hằng năm".to_owned()
        }
        CommitmentFlaw::FromWithoutEvery => {
            "ghi ngày bắt đầu nhưng chưa ghi định kỳ; đề nghị ghi cả định kỳ".to_owned()
        }
    }
}
