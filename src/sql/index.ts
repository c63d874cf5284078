/**
 * The ground under every room that reads SQL text: tokens, statements, quoting.
 * It takes text and gives positions; it never talks to a server and never changes what it reads.
 */
export { quoteIdentifier, quoteLiteral } from './identifier.ts';
export { type Token, type TokenKind, tokenize } from './lexer.ts';
