#!/usr/bin/env node
import { n as onUncaught, t as spareCompiler } from "./chunks/spare-compiler.js";
import { t as version } from "./chunks/version.js";

// src/cli.ts
/** Exit code of a usage error and of everything that kept plangate from doing its job. */
const notDone = 2;
process.title = "plangate";
if (Number(process.versions.node.split(".")[0]) < 22) {
	process.stderr.write(`plangate: Node ${process.versions.node} is too old. Install Node 22 or newer, such as https://nodejs.org/en/download.\n`);
	process.exitCode = notDone;
} else if (process.argv.length === 3 && process.argv[2] === "--version") process.stdout.write(`${version}\n`);
else {
	process.stdout.on("error", (error) => {
		if ("code" in error && error.code === "EPIPE") return;
		throw error;
	});
	onUncaught(process);
	spareCompiler();
	const { main } = await import("./chunks/command.js");
	process.exitCode = await main(process);
}

export {  };