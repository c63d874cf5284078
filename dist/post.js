import { b as sweepAbandonedServers } from "./chunks/postgres.js";

// src/post.ts
await sweepAbandonedServers();

export {  };