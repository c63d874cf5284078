import { _ as killAllServers, p as PlangateError } from "./postgres.js";
import { g as formatOf } from "./run.js";
import { mkdir, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { dirname } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";

// src/interruption.ts
/** What ended a run early, as the reason of its AbortSignal. */
var Interruption = class extends Error {
	signal;
	constructor(signal) {
		super(`plangate was interrupted by ${signal}`);
		this.name = "Interruption";
		this.signal = signal;
	}
	/** 130 for SIGINT and 143 for SIGTERM, as a shell reports them. */
	get exitCode() {
		return 128 + constants.signals[this.signal];
	}
};
/** ms that a run gets to stop its servers and delete its folders before they are killed. */
const patience = 15e3;
/**
* Turns SIGINT and SIGTERM into an abort, so that a run unwinds and cleans up behind itself; a second signal, or
* one that is not followed by an end, kills the servers at once. Disposing removes the handlers.
*/
function onInterruption(process, controller) {
	let interruption = null;
	const give = (signal) => () => {
		if (interruption !== null) forceExit(interruption);
		const first = new Interruption(signal);
		interruption = first;
		controller.abort(first);
		setTimeout(() => forceExit(first), patience).unref();
	};
	const forceExit = (reason) => {
		killAllServers();
		return process.exit(reason.exitCode);
	};
	const handlers = [["SIGINT", give("SIGINT")], ["SIGTERM", give("SIGTERM")]];
	for (const [signal, handler] of handlers) process.on(signal, handler);
	return { [Symbol.dispose]() {
		for (const [signal, handler] of handlers) process.off(signal, handler);
	} };
}

// src/terminal-progress.ts
/** ms before a step is worth a line, and between two lines about the same step where lines cannot be rewritten. */
const worthSaying = 1e3;
const nextLine = 1e4;
/**
* Progress for people, on stderr. A terminal gets one line that is rewritten; a log gets a line for each step that
* takes longer than a second, and one more every ten seconds.
*/
function terminalProgress(stream, now) {
	return stream.isTTY === true ? rewritten(stream, now) : logged(stream, now);
}
function rewritten(stream, now) {
	const clear = "\r\x1B[2K";
	const cut = (text) => printable(text).slice(0, Math.max(20, (stream.columns ?? 80) - 1));
	return {
		info: (line) => stream.write(`${clear}${printable(line)}\n`),
		step(title) {
			const started = now();
			let drawn = 0;
			const draw = (detail) => {
				if (now() - drawn < 50) return;
				drawn = now();
				stream.write(`${clear}${cut(detail === "" ? `${title} …` : `${title}: ${detail}`)}`);
			};
			draw("");
			return {
				update: draw,
				done: (result) => stream.write(`${clear}${ended(title, result, now() - started)}`)
			};
		}
	};
}
function logged(stream, now) {
	return {
		info: (line) => stream.write(`${printable(line)}\n`),
		step(title) {
			const started = now();
			let said = started;
			let latest = "";
			const say = () => {
				said = now();
				stream.write(`${printable(latest === "" ? `${title} …` : `${title}: ${latest}`)}\n`);
			};
			const first = setTimeout(say, worthSaying);
			const again = setInterval(() => now() - said >= nextLine && say(), worthSaying);
			first.unref();
			again.unref();
			return {
				update(detail) {
					latest = detail;
				},
				done(result) {
					clearTimeout(first);
					clearInterval(again);
					if (now() - started >= worthSaying) stream.write(ended(title, result, now() - started));
				}
			};
		}
	};
}
function ended(title, result, milliseconds) {
	const took = milliseconds >= worthSaying ? ` (${(milliseconds / 1e3).toFixed(1)} s)` : "";
	return `${printable(result === void 0 ? title : `${title}: ${result}`)}${took}\n`;
}
/** File and query names are a pull request's own: nothing in them may steer the terminal. */
function printable(text) {
	return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, "�");
}

// src/page-parts.ts
/**
* Reads what the build put into dist/page, for HTML reports. Bundled, this file is in dist/ or in a folder of it; as a
* source, beside dist/.
*/
function readPageParts() {
	const folder = [
		"page/",
		"../page/",
		"../dist/page/"
	].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(new URL("report.js", url)));
	if (folder === void 0) throw new PlangateError({
		kind: "usage",
		place: "--report",
		problem: "The parts of the HTML report are missing: there is no dist/page/report.js.",
		remedy: "Install plangate again, or build it: npm run build."
	});
	const read = (file) => readFileSync(new URL(file, folder), "utf8");
	const [script, planScript] = [read("report.js"), read("plan.js")];
	return {
		script,
		styles: read("report.css"),
		planScript,
		planStyles: read("plan.css"),
		scriptHash: hashOf(script),
		planScriptHash: hashOf(planScript)
	};
}
/** As a Content-Security-Policy names a script. */
function hashOf(script) {
	return `sha256-${createHash("sha256").update(script).digest("base64")}`;
}

// src/write-reports.ts
/**
* Writes the report to each of `files`, in the format that its ending names.
*
* @param place how the user named them: `--report` or `input report`
* @throws PlangateError (usage) for a file that cannot be written
*/
async function writeReports(report, files, place, options = {}) {
	for (const file of files) {
		const text = formatOf(file).render(report, readPageParts, options);
		try {
			await mkdir(dirname(file), { recursive: true });
			await writeFile(file, text);
		} catch (error) {
			throw new PlangateError({
				kind: "usage",
				place: `${place} ${file}`,
				problem: `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`,
				remedy: "Name a file in a folder that you may write to.",
				cause: error
			});
		}
	}
}

export { onInterruption as i, terminalProgress as n, Interruption as r, writeReports as t };