//! Refusals in Vietnamese. A cure that is said in plain words holds on every face; what only a terminal can do is said
//! there alone.

mod parts;

use super::{option, within};
use crate::lifecycle::agreement::Contradiction;
use crate::lifecycle::policy::Language;
use crate::lifecycle::recording::{Asking, NearestRefusal, Neighbour, NotVoidable, Refusal, UndoWay};
use crate::message::say::{act as act_in_words, day_table, field, mark, milestone_called, status, unreadable};
use crate::message::{Face, Say, Voice};
use parts::{commitment, unchanged};

#[allow(clippy::too_many_lines)] // one line a refusal
pub(super) fn say(refusal: &Refusal, voice: Voice) -> String {
    let day = day_table;
    let list = if voice.face == Face::CommandLine { " (`show` liệt kê các lần cập nhật)" } else { "" };
    let undo = |what: &str| format!("nếu sai, đề nghị hủy {what} trước{list}");
    match refusal {
        Refusal::Unreadable(what) => {
            let option = option(what, voice);
            let (what, cure) = unreadable(what, Language::Vi);
            format!("{what}; {cure}{option}")
        }
        Refusal::Fact { name, what } => format!("{}: {}", field(name, Language::Vi), what.say(voice)),
        Refusal::InForceBeforeSigning(on) => {
            format!("có hiệu lực ngày {} là trước ngày ký; đề nghị kiểm tra ngày", day(*on))
        }
        Refusal::TwoFirstDays { stated, from_receipt } => format!(
            "tính từ ngày nhận thông báo thì có hiệu lực ngày {}, không phải {}; đề nghị kiểm tra, rồi chỉ ghi một trong hai ngày",
            day(*from_receipt),
            day(*stated)
        ),
        Refusal::PostponedToPast(to) => {
            format!("ngày lùi đến {} đã qua; nếu hôm ấy đã họp, đề nghị ghi đã sơ kết", day(*to))
        }
        Refusal::OneFieldAtATime => "đề nghị sửa từng mục một, để sau này hủy được riêng từng lần".to_owned(),
        Refusal::EndIsAnAct => {
            "hết hiệu lực, chấm dứt là một lần cập nhật, không phải thông tin của văn bản; đề nghị ghi hết hiệu lực, chấm dứt \
             hoặc khép hồ sơ"
                .to_owned()
        }
        Refusal::Future(on) => format!("ngày {} chưa đến; chỉ cập nhật việc đã xảy ra", day(*on)),
        Refusal::NoMilestone { named: said, known } => {
            let known: Vec<String> = known.iter().map(|mark| named(mark)).collect();
            let known = listed(&known);
            if voice.face == Face::CommandLine {
                let cure = "đề nghị nêu loại mốc và ngày, ví dụ “hết hiệu lực 22/12/2022”";
                return format!("không có mốc {}; {cure} (hiện có: {known})", named(said));
            }
            format!("không có mốc {}; đề nghị chọn mốc của văn bản này: {known}", named(said))
        }
        Refusal::NumberAndDayDiffer { nth, of_number, day: on, of_day } => {
            let of_number = of_number.map_or_else(|| "không có".to_owned(), |its| format!("là ngày {}", day(its)));
            let of_day = of_day.map_or_else(|| "không có mốc ấy".to_owned(), |nth| format!("là kỳ {nth}"));
            format!(
                "số kỳ và ngày không khớp: kỳ {nth} {of_number}, ngày {} {of_day}; đề nghị chọn lại mốc trong danh sách \
                 của ô, hoặc chỉ ghi ngày của mốc",
                day(*on)
            )
        }
        Refusal::InSuspension { day: on, since } => format!(
            "ngày {} nằm trong thời gian tạm đình chỉ (từ {}), nên không có mốc nào; đề nghị ghi “Tiếp tục thực hiện” trước, \
             hoặc hủy lần tạm đình chỉ nếu ghi nhầm",
            day(*on),
            day(*since)
        ),
        Refusal::WhichMilestone { named: said, known } => {
            let known: Vec<String> = known.iter().map(|mark| named(mark)).collect();
            format!("{} có thể là {}; đề nghị nêu rõ ngày của mốc", named(said), known.join(", "))
        }
        Refusal::Undoes { seq, act, on, why } => format!(
            "ghi như vậy thì lần cập nhật số {seq} ({}, ngày {}) không còn đúng: {}; đề nghị hủy lần ấy trước, hoặc kiểm \
             tra ngày",
            act_in_words(act, Language::Vi),
            day(*on),
            within(why, voice)
        ),
        Refusal::StandsOn { seq, acts } => {
            let named: Vec<String> =
                acts.iter().map(|(seq, act, on)| format!("số {seq} ({}, ngày {})", act_in_words(act, Language::Vi), day(*on))).collect();
            let anyway = if voice.face == Face::CommandLine { ", hoặc thêm --yes rồi xem lại" } else { "" };
            format!("chưa hủy lần cập nhật số {seq} vì còn lần {} dựa vào nó; đề nghị hủy các lần ấy trước{anyway}", named.join(", "))
        }
        Refusal::WhyNeeded { what, day: on } => format!(
            "sửa như vậy thì bỏ mốc {} ngày {} hoặc lùi mốc quá 30 ngày; đề nghị ghi số văn bản hoặc lý do",
            mark(what, None, None, Voice::terminal(Language::Vi)),
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
        Refusal::NearestReview { of: name, on, why, nearest: (nth, of), before, after } => {
            let named = |one: &Neighbour| match one.asking {
                Asking::Asked => format!("kỳ {} ngày {}", one.nth, day(one.day)),
                Asking::Suspended => format!("kỳ {} ngày {} trong thời gian tạm đình chỉ", one.nth, day(one.day)),
            };
            let others: Vec<String> = [before, after].into_iter().flatten().map(named).collect();
            let others = if others.is_empty() { String::new() } else { format!(" (các kỳ bên cạnh: {})", others.join(", ")) };
            let why = match why {
                NearestRefusal::Answered => "đã có kết quả",
                NearestRefusal::TooEarly => "khi ấy chưa đến lúc nhắc",
                NearestRefusal::TooFar => "cách quá nửa kỳ",
            };
            let what = name.as_ref().map_or_else(|| "kỳ".to_owned(), |name| format!("lần đến hạn của cam kết `{name}`"));
            format!("{what} gần ngày {} nhất là kỳ {nth} ngày {}, {why}; đề nghị nêu rõ kỳ nào{others}", day(*on), day(*of))
        }
        Refusal::SaidAlready { seq, on } => format!(
            "lần cập nhật số {seq} đã ghi đúng việc này, ngày {}; nếu việc xảy ra thêm một lần, đề nghị nêu rõ ngày",
            day(*on)
        ),
        Refusal::SameDay { seq, on, act } => format!(
            "lần cập nhật số {seq} ({}) cùng ngày {} ghi nội dung khác; đề nghị hủy lần ấy rồi ghi gộp, hoặc ghi mỗi lần theo \
             đúng ngày thống nhất",
            act_in_words(act, Language::Vi),
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
            "{} không phải mốc cần quyết định; chỉ mốc hết hiệu lực, hạn thông báo và tự động gia hạn cần quyết định: kỳ sơ kết \
             thì họp, lùi hoặc không tổ chức, việc báo cáo thì ghi đã thực hiện",
            named(mark)
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
        Refusal::ExtendOpen => {
            "văn bản không thời hạn nên không có ngày hết hiệu lực để gia hạn; nếu đã kết thúc, đề nghị ghi chấm dứt; nếu hai \
             bên đặt thời hạn mới, đề nghị ghi sửa đổi thời hạn"
                .to_owned()
        }
        Refusal::ExtendFar { end, from } => format!(
            "ngày hết hiệu lực mới {} cách ngày {} hơn 30 năm; đề nghị kiểm tra năm; nếu đúng là gia hạn dài như vậy, đề nghị \
             ghi thời gian gia hạn thay cho ngày, ví dụ gia hạn 50 năm",
            day(*end),
            day(*from)
        ),
        Refusal::InForceFar { day: of, on } => format!(
            "ngày có hiệu lực {} cách ngày {} hơn 5 năm; đề nghị kiểm tra năm; nếu đúng là ngày ấy, đề nghị sửa Ngày có hiệu lực \
             của văn bản",
            day(*of),
            day(*on)
        ),
        Refusal::SupersededBefore { ends_on, on } => format!(
            "văn bản cũ hết hiệu lực ngày {}, trước ngày ký văn bản mới {}; đề nghị kiểm tra năm của hai ngày; nếu văn bản mới \
             có hiệu lực trước khi ký, đề nghị ghi ngày văn bản mới có hiệu lực",
            day(*ends_on),
            day(*on)
        ),
        Refusal::LongBefore { mark, on, .. } => {
            let early = if !mark.starts_with("review") {
                String::new()
            } else if voice.face == Face::List {
                // A sheet asks about a review that is put off to a day before it.
                "; nếu đúng là đã họp sớm như vậy, đề nghị ghi trên trang của văn bản".to_owned()
            } else {
                format!("; nếu đúng là đã họp sớm như vậy, đề nghị ghi lùi kỳ này đến ngày {} trước", day(*on))
            };
            format!(
                "việc ghi ngày {} là trước {} gần một năm hoặc hơn; đề nghị kiểm tra năm, hoặc chọn đúng kỳ{early}",
                day(*on),
                named(mark)
            )
        }
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
        Refusal::SupersededByItself => {
            "văn bản không thể tự thay thế mình; đề nghị ghi mã của văn bản khác, hoặc bỏ trống".to_owned()
        }
        Refusal::InForceAfterEnd { day: on, end } => format!(
            "ngày có hiệu lực {} sau ngày cuối cùng có hiệu lực {} tính theo ngày có hiệu lực đã biết; đề nghị kiểm tra ngày, \
             hoặc sửa ngày có hiệu lực hay cách có hiệu lực trong sổ",
            day(*on),
            day(*end)
        ),
        Refusal::BeforeStart(on) => format!("ngày {} trước ngày văn bản có hiệu lực; đề nghị kiểm tra ngày", day(*on)),
        Refusal::EnteredAlready { on, seq } => {
            format!("lần cập nhật số {seq} ngày {} đã ghi ngày có hiệu lực; {}", day(*on), undo("lần cập nhật ấy"))
        }
        Refusal::AfterEnd { day: on, end } => format!(
            "ngày {} sau ngày cuối cùng có hiệu lực {}; đề nghị kiểm tra ngày, hoặc ghi gia hạn trước",
            day(*on),
            day(*end)
        ),
        Refusal::ExpiresOnAnotherDay { day: on, end } if on < end => format!(
            "theo thời hạn thì hết hiệu lực ngày {}, không phải ngày {}; nếu kết thúc sớm thì ghi chấm dứt, nếu không thì sửa \
             ngày hoặc thời hạn",
            day(*end),
            day(*on)
        ),
        Refusal::ExpiresOnAnotherDay { day: on, end } => format!(
            "theo thời hạn thì đã hết hiệu lực ngày {}, không phải ngày {}; nếu đã gia hạn thì ghi gia hạn hoặc ghi ngày cuối \
             vào thời hạn, nếu không thì sửa ngày",
            day(*end),
            day(*on)
        ),
        Refusal::ExpiresNever(on) => format!(
            "văn bản không thời hạn nên không thể hết hạn ngày {}; nếu đã kết thúc thì ghi chấm dứt, nếu không thì sửa thời hạn",
            day(*on)
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
            format!("{} không phải kỳ sơ kết; chỉ kỳ sơ kết mới họp, lùi hoặc không tổ chức", named(mark))
        }
        Refusal::Answered(mark) => format!("{} đã có kết quả; {}", named(mark), undo("lần cập nhật ấy")),
        Refusal::NoSteps(mark) => {
            format!("{} không có các bước; chỉ mốc hết hiệu lực có các bước để gia hạn", named(mark))
        },
        Refusal::StepClosed { step, seq } => {
            format!("bước `{step}` đã xong theo lần cập nhật số {seq}; {}", undo("lần ấy"))
        }
        Refusal::NoStep { said, meant, known } => {
            let meant = meant.as_ref().map(|step| format!("có phải `{step}`? ")).unwrap_or_default();
            format!("không có bước `{said}`; {meant}các bước là {}", known.join(", "))
        }
        Refusal::NotADuty(mark) => {
            format!(
                "{} không phải hạn báo cáo, ngày kỷ niệm hay cam kết; chỉ các loại ấy ghi đã thực hiện",
                named(mark)
            )
        }
        Refusal::SnoozeTooLong { mark, asked, limit } => format!(
            "{} chỉ tạm ngừng nhắc được đến ngày {}, không đến được ngày {}; đề nghị chọn ngày sớm hơn",
            named(mark),
            day(*limit),
            day(*asked)
        ),
        Refusal::SnoozePast(on) => format!("ngày {} không sau hôm nay; đề nghị chọn một ngày sắp tới", day(*on)),
        Refusal::StillBinds(now) => {
            let force = if voice.face == Face::CommandLine { ", hoặc thêm --force" } else { "" };
            format!("văn bản {}; hồ sơ còn hiệu lực chưa khép được, đề nghị ghi chấm dứt trước{force}", status(*now, Language::Vi))
        }
        Refusal::NoCommitment { name, known } if known.is_empty() => {
            format!("văn bản chưa có cam kết nào nên không có `{name}`; đề nghị ghi cam kết trước")
        }
        Refusal::NoCommitment { name, known } => format!("không có cam kết `{name}`; hiện có: {}", known.join(", ")),
        Refusal::CommitmentKnown { name, seq } => format!(
            "đã có cam kết `{name}` theo lần cập nhật số {seq}; đề nghị sửa cam kết ấy, hoặc đặt tên khác cho cam kết mới"
        ),
        Refusal::Commitment(flaw) => format!("cam kết chưa ghi được: {}", commitment(flaw)),
        Refusal::CommitmentText(error) => format!("`{}`: không hiểu `{}`; đề nghị ghi lại", error.field, error.text),
        Refusal::ClosedAlready => "hồ sơ đã khép".to_owned(),
        Refusal::NoAct(seq) => format!("văn bản này không có lần cập nhật số {seq} để hủy{list}"),
        Refusal::CannotVoid(seq, what) => {
            let why = match what {
                NotVoidable::Void => "là lần hủy; nếu hủy nhầm, đề nghị ghi lại lần cập nhật ấy",
                NotVoidable::Register => "là lần đưa văn bản vào sổ; đề nghị sửa thông tin, hoặc khép hồ sơ",
                NotVoidable::Party => "là lần đưa bên này vào sổ; đề nghị sửa dòng của bên rồi nhập lại",
            };
            format!("không hủy được lần cập nhật số {seq}: {why}")
        }
        Refusal::VoidedAlready(seq) => format!("lần cập nhật số {seq} đã hủy"),
        Refusal::StandsInForHimself(id) => format!("{id} không thể tự thay mình; chọn người khác"),
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
        Refusal::OfTheStart(name) => format!(
            "sửa đổi văn bản không làm thay đổi “{}”: ngày bắt đầu có hiệu lực giữ nguyên; nếu đã ghi nhầm, đề nghị sửa thông tin, hoặc ghi ngày có hiệu lực",
            field(name, Language::Vi)
        ),
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
        Refusal::NoParty { named, near } => {
            let near = if near.is_empty() { String::new() } else { format!("có phải {}? ", near.join(" hoặc ")) };
            format!("sổ không có bên `{named}`; {near}bên mới được đưa vào khi nhập danh sách")
        }
        Refusal::SeveralParties(named, ids) => {
            format!("`{named}` là tên của {}; đề nghị ghi mã của một bên", ids.join(" và "))
        }
        Refusal::TwoDays(one, other) => format!("ghi hai ngày khác nhau, {} và {}; đề nghị ghi một ngày", day(*one), day(*other)),
        Refusal::NameBegins { on, name, undo } => {
            format!("tên `{name}` đã có từ ngày {}; đề nghị hủy lần ấy trước, bằng {}", day(*on), undone(undo))
        }
        Refusal::OwnSuccessor(party) => format!("`{party}` không thể kế thừa chính mình; đề nghị nêu bên khác"),
        Refusal::SecondSuccessor { party, successor, on, undo } => format!(
            "`{party}` đã có bên kế thừa là `{successor}` từ ngày {}, mỗi bên chỉ có một; đề nghị hủy lần ấy trước, bằng {}",
            day(*on),
            undone(undo)
        ),
        Refusal::CircleOfSuccessors { party, through, back } => format!(
            "chuỗi kế thừa của `{party}` sẽ quay lại `{back}` qua `{through}`; đề nghị kiểm tra bên nào có trước"
        ),
        Refusal::NoPartyAct { seq, party, known } => {
            let known: Vec<String> = known.iter().map(|(seq, act)| format!("số {seq} ({})", act.word())).collect();
            format!("bên `{party}` không có lần cập nhật số {seq} để hủy; hiện có: {}", listed(&known))
        }
        Refusal::NoChange(what) => format!("{}; không có gì thay đổi", unchanged(what)),
        Refusal::Contradiction(what @ Contradiction::UnknownName { .. }) => what.say(voice),
        Refusal::Contradiction(what) => format!("thông tin mâu thuẫn nhau: {}", what.say(voice)),
    }
}

fn listed(known: &[String]) -> String {
    if known.is_empty() { "không có".to_owned() } else { known.join(", ") }
}

fn undone(undo: &UndoWay) -> String {
    match undo {
        UndoWay::Void { party, seq } => format!("`record --party {party} void {seq}`"),
        UndoWay::Import => "cách sửa dòng của bên này trong danh sách rồi nhập lại".to_owned(),
    }
}

/// A milestone in words: `sơ kết ngày 15/03/2026`.
fn named(key: &str) -> String {
    milestone_called(key, Language::Vi)
}
