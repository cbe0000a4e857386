//! Ids proposed from names.

use super::fold;

/// Small letters, digits and single hyphens, `longest` at most; `None` where the name has no letter or digit.
///
/// ```
/// use pactwatch::text::slug;
/// assert_eq!(slug("Nguyễn Thị Hương", 60).as_deref(), Some("nguyen-thi-huong"));
/// assert_eq!(slug("전북", 60), None);
/// ```
pub fn slug(name: &str, longest: usize) -> Option<String> {
    let mut slug = String::new();
    for letter in fold(name).chars().take(longest) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    (!slug.is_empty()).then_some(slug)
}
