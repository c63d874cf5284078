import { o as sweepAbandonedServers } from "./chunks/postgres-B3Kz1NZr.js";

// src/post.ts
await sweepAbandonedServers();

export {  };