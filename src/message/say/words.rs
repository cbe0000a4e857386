//! The domain's words for kinds, states and choices.

use crate::lifecycle::act::{ActWord, Choice, MilestoneKind, Origin, UNNAMED};
use crate::lifecycle::agreement;
use crate::lifecycle::milestone::{MilestoneState, Status};
use crate::lifecycle::policy::Language;
use crate::message::{Voice, Words};

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a milestone is about: `sơ kết`, `hết hiệu lực`.
pub fn kind(kind: MilestoneKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        MilestoneKind::Effect => ("có hiệu lực", "entry into force"),
        MilestoneKind::Review => ("sơ kết", "review"),
        MilestoneKind::Notice => ("hạn thông báo", "notice deadline"),
        MilestoneKind::Renewal => ("tự động gia hạn", "renewal"),
        MilestoneKind::Expiry => ("hết hiệu lực", "expiry"),
        MilestoneKind::Duty => ("hạn báo cáo", "duty"),
        MilestoneKind::Observance => ("ngày kỷ niệm", "observance"),
        MilestoneKind::Commitment => ("cam kết", "commitment"),
    };
    pick(language, vi, en)
}

/// What a milestone asks for today.
pub fn state(state: MilestoneState, language: Language) -> &'static str {
    let (vi, en) = match state {
        MilestoneState::Open => ("chưa có kết quả", "open"),
        MilestoneState::Done => ("đã xong", "done"),
        MilestoneState::History => ("cần xác minh", "history"),
    };
    pick(language, vi, en)
}

/// What an agreement is today.
pub fn status(status: Status, language: Language) -> &'static str {
    let (vi, en) = match status {
        Status::Pending => ("chờ hiệu lực", "pending"),
        Status::InForce => ("đang có hiệu lực", "in force"),
        Status::Suspended => ("tạm đình chỉ", "suspended"),
        Status::Expired => ("đã hết hiệu lực", "expired"),
        Status::Terminated => ("đã chấm dứt", "terminated"),
        Status::Superseded => ("đã được thay thế", "superseded"),
        Status::Closed => ("đã khép hồ sơ", "closed"),
        Status::Unknown => ("chưa rõ", "unknown"),
    };
    pick(language, vi, en)
}

/// A kind in a terminal's table: in English the word that commands take.
pub(crate) fn kind_in_list(voice: Voice, it: MilestoneKind) -> &'static str {
    voice.pick(kind(it, Language::Vi), it.name())
}

/// A state in a terminal's table.
pub(crate) fn state_in_list(voice: Voice, it: MilestoneState) -> &'static str {
    voice.pick(state(it, Language::Vi), it.name())
}

/// A status in a terminal's table.
pub(crate) fn status_in_list(voice: Voice, it: Status) -> &'static str {
    voice.pick(status(it, Language::Vi), it.name())
}

/// What was decided.
pub fn choice(choice: Choice, language: Language) -> &'static str {
    let (vi, en) = match choice {
        Choice::Renew => ("gia hạn", "renew"),
        Choice::Renegotiate => ("đàm phán văn bản mới", "negotiate a new text"),
        Choice::Lapse => ("không gia hạn", "let it lapse"),
        Choice::Terminate => ("chấm dứt", "terminate"),
    };
    pick(language, vi, en)
}

/// In the place of who recorded an act.
const DEMONSTRATION: Words = Words::new("bản dùng thử", "the demonstration");
const NOBODY_NAMED: Words = Words::new("không rõ ai", "nobody named");

/// Who recorded an act; nobody's name is made of a missing one.
pub fn recorder(by: &str, voice: Voice) -> String {
    match by {
        UNNAMED => NOBODY_NAMED.of(voice).to_owned(),
        "demo" => DEMONSTRATION.of(voice).to_owned(),
        by => by.to_owned(),
    }
}

/// Behind the name of a recorder whom the configuration did not know as a contact.
const NO_CONTACT: Words = Words::new("không phải người nhận", "no contact");

/// That who recorded the act was no contact of the office on that day. Says nothing of acts of versions that did not note
/// it, of a name that was typed, and where nobody is named.
pub fn stranger(by: &str, origin: &Origin, voice: Voice) -> Option<&'static str> {
    let noted = origin.via.is_some() && origin.recorder.is_none() && origin.written_by.is_none();
    (noted && !matches!(by, UNNAMED | "demo")).then(|| NO_CONTACT.of(voice))
}

/// An act by its word, as a noun.
pub fn act(word: &str, language: Language) -> &'static str {
    let (vi, en) = match word {
        "register" => ("vào sổ", "registration"),
        "enter-into-force" => ("có hiệu lực", "entry into force"),
        "extend" => ("gia hạn", "extension"),
        "amend" => ("sửa đổi, bổ sung", "amendment"),
        "notify" => ("thông báo của một bên", "notice"),
        "suspend" => ("tạm đình chỉ", "suspension"),
        "resume" => ("tiếp tục thực hiện", "resumption"),
        "terminate" => ("chấm dứt", "termination"),
        "withdraw" => ("rút khỏi", "withdrawal"),
        "supersede" => ("văn bản thay thế", "replacement"),
        "expire" => ("hết hiệu lực", "expiry"),
        "hold-review" => ("đã họp sơ kết", "review held"),
        "postpone" => ("hoãn họp sơ kết", "postponement"),
        "skip" => ("không tổ chức, không thực hiện", "not held, not carried out"),
        "fulfil" => ("đã thực hiện", "done"),
        "decide" => ("quyết định", "decision"),
        "acknowledge" => ("đã nhận việc", "acknowledgement"),
        "snooze" => ("tạm ngừng nhắc", "snooze"),
        "step" => ("bước thực hiện", "step"),
        "progress" => ("ghi chú tiến độ", "progress note"),
        "confirm-successor" => ("báo đối tác về bên kế thừa", "the partner told of the successor"),
        "close" => ("khép hồ sơ", "closing"),
        "correct" => ("sửa thông tin trong sổ", "correction of the register"),
        "void" => ("hủy một lần cập nhật", "an act taken back"),
        "confirm" => ("xác nhận một lần cập nhật", "an act confirmed"),
        "commit" => ("cam kết, nhiệm vụ", "commitment"),
        "party" => ("thêm một bên", "a party"),
        "rename" => ("đổi tên một bên", "a party renamed"),
        "succeed" => ("bên kế thừa", "a successor"),
        "alias" => ("tên gọi khác của một bên", "another name of a party"),
        "contact" => ("vắng mặt, thư của một người", "absence or letters of a contact"),
        // One without a noun of its own goes by its names in the table.
        _ => ActWord::of_word(word)
            .map_or(("lần cập nhật", "act"), |act| (act.entry().vietnamese, act.entry().english)),
    };
    pick(language, vi, en)
}

/// An act in a list: in English by the word that commands take.
pub(crate) fn act_in_list(voice: Voice, word: &'static str) -> &'static str {
    voice.pick(act(word, Language::Vi), word)
}

/// What sort of paper an agreement is.
pub(crate) fn agreement_kind(kind: agreement::PaperKind, language: Language) -> &'static str {
    use agreement::PaperKind as Paper;
    let (vi, en) = match kind {
        Paper::Agreement => ("bản thỏa thuận hợp tác", "cooperation agreement"),
        Paper::Mou => ("bản ghi nhớ", "memorandum of understanding"),
        Paper::Minutes => ("biên bản", "record of discussions"),
        Paper::Programme => ("chương trình hợp tác", "programme of cooperation"),
        Paper::Plan => ("kế hoạch", "plan"),
        Paper::Strategy => ("chiến lược", "strategy"),
        Paper::Regulation => ("quy chế phối hợp", "coordination regulation"),
        Paper::Treaty => ("điều ước quốc tế", "treaty"),
        Paper::Other => ("văn bản khác", "other"),
    };
    pick(language, vi, en)
}

/// A field of an agreement or a commitment, by its column's name; any other name is unchanged.
pub fn field(name: &str, language: Language) -> &str {
    let (vi, en) = match name {
        "reference" => ("mã theo dõi", "reference"),
        "documents" => ("tài liệu", "documents"),
        "title" => ("tên văn bản", "title"),
        "title_en" => ("tên tiếng Anh", "English title"),
        "short" => ("tên ngắn", "short name"),
        "kind" => ("loại văn bản", "kind"),
        "note" => ("ghi chú", "note"),
        "source" => ("nguồn", "source"),
        "fields" => ("lĩnh vực", "fields"),
        "number" => ("số, ký hiệu", "number"),
        "ours" => ("bên Việt Nam", "our party"),
        "partner" => ("bên nước ngoài", "partner"),
        "country" => ("nước", "country"),
        "signed_on" => ("ngày ký", "day of signing"),
        "in_force_on" => ("ngày có hiệu lực", "day in force"),
        "effect" => ("cách có hiệu lực", "how it takes effect"),
        "effect_delay" => ("có hiệu lực sau", "in force after"),
        "term" => ("thời hạn", "term"),
        "count" => ("cách tính ngày cuối", "how the last day is counted"),
        "renewal" => ("gia hạn", "renewal"),
        "renewal_period" => ("thời hạn mỗi lần gia hạn", "renewal period"),
        "renewals_max" => ("số lần tự gia hạn tối đa", "renewals at most"),
        "notice" => ("thời hạn thông báo", "notice"),
        "termination_notice" => ("báo trước khi chấm dứt", "notice of termination"),
        "review_every" => ("định kỳ sơ kết", "review period"),
        "review_first_on" => ("kỳ sơ kết đầu", "first review"),
        "lead_agency" => ("cơ quan đầu mối", "focal agency"),
        "officers" => ("người phụ trách", "officers"),
        "ladders" => ("lịch nhắc riêng", "ladders"),
        "restricted" => ("chế độ hạn chế", "restriction"),
        "basis" => ("căn cứ", "basis"),
        "under" => ("thuộc chiến lược, kế hoạch", "under"),
        "side" => ("bên thực hiện", "side"),
        "who" => ("người thực hiện", "who"),
        "target" => ("chỉ tiêu", "target"),
        "when" => ("thời hạn thực hiện", "when"),
        other => return other,
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a number of years is called on an anniversary: `năm tròn` where it ends in 0, `năm lẻ năm` where it ends in 5;
/// nothing else has a name.
pub(crate) fn year_mark(years: u32, language: Language) -> Option<&'static str> {
    match (years % 10, language) {
        (0, Language::Vi) => Some("năm tròn"),
        (0, Language::En) => Some("a round year"),
        (5, Language::Vi) => Some("năm lẻ năm"),
        (5, Language::En) => Some("a half-decade year"),
        _ => None,
    }
}

/// Where a letter is on its way out, by the word that the register keeps.
pub fn envelope_state(voice: Voice, word: &str) -> String {
    match word {
        "composing" => voice.pick("đang soạn", "composing"),
        "pending" => voice.pick("chờ gửi", "pending"),
        "sending" => voice.pick("đang gửi", "sending"),
        "sent" => voice.pick("đã gửi", "sent"),
        "dead" => voice.pick("không gửi được", "dead"),
        "dropped" => voice.pick("đã bỏ", "dropped"),
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::agreement::Field;

    #[test]
    fn no_field_of_an_agreement_bears_the_name_of_its_column_in_vietnamese() {
        for name in Field::ALL.iter().map(|field| field.name()) {
            assert_ne!(field(name, Language::Vi), name);
        }
    }
}
