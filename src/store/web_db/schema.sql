-- web.db, version 2. Instants are seconds since 1970 in UTC. A column ending in _hash holds the SHA-256 of a secret.

CREATE TABLE session (
    secret_hash TEXT PRIMARY KEY,
    contact     TEXT NOT NULL,             -- whose
    standing    TEXT NOT NULL,             -- fingerprint of address and rights at login; another one ends the session
    made_at     INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    proved_at   INTEGER NOT NULL,          -- when a code was last entered
    ends_at     INTEGER NOT NULL,          -- whatever happens
    idle        INTEGER NOT NULL,          -- ends after so many seconds without a request
    browser     TEXT NOT NULL,             -- what the browser called itself, shortened
    writer      TEXT                       -- who writes, where several share the contact
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
    id           INTEGER PRIMARY KEY,
    secret_hash  TEXT NOT NULL,
    hint         TEXT NOT NULL,            -- its first two characters
    browser_hash TEXT,                     -- the browser that asked; none: printed on the server, any browser
    address      TEXT,                     -- what was typed, known or not
    contact      TEXT,                     -- whom it was printed for
    tries        INTEGER NOT NULL DEFAULT 0,
    proved       INTEGER NOT NULL DEFAULT 0,  -- entered; waits for the choice between several contacts
    ends_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX code_of_browser ON code (browser_hash);

CREATE TABLE browser (
    secret_hash TEXT PRIMARY KEY,          -- the cookie before login
    wanted      TEXT NOT NULL,             -- the route to go to afterwards
    ends_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    secret_hash TEXT NOT NULL,             -- the cookie of a browser that has logged in before
    contact     TEXT NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (secret_hash, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE spending (
    budget TEXT NOT NULL,                  -- what is counted, and for whom
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX spending_of_budget ON spending (budget, at);

CREATE TABLE feed (
    secret_hash TEXT PRIMARY KEY,
    contact     TEXT NOT NULL UNIQUE,      -- one a person
    made_at     INTEGER NOT NULL,
    used_at     INTEGER NOT NULL           -- ends after 400 days unused
) STRICT, WITHOUT ROWID;

CREATE TABLE access (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    contact TEXT NOT NULL,
    what    TEXT NOT NULL,                 -- login, code-printed, export, upload, restricted, feed, end-sessions
    about   TEXT                           -- a reference, a file's name
) STRICT;
CREATE INDEX access_by_time ON access (at);
