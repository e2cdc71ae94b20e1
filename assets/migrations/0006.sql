-- What is open of a customer is found in the index: most orders of a large one are long done.
DROP INDEX order_account;
DROP INDEX order_contact;
CREATE INDEX order_account ON "order" (account, due_at, id);
CREATE INDEX order_contact ON "order" (contact, due_at, id) WHERE contact IS NOT NULL;
