-- What several write: a deed that pauses for others has several entries, the later ones part of the first; and deeds of
-- which a part is kept and the rest is still to come, by the first entry of each.
ALTER TABLE entry ADD COLUMN part_of INTEGER REFERENCES entry;
CREATE INDEX entry_part_of ON entry (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE under_way (entry INTEGER PRIMARY KEY REFERENCES entry) STRICT;

-- What was two records: the one that it is in, what else that one was called, and two that look like one and are not (a
-- row at each of both, other is packed).
ALTER TABLE account ADD COLUMN merged INTEGER REFERENCES account;
ALTER TABLE contact ADD COLUMN merged INTEGER REFERENCES contact;
ALTER TABLE lead ADD COLUMN merged INTEGER REFERENCES lead;
ALTER TABLE product ADD COLUMN merged INTEGER REFERENCES product;
ALTER TABLE opportunity ADD COLUMN merged INTEGER REFERENCES opportunity;
CREATE INDEX account_merged ON account (merged) WHERE merged IS NOT NULL;
CREATE INDEX contact_merged ON contact (merged) WHERE merged IS NOT NULL;
CREATE INDEX lead_merged ON lead (merged) WHERE merged IS NOT NULL;
CREATE INDEX product_merged ON product (merged) WHERE merged IS NOT NULL;
CREATE INDEX opportunity_merged ON opportunity (merged) WHERE merged IS NOT NULL;
CREATE TABLE alias (id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
CREATE INDEX alias_parent ON alias (parent, of_kind);
CREATE TABLE apart (
    id INTEGER PRIMARY KEY, of_kind INTEGER NOT NULL, parent INTEGER NOT NULL, other INTEGER NOT NULL) STRICT;
CREATE INDEX apart_parent ON apart (parent, of_kind);

-- What is mine now is walked along an index a person, what is another's along one of who coordinates it.
DROP INDEX lead_turn;
DROP INDEX order_turn;
DROP INDEX opportunity_turn;
CREATE INDEX lead_turn ON lead (turn, due_at, id, later) WHERE due_at IS NOT NULL;
CREATE INDEX order_turn ON "order" (turn, due_at, id, later) WHERE due_at IS NOT NULL;
CREATE INDEX opportunity_turn ON opportunity (turn, due_at, id, later) WHERE due_at IS NOT NULL;
CREATE INDEX lead_coordinator ON lead (coordinator, due_at, id, turn, since, later) WHERE due_at IS NOT NULL;
CREATE INDEX order_coordinator ON "order" (coordinator, due_at, id, turn, since, later) WHERE due_at IS NOT NULL;
CREATE INDEX opportunity_coordinator ON opportunity (coordinator, due_at, id, turn, since, later) WHERE due_at IS NOT NULL;
CREATE INDEX lead_later ON lead (later) WHERE later IS NOT NULL;
CREATE INDEX order_later ON "order" (later) WHERE later IS NOT NULL;
CREATE INDEX opportunity_later ON opportunity (later) WHERE later IS NOT NULL;
