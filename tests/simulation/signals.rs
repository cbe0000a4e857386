//! The real daemon told to stop, or to read its configuration again, in the middle of a letter (F14). The mail server of
//! this test answers when the test lets it, so nothing here waits for a clock.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::Duration;

use pactwatch::lifecycle::reminder::{Key, SystemLetter};
use pactwatch::outbox::{EnvelopeState, ReceiptOutcome, Settlement, Tries, message_id};
use pactwatch::store::{Composed, NewReminder, ReceiptEntry, Store, StoreError};

use crate::world::{day, instant};

const LETTERS: usize = 20;

/// Letters that wait, tried once long ago, so that no scan on any day writes them anew.
fn stock(store: &mut Store) {
    let on = day("2001-02-05");
    for nth in 1..=LETTERS {
        let key = Key { nth: u32::try_from(nth).unwrap(), ..Key::system(SystemLetter::Test, on, "head") };
        let keys = vec![key.clone()];
        let reminder = NewReminder { key, agreement_id: None, addressee: "head".to_owned(), urgent_on: on };
        let message_id = message_id(&keys, "example.vn");
        let letter = Composed {
            keys,
            mime: format!("Message-ID: <{message_id}>\r\nSubject: {nth}\r\n\r\nxin chao\r\n").into_bytes(),
            message_id,
            address: "head@example.vn".to_owned(),
            subject: nth.to_string(),
            rendered_on: on,
            urgent_on: on,
        };
        let done: Result<(), StoreError> = store.write(|tx| {
            tx.enqueue(&[reminder], on)?;
            let basket = tx.composing(0, 1)?.remove(0);
            let id = tx.compose(basket.id, &[letter], instant(on))?[0];
            tx.claim(instant(on), 1)?;
            tx.open_receipt(id, instant(on))?;
            let tries = Tries { attempts: 1, deferrals: 0, unheard: 1 };
            let mut unknown = Settlement::of(EnvelopeState::Pending, tries, ReceiptOutcome::Unknown, "reset");
            unknown.not_before_at = Some(instant(on) + chrono::TimeDelta::minutes(1));
            tx.settle(id, &unknown, instant(on))
        });
        done.unwrap();
    }
}

/// A mail server that names each letter it has heard to its end and says that it took it when the test lets it.
fn server() -> (u16, Receiver<String>, Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let ((tells, told), (lets, let_go)) = (channel(), channel());
    std::thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            // A program that goes away in the middle is what this is about.
            let _ = converse(stream, &tells, &let_go);
        }
    });
    (port, told, lets)
}

fn converse(mut stream: TcpStream, heard: &Sender<String>, let_go: &Receiver<()>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 mail.example.vn\r\n")?;
    let mut name = String::new();
    let mut in_letter = false;
    while let Some(line) = lines.next().transpose()? {
        let reply: &[u8] = match line.as_str() {
            "." if in_letter => {
                in_letter = false;
                let _ = heard.send(std::mem::take(&mut name));
                let _ = let_go.recv();
                b"250 2.0.0 queued\r\n"
            }
            line if in_letter => {
                if let Some(id) = line.strip_prefix("Message-ID: ") {
                    id.clone_into(&mut name);
                }
                continue;
            }
            "DATA" => {
                in_letter = true;
                b"354 go on\r\n"
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n"),
            _ => b"250 ok\r\n",
        };
        stream.write_all(reply)?;
    }
    Ok(())
}

/// The next letter; a daemon that died sends none.
fn next(heard: &Receiver<String>) -> String {
    heard.recv_timeout(Duration::from_secs(60)).unwrap()
}

/// The daemon with the lines of its log.
struct Daemon(Child, std::io::Lines<BufReader<std::process::ChildStderr>>);

impl Daemon {
    fn start(folder: &std::path::Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
        command.arg("run").current_dir(folder).env_remove("PACTWATCH_NOW").env("RUST_LOG", "info");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        Self(child, log)
    }

    fn tell(&self, signal: &str) {
        let told = Command::new("kill").args([&format!("-{signal}"), &self.0.id().to_string()]).status().unwrap();
        assert!(told.success());
    }

    /// Reads the log up to a line that says so.
    fn until(&mut self, says: &str) {
        let mut read = Vec::new();
        for line in self.1.by_ref() {
            read.push(line.unwrap());
            if read.last().unwrap().contains(says) {
                return;
            }
        }
        panic!("it ended and never said `{says}`: {read:#?}");
    }
}

#[test]
fn a_daemon_told_to_stop_in_the_middle_of_a_letter_finishes_it_and_begins_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("var/pactwatch.db");
    let (port, heard, let_go) = server();
    std::fs::create_dir(folder.path().join("var")).unwrap();
    stock(&mut Store::create(&file).unwrap());
    let config = format!(
        "[office]\nfallback = \"head\"\n[post]\ntransport = \"smtp\"\nfrom = \"pactwatch@example.vn\"\n\
         [post.smtp]\nhost = \"127.0.0.1\"\nport = {port}\nconnections = 1\n\
         [contacts.head]\nemail = \"head@example.vn\"\n"
    );
    std::fs::write(folder.path().join("config.toml"), config).unwrap();

    let mut daemon = Daemon::start(folder.path());
    let mut went = vec![next(&heard)];
    // To read the configuration again can wait until the round is over.
    daemon.tell("HUP");
    let_go.send(()).unwrap();
    went.push(next(&heard));
    daemon.tell("TERM");
    daemon.until("told to stop");
    let_go.send(()).unwrap();
    assert!(daemon.0.wait().unwrap().success());
    let store = Store::open(&file).unwrap();
    let in_state = |state| store.outbox_in(state, 0, 100).unwrap().len();
    assert_eq!(
        (in_state(EnvelopeState::Sent), in_state(EnvelopeState::Pending), in_state(EnvelopeState::Sending)),
        (2, LETTERS - 2, 0)
    );
    drop(store);

    // The next start goes on from there.
    for _ in 0..LETTERS {
        let_go.send(()).unwrap();
    }
    let mut daemon = Daemon::start(folder.path());
    daemon.until(&format!("sent {}", LETTERS - 2));
    daemon.tell("TERM");
    assert!(daemon.0.wait().unwrap().success());
    went.extend(heard.try_iter());
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    for id in &went {
        *times.entry(id).or_default() += 1;
    }
    assert_eq!((times.len(), times.values().max()), (LETTERS, Some(&1)), "{times:?}");
    let store = Store::open(&file).unwrap();
    let abandoned =
        |line: &ReceiptEntry| matches!(line, ReceiptEntry::Closed { outcome: ReceiptOutcome::Abandoned, .. });
    assert!(!store.receipts(0, 1000).unwrap().iter().any(|receipt| abandoned(&receipt.line)), "nobody has to wonder");
}

/// A folder with a configuration that writes letters into files, and an empty register.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("var")).unwrap();
    drop(Store::create(&folder.path().join("var/pactwatch.db")).unwrap());
    let config = "[office]\nfallback = \"head\"\n[post]\nfrom = \"pactwatch@example.vn\"\n\
                  [contacts.head]\nemail = \"head@example.vn\"\n";
    std::fs::write(folder.path().join("config.toml"), config).unwrap();
    folder
}

/// F12: the first one goes on, the second one says why it does not.
#[test]
fn a_second_daemon_is_refused() {
    let folder = office();
    let mut first = Daemon::start(folder.path());
    first.until("watching");
    let mut second = Daemon::start(folder.path());
    assert_eq!(second.0.wait().unwrap().code(), Some(1));
    second.until("một pactwatch khác đang chạy với cơ sở dữ liệu này");
    first.tell("TERM");
    assert!(first.0.wait().unwrap().success());
}

/// Looks until a hang-up no longer ends that program.
fn ignores_or_catches_hangups(id: &str) {
    let stat = std::path::PathBuf::from(format!("/proc/{id}/status"));
    for _ in 0..1_000_000 {
        let status = std::fs::read_to_string(&stat).unwrap_or_default();
        let masks = status.lines().filter_map(|line| line.strip_prefix("SigCgt:").or(line.strip_prefix("SigIgn:")));
        if masks.filter_map(|mask| u64::from_str_radix(mask.trim(), 16).ok()).any(|mask| mask & 1 != 0) {
            return;
        }
        std::thread::yield_now();
    }
}

/// G6: whoever reloads the configuration of a daemon that is still starting does not end it. Systemd waits for its word
/// that it is ready, and hears it, and that it lives.
#[test]
fn g6_a_hangup_in_the_first_moment_ends_nothing() {
    let folder = office();
    let socket = std::os::unix::net::UnixDatagram::bind(folder.path().join("notify")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_pactwatch"));
    command.arg("run").current_dir(folder.path()).env_remove("PACTWATCH_NOW").env("RUST_LOG", "info");
    command.env("NOTIFY_SOCKET", folder.path().join("notify"));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let log = BufReader::new(child.stderr.take().unwrap()).lines();
    let daemon = &mut Daemon(child, log);
    let mut heard = Vec::new();
    let mut signs = |until: &str| {
        while !heard.iter().any(|sign: &String| sign.starts_with(until)) {
            let mut bytes = [0; 4096];
            let length = socket.recv(&mut bytes).unwrap_or_else(|error| panic!("no {until} after {heard:?}: {error}"));
            heard.push(String::from_utf8_lossy(&bytes[..length]).into_owned());
        }
    };
    // As early as another program can know that it is there to be told.
    ignores_or_catches_hangups(&daemon.0.id().to_string());
    daemon.tell("HUP");
    signs("READY=1");
    daemon.tell("HUP");
    signs("WATCHDOG=1");
    signs("STATUS=");
    daemon.tell("TERM");
    signs("STOPPING=1");
    assert!(daemon.0.wait().unwrap().success());
}

/// G6: told to read its configuration again at every moment of its start, as fast as can be. Started with the signal
/// ignored, as `nohup` and init scripts do, no moment is left in which it could end; once it listens, it hears.
#[test]
fn g6_hangups_at_every_moment_of_the_start_end_nothing() {
    for _ in 0..5 {
        let folder = office();
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' HUP; exec \"$0\" run", env!("CARGO_BIN_EXE_pactwatch")]);
        command.current_dir(folder.path()).env_remove("PACTWATCH_NOW").env("RUST_LOG", "info");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut daemon = Daemon(child, log);
        let id = daemon.0.id().to_string();
        ignores_or_catches_hangups(&id);
        let (ends, ended) = channel::<()>();
        let told = std::thread::spawn(move || {
            let mut told = 0;
            while ended.try_recv() == Err(TryRecvError::Empty) {
                assert!(Command::new("kill").args(["-HUP", &id]).status().unwrap().success(), "it is still there");
                told += 1;
            }
            told
        });
        daemon.until("watching");
        drop(ends);
        let told = told.join().unwrap();
        assert!(told > 0);
        std::fs::write(folder.path().join("config.toml"), "[office\n").unwrap();
        daemon.tell("HUP");
        daemon.until("is refused, the last good one stays");
        daemon.tell("TERM");
        assert!(daemon.0.wait().unwrap().success(), "after {told} times");
    }
}

/// G5, F9: the register is taken away, or another one put in its place, while the daemon runs: it says so and stops.
#[test]
fn g5_a_register_that_was_removed_or_replaced_ends_the_daemon() {
    for replaced in [false, true] {
        let folder = office();
        let mut daemon = Daemon::start(folder.path());
        daemon.until("watching");
        let file = folder.path().join("var/pactwatch.db");
        std::fs::rename(&file, folder.path().join("taken.db")).unwrap();
        if replaced {
            drop(Store::create(&file).unwrap());
        }
        // It looks every minute, and whenever it is told to read its configuration again.
        daemon.tell("HUP");
        daemon.until("pactwatch.db");
        assert_eq!(daemon.0.wait().unwrap().code(), Some(1), "replaced: {replaced}");
        assert_eq!(file.exists(), replaced, "nothing is made in its place");
    }
}

/// F16: a configuration that is broken, cut anywhere, or gone while the daemon runs is refused, and the last good one
/// stays.
#[test]
fn f16_a_configuration_broken_under_way_is_refused_and_the_last_good_one_stays() {
    let folder = office();
    let file = folder.path().join("config.toml");
    let good = std::fs::read_to_string(&file).unwrap();
    let mut daemon = Daemon::start(folder.path());
    daemon.until("watching");
    let refused = "is refused, the last good one stays";
    for broken in ["[office\n", "[post]\ntransprt = \"file\"\n", &good[..good.len() - 3], "\0\0"] {
        std::fs::write(&file, broken).unwrap();
        daemon.tell("HUP");
        daemon.until(refused);
    }
    std::fs::remove_file(&file).unwrap();
    daemon.tell("HUP");
    daemon.until(refused);
    std::fs::write(&file, &good).unwrap();
    daemon.tell("HUP");
    daemon.until("the configuration was read again");
    daemon.tell("TERM");
    assert!(daemon.0.wait().unwrap().success());
}
