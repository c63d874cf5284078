import { n as onUncaught, t as spareCompiler } from "./chunks/spare-compiler.js";

// src/action.ts
onUncaught(process);
spareCompiler();
const { main } = await import("./chunks/job.js");
process.exitCode = await main(process);

export {  };