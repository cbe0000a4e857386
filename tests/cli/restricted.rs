//! Restricted agreements from import to the last letter: of what is written about them, nothing comes out but reference
//! and days, whoever asks and however.

use std::fs;

use pactwatch::outbox::{EnvelopeState, ReceiptOutcome, Settlement, Tries};

use super::letter::Part;
use super::office::Office;

/// Two restricted agreements, every fact of which bears the word, and an open one whose digest and bundle they share.
const LIST: &str = r#"
[[party]]
id = "ours-zkin"
country = "VN"
names = [{ name = "Bên ta zkin", name_en = "Our side zkin" }]
aliases = ["bí danh zkin"]
successor = { id = "ours-new", on = 2025-07-01, basis = "Nghị quyết zkin" }

[[party]]
id = "ours-new"
country = "VN"
names = [{ name = "Bên kế thừa" }]

[[party]]
id = "partner-zkin"
country = "KR"
names = [{ name = "Bên kia zkin", name_en = "Their side zkin" }]

[[agreement]]
reference = "HS-1"
restricted = true
title = "Tên gọi zkin"
title_en = "Title zkin"
short = "Tên ngắn zkin"
kind = "mou"
number = "01/zkin"
ours = ["ours-zkin"]
partner = ["partner-zkin"]
country = "KR"
signed_on = 2021-12-22
term = "5y"
renewal = "tacit"
renewal_period = "5y"
renewals_max = 1
notice = "1m"
review_every = "1y"
fields = ["lĩnh vực zkin"]
lead_agency = "cơ quan zkin"
officers = ["desk-korea"]
ladders = "expiry=zkin"
basis = "term=Điều zkin;notice=Điều zkin;review=Điều zkin;renewal=Điều zkin"
documents = [{ path = "zkin.pdf", sha256 = "4a3cdfae6f291c8f544daea5b72905cf9e74c1ed427d831ad0d7ca00c73c794d", title = "bản quét zkin" }]
note = "ghi chú zkin"
source = "nguồn zkin"

[[commitment]]
agreement = "HS-1"
name = "viec-1-zkin"
title = "Cam kết zkin"
side = "both"
who = "Sở zkin"
target = "5 zkin"
until = 2026-12-15
basis = "Điều zkin"

[[commitment]]
agreement = "HS-1"
name = "viec-2-zkin"
title = "Trao đổi zkin"
side = "partner"

[[agreement]]
reference = "HS-2"
restricted = true
title = "Việc khác zkin"
short = "Việc zkin"
partner = ["Một bên zkin mà sổ chưa có"]
country = "KR"
signed_on = 2021-12-20
term = "until 2026-12-30"
officers = ["desk-korea", "gone-desk"]
basis = "term=Khoản zkin"

[[agreement]]
reference = "KR-9"
title = "Bản ghi nhớ mở"
ours = ["UBND tỉnh Đắk Lắk"]
partner = ["Jeonbuk"]
country = "KR"
signed_on = 2021-12-21
term = "5y"
officers = ["desk-korea"]
"#;

const CONFIG: &str = r#"
[ladder.zkin]
rungs = [
  { before = "30d", to = ["officer", "head"] },
  { after  = "1d",  to = ["officer", "head", "director"], escalate = true },
]

[documents]
directory = "documents"
"#;

/// The lines in which something stands that must stand nowhere. That somebody has left the office is the office's own
/// matter; what they looked after is not told with his name.
fn leaks(text: &str) -> Vec<String> {
    let told = |line: &&str| line.to_lowercase().contains("zkin") || line.contains("gone-desk") && line.contains("HS-");
    text.lines().filter(told).map(|line| line.chars().take(300).collect()).collect()
}

/// Everything that a mail program shows of a letter, and what it does not.
fn decoded(bytes: &[u8]) -> String {
    fn into(part: &Part, out: &mut String) {
        for (name, _) in &part.headers {
            out.extend([name.as_str(), ": ", &part.header(name).unwrap_or_default(), "\n"]);
        }
        if part.header("Content-Type").is_some_and(|kind| kind.starts_with("multipart/")) {
            part.parts().iter().for_each(|inner| into(inner, out));
        } else {
            let text = String::from_utf8_lossy(&part.content()).into_owned();
            let folded = part.header("Content-Type").is_some_and(|kind| kind.starts_with("text/calendar"));
            out.push_str(&if folded { text.replace("\r\n ", "") } else { text });
        }
    }
    let mut out = String::new();
    into(&Part::read(bytes), &mut out);
    out
}

/// The text of a file: of a workbook each part, unpacked.
fn parts(path: &std::path::Path) -> Vec<(String, String)> {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return vec![(String::new(), String::from_utf8(bytes).unwrap())];
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            // A tag a line, so that what is found is short.
            (part.name().unwrap().into_owned(), text.replace('<', "\n<"))
        })
        .collect()
}

struct Watched {
    office: Office,
    found: Vec<String>,
}

impl Watched {
    /// Runs a command for people and for programs, whatever its exit code, and looks through all it says.
    fn look(&mut self, args: &[&str]) -> String {
        let mut all = String::new();
        for more in [&[][..], &["--json"]] {
            let said = self.office.run(&[args, more].concat());
            for text in [&said.stdout, &said.stderr] {
                self.found.extend(leaks(text).into_iter().map(|line| format!("{args:?} {more:?}: {line}")));
                all.push_str(text);
            }
        }
        all
    }

    /// Does something once, and looks through what it says.
    fn once(&mut self, args: &[&str]) -> String {
        let said = self.office.run(args);
        for text in [&said.stdout, &said.stderr] {
            self.found.extend(leaks(text).into_iter().map(|line| format!("{args:?}: {line}")));
        }
        assert!(!said.stdout.is_empty() || !said.stderr.is_empty(), "{args:?} said nothing");
        said.stdout + &said.stderr
    }

    fn at(self, now: &str) -> Self {
        Self { office: self.office.at(now), ..self }
    }

    fn everything(&mut self) {
        for args in [
            &["list"][..],
            &["agenda"],
            &["agenda", "--from", "2021-01-01", "--to", "2032-01-01"],
            &["calendar"],
            &["show", "HS-1"],
            &["show", "HS-1", "--known-on", "2026-11-21"],
            &["show", "HS-2"],
            &["show", "HS-3"],
            &["explain", "HS-1"],
            &["explain", "HS-2"],
            &["check"],
            &["status"],
            &["audit"],
            &["outbox", "list"],
            &["proof", "HS-1"],
            &["proof", "HS-2"],
            &["report", "--plan", "2026"],
            &["report", "--plan", "2027"],
            &["report", "--plan", "2026", "--commitments"],
            &["report", "--year", "2026", "--commitments"],
            &["report", "--year", "2026"],
            &["report", "--from", "2021-01-01", "--to", "2027-12-31"],
            &["report", "--from", "2021-01-01", "--to", "2027-12-31", "--json"],
            &["rehearse", "--from", "2026-11-21", "--to", "2027-02-28"],
            &["digest"],
            &["digest", "--to", "desk-korea"],
            &["digest", "--to", "head"],
            &["digest", "--to", "director"],
            &["record", "HS-1", "hold-review", "--on", "2026-11-20", "--dry-run"],
            &["record", "HS-1", "extend", "--until", "2020-01-01", "--dry-run"],
            &["record", "HS-1", "correct", "title=x", "note=x", "partner=jeonbuk", "--dry-run"],
            &["record", "HS-1", "supersede", "--with", "KR-9", "--on", "2026-11-20", "--dry-run"],
            &["record", "HS-1", "confirm-successor", "--dry-run"],
            &["record", "--where", "inherited", "confirm-successor", "--dry-run"],
            &["record", "--where", "country KR", "close", "--dry-run"],
            // A list of somebody who knows the reference learns nothing of what the register says otherwise.
            &["import", "theirs.csv", "--dry-run"],
            &["list", "--inherited"],
            &["handover", "desk-korea", "desk-laos", "--dry-run"],
        ] {
            let said = self.look(args);
            assert!(!said.is_empty(), "{args:?}");
        }
        for letter in self.office.json(&["outbox", "list", "--limit", "1000"]).as_array().unwrap() {
            self.look(&["outbox", "show", &letter["id"].to_string()]);
        }
    }

    /// The letters delivered, decoded, with their file names.
    fn letters(&mut self) -> Vec<(String, String)> {
        let mut letters = Vec::new();
        for entry in fs::read_dir(self.office.path("var/letters")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = decoded(&fs::read(&path).unwrap());
            self.found.extend(leaks(&name));
            self.found.extend(leaks(&text).into_iter().map(|line| format!("{name}: {line}")));
            letters.push((name, text));
        }
        letters
    }
}

/// Makes the letters that wait ones that no server takes, as a delivery would.
fn refuse(office: &Office, now: &str) {
    let now = now.parse().unwrap();
    let tries = Tries { attempts: 1, ..Tries::default() };
    let refused = Settlement::of(EnvelopeState::Dead, tries, ReceiptOutcome::Refused, "550 no such user");
    let mut store = office.store();
    let claimed = store.write(|tx| tx.claim(now, 100)).unwrap();
    assert!(!claimed.is_empty(), "letters wait");
    for letter in claimed {
        store.write(|tx| tx.open_receipt(letter.id, now)).unwrap();
        store.write(|tx| tx.settle(letter.id, &refused, now)).unwrap();
    }
}

#[test]
fn of_restricted_agreements_nothing_comes_out_but_reference_and_day() {
    let office = Office::new();
    office.configure(CONFIG);
    // The head reads English, so that every letter is written in both languages.
    let file = office.path("config.toml");
    let text = fs::read_to_string(&file).unwrap();
    let english = text.replace("email = \"head@example.vn\"", "email = \"head@example.vn\"\nlanguage = \"en\"");
    assert_ne!(english, text);
    fs::write(&file, english).unwrap();
    fs::create_dir(office.path("documents")).unwrap();
    fs::write(office.path("documents/zkin.pdf"), "another file").unwrap();
    fs::write(office.path("list.toml"), LIST).unwrap();
    fs::write(office.path("theirs.csv"), "Mã;Tên văn bản;Ghi chú;Đối tác\nHS-1;Tên khác;chưa có;Bên khác\n").unwrap();
    let mut all = Watched { office, found: Vec::new() };
    all.look(&["import", "list.toml", "--dry-run"]);
    all.once(&["import", "list.toml"]);

    // The list to verify, the first reminders, some of them one letter; the digest of Monday.
    all.everything();
    all.once(&["tick"]);
    all = all.at("2026-11-23T08:00:00+07:00");
    all.once(&["tick"]);
    // The folder of letters is a file for a while: letters wait, and the server refuses one of them.
    all = all.at("2026-11-30T08:00:00+07:00");
    fs::rename(all.office.path("var/letters"), all.office.path("var/kept")).unwrap();
    fs::write(all.office.path("var/letters"), "").unwrap();
    all.once(&["tick"]);
    all.look(&["status"]);
    refuse(&all.office, "2026-11-30T09:00:00Z");
    fs::remove_file(all.office.path("var/letters")).unwrap();
    fs::rename(all.office.path("var/kept"), all.office.path("var/letters")).unwrap();
    for day in ["2026-12-02", "2026-12-09", "2026-12-16"] {
        all = all.at(&format!("{day}T08:00:00+07:00"));
        all.once(&["tick"]);
    }
    // A day moves after it was told of, which brings a correction; one decision waits for its act.
    let extend = ["record", "HS-2", "extend", "--until", "2027-01-20", "--number", "9/zkin", "--note", "zkin"];
    all.office.run(&extend).text();
    all.once(&[
        "record",
        "HS-1",
        "decide",
        "expiry@2026-12-22",
        "renegotiate",
        "--by",
        "head",
        "--decided-by",
        "Chủ tịch",
    ]);
    let told_to_nobody = all.office.run(&["proof", "HS-1", "--json"]);
    assert!(!told_to_nobody.stdout.contains("Chủ tịch"), "{told_to_nobody:?}");
    // What the recorder types comes back to him, and nobody else is told.
    all.office.run(&["record", "HS-1", "correct", "note=ghi chú khác zkin"]).text();
    all = all.at("2026-12-17T08:00:00+07:00");
    all.once(&["tick"]);
    all.once(&["handover", "desk-korea", "desk-laos", "--yes"]);
    all = all.at("2026-12-18T08:00:00+07:00");
    all.once(&["tick"]);
    for day in ["2026-12-23", "2026-12-24", "2026-12-28", "2027-01-04", "2027-01-25"] {
        all = all.at(&format!("{day}T08:00:00+07:00"));
        all.once(&["tick"]);
    }
    all.everything();
    let letters = all.letters();
    for sheet in ["out.toml", "out.csv", "out.xlsx", "out.json"] {
        all.once(&["export", sheet]);
        for (part, text) in parts(&all.office.path(sheet)) {
            all.found.extend(leaks(&text).into_iter().map(|line| format!("{sheet} {part}: {line}")));
        }
    }
    all.once(&["export", "--template", "empty.xlsx"]);
    for (part, text) in parts(&all.office.path("empty.xlsx")) {
        all.found.extend(leaks(&text).into_iter().map(|line| format!("empty.xlsx {part}: {line}")));
    }
    all.office.run(&["export", "whole.xlsx", "--restricted"]).text();
    let whole: String = parts(&all.office.path("whole.xlsx")).into_iter().map(|(_, text)| text).collect();
    assert!(whole.contains("Bên kia zkin"), "a workbook's parts are looked through as text");
    for page in ["HS-1.html", "HS-2.html"] {
        all.office.run(&["proof", page.trim_end_matches(".html"), "--output", page]).text();
        let text = fs::read_to_string(all.office.path(page)).unwrap();
        assert!(text.contains("22 Dec 2026") || text.contains("30 Dec 2026"), "days are told: {text}");
        all.found.extend(leaks(&text).into_iter().map(|line| format!("{page}: {line}")));
    }
    // Keys say of a restricted one what everything says: which agreement, which day, who got it.
    let listed = all.office.json(&["outbox", "list", "--limit", "1000"]);
    let keys = listed.as_array().unwrap().iter().flat_map(|letter| letter["keys"].as_array().unwrap().clone());
    let keys: Vec<String> = keys.map(|key| key.as_str().unwrap().to_owned()).collect();
    let withheld = keys.iter().filter(|key| key.contains("/*/*/")).count();
    assert!(withheld > 5 && withheld < keys.len(), "{keys:?}");
    assert!(keys.iter().any(|key| key.contains("/*/*/2026-12-15/*/desk-korea")), "{keys:?}");
    for more in [&[][..], &["--restricted"]] {
        all.once(&[&["export", "out.ics", "--force"], more].concat());
        let text = fs::read_to_string(all.office.path("out.ics")).unwrap().replace("\r\n ", "");
        assert_eq!(text.contains("HS-1"), !more.is_empty(), "{more:?}");
        all.found.extend(leaks(&text).into_iter().map(|line| format!("out.ics {more:?}: {line}")));
    }
    assert!(all.found.is_empty(), "{} leaks:\n{}", all.found.len(), all.found.join("\n"));
    let entries = |(_, text): &&(String, String)| text.contains("BEGIN:VEVENT") && text.contains("HS-");
    assert!(letters.iter().filter(entries).count() > 1, "letters bring entries of theirs");
    // Letters of every kind were looked through.
    let has = |word: &str| letters.iter().filter(|(_, text)| text.contains(word) && text.contains("HS-")).count();
    for kind in ["[Nội bộ]", "[Internal]", "[Đính chính]", "[Bàn giao]", "[Cần xác minh]", "[Hệ thống]", "[Tổng hợp"]
    {
        assert!(has(kind) > 0, "no letter `{kind}` among {:#?}", subjects(&letters));
    }
}

#[test]
fn what_is_marked_later_is_withheld_as_it_was_known_before() {
    let office = Office::new();
    office.register(
        "2026-06-01",
        &[("reference", "T-1"), ("title", "Tên zkin"), ("note", "zkin"), ("signed_on", "2026-05-29")],
    );
    assert!(office.run(&["show", "T-1", "--known-on", "2026-06-02"]).text().contains("Tên zkin"));
    let refused = office.run(&["record", "T-1", "amend", "restricted=yes"]);
    assert!(refused.code == 1 && refused.stderr.contains("correct restricted=yes"), "{refused:?}");
    office.run(&["record", "T-1", "correct", "restricted=yes"]).text();
    for args in [&["show", "T-1"][..], &["show", "T-1", "--known-on", "2026-06-02"], &["explain", "T-1"], &["list"]] {
        let said = office.run(&[args, &["--json"]].concat()).text();
        assert!(said.contains(if args[0] == "explain" { "derivation" } else { "T-1" }), "{said}");
        assert_eq!(leaks(&said), [""; 0], "{args:?}");
    }
    let asked = office.run(&["show", "T-1", "--known-on", "2026-06-02", "--restricted"]).text();
    assert!(asked.contains("Tên zkin"), "whoever asks for it is shown it");
}

fn subjects(letters: &[(String, String)]) -> Vec<&str> {
    letters.iter().filter_map(|(_, text)| text.lines().find(|line| line.starts_with("Subject"))).collect()
}
