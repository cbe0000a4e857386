-- How long a letter has been put off belongs to what it says, and times in which the mail server took nothing are rows.

ALTER TABLE reminder ADD COLUMN put_offs INTEGER NOT NULL DEFAULT 0 CHECK (put_offs >= 0);
ALTER TABLE reminder ADD COLUMN aged_seconds INTEGER NOT NULL DEFAULT 0 CHECK (aged_seconds >= 0);
ALTER TABLE reminder ADD COLUMN put_off_until_at TEXT CHECK (put_off_until_at GLOB '????-??-??T??:??:??.???Z');
ALTER TABLE reminder ADD COLUMN asked_address TEXT;
ALTER TABLE reminder ADD COLUMN answered_seq INTEGER;
ALTER TABLE reminder ADD COLUMN waits_since_at TEXT CHECK (waits_since_at GLOB '????-??-??T??:??:??.???Z');

UPDATE reminder SET waits_since_at = (SELECT e.composed_at FROM envelope e WHERE e.id = reminder.envelope_id)
WHERE withdrawn = 0 AND envelope_id IN (SELECT id FROM envelope WHERE state IN ('pending', 'sending'));

-- Pauses before now were 15 minutes, 1, 4, 12 hours and days; all of them counted.
UPDATE reminder SET (put_offs, aged_seconds, put_off_until_at, asked_address, answered_seq) = (
    SELECT e.deferrals,
           CASE e.deferrals WHEN 1 THEN 0 WHEN 2 THEN 900 WHEN 3 THEN 4500 WHEN 4 THEN 18900
                            ELSE 62100 + 86400 * (e.deferrals - 5) END,
           e.not_before_at, e.address,
           (SELECT max(r.seq) FROM receipt r WHERE r.envelope_id = e.id AND r.outcome = 'deferred')
    FROM envelope e WHERE e.id = reminder.envelope_id)
WHERE withdrawn = 0 AND envelope_id IN (SELECT id FROM envelope WHERE state = 'pending' AND deferrals > 0);

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

CREATE TABLE bounced (
    address  TEXT NOT NULL PRIMARY KEY, -- mail to it came back
    noted_at TEXT NOT NULL CHECK (noted_at GLOB '????-??-??T??:??:??.???Z') -- when somebody noted that
) STRICT, WITHOUT ROWID;

DELETE FROM meta WHERE key = 'mail-alarm';
