//! Letters as files: whole, private, and one file a letter.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use pactwatch::post::{FilePost, Post, SendOutcome, TroubleKind};

fn message(id: &str) -> Vec<u8> {
    format!("Subject: x\r\nMessage-ID: <{id}>\r\n\r\nbody\r\n").into_bytes()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_letter_is_one_private_file_however_often_it_is_sent() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("var/letters");
    let mut post = FilePost::new(&folder);
    for _ in 0..2 {
        let outcome = post.send("a@example.vn", "b@example.vn", &message("1@example.vn"));
        assert!(matches!(outcome, SendOutcome::Accepted { .. }), "{outcome:?}");
    }
    assert_eq!(names(&folder), ["1@example.vn.eml"]);
    let file = folder.join("1@example.vn.eml");
    assert_eq!(fs::read(&file).unwrap(), message("1@example.vn"));
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&folder)), (0o600, 0o700));
}

#[test]
fn an_id_names_no_path_and_two_ids_no_one_file() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("letters");
    let mut post = FilePost::new(&folder);
    let ids = ["../../etc/passwd", "a/b@example.vn", "a:b@example.vn", ".hidden@example.vn", &"x".repeat(400), ""];
    for id in ids {
        let outcome = post.send("a@example.vn", "b@example.vn", &message(id));
        assert!(matches!(outcome, SendOutcome::Accepted { .. }), "{id}: {outcome:?}");
    }
    let names = names(&folder);
    assert_eq!(names.len(), ids.len(), "{names:?}");
    let fit =
        |name: &String| name.starts_with("letter-") && name.len() < 100 && name.split('.').next_back() == Some("eml");
    assert!(names.iter().all(fit), "{names:?}");
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1, "nothing beside the folder");
}

#[test]
fn what_a_crash_left_is_written_over() {
    let scratch = tempfile::tempdir().unwrap();
    fs::write(scratch.path().join(".1@example.vn.eml.tmp"), "half a let").unwrap();
    let mut post = FilePost::new(scratch.path());
    post.send("a@example.vn", "b@example.vn", &message("1@example.vn"));
    assert_eq!(names(scratch.path()), ["1@example.vn.eml"]);
    assert_eq!(fs::read(scratch.path().join("1@example.vn.eml")).unwrap(), message("1@example.vn"));
}

#[test]
fn a_folder_that_cannot_be_is_the_state_of_the_post_and_names_the_place() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().join("letters");
    fs::write(&folder, "a file stands in the way").unwrap();
    let mut post = FilePost::new(&folder);
    let SendOutcome::Unavailable(trouble) = post.send("a@example.vn", "b@example.vn", &message("1@example.vn")) else {
        panic!("a letter came through");
    };
    assert_eq!(trouble.what, TroubleKind::Folder);
    assert!(trouble.detail.contains(folder.to_str().unwrap()) && trouble.detail.contains("[post] directory"));
    assert_eq!(post.probe().unwrap_err().what, TroubleKind::Folder);
    fs::remove_file(&folder).unwrap();
    assert!(post.probe().is_ok());
    assert!(names(&folder).is_empty(), "the probe leaves nothing behind");
}
