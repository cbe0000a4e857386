//! From a name to an open connection: each of its addresses gets a share of the time.

use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};

use super::super::{MailTrouble, TroubleKind};
use super::settings::SmtpSettings;
use crate::message::answer::stored_reasons;

/// Addresses tried for one name.
const MAX_ADDRESSES: usize = 6;

/// The first address that answers; all of them share the time.
pub(super) async fn connect(settings: &SmtpSettings) -> Result<TcpStream, MailTrouble> {
    let place = settings.place();
    let until = Instant::now() + settings.timeouts.connect;
    let late = || MailTrouble::new(TroubleKind::Timeout, format!("{place} did not answer"));
    let unreachable = |why: String| MailTrouble::new(TroubleKind::Unreachable, format!("{place}: {why}"));

    let target = (settings.bare_host(), settings.port);
    let found = timeout(settings.timeouts.connect, lookup_host(target)).await.map_err(|_| late())?;
    let addresses: Vec<_> = found.map_err(|error| unreachable(error.to_string()))?.take(MAX_ADDRESSES).collect();
    let mut last = unreachable(stored_reasons::NAME_WITHOUT_ADDRESS.stored_text().to_owned());
    for (nth, address) in addresses.iter().enumerate() {
        let left = u32::try_from(addresses.len() - nth).unwrap_or(1);
        let share: Duration = until.saturating_duration_since(Instant::now()) / left;
        last = match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(tcp)) => return Ok(tcp),
            Ok(Err(error)) => unreachable(error.to_string()),
            Err(_) => late(),
        };
    }
    Err(last)
}
