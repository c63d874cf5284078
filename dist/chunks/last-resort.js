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

export { onUncaught as t };