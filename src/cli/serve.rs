//! `serve`: the page alone, on this machine.

use std::io::Write as _;
use std::net::SocketAddr;

use super::CommandEnd;
use super::args::Common;
use super::print;
use crate::config::Listen;
use crate::lifecycle::span::Span;
use crate::web::{Manner, Setup, start};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to listen, on this machine; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8480")]
    listen: SocketAddr,
}

pub(crate) fn run(args: &Args, common: &Common) -> anyhow::Result<CommandEnd> {
    let running = start(&Setup {
        config: common.config.clone(),
        listen: Listen::Tcp(args.listen),
        address: None,
        tls: None,
        proxy: Vec::new(),
        access_log: Span::months(12),
        manner: Manner::Alone,
    })?;
    let mut out = print::out();
    writeln!(out, "{}", running.address)?;
    out.flush()?;
    drop(out);
    running.wait();
    Ok(CommandEnd::Done)
}
