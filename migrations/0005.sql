-- What lists order and narrow by, so that a page of the register is chosen by the board as well.
ALTER TABLE board ADD COLUMN label TEXT NOT NULL DEFAULT ''; -- what a list calls it; of a restricted one the reference
ALTER TABLE board ADD COLUMN label_key TEXT NOT NULL DEFAULT ''; -- its place by that
ALTER TABLE board ADD COLUMN partner_key TEXT NOT NULL DEFAULT ''; -- its place by its partners
ALTER TABLE board ADD COLUMN officer_key TEXT NOT NULL DEFAULT ''; -- its place by its officers
ALTER TABLE board ADD COLUMN end_key TEXT NOT NULL DEFAULT '~'; -- its place by what ends next
ALTER TABLE board ADD COLUMN inherited INTEGER NOT NULL DEFAULT 0 CHECK (inherited IN (0, 1)); -- 1: one of our parties has been succeeded
ALTER TABLE board ADD COLUMN gaps INTEGER NOT NULL DEFAULT 0 CHECK (gaps IN (0, 1)); -- 1: facts are missing that days, letters or people hang on
CREATE INDEX board_end ON board (end_key, agreement_id);
CREATE INDEX party_succeeds ON party (successor_id) WHERE successor_id IS NOT NULL;
-- In which lists of a digest an agreement stands, so that a digest works out the words of those alone that it shows.
ALTER TABLE board ADD COLUMN digest_rules TEXT NOT NULL DEFAULT ''; -- fingerprint its matters hold under, ladders and contacts included
ALTER TABLE board ADD COLUMN matters_until TEXT NOT NULL DEFAULT ''; -- the first day on which its matters may be others
CREATE INDEX board_matters ON board (digest_rules, matters_until);
CREATE TABLE board_matter (
    list         TEXT NOT NULL,                                         -- of a digest; or what brings it into one
    day          TEXT NOT NULL CHECK (day IS date(day)),                -- which that list puts it under
    agreement_id INTEGER NOT NULL REFERENCES agreement (id),            -- whose it is
    count        INTEGER NOT NULL,                                      -- how many of that day
    PRIMARY KEY (list, day, agreement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX board_matter_back ON board_matter (agreement_id);
UPDATE board SET rules = '';
-- A plan or an agreement serves a strategy or a plan.
ALTER TABLE agreement ADD COLUMN under TEXT;                      -- reference of the strategy or plan it serves
-- Letters whose links were cut once they were sent or dropped. The hash of what was sent stands in `envelope` and in the
-- receipts.
CREATE TABLE cut_letter (
    envelope_id INTEGER NOT NULL PRIMARY KEY REFERENCES envelope (id), -- which letter
    kept_sha256 TEXT NOT NULL CHECK (length(kept_sha256) = 64)         -- of the bytes that are kept
) STRICT;
-- What came by a link in a letter is looked for by itself.
CREATE INDEX act_by_link ON act (seq)
    WHERE CASE WHEN json_valid(carries) THEN json_extract(carries, '$.via') END = 'link';
