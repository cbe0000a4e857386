//! A form with files, as browsers send it (`multipart/form-data`, RFC 7578).
//!
//! Read whole and in place: the body lies in memory, bounded by its route. The invariants: fields and files are bounded in
//! number; a name is the last part of a path and bears nothing that a terminal or a page would act on; what is no such form
//! is nothing.

/// So many parts of a form are read.
const PARTS_AT_MOST: usize = 100;
/// A field that is no file is no longer.
const FIELD_BYTES: usize = 64 * 1024;
/// A file's name, in characters.
const NAME_CHARS: usize = 120;

/// A file of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UploadedFile {
    /// The field it was chosen in.
    pub(crate) field: String,
    /// Its name without a folder.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
}

/// What a form with files holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormParts {
    pub(crate) fields: Vec<(String, String)>,
    /// Its files; one that was not chosen is not among them.
    pub(crate) files: Vec<UploadedFile>,
}

/// The boundary that a content type names; none where it is no form with files.
pub(crate) fn boundary(content_type: &str) -> Option<&str> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let parameter = rest.split(';').map(str::trim).find_map(|one| one.strip_prefix("boundary="))?;
    let boundary = parameter.trim_matches('"');
    (!boundary.is_empty() && boundary.len() <= 70 && boundary.is_ascii()).then_some(boundary)
}

/// The parts of a body; `None` where it is not what the boundary promises.
pub(crate) fn parts(body: &[u8], boundary: &str) -> Option<FormParts> {
    let opening = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.get(find(body, opening.as_bytes())? + opening.len()..)?;
    let mut parts = FormParts::default();
    for _ in 0..PARTS_AT_MOST {
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let head_end = find(part, b"\r\n\r\n")?;
        let content = &part[head_end + 4..];
        let end = find(content, between.as_bytes())?;
        add(&mut parts, &part[..head_end], &content[..end])?;
        rest = &content[end + between.len()..];
    }
    None
}

fn add(parts: &mut FormParts, head: &[u8], content: &[u8]) -> Option<()> {
    let head = String::from_utf8_lossy(head);
    let named = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let disposition = head.split("\r\n").find(named)?;
    let field = parameter(disposition, "name")?;
    match parameter(disposition, "filename") {
        Some(name) if name.is_empty() && content.is_empty() => {}
        Some(name) => parts.files.push(UploadedFile { field, name: plain_name(&name), bytes: content.to_vec() }),
        None if content.len() <= FIELD_BYTES => {
            parts.fields.push((field, String::from_utf8_lossy(content).replace('\0', "")));
        }
        None => return None,
    }
    Some(())
}

/// `name="…"` of a header; browsers write `"` in a name as `%22`.
fn parameter(header: &str, name: &str) -> Option<String> {
    let mut rest = header;
    let opening = format!("{name}=\"");
    loop {
        let at = rest.find(&opening)?;
        // `filename="` ends in `name="` as well.
        let before = rest[..at].chars().next_back();
        rest = &rest[at + opening.len()..];
        if before.is_none_or(|before| before == ';' || before.is_whitespace()) {
            return rest.split_once('"').map(|(value, _)| value.to_owned());
        }
    }
}

/// The last part of a path, as one line of letters that show themselves.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let name: String = last.chars().filter(shown).take(NAME_CHARS).collect();
    let name = name.trim().trim_matches('.').to_owned();
    if name.is_empty() { "tep".to_owned() } else { name }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    while let Some(at) = text.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from + at;
        if text[at..].starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(parts: &[(&str, &str)]) -> Vec<u8> {
        let part = |(head, content): &(&str, &str)| {
            format!("--xyz\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
        };
        format!("{}--xyz--\r\n", parts.iter().map(part).collect::<String>()).into_bytes()
    }

    #[test]
    fn fields_and_files_are_told_apart() {
        let sent = body(&[
            ("name=\"token\"", "abc"),
            ("name=\"tep\"; filename=\"danh sách.xlsx\"\r\nContent-Type: application/octet-stream", "PK\r\n--xy\r\n\0"),
            ("name=\"giay\"; filename=\"\"", ""),
        ]);
        let parts = parts(&sent, "xyz").expect("a form");
        assert_eq!(parts.fields, [("token".to_owned(), "abc".to_owned())]);
        assert_eq!(parts.files.len(), 1, "a file that was not chosen is none");
        assert_eq!((parts.files[0].field.as_str(), parts.files[0].name.as_str()), ("tep", "danh sách.xlsx"));
        assert_eq!(parts.files[0].bytes, b"PK\r\n--xy\r\n\0");
    }

    #[test]
    fn a_name_is_no_path() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\a\\list.xlsx", "list.xlsx"),
            ("a\u{202e}xslx.exe", "axslx.exe"),
            ("..", "tep"),
            ("/", "tep"),
            ("", "tep"),
            ("a\u{1b}[2Jb.csv", "a[2Jb.csv"),
        ] {
            assert_eq!(plain_name(given), kept, "{given}");
        }
        assert_eq!(plain_name(&"d".repeat(5_000)).len(), NAME_CHARS);
    }

    #[test]
    fn what_is_no_form_is_nothing() {
        let whole = body(&[("name=\"a\"", "1")]);
        assert!(parts(&whole, "xyz").is_some());
        for (rule, sent) in [
            ("cut off", &whole[..whole.len() - 8]),
            ("empty", b"".as_slice()),
            ("no disposition", b"--xyz\r\nX: y\r\n\r\n1\r\n--xyz--".as_slice()),
            ("no end of the head", b"--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n--xyz--".as_slice()),
        ] {
            assert_eq!(parts(sent, "xyz"), None, "{rule}");
        }
        let many: Vec<(&str, &str)> = (0..=PARTS_AT_MOST).map(|_| ("name=\"a\"", "1")).collect();
        assert_eq!(parts(&body(&many), "xyz"), None, "too many parts");
        for (given, expected) in [
            ("multipart/form-data; boundary=xyz", Some("xyz")),
            ("Multipart/Form-Data; charset=utf-8; boundary=\"x y\"", Some("x y")),
            ("application/x-www-form-urlencoded", None),
            ("multipart/mixed; boundary=xyz", None),
            ("multipart/form-data; boundary=", None),
        ] {
            assert_eq!(boundary(given), expected, "{given}");
        }
    }
}
