//! Letters and the ways they go, against servers that behave and servers that do not.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "mail/client.rs"]
mod client;
#[path = "mail/file.rs"]
mod file;
#[path = "mail/hostile.rs"]
mod hostile;
#[path = "mail/memory.rs"]
mod memory;
#[path = "mail/mime.rs"]
mod mime;
#[path = "mail/opening.rs"]
mod opening;
#[path = "mail/oracle.rs"]
mod oracle;
#[path = "mail/reading.rs"]
mod reading;
#[path = "mail/server.rs"]
mod server;
#[path = "mail/trusting.rs"]
mod trusting;

use pactwatch::post::Parcel;

/// A letter as they are written here; each test changes the part it is about.
fn parcel() -> Parcel {
    Parcel {
        message_id: "3f2a9c@example.vn".to_owned(),
        from: "Theo dõi thỏa thuận <pactwatch@example.vn>".to_owned(),
        to_name: "Chuyên viên theo dõi Hàn Quốc".to_owned(),
        to_address: "desk-korea@example.vn".to_owned(),
        reply_to: vec!["Trưởng phòng <head@example.vn>".to_owned()],
        subject: "Đắk Lắk – Jeonbuk: hết hiệu lực 22/12/2022".to_owned(),
        text: "Kính gửi đồng chí,\n\nVăn bản hết hiệu lực ngày 22/12/2022 (thứ Năm).\n".to_owned(),
        html: "<p>Kính gửi đồng chí,</p>\n<p>Văn bản hết hiệu lực ngày <b>22/12/2022</b>.</p>\n".to_owned(),
        references: vec!["first@example.vn".to_owned(), "second@example.vn".to_owned()],
        thread_topic: Some("Đắk Lắk – Jeonbuk: hết hiệu lực".to_owned()),
        thread_index: Some("AQHY1234567890abcdefABCDEF==".to_owned()),
        // 22 December 2017, 01:00 UTC.
        date: chrono::DateTime::from_timestamp(1_513_904_400, 0).unwrap(),
        calendar: None,
    }
}
