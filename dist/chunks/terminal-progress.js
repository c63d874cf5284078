import { m as killAllServers } from "./postgres.js";
import { constants } from "node:os";

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

export { Interruption as n, onInterruption as r, terminalProgress as t };