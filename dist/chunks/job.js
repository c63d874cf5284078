import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { B as readInputs, C as errorReport, N as annotationsOf, P as isJudged, R as silent, T as exitCode, d as renderSummary, h as reportSchema, t as run, u as renderTerminal, v as renderMarkdown, x as plainHeadline } from "./run.js";
import { S as _usingCtx, m as describeError, p as PlangateError } from "./postgres.js";
import { c as notice, d as setSecret, f as warning, l as setFailed, n as require_light, o as error, p as summary, r as getOctokit, s as info, t as retry, u as setOutput } from "./dist-bundle.js";
import { i as onInterruption, n as terminalProgress, r as Interruption, t as writeReports } from "./write-reports.js";
import { t as version } from "./version.js";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readFileSync } from "node:fs";
import { createHash, randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";

// src/config/secrets-of.ts
/** Passwords that everybody uses for a server that holds nothing: hiding them would hide half of every log. */
const openSecrets = /* @__PURE__ */ new Set([
	"postgres",
	"password",
	"test",
	"root"
]);
/** What must not be seen of where the databases come from: the URLs, and the passwords in them as typed and as sent. */
function secretsOf(source) {
	switch (source.kind) {
		case "engine": return [];
		case "url": return inUrl(source.url);
		case "two-urls": return [...inUrl(source.base.url), ...inUrl(source.head.url)];
	}
}
function inUrl(url) {
	const password = /^[^:]*:\/\/[^/]*?:(.*)@/.exec(url)?.[1] ?? "";
	return [
		url,
		password,
		decoded(password)
	].filter((text) => text.length > 3 && !openSecrets.has(text));
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

// src/github/artifact-service.ts
/**
* Which artifact service the job has. Runners give the address and a token of it to actions, and to no other step.
*
* @param environment the process' environment
*/
function artifactServiceOf(environment) {
	const serverUrl = environment.GITHUB_SERVER_URL || "https://github.com";
	const kind = hasResults(serverUrl) ? "results" : "pipelines";
	const missing = [
		"ACTIONS_RUNTIME_TOKEN",
		kind === "results" ? "ACTIONS_RESULTS_URL" : "ACTIONS_RUNTIME_URL",
		"GITHUB_REPOSITORY",
		"GITHUB_RUN_ID"
	].filter((name) => !environment[name]);
	if (missing.length > 0) return {
		kind: "none",
		why: `This runner keeps no artifacts: ${missing.join(" and ")} not set.`
	};
	return {
		kind,
		runUrl: `${serverUrl}/${environment.GITHUB_REPOSITORY}/actions/runs/${environment.GITHUB_RUN_ID}`
	};
}
/** As @actions/artifact tells a GitHub Enterprise Server, which it refuses, from the rest. */
function hasResults(serverUrl) {
	const { hostname } = new URL(serverUrl);
	return hostname === "github.com" || hostname.endsWith(".ghe.com") || hostname.endsWith(".localhost");
}

// src/github/masks-only.ts
/** One workflow command alone on its line, its text escaped by @actions/core. */
const command = /^::(?:add-mask|debug)::[^\r\n]*\r?\n$/;
/**
* Until it is disposed, `stdout` takes only the commands that hide a secret or help to find a fault. The packages that
* upload say a dozen lines otherwise, file names and other people's error messages among them.
*/
function masksOnly(stdout) {
	const { write } = stdout;
	const filtered = (text, ...rest) => Reflect.apply(write, stdout, [typeof text === "string" && command.test(text) ? text : "", ...rest]);
	stdout.write = filtered;
	return { [Symbol.dispose]: () => {
		stdout.write = write;
	} };
}

// src/github/artifact.ts
/**
* Uploads an artifact of the run, in the place of one that bears its name. Loads the package for it only then. The packages
* read process.env themselves, so this does too.
*
* @throws PlangateError (github) when the service would not have it
*/
async function uploadArtifact(request) {
	try {
		var _usingCtx$2 = _usingCtx();
		const service = artifactServiceOf(process.env);
		if (service.kind === "none") return service;
		const { name, folder, retentionDays } = request;
		const files = request.files.map((file) => join(folder, file));
		const options = retentionDays === void 0 ? {} : { retentionDays };
		_usingCtx$2.u(masksOnly(process.stdout));
		try {
			if (service.kind === "pipelines") {
				await toPipelines(name, files, folder, options);
				return {
					kind: "uploaded",
					id: null,
					url: service.runUrl
				};
			}
			const id = await toResults(name, files, folder, options);
			return {
				kind: "uploaded",
				id,
				url: `${service.runUrl}/artifacts/${id}`
			};
		} catch (error) {
			throw refused(name, error);
		}
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		_usingCtx$2.d();
	}
}
/** Returns the artifact's id. */
async function toResults(name, files, folder, options) {
	const { DefaultArtifactClient } = await import("./artifact.js");
	const client = new DefaultArtifactClient();
	const upload = async () => {
		const { id } = await client.uploadArtifact(name, files, folder, options);
		if (id === void 0) throw new Error("the service told no id");
		return id;
	};
	try {
		return await upload();
	} catch (error) {
		if (!isTaken(error)) throw error;
		await client.deleteArtifact(name);
		return await upload();
	}
}
/** The older service takes a name twice, and the later file of two that bear the same. */
async function toPipelines(name, files, folder, options) {
	const { create } = await import("./artifact-client.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const { failedItems } = await create().uploadArtifact(name, files, folder, {
		...options,
		continueOnError: false
	});
	if (failedItems.length > 0) throw new Error(`${failedItems.length} of ${files.length} files were not taken`);
}
function isTaken(error) {
	return error instanceof Error && /\(409\)|already exists/.test(error.message);
}
function refused(name, error) {
	const message = error instanceof Error ? error.message : String(error);
	const isFull = /quota/i.test(message);
	return new PlangateError({
		kind: "github",
		place: `artifact ${name}`,
		problem: `The reports could not be uploaded: ${message.trim().replace(/\.$/, "")}.`,
		remedy: isFull ? "Delete old artifacts or keep them for fewer days, or set the input \"artifact\" to false." : "Run the job again; if it stays so, set the input \"artifact\" to false.",
		cause: error
	});
}

// src/github/artifact-name.ts
/** What both artifact services, GitHub's pages and every file system take as it is. */
const plain = /^[A-Za-z0-9](?:[A-Za-z0-9._ ()-]{0,78}[A-Za-z0-9)])?$/;
/** How a name ends that this file has made. */
const made = /-[0-9a-f]{12}$/;
/**
* The artifact's name for a gate called `name`: the same where that is plain, otherwise what is plain of it and a digest,
* so that two gates never share one. GitHub takes no `" : < > | * ? \ /` and no line breaks.
*/
function artifactName(name) {
	if (plain.test(name) && !made.test(name)) return name;
	const trimmed = name.slice(0, 60).replace(/[^A-Za-z0-9._]+/g, "-").replace(/^[._-]+|[._-]+$/g, "");
	const digest = createHash("sha256").update(name).digest("hex").slice(0, 12);
	return `${trimmed === "" ? "plangate" : trimmed}-${digest}`;
}

// src/github/check-run.ts
/** GitHub's limit for `output.summary`, in characters. */
const checkTextLimit = 65535;
/** GitHub's limit for one request. Source: https://docs.github.com/en/rest/checks/runs */
const batch = 50;
/** Enough for every reader; the report has the others. Each further batch costs a request. */
const mostAnnotations = 100;
/** GitHub's limits for one annotation: 255 characters, 64 kB. */
const longestTitle = 255;
const longestMessage = 16e3;
/**
* Writes a completed check run, its annotations in batches. Needs `checks: write`.
* Returns the address of its page; null when GitHub gives none.
*/
async function writeCheckRun(octokit, repository, check) {
	const annotations = check.annotations.slice(0, mostAnnotations).map(annotation);
	const title = cut(check.title, longestTitle);
	const output = (from) => ({
		title,
		summary: check.summary,
		annotations: annotations.slice(from, from + batch)
	});
	const { data } = await octokit.rest.checks.create({
		...repository,
		name: check.name,
		head_sha: check.headSha,
		status: "completed",
		conclusion: check.conclusion,
		details_url: check.detailsUrl,
		output: output(0)
	});
	for (let from = batch; from < annotations.length; from += batch) await octokit.rest.checks.update({
		...repository,
		check_run_id: data.id,
		output: output(from)
	});
	return data.html_url;
}
function annotation({ level, file, line, column, title, message }) {
	return {
		path: file,
		start_line: line,
		end_line: line,
		...column === null ? {} : {
			start_column: column,
			end_column: column
		},
		annotation_level: level,
		title: cut(title, longestTitle),
		message: cut(message, longestMessage)
	};
}
/** Never through a character that takes two code units. */
function cut(text, limit) {
	const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? "") ? limit - 1 : limit;
	return text.slice(0, end);
}

// node_modules/@octokit/plugin-throttling/dist-bundle/index.js
var import_light = /* @__PURE__ */ __toESM(require_light(), 1);
var VERSION = "0.0.0-development";
var noop = () => Promise.resolve();
function wrapRequest(state, request, options) {
	return state.retryLimiter.schedule(doRequest, state, request, options);
}
async function doRequest(state, request, options) {
	const { pathname } = new URL(options.url, "http://github.test");
	const isAuth = isAuthRequest(options.method, pathname);
	const isWrite = !isAuth && options.method !== "GET" && options.method !== "HEAD";
	const isSearch = options.method === "GET" && pathname.startsWith("/search/");
	const isGraphQL = pathname.startsWith("/graphql");
	const jobOptions = ~~request.retryCount > 0 ? {
		priority: 0,
		weight: 0
	} : {};
	if (state.clustering) jobOptions.expiration = 6e4;
	if (isWrite || isGraphQL) await state.write.key(state.id).schedule(jobOptions, noop);
	if (isWrite && state.triggersNotification(pathname)) await state.notifications.key(state.id).schedule(jobOptions, noop);
	if (isSearch) await state.search.key(state.id).schedule(jobOptions, noop);
	const req = (isAuth ? state.auth : state.global).key(state.id).schedule(jobOptions, request, options);
	if (isGraphQL) {
		const res = await req;
		if (res.data.errors != null && res.data.errors.some((error) => error.type === "RATE_LIMITED")) throw Object.assign(/* @__PURE__ */ new Error("GraphQL Rate Limit Exceeded"), {
			response: res,
			data: res.data
		});
	}
	return req;
}
function isAuthRequest(method, pathname) {
	return method === "PATCH" && /^\/applications\/[^/]+\/token\/scoped$/.test(pathname) || method === "POST" && (/^\/applications\/[^/]+\/token$/.test(pathname) || /^\/app\/installations\/[^/]+\/access_tokens$/.test(pathname) || pathname === "/login/oauth/access_token");
}
var triggers_notification_paths_default = [
	"/orgs/{org}/invitations",
	"/orgs/{org}/invitations/{invitation_id}",
	"/orgs/{org}/teams/{team_slug}/discussions",
	"/orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments",
	"/repos/{owner}/{repo}/collaborators/{username}",
	"/repos/{owner}/{repo}/commits/{commit_sha}/comments",
	"/repos/{owner}/{repo}/issues",
	"/repos/{owner}/{repo}/issues/{issue_number}/comments",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issue",
	"/repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority",
	"/repos/{owner}/{repo}/pulls",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments",
	"/repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
	"/repos/{owner}/{repo}/pulls/{pull_number}/merge",
	"/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
	"/repos/{owner}/{repo}/pulls/{pull_number}/reviews",
	"/repos/{owner}/{repo}/releases",
	"/teams/{team_id}/discussions",
	"/teams/{team_id}/discussions/{discussion_number}/comments"
];
function routeMatcher(paths) {
	const regex2 = `^(?:${paths.map((path) => path.split("/").map((c) => c.startsWith("{") ? "(?:.+?)" : c).join("/")).map((r) => `(?:${r})`).join("|")})[^/]*$`;
	return new RegExp(regex2, "i");
}
var regex = routeMatcher(triggers_notification_paths_default);
var triggersNotification = regex.test.bind(regex);
var groups = {};
var createGroups = function(Bottleneck, common) {
	groups.global = new Bottleneck.Group({
		id: "octokit-global",
		maxConcurrent: 10,
		...common
	});
	groups.auth = new Bottleneck.Group({
		id: "octokit-auth",
		maxConcurrent: 1,
		...common
	});
	groups.search = new Bottleneck.Group({
		id: "octokit-search",
		maxConcurrent: 1,
		minTime: 2e3,
		...common
	});
	groups.write = new Bottleneck.Group({
		id: "octokit-write",
		maxConcurrent: 1,
		minTime: 1e3,
		...common
	});
	groups.notifications = new Bottleneck.Group({
		id: "octokit-notifications",
		maxConcurrent: 1,
		minTime: 3e3,
		...common
	});
};
function throttling(octokit, octokitOptions) {
	const { enabled = true, Bottleneck = import_light.default, id = "no-id", timeout = 12e4, connection } = octokitOptions.throttle || {};
	if (!enabled) return {};
	const common = { timeout };
	if (typeof connection !== "undefined") common.connection = connection;
	const state = Object.assign({
		clustering: connection != null,
		triggersNotification,
		fallbackSecondaryRateRetryAfter: 60,
		retryAfterBaseValue: 1e3,
		id
	}, octokitOptions.throttle);
	if (typeof state.onSecondaryRateLimit !== "function" || typeof state.onRateLimit !== "function") throw new Error(`octokit/plugin-throttling error:
        You must pass the onSecondaryRateLimit and onRateLimit error handlers.
        See https://octokit.github.io/rest.js/#throttling

        const octokit = new Octokit({
          throttle: {
            onSecondaryRateLimit: (retryAfter, options) => {/* ... */},
            onRateLimit: (retryAfter, options) => {/* ... */}
          }
        })
    `);
	let initialized = false;
	const initializeBottleneck = () => {
		if (initialized) return;
		initialized = true;
		if (groups.global == null) createGroups(Bottleneck, common);
		state.global = state.global ?? groups.global;
		state.auth = state.auth ?? groups.auth;
		state.search = state.search ?? groups.search;
		state.write = state.write ?? groups.write;
		state.notifications = state.notifications ?? groups.notifications;
		state.retryLimiter = state.retryLimiter ?? new Bottleneck();
		const events = {};
		const emitter = new Bottleneck.Events(events);
		events.on("secondary-limit", state.onSecondaryRateLimit);
		events.on("rate-limit", state.onRateLimit);
		events.on("error", (e) => octokit.log.warn("Error in throttling-plugin limit handler", e));
		state.retryLimiter.on("failed", async function(error, info) {
			const [state2, request, options] = info.args;
			const { pathname } = new URL(options.url, "http://github.test");
			if (!(pathname.startsWith("/graphql") && error.status !== 401 || error.status === 403 || error.status === 429)) return;
			const retryCount = ~~request.retryCount;
			request.retryCount = retryCount;
			options.request.retryCount = retryCount;
			const { wantRetry, retryAfter = 0 } = await (async function() {
				if (/\bsecondary rate\b/i.test(error.message)) {
					const retryAfter2 = Number(error.response.headers["retry-after"]) || state2.fallbackSecondaryRateRetryAfter;
					return {
						wantRetry: await emitter.trigger("secondary-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				if (error.response.headers != null && error.response.headers["x-ratelimit-remaining"] === "0" || (error.response.data?.errors ?? []).some((error2) => error2.type === "RATE_LIMITED")) {
					const rateLimitReset = (/* @__PURE__ */ new Date(~~error.response.headers["x-ratelimit-reset"] * 1e3)).getTime();
					const retryAfter2 = Math.max(Math.ceil((rateLimitReset - Date.now()) / 1e3) + 1, 0);
					return {
						wantRetry: await emitter.trigger("rate-limit", retryAfter2, options, octokit, retryCount),
						retryAfter: retryAfter2
					};
				}
				return {};
			})();
			if (wantRetry) {
				request.retryCount++;
				return retryAfter * state2.retryAfterBaseValue;
			}
		});
	};
	octokit.hook.wrap("request", (request, options) => {
		initializeBottleneck();
		return wrapRequest(state, request, options);
	});
	return {};
}
throttling.VERSION = VERSION;
throttling.triggersNotification = triggersNotification;

// src/github/client.ts
/** How often a request is repeated that GitHub put off. */
const mostRetries = 2;
/** s: a limit that lasts longer is somebody else's load, and no reason to keep a job waiting. */
const longestWait = 60;
/**
* A client that repeats what may work the next time: 5xx answers and lost connections three times, and what a primary or
* secondary rate limit puts off by up to a minute.
* Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
*/
function connect({ apiUrl, token, patience = 1e3 }) {
	const again = (retryAfter, _options, _octokit, retryCount) => retryCount < mostRetries && retryAfter <= longestWait;
	return getOctokit(token, {
		baseUrl: apiUrl,
		retry: { retryAfterBaseValue: patience },
		throttle: {
			onRateLimit: again,
			onSecondaryRateLimit: again,
			retryAfterBaseValue: patience,
			write: new import_light.default.Group({ maxConcurrent: 1 }),
			notifications: new import_light.default.Group({ maxConcurrent: 1 })
		},
		log: {
			debug() {},
			info() {},
			warn() {},
			error() {}
		}
	}, retry, throttling);
}

// src/github/comment.ts
/** GitHub's limit for the body of a comment, in characters. */
const commentLimit = 65536;
/**
* Keeps one comment of this gate on the pull request: edits the one that is there, writes one if `post` says so,
* otherwise none. It is recognised by its marker and its author, through all pages.
* Sources: https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/graphql/reference/queries
*/
async function keepComment(octokit, repository, request) {
	const existing = await findComment(octokit, repository, request);
	if (existing === null && !request.post) return "none";
	const before = existing === null ? null : stateOf(existing.body);
	const fixed = request.verdict === "pass" && (before === "fail" || before === "error" || before === "fixed");
	const marker = commentMarker(request.name, fixed ? "fixed" : request.verdict);
	const body = `${marker}\n${request.render({
		fixed,
		limit: commentLimit - marker.length - 1
	})}`;
	if (existing?.body === body) return "unchanged";
	if (await isOutdated(octokit, repository, request)) return "outdated";
	if (existing === null) {
		await octokit.rest.issues.createComment({
			...repository,
			issue_number: request.pullRequest,
			body
		});
		return "created";
	}
	await octokit.rest.issues.updateComment({
		...repository,
		comment_id: existing.id,
		body
	});
	return "updated";
}
/** A run of an older commit may end last, or be run again. */
async function isOutdated(octokit, repository, { pullRequest, headSha }) {
	if (headSha === null) return false;
	const { data } = await octokit.rest.pulls.get({
		...repository,
		pull_number: pullRequest
	});
	return data.head.sha !== headSha;
}
/** Hidden on the comment's first line; an HTML comment, which GitHub keeps and does not show. */
function commentMarker(name, state) {
	return `${markerOf(name)}${state} -->`;
}
/** `--` would end the comment, and any other character might be mistaken for one of the marker's own. */
function markerOf(name) {
	return `<!-- plangate ${encodeURIComponent(name.toWellFormed()).replace(/[-!'()*]/g, hex)} `;
}
function hex(character) {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
function stateOf(body) {
	return /^<!-- plangate \S+ (\w+) -->/.exec(body)?.[1];
}
async function findComment(octokit, repository, { pullRequest, name }) {
	const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
		...repository,
		issue_number: pullRequest,
		per_page: 100
	});
	let author = null;
	for await (const { data } of pages) for (const { id, body, user } of data) {
		if (!body?.startsWith(markerOf(name))) continue;
		author ??= await ownLogin(octokit);
		if (withoutBot(user?.login ?? "") === author) return {
			id,
			body
		};
	}
	return null;
}
/** Who the token speaks as. An installation token may not ask REST's /user, but GraphQL's viewer answers. */
async function ownLogin(octokit) {
	const { viewer } = await octokit.graphql("query { viewer { login } }");
	return withoutBot(viewer.login);
}
/** REST writes `github-actions[bot]` where GraphQL may write `github-actions`. */
function withoutBot(login) {
	return login.replace(/\[bot\]$/, "");
}

// src/github/event.ts
/**
* Reads GITHUB_* and the event file.
* Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
*
* @param environment the process' environment
* @param read gives the text of the event file
* @throws PlangateError (usage) outside of a job, and for `pull_request_target`
*/
function readJob(environment, read) {
	const name = required(environment, "GITHUB_EVENT_NAME");
	if (name === "pull_request_target") throw foreignCode(name);
	const [owner = "", repository = ""] = required(environment, "GITHUB_REPOSITORY").split("/");
	const payload = parse$1(required(environment, "GITHUB_EVENT_PATH"), read);
	const repositoryUrl = `${environment.GITHUB_SERVER_URL ?? "https://github.com"}/${owner}/${repository}`;
	return {
		owner,
		repository,
		apiUrl: environment.GITHUB_API_URL ?? "https://api.github.com",
		repositoryUrl,
		runUrl: `${repositoryUrl}/actions/runs/${environment.GITHUB_RUN_ID ?? ""}`,
		folder: required(environment, "GITHUB_WORKSPACE"),
		temporary: required(environment, "RUNNER_TEMP"),
		event: {
			name,
			sha: required(environment, "GITHUB_SHA"),
			pullRequest: pullRequest(payload),
			mergeGroup: mergeGroup(payload),
			tag: tag(name, payload),
			before: commit(payload.before),
			defaultBranch: text$1(object$1(payload.repository)?.default_branch)
		},
		payload,
		isFork: isFork(payload, `${owner}/${repository}`),
		headRepository: headRepository(name, payload)
	};
}
/**
* What is measured is run, so it must not come from somebody who may not write to this repository: a `workflow_run` has
* the repository's secrets, whoever wrote the commit that it follows.
*
* @throws PlangateError (github) for a `workflow_run` that follows a commit of another repository
*/
function refuseForeignCode({ owner, repository, headRepository }) {
	if (headRepository === null || isSame(headRepository, `${owner}/${repository}`)) return;
	throw new PlangateError({
		kind: "github",
		place: "on: workflow_run",
		problem: `This run follows a commit of ${headRepository === "" ? "a repository that is gone" : headRepository}, and plangate would run its migrations where this repository's secrets are.`,
		remedy: "Measure in a workflow that is triggered by pull_request; no input allows it here."
	});
}
function pullRequest(payload) {
	const pull = object$1(payload.pull_request);
	const base = object$1(pull?.base);
	const number = pull?.number;
	const baseSha = commit(base?.sha);
	const baseRef = text$1(base?.ref);
	const headSha = commit(object$1(pull?.head)?.sha);
	if (typeof number !== "number" || baseSha === null || baseRef === null || headSha === null) return null;
	return {
		number,
		baseSha,
		baseRef,
		headSha
	};
}
function mergeGroup(payload) {
	const group = object$1(payload.merge_group);
	const baseSha = commit(group?.base_sha);
	const baseRef = text$1(group?.base_ref);
	const headSha = commit(group?.head_sha);
	if (baseSha === null || baseRef === null || headSha === null) return null;
	return {
		baseSha,
		baseRef: baseRef.replace(/^refs\/heads\//, ""),
		headSha
	};
}
function tag(name, payload) {
	if (name === "release") return text$1(object$1(payload.release)?.tag_name);
	const ref = name === "push" ? text$1(payload.ref) : null;
	return /^refs\/tags\/(.+)$/s.exec(ref ?? "")?.[1] ?? null;
}
/** A fork that was deleted has no repository any more. */
function isFork(payload, repository) {
	const pull = object$1(payload.pull_request);
	const head = object$1(object$1(pull?.head)?.repo);
	return pull !== null && !isSame(text$1(head?.full_name) ?? "", repository);
}
/** GitHub's names are the same in upper and lower case. */
function isSame(one, other) {
	return one.toLowerCase() === other.toLowerCase();
}
function headRepository(name, payload) {
	if (name !== "workflow_run") return null;
	return text$1(object$1(object$1(payload.workflow_run)?.head_repository)?.full_name) ?? "";
}
/** A full hash. The zero object id means that there was none, such as for a new branch. */
function commit(value) {
	const sha = text$1(value);
	return sha !== null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) && !/^0+$/.test(sha) ? sha : null;
}
function parse$1(path, read) {
	let found = "no JSON object";
	try {
		const payload = object$1(JSON.parse(read(path)));
		if (payload !== null) return payload;
	} catch (error) {
		found = error instanceof Error ? error.message : String(error);
	}
	throw new PlangateError({
		kind: "github",
		place: "GITHUB_EVENT_PATH",
		problem: `The event file could not be read: ${found}.`,
		remedy: "Run plangate as a step of a GitHub workflow, or use the command line: plangate check."
	});
}
function required(environment, name) {
	const value = environment[name];
	if (value !== void 0 && value !== "") return value;
	throw new PlangateError({
		kind: "github",
		place: name,
		problem: "The variable is not set, so this is not a job of GitHub Actions.",
		remedy: "Run plangate as a step of a GitHub workflow, or use the command line: plangate check."
	});
}
function foreignCode(name) {
	return new PlangateError({
		kind: "github",
		place: `on: ${name}`,
		problem: `plangate runs the migrations of the pull request, and ${name} would hand them the repository's secrets.`,
		remedy: "Trigger the workflow by pull_request."
	});
}
function object$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}
function text$1(value) {
	return typeof value === "string" && value !== "" ? value : null;
}

// src/github/publish/conclusion.ts
/**
* The conclusion of a check that tells what an artifact says. Never `success`: the author of a fork has written the artifact,
* or could have.
*
* @param verdict the report's
* @param run how the run that left the artifact has ended; null when unknown
*/
function conclusionOf(verdict, run) {
	return (verdict === "pass" || verdict === "warn") && run === "success" ? "neutral" : "failure";
}

// src/github/publish/refusal.ts
/** The refusal of an artifact, which may be anybody's work. */
function refusal(place, problem, remedy, cause) {
	return new PlangateError({
		kind: "github",
		place,
		problem,
		remedy,
		cause
	});
}
/** What to do about an archive that plangate has not made like that. */
const notOurs = "plangate does not write such an artifact; see what the pull request changes in the workflow.";
/** A text of somebody else's within a sentence: on one line, and not long. */
function shown(text) {
	const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
	return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

// src/github/publish/distinct-cases.ts
/**
* Each case is in a report once. Were ten thousand called alike, each would be told with the findings of all.
*
* @throws PlangateError (github)
*/
function checkDistinct(cases, place) {
	if (new Set(cases.map(({ query, parameters }) => JSON.stringify([query, parameters]))).size < cases.length) throw refusal(place, "Two cases in it bear the same name.", notOurs);
}

// src/github/publish/asking.ts
/**
* Does what needs a permission, and says which one when GitHub refuses.
*
* @param permission such as `actions: read`
*/
async function asking(permission, action) {
	try {
		return await action();
	} catch (error) {
		const status = typeof error === "object" && error !== null && "status" in error ? error.status : null;
		const message = error instanceof Error ? error.message : String(error);
		if (status !== 403 && status !== 404 || /rate limit/i.test(message)) throw error;
		throw new PlangateError({
			kind: "github",
			place: "input \"token\"",
			problem: `GitHub refused (${status}): ${message}.`,
			remedy: `The token may lack the permission ${permission}; the job that publishes needs:`,
			details: "permissions:\n  actions: read\n  checks: write\n  pull-requests: write",
			cause: error
		});
	}
}

// src/github/publish/download-archive.ts
/** Bytes. A report of a thousand cases has about three. */
const archiveLimit = 33554432;
/** ms, for one try. */
const timeLimit = 6e4;
/** ms to wait before each further try. */
const pauses = [0, 500];
/**
* Downloads an artifact's archive into memory. GitHub sends to a signed address at its blob store, which must not see the
* token. Source: https://docs.github.com/en/rest/actions/artifacts#download-an-artifact
*
* @param what the artifact, for messages
* @throws PlangateError (github) when it is longer than `limit`, which GitHub's own word is not trusted for
*/
async function downloadArchive(place, id, what, limit = archiveLimit) {
	const address = await signedAddress(place, id);
	const request = fetchOf(place);
	let failure;
	for (const pause of pauses) {
		await setTimeout(pause);
		try {
			const response = await request(address, { signal: AbortSignal.timeout(timeLimit) });
			if (response.ok && response.body !== null) return await readWithin(response.body, limit, what);
			await response.body?.cancel();
			failure = /* @__PURE__ */ new Error(`its store answered ${response.status}`);
			if (response.status < 500 && response.status !== 429) break;
		} catch (error) {
			if (error instanceof Error && error.name === "PlangateError") throw error;
			failure = error;
		}
	}
	const message = failure instanceof Error ? failure.message : String(failure);
	throw refusal(what, `It could not be downloaded: ${message}.`, "Run the job again.", failure);
}
async function signedAddress({ octokit, owner, repository }, id) {
	const { headers, data, url } = await asking("actions: read", () => octokit.rest.actions.downloadArtifact({
		owner,
		repo: repository,
		artifact_id: id,
		archive_format: "zip",
		request: {
			redirect: "manual",
			parseSuccessResponseBody: false
		}
	}));
	await data?.cancel();
	if (headers.location === void 0) throw new Error("GitHub told no address of the artifact");
	const address = new URL(headers.location, url);
	if (new URL(url).protocol === "https:" && address.protocol !== "https:") throw new Error(`GitHub told an address of the artifact that is not encrypted, at ${address.host}`);
	return address.href;
}
/** The client's own, which knows the runner's proxy, but without its headers. */
function fetchOf({ octokit }) {
	return octokit.request.endpoint.DEFAULTS.request?.fetch ?? fetch;
}
async function readWithin(body, limit, what) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > limit) throw refusal(what, `It has more than ${limit} bytes.`, "Register fewer queries in one gate.");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

// src/github/publish/find-artifact.ts
/** The artifact called `name` that `run` left last; null when it left none. Several attempts leave several. */
async function findArtifact({ octokit, owner, repository }, run, name) {
	const [newest] = (await asking("actions: read", () => octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, {
		owner,
		repo: repository,
		run_id: run,
		name,
		per_page: 100
	}))).filter((each) => each.name === name).sort((a, b) => b.id - a.id);
	if (newest === void 0) return null;
	return {
		id: newest.id,
		size: newest.size_in_bytes,
		isExpired: newest.expired
	};
}

// src/github/publish/find-pull-requests.ts
/**
* The open pull requests whose head is the very commit that was run: none when it has moved on or was closed, several when
* one branch asks to go into several. GitHub lists none with the run itself when it is a fork's.
*/
async function findPullRequests({ octokit, owner, repository }, { head }) {
	if (head.branch === null || head.owner === null) return [];
	return (await asking("pull-requests: write", () => octokit.paginate(octokit.rest.pulls.list, {
		owner,
		repo: repository,
		head: `${head.owner}:${head.branch}`,
		state: "open",
		per_page: 100
	}))).filter((pull) => pull.head.sha === head.sha && pull.head.repo?.full_name === head.repository).map((pull) => ({
		number: pull.number,
		headSha: pull.head.sha,
		baseRef: pull.base.ref
	}));
}

// src/github/publish/parse-report.ts
/** What a report of plangate's own stays far below, and a renderer is quick with. */
const reportLimits = {
	/** Of lists and objects within each other. */
	depth: 32,
	/** Of everything: names, values, lists, objects. */
	values: 2e6,
	/** Entries of one list or object. */
	entries: 3e3,
	/** Characters of one text. */
	text: 4194304
};
/**
* Parses JSON that anybody may have written. How deep it is and how much is in it is counted before it is parsed.
*
* @param place the file, for messages
* @throws PlangateError (github) when it is none, or more than `reportLimits`
*/
function parseReport(bytes, place) {
	const large = (what) => refusal(place, `It has ${what}.`, "Register fewer queries in one gate, or shorter ones.");
	const { depth, values } = measure(bytes);
	if (depth > reportLimits.depth) throw large(`more than ${reportLimits.depth} lists within each other`);
	if (values > reportLimits.values) throw large(`more than ${reportLimits.values} values`);
	const value = parse(bytes, place);
	const rest = [value];
	while (rest.length > 0) {
		const each = rest.pop();
		if (typeof each === "string") {
			if (each.length > reportLimits.text) throw large(`a text of more than ${reportLimits.text} characters`);
		} else if (typeof each === "object" && each !== null) {
			if (Object.hasOwn(each, "__proto__")) throw refusal(place, "A value in it is called __proto__.", notOurs);
			const entries = Array.isArray(each) ? each : Object.entries(each).flat();
			if ((Array.isArray(each) ? each.length : entries.length / 2) > reportLimits.entries) throw large(`a list of more than ${reportLimits.entries} entries`);
			for (const entry of entries) rest.push(entry);
		}
	}
	return value;
}
function parse(bytes, place) {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		throw refusal(place, `It is not JSON: ${shown(message)}.`, notOurs, error);
	}
}
/** How deep the brackets go outside of texts, and how many brackets, commas and colons there are: an upper bound of values. */
function measure(bytes) {
	let depth = 0;
	let deepest = 0;
	let values = 1;
	let inText = false;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (inText) {
			if (byte === 92) at++;
			else if (byte === 34) inText = false;
		} else if (byte === 34) inText = true;
		else if (byte === 91 || byte === 123) {
			depth++;
			values++;
			if (depth > deepest) deepest = depth;
		} else if (byte === 93 || byte === 125) depth--;
		else if (byte === 44 || byte === 58) values++;
	}
	return {
		depth: deepest,
		values
	};
}

// node_modules/pend/index.js
var require_pend = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = Pend;
	function Pend() {
		this.pending = 0;
		this.max = Infinity;
		this.listeners = [];
		this.waiting = [];
		this.error = null;
	}
	Pend.prototype.go = function(fn) {
		if (this.pending < this.max) pendGo(this, fn);
		else this.waiting.push(fn);
	};
	Pend.prototype.wait = function(cb) {
		if (this.pending === 0) cb(this.error);
		else this.listeners.push(cb);
	};
	Pend.prototype.hold = function() {
		return pendHold(this);
	};
	function pendHold(self) {
		self.pending += 1;
		var called = false;
		return onCb;
		function onCb(err) {
			if (called) throw new Error("callback called twice");
			called = true;
			self.error = self.error || err;
			self.pending -= 1;
			if (self.waiting.length > 0 && self.pending < self.max) pendGo(self, self.waiting.shift());
			else if (self.pending === 0) {
				var listeners = self.listeners;
				self.listeners = [];
				listeners.forEach(cbListener);
			}
		}
		function cbListener(listener) {
			listener(self.error);
		}
	}
	function pendGo(self, fn) {
		fn(pendHold(self));
	}
}));

// node_modules/yauzl/fd-slicer.js
var require_fd_slicer = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var util = __require("util");
	var stream = __require("stream");
	var Readable = stream.Readable;
	var PassThrough = stream.PassThrough;
	var Pend = require_pend();
	var EventEmitter = __require("events").EventEmitter;
	exports.BufferSlicer = BufferSlicer;
	exports.FdSlicer = FdSlicer;
	util.inherits(FdSlicer, EventEmitter);
	function FdSlicer(fd) {
		EventEmitter.call(this);
		this.fd = fd;
		this.pend = new Pend();
		this.pend.max = 1;
		this.refCount = 0;
	}
	FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		var self = this;
		self.pend.go(function(cb) {
			fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
				cb();
				callback(err, bytesRead, buffer);
			});
		});
	};
	FdSlicer.prototype.createReadStream = function(options) {
		return new ReadStream(this, options);
	};
	FdSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	FdSlicer.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount < 0) throw new Error("invalid unref");
		if (self.refCount > 0) return;
		fs.close(self.fd, onCloseDone);
		function onCloseDone(err) {
			if (err) self.emit("error", err);
			else self.emit("close");
		}
	};
	util.inherits(ReadStream, Readable);
	function ReadStream(context, options) {
		options = options || {};
		Readable.call(this, options);
		this.context = context;
		this.context.ref();
		this.start = options.start || 0;
		this.endOffset = options.end;
		this.pos = this.start;
	}
	ReadStream.prototype._read = function(n) {
		var self = this;
		var toRead = Math.min(self._readableState.highWaterMark, n);
		if (self.endOffset != null) toRead = Math.min(toRead, self.endOffset - self.pos);
		if (toRead <= 0) {
			self.push(null);
			this._cleanup();
			return;
		}
		self.context.pend.go(function(cb) {
			var buffer = Buffer.allocUnsafe(toRead);
			fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
				if (err) self.destroy(err);
				else if (bytesRead === 0) {
					self.push(null);
					self._cleanup();
				} else {
					self.pos += bytesRead;
					self.push(buffer.slice(0, bytesRead));
				}
				cb();
			});
		});
	};
	ReadStream.prototype._destroy = function(err, cb) {
		this._cleanup();
		cb(err);
	};
	ReadStream.prototype._cleanup = function() {
		if (this.context != null) {
			this.context.unref();
			this.context = null;
		}
	};
	util.inherits(BufferSlicer, EventEmitter);
	function BufferSlicer(buffer) {
		EventEmitter.call(this);
		this.refCount = 0;
		this.buffer = buffer;
	}
	BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
		if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
		if (position < 0) throw new RangeError("position is negative: " + position);
		if (offset + length > buffer.length) length = buffer.length - offset;
		if (position + length > this.buffer.length) length = this.buffer.length - position;
		if (length <= 0) {
			setImmediate(function() {
				callback(null, 0);
			});
			return;
		}
		this.buffer.copy(buffer, offset, position, position + length);
		setImmediate(function() {
			callback(null, length);
		});
	};
	BufferSlicer.prototype.createReadStream = function(options) {
		options = options || {};
		var readStream = new PassThrough(options);
		readStream.start = options.start || 0;
		readStream.endOffset = options.end;
		readStream.pos = readStream.endOffset || this.buffer.length;
		var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
		var maxChunkSize = 65536;
		var offset = 0;
		while (true) {
			var nextOffset = offset + maxChunkSize;
			if (nextOffset >= entireSlice.length) {
				if (offset < entireSlice.length) readStream.write(entireSlice.slice(offset, entireSlice.length));
				break;
			}
			readStream.write(entireSlice.slice(offset, nextOffset));
			offset = nextOffset;
		}
		readStream.end();
		return readStream;
	};
	BufferSlicer.prototype.ref = function() {
		this.refCount += 1;
	};
	BufferSlicer.prototype.unref = function() {
		this.refCount -= 1;
		if (this.refCount < 0) throw new Error("invalid unref");
	};
}));

// node_modules/yauzl/crc32.js
var require_crc32 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const CRC_TABLE = new Int32Array([
		0,
		1996959894,
		3993919788,
		2567524794,
		124634137,
		1886057615,
		3915621685,
		2657392035,
		249268274,
		2044508324,
		3772115230,
		2547177864,
		162941995,
		2125561021,
		3887607047,
		2428444049,
		498536548,
		1789927666,
		4089016648,
		2227061214,
		450548861,
		1843258603,
		4107580753,
		2211677639,
		325883990,
		1684777152,
		4251122042,
		2321926636,
		335633487,
		1661365465,
		4195302755,
		2366115317,
		997073096,
		1281953886,
		3579855332,
		2724688242,
		1006888145,
		1258607687,
		3524101629,
		2768942443,
		901097722,
		1119000684,
		3686517206,
		2898065728,
		853044451,
		1172266101,
		3705015759,
		2882616665,
		651767980,
		1373503546,
		3369554304,
		3218104598,
		565507253,
		1454621731,
		3485111705,
		3099436303,
		671266974,
		1594198024,
		3322730930,
		2970347812,
		795835527,
		1483230225,
		3244367275,
		3060149565,
		1994146192,
		31158534,
		2563907772,
		4023717930,
		1907459465,
		112637215,
		2680153253,
		3904427059,
		2013776290,
		251722036,
		2517215374,
		3775830040,
		2137656763,
		141376813,
		2439277719,
		3865271297,
		1802195444,
		476864866,
		2238001368,
		4066508878,
		1812370925,
		453092731,
		2181625025,
		4111451223,
		1706088902,
		314042704,
		2344532202,
		4240017532,
		1658658271,
		366619977,
		2362670323,
		4224994405,
		1303535960,
		984961486,
		2747007092,
		3569037538,
		1256170817,
		1037604311,
		2765210733,
		3554079995,
		1131014506,
		879679996,
		2909243462,
		3663771856,
		1141124467,
		855842277,
		2852801631,
		3708648649,
		1342533948,
		654459306,
		3188396048,
		3373015174,
		1466479909,
		544179635,
		3110523913,
		3462522015,
		1591671054,
		702138776,
		2966460450,
		3352799412,
		1504918807,
		783551873,
		3082640443,
		3233442989,
		3988292384,
		2596254646,
		62317068,
		1957810842,
		3939845945,
		2647816111,
		81470997,
		1943803523,
		3814918930,
		2489596804,
		225274430,
		2053790376,
		3826175755,
		2466906013,
		167816743,
		2097651377,
		4027552580,
		2265490386,
		503444072,
		1762050814,
		4150417245,
		2154129355,
		426522225,
		1852507879,
		4275313526,
		2312317920,
		282753626,
		1742555852,
		4189708143,
		2394877945,
		397917763,
		1622183637,
		3604390888,
		2714866558,
		953729732,
		1340076626,
		3518719985,
		2797360999,
		1068828381,
		1219638859,
		3624741850,
		2936675148,
		906185462,
		1090812512,
		3747672003,
		2825379669,
		829329135,
		1181335161,
		3412177804,
		3160834842,
		628085408,
		1382605366,
		3423369109,
		3138078467,
		570562233,
		1426400815,
		3317316542,
		2998733608,
		733239954,
		1555261956,
		3268935591,
		3050360625,
		752459403,
		1541320221,
		2607071920,
		3965973030,
		1969922972,
		40735498,
		2617837225,
		3943577151,
		1913087877,
		83908371,
		2512341634,
		3803740692,
		2075208622,
		213261112,
		2463272603,
		3855990285,
		2094854071,
		198958881,
		2262029012,
		4057260610,
		1759359992,
		534414190,
		2176718541,
		4139329115,
		1873836001,
		414664567,
		2282248934,
		4279200368,
		1711684554,
		285281116,
		2405801727,
		4167216745,
		1634467795,
		376229701,
		2685067896,
		3608007406,
		1308918612,
		956543938,
		2808555105,
		3495958263,
		1231636301,
		1047427035,
		2932959818,
		3654703836,
		1088359270,
		936918e3,
		2847714899,
		3736837829,
		1202900863,
		817233897,
		3183342108,
		3401237130,
		1404277552,
		615818150,
		3134207493,
		3453421203,
		1423857449,
		601450431,
		3009837614,
		3294710456,
		1567103746,
		711928724,
		3020668471,
		3272380065,
		1510334235,
		755167117
	]);
	function crc32(buf) {
		let crc = -1;
		for (let x of buf) crc = CRC_TABLE[(crc ^ x) & 255] ^ crc >>> 8;
		return (crc ^ -1) >>> 0;
	}
	module.exports = crc32;
}));

// node_modules/yauzl/index.js
var require_yauzl = /* @__PURE__ */ __commonJSMin(((exports) => {
	var fs = __require("fs");
	var zlib = __require("zlib");
	var fd_slicer = require_fd_slicer();
	var util = __require("util");
	var EventEmitter = __require("events").EventEmitter;
	var Transform = __require("stream").Transform;
	var PassThrough = __require("stream").PassThrough;
	var Writable = __require("stream").Writable;
	const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : require_crc32();
	exports.fromBufferPromise = fromBufferPromise;
	function fromBufferPromise(buffer, options) {
		return new Promise((resolve, reject) => {
			fromBuffer(buffer, {
				...options,
				lazyEntries: true
			}, function(err, zipfile) {
				if (err) return reject(err);
				resolve(zipfile);
			});
		});
	}
	function fromBuffer(buffer, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		options.autoClose = false;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		fromRandomAccessReader(new fd_slicer.BufferSlicer(buffer), buffer.length, options, callback);
	}
	function fromRandomAccessReader(reader, totalSize, options, callback) {
		if (typeof options === "function") {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		if (options.autoClose == null) options.autoClose = true;
		if (options.lazyEntries == null) options.lazyEntries = false;
		if (options.decodeStrings == null) options.decodeStrings = true;
		var decodeStrings = !!options.decodeStrings;
		if (options.validateEntrySizes == null) options.validateEntrySizes = true;
		if (options.strictFileNames == null) options.strictFileNames = false;
		if (callback == null) callback = defaultCallback;
		if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
		if (totalSize > Number.MAX_SAFE_INTEGER) throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
		reader.ref();
		var eocdrWithoutCommentSize = 22;
		var zip64EocdlSize = 20;
		var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + 65535, totalSize);
		var buffer = newBuffer(bufferSize);
		readAndAssertNoEof(reader, buffer, 0, bufferSize, totalSize - buffer.length, function(err) {
			if (err) return callback(err);
			for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
				if (buffer.readUInt32LE(i) !== 101010256) continue;
				var eocdrBuffer = buffer.subarray(i);
				var diskNumber = eocdrBuffer.readUInt16LE(4);
				var entryCount = eocdrBuffer.readUInt16LE(10);
				var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
				var commentLength = eocdrBuffer.readUInt16LE(20);
				var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
				if (commentLength !== expectedCommentLength) return callback(/* @__PURE__ */ new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
				var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false) : eocdrBuffer.subarray(22);
				if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 117853008) {
					var zip64EocdrOffset = readUInt64LE(buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize), 8);
					var zip64EocdrBuffer = newBuffer(56);
					return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
						if (err) return callback(err);
						if (zip64EocdrBuffer.readUInt32LE(0) !== 101075792) return callback(/* @__PURE__ */ new Error("invalid zip64 end of central directory record signature"));
						diskNumber = zip64EocdrBuffer.readUInt32LE(16);
						if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
						entryCount = readUInt64LE(zip64EocdrBuffer, 32);
						centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
						return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
					});
				}
				if (diskNumber !== 0) return callback(/* @__PURE__ */ new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
				return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
			}
			callback(/* @__PURE__ */ new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
		});
	}
	util.inherits(ZipFile, EventEmitter);
	function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
		var self = this;
		EventEmitter.call(self);
		self.reader = reader;
		self.reader.on("error", function(err) {
			emitError(self, err);
		});
		self.reader.once("close", function() {
			self.emit("close");
		});
		self.readEntryCursor = centralDirectoryOffset;
		self.fileSize = fileSize;
		self.entryCount = entryCount;
		self.comment = comment;
		self.entriesRead = 0;
		self.autoClose = !!autoClose;
		self.lazyEntries = !!lazyEntries;
		self.decodeStrings = !!decodeStrings;
		self.validateEntrySizes = !!validateEntrySizes;
		self.strictFileNames = !!strictFileNames;
		self.isOpen = true;
		self.emittedError = false;
		self.hasEachEntryBeenCalled = false;
		if (!self.lazyEntries) self._readEntry();
	}
	ZipFile.prototype.close = function() {
		if (!this.isOpen) return;
		this.isOpen = false;
		this.reader.unref();
	};
	function emitErrorAndAutoClose(self, err) {
		if (self.autoClose) self.close();
		emitError(self, err);
	}
	function emitError(self, err) {
		if (self.emittedError) return;
		self.emittedError = true;
		self.emit("error", err);
	}
	ZipFile.prototype.readEntry = function() {
		if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
		this._readEntry();
	};
	ZipFile.prototype._readEntry = function() {
		var self = this;
		if (self.entryCount === self.entriesRead) {
			setImmediate(function() {
				if (self.autoClose) self.close();
				if (self.emittedError) return;
				self.emit("end");
			});
			return;
		}
		if (self.emittedError) return;
		var buffer = newBuffer(46);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
			if (err) return emitErrorAndAutoClose(self, err);
			if (self.emittedError) return;
			var entry = new Entry();
			var signature = buffer.readUInt32LE(0);
			if (signature !== 33639248) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
			entry.versionMadeBy = buffer.readUInt16LE(4);
			entry.versionNeededToExtract = buffer.readUInt16LE(6);
			entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
			entry.compressionMethod = buffer.readUInt16LE(10);
			entry.lastModFileTime = buffer.readUInt16LE(12);
			entry.lastModFileDate = buffer.readUInt16LE(14);
			entry.crc32 = buffer.readUInt32LE(16);
			entry.compressedSize = buffer.readUInt32LE(20);
			entry.uncompressedSize = buffer.readUInt32LE(24);
			entry.fileNameLength = buffer.readUInt16LE(28);
			entry.extraFieldLength = buffer.readUInt16LE(30);
			entry.fileCommentLength = buffer.readUInt16LE(32);
			entry.internalFileAttributes = buffer.readUInt16LE(36);
			entry.externalFileAttributes = buffer.readUInt32LE(38);
			entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);
			if (entry.generalPurposeBitFlag & 64) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("strong encryption is not supported"));
			self.readEntryCursor += 46;
			buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
			readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
				if (err) return emitErrorAndAutoClose(self, err);
				if (self.emittedError) return;
				entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
				var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
				entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
				entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);
				try {
					entry.extraFields = parseExtraFields(entry.extraFieldRaw);
				} catch (err) {
					return emitErrorAndAutoClose(self, err);
				}
				if (self.decodeStrings) {
					var isUtf8 = (entry.generalPurposeBitFlag & 2048) !== 0;
					entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
					entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
					var errorMessage = validateFileName(entry.fileName);
					if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
				} else {
					entry.fileComment = entry.fileCommentRaw;
					entry.fileName = entry.fileNameRaw;
				}
				entry.comment = entry.fileComment;
				self.readEntryCursor += buffer.length;
				self.entriesRead += 1;
				for (var i = 0; i < entry.extraFields.length; i++) {
					var extraField = entry.extraFields[i];
					if (extraField.id !== 1) continue;
					var zip64EiefBuffer = extraField.data;
					var index = 0;
					if (entry.uncompressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include uncompressed size"));
						entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.compressedSize === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include compressed size"));
						entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					if (entry.relativeOffsetOfLocalHeader === 4294967295) {
						if (index + 8 > zip64EiefBuffer.length) return emitErrorAndAutoClose(self, /* @__PURE__ */ new Error("zip64 extended information extra field does not include relative header offset"));
						entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
						index += 8;
					}
					break;
				}
				if (self.validateEntrySizes && entry.compressionMethod === 0) {
					var expectedCompressedSize = entry.uncompressedSize;
					if (entry.isEncrypted()) expectedCompressedSize += 12;
					if (entry.compressedSize !== expectedCompressedSize) {
						var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
						return emitErrorAndAutoClose(self, new Error(msg));
					}
				}
				self.emit("entry", entry);
				if (!self.lazyEntries) self._readEntry();
			});
		});
	};
	ZipFile.prototype.eachEntry = function() {
		const self = this;
		if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
		if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
		self.hasEachEntryBeenCalled = true;
		let pendingResolveReject = null;
		self.on("entry", onEntry);
		self.on("end", onEnd);
		self.on("error", onError);
		function cleanup() {
			self.removeListener("entry", onEntry);
			self.removeListener("end", onEnd);
			self.removeListener("error", onError);
			if (self.autoClose) self.close();
		}
		function onEntry(entry) {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			resolve({ value: entry });
		}
		function onEnd() {
			let { resolve } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			resolve({ done: true });
		}
		function onError(err) {
			let { reject } = pendingResolveReject;
			pendingResolveReject = null;
			cleanup();
			reject(err);
		}
		return {
			[Symbol.asyncIterator]() {
				return this;
			},
			next() {
				const promise = new Promise((resolve, reject) => {
					if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
					pendingResolveReject = {
						resolve,
						reject
					};
				});
				self.readEntry();
				return promise;
			},
			return(value) {
				cleanup();
				return Promise.resolve({
					done: true,
					value
				});
			},
			throw(value) {
				cleanup();
				return Promise.reject(value);
			}
		};
	};
	ZipFile.prototype.openReadStream = function(entry, options, callback) {
		var self = this;
		var relativeStart = 0;
		var relativeEnd = entry.compressedSize;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		else {
			if (options.decodeFileData === false) {
				if (options.decrypt != null) throw new Error("cannot use options.decrypt when options.decodeFileData === false");
				if (options.decompress != null) throw new Error("cannot use options.decompress when options.decodeFileData === false");
			} else {
				if (options.decrypt != null) {
					if (!entry.isEncrypted()) throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
					if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
					if (entry.isCompressed()) {
						if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
					}
				}
				if (options.decompress != null) {
					if (!entry.isCompressed()) throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
					if (!(options.decompress === false || options.decompress === true)) throw new Error("invalid options.decompress value: " + options.decompress);
					decompress = options.decompress;
				}
			}
			if (options.start != null) {
				relativeStart = options.start;
				if (relativeStart < 0) throw new Error("options.start < 0");
				if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
			}
			if (options.end != null) {
				relativeEnd = options.end;
				if (relativeEnd < 0) throw new Error("options.end < 0");
				if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
				if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
			}
		}
		var rawMode = options.decodeFileData === false || (entry.compressionMethod === 0 || entry.compressionMethod === 8 && options.decompress === false) && (!entry.isEncrypted() || options.decrypt === false);
		if (options.start != null || options.end != null) {
			if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
		}
		if (!self.isOpen) return callback(/* @__PURE__ */ new Error("closed"));
		if (entry.isEncrypted() && !rawMode) {
			if (options.decrypt !== false) return callback(/* @__PURE__ */ new Error("entry is encrypted, and options.decodeFileData !== false"));
		}
		var decompress;
		if (rawMode) decompress = false;
		else if (entry.compressionMethod === 8) decompress = options.decodeFileData !== true;
		else return callback(/* @__PURE__ */ new Error("unsupported compression method: " + entry.compressionMethod));
		self.readLocalFileHeader(entry, { minimal: true }, function(err, localFileHeader) {
			if (err) return callback(err);
			self.openReadStreamLowLevel(localFileHeader.fileDataStart, entry.compressedSize, relativeStart, relativeEnd, decompress, entry.uncompressedSize, callback);
		});
	};
	ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
		var self = this;
		fileDataStart + compressedSize;
		var readStream = self.reader.createReadStream({
			start: fileDataStart + relativeStart,
			end: fileDataStart + relativeEnd
		});
		var endpointStream = readStream;
		if (decompress) {
			var destroyed = false;
			var inflateFilter = zlib.createInflateRaw();
			readStream.on("error", function(err) {
				setImmediate(function() {
					if (!destroyed) inflateFilter.emit("error", err);
				});
			});
			readStream.pipe(inflateFilter);
			if (self.validateEntrySizes) {
				endpointStream = new AssertByteCountStream(uncompressedSize);
				inflateFilter.on("error", function(err) {
					setImmediate(function() {
						if (!destroyed) endpointStream.emit("error", err);
					});
				});
				inflateFilter.pipe(endpointStream);
			} else endpointStream = inflateFilter;
			installDestroyFn(endpointStream, function() {
				destroyed = true;
				if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
				readStream.unpipe(inflateFilter);
				readStream.destroy();
			});
		}
		callback(null, endpointStream);
	};
	ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
		var self = this;
		if (callback == null) {
			callback = options;
			options = null;
		}
		if (options == null) options = {};
		self.reader.ref();
		var buffer = newBuffer(30);
		readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
			try {
				if (err) return callback(err);
				var signature = buffer.readUInt32LE(0);
				if (signature !== 67324752) return callback(/* @__PURE__ */ new Error("invalid local file header signature: 0x" + signature.toString(16)));
				var fileNameLength = buffer.readUInt16LE(26);
				var extraFieldLength = buffer.readUInt16LE(28);
				var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
				if (fileDataStart + entry.compressedSize > self.fileSize) return callback(/* @__PURE__ */ new Error("file data overflows file bounds: " + fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
				if (options.minimal) return callback(null, { fileDataStart });
				var localFileHeader = new LocalFileHeader();
				localFileHeader.fileDataStart = fileDataStart;
				localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
				localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
				localFileHeader.compressionMethod = buffer.readUInt16LE(8);
				localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
				localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
				localFileHeader.crc32 = buffer.readUInt32LE(14);
				localFileHeader.compressedSize = buffer.readUInt32LE(18);
				localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
				localFileHeader.fileNameLength = fileNameLength;
				localFileHeader.extraFieldLength = extraFieldLength;
				buffer = newBuffer(fileNameLength + extraFieldLength);
				self.reader.ref();
				readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
					try {
						if (err) return callback(err);
						localFileHeader.fileName = buffer.subarray(0, fileNameLength);
						localFileHeader.extraField = buffer.subarray(fileNameLength);
						return callback(null, localFileHeader);
					} finally {
						self.reader.unref();
					}
				});
			} finally {
				self.reader.unref();
			}
		});
	};
	ZipFile.prototype.openReadStreamPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.openReadStream(entry, options, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
		return new Promise((resolve, reject) => {
			this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
				if (err) return reject(err);
				resolve(readStream);
			});
		});
	};
	ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
		return new Promise((resolve, reject) => {
			this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
				if (err) return reject(err);
				resolve(localFileHeader);
			});
		});
	};
	function Entry() {}
	Entry.prototype.getLastModDate = function(options) {
		if (options == null) options = {};
		if (!options.forceDosFormat) for (var i = 0; i < this.extraFields.length; i++) {
			var extraField = this.extraFields[i];
			if (extraField.id === 21589) {
				var data = extraField.data;
				if (data.length < 5) continue;
				if (!(data[0] & 1)) continue;
				var posixTimestamp = data.readInt32LE(1);
				return /* @__PURE__ */ new Date(posixTimestamp * 1e3);
			} else if (extraField.id === 10) {
				var data = extraField.data;
				if (data.length !== 32) continue;
				if (data.readUInt16LE(4) !== 1) continue;
				if (data.readUInt16LE(6) !== 24) continue;
				var millisecondsSince1970 = (data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12)) / 1e4 - 0xa9730b66800;
				return new Date(millisecondsSince1970);
			}
		}
		return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
	};
	Entry.prototype.canDecodeFileData = function() {
		return !this.isEncrypted() && (this.compressionMethod === 0 || this.compressionMethod === 8);
	};
	Entry.prototype.isEncrypted = function() {
		return (this.generalPurposeBitFlag & 1) !== 0;
	};
	Entry.prototype.isCompressed = function() {
		return this.compressionMethod === 8;
	};
	function LocalFileHeader() {}
	function dosDateTimeToDate(date, time, timezone) {
		var day = date & 31;
		var month = (date >> 5 & 15) - 1;
		var year = (date >> 9 & 127) + 1980;
		var millisecond = 0;
		var second = (time & 31) * 2;
		var minute = time >> 5 & 63;
		var hour = time >> 11 & 31;
		if (timezone == null || timezone === "local") return new Date(year, month, day, hour, minute, second, millisecond);
		else if (timezone === "UTC") return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
		else throw new Error("unrecognized options.timezone: " + options.timezone);
	}
	function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
		var fileName = null;
		for (var i = 0; i < extraFields.length; i++) {
			var extraField = extraFields[i];
			if (extraField.id === 28789) {
				if (extraField.data.length < 6) continue;
				if (extraField.data.readUInt8(0) !== 1) continue;
				var oldNameCrc32 = extraField.data.readUInt32LE(1);
				if (crc32(fileNameBuffer) !== oldNameCrc32) continue;
				fileName = decodeBuffer(extraField.data.subarray(5), true);
				break;
			}
		}
		if (fileName == null) fileName = decodeBuffer(fileNameBuffer, (generalPurposeBitFlag & 2048) !== 0);
		if (!strictFileNames) fileName = fileName.replace(/\\/g, "/");
		return fileName;
	}
	function validateFileName(fileName) {
		if (fileName.indexOf("\\") !== -1) return "invalid characters in fileName: " + fileName;
		if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) return "absolute path: " + fileName;
		if (fileName.split("/").indexOf("..") !== -1) return "invalid relative path: " + fileName;
		return null;
	}
	function parseExtraFields(extraFieldBuffer) {
		var extraFields = [];
		var i = 0;
		while (i < extraFieldBuffer.length - 3) {
			var headerId = extraFieldBuffer.readUInt16LE(i + 0);
			var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
			var dataStart = i + 4;
			var dataEnd = dataStart + dataSize;
			if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
			var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
			extraFields.push({
				id: headerId,
				data: dataBuffer
			});
			i = dataEnd;
		}
		return extraFields;
	}
	function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
		if (length === 0) return setImmediate(function() {
			callback(null, newBuffer(0));
		});
		reader.read(buffer, offset, length, position, function(err, bytesRead) {
			if (err) return callback(err);
			if (bytesRead < length) return callback(/* @__PURE__ */ new Error("unexpected EOF"));
			callback();
		});
	}
	util.inherits(AssertByteCountStream, Transform);
	function AssertByteCountStream(byteCount) {
		Transform.call(this);
		this.actualByteCount = 0;
		this.expectedByteCount = byteCount;
	}
	AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
		this.actualByteCount += chunk.length;
		if (this.actualByteCount > this.expectedByteCount) {
			var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb(null, chunk);
	};
	AssertByteCountStream.prototype._flush = function(cb) {
		if (this.actualByteCount < this.expectedByteCount) {
			var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
			return cb(new Error(msg));
		}
		cb();
	};
	util.inherits(RandomAccessReader, EventEmitter);
	function RandomAccessReader() {
		EventEmitter.call(this);
		this.refCount = 0;
	}
	RandomAccessReader.prototype.ref = function() {
		this.refCount += 1;
	};
	RandomAccessReader.prototype.unref = function() {
		var self = this;
		self.refCount -= 1;
		if (self.refCount > 0) return;
		if (self.refCount < 0) throw new Error("invalid unref");
		self.close(onCloseDone);
		function onCloseDone(err) {
			if (err) return self.emit("error", err);
			self.emit("close");
		}
	};
	RandomAccessReader.prototype.createReadStream = function(options) {
		if (options == null) options = {};
		var start = options.start;
		var end = options.end;
		if (start === end) {
			var emptyStream = new PassThrough();
			setImmediate(function() {
				emptyStream.end();
			});
			return emptyStream;
		}
		var stream = this._readStreamForRange(start, end);
		var destroyed = false;
		var refUnrefFilter = new RefUnrefFilter(this);
		stream.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) refUnrefFilter.emit("error", err);
			});
		});
		installDestroyFn(refUnrefFilter, function() {
			stream.unpipe(refUnrefFilter);
			refUnrefFilter.unref();
			stream.destroy();
		});
		var byteCounter = new AssertByteCountStream(end - start);
		refUnrefFilter.on("error", function(err) {
			setImmediate(function() {
				if (!destroyed) byteCounter.emit("error", err);
			});
		});
		installDestroyFn(byteCounter, function() {
			destroyed = true;
			refUnrefFilter.unpipe(byteCounter);
			refUnrefFilter.destroy();
		});
		return stream.pipe(refUnrefFilter).pipe(byteCounter);
	};
	RandomAccessReader.prototype._readStreamForRange = function(start, end) {
		throw new Error("not implemented");
	};
	RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
		var readStream = this.createReadStream({
			start: position,
			end: position + length
		});
		var writeStream = new Writable();
		var written = 0;
		writeStream._write = function(chunk, encoding, cb) {
			chunk.copy(buffer, offset + written, 0, chunk.length);
			written += chunk.length;
			cb();
		};
		writeStream.on("finish", callback);
		readStream.on("error", function(error) {
			callback(error);
		});
		readStream.pipe(writeStream);
	};
	RandomAccessReader.prototype.close = function(callback) {
		setImmediate(callback);
	};
	util.inherits(RefUnrefFilter, PassThrough);
	function RefUnrefFilter(context) {
		PassThrough.call(this);
		this.context = context;
		this.context.ref();
		this.unreffedYet = false;
	}
	RefUnrefFilter.prototype._flush = function(cb) {
		this.unref();
		cb();
	};
	RefUnrefFilter.prototype.unref = function(cb) {
		if (this.unreffedYet) return;
		this.unreffedYet = true;
		this.context.unref();
	};
	var cp437 = "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xA0";
	function decodeBuffer(buffer, isUtf8) {
		if (isUtf8) return buffer.toString("utf8");
		else {
			var result = "";
			for (var i = 0; i < buffer.length; i++) result += cp437[buffer[i]];
			return result;
		}
	}
	function readUInt64LE(buffer, offset) {
		var lower32 = buffer.readUInt32LE(offset);
		return buffer.readUInt32LE(offset + 4) * 4294967296 + lower32;
	}
	var newBuffer;
	if (typeof Buffer.allocUnsafe === "function") newBuffer = function(len) {
		return Buffer.allocUnsafe(len);
	};
	else newBuffer = function(len) {
		return new Buffer(len);
	};
	function installDestroyFn(stream, fn) {
		if (typeof stream.destroy === "function") stream._destroy = function(err, cb) {
			fn();
			if (cb != null) cb(err);
		};
		else stream.destroy = fn;
	}
	function defaultCallback(err) {
		if (err) throw err;
	}
}));

// src/github/publish/read-archive.ts
var import_yauzl = require_yauzl();
/** Bytes of the one file that is read, inflated. */
const fileLimit = 67108864;
/** plangate writes half a dozen; the input `report` may add some. */
const mostEntries = 1e3;
/**
* The bytes of the file called `file` at the top of a zip archive that anybody may have made. Nothing else in it is read and
* nothing is written anywhere, so no name in it can lead out of a folder.
*
* @param what the archive, for messages
* @throws PlangateError (github) for an archive that plangate would not have written
*/
async function readArchive(archive, file, what, limit = fileLimit) {
	try {
		const zip = await (0, import_yauzl.fromBufferPromise)(archive, {
			lazyEntries: true,
			validateEntrySizes: true,
			strictFileNames: true
		});
		return await inflate(zip, await findEntry(zip, file, what), what, limit);
	} catch (error) {
		if (error instanceof Error && error.name === "PlangateError") throw error;
		const message = error instanceof Error ? error.message : String(error);
		throw refusal(what, `The archive cannot be read: ${shown(message)}.`, notOurs, error);
	}
}
async function findEntry(zip, file, what) {
	if (zip.entryCount > mostEntries) throw refusal(what, `The archive has ${zip.entryCount} files, more than ${mostEntries}.`, notOurs);
	const found = [];
	for await (const entry of zip.eachEntry()) if (entry.fileName === file) found.push(entry);
	const [entry] = found;
	if (entry === void 0) throw refusal(what, `There is no ${file} in the archive.`, notOurs);
	if (found.length > 1) throw refusal(what, `There are ${found.length} files called ${file}.`, notOurs);
	return entry;
}
async function inflate(zip, entry, what, limit) {
	const place = `${entry.fileName} in ${what}`;
	if (isLink(entry)) throw refusal(place, "It is a symbolic link.", notOurs);
	if (entry.isEncrypted()) throw refusal(place, "It is encrypted.", notOurs);
	const tooLong = () => refusal(place, `It has more than ${limit} bytes.`, "Register fewer queries in one gate.");
	if (entry.uncompressedSize > limit) throw tooLong();
	const chunks = [];
	let size = 0;
	let sum = 0;
	for await (const chunk of await zip.openReadStreamPromise(entry)) {
		size += chunk.length;
		if (size > limit) throw tooLong();
		sum = crc32(chunk, sum);
		chunks.push(chunk);
	}
	if (sum !== entry.crc32) throw refusal(place, "Its checksum is wrong.", notOurs);
	return Buffer.concat(chunks);
}
/** What Unix' zip programs keep in the upper half: the file's type and mode. */
function isLink({ externalFileAttributes }) {
	return (externalFileAttributes >>> 16 & 61440) === 40960;
}

// src/github/publish/reason-to-leave.ts
/** An app whose runs have a read-only token, though its branches are the repository's own. */
const readOnlyActor = "dependabot[bot]";
/**
* Why `run` needs nobody to tell its result; null when somebody should, because its own token could not.
*
* @param repository `owner/name` of the repository that this job belongs to
*/
function reasonToLeave(run, repository) {
	if (run.event !== "pull_request") return `The run was started by ${run.event}, not by a pull request.`;
	if (run.conclusion === null) return "The run has not ended.";
	if (run.head.repository?.toLowerCase() === repository.toLowerCase() && run.actor !== readOnlyActor) return "The pull request comes from a branch of this repository, so the run's own job has told its result.";
	return null;
}

// src/github/publish/validated.ts
/**
* `value`, when it is a report.
*
* @throws PlangateError (github) that names the first place where it is none
*/
function validated(value, validate, place) {
	const result = validate(value);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const path = (issue?.path ?? []).map(String).join(".");
	const schema = numberOf(value);
	if (path === "schema" && schema !== null) throw refusal(place, `The report's schema is ${schema}, which this version of plangate does not know.`, "Use one version of plangate in the workflow that checks and in the one that publishes.");
	const where = path === "" ? "" : `${shown(path)}: `;
	throw refusal(place, `It is no report: ${where}${shown(issue?.message ?? "invalid")}.`, notOurs);
}
function numberOf(value) {
	const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : null;
	return typeof schema === "number" ? schema : null;
}

// src/github/publish/fetch-fork-report.ts
/**
* The report that a run for a fork's pull request has left, and the pull request to tell it on. Takes three requests, none
* for a run that has told its result itself, one when the pull request has moved on. Nothing of the pull request is checked
* out or run, and its artifact is read in memory only.
*
* @throws PlangateError (github) for an artifact that plangate would not have written, and for a missing permission
*/
async function fetchForkReport(request) {
	const { run, owner, repository, name } = request;
	const left = reasonToLeave(run, `${owner}/${repository}`);
	if (left !== null) return {
		kind: "nothing",
		why: left,
		isNotice: false
	};
	const pulls = await findPullRequests(request, run);
	if (pulls.length === 0) return nothing(`No open pull request has ${run.head.sha.slice(0, 7)} as its head any more, so its result is dropped.`);
	const artifact = await findArtifact(request, run.id, name);
	if (artifact === null) return nothing(`The run has left no artifact called ${name}, so there is no result to tell: ${run.url}`);
	const what = `artifact ${name} of run ${run.id}`;
	if (artifact.isExpired) return nothing(`The ${what} has expired, so there is no result to tell.`);
	if (artifact.size > 33554432) throw refusal(what, `It has ${artifact.size} bytes, more than ${archiveLimit}.`, "Register fewer queries in one gate.");
	const archive = await downloadArchive(request, artifact.id, what);
	const bytes = await readArchive(archive, "report.json", what);
	const place = `report.json in ${what}`;
	const report = validated(parseReport(bytes, place), request.validate, place);
	checkDistinct(report.cases, place);
	const pullRequest = about(report, pulls);
	if (pullRequest === null) return nothing(`The report does not say which of ${pulls.map(({ number }) => `#${number}`).join(", ")} it is about, so it is dropped.`);
	return {
		kind: "report",
		report,
		pullRequest,
		conclusion: conclusionOf(report.verdict, run.conclusion),
		runUrl: run.url,
		artifactUrl: `${run.url}/artifacts/${artifact.id}`
	};
}
function nothing(why) {
	return {
		kind: "nothing",
		why,
		isNotice: true
	};
}
/** All of `pulls` are of one commit of one author, so that the author may well say which of them is meant. */
function about(report, pulls) {
	if (pulls.length === 1) return pulls[0] ?? null;
	const meant = pulls.filter((pull) => pull.baseRef === report.base?.ref);
	return meant.length === 1 ? meant[0] ?? null : null;
}

// src/github/publish/workflow-run.ts
/**
* Reads the payload of a `workflow_run` event.
* Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run
*
* @throws PlangateError (github) when it is that of another event
*/
function readWorkflowRun(payload) {
	const run = object(object(payload)?.workflow_run);
	const id = run?.id;
	const sha = text(run?.head_sha);
	const event = text(run?.event);
	const url = text(run?.html_url);
	if (run === null || typeof id !== "number" || sha === null || event === null || url === null) throw new PlangateError({
		kind: "github",
		place: "input \"mode\"",
		problem: "The mode is publish, but no workflow run has started this job.",
		remedy: "Use it in a workflow of its own, on: workflow_run with types: [completed]."
	});
	const repository = object(run.head_repository);
	return {
		id,
		url,
		event,
		conclusion: text(run.conclusion),
		actor: text(object(run.actor)?.login) ?? "",
		head: {
			sha,
			branch: text(run.head_branch),
			repository: text(repository?.full_name),
			owner: text(object(repository?.owner)?.login)
		}
	};
}
function object(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}
function text(value) {
	return typeof value === "string" && value !== "" ? value : null;
}

// src/github/trouble.ts
/** What plangate writes to GitHub, and what the token must be allowed for it. */
const deeds = {
	comment: {
		words: "The comment",
		permission: "pull-requests: write"
	},
	check: {
		words: "The check run",
		permission: "checks: write"
	},
	artifact: {
		words: "The artifact",
		permission: null
	},
	summary: {
		words: "The job summary",
		permission: null
	},
	publish: {
		words: "The report of the pull request",
		permission: "actions: read"
	}
};
/**
* What to tell a maintainer when GitHub would not take something. The verdict stands: reporting trouble never
* turns a pass into a failure or a failure into a pass.
*
* @param isFork whether the pull request is from a fork, whose token can only read
*/
function describeTrouble(deed, error, isFork = false) {
	const { words, permission } = deeds[deed];
	const status = typeof error === "object" && error !== null && "status" in error ? error.status : null;
	const message = (error instanceof Error ? error.message : String(error)).split("\n")[0];
	const what = `${words} could not be written`;
	if (status === 401) return `${what}: GitHub did not accept the token (401): ${message}. Check the input "token".`;
	if (status !== 403 && status !== 404 || isLimit(message)) return `${what}: ${message}`;
	if (isFork) return `${what} (${status}): pull requests from forks have a token that can only read. The report is in the job summary and the artifact; a second workflow can publish it: https://github.com/plangate/plangate#forks`;
	if (permission === null) return `${what} (${status}): ${message}`;
	return `${what}: GitHub refused it (${status}): ${message}. The token may lack a permission; add to the job:\npermissions:\n  contents: read\n  ${permission}`;
}
/** A rate limit is a 403 too, and no permission helps. */
function isLimit(message) {
	return /\brate limit\b/i.test(message ?? "");
}

// src/github/workflow.ts
/** GitHub's limit for one step's job summary, in bytes. */
const summaryLimit = 1048576;
/** Writes the job summary, replacing what this step has written before. */
async function writeSummary(markdown) {
	if (Buffer.byteLength(markdown) > summaryLimit) throw new RangeError(`the job summary has ${Buffer.byteLength(markdown)} bytes, GitHub takes ${summaryLimit}`);
	await summary.addRaw(markdown, true).write({ overwrite: true });
}
/** Sets the step's outputs; numbers as decimal text. */
function setOutputs(outputs) {
	for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}
/** Keeps `secret` out of every later line of the job's log. */
function maskSecret(secret) {
	if (secret !== "") setSecret(secret);
}
/** Fails the step with an annotation. The text is escaped for the workflow command by @actions/core. */
function annotateFailure(message) {
	setFailed(message);
}
/** Says what could not be reported, without changing the step's outcome. */
function annotateTrouble(message) {
	notice(message, { title: "plangate" });
}
/** GitHub shows as many annotations of each kind for one step; the failure of the step is one of the errors. */
const mostOfAKind = {
	failure: 9,
	warning: 10,
	notice: 9
};
const commands = {
	failure: error,
	warning,
	notice
};
/**
* Annotations as workflow commands, for where there is no check run to put them on: the most severe ones within
* GitHub's limits. @actions/core escapes them.
* Source: https://docs.github.com/en/actions/reference/limits
*/
function annotateLines(annotations) {
	const given = {
		failure: 0,
		warning: 0,
		notice: 0
	};
	for (const { level, file, line, column, title, message } of annotations) {
		given[level] += 1;
		if (given[level] > mostOfAKind[level]) continue;
		const place = {
			file,
			startLine: line,
			...column === null ? {} : { startColumn: column }
		};
		commands[level](message, {
			title,
			...place
		});
	}
}
/** One line of the job's log, whatever is in `text`: no workflow command, which in the old syntax may stand anywhere in a line. */
function logLine(text) {
	info(`plangate: ${text.replace(/\s+/g, " ").replaceAll("##[", "## [")}`);
}
/**
* Until it is disposed, nothing that is written to stdout is read as a workflow command: names, SQL and error messages of
* a pull request may look like one. Source: "Stopping and starting workflow commands" in
* https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
*/
function stopCommands(stdout) {
	const token = randomUUID();
	stdout.write(`::stop-commands::${token}\n`);
	return { [Symbol.dispose]: () => void stdout.write(`::${token}::\n`) };
}

// src/surfaces.ts
/**
* Shows the report on the pull request: one comment, and a check run with annotations. What GitHub does not take is told and
* changes nothing else; annotations then become the step's own.
*
* @param octokit null where there is no token
*/
async function showOnGitHub(octokit, report, surfaces) {
	const annotations = annotationsOf(report).flatMap(({ file, line, column, level, title, message }) => file === null || line === null ? [] : [{
		file,
		line,
		column,
		level,
		title,
		message
	}]);
	if (!(octokit !== null && surfaces.check && await tell("check", surfaces.isFork, () => showCheck(octokit, report, surfaces, annotations)))) annotateLines(annotations);
	const { pullRequest } = surfaces;
	if (octokit === null || pullRequest === null || surfaces.comment === "never") return;
	await tell("comment", surfaces.isFork, async () => {
		if (await keepComment(octokit, surfaces.repository, {
			pullRequest,
			name: surfaces.name,
			verdict: report.verdict,
			headSha: surfaces.isCurrent ? null : surfaces.headSha,
			post: surfaces.comment === "always" || isNews(report),
			render: (options) => renderMarkdown(report, {
				...surfaces.markdown,
				...options
			})
		}) === "outdated") logLine(`The pull request has newer commits than ${surfaces.headSha}: its comment is left to their run.`);
	});
}
async function showCheck(octokit, report, { repository, name, headSha, conclusion, runUrl, markdown }, annotations) {
	await writeCheckRun(octokit, repository, {
		name,
		headSha,
		conclusion,
		title: plainHeadline(report),
		summary: renderMarkdown(report, {
			...markdown,
			limit: checkTextLimit
		}),
		annotations,
		detailsUrl: runUrl
	});
}
/** Trouble with GitHub is a notice: the verdict stands. Returns whether there was none. */
async function tell(deed, isFork, action) {
	try {
		await action();
		return true;
	} catch (error) {
		annotateTrouble(describeTrouble(deed, error, isFork));
		return false;
	}
}
/** What a reader could act on or be glad of, and what is done to the gate. */
function isNews(report) {
	return report.verdict !== "pass" || (report.policy?.changes ?? []).length > 0 || report.cases.some(({ direction }) => direction === "better");
}

// src/publish.ts
/**
* Shows on a fork's pull request what the workflow run for it has measured: that run's own token can only read. Nothing of
* the pull request is checked out or run; its artifact is the author's own word, so the check run is never a success.
* Returns the exit code: what the report says fails the pull request's own run, and not this one.
*/
async function publish(job, action) {
	if (action.token === null) throw noToken();
	const octokit = connect({
		apiUrl: job.apiUrl,
		token: action.token
	});
	const found = await fetchForkReport({
		octokit,
		owner: job.owner,
		repository: job.repository,
		run: readWorkflowRun(job.payload),
		name: artifactName(action.name),
		validate: (value) => reportSchema.safeParse(value)
	});
	if (found.kind === "nothing") {
		if (found.isNotice) annotateTrouble(found.why);
		else logLine(found.why);
		return 0;
	}
	const { report, pullRequest, conclusion, runUrl, artifactUrl } = found;
	const { headSha } = pullRequest;
	const markdown = {
		links: {
			repositoryUrl: job.repositoryUrl,
			headSha
		},
		runUrl,
		artifactUrl,
		name: action.name,
		isForeign: true
	};
	await tell("summary", false, () => writeSummary(renderSummary(report, markdown)));
	await showOnGitHub(octokit, report, {
		repository: {
			owner: job.owner,
			repo: job.repository
		},
		pullRequest: pullRequest.number,
		headSha,
		isCurrent: true,
		name: action.name,
		comment: action.comment,
		check: action.check,
		conclusion,
		isFork: false,
		runUrl,
		markdown
	});
	return 0;
}
function noToken() {
	return new PlangateError({
		kind: "usage",
		place: "input token",
		problem: "There is none, and nothing can be published without.",
		remedy: "Leave the input out to use the token of the job."
	});
}

// src/job.ts
/**
* One job of the Action: inputs and event in; report files, artifact, job summary, check run, comment and outputs out.
* Returns the exit code. Trouble with GitHub is told and never changes the verdict.
*/
async function main(process) {
	let given;
	try {
		given = read(process.env);
	} catch (error) {
		await tellNotStarted(error);
		return exitCode("error");
	}
	const { options, action, job } = given;
	try {
		return action.mode === "publish" ? await publish(job, action) : await check(process, job, options, action);
	} catch (error) {
		annotateFailure(describeError(error));
		return exitCode("error");
	}
}
/** Throws a PlangateError for inputs that are none, outside of a job, and where a stranger's code would be run. */
function read(environment) {
	const { options, action } = readInputs(environment);
	for (const secret of [action.token ?? "", ...secretsOf(options.source)]) maskSecret(secret);
	const job = readJob(environment, (path) => readFileSync(path, "utf8"));
	if (action.mode === "check") refuseForeignCode(job);
	return {
		options,
		action,
		job
	};
}
/** A later step finds a verdict, and the summary says why, whatever it was that kept the job from starting. */
async function tellNotStarted(error) {
	annotateFailure(describeError(error));
	setOutputs({ verdict: "error" });
	await tell("summary", false, () => writeSummary(renderSummary(errorReport(error, { version }))));
}
async function check(process, job, options, action) {
	try {
		var _usingCtx$1 = _usingCtx();
		const controller = new AbortController();
		_usingCtx$1.u(onInterruption(process, controller));
		const { report, error } = await logged(process, () => run({
			options: {
				...options,
				directory: resolve(job.folder, options.directory)
			},
			event: job.event,
			token: action.token,
			skipUnchanged: action.skipUnchanged,
			environment: process.env,
			progress: options.quiet ? silent : terminalProgress(process.stdout, () => performance.now()),
			today: /* @__PURE__ */ new Date(),
			signal: controller.signal
		}));
		if (error instanceof Interruption) return error.exitCode;
		await show(job, options, action, report);
		const code = exitCode(report.verdict);
		if (code !== 0) annotateFailure(failure(report));
		return code;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
/** Runs, and prints the report for those who read the log; nothing in either is taken for a workflow command. */
async function logged(process, action) {
	try {
		var _usingCtx3 = _usingCtx();
		_usingCtx3.u(stopCommands(process.stdout));
		const result = await action();
		process.stdout.write(renderTerminal(result.report, {
			colour: true,
			width: 120
		}));
		return result;
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		_usingCtx3.d();
	}
}
const conclusions = {
	pass: "success",
	warn: "neutral",
	fail: "failure",
	error: "failure"
};
/** What a job leaves for later steps, and for its artifact. */
const everyFormat = {
	report: "report.json",
	markdown: "report.md",
	html: "report.html",
	sarif: "report.sarif",
	junit: "report.xml"
};
async function show(job, options, action, report) {
	const headSha = job.event.pullRequest?.headSha ?? report.head?.sha ?? job.event.sha;
	const shown = {
		links: {
			repositoryUrl: job.repositoryUrl,
			headSha
		},
		runUrl: job.runUrl,
		name: action.name
	};
	const folder = join(job.temporary, artifactName(action.name));
	const files = Object.values(everyFormat);
	const own = files.map((file) => join(folder, file));
	await writeReports(report, own, "the report", shown);
	const artifactUrl = action.artifact ? await upload(action.name, folder, files, job) : null;
	const markdown = artifactUrl === null ? shown : {
		...shown,
		artifactUrl
	};
	await tell("summary", job.isFork, () => writeSummary(renderSummary(report, markdown)));
	setOutputs({
		verdict: report.verdict,
		queries: report.cases.filter(isJudged).length,
		regressions: report.cases.filter((each) => each.outcome === "fail").length,
		improvements: report.cases.filter((each) => each.direction === "better").length,
		report: join(folder, everyFormat.report),
		markdown: join(folder, everyFormat.markdown),
		html: join(folder, everyFormat.html),
		comment: renderMarkdown(report, markdown),
		"artifact-url": artifactUrl ?? ""
	});
	await showOnGitHub(action.token === null ? null : connect({
		apiUrl: job.apiUrl,
		token: action.token
	}), report, {
		repository: {
			owner: job.owner,
			repo: job.repository
		},
		pullRequest: job.event.pullRequest?.number ?? null,
		headSha,
		isCurrent: false,
		name: action.name,
		comment: action.comment,
		check: action.check,
		conclusion: conclusions[report.verdict],
		isFork: job.isFork,
		runUrl: job.runUrl,
		markdown
	});
	const wanted = options.reports.map((file) => resolve(job.folder, file));
	await writeReports(report, wanted, "input report", shown);
}
/** The artifact's page; null where there is none, for which the log has the reason. */
async function upload(name, folder, files, job) {
	let url = null;
	await tell("artifact", job.isFork, async () => {
		const outcome = await uploadArtifact({
			name: artifactName(name),
			folder,
			files
		});
		if (outcome.kind === "uploaded") url = outcome.url;
		else logLine(outcome.why);
	});
	return url;
}
/** The verdict and its first reason, for the one line that GitHub shows of a failed step. */
function failure(report) {
	const [first] = report.reasons;
	const headline = plainHeadline(report);
	return first === void 0 ? headline : `${headline}: ${first.text}`;
}

export { main };