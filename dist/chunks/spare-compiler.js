import { setFlagsFromString } from "node:v8";

// src/last-resort.ts
/** Exit code of everything that kept plangate from doing its job. Node's own for what is not caught, 1, would read as a failed gate. */
const notDone = 2;
/**
* For what nobody caught, which is a mistake of plangate's: it is told whole and ends the process. What was started is
* cleaned away as the process exits.
*/
function onUncaught(process) {
	process.on("uncaughtException", (error) => {
		process.stderr.write(`plangate did not expect this; please report it:\n${error.stack ?? String(error)}\n`);
		process.exit(notDone);
	});
}

// src/spare-compiler.ts
/**
* Keeps V8 from optimising what libpg-query is compiled to. A few statements are enough for it to start, and it then takes
* seconds of another core, while queries are measured; statements are parsed no quicker for it. To be called before the parser
* is loaded.
*/
function spareCompiler() {
	setFlagsFromString("--wasm-tiering-budget=2147483647");
}

export { onUncaught as n, spareCompiler as t };