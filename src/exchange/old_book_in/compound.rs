//! The container of Excel 97 to 2003: where in the file the workbook's own stream lies.
//!
//! A file in the file, its sectors chained by a table. What does not hold together gives nothing: the looks of the cells are
//! then not known, and that is said. Every chain is followed at most as far as the file is long.

/// How many sectors of the table the header names.
const IN_HEADER: usize = 109;
/// The end of a chain, and what is no sector.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// Streams below that size lie in small sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// The sector behind each sector.
    next: Vec<u32>,
}

/// The stream of the workbook.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let container = Container::of(bytes)?;
    let entries = container.chain(word(bytes, 0x30)?);
    let entry = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entries.chunks_exact(128).find(|entry| {
            let named = half(entry, 0x40).is_some_and(|length| usize::from(length) == wanted.len() + 2);
            named && entry.starts_with(&wanted)
        })
    };
    let found = entry("Workbook")?;
    let (start, size) = (word(found, 0x74)?, usize::try_from(word(found, 0x78)?).ok()?);
    let mut stream =
        if size < SMALL { container.small(word(entry("Root Entry")?, 0x74)?, start)? } else { container.chain(start) };
    stream.truncate(size);
    Some(stream)
}

impl<'b> Container<'b> {
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let sector = match half(bytes, 0x1e)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self { bytes, sector, next: Vec::new() };
        let most = bytes.len() / sector + 1;
        let mut tables: Vec<u32> = (0..IN_HEADER).filter_map(|nth| word(bytes, 0x4c + nth * 4)).collect();
        let mut more = word(bytes, 0x44)?;
        while more < LAST_SECTOR && tables.len() < most + IN_HEADER {
            let part = container.sector(more)?;
            let last = sector - 4;
            tables.extend((0..last / 4).filter_map(|nth| word(part, nth * 4)));
            more = word(part, last)?;
        }
        for table in tables.into_iter().filter(|table| *table < LAST_SECTOR).take(most) {
            let Some(part) = container.sector(table) else { continue };
            container.next.extend(words(part));
        }
        Some(container)
    }

    fn sector(&self, nth: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(nth).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..self.bytes.len().min(start + self.sector))
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut all, mut at) = (Vec::new(), first);
        while let Some(part) = self.sector(at).filter(|_| at < LAST_SECTOR && all.len() <= self.bytes.len()) {
            all.extend_from_slice(part);
            at = usize::try_from(at).ok().and_then(|at| self.next.get(at)).copied().unwrap_or(u32::MAX);
        }
        all
    }

    /// A stream in small sectors, which lie in a stream of their own.
    fn small(&self, root: u32, first: u32) -> Option<Vec<u8>> {
        let (within, next) = (self.chain(root), self.chain(word(self.bytes, 0x3c)?));
        let next: Vec<u32> = words(&next).collect();
        let (mut all, mut at) = (Vec::new(), usize::try_from(first).ok()?);
        while let Some(part) = within.get(at * SMALL_SECTOR..(at + 1) * SMALL_SECTOR).filter(|_| all.len() < SMALL) {
            all.extend_from_slice(part);
            at = next.get(at).copied().filter(|next| *next < LAST_SECTOR).map_or(usize::MAX >> 8, |next| next as usize);
        }
        Some(all)
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|part| u32::from_le_bytes([part[0], part[1], part[2], part[3]]))
}

/// The number of four bytes at that place.
pub(super) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// The number of two bytes at that place.
pub(super) fn half(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}
