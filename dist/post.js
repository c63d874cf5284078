import { C as sweepAbandonedServers } from "./chunks/postgres.js";

// src/post.ts
await sweepAbandonedServers();

export {  };