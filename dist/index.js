import { N as silent, R as parseArguments, b as exitCode, d as reportSchema, g as renderJson, h as renderJunit, m as renderMarkdown, o as renderTerminal, p as renderSarif, t as run } from "./chunks/run.js";
import { C as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };