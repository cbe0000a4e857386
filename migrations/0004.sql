-- A key queued on a day that has not come does not count as told: its reminder is marked, and the next has another round.
ALTER TABLE reminder ADD COLUMN round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1); -- key: 2 and on where the earlier does not count
ALTER TABLE reminder ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0 CHECK (ahead IN (0, 1)); -- 1: queued on a day that had not come
DROP INDEX reminder_key;
CREATE UNIQUE INDEX reminder_key ON reminder (subject, what, nth, day, rung, recipient, round) WHERE withdrawn = 0;
CREATE INDEX reminder_queued ON reminder (queued_on) WHERE ahead = 0;
DROP TRIGGER reminder_key_stays;
CREATE TRIGGER reminder_key_stays BEFORE UPDATE OF subject, what, nth, day, rung, recipient, round ON reminder
BEGIN SELECT RAISE(ABORT, 'the key of a reminder is never changed'); END;
-- What lists show of each agreement, worked out by the program: every row is stale until it is.
CREATE TABLE board (
    agreement_id INTEGER NOT NULL PRIMARY KEY REFERENCES agreement (id), -- whose row
    rules       TEXT NOT NULL,                                 -- fingerprint it holds under; empty: stale
    written_on  TEXT NOT NULL CHECK (written_on IS date(written_on)), -- the day it was worked out for
    holds_until TEXT NOT NULL CHECK (holds_until IS date(holds_until)), -- the first day on which it may say something else
    reference   TEXT NOT NULL,                                 -- as amended
    title       TEXT NOT NULL,                                 -- as amended; of a restricted one still its own
    status      TEXT NOT NULL,                                 -- what the agreement is
    starts_on   TEXT NOT NULL DEFAULT '~',                     -- first day in force; ~ where it is unknown
    ends_on     TEXT NOT NULL DEFAULT '~',                     -- last day of the present period; ~ likewise
    next_kind   TEXT,                                          -- the earliest open milestone's kind
    next_on     TEXT NOT NULL DEFAULT '~'                      -- and its day; ~ where there is none
) STRICT;
CREATE INDEX board_fresh ON board (rules, holds_until);
CREATE INDEX board_written ON board (written_on);
CREATE INDEX board_ends ON board (ends_on, agreement_id);
CREATE INDEX board_next ON board (next_on, agreement_id);
CREATE TABLE board_day (
    day          TEXT NOT NULL CHECK (day IS date(day)),                -- of the milestone
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),            -- whose it is
    kind         TEXT NOT NULL,                                         -- its kind
    name         TEXT NOT NULL,                                         -- of a duty, an observance, a commitment; else empty
    nth          INTEGER NOT NULL,                                      -- its number
    do_by        TEXT NOT NULL CHECK (do_by IS date(do_by)),            -- the last working day on or before it
    lawful_until TEXT CHECK (lawful_until IS date(lawful_until)),       -- the last day on which a duty is still done in time
    state        TEXT NOT NULL,                                         -- open, done or history
    PRIMARY KEY (day, agreement_id, kind, name, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_day_back ON board_day (agreement_id);
INSERT INTO board (agreement_id, rules, written_on, holds_until, reference, title, status)
    SELECT id, '', registered_on, registered_on, reference, '', 'unknown' FROM agreement;
