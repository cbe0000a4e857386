//! pactwatch.
pub mod clock;
pub mod config;
pub mod exchange;
pub mod lifecycle;
pub mod message;
pub mod outbox;
pub mod post;
pub mod store;
pub mod watch;
