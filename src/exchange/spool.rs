//! A list of any length in little memory: its beginning as values, the rest as bytes in a file without a name.
//!
//! What stands in the file is what was put there: nothing is dropped or changed on the way (`packed` is tested on that).
//! Where no such file can be had or written the bytes stay in memory, and that is logged with the place and the cure: no
//! list is refused for it. The invariant: items come back in the order and as they were pushed.

mod packed;

use std::borrow::Cow;
use std::fs::File;
use std::ops::{Index, Range};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

pub(super) use packed::{Packed, Packing, SharedTexts, Unpacking};

/// So many items are kept as they are: most lists are shorter.
const NEAR: usize = 512;
/// So many bytes wait in memory before they go to the file.
const WAITING: usize = 1 << 20;
/// So many are read back together.
const BLOCK: u64 = 64 << 10;

/// A list of items.
#[derive(Clone, Debug)]
pub struct Spool<T> {
    near: Vec<T>,
    /// Where each item after those ends, counted from the first one's beginning.
    ends: Vec<u64>,
    /// Bytes that are not in the file yet.
    waiting: Vec<u8>,
    /// How many bytes are.
    filed: u64,
    /// With so many bytes waiting the file is tried.
    tried_at: usize,
    /// A file that has no name any more and goes with its last reader.
    file: Option<Arc<File>>,
    words: SharedTexts,
}

impl<T> Default for Spool<T> {
    fn default() -> Self {
        Self {
            near: Vec::new(),
            ends: Vec::new(),
            waiting: Vec::new(),
            filed: 0,
            tried_at: WAITING,
            file: None,
            words: SharedTexts::default(),
        }
    }
}

impl<T: Packed> Spool<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.near.len() + self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.near.is_empty()
    }

    /// The first one.
    pub fn first(&self) -> Option<&T> {
        self.near.first()
    }

    /// The item at that place.
    pub fn get(&self, at: usize) -> Option<Cow<'_, T>> {
        if let Some(item) = self.near.get(at) {
            return Some(Cow::Borrowed(item));
        }
        let place = self.place(at - self.near.len())?;
        Some(Cow::Owned(match self.in_memory(&place) {
            Some(bytes) => self.unpacked(bytes),
            None => self.unpacked(&self.read(place)),
        }))
    }

    /// All of them.
    pub fn iter(&self) -> Items<'_, T> {
        Items { spool: self, at: 0, block: Vec::new(), begins: 0 }
    }

    /// Adds one.
    pub fn push(&mut self, item: T) {
        if self.near.len() < NEAR {
            self.near.push(item);
            return;
        }
        item.pack(&mut Packing { bytes: &mut self.waiting, words: &mut self.words });
        self.ends.push(self.filed + self.waiting.len() as u64);
        if self.waiting.len() >= self.tried_at {
            self.put_aside();
        }
    }

    /// Takes all of them away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn put_aside(&mut self) {
        // A copy of this list reads the same file: what comes now is this one's alone.
        if self.file.as_ref().is_some_and(|file| Arc::strong_count(file) > 1) {
            self.tried_at = self.waiting.len() * 2;
            return;
        }
        let written = match &self.file {
            Some(file) => file.write_all_at(&self.waiting, self.filed),
            None => tempfile::tempfile().and_then(|file| {
                file.write_all_at(&self.waiting, self.filed)?;
                self.file = Some(Arc::new(file));
                Ok(())
            }),
        };
        match written {
            Ok(()) => {
                self.filed += self.waiting.len() as u64;
                self.waiting.clear();
            }
            Err(error) => {
                // What is left of a write that failed lies behind what is filed, where nothing reads.
                self.tried_at = usize::MAX;
                tracing::warn!(
                    "the rows of a long list stay in memory, which takes more of it: {}: {error}; TMPDIR names another folder",
                    std::env::temp_dir().display()
                );
            }
        }
    }

    fn place(&self, nth: usize) -> Option<Range<u64>> {
        let end = *self.ends.get(nth)?;
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        Some(start..end)
    }

    fn in_memory(&self, place: &Range<u64>) -> Option<&[u8]> {
        let within = |at: u64| usize::try_from(at.checked_sub(self.filed)?).ok();
        self.waiting.get(within(place.start)?..within(place.end)?)
    }

    /// Bytes of the file.
    fn read(&self, place: Range<u64>) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(place.end - place.start).unwrap_or_default()];
        if let Some(file) = &self.file {
            // A disk that fails here fails the whole import, whose transaction is undone: a row that came back otherwise
            // would be a row that was lost.
            file.read_exact_at(&mut bytes, place.start).unwrap_or_else(|error| {
                let folder = std::env::temp_dir();
                panic!(
                    "rows put aside in {} cannot be read back: {error}; TMPDIR names another folder",
                    folder.display()
                )
            });
        }
        bytes
    }

    fn unpacked(&self, bytes: &[u8]) -> T {
        let item = T::unpack(&mut Unpacking { bytes, words: &self.words });
        item.expect("what was packed here unpacks: packing and unpacking are tested against each other")
    }
}

impl<T: Packed> FromIterator<T> for Spool<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut spool = Self::default();
        items.into_iter().for_each(|item| spool.push(item));
        spool
    }
}

/// The first items as they are kept; of a long list no others are in memory to be lent.
impl<T> Index<usize> for Spool<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.near[at]
    }
}

impl<T: Packed + PartialEq> PartialEq for Spool<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: Packed + Eq> Eq for Spool<T> {}

impl<'s, T: Packed> IntoIterator for &'s Spool<T> {
    type Item = Cow<'s, T>;
    type IntoIter = Items<'s, T>;

    fn into_iter(self) -> Items<'s, T> {
        self.iter()
    }
}

/// The items of a [`Spool`], one after the other.
#[derive(Debug)]
pub struct Items<'s, T> {
    spool: &'s Spool<T>,
    at: usize,
    /// What was read of the file, and where that begins.
    block: Vec<u8>,
    begins: u64,
}

impl<'s, T: Packed> Iterator for Items<'s, T> {
    type Item = Cow<'s, T>;

    fn next(&mut self) -> Option<Cow<'s, T>> {
        let (spool, at) = (self.spool, self.at);
        self.at += 1;
        if at < spool.near.len() {
            return spool.get(at);
        }
        let place = spool.place(at - spool.near.len())?;
        if let Some(bytes) = spool.in_memory(&place) {
            return Some(Cow::Owned(spool.unpacked(bytes)));
        }
        let held = self.begins..self.begins + self.block.len() as u64;
        if !(held.contains(&place.start) && place.end <= held.end) {
            let end = place.end.max((place.start + BLOCK).min(spool.filed));
            self.block = spool.read(place.start..end);
            self.begins = place.start;
        }
        let within = |at: u64| usize::try_from(at - self.begins).unwrap_or_default();
        self.block.get(within(place.start)..within(place.end)).map(|bytes| Cow::Owned(spool.unpacked(bytes)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.spool.len().saturating_sub(self.at);
        (left, Some(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Packed for (String, u64) {
        fn pack(&self, into: &mut Packing<'_>) {
            into.text(&self.0);
            into.number(self.1);
        }

        fn unpack(from: &mut Unpacking<'_>) -> Option<Self> {
            Some((from.text()?.to_owned(), from.number()?))
        }
    }

    fn item(nth: u64) -> (String, u64) {
        ("Điều khoản ".repeat((nth % 97) as usize), nth * nth * 31)
    }

    #[test]
    fn items_come_back_as_they_were_pushed_from_memory_and_from_the_file() {
        let spool: Spool<_> = (0..20_000).map(item).collect();
        assert!(spool.file.is_some() && !spool.waiting.is_empty(), "some are in the file, some wait");
        assert_eq!(spool.len(), 20_000);
        assert!(spool.iter().map(Cow::into_owned).eq((0..20_000).map(item)));
        for at in [0, 511, 512, 513, 1_000, 13_579, 19_999] {
            assert_eq!(spool.get(at).map(Cow::into_owned), Some(item(at as u64)));
        }
        assert!(spool.get(20_000).is_none());
    }

    #[test]
    fn a_copy_and_its_source_go_on_apart() {
        let mut one: Spool<_> = (0..20_000).map(item).collect();
        let mut other = one.clone();
        (20_000..40_000).for_each(|nth| one.push(item(nth)));
        (50_000..70_000).for_each(|nth| other.push(item(nth)));
        assert!(one.iter().map(Cow::into_owned).eq((0..40_000).map(item)));
        assert!(other.iter().map(Cow::into_owned).eq((0..20_000).chain(50_000..70_000).map(item)));
        one.clear();
        assert!(one.is_empty() && one.iter().next().is_none());
        assert_eq!(other.len(), 40_000);
    }
}
