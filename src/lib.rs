//! A register of agreements, the days that matter in the life of each, and the letters about them; `main.rs` starts it.
pub mod cli;
pub mod clock;
pub mod config;
pub mod desk;
pub mod exchange;
pub mod lifecycle;
pub mod message;
pub mod outbox;
pub mod post;
pub mod store;
pub mod text;
pub mod watch;
pub mod web;
