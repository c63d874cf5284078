-- Name: latest-deployments
SELECT 1;
