-- The register as it lies on disk. Embedded at build time; every change to it comes with a step in migrations/.
--
-- Days are civil days of the office, `YYYY-MM-DD`. Instants are RFC 3339 in UTC with milliseconds, always 24
-- characters, so that comparing texts compares instants. No default asks the clock: whoever writes a row says when.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY, -- what it is: database-id, last-scan, alarm, brake, …
    value TEXT NOT NULL              -- its text, in a form that belongs to the key
) STRICT, WITHOUT ROWID;

CREATE TABLE party (
    id              TEXT NOT NULL PRIMARY KEY, -- stable, agreements point here by it
    country         TEXT,                      -- ISO 3166, two letters
    successor_id    TEXT,                      -- who took its place; may come later
    successor_on    TEXT CHECK (successor_on IS date(successor_on)), -- first day in the other's place
    successor_basis TEXT,                      -- the decision that says so
    folded          TEXT NOT NULL,             -- all its names for search, see store/fold.rs
    CHECK ((successor_id IS NULL) = (successor_on IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX party_succeeds ON party (successor_id) WHERE successor_id IS NOT NULL;

CREATE TABLE party_name (
    party_id TEXT NOT NULL REFERENCES party (id),     -- whose name
    nth      INTEGER NOT NULL,                        -- the order they were given in
    name     TEXT NOT NULL,                           -- as it stands in Vietnamese texts
    name_en  TEXT,                                    -- in English, where it differs
    from_on  TEXT CHECK (from_on IS date(from_on)),   -- first day of the name; NULL: always
    until_on TEXT CHECK (until_on IS date(until_on)), -- last day of the name; NULL: still
    PRIMARY KEY (party_id, nth)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_alias (
    party_id TEXT NOT NULL REFERENCES party (id), -- whose alias
    alias    TEXT NOT NULL,                       -- another spelling, for search alone
    PRIMARY KEY (party_id, alias)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_batch (
    id          INTEGER NOT NULL PRIMARY KEY, -- acts `register` name it
    file        TEXT NOT NULL,                -- the file's name, without its folder
    sha256      TEXT NOT NULL,                -- of the file's bytes
    rows        INTEGER NOT NULL,             -- how many rows it held
    imported_on TEXT NOT NULL CHECK (imported_on IS date(imported_on)), -- the office's day
    imported_at TEXT NOT NULL CHECK (imported_at GLOB '????-??-??T??:??:??.???Z'), -- the moment
    imported_by TEXT NOT NULL                 -- who did it
) STRICT;

-- What is known today of each agreement: a projection of its acts, kept for search and speed. The acts are the truth.
CREATE TABLE agreement (
    id                 INTEGER NOT NULL PRIMARY KEY,              -- 1, 2, 3 …; reminders keep it when the reference changes
    reference          TEXT NOT NULL UNIQUE,                      -- the office's own code
    title              TEXT,                                      -- as it stands on the paper
    title_en           TEXT,                                      -- the same in English
    short              TEXT,                                      -- for subjects and lists
    kind               TEXT NOT NULL,                             -- what sort of paper
    under              TEXT,                                      -- reference of the strategy or plan it serves
    number             TEXT,                                      -- text: zeros count
    ours               TEXT,                                      -- our parties' ids, separated by ;
    partner            TEXT,                                      -- their parties' ids, separated by ;
    country            TEXT,                                      -- of the partner, ISO 3166
    signed_on          TEXT CHECK (signed_on IS date(signed_on)), -- day of signing
    in_force_on        TEXT CHECK (in_force_on IS date(in_force_on)), -- NULL: from `effect`
    effect             TEXT NOT NULL,                             -- what starts the term
    effect_delay       TEXT,                                      -- a span
    term               TEXT NOT NULL,                             -- how long it binds
    count              TEXT NOT NULL,                             -- how its last day is counted
    renewal            TEXT NOT NULL,                             -- what the end of a period brings
    renewal_period     TEXT,                                      -- a span
    renewals_max       TEXT,                                      -- a number
    notice             TEXT,                                      -- a span
    termination_notice TEXT,                                      -- a span
    review_every       TEXT,                                      -- a span
    review_first_on    TEXT CHECK (review_first_on IS date(review_first_on)), -- day of the first review
    fields             TEXT,                                      -- subject matter, separated by ;
    lead_agency        TEXT,                                      -- who carries it out
    officers           TEXT,                                      -- contact ids, separated by ;
    ladders            TEXT,                                      -- kind=ladder pairs
    basis              TEXT,                                      -- clause=where pairs
    restricted         TEXT NOT NULL,                             -- yes: reference and day alone
    documents          TEXT,                                      -- path|sha256|title, separated by ;
    note               TEXT,                                      -- anything worth saying
    source             TEXT,                                      -- where the facts come from
    facts_hash         TEXT NOT NULL,                             -- of the fields above: a flipped bit is noticed
    folded             TEXT NOT NULL,                             -- searched text without diacritics
    acts               INTEGER NOT NULL DEFAULT 0,                -- how many: one that cannot be read is missed
    look_on            TEXT NOT NULL CHECK (look_on IS date(look_on)), -- first day on which anything can change
    look_rules         TEXT NOT NULL,                             -- fingerprint it holds under; empty: look at once
    registered_on      TEXT NOT NULL CHECK (registered_on IS date(registered_on)) -- the office's day it came in
) STRICT;
CREATE TRIGGER agreement_remains BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'an agreement is never deleted'); END;
-- A scan reads three ranges of this and nothing else.
CREATE INDEX agreement_look ON agreement (look_rules, look_on, id);
CREATE INDEX agreement_country ON agreement (country, id);

CREATE TABLE agreement_party (
    party_id     TEXT NOT NULL,                              -- as the fact says, whether or not it is known
    agreement_id INTEGER NOT NULL REFERENCES agreement (id), -- whose party
    side         TEXT NOT NULL CHECK (side IN ('ours', 'partner')), -- which column it stands in
    PRIMARY KEY (party_id, agreement_id, side)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_party_back ON agreement_party (agreement_id);

CREATE TABLE agreement_officer (
    contact      TEXT NOT NULL,                              -- contact id
    agreement_id INTEGER NOT NULL REFERENCES agreement (id), -- what they look after
    PRIMARY KEY (contact, agreement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX agreement_officer_back ON agreement_officer (agreement_id);

-- The register's history, chained: docs/hash-chain.md.
CREATE TABLE act (
    seq          INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1), -- place in the chain, without gaps
    agreement_id INTEGER REFERENCES agreement (id),             -- NULL: about the office or a party
    act          TEXT NOT NULL,                                 -- its word, as commands write it
    happened_on  TEXT NOT NULL CHECK (happened_on IS date(happened_on)), -- the day it happened
    recorded_on  TEXT NOT NULL CHECK (recorded_on IS date(recorded_on)), -- the office's day it was recorded
    recorded_at  TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'), -- the moment it was recorded
    recorded_by  TEXT NOT NULL,                                 -- who recorded it
    number       TEXT,                                          -- the paper's number
    note         TEXT,                                          -- anything worth saying
    carries      TEXT NOT NULL CHECK (json_valid(carries)),     -- what the act carries, as JSON
    prev_hash    TEXT NOT NULL CHECK (length(prev_hash) = 64),  -- hash of the line before
    hash         TEXT NOT NULL CHECK (length(hash) = 64)        -- of this line and prev_hash
) STRICT;
CREATE INDEX act_of_agreement ON act (agreement_id, seq);
-- What came by a link in a letter is looked for by itself.
CREATE INDEX act_by_link ON act (seq)
    WHERE CASE WHEN json_valid(carries) THEN json_extract(carries, '$.via') END = 'link';
CREATE TRIGGER act_stays BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never changed; record one that voids it'); END;
CREATE TRIGGER act_remains BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never deleted; record one that voids it'); END;

CREATE TABLE envelope (
    id               INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never used twice
    state            TEXT NOT NULL CHECK (state IN
                         ('composing', 'pending', 'sending', 'sent', 'dead', 'dropped')), -- see src/outbox.rs
    addressee        TEXT NOT NULL,                              -- contact id of who gets it
    address          TEXT,                                       -- where it goes; NULL while composing
    subject          TEXT,                                       -- its subject line; NULL while composing
    message_id       TEXT,                                       -- hash of its keys; the same on every attempt
    mime_sha256      TEXT,                                       -- of its bytes, kept for ever
    letter_hash      TEXT,                                       -- of the three: no letter goes astray
    queued_on        TEXT NOT NULL CHECK (queued_on IS date(queued_on)), -- the scan's day
    rendered_on      TEXT CHECK (rendered_on IS date(rendered_on)), -- the day its words count from
    urgent_on        TEXT NOT NULL CHECK (urgent_on IS date(urgent_on)), -- the earliest day in it: the order of sending
    attempts         INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- tries in which the server may have seen it
    deferrals        INTEGER NOT NULL DEFAULT 0 CHECK (deferrals >= 0), -- how often the server said "later" to it
    composed_at      TEXT CHECK (composed_at GLOB '????-??-??T??:??:??.???Z'), -- since when it is ready
    not_before_at    TEXT CHECK (not_before_at GLOB '????-??-??T??:??:??.???Z'), -- no attempt before
    sending_since_at TEXT CHECK (sending_since_at GLOB '????-??-??T??:??:??.???Z'), -- a crash leaves it standing
    settled_at       TEXT CHECK (settled_at GLOB '????-??-??T??:??:??.???Z'), -- when it became sent, dead or dropped
    why              TEXT,                                       -- why it is where it is, in words
    -- Its bytes; NULL while composing or no longer kept. The last: what stands behind a blob is read through all of it.
    mime             BLOB,
    CHECK (state NOT IN ('pending', 'sending')
        OR (address IS NOT NULL AND message_id IS NOT NULL AND mime IS NOT NULL AND not_before_at IS NOT NULL)),
    CHECK ((state = 'sending') = (sending_since_at IS NOT NULL)),
    CHECK ((state IN ('sent', 'dead', 'dropped')) = (settled_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX envelope_basket ON envelope (addressee) WHERE state = 'composing';
-- A claim walks this from its start and reads no letter that it does not take.
CREATE INDEX envelope_due ON envelope (urgent_on, id, not_before_at, state) WHERE state = 'pending';
CREATE INDEX envelope_state ON envelope (state, id);
CREATE INDEX envelope_kept ON envelope (settled_at) WHERE mime IS NOT NULL AND settled_at IS NOT NULL;
CREATE TRIGGER envelope_settled BEFORE UPDATE OF state ON envelope
WHEN OLD.state IN ('sent', 'dropped') AND NEW.state IS NOT OLD.state
BEGIN SELECT RAISE(ABORT, 'a sent or dropped envelope stays what it is'); END;
CREATE TRIGGER envelope_remains BEFORE DELETE ON envelope
WHEN OLD.state <> 'composing'
BEGIN SELECT RAISE(ABORT, 'an envelope is never deleted'); END;

CREATE TABLE reminder (
    id           INTEGER NOT NULL PRIMARY KEY,              -- order of queueing
    subject      TEXT NOT NULL,                             -- key: agreement id, country:KR or office
    what         TEXT NOT NULL,                             -- key: kind of milestone, with :name
    nth          INTEGER NOT NULL,                          -- key: its ordinal
    day          TEXT NOT NULL CHECK (day IS date(day)),    -- key: its day
    rung         TEXT NOT NULL,                             -- key: nominal offset
    recipient    TEXT NOT NULL,                             -- key: the contact that was meant
    addressee    TEXT NOT NULL,                             -- who gets it; a substitute may stand in
    agreement_id INTEGER REFERENCES agreement (id),         -- what it is about; NULL: no agreement
    envelope_id  INTEGER NOT NULL REFERENCES envelope (id), -- the letter that says it
    queued_on    TEXT NOT NULL CHECK (queued_on IS date(queued_on)), -- the scan's day
    withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- 1: taken back, its key may be queued again
    put_offs     INTEGER NOT NULL DEFAULT 0 CHECK (put_offs >= 0), -- how often a server has put it off
    aged_seconds INTEGER NOT NULL DEFAULT 0 CHECK (aged_seconds >= 0), -- of those pauses, while the server took others
    put_off_until_at TEXT CHECK (put_off_until_at GLOB '????-??-??T??:??:??.???Z'), -- not asked before, at that address
    asked_address    TEXT,                                  -- the address that a server last answered about
    answered_seq     INTEGER,                               -- the line of that answer among the receipts
    waits_since_at   TEXT CHECK (waits_since_at GLOB '????-??-??T??:??:??.???Z'), -- since when a letter with it waits
    round INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1), -- key: 2 and on where the earlier does not count
    ahead INTEGER NOT NULL DEFAULT 0 CHECK (ahead IN (0, 1)) -- 1: queued on a day that had not come
) STRICT;
CREATE UNIQUE INDEX reminder_key ON reminder (subject, what, nth, day, rung, recipient, round) WHERE withdrawn = 0;
CREATE INDEX reminder_queued ON reminder (queued_on) WHERE ahead = 0;
CREATE INDEX reminder_in_envelope ON reminder (envelope_id);
CREATE INDEX reminder_of_agreement ON reminder (agreement_id, envelope_id);
CREATE TRIGGER reminder_key_stays BEFORE UPDATE OF subject, what, nth, day, rung, recipient, round ON reminder
BEGIN SELECT RAISE(ABORT, 'the key of a reminder is never changed'); END;
CREATE TRIGGER reminder_remains BEFORE DELETE ON reminder
BEGIN SELECT RAISE(ABORT, 'a reminder is never deleted; it is withdrawn'); END;

-- Every attempt, a line before the network and a line after it, chained like the acts.
CREATE TABLE receipt (
    seq         INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1), -- place in the chain, without gaps
    envelope_id INTEGER NOT NULL REFERENCES envelope (id),     -- which letter
    line        TEXT NOT NULL CHECK (line IN ('opened', 'closed')), -- before the network, or after it
    outcome     TEXT CHECK (outcome IN
                    ('accepted', 'deferred', 'refused', 'unknown', 'unavailable', 'abandoned')), -- of a closed line
    reply       TEXT,                                          -- the server's words, or what stood in the way
    at          TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'), -- when the line was written
    message_id  TEXT NOT NULL,                                 -- of the letter
    address     TEXT NOT NULL,                                 -- where it went
    mime_sha256 TEXT NOT NULL,                                 -- of the bytes that went
    prev_hash   TEXT NOT NULL CHECK (length(prev_hash) = 64),  -- hash of the line before
    hash        TEXT NOT NULL CHECK (length(hash) = 64),       -- of this line and prev_hash
    CHECK ((line = 'closed') = (outcome IS NOT NULL))
) STRICT;
CREATE INDEX receipt_of_envelope ON receipt (envelope_id, seq);
CREATE TRIGGER receipt_stays BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never changed'); END;
CREATE TRIGGER receipt_remains BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted'); END;

-- Times in which the mail server took nothing, a row each once they are over, chained like the acts.
CREATE TABLE outage (
    seq         INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1), -- place in the chain, without gaps
    since_at    TEXT NOT NULL CHECK (since_at GLOB '????-??-??T??:??:??.???Z'), -- the first try that failed
    until_at    TEXT NOT NULL CHECK (until_at GLOB '????-??-??T??:??:??.???Z'), -- when the server took something again
    tries       INTEGER NOT NULL CHECK (tries >= 1),           -- how often it was tried meanwhile
    first_words TEXT NOT NULL,                                 -- what stood in the way at first
    last_words  TEXT NOT NULL,                                 -- and at last
    prev_hash   TEXT NOT NULL CHECK (length(prev_hash) = 64),  -- hash of the row before
    hash        TEXT NOT NULL CHECK (length(hash) = 64)        -- of this row and prev_hash
) STRICT;
CREATE TRIGGER outage_stays BEFORE UPDATE ON outage
BEGIN SELECT RAISE(ABORT, 'an outage that is over is never changed'); END;
CREATE TRIGGER outage_remains BEFORE DELETE ON outage
BEGIN SELECT RAISE(ABORT, 'an outage is never deleted'); END;

-- Letters whose links were cut once they were sent or dropped. The hash of what was sent stands in `envelope` and in the
-- receipts.
CREATE TABLE cut_letter (
    envelope_id INTEGER NOT NULL PRIMARY KEY REFERENCES envelope (id), -- which letter
    kept_sha256 TEXT NOT NULL CHECK (length(kept_sha256) = 64)         -- of the bytes that are kept
) STRICT;

-- Addresses that mail came back from, as somebody noted; it counts until the contact has another.
CREATE TABLE bounced (
    address  TEXT NOT NULL PRIMARY KEY, -- mail to it came back
    noted_at TEXT NOT NULL CHECK (noted_at GLOB '????-??-??T??:??:??.???Z') -- when somebody noted that
) STRICT, WITHOUT ROWID;

-- What lists show of each agreement: an index, no truth. A row may go at any time and is worked out anew.
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
    next_on     TEXT NOT NULL DEFAULT '~',                     -- and its day; ~ where there is none
    label       TEXT NOT NULL DEFAULT '',                      -- what a list calls it; of a restricted one the reference
    label_key   TEXT NOT NULL DEFAULT '',                      -- its place by that
    partner_key TEXT NOT NULL DEFAULT '',                      -- its place by its partners
    officer_key TEXT NOT NULL DEFAULT '',                      -- its place by its officers
    end_key     TEXT NOT NULL DEFAULT '~',                     -- its place by what ends next
    inherited   INTEGER NOT NULL DEFAULT 0 CHECK (inherited IN (0, 1)), -- 1: one of our parties has been succeeded
    gaps        INTEGER NOT NULL DEFAULT 0 CHECK (gaps IN (0, 1)), -- 1: facts are missing that days, letters or people hang on
    digest_rules TEXT NOT NULL DEFAULT '',                     -- fingerprint its matters hold under, ladders and contacts included
    matters_until TEXT NOT NULL DEFAULT ''                     -- the first day on which its matters may be others
) STRICT;
-- A list takes each agreement's row from the board: there is one for each, or the list would leave it out in silence.
CREATE TRIGGER board_remains BEFORE DELETE ON board
BEGIN SELECT RAISE(ABORT, 'a row of the board is never deleted; it is marked stale'); END;
CREATE INDEX board_fresh ON board (rules, holds_until);
CREATE INDEX board_written ON board (written_on);
CREATE INDEX board_ends ON board (ends_on, agreement_id);
CREATE INDEX board_next ON board (next_on, agreement_id);
CREATE INDEX board_end ON board (end_key, agreement_id);
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
CREATE INDEX board_matters ON board (digest_rules, matters_until);
-- In which lists of a digest an agreement stands.
CREATE TABLE board_matter (
    list         TEXT NOT NULL,                                         -- of a digest; or what brings it into one
    day          TEXT NOT NULL CHECK (day IS date(day)),                -- which that list puts it under
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),            -- whose it is
    count        INTEGER NOT NULL,                                      -- how many of that day
    PRIMARY KEY (list, day, agreement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_matter_back ON board_matter (agreement_id);
