//! Which file uses which: no two files use each other, by whatever detour.
//!
//! A file and the files below it in its own folder are one house: a folder's head declares and re-exports what its files
//! hold, and they may use what it declares. A name that comes through a head (`super::Office`) is followed to the file that
//! holds it.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Part, Source};
use super::{files, module_path};

type Module = Vec<String>;

/// Every file's module, and what its shipped code names.
fn sources() -> BTreeMap<Module, Source> {
    files("src", "rs")
        .into_iter()
        .map(|(path, text)| (module_path(&path), Source::read(&text)))
        .filter(|(module, _)| module.last().is_none_or(|name| name != "tests"))
        .collect()
}

/// A path from the crate's root: `super::a::b` in `x::y` is `x::a::b`.
fn absolute(module: &[String], segments: &[String]) -> Option<Vec<String>> {
    let first = segments.first()?.as_str();
    match first {
        "crate" | "pactwatch" => Some(segments[1..].to_vec()),
        "self" => Some([module, &segments[1..]].concat()),
        "super" => {
            let ups = segments.iter().take_while(|segment| *segment == "super").count();
            let kept = module.len().checked_sub(ups)?;
            Some([&module[..kept], &segments[ups..]].concat())
        }
        _ => None,
    }
}

/// The file that holds what a path names: the longest beginning that is a module, followed through its re-exports.
fn holder(path: &[String], all: &BTreeMap<Module, Source>, depth: usize) -> Option<Module> {
    let end = (1..=path.len()).rev().find(|end| all.contains_key(&path[..*end]))?;
    let (module, rest) = path.split_at(end);
    let Some(name) = rest.first().filter(|_| depth < 8) else { return Some(module.to_vec()) };
    let re_exported = all[module].paths.iter().filter(|named| named.part == Part::Shipped).find_map(|named| {
        if named.segments.last() != Some(name) || named.segments.len() < 2 {
            return None;
        }
        // In a head `deliver::Heed` is its own file's.
        let own = [module, &named.segments].concat();
        let inside = all.contains_key(&own[..=module.len()]).then_some(own);
        absolute(module, &named.segments).or(inside).filter(|target| target != path)
    });
    match re_exported {
        Some(target) => holder(&target, all, depth + 1),
        None => Some(module.to_vec()),
    }
}

/// Who uses whom, without a folder's head and its own files.
pub(crate) fn uses() -> BTreeMap<Module, BTreeSet<Module>> {
    let all = sources();
    let mut uses: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, source) in &all {
        for named in source.paths.iter().filter(|named| named.part == Part::Shipped) {
            let inside = [module.as_slice(), &named.segments].concat();
            let path = absolute(module, &named.segments)
                .or_else(|| all.contains_key(&inside[..=module.len()]).then_some(inside));
            let Some(other) = path.and_then(|path| holder(&path, &all, 0)) else { continue };
            if !other.starts_with(module) && !module.starts_with(&other) {
                uses.entry(module.clone()).or_default().insert(other);
            }
        }
    }
    uses
}

/// A way from a module back to itself.
pub(crate) fn circle(from: &Module, uses: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        for next in uses.get(at).into_iter().flatten() {
            if next == from {
                let mut way = vec![at.clone()];
                let mut back = at;
                while let Some(before) = came_from.get(back).filter(|_| back != from) {
                    way.push((*before).clone());
                    back = before;
                }
                way.reverse();
                return Some(way);
            }
            if next != from && !came_from.contains_key(next) {
                came_from.insert(next, at);
                waiting.push(next);
            }
        }
    }
    None
}
