//! Why a statement does not become an act, and what to do instead, in Vietnamese.
//!
//! The English sentence stands with each variant, for log lines and tests; here is the one for an office. A cure that is
//! said in plain words holds on every face; what only a terminal can do is said there alone.

use crate::lifecycle::agreement::Contradiction;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{NotNearest, Refusal};
use crate::message::say::{day_table, span, status};
use crate::message::{Face, Say, Voice};

impl Say for Refusal {
    fn say(&self, voice: Voice) -> String {
        match voice.language {
            Language::Vi => vietnamese(self, voice),
            Language::En => self.to_string(),
        }
    }
}

impl Say for Contradiction {
    fn say(&self, voice: Voice) -> String {
        match voice.language {
            Language::Vi => contradiction(self),
            Language::En => self.to_string(),
        }
    }
}

#[allow(clippy::too_many_lines)] // one line a refusal
fn vietnamese(refusal: &Refusal, voice: Voice) -> String {
    let day = day_table;
    let list = if voice.face == Face::CommandLine { " (`show` liệt kê các lần cập nhật)" } else { "" };
    let undo = |what: &str| format!("nếu sai, đề nghị hủy {what} trước{list}");
    match refusal {
        Refusal::UnknownAct(word) => {
            format!("không có loại cập nhật `{word}`; đề nghị chọn một loại trong danh sách, ví dụ extend (gia hạn), hold-review (đã sơ kết)")
        }
        Refusal::Carries { act, name, may } if may.is_empty() => {
            format!("`{act}` không có mục `{name}`; chỉ ghi ngày, số văn bản và ghi chú")
        }
        Refusal::Carries { act, name, may } => format!("`{act}` không có mục `{name}`; các mục được ghi là {may}"),
        Refusal::Missing { act, name } => format!("`{act}` còn thiếu `{name}`; đề nghị ghi {}", missing(act, name)),
        Refusal::Text { name, what } => format!("`{name}`: {what}"),
        Refusal::Future(on) => format!("ngày {} chưa đến; chỉ cập nhật việc đã xảy ra", day(*on)),
        Refusal::NoMilestone(named, known) => {
            format!("không có mốc `{named}`; đề nghị nêu loại mốc và ngày, ví dụ expiry@22/12/2022 (hiện có: {known})")
        }
        Refusal::WhichMilestone(named, known) => format!("`{named}` có thể là {known}; đề nghị nêu rõ ngày của mốc"),
        Refusal::Undoes { seq, act, on, why } => format!(
            "ghi như vậy thì lần cập nhật số {seq} (`{act}`, ngày {}) không còn đúng: {}; đề nghị hủy lần ấy trước, hoặc kiểm \
             tra ngày",
            day(*on),
            vietnamese(why, voice)
        ),
        Refusal::StandsOn { seq, acts } => {
            let named: Vec<String> =
                acts.iter().map(|(seq, act, on)| format!("số {seq} (`{act}`, ngày {})", day(*on))).collect();
            let anyway = if voice.face == Face::CommandLine { ", hoặc thêm --yes rồi xem lại" } else { "" };
            format!("chưa hủy lần cập nhật số {seq} vì còn lần {} dựa vào nó; đề nghị hủy các lần ấy trước{anyway}", named.join(", "))
        }
        Refusal::WhyNeeded { what, day: on } => format!(
            "sửa như vậy thì bỏ mốc `{what}` ngày {} hoặc lùi mốc quá 30 ngày; đề nghị ghi số văn bản hoặc lý do",
            day(*on)
        ),
        Refusal::AmendAfterEnd { end, from } => format!(
            "văn bản đã hết hiệu lực ngày {}, trước ngày {}, nên chưa rõ tính thời hạn từ ngày nào; đề nghị ghi thời hạn theo \
             ngày kết thúc",
            day(*end),
            day(*from)
        ),
        Refusal::AmendEndsBefore { end, from } => format!(
            "với thời hạn ấy văn bản đã hết hiệu lực ngày {}, trước ngày áp dụng sửa đổi {}; đề nghị ghi ngày kết thúc, hoặc cả \
             thời hạn tính từ ngày có hiệu lực",
            day(*end),
            day(*from)
        ),
        Refusal::NearestReview { on, why, nearest: (nth, of), before, after } => {
            let named = |(nth, of): &(u32, crate::lifecycle::day::Day)| format!("kỳ {nth} ngày {}", day(*of));
            let others: Vec<String> = [before, after].into_iter().flatten().map(named).collect();
            let others = if others.is_empty() { String::new() } else { format!(" (các kỳ bên cạnh: {})", others.join(", ")) };
            let why = match why {
                NotNearest::Answered => "đã có kết quả",
                NotNearest::TooEarly => "khi ấy chưa đến lúc nhắc",
                NotNearest::TooFar => "cách quá nửa kỳ",
            };
            format!("kỳ gần ngày {} nhất là kỳ {nth} ngày {}, {why}; đề nghị nêu rõ kỳ nào{others}", day(*on), day(*of))
        }
        Refusal::SaidAlready { seq, on } => format!(
            "lần cập nhật số {seq} đã ghi đúng việc này, ngày {}; nếu việc xảy ra thêm một lần, đề nghị nêu rõ ngày",
            day(*on)
        ),
        Refusal::SameDay { seq, on, act } => format!(
            "lần cập nhật số {seq} (`{act}`) cùng ngày {} ghi nội dung khác; đề nghị hủy lần ấy rồi ghi gộp, hoặc ghi mỗi lần \
             theo đúng ngày thống nhất",
            day(*on)
        ),
        Refusal::BeforeSigning { on, signed } => format!(
            "ngày {} trước ngày ký {}; đề nghị kiểm tra ngày, hoặc sửa ngày ký trong sổ",
            day(*on),
            day(*signed)
        ),
        Refusal::Archived { on, seq } => format!(
            "hồ sơ đã khép ngày {} (lần cập nhật số {seq}); nếu văn bản còn thực hiện, đề nghị hủy lần khép hồ sơ ấy",
            day(*on)
        ),
        Refusal::NothingToDecide(mark) => format!(
            "mốc `{mark}` không phải quyết định; chỉ mốc hết hiệu lực, hạn thông báo và tự động gia hạn cần quyết định: kỳ sơ \
             kết thì họp, lùi hoặc không tổ chức, việc báo cáo thì ghi đã thực hiện"
        ),
        Refusal::UntilAndFor => "đề nghị ghi ngày hết hiệu lực mới hoặc thời gian gia hạn, không ghi cả hai".to_owned(),
        Refusal::ExtendAfterEnd { end, on } => format!(
            "văn bản đã hết hiệu lực ngày {}, trước ngày {}, nên chưa rõ tính thời gian gia hạn từ ngày nào; đề nghị ghi ngày \
             hết hiệu lực mới",
            day(*end),
            day(*on)
        ),
        Refusal::ExtendRange { from, to } => format!(
            "văn bản không nêu rõ ngày cuối (từ {} đến {}) nên không tính được thời gian gia hạn; đề nghị ghi ngày hết hiệu lực \
             mới",
            day(*from),
            day(*to)
        ),
        Refusal::ExtendUnknown => {
            "chưa biết ngày hết hiệu lực nên không tính được thời gian gia hạn; đề nghị ghi ngày hết hiệu lực mới, hoặc bổ sung \
             thời hạn trước"
                .to_owned()
        }
        Refusal::NotLonger { new, end } => format!(
            "ngày hết hiệu lực mới {} không sau ngày hiện nay {}; nếu chấm dứt sớm, đề nghị ghi chấm dứt; nếu ngày hiện nay sai, \
             đề nghị hủy lần cập nhật đã ghi ngày ấy",
            day(*new),
            day(*end)
        ),
        Refusal::BeforeStart(on) => format!("ngày {} trước ngày văn bản có hiệu lực; đề nghị kiểm tra ngày", day(*on)),
        Refusal::AfterEnd { day: on, end } => format!(
            "ngày {} sau ngày cuối cùng có hiệu lực {}; đề nghị kiểm tra ngày, hoặc ghi gia hạn trước",
            day(*on),
            day(*end)
        ),
        Refusal::EndedAlready(on) => {
            format!("đã ghi chấm dứt, hiệu lực đến hết ngày {}; {}", day(*on), undo("lần cập nhật ấy"))
        }
        Refusal::NoTerminationNotice => {
            "sổ chưa có thời hạn báo trước khi chấm dứt; đề nghị bổ sung, hoặc ghi chấm dứt kèm ngày cuối cùng có hiệu lực".to_owned()
        }
        Refusal::SuspendedAlready(on) => format!(
            "ngày ấy văn bản đang tạm đình chỉ, từ ngày {}; đề nghị ghi tiếp tục thực hiện trước, hoặc hủy lần tạm đình chỉ nếu \
             sai ngày",
            day(*on)
        ),
        Refusal::SuspendedLater { on, from } => format!(
            "ngày {} văn bản chưa tạm đình chỉ, đến ngày {} mới tạm đình chỉ; đề nghị kiểm tra ngày",
            day(*on),
            day(*from)
        ),
        Refusal::NotSuspended => {
            "văn bản không tạm đình chỉ nên không có gì để tiếp tục; nếu thiếu, đề nghị ghi tạm đình chỉ trước".to_owned()
        }
        Refusal::NoReview => {
            "không còn kỳ sơ kết nào chưa có kết quả; các kỳ tính theo định kỳ sơ kết ghi trong sổ".to_owned()
        }
        Refusal::NotAReview(mark) => {
            format!("`{mark}` không phải kỳ sơ kết; chỉ kỳ sơ kết mới họp, lùi hoặc không tổ chức")
        }
        Refusal::Answered(mark) => format!("`{mark}` đã có kết quả; {}", undo("lần cập nhật ấy")),
        Refusal::NoSteps(mark) => format!("`{mark}` không có các bước; chỉ mốc hết hiệu lực có các bước để gia hạn"),
        Refusal::StepClosed { step, seq } => {
            format!("bước `{step}` đã xong theo lần cập nhật số {seq}; {}", undo("lần ấy"))
        }
        Refusal::NoStep { said, meant, known } => {
            let meant = meant.as_ref().map(|step| format!("có phải `{step}`? ")).unwrap_or_default();
            format!("không có bước `{said}`; {meant}các bước là {}", known.join(", "))
        }
        Refusal::NotADuty(mark) => {
            format!("`{mark}` không phải hạn báo cáo hay ngày kỷ niệm; chỉ hai loại ấy ghi đã thực hiện")
        }
        Refusal::SnoozeTooLong { mark, asked, limit } => format!(
            "mốc `{mark}` chỉ tạm ngừng nhắc được đến ngày {}, không đến được ngày {}; đề nghị chọn ngày sớm hơn",
            day(*limit),
            day(*asked)
        ),
        Refusal::SnoozePast(on) => format!("ngày {} không sau hôm nay; đề nghị chọn một ngày sắp tới", day(*on)),
        Refusal::StillBinds(now) => {
            let force = if voice.face == Face::CommandLine { ", hoặc thêm --force" } else { "" };
            format!("văn bản {}; hồ sơ còn hiệu lực chưa khép được, đề nghị ghi chấm dứt trước{force}", status(*now, Language::Vi))
        }
        Refusal::ClosedAlready => "hồ sơ đã khép".to_owned(),
        Refusal::NoAct(seq) => format!("văn bản này không có lần cập nhật số {seq} để hủy{list}"),
        Refusal::CannotVoid(seq, act, why) => format!("lần cập nhật số {seq} là `{act}`, không hủy được; {why}"),
        Refusal::VoidedAlready(seq) => format!("lần cập nhật số {seq} đã hủy"),
        Refusal::NoActToConfirm(seq) => format!("văn bản này không có lần cập nhật số {seq} để xác nhận{list}"),
        Refusal::NotByLink(seq, _) => {
            format!("lần cập nhật số {seq} không phải qua đường liên kết trong thư nên không cần xác nhận")
        }
        Refusal::ConfirmedAlready { seq, on, by } => {
            format!("lần cập nhật số {seq} đã được {by} xác nhận ngày {}; không phải xác nhận thêm", day(*on))
        }
        Refusal::ConfirmedByLink => {
            "không xác nhận được qua đường liên kết trong thư; đề nghị đăng nhập để xác nhận".to_owned()
        }
        Refusal::OfficeAct(act) => format!(
            "`{act}` không ghi cho cơ quan; với cơ quan chỉ ghi đã thực hiện hoặc hủy, còn lại đề nghị nêu mã thỏa thuận"
        ),
        Refusal::NoField(name) => format!("sổ không có mục `{name}`; xem danh sách các mục trong sổ tay"),
        Refusal::Reference => "mã do cơ quan đặt, không phải nội dung văn bản; đề nghị sửa thông tin để đổi mã".to_owned(),
        Refusal::Restricted => {
            "chế độ hạn chế do cơ quan đặt, không phải nội dung văn bản; đề nghị sửa thông tin, có hiệu lực ngay".to_owned()
        }
        Refusal::NothingInherited => {
            "đến ngày ấy chưa có bên Việt Nam nào của văn bản được kế thừa; nếu có, đề nghị ghi bên kế thừa trước".to_owned()
        }
        Refusal::BeforeSuccession(on, since) => format!(
            "ngày {} chưa có bên kế thừa, bên kế thừa có từ ngày {}; đề nghị kiểm tra ngày",
            day(*on),
            day(*since)
        ),
        Refusal::SuccessorConfirmed(on) => {
            format!("đã báo đối tác về bên kế thừa ngày {}; {}", day(*on), undo("lần cập nhật ấy"))
        }
        Refusal::PartyAct(act) => format!("`{act}` không ghi cho một bên; với bên chỉ ghi đổi tên, kế thừa, tên khác hoặc hủy"),
        Refusal::NoParty(named, _) => format!("sổ không có bên `{named}`; bên mới được đưa vào khi nhập danh sách"),
        Refusal::SeveralParties(named, known) => format!("`{named}` là tên của {known}; đề nghị ghi mã của một bên"),
        Refusal::TwoDays(one, other) => format!("ghi hai ngày khác nhau, {} và {}; đề nghị ghi một ngày", day(*one), day(*other)),
        Refusal::NameBegins { on, name, undo } => {
            format!("tên `{name}` đã có từ ngày {}; đề nghị hủy lần ấy trước, bằng {undo}", day(*on))
        }
        Refusal::OwnSuccessor(party) => format!("`{party}` không thể kế thừa chính mình; đề nghị nêu bên khác"),
        Refusal::SecondSuccessor { party, successor, on, undo } => format!(
            "`{party}` đã có bên kế thừa là `{successor}` từ ngày {}, mỗi bên chỉ có một; đề nghị hủy lần ấy trước, bằng {undo}",
            day(*on)
        ),
        Refusal::CircleOfSuccessors { party, through, back } => format!(
            "chuỗi kế thừa của `{party}` sẽ quay lại `{back}` qua `{through}`; đề nghị kiểm tra bên nào có trước"
        ),
        Refusal::NoPartyAct(seq, party, known) => format!("bên `{party}` không có lần cập nhật số {seq} để hủy; hiện có: {known}"),
        Refusal::NoChange(what) => format!("{what}; không có gì thay đổi"),
        Refusal::Contradiction(what) => format!("thông tin mâu thuẫn nhau: {}", contradiction(what)),
    }
}

/// What is missing, as an example.
fn missing(act: &str, name: &str) -> &'static str {
    match (act, name) {
        ("extend", "until") => "ngày hết hiệu lực mới, ví dụ 22/12/2027, hoặc thời gian gia hạn, ví dụ 5 năm",
        ("snooze", "until") => "ngày bắt đầu nhắc lại, ví dụ 22/12/2027",
        ("postpone", "to") => "ngày lùi đến, ví dụ 22/12/2027",
        ("skip", "why") => "lý do",
        ("decide", "choice") => "phương án: gia hạn, đàm phán văn bản mới, không gia hạn hoặc chấm dứt",
        ("rename", "from_on") => "ngày bắt đầu dùng tên mới",
        ("succeed", "from_on") => "ngày bắt đầu kế thừa, ví dụ 01/07/2025",
        ("rename", "name") => "tên mới",
        ("succeed", "successor") => "bên kế thừa",
        ("alias", "alias") => "cách viết khác của tên",
        ("notify", "what") => "nội dung thông báo: không gia hạn hoặc chấm dứt",
        ("amend" | "correct", "set") => "mục nào, giá trị mới là gì, ví dụ term=5y",
        ("void", "act") => "số của lần cập nhật cần hủy",
        (_, "milestone") => "mốc nào, theo loại và ngày, ví dụ expiry@22/12/2027",
        (_, "side") => "bên nào: phía ta hay phía đối tác",
        _ => "mục ấy",
    }
}

fn contradiction(what: &Contradiction) -> String {
    let day = day_table;
    match what {
        Contradiction::NoTitle => "chưa có tên văn bản; đề nghị ghi tên".to_owned(),
        Contradiction::Reference(text) => {
            format!("mã {text} dài quá 80 ký tự, hoặc có dấu cách, dấu `/`; đề nghị rút gọn")
        }
        Contradiction::EndBeforeStart { start, end } => format!(
            "thời hạn kết thúc ngày {}, trước ngày có hiệu lực {}; đề nghị sửa một trong hai",
            day(*end),
            day(*start)
        ),
        Contradiction::InForceBeforeSigned { in_force, signed } => {
            format!("ngày có hiệu lực {} trước ngày ký {}; đề nghị sửa một trong hai", day(*in_force), day(*signed))
        }
        Contradiction::NoRenewalPeriod => {
            "tự động gia hạn nhưng chưa ghi mỗi lần gia hạn bao lâu; đề nghị ghi, ví dụ 5 năm".to_owned()
        }
        Contradiction::ZeroRenewalPeriod => "thời gian mỗi lần gia hạn bằng 0; đề nghị ghi, ví dụ 1 năm".to_owned(),
        Contradiction::TacitWithout(term) => {
            format!("tự động gia hạn nhưng thời hạn là {term}; đề nghị ghi thời hạn như 5 năm, hoặc ngày kết thúc")
        }
        Contradiction::Zero(name) => format!("`{name}` bằng 0; đề nghị ghi như 6 tháng, hoặc để trống"),
        Contradiction::NoticeTooLong { notice, period } => format!(
            "thời hạn thông báo ({}) không ngắn hơn giai đoạn ({}); đề nghị sửa một trong hai",
            span(*notice, Language::Vi),
            span(*period, Language::Vi)
        ),
        Contradiction::ReviewBeforeStart { first, start } => format!(
            "kỳ sơ kết đầu tiên {} trước ngày có hiệu lực {}; đề nghị sửa một trong hai",
            day(*first),
            day(*start)
        ),
        Contradiction::TooFar(name) => format!("ngày tính từ `{name}` vượt quá năm 2199; đề nghị rút ngắn"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::day::Day;
    use crate::lifecycle::milestone::Status;

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    #[test]
    fn a_refusal_says_what_to_do_by_the_ways_of_its_face() {
        let page = Voice { language: Language::Vi, face: Face::Page };
        let terminal = Voice::terminal(Language::Vi);
        let held = Refusal::Answered("review@2026-03-15".to_owned());
        assert_eq!(held.say(page), "`review@2026-03-15` đã có kết quả; nếu sai, đề nghị hủy lần cập nhật ấy trước");
        assert!(held.say(terminal).ends_with("(`show` liệt kê các lần cập nhật)"));
        assert!(Refusal::StillBinds(Status::InForce).say(terminal).contains("--force"));
        let early = Refusal::BeforeSigning { on: day("2017-12-01"), signed: day("2017-12-22") };
        assert_eq!(
            early.say(page),
            "ngày 01/12/2017 trước ngày ký 22/12/2017; đề nghị kiểm tra ngày, hoặc sửa ngày ký trong sổ"
        );
        assert_eq!(early.say(Voice::LOG), early.to_string(), "in English the log's sentence");
        for refusal in [held, early, Refusal::StillBinds(Status::InForce), Refusal::NoAct(7), Refusal::ExtendUnknown] {
            let said = refusal.say(page);
            assert!(!said.contains("--") && !said.contains("pactwatch") && !said.contains("`show`"), "{said}");
        }
    }
}
