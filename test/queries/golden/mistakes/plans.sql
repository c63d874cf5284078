-- plans: no sequential scan on runs
SELECT 1;
