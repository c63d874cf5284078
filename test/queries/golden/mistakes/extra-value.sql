-- params: {"sicne": "x"}
SELECT :since::interval;
