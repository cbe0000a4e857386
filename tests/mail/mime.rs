#[test]
fn placeholder() {
    use pactwatch::post::{Parcel, mime};
    let p = Parcel {
        message_id: "abc@example.vn".into(),
        from: "Theo dõi thỏa thuận <pactwatch@example.vn>".into(),
        to_name: "Chuyên viên".into(),
        to_address: "a@example.vn".into(),
        reply_to: None,
        subject: "[Nhắc] Đắk Lắk – Jeonbuk".into(),
        text: "Kính gửi\n.\nxin chào".into(),
        html: "<p>Kính gửi</p>".into(),
        references: vec!["x@y".into()],
        thread_topic: Some("Đắk".into()),
        thread_index: None,
        date: chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
        calendar: None,
    };
    println!("{}", String::from_utf8(mime(&p).unwrap()).unwrap());
}
