-- Who shares an address is told by the marks of it: an index of all addresses beside them took a fifth of an import.
DROP INDEX IF EXISTS reach_normal;
