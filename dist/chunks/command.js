import { A as readQueryFile, D as findFindings, E as describeReason, F as compare, G as quoted, H as parseArguments, I as readPlan, K as readCatalogue, L as planWork, M as byCost, O as withCalls, R as silent, S as explanationsJson, T as exitCode, U as defaultPolicy, V as readConfig, W as didYouMean, a as reach, c as measure, f as renderRule, i as translateError, j as rules, k as readQueries, l as buildHead, m as renderExplanations, n as openWorkspace, o as resolveParameters, p as renderRules, r as tryIndexes, s as pairCases, t as run, u as renderTerminal, w as unusedIgnores, z as readPolicy } from "./run.js";
import { S as _usingCtx, m as describeError, p as PlangateError, r as significantTokens } from "./postgres.js";
import { i as onInterruption, n as terminalProgress, r as Interruption, t as writeReports } from "./write-reports.js";
import { t as version } from "./version.js";
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, relative, resolve } from "node:path";

// src/explain-query.ts
/**
* Runs queries, registered or not, on head alone, built as a check would build it, and says what the rules see. A second, shorter
* conductor beside run.ts: nothing is compared, so nothing is sampled for the sake of statistics.
* Throws a PlangateError, or the signal's reason.
*/
async function explainQuery(request) {
	try {
		var _usingCtx$4 = _usingCtx();
		const { subject, options, environment, progress, signal } = request;
		const { directory, head } = options;
		const workspace = _usingCtx$4.a(await openWorkspace({
			directory,
			base: head ?? "HEAD",
			head,
			event: null,
			token: null,
			environment,
			signal
		}, progress));
		const mustBuild = options.source.kind === "engine";
		const { policy, sources, calls = [] } = await readConfig(workspace.head, options.config, mustBuild);
		const queries = await withCalls(await readQueries(workspace.head, sources.queries), calls);
		const chosen = "query" in subject ? [registered(queries, subject.query)] : await inText(subject, queries, workspace.repository, calls);
		signal.throwIfAborted();
		const reached = _usingCtx$4.a(await reach({
			source: onlyHead(options.source),
			postgres: policy.postgres,
			environment,
			directory: workspace.repository
		}, progress));
		const built = reached.kind === "server" ? await buildHead(reached.server, {
			tree: workspace.head,
			sources
		}, policy, progress, signal, environment) : {
			head: reached.head,
			warnings: []
		};
		const databases = {
			base: null,
			head: built.head,
			twin: null
		};
		const { showValues } = options;
		const pairs = pairCases([], chosen, await resolveParameters([], chosen, databases, showValues));
		const few = {
			samples: 1,
			samplesWanted: () => 0,
			isClear: () => true
		};
		const results = await measure(pairs, databases, {
			...policy,
			...few,
			showValues
		}, progress, signal);
		signal.throwIfAborted();
		const comparisons = results.map((result) => compare(result, policy.tolerances));
		const catalogue = await catalogueOf(built.head);
		const seen = await findFindings({
			comparisons,
			catalogues: {
				base: { tables: [] },
				head: catalogue
			},
			rules: policy.rules,
			hasBase: false
		});
		const server = reached.kind === "server" ? reached.server : null;
		const grounds = {
			head: built.head,
			server,
			catalogue
		};
		const findings = await tryIndexes(seen, comparisons, grounds, {
			...policy,
			showValues
		}, signal);
		return {
			explanations: results.map((result) => {
				const { query, parameters } = result.case;
				return {
					...measuredOn(result),
					name: query.name,
					parameters,
					place: {
						file: query.file,
						line: query.line
					},
					findings: findingsOf(query.name, parameters, findings)
				};
			}),
			warnings: [
				...reached.instance.warnings,
				...built.warnings,
				...unusedIgnores(comparisons, seen, policy.rules).map(describeReason)
			]
		};
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
/** What is said of one plan: what is switched off is a matter of the schema, and of every plan. */
function findingsOf(query, parameters, findings) {
	return findings.filter((finding) => finding.severity !== "off" && (finding.rule === "forced-plan" || finding.query === query && finding.parameters === parameters));
}
function registered(queries, name) {
	const found = queries.find((query) => query.name === name);
	if (found !== void 0) return found;
	const names = queries.map((query) => query.name);
	throw new PlangateError({
		kind: "usage",
		place: "plangate explain",
		problem: `${quoted(name)} is neither a file nor a registered query.`,
		remedy: `${didYouMean(name, names)}Give the name that stands in the query file, behind "-- name:", or a file with a plan.`
	});
}
/** The registered queries of a file; of any other text those that it holds. */
async function inText({ file, text }, queries, repository, calls) {
	const path = file === null ? "standard input" : relative(await realpath(repository), await realpath(file));
	const known = queries.filter((query) => query.file === path);
	if (known.length > 0) return known;
	const found = await withCalls(await readQueryFile(path, text), calls);
	if (found.length > 0) return found;
	throw new PlangateError({
		kind: "usage",
		place: path,
		problem: "This holds neither a plan nor a statement.",
		remedy: "Name a file that holds what EXPLAIN printed, a query file or a registered query."
	});
}
/** Of two databases that are given, base's is not needed. */
function onlyHead(source) {
	return source.kind === "two-urls" ? {
		kind: "url",
		isReadOnly: true,
		...source.head
	} : source;
}
async function catalogueOf(database) {
	try {
		var _usingCtx3 = _usingCtx();
		const session = _usingCtx3.a(await database.connect({ applicationName: "plangate catalogue" }));
		return await readCatalogue(session);
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}
function measuredOn({ sides, case: { query } }) {
	const { head } = sides;
	if (head.kind === "measured") return head.measurement;
	const place = `${query.file}:${query.line}`;
	if (head.kind === "failed") {
		const { message, code, hint } = head.failure;
		throw new PlangateError({
			kind: "query",
			place,
			problem: `The query failed: ${message}${code === null ? "" : ` (${code})`}.`,
			remedy: "There is no plan to explain: correct the statement or its parameters.",
			...hint === null ? {} : { details: `HINT: ${hint}` }
		});
	}
	throw new PlangateError({
		kind: "query",
		place,
		problem: `The query was not run: ${head.kind === "skipped" ? head.reason : "it is not registered"}.`,
		remedy: "There is no plan to explain. Take an engine that may build a database."
	});
}

// src/lone-plan.ts
/**
* A plan that came without its statement, its schema and anything to compare it with, as a case of head alone: what its
* tree counts is its work, and its one execution the only sample.
*/
function lonePlan(plan, name) {
	const work = planWork(plan);
	const measurement = {
		work,
		workSamples: [work],
		workSource: "plan",
		latency: plan.executionTime === null ? [] : [plan.executionTime],
		latencyAgain: [],
		planning: plan.planningTime === null ? [] : [plan.planningTime],
		plan,
		explain: "",
		nested: []
	};
	return compare({
		case: {
			query: {
				name,
				file: "",
				line: 1,
				text: "",
				sql: "",
				parameters: [],
				sets: [],
				parametersFrom: null,
				budget: {},
				tags: [],
				lines: {},
				results: null
			},
			parameters: "",
			values: []
		},
		textChanged: false,
		sides: {
			base: { kind: "no-side" },
			head: {
				kind: "measured",
				measurement
			}
		},
		twin: { kind: "no-side" }
	}, defaultPolicy.tolerances);
}

// src/explain-command.ts
/** Bytes. V8 holds no longer text, and no plan that anybody could read comes near it. */
const largestFile = 268435456;
/**
* `plangate explain`: a plan on stdout, with what is costly in it and what the rules see. Returns the exit code: 0
* whatever is found, 2 when there is no plan, 130 and 143 for signals. Other errors are thrown.
*/
async function explainCommand(process, command, colour) {
	const { subject } = command;
	const file = resolve(process.cwd(), subject);
	if (subject === "-") {
		const text = await standardInput(process);
		if (isStatement(text)) return await query(process, command, colour, {
			file: null,
			text
		});
		return show(process, command.asJson, colour, {
			explanations: [await alone(text, "-")],
			warnings: []
		});
	}
	if (await isFile(file)) {
		const text = await textOf(file, subject);
		if (extname(file) === ".sql" && !isPlan(text)) return await query(process, command, colour, {
			file,
			text
		});
		return show(process, command.asJson, colour, {
			explanations: [await alone(text, subject)],
			warnings: []
		});
	}
	if (/[\\/]|\.(?:json|txt|log|sql|plan|out)$/i.test(subject)) throw noFile(subject, "There is no such file");
	return await query(process, command, colour, { query: subject });
}
const firstWords = /* @__PURE__ */ new Set([
	"select",
	"with",
	"values",
	"table",
	"insert",
	"update",
	"delete",
	"merge"
]);
/** Whether it begins as a statement; a plan of one may begin with `Insert on …`, and has costs, or is JSON. */
function isStatement(text) {
	const [first] = significantTokens(text);
	if (first === void 0 || /\(cost=|\(actual /.test(text)) return false;
	const word = text.slice(first.start, first.end).toLowerCase();
	return (word === "(" || firstWords.has(word)) && !isPlan(text);
}
/** What is thought of a plan that came without anything else. */
async function alone(text, name) {
	const source = name === "-" ? "standard input" : name;
	const plan = readPlan(text, source);
	const findings = await findFindings({
		comparisons: [lonePlan(plan, source)],
		catalogues: {
			base: { tables: [] },
			head: { tables: [] }
		},
		rules: defaultPolicy.rules,
		hasBase: false
	});
	const seen = findingsOf(source, "", findings);
	return {
		name: source,
		parameters: "",
		place: null,
		plan,
		work: planWork(plan),
		findings: seen
	};
}
/** Some keep what `psql -o` wrote under any name. */
function isPlan(text) {
	try {
		readPlan(text, "");
		return true;
	} catch (error) {
		if (error instanceof PlangateError) return false;
		throw error;
	}
}
async function query(process, { options, asJson }, colour, subject) {
	try {
		var _usingCtx$3 = _usingCtx();
		const controller = new AbortController();
		_usingCtx$3.u(onInterruption(process, controller));
		const signal = AbortSignal.any([controller.signal, AbortSignal.timeout(options.timeLimit)]);
		const spoken = terminalProgress(process.stderr, () => performance.now());
		const progress = options.quiet ? silent : spoken;
		try {
			const explained = await explainQuery({
				subject,
				options: {
					...options,
					directory: resolve(process.cwd(), options.directory)
				},
				environment: process.env,
				progress,
				signal
			});
			if (!asJson) for (const warning of explained.warnings) spoken.info(warning);
			return show(process, asJson, colour, explained);
		} catch (error) {
			const cause = controller.signal.aborted ? controller.signal.reason : translateError(error).error;
			if (!(cause instanceof Interruption)) throw signal.aborted ? tooLong() : cause;
			process.stderr.write(`plangate: ${describeError(cause)}\n`);
			return cause.exitCode;
		}
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		_usingCtx$3.d();
	}
}
function show(process, asJson, colour, { explanations, warnings }) {
	const sorted = explanations.map((each) => ({
		...each,
		findings: each.findings.toSorted(byCost)
	}));
	const { stdout, env } = process;
	const columns = stdout.columns ?? (Number(env.COLUMNS) || null);
	const text = asJson ? explanationsJson(sorted, warnings, version) : renderExplanations(sorted, {
		colour,
		width: columns ?? 100,
		planWidth: columns
	});
	stdout.write(text);
	return exitCode("pass");
}
async function isFile(path) {
	return (await stat(path).catch(() => null))?.isFile() === true;
}
async function textOf(path, name) {
	const { size } = await stat(path);
	if (size > largestFile) throw noFile(name, "The file is larger than 256 MB");
	try {
		return decoded(await readFile(path));
	} catch (error) {
		throw noFile(name, `The file could not be read: ${error instanceof Error ? error.message : String(error)}`);
	}
}
async function standardInput({ stdin, stderr }) {
	if (stdin.isTTY === true) stderr.write("plangate: paste the plan, then press Ctrl-D.\n");
	const chunks = [];
	let size = 0;
	for await (const chunk of stdin) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > largestFile) throw noFile("standard input", "It holds more than 256 MB");
		chunks.push(bytes);
	}
	return decoded(Buffer.concat(chunks));
}
/** UTF-8, or the UTF-16 that PowerShell's `>` writes. */
function decoded(bytes) {
	const isWide = bytes[0] === 255 && bytes[1] === 254;
	return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes);
}
function noFile(name, problem) {
	return new PlangateError({
		kind: "usage",
		place: name,
		problem: `${problem}.`,
		remedy: "Name a file that holds what EXPLAIN printed, a query file or a registered query."
	});
}
function tooLong() {
	return new PlangateError({
		kind: "time-limit",
		place: "--time-limit",
		problem: "The query was not explained in the time that there is.",
		remedy: "Raise the limit, or seed less data."
	});
}

// src/rules-command.ts
/** `plangate rules`: all rules, or the page of one, as this repository has them in force. Returns the exit code. */
async function rulesCommand(process, command, colour) {
	const { stdout, env } = process;
	const known = Object.values(rules).map(({ id }) => id);
	const id = known.find((each) => each === command.rule);
	if (command.rule !== null && id === void 0) throw new PlangateError({
		kind: "usage",
		place: "plangate rules",
		problem: `${quoted(command.rule)} is not a rule.`,
		remedy: `${didYouMean(command.rule, known)}plangate rules lists them.`
	});
	const inForce = await rulesInForce(process, command);
	const options = {
		colour,
		width: stdout.columns ?? (Number(env.COLUMNS) || 100)
	};
	stdout.write(id === void 0 ? renderRules(inForce, options) : renderRule(id, inForce, options));
	return 0;
}
/** What plangate.yml says in the working tree; the defaults where there is none, and outside of a repository. */
async function rulesInForce(process, { directory, config }) {
	try {
		try {
			var _usingCtx$2 = _usingCtx();
			const workspace = _usingCtx$2.a(await openWorkspace({
				directory: resolve(process.cwd(), directory),
				base: "HEAD",
				head: null,
				event: null,
				token: null,
				environment: process.env,
				signal: new AbortController().signal
			}, silent));
			const { file, policy } = await readPolicy(workspace.head, config);
			return {
				file,
				rules: policy.rules
			};
		} catch (_) {
			_usingCtx$2.e = _;
		} finally {
			await _usingCtx$2.d();
		}
	} catch (error) {
		if (!(error instanceof PlangateError && error.kind === "repository" && directory === ".")) throw error;
		return {
			file: null,
			rules: defaultPolicy.rules
		};
	}
}

// src/command.ts
/**
* The command line. The terminal report goes to stdout, with the error if there was one; progress goes to stderr, and
* so do errors of the command line itself.
* Returns the exit code: 0 for pass and warn, 1 for fail, 2 when plangate could not do its job, 130 and 143 for signals.
*/
async function main(process) {
	try {
		const command = parseArguments(process.argv.slice(2), process.env);
		if (command.command === "version") process.stdout.write(`${version}\n`);
		else if (command.command === "help") process.stdout.write(command.text);
		else if (command.command === "explain") return await explainCommand(process, command, wantsColour(process));
		else if (command.command === "rules") return await rulesCommand(process, command, wantsColour(process));
		else return await check(process, command.options);
		return 0;
	} catch (error) {
		process.stderr.write(`plangate: ${describeError(error)}\n`);
		return exitCode("error");
	}
}
async function check(process, options) {
	try {
		var _usingCtx$1 = _usingCtx();
		const controller = new AbortController();
		_usingCtx$1.u(onInterruption(process, controller));
		const { report, error } = await run({
			options: {
				...options,
				directory: resolve(process.cwd(), options.directory)
			},
			event: null,
			token: null,
			skipUnchanged: false,
			environment: process.env,
			progress: options.quiet ? silent : terminalProgress(process.stderr, () => performance.now()),
			today: /* @__PURE__ */ new Date(),
			signal: controller.signal
		});
		const files = options.reports.map((file) => resolve(process.cwd(), file));
		await writeReports(report, files, "--report");
		process.stdout.write(renderTerminal(report, {
			colour: wantsColour(process),
			width: process.stdout.columns ?? (Number(process.env.COLUMNS) || 100)
		}));
		if (error instanceof Interruption) return error.exitCode;
		return exitCode(report.verdict);
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** Source: https://no-color.org and FORCE_COLOR as Node itself reads it. */
function wantsColour({ env, stdout }) {
	if (env.FORCE_COLOR !== void 0) return env.FORCE_COLOR !== "0";
	return stdout.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}

export { main };