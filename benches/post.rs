//! Letters a second over one connection to a mail server on this machine that answers at once.
//!
//! The yardstick is measured in the same run against the same server: bare blocking sockets that write the same bytes in
//! the same turns and read each answer without looking at it. What is missing to 1.0 is the price of the conversation.
//!
//! Run with `cargo bench --bench post`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Instant;

use pactwatch::post::{Parcel, Post, Security, SendOutcome, SmtpPost, SmtpSettings, mime};

const LETTERS: u32 = 5_000;
const WARM_UP: u32 = 500;
const FROM: &str = "pactwatch@example.vn";
const TO: &str = "desk-korea@example.vn";

fn main() {
    let message = mime(&parcel()).expect("the sample letter can be written");
    // Turn and turn about, so that neither has the machine to itself.
    let mut best = (0.0_f64, 0.0_f64);
    for _ in 0..3 {
        best.0 = best.0.max(rate(&mut bare(&message)));
        best.1 = best.1.max(rate(&mut posted(&message)));
    }
    let (yardstick, post) = best;
    println!("letter of {} bytes, one connection, best of three runs of {LETTERS}", message.len());
    println!("bare sockets, same bytes and turns  {yardstick:>9.0} letters/s");
    println!("SmtpPost                            {post:>9.0} letters/s");
    println!("ratio                               {:>9.2}", post / yardstick);
}

/// Letters a second after a warm-up.
fn rate(send: &mut impl FnMut()) -> f64 {
    (0..WARM_UP).for_each(|_| send());
    let started = Instant::now();
    (0..LETTERS).for_each(|_| send());
    f64::from(LETTERS) / started.elapsed().as_secs_f64()
}

fn posted(message: &[u8]) -> impl FnMut() {
    let settings = SmtpSettings::new("127.0.0.1", sink(), Security::None);
    let mut post = SmtpPost::new(settings).expect("a plain line to this machine is allowed");
    move || {
        let outcome = post.send(FROM, TO, message);
        assert!(matches!(outcome, SendOutcome::Accepted { .. }), "{outcome:?}");
    }
}

/// The same bytes by hand.
fn bare(message: &[u8]) -> impl FnMut() {
    let mut stream = TcpStream::connect(("127.0.0.1", sink())).expect("the sink listens");
    stream.set_nodelay(true).expect("an option every system has");
    let mut answer = [0; 512];
    let mut hear = move |stream: &mut TcpStream| assert_ne!(stream.read(&mut answer).expect("the sink answers"), 0);
    hear(&mut stream);
    let mail = format!("MAIL FROM:<{FROM}> SIZE={}\r\n", message.len());
    let rcpt = format!("RCPT TO:<{TO}>\r\n");
    move || {
        for turn in [mail.as_bytes(), rcpt.as_bytes(), b"DATA\r\n"] {
            stream.write_all(turn).expect("the sink reads");
            hear(&mut stream);
        }
        stream.write_all(message).expect("the sink reads");
        stream.write_all(b".\r\n").expect("the sink reads");
        hear(&mut stream);
    }
}

/// A server for one connection that takes everything and answers at once. Gives its port.
fn sink() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("it is bound").port();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("one client");
        stream.set_nodelay(true).expect("an option every system has");
        let mut lines = BufReader::new(stream.try_clone().expect("a second handle"));
        let (mut line, mut in_letter, mut answer) = (Vec::new(), false, "220 sink\r\n");
        // The client hangs up when it is done; then the last write or read says so.
        while stream.write_all(answer.as_bytes()).is_ok() {
            loop {
                line.clear();
                if lines.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
                    return;
                }
                if !in_letter || line == b".\r\n" {
                    break;
                }
            }
            in_letter = line == b"DATA\r\n";
            answer = match line.get(..4).unwrap_or_default() {
                b"EHLO" => "250-sink\r\n250 SIZE\r\n",
                b"DATA" => "354 go on\r\n",
                b"QUIT" => "221 bye\r\n",
                _ => "250 ok\r\n",
            };
        }
    });
    port
}

fn parcel() -> Parcel {
    Parcel {
        message_id: "3f2a9c@example.vn".to_owned(),
        from: format!("Theo dõi thỏa thuận <{FROM}>"),
        to_name: "Chuyên viên theo dõi Hàn Quốc".to_owned(),
        to_address: TO.to_owned(),
        reply_to: Vec::new(),
        subject: "Đắk Lắk – Jeonbuk: hết hiệu lực 22/12/2022".to_owned(),
        text: "Văn bản hết hiệu lực ngày 22/12/2022 (thứ Năm).\n".repeat(20),
        html: "<p>Văn bản hết hiệu lực ngày <b>22/12/2022</b>.</p>\n".repeat(40),
        references: Vec::new(),
        thread_topic: None,
        thread_index: None,
        date: chrono::DateTime::UNIX_EPOCH,
        calendar: None,
    }
}
