//! Values as bytes and back, for [`super::Spool`]: no format for others, nothing of it outlives the process.

use std::sync::Arc;

/// Names and texts that many items share, by number.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct SharedTexts {
    names: Vec<&'static str>,
    shared: Vec<Arc<str>>,
}

/// What can be put aside.
pub trait Packed: Clone {
    /// Adds it to the bytes.
    fn pack(&self, into: &mut Packing<'_>);

    /// Takes it from the bytes; `None` where they do not hold one.
    fn unpack(from: &mut Unpacking<'_>) -> Option<Self>;
}

/// Bytes that are being written.
#[derive(Debug)]
pub struct Packing<'p> {
    pub(super) bytes: &'p mut Vec<u8>,
    pub(super) words: &'p mut SharedTexts,
}

impl Packing<'_> {
    /// A number; small ones take one byte.
    pub(in crate::exchange) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
            number >>= 7;
        }
        self.bytes.push(u8::try_from(number).unwrap_or_default());
    }

    pub(in crate::exchange) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    pub(in crate::exchange) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A text that may be missing.
    pub(in crate::exchange) fn maybe(&mut self, text: Option<&str>) {
        self.count(usize::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    pub(in crate::exchange) fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t str>) {
        self.count(texts.len());
        texts.for_each(|text| self.text(text));
    }

    /// The name of a column.
    pub(in crate::exchange) fn name(&mut self, name: &'static str) {
        let known = self.words.names.iter().position(|known| *known == name);
        let at = known.unwrap_or_else(|| {
            self.words.names.push(name);
            self.words.names.len() - 1
        });
        self.count(at);
    }

    /// A text that other items have, too.
    pub(in crate::exchange) fn shared(&mut self, text: &Arc<str>) {
        let words = &mut self.words.shared;
        let same = words.iter().position(|known| Arc::ptr_eq(known, text));
        let at = same.or_else(|| words.iter().position(|known| known == text)).unwrap_or_else(|| {
            words.push(Arc::clone(text));
            words.len() - 1
        });
        self.count(at);
    }
}

/// Bytes that are being read.
#[derive(Debug)]
pub struct Unpacking<'p> {
    pub(super) bytes: &'p [u8],
    pub(super) words: &'p SharedTexts,
}

impl<'p> Unpacking<'p> {
    pub(in crate::exchange) fn number(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0u64, 0);
        loop {
            let (first, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(first & 0x7f).checked_shl(shift)?;
            if first & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
        }
    }

    pub(in crate::exchange) fn count(&mut self) -> Option<usize> {
        self.number()?.try_into().ok()
    }

    pub(in crate::exchange) fn text(&mut self) -> Option<&'p str> {
        let length = self.count()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    /// Whether something that may be missing is there.
    pub(in crate::exchange) fn is_there(&mut self) -> Option<bool> {
        Some(self.count()? > 0)
    }

    pub(in crate::exchange) fn texts(&mut self) -> Option<Vec<String>> {
        self.each(|from| from.text().map(str::to_owned))
    }

    pub(in crate::exchange) fn name(&mut self) -> Option<&'static str> {
        let at = self.count()?;
        self.words.names.get(at).copied()
    }

    pub(in crate::exchange) fn shared(&mut self) -> Option<Arc<str>> {
        let at = self.count()?;
        self.words.shared.get(at).map(Arc::clone)
    }

    /// As many values as the number before them says.
    pub(in crate::exchange) fn each<V, C: FromIterator<V>>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Option<V>,
    ) -> Option<C> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }
}
