/**
 * The ground under every room that reads SQL text: tokens, statements, positions, quoting.
 * It takes text and gives positions; it never talks to a server and never changes what it reads.
 */
export { isForeignKey } from './foreign-key.ts';
export { quoteIdentifier, quoteLiteral } from './identifier.ts';
export { type Token, type TokenKind, tokenize } from './lexer.ts';
export { type LineIndex, lineAt, lineIndex } from './lines.ts';
export { describePosition, type Position } from './position.ts';
export { type Statement, significantTokens, splitStatements } from './statements.ts';
