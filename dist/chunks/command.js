import { a as formatOf, f as parseArguments, l as exitCode, n as renderTerminal, t as run, u as silent } from "./run.js";
import { b as describeError, f as _usingCtx, y as PlangateError } from "./postgres.js";
import { n as Interruption, r as onInterruption, t as terminalProgress } from "./terminal-progress.js";
import { t as version } from "./version.js";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

// src/command.ts
/**
* The command line. The terminal report goes to stdout, with the error if there was one; progress goes to stderr, and
* so do errors of the command line itself.
* Returns the exit code: 0 for pass and warn, 1 for fail, 2 when plangate could not do its job, 130 and 143 for signals.
*/
async function main(process) {
	try {
		const command = parseArguments(process.argv.slice(2), process.env);
		if (command.command === "version") process.stdout.write(`${version}\n`);
		else if (command.command === "help") process.stdout.write(command.text);
		else return await check(process, command.options);
		return 0;
	} catch (error) {
		process.stderr.write(`plangate: ${describeError(error)}\n`);
		return exitCode("error");
	}
}
async function check(process, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		const controller = new AbortController();
		_usingCtx$1.u(onInterruption(process, controller));
		const { report, error } = await run({
			options: {
				...options,
				directory: resolve(process.cwd(), options.directory)
			},
			event: null,
			token: null,
			skipUnchanged: false,
			environment: process.env,
			progress: options.quiet ? silent : terminalProgress(process.stderr, () => performance.now()),
			today: /* @__PURE__ */ new Date(),
			signal: controller.signal
		});
		for (const file of options.reports) await writeReport(resolve(process.cwd(), file), formatOf(file).render(report));
		process.stdout.write(renderTerminal(report, {
			colour: wantsColour(process),
			width: process.stdout.columns ?? (Number(process.env.COLUMNS) || 100)
		}));
		if (error instanceof Interruption) return error.exitCode;
		return exitCode(report.verdict);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** Source: https://no-color.org and FORCE_COLOR as Node itself reads it. */
function wantsColour({ env, stdout }) {
	if (env.FORCE_COLOR !== void 0) return env.FORCE_COLOR !== "0";
	return stdout.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}
async function writeReport(file, text) {
	try {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, text);
	} catch (error) {
		throw new PlangateError({
			kind: "usage",
			place: `--report ${file}`,
			problem: `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`,
			remedy: "Name a file in a folder that you may write to.",
			cause: error
		});
	}
}

export { main };