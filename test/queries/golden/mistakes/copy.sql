COPY models FROM stdin;
1	a
\.
