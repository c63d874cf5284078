import { _ as parseArguments, f as exitCode, h as silent, n as renderTerminal, t as run } from "./run.js";
import { b as describeError, v as _usingCtx } from "./postgres.js";
import { i as onInterruption, n as terminalProgress, r as Interruption, t as writeReports } from "./write-reports.js";
import { t as version } from "./version.js";
import { resolve } from "node:path";

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
		const files = options.reports.map((file) => resolve(process.cwd(), file));
		await writeReports(report, files, "--report");
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

export { main };