-- Numbers of agreements have no holes, and each has a row on the board: neither is counted to know it.
CREATE TRIGGER agreement_remains BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'an agreement is never deleted'); END;
CREATE TRIGGER board_remains BEFORE DELETE ON board
BEGIN SELECT RAISE(ABORT, 'a row of the board is never deleted; it is marked stale'); END;
