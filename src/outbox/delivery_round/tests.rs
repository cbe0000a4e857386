use super::super::ServerRefusal;
use super::*;

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).expect("a moment of our time")
}

fn asked(id: i64) -> TriedLetter {
    TriedLetter { id, tries: Tries::default(), age: Age::default() }
}

fn taken() -> ServerAnswer {
    ServerAnswer::Accepted("250 2.0.0 queued".to_owned())
}

fn later() -> ServerAnswer {
    ServerAnswer::Deferred("450 4.7.1 too much mail".to_owned())
}

fn never(ground: Ground) -> ServerAnswer {
    ServerAnswer::Refused(ServerRefusal { ground, reply: "550 5.1.1 no such mailbox".to_owned() })
}

fn broken() -> ServerAnswer {
    ServerAnswer::Broken("the server hung up".to_owned())
}

/// Minutes to the next try of each letter a round asks about, in order: none where it is sent, dead or its turn never came.
fn after_round(answers: &[ServerAnswer]) -> (Vec<Option<i64>>, Vec<i64>, Option<RoundEnd>) {
    let mut round = DeliveryRound::new(Evidence::None);
    let mut waits = vec![None; answers.len()];
    let mut dead = Vec::new();
    let minutes = |at: DateTime<Utc>| (at - noon()).num_minutes();
    let place = |id: i64| usize::try_from(id).unwrap();
    for (nth, answer) in answers.iter().enumerate() {
        if !round.goes_on() {
            break;
        }
        let heard = round.hear(asked(i64::try_from(nth).unwrap()), answer, noon());
        waits[nth] = heard.settlement.not_before_at.map(minutes);
        for back in heard.put_back {
            waits[place(back.id)] = Some(minutes(back.not_before_at));
        }
        dead.extend(heard.dead);
    }
    let closing = round.end(noon());
    for back in closing.put_back {
        waits[place(back.id)] = Some(minutes(back.not_before_at));
    }
    for id in &dead {
        waits[place(*id)] = None;
    }
    (waits, dead, closing.ended)
}

/// A rule, the answers of a round, and what [`after_round`] gives then.
type RoundCase = (&'static str, Vec<ServerAnswer>, Vec<Option<i64>>, Vec<i64>, Option<RoundEnd>);

#[test]
fn whose_answer_it_is() {
    let letter = || never(Ground::Letter);
    let policy = || never(Ground::Policy);
    let busy = || Some(RoundEnd::Busy("450 4.7.1 too much mail".to_owned()));
    let refusing = || Some(RoundEnd::Refusing("550 5.1.1 no such mailbox".to_owned()));
    let cut = || Some(RoundEnd::Broken("the server hung up".to_owned()));
    let cases: [RoundCase; 12] = [
        ("taken", vec![taken()], vec![None], vec![], None),
        ("one `later` puts that letter off", vec![later(), taken()], vec![Some(15), None], vec![], None),
        (
            "two in a row, and the round goes on",
            vec![later(), later(), taken()],
            vec![Some(15), Some(15), None],
            vec![],
            None,
        ),
        (
            "three in a row put nobody off",
            vec![later(), later(), later(), taken()],
            vec![Some(0), Some(0), Some(0), None],
            vec![],
            busy(),
        ),
        (
            "nor do they after letters that were taken",
            vec![taken(), later(), later(), later()],
            vec![None, Some(0), Some(0), Some(0)],
            vec![],
            busy(),
        ),
        ("refused, and another taken after it: dead", vec![letter(), taken()], vec![None, None], vec![0], None),
        ("refused by policy, the same", vec![policy(), taken()], vec![None, None], vec![0], None),
        ("refused after the last one taken: asked again", vec![taken(), letter()], vec![None, Some(15)], vec![], None),
        (
            "all refused: everything waits for the round's pause",
            vec![policy(), letter()],
            vec![Some(0), Some(0)],
            vec![],
            refusing(),
        ),
        ("the line breaks at one: it steps aside", vec![broken(), taken()], vec![Some(15), None], vec![], None),
        (
            "at three in a row: they step aside, the round is over",
            vec![broken(), broken(), broken(), taken()],
            vec![Some(15), Some(15), Some(15), None],
            vec![],
            cut(),
        ),
        (
            "at three, but not in a row",
            vec![broken(), taken(), broken(), taken(), broken(), taken()],
            vec![Some(15), None, Some(15), None, Some(15), None],
            vec![],
            None,
        ),
    ];
    for (rule, answers, waits, dead, ended) in cases {
        assert_eq!(after_round(&answers), (waits, dead, ended), "{rule}");
    }
}

#[test]
fn a_server_that_refuses_everybody_is_left_in_peace_after_twenty() {
    let (waits, dead, ended) = after_round(&vec![never(Ground::Letter); 30]);
    assert_eq!((dead, matches!(ended, Some(RoundEnd::Refusing(_)))), (Vec::new(), true));
    // They are postponed without ageing, so that the next round tries others.
    assert_eq!(waits[..20], vec![Some(15); 20]);
    assert_eq!(waits[20..], vec![None; 10], "they had no turn");
}

#[test]
fn five_days_of_later_end_a_letter_only_where_another_is_taken_after_it() {
    let old = TriedLetter { age: Age { put_offs: 9, seconds: 5 * DAY }, ..asked(7) };
    let mut round = DeliveryRound::new(Evidence::None);
    let heard = round.hear(old, &later(), noon());
    assert_eq!((heard.settlement.state, heard.dead), (EnvelopeState::Pending, Vec::new()));
    assert_eq!(round.to_report(), [7]);
    assert_eq!(round.hear(asked(8), &taken(), noon()).dead, [7]);

    let mut round = DeliveryRound::new(Evidence::None);
    round.hear(old, &later(), noon());
    let closing = round.end(noon());
    assert_eq!(closing.put_back, [PostponedLetter { id: 7, age: old.age, not_before_at: noon() }], "asked again first");
}

#[test]
fn a_refusal_by_policy_is_reported_only_where_letters_are_taken() {
    let reported = |recently, before: &[ServerAnswer], ground| {
        let mut round = DeliveryRound::new(recently);
        for answer in before {
            round.hear(asked(1), answer, noon());
        }
        round.hear(asked(2), &never(ground), noon());
        round.to_report().contains(&2)
    };
    assert!(reported(Evidence::None, &[], Ground::Letter), "its own address may be wrong");
    assert!(!reported(Evidence::None, &[], Ground::Policy), "perhaps nobody may send");
    assert!(reported(Evidence::Taken, &[], Ground::Policy), "taken within the day before");
    assert!(reported(Evidence::None, &[taken()], Ground::Policy), "taken in the same round");
}

#[test]
fn the_servers_state_and_what_nobody_knows_age_no_letter() {
    let mut tries = Tries { attempts: 3, deferrals: 2, unheard: 0 };
    let mut round = DeliveryRound::new(Evidence::None);
    for _ in 0..1000 {
        let down = ServerAnswer::Unavailable("connection refused".to_owned());
        let heard = round.hear(TriedLetter { tries, ..asked(1) }, &down, noon());
        assert_eq!((heard.settlement.tries, heard.settlement.age), (tries, None));
    }
    for _ in 0..1000 {
        let heard = round.hear(TriedLetter { tries, ..asked(1) }, &ServerAnswer::Unknown("reset".to_owned()), noon());
        assert_eq!(heard.settlement.state, EnvelopeState::Pending);
        tries = heard.settlement.tries;
    }
    assert_eq!((tries.unheard, tries.is_untaken()), (1000, false));
}
