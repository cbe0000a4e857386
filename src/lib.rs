//! pactwatch.
pub mod exchange;
pub mod lifecycle;
pub mod post;
