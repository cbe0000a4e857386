//! The page in trouble beside the real daemon: whatever is done to it, letters go out, and it says what is wrong.
//!
//! The mail server of these tests takes a letter when the test lets it: what happens to the page happens in the middle of a
//! delivery, and nothing waits for a clock.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use pactwatch::lifecycle::reminder::{Key, SystemLetter};
use pactwatch::outbox::{EnvelopeState, ReceiptOutcome, Settlement, Tries, message_id};
use pactwatch::store::{Composed, NewReminder, Store, StoreError};

use super::client::encoded;
use super::upload::bombs;

const LETTERS: u32 = 5;

/// Letters that wait, tried once long ago, so that no scan on any day writes them anew.
fn stock(store: &mut Store) {
    let at = "2001-02-05T01:00:00Z".parse().unwrap();
    let on = "2001-02-05".parse().unwrap();
    for nth in 1..=LETTERS {
        let keys = vec![Key { nth, ..Key::system(SystemLetter::Test, on, "head") }];
        let reminder =
            NewReminder { key: keys[0].clone(), agreement_id: None, addressee: "head".to_owned(), urgent_on: on };
        let message_id = message_id(&keys, "example.vn");
        let mime = format!("Message-ID: <{message_id}>\r\nSubject: {nth}\r\n\r\nxin chao\r\n").into_bytes();
        let (address, subject) = ("head@example.vn".to_owned(), nth.to_string());
        let letter = Composed { keys, mime, message_id, address, subject, rendered_on: on, urgent_on: on };
        let done: Result<(), StoreError> = store.write(|tx| {
            tx.enqueue(&[reminder], on)?;
            let basket = tx.composing(0, 1)?.remove(0);
            let id = tx.compose(basket.id, &[letter], at)?[0];
            tx.claim(at, 1)?;
            tx.open_receipt(id, at)?;
            let tries = Tries { attempts: 1, deferrals: 0, unheard: 1 };
            let mut unknown = Settlement::of(EnvelopeState::Pending, tries, ReceiptOutcome::Unknown, "reset");
            unknown.not_before_at = Some(at + chrono::TimeDelta::minutes(1));
            tx.settle(id, &unknown, at)
        });
        done.unwrap();
    }
}

/// A mail server that says of each letter that it has come, and takes it when the test lets it.
fn server() -> (u16, Receiver<()>, Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let ((tells, told), (lets, let_go)) = (channel(), channel());
    std::thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            let _ = converse(stream, &tells, &let_go);
        }
    });
    (port, told, lets)
}

fn converse(mut stream: TcpStream, heard: &Sender<()>, let_go: &Receiver<()>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 mail.example.vn\r\n")?;
    let mut in_letter = false;
    while let Some(line) = lines.next().transpose()? {
        let reply: &[u8] = match line.as_str() {
            "." if in_letter => {
                in_letter = false;
                let _ = heard.send(());
                let _ = let_go.recv();
                b"250 2.0.0 queued\r\n"
            }
            _ if in_letter => continue,
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

/// The daemon with its page, in the middle of its first letter.
struct Daemon {
    folder: tempfile::TempDir,
    child: Child,
    log: Lines<BufReader<ChildStderr>>,
    port: u16,
    heard: Receiver<()>,
    let_go: Sender<()>,
}

impl Daemon {
    fn start(port: u16, more: &str) -> Self {
        Self::start_with(port, more, &[])
    }

    fn start_with(port: u16, more: &str, env: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("var")).unwrap();
        stock(&mut Store::create(&folder.path().join("var/pactwatch.db")).unwrap());
        let (mail, heard, let_go) = server();
        let config = format!(
            "[office]\nfallback = \"head\"\n[post]\ntransport = \"smtp\"\nfrom = \"pactwatch@example.vn\"\n\
             [post.smtp]\nhost = \"127.0.0.1\"\nport = {mail}\nconnections = 1\n\
             [contacts.head]\nemail = \"head@example.vn\"\nname = \"Trưởng phòng\"\n[roles]\nhead = [\"head\"]\n\
             [web]\nlisten = \"127.0.0.1:{port}\"\naddress = \"http://127.0.0.1:{port}\"\n{more}"
        );
        fs::write(folder.path().join("config.toml"), config).unwrap();
        // Where a file may not grow the system would end the program; a full disk does not.
        let run = ["-c", "trap '' XFSZ; exec \"$0\" run", env!("CARGO_BIN_EXE_pactwatch")];
        let mut command = in_folder(Command::new("sh"), folder.path());
        let mut child =
            command.args(run).env("RUST_LOG", "info").envs(env.iter().copied()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        heard.recv_timeout(Duration::from_secs(60)).unwrap();
        Self { folder, child, log, port, heard, let_go }
    }

    /// Lets the first letter go, and waits for all that are left.
    fn letters_go(&mut self) {
        for _ in 1..LETTERS {
            self.let_go.send(()).unwrap();
            self.heard.recv_timeout(Duration::from_secs(60)).unwrap();
        }
        self.let_go.send(()).unwrap();
        assert_eq!(self.child.try_wait().unwrap(), None, "the daemon lives");
    }

    /// Reads the log up to a line that says so.
    fn until(&mut self, says: &str) {
        let mut read = Vec::new();
        for line in self.log.by_ref() {
            read.push(line.unwrap());
            if read.last().unwrap().contains(says) {
                return;
            }
        }
        panic!("it ended and never said `{says}`: {read:#?}");
    }

    fn ask(&self, request: &str, cookies: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let head = format!(
            "{request} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nCookie: {cookies}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let _ = stream.write_all(head.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The cookie of a browser in which the head is logged in, by a code printed on the server.
    fn session(&self) -> String {
        let printed = program(self.folder.path()).args(["login", "head"]).output().unwrap();
        assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
        let code = String::from_utf8(printed.stdout).unwrap();
        let page = self.ask("GET /dang-nhap", "", "");
        let browser = cookie(&page);
        let token = page.split_once("name=\"token\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let form = format!("token={token}&code={}", encoded(code.trim()));
        let entered = self.ask("POST /dang-nhap/ma", &browser, &form);
        assert!(entered.starts_with("HTTP/1.1 303"), "{entered}");
        let session = entered.lines().filter(|line| line.starts_with("set-cookie: phien=")).collect::<Vec<_>>();
        session[0].trim_start_matches("set-cookie: ").split(';').next().unwrap().to_owned()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(folder: &Path) -> Command {
    in_folder(Command::new(env!("CARGO_BIN_EXE_pactwatch")), folder)
}

fn in_folder(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder).env_remove("PACTWATCH_NOW").env_remove("PACTWATCH_CONFIG").stdin(Stdio::null());
    command
}

fn cookie(page: &str) -> String {
    let set = page.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    set.split(';').next().unwrap().to_owned()
}

/// A port that nobody listens on just now.
fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A command beside the daemon and its page is one of several that have the register open, also where it ends first: what the
/// daemon writes after it is there for everybody, and stays where the daemon is killed.
#[test]
fn a_command_takes_no_log_away_from_the_daemon() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let session = daemon.session();
    assert!(daemon.ask("GET /thoa-thuan", &session, "").starts_with("HTTP/1.1 200"));
    let register = rusqlite::Connection::open(daemon.folder.path().join("var/pactwatch.db")).unwrap();
    register.query_row("SELECT count(*) FROM act", [], |_| Ok(())).unwrap();
    register.close().unwrap();
    let sent = |daemon: &Daemon| {
        let listed =
            program(daemon.folder.path()).args(["outbox", "list", "--state", "sent", "--json"]).output().unwrap();
        serde_json::from_slice::<Vec<serde_json::Value>>(&listed.stdout).unwrap().len()
    };
    assert_eq!(sent(&daemon), 0);
    // The next letter is claimed with what the server said of the one before.
    for nth in 1..LETTERS {
        daemon.let_go.send(()).unwrap();
        daemon.heard.recv_timeout(Duration::from_secs(60)).unwrap();
        assert_eq!(sent(&daemon), nth as usize);
    }
    daemon.child.kill().unwrap();
    daemon.child.wait().unwrap();
    assert_eq!(sent(&daemon), LETTERS as usize - 1);
}

#[test]
fn ten_thousand_connections_stop_no_letter() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let mut open = Vec::new();
    for nth in 0..10_000 {
        // What the page has no place for it closes; what the system's queue does not take is no connection.
        let stream = TcpStream::connect(("127.0.0.1", daemon.port));
        if nth < 400 {
            open.extend(stream);
        }
    }
    assert!(open.len() > 200, "so many are held open at once: {}", open.len());
    daemon.letters_go();
    drop(open);
    let health = (0..100).map(|_| daemon.ask("GET /health", "", "")).find(|answer| answer.starts_with("HTTP/1.1"));
    assert!(health.is_some(), "and the page answers again");
}

#[test]
fn a_taken_port_is_said_and_stops_no_letter() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut daemon = Daemon::start(taken.local_addr().unwrap().port(), "");
    daemon.until("the page is not served, letters are not touched by it: the page cannot listen on");
    daemon.letters_go();
}

#[test]
fn a_locked_web_db_is_said_and_stops_no_letter() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let session = daemon.session();
    assert!(daemon.ask("GET /thoa-thuan", &session, "").starts_with("HTTP/1.1 200"));
    let lock = rusqlite::Connection::open(daemon.folder.path().join("var/web.db")).unwrap();
    lock.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let form = daemon.ask("POST /dang-nhap", "", "address=head%40example.vn");
    assert!(!form.starts_with("HTTP/1.1 200"), "{form}");
    let page = daemon.ask("GET /dang-nhap", "", "");
    assert!(page.starts_with("HTTP/1.1 200") || page.contains("HTTP/1.1 503"), "{page}");
    // Whoever is not logged in is sent to the login, which has to be remembered, and cannot be.
    let page = daemon.ask("GET /thoa-thuan", "", "");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("Thư nhắc vẫn"), "{page}");
    daemon.letters_go();
    lock.execute_batch("ROLLBACK").unwrap();
    assert!(daemon.ask("GET /thoa-thuan", &session, "").starts_with("HTTP/1.1 200"), "and all is well again");
}

/// Each time a page breaks down a worker's answer is lost, and more often than there are workers.
#[test]
fn pages_that_break_down_say_so_and_stop_no_letter() {
    let mut daemon = Daemon::start_with(free(), "", &[("PACTWATCH_BROKEN_ROUTE", "/doi-tac")]);
    daemon.until("the page is served");
    let session = daemon.session();
    for _ in 0..20 {
        let page = daemon.ask("GET /doi-tac", &session, "");
        assert!(page.starts_with("HTTP/1.1 500") && page.contains("thư nhắc vẫn được gửi"), "{page}");
    }
    let next = daemon.ask("GET /thoa-thuan", &session, "");
    assert!(next.starts_with("HTTP/1.1 200"), "the next page is there: {next}");
    daemon.letters_go();
    daemon.until("a page could not be made");
    assert!(daemon.ask("GET /thoa-thuan", &session, "").starts_with("HTTP/1.1 200"), "and stays there");
}

#[test]
fn a_gigabyte_that_is_announced_is_refused_before_it_comes() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let session = daemon.session();
    for (who, cookies, refused) in [("a stranger", "", "HTTP/1.1 303"), ("a member", session.as_str(), "HTTP/1.1 413")]
    {
        let mut stream = TcpStream::connect(("127.0.0.1", daemon.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(40))).unwrap();
        let head = format!(
            "POST /nhap-danh-sach HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {cookies}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1073741824\r\n\r\n--x\r\n",
            daemon.port
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.starts_with(refused), "{who}: {answer}");
    }
    daemon.letters_go();
}

/// Files made to break their reader come while letters wait for a slow server.
#[test]
fn bombs_stop_no_letter() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let session = daemon.session();
    let page = daemon.ask("GET /nhap-danh-sach", &session, "");
    let token = page.split_once("name=\"token\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    for (rule, name, bytes) in bombs() {
        let mut body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n\
             --x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend(bytes);
        body.extend(b"\r\n--x--\r\n");
        let mut stream = TcpStream::connect(("127.0.0.1", daemon.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(90))).unwrap();
        let head = format!(
            "POST /nhap-danh-sach HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {session}\r\nConnection: close\r\n\
             Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {}\r\n\r\n",
            daemon.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let _ = stream.write_all(&body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 303"), "{rule}: {answer}");
    }
    daemon.letters_go();
    assert!(daemon.ask("GET /thoa-thuan", &session, "").starts_with("HTTP/1.1 200"));
}

/// No file of the page's processes may grow: what is read goes on, what has to be kept is refused in words.
#[test]
fn a_full_disk_is_said_and_reading_goes_on() {
    let mut daemon = Daemon::start(free(), "");
    daemon.until("the page is served");
    let session = daemon.session();
    let pid = daemon.child.id().to_string();
    let limited = Command::new("prlimit").args(["--pid", &pid, "--fsize=0:unlimited"]).status();
    if !limited.is_ok_and(|status| status.success()) {
        println!("left out: there is no prlimit here");
        return;
    }
    let page = daemon.ask("GET /thoa-thuan", &session, "");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let page = daemon.ask("GET /thoa-thuan", "", "");
    assert!(page.starts_with("HTTP/1.1 503") && page.contains("Thư nhắc vẫn"), "{page}");
    assert!(Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status().unwrap().success());
    daemon.letters_go();
}
