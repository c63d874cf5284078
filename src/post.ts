import { sweepAbandonedServers } from './postgres/index.ts';

// The main step stops its own servers; this is for the main step that was killed before it could.
await sweepAbandonedServers();
