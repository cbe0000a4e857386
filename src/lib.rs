//! pactwatch.
pub mod lifecycle;
