//! The stylesheet, the script and the icon.

use crate::web::answer::{PageReply, Trouble};
use crate::web::assets;
use crate::web::visit::Visit;

/// GET /assets/{print}/{name}.
pub(crate) fn asset(visit: &Visit<'_>) -> PageReply {
    assets::asset(&visit.asked.route).ok_or(Trouble::NotFound)
}
