-- budget: buffers
SELECT 1;
