//! The whole program but its network, in worlds whose days are turned by hand: is anything lost, told twice, told wrong?
//!
//! `seeds` lets chance decide what happens and holds the outcome against an oracle of its own; the other modules are cases
//! with names. Nothing here sleeps or asks a clock, so every failure can be seen again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "simulation/again.rs"]
mod again;
#[path = "simulation/aside.rs"]
mod aside;
#[path = "simulation/dice.rs"]
mod dice;
#[path = "simulation/evidence.rs"]
mod evidence;
#[path = "simulation/life.rs"]
mod life;
#[path = "simulation/looks.rs"]
mod looks;
#[path = "simulation/model.rs"]
mod model;
#[path = "simulation/outages.rs"]
mod outages;
#[path = "simulation/peers.rs"]
mod peers;
#[path = "simulation/process.rs"]
mod process;
#[path = "simulation/rules.rs"]
mod rules;
#[path = "simulation/seeds.rs"]
mod seeds;
#[path = "simulation/server.rs"]
mod server;
#[path = "simulation/signals.rs"]
mod signals;
#[path = "simulation/tally.rs"]
mod tally;
#[path = "simulation/weather.rs"]
mod weather;
#[path = "simulation/witness.rs"]
mod witness;
#[path = "simulation/world.rs"]
mod world;
