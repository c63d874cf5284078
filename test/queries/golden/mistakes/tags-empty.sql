-- tags: web,,x
SELECT 1;
