import { H as parseArguments, R as silent, T as exitCode, _ as renderSarif, b as renderJson, h as reportSchema, t as run, u as renderTerminal, v as renderMarkdown, y as renderJunit } from "./chunks/run.js";
import { p as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };