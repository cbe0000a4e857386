//! pactwatch.
pub mod clock;
pub mod exchange;
pub mod lifecycle;
pub mod post;
