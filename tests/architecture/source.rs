//! Reads Rust source far enough to say which paths it names and which texts it holds.
//!
//! Not a parser: comments (and the examples in them) are dropped, `use` trees are unfolded, and what stands under
//! `#[cfg(test)]` is marked. Invariant: every path and text carries the line it begins on.

use std::collections::BTreeSet;

/// A path such as `crate::store::Store`, one per leaf of a `use` tree.
pub(crate) struct Named {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
    pub(crate) part: Part,
    /// Written `::toml::…`, so certainly a crate.
    pub(crate) rooted: bool,
}

/// Whether something ships or stands under `#[cfg(test)]`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Shipped,
    Test,
}

/// What one file says.
pub(crate) struct Source {
    pub(crate) paths: Vec<Named>,
    /// The string literals with the line they begin on.
    pub(crate) texts: Vec<(usize, String)>,
    /// For each text what it stands in, from the outermost: `#error` of an attribute, `warn!` of a macro, `expect` of a
    /// call; `#test` first where it does not ship. A bracket of none of these is left out.
    #[allow(dead_code, reason = "tests/sentences.rs asks for it")]
    pub(crate) within: Vec<Vec<String>>,
    /// Names this file declares or brings in from its own crate; a path beginning with one is no foreign crate.
    pub(crate) locals: BTreeSet<String>,
    pub(crate) lines: usize,
}

#[derive(Clone, PartialEq)]
enum Token {
    Word(String),
    Colons,
    Mark(char),
    Text(String),
}

impl Source {
    pub(crate) fn read(text: &str) -> Self {
        let tokens = lex(text);
        let parts = parts(&tokens);
        let within = within(&tokens, &parts);
        let lines = text.lines().count();
        let mut found = Self { paths: vec![], texts: vec![], within, locals: BTreeSet::new(), lines };
        let mut at = 0;
        while at < tokens.len() {
            let (token, line) = &tokens[at];
            match token {
                Token::Text(inner) => found.texts.push((*line, inner.clone())),
                Token::Word(word) if word == "mod" => {
                    if let Some((Token::Word(name), _)) = tokens.get(at + 1) {
                        found.locals.insert(name.clone());
                    }
                }
                Token::Word(word) if word == "use" && !is_mark(&tokens, at + 1, '<') => {
                    at = found.use_tree(&tokens, at + 1, &[], parts[at]);
                    continue;
                }
                Token::Word(word) if word == "crate" && at > 0 && tokens[at - 1].0 == Token::Word("extern".into()) => {
                    if let Some((Token::Word(name), _)) = tokens.get(at + 1) {
                        found.push(vec![name.clone()], *line, parts[at], true);
                    }
                }
                Token::Word(_) if at == 0 || !matches!(tokens[at - 1].0, Token::Colons | Token::Mark('.')) => {
                    at = found.plain_path(&tokens, at, parts[at], false);
                    continue;
                }
                Token::Colons if begins_path(&tokens, at) => {
                    at = found.plain_path(&tokens, at + 1, parts[at], true);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    fn push(&mut self, segments: Vec<String>, line: usize, part: Part, rooted: bool) {
        self.paths.push(Named { segments, line, part, rooted });
    }

    /// Reads `a::b::c` from `at` on and returns the place after it; single words are not kept.
    fn plain_path(&mut self, tokens: &[(Token, usize)], mut at: usize, part: Part, rooted: bool) -> usize {
        let line = tokens.get(at).map_or(0, |(_, line)| *line);
        let mut segments = Vec::new();
        while let Some((Token::Word(word), _)) = tokens.get(at) {
            segments.push(word.clone());
            at += 1;
            if !matches!((tokens.get(at), tokens.get(at + 1)), (Some((Token::Colons, _)), Some((Token::Word(_), _)))) {
                break;
            }
            at += 1;
        }
        if segments.len() > 1 {
            self.push(segments, line, part, rooted);
        }
        at
    }

    /// Unfolds one tree of a `use`, from `at` on, under `prefix`; returns the place after it.
    fn use_tree(&mut self, tokens: &[(Token, usize)], mut at: usize, prefix: &[String], part: Part) -> usize {
        let mut segments = prefix.to_vec();
        let line = tokens.get(at).map_or(0, |(_, line)| *line);
        let mut rooted = false;
        let mut alias = None;
        while let Some((token, _)) = tokens.get(at) {
            match token {
                Token::Word(word) if word == "as" => {
                    if let Some((Token::Word(name), _)) = tokens.get(at + 1) {
                        alias = Some(name.clone());
                    }
                    at += 1;
                }
                Token::Word(word) => segments.push(word.clone()),
                Token::Colons => rooted |= segments.is_empty(),
                Token::Mark('*') => segments.push("*".into()),
                Token::Mark('{') => {
                    at += 1;
                    while at < tokens.len() && !is_mark(tokens, at, '}') {
                        let after = self.use_tree(tokens, at, &segments, part);
                        at = (after + usize::from(is_mark(tokens, after, ','))).max(at + 1);
                    }
                    return at + 1;
                }
                _ => break,
            }
            at += 1;
        }
        if matches!(segments.first().map(String::as_str), Some("crate" | "self" | "super" | "pactwatch")) {
            self.locals.extend(alias.or_else(|| segments.last().cloned()));
        }
        self.push(segments, line, part, rooted);
        at
    }
}

/// Whether the `::` at this place is the root before a crate's name, and not the joint of `a::b` or `<T>::b`.
fn begins_path(tokens: &[(Token, usize)], at: usize) -> bool {
    match at.checked_sub(1).map(|before| &tokens[before].0) {
        Some(Token::Word(_)) => false,
        Some(Token::Mark('>')) => at > 1 && (is_mark(tokens, at - 2, '-') || is_mark(tokens, at - 2, '=')),
        _ => true,
    }
}

fn is_mark(tokens: &[(Token, usize)], at: usize, mark: char) -> bool {
    tokens.get(at).is_some_and(|(token, _)| *token == Token::Mark(mark))
}

/// For each text among the tokens what it stands in.
fn within(tokens: &[(Token, usize)], parts: &[Part]) -> Vec<Vec<String>> {
    let word = |at: Option<usize>| match at.and_then(|at| tokens.get(at)) {
        Some((Token::Word(word), _)) => Some(word.clone()),
        _ => None,
    };
    let is = |at: Option<usize>, mark: char| at.is_some_and(|at| is_mark(tokens, at, mark));
    let (mut open, mut found): (Vec<Option<String>>, Vec<Vec<String>>) = (vec![], vec![]);
    for (at, (token, _)) in tokens.iter().enumerate() {
        let before = |steps: usize| at.checked_sub(steps);
        match token {
            Token::Text(_) => {
                let test = (parts[at] == Part::Test).then(|| "#test".to_owned());
                found.push(test.into_iter().chain(open.iter().flatten().cloned()).collect());
            }
            Token::Mark('[') if is(before(1), '#') || (is(before(1), '!') && is(before(2), '#')) => {
                open.push(word(Some(at + 1)).map(|word| format!("#{word}")));
            }
            Token::Mark('(' | '[' | '{') if is(before(1), '!') => {
                open.push(word(before(2)).map(|word| format!("{word}!")));
            }
            Token::Mark('(') => open.push(word(before(1))),
            Token::Mark('[' | '{') => open.push(None),
            Token::Mark(')' | ']' | '}') => drop(open.pop()),
            _ => {}
        }
    }
    found
}

/// For each token whether it stands under `#[cfg(test)]` (or in a file that begins with `#![cfg(test)]`).
fn parts(tokens: &[(Token, usize)]) -> Vec<Part> {
    let mut parts = vec![Part::Shipped; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let whole_file = is_mark(tokens, at + 1, '!');
        let open = at + 1 + usize::from(whole_file);
        if !(is_mark(tokens, at, '#') && is_mark(tokens, open, '[')) {
            at += 1;
            continue;
        }
        let close = closing(tokens, open);
        let words = tokens[open..close].iter().filter_map(|(token, _)| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        });
        let words: Vec<&str> = words.collect();
        let tests_only = words.first() == Some(&"cfg") && words.contains(&"test") && !words.contains(&"not");
        let end = match (tests_only, whole_file) {
            (true, true) => tokens.len(),
            (true, false) => item_end(tokens, close + 1),
            (false, _) => close + 1,
        };
        if tests_only {
            parts[at..end.min(tokens.len())].fill(Part::Test);
        }
        at = end;
    }
    parts
}

/// The place after the item that begins at `at`: past its semicolon, or past its first braces unless it is a `use`.
fn item_end(tokens: &[(Token, usize)], mut at: usize) -> usize {
    let mut imports = false;
    while let Some((token, _)) = tokens.get(at) {
        match token {
            Token::Word(word) if word == "use" => imports = true,
            Token::Mark(';') => return at + 1,
            Token::Mark('{') if !imports => return closing(tokens, at) + 1,
            Token::Mark('(' | '[' | '{') => at = closing(tokens, at),
            _ => {}
        }
        at += 1;
    }
    at
}

/// The place of the bracket that closes the one at `open`; the end of the file where it is missing.
fn closing(tokens: &[(Token, usize)], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (token, _)) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') if depth <= 1 => return at,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

fn lex(text: &str) -> Vec<(Token, usize)> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let begin = at;
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        let token = match chars[at] {
            '/' if next == '/' => {
                at = end_of(&chars, at, |rest| rest[0] == '\n');
                None
            }
            '/' if next == '*' => {
                at = block_comment(&chars, at);
                None
            }
            '"' => Some(quoted(&chars, &mut at)),
            '\'' => {
                at = char_or_lifetime(&chars, at);
                None
            }
            c if c == '_' || c.is_alphanumeric() => word_or_raw(&chars, &mut at),
            ':' if next == ':' => {
                at += 2;
                Some(Token::Colons)
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then_some(Token::Mark(c))
            }
        };
        tokens.extend(token.map(|token| (token, line)));
        line += chars[begin..at.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    tokens
}

fn end_of(chars: &[char], from: usize, stop: impl Fn(&[char]) -> bool) -> usize {
    (from..chars.len()).find(|at| stop(&chars[*at..])).unwrap_or(chars.len())
}

fn block_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) if depth == 1 => return at + 2,
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    at
}

/// A string with escapes, from its opening quote on.
fn quoted(chars: &[char], at: &mut usize) -> Token {
    let begin = *at + 1;
    *at = begin;
    while *at < chars.len() && chars[*at] != '"' {
        *at += if chars[*at] == '\\' { 2 } else { 1 };
    }
    let end = (*at).min(chars.len());
    *at = end + 1;
    Token::Text(chars[begin..end].iter().collect())
}

/// A word, a number, or the raw or byte string that begins like a word (`r#"…"#`, `b"…"`).
fn word_or_raw(chars: &[char], at: &mut usize) -> Option<Token> {
    let begin = *at;
    *at = end_of(chars, begin, |rest| !(rest[0] == '_' || rest[0].is_alphanumeric()));
    let word: String = chars[begin..*at].iter().collect();
    let prefix = matches!(word.as_str(), "r" | "b" | "br" | "c" | "cr");
    let hashes = chars[*at..].iter().take_while(|c| **c == '#').count();
    match chars.get(*at + hashes) {
        Some('"') if prefix && word.ends_with('r') => {
            let open = *at + hashes + 1;
            let close = end_of(chars, open, |rest| {
                rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|c| *c == '#')
            });
            *at = close + 1 + hashes;
            Some(Token::Text(chars[open..close].iter().collect()))
        }
        Some('"') if prefix && hashes == 0 => Some(quoted(chars, at)),
        // `r#type` is the word `type`; the next round reads it.
        Some(_) if word == "r" && hashes == 1 => {
            *at += 1;
            None
        }
        _ => Some(Token::Word(word)),
    }
}

/// `'a'`, `'\n'`, `'\u{20}'` or the lifetime `'a`: none of them matters here, but quotes inside must not open a string.
fn char_or_lifetime(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => end_of(chars, at + 3, |rest| rest[0] == '\'') + 1,
        (Some(_), Some('\'')) => at + 3,
        _ => at + 1,
    }
}
