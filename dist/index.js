import { c as exitCode, d as parseArguments, i as reportSchema, l as silent, n as renderTerminal, o as renderMarkdown, s as renderJson, t as run } from "./chunks/run-D_XmNve0.js";
import { s as PlangateError } from "./chunks/postgres-Baz3POB8.js";
import { t as version } from "./chunks/version-BP9seRDM.js";

export { PlangateError, exitCode, parseArguments, renderJson, renderMarkdown, renderTerminal, reportSchema, run, silent, version };