import { c as renderJunit, d as exitCode, h as parseArguments, i as reportSchema, l as renderJson, n as renderTerminal, o as renderSarif, p as silent, s as renderMarkdown, t as run } from "./chunks/run.js";
import { y as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };