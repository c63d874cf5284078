import { c as renderJson, f as parseArguments, i as reportSchema, l as exitCode, n as renderTerminal, o as renderMarkdown, t as run, u as silent } from "./chunks/run.js";
import { y as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderMarkdown, renderTerminal, reportSchema, run, silent, version };