//! The notes of the program, the table `meta`: each has its name in `ProgramNote`, and none is read or written by a text.

use super::files;
use super::source::Source;

/// Who names the table of the program's notes in SQL: `store/note.rs` reads and writes them all; the others make a database,
/// upgrade one, forget what was spent, and look for letters not told of, by keys of `ProgramNote`; `audit` names its columns.
const NAME_THE_NOTES: [&str; 6] = [
    "src/store/note.rs",
    "src/store/create.rs",
    "src/store/upgrade.rs",
    "src/store/nonces.rs",
    "src/store/office.rs",
    "src/desk/audit/unproven.rs",
];

#[test]
fn a_note_of_the_program_has_its_name_in_one_file() {
    let mut wrong = vec![];
    for (path, text) in files("src", "rs").iter().filter(|(path, _)| !path.contains("/tests/")) {
        let names = |text: &String| text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == "meta");
        let source = Source::read(text);
        let found = source.texts.iter().any(|(_, text)| names(text));
        if found && !NAME_THE_NOTES.contains(&path.as_str()) {
            wrong.push(format!("{path}: the table `meta` is read and written by `ProgramNote`, src/store/note.rs"));
        }
        for (line, text) in source.texts.iter().filter(|(_, text)| path != "src/store/note.rs" && names(text)) {
            if text.contains("key = '") || text.contains("('") {
                wrong.push(format!("{path}:{line}: a key of `meta` as a text; name it in `ProgramNote`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
