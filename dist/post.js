import { o as sweepAbandonedServers } from "./chunks/postgres-Baz3POB8.js";

// src/post.ts
await sweepAbandonedServers();

export {  };