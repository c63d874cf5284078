import { C as exitCode, N as silent, R as parseArguments, _ as renderMarkdown, g as renderSarif, l as renderTerminal, m as reportSchema, t as run, v as renderJunit, y as renderJson } from "./chunks/run.js";
import { C as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };