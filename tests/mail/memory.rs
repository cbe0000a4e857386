//! The post office that tests stand on does what its script says, and keeps true books.

use pactwatch::post::{MailTrouble, MemoryPost, Post, ScriptedAnswer, SendOutcome, ServerCopy, TroubleKind};

fn accepted() -> SendOutcome {
    SendOutcome::Accepted { reply: "250 ok".to_owned() }
}

#[test]
fn what_was_taken_is_not_what_was_answered() {
    let lost_line = SendOutcome::Unknown { reason: "the line died".to_owned() };
    let down = SendOutcome::Unavailable(MailTrouble { what: TroubleKind::Closing, detail: "421".to_owned() });
    let script = [
        ScriptedAnswer::from(accepted()),
        ScriptedAnswer::from(lost_line.clone()),
        ScriptedAnswer::accepted_without_reply("the line died"),
        ScriptedAnswer::from(SendOutcome::Deferred { reply: "451".to_owned() }),
        ScriptedAnswer::from(SendOutcome::Refused { reply: "550".to_owned() }),
        ScriptedAnswer::from(down),
    ];
    let answers = script.clone();
    let office = MemoryPost::answering(move |attempt| answers[attempt.nth - 1].clone());
    let mut post = office.clone();
    for (nth, answer) in script.iter().enumerate() {
        let message = format!("Subject: x\r\nMessage-Id:\r\n <{nth}@example.vn>\r\n\r\n");
        assert_eq!(post.send("us@example.vn", "head@example.vn", message.as_bytes()), answer.outcome);
    }
    let taken: Vec<_> = office.taken().into_iter().map(|attempt| attempt.message_id).collect();
    assert_eq!(taken, ["0@example.vn", "2@example.vn"]);
    assert_eq!(office.records().len(), 6);
    assert_eq!(office.records()[1].answer, ScriptedAnswer { outcome: lost_line, fate: ServerCopy::Lost });
}

#[test]
fn a_script_can_change_its_mind() {
    let office = MemoryPost::new();
    let mut post = office.clone();
    assert_eq!(post.send("a@example.vn", "b@example.vn", b""), SendOutcome::Accepted { reply: "250 taken".to_owned() });
    office.answer_from_now(|_| SendOutcome::Refused { reply: "550".to_owned() });
    assert_eq!(post.send("a@example.vn", "b@example.vn", b""), SendOutcome::Refused { reply: "550".to_owned() });
    assert!(post.probe().is_ok());
    let trouble = MailTrouble { what: TroubleKind::Unreachable, detail: "no route".to_owned() };
    office.probe_from_now(Err(trouble.clone()));
    assert_eq!(post.probe(), Err(trouble));
}
