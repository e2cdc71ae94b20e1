-- The keys and marks of each record, in the order of records: an index of each by record took a tenth of an import.
CREATE TABLE found_by (packed INTEGER PRIMARY KEY, keys TEXT NOT NULL, marks TEXT NOT NULL) STRICT;
INSERT INTO found_by
SELECT packed, json_group_array(key) FILTER (WHERE key IS NOT NULL), json_group_array(mark) FILTER (WHERE mark IS NOT NULL)
FROM (SELECT packed, key, NULL AS mark FROM find_key UNION ALL SELECT packed, NULL, mark FROM alike ORDER BY 1, 2, 3)
GROUP BY packed;
DROP INDEX find_key_packed;
DROP INDEX alike_packed;
