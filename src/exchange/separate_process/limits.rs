//! What the process that reads a foreign file may take: little, and for a short time.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// Memory, in bytes.
const MEMORY: u64 = 512 << 20;
/// Processor time, in seconds.
const SECONDS: u64 = 30;
/// Input, output and errors are open already; nothing else can be opened: no file, no socket.
const DESCRIPTORS: u64 = 3;

/// Limits this process for good. Where one of the limits cannot be set, it must not go on.
pub(super) fn confine() -> io::Result<()> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Cpu, SECONDS),
        (Resource::Nofile, DESCRIPTORS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
