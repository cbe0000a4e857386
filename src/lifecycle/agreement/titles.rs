//! Properties that follow from a word in a title or in a party's name.

/// Whether a title calls the text a treaty, which a province may not sign.
pub(super) fn is_called_treaty(title: &str) -> bool {
    title.to_lowercase().contains("hiệp định")
}

/// Whether a party of ours, by id or name, is a body that the state's treaties are not signed by.
pub(super) fn is_provincial(ours: &str) -> bool {
    let name = ours.to_lowercase();
    !(name.contains("chxhcn")
        || name.contains("chính phủ")
        || name.contains("nhà nước")
        || name == "vn"
        || name == "viet-nam")
}
