//! Files in and out: what people's lists look like, what hostile ones do, and that a round trip changes nothing.

#[path = "exchange/around.rs"]
mod around;
#[path = "exchange/corpus.rs"]
mod corpus;
#[path = "exchange/cures.rs"]
mod cures;
#[path = "exchange/formats.rs"]
mod formats;
#[path = "exchange/further_headers.rs"]
mod further_headers;
#[path = "exchange/headers.rs"]
mod headers;
#[path = "exchange/hostile.rs"]
mod hostile;
#[path = "exchange/lists.rs"]
mod lists;
#[path = "exchange/round_trip.rs"]
mod round_trip;
#[path = "exchange/shapes.rs"]
mod shapes;
#[path = "exchange/short_headers.rs"]
mod short_headers;
#[path = "exchange/texts.rs"]
mod texts;
#[path = "exchange/units.rs"]
mod units;
#[path = "exchange/updates.rs"]
mod updates;
#[path = "exchange/vietnamese.rs"]
mod vietnamese;
#[path = "exchange/workbooks.rs"]
mod workbooks;
