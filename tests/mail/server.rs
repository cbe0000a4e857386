//! A mail server on this machine that does at each stage what its script says, well-behaved or not.
//!
//! It speaks in the clear, serves one connection after the other, and writes down what it hears. Where it waits, it
//! waits for the client.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// What the server does at one stage, instead of what is polite.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// What a well-behaved server says.
    Polite,
    /// These bytes, then on with the conversation.
    Say(Vec<u8>),
    /// These bytes, then the line is closed.
    SayAndCut(Vec<u8>),
    /// The letter is kept, and nobody is told: the line is closed.
    TakeAndCut,
    /// What is polite, but not at once.
    Late,
    /// Nothing, until the client gives up.
    Hang,
    /// One letter at a time, without end, in good order.
    Drip,
}

/// Shorthand for a reply.
pub(crate) fn say(reply: &str) -> Act {
    Act::Say(format!("{reply}\r\n").into_bytes())
}

pub(crate) fn say_and_cut(reply: &str) -> Act {
    Act::SayAndCut(format!("{reply}\r\n").into_bytes())
}

/// What the server heard and holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Book {
    pub(crate) connections: usize,
    /// Command lines, in order, over all connections.
    pub(crate) heard: Vec<String>,
    /// The letters it took, dots unstuffed.
    pub(crate) taken: Vec<Vec<u8>>,
}

impl Book {
    pub(crate) fn count(&self, verb: &str) -> usize {
        self.heard.iter().filter(|line| line.starts_with(verb)).count()
    }
}

/// A test that has gone wrong must end.
const PATIENCE: Duration = Duration::from_secs(20);

type Script = HashMap<&'static str, VecDeque<Act>>;

/// A running server. Stages are `greeting`, a command's first word, and `.` for the end of the letter.
pub(crate) struct Server {
    pub(crate) port: u16,
    book: Arc<Mutex<Book>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Does at each stage what is listed for it, once each; then what is polite.
    pub(crate) fn start(script: &[(&'static str, &[Act])]) -> Self {
        Self::offering("SIZE 10000000", script)
    }

    /// The same, with other extensions in its EHLO reply (separated by `;`).
    pub(crate) fn offering(extensions: &str, script: &[(&'static str, &[Act])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut script: Script = script.iter().map(|(stage, acts)| (*stage, acts.iter().cloned().collect())).collect();
        let book = Arc::new(Mutex::new(Book::default()));
        let stop = Arc::new(AtomicBool::new(false));
        let extensions: Vec<String> = extensions.split(';').map(str::to_owned).collect();
        let (its_book, its_stop) = (Arc::clone(&book), Arc::clone(&stop));
        let thread = std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if its_stop.load(Ordering::SeqCst) {
                    break;
                }
                its_book.lock().unwrap().connections += 1;
                // A client that hangs up in the middle is what many of these tests are about.
                Talk::new(stream, &its_book, &extensions).serve(&mut script).ok();
            }
        });
        Self { port, book, stop, thread: Some(thread) }
    }

    /// What it has heard so far.
    pub(crate) fn book(&self) -> Book {
        self.book.lock().unwrap().clone()
    }

    /// Waits until the last client is served; the clients must be gone.
    pub(crate) fn finish(mut self) -> Book {
        self.stop.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        self.thread.take().unwrap().join().unwrap();
        self.book()
    }
}

struct Talk<'a> {
    stream: TcpStream,
    lines: BufReader<TcpStream>,
    book: &'a Mutex<Book>,
    extensions: &'a [String],
    letter: Vec<u8>,
    awaits_letter: bool,
}

/// Whether the conversation goes on.
type Goes = std::io::Result<bool>;

impl<'a> Talk<'a> {
    fn new(stream: TcpStream, book: &'a Mutex<Book>, extensions: &'a [String]) -> Self {
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap());
        Self { stream, lines, book, extensions, letter: vec![], awaits_letter: false }
    }

    fn serve(&mut self, script: &mut Script) -> Goes {
        let mut goes = self.act("greeting", script)?;
        while goes {
            let mut line = vec![];
            if self.lines.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            self.book.lock().unwrap().heard.push(line);
            goes = self.act(&verb, script)? && verb != "QUIT";
            if goes && std::mem::take(&mut self.awaits_letter) && self.hear_letter()? {
                goes = self.act(".", script)?;
            }
        }
        self.stream.shutdown(Shutdown::Both)?;
        Ok(false)
    }

    /// Up to the lone dot, with dots unstuffed.
    fn hear_letter(&mut self) -> Goes {
        self.letter.clear();
        loop {
            let mut line = vec![];
            if self.lines.read_until(b'\n', &mut line)? == 0 {
                return Ok(false);
            }
            if line == b".\r\n" {
                return Ok(true);
            }
            self.letter.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }

    fn act(&mut self, stage: &str, script: &mut Script) -> Goes {
        let act = script.get_mut(stage).and_then(VecDeque::pop_front).unwrap_or(Act::Polite);
        match act {
            Act::Polite => self.say(stage, self.polite(stage).as_bytes()),
            Act::Say(bytes) => self.say(stage, &bytes),
            Act::SayAndCut(bytes) => self.say(stage, &bytes).map(|_| false),
            Act::TakeAndCut => {
                self.take();
                Ok(false)
            }
            Act::Late => {
                // The client has nothing to say now: this waits.
                self.stream.set_read_timeout(Some(Duration::from_millis(100)))?;
                assert!(self.stream.read(&mut [0; 1]).is_err(), "the client waits for its answer");
                self.stream.set_read_timeout(Some(PATIENCE))?;
                self.say(stage, self.polite(stage).as_bytes())
            }
            Act::Hang => {
                std::io::copy(&mut self.lines, &mut std::io::sink())?;
                Ok(false)
            }
            Act::Drip => self.drip(),
        }
    }

    fn say(&mut self, stage: &str, bytes: &[u8]) -> Goes {
        if stage == "." && bytes.starts_with(b"2") {
            self.take();
        }
        self.awaits_letter = stage == "DATA" && bytes.starts_with(b"3");
        self.stream.write_all(bytes)?;
        Ok(true)
    }

    fn take(&mut self) {
        self.book.lock().unwrap().taken.push(self.letter.clone());
    }

    /// A byte of a reply that never ends, then a look whether the client is still there.
    fn drip(&mut self) -> Goes {
        self.stream.set_read_timeout(Some(Duration::from_millis(2)))?;
        for _ in 0..10_000 {
            self.stream.write_all(b"2")?;
            if matches!(self.stream.read(&mut [0; 64]), Ok(0)) {
                break;
            }
        }
        Ok(false)
    }

    fn polite(&self, stage: &str) -> String {
        match stage {
            "greeting" => "220 mail.example.vn ESMTP\r\n".to_owned(),
            "EHLO" => {
                let (last, rest) = self.extensions.split_last().unwrap();
                let rest = rest.iter().fold(String::new(), |all, line| all + "250-" + line + "\r\n");
                format!("250-mail.example.vn\r\n{rest}250 {last}\r\n")
            }
            "HELO" => "250 mail.example.vn\r\n".to_owned(),
            "AUTH" => "235 2.7.0 welcome\r\n".to_owned(),
            "DATA" => "354 go on\r\n".to_owned(),
            "QUIT" => "221 bye\r\n".to_owned(),
            "MAIL" | "RCPT" | "RSET" => "250 2.0.0 ok\r\n".to_owned(),
            "." => "250 2.0.0 queued as 4Xk2\r\n".to_owned(),
            _ => "502 no such command\r\n".to_owned(),
        }
    }
}
