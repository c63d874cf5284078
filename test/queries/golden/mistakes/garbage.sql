\x00\x01 not sql at all {}
