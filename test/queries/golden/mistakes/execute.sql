EXECUTE prepared;
