//! Inputs made of known ones by small harm: bytes turned, cut, doubled, taken from another, words that matter put in.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::dice::Dice;

/// What tends to matter to a reader, whatever it reads.
const WORDS: [&[u8]; 32] = [
    b"\0",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b"\"",
    b"'",
    b";",
    b",",
    b"=",
    b"-",
    b"--",
    b"..",
    b"%",
    b"%00",
    b"%u202e",
    b"0",
    b"-1",
    b"99999999999999999999",
    b"1e309",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe1\xba",
    "\u{202e}".as_bytes(),
    "\u{0301}".as_bytes(),
    "ẫ".as_bytes(),
    b"[[",
    b"]]",
    b"{{ config }}",
    b"&lt;!ENTITY",
    b"../../etc/passwd",
    b"ngay 30 thang 2",
];
/// No input grows beyond this.
const LONGEST: usize = 256 * 1024;

/// The known inputs of a target.
pub(crate) struct Corpus(Vec<Vec<u8>>);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

impl Corpus {
    /// Each line of a file in `tests/data/fuzz`.
    pub(crate) fn lines(name: &str) -> Self {
        let text = fs::read_to_string(root().join("tests/data/fuzz").join(name)).unwrap();
        Self(text.lines().map(|line| line.as_bytes().to_vec()).collect())
    }

    /// Files with that ending in these folders of the repository, those that are not too large.
    pub(crate) fn files(folders: &[&str], ending: &str) -> Self {
        let mut found = Vec::new();
        for folder in folders {
            let mut paths: Vec<PathBuf> =
                fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            let fitting = paths.into_iter().filter(|path| path.extension().is_some_and(|own| own == ending));
            found.extend(fitting.map(|path| fs::read(path).unwrap()).filter(|bytes| bytes.len() <= LONGEST));
        }
        assert!(!found.is_empty(), "no {ending} in {folders:?}");
        Self(found)
    }

    /// One input alone.
    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self(vec![bytes])
    }

    /// One of them, unharmed.
    pub(crate) fn one<'a>(&'a self, dice: &mut Dice) -> &'a [u8] {
        dice.pick::<Vec<u8>>(&self.0)
    }

    /// Each input.
    pub(crate) fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// One of them, harmed.
    pub(crate) fn harmed(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = dice.pick::<Vec<u8>>(&self.0).clone();
        for _ in 0..dice.within(1, 6) {
            self.harm(&mut bytes, dice);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn harm(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let at = index(dice, bytes.len());
        let end = (at + 1 + index(dice, 16)).min(bytes.len());
        match dice.within(1, 7) {
            1 if !bytes.is_empty() && at < bytes.len() => bytes[at] ^= 1 << dice.within(0, 7),
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => {
                let part: Vec<u8> = bytes[at..end].repeat(usize::try_from(dice.within(1, 40)).unwrap());
                bytes.splice(at..at, part);
            }
            4 => {
                let other = dice.pick::<Vec<u8>>(&self.0);
                let from = index(dice, other.len());
                bytes.splice(at.., other[from..].iter().copied());
            }
            5 => bytes.truncate(at),
            _ => {
                let word = *dice.pick(&WORDS);
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
}

fn index(dice: &mut Dice, length: usize) -> usize {
    usize::try_from(dice.within(0, i64::try_from(length).unwrap())).unwrap()
}

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Tries the known inputs and so many harmed ones. The first that panics is told with what repeats it, and kept in
/// `target/fuzz`.
pub(crate) fn hunt(target: &str, corpus: &Corpus, rounds: u64, try_one: impl Fn(&[u8])) {
    hunt_with(target, rounds, |dice| corpus.harmed(dice), corpus, try_one);
}

/// The same with inputs made another way.
pub(crate) fn hunt_with(
    target: &str,
    rounds: u64,
    make: impl Fn(&mut Dice) -> Vec<u8>,
    corpus: &Corpus,
    try_one: impl Fn(&[u8]),
) {
    let seed = asked("PACTWATCH_SEED").unwrap_or(1);
    let rounds = rounds * asked("PACTWATCH_FUZZ").unwrap_or(1);
    eprintln!("{target}: {rounds} inputs of PACTWATCH_SEED={seed}");
    let known: Vec<Vec<u8>> = corpus.each().map(<[u8]>::to_vec).collect();
    let others = (0..rounds).map(|round| make(&mut Dice::new(seed.wrapping_mul(1_000_003).wrapping_add(round))));
    for (nth, input) in known.into_iter().chain(others).enumerate() {
        if catch_unwind(AssertUnwindSafe(|| try_one(&input))).is_err() {
            let folder = root().join("target/fuzz");
            fs::create_dir_all(&folder).unwrap();
            let kept = folder.join(format!("{target}-{seed}-{nth}"));
            fs::write(&kept, &input).unwrap();
            panic!("{target}: input {nth} of seed {seed} fails; it is kept in {}", kept.display());
        }
    }
}
