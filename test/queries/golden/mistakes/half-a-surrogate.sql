-- params: {"a": "\ud83d"}
SELECT :a;
