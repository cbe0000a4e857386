//! pactwatch.
pub mod lifecycle;
pub mod post;
