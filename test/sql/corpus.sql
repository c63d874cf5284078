-- What ordinary files hold, in many spellings; the lexer must cut it as PostgreSQL's own scanner does.
SELECT 1, -2, +3, 1.5, .5, 5., 1e10, 1.5E-3, 1_000_000, 0xFF, 0o17, 0b101, 9223372036854775808;
select a.b."C d", "x""y", U&"d\0061t\+000061", U&'d\0061t' UESCAPE '!', é, "naïve", 表.列 from "Ünï" as ü;
SELECT 'it''s', '', E'a\'b\\', e'\n', B'0101', X'1fF', N'nat', 'semi;colon -- not /* a comment', $$a;b'$$, $fn$ $$ $fn$, $_1é$x$_1é$;
SELECT 'one'
  'two'

  'three', E'a\''
  'b\'c', 'x' /* not continued */ ;
/* block /* nested */ still -- inside
*/ SELECT /**/ 1 /* end */;
SELECT a::int, b :: text, x:=1, array[1:2], arr[1:n], j->'a'->>'b', j #> '{a}', j #>> '{b}', j @> '{}', j <@ '{}', j ? 'k', j ?| array['k'], j ?& '{k}';
SELECT a<-1, a>=-1, a=-1, a*-1, a@-1, a!=-b, a<>b, a<=b, a>=b, a=>b, a||b, |/ 25.0, ||/ 27.0, @ -5, a~*b, a!~~*b, a!~ b, a&b, a#b, ~a, a<<2, a>>2, a^b, a%b, a--comment
+1, a+/* c */1, a*/* c */-1, x-- trailing
;
SELECT $1, $2::text, $10, coalesce($3,$4), f(a => $1, b := $2), 1..10, a..b, t.*, (r).x, (r).*;
INSERT INTO t (a, b) VALUES (1, DEFAULT), (2, NULL) ON CONFLICT (a) DO UPDATE SET b = EXCLUDED.b RETURNING *, xmin::text;
CREATE OR REPLACE FUNCTION f(a int, OUT b int) LANGUAGE plpgsql AS $body$
BEGIN
  b := a; -- ; $$ '
  IF a > 1 THEN RAISE NOTICE 'x %', $q$it's$q$; END IF;
END $body$;
CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 ELSE 2 END; END;
CREATE OPERATOR public.@#@ (leftarg = int4, rightarg = int4, procedure = int4eq, commutator = OPERATOR(public.@#@));
SELECT 3 OPERATOR(pg_catalog.+) 4, interval '1 day' at time zone 'utc', date '2024-01-01', a IS NOT DISTINCT FROM b, (1,2) = (3,4);
SELECT now() - interval '30 days' < deployed_at AND NOT (a AND b) OR c LIKE '%x\_%' ESCAPE '\';
WITH RECURSIVE w(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM w WHERE n<10) TABLE w;
SELECT a FROM b WHERE c IN(1,2,3)ORDER BY 1 DESC NULLS LAST LIMIT 10 OFFSET 5 FOR UPDATE SKIP LOCKED;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO app; SET search_path TO public, "$user"; SELECT '$1', '$$', a$b, a$1, _$;
SELECT '😀', "😀", 😀 FROM t WHERE x = '👩‍👩‍👧' AND y = $😀$ ' $😀$;
