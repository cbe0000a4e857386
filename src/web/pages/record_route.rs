//! Where to say what became of a day: the route of the form that records it, for who may.

use crate::desk::rights::{Deed, Extent};
use crate::lifecycle::act::Mark;
use crate::web::answer::Trouble;
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

/// The form of an agreement, about that day or none in particular; without a reference the form of what the office itself
/// owes, which always is about one day.
pub(crate) fn record_route(
    visit: &Visit<'_>,
    reference: Option<&str>,
    mark: Option<&Mark>,
) -> Result<Option<String>, Trouble> {
    let viewer = &visit.member()?.viewer;
    let about = mark.map(|mark| format!("?moc={}", encoded(&mark.to_string())));
    let Some(reference) = reference else {
        let about = about.filter(|_| viewer.extent(Deed::Answer) == Extent::All);
        return Ok(about.map(|about| format!("/viec-co-quan{about}")));
    };
    let may = viewer.records_all() || visit.facts(reference)?.is_some_and(|facts| viewer.records(&facts.officers));
    Ok(may.then(|| format!("/thoa-thuan/{}/cap-nhat{}", encoded(reference), about.unwrap_or_default())))
}
