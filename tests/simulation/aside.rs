//! A4: what the server says of its own state at one letter, round after round, keeps no other letter back for good.

use pactwatch::outbox::EnvelopeState;
use pactwatch::post::{Attempt, SendOutcome, TroubleKind};

use crate::server::waiting;
use crate::weather::{taken, trouble};
use crate::world::{Home, World};

/// What a server answers to how many letters, under its name.
type Answered = (&'static str, fn() -> SendOutcome, usize);

fn in_state(world: &mut World, state: EnvelopeState) -> usize {
    world.store().outbox_in(state, 0, 1_000).unwrap().len()
}

/// The letters step aside, and neither age nor die of it. Others may be behind several such.
#[test]
fn a4_a_letter_at_which_round_after_round_ends_has_its_turn_after_the_others() {
    let cases: [Answered; 3] = [
        ("421 at one", || trouble(TroubleKind::Closing), 1),
        ("452 4.3.1, 550 5.3.0 at two", || trouble(TroubleKind::Busy), 2),
        ("the sender, at three", || trouble(TroubleKind::Sender), 3),
    ];
    for (rule, answer, how_many) in cases {
        for connections in [1, 4] {
            let mut world = waiting(8, Home::Memory);
            world.connections = connections;
            let mut letters = world.store().outbox_in(EnvelopeState::Pending, 0, 100).unwrap();
            letters.sort_by_key(|letter| (letter.urgent_on, letter.id));
            let bad: Vec<String> = letters.into_iter().take(how_many).filter_map(|letter| letter.message_id).collect();
            world.post.answer_from_now(
                move |letter: &Attempt| {
                    if bad.contains(&letter.message_id) { answer() } else { taken() }
                },
            );
            // Two rounds at each of them; the pauses between are 1, 2, 4 … minutes and at most an hour.
            for _ in 0..180 {
                world.deliver();
                world.wait(1);
            }
            assert_eq!(world.told().len(), 8 - how_many, "{rule}, {connections}: the others have gone");
            let states = (in_state(&mut world, EnvelopeState::Pending), in_state(&mut world, EnvelopeState::Dead));
            assert_eq!(states, (how_many, 0), "{rule}, {connections}");
            world.post.answer_from_now(|_| taken());
            world.wait(60);
            world.deliver();
            assert_eq!(world.told_once().len(), 8, "{rule}, {connections}: and they themselves when it takes them");
            assert_eq!(world.told().len(), 8, "{rule}, {connections}: once");
        }
    }
}
