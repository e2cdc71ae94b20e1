-- The first shape of a workspace file. A migration is never changed once a version has been given out.
--
-- Every kept kind has the columns of its fields and, besides, its face: called, due_at, due_why, turn (the person whose
-- turn it is) and words (a digest of what it is found by). The face and the columns of settled fields follow from the
-- rest: no trigger keeps them in the journal, and undo works them out anew.
-- Instants are seconds since 1970 UTC, days are 'YYYY-MM-DD', money is minor units beside a currency, percent is
-- hundredths. A link to a record of any kind (about, subject, same_as) is id * 64 + the kind's number.

CREATE TABLE entry (
    id INTEGER PRIMARY KEY, site INTEGER NOT NULL, sitting INTEGER NOT NULL, at INTEGER NOT NULL, who INTEGER NOT NULL,
    kind TEXT NOT NULL, act TEXT NOT NULL, title TEXT NOT NULL, count INTEGER NOT NULL, said TEXT NOT NULL,
    undoes INTEGER REFERENCES entry, open INTEGER NOT NULL) STRICT;
CREATE INDEX entry_undoes ON entry (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE change (
    id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, tbl INTEGER NOT NULL, row INTEGER NOT NULL, col INTEGER,
    before ANY, after ANY) STRICT;
CREATE INDEX change_row ON change (tbl, row);
CREATE INDEX change_entry ON change (entry);
-- The parts that a record had: whole rows that went, by what they were in.
CREATE INDEX change_gone ON change (tbl, json_extract(before, '$.parent')) WHERE col IS NULL AND before IS NOT NULL;
-- The rows that a bulk import made: ranges of ids.
CREATE TABLE span (
    entry INTEGER NOT NULL, tbl INTEGER NOT NULL, lo INTEGER NOT NULL, hi INTEGER NOT NULL,
    PRIMARY KEY (entry, tbl, lo)) STRICT, WITHOUT ROWID;
-- Tables and columns by number, so that old entries stay readable; only ever added to.
CREATE TABLE name (id INTEGER PRIMARY KEY, tbl TEXT NOT NULL, col TEXT NOT NULL, UNIQUE (tbl, col)) STRICT;

-- Outside the journal: the next id of each table, the next number of each series, forms left open, saved views, search.
CREATE TABLE seq (tbl TEXT PRIMARY KEY, next INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
    id INTEGER PRIMARY KEY, who INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT NOT NULL, ids TEXT NOT NULL,
    given TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE view (
    id INTEGER PRIMARY KEY, list TEXT NOT NULL, name TEXT NOT NULL, filter TEXT NOT NULL, sort TEXT NOT NULL,
    UNIQUE (list, name)) STRICT;
CREATE TABLE mapping (shape TEXT PRIMARY KEY, map TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE find USING fts5 (t, content='', contentless_delete=1, detail=none,
    prefix='1 2 3 4 5 6 7 8 9 10 11 12', tokenize="ascii tokenchars '=~@.+-_'");
CREATE VIRTUAL TABLE exact USING fts5 (t, content='', contentless_delete=1, detail=none,
    tokenize="ascii tokenchars '=~@.+-_'");
CREATE TABLE find_key (key TEXT NOT NULL, packed INTEGER NOT NULL, PRIMARY KEY (key, packed)) STRICT, WITHOUT ROWID;
CREATE INDEX find_key_packed ON find_key (packed);
-- What another record of the same person has, too: digests of numbers, mailboxes, and of a name with its company. `many`:
-- more than one has it; those are few, so that the likely ones are found without looking at all.
CREATE TABLE alike (
    mark INTEGER NOT NULL, packed INTEGER NOT NULL, many INTEGER NOT NULL, PRIMARY KEY (mark, packed))
    STRICT, WITHOUT ROWID;
CREATE INDEX alike_packed ON alike (packed);
CREATE INDEX alike_many ON alike (packed) WHERE many = 1;

-- What several kinds have: addresses, tags, clocks, the keys of other systems, and what could not be understood.
CREATE TABLE reach (
    id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, sort TEXT NOT NULL, raw TEXT NOT NULL,
    normal TEXT, consent TEXT NOT NULL, consented TEXT, consent_source TEXT) STRICT;
CREATE INDEX reach_parent ON reach (parent, of_kind);
CREATE INDEX reach_normal ON reach (normal) WHERE normal IS NOT NULL;
CREATE TABLE tag (id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, tag TEXT NOT NULL) STRICT;
CREATE INDEX tag_parent ON tag (parent, of_kind);
CREATE TABLE clock (
    id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, owed TEXT NOT NULL,
    minutes INTEGER NOT NULL DEFAULT 0, started INTEGER, due INTEGER, met INTEGER) STRICT;
CREATE INDEX clock_parent ON clock (parent, of_kind);
-- part is the row of the record's part that a key stands for: an order's line.
CREATE TABLE outside (
    id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
    part INTEGER, digest INTEGER NOT NULL, UNIQUE (of_kind, source, key)) STRICT;
CREATE INDEX outside_parent ON outside (parent, of_kind);
CREATE TABLE as_written (
    id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
    UNIQUE (parent, of_kind, field)) STRICT;

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, zone TEXT NOT NULL, currency TEXT NOT NULL,
    hours TEXT NOT NULL, language TEXT NOT NULL, site INTEGER NOT NULL DEFAULT 0,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, login TEXT, role TEXT NOT NULL, department TEXT, languages TEXT,
    territories TEXT, hours TEXT, left INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;

CREATE TABLE absence (
    id INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, "from" TEXT NOT NULL, till TEXT NOT NULL,
    reason TEXT NOT NULL, deputy INTEGER REFERENCES person, note TEXT,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX absence_till ON absence (till);

CREATE TABLE holiday (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, name TEXT NOT NULL, hours TEXT,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX holiday_day ON holiday (day);

CREATE TABLE code (
    id INTEGER PRIMARY KEY, list TEXT NOT NULL, name TEXT NOT NULL, en TEXT, vi TEXT, rank INTEGER, retired INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX code_list ON code (list, rank);

CREATE TABLE policy (
    id INTEGER PRIMARY KEY, area TEXT NOT NULL, name TEXT NOT NULL, condition TEXT, value INTEGER NOT NULL, en TEXT,
    vi TEXT, since TEXT, retired INTEGER, version INTEGER NOT NULL, approved INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX policy_name ON policy (name, since);

CREATE TABLE account (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent INTEGER REFERENCES account, tier TEXT,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, industry INTEGER REFERENCES code,
    website TEXT, address TEXT, city TEXT, country TEXT, territory TEXT, language TEXT, zone TEXT,
    currency TEXT NOT NULL, credit INTEGER, terms TEXT, tax_code TEXT, prefers TEXT, note TEXT, created INTEGER,
    archived INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY, name TEXT, account INTEGER REFERENCES account, title TEXT,
    owner INTEGER REFERENCES person, language TEXT, prefers TEXT, note TEXT, source INTEGER REFERENCES code,
    created INTEGER, archived INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX contact_account ON contact (account);

CREATE TABLE lead (
    id INTEGER PRIMARY KEY, name TEXT, company TEXT, title TEXT, source INTEGER REFERENCES code, note TEXT,
    next INTEGER, next_what TEXT, industry INTEGER REFERENCES code, website TEXT, city TEXT, country TEXT,
    language TEXT, campaign TEXT, state TEXT NOT NULL, created INTEGER, answered INTEGER,
    lost INTEGER REFERENCES code, same_as INTEGER, account INTEGER REFERENCES account,
    contact INTEGER REFERENCES contact, opportunity INTEGER REFERENCES opportunity, history INTEGER, scored TEXT,
    archived INTEGER, score INTEGER NOT NULL DEFAULT 0, score_why TEXT,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX lead_due ON lead (due_at, id, state, source, owner) WHERE due_at IS NOT NULL;
CREATE INDEX lead_owner ON lead (owner, due_at, id, state, source) WHERE due_at IS NOT NULL;
CREATE INDEX lead_turn ON lead (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX lead_account ON lead (account) WHERE account IS NOT NULL;
CREATE INDEX lead_contact ON lead (contact) WHERE contact IS NOT NULL;
CREATE INDEX lead_same_as ON lead (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE product (
    id INTEGER PRIMARY KEY, name TEXT, code TEXT, price INTEGER, currency TEXT NOT NULL, unit TEXT, factor INTEGER,
    stock INTEGER, active INTEGER, note TEXT, created INTEGER, archived INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;

-- state, billing, out, net, total, next_promise, risk and faults follow from the lines.
CREATE TABLE "order" (
    id INTEGER PRIMARY KEY, number TEXT, account INTEGER REFERENCES account, contact INTEGER REFERENCES contact, po TEXT,
    ordered TEXT, requested TEXT, promised TEXT, currency TEXT NOT NULL, incoterm TEXT, place TEXT, deposit INTEGER,
    pay_by TEXT, carrier TEXT, proof TEXT, note TEXT, first_promised TEXT, shipped TEXT, delivered TEXT, paid INTEGER,
    held INTEGER, hold INTEGER REFERENCES code, lost INTEGER REFERENCES code, bare TEXT, imported_state TEXT,
    imported_total INTEGER, history INTEGER, created INTEGER, archived INTEGER,
    state TEXT NOT NULL DEFAULT 'draft', billing TEXT NOT NULL DEFAULT 'open', out TEXT, net INTEGER, total INTEGER,
    next_promise TEXT, risk INTEGER, faults INTEGER NOT NULL DEFAULT 0,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX order_due ON "order" (due_at, id, state, next_promise, owner) WHERE due_at IS NOT NULL;
CREATE INDEX order_owner ON "order" (owner, due_at, id, state, next_promise) WHERE due_at IS NOT NULL;
CREATE INDEX order_turn ON "order" (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX order_promise ON "order" (next_promise, id) WHERE next_promise IS NOT NULL;
CREATE INDEX order_number ON "order" (number);
-- What reports sum by day; it covers them.
CREATE INDEX order_ordered ON "order" (ordered, currency, state, total, net);
CREATE INDEX order_account ON "order" (account, id);
CREATE INDEX order_contact ON "order" (contact) WHERE contact IS NOT NULL;

-- Quantities are whole numbers of the product's unit; a line's first_confirmed is written once.
CREATE TABLE order_line (
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES "order", product INTEGER REFERENCES product, text TEXT,
    quantity INTEGER NOT NULL, unit TEXT, price INTEGER, discount INTEGER, currency TEXT NOT NULL, requested TEXT,
    first_confirmed TEXT, promised TEXT, expected TEXT, slip INTEGER REFERENCES code, stage TEXT NOT NULL,
    hold INTEGER REFERENCES code, shipped INTEGER NOT NULL, delivered INTEGER NOT NULL, invoiced INTEGER NOT NULL,
    returned INTEGER NOT NULL, cancelled INTEGER NOT NULL, shipped_on TEXT, delivered_on TEXT, amount INTEGER,
    state TEXT NOT NULL DEFAULT 'draft') STRICT;
CREATE INDEX order_line_parent ON order_line (parent);
CREATE INDEX order_line_product ON order_line (product, state) WHERE product IS NOT NULL;
CREATE TABLE order_slip (
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES "order", line INTEGER, was TEXT, promised TEXT,
    reason INTEGER REFERENCES code, at INTEGER, who INTEGER REFERENCES person) STRICT;
CREATE INDEX order_slip_parent ON order_slip (parent);

CREATE TABLE opportunity (
    id INTEGER PRIMARY KEY, name TEXT, account INTEGER REFERENCES account, contact INTEGER REFERENCES contact,
    amount INTEGER, currency TEXT NOT NULL, close TEXT, probability INTEGER, product INTEGER REFERENCES product,
    source INTEGER REFERENCES code, next INTEGER, next_what TEXT, note TEXT, stage INTEGER REFERENCES code,
    staged INTEGER, lost INTEGER REFERENCES code, lead INTEGER REFERENCES lead, history INTEGER, created INTEGER,
    ended INTEGER, archived INTEGER,
    state TEXT NOT NULL, chance INTEGER NOT NULL DEFAULT 0, weighted INTEGER,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX opportunity_due ON opportunity (due_at, id, state, stage, owner) WHERE due_at IS NOT NULL;
CREATE INDEX opportunity_owner ON opportunity (owner, due_at, id, state, stage) WHERE due_at IS NOT NULL;
CREATE INDEX opportunity_turn ON opportunity (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX opportunity_account ON opportunity (account);
CREATE INDEX opportunity_contact ON opportunity (contact) WHERE contact IS NOT NULL;
CREATE INDEX opportunity_lead ON opportunity (lead) WHERE lead IS NOT NULL;

CREATE TABLE touch (
    id INTEGER PRIMARY KEY, channel TEXT NOT NULL, outcome TEXT NOT NULL, text TEXT, inward INTEGER, reach TEXT,
    at INTEGER NOT NULL, who INTEGER REFERENCES person, next INTEGER,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX touch_due ON touch (due_at, id) WHERE due_at IS NOT NULL;
CREATE TABLE touch_subject (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES touch, subject INTEGER NOT NULL) STRICT;
CREATE INDEX touch_subject_parent ON touch_subject (parent);
CREATE INDEX touch_subject_subject ON touch_subject (subject, parent);

CREATE TABLE message (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, caller TEXT, reach TEXT, about INTEGER, state TEXT NOT NULL,
    taken INTEGER NOT NULL,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX message_due ON message (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX message_turn ON message (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX message_about ON message (about) WHERE about IS NOT NULL;

CREATE TABLE task (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL, due INTEGER, about INTEGER, note TEXT, state TEXT NOT NULL,
    created INTEGER, ended INTEGER,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX task_due ON task (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX task_turn ON task (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX task_about ON task (about) WHERE about IS NOT NULL;

-- What lasts longer than a day is few, and has an index of its own: a range of days is asked of `start` alone otherwise.
CREATE TABLE appointment (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, all_day INTEGER,
    room INTEGER REFERENCES code, place TEXT, about INTEGER, prepare INTEGER, note TEXT, zone TEXT NOT NULL,
    state TEXT NOT NULL, prepared INTEGER, created INTEGER, ended INTEGER, uid TEXT NOT NULL, sequence INTEGER NOT NULL,
    archived INTEGER, local TEXT,
    owner INTEGER REFERENCES person, coordinator INTEGER REFERENCES person, side TEXT NOT NULL, turn_of TEXT,
    since INTEGER, later INTEGER, later_by INTEGER REFERENCES person,
    called TEXT NOT NULL DEFAULT '', due_at INTEGER, due_why TEXT, turn INTEGER, words INTEGER) STRICT;
CREATE INDEX appointment_due ON appointment (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX appointment_turn ON appointment (turn, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX appointment_owner ON appointment (owner, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX appointment_start ON appointment (start, "end") WHERE archived IS NULL;
CREATE INDEX appointment_long ON appointment ("end", start) WHERE archived IS NULL AND "end" - start > 86400;
CREATE INDEX appointment_about ON appointment (about) WHERE about IS NOT NULL;
CREATE INDEX appointment_uid ON appointment (uid);
CREATE TABLE appointment_attendee (
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES appointment, person INTEGER REFERENCES person,
    name TEXT) STRICT;
CREATE INDEX appointment_attendee_parent ON appointment_attendee (parent);
CREATE INDEX appointment_attendee_person ON appointment_attendee (person, parent) WHERE person IS NOT NULL;
