import { B as parseArguments, F as silent, _ as renderSarif, b as renderJson, h as reportSchema, t as run, u as renderTerminal, v as renderMarkdown, w as exitCode, y as renderJunit } from "./chunks/run.js";
import { w as PlangateError } from "./chunks/postgres.js";
import { t as version } from "./chunks/version.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderJunit, renderMarkdown, renderSarif, renderTerminal, reportSchema, run, silent, version };