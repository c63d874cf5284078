import type { DatabaseError as ProtocolError } from 'pg';
import { DatabaseError, type DatabaseErrorFields } from './types.ts';

const nothing: DatabaseErrorFields = {
  severity: null,
  code: null,
  detail: null,
  hint: null,
  position: null,
  internalQuery: null,
  where: null,
  schema: null,
  table: null,
  constraint: null,
};

/** What the server reported, with all its fields. */
export function reported(error: ProtocolError): DatabaseError {
  const position = Number(error.position);
  return new DatabaseError(
    error.message,
    {
      severity: error.severity ?? null,
      code: error.code ?? null,
      detail: error.detail ?? null,
      hint: error.hint ?? null,
      position: error.position === undefined || Number.isNaN(position) ? null : position,
      internalQuery: error.internalQuery ?? null,
      where: error.where ?? null,
      schema: error.schema ?? null,
      table: error.table ?? null,
      constraint: error.constraint ?? null,
    },
    error,
  );
}

/** The connection is gone; there is no SQLSTATE. */
export function lost(reason: string, cause?: unknown): DatabaseError {
  return new DatabaseError(reason, nothing, cause);
}

/** What plangate itself refuses to send, as the server would say it: read_only_sql_transaction. */
export function refused(message: string): DatabaseError {
  return new DatabaseError(message, { ...nothing, severity: 'ERROR', code: '25006' });
}
