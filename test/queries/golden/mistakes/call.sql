CALL refresh();
