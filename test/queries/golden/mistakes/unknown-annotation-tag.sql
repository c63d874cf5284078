-- tag: web, nightly
SELECT 1;
