SELECT 'one;
