//! What is wrong or odd about the facts of an agreement, and why a text is no value of a field.

use crate::lifecycle::act::MilestoneKind;
use crate::lifecycle::agreement::{Contradiction, FactError, FactFault, Oddity};
use crate::lifecycle::commitment::CommitmentError;
use crate::lifecycle::policy::Language;
use crate::message::say::{day_for, field, span};
use crate::message::{Say, Voice};

impl Say for FactError {
    fn say(&self, voice: Voice) -> String {
        let name = voice.pick(field(self.field, Language::Vi).to_owned(), format!("`{}`", self.field));
        format!("{name}: {}", self.what.say(voice))
    }
}

impl Say for CommitmentError {
    fn say(&self, voice: Voice) -> String {
        let Self { field, text } = self;
        voice.pick(format!("`{field}`: không hiểu {text}"), format!("`{field}`: {text} is no value of it"))
    }
}

impl Say for FactFault {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Day(error) => error.say(voice),
            Self::Span(error) => error.say(voice),
            Self::NoLength => voice.pick("thời gian bằng 0", "a span of no length").to_owned(),
            Self::Term(error) => error.say(voice),
            Self::NotANumber => voice.pick("đề nghị ghi một số nguyên", "write a whole number").to_owned(),
            Self::NotAWord { text, words } => {
                let words = words.join(", ");
                voice.pick(
                    format!("không hiểu `{text}`; đề nghị ghi một trong các từ {words}"),
                    format!("`{text}` is none of {words}"),
                )
            }
            Self::NotAPair(part) => voice.pick(
                format!("`{part}` không có dạng `tên=giá trị`; nhiều mục thì cách nhau bằng `;`"),
                format!("`{part}` is not `name=value`; separate several by `;`"),
            ),
            Self::NotADocument(part) => voice.pick(
                format!("`{part}` không có dạng `đường dẫn|sha256|tên`, trong đó sha256 gồm 64 chữ số hệ 16"),
                format!("`{part}` is not `path|sha256|title` with 64 hex digits"),
            ),
            Self::NotACountry(text) => voice.pick(
                format!("`{text}` không phải mã nước gồm hai chữ cái (ISO 3166), ví dụ KR hoặc LA"),
                format!("`{text}` is not an ISO 3166 code of two letters, for example KR or LA"),
            ),
            Self::NoReference => {
                voice.pick("văn bản phải có mã", "an agreement cannot be without a reference").to_owned()
            }
            Self::NoField(name) => {
                voice.pick(format!("sổ không có mục `{name}`"), format!("`{name}` is no field of the register"))
            }
            Self::NotRegistered => {
                voice.pick("văn bản không có lần cập nhật đưa vào sổ", "the agreement has no act `register`").to_owned()
            }
            Self::SeveralParties { name, ids } => voice.pick(
                format!("`{name}` là tên của {}; đề nghị ghi mã của một bên", ids.join(" và ")),
                format!("`{name}` is the name of {}; write the id of one of them", ids.join(" and ")),
            ),
            Self::NoParty(name) => voice.pick(
                format!("sổ không có bên `{name}`; đề nghị đưa vào sổ bằng cách nhập danh sách"),
                format!("there is no party `{name}`; bring it in with `import`, as a [[party]]"),
            ),
            Self::Calendar(error) => error.say(voice),
        }
    }
}

/// The kinds of milestones, by the names that `ladders` takes.
fn kinds() -> String {
    MilestoneKind::ALL.map(MilestoneKind::name).join(", ")
}

impl Say for Contradiction {
    fn say(&self, voice: Voice) -> String {
        let day = |on| day_for(voice, on);
        match self {
            Self::NoTitle => voice
                .pick("chưa có tên văn bản; đề nghị ghi tên", "`title` is empty; write the agreement's title")
                .to_owned(),
            Self::Reference(text) => voice.pick(
                format!("mã {text} dài quá 80 ký tự, có dấu cách, dấu `/`, hoặc là `them-moi`, `office`; đề nghị đặt mã khác"),
                format!(
                    "`reference` {text} is longer than 80 characters, holds spaces, `/` or control characters, or is `them-moi` or `office`; write another"
                ),
            ),
            Self::EndBeforeStart { start, end } => voice.pick(
                format!(
                    "thời hạn kết thúc ngày {}, trước ngày có hiệu lực {}; đề nghị sửa một trong hai",
                    day(*end),
                    day(*start)
                ),
                format!("`term` ends on {end}, before the agreement is in force on {start}; mend one of them"),
            ),
            Self::InForceBeforeSigned { in_force, signed } => voice.pick(
                format!("ngày có hiệu lực {} trước ngày ký {}; đề nghị sửa một trong hai", day(*in_force), day(*signed)),
                format!("`in_force_on` {in_force} lies before `signed_on` {signed}; mend one of them"),
            ),
            Self::NoRenewalPeriod => voice
                .pick(
                    "tự động gia hạn nhưng chưa ghi mỗi lần gia hạn bao lâu; đề nghị ghi, ví dụ 5 năm",
                    "`renewal` is tacit but `renewal_period` is missing; write for how long each renewal is, e.g. 5y",
                )
                .to_owned(),
            Self::ZeroRenewalPeriod => voice
                .pick(
                    "thời gian mỗi lần gia hạn bằng 0; đề nghị ghi, ví dụ 1 năm",
                    "`renewal_period` is zero: the agreement would renew for ever on one day; write for how long, e.g. 1y",
                )
                .to_owned(),
            Self::TacitWithout(term) => voice.pick(
                format!("tự động gia hạn nhưng thời hạn là {term}; đề nghị ghi thời hạn như 5 năm, hoặc ngày kết thúc"),
                format!("`renewal` is tacit but `term` is {term}; a tacit renewal needs a term like 5y or `until DAY`"),
            ),
            Self::Zero(name) => voice.pick(
                format!("{} bằng 0; đề nghị ghi như 6 tháng, hoặc để trống", field(name, Language::Vi)),
                format!("`{name}` is zero; write a span like 6m, or leave it empty"),
            ),
            Self::NoticeTooLong { notice, period } => voice.pick(
                format!(
                    "thời hạn thông báo ({}) không ngắn hơn giai đoạn ({}); đề nghị sửa một trong hai",
                    span(*notice, Language::Vi),
                    span(*period, Language::Vi)
                ),
                format!("`notice` ({notice}) is not shorter than the period it stands in ({period}); mend one of them"),
            ),
            Self::ReviewBeforeStart { first, start } => voice.pick(
                format!(
                    "kỳ sơ kết đầu tiên {} trước ngày có hiệu lực {}; đề nghị sửa một trong hai",
                    day(*first),
                    day(*start)
                ),
                format!("`review_first_on` {first} lies before the agreement is in force on {start}; mend one of them"),
            ),
            Self::CircleUnder(way) => voice.pick(
                format!(
                    "“thuộc văn bản” đi thành vòng: {}; đề nghị bỏ một chỗ, ghi văn bản cấp trên không thuộc văn bản nào trong vòng",
                    way.join(" → ")
                ),
                format!("`under` leads in a circle: {}; take one of them out", way.join(" → ")),
            ),
            Self::UnknownName { field: column, name, nearest } => {
                let known = match (*column, nearest) {
                    (_, Some(near)) => voice.pick(format!("có phải “{near}”?"), format!("`{near}` is meant?")),
                    ("ladders", None) => voice.pick(
                        format!("các loại mốc: {}", kinds()),
                        format!("kinds of milestones are {}", kinds()),
                    ),
                    _ => voice.pick(
                        "ghi tên một loại mốc (review, notice, expiry …) hoặc một cột (term, renewal …)".to_owned(),
                        "write a kind of milestone (review, notice, expiry …) or a field (term, renewal …)".to_owned(),
                    ),
                };
                voice.pick(
                    format!("không có “{name}” để ghi trước dấu = trong {}; {known}", field(column, Language::Vi)),
                    format!("`{column}` knows no `{name}`; {known}"),
                )
            }
            Self::TooFar(name) => voice.pick(
                format!("ngày tính từ {} vượt quá năm 2199; đề nghị rút ngắn", field(name, Language::Vi)),
                format!("a day that follows from `{name}` lies beyond 2199; shorten it"),
            ),
        }
    }
}

impl Say for Oddity {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Treaty => voice.pick(
                "cấp tỉnh không ký hiệp định, điều ước quốc tế (Luật số 70/2020/QH14, Điều 6); đề nghị kiểm tra loại và tên văn bản",
                "a province may not sign a \"hiệp định\" or treaty (Law 70/2020, Art. 6); check `kind` and `title`",
            ),
            Self::UselessRenewalPeriod => voice.pick(
                "có ghi thời hạn mỗi lần gia hạn nhưng văn bản không tự động gia hạn nên không dùng đến",
                "`renewal_period` is given but `renewal` is not tacit; it has no effect",
            ),
            Self::UselessRenewalsMax => voice.pick(
                "có ghi số lần gia hạn nhưng văn bản không tự động gia hạn nên số này không làm thay đổi ngày nào; nếu là số lần đã gia hạn, ghi từng lần gia hạn vào sổ",
                "`renewals_max` is given but `renewal` is not tacit, so it moves no day; if it counts extensions that were made, record each of them",
            ),
        }
        .to_owned()
    }
}
