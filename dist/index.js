import { _ as parseArguments, c as renderJunit, f as exitCode, h as silent, i as reportSchema, l as renderJson, n as renderTerminal, o as renderSarif, s as renderMarkdown, t as run } from "./chunks/run.js";
import { y as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };