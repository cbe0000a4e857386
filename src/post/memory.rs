//! A scripted mail server in memory, for tests and rehearsals.
//!
//! It keeps two lists: every attempt made, and every letter "the server" took. They can differ, as in reality: a letter
//! can be taken without its sender being told.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::file::message_id;
use super::{MailTrouble, Post, SendOutcome};

/// One call of [`Post::send`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Counted from 1 over the life of the post.
    pub nth: usize,
    /// The sender on the envelope.
    pub from: String,
    /// The recipient on the envelope.
    pub to: String,
    /// The letter's id, without brackets; empty if it has none.
    pub message_id: String,
    /// The letter.
    pub message: Vec<u8>,
}

/// What the server did with the letter, whatever it said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerCopy {
    /// It is in the recipient's mailbox.
    Taken,
    /// No mailbox holds it.
    Lost,
}

/// What a script answers: an outcome, and the fate behind it.
///
/// From a [`SendOutcome`] alone, the accepted are taken and all others lost; [`ScriptedAnswer::accepted_without_reply`] is the other half of
/// [`SendOutcome::Unknown`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptedAnswer {
    /// What the sender hears.
    pub outcome: SendOutcome,
    pub fate: ServerCopy,
}

impl ScriptedAnswer {
    /// The server took the letter and the line died before it could say so.
    pub fn accepted_without_reply(reason: &str) -> Self {
        Self { outcome: SendOutcome::Unknown { reason: reason.to_owned() }, fate: ServerCopy::Taken }
    }
}

impl From<SendOutcome> for ScriptedAnswer {
    fn from(outcome: SendOutcome) -> Self {
        let fate = if matches!(outcome, SendOutcome::Accepted { .. }) { ServerCopy::Taken } else { ServerCopy::Lost };
        Self { outcome, fate }
    }
}

/// An attempt and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRecord {
    /// What was tried.
    pub attempt: Attempt,
    /// What came back.
    pub answer: ScriptedAnswer,
}

type Script = Box<dyn FnMut(&Attempt) -> ScriptedAnswer + Send>;
type Opening = Box<dyn FnMut() -> Result<(), MailTrouble> + Send>;

/// A post office in memory. Clones are handles to the same one: keep one, give the other away.
///
/// ```
/// use pactwatch::post::{MemoryPost, SendOutcome, Post};
///
/// let office = MemoryPost::answering(|attempt| match attempt.nth {
///     1 => SendOutcome::Deferred { reply: "451 later".to_owned() },
///     _ => SendOutcome::Accepted { reply: "250 ok".to_owned() },
/// });
/// let mut post = office.clone();
/// post.send("us@example.vn", "head@example.vn", b"Message-ID: <1@example.vn>\r\n\r\n");
/// post.send("us@example.vn", "head@example.vn", b"Message-ID: <1@example.vn>\r\n\r\n");
/// assert_eq!(office.records().len(), 2);
/// assert_eq!(office.taken().len(), 1);
/// ```
#[derive(Clone)]
pub struct MemoryPost {
    office: Arc<Mutex<MemoryServer>>,
}

struct MemoryServer {
    script: Script,
    opening: Opening,
    openings: usize,
    probe: Result<String, MailTrouble>,
    records: Vec<PostRecord>,
}

impl MemoryPost {
    /// Takes every letter.
    pub fn new() -> Self {
        Self::answering(|_| SendOutcome::Accepted { reply: "250 taken".to_owned() })
    }

    /// Answers as the script says, which is asked once per attempt and may return a [`SendOutcome`] or a [`ScriptedAnswer`].
    pub fn answering<A: Into<ScriptedAnswer>>(mut script: impl FnMut(&Attempt) -> A + Send + 'static) -> Self {
        let script: Script = Box::new(move |attempt| script(attempt).into());
        let probe = Ok("letters stay in memory".to_owned());
        let office = MemoryServer { script, opening: Box::new(|| Ok(())), openings: 0, probe, records: Vec::new() };
        Self { office: Arc::new(Mutex::new(office)) }
    }

    /// Changes the script; the books stay.
    pub fn answer_from_now<A: Into<ScriptedAnswer>>(&self, mut script: impl FnMut(&Attempt) -> A + Send + 'static) {
        self.books().script = Box::new(move |attempt| script(attempt).into());
    }

    /// How [`Post::open`] and [`Post::look`] end from now on; asked once for each.
    pub fn open_from_now(&self, opening: impl FnMut() -> Result<(), MailTrouble> + Send + 'static) {
        self.books().opening = Box::new(opening);
    }

    /// How often someone opened a line or had a look.
    pub fn openings(&self) -> usize {
        self.books().openings
    }

    /// What [`Post::probe`] is to say from now on.
    pub fn probe_from_now(&self, answer: Result<String, MailTrouble>) {
        self.books().probe = answer;
    }

    /// Every attempt, in order, with what became of it.
    pub fn records(&self) -> Vec<PostRecord> {
        self.books().records.clone()
    }

    /// The letters the server took, in order, repeats included.
    pub fn taken(&self) -> Vec<Attempt> {
        let taken = |record: &PostRecord| (record.answer.fate == ServerCopy::Taken).then(|| record.attempt.clone());
        self.books().records.iter().filter_map(taken).collect()
    }

    /// A script that panicked has failed its own test; the books are still good.
    fn books(&self) -> MutexGuard<'_, MemoryServer> {
        self.office.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryPost {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MemoryPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryPost").field("attempts", &self.books().records.len()).finish()
    }
}

impl Post for MemoryPost {
    fn open(&mut self) -> Result<(), MailTrouble> {
        let mut office = self.books();
        office.openings += 1;
        (office.opening)()
    }

    fn look(&mut self, _from_addr: &str) -> Result<(), MailTrouble> {
        Post::open(self)
    }

    fn send(&mut self, from_addr: &str, to_addr: &str, message: &[u8]) -> SendOutcome {
        let mut office = self.books();
        let attempt = Attempt {
            nth: office.records.len() + 1,
            from: from_addr.to_owned(),
            to: to_addr.to_owned(),
            message_id: message_id(message).unwrap_or_default(),
            message: message.to_vec(),
        };
        // Written down before the script is asked: one that fails has had the letter in its hands.
        let failed = ScriptedAnswer::from(SendOutcome::Unknown { reason: "the script failed".to_owned() });
        office.records.push(PostRecord { attempt: attempt.clone(), answer: failed });
        let answer = (office.script)(&attempt);
        if let Some(record) = office.records.last_mut() {
            record.answer = answer.clone();
        }
        answer.outcome
    }

    fn probe(&mut self) -> Result<String, MailTrouble> {
        self.books().probe.clone()
    }
}
