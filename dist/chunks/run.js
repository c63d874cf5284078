import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { _ as markOwner, a as lineAt, b as describeError, c as quoteIdentifier, d as plannerSettings, f as roleSettings, g as folderPrefix, h as sweepAbandonedServers, i as splitStatements, l as DatabaseError, m as stopAllServers, n as startServer, o as lineIndex, r as significantTokens, s as tokenize, t as reachServer, u as takeSettings, v as _usingCtx, y as PlangateError } from "./postgres.js";
import { t as require_dist } from "./dist.js";
import { t as require_wasm } from "./libpg-query.js";
import { t as version$1 } from "./version.js";
import { basename, dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { PassThrough, Readable } from "node:stream";
import { tmpdir } from "node:os";
import { spawn } from "node:child_process";
import { copyFile, lstat, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

// src/config/found.ts
/** Control and format characters, line separators and lone surrogates: what could break a line or turn it around. */
const unprintable$1 = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const longest$5 = 80;
/**
* How a value from a file, the command line or an environment stands in an error: text in double quotes, on one line,
* at most 80 characters of it; lists and groups are named, not printed.
*/
function found(value) {
	if (value === void 0 || value === null || value === "") return "nothing";
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object") return "a group of keys";
	if (typeof value === "string") return quoted$2(value);
	return String(value);
}
/** `text` in double quotes on one line, cut after 80 characters. */
function quoted$2(text) {
	const characters = [...text.slice(0, 162)];
	return `"${(characters.length > longest$5 ? `${characters.slice(0, longest$5).join("")}…` : characters.join("")).replace(unprintable$1, escaped$1)}"`;
}
function escaped$1(character) {
	if (character === "\n") return "\\n";
	if (character === "	") return "\\t";
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

// src/config/nearest.ts
/**
* The known word that `word` is most likely a slip of: at most one edit in three letters, two in all. null when there
* is none. An edit inserts, deletes or replaces a letter, or swaps two neighbours.
*/
function nearest$1(word, known) {
	let best = null;
	let fewest = Math.min(2, Math.max(1, Math.floor(word.length / 3))) + 1;
	for (const candidate of known) {
		if (Math.abs(candidate.length - word.length) >= fewest) continue;
		const edits = distance(word.toLowerCase(), candidate.toLowerCase());
		if (edits < fewest) {
			best = candidate;
			fewest = edits;
		}
	}
	return best;
}
/** ` Did you mean "budgets"?`, or nothing. */
function didYouMean(word, known) {
	const best = nearest$1(word, known);
	return best === null ? "" : `Did you mean "${best}"? `;
}
/** Optimal string alignment distance. */
function distance(a, b) {
	let before = [];
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let edits = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, at(before, j - 2) + 1);
			row.push(edits);
		}
		before = previous;
		previous = row;
	}
	return at(previous, b.length);
}
function at(row, index) {
	return row[index] ?? Number.POSITIVE_INFINITY;
}

// src/config/kinds.ts
/** The two sentences that refuse `value`. */
function refusal(value, kind) {
	const words = kind.schema.enum;
	const near = typeof value === "string" && Array.isArray(words) ? didYouMean(value, words.map(String)) : "";
	return {
		problem: value === void 0 || value === null || value === "" ? `${kind.noun} is missing.` : `${found(value)} is not ${kind.noun}.`,
		remedy: near + kind.remedy
	};
}
/** PostgreSQL and timers keep timeouts in 31 bits of milliseconds; this is the round number below. */
const longestTimeout = 35e3;
const durations = /* @__PURE__ */ new Map([
	["ms", 1],
	["s", 1e3],
	["min", 6e4]
]);
const sizes = /* @__PURE__ */ new Map([
	["B", 1],
	["kB", 1024],
	["MB", 1024 ** 2],
	["GB", 1024 ** 3],
	["TB", 1024 ** 4]
]);
/** Bytes in one block of a stock PostgreSQL. */
const blockSize$1 = 8192;
function quantity(value, units) {
	if (value === 0 || value === "0") return 0;
	const match = typeof value === "string" ? /^(\d{1,15}(?:\.\d{1,9})?) ?([A-Za-z]+)$/.exec(value) : null;
	const factor = units.get(match?.[2] ?? "");
	return match === null || factor === void 0 ? null : Number(match[1]) * factor;
}
function wholeNumber(value) {
	const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
	return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
function quantitySchema(units) {
	return {
		type: "string",
		pattern: `^\\d+(\\.\\d+)? ?(${[...units].join("|")})$`
	};
}
/** Milliseconds. */
const duration$1 = {
	noun: "a duration",
	remedy: "Write a number with ms, s or min, such as 5min.",
	schema: { anyOf: [quantitySchema(durations.keys()), { const: 0 }] },
	read: (value) => quantity(value, durations)
};
/** Whole milliseconds, at least one, because PostgreSQL reads a timeout of zero as none. */
const timeout = {
	noun: `a duration from 1ms to ${longestTimeout}min`,
	remedy: duration$1.remedy,
	schema: quantitySchema(durations.keys()),
	read(value) {
		const milliseconds = Math.ceil(duration$1.read(value) ?? 0);
		return milliseconds === 0 || milliseconds > longestTimeout * 6e4 ? null : milliseconds;
	}
};
/** Bytes; a plain number is bytes. */
const bytes = {
	noun: "a size",
	remedy: "Write a number with kB, MB or GB, such as 8MB.",
	schema: { anyOf: [{
		type: "integer",
		minimum: 0
	}, quantitySchema(sizes.keys())] },
	read: (value) => wholeNumber(value) ?? roundUp(quantity(value, sizes))
};
/** Where the docker engine keeps its data: a word, or bytes of memory. */
const storage = {
	noun: "a place for data",
	remedy: "Write auto, disk, or how much memory it may take, such as 2GB.",
	schema: { anyOf: [{ enum: ["auto", "disk"] }, quantitySchema(sizes.keys())] },
	read(value) {
		if (value === "auto" || value === "disk") return value;
		const size = quantity(value, sizes);
		return size === null || size < 1 ? null : Math.ceil(size);
	}
};
/** Blocks of 8 kB; a plain number is blocks, a size is rounded up to whole blocks. */
const blocks = {
	noun: "a number of blocks",
	remedy: "Write how many blocks of 8 kB, such as 1000, or a size with kB, MB or GB, such as 8MB.",
	schema: bytes.schema,
	read(value) {
		const size = quantity(value, sizes);
		return wholeNumber(value) ?? (size === null ? null : roundUp(size / blockSize$1));
	}
};
function roundUp(value) {
	return value === null ? null : Math.ceil(value);
}
/** A fraction: `10%` is 0.1. Zero may stand without the sign. */
const percentage = {
	noun: "a percentage",
	remedy: "Write a number with %, such as 10%.",
	schema: { anyOf: [{
		type: "string",
		pattern: "^\\d+(\\.\\d+)?%$"
	}, { const: 0 }] },
	read(value) {
		if (value === 0 || value === "0") return 0;
		const match = typeof value === "string" ? /^(\d{1,6}(?:\.\d{1,9})?)%$/.exec(value) : null;
		return match === null ? null : Number(match[1]) / 100;
	}
};
/** A fraction of a whole, 0 to 1. */
const share = {
	noun: "a percentage up to 100%",
	remedy: percentage.remedy,
	schema: percentage.schema,
	read(value) {
		const fraction = percentage.read(value);
		return fraction === null || fraction > 1 ? null : fraction;
	}
};
/** A fraction as small as one likes: `1e-9`. */
const tinyShare = {
	noun: "a number from 0 to 1",
	remedy: "Write a small number, such as 1e-9.",
	schema: {
		type: "number",
		minimum: 0,
		maximum: 1
	},
	read: (value) => typeof value === "number" && value >= 0 && value <= 1 ? value : null
};
const resultsModes = [
	"off",
	"bag",
	"ordered"
];
/** How the rows of both sides are compared. */
const resultsMode = choice("a way to compare rows", resultsModes);
function count$3(noun, minimum = 0, maximum = Number.MAX_SAFE_INTEGER) {
	const bounded = maximum < Number.MAX_SAFE_INTEGER;
	return {
		noun,
		remedy: bounded ? `Write a whole number from ${minimum} to ${maximum}.` : "Write a whole number, such as 10000.",
		schema: {
			type: "integer",
			minimum,
			...bounded ? { maximum } : {}
		},
		read(value) {
			const number = wholeNumber(value);
			return number === null || number < minimum || number > maximum ? null : number;
		}
	};
}
function choice(noun, values) {
	return {
		noun,
		remedy: `Write ${values.slice(0, -1).join(", ")} or ${values.at(-1)}.`,
		schema: { enum: values },
		read: (value) => values.find((known) => known === value) ?? null
	};
}
/** A YAML boolean, or the words that GitHub's getBooleanInput takes. */
const flag = {
	noun: "true or false",
	remedy: "Write true or false.",
	schema: { type: "boolean" },
	read(value) {
		if (typeof value === "boolean") return value;
		const word = [
			"true",
			"True",
			"TRUE",
			"false",
			"False",
			"FALSE"
		].find((known) => known === value);
		return word === void 0 ? null : word.toLowerCase() === "true";
	}
};
/** Text that is not blank and has no control characters; `pattern` narrows it. */
function text(noun, remedy, pattern) {
	return {
		noun,
		remedy,
		schema: {
			type: "string",
			...pattern === void 0 ? { minLength: 1 } : { pattern: pattern.source }
		},
		read(value) {
			if (typeof value !== "string" || /\p{Cc}/u.test(value) || value.trim() === "") return null;
			return pattern === void 0 || pattern.test(value) ? value.trim() : null;
		}
	};
}
/** An ISO date that exists. */
const date$1 = {
	noun: "a date",
	remedy: "Write year, month and day, such as 2027-03-31.",
	schema: {
		type: "string",
		format: "date"
	},
	read(value) {
		if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
		const time = Date.parse(`${value}T00:00:00Z`);
		return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : null;
	}
};

// src/config/message.ts
/**
* zod carries one string per issue, plangate's errors two. Neither of them ever holds a line break, because what is
* found in a file is printed on one line.
*/
function message$1(problem, remedy) {
	return `${problem}\n${remedy}`;
}
function refuse(value, kind) {
	const { problem, remedy } = refusal(value, kind);
	return message$1(problem, remedy);
}
function refuseShape(value, shape, remedy) {
	return message$1(value === void 0 || value === null ? "there is no value." : `${found(value)} is not ${shape}.`, remedy);
}
function readMessage(text) {
	const [problem = text, remedy = ""] = text.split("\n");
	return {
		problem,
		remedy
	};
}

// src/config/faults.ts
/** The faults that zod found, one for each unknown key. */
function faultsOf(issues) {
	return issues.flatMap((issue) => {
		const path = issue.path.filter((part) => typeof part !== "symbol");
		if (issue.code !== "unrecognized_keys") return [{
			path,
			...readMessage(issue.message)
		}];
		const known = issue.message.split("\n");
		return issue.keys.map((name) => {
			return {
				path: [...path, name],
				problem: "this key is not known.",
				remedy: `${didYouMean(name, known)}Known keys here: ${known.join(", ")}.`
			};
		});
	});
}

// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
	const numericValues = Object.values(entries).filter((v) => typeof v === "number");
	return Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
}
function joinValues(array, separator = "|") {
	return array.map((val) => stringifyPrimitive(val)).join(separator);
}
function jsonStringifyReplacer(_, value) {
	if (typeof value === "bigint") return value.toString();
	return value;
}
var Cached = class {
	constructor(getter) {
		this._getter = getter;
		this._value = void 0;
	}
	get value() {
		const getter = this._getter;
		if (getter !== void 0) {
			this._value = getter();
			this._getter = void 0;
		}
		return this._value;
	}
};
function cached(getter) {
	return new Cached(getter);
}
function nullish(input) {
	return input === null || input === void 0;
}
function cleanRegex(source) {
	const start = source.startsWith("^") ? 1 : 0;
	const end = source.endsWith("$") ? source.length - 1 : source.length;
	return source.slice(start, end);
}
function floatSafeRemainder(val, step) {
	const ratio = val / step;
	const roundedRatio = Math.round(ratio);
	const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(ratio), 1);
	if (Math.abs(ratio - roundedRatio) < tolerance) return 0;
	return ratio - roundedRatio;
}
function assignProp(target, prop, value) {
	Object.defineProperty(target, prop, {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
}
/**
* Whichever object a def's `shape` currently answers from: the one the caller passed until the first read, the frozen copy after it.
*
* Its keys and descriptors read without invoking anything, which is what lets a discriminated union check its discriminator, and the cycle walk read a shape, without resolving a getter that references the schema being constructed. A def that answers `shape` from an accessor of its own has none.
*/
function rawShape(def) {
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	return desc?.get ? desc.get.raw : desc?.value;
}
function sourceShape(schema) {
	return rawShape(schema._zod.def) ?? schema._zod.def.shape;
}
function deferProp(target, key, getter) {
	Object.defineProperty(target, key, {
		get() {
			const value = getter();
			assignProp(this, key, value);
			return value;
		},
		enumerable: true,
		configurable: true
	});
}
function putProp(target, key, value) {
	if (key in target) assignProp(target, key, value);
	else target[key] = value;
}
/**
* Copies `keys` of `source`'s shape onto `target`, each value passed through `wrap`.
*
* A key the source has resolved is copied through now, so the derived shape states it outright and nothing has to resolve it to learn what it holds. A key the source still defers stays deferred, and reads back through the source's own `shape`, so it resolves once and both shapes get that one schema.
*/
function mirrorShape(target, source, keys, wrap) {
	const raw = sourceShape(source);
	for (const key of keys) {
		const desc = Object.getOwnPropertyDescriptor(raw, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => {
			const value = source._zod.def.shape[key];
			return wrap ? wrap(value, key) : value;
		});
		else putProp(target, key, wrap ? wrap(desc.value, key) : desc.value);
	}
}
function mirrorProps(target, source) {
	for (const key of Reflect.ownKeys(source)) {
		const desc = Object.getOwnPropertyDescriptor(source, key);
		if (!desc.enumerable) continue;
		if (desc.get) deferProp(target, key, () => source[key]);
		else putProp(target, key, desc.value);
	}
}
function mergeDefs(...defs) {
	const mergedDescriptors = {};
	for (const def of defs) {
		const descriptors = Object.getOwnPropertyDescriptors(def);
		Object.assign(mergedDescriptors, descriptors);
	}
	return Object.defineProperties({}, mergedDescriptors);
}
function esc$1(str) {
	return JSON.stringify(str);
}
function slugify(input) {
	return input.toLowerCase().trim().replace(/[^\w\s-]/g, "").replace(/[\s_-]+/g, "-").replace(/^-+|-+$/g, "");
}
const captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {};
function isObject$1(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}
const allowsEval = /* @__PURE__*/ cached(() => {
	if (globalConfig.jitless) return false;
	if (typeof navigator !== "undefined" && navigator?.userAgent?.includes("Cloudflare")) return false;
	try {
		new Function("");
		return true;
	} catch (_) {
		return false;
	}
});
function isPlainObject(o) {
	if (isObject$1(o) === false) return false;
	const ctor = o.constructor;
	if (ctor === void 0) return true;
	if (typeof ctor !== "function") return true;
	const prot = ctor.prototype;
	if (isObject$1(prot) === false) return false;
	if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) return false;
	return true;
}
function shallowClone(o) {
	if (isPlainObject(o)) return { ...o };
	if (Array.isArray(o)) return [...o];
	if (o instanceof Map) return new Map(o);
	if (o instanceof Set) return new Set(o);
	return o;
}
const propertyKeyTypes = /* @__PURE__*/ new Set([
	"string",
	"number",
	"symbol"
]);
function escapeRegex(str) {
	return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
	const cl = new inst._zod.constr(def ?? inst._zod.def);
	if (!def || params?.parent) cl._zod.parent = inst;
	return cl;
}
function normalizeParams(_params) {
	const params = _params;
	if (!params) return {};
	if (typeof params === "string") return { error: () => params };
	if (params?.message !== void 0) {
		if (params?.error !== void 0) throw new Error("Cannot specify both `message` and `error` params");
		params.error = params.message;
	}
	delete params.message;
	if (typeof params.error === "string") return {
		...params,
		error: () => params.error
	};
	return params;
}
function stringifyPrimitive(value) {
	if (typeof value === "bigint") return value.toString() + "n";
	if (typeof value === "string") return `"${value}"`;
	return `${value}`;
}
function optionalKeys(shape) {
	return Object.keys(shape).filter((k) => {
		return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
	});
}
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
	safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	int32: [-2147483648, 2147483647],
	uint32: [0, 4294967295],
	float32: [-34028234663852886e22, 34028234663852886e22],
	float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
const BIGINT_FORMAT_RANGES = {
	int64: [/* @__PURE__*/ BigInt("-9223372036854775808"), /* @__PURE__*/ BigInt("9223372036854775807")],
	uint64: [/* @__PURE__*/ BigInt(0), /* @__PURE__*/ BigInt("18446744073709551615")]
};
function pick$1(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".pick() cannot be used on object schemas containing refinements");
	const newShape = {};
	mirrorShape(newShape, schema, maskedKeys(schema, mask));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function maskedKeys(schema, mask) {
	const raw = sourceShape(schema);
	const keys = [];
	for (const key of Reflect.ownKeys(mask)) {
		if (!Object.getOwnPropertyDescriptor(raw, key)?.enumerable) throw new Error(`Unrecognized key: "${String(key)}"`);
		if (mask[key]) keys.push(key);
	}
	return keys;
}
function omit(schema, mask) {
	const currDef = schema._zod.def;
	const checks = currDef.checks;
	if (checks && checks.length > 0) throw new Error(".omit() cannot be used on object schemas containing refinements");
	const omitted = new Set(maskedKeys(schema, mask));
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)).filter((key) => !omitted.has(key)));
	return clone(schema, mergeDefs(currDef, {
		shape: newShape,
		checks: []
	}));
}
function extend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to extend: expected a plain object");
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) {
		const existingShape = sourceShape(schema);
		for (const key of Reflect.ownKeys(shape)) if (Object.getOwnPropertyDescriptor(existingShape, key) !== void 0) throw new Error("Cannot overwrite keys on object schemas containing refinements. Use `.safeExtend()` instead.");
	}
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function extended(schema, shape) {
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)));
	mirrorProps(newShape, shape);
	return newShape;
}
function safeExtend(schema, shape) {
	if (!isPlainObject(shape)) throw new Error("Invalid input to safeExtend: expected a plain object");
	return clone(schema, mergeDefs(schema._zod.def, { shape: extended(schema, shape) }));
}
function merge(a, b) {
	if (!b?._zod?.def) throw new Error("Invalid input to merge: expected an object schema. To merge a plain shape, use `.extend()`.");
	if (a._zod.def.checks?.length) throw new Error(".merge() cannot be used on object schemas containing refinements. Use .safeExtend() instead.");
	const newShape = {};
	mirrorShape(newShape, a, Reflect.ownKeys(sourceShape(a)));
	mirrorShape(newShape, b, Reflect.ownKeys(sourceShape(b)));
	return clone(a, mergeDefs(a._zod.def, {
		shape: newShape,
		get catchall() {
			return b._zod.def.catchall;
		},
		checks: b._zod.def.checks ?? []
	}));
}
function partial(Class, schema, mask, name = "partial") {
	const checks = schema._zod.def.checks;
	if (checks && checks.length > 0) throw new Error(`.${name}() cannot be used on object schemas containing refinements`);
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), Class && ((value, key) => selected && !selected.has(key) ? value : new Class({
		type: "optional",
		innerType: value
	})));
	return clone(schema, mergeDefs(schema._zod.def, {
		shape: newShape,
		checks: []
	}));
}
function required(Class, schema, mask) {
	const selected = mask ? new Set(maskedKeys(schema, mask)) : void 0;
	const newShape = {};
	mirrorShape(newShape, schema, Reflect.ownKeys(sourceShape(schema)), (value, key) => selected && !selected.has(key) ? value : new Class({
		type: "nonoptional",
		innerType: value
	}));
	return clone(schema, mergeDefs(schema._zod.def, { shape: newShape }));
}
function aborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue !== true) return true;
	return false;
}
function explicitlyAborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue === false) return true;
	return false;
}
function prefixIssues(path, issues) {
	return issues.map((iss) => {
		var _a;
		(_a = iss).path ?? (_a.path = []);
		iss.path.unshift(path);
		return iss;
	});
}
function unwrapMessage(message) {
	return typeof message === "string" ? message : message?.message;
}
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
	const caps = [];
	for (const ch of defChecks ?? []) {
		const d = ch._zod.def;
		if (!/_(length|size)$|_equals$/.test(d.check)) break;
		const max = d.maximum ?? d.length ?? d.size;
		if (max >= 0) caps.push([max, ch]);
	}
	return caps;
}
function attachSchema(issues, start, inst) {
	var _a;
	for (let i = start; i < issues.length; i++) (_a = issues[i]).schema ?? (_a.schema = inst);
}
function finalizeIssue(iss, ctx, config) {
	var _a;
	const traits = iss.inst?._zod?.traits;
	if (traits?.has("$ZodType")) {
		if (traits.has("$ZodCheck")) (_a = iss).schema ?? (_a.schema = iss.inst);
		else iss.schema = iss.inst;
	}
	const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
	const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config.customError?.(iss)) ?? unwrapMessage(config.localeError?.(iss)) ?? "Invalid input";
	const full = {};
	for (const k of Object.keys(iss)) {
		if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__") continue;
		full[k] = iss[k];
	}
	full.path ?? (full.path = []);
	full.message = message;
	if (ctx?.reportInput) full.input = iss.input;
	return full;
}
const highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
	const units = str.length;
	if (!highSurrogate.test(str)) return units;
	let count = units;
	for (let i = 0; i < units - 1; i++) if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
		count--;
		i++;
	}
	return count;
}
function getLengthableOrigin(input) {
	if (Array.isArray(input)) return "array";
	if (typeof input === "string") return "string";
	return "unknown";
}
function parsedType(data) {
	const t = typeof data;
	switch (t) {
		case "number": return Number.isNaN(data) ? "nan" : "number";
		case "object": {
			if (data === null) return "null";
			if (Array.isArray(data)) return "array";
			const obj = data;
			if (obj && Object.getPrototypeOf(obj) !== Object.prototype && "constructor" in obj && obj.constructor) return obj.constructor.name;
		}
	}
	return t;
}
function issue(...args) {
	const [iss, input, inst] = args;
	if (typeof iss === "string") return {
		message: iss,
		code: "custom",
		input,
		inst
	};
	return { ...iss };
}
/**
* Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
*
* Call this from a `proto` initializer, which runs once per prototype — never per instance.
*/
function members(proto, table) {
	for (const key in table) {
		const desc = Object.getOwnPropertyDescriptor(table, key);
		if (desc.get) Object.defineProperty(proto, key, {
			...desc,
			enumerable: false
		});
		else defineBound(proto, key, desc.value);
	}
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
	Object.defineProperty(inst, key, {
		configurable: true,
		writable: true,
		enumerable,
		value
	});
	return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
	return own(inst, key, value, false);
}
/** Adds members a table derives from the instance: each builds on first read and shadows as own data, and assignment shadows the same way, as when these were own properties. */
/* @__NO_SIDE_EFFECTS__ */
function derived(computes, table) {
	for (const key in computes) {
		const compute = computes[key];
		Object.defineProperty(table, key, {
			configurable: true,
			enumerable: true,
			get() {
				return own(this, key, compute(this));
			},
			set(value) {
				own(this, key, value);
			}
		});
	}
	return table;
}
function defineBound(proto, key, fn) {
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			return this == null ? fn : own(this, key, fn.bind(this));
		},
		set(value) {
			own(this, key, value);
		}
	});
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
	const proto = Object.getPrototypeOf(inst);
	return sentinel in proto ? void 0 : proto;
}
let installing;
let broke = false;
const breaker$1 = {
	configurable: true,
	get() {
		broke = true;
	}
};
/**
* Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
* constructor, computed from the internals object itself and cached there on
* first read. One accessor per constructor rather than one per instance.
*/
function defineLazyInternal(inst, key, compute) {
	const proto = Object.getPrototypeOf(inst._zod);
	if (key in proto && installing !== inst._zod) {
		installing = void 0;
		return;
	}
	installing = inst._zod;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			Object.defineProperty(this, key, breaker$1);
			const outer = broke;
			broke = false;
			try {
				const value = compute(this);
				if (broke) delete this[key];
				else Object.defineProperty(this, key, {
					configurable: true,
					writable: true,
					value
				});
				broke = broke || outer;
				return value;
			} catch (err) {
				delete this[key];
				broke = broke || outer;
				throw err;
			}
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				value
			});
		}
	});
}
/**
* Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
* data property. One accessor per constructor rather than one per instance, because an own accessor
* puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
*/
function installLazyProp(inst, key, make, enumerable) {
	const proto = claim(inst, key);
	if (!proto) return;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			const desc = {
				configurable: true,
				writable: true,
				enumerable,
				value: void 0
			};
			Object.defineProperty(this, key, desc);
			desc.value = make(this);
			Object.defineProperty(this, key, desc);
			return desc.value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				enumerable,
				value
			});
		}
	});
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
	const fn = () => value;
	fn[CONSTANT_CATCH] = true;
	return fn;
}

// node_modules/zod/v4/core/core.js
var _a$1;
/** A special constant with type `never` */
const NEVER = /*@__PURE__*/ Object.freeze({ status: "aborted" });
const _zodDesc = {
	value: void 0,
	enumerable: false
};
let _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
	const E = _E;
	if (E) {
		const saved = E.stackTraceLimit;
		if (typeof saved === "number") {
			try {
				E.stackTraceLimit = 0;
			} catch {
				_E = null;
				return new Definition();
			}
			try {
				return new Definition();
			} finally {
				E.stackTraceLimit = saved;
			}
		}
	}
	return new Definition();
}
/* @__NO_SIDE_EFFECTS__ */
function $constructor(name, initializer, proto, params) {
	const zodProto = {};
	function Internals(def) {
		this.def = def;
		this.constr = _;
		this.traits = /* @__PURE__ */ new Set();
	}
	Internals.prototype = zodProto;
	const protoMembers = proto;
	const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
	function init(inst, def) {
		if (!inst._zod) {
			_zodDesc.value = new Internals(def);
			try {
				Object.defineProperty(inst, "_zod", _zodDesc);
			} finally {
				_zodDesc.value = void 0;
			}
		} else if (inst._zod.traits.has(name)) return;
		inst._zod.traits.add(name);
		initializer(inst, def);
		if (initialized) {
			const own = Object.getPrototypeOf(inst);
			const ctorProto = inst._zod.constr.prototype;
			let up = own;
			while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
			const target = up ?? own;
			if (!initialized.has(target)) {
				initialized.add(target);
				members(target, protoMembers);
			}
		}
		const proto = _.prototype;
		for (const k in proto) {
			if (!Object.prototype.hasOwnProperty.call(proto, k)) continue;
			if (!(k in inst)) inst[k] = proto[k].bind(inst);
		}
	}
	const Parent = params?.Parent ?? Object;
	class Definition extends Parent {}
	Object.defineProperty(Definition, "name", { value: name });
	function _(def) {
		const inst = params?.Parent ? newError(Definition) : this;
		init(inst, def);
		const deferred = inst._zod.deferred;
		if (deferred) {
			for (const fn of deferred) fn();
			inst._zod.deferred = void 0;
		}
		const pp = globalThis.__zod_globalConfig?.postProcessor;
		if (pp) pp(inst);
		return inst;
	}
	Object.defineProperty(_, "init", { value: init });
	Object.defineProperty(_, Symbol.hasInstance, { value: (inst) => {
		if (params?.Parent && inst instanceof params.Parent) return true;
		return inst?._zod?.traits?.has(name);
	} });
	Object.defineProperty(_, "name", { value: name });
	return _;
}
var $ZodAsyncError = class extends Error {
	constructor() {
		super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
	}
};
var $ZodEncodeError = class extends Error {
	constructor(name) {
		super(`Encountered unidirectional transform during encode: ${name}`);
		this.name = "ZodEncodeError";
	}
};
(_a$1 = globalThis).__zod_globalConfig ?? (_a$1.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
	if (newConfig) Object.assign(globalConfig, newConfig);
	return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
	const internals = this._zod;
	internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
	return internals.message;
}
function _setMessage(value) {
	this._zod.message = value;
}
const _messageDesc = {
	get: _getMessage,
	set: _setMessage,
	enumerable: true,
	configurable: true
};
const _issuesDesc = {
	value: void 0,
	enumerable: false
};
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer$1 = (inst, def) => {
	inst.name = "$ZodError";
	_issuesDesc.value = def;
	Object.defineProperty(inst, "issues", _issuesDesc);
	_issuesDesc.value = void 0;
	Object.defineProperty(inst, "message", _messageDesc);
	const proto = Object.getPrototypeOf(inst);
	if (!_installedToString.has(proto)) {
		_installedToString.add(proto);
		Object.defineProperty(proto, "toString", {
			configurable: true,
			enumerable: false,
			get() {
				const value = () => this.message;
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
				return value;
			},
			set(value) {
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
			}
		});
	}
};
const $ZodError = /* @__PURE__ */ $constructor("$ZodError", initializer$1);
/** Get-or-create `obj[key]` as an own data property. A path segment naming an inherited member
* ("toString", "constructor") would otherwise read through to the prototype, and assigning
* "__proto__" would hit the setter instead of creating a key. */
function node(obj, key, make) {
	if (!Object.prototype.hasOwnProperty.call(obj, key)) {
		if (key === "__proto__") Object.defineProperty(obj, key, {
			value: make(),
			writable: true,
			enumerable: true,
			configurable: true
		});
		else obj[key] = make();
	}
	return obj[key];
}
function flattenError(error, mapper = (issue) => issue.message) {
	const fieldErrors = {};
	const formErrors = [];
	for (const sub of error.issues) if (sub.path.length > 0) node(fieldErrors, sub.path[0], () => []).push(mapper(sub));
	else formErrors.push(mapper(sub));
	return {
		formErrors,
		fieldErrors
	};
}
function formatError(error, mapper = (issue) => issue.message) {
	const fieldErrors = { _errors: [] };
	const processError = (error, path = []) => {
		for (const issue of error.issues) if (issue.code === "invalid_union" && issue.errors.length) issue.errors.map((issues) => processError({ issues }, [...path, ...issue.path]));
		else if (issue.code === "invalid_key") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else if (issue.code === "invalid_element") processError({ issues: issue.issues }, [...path, ...issue.path]);
		else {
			const fullpath = [...path, ...issue.path];
			if (fullpath.length === 0) fieldErrors._errors.push(mapper(issue));
			else {
				let curr = fieldErrors;
				let i = 0;
				while (i < fullpath.length) {
					const el = fullpath[i];
					const terminal = i === fullpath.length - 1;
					if (el === "_errors") {
						if (terminal) curr._errors.push(mapper(issue));
						i++;
						continue;
					}
					if (!Object.prototype.hasOwnProperty.call(curr, el)) Object.defineProperty(curr, el, {
						value: { _errors: [] },
						enumerable: true,
						writable: true,
						configurable: true
					});
					const node = curr[el];
					if (terminal) node._errors.push(mapper(issue));
					curr = node;
					i++;
				}
			}
		}
	};
	processError(error);
	return fieldErrors;
}

// node_modules/zod/v4/core/parse.js
function finalizeParams(callee, params) {
	return {
		callee: params?.callee ?? callee,
		Err: params?.Err
	};
}
const _parse = (_Err) => {
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: false
		} : { async: false };
		const result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) throw new $ZodAsyncError();
		if (result.issues.length) {
			const e = new ((_params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, _params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _parseAsync = (_Err) => {
	const fn = async (schema, value, _ctx, params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: true
		} : { async: true };
		let result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) result = await result;
		if (result.issues.length) {
			const e = new ((params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const _safeParse = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: false
	} : { async: false };
	const result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length ? failure$3(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
function failure$3(Err, issues, ctx) {
	let error;
	return {
		success: false,
		get error() {
			if (!error) {
				error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
				issues = void 0;
				ctx = void 0;
			}
			return error;
		},
		set error(e) {
			error = e;
			issues = void 0;
			ctx = void 0;
		}
	};
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true
	} : { async: true };
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length ? failure$3(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const COMPILE_INVALID = /* @__PURE__ */ Symbol.for("zod.compile.invalid");
const COMPILE_FALLBACK = /* @__PURE__ */ Symbol.for("zod.compile.fallback");
const validate = ((schema, value, _ctx) => {
	const validator = schema._zod.bag.validator;
	if (validator !== void 0) {
		if (validator(value) !== COMPILE_INVALID) return true;
		if (validator.definite === true && _ctx === void 0) return false;
	}
	return validateFallback(schema, value, _ctx);
});
function validateFallback(schema, value, _ctx) {
	const ctx = _ctx ? {
		..._ctx,
		async: false,
		abortEarly: true
	} : {
		async: false,
		abortEarly: true
	};
	const fallbackRun = schema._zod.bag.fallbackRun;
	let result;
	if (fallbackRun) {
		ctx[COMPILE_FALLBACK] = true;
		result = fallbackRun({
			value,
			issues: []
		}, ctx);
	} else result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length === 0;
}
const validateAsync$1 = async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true,
		abortEarly: true
	} : {
		async: true,
		abortEarly: true
	};
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length === 0;
};
const _encode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return parse(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decode = (_Err) => {
	const parse = _parse(_Err);
	const fn = (schema, value, _ctx, _params) => {
		return parse(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _encodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			direction: "backward"
		} : { direction: "backward" };
		return await parseAsync(schema, value, ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _decodeAsync = (_Err) => {
	const parseAsync = _parseAsync(_Err);
	const fn = async (schema, value, _ctx, _params) => {
		return await parseAsync(schema, value, _ctx, finalizeParams(fn, _params));
	};
	return fn;
};
const _safeEncode = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParse(_Err)(schema, value, ctx);
};
const _safeDecode = (_Err) => (schema, value, _ctx) => {
	return _safeParse(_Err)(schema, value, _ctx);
};
const _safeEncodeAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		direction: "backward"
	} : { direction: "backward" };
	return _safeParseAsync(_Err)(schema, value, ctx);
};
const _safeDecodeAsync = (_Err) => async (schema, value, _ctx) => {
	return _safeParseAsync(_Err)(schema, value, _ctx);
};

// node_modules/zod/v4/core/regexes.js
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link cuid2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const cuid = /^[cC][0-9a-z]{6,}$/;
const cuid2 = /^[0-9a-z]+$/;
const ulid = /^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$/;
const xid = /^[0-9a-vA-V]{20}$/;
const ksuid = /^[A-Za-z0-9]{27}$/;
const nanoid = /^[a-zA-Z0-9_-]{21}$/;
function nanoidOfLength(length) {
	return new RegExp(`^[a-zA-Z0-9_-]{${length}}$`);
}
/** ISO 8601-1 duration regex. Does not support the 8601-2 extensions like negative durations or fractional/negative components. */
const duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
/** A regex for any UUID-like identifier: 8-4-4-4-12 hex pattern */
const guid = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})$/;
/** Returns a regex for validating an RFC 9562/4122 UUID.
*
* @param version Optionally specify a version 1-8. If no version is specified, all versions are supported. */
const uuid = (version) => {
	if (!version) return /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
	return new RegExp(`^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-${version}[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$`);
};
/** Practical email validation */
const email = /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const _emoji$1 = `^(?=[\\s\\S]*[\\p{Extended_Pictographic}\\p{Regional_Indicator}\\u20E3])[\\p{Extended_Pictographic}\\p{Emoji_Component}]+$`;
function emoji() {
	return new RegExp(_emoji$1, "u");
}
const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])$/;
const ipv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))$/;
const cidrv4 = /^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])\/([0-9]|[1-2][0-9]|3[0-2])$/;
const cidrv6 = /^(([0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,7}:|([0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{1,4}|([0-9a-fA-F]{1,4}:){1,5}(:[0-9a-fA-F]{1,4}){1,2}|([0-9a-fA-F]{1,4}:){1,4}(:[0-9a-fA-F]{1,4}){1,3}|([0-9a-fA-F]{1,4}:){1,3}(:[0-9a-fA-F]{1,4}){1,4}|([0-9a-fA-F]{1,4}:){1,2}(:[0-9a-fA-F]{1,4}){1,5}|[0-9a-fA-F]{1,4}:((:[0-9a-fA-F]{1,4}){1,6})|:((:[0-9a-fA-F]{1,4}){1,7}|:))\/(12[0-8]|1[01][0-9]|[1-9]?[0-9])$/;
const base64 = /^$|^(?:[0-9a-zA-Z+/]{4})*(?:(?:[0-9a-zA-Z+/]{2}==)|(?:[0-9a-zA-Z+/]{3}=))?$/;
const base64url = /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$/;
const httpProtocol = /^https?$/;
const e164 = /^\+[1-9]\d{6,14}$/;
const dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
/** Anchors a pattern source. The interpolation lives here rather than at the call site because
* esbuild will not drop a `@__PURE__` call whose own argument interpolates a variable, but it
* will drop `anchor(dateSource)`. Keeping it inline pinned `date` into every bundle. */
function anchor(source) {
	return new RegExp(`^${source}$`);
}
const date = /*@__PURE__*/ anchor(dateSource);
function timeSource(args) {
	const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
	return typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
}
function time(args) {
	return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
	const opts = ["Z"];
	if (args.offset) opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
	const qualified = `${timeSource({
		precision: args.precision,
		seconds: true
	})}(?:${opts.join("|")})`;
	const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
	return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
const anyString = /^[\s\S]{0,}$/;
const integer = /^-?\d+$/;
const number$3 = /^-?\d+(?:\.\d+)?$/;
const boolean$1 = /^(?:true|false)$/i;
const _null$2 = /^null$/i;
const lowercase = /^[^A-Z]*$/;
const uppercase = /^[^a-z]*$/;

// node_modules/zod/v4/core/checks.js
const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
	var _a;
	inst._zod ?? (inst._zod = {});
	inst._zod.def = def;
	(_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
	const val = payload.value;
	return !nullish(val) && val.length !== void 0;
};
const numericOriginMap = {
	number: "number",
	bigint: "bigint",
	object: "date"
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value <= def.value : payload.value < def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_big",
			maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value >= def.value : payload.value > def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_small",
			minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMultipleOf = /*@__PURE__*/ $constructor("$ZodCheckMultipleOf", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		if (typeof payload.value !== typeof def.value) throw new Error("Cannot mix number and bigint in multiple_of check.");
		if (typeof payload.value === "bigint" ? def.value !== BigInt(0) && payload.value % def.value === BigInt(0) : floatSafeRemainder(payload.value, def.value) === 0) return;
		payload.issues.push({
			origin: typeof payload.value,
			code: "not_multiple_of",
			divisor: def.value,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
	$ZodCheck.init(inst, def);
	def.format = def.format || "float64";
	const isInt = def.format?.includes("int");
	const origin = isInt ? "int" : "number";
	const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
	inst._zod.check = (payload) => {
		const input = payload.value;
		if (isInt) {
			if (!Number.isInteger(input)) {
				payload.issues.push({
					expected: origin,
					format: def.format,
					code: "invalid_type",
					continue: false,
					input,
					inst
				});
				return;
			}
			if (!Number.isSafeInteger(input)) {
				if (input > 0) payload.issues.push({
					input,
					code: "too_big",
					maximum: Number.MAX_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				else payload.issues.push({
					input,
					code: "too_small",
					minimum: Number.MIN_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				return;
			}
		}
		if (input < minimum) payload.issues.push({
			origin: "number",
			input,
			code: "too_small",
			minimum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
		if (input > maximum) payload.issues.push({
			origin: "number",
			input,
			code: "too_big",
			maximum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units > def.maximum ? codePointLength(input) : units) <= def.maximum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_big",
			maximum: def.maximum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units) >= def.minimum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_small",
			minimum: def.minimum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLengthEquals = /*@__PURE__*/ $constructor("$ZodCheckLengthEquals", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		const length = typeof input === "string" && units >= def.length && units <= def.length * 2 ? codePointLength(input) : units;
		if (length === def.length) return;
		const origin = getLengthableOrigin(input);
		const tooBig = length > def.length;
		payload.issues.push({
			origin,
			...tooBig ? {
				code: "too_big",
				maximum: def.length
			} : {
				code: "too_small",
				minimum: def.length
			},
			inclusive: true,
			exact: true,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
	var _a, _b;
	$ZodCheck.init(inst, def);
	if (def.pattern) (_a = inst._zod).check ?? (_a.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: def.format,
			input: payload.value,
			...def.pattern ? { pattern: def.pattern.toString() } : {},
			inst,
			continue: !def.abort
		});
	});
	else (_b = inst._zod).check ?? (_b.check = () => {});
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "regex",
			input: payload.value,
			pattern: def.pattern.toString(),
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckLowerCase = /*@__PURE__*/ $constructor("$ZodCheckLowerCase", (inst, def) => {
	def.pattern ?? (def.pattern = lowercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckUpperCase = /*@__PURE__*/ $constructor("$ZodCheckUpperCase", (inst, def) => {
	def.pattern ?? (def.pattern = uppercase);
	$ZodCheckStringFormat.init(inst, def);
});
const $ZodCheckIncludes = /*@__PURE__*/ $constructor("$ZodCheckIncludes", (inst, def) => {
	$ZodCheck.init(inst, def);
	const escapedRegex = escapeRegex(def.includes);
	def.pattern = new RegExp(typeof def.position === "number" ? `^.{${def.position},}${escapedRegex}` : escapedRegex);
	inst._zod.check = (payload) => {
		if (payload.value.includes(def.includes, def.position)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "includes",
			includes: def.includes,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStartsWith = /*@__PURE__*/ $constructor("$ZodCheckStartsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`^${escapeRegex(def.prefix)}.*`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.startsWith(def.prefix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "starts_with",
			prefix: def.prefix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckEndsWith = /*@__PURE__*/ $constructor("$ZodCheckEndsWith", (inst, def) => {
	$ZodCheck.init(inst, def);
	const pattern = new RegExp(`.*${escapeRegex(def.suffix)}$`);
	def.pattern ?? (def.pattern = pattern);
	inst._zod.check = (payload) => {
		if (payload.value.endsWith(def.suffix)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "ends_with",
			suffix: def.suffix,
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckOverwrite = /*@__PURE__*/ $constructor("$ZodCheckOverwrite", (inst, def) => {
	$ZodCheck.init(inst, def);
	inst._zod.check = (payload) => {
		payload.value = def.tx(payload.value);
	};
});

// node_modules/zod/v4/core/doc.js
var Doc = class {
	constructor(args = [], closed = {}) {
		this.content = [];
		this.indent = 0;
		this.args = args;
		this.closed = closed;
	}
	indented(fn) {
		this.indent += 1;
		try {
			fn(this);
		} finally {
			this.indent -= 1;
		}
	}
	write(arg) {
		if (typeof arg === "function") {
			arg(this, { execution: "sync" });
			arg(this, { execution: "async" });
			return;
		}
		const lines = arg.split("\n").filter((x) => x);
		const minIndent = Math.min(...lines.map((x) => x.length - x.trimStart().length));
		const dedented = lines.map((x) => x.slice(minIndent)).map((x) => " ".repeat(this.indent * 2) + x);
		for (const line of dedented) this.content.push(line);
	}
	compile() {
		const F = Function;
		const content = this?.content ?? [``];
		return new F(...Object.keys(this.closed), `return function (${this.args.join(", ")}) {\n${content.join("\n")}\n};`)(...Object.values(this.closed));
	}
};

// node_modules/zod/v4/core/versions.js
const version = {
	major: 4,
	minor: 6,
	patch: 7
};

// node_modules/zod/v4/core/schemas.js
const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
	var _a;
	inst ?? (inst = {});
	inst._zod.def = def;
	inst._zod.bag = inst._zod.bag || {};
	inst._zod.version = version;
	const defChecks = inst._zod.def.checks;
	const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
	for (const ch of checks) for (const fn of ch._zod.onattach) fn(inst);
	if (checks.length === 0) {
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred?.push(() => {
			inst._zod.run = inst._zod.parse;
		});
	} else {
		const runChecks = (payload, checks, ctx) => {
			if (payload.memo) return payload;
			let isAborted = aborted(payload);
			let asyncResult;
			for (const ch of checks) {
				if (ch._zod.def.when) {
					if (explicitlyAborted(payload)) continue;
					if (!ch._zod.def.when(payload)) continue;
				} else if (isAborted) continue;
				const currLen = payload.issues.length;
				const _ = ch._zod.check(payload);
				if (_ instanceof Promise && ctx?.async === false) throw new $ZodAsyncError();
				if (asyncResult || _ instanceof Promise) asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
					await _;
					if (payload.issues.length === currLen) return;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				});
				else {
					if (payload.issues.length === currLen) continue;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				}
			}
			if (asyncResult) return asyncResult.then(() => {
				return payload;
			});
			return payload;
		};
		const handleCanaryResult = (canary, payload, ctx) => {
			if (aborted(canary)) {
				canary.aborted = true;
				return canary;
			}
			const checkResult = runChecks(payload, checks, ctx);
			if (checkResult instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
			}
			return inst._zod.parse(checkResult, ctx);
		};
		inst._zod.run = (payload, ctx) => {
			if (ctx.skipChecks) return inst._zod.parse(payload, ctx);
			if (ctx.direction === "backward") {
				const canary = inst._zod.parse({
					value: payload.value,
					issues: []
				}, {
					...ctx,
					skipChecks: true
				});
				if (canary instanceof Promise) return canary.then((canary) => {
					return handleCanaryResult(canary, payload, ctx);
				});
				return handleCanaryResult(canary, payload, ctx);
			}
			const result = inst._zod.parse(payload, ctx);
			if (result instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return result.then((result) => runChecks(result, checks, ctx));
			}
			return runChecks(result, checks, ctx);
		};
	}
}, {
	get "~standard"() {
		return hide(this, "~standard", standardProps(this));
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	}
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
	const ctx = { async: true };
	return toStandardResult(await inst._zod.run({
		value,
		issues: []
	}, ctx), ctx);
}
function standardProps(inst) {
	return {
		validate: (value) => {
			const ctx = { async: false };
			try {
				const r = inst._zod.run({
					value,
					issues: []
				}, ctx);
				if (!(r instanceof Promise)) return toStandardResult(r, ctx);
			} catch (_) {}
			return validateAsync(inst, value);
		},
		vendor: "zod",
		version: 1
	};
}
const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = def.pattern ?? anyString;
	inst._zod.parse = (payload, _) => {
		if (def.coerce) try {
			payload.value = String(payload.value);
		} catch (_) {}
		if (typeof payload.value === "string") return payload;
		payload.issues.push({
			expected: "string",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
const $ZodStringFormat = /*@__PURE__*/ $constructor("$ZodStringFormat", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	$ZodString.init(inst, def);
});
const $ZodGUID = /*@__PURE__*/ $constructor("$ZodGUID", (inst, def) => {
	def.pattern ?? (def.pattern = guid);
	$ZodStringFormat.init(inst, def);
});
const $ZodUUID = /*@__PURE__*/ $constructor("$ZodUUID", (inst, def) => {
	if (def.version) {
		const v = {
			v1: 1,
			v2: 2,
			v3: 3,
			v4: 4,
			v5: 5,
			v6: 6,
			v7: 7,
			v8: 8
		}[def.version];
		if (v === void 0) throw new Error(`Invalid UUID version: "${def.version}"`);
		def.pattern ?? (def.pattern = uuid(v));
	} else def.pattern ?? (def.pattern = uuid());
	$ZodStringFormat.init(inst, def);
});
const $ZodEmail = /*@__PURE__*/ $constructor("$ZodEmail", (inst, def) => {
	def.pattern ?? (def.pattern = email);
	$ZodStringFormat.init(inst, def);
});
/** The `://` guard rejected the input before the URL constructor saw it. */
const URL_BAD_FORMAT = 1;
/** The URL parser rejected the input. */
const URL_UNPARSEABLE = 2;
function canParseURL(input) {
	try {
		if (typeof URL !== "undefined" && typeof URL.canParse === "function") return URL.canParse(input);
		new URL(input);
		return true;
	} catch {
		return false;
	}
}
function validateURL(trimmed, def) {
	if (!("normalize" in def) && !("hostname" in def) && !("protocol" in def)) return canParseURL(trimmed) || 2;
	return parseURLObject(trimmed, def);
}
/** Parses a URL while preserving the non-normalizing HTTP guard. */
function parseURLObject(trimmed, def) {
	if (!def.normalize && def.protocol?.source === httpProtocol.source && !/^https?:\/\//i.test(trimmed)) return 1;
	try {
		if (typeof URL !== "undefined") {
			const URLStatic = URL;
			if (typeof URLStatic.parse === "function") return URLStatic.parse(trimmed) ?? 2;
		}
		return new URL(trimmed);
	} catch {
		return 2;
	}
}
const asciiTabOrNewline = /[\t\n\r]/g;
/** The URL parser deletes every ASCII tab, LF and CR from its input before it parses, so `new URL("https://exa\nmple.com")` reports on `example.com`. Applying the same deletion to the returned value closes the half of that divergence which can move the host; the parser's other rewrite, stripping C0 controls at the edges, cannot. */
function stripTabAndNewline(value) {
	return value.replace(asciiTabOrNewline, "");
}
function urlHostnameOk(url, hostname) {
	hostname.lastIndex = 0;
	return hostname.test(url.hostname);
}
function urlProtocolOk(url, protocol) {
	protocol.lastIndex = 0;
	return protocol.test(url.protocol.endsWith(":") ? url.protocol.slice(0, -1) : url.protocol);
}
const $ZodURL = /*@__PURE__*/ $constructor("$ZodURL", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		try {
			const trimmed = payload.value.trim();
			const url = validateURL(trimmed, def);
			if (url === 1) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					note: "Invalid URL format",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === 2) {
				payload.issues.push({
					code: "invalid_format",
					format: "url",
					input: payload.value,
					inst,
					continue: !def.abort
				});
				return;
			}
			if (url === true) {
				payload.value = stripTabAndNewline(trimmed);
				return;
			}
			if (def.hostname && !urlHostnameOk(url, def.hostname)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid hostname",
				pattern: def.hostname.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			if (def.protocol && !urlProtocolOk(url, def.protocol)) payload.issues.push({
				code: "invalid_format",
				format: "url",
				note: "Invalid protocol",
				pattern: def.protocol.source,
				input: payload.value,
				inst,
				continue: !def.abort
			});
			payload.value = def.normalize ? url.href : stripTabAndNewline(trimmed);
			return;
		} catch (_) {
			payload.issues.push({
				code: "invalid_format",
				format: "url",
				input: payload.value,
				inst,
				continue: !def.abort
			});
		}
	};
});
const $ZodEmoji = /*@__PURE__*/ $constructor("$ZodEmoji", (inst, def) => {
	def.pattern ?? (def.pattern = emoji());
	$ZodStringFormat.init(inst, def);
});
const $ZodNanoID = /*@__PURE__*/ $constructor("$ZodNanoID", (inst, def) => {
	if (def.length !== void 0 && (!Number.isInteger(def.length) || def.length < 1)) throw new Error(`Invalid nanoid length: ${def.length}`);
	def.pattern ?? (def.pattern = def.length === void 0 ? nanoid : nanoidOfLength(def.length));
	$ZodStringFormat.init(inst, def);
});
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link $ZodCUID2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const $ZodCUID = /*@__PURE__*/ $constructor("$ZodCUID", (inst, def) => {
	def.pattern ?? (def.pattern = cuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodCUID2 = /*@__PURE__*/ $constructor("$ZodCUID2", (inst, def) => {
	def.pattern ?? (def.pattern = cuid2);
	$ZodStringFormat.init(inst, def);
});
const $ZodULID = /*@__PURE__*/ $constructor("$ZodULID", (inst, def) => {
	def.pattern ?? (def.pattern = ulid);
	$ZodStringFormat.init(inst, def);
});
const $ZodXID = /*@__PURE__*/ $constructor("$ZodXID", (inst, def) => {
	def.pattern ?? (def.pattern = xid);
	$ZodStringFormat.init(inst, def);
});
const $ZodKSUID = /*@__PURE__*/ $constructor("$ZodKSUID", (inst, def) => {
	def.pattern ?? (def.pattern = ksuid);
	$ZodStringFormat.init(inst, def);
});
const $ZodISODateTime = /*@__PURE__*/ $constructor("$ZodISODateTime", (inst, def) => {
	def.pattern ?? (def.pattern = datetime(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODate = /*@__PURE__*/ $constructor("$ZodISODate", (inst, def) => {
	def.pattern ?? (def.pattern = date);
	$ZodStringFormat.init(inst, def);
});
const $ZodISOTime = /*@__PURE__*/ $constructor("$ZodISOTime", (inst, def) => {
	def.pattern ?? (def.pattern = time(def));
	$ZodStringFormat.init(inst, def);
});
const $ZodISODuration = /*@__PURE__*/ $constructor("$ZodISODuration", (inst, def) => {
	def.pattern ?? (def.pattern = duration);
	$ZodStringFormat.init(inst, def);
});
const $ZodIPv4 = /*@__PURE__*/ $constructor("$ZodIPv4", (inst, def) => {
	def.pattern ?? (def.pattern = ipv4);
	$ZodStringFormat.init(inst, def);
});
/** An IPv6 address is written with hex digits, colons and dots, and nothing else. The guard is what makes the check below an IPv6 check: `new URL("http://[...]")` parses an authority, not an address, so `@` and `\` re-delimit it and `"::@1\\"` validates against the host `0.0.0.1`. The URL parser also deletes ASCII tab, LF and CR rather than failing, which is how `"::1\n"` validated as `::1`. */
const ipv6Alphabet = /^[0-9a-fA-F:.]+$/;
function isValidIPv6(value) {
	if (!ipv6Alphabet.test(value)) return false;
	return canParseURL(`http://[${value}]`);
}
const $ZodIPv6 = /*@__PURE__*/ $constructor("$ZodIPv6", (inst, def) => {
	def.pattern ?? (def.pattern = ipv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidIPv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "ipv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCIDRv4 = /*@__PURE__*/ $constructor("$ZodCIDRv4", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv4);
	$ZodStringFormat.init(inst, def);
});
function isValidCIDRv6(value) {
	const parts = value.split("/");
	if (parts.length !== 2) return false;
	const [address, prefix] = parts;
	if (!prefix) return false;
	const prefixNum = Number(prefix);
	if (`${prefixNum}` !== prefix) return false;
	if (prefixNum < 0 || prefixNum > 128) return false;
	return isValidIPv6(address);
}
const $ZodCIDRv6 = /*@__PURE__*/ $constructor("$ZodCIDRv6", (inst, def) => {
	def.pattern ?? (def.pattern = cidrv6);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (!isValidCIDRv6(payload.value)) payload.issues.push({
			code: "invalid_format",
			format: "cidrv6",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
function isValidBase64(data) {
	if (data === "") return true;
	if (/\s/.test(data)) return false;
	if (data.length % 4 !== 0) return false;
	try {
		atob(data);
		return true;
	} catch {
		return false;
	}
}
const base64Charset = /^[0-9a-zA-Z+/]*={0,2}$/;
const $ZodBase64 = /*@__PURE__*/ $constructor("$ZodBase64", (inst, def) => {
	def.pattern ?? (def.pattern = base64Charset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const base64urlCharset = /^[A-Za-z0-9_-]*$/;
function isValidBase64URL(data) {
	if (!base64urlCharset.test(data)) return false;
	const base64 = data.replace(/[-_]/g, (c) => c === "-" ? "+" : "/");
	return isValidBase64(base64.padEnd(Math.ceil(base64.length / 4) * 4, "="));
}
const $ZodBase64URL = /*@__PURE__*/ $constructor("$ZodBase64URL", (inst, def) => {
	def.pattern ?? (def.pattern = base64urlCharset);
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidBase64URL(payload.value)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "base64url",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodE164 = /*@__PURE__*/ $constructor("$ZodE164", (inst, def) => {
	def.pattern ?? (def.pattern = e164);
	$ZodStringFormat.init(inst, def);
});
function isValidJWT(token, algorithm = null) {
	try {
		const tokensParts = token.split(".");
		if (tokensParts.length !== 3) return false;
		const [header] = tokensParts;
		if (!header) return false;
		const parsedHeader = JSON.parse(atob(header));
		if ("typ" in parsedHeader && parsedHeader?.typ !== "JWT") return false;
		if (!parsedHeader.alg) return false;
		if (algorithm && (!("alg" in parsedHeader) || parsedHeader.alg !== algorithm)) return false;
		return true;
	} catch {
		return false;
	}
}
const $ZodJWT = /*@__PURE__*/ $constructor("$ZodJWT", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		if (isValidJWT(payload.value, def.alg)) return;
		payload.issues.push({
			code: "invalid_format",
			format: "jwt",
			input: payload.value,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = number$3;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Number(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) return payload;
		const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
		payload.issues.push({
			expected: "number",
			code: "invalid_type",
			input,
			inst,
			...received ? { received } : {}
		});
		return payload;
	};
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
	$ZodCheckNumberFormat.init(inst, def);
	$ZodNumber.init(inst, def);
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = boolean$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Boolean(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "boolean") return payload;
		payload.issues.push({
			expected: "boolean",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodNull = /*@__PURE__*/ $constructor("$ZodNull", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = _null$2;
	inst._zod.values = /* @__PURE__ */ new Set([null]);
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (input === null) return payload;
		payload.issues.push({
			expected: "null",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _ctx) => {
		payload.issues.push({
			expected: "never",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
function capSize(inst, size) {
	const caps = sizeCaps(inst._zod.def.checks);
	if (!caps.length) return;
	const cap = Math.min(...caps.map((c) => c[0]));
	const parse = inst._zod.parse;
	inst._zod.parse = (payload, ctx) => {
		const n = size(payload.value);
		if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
			for (const [max, ch] of sizeCaps(inst._zod.def.checks)) if (n > max && ch._zod.def.when(payload)) {
				const start = payload.issues.length;
				ch._zod.check(payload);
				payload.issues[start].continue = false;
				attachSchema(payload.issues, start, inst);
				return payload;
			}
		}
		return parse(payload, ctx);
	};
}
const arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				expected: "array",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
		const proms = [];
		const abortEarly = ctx?.abortEarly;
		for (let i = 0; i < input.length; i++) {
			const item = input[i];
			const result = def.element._zod.run({
				value: item,
				issues: []
			}, ctx);
			if (result instanceof Promise) proms.push(result.then((result) => handleArrayResult(result, payload, i)));
			else {
				handleArrayResult(result, payload, i);
				if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
			}
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
	capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
	const isPresent = key in input;
	const isOptionalOut = optout === "optional";
	if (!isPresent && isOptionalOut && optin === "optional") return;
	if (result.issues.length) {
		if (optin !== void 0 && isOptionalOut && !isPresent) return;
		final.issues.push(...prefixIssues(key, result.issues));
	}
	if (!isPresent && optin === void 0) {
		if (!result.issues.length) final.issues.push({
			code: "invalid_type",
			expected: "nonoptional",
			input: void 0,
			path: [key]
		});
		return;
	}
	if (result.value === void 0) {
		if (isPresent || optin === "defaulted" && !isOptionalOut) final.value[key] = void 0;
	} else final.value[key] = result.value;
}
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
	const keys = Object.keys(def.shape);
	const ownSymbols = Object.getOwnPropertySymbols(def.shape);
	const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
	const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
	for (const k of allKeys) if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
	const okeys = optionalKeys(def.shape);
	return {
		...def,
		allKeys,
		symbolKeys,
		keySet: new Set(keys),
		numKeys: keys.length,
		optionalKeys: new Set(okeys)
	};
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
	const unrecognized = [];
	const keySet = def.keySet;
	const _catchall = def.catchall._zod;
	const t = _catchall.def.type;
	const optin = _catchall.optin;
	const optout = _catchall.optout;
	let seen = 0;
	for (const key in input) {
		if (abortEarly && payload.issues.length !== seen) {
			if (aborted(payload, seen)) break;
			seen = payload.issues.length;
		}
		if (keySet.has(key)) continue;
		if (key === "__proto__") {
			if (t === "never") unrecognized.push(key);
			continue;
		}
		if (t === "never") {
			unrecognized.push(key);
			continue;
		}
		const r = _catchall.run({
			value: input[key],
			issues: []
		}, ctx);
		if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
		else handlePropertyResult(r, payload, key, input, optin, optout);
	}
	if (unrecognized.length) payload.issues.push({
		code: "unrecognized_keys",
		keys: unrecognized,
		input,
		inst,
		continue: true
	});
	if (!proms.length) return payload;
	return Promise.all(proms).then(() => {
		return payload;
	});
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
	$ZodType.init(inst, def);
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	const sh = desc?.get ? desc.get.raw : def.shape ?? {};
	if (sh) {
		const get = () => {
			const newSh = { ...sh };
			Object.defineProperty(def, "shape", { value: newSh });
			get.raw = newSh;
			return newSh;
		};
		get.raw = sh;
		Object.defineProperty(def, "shape", { get });
	}
	const _normalized = cached(() => normalizeDef(def));
	defineLazyInternal(inst, "propValues", (zod) => {
		const shape = zod.def.shape;
		const propValues = {};
		for (const key in shape) {
			const field = shape[key]._zod;
			if (field.values) {
				if (!Object.prototype.hasOwnProperty.call(propValues, key)) assignProp(propValues, key, /* @__PURE__ */ new Set());
				for (const v of field.values) propValues[key].add(v);
				if (field.optin !== void 0) propValues[key].add(void 0);
			}
		}
		return propValues;
	});
	const isObject = isObject$1;
	const catchall = def.catchall;
	let value;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
		const proms = [];
		const shape = value.shape;
		const abortEarly = ctx?.abortEarly;
		let seen = payload.issues.length;
		for (const key of value.allKeys) {
			if (abortEarly && payload.issues.length !== seen) {
				if (aborted(payload, seen)) break;
				seen = payload.issues.length;
			}
			if (key === "__proto__") continue;
			const el = shape[key];
			const optin = el._zod.optin;
			const optout = el._zod.optout;
			const r = el._zod.run({
				value: input[key],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
			else handlePropertyResult(r, payload, key, input, optin, optout);
		}
		if (!catchall) return proms.length ? Promise.all(proms).then(() => payload) : payload;
		return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
	};
});
const $ZodObjectJIT = /*@__PURE__*/ $constructor("$ZodObjectJIT", (inst, def) => {
	$ZodObject.init(inst, def);
	const superParse = inst._zod.parse;
	const _normalized = cached(() => normalizeDef(def));
	const memo = globalConfig.memoizer;
	const generateFastpass = (shape) => {
		const normalized = _normalized.value;
		const syms = normalized.symbolKeys;
		const doc = new Doc(["payload", "ctx"], {
			shape,
			inst,
			memo,
			syms
		});
		const parseStr = (k) => `shape[${k}]._zod.run({ value: input[${k}], issues: [] }, ctx)`;
		const prefixStr = (id, k) => `
          let ${id}_ab = false;
          for (let i = 0; i < ${id}.issues.length; i++) {
            const iss = ${id}.issues[i];
            iss.path = iss.path ? [${k}, ...iss.path] : [${k}];
            payload.issues.push(iss);
            if (iss.continue !== true) ${id}_ab = true;
          }
          if (${id}_ab && ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }`;
		doc.write(`const input = payload.value;`);
		const ids = Object.create(null);
		let counter = 0;
		for (const key of normalized.allKeys) ids[key] = `key_${counter++}`;
		doc.write(memo ? `const newResult = memo.alloc(inst, payload, {}, ctx);` : `const newResult = {};`);
		for (const key of normalized.allKeys) {
			if (key === "__proto__") continue;
			const id = ids[key];
			const k = typeof key === "symbol" ? `syms[${syms.indexOf(key)}]` : esc$1(key);
			const isPresent = `${k} in input`;
			const schema = shape[key];
			const optin = schema?._zod?.optin;
			const isOptionalIn = optin !== void 0;
			const isOptionalOut = schema?._zod?.optout === "optional";
			doc.write(`const ${id} = ${parseStr(k)};`);
			if (isOptionalIn && isOptionalOut) {
				const assign = optin === "optional" ? `${id}_present` : `${id}.value !== undefined || ${id}_present`;
				doc.write(`
        const ${id}_present = ${isPresent};
        if (!${id}.issues.length || ${id}_present) {
          if (${id}.issues.length) {${prefixStr(id, k)}
          }

          if (${assign}) {
            newResult[${k}] = ${id}.value;
          }
        }

      `);
			} else if (!isOptionalIn) doc.write(`
        const ${id}_present = ${isPresent};
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
        if (!${id}_present && !${id}.issues.length) {
          payload.issues.push({
            code: "invalid_type",
            expected: "nonoptional",
            input: undefined,
            path: [${k}]
          });
          if (ctx && ctx.abortEarly) {
            payload.value = newResult;
            return payload;
          }
        }

        if (${id}_present) {
          newResult[${k}] = ${id}.value;
        }

      `);
			else {
				doc.write(`
        if (${id}.issues.length) {${prefixStr(id, k)}
        }
      `);
				if (optin === "defaulted") doc.write(`newResult[${k}] = ${id}.value;`);
				else doc.write(`
        if (${id}.value !== undefined || ${isPresent}) {
          newResult[${k}] = ${id}.value;
        }
      `);
			}
		}
		doc.write(`payload.value = newResult;`);
		doc.write(`return payload;`);
		return doc.compile();
	};
	let fastpass;
	const isObject = isObject$1;
	const jit = !globalConfig.jitless;
	const allowsEval$1 = allowsEval;
	const fastEnabled = jit && allowsEval$1.value;
	const catchall = def.catchall;
	let value;
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		if (jit && fastEnabled && ctx?.async === false && ctx.jitless !== true) {
			if (!fastpass) fastpass = generateFastpass(def.shape);
			payload = fastpass(payload, ctx);
			if (!catchall) return payload;
			return handleCatchall([], input, payload, ctx, value, inst, ctx?.abortEarly === true);
		}
		return superParse(payload, ctx);
	};
});
function handleUnionResults(results, final, inst, ctx) {
	for (const result of results) if (result.issues.length === 0) {
		final.value = result.value;
		return final;
	}
	const nonaborted = results.filter((r) => !aborted(r));
	if (nonaborted.length === 1) {
		final.value = nonaborted[0].value;
		return nonaborted[0];
	}
	final.issues.push({
		code: "invalid_union",
		input: final.value,
		inst,
		errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
	});
	return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
	defineLazyInternal(inst, "values", (zod) => {
		if (zod.def.options.every((o) => o._zod.values)) return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		if (zod.def.options.every((o) => o._zod.pattern)) {
			const patterns = zod.def.options.map((o) => o._zod.pattern);
			return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
		}
	});
	const first = def.options.length === 1 ? def.options[0]._zod.run : null;
	inst._zod.parse = (payload, ctx) => {
		if (first) return first(payload, ctx);
		let async = false;
		const results = [];
		for (const option of def.options) {
			const result = option._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) {
				results.push(result);
				async = true;
			} else {
				if (result.issues.length === 0) return result;
				results.push(result);
			}
		}
		if (!async) return handleUnionResults(results, payload, inst, ctx);
		return Promise.all(results).then((results) => {
			return handleUnionResults(results, payload, inst, ctx);
		});
	};
});
const $ZodIntersection = /*@__PURE__*/ $constructor("$ZodIntersection", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		const left = def.left._zod.run({
			value: input,
			issues: []
		}, ctx);
		const right = def.right._zod.run({
			value: input,
			issues: []
		}, ctx);
		if (left instanceof Promise || right instanceof Promise) return Promise.all([left, right]).then(([left, right]) => {
			return handleIntersectionResults(payload, left, right);
		});
		return handleIntersectionResults(payload, left, right);
	};
});
function mergeValues(a, b) {
	if (a === b) return {
		valid: true,
		data: a
	};
	if (a instanceof Date && b instanceof Date && +a === +b) return {
		valid: true,
		data: a
	};
	if (isPlainObject(a) && isPlainObject(b)) {
		const bKeys = Object.keys(b);
		const sharedKeys = Object.keys(a).filter((key) => bKeys.indexOf(key) !== -1);
		const newObj = {
			...a,
			...b
		};
		if (Object.prototype.hasOwnProperty.call(newObj, "__proto__")) delete newObj.__proto__;
		for (const key of sharedKeys) {
			if (key === "__proto__") continue;
			const sharedValue = mergeValues(a[key], b[key]);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [key, ...sharedValue.mergeErrorPath]
			};
			newObj[key] = sharedValue.data;
		}
		return {
			valid: true,
			data: newObj
		};
	}
	if (Array.isArray(a) && Array.isArray(b)) {
		if (a.length !== b.length) return {
			valid: false,
			mergeErrorPath: []
		};
		const newArray = [];
		for (let index = 0; index < a.length; index++) {
			const itemA = a[index];
			const itemB = b[index];
			const sharedValue = mergeValues(itemA, itemB);
			if (!sharedValue.valid) return {
				valid: false,
				mergeErrorPath: [index, ...sharedValue.mergeErrorPath]
			};
			newArray.push(sharedValue.data);
		}
		return {
			valid: true,
			data: newArray
		};
	}
	return {
		valid: false,
		mergeErrorPath: []
	};
}
function handleIntersectionResults(result, left, right) {
	const unrecKeys = /* @__PURE__ */ new Map();
	let unrecIssue;
	const keyIssues = /* @__PURE__ */ new Map();
	const collect = (iss, side) => {
		let keys;
		if (iss.code === "unrecognized_keys" && !iss.path?.length) {
			unrecIssue ?? (unrecIssue = iss);
			keys = iss.keys;
		} else if (iss.code === "invalid_key" && iss.origin === "record" && iss.path?.length === 1) {
			const k = String(iss.path[0]);
			if (!keyIssues.has(k)) keyIssues.set(k, iss);
			keys = [k];
		} else return false;
		for (const k of keys) {
			if (!unrecKeys.has(k)) unrecKeys.set(k, {});
			unrecKeys.get(k)[side] = true;
		}
		return true;
	};
	for (const iss of left.issues) if (!collect(iss, "l")) result.issues.push(iss);
	for (const iss of right.issues) if (!collect(iss, "r")) result.issues.push(iss);
	const bothKeys = [...unrecKeys].filter(([, f]) => f.l && f.r).map(([k]) => k);
	if (bothKeys.length) {
		const aggregated = unrecIssue ? bothKeys.filter((k) => unrecIssue.keys.includes(k)) : [];
		if (aggregated.length) result.issues.push({
			...unrecIssue,
			keys: aggregated
		});
		for (const k of bothKeys) if (!aggregated.includes(k) && keyIssues.has(k)) result.issues.push(keyIssues.get(k));
	}
	const merged = mergeValues(left.value, right.value);
	if (!merged.valid) {
		if (aborted(result)) return result;
		throw new Error(`Unmergable intersection. Error path: ${JSON.stringify(merged.mergeErrorPath)}`);
	}
	result.value = merged.data;
	return result;
}
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isPlainObject(input)) {
			payload.issues.push({
				expected: "record",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		const proms = [];
		const values = def.keyType._zod.values;
		if (values && !def.partial) {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			const recordKeys = /* @__PURE__ */ new Set();
			for (const key of values) if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
				recordKeys.add(typeof key === "number" ? key.toString() : key);
				if (key === "__proto__") continue;
				const keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (keyResult.issues.length) {
					payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			let unrecognized;
			for (const key in input) if (!recordKeys.has(key)) {
				if (def.mode === "loose") {
					if (key === "__proto__") continue;
					payload.value[key] = input[key];
				} else {
					unrecognized = unrecognized ?? [];
					unrecognized.push(key);
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		} else {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			let unrecognized;
			for (const key of Reflect.ownKeys(input)) {
				if (key === "__proto__") continue;
				if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
				let keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (typeof key === "string" && number$3.test(key) && keyResult.issues.length) {
					const retryResult = def.keyType._zod.run({
						value: Number(key),
						issues: []
					}, ctx);
					if (retryResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
					if (retryResult.issues.length === 0) keyResult = retryResult;
				}
				if (keyResult.issues.length) {
					if (def.mode === "loose") payload.value[key] = input[key];
					else if (values) {
						unrecognized = unrecognized ?? [];
						unrecognized.push(key);
					} else payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
});
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
	$ZodType.init(inst, def);
	const values = getEnumValues(def.entries);
	const valuesSet = new Set(values);
	inst._zod.values = valuesSet;
	defineLazyInternal(inst, "pattern", (zod) => {
		const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
		return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (valuesSet.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
	$ZodType.init(inst, def);
	const values = new Set(def.values);
	inst._zod.values = values;
	defineLazyInternal(inst, "pattern", (zod) => {
		const vals = zod.def.values;
		return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (values.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values: def.values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "optional";
	globalConfig.memoizer?.guard(inst);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		const _out = def.transform(payload.value, payload);
		if (ctx.async) return (_out instanceof Promise ? _out : Promise.resolve(_out)).then((output) => {
			payload.value = output;
			return payload;
		});
		if (_out instanceof Promise) throw new $ZodAsyncError();
		payload.value = _out;
		return payload;
	};
});
function handleOptionalResult(payload, result) {
	payload.value = result.issues.length ? void 0 : result.value;
	return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	inst._zod.optout = "optional";
	defineLazyInternal(inst, "values", (zod) => {
		const values = zod.def.innerType._zod.values;
		return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === void 0) {
			if (def.innerType._zod.optin !== "defaulted") return payload;
			const result = def.innerType._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) return result.then((result) => handleOptionalResult(payload, result));
			return handleOptionalResult(payload, result);
		}
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodExactOptional = /*@__PURE__*/ $constructor("$ZodExactOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
	inst._zod.parse = (payload, ctx) => {
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
	});
	defineLazyInternal(inst, "values", (zod) => {
		return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === null) return payload;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodDefault = /*@__PURE__*/ $constructor("$ZodDefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) {
			payload.value = def.defaultValue;
			/**
			* $ZodDefault returns the default value immediately in forward direction.
			* It doesn't pass the default value into the validator ("prefault"). There's no reason to pass the default value through validation. The validity of the default is enforced by TypeScript statically. Otherwise, it's the responsibility of the user to ensure the default is valid. In the case of pipes with divergent in/out types, you can specify the default on the `in` schema of your ZodPipe to set a "prefault" for the pipe.   */
			return payload;
		}
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleDefaultResult(result, def));
		return handleDefaultResult(result, def);
	};
});
function handleDefaultResult(payload, def) {
	if (payload.value === void 0) payload.value = def.defaultValue;
	return payload;
}
const $ZodPrefault = /*@__PURE__*/ $constructor("$ZodPrefault", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "defaulted";
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		if (payload.value === void 0) payload.value = def.defaultValue;
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNonOptional = /*@__PURE__*/ $constructor("$ZodNonOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => {
		const v = zod.def.innerType._zod.values;
		return v ? new Set([...v].filter((x) => x !== void 0)) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then((result) => handleNonOptionalResult(result, inst));
		return handleNonOptionalResult(result, inst);
	};
});
function handleNonOptionalResult(payload, inst) {
	if (!payload.issues.length && payload.value === void 0) payload.issues.push({
		code: "invalid_type",
		expected: "nonoptional",
		input: payload.value,
		inst
	});
	return payload;
}
function handleCatchResult(payload, result, def, ctx) {
	if (!result.issues.length) {
		payload.value = result.value;
		if (result.memo) payload.memo = true;
		return payload;
	}
	payload.value = def.catchValue({
		...result,
		value: payload.value,
		error: { issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())) },
		input: payload.value
	});
	return payload;
}
const $ZodCatch = /*@__PURE__*/ $constructor("$ZodCatch", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run({
			value: payload.value,
			issues: []
		}, ctx);
		if (result instanceof Promise) return result.then((result) => handleCatchResult(payload, result, def, ctx));
		return handleCatchResult(payload, result, def, ctx);
	};
});
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handlePipeResult(right, def.in, ctx));
			return handlePipeResult(right, def.in, ctx);
		}
		const left = def.in._zod.run(payload, ctx);
		if (left instanceof Promise) return left.then((left) => handlePipeResult(left, def.out, ctx));
		return handlePipeResult(left, def.out, ctx);
	};
});
function handlePipeResult(left, next, ctx) {
	if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
		left.aborted = true;
		return left;
	}
	return next._zod.run({
		value: left.value,
		issues: left.issues
	}, ctx);
}
const $ZodReadonly = /*@__PURE__*/ $constructor("$ZodReadonly", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.innerType._zod.propValues);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType?._zod?.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType?._zod?.optout);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run(payload, ctx);
		if (result instanceof Promise) return result.then(handleReadonlyResult);
		return handleReadonlyResult(result);
	};
});
function handleReadonlyResult(payload) {
	if (!payload.memo) payload.value = Object.freeze(payload.value);
	return payload;
}
const $ZodCustom = /*@__PURE__*/ $constructor("$ZodCustom", (inst, def) => {
	$ZodCheck.init(inst, def);
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _) => {
		return payload;
	};
	inst._zod.check = (payload) => {
		const input = payload.value;
		const r = def.fn(input);
		if (r instanceof Promise) return r.then((r) => handleRefineResult(r, payload, input, inst));
		handleRefineResult(r, payload, input, inst);
	};
});
function handleRefineResult(result, payload, input, inst) {
	if (!result) {
		const _iss = {
			code: "custom",
			input,
			inst,
			path: [...inst._zod.def.path ?? []],
			continue: !inst._zod.def.abort
		};
		if (inst._zod.def.params) _iss.params = inst._zod.def.params;
		payload.issues.push(issue(_iss));
	}
}

// node_modules/zod/v4/core/memoizer.js
var $ZodCyclicError = class extends Error {
	constructor() {
		super(`Cannot parse a reference cycle that closes through a transform`);
		this.name = "ZodCyclicError";
	}
};
/** Keyed off the context object every schema in one parse call already shares. */
const STATE = "~memo";
const NO_ISSUES = [];
function isRef(value) {
	return value !== null && typeof value === "object";
}
function cloneIssues(issues) {
	return issues.map((iss) => iss.path ? {
		...iss,
		path: iss.path.slice()
	} : { ...iss });
}
const recursive = /*@__PURE__*/ new WeakMap();
/** What the walk established, in order of certainty: ordered so the strongest answer among children wins. */
const NONE = 0;
const ASSUMED = 1;
const PROVEN = 2;
/** Whether this schema's subtree contains a cycle, so one parse can re-enter it. */
function isRecursive(inst, stack, resolve) {
	const cached = recursive.get(inst);
	if (cached !== void 0) return cached ? PROVEN : NONE;
	if (stack.has(inst)) return PROVEN;
	stack.add(inst);
	let result = NONE;
	const check = (child) => {
		if (result !== PROVEN && child?._zod) {
			const answer = isRecursive(child, stack, resolve);
			if (answer > result) result = answer;
		}
	};
	const shape = (sh, spread) => {
		let answer = NONE;
		for (const key of Reflect.ownKeys(sh)) {
			const desc = Object.getOwnPropertyDescriptor(sh, key);
			if (spread && !desc.enumerable) continue;
			const child = desc.get ? ASSUMED : desc.value?._zod ? isRecursive(desc.value, stack, resolve) : NONE;
			if (child > answer) answer = child;
		}
		return answer;
	};
	const merge = (answer) => {
		if (answer > result) result = answer;
	};
	const def = inst._zod.def;
	switch (def.type) {
		case "object": {
			const raw = rawShape(def);
			merge(raw ? shape(raw, true) : ASSUMED);
			check(def.catchall);
			break;
		}
		case "array":
			check(def.element);
			break;
		case "tuple":
			for (const el of def.items) check(el);
			check(def.rest);
			break;
		case "record":
		case "map":
			check(def.keyType);
			check(def.valueType);
			break;
		case "set":
			check(def.valueType);
			break;
		case "union":
			for (const el of def.options) check(el);
			break;
		case "intersection":
			check(def.left);
			check(def.right);
			break;
		case "optional":
		case "nullable":
		case "default":
		case "prefault":
		case "catch":
		case "readonly":
		case "nonoptional":
		case "promise":
		case "success":
			check(def.innerType);
			break;
		case "pipe":
			check(def.in);
			check(def.out);
			break;
		case "function":
			check(def.input);
			check(def.output);
			break;
		case "lazy": {
			const inner = def._cachedInner ?? (resolve ? inst._zod.innerType : void 0);
			merge(inner ? isRecursive(inner, stack, false) : ASSUMED);
			break;
		}
		case "template_literal":
		case "string":
		case "number":
		case "int":
		case "boolean":
		case "bigint":
		case "symbol":
		case "undefined":
		case "null":
		case "void":
		case "never":
		case "any":
		case "unknown":
		case "date":
		case "nan":
		case "enum":
		case "literal":
		case "file":
		case "transform":
		case "custom": break;
		default: for (const key in def) {
			const desc = Object.getOwnPropertyDescriptor(def, key);
			if (!desc || desc.get) continue;
			const value = desc.value;
			if (!value || typeof value !== "object") continue;
			if (value._zod) check(value);
			else if (Array.isArray(value)) for (const el of value) check(el);
		}
	}
	stack.delete(inst);
	return settle$1(inst, result);
}
/** An assumed answer must not outlive the resolution that settles it, so only a certain one is cached. */
function settle$1(inst, answer) {
	if (answer !== ASSUMED) recursive.set(inst, answer === PROVEN);
	return answer;
}
function bucketFor(state, inst) {
	let bucket = state.buckets.get(inst);
	if (!bucket) {
		bucket = /* @__PURE__ */ new WeakMap();
		state.buckets.set(inst, bucket);
	}
	return bucket;
}
let handoff;
const open$1 = [];
const memo = {
	alloc(_inst, payload, empty) {
		const bucket = handoff;
		if (!bucket) return empty;
		handoff = void 0;
		const entry = {
			value: empty,
			issues: null
		};
		bucket.set(payload.value, entry);
		open$1.push(entry);
		return empty;
	},
	guard(inst) {
		var _a;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (ctx.direction !== "backward" && isBackEdge(ctx, payload.value)) throw new $ZodCyclicError();
				return base(payload, ctx);
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	},
	attach(inst) {
		var _a;
		let isRecursiveInst;
		let rechecked = false;
		let lastCtx;
		let lastBucket;
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred.push(() => {
			const base = inst._zod.parse;
			const wrapped = (payload, ctx) => {
				if (isRecursiveInst === void 0) {
					const walked = isRecursive(inst, /* @__PURE__ */ new Set(), false);
					if (walked === NONE) {
						inst._zod.parse = base;
						if (inst._zod.run === wrapped) inst._zod.run = base;
						return base(payload, ctx);
					}
					if (walked === PROVEN || rechecked) isRecursiveInst = true;
					else rechecked = true;
				}
				const input = payload.value;
				if (!isRef(input)) return base(payload, ctx);
				let state = ctx[STATE];
				if (!state) {
					state = {
						buckets: /* @__PURE__ */ new WeakMap(),
						backEdges: void 0
					};
					ctx[STATE] = state;
				}
				let bucket;
				if (lastCtx === ctx) bucket = lastBucket;
				else {
					bucket = bucketFor(state, inst);
					lastCtx = ctx;
					lastBucket = bucket;
				}
				const hit = bucket.get(input);
				if (hit) {
					payload.value = hit.value;
					if (hit.issues) {
						if (hit.issues.length) payload.issues.push(...cloneIssues(hit.issues));
					} else {
						payload.memo = true;
						state.backEdges ?? (state.backEdges = /* @__PURE__ */ new WeakSet());
						state.backEdges.add(hit.value);
					}
					return payload;
				}
				handoff = bucket;
				const depth = open$1.length;
				const result = base(payload, ctx);
				handoff = void 0;
				const entry = open$1.length > depth ? open$1.pop() : void 0;
				if (result instanceof Promise) return result.then((r) => {
					if (entry) entry.issues = r.issues.length ? cloneIssues(r.issues) : NO_ISSUES;
					return r;
				});
				if (entry) entry.issues = result.issues.length ? cloneIssues(result.issues) : NO_ISSUES;
				return result;
			};
			inst._zod.parse = wrapped;
			if (inst._zod.run === base) inst._zod.run = wrapped;
		});
	}
};
/** The memoizer that gives containers cycle support. `zod` installs it by default; `zod/mini` opts in with `config({ memoizer: memoizer() })`. */
function memoizer() {
	return memo;
}
/** Whether this value is a node a back-edge resolved to before it finished. */
function isBackEdge(ctx, value) {
	const backEdges = ctx[STATE]?.backEdges;
	return backEdges !== void 0 && isRef(value) && backEdges.has(value);
}

// node_modules/zod/v4/locales/en.js
const error$1 = () => {
	const Sizable = {
		string: {
			unit: "characters",
			verb: "to have"
		},
		file: {
			unit: "bytes",
			verb: "to have"
		},
		array: {
			unit: "items",
			verb: "to have"
		},
		set: {
			unit: "items",
			verb: "to have"
		},
		map: {
			unit: "entries",
			verb: "to have"
		}
	};
	function getSizing(origin) {
		return Sizable[origin] ?? null;
	}
	const FormatDictionary = {
		regex: "input",
		email: "email address",
		url: "URL",
		emoji: "emoji",
		uuid: "UUID",
		uuidv4: "UUIDv4",
		uuidv6: "UUIDv6",
		nanoid: "nanoid",
		guid: "GUID",
		cuid: "cuid",
		cuid2: "cuid2",
		ulid: "ULID",
		xid: "XID",
		ksuid: "KSUID",
		datetime: "ISO datetime",
		date: "ISO date",
		time: "ISO time",
		duration: "ISO duration",
		ipv4: "IPv4 address",
		ipv6: "IPv6 address",
		mac: "MAC address",
		cidrv4: "IPv4 range",
		cidrv6: "IPv6 range",
		base64: "base64-encoded string",
		base64url: "base64url-encoded string",
		json_string: "JSON string",
		e164: "E.164 number",
		currency_code: "currency code",
		credit_card: "credit card number",
		iban: "IBAN",
		jwt: "JWT",
		template_literal: "input"
	};
	const TypeDictionary = { nan: "NaN" };
	function getTypeName(type, input) {
		if (type === "number" && typeof input === "number" && !Number.isFinite(input)) return String(input);
		return TypeDictionary[type] ?? type;
	}
	return (issue) => {
		switch (issue.code) {
			case "invalid_type": return `Invalid input: expected ${getTypeName(issue.expected)}, received ${getTypeName(parsedType(issue.input), issue.input)}`;
			case "invalid_value":
				if (issue.values.length === 1) return `Invalid input: expected ${stringifyPrimitive(issue.values[0])}`;
				return `Invalid option: expected one of ${joinValues(issue.values, "|")}`;
			case "too_big": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? "<=" : "<";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too big: expected ${issue.origin ?? "value"} to have ${adj}${issue.maximum.toString()} ${sizing.unit ?? "elements"}`;
				return `Too big: expected ${issue.origin ?? "value"} to be ${adj}${issue.maximum.toString()}`;
			}
			case "too_small": {
				const adj = issue.exact ? "exactly " : issue.inclusive ? ">=" : ">";
				const sizing = getSizing(issue.origin);
				if (sizing) return `Too small: expected ${issue.origin} to have ${adj}${issue.minimum.toString()} ${sizing.unit}`;
				return `Too small: expected ${issue.origin} to be ${adj}${issue.minimum.toString()}`;
			}
			case "invalid_format": {
				const _issue = issue;
				if (_issue.format === "starts_with") return `Invalid string: must start with "${_issue.prefix}"`;
				if (_issue.format === "ends_with") return `Invalid string: must end with "${_issue.suffix}"`;
				if (_issue.format === "includes") return `Invalid string: must include "${_issue.includes}"`;
				if (_issue.format === "regex") return `Invalid string: must match pattern ${_issue.pattern}`;
				return `Invalid ${FormatDictionary[_issue.format] ?? issue.format}`;
			}
			case "not_multiple_of": return `Invalid number: must be a multiple of ${issue.divisor}`;
			case "unrecognized_keys": return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${joinValues(issue.keys, ", ")}`;
			case "invalid_key": return `Invalid key in ${issue.origin}`;
			case "invalid_union":
				if (issue.options && Array.isArray(issue.options) && issue.options.length > 0) return `Invalid discriminator value. Expected ${issue.options.map((o) => `'${o}'`).join(" | ")}`;
				if (issue.inclusive === false) return "Invalid input: more than one option matched";
				return "Invalid input";
			case "invalid_element": return `Invalid value in ${issue.origin}`;
			default: return `Invalid input`;
		}
	};
};
function en_default() {
	return { localeError: error$1() };
}

// node_modules/zod/v4/core/registries.js
var _a;
var $ZodRegistry = class {
	constructor() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
	}
	add(schema, ..._meta) {
		const meta = _meta[0];
		this._map.set(schema, meta);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
		return this;
	}
	clear() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
		return this;
	}
	remove(schema) {
		const meta = this._map.get(schema);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
		this._map.delete(schema);
		return this;
	}
	get(schema) {
		const p = schema._zod.parent;
		if (p) {
			const pm = { ...this.get(p) ?? {} };
			delete pm.id;
			const f = {
				...pm,
				...this._map.get(schema)
			};
			return Object.keys(f).length ? f : void 0;
		}
		return this._map.get(schema);
	}
	has(schema) {
		return this._map.has(schema);
	}
};
function registry() {
	return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
	if (def.checks) def.checks = [...def.checks];
	return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
	return new Class(snapshotChecks({
		type: "string",
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _email(Class, params) {
	return new Class({
		type: "string",
		format: "email",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _guid(Class, params) {
	return new Class({
		type: "string",
		format: "guid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuid(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv4(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v4",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv6(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v6",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uuidv7(Class, params) {
	return new Class({
		type: "string",
		format: "uuid",
		check: "string_format",
		abort: false,
		version: "v7",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _url(Class, params) {
	return new Class({
		type: "string",
		format: "url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _emoji(Class, params) {
	return new Class({
		type: "string",
		format: "emoji",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _nanoid(Class, params) {
	return new Class({
		type: "string",
		format: "nanoid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link _cuid2} instead.
* See https://github.com/paralleldrive/cuid.
*/
// @__NO_SIDE_EFFECTS__
function _cuid(Class, params) {
	return new Class({
		type: "string",
		format: "cuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cuid2(Class, params) {
	return new Class({
		type: "string",
		format: "cuid2",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ulid(Class, params) {
	return new Class({
		type: "string",
		format: "ulid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _xid(Class, params) {
	return new Class({
		type: "string",
		format: "xid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ksuid(Class, params) {
	return new Class({
		type: "string",
		format: "ksuid",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ipv4(Class, params) {
	return new Class({
		type: "string",
		format: "ipv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _ipv6(Class, params) {
	return new Class({
		type: "string",
		format: "ipv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cidrv4(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv4",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _cidrv6(Class, params) {
	return new Class({
		type: "string",
		format: "cidrv6",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _base64(Class, params) {
	return new Class({
		type: "string",
		format: "base64",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _base64url(Class, params) {
	return new Class({
		type: "string",
		format: "base64url",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _e164(Class, params) {
	return new Class({
		type: "string",
		format: "e164",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _jwt(Class, params) {
	return new Class({
		type: "string",
		format: "jwt",
		check: "string_format",
		abort: false,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
	return new Class({
		type: "string",
		format: "datetime",
		check: "string_format",
		offset: false,
		local: false,
		precision: null,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
	return new Class({
		type: "string",
		format: "date",
		check: "string_format",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
	return new Class({
		type: "string",
		format: "time",
		check: "string_format",
		precision: null,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
	return new Class({
		type: "string",
		format: "duration",
		check: "string_format",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
	return new Class(snapshotChecks({
		type: "number",
		checks: [],
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
	return new Class({
		type: "number",
		check: "number_format",
		abort: false,
		format: "safeint",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
	return new Class({
		type: "boolean",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _null$1(Class, params) {
	return new Class({
		type: "null",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
	return new Class({ type: "unknown" });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
	return new Class({
		type: "never",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _lt(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _gt(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: false
	});
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _multipleOf(value, params) {
	return new $ZodCheckMultipleOf({
		check: "multiple_of",
		...normalizeParams(params),
		value
	});
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
	return new $ZodCheckMaxLength({
		check: "max_length",
		...normalizeParams(params),
		maximum
	});
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
	return new $ZodCheckMinLength({
		check: "min_length",
		...normalizeParams(params),
		minimum
	});
}
// @__NO_SIDE_EFFECTS__
function _length(length, params) {
	return new $ZodCheckLengthEquals({
		check: "length_equals",
		...normalizeParams(params),
		length
	});
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
	return new $ZodCheckRegex({
		check: "string_format",
		format: "regex",
		...normalizeParams(params),
		pattern
	});
}
// @__NO_SIDE_EFFECTS__
function _lowercase(params) {
	return new $ZodCheckLowerCase({
		check: "string_format",
		format: "lowercase",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _uppercase(params) {
	return new $ZodCheckUpperCase({
		check: "string_format",
		format: "uppercase",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _includes(includes, params) {
	return new $ZodCheckIncludes({
		check: "string_format",
		format: "includes",
		...normalizeParams(params),
		includes
	});
}
// @__NO_SIDE_EFFECTS__
function _startsWith(prefix, params) {
	return new $ZodCheckStartsWith({
		check: "string_format",
		format: "starts_with",
		...normalizeParams(params),
		prefix
	});
}
// @__NO_SIDE_EFFECTS__
function _endsWith(suffix, params) {
	return new $ZodCheckEndsWith({
		check: "string_format",
		format: "ends_with",
		...normalizeParams(params),
		suffix
	});
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
	return new $ZodCheckOverwrite({
		check: "overwrite",
		tx
	});
}
// @__NO_SIDE_EFFECTS__
function _normalize(form) {
	return /* @__PURE__ */ _overwrite((input) => input.normalize(form));
}
// @__NO_SIDE_EFFECTS__
function _trim() {
	return /* @__PURE__ */ _overwrite((input) => input.trim());
}
// @__NO_SIDE_EFFECTS__
function _toLowerCase() {
	return /* @__PURE__ */ _overwrite((input) => input.toLowerCase());
}
// @__NO_SIDE_EFFECTS__
function _toUpperCase() {
	return /* @__PURE__ */ _overwrite((input) => input.toUpperCase());
}
// @__NO_SIDE_EFFECTS__
function _slugify() {
	return /* @__PURE__ */ _overwrite((input) => slugify(input));
}
// @__NO_SIDE_EFFECTS__
function _array(Class, element, params) {
	return new Class({
		type: "array",
		element,
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...normalizeParams(_params)
	});
}
// @__NO_SIDE_EFFECTS__
function _superRefine(fn, params) {
	const ch = /* @__PURE__ */ _check((payload) => {
		payload.addIssue = (issue$2) => {
			if (typeof issue$2 === "string") payload.issues.push(issue(issue$2, payload.value, ch._zod.def));
			else {
				const _issue = issue$2;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = ch);
				_issue.continue ?? (_issue.continue = !ch._zod.def.abort);
				payload.issues.push(issue(_issue));
			}
		};
		return fn(payload.value, payload);
	}, params);
	return ch;
}
// @__NO_SIDE_EFFECTS__
function _check(fn, params) {
	const ch = new $ZodCheck({
		check: "custom",
		...normalizeParams(params)
	});
	ch._zod.check = fn;
	return ch;
}

// node_modules/zod/v4/core/to-json-schema.js
function assignProps(target, ...sources) {
	for (const source of sources) for (const key of Reflect.ownKeys(source)) if (Object.prototype.propertyIsEnumerable.call(source, key)) assignProp(target, key, source[key]);
	return target;
}
function initializeContext(params) {
	let target = params?.target ?? "draft-2020-12";
	if (target === "draft-4") target = "draft-04";
	if (target === "draft-7") target = "draft-07";
	return {
		processors: params.processors ?? {},
		metadataRegistry: params?.metadata ?? globalRegistry,
		target,
		unrepresentable: params?.unrepresentable ?? "throw",
		override: params?.override ?? (() => {}),
		io: params?.io ?? "output",
		counter: 0,
		seen: /* @__PURE__ */ new Map(),
		sharedDefsExtractedFor: void 0,
		sharedEmitDoneFor: void 0,
		cycles: params?.cycles ?? "ref",
		reused: params?.reused ?? "inline",
		intersections: [],
		deferred: [],
		external: params?.external ?? void 0
	};
}
/**
* Applies the `unrepresentable` setting at a site that has no JSON Schema equivalent. Throws
* `message` unless the setting (or the handler's return value) says otherwise. Returns `true` if a
* custom JSON Schema was written into `json`, in which case the caller must not write its own.
*/
function handleUnrepresentable(schema, ctx, json, params, message) {
	const result = typeof ctx.unrepresentable === "function" ? ctx.unrepresentable({
		zodSchema: schema,
		path: params.path,
		message
	}) : ctx.unrepresentable;
	if (result === "any") return false;
	if (result === void 0 || result === "throw") throw new Error(message);
	Object.assign(json, result);
	return true;
}
function processSchema(schema, ctx, _params = {
	path: [],
	schemaPath: []
}) {
	var _a;
	const def = schema._zod.def;
	const seen = ctx.seen.get(schema);
	if (seen) {
		seen.count++;
		if (_params.schemaPath.includes(schema)) seen.cycle = _params.path;
		return seen.schema;
	}
	const result = {
		schema: {},
		count: 1,
		cycle: void 0,
		path: _params.path
	};
	ctx.seen.set(schema, result);
	ctx.sharedDefsExtractedFor = void 0;
	ctx.sharedEmitDoneFor = void 0;
	const overrideSchema = schema._zod.toJSONSchema?.();
	if (overrideSchema) result.schema = overrideSchema;
	else {
		const params = {
			..._params,
			schemaPath: [..._params.schemaPath, schema],
			path: _params.path
		};
		if (schema._zod.processJSONSchema) schema._zod.processJSONSchema(ctx, result.schema, params);
		else {
			const _json = result.schema;
			const processor = ctx.processors[def.type];
			if (!processor) throw new Error(`[toJSONSchema]: Non-representable type encountered: ${def.type}`);
			processor(schema, ctx, _json, params);
		}
		const parent = schema._zod.parent;
		if (parent) {
			if (!result.ref) result.ref = parent;
			processSchema(parent, ctx, params);
			ctx.seen.get(parent).isParent = true;
		}
	}
	const meta = ctx.metadataRegistry.get(schema);
	if (meta) assignProps(result.schema, meta);
	if (ctx.io === "input" && isTransforming(schema)) {
		delete result.schema.examples;
		delete result.schema.default;
	}
	if (ctx.io === "input" && "_prefault" in result.schema) (_a = result.schema).default ?? (_a.default = result.schema._prefault);
	delete result.schema._prefault;
	return ctx.seen.get(schema).schema;
}
function encodeJSONPointerSegment(segment) {
	return segment.replace(/~/g, "~0").replace(/\//g, "~1");
}
function extractDefs(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	if (ctx.external && ctx.sharedDefsExtractedFor === ctx.external) return;
	const idToSchema = /* @__PURE__ */ new Map();
	for (const entry of ctx.seen.entries()) {
		const id = ctx.metadataRegistry.get(entry[0])?.id;
		if (id) {
			const existing = idToSchema.get(id);
			if (existing && existing !== entry[0]) throw new Error(`Duplicate schema id "${id}" detected during JSON Schema conversion. Two different schemas cannot share the same id when converted together.`);
			idToSchema.set(id, entry[0]);
		}
	}
	const makeURI = (entry) => {
		const defsSegment = ctx.target === "draft-2020-12" ? "$defs" : "definitions";
		if (ctx.external) {
			const externalId = ctx.external.registry.get(entry[0])?.id;
			const uriGenerator = ctx.external.uri ?? ((id) => id);
			if (externalId) return { ref: uriGenerator(externalId) };
			const id = entry[1].defId ?? entry[1].schema.id ?? `schema${ctx.counter++}`;
			entry[1].defId = id;
			return {
				defId: id,
				ref: `${uriGenerator("__shared")}#/${defsSegment}/${encodeJSONPointerSegment(id)}`
			};
		}
		const uriPrefix = `#`;
		const defUriPrefix = `${uriPrefix}/${defsSegment}/`;
		if (entry[1] === root && !entry[1].schema.id) return { ref: uriPrefix };
		const defId = entry[1].schema.id ?? `__schema${ctx.counter++}`;
		return {
			defId,
			ref: defUriPrefix + encodeJSONPointerSegment(defId)
		};
	};
	const extractToDef = (entry) => {
		if (entry[1].schema.$ref) return;
		const seen = entry[1];
		const { ref, defId } = makeURI(entry);
		seen.def = { ...seen.schema };
		if (defId) seen.defId = defId;
		const schema = seen.schema;
		for (const key in schema) delete schema[key];
		schema.$ref = ref;
	};
	if (ctx.cycles === "throw") for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.cycle) throw new Error(`Cycle detected: #/${seen.cycle?.join("/")}/<root>

Set the \`cycles\` parameter to \`"ref"\` to resolve cyclical schemas with defs.`);
	}
	for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (schema === entry[0]) {
			extractToDef(entry);
			continue;
		}
		if (ctx.external) {
			const ext = ctx.external.registry.get(entry[0])?.id;
			if (schema !== entry[0] && ext) {
				extractToDef(entry);
				continue;
			}
		}
		if (ctx.metadataRegistry.get(entry[0])?.id) {
			extractToDef(entry);
			continue;
		}
		if (seen.cycle) {
			extractToDef(entry);
			continue;
		}
		if (seen.count > 1) {
			if (ctx.reused === "ref") extractToDef(entry);
		}
	}
	if (ctx.external) ctx.sharedDefsExtractedFor = ctx.external;
}
/** Rewrites `anyOf: [{type: "a"}, {type: "b"}]` to `type: ["a", "b"]`, which every JSON Schema draft treats as equivalent and most consumers render far better for the nullable case. Only branches that are a bare type assertion qualify — anything carrying a constraint, `$ref`, `const` or metadata is left alone. Runs after `flattenRef`, so a branch an override decorated or `$defs` extraction turned into a `$ref` is no longer bare and correctly stays in `anyOf`. `oneOf` is excluded: `integer` and `number` overlap, so "exactly one" and "at least one" are not the same there. OpenAPI 3.0 is excluded: its `type` must be a single string. */
function compactTypeUnion(schema) {
	const options = schema.anyOf;
	if (!Array.isArray(options) || options.length === 0 || schema.type !== void 0) return;
	const types = [];
	for (const option of options) {
		if (!option || typeof option !== "object") return;
		compactTypeUnion(option);
		const keys = Object.keys(option);
		if (keys.length !== 1 || keys[0] !== "type") return;
		const type = option.type;
		for (const member of Array.isArray(type) ? type : [type]) {
			if (typeof member !== "string") return;
			if (!types.includes(member)) types.push(member);
		}
	}
	delete schema.anyOf;
	schema.type = types.length === 1 ? types[0] : types;
}
/** Keywords `foldIntersection` knows how to combine. Anything else — `$ref`, `patternProperties`,
* an annotation like `description` — makes a member unfoldable, so a constraint this does not
* understand leaves the `allOf` alone instead of being silently dropped or misattributed. */
const FOLDABLE_KEYS = /* @__PURE__ */ new Set([
	"type",
	"properties",
	"required",
	"additionalProperties"
]);
const UNION_KEYS = ["oneOf", "anyOf"];
/** A member's constraint on a key it does not declare itself. A `catchall` states one; `false`, an absent `additionalProperties`, and the empty schema a loose object emits state nothing. */
function undeclaredConstraint(member) {
	const extra = member.additionalProperties;
	if (extra === void 0 || extra === false || typeof extra !== "object" || extra === null) return null;
	return Object.keys(extra).length ? extra : null;
}
/** Combines object members into the single object they describe together, or returns `null` if any of them carries a keyword outside {@link FOLDABLE_KEYS}. */
function foldObjects(members) {
	const objects = [];
	for (const member of members) {
		if (typeof member !== "object" || member.type !== "object") return null;
		for (const key in member) if (!FOLDABLE_KEYS.has(key)) return null;
		objects.push(member);
	}
	const properties = {};
	const required = /* @__PURE__ */ new Set();
	for (const object of objects) {
		for (const key in object.properties) {
			if (Object.prototype.hasOwnProperty.call(properties, key)) continue;
			const parts = [];
			for (const other of objects) {
				const part = other.properties?.[key] ?? undeclaredConstraint(other);
				if (part === null || part === void 0) continue;
				if (!parts.some((seen) => JSON.stringify(seen) === JSON.stringify(part))) parts.push(part);
			}
			const merged = parts.length === 1 ? parts[0] : foldObjects(parts) ?? { allOf: parts };
			assignProp(properties, key, merged);
		}
		for (const key of object.required ?? []) required.add(key);
	}
	const folded = {
		type: "object",
		properties
	};
	if (required.size) folded.required = [...required];
	if (objects.every((object) => object.additionalProperties === false)) folded.additionalProperties = false;
	else {
		const constraints = [];
		for (const object of objects) {
			const constraint = undeclaredConstraint(object);
			if (constraint && !constraints.some((seen) => JSON.stringify(seen) === JSON.stringify(constraint))) constraints.push(constraint);
		}
		if (constraints.length === 1) folded.additionalProperties = constraints[0];
		else if (constraints.length > 1) folded.additionalProperties = { allOf: constraints };
	}
	return folded;
}
/** `additionalProperties` in an `allOf` member sees only that member's own `properties`, so two
* closed object members reject each other's keys and the schema validates nothing. Zod's parser
* pools the key sets instead — `handleIntersectionResults` reports a key as unrecognized only when
* *every* side rejects it — so the emitted schema has to pool them too, and folding the members
* into one object is the encoding that says so on every target.
*
* This runs from `finalize`, after `extractDefs`, which is what keeps it clear of the `$ref`
* machinery: a member extracted into `$defs` is already a `$ref` by now and declines to fold, so it
* keeps its reference and its own closedness rather than being inlined as a stale copy. */
function foldIntersection(json) {
	const allOf = json.allOf;
	if (!Array.isArray(allOf) || allOf.length < 2) return;
	for (const key of FOLDABLE_KEYS) if (key in json) return;
	const unions = allOf.filter((m) => UNION_KEYS.some((k) => Array.isArray(m[k])));
	let folded = null;
	if (!unions.length) folded = foldObjects(allOf);
	else {
		const union = unions[0];
		const keyword = UNION_KEYS.find((k) => Array.isArray(union[k]));
		if (Object.keys(union).length !== 1) return;
		const rest = allOf.filter((m) => m !== union);
		const branches = union[keyword].map((branch) => foldObjects([...rest, branch]));
		if (branches.some((b) => !b)) return;
		folded = { [keyword]: branches };
	}
	if (!folded) return;
	delete json.allOf;
	assignProps(json, folded);
}
function finalize(ctx, schema) {
	const root = ctx.seen.get(schema);
	if (!root) throw new Error("Unprocessed schema. This is a bug in Zod.");
	const flattenRef = (zodSchema) => {
		const seen = ctx.seen.get(zodSchema);
		if (seen.ref === null) return;
		const schema = seen.def ?? seen.schema;
		const _cached = { ...schema };
		const ref = seen.ref;
		seen.ref = null;
		if (ref) {
			flattenRef(ref);
			const refSeen = ctx.seen.get(ref);
			const refSchema = refSeen.schema;
			if (refSchema.$ref && (ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0")) {
				schema.allOf = schema.allOf ?? [];
				schema.allOf.push(refSchema);
			} else assignProps(schema, refSchema);
			assignProps(schema, _cached);
			if (zodSchema._zod.parent === ref) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (!(key in _cached)) delete schema[key];
			}
			if (refSchema.$ref && refSeen.def) for (const key in schema) {
				if (key === "$ref" || key === "allOf") continue;
				if (key in refSeen.def && JSON.stringify(schema[key]) === JSON.stringify(refSeen.def[key])) delete schema[key];
			}
		}
		const parent = zodSchema._zod.parent;
		if (parent && parent !== ref) {
			flattenRef(parent);
			const parentSeen = ctx.seen.get(parent);
			if (parentSeen?.schema.$ref) {
				schema.$ref = parentSeen.schema.$ref;
				if (parentSeen.def) for (const key in schema) {
					if (key === "$ref" || key === "allOf") continue;
					if (key in parentSeen.def && JSON.stringify(schema[key]) === JSON.stringify(parentSeen.def[key])) delete schema[key];
				}
			}
		}
		ctx.override({
			zodSchema,
			jsonSchema: schema,
			path: seen.path ?? []
		});
	};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) {
		for (const entry of [...ctx.seen.entries()].reverse()) flattenRef(entry[0]);
		if (ctx.target !== "openapi-3.0") for (const entry of ctx.seen.entries()) compactTypeUnion(entry[1].def ?? entry[1].schema);
		for (const rewrite of ctx.deferred) rewrite();
		if (ctx.intersections.length) {
			const carriers = /* @__PURE__ */ new Map();
			for (const seen of ctx.seen.values()) for (const json of [seen.schema, seen.def]) {
				const allOf = json?.allOf;
				if (!Array.isArray(allOf)) continue;
				const existing = carriers.get(allOf);
				if (existing) existing.push(json);
				else carriers.set(allOf, [json]);
			}
			for (const allOf of ctx.intersections) for (const json of carriers.get(allOf) ?? []) foldIntersection(json);
		}
	}
	const result = {};
	if (ctx.target === "draft-2020-12") result.$schema = "https://json-schema.org/draft/2020-12/schema";
	else if (ctx.target === "draft-07") result.$schema = "http://json-schema.org/draft-07/schema#";
	else if (ctx.target === "draft-04") result.$schema = "http://json-schema.org/draft-04/schema#";
	else if (ctx.target === "openapi-3.0") {}
	if (ctx.external?.uri) {
		const id = ctx.external.registry.get(schema)?.id;
		if (!id) throw new Error("Schema is missing an `id` property");
		result.$id = ctx.external.uri(id);
	}
	assignProps(result, root.defId ? root.schema : root.def ?? root.schema);
	const rootMetaId = ctx.metadataRegistry.get(schema)?.id;
	if (rootMetaId !== void 0 && result.id === rootMetaId) delete result.id;
	const defs = ctx.external?.defs ?? {};
	if (!ctx.external || ctx.sharedEmitDoneFor !== ctx.external) for (const entry of ctx.seen.entries()) {
		const seen = entry[1];
		if (seen.def && seen.defId) {
			if (seen.def.id === seen.defId) delete seen.def.id;
			assignProp(defs, seen.defId, seen.def);
		}
	}
	if (ctx.external) ctx.sharedEmitDoneFor = ctx.external;
	if (ctx.external) {} else if (Object.keys(defs).length > 0) {
		if (ctx.target === "draft-2020-12") result.$defs = defs;
		else result.definitions = defs;
	}
	try {
		const finalized = JSON.parse(JSON.stringify(result));
		Object.defineProperty(finalized, "~standard", {
			value: {
				...schema["~standard"],
				jsonSchema: {
					input: createStandardJSONSchemaMethod(schema, "input", ctx.processors),
					output: createStandardJSONSchemaMethod(schema, "output", ctx.processors)
				}
			},
			enumerable: false,
			writable: false
		});
		return finalized;
	} catch (_err) {
		throw new Error("Error converting schema to JSON.");
	}
}
function isTransforming(_schema, _ctx) {
	const ctx = _ctx ?? { seen: /* @__PURE__ */ new Set() };
	if (ctx.seen.has(_schema)) return false;
	ctx.seen.add(_schema);
	const def = _schema._zod.def;
	if (def.type === "transform") return true;
	if (def.type === "array") return isTransforming(def.element, ctx);
	if (def.type === "set") return isTransforming(def.valueType, ctx);
	if (def.type === "lazy") return isTransforming(def.getter(), ctx);
	if (def.type === "promise" || def.type === "optional" || def.type === "nonoptional" || def.type === "nullable" || def.type === "readonly" || def.type === "default" || def.type === "prefault" || def.type === "catch") return isTransforming(def.innerType, ctx);
	if (def.type === "intersection") return isTransforming(def.left, ctx) || isTransforming(def.right, ctx);
	if (def.type === "record" || def.type === "map") return isTransforming(def.keyType, ctx) || isTransforming(def.valueType, ctx);
	if (def.type === "pipe") {
		if (_schema._zod.traits.has("$ZodCodec")) return true;
		return isTransforming(def.in, ctx) || isTransforming(def.out, ctx);
	}
	if (def.type === "object") {
		for (const key in def.shape) if (isTransforming(def.shape[key], ctx)) return true;
		return false;
	}
	if (def.type === "union") {
		for (const option of def.options) if (isTransforming(option, ctx)) return true;
		return false;
	}
	if (def.type === "tuple") {
		for (const item of def.items) if (isTransforming(item, ctx)) return true;
		if (def.rest && isTransforming(def.rest, ctx)) return true;
		return false;
	}
	return false;
}
/**
* Creates a toJSONSchema method for a schema instance.
* This encapsulates the logic of initializing context, processing, extracting defs, and finalizing.
*/
const createToJSONSchemaMethod = (schema, processors = {}) => (params) => {
	const ctx = initializeContext({
		...params,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};
const createStandardJSONSchemaMethod = (schema, io, processors = {}) => (params) => {
	const { libraryOptions, target } = params ?? {};
	const ctx = initializeContext({
		...libraryOptions ?? {},
		target,
		io,
		processors
	});
	processSchema(schema, ctx);
	extractDefs(ctx, schema);
	return finalize(ctx, schema);
};

// node_modules/zod/v4/core/json-schema-processors.js
const narrowMin = (agg, key, value) => {
	if (agg[key] === void 0 || value > agg[key]) agg[key] = value;
};
const narrowMax = (agg, key, value) => {
	if (agg[key] === void 0 || value < agg[key]) agg[key] = value;
};
const narrowBoth = (agg, value) => {
	narrowMin(agg, "minimum", value);
	narrowMax(agg, "maximum", value);
};
const addDivisor = (agg, value) => {
	agg.multipleOf ?? (agg.multipleOf = []);
	if (!agg.multipleOf.includes(value)) agg.multipleOf.push(value);
};
const addPattern = (agg, pattern) => {
	agg.patterns ?? (agg.patterns = /* @__PURE__ */ new Set());
	agg.patterns.add(pattern);
};
const intersectMime = (agg, mime) => {
	agg.mime = agg.mime ? agg.mime.filter((m) => mime.includes(m)) : [...mime];
};
const setFormat = (agg, format) => {
	agg.format = format;
	if (format.includes("int")) agg.isInt = true;
};
const minContributor = (agg, def) => narrowMin(agg, "minimum", def.minimum);
const maxContributor = (agg, def) => narrowMax(agg, "maximum", def.maximum);
const formatContributor = (ranges) => (agg, def) => {
	setFormat(agg, def.format);
	const [minimum, maximum] = ranges[def.format];
	narrowMin(agg, "minimum", minimum);
	narrowMax(agg, "maximum", maximum);
};
const contributors = {
	greater_than: (agg, def) => narrowMin(agg, def.inclusive ? "minimum" : "exclusiveMinimum", def.value),
	less_than: (agg, def) => narrowMax(agg, def.inclusive ? "maximum" : "exclusiveMaximum", def.value),
	multiple_of: (agg, def) => addDivisor(agg, def.value),
	number_format: formatContributor(NUMBER_FORMAT_RANGES),
	bigint_format: formatContributor(BIGINT_FORMAT_RANGES),
	min_length: minContributor,
	max_length: maxContributor,
	length_equals: (agg, def) => narrowBoth(agg, def.length),
	min_size: minContributor,
	max_size: maxContributor,
	size_equals: (agg, def) => narrowBoth(agg, def.size),
	string_format: (agg, def) => {
		setFormat(agg, def.format);
		if (def.pattern) addPattern(agg, def.pattern);
		if (def.format === "base64" || def.format === "base64url") agg.contentEncoding = def.format;
		if (def.local || def.precision === -1) agg.laxFormat = true;
	},
	mime_type: (agg, def) => intersectMime(agg, def.mime)
};
function aggregateChecks(schema) {
	const agg = {};
	const def = schema._zod.def;
	const list = schema._zod.traits.has("$ZodCheck") ? [schema, ...def.checks ?? []] : def.checks ?? [];
	for (const ch of list) contributors[ch._zod.def.check]?.(agg, ch._zod.def);
	const bag = schema._zod.bag;
	if (bag.minimum !== void 0) narrowMin(agg, "minimum", bag.minimum);
	if (bag.exclusiveMinimum !== void 0) narrowMin(agg, "exclusiveMinimum", bag.exclusiveMinimum);
	if (bag.maximum !== void 0) narrowMax(agg, "maximum", bag.maximum);
	if (bag.exclusiveMaximum !== void 0) narrowMax(agg, "exclusiveMaximum", bag.exclusiveMaximum);
	if (bag.multipleOf !== void 0) addDivisor(agg, bag.multipleOf);
	if (bag.format !== void 0) {
		agg.format ?? (agg.format = bag.format);
		if (bag.format.includes("int")) agg.isInt = true;
	}
	if (bag.mime) intersectMime(agg, bag.mime);
	for (const pattern of bag.patterns ?? []) addPattern(agg, pattern);
	return agg;
}
const formatMap = {
	guid: "uuid",
	url: "uri",
	datetime: "date-time",
	json_string: "json-string",
	regex: ""
};
const exactPatterns = /* @__PURE__ */ new Map([[base64Charset, base64], [base64urlCharset, base64url]]);
const exactPattern = (p) => exactPatterns.get(p) ?? p;
const stringProcessor = (schema, ctx, _json, _params) => {
	const json = _json;
	json.type = "string";
	const { minimum, maximum, format, patterns, contentEncoding, laxFormat } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minLength = minimum;
	if (typeof maximum === "number") json.maxLength = maximum;
	if (format) {
		json.format = formatMap[format] ?? format;
		if (json.format === "") delete json.format;
		if (format === "time" || laxFormat) delete json.format;
	}
	if (contentEncoding) json.contentEncoding = contentEncoding;
	if (patterns && patterns.size > 0) {
		const patternList = [...patterns].map(exactPattern);
		if (patternList.length === 1) json.pattern = patternList[0].source;
		else if (patternList.length > 1) json.allOf = [...patternList.map((regex) => ({
			...ctx.target === "draft-07" || ctx.target === "draft-04" || ctx.target === "openapi-3.0" ? { type: "string" } : {},
			pattern: regex.source
		}))];
	}
};
const numberProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const { minimum, maximum, multipleOf, exclusiveMaximum, exclusiveMinimum, isInt } = aggregateChecks(schema);
	json.type = isInt ? "integer" : "number";
	const exMin = typeof exclusiveMinimum === "number" && exclusiveMinimum >= (minimum ?? Number.NEGATIVE_INFINITY);
	const exMax = typeof exclusiveMaximum === "number" && exclusiveMaximum <= (maximum ?? Number.POSITIVE_INFINITY);
	const legacy = ctx.target === "draft-04" || ctx.target === "openapi-3.0";
	if (exMin) {
		if (legacy) {
			json.minimum = exclusiveMinimum;
			json.exclusiveMinimum = true;
		} else json.exclusiveMinimum = exclusiveMinimum;
	} else if (typeof minimum === "number") json.minimum = minimum;
	if (exMax) {
		if (legacy) {
			json.maximum = exclusiveMaximum;
			json.exclusiveMaximum = true;
		} else json.exclusiveMaximum = exclusiveMaximum;
	} else if (typeof maximum === "number") json.maximum = maximum;
	if (multipleOf) {
		const divisors = /* @__PURE__ */ new Set();
		for (const divisor of multipleOf) if (Number.isFinite(divisor) && divisor !== 0) divisors.add(Math.abs(divisor));
		else handleUnrepresentable(schema, ctx, json, params, `A multipleOf divisor of ${divisor} cannot be represented in JSON Schema`);
		const [first, ...rest] = divisors;
		if (first !== void 0) json.multipleOf = first;
		if (rest.length) json.allOf = [...json.allOf ?? [], ...rest.map((m) => ({ multipleOf: m }))];
	}
};
const booleanProcessor = (_schema, _ctx, json, _params) => {
	json.type = "boolean";
};
const nullProcessor = (_schema, ctx, json, _params) => {
	if (ctx.target === "openapi-3.0") {
		json.type = "string";
		json.nullable = true;
		json.enum = [null];
	} else json.type = "null";
};
const neverProcessor = (_schema, _ctx, json, _params) => {
	json.not = {};
};
const unknownProcessor = (_schema, _ctx, _json, _params) => {};
const enumProcessor = (schema, _ctx, json, _params) => {
	const def = schema._zod.def;
	const values = getEnumValues(def.entries);
	if (values.length === 0) {
		json.not = {};
		return;
	}
	if (values.every((v) => typeof v === "number")) json.type = "number";
	if (values.every((v) => typeof v === "string")) json.type = "string";
	json.enum = values;
};
const literalProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	if (def.values.length === 0) {
		json.not = {};
		return;
	}
	const vals = [];
	for (const val of def.values) if (val === void 0) {
		if (handleUnrepresentable(schema, ctx, json, params, "Literal `undefined` cannot be represented in JSON Schema")) return;
	} else if (typeof val === "bigint") {
		if (handleUnrepresentable(schema, ctx, json, params, "BigInt literals cannot be represented in JSON Schema")) return;
		vals.push(Number(val));
	} else vals.push(val);
	if (vals.length === 0) {} else if (vals.length === 1) {
		const val = vals[0];
		json.type = val === null ? "null" : typeof val;
		if (ctx.target === "draft-04" || ctx.target === "openapi-3.0") json.enum = [val];
		else json.const = val;
	} else {
		if (vals.every((v) => typeof v === "number")) json.type = "number";
		if (vals.every((v) => typeof v === "string")) json.type = "string";
		if (vals.every((v) => typeof v === "boolean")) json.type = "boolean";
		if (vals.every((v) => v === null)) json.type = "null";
		json.enum = vals;
	}
};
const customProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Custom types cannot be represented in JSON Schema");
};
const transformProcessor = (schema, ctx, json, params) => {
	handleUnrepresentable(schema, ctx, json, params, "Transforms cannot be represented in JSON Schema");
};
const arrayProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const { minimum, maximum } = aggregateChecks(schema);
	if (typeof minimum === "number") json.minItems = minimum;
	if (typeof maximum === "number") json.maxItems = maximum;
	json.type = "array";
	json.items = processSchema(def.element, ctx, {
		...params,
		path: [...params.path, "items"]
	});
};
function inputOptin(schema) {
	const def = schema._zod.def;
	if (def.type === "pipe" && def.in._zod.traits.has("$ZodTransform")) return inputOptin(def.out);
	if (def.type === "catch") return inputOptin(def.innerType);
	return schema._zod.optin;
}
const objectProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	const shape = def.shape;
	if (Object.getOwnPropertySymbols(shape).length && handleUnrepresentable(schema, ctx, json, params, "Symbol keys cannot be represented in JSON Schema")) return;
	json.type = "object";
	json.properties = {};
	for (const key in shape) assignProp(json.properties, key, processSchema(shape[key], ctx, {
		...params,
		path: [
			...params.path,
			"properties",
			key
		]
	}));
	const requiredKeys = [];
	for (const key of Object.keys(shape)) {
		const field = def.shape[key];
		if (ctx.io === "input" ? inputOptin(field) === void 0 : field._zod.optout === void 0) requiredKeys.push(key);
	}
	if (requiredKeys.length > 0) json.required = requiredKeys;
	if (def.catchall?._zod.def.type === "never") json.additionalProperties = false;
	else if (!def.catchall) {
		if (ctx.io === "output") json.additionalProperties = false;
	} else if (def.catchall) json.additionalProperties = processSchema(def.catchall, ctx, {
		...params,
		path: [...params.path, "additionalProperties"]
	});
};
const unionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const isExclusive = def.inclusive === false;
	const options = def.options.map((x, i) => processSchema(x, ctx, {
		...params,
		path: [
			...params.path,
			isExclusive ? "oneOf" : "anyOf",
			i
		]
	}));
	if (isExclusive) json.oneOf = options;
	else json.anyOf = options;
};
const intersectionProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const a = processSchema(def.left, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			0
		]
	});
	const b = processSchema(def.right, ctx, {
		...params,
		path: [
			...params.path,
			"allOf",
			1
		]
	});
	const isSimpleIntersection = (val) => "allOf" in val && Object.keys(val).length === 1;
	const allOf = [...isSimpleIntersection(a) ? a.allOf : [a], ...isSimpleIntersection(b) ? b.allOf : [b]];
	json.allOf = allOf;
	ctx.intersections.push(allOf);
};
/** JSON object keys are always strings, so a numeric record key schema is re-expressed over the
* numeric-string form the record parser matches. Deferred to `finalize`, after the flatten: a key
* behind a wrapper only carries its own `type` before then, and a union key only has its branches.
*
* A numeric bound cannot apply to a property name, so `minimum` and its siblings are dropped rather
* than carried over: keeping them beside `type: "string"` reproduces the match-nothing schema this
* exists to fix. A key that carries one therefore emits wider than the record parses — `z.record(z.number().min(5), V)`
* accepts `"3"` — which is the deliberate trade, since throwing on it would reject an ordinary schema
* outright. */
function stringifyKeyNames(bySchema, json, visited) {
	if (json.$ref) {
		if (visited.has(json)) return json;
		visited.add(json);
		const def = bySchema.get(json)?.def;
		if (!def) return json;
		const inlined = stringifyKeyNames(bySchema, def, visited);
		return inlined === def ? json : inlined;
	}
	for (const keyword of ["anyOf", "oneOf"]) {
		const branches = json[keyword];
		if (!Array.isArray(branches)) continue;
		const mapped = branches.map((branch) => stringifyKeyNames(bySchema, branch, visited));
		if (mapped.some((branch, i) => branch !== branches[i])) json = {
			...json,
			[keyword]: mapped
		};
	}
	const types = Array.isArray(json.type) ? json.type : [json.type];
	const numericType = !types.includes("string") && types.some((t) => t === "number" || t === "integer");
	const values = json.enum ?? (json.const !== void 0 ? [json.const] : void 0);
	if (!numericType && !values?.some((v) => typeof v === "number")) return json;
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format, id, ...rest } = json;
	if (rest.enum) rest.enum = rest.enum.map((v) => typeof v === "number" ? String(v) : v);
	else if (typeof rest.const === "number") rest.const = String(rest.const);
	if (!numericType) return rest;
	rest.type = "string";
	if (!values) rest.pattern = (types.includes("number") ? number$3 : integer).source;
	return rest;
}
/** Every record of one conversion, so the carriers are found in a single pass rather than once per record. */
const pendingRecords = /* @__PURE__ */ new WeakMap();
function rewriteKeyNames(ctx) {
	const bySchema = /* @__PURE__ */ new Map();
	for (const entry of ctx.seen.values()) if (entry.def && !bySchema.has(entry.schema)) bySchema.set(entry.schema, entry);
	const rewrites = /* @__PURE__ */ new Map();
	for (const record of pendingRecords.get(ctx) ?? []) {
		const seen = ctx.seen.get(record);
		const names = (seen?.def ?? seen?.schema)?.propertyNames;
		if (!names || names === true || rewrites.has(names)) continue;
		const rewritten = stringifyKeyNames(bySchema, names, /* @__PURE__ */ new Set());
		if (rewritten !== names) rewrites.set(names, rewritten);
	}
	if (!rewrites.size) return;
	for (const entry of ctx.seen.values()) for (const carrier of [entry.schema, entry.def]) {
		const rewritten = carrier && rewrites.get(carrier.propertyNames);
		if (rewritten) carrier.propertyNames = rewritten;
	}
}
const recordProcessor = (schema, ctx, _json, params) => {
	const json = _json;
	const def = schema._zod.def;
	json.type = "object";
	const keyType = def.keyType;
	const patterns = aggregateChecks(keyType).patterns;
	if (def.mode === "loose" && patterns && patterns.size > 0) {
		const valueSchema = processSchema(def.valueType, ctx, {
			...params,
			path: [
				...params.path,
				"patternProperties",
				"*"
			]
		});
		json.patternProperties = {};
		for (const pattern of patterns) assignProp(json.patternProperties, exactPattern(pattern).source, valueSchema);
	} else {
		if (ctx.target === "draft-07" || ctx.target === "draft-2020-12") {
			json.propertyNames = processSchema(def.keyType, ctx, {
				...params,
				path: [...params.path, "propertyNames"]
			});
			let pending = pendingRecords.get(ctx);
			if (!pending) {
				pending = [];
				pendingRecords.set(ctx, pending);
				ctx.deferred.push(() => rewriteKeyNames(ctx));
			}
			pending.push(schema);
		}
		json.additionalProperties = processSchema(def.valueType, ctx, {
			...params,
			path: [...params.path, "additionalProperties"]
		});
	}
	const keyValues = keyType._zod.values;
	const omittableOnInput = ctx.io === "input" && inputOptin(def.valueType) !== void 0;
	if (keyValues && !def.partial && !omittableOnInput) {
		const validKeyValues = [...keyValues].filter((v) => typeof v === "string" || typeof v === "number");
		if (validKeyValues.length > 0) json.required = validKeyValues.map(String);
	}
};
const nullableProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	const inner = processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	if (ctx.target === "openapi-3.0") {
		seen.ref = def.innerType;
		json.nullable = true;
	} else json.anyOf = [inner, { type: "null" }];
};
const nonoptionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};
/** Round-trips a default value through JSON so the emitted schema is guaranteed to be valid JSON.
* A BigInt has no reliable encoding, so it goes through `unrepresentable` like any other
* unrepresentable value. Returns a sentinel when the caller must not write a default of its own. */
const UNREPRESENTABLE_DEFAULT = Symbol();
function serializeDefaultValue(value, schema, ctx, json, params) {
	let unrepresentable = false;
	const serialized = JSON.stringify(value, (_, val) => {
		if (typeof val !== "bigint") return val;
		unrepresentable = true;
		return null;
	});
	if (!unrepresentable) return JSON.parse(serialized);
	handleUnrepresentable(schema, ctx, json, params, "BigInt defaults cannot be represented in JSON Schema");
	return UNREPRESENTABLE_DEFAULT;
}
const defaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json.default = value;
};
const prefaultProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	if (ctx.io !== "input") return;
	const value = serializeDefaultValue(def.defaultValue, schema, ctx, json, params);
	if (value !== UNREPRESENTABLE_DEFAULT) json._prefault = value;
};
const catchProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	let catchValue;
	try {
		catchValue = def.catchValue(void 0);
	} catch {
		handleUnrepresentable(schema, ctx, json, params, "Dynamic catch values are not supported in JSON Schema");
		return;
	}
	json.default = catchValue;
};
const pipeProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	const inIsTransform = def.in._zod.traits.has("$ZodTransform");
	const innerType = ctx.io === "input" ? inIsTransform ? def.out : def.in : def.out;
	processSchema(innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = innerType;
};
const readonlyProcessor = (schema, ctx, json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
	json.readOnly = true;
};
const optionalProcessor = (schema, ctx, _json, params) => {
	const def = schema._zod.def;
	processSchema(def.innerType, ctx, params);
	const seen = ctx.seen.get(schema);
	seen.ref = def.innerType;
};

// node_modules/zod/v4/classic/errors.js
const _installedErrorProtos = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
function _lazyMethod(proto, key, make) {
	Object.defineProperty(proto, key, {
		configurable: true,
		enumerable: false,
		get() {
			const value = make(this);
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
			return value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				value,
				configurable: true,
				writable: true
			});
		}
	});
}
const initializer = (inst, issues) => {
	$ZodError.init(inst, issues);
	inst.name = "ZodError";
	const proto = Object.getPrototypeOf(inst);
	if (_installedErrorProtos.has(proto)) return;
	_installedErrorProtos.add(proto);
	_lazyMethod(proto, "format", (self) => (mapper) => formatError(self, mapper));
	_lazyMethod(proto, "flatten", (self) => (mapper) => flattenError(self, mapper));
	_lazyMethod(proto, "addIssue", (self) => (issue) => {
		self.issues.push(issue);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	_lazyMethod(proto, "addIssues", (self) => (issues) => {
		self.issues.push(...issues);
		self.message = JSON.stringify(self.issues, jsonStringifyReplacer, 2);
	});
	Object.defineProperty(proto, "isEmpty", {
		configurable: true,
		enumerable: false,
		get() {
			return this.issues.length === 0;
		}
	});
};
const ZodRealError = /*@__PURE__*/ $constructor("ZodError", initializer, void 0, { Parent: Error });

// node_modules/zod/v4/classic/parse.js
const parse$2 = /* @__PURE__ */ _parse(ZodRealError);
const parseAsync = /* @__PURE__ */ _parseAsync(ZodRealError);
const safeParse = /* @__PURE__ */ _safeParse(ZodRealError);
const safeParseAsync = /* @__PURE__ */ _safeParseAsync(ZodRealError);
const encode = /* @__PURE__ */ _encode(ZodRealError);
const decode$1 = /* @__PURE__ */ _decode(ZodRealError);
const encodeAsync = /* @__PURE__ */ _encodeAsync(ZodRealError);
const decodeAsync = /* @__PURE__ */ _decodeAsync(ZodRealError);
const safeEncode = /* @__PURE__ */ _safeEncode(ZodRealError);
const safeDecode = /* @__PURE__ */ _safeDecode(ZodRealError);
const safeEncodeAsync = /* @__PURE__ */ _safeEncodeAsync(ZodRealError);
const safeDecodeAsync = /* @__PURE__ */ _safeDecodeAsync(ZodRealError);

// node_modules/zod/v4/classic/schemas.js
function _ensureDefaultLocale() {
	if (!globalConfig.localeError) config(en_default());
}
function _ensureDefaultMemoizer() {
	if (!globalConfig.memoizer) config({ memoizer: memoizer() });
}
const ZodType = /*@__PURE__*/ $constructor("ZodType", (inst, def) => {
	_ensureDefaultLocale();
	$ZodType.init(inst, def);
	inst.def = def;
	inst.type = def.type;
	return inst;
}, {
	check(...chks) {
		const def = this.def;
		return this.clone(mergeDefs(def, { checks: [...def.checks ?? [], ...chks.map((ch) => typeof ch === "function" ? { _zod: {
			check: ch,
			def: { check: "custom" },
			onattach: []
		} } : ch)] }), { parent: true });
	},
	with(...chks) {
		return this.check(...chks);
	},
	clone(def, params) {
		return clone(this, def, params);
	},
	brand() {
		return this;
	},
	register(reg, meta) {
		reg.add(this, meta);
		return this;
	},
	refine(check, params) {
		return this.check(refine(check, params));
	},
	superRefine(refinement, params) {
		return this.check(superRefine(refinement, params));
	},
	overwrite(fn) {
		return this.check(_overwrite(fn));
	},
	optional() {
		return optional(this);
	},
	exactOptional() {
		return exactOptional(this);
	},
	nullable() {
		return nullable(this);
	},
	nullish() {
		return optional(nullable(this));
	},
	nonoptional(params) {
		return nonoptional(this, params);
	},
	array() {
		return array(this);
	},
	or(arg) {
		return union([this, arg]);
	},
	and(arg) {
		return intersection(this, arg);
	},
	transform(tx) {
		return pipe(this, transform(tx));
	},
	default(d) {
		return _default(this, d);
	},
	prefault(d) {
		return prefault(this, d);
	},
	catch(params) {
		return _catch(this, params);
	},
	pipe(target) {
		return pipe(this, target);
	},
	readonly() {
		return readonly(this);
	},
	describe(description) {
		const cl = this.clone();
		globalRegistry.add(cl, { description });
		return cl;
	},
	meta(...args) {
		if (args.length === 0) return globalRegistry.get(this);
		const cl = this.clone();
		globalRegistry.add(cl, args[0]);
		return cl;
	},
	isOptional() {
		return this.safeParse(void 0).success;
	},
	isNullable() {
		return this.safeParse(null).success;
	},
	apply(fn, ...args) {
		return args.length === 0 ? fn(this) : fn(this, ...args);
	},
	get "~standard"() {
		return hide(this, "~standard", {
			...standardProps(this),
			jsonSchema: {
				input: createStandardJSONSchemaMethod(this, "input"),
				output: createStandardJSONSchemaMethod(this, "output")
			}
		});
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	},
	parse: function _parse(data, params) {
		return parse$2(this, data, params, { callee: _parse });
	},
	parseAsync: async function _parseAsync(data, params) {
		return await parseAsync(this, data, params, { callee: _parseAsync });
	},
	safeParse(data, params) {
		return safeParse(this, data, params);
	},
	async safeParseAsync(data, params) {
		return safeParseAsync(this, data, params);
	},
	get spa() {
		return this?.safeParseAsync;
	},
	set spa(value) {
		own(this, "spa", value);
	},
	validate(data, params) {
		return validate(this, data, params);
	},
	validateAsync(data, params) {
		return validateAsync$1(this, data, params);
	},
	encode: function _encode(data, params) {
		return encode(this, data, params, { callee: _encode });
	},
	decode: function _decode(data, params) {
		return decode$1(this, data, params, { callee: _decode });
	},
	encodeAsync: async function _encodeAsync(data, params) {
		return await encodeAsync(this, data, params, { callee: _encodeAsync });
	},
	decodeAsync: async function _decodeAsync(data, params) {
		return await decodeAsync(this, data, params, { callee: _decodeAsync });
	},
	safeEncode(data, params) {
		return safeEncode(this, data, params);
	},
	safeDecode(data, params) {
		return safeDecode(this, data, params);
	},
	async safeEncodeAsync(data, params) {
		return safeEncodeAsync(this, data, params);
	},
	async safeDecodeAsync(data, params) {
		return safeDecodeAsync(this, data, params);
	},
	toJSONSchema(params) {
		return createToJSONSchemaMethod(this, {})(params);
	},
	get description() {
		return globalRegistry.get(this)?.description;
	},
	get _def() {
		return this._zod.def;
	}
});
/** @internal */
const _ZodString = /*@__PURE__*/ $constructor("_ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => stringProcessor(inst, ctx, json, params);
}, /*@__PURE__*/ derived({
	format: (inst) => aggregateChecks(inst).format ?? null,
	minLength: (inst) => aggregateChecks(inst).minimum ?? null,
	maxLength: (inst) => aggregateChecks(inst).maximum ?? null
}, {
	regex(...args) {
		return this.check(_regex(...args));
	},
	includes(...args) {
		return this.check(_includes(...args));
	},
	startsWith(...args) {
		return this.check(_startsWith(...args));
	},
	endsWith(...args) {
		return this.check(_endsWith(...args));
	},
	min(...args) {
		return this.check(_minLength(...args));
	},
	max(...args) {
		return this.check(_maxLength(...args));
	},
	length(...args) {
		return this.check(_length(...args));
	},
	nonempty(...args) {
		return this.check(_minLength(1, ...args));
	},
	lowercase(params) {
		return this.check(_lowercase(params));
	},
	uppercase(params) {
		return this.check(_uppercase(params));
	},
	trim() {
		return this.check(_trim());
	},
	normalize(...args) {
		return this.check(_normalize(...args));
	},
	toLowerCase() {
		return this.check(_toLowerCase());
	},
	toUpperCase() {
		return this.check(_toUpperCase());
	},
	slugify() {
		return this.check(_slugify());
	}
}));
const ZodString = /*@__PURE__*/ $constructor("ZodString", (inst, def) => {
	$ZodString.init(inst, def);
	_ZodString.init(inst, def);
}, {
	email(params) {
		return this.check(_email(ZodEmail, params));
	},
	url(params) {
		return this.check(_url(ZodURL, params));
	},
	jwt(params) {
		return this.check(_jwt(ZodJWT, params));
	},
	emoji(params) {
		return this.check(_emoji(ZodEmoji, params));
	},
	guid(params) {
		return this.check(_guid(ZodGUID, params));
	},
	uuid(params) {
		return this.check(_uuid(ZodUUID, params));
	},
	uuidv4(params) {
		return this.check(_uuidv4(ZodUUID, params));
	},
	uuidv6(params) {
		return this.check(_uuidv6(ZodUUID, params));
	},
	uuidv7(params) {
		return this.check(_uuidv7(ZodUUID, params));
	},
	nanoid(params) {
		return this.check(_nanoid(ZodNanoID, params));
	},
	cuid(params) {
		return this.check(_cuid(ZodCUID, params));
	},
	cuid2(params) {
		return this.check(_cuid2(ZodCUID2, params));
	},
	ulid(params) {
		return this.check(_ulid(ZodULID, params));
	},
	base64(params) {
		return this.check(_base64(ZodBase64, params));
	},
	base64url(params) {
		return this.check(_base64url(ZodBase64URL, params));
	},
	xid(params) {
		return this.check(_xid(ZodXID, params));
	},
	ksuid(params) {
		return this.check(_ksuid(ZodKSUID, params));
	},
	ipv4(params) {
		return this.check(_ipv4(ZodIPv4, params));
	},
	ipv6(params) {
		return this.check(_ipv6(ZodIPv6, params));
	},
	cidrv4(params) {
		return this.check(_cidrv4(ZodCIDRv4, params));
	},
	cidrv6(params) {
		return this.check(_cidrv6(ZodCIDRv6, params));
	},
	e164(params) {
		return this.check(_e164(ZodE164, params));
	},
	datetime(params) {
		return this.check(_isoDateTime(ZodISODateTime, params));
	},
	date(params) {
		return this.check(_isoDate(ZodISODate, params));
	},
	time(params) {
		return this.check(_isoTime(ZodISOTime, params));
	},
	duration(params) {
		return this.check(_isoDuration(ZodISODuration, params));
	}
});
function string$1(params) {
	return _string(ZodString, params);
}
const ZodStringFormat = /*@__PURE__*/ $constructor("ZodStringFormat", (inst, def) => {
	$ZodStringFormat.init(inst, def);
	_ZodString.init(inst, def);
});
const ZodISODateTime = /*@__PURE__*/ $constructor("ZodISODateTime", (inst, def) => {
	$ZodISODateTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODate = /*@__PURE__*/ $constructor("ZodISODate", (inst, def) => {
	$ZodISODate.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISOTime = /*@__PURE__*/ $constructor("ZodISOTime", (inst, def) => {
	$ZodISOTime.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodISODuration = /*@__PURE__*/ $constructor("ZodISODuration", (inst, def) => {
	$ZodISODuration.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmail = /*@__PURE__*/ $constructor("ZodEmail", (inst, def) => {
	$ZodEmail.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodGUID = /*@__PURE__*/ $constructor("ZodGUID", (inst, def) => {
	$ZodGUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodUUID = /*@__PURE__*/ $constructor("ZodUUID", (inst, def) => {
	$ZodUUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodURL = /*@__PURE__*/ $constructor("ZodURL", (inst, def) => {
	$ZodURL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodEmoji = /*@__PURE__*/ $constructor("ZodEmoji", (inst, def) => {
	$ZodEmoji.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNanoID = /*@__PURE__*/ $constructor("ZodNanoID", (inst, def) => {
	$ZodNanoID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
/**
* @deprecated CUID v1 is deprecated by its authors due to information leakage
* (timestamps embedded in the id). Use {@link ZodCUID2} instead.
* See https://github.com/paralleldrive/cuid.
*/
const ZodCUID = /*@__PURE__*/ $constructor("ZodCUID", (inst, def) => {
	$ZodCUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCUID2 = /*@__PURE__*/ $constructor("ZodCUID2", (inst, def) => {
	$ZodCUID2.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodULID = /*@__PURE__*/ $constructor("ZodULID", (inst, def) => {
	$ZodULID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodXID = /*@__PURE__*/ $constructor("ZodXID", (inst, def) => {
	$ZodXID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodKSUID = /*@__PURE__*/ $constructor("ZodKSUID", (inst, def) => {
	$ZodKSUID.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv4 = /*@__PURE__*/ $constructor("ZodIPv4", (inst, def) => {
	$ZodIPv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodIPv6 = /*@__PURE__*/ $constructor("ZodIPv6", (inst, def) => {
	$ZodIPv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv4 = /*@__PURE__*/ $constructor("ZodCIDRv4", (inst, def) => {
	$ZodCIDRv4.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodCIDRv6 = /*@__PURE__*/ $constructor("ZodCIDRv6", (inst, def) => {
	$ZodCIDRv6.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64 = /*@__PURE__*/ $constructor("ZodBase64", (inst, def) => {
	$ZodBase64.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodBase64URL = /*@__PURE__*/ $constructor("ZodBase64URL", (inst, def) => {
	$ZodBase64URL.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodE164 = /*@__PURE__*/ $constructor("ZodE164", (inst, def) => {
	$ZodE164.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodJWT = /*@__PURE__*/ $constructor("ZodJWT", (inst, def) => {
	$ZodJWT.init(inst, def);
	ZodStringFormat.init(inst, def);
});
const ZodNumber = /*@__PURE__*/ $constructor("ZodNumber", (inst, def) => {
	$ZodNumber.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => numberProcessor(inst, ctx, json, params);
	inst.isFinite = true;
}, /*@__PURE__*/ derived({
	minValue: (inst) => {
		const { minimum, exclusiveMinimum } = aggregateChecks(inst);
		return Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY);
	},
	maxValue: (inst) => {
		const { maximum, exclusiveMaximum } = aggregateChecks(inst);
		return Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
	},
	isInt: (inst) => {
		const { isInt, multipleOf } = aggregateChecks(inst);
		return !!isInt || !!multipleOf?.some(Number.isSafeInteger);
	},
	format: (inst) => aggregateChecks(inst).format ?? null
}, {
	gt(value, params) {
		return this.check(_gt(value, params));
	},
	gte(value, params) {
		return this.check(_gte(value, params));
	},
	min(value, params) {
		return this.check(_gte(value, params));
	},
	lt(value, params) {
		return this.check(_lt(value, params));
	},
	lte(value, params) {
		return this.check(_lte(value, params));
	},
	max(value, params) {
		return this.check(_lte(value, params));
	},
	int(params) {
		return this.check(int(params));
	},
	safe(params) {
		return this.check(int(params));
	},
	positive(params) {
		return this.check(_gt(0, params));
	},
	nonnegative(params) {
		return this.check(_gte(0, params));
	},
	negative(params) {
		return this.check(_lt(0, params));
	},
	nonpositive(params) {
		return this.check(_lte(0, params));
	},
	multipleOf(value, params) {
		return this.check(_multipleOf(value, params));
	},
	step(value, params) {
		return this.check(_multipleOf(value, params));
	},
	finite() {
		return this;
	}
}));
function number$2(params) {
	return _number(ZodNumber, params);
}
const ZodNumberFormat = /*@__PURE__*/ $constructor("ZodNumberFormat", (inst, def) => {
	$ZodNumberFormat.init(inst, def);
	ZodNumber.init(inst, def);
});
function int(params) {
	return _int(ZodNumberFormat, params);
}
const ZodBoolean = /*@__PURE__*/ $constructor("ZodBoolean", (inst, def) => {
	$ZodBoolean.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => booleanProcessor(inst, ctx, json, params);
});
function boolean(params) {
	return _boolean(ZodBoolean, params);
}
const ZodNull = /*@__PURE__*/ $constructor("ZodNull", (inst, def) => {
	$ZodNull.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nullProcessor(inst, ctx, json, params);
});
function _null(params) {
	return _null$1(ZodNull, params);
}
const ZodUnknown = /*@__PURE__*/ $constructor("ZodUnknown", (inst, def) => {
	$ZodUnknown.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => unknownProcessor(inst, ctx, json, params);
});
function unknown() {
	return _unknown(ZodUnknown);
}
const ZodNever = /*@__PURE__*/ $constructor("ZodNever", (inst, def) => {
	$ZodNever.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => neverProcessor(inst, ctx, json, params);
});
function never(params) {
	return _never(ZodNever, params);
}
const ZodArray = /*@__PURE__*/ $constructor("ZodArray", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodArray.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => arrayProcessor(inst, ctx, json, params);
	inst.element = def.element;
}, {
	min(n, params) {
		return this.check(_minLength(n, params));
	},
	nonempty(params) {
		return this.check(_minLength(1, params));
	},
	max(n, params) {
		return this.check(_maxLength(n, params));
	},
	length(n, params) {
		return this.check(_length(n, params));
	},
	unwrap() {
		return this.element;
	}
});
function array(element, params) {
	return _array(ZodArray, element, params);
}
const ZodObject = /*@__PURE__*/ $constructor("ZodObject", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodObjectJIT.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => objectProcessor(inst, ctx, json, params);
	installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
}, {
	keyof() {
		return _enum(Object.keys(this._zod.def.shape));
	},
	catchall(catchall) {
		return this.clone(mergeDefs(this._zod.def, { catchall }));
	},
	passthrough() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	loose() {
		return this.clone(mergeDefs(this._zod.def, { catchall: unknown() }));
	},
	strict() {
		return this.clone(mergeDefs(this._zod.def, { catchall: never() }));
	},
	strip() {
		return this.clone(mergeDefs(this._zod.def, { catchall: void 0 }));
	},
	extend(incoming) {
		return extend(this, incoming);
	},
	safeExtend(incoming) {
		return safeExtend(this, incoming);
	},
	merge(other) {
		return merge(this, other);
	},
	pick(mask) {
		return pick$1(this, mask);
	},
	omit(mask) {
		return omit(this, mask);
	},
	partial(...args) {
		return partial(ZodOptional, this, args[0]);
	},
	exactPartial(...args) {
		return partial(ZodExactOptional, this, args[0], "exactPartial");
	},
	required(...args) {
		return required(ZodNonOptional, this, args[0]);
	}
});
function object(shape, params) {
	const def = {
		type: "object",
		shape: shape ?? {},
		...normalizeParams(params)
	};
	return new ZodObject(def);
}
function strictObject(shape, params) {
	return new ZodObject({
		type: "object",
		shape,
		catchall: never(),
		...normalizeParams(params)
	});
}
const ZodUnion = /*@__PURE__*/ $constructor("ZodUnion", (inst, def) => {
	$ZodUnion.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => unionProcessor(inst, ctx, json, params);
	inst.options = def.options;
});
function union(options, params) {
	return new ZodUnion({
		type: "union",
		options,
		...normalizeParams(params)
	});
}
const ZodIntersection = /*@__PURE__*/ $constructor("ZodIntersection", (inst, def) => {
	$ZodIntersection.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => intersectionProcessor(inst, ctx, json, params);
});
function intersection(left, right) {
	return new ZodIntersection({
		type: "intersection",
		left,
		right
	});
}
const ZodRecord = /*@__PURE__*/ $constructor("ZodRecord", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodRecord.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => recordProcessor(inst, ctx, json, params);
	inst.keyType = def.keyType;
	inst.valueType = def.valueType;
});
function record(keyType, valueType, params) {
	if (!valueType || !valueType._zod) return new ZodRecord({
		type: "record",
		keyType: string$1(),
		valueType: keyType,
		...normalizeParams(valueType)
	});
	return new ZodRecord({
		type: "record",
		keyType,
		valueType,
		...normalizeParams(params)
	});
}
const ZodEnum = /*@__PURE__*/ $constructor("ZodEnum", (inst, def) => {
	$ZodEnum.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => enumProcessor(inst, ctx, json, params);
	inst.enum = def.entries;
	inst.options = [...inst._zod.values];
	const keys = new Set(Object.keys(def.entries));
	inst.extract = (values, params) => {
		const newEntries = {};
		for (const value of values) if (keys.has(value)) newEntries[value] = def.entries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
	inst.exclude = (values, params) => {
		const newEntries = { ...def.entries };
		for (const value of values) if (keys.has(value)) delete newEntries[value];
		else throw new Error(`Key ${value} not found in enum`);
		return new ZodEnum({
			...def,
			checks: [],
			...normalizeParams(params),
			entries: newEntries
		});
	};
});
function _enum(values, params) {
	const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
	return new ZodEnum({
		type: "enum",
		entries,
		...normalizeParams(params)
	});
}
const ZodLiteral = /*@__PURE__*/ $constructor("ZodLiteral", (inst, def) => {
	$ZodLiteral.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => literalProcessor(inst, ctx, json, params);
	inst.values = new Set(def.values);
	Object.defineProperty(inst, "value", { get() {
		if (def.values.length > 1) throw new Error("This schema contains multiple valid literal values. Use `.values` instead.");
		return def.values[0];
	} });
});
function literal(value, params) {
	return new ZodLiteral({
		type: "literal",
		values: Array.isArray(value) ? value : [value],
		...normalizeParams(params)
	});
}
const ZodTransform = /*@__PURE__*/ $constructor("ZodTransform", (inst, def) => {
	_ensureDefaultMemoizer();
	$ZodTransform.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => transformProcessor(inst, ctx, json, params);
	inst._zod.parse = (payload, _ctx) => {
		if (_ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		payload.addIssue = (issue$1) => {
			if (typeof issue$1 === "string") payload.issues.push(issue(issue$1, payload.value, def));
			else {
				const _issue = issue$1;
				if (_issue.fatal) _issue.continue = false;
				_issue.code ?? (_issue.code = "custom");
				if (!("input" in _issue)) _issue.input = payload.value;
				_issue.inst ?? (_issue.inst = inst);
				payload.issues.push(issue(_issue));
			}
		};
		const output = def.transform(payload.value, payload);
		if (output instanceof Promise) return output.then((output) => {
			payload.value = output;
			return payload;
		});
		payload.value = output;
		return payload;
	};
});
function transform(fn) {
	return new ZodTransform({
		type: "transform",
		transform: fn
	});
}
const ZodOptional = /*@__PURE__*/ $constructor("ZodOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function optional(innerType) {
	return new ZodOptional({
		type: "optional",
		innerType
	});
}
const ZodExactOptional = /*@__PURE__*/ $constructor("ZodExactOptional", (inst, def) => {
	$ZodExactOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => optionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function exactOptional(innerType) {
	return new ZodExactOptional({
		type: "optional",
		innerType
	});
}
const ZodNullable = /*@__PURE__*/ $constructor("ZodNullable", (inst, def) => {
	$ZodNullable.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nullableProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nullable(innerType) {
	return new ZodNullable({
		type: "nullable",
		innerType
	});
}
const ZodDefault = /*@__PURE__*/ $constructor("ZodDefault", (inst, def) => {
	$ZodDefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => defaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeDefault = inst.unwrap;
});
function _default(innerType, defaultValue) {
	return new ZodDefault({
		type: "default",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodPrefault = /*@__PURE__*/ $constructor("ZodPrefault", (inst, def) => {
	$ZodPrefault.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => prefaultProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function prefault(innerType, defaultValue) {
	return new ZodPrefault({
		type: "prefault",
		innerType,
		get defaultValue() {
			return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
		}
	});
}
const ZodNonOptional = /*@__PURE__*/ $constructor("ZodNonOptional", (inst, def) => {
	$ZodNonOptional.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => nonoptionalProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function nonoptional(innerType, params) {
	return new ZodNonOptional({
		type: "nonoptional",
		innerType,
		...normalizeParams(params)
	});
}
const ZodCatch = /*@__PURE__*/ $constructor("ZodCatch", (inst, def) => {
	$ZodCatch.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => catchProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
	inst.removeCatch = inst.unwrap;
});
function _catch(innerType, catchValue) {
	return new ZodCatch({
		type: "catch",
		innerType,
		catchValue: typeof catchValue === "function" ? catchValue : constantCatch(catchValue)
	});
}
const ZodPipe = /*@__PURE__*/ $constructor("ZodPipe", (inst, def) => {
	$ZodPipe.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => pipeProcessor(inst, ctx, json, params);
	inst.in = def.in;
	inst.out = def.out;
});
function pipe(in_, out) {
	return new ZodPipe({
		type: "pipe",
		in: in_,
		out
	});
}
const ZodReadonly = /*@__PURE__*/ $constructor("ZodReadonly", (inst, def) => {
	$ZodReadonly.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => readonlyProcessor(inst, ctx, json, params);
	inst.unwrap = () => inst._zod.def.innerType;
});
function readonly(innerType) {
	return new ZodReadonly({
		type: "readonly",
		innerType
	});
}
const ZodCustom = /*@__PURE__*/ $constructor("ZodCustom", (inst, def) => {
	$ZodCustom.init(inst, def);
	ZodType.init(inst, def);
	inst._zod.processJSONSchema = (ctx, json, params) => customProcessor(inst, ctx, json, params);
});
function refine(fn, _params = {}) {
	return _refine(ZodCustom, fn, _params);
}
function superRefine(fn, params) {
	return _superRefine(fn, params);
}

// src/config/fields.ts
function value(kind, description, initially) {
	const words = initially === void 0 ? { description } : {
		description,
		initially
	};
	return unknown().transform((input, context) => {
		const read = kind.read(input);
		if (read !== null) return read;
		context.addIssue({
			code: "custom",
			message: refuse(input, kind)
		});
		return NEVER;
	}).meta({
		...kind.schema,
		...words
	});
}
function key(kind, description, initially) {
	return value(kind, description, initially).optional();
}
function section(shape, example, description) {
	return strictObject(shape, { error: (issue) => issue.code === "unrecognized_keys" ? Object.keys(shape).join("\n") : refuseShape(issue.input, "a group of keys", `Write keys below it, such as ${example}.`) }).describe(description);
}
function list(entry, remedy, description) {
	return array(entry, { error: (issue) => refuseShape(issue.input, "a list", remedy) }).describe(description);
}
/** A group of keys that the user names. */
function byName$1(entry, example, description) {
	return record(string$1(), entry, { error: (issue) => refuseShape(issue.input, "a group of keys", `Write keys below it, such as ${example}.`) }).describe(description);
}

// node_modules/picomatch/lib/constants.js
var require_constants$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
	/**
	* Posix glob regex
	*/
	const DOT_LITERAL = "\\.";
	const PLUS_LITERAL = "\\+";
	const QMARK_LITERAL = "\\?";
	const SLASH_LITERAL = "\\/";
	const ONE_CHAR = "(?=.)";
	const QMARK = "[^/]";
	const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
	const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
	const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
	const POSIX_CHARS = {
		DOT_LITERAL,
		PLUS_LITERAL,
		QMARK_LITERAL,
		SLASH_LITERAL,
		ONE_CHAR,
		QMARK,
		END_ANCHOR,
		DOTS_SLASH,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!${START_ANCHOR}${DOTS_SLASH})`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`,
		NO_DOTS_SLASH: `(?!${DOTS_SLASH})`,
		QMARK_NO_DOT: `[^.${SLASH_LITERAL}]`,
		STAR: `${QMARK}*?`,
		START_ANCHOR,
		SEP: "/"
	};
	/**
	* Windows glob regex
	*/
	const WINDOWS_CHARS = {
		...POSIX_CHARS,
		SLASH_LITERAL: `[${WIN_SLASH}]`,
		QMARK: WIN_NO_SLASH,
		STAR: `${WIN_NO_SLASH}*?`,
		DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
		NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
		START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
		END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
		SEP: "\\"
	};
	/**
	* POSIX Bracket Regex
	*/
	const POSIX_REGEX_SOURCE = {
		__proto__: null,
		alnum: "a-zA-Z0-9",
		alpha: "a-zA-Z",
		ascii: "\\x00-\\x7F",
		blank: " \\t",
		cntrl: "\\x00-\\x1F\\x7F",
		digit: "0-9",
		graph: "\\x21-\\x7E",
		lower: "a-z",
		print: "\\x20-\\x7E ",
		punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
		space: " \\t\\r\\n\\v\\f",
		upper: "A-Z",
		word: "A-Za-z0-9_",
		xdigit: "A-Fa-f0-9"
	};
	module.exports = {
		DEFAULT_MAX_EXTGLOB_RECURSION,
		MAX_LENGTH: 65536,
		POSIX_REGEX_SOURCE,
		REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
		REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
		REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
		REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
		REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
		REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
		REPLACEMENTS: {
			__proto__: null,
			"***": "*",
			"**/**": "**",
			"**/**/**": "**"
		},
		CHAR_0: 48,
		CHAR_9: 57,
		CHAR_UPPERCASE_A: 65,
		CHAR_LOWERCASE_A: 97,
		CHAR_UPPERCASE_Z: 90,
		CHAR_LOWERCASE_Z: 122,
		CHAR_LEFT_PARENTHESES: 40,
		CHAR_RIGHT_PARENTHESES: 41,
		CHAR_ASTERISK: 42,
		CHAR_AMPERSAND: 38,
		CHAR_AT: 64,
		CHAR_BACKWARD_SLASH: 92,
		CHAR_CARRIAGE_RETURN: 13,
		CHAR_CIRCUMFLEX_ACCENT: 94,
		CHAR_COLON: 58,
		CHAR_COMMA: 44,
		CHAR_DOT: 46,
		CHAR_DOUBLE_QUOTE: 34,
		CHAR_EQUAL: 61,
		CHAR_EXCLAMATION_MARK: 33,
		CHAR_FORM_FEED: 12,
		CHAR_FORWARD_SLASH: 47,
		CHAR_GRAVE_ACCENT: 96,
		CHAR_HASH: 35,
		CHAR_HYPHEN_MINUS: 45,
		CHAR_LEFT_ANGLE_BRACKET: 60,
		CHAR_LEFT_CURLY_BRACE: 123,
		CHAR_LEFT_SQUARE_BRACKET: 91,
		CHAR_LINE_FEED: 10,
		CHAR_NO_BREAK_SPACE: 160,
		CHAR_PERCENT: 37,
		CHAR_PLUS: 43,
		CHAR_QUESTION_MARK: 63,
		CHAR_RIGHT_ANGLE_BRACKET: 62,
		CHAR_RIGHT_CURLY_BRACE: 125,
		CHAR_RIGHT_SQUARE_BRACKET: 93,
		CHAR_SEMICOLON: 59,
		CHAR_SINGLE_QUOTE: 39,
		CHAR_SPACE: 32,
		CHAR_TAB: 9,
		CHAR_UNDERSCORE: 95,
		CHAR_VERTICAL_LINE: 124,
		CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
		/**
		* Create EXTGLOB_CHARS
		*/
		extglobChars(chars) {
			return {
				"!": {
					type: "negate",
					open: "(?:(?!(?:",
					close: `))${chars.STAR})`
				},
				"?": {
					type: "qmark",
					open: "(?:",
					close: ")?"
				},
				"+": {
					type: "plus",
					open: "(?:",
					close: ")+"
				},
				"*": {
					type: "star",
					open: "(?:",
					close: ")*"
				},
				"@": {
					type: "at",
					open: "(?:",
					close: ")"
				}
			};
		},
		/**
		* Create GLOB_CHARS
		*/
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));

// node_modules/picomatch/lib/utils.js
var require_utils = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { REGEX_BACKSLASH, REGEX_REMOVE_BACKSLASH, REGEX_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_GLOBAL } = require_constants$1();
	exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
	exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
	exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
	exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
	exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
	exports.isWindows = () => {
		if (typeof navigator !== "undefined" && navigator.platform) {
			const platform = navigator.platform.toLowerCase();
			return platform === "win32" || platform === "windows";
		}
		if (typeof process !== "undefined" && process.platform) return process.platform === "win32";
		return false;
	};
	exports.removeBackslashes = (str) => {
		return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
			return match === "\\" ? "" : match;
		});
	};
	exports.escapeLast = (input, char, lastIdx) => {
		const idx = input.lastIndexOf(char, lastIdx);
		if (idx === -1) return input;
		if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
		return `${input.slice(0, idx)}\\${input.slice(idx)}`;
	};
	exports.removePrefix = (input, state = {}) => {
		let output = input;
		if (output.startsWith("./")) {
			output = output.slice(2);
			state.prefix = "./";
		}
		return output;
	};
	exports.wrapOutput = (input, state = {}, options = {}) => {
		let output = `${options.contains ? "" : "^"}(?:${input})${options.contains ? "" : "$"}`;
		if (state.negated === true) output = `(?:^(?!${output}).*$)`;
		return output;
	};
	exports.basename = (path, { windows } = {}) => {
		const segs = path.split(windows ? /[\\/]/ : "/");
		const last = segs[segs.length - 1];
		if (last === "") return segs[segs.length - 2];
		return last;
	};
}));

// node_modules/picomatch/lib/scan.js
var require_scan = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants$1();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
	/**
	* Quickly scans a glob pattern and returns an object with a handful of
	* useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
	* `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
	* with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
	*
	* ```js
	* const pm = require('picomatch');
	* console.log(pm.scan('foo/bar/*.js'));
	* { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
	* ```
	* @param {String} `str`
	* @param {Object} `options`
	* @return {Object} Returns an object with tokens and regex source string.
	* @api public
	*/
	const scan = (input, options) => {
		const opts = options || {};
		const length = input.length - 1;
		const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
		const slashes = [];
		const tokens = [];
		const parts = [];
		let str = input;
		let index = -1;
		let start = 0;
		let lastIndex = 0;
		let isBrace = false;
		let isBracket = false;
		let isGlob = false;
		let isExtglob = false;
		let isGlobstar = false;
		let braceEscaped = false;
		let backslashes = false;
		let negated = false;
		let negatedExtglob = false;
		let finished = false;
		let braces = 0;
		let prev;
		let code;
		let token = {
			value: "",
			depth: 0,
			isGlob: false
		};
		const eos = () => index >= length;
		const peek = () => str.charCodeAt(index + 1);
		const advance = () => {
			prev = code;
			return str.charCodeAt(++index);
		};
		while (index < length) {
			code = advance();
			let next;
			if (code === CHAR_BACKWARD_SLASH) {
				backslashes = token.backslashes = true;
				code = advance();
				if (code === CHAR_LEFT_CURLY_BRACE) braceEscaped = true;
				continue;
			}
			if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
				braces++;
				while (eos() !== true && (code = advance())) {
					if (code === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (code === CHAR_LEFT_CURLY_BRACE) {
						braces++;
						continue;
					}
					if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (braceEscaped !== true && code === CHAR_COMMA) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (code === CHAR_RIGHT_CURLY_BRACE) {
						braces--;
						if (braces === 0) {
							braceEscaped = false;
							isBrace = token.isBrace = true;
							finished = true;
							break;
						}
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_FORWARD_SLASH) {
				slashes.push(index);
				tokens.push(token);
				token = {
					value: "",
					depth: 0,
					isGlob: false
				};
				if (finished === true) continue;
				if (prev === CHAR_DOT && index === start + 1) {
					start += 2;
					continue;
				}
				lastIndex = index + 1;
				continue;
			}
			if (opts.noext !== true) {
				if ((code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK) === true && peek() === CHAR_LEFT_PARENTHESES) {
					isGlob = token.isGlob = true;
					isExtglob = token.isExtglob = true;
					finished = true;
					if (code === CHAR_EXCLAMATION_MARK && index === start) negatedExtglob = true;
					if (scanToEnd === true) {
						let parens = 0;
						while (eos() !== true && (code = advance())) {
							if (code === CHAR_BACKWARD_SLASH) {
								backslashes = token.backslashes = true;
								advance();
								continue;
							}
							if (code === CHAR_LEFT_PARENTHESES) {
								parens++;
								continue;
							}
							if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
								finished = true;
								break;
							}
						}
						continue;
					}
					break;
				}
			}
			if (code === CHAR_ASTERISK) {
				if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_QUESTION_MARK) {
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_LEFT_SQUARE_BRACKET) {
				while (eos() !== true && (next = advance())) {
					if (next === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (next === CHAR_RIGHT_SQUARE_BRACKET) {
						isBracket = token.isBracket = true;
						isGlob = token.isGlob = true;
						finished = true;
						break;
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
				negated = token.negated = true;
				start++;
				continue;
			}
			if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
				isGlob = token.isGlob = true;
				if (scanToEnd === true) {
					let parens = 1;
					while (eos() !== true && (code = advance())) {
						if (code === CHAR_BACKWARD_SLASH) {
							backslashes = token.backslashes = true;
							advance();
							continue;
						}
						if (code === CHAR_LEFT_PARENTHESES) {
							parens++;
							continue;
						}
						if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
							finished = true;
							break;
						}
					}
					continue;
				}
				break;
			}
			if (isGlob === true) {
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
		}
		if (opts.noext === true) {
			isExtglob = false;
			isGlob = false;
		}
		let base = str;
		let prefix = "";
		let glob = "";
		if (start > 0) {
			prefix = str.slice(0, start);
			str = str.slice(start);
			lastIndex -= start;
		}
		if (base && isGlob === true && lastIndex > 0) {
			base = str.slice(0, lastIndex);
			glob = str.slice(lastIndex);
		} else if (isGlob === true) {
			base = "";
			glob = str;
		} else base = str;
		if (base && base !== "" && base !== "/" && base !== str) {
			if (isPathSeparator(base.charCodeAt(base.length - 1))) base = base.slice(0, -1);
		}
		if (opts.unescape === true) {
			if (glob) glob = utils.removeBackslashes(glob);
			if (base && backslashes === true) base = utils.removeBackslashes(base);
		}
		const state = {
			prefix,
			input,
			start,
			base,
			glob,
			isBrace,
			isBracket,
			isGlob,
			isExtglob,
			isGlobstar,
			negated,
			negatedExtglob
		};
		if (opts.tokens === true) {
			state.maxDepth = 0;
			if (!isPathSeparator(code)) tokens.push(token);
			state.tokens = tokens;
		}
		if (opts.parts === true || opts.tokens === true) {
			let prevIndex;
			for (let idx = 0; idx < slashes.length; idx++) {
				const n = prevIndex !== void 0 ? prevIndex + 1 : start;
				const i = slashes[idx];
				const value = input.slice(n, i);
				if (opts.tokens) {
					if (idx === 0 && start !== 0) {
						tokens[idx].isPrefix = true;
						tokens[idx].value = prefix;
					} else tokens[idx].value = value;
					depth(tokens[idx]);
					state.maxDepth += tokens[idx].depth;
				}
				if (i >= start) {
					parts.push(value);
					prevIndex = i;
				}
			}
			const n = prevIndex !== void 0 ? prevIndex + 1 : start;
			const value = input.slice(n);
			parts.push(value);
			if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
				tokens[tokens.length - 1].value = value;
				depth(tokens[tokens.length - 1]);
				state.maxDepth += tokens[tokens.length - 1].depth;
			}
			state.slashes = slashes;
			state.parts = parts;
		}
		return state;
	};
	module.exports = scan;
}));

// node_modules/picomatch/lib/parse.js
var require_parse$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const constants = require_constants$1();
	const utils = require_utils();
	/**
	* Constants
	*/
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
	/**
	* Helpers
	*/
	const expandRange = (args, options) => {
		if (typeof options.expandRange === "function") return options.expandRange(...args, options);
		args.sort();
		const value = `[${args.join("-")}]`;
		try {
			new RegExp(value);
		} catch (ex) {
			return args.map((v) => utils.escapeRegex(v)).join("..");
		}
		return value;
	};
	/**
	* Create the message for a syntax error
	*/
	const syntaxError = (type, char) => {
		return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
	};
	const splitTopLevel = (input) => {
		const parts = [];
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let value = "";
		let escaped = false;
		for (const ch of input) {
			if (escaped === true) {
				value += ch;
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				value += ch;
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				value += ch;
				continue;
			}
			if (quote === 0) {
				if (ch === "[") bracket++;
				else if (ch === "]" && bracket > 0) bracket--;
				else if (bracket === 0) {
					if (ch === "(") paren++;
					else if (ch === ")" && paren > 0) paren--;
					else if (ch === "|" && paren === 0) {
						parts.push(value);
						value = "";
						continue;
					}
				}
			}
			value += ch;
		}
		parts.push(value);
		return parts;
	};
	const isPlainBranch = (branch) => {
		let escaped = false;
		for (const ch of branch) {
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (/[?*+@!()[\]{}]/.test(ch)) return false;
		}
		return true;
	};
	const normalizeSimpleBranch = (branch) => {
		let value = branch.trim();
		let changed = true;
		while (changed === true) {
			changed = false;
			if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
				value = value.slice(2, -1);
				changed = true;
			}
		}
		if (!isPlainBranch(value)) return;
		return value.replace(/\\(.)/g, "$1");
	};
	const hasRepeatedCharPrefixOverlap = (branches) => {
		const values = branches.map(normalizeSimpleBranch).filter(Boolean);
		for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) {
			const a = values[i];
			const b = values[j];
			const char = a[0];
			if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) continue;
			if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
		}
		return false;
	};
	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
		if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") return;
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let escaped = false;
		for (let i = 1; i < pattern.length; i++) {
			const ch = pattern[i];
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				continue;
			}
			if (quote === 1) continue;
			if (ch === "[") {
				bracket++;
				continue;
			}
			if (ch === "]" && bracket > 0) {
				bracket--;
				continue;
			}
			if (bracket > 0) continue;
			if (ch === "(") {
				paren++;
				continue;
			}
			if (ch === ")") {
				paren--;
				if (paren === 0) {
					if (requireEnd === true && i !== pattern.length - 1) return;
					return {
						type: pattern[0],
						body: pattern.slice(2, i),
						end: i
					};
				}
			}
		}
	};
	const buildCharClassStar = (chars) => {
		return `${chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`}*`;
	};
	const getStarExtglobSequenceChars = (pattern) => {
		let index = 0;
		const chars = [];
		while (index < pattern.length) {
			const match = parseRepeatedExtglob(pattern.slice(index), false);
			if (!match || match.type !== "*") return;
			const branches = splitTopLevel(match.body).map((branch) => branch.trim());
			if (branches.length !== 1) return;
			const branch = normalizeSimpleBranch(branches[0]);
			if (!branch || branch.length !== 1) return;
			chars.push(branch);
			index += match.end + 1;
		}
		if (chars.length < 1) return;
		return chars;
	};
	const repeatedExtglobRecursion = (pattern) => {
		let depth = 0;
		let value = pattern.trim();
		let match = parseRepeatedExtglob(value);
		while (match) {
			depth++;
			value = match.body.trim();
			match = parseRepeatedExtglob(value);
		}
		return depth;
	};
	const analyzeRepeatedExtglob = (body, options) => {
		if (options.maxExtglobRecursion === false) return { risky: false };
		const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
		const branches = splitTopLevel(body).map((branch) => branch.trim());
		if (branches.length > 1) {
			if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) return { risky: true };
		}
		const safeChars = [];
		let sawStarSequence = false;
		let combinable = true;
		for (const branch of branches) {
			const chars = getStarExtglobSequenceChars(branch);
			if (chars) {
				sawStarSequence = true;
				safeChars.push(...chars);
				continue;
			}
			const literal = normalizeSimpleBranch(branch);
			if (literal && literal.length === 1) {
				safeChars.push(literal);
				continue;
			}
			combinable = false;
			if (repeatedExtglobRecursion(branch) > max) return { risky: true };
		}
		if (sawStarSequence) return combinable ? {
			risky: true,
			safeOutput: buildCharClassStar([...new Set(safeChars)])
		} : { risky: true };
		return { risky: false };
	};
	/**
	* Parse the given input string.
	* @param {String} input
	* @param {Object} options
	* @return {Object}
	*/
	const parse = (input, options) => {
		if (typeof input !== "string") throw new TypeError("Expected a string");
		input = REPLACEMENTS[input] || input;
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		let len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		const bos = {
			type: "bos",
			value: "",
			output: opts.prepend || ""
		};
		const tokens = [bos];
		const capture = opts.capture ? "" : "?:";
		const PLATFORM_CHARS = constants.globChars(opts.windows);
		const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
		const { DOT_LITERAL, PLUS_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOT_SLASH, NO_DOTS_SLASH, QMARK, QMARK_NO_DOT, STAR, START_ANCHOR } = PLATFORM_CHARS;
		const globstar = (opts) => {
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const nodot = opts.dot ? "" : NO_DOT;
		const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
		let star = opts.bash === true ? globstar(opts) : STAR;
		if (opts.capture) star = `(${star})`;
		if (typeof opts.noext === "boolean") opts.noextglob = opts.noext;
		const state = {
			input,
			index: -1,
			start: 0,
			dot: opts.dot === true,
			consumed: "",
			output: "",
			prefix: "",
			backtrack: false,
			negated: false,
			brackets: 0,
			braces: 0,
			parens: 0,
			quotes: 0,
			globstar: false,
			tokens
		};
		input = utils.removePrefix(input, state);
		len = input.length;
		const extglobs = [];
		const braces = [];
		const stack = [];
		let prev = bos;
		let value;
		/**
		* Tokenizing helpers
		*/
		const eos = () => state.index === len - 1;
		const peek = state.peek = (n = 1) => input[state.index + n];
		const advance = state.advance = () => input[++state.index] || "";
		const remaining = () => input.slice(state.index + 1);
		const consume = (value = "", num = 0) => {
			state.consumed += value;
			state.index += num;
		};
		const append = (token) => {
			state.output += token.output != null ? token.output : token.value;
			consume(token.value);
		};
		const negate = () => {
			let count = 1;
			while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
				advance();
				state.start++;
				count++;
			}
			if (count % 2 === 0) return false;
			state.negated = true;
			state.start++;
			return true;
		};
		const increment = (type) => {
			state[type]++;
			stack.push(type);
		};
		const decrement = (type) => {
			state[type]--;
			stack.pop();
		};
		/**
		* Push tokens onto the tokens array. This helper speeds up
		* tokenizing by 1) helping us avoid backtracking as much as possible,
		* and 2) helping us avoid creating extra tokens when consecutive
		* characters are plain text. This improves performance and simplifies
		* lookbehinds.
		*/
		const push = (tok) => {
			if (prev.type === "globstar") {
				const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
				const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
				if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
					state.output = state.output.slice(0, -prev.output.length);
					prev.type = "star";
					prev.value = "*";
					prev.output = star;
					state.output += prev.output;
				}
			}
			if (extglobs.length && tok.type !== "paren") extglobs[extglobs.length - 1].inner += tok.value;
			if (tok.value || tok.output) append(tok);
			if (prev && prev.type === "text" && tok.type === "text") {
				prev.output = (prev.output || prev.value) + tok.value;
				prev.value += tok.value;
				return;
			}
			tok.prev = prev;
			tokens.push(tok);
			prev = tok;
		};
		const extglobOpen = (type, value) => {
			const token = {
				...EXTGLOB_CHARS[value],
				conditions: 1,
				inner: ""
			};
			token.prev = prev;
			token.parens = state.parens;
			token.output = state.output;
			token.startIndex = state.index;
			token.tokensIndex = tokens.length;
			const output = (opts.capture ? "(" : "") + token.open;
			increment("parens");
			push({
				type,
				value,
				output: state.output ? "" : ONE_CHAR
			});
			push({
				type: "paren",
				extglob: true,
				value: advance(),
				output
			});
			extglobs.push(token);
		};
		const extglobClose = (token) => {
			const literal = input.slice(token.startIndex, state.index + 1);
			const body = input.slice(token.startIndex + 2, state.index);
			const analysis = analyzeRepeatedExtglob(body, opts);
			if ((token.type === "plus" || token.type === "star") && analysis.risky) {
				const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
				const open = tokens[token.tokensIndex];
				open.type = "text";
				open.value = literal;
				open.output = safeOutput || utils.escapeRegex(literal);
				for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
					tokens[i].value = "";
					tokens[i].output = "";
					delete tokens[i].suffix;
				}
				state.output = token.output + open.output;
				state.backtrack = true;
				push({
					type: "paren",
					extglob: true,
					value,
					output: ""
				});
				decrement("parens");
				return;
			}
			let output = token.close + (opts.capture ? ")" : "");
			let rest;
			if (token.type === "negate") {
				let extglobStar = star;
				if (token.inner && token.inner.length > 1 && token.inner.includes("/")) extglobStar = globstar(opts);
				if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) output = token.close = `)$))${extglobStar}`;
				if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) output = token.close = `)${parse(rest, {
					...options,
					fastpaths: false
				}).output})${extglobStar})`;
				if (token.prev.type === "bos") state.negatedExtglob = true;
			}
			push({
				type: "paren",
				extglob: true,
				value,
				output
			});
			decrement("parens");
		};
		/**
		* Fast paths
		*/
		if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
			let backslashes = false;
			let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
				if (first === "\\") {
					backslashes = true;
					return m;
				}
				if (first === "?") {
					if (esc) return esc + first + (rest ? QMARK.repeat(rest.length) : "");
					if (index === 0) return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
					return QMARK.repeat(chars.length);
				}
				if (first === ".") return DOT_LITERAL.repeat(chars.length);
				if (first === "*") {
					if (esc) return esc + first + (rest ? star : "");
					return star;
				}
				return esc ? m : `\\${m}`;
			});
			if (backslashes === true) {
				if (opts.unescape === true) output = output.replace(/\\/g, "");
				else output = output.replace(/\\+/g, (m) => {
					return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
				});
			}
			if (output === input && opts.contains === true) {
				state.output = input;
				return state;
			}
			state.output = utils.wrapOutput(output, state, options);
			return state;
		}
		/**
		* Tokenize input until we reach end-of-string
		*/
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
			/**
			* Escaped characters
			*/
			if (value === "\\") {
				const next = peek();
				if (next === "/" && opts.bash !== true) continue;
				if (next === "." || next === ";") continue;
				if (!next) {
					value += "\\";
					push({
						type: "text",
						value
					});
					continue;
				}
				const match = /^\\+/.exec(remaining());
				let slashes = 0;
				if (match && match[0].length > 2) {
					slashes = match[0].length;
					state.index += slashes;
					if (slashes % 2 !== 0) value += "\\";
				}
				if (opts.unescape === true) value = advance();
				else value += advance();
				if (state.brackets === 0) {
					push({
						type: "text",
						value
					});
					continue;
				}
			}
			/**
			* If we're inside a regex character class, continue
			* until we reach the closing bracket.
			*/
			if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
				if (opts.posix !== false && value === ":") {
					const inner = prev.value.slice(1);
					if (inner.includes("[")) {
						prev.posix = true;
						if (inner.includes(":")) {
							const idx = prev.value.lastIndexOf("[");
							const pre = prev.value.slice(0, idx);
							const rest = prev.value.slice(idx + 2);
							const posix = POSIX_REGEX_SOURCE[rest];
							if (posix) {
								prev.value = pre + posix;
								state.backtrack = true;
								advance();
								if (!bos.output && tokens.indexOf(prev) === 1) bos.output = ONE_CHAR;
								continue;
							}
						}
					}
				}
				if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") value = `\\${value}`;
				if (value === "]" && (prev.value === "[" || prev.value === "[^")) value = `\\${value}`;
				if (opts.posix === true && value === "!" && prev.value === "[") value = "^";
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* If we're inside a quoted string, continue
			* until we reach the closing double quote.
			*/
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* Double quotes
			*/
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Parentheses
			*/
			if (value === "(") {
				increment("parens");
				push({
					type: "paren",
					value
				});
				continue;
			}
			if (value === ")") {
				if (state.parens === 0 && opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "("));
				const extglob = extglobs[extglobs.length - 1];
				if (extglob && state.parens === extglob.parens + 1) {
					extglobClose(extglobs.pop());
					continue;
				}
				push({
					type: "paren",
					value,
					output: state.parens ? ")" : "\\)"
				});
				decrement("parens");
				continue;
			}
			/**
			* Square brackets
			*/
			if (value === "[") {
				if (opts.nobracket === true || !remaining().includes("]")) {
					if (opts.nobracket !== true && opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
					value = `\\${value}`;
				} else increment("brackets");
				push({
					type: "bracket",
					value
				});
				continue;
			}
			if (value === "]") {
				if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				if (state.brackets === 0) {
					if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "["));
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				decrement("brackets");
				const prevValue = prev.value.slice(1);
				if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) value = `/${value}`;
				prev.value += value;
				append({ value });
				if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) continue;
				const escaped = utils.escapeRegex(prev.value);
				state.output = state.output.slice(0, -prev.value.length);
				if (opts.literalBrackets === true) {
					state.output += escaped;
					prev.value = escaped;
					continue;
				}
				prev.value = `(${capture}${escaped}|${prev.value})`;
				state.output += prev.value;
				continue;
			}
			/**
			* Braces
			*/
			if (value === "{" && opts.nobrace !== true) {
				increment("braces");
				const open = {
					type: "brace",
					value,
					output: "(",
					outputIndex: state.output.length,
					tokensIndex: state.tokens.length
				};
				braces.push(open);
				push(open);
				continue;
			}
			if (value === "}") {
				const brace = braces[braces.length - 1];
				if (opts.nobrace === true || !brace) {
					push({
						type: "text",
						value,
						output: value
					});
					continue;
				}
				let output = ")";
				if (brace.dots === true) {
					const arr = tokens.slice();
					const range = [];
					for (let i = arr.length - 1; i >= 0; i--) {
						tokens.pop();
						if (arr[i].type === "brace") break;
						if (arr[i].type !== "dots") range.unshift(arr[i].value);
					}
					output = expandRange(range, opts);
					state.backtrack = true;
				}
				if (brace.comma !== true && brace.dots !== true) {
					const out = state.output.slice(0, brace.outputIndex);
					const toks = state.tokens.slice(brace.tokensIndex);
					brace.value = brace.output = "\\{";
					value = output = "\\}";
					state.output = out;
					for (const t of toks) state.output += t.output || t.value;
				}
				push({
					type: "brace",
					value,
					output
				});
				decrement("braces");
				braces.pop();
				continue;
			}
			/**
			* Pipes
			*/
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Commas
			*/
			if (value === ",") {
				let output = value;
				const brace = braces[braces.length - 1];
				if (brace && stack[stack.length - 1] === "braces") {
					brace.comma = true;
					output = "|";
				}
				push({
					type: "comma",
					value,
					output
				});
				continue;
			}
			/**
			* Slashes
			*/
			if (value === "/") {
				if (prev.type === "dot" && state.index === state.start + 1) {
					state.start = state.index + 1;
					state.consumed = "";
					state.output = "";
					tokens.pop();
					prev = bos;
					continue;
				}
				push({
					type: "slash",
					value,
					output: SLASH_LITERAL
				});
				continue;
			}
			/**
			* Dots
			*/
			if (value === ".") {
				if (state.braces > 0 && prev.type === "dot") {
					if (prev.value === ".") prev.output = DOT_LITERAL;
					const brace = braces[braces.length - 1];
					prev.type = "dots";
					prev.output += value;
					prev.value += value;
					brace.dots = true;
					continue;
				}
				if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
					push({
						type: "text",
						value,
						output: DOT_LITERAL
					});
					continue;
				}
				push({
					type: "dot",
					value,
					output: DOT_LITERAL
				});
				continue;
			}
			/**
			* Question marks
			*/
			if (value === "?") {
				if (!(prev && prev.value === "(") && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("qmark", value);
					continue;
				}
				if (prev && prev.type === "paren") {
					const next = peek();
					let output = value;
					if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) output = `\\${value}`;
					push({
						type: "text",
						value,
						output
					});
					continue;
				}
				if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
					push({
						type: "qmark",
						value,
						output: QMARK_NO_DOT
					});
					continue;
				}
				push({
					type: "qmark",
					value,
					output: QMARK
				});
				continue;
			}
			/**
			* Exclamation
			*/
			if (value === "!") {
				if (opts.noextglob !== true && peek() === "(") {
					if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
						extglobOpen("negate", value);
						continue;
					}
				}
				if (opts.nonegate !== true && state.index === 0) {
					negate();
					continue;
				}
			}
			/**
			* Plus
			*/
			if (value === "+") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("plus", value);
					continue;
				}
				if (prev && prev.value === "(" || opts.regex === false) {
					push({
						type: "plus",
						value,
						output: PLUS_LITERAL
					});
					continue;
				}
				if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
					push({
						type: "plus",
						value
					});
					continue;
				}
				push({
					type: "plus",
					value: PLUS_LITERAL
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value === "@") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					push({
						type: "at",
						extglob: true,
						value,
						output: ""
					});
					continue;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value !== "*") {
				if (value === "$" || value === "^") value = `\\${value}`;
				const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
				if (match) {
					value += match[0];
					state.index += match[0].length;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Stars
			*/
			if (prev && (prev.type === "globstar" || prev.star === true)) {
				prev.type = "star";
				prev.star = true;
				prev.value += value;
				prev.output = star;
				state.backtrack = true;
				state.globstar = true;
				consume(value);
				continue;
			}
			let rest = remaining();
			if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
				extglobOpen("star", value);
				continue;
			}
			if (prev.type === "star") {
				if (opts.noglobstar === true) {
					consume(value);
					continue;
				}
				const prior = prev.prev;
				const before = prior.prev;
				const isStart = prior.type === "slash" || prior.type === "bos";
				const afterStar = before && (before.type === "star" || before.type === "globstar");
				if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
				const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
				if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				while (rest.slice(0, 3) === "/**") {
					const after = input[state.index + 4];
					if (after && after !== "/") break;
					rest = rest.slice(3);
					consume("/**", 3);
				}
				const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
				if (prior.type === "bos" && eos()) {
					prev.type = "globstar";
					prev.value += value;
					prev.output = globstar(opts);
					state.output = prev.output;
					state.globstar = true;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
					prev.value += value;
					state.globstar = true;
					state.output += prior.output + prev.output;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
					const end = rest[1] !== void 0 ? "|$" : "";
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
					prev.value += value;
					state.output += prior.output + prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				if (prior.type === "bos" && rest[0] === "/") {
					prev.type = "globstar";
					prev.value += value;
					prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
					state.output = prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				state.output = state.output.slice(0, -prev.output.length);
				prev.type = "globstar";
				prev.output = globstar(opts);
				prev.value += value;
				state.output += prev.output;
				state.globstar = true;
				consume(value);
				continue;
			}
			const token = {
				type: "star",
				value,
				output: star
			};
			if (opts.bash === true) {
				token.output = ".*?";
				if (prev.type === "bos" || prev.type === "slash") token.output = nodot + token.output;
				push(token);
				continue;
			}
			if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
				token.output = value;
				push(token);
				continue;
			}
			if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
				if (prev.type === "dot") {
					state.output += NO_DOT_SLASH;
					prev.output += NO_DOT_SLASH;
				} else if (opts.dot === true) {
					state.output += NO_DOTS_SLASH;
					prev.output += NO_DOTS_SLASH;
				} else {
					state.output += nodot;
					prev.output += nodot;
				}
				if (peek() !== "*") {
					state.output += ONE_CHAR;
					prev.output += ONE_CHAR;
				}
			}
			push(token);
		}
		while (state.brackets > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
			state.output = utils.escapeLast(state.output, "[");
			decrement("brackets");
		}
		while (state.parens > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
			state.output = utils.escapeLast(state.output, "(");
			decrement("parens");
		}
		while (state.braces > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
			state.output = utils.escapeLast(state.output, "{");
			decrement("braces");
		}
		if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) push({
			type: "maybe_slash",
			value: "",
			output: `${SLASH_LITERAL}?`
		});
		if (state.backtrack === true) {
			state.output = "";
			for (const token of state.tokens) {
				state.output += token.output != null ? token.output : token.value;
				if (token.suffix) state.output += token.suffix;
			}
		}
		return state;
	};
	/**
	* Fast paths for creating regular expressions for common glob patterns.
	* This can significantly speed up processing and has very little downside
	* impact when none of the fast paths match.
	*/
	parse.fastpaths = (input, options) => {
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		const len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		input = REPLACEMENTS[input] || input;
		const { DOT_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOTS, NO_DOTS_SLASH, STAR, START_ANCHOR } = constants.globChars(opts.windows);
		const nodot = opts.dot ? NO_DOTS : NO_DOT;
		const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
		const capture = opts.capture ? "" : "?:";
		const state = {
			negated: false,
			prefix: ""
		};
		let star = opts.bash === true ? ".*?" : STAR;
		if (opts.capture) star = `(${star})`;
		const globstar = (opts) => {
			if (opts.noglobstar === true) return star;
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const create = (str) => {
			switch (str) {
				case "*": return `${nodot}${ONE_CHAR}${star}`;
				case ".*": return `${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*.*": return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*/*": return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
				case "**": return nodot + globstar(opts);
				case "**/*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
				case "**/*.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "**/.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
				default: {
					const match = /^(.*?)\.(\w+)$/.exec(str);
					if (!match) return;
					const source = create(match[1]);
					if (!source) return;
					return source + DOT_LITERAL + match[2];
				}
			}
		};
		let source = create(utils.removePrefix(input, state));
		if (source && opts.strictSlashes !== true) source += `${SLASH_LITERAL}?`;
		return source;
	};
	module.exports = parse;
}));

// node_modules/picomatch/lib/picomatch.js
var require_picomatch$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse$1();
	const utils = require_utils();
	const constants = require_constants$1();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
	/**
	* Creates a matcher function from one or more glob patterns. The
	* returned function takes a string to match as its first argument,
	* and returns true if the string is a match. The returned matcher
	* function also takes a boolean as the second argument that, when true,
	* returns an object with additional information.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch(glob[, options]);
	*
	* const isMatch = picomatch('*.!(*a)');
	* console.log(isMatch('a.a')); //=> false
	* console.log(isMatch('a.b')); //=> true
	*
	* // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
	* const picomatch = require('picomatch/posix');
	* // the same API, defaulting to posix paths
	* const isMatch = picomatch('a/*');
	* console.log(isMatch('a\\b')); //=> false
	* console.log(isMatch('a/b')); //=> true
	*
	* // you can still configure the matcher function to accept windows paths
	* const isMatch = picomatch('a/*', { options: windows });
	* console.log(isMatch('a\\b')); //=> true
	* console.log(isMatch('a/b')); //=> true
	* ```
	* @name picomatch
	* @param {String|Array} `globs` One or more glob patterns.
	* @param {Object=} `options`
	* @return {Function=} Returns a matcher function.
	* @api public
	*/
	const picomatch = (glob, options, returnState = false) => {
		if (Array.isArray(glob)) {
			const fns = glob.map((input) => picomatch(input, options, returnState));
			const arrayMatcher = (str) => {
				for (const isMatch of fns) {
					const state = isMatch(str);
					if (state) return state;
				}
				return false;
			};
			return arrayMatcher;
		}
		const isState = isObject(glob) && glob.tokens && glob.input;
		if (glob === "" || typeof glob !== "string" && !isState) throw new TypeError("Expected pattern to be a non-empty string");
		const opts = options || {};
		const posix = opts.windows;
		const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
		const state = regex.state;
		delete regex.state;
		let isIgnored = () => false;
		if (opts.ignore) {
			const ignoreOpts = {
				...options,
				ignore: null,
				onMatch: null,
				onResult: null
			};
			isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
		}
		const matcher = (input, returnObject = false) => {
			const { isMatch, match, output } = picomatch.test(input, regex, options, {
				glob,
				posix
			});
			const result = {
				glob,
				state,
				regex,
				posix,
				input,
				output,
				match,
				isMatch
			};
			if (typeof opts.onResult === "function") opts.onResult(result);
			if (isMatch === false) {
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (isIgnored(input)) {
				if (typeof opts.onIgnore === "function") opts.onIgnore(result);
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (typeof opts.onMatch === "function") opts.onMatch(result);
			return returnObject ? result : true;
		};
		if (returnState) matcher.state = state;
		return matcher;
	};
	/**
	* Test `input` with the given `regex`. This is used by the main
	* `picomatch()` function to test the input string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.test(input, regex[, options]);
	*
	* console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
	* // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp} `regex`
	* @return {Object} Returns an object with matching info.
	* @api public
	*/
	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
		if (typeof input !== "string") throw new TypeError("Expected input to be a string");
		if (input === "") return {
			isMatch: false,
			output: ""
		};
		const opts = options || {};
		const format = opts.format || (posix ? utils.toPosixSlashes : null);
		let match = input === glob;
		let output = match && format ? format(input) : input;
		if (match === false) {
			output = format ? format(input) : input;
			match = output === glob;
		}
		if (match === false || opts.capture === true) {
			if (opts.matchBase === true || opts.basename === true) match = picomatch.matchBase(input, regex, options, posix);
			else match = regex.exec(output);
		}
		return {
			isMatch: Boolean(match),
			match,
			output
		};
	};
	/**
	* Match the basename of a filepath.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.matchBase(input, glob[, options]);
	* console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
	* @return {Boolean}
	* @api public
	*/
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	/**
	* Returns true if **any** of the given glob `patterns` match the specified `string`.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.isMatch(string, patterns[, options]);
	*
	* console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
	* console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
	* ```
	* @param {String|Array} str The string to test.
	* @param {String|Array} patterns One or more glob patterns to use for matching.
	* @param {Object} [options] See available [options](#options).
	* @return {Boolean} Returns true if any patterns match `str`
	* @api public
	*/
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	/**
	* Parse a glob pattern to create the source string for a regular
	* expression.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const result = picomatch.parse(pattern[, options]);
	* ```
	* @param {String} `pattern`
	* @param {Object} `options`
	* @return {Object} Returns an object with useful properties and output to be used as a regex source string.
	* @api public
	*/
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	/**
	* Scan a glob pattern to separate the pattern into segments.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.scan(input[, options]);
	*
	* const result = picomatch.scan('!./foo/*.js');
	* console.log(result);
	* { prefix: '!./',
	*   input: '!./foo/*.js',
	*   start: 3,
	*   base: 'foo',
	*   glob: '*.js',
	*   isBrace: false,
	*   isBracket: false,
	*   isGlob: true,
	*   isExtglob: false,
	*   isGlobstar: false,
	*   negated: true }
	* ```
	* @param {String} `input` Glob pattern to scan.
	* @param {Object} `options`
	* @return {Object} Returns an object with
	* @api public
	*/
	picomatch.scan = (input, options) => scan(input, options);
	/**
	* Compile a regular expression from the `state` object returned by the
	* [parse()](#parse) method.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const state = picomatch.parse('*.js');
	* // picomatch.compileRe(state[, options]);
	*
	* console.log(picomatch.compileRe(state));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {Object} `state`
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
	* @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
	* @return {RegExp}
	* @api public
	*/
	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
		if (returnOutput === true) return state.output;
		const opts = options || {};
		const prepend = opts.contains ? "" : "^";
		const append = opts.contains ? "" : "$";
		let source = `${prepend}(?:${state.output})${append}`;
		if (state && state.negated === true) source = `^(?!${source}).*$`;
		const regex = picomatch.toRegex(source, options);
		if (returnState === true) regex.state = state;
		return regex;
	};
	/**
	* Create a regular expression from a parsed glob pattern.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.makeRe(state[, options]);
	*
	* const result = picomatch.makeRe('*.js');
	* console.log(result);
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `state` The object returned from the `.parse` method.
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
	* @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
	* @return {RegExp} Returns a regex created from the given pattern.
	* @api public
	*/
	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
		if (!input || typeof input !== "string") throw new TypeError("Expected a non-empty string");
		let parsed = {
			negated: false,
			fastpaths: true
		};
		if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) parsed.output = parse.fastpaths(input, options);
		if (!parsed.output) parsed = parse(input, options);
		return picomatch.compileRe(parsed, options, returnOutput, returnState);
	};
	/**
	* Create a regular expression from the given regex source string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.toRegex(source[, options]);
	*
	* const { output } = picomatch.parse('*.js');
	* console.log(picomatch.toRegex(output));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `source` Regular expression source string.
	* @param {Object} `options`
	* @return {RegExp}
	* @api public
	*/
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	/**
	* Picomatch constants.
	* @return {Object}
	*/
	picomatch.constants = constants;
	/**
	* Expose "picomatch"
	*/
	module.exports = picomatch;
}));

// node_modules/picomatch/index.js
var require_picomatch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const pico = require_picomatch$1();
	const utils = require_utils();
	function picomatch(glob, options, returnState = false) {
		if (options && (options.windows === null || options.windows === void 0)) options = {
			...options,
			windows: utils.isWindows()
		};
		return pico(glob, options, returnState);
	}
	Object.assign(picomatch, pico);
	module.exports = picomatch;
}));

// src/config/paths.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
const pathRemedy = "Write a path inside the repository, relative to its top, such as db/queries/**/*.sql.";
/** Why `value` is no pattern for files of the repository, or null when it is one. */
function pathFault(value) {
	if (typeof value !== "string" || value.trim() === "" || /\p{Cc}/u.test(value)) return message$1(value === "" || value === null ? "a path is missing." : `${found(value)} is not a path.`, pathRemedy);
	const path = value.replace(/^!/, "");
	if (path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\\")) return message$1(`${found(value)} is not a relative path with forward slashes.`, pathRemedy);
	if (path.split("/").includes("..")) return message$1(`${found(value)} leaves the repository.`, pathRemedy);
	return null;
}
/**
* The pattern for picomatch that `path` stands for: a file or pattern as it is, a folder with every .sql file below it.
* What exists under exactly this name is taken literally, so `app/(db)/[old]` needs no escaping.
*/
function sqlPattern(path, files) {
	return patternOf(path, files, "**/*.sql");
}
/** The same, where a folder stands for every file below it. */
function anyPattern(path, files) {
	return patternOf(path, files, "**");
}
function patternOf(path, files, below) {
	const negated = path.startsWith("!") ? "!" : "";
	const plain = path.replace(/^!/, "").replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
	if (plain === "" || plain === ".") return negated + below;
	if (files.includes(plain)) return negated + literally(plain);
	if (files.some((file) => file.startsWith(`${plain}/`))) return `${negated}${literally(plain)}/${below}`;
	return !import_picomatch.default.scan(plain).isGlob && !plain.endsWith(".sql") ? `${negated}${plain}/${below}` : negated + plain;
}
function literally(path) {
	return path.replace(/[\\*?[\]{}()!+@|^$]/g, "\\$&");
}
/**
* The files that match: by the order of the patterns, then by their own order in `files`, each once. Patterns with a
* leading `!` take files away again.
*/
function matchFiles(files, patterns) {
	const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
	const isExcluded = excluded.length === 0 ? () => false : (0, import_picomatch.default)(excluded, { dot: true });
	const matched = /* @__PURE__ */ new Set();
	for (const pattern of patterns) {
		if (pattern.startsWith("!")) continue;
		const matches = (0, import_picomatch.default)(pattern, { dot: true });
		for (const file of files) if (matches(file) && !isExcluded(file)) matched.add(file);
	}
	return [...matched];
}

// src/config/file-field.ts
/** The path of one file of the repository. Whether it is there is seen when it is read. */
function file(description) {
	return unknown().transform((input, context) => {
		const words = pathFault(input);
		if (words !== null) context.addIssue({
			code: "custom",
			message: words
		});
		return words === null && typeof input === "string" ? input : "";
	}).meta({
		type: "string",
		minLength: 1,
		description
	}).optional();
}

// src/config/option-table.ts
const row$2 = (option, input, value, summary, initially = "", multiple = false) => ({
	option,
	input,
	value,
	multiple,
	summary,
	default: initially
});
/** An expression that the runner evaluates; this is not a template. */
const githubToken = ["$", "{{ github.token }}"].join("");
/** As the check run is called in the list of checks, and the artifact in the list of artifacts. */
const defaultName = "plangate";
const engines = [
	"auto",
	"docker",
	"local",
	"embedded",
	"url"
];
const commentModes = [
	"auto",
	"always",
	"never"
];
const policySides = ["head", "base"];
const modes = ["check", "publish"];
/** Endings of report files, and what each of them holds. */
const reportEndings = [
	".md",
	".json",
	".html",
	".sarif",
	".xml"
];
/** The endings in words. */
const reportEndingWords = reportEndings.join(", ").replace(".xml", ".xml (JUnit)").replace(/, ([^,]*)$/, " or $1");
const optionTable = [
	row$2("repo", "directory", "DIR", "Folder in the repository to check.", "."),
	row$2("base", "base", "REF", "What to compare with. Without it: the pull request's base, on a push the commit before, for a tag the one before, else the merge base with the default branch."),
	row$2("head", "head", "REF", "What to check. Without it: what is checked out, uncommitted changes included."),
	row$2("config", "config", "FILE", "Configuration file, from the top of the repository. Without it: plangate.yml or .github/plangate.yml."),
	row$2("engine", "engine", "ENGINE", "Where PostgreSQL comes from: docker, local (installed on this machine), embedded (from npm), url (a server that is there), or auto, the first of url, docker, local and embedded that there is.", "auto"),
	row$2("database-url", "database-url", "URL", "Build both sides on this server, in databases that are dropped afterwards; where none can be created, run the queries in this database, each a dozen times under EXPLAIN (ANALYZE) in READ ONLY transactions. PLANGATE_DATABASE_URL does the same."),
	row$2("read-only", "read-only", null, "Create no database on the server of database-url: run the queries in the database as it is, in READ ONLY transactions.", "false"),
	row$2("base-url", "base-url", "URL", "A database that is as base has it, such as a branch of production; nothing is built. PLANGATE_BASE_URL does the same."),
	row$2("head-url", "head-url", "URL", "A database that is as head has it, to go with base-url. PLANGATE_HEAD_URL does the same."),
	row$2("show-values", "show-values", null, "Show constants of plans and errors from a database that is only read. Without it they are replaced by ?.", "false"),
	row$2("policy-from", "policy-from", policySides.join("|"), "Whose budgets, tolerances, rules and waivers judge. With base a pull request cannot loosen what judges it. Without it: base where base's plangate.yml says policy-from: base, else head."),
	row$2("query", "query", "NAME", "Check only this query. Repeatable. Without it: all.", "", true),
	row$2("report", "report", "FILE", `Write the report to a file; its ending says how: ${reportEndingWords}. Repeatable.`, "", true),
	row$2("time-limit", "time-limit", "TIME", "Longest time for the whole run; what is not judged by then is listed.", "20min"),
	row$2("quiet", "quiet", null, "No progress on stderr.", "false"),
	row$2(null, "mode", modes.join("|"), "What to do: check, or publish what a run for a fork has measured, in a workflow on workflow_run.", "check"),
	row$2(null, "name", "NAME", "Name of this gate: its check run, comment and artifact bear it. Several in one repository need different names.", defaultName),
	row$2(null, "comment", commentModes.join("|"), "When to comment on the pull request: auto (when something got worse, needs a look or improved; a comment that is there is kept up to date), always or never.", "auto"),
	row$2(null, "check", null, "Report as a check run with annotations, which takes checks: write. Without it the annotations are those of the step.", "true"),
	row$2(null, "artifact", null, "Keep the report as an artifact, in every format.", "true"),
	row$2(null, "skip-unchanged", null, "End at once when a pull request changes no migration, seed, query or configuration. With external commands only where plangate.yml gives paths.", "true"),
	row$2(null, "token", "TOKEN", "Token for comment and check run, and for fetching base.", githubToken)
];

// src/config/plan-lock.ts
const identifier = String.raw`(?:"(?:[^"]|"")+"|[^\s",.]+)`;
const name$1 = String.raw`(${identifier}(?:\.${identifier})?)`;
const grammar = {
	index: new RegExp(String.raw`^index\s+${name$1}$`, "iu"),
	scan: new RegExp(String.raw`^no\s+sequential\s+scan(?:\s+on\s+${name$1})?$`, "iu"),
	spill: /^no\s+spill$/iu
};
/** As JSON Schema says it, for editors. */
const lockPattern = "^(index .+|no sequential scan( on .+)?|no spill)$";
const remedy$4 = "Write index NAME, no sequential scan, no sequential scan on TABLE, or no spill.";
/** Reads one lock, such as `no sequential scan on deployments`. Names are folded as in SQL. */
function readLock(value) {
	if (typeof value !== "string" || value.trim() === "") return {
		problem: value === void 0 || value === null || typeof value === "string" ? "a plan lock is missing." : `${found(value)} is not a plan lock.`,
		remedy: remedy$4
	};
	const text = value.trim();
	const [, index] = grammar.index.exec(text) ?? [];
	if (index !== void 0) return {
		kind: "index",
		index: nameOf$7(index)
	};
	const scan = grammar.scan.exec(text);
	if (scan !== null) return {
		kind: "no-sequential-scan",
		table: scan[1] === void 0 ? null : nameOf$7(scan[1])
	};
	if (grammar.spill.test(text)) return { kind: "no-spill" };
	return {
		problem: `${quoted$2(text)} is not a plan lock.`,
		remedy: `${meant$1(text)}${remedy$4}`
	};
}
/** Reads `index deployments_deployed_at_idx, no spill`, as it stands in query files. */
function parseLocks(text) {
	const locks = [];
	for (const item of items(text)) {
		const read = readLock(item);
		if (!("kind" in read)) return read;
		if (locks.some((known) => lockText(known) === lockText(read))) return {
			problem: `${quoted$2(lockText(read))} is written twice.`,
			remedy: "Keep one of the two."
		};
		locks.push(read);
	}
	return { locks };
}
/** The lock as it would be written: two locks of one text are the same. */
function lockText(lock) {
	switch (lock.kind) {
		case "index": return `index ${nameText(lock.index)}`;
		case "no-sequential-scan": return lock.table === null ? "no sequential scan" : `no sequential scan on ${nameText(lock.table)}`;
		case "no-spill": return "no spill";
	}
}
/** Commas inside of double quotes are part of a name. */
function items(text) {
	const found = [""];
	let isQuoted = false;
	for (const character of text) {
		if (character === "\"") isQuoted = !isQuoted;
		if (character === "," && !isQuoted) found.push("");
		else found[found.length - 1] += character;
	}
	return found;
}
function nameOf$7(text) {
	const [last = "", schema = null] = (text.match(new RegExp(identifier, "gu")) ?? []).map(folded).reverse();
	return {
		schema,
		name: last
	};
}
/** PostgreSQL folds what is not in double quotes to lower case. */
function folded(part) {
	return part.startsWith("\"") ? part.slice(1, -1).replaceAll("\"\"", "\"") : part.toLowerCase();
}
function nameText({ schema, name }) {
	return [schema, name].flatMap((part) => part === null ? [] : [written$2(part)]).join(".");
}
function written$2(part) {
	return /^[^\s",.]+$/u.test(part) && part === part.toLowerCase() ? part : `"${part.replaceAll("\"", "\"\"")}"`;
}
function meant$1(text) {
	const words = text.toLowerCase().replace(/\s+/g, " ");
	if (/^(?:no )?seq(?:uential)?[ -]?scans?\b|^no (?:table|full)[ -]scans?\b/.test(words)) return "Did you mean \"no sequential scan\"? ";
	const [form = ""] = words.split(" on ");
	const [first = ""] = words.split(" ");
	return didYouMean(form, ["no sequential scan", "no spill"]) || (first === "index" ? "" : didYouMean(first, ["index"]));
}

// src/config/plan-lock-field.ts
const lock = unknown().transform((input, context) => {
	const read = readLock(input);
	if ("kind" in read) return read;
	context.addIssue({
		code: "custom",
		message: message$1(read.problem, read.remedy)
	});
	return NEVER;
}).meta({
	type: "string",
	pattern: lockPattern,
	description: "index NAME, no sequential scan, no sequential scan on TABLE, or no spill"
});
/** A list of plan locks. */
function planLocks(description) {
	return list(lock, "Write a list, such as [no spill].", description).optional();
}

// src/config/settings-field.ts
const settingName$1 = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?$/;
const settingValue = {
	noun: "a setting's value",
	remedy: "Write text, a number, on or off.",
	schema: { type: [
		"string",
		"number",
		"boolean"
	] },
	read(input) {
		if (typeof input === "boolean") return input ? "on" : "off";
		if (typeof input === "number") return String(input);
		return typeof input === "string" && !/\p{Cc}/u.test(input) ? input : null;
	}
};
const settings = unknown().transform((input, context) => {
	if (typeof input !== "object" || input === null || Array.isArray(input)) {
		const text = refuseShape(input, "a group of keys", "Write settings below it, such as work_mem: 8MB.");
		context.addIssue({
			code: "custom",
			message: text
		});
		return {};
	}
	const read = [];
	for (const [name, given] of Object.entries(input)) {
		const text = settingValue.read(given);
		const fault = settingName$1.test(name) ? refuse(given, settingValue) : message$1(`${found(name)} is not the name of a setting.`, "Write names as SHOW takes them, such as work_mem.");
		if (settingName$1.test(name) && text !== null) read.push([name, text]);
		else context.addIssue({
			code: "custom",
			message: fault,
			path: [name]
		});
	}
	return Object.fromEntries(read);
}).meta({
	type: "object",
	propertyNames: { pattern: settingName$1.source },
	additionalProperties: settingValue.schema,
	description: "PostgreSQL settings of the server, applied over plangate's own"
});

// src/config/sources-field.ts
const command = {
	...text("a command", "Write the command as a shell would take it, such as npm ci."),
	read: (input) => typeof input === "string" && input.trim() !== "" && !input.includes("\0") ? input : null
};
const pathSchema = {
	type: "string",
	minLength: 1
};
const pathsSchema = [pathSchema, {
	type: "array",
	items: pathSchema,
	minItems: 1
}];
const commandSchema = {
	type: "object",
	properties: { command: command.schema },
	required: ["command"],
	additionalProperties: false
};
/** A path, a list of paths, or (where `commands`) `{command: …}`. */
function sources(commands, description) {
	return unknown().transform((input, context) => {
		const fault = (words, path) => context.addIssue({
			code: "custom",
			message: words,
			path
		});
		if (commands && typeof input === "object" && input !== null && !Array.isArray(input)) {
			for (const name of Object.keys(input)) if (name !== "command") context.addIssue({
				code: "unrecognized_keys",
				keys: [name],
				message: "command",
				input
			});
			const given = "command" in input ? input.command : void 0;
			const read = command.read(given);
			if (read === null && (given !== void 0 || Object.keys(input).length === 0)) fault(refuse(given, command), ["command"]);
			return read === null ? {} : { command: read };
		}
		const paths = Array.isArray(input) ? input : [input];
		for (const [index, path] of paths.entries()) {
			const words = pathFault(path);
			if (words !== null) fault(words, Array.isArray(input) ? [index] : []);
		}
		if (!paths.some((path) => typeof path === "string" && !path.startsWith("!"))) {
			if (paths.every((path) => typeof path === "string")) fault(message$1("no path is left.", "Write at least one path without a leading \"!\"."), []);
		}
		return { paths: paths.filter((path) => typeof path === "string") };
	}).meta({
		anyOf: commands ? [...pathsSchema, commandSchema] : pathsSchema,
		description
	}).optional();
}

// src/config/schema.ts
/**
* plangate.yml as it is written: the one place that says which keys there are, what they take and what they mean. The
* values read, the editor's JSON Schema and the README's table all come from here; defaults stand in defaults.ts.
*/
const limits = {
	latency: key(duration$1, "Median execution time"),
	"latency-p95": key(duration$1, "Execution time that 95 % of the samples keep within"),
	"latency-p99": key(duration$1, "Execution time that 99 % of the samples keep within"),
	planning: key(duration$1, "Median planning time"),
	buffers: key(blocks, "Blocks touched, of tables, indexes and temporary tables"),
	temp: key(blocks, "Blocks of temporary files, written when a sort or hash does not fit into work_mem"),
	wal: key(bytes, "Bytes of write-ahead log"),
	rows: key(count$3("a number of rows"), "Rows returned or changed"),
	"rows-read": key(count$3("a number of rows"), "Rows that scans of tables read, those that filters threw away included")
};
/** As a query file writes them. */
const limitsSchema = section(limits, "latency: 500ms", "Absolute limits for one query");
const tagged = section({
	...limits,
	plan: planLocks("Plan locks of the queries with this tag")
}, "latency: 50ms", "Absolute limits for the queries with this tag");
const budgetsSchema = section({
	...limits,
	plan: planLocks("What every plan must look like: index NAME, no sequential scan, no sequential scan on TABLE, no spill"),
	tags: byName$1(tagged, "web: {latency: 50ms}", "The same keys by tag, such as web: {latency: 50ms}, for the queries that bear it").optional()
}, "latency: 500ms", "Absolute limits for every query. A query file's own replace those of its tags, and those the default");
const rules$1 = { "sequential-scan": section({
	severity: key(choice("a severity", [
		"off",
		"note",
		"warning",
		"error"
	]), "What becomes of a new finding", "error"),
	rows: key(count$3("a number of rows"), "Rows a scan must read before the rule speaks", 1e4),
	discarded: key(share, "Share of those rows that the filter must throw away", "95%"),
	pages: key(count$3("a number of pages"), "Or: pages of the table, 8 kB each", 1e3),
	share: key(share, "Share of the case's work that the scan must be", "10%")
}, "severity: warning", "A filter that throws away nearly all of a big table that it reads from end to end").optional() };
/** The rules that there are, by id. */
const ruleIds = Object.keys(rules$1);
const ruleId$1 = {
	noun: "a rule",
	remedy: `Write one of: ${ruleIds.join(", ")}.`,
	schema: { enum: ruleIds },
	read: (input) => ruleIds.find((id) => id === input) ?? null
};
const waiver$1 = section({
	query: value(text("the name of a query", "Write which query it is for."), "The query that is let pass"),
	rule: key(ruleId$1, "The rule it is let pass by; without it, everything about the query"),
	reason: value(text("a reason", "Write why this is acceptable."), "Why that is acceptable"),
	expires: key(date$1, "Its last day, in UTC; without it, it never ends")
}, "query: model-stats", "One accepted regression or finding");
const extension = text("the name of an extension", "Write the name as CREATE EXTENSION takes it, such as pg_trgm.", /^[A-Za-z_][A-Za-z0-9_-]*$/);
const postgres = section({
	version: key({
		...count$3("a supported major version", 14, 18),
		remedy: "Write 14, 15, 16, 17 or 18."
	}, "Major version; without it, whichever is found, with the engine docker 18"),
	image: key(text("a container image", "Write it as docker pull takes it."), "Image of the docker engine. Without it: postgres:<version>"),
	storage: key(storage, "Where the docker engine keeps its data: memory where it fits (auto), disk, or so much memory", "auto"),
	locale: key(text("a locale", "Write it as initdb takes it, such as C.UTF-8.", /^[A-Za-z0-9_.@-]+$/), "Locale of the databases", "C.UTF-8"),
	settings: settings.optional(),
	"settings-from": file("File with the settings of production: postgresql.conf, or pg_settings as psql prints it"),
	extensions: list(value(extension, "Name of an extension"), "Write a list, such as [pg_trgm].", "Extensions that both databases are created with").optional()
}, "version: 17", "The server that both sides are built on");
const tolerances = section({
	buffers: key(percentage, "Blocks touched", "10%"),
	temp: key(percentage, "Blocks of temporary files", "10%"),
	wal: key(percentage, "Bytes of write-ahead log", "10%"),
	latency: key(percentage, "Execution time", "25%"),
	"latency-floor": key(duration$1, "Differences in time below this are never judged", "5ms"),
	"buffers-floor": key(blocks, "Differences in blocks below this are never judged", 50)
}, "buffers: 10%", "How much worse than base a query may get");
const fileSchema = section({
	postgres: postgres.optional(),
	prepare: key(command, "Command that runs in the tree of each side before external commands, such as npm ci"),
	migrations: sources(true, "Folder, files, or {command: …}; one path or a list. Without it: found in the repository"),
	seed: sources(true, "Files that fill the tables, or {command: …}. Without it: found in the repository"),
	queries: sources(false, "Query files; one path or a list. Without it: found in the repository"),
	paths: sources(false, "What prepare and external commands depend on: paths or patterns. Without it, no pull request is skipped where there are commands"),
	role: key(text("the name of a role", "Write the role that the application connects as."), "Who runs the queries, where row security or search_path matter"),
	budgets: budgetsSchema.optional(),
	tolerances: tolerances.optional(),
	strict: key(flag, "Fail on every budget exceeded, even where base exceeds it and head is no worse", false),
	"policy-from": key(choice("a side", policySides), "Whose budgets, tolerances, strict, rules and waivers judge. base counts where base's own file says it, so that a pull request cannot loosen what judges it", "head"),
	rules: section(rules$1, "sequential-scan: {severity: warning}", "Severity and thresholds by rule").optional(),
	waivers: list(waiver$1, "Write a dash before each, such as - {query: model-stats, reason: nightly job}.", "Accepted regressions and findings").optional(),
	"statement-timeout": key(timeout, "Longest time for one execution of one query", "60s"),
	samples: key(count$3("a number of samples", 1, 1e3), "Latency samples for each query and side, at most: five, and more while the answer is not clear", 30),
	"sampling-time": key(duration$1, "Time for the samples of all queries together; then seven must do; of a query that takes long by itself five, or three that are alike", "30s"),
	results: key(resultsMode, "Whether both sides must return the same rows: in any order (bag), or in the same (ordered)", "off"),
	"results-tolerance": key(tinyShare, "Floats and numerics that differ by no more than this share are the same", 1e-9)
}, "migrations: db/migrations", "Configuration of plangate, the query-plan gate for PostgreSQL pull requests");

// src/config/budget.ts
const remedy$3 = "Write names and limits, such as latency 10ms, buffers 400.";
/** Reads `latency 10ms, buffers 400`, as it stands in query files: the keys and units of `budgets`. */
function parseBudget(text) {
	const limits = [];
	for (const part of text.split(",")) {
		const match = /^\s*([A-Za-z][\w-]*)\s+(\S.*?)\s*$/.exec(part);
		if (text.trim() === "") return {
			problem: "the budget is missing.",
			remedy: remedy$3
		};
		if (match === null) return {
			problem: `${quoted$2(part.trim())} is not a budget.`,
			remedy: remedy$3
		};
		const [, name = "", limit = ""] = match;
		if (limits.some(([known]) => known === name)) return {
			problem: `${name} has two limits.`,
			remedy: "Keep one of the two."
		};
		limits.push([name, limit]);
	}
	const read = limitsSchema.safeParse(Object.fromEntries(limits));
	if (read.success) return { budget: defined(read.data) };
	const [fault] = faultsOf(read.error.issues);
	if (fault === void 0) throw new Error("zod refused a budget without an issue");
	return {
		problem: `${fault.path.join(".")}: ${fault.problem}`,
		remedy: fault.remedy
	};
}
/** Without the keys whose value is undefined. */
function defined(values) {
	const entries = Object.entries(values).filter(([, value]) => value !== void 0);
	return Object.fromEntries(entries);
}

// src/config/budget-for.ts
/** The limits that a budget may have, in the order in which they are listed. */
const limitNames = [
	"latency",
	"latency-p95",
	"latency-p99",
	"planning",
	"buffers",
	"temp",
	"wal",
	"rows",
	"rows-read"
];
/** Limits on a share of the samples, and how many samples it takes to show that quantile. */
const quantiles = {
	"latency-p95": {
		share: .95,
		samples: 20
	},
	"latency-p99": {
		share: .99,
		samples: 100
	}
};
/**
* What holds for one query. Limit by limit, its own replaces that of its tags (of several the smallest), which replaces
* the default. Plan locks add up: one that a tag asks for does not lift the default's.
*/
function budgetFor({ tags, ...initially }, query) {
	const tagged = query.tags.flatMap((tag) => {
		const budget = tags !== void 0 && Object.hasOwn(tags, tag) ? tags[tag] : void 0;
		return budget === void 0 ? [] : [budget];
	});
	const limits = limitNames.flatMap((name) => {
		const limit = query.budget[name] ?? smallest(tagged.map((budget) => budget[name])) ?? initially[name];
		return limit === void 0 ? [] : [[name, limit]];
	});
	const locks = distinct$1([
		initially,
		...tagged,
		query.budget
	].flatMap(({ plan }) => plan ?? []));
	return {
		...Object.fromEntries(limits),
		...locks.length === 0 ? {} : { plan: locks }
	};
}
function smallest(limits) {
	const known = limits.filter((limit) => limit !== void 0);
	return known.length === 0 ? void 0 : Math.min(...known);
}
function distinct$1(locks) {
	return [...new Map(locks.map((lock) => [lockText(lock), lock])).values()];
}

// src/config/defaults.ts
/** Everything that plangate assumes when nothing is written, in one place, with the reason. */
const defaultPolicy = {
	postgres: {
		version: null,
		image: null,
		storage: "auto",
		locale: "C.UTF-8",
		settings: {},
		settingsFrom: null,
		extensions: []
	},
	role: null,
	budgets: {},
	tolerances: {
		buffers: .1,
		temp: .1,
		wal: .1,
		latency: .25,
		latencyFloor: 5,
		buffersFloor: 50
	},
	strict: false,
	policyFrom: "head",
	rules: { "sequential-scan": {
		severity: "error",
		thresholds: {
			rows: 1e4,
			discarded: .95,
			pages: 1e3,
			share: .1
		}
	} },
	waivers: [],
	statementTimeout: 6e4,
	samples: 30,
	samplingTime: 3e4,
	results: "off",
	resultsTolerance: 1e-9
};
/** Of the whole run, in ms: a job that hangs should end before somebody looks for it. */
const defaultTimeLimit = 12e5;
/** Where the configuration is looked for, in this order. More than one is an error. */
const configFiles = [
	"plangate.yml",
	"plangate.yaml",
	".github/plangate.yml",
	".github/plangate.yaml"
];
/** Where common tools keep SQL migrations. The first folder with an .sql file in it is taken. */
const migrationFolders = [
	"db/migrations",
	"migrations",
	"sql/migrations",
	"database/migrations",
	"supabase/migrations",
	"prisma/migrations"
];
/** The first pattern that a file matches is taken; no seed at all is fine. */
const seedPatterns = [
	"db/seed.sql",
	"db/seeds/**/*.sql",
	"seed.sql",
	"seeds/**/*.sql",
	"sql/seed.sql",
	"sql/seeds/**/*.sql",
	"database/seed.sql",
	"database/seeds/**/*.sql",
	"supabase/seed.sql",
	"prisma/seed.sql"
];
const queryFolders = [
	"db/queries",
	"queries",
	"sql/queries",
	"database/queries"
];

// src/config/excerpt.ts
/** How much of a line is shown, and how far from its edges the caret keeps. */
const width$1 = 100;
/**
* Line `line` of `text` with a caret under `column` (both 1-based, columns in UTF-16 units), as it stands in the
* details of an error. Long lines are cut around the caret; what does not print becomes a space.
*/
function excerpt(text, line, column) {
	const full = nthLine(text, line);
	const start = column - 1 > 80 ? column - 1 - 80 : 0;
	const shown = full.slice(start, start + width$1).replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, " ");
	const left = start > 0 ? "…" : "";
	const right = start + width$1 < full.length ? "…" : "";
	const before = `${left}${shown.slice(0, Math.max(0, column - 1 - start))}`;
	const gutter = String(line);
	return `${gutter} | ${left}${shown}${right}`.trimEnd() + `\n${" ".repeat(gutter.length)} | ${" ".repeat([...before].length)}^`;
}
function nthLine(text, line) {
	let start = 0;
	for (let seen = 1; seen < line; seen++) {
		const end = text.indexOf("\n", start);
		if (end < 0) return "";
		start = end + 1;
	}
	const end = text.indexOf("\n", start);
	return (end < 0 ? text.slice(start) : text.slice(start, end)).replace(/\r$/, "");
}

// src/config/help.ts
const indent = 26;
/** What `plangate --help` prints. */
function helpText() {
	return `plangate: the query-plan gate for PostgreSQL pull requests

Builds base and head side by side on one throw-away PostgreSQL, runs every registered query on both,
and compares plans, counted work and latency. Nothing in your checkout is changed.

Usage: plangate check [options]

Options:
${optionTable.flatMap(optionHelp).join("\n")}
${entry("-h, --help", "Print this help.")}
${entry("--version", "Print the version.")}

Examples:
  plangate check
      Compares the working tree with where it left the default branch.
  plangate check --base origin/main --report plangate.md --report plangate.json
      Compares with a branch, and keeps the report for people and for programs.
  plangate check --query latest-deployments --engine local
      Measures one query, on the PostgreSQL that is installed here.

Exit code: 0 pass or warn, 1 fail, 2 when plangate could not do its job.
Configuration: plangate.yml. Its keys, query files and the rules are explained in the README.
`;
}
function optionHelp(row) {
	if (row.option === null) return [];
	const initially = row.value === null || row.default === "" ? "" : ` [default: ${row.default}]`;
	return [entry(`--${row.option}${row.value === null ? "" : ` ${row.value}`}`, row.summary + initially)];
}
/** The name on the left, the words wrapped on the right, on their own line when the name is long. */
function entry(name, words) {
	const lines = [];
	let line = "";
	for (const word of words.split(" ")) {
		if (line !== "" && line.length + 1 + word.length > 72) {
			lines.push(line);
			line = "";
		}
		line += line === "" ? word : ` ${word}`;
	}
	lines.push(line);
	const left = `  ${name}`;
	return (left.length + 2 > indent ? `${left}\n${" ".repeat(indent)}` : left.padEnd(indent)) + lines.join(`\n${" ".repeat(indent)}`);
}

// src/config/nothing-changed.ts
/**
* A sentence that says that head is made of the same files as base, migrations, seed, queries and configuration, so that
* measuring could show no difference. null when they differ, and when nobody can tell: an external command may read
* anything, unless `paths` says what.
*/
function nothingChanged(base, head) {
	const sides = [base, head];
	if (sides.some(({ sources }) => hasCommands(sources) && sources.paths.length === 0)) return null;
	const files = new Set(sides.flatMap(filesOf$2));
	for (const file of files) if (base.tree.hash(file) !== head.tree.hash(file)) return null;
	return `No migration, seed, query${sides.some(({ sources }) => sources.paths.length > 0) ? ", configuration or file of paths" : " or configuration"} differs between base and head (${files.size} ${files.size === 1 ? "file" : "files"} compared).`;
}
function hasCommands({ prepare, migrations, seed }) {
	return prepare !== null || "command" in migrations || seed !== null && "command" in seed;
}
/** What a side names, be it there or not. */
function filesOf$2({ tree, file, sources, policy }) {
	const { migrations, seed, queries, paths } = sources;
	const patterns = [
		...[migrations, seed].filter((source) => source !== null).filter((source) => "patterns" in source).map((source) => source.patterns),
		queries,
		paths
	];
	return [...[file, policy.postgres.settingsFrom?.file ?? null].filter((name) => name !== null), ...patterns.flatMap((each) => matchFiles(tree.files, each))];
}

// src/config/given-options.ts
/** The one value of `option` as `kind` reads it. */
function read$1(given, option, kind, initially) {
	const value = given.values.get(option)?.[0];
	if (value === void 0) return initially;
	const result = kind.read(value);
	if (result !== null) return result;
	const { problem, remedy } = refusal(value, kind);
	throw usage(given.place(option), problem, remedy);
}
function usage(place, problem, remedy) {
	return new PlangateError({
		kind: "usage",
		place,
		problem,
		remedy
	});
}

// src/config/read-source.ts
/**
* Where the databases come from. A URL may also stand in PLANGATE_DATABASE_URL, PLANGATE_BASE_URL or PLANGATE_HEAD_URL,
* where no list of processes shows it. Throws a PlangateError (usage) that never repeats a URL.
*/
function readSource(given) {
	const engine = read$1(given, "engine", choice("an engine", engines), "auto");
	const isReadOnly = read$1(given, "read-only", flag, false);
	const one = urlOf(given, "database-url");
	const base = urlOf(given, "base-url");
	const head = urlOf(given, "head-url");
	const first = one ?? base ?? head;
	if (first !== null && engine !== "auto" && engine !== "url") throw usage(first.place, `the engine ${engine} starts a server of its own.`, "Give one of the two.");
	if (one !== null && (base !== null || head !== null)) throw usage(one.place, `${(base ?? head)?.place} is given as well.`, "Give one URL for a server to build both sides on, or one for each side.");
	if (one !== null) return {
		kind: "url",
		isReadOnly,
		...one
	};
	if (base !== null && head !== null) return {
		kind: "two-urls",
		base,
		head
	};
	if (first !== null) {
		const missing = given.place(base === null ? "base-url" : "head-url");
		throw usage(first.place, `${missing} is missing.`, "Give both: a database as base has it, and one as head has it.");
	}
	if (isReadOnly) throw usage(given.place("read-only"), "there is no database to read.", `Name it with ${given.place("database-url")}.`);
	if (engine === "url") throw usage(given.place("engine"), "there is no URL.", `Give it with ${given.place("database-url")} or in PLANGATE_DATABASE_URL.`);
	return {
		kind: "engine",
		engine
	};
}
function urlOf(given, option) {
	const typed = given.values.get(option)?.[0];
	if (typed !== void 0) return {
		url: typed,
		place: given.place(option)
	};
	const variable = `PLANGATE_${option.toUpperCase().replaceAll("-", "_")}`;
	const url = given.environment[variable];
	return url === void 0 || url === "" ? null : {
		url,
		place: variable
	};
}

// src/config/read-options.ts
/** Checks what was given and fills in defaults. Throws a PlangateError (usage). */
function readOptions(given) {
	const one = (option) => given.values.get(option)?.[0] ?? null;
	const reports = given.values.get("report") ?? [];
	for (const [index, file] of reports.entries()) checkReport(file, reports.slice(0, index), given.place("report"));
	return {
		directory: one("repo") ?? ".",
		base: one("base"),
		head: one("head"),
		config: one("config"),
		source: readSource(given),
		showValues: read$1(given, "show-values", flag, false),
		only: given.values.get("query") ?? [],
		reports,
		quiet: read$1(given, "quiet", flag, false),
		policyFrom: read$1(given, "policy-from", choice("a side", policySides), null),
		timeLimit: read$1(given, "time-limit", timeout, defaultTimeLimit)
	};
}
function checkReport(file, before, place) {
	if (before.includes(file)) throw usage(place, `${quoted$2(file)} is given twice.`, "Leave one out.");
	if (reportEndings.some((ending) => file.toLowerCase().endsWith(ending))) return;
	const problem = `${found(file)} has no ending that plangate can write.`;
	throw usage(place, problem, `Let it end with ${reportEndingWords}, such as plangate.md.`);
}

// src/config/parse-arguments.ts
const options = optionTable.filter((row) => row.option !== null);
const names$2 = [
	...options.map((row) => row.option),
	"help",
	"version"
];
const commands = ["check", "help"];
const seeHelp = "See plangate --help.";
/** Reads `argv` without node and the script. Throws a PlangateError (usage); values that may be secret are never repeated. */
function parseArguments(argv, environment) {
	const { tokens } = parseArgs({
		args: [...argv],
		strict: false,
		allowPositionals: true,
		tokens: true,
		options: {
			...Object.fromEntries(options.map((row) => [row.option, { type: row.value === null ? "boolean" : "string" }])),
			help: {
				type: "boolean",
				short: "h"
			},
			version: { type: "boolean" }
		}
	});
	const words = tokens.flatMap((token) => token.kind === "positional" ? [token.value] : []);
	const given = tokens.flatMap((token) => token.kind === "option" ? [token] : []);
	if (words[0] === "help" || given.some((token) => token.name === "help")) return {
		command: "help",
		text: helpText()
	};
	if (given.some((token) => token.name === "version")) return { command: "version" };
	const known = given.map((token) => ({
		token,
		row: knownOption(token.name, token.rawName)
	}));
	requireCheck(words[0]);
	const values = /* @__PURE__ */ new Map();
	for (const { token, row } of known) {
		const value = givenValue(row.value !== null, token);
		const before = values.get(token.name);
		if (before !== void 0 && !row.multiple) throw usage(token.rawName, "this option is given twice.", "Give it once.");
		values.set(token.name, [...before ?? [], value]);
	}
	refuseExtra(words[1]);
	return {
		command: "check",
		options: readOptions({
			values,
			environment,
			place: (option) => `--${option}`
		})
	};
}
function requireCheck(command) {
	if (command === void 0) throw usage("command line", "no command was given.", "Write plangate check. See plangate --help.");
	if (command !== "check") throw usage("command line", `${shown$1(command)} is not a command.`, `${didYouMean(command, commands)}${seeHelp}`);
}
function refuseExtra(extra) {
	if (extra !== void 0) throw usage("command line", `${shown$1(extra)} is not expected here.`, `Give references and files with their options. ${seeHelp}`);
}
/** A word that looks like a URL may hold a password. */
function shown$1(word) {
	return word.includes("://") ? "a URL" : quoted$2(word);
}
function knownOption(name, rawName) {
	const row = options.find((candidate) => candidate.option === name);
	if (row !== void 0) return row;
	throw usage(quoted$2(rawName).slice(1, -1), "this option is not known.", `${dashed(didYouMean(name, names$2))}${seeHelp}`);
}
function dashed(question) {
	return question.replace("\"", "\"--");
}
/** A value that begins with a dash is most likely the next option. */
function givenValue(takesValue, token) {
	if (!takesValue) {
		if (token.value === void 0) return "true";
		throw usage(token.rawName, "this option takes no value.", "Leave the value out.");
	}
	const isNextOption = token.inlineValue === false && token.value?.startsWith("-") === true;
	if (token.value !== void 0 && token.value !== "" && !isNextOption) return token.value;
	throw usage(token.rawName, "its value is missing.", `Write it behind the option. ${seeHelp}`);
}

// src/config/find-sources.ts
/**
* Where migrations, seed and queries are: as the file says, else where common tools keep them. On head it is an error
* when there are no queries, or no migrations where databases must be built; base may be older than its first ones.
*/
function findSources(tree, written, file, parsed, mustBuild) {
	const search = new Search(tree, file, parsed);
	return {
		prepare: written.prepare ?? null,
		migrations: search.sql("migrations", written.migrations) ?? search.migrations(mustBuild),
		seed: search.sql("seed", written.seed) ?? search.seed(),
		queries: written.queries?.paths ? search.written("queries", written.queries.paths) : search.folder("queries", queryFolders, true),
		paths: search.written("paths", written.paths?.paths ?? [])
	};
}
const examples = {
	migrations: "migrations: path/to/folder, or migrations: {command: npx prisma migrate deploy}",
	seed: "seed: path/to/seed.sql",
	queries: "queries: path/to/folder",
	paths: "paths: [prisma/**, package-lock.json]"
};
var Search = class {
	tree;
	file;
	parsed;
	constructor(tree, file, parsed) {
		this.tree = tree;
		this.file = file;
		this.parsed = parsed;
	}
	/** null when nothing is written. */
	sql(key, source) {
		if (source?.command !== void 0) return { command: source.command };
		return source?.paths === void 0 ? null : { patterns: this.written(key, source.paths) };
	}
	migrations(isRequired) {
		return { patterns: this.folder("migrations", migrationFolders, isRequired) };
	}
	seed() {
		const pattern = seedPatterns.find((known) => matchFiles(this.tree.files, [known]).length > 0);
		return pattern === void 0 ? null : { patterns: [pattern] };
	}
	/** Every path must lead to something. */
	written(key, paths) {
		const pattern = key === "paths" ? anyPattern : sqlPattern;
		const patterns = paths.map((path) => pattern(path, this.tree.files));
		if (this.tree.side === "base" || paths.length === 0) return patterns;
		for (const [index, pattern] of patterns.entries()) {
			if (pattern.startsWith("!") || matchFiles(this.tree.files, [pattern]).length > 0) continue;
			const line = this.parsed?.lineOf([key, index]) ?? 1;
			throw this.nothing(`${this.file}:${line}, ${key}`, `no file of ${this.side()} matches ${quoted$2(paths[index] ?? "")}`, key);
		}
		if (matchFiles(this.tree.files, patterns).length === 0) throw this.nothing(`${this.file}:${this.parsed?.lineOf([key]) ?? 1}, ${key}`, `every file of ${this.side()} is taken away`, key);
		return patterns;
	}
	folder(key, folders, isRequired) {
		for (const folder of folders) {
			const pattern = `${folder}/**/*.sql`;
			if (matchFiles(this.tree.files, [pattern]).length > 0) return [pattern];
		}
		if (this.tree.side === "base" || !isRequired) return [];
		const place = this.file === null ? key : `${this.file}, ${key}`;
		throw this.nothing(place, `${this.side()} has no .sql files in ${alternatives$1(folders)}`, key);
	}
	side() {
		return `${this.tree.side} (${this.tree.ref})`;
	}
	nothing(place, what, key) {
		return new PlangateError({
			kind: "configuration",
			place,
			problem: `${what}.`,
			remedy: `Write in ${this.file ?? "plangate.yml"} where they are, such as ${examples[key]}.`
		});
	}
};
function alternatives$1(names) {
	return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

// src/config/parse-file.ts
var import_dist = require_dist();
/** Longer files are not read: a configuration has some hundred lines. */
const longest$4 = 1048576;
/** Reads YAML 1.2. Throws a PlangateError (configuration) with line and column for what is not, and for duplicate keys. */
function parseFile(file, text) {
	if (text.length > longest$4) throw fault(file, "the file is longer than 1 MB.", "Keep it to the keys that plangate knows.");
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, {
		lineCounter: lines,
		prettyErrors: false,
		logLevel: "error"
	});
	const error = document.errors[0] ?? document.warnings[0];
	if (error !== void 0) {
		const { line, col } = lines.linePos(error.pos[0]);
		const details = excerpt(text, line, col);
		if (error.code === "DUPLICATE_KEY") throw fault(`${file}:${line}:${col}`, "this key is written twice.", "Keep one of the two.", details);
		const problem = `this is not valid YAML: ${reason$1(error.message)}.`;
		throw fault(`${file}:${line}:${col}`, problem, "Correct the line.", details);
	}
	if (document.contents === null) throw fault(file, "the file is empty.", "Write at least one key, such as migrations: db/migrations.");
	return {
		value: values(file, document),
		lineOf: (path) => lines.linePos(offsetOf$1(document, path)).line
	};
}
function values(file, document) {
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		if (!(error instanceof ReferenceError)) throw error;
		throw fault(file, error.message.startsWith("Excessive") ? "its aliases unfold into too much." : `this is not valid YAML: ${reason$1(error.message)}.`, "Write the values out instead of using anchors and aliases.");
	}
}
/** The parser's own words, on one line and without their full stop. */
function reason$1(message) {
	const plain = message.startsWith("Maximum call stack") ? "it is nested too deeply" : message.replace(/; please use YAML.*$/, "").replace(/(["'])quote/, "quote $1");
	return quoted$2(plain).slice(1, -1).replace(/\.$/, "");
}
function offsetOf$1(document, path) {
	let node = document.contents;
	let offset = 0;
	for (const part of path) {
		if ((0, import_dist.isAlias)(node)) node = node.resolve(document);
		if ((0, import_dist.isMap)(node)) {
			const pair = node.items.find((item) => (0, import_dist.isPair)(item) && String(item.key) === String(part));
			if (pair === void 0) return offset;
			offset = startOf(pair.key) ?? offset;
			node = pair.value;
		} else if ((0, import_dist.isSeq)(node)) {
			node = node.items[Number(part)];
			offset = startOf(node) ?? offset;
		} else return offset;
	}
	return offset;
}
function startOf(node) {
	return (0, import_dist.isNode)(node) && node.range ? node.range[0] : null;
}
function fault(place, problem, remedy, details = "") {
	return new PlangateError({
		kind: "configuration",
		place,
		problem,
		remedy,
		details
	});
}

// src/config/postgresql-conf.ts
/** As the scanner has them: src/backend/utils/misc/guc-file.l. Bytes from 128 on are letters. */
const letter = "[A-Za-z_\\u0080-\\uffff]";
const letterOrDigit = "[A-Za-z_0-9\\u0080-\\uffff]";
const name = `${letter}${letterOrDigit}*`;
const string = `'[^'\\\\]*(?:(?:\\\\.|'')[^'\\\\]*)*'`;
const number$1 = "[-+]?(?:0x[0-9A-Fa-f]+|\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)[A-Za-z]*";
const unquoted$1 = `${letter}(?:${letterOrDigit}|[-._:/])*`;
const blank = /^[ \t]*(?:#.*)?$/;
const assignment = new RegExp(`^[ \\t]*(${name}(?:\\.${name})?)(?:[ \\t]*=[ \\t]*|[ \\t]+|(?='))(${string}|${number$1}|${unquoted$1})[ \\t]*(?:#.*)?$`);
const includes = [
	"include",
	"include_if_exists",
	"include_dir"
];
/** Reads a postgresql.conf: https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE */
function readPostgresqlConf(text) {
	const settings = [];
	const included = [];
	for (const [index, raw] of text.split("\n").entries()) {
		const line = index + 1;
		const content = raw.replace(/\r$/, "");
		if (blank.test(content)) continue;
		const [, given = "", value = ""] = assignment.exec(content) ?? [];
		if (given === "") return {
			line,
			what: "is no line of a postgresql.conf"
		};
		const lower = given.toLowerCase();
		if (includes.includes(lower)) included.push({
			directive: lower,
			line
		});
		else settings.push({
			name: lower,
			value: unquote(value),
			line
		});
	}
	return {
		settings,
		includes: included
	};
}
const escapes = {
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "	"
};
/** What DeescapeQuotedString of guc-file.l makes of it. */
function unquote(value) {
	if (!value.startsWith("'")) return value;
	return value.slice(1, -1).replace(/''|\\([0-7]{1,3}|.)/g, (all, escaped) => escaped === void 0 ? all.slice(1) : /^[0-7]/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8) & 255) : escapes[escaped] ?? escaped);
}

// src/config/psql-output.ts
/** Lines between and around the rows: rules, borders, the number of rows, \\timing. */
const aside = /^(?:[-+|]*|\(\d+ rows?\)|Time: .*|Timing is on\.)$/;
const settingName = /^[A-Za-z_][\w$]*(?:\.[A-Za-z_][\w$]*)*$/;
/** Which way of psql the text was printed in, by its first row; null when it is no output of psql. */
function separatorOf(text) {
	const [first] = text.split("\n").filter((line) => !aside.test(line.trim()));
	const [, separator] = /^[ |]*"?[A-Za-z_][\w$.]*"?[ ]*([|,\t])(?![=\t])/.exec(first ?? "") ?? [];
	return separator === "|" || separator === "," || separator === "	" ? separator : null;
}
/**
* Reads what psql prints for `select name, setting from pg_settings`. Columns are found by their names when there is a
* header, else they are the first two. Values are in the setting's base unit, as the server reads a plain number.
*/
function readPsqlOutput(text, separator) {
	const rows = separator === "," ? csvRows(text) : plainRows(text, separator);
	if ("what" in rows) return rows;
	const header = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? [];
	const hasHeader = header.includes("name") && header.includes("setting");
	const [nameColumn, valueColumn] = hasHeader ? [header.indexOf("name"), header.indexOf("setting")] : [0, 1];
	const settings = [];
	for (const { cells, line } of hasHeader ? rows.slice(1) : rows) {
		const [name = "", value] = [cells[nameColumn], cells[valueColumn]];
		if (separator === "|" && name === "" && cells.length > 1) continue;
		if (value === void 0 || !settingName.test(name)) return {
			line,
			what: "is no row of name and setting"
		};
		settings.push({
			name: name.toLowerCase(),
			value,
			line
		});
	}
	return {
		settings,
		includes: []
	};
}
function plainRows(text, separator) {
	return text.split("\n").flatMap((raw, index) => {
		const content = raw.replace(/\r$/, "");
		if (aside.test(content.trim())) return [];
		return [{
			cells: (separator === "|" && /^\|.*\|$/.test(content) ? content.slice(1, -1) : content).split(separator).map((cell) => cell.trim()),
			line: index + 1
		}];
	});
}
/** RFC 4180: a cell in quotes may hold separators, line breaks and doubled quotes. */
function csvRows(text) {
	const rows = [];
	const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;
	let cells = [];
	let line = 1;
	let began = 1;
	while (cell.lastIndex < text.length) {
		const found = cell.exec(text);
		if (found === null) return {
			line,
			what: "has a quote that is not closed or stands within a cell"
		};
		const [all, quoted, plain = "", end] = found;
		cells.push(quoted?.replaceAll("\"\"", "\"") ?? plain);
		line += all.split("\n").length - 1;
		if (end === ",") continue;
		if (!(cells.length === 1 && aside.test((cells[0] ?? "").trim()))) rows.push({
			cells,
			line: began
		});
		cells = [];
		began = line;
	}
	return rows;
}

// src/config/settings-from.ts
/** Longer files are not read: a whole pg_settings has 60 kB. */
const longest$3 = 1048576;
/**
* The settings that stand in a file of the tree: a postgresql.conf, or the output of
* `select name, setting from pg_settings`. `place` is where the file is named.
* Throws a PlangateError (configuration) that names a line and repeats nothing of it: such a file may hold passwords.
*/
async function readSettingsFrom(tree, written, place) {
	const file = written.replace(/^(?:\.\/+)+/, "");
	if (!tree.files.includes(file)) throw new PlangateError({
		kind: "configuration",
		place,
		problem: `${tree.side} (${tree.ref}) has no file ${quoted$2(file)}.`,
		remedy: `${didYouMean(file, tree.files)}Write the path of a postgresql.conf, or of the output of \`psql -c 'select name, setting from pg_settings'\`.`
	});
	const text = (await tree.read(file)).replace(/^\ufeff/, "");
	if (text.length > longest$3) throw new PlangateError({
		kind: "configuration",
		place: file,
		problem: "the file is longer than 1 MB.",
		remedy: "Keep it to names and settings."
	});
	const read = readText(text);
	if ("settings" in read) return {
		file,
		...read
	};
	throw new PlangateError({
		kind: "configuration",
		place: `${file}:${read.line}`,
		problem: `this ${read.what}.`,
		remedy: "Write a postgresql.conf, or what psql prints for `select name, setting from pg_settings` (aligned, -A, --csv or tab-separated)."
	});
}
/** Names and values with a tab between them may be either: what a postgresql.conf cannot be is the output of psql. */
function readText(text) {
	const separator = separatorOf(text);
	if (separator !== null && separator !== "	") return readPsqlOutput(text, separator);
	const read = readPostgresqlConf(text);
	return separator === null || "settings" in read ? read : readPsqlOutput(text, separator);
}

// src/config/read-config.ts
/** Faults beyond these are counted only. */
const mostFaults = 10;
/** The keys that say what a side is made of. Base's other keys are not looked at here: see `readPolicy`. */
const sourceKeys = [
	"prepare",
	"migrations",
	"seed",
	"queries",
	"paths"
];
/**
* Reads the configuration of one side. `file` is relative to the repository; null looks for plangate.yml, and without
* one everything is found or has a default. A named file that base does not have yet counts as none.
* `mustBuild` false: databases may be there already, so the repository need not say how to build them.
* Throws a PlangateError (configuration) that holds every fault of the file.
*/
async function readConfig(tree, file, mustBuild = true) {
	const path = configPath(tree, file);
	if (path === null) return {
		file: null,
		sources: findSources(tree, {}, null, null, mustBuild),
		policy: defaultPolicy
	};
	const parsed = parseFile(path, await tree.read(path));
	const written = checkFile(path, parsed, tree.side === "base" ? onlySources(parsed.value) : parsed.value);
	const sources = findSources(tree, written, path, parsed, mustBuild);
	const policy = policyOf(written, parsed);
	const named = written.postgres?.["settings-from"];
	if (named === void 0) return {
		file: path,
		sources,
		policy
	};
	const line = parsed.lineOf(["postgres", "settings-from"]);
	const settingsFrom = await readSettingsFrom(tree, named, `${path}:${line}, postgres.settings-from`);
	return {
		file: path,
		sources,
		policy: {
			...policy,
			postgres: {
				...policy.postgres,
				settingsFrom
			}
		}
	};
}
/** Where a side's configuration is, relative to the repository; null when it has none. */
function configPath(tree, file) {
	return file === null ? findFile(tree) : namedFile(tree, file);
}
/** The values of a file. Throws a PlangateError (configuration) that holds every fault of it. */
function checkFile(path, parsed, value) {
	const read = fileSchema.safeParse(value);
	if (!read.success) throw faultsError(path, parsed, faultsOf(read.error.issues));
	return read.data;
}
function findFile(tree) {
	const [first, second] = configFiles.filter((name) => tree.files.includes(name));
	if (first !== void 0 && second !== void 0) throw new PlangateError({
		kind: "configuration",
		place: second,
		problem: `${first} is there as well.`,
		remedy: "Keep one of the two."
	});
	return first ?? null;
}
function namedFile(tree, file) {
	const path = file.replace(/^(?:\.\/+)+/, "");
	const words = pathFault(file);
	if (words !== null) throw new PlangateError({
		kind: "usage",
		place: "config",
		...readMessage(words)
	});
	if (tree.files.includes(path)) return path;
	if (tree.side === "base") return null;
	throw new PlangateError({
		kind: "usage",
		place: path,
		problem: `there is no such file in ${tree.ref}.`,
		remedy: `${didYouMean(path, tree.files.filter((name) => /\.ya?ml$/.test(name)))}Write its path from the top of the repository.`
	});
}
function onlySources(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).filter(([key]) => sourceKeys.includes(key)));
}
function policyOf(file, parsed) {
	const { tolerances, rules, ...rest } = defaultPolicy;
	const { "latency-floor": latencyFloor, "buffers-floor": buffersFloor, ...fractions } = file.tolerances ?? {};
	const { "settings-from": _, ...server } = file.postgres ?? {};
	return {
		...rest,
		...defined({
			role: file.role,
			strict: file.strict,
			policyFrom: file["policy-from"],
			statementTimeout: file["statement-timeout"],
			samples: file.samples,
			samplingTime: file["sampling-time"],
			results: file.results,
			resultsTolerance: file["results-tolerance"]
		}),
		postgres: {
			...rest.postgres,
			...defined(server)
		},
		budgets: budgetsOf$1(file.budgets ?? {}),
		tolerances: {
			...tolerances,
			...defined({
				...fractions,
				latencyFloor,
				buffersFloor
			})
		},
		rules: Object.fromEntries(Object.entries(rules).map(([id, settings]) => {
			const { severity, ...thresholds } = file.rules?.[id] ?? {};
			return [id, {
				severity: severity ?? settings.severity,
				thresholds: {
					...settings.thresholds,
					...defined(thresholds)
				}
			}];
		})),
		waivers: (file.waivers ?? []).map((waiver, index) => ({
			query: waiver.query,
			rule: waiver.rule ?? null,
			reason: waiver.reason,
			expires: waiver.expires ?? null,
			line: parsed.lineOf(["waivers", index])
		}))
	};
}
function budgetsOf$1({ tags, ...initially }) {
	if (tags === void 0) return defined(initially);
	const byTag = Object.entries(tags).map(([tag, budget]) => [tag, defined(budget)]);
	return {
		...defined(initially),
		tags: Object.fromEntries(byTag)
	};
}
/** The first fault in the order of the file is the error, the others are its details. */
function faultsError(file, parsed, faults) {
	const [first, ...others] = faults.map((fault) => ({
		...fault,
		line: parsed.lineOf(fault.path)
	})).sort((a, b) => a.line - b.line).map(({ line, path, problem, remedy }) => ({
		place: [`${file}:${line}`, ...pathText(path)].join(", "),
		problem,
		remedy
	}));
	if (first === void 0) throw new Error("zod refused a file without an issue");
	const listed = others.slice(0, mostFaults).map((fault) => `${fault.place}: ${fault.problem} ${fault.remedy}`);
	if (others.length > mostFaults) listed.push(`and ${others.length - mostFaults} more`);
	return new PlangateError({
		kind: "configuration",
		...first,
		details: listed.join("\n")
	});
}
function pathText(path) {
	if (path.length === 0) return [];
	const name = (part) => /^[\w-]{1,80}$/.test(part) ? part : quoted$2(part);
	return [path.map((part) => typeof part === "number" ? `[${part}]` : `.${name(part)}`).join("").slice(1)];
}

// src/config/read-inputs.ts
const inputs = optionTable.filter((row) => row.input !== null);
const prefix = "INPUT_";
/** Long enough for any name, short enough for a heading and the name of a file. */
const gateName$1 = text("a name of 1 to 100 characters", "Write a shorter one, such as plangate (billing).", /^.{1,100}$/u);
/**
* Reads the Action's inputs from the environment, where the runner puts `time-limit` as `INPUT_TIME-LIMIT`. Empty ones
* count as not given. Throws a PlangateError (usage), also for an input that does not exist: GitHub only warns of those.
*/
function readInputs(environment) {
	const values = /* @__PURE__ */ new Map();
	for (const [variable, text] of Object.entries(environment)) {
		if (!variable.startsWith(prefix) || text === void 0) continue;
		const row = inputs.find((known) => variableOf(known.input) === variable);
		if (row === void 0) throw unknownInput(variable.slice(6).toLowerCase());
		const given = (row.multiple ? text.split("\n") : [text]).map((line) => line.trim()).filter((line) => line !== "");
		if (given.length > 0) values.set(row.option ?? row.input, given);
	}
	const given = {
		values,
		environment,
		place: (option) => `input ${inputOf(option)}`
	};
	return {
		options: readOptions(given),
		action: {
			token: values.get("token")?.[0] ?? null,
			mode: read$1(given, "mode", choice("a mode", modes), "check"),
			name: read$1(given, "name", gateName$1, defaultName),
			check: read$1(given, "check", flag, true),
			artifact: read$1(given, "artifact", flag, true),
			comment: read$1(given, "comment", choice("a way to comment", commentModes), "auto"),
			skipUnchanged: read$1(given, "skip-unchanged", flag, true)
		}
	};
}
/** As the runner names it: upper case, spaces as underscores, nothing else changed. */
function variableOf(input) {
	return `${prefix}${input.replaceAll(" ", "_").toUpperCase()}`;
}
function inputOf(option) {
	return inputs.find((row) => row.option === option)?.input ?? option;
}
function unknownInput(name) {
	const names = inputs.map((row) => row.input);
	const remedy = `${didYouMean(name, names)}Known inputs: ${names.join(", ")}.`;
	return usage(`input ${quoted$2(name).slice(1, -1)}`, "this input is not known.", remedy);
}

// src/config/read-policy.ts
/**
* A side's policy, the whole of it, and where its keys stand: for comparing two of them, and for judging by base's. What
* `settings-from` names is not read. Throws a PlangateError (configuration) for a file that this version cannot read.
*/
async function readPolicy(tree, file) {
	const path = configPath(tree, file);
	if (path === null) return {
		file: null,
		policy: defaultPolicy,
		lineOf: () => 1,
		isWritten: () => false
	};
	const parsed = parseFile(path, await tree.read(path));
	return {
		file: path,
		policy: policyOf(checkFile(path, parsed, parsed.value), parsed),
		lineOf: (keys) => parsed.lineOf(keys),
		isWritten: (keys) => isThere(parsed.value, keys)
	};
}
function isThere(value, keys) {
	const [key, ...below] = keys;
	if (key === void 0) return true;
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
	return isThere(value[key], below);
}

// src/config/results-mode.ts
/** Reads `off`, `bag` or `ordered`, as it stands in query files: what `results` takes. */
function parseResultsMode(text) {
	const mode = resultsMode.read(text);
	return mode === null ? refusal(text, resultsMode) : { mode };
}

// node_modules/markdown-table/index.js
/**
* @typedef {Options} MarkdownTableOptions
*   Configuration.
*/
/**
* @typedef Options
*   Configuration.
* @property {boolean | null | undefined} [alignDelimiters=true]
*   Whether to align the delimiters (default: `true`);
*   they are aligned by default:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   Pass `false` to make them staggered:
*
*   ```markdown
*   | Alpha | B |
*   | - | - |
*   | C | Delta |
*   ```
* @property {ReadonlyArray<string | null | undefined> | string | null | undefined} [align]
*   How to align columns (default: `''`);
*   one style for all columns or styles for their respective columns;
*   each style is either `'l'` (left), `'r'` (right), or `'c'` (center);
*   other values are treated as `''`, which doesn’t place the colon in the
*   alignment row but does align left;
*   *only the lowercased first character is used, so `Right` is fine.*
* @property {boolean | null | undefined} [delimiterEnd=true]
*   Whether to end each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are ending delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no ending delimiters:
*
*   ```markdown
*   | Alpha | B
*   | ----- | -----
*   | C     | Delta
*   ```
* @property {boolean | null | undefined} [fillRows=true]
*   Whether to fill rows with empty cells up to the most cells in a row
*   (default: `true`).
*
*   When `true`, all rows have as many cells as the longest row:
*
*   ```markdown
*   | Alpha | B    |   |
*   | ----- | ---- | - |
*   | C     |      |   |
*   | D     | Echo | F |
*   ```
*
*   When `false`, rows keep their cells,
*   and the delimiter row has as many cells as the header row:
*
*   ```markdown
*   | Alpha | B    |
*   | ----- | ---- |
*   | C     |
*   | D     | Echo | F |
*   ```
* @property {boolean | null | undefined} [delimiterStart=true]
*   Whether to begin each row with the delimiter (default: `true`).
*
*   > 👉 **Note**: please don’t use this: it could create fragile structures
*   > that aren’t understandable to some markdown parsers.
*
*   When `true`, there are starting delimiters:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there are no starting delimiters:
*
*   ```markdown
*   Alpha | B     |
*   ----- | ----- |
*   C     | Delta |
*   ```
* @property {boolean | null | undefined} [padding=true]
*   Whether to add a space of padding between delimiters and cells
*   (default: `true`).
*
*   When `true`, there is padding:
*
*   ```markdown
*   | Alpha | B     |
*   | ----- | ----- |
*   | C     | Delta |
*   ```
*
*   When `false`, there is no padding:
*
*   ```markdown
*   |Alpha|B    |
*   |-----|-----|
*   |C    |Delta|
*   ```
* @property {((value: string) => number) | null | undefined} [stringLength]
*   Function to detect the length of table cell content (optional);
*   this is used when aligning the delimiters (`|`) between table cells;
*   full-width characters and emoji mess up delimiter alignment when viewing
*   the markdown source;
*   to fix this, you can pass this function,
*   which receives the cell content and returns its “visible” size;
*   note that what is and isn’t visible depends on where the text is displayed.
*
*   Without such a function, the following:
*
*   ```js
*   markdownTable([
*     ['Alpha', 'Bravo'],
*     ['中文', 'Charlie'],
*     ['👩‍❤️‍👩', 'Delta']
*   ])
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo |
*   | - | - |
*   | 中文 | Charlie |
*   | 👩‍❤️‍👩 | Delta |
*   ```
*
*   With [`string-width`](https://github.com/sindresorhus/string-width):
*
*   ```js
*   import stringWidth from 'string-width'
*
*   markdownTable(
*     [
*       ['Alpha', 'Bravo'],
*       ['中文', 'Charlie'],
*       ['👩‍❤️‍👩', 'Delta']
*     ],
*     {stringLength: stringWidth}
*   )
*   ```
*
*   Yields:
*
*   ```markdown
*   | Alpha | Bravo   |
*   | ----- | ------- |
*   | 中文  | Charlie |
*   | 👩‍❤️‍👩    | Delta   |
*   ```
*/
/**
* Get the length of a cell.
*
* @param {string} value
*   Cell value.
* @returns {number}
*   Cell size.
*/
function defaultStringLength(value) {
	return value.length;
}
/**
* Generate a markdown
* ([GFM](https://docs.github.com/en/github/writing-on-github/working-with-advanced-formatting/organizing-information-with-tables))
* table.
*
* @param {ReadonlyArray<ReadonlyArray<string | null | undefined>>} table
*   Table data (matrix of strings).
* @param {Readonly<Options> | null | undefined} [options]
*   Configuration (optional).
* @returns {string}
*   Result.
*/
function markdownTable(table, options) {
	const settings = options || {};
	const align = (settings.align || []).concat();
	const stringLength = settings.stringLength || defaultStringLength;
	/** @type {Array<number>} Character codes as symbols for alignment per column. */
	const alignments = [];
	/** @type {Array<Array<string>>} Cells per row. */
	const cellMatrix = [];
	/** @type {Array<Array<number>>} Sizes of each cell per row. */
	const sizeMatrix = [];
	/** @type {Array<number>} */
	const longestCellByColumn = [];
	let mostCellsPerRow = 0;
	let rowIndex = -1;
	while (++rowIndex < table.length) {
		/** @type {Array<string>} */
		const row = [];
		/** @type {Array<number>} */
		const sizes = [];
		let columnIndex = -1;
		if (table[rowIndex].length > mostCellsPerRow) mostCellsPerRow = table[rowIndex].length;
		while (++columnIndex < table[rowIndex].length) {
			const cell = serialize(table[rowIndex][columnIndex]);
			if (settings.alignDelimiters !== false) {
				const size = stringLength(cell);
				sizes[columnIndex] = size;
				if (longestCellByColumn[columnIndex] === void 0 || size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			}
			row.push(cell);
		}
		cellMatrix[rowIndex] = row;
		sizeMatrix[rowIndex] = sizes;
	}
	let columnIndex = -1;
	if (typeof align === "object" && "length" in align) while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = toAlignment(align[columnIndex]);
	else {
		const code = toAlignment(align);
		while (++columnIndex < mostCellsPerRow) alignments[columnIndex] = code;
	}
	columnIndex = -1;
	/** @type {Array<string>} */
	const row = [];
	/** @type {Array<number>} */
	const sizes = [];
	while (++columnIndex < mostCellsPerRow) {
		const code = alignments[columnIndex];
		let before = "";
		let after = "";
		if (code === 99) {
			before = ":";
			after = ":";
		} else if (code === 108) before = ":";
		else if (code === 114) after = ":";
		let size = settings.alignDelimiters === false ? 1 : Math.max(1, longestCellByColumn[columnIndex] - before.length - after.length);
		const cell = before + "-".repeat(size) + after;
		if (settings.alignDelimiters !== false) {
			size = before.length + size + after.length;
			if (size > longestCellByColumn[columnIndex]) longestCellByColumn[columnIndex] = size;
			sizes[columnIndex] = size;
		}
		row[columnIndex] = cell;
	}
	cellMatrix.splice(1, 0, row);
	sizeMatrix.splice(1, 0, sizes);
	rowIndex = -1;
	/** @type {Array<string>} */
	const lines = [];
	while (++rowIndex < cellMatrix.length) {
		const row = cellMatrix[rowIndex];
		const sizes = sizeMatrix[rowIndex];
		const cellsInRow = settings.fillRows === false ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
		columnIndex = -1;
		/** @type {Array<string>} */
		const line = [];
		while (++columnIndex < cellsInRow) {
			const cell = row[columnIndex] || "";
			let before = "";
			let after = "";
			if (settings.alignDelimiters !== false) {
				const size = longestCellByColumn[columnIndex] - (sizes[columnIndex] || 0);
				const code = alignments[columnIndex];
				if (code === 114) before = " ".repeat(size);
				else if (code === 99) {
					const half = size / 2;
					if (size % 2) {
						before = " ".repeat(half + .5);
						after = " ".repeat(half - .5);
					} else {
						before = " ".repeat(half);
						after = before;
					}
				} else after = " ".repeat(size);
			}
			if (settings.delimiterStart !== false && !columnIndex) line.push("|");
			if (settings.padding !== false && !(settings.alignDelimiters === false && cell === "") && (settings.delimiterStart !== false || columnIndex)) line.push(" ");
			if (settings.alignDelimiters !== false) line.push(before);
			line.push(cell);
			if (settings.alignDelimiters !== false) line.push(after);
			if (settings.padding !== false) line.push(" ");
			if (settings.delimiterEnd !== false || columnIndex !== cellsInRow - 1) line.push("|");
		}
		lines.push(settings.delimiterEnd === false ? line.join("").replace(/ +$/, "") : line.join(""));
	}
	return lines.join("\n");
}
/**
* Serialize a cell value.
*
* @param {string | null | undefined} [value]
*   Value to serialize.
* @returns {string}
*   Result.
*/
function serialize(value) {
	return value === null || value === void 0 ? "" : String(value);
}
/**
* Get the alignment character code from a value.
*
* @param {string | null | undefined} value
*   Value.
* @returns {number}
*   Alignment.
*/
function toAlignment(value) {
	const code = typeof value === "string" ? value.codePointAt(0) : 0;
	return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}

// src/config/output-table.ts
const row$1 = (output, summary) => ({
	output,
	summary
});
const outputTable = [
	row$1("verdict", "pass, warn, fail or error."),
	row$1("queries", "How many cases were judged: queries, each with every set of parameters."),
	row$1("regressions", "How many cases fail: worse than base, over a budget, or broken."),
	row$1("improvements", "How many cases got better."),
	row$1("report", "Path of the JSON report."),
	row$1("markdown", "Path of the Markdown report, which the comment and the job summary show."),
	row$1("html", "Path of the HTML report: one file, to be opened in a browser."),
	row$1("comment", "Text of the comment, posted or not, as Markdown."),
	row$1("artifact-url", "Address of the artifact that holds every report; empty without one.")
];

// src/postgres/catalogue.ts
/**
* Tables and indexes of the user's own schemas, everything in one JSON value, sorted as text by code point.
* Temporary tables and what belongs to extensions are left out.
* https://www.postgresql.org/docs/current/catalogs.html
*/
const statement$2 = `
with relations as (
  select c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'f') and c.relpersistence <> 't'
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%'
    and not exists (select from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
)
select coalesce(json_agg(json_build_object(
  'schema', r.nspname,
  'name', r.relname,
  'kind', case r.relkind when 'r' then 'table' when 'p' then 'partitioned table'
    when 'm' then 'materialized view' else 'foreign table' end,
  'rows', case when r.reltuples >= 0 then r.reltuples end,
  'pages', r.relpages,
  'indexes', (
    select coalesce(json_agg(json_build_object(
      'schema', n.nspname,
      'name', c.relname,
      'definition', pg_get_indexdef(i.indexrelid),
      'method', a.amname,
      'columns', (select coalesce(json_agg(pg_get_indexdef(i.indexrelid, k, false) order by k), '[]')
        from generate_series(1, i.indnkeyatts) k),
      'included', (select coalesce(json_agg(pg_get_indexdef(i.indexrelid, k, false) order by k), '[]')
        from generate_series(i.indnkeyatts + 1, i.indnatts) k),
      'unique', i.indisunique,
      'primary', i.indisprimary,
      'valid', i.indisvalid,
      'predicate', pg_get_expr(i.indpred, i.indrelid),
      'size', pg_relation_size(i.indexrelid)
    ) order by n.nspname collate "C", c.relname collate "C"), '[]')
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_am a on a.oid = c.relam
    where i.indrelid = r.oid
  ),
  'foreignKeys', (
    select coalesce(json_agg(json_build_object(
      'name', f.conname,
      'columns', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
      'references', json_build_object('schema', n.nspname, 'name', c.relname, 'columns',
        (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k (number, place)
          join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number))
    ) order by f.conname collate "C"), '[]')
    from pg_constraint f join pg_class c on c.oid = f.confrelid join pg_namespace n on n.oid = c.relnamespace
    where f.conrelid = r.oid and f.contype = 'f'
  )
) order by r.nspname collate "C", r.relname collate "C"), '[]') as tables
from relations r`;
/** Reads the catalogue of the database the session is in. Takes no lock that could wait for a migration's. */
async function readCatalogue(session) {
	const [row] = await session.query(statement$2);
	return { tables: row?.tables ?? [] };
}

// src/postgres/partitions.ts
const statement$1 = `
select c.relname as name, top.relname as top, c.relkind in ('i', 'I') as "isIndex"
from pg_class c join pg_class top on top.oid = pg_partition_root(c.oid)
where c.relispartition`;
/** Reads which tables and indexes are partitions of which. EXPLAIN names partitions, people name what they belong to. */
async function readPartitions(session) {
	const rows = await session.query(statement$1);
	const named = (isIndex) => Object.fromEntries(rows.filter((row) => row.isIndex === isIndex).map(({ name, top }) => [name, top]));
	return {
		tables: named(false),
		indexes: named(true)
	};
}

// src/sql/position.ts
/** What an excerpt keeps of a long line, in characters. */
const width = 100;
/**
* Describes `position`, counted as PostgreSQL does it: 1-based, in characters (code points), not UTF-16 units.
* A position beyond the end is the end.
*/
function describePosition(sql, position) {
	const offset = offsetOf(sql, position);
	const start = offset === 0 ? 0 : sql.lastIndexOf("\n", offset - 1) + 1;
	const newline = sql.indexOf("\n", offset);
	const before = [...sql.slice(start, offset)];
	const after = [...sql.slice(offset, newline < 0 ? sql.length : newline)];
	const left = before.length > width / 2 ? ["…", ...before.slice(1 - width / 2)] : before;
	const room = width - left.length;
	const right = after.length > room ? [...after.slice(0, room - 1), "…"] : after;
	let line = 1;
	for (let at = sql.indexOf("\n"); at >= 0 && at < offset; at = sql.indexOf("\n", at + 1)) line++;
	return {
		line,
		column: before.length + 1,
		offset,
		excerpt: printable$1([...left, ...right].join("")).trimEnd(),
		caret: `${" ".repeat(left.length)}^`
	};
}
/** The UTF-16 offset of a 1-based code-point position. */
function offsetOf(sql, position) {
	let offset = 0;
	for (let seen = 1; seen < position && offset < sql.length; seen++) offset += (sql.codePointAt(offset) ?? 0) > 65535 ? 2 : 1;
	return offset;
}
/** Text for one line of a terminal: control characters, which could move the cursor or turn the text, become spaces. */
function printable$1(text) {
	return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, " ");
}

// src/progress.ts
const silentStep = {
	update() {},
	done() {}
};
const silent = {
	step: () => silentStep,
	info() {}
};

// src/report/about-case.ts
/** Lists are never changed once a report is made, and are asked once for every case. */
const kept$4 = /* @__PURE__ */ new WeakMap();
/** The items of a report's list that are about the case of `entry`, in their order. */
function aboutCase(items, entry) {
	return (kept$4.get(items) ?? indexed(items)).get(keyOf$1(entry)) ?? [];
}
function indexed(items) {
	const index = /* @__PURE__ */ new Map();
	for (const item of items) {
		const group = index.get(keyOf$1(item));
		if (group === void 0) index.set(keyOf$1(item), [item]);
		else group.push(item);
	}
	kept$4.set(items, index);
	return index;
}
function keyOf$1({ query, parameters }) {
	return JSON.stringify([query, parameters]);
}

// src/report/escape-terminal.ts
/**
* Text from a pull request, made safe for a terminal. Nothing that moves the cursor, colours, rings or reorders
* gets through: escape sequences, control characters, bidirectional overrides and lone surrogates are removed.
* The other outputs start from here too, because none of them has a use for these characters.
*/
const esc = "\x1B";
/** CSI, then OSC, DCS and their kin up to BEL or ST, then the short ones. Source: ECMA-48, 5.4 and 5.6. */
const escapeSequence = new RegExp([
	`(?:${esc}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
	`(?:${esc}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007${esc}\u009c]*(?:\u0007|${esc}\\\\|\u009c)`,
	`${esc}[ -/]*[0-~]`
].join("|"), "g");
/** What is left of controls, marks that turn the direction of writing, and characters without a width of their own. */
const unseen = /(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
/** Nothing to remove or to change, which is so for nearly all text. */
const harmless$2 = /^[\n -~]*$/;
/** Several lines, ended by `\n` only; a tab becomes two spaces. */
function terminalBlock(text) {
	if (harmless$2.test(text)) return text;
	return text.toWellFormed().replace(escapeSequence, "").replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/\t/g, "  ").replace(unseen, "");
}
/** One line: line breaks and runs of white space become one space. Cut to `limit` code points, the last one a `…`. */
function terminalLine(text, limit = Number.POSITIVE_INFINITY) {
	return clip(terminalBlock(text).replace(/\s+/g, " ").trim(), limit);
}
/** At most `limit` code points, so that no surrogate pair is cut in two. */
function clip(text, limit) {
	if (text.length <= limit) return text;
	const points = Array.from(text.slice(0, limit * 2));
	return points.length <= limit && text.length <= limit * 2 ? text : `${points.slice(0, limit - 1).join("")}…`;
}

// src/report/annotation.ts
const titleLimit = 200;
const lineLimit$2 = 1e3;
const blockLimit = 4e3;
const messageLimit = 2e4;
const mostWhys = 20;
const mostRemedies = 5;
/** Makes one of its parts: cleans and cuts the texts and puts the message together. */
function annotation(parts) {
	const { level, rule, title, file = null, line = null, query = null, parameters = "", relation = null } = parts;
	const whys = shorten(lines$2(parts.whys ?? []), mostWhys);
	const remedies = (parts.remedies ?? []).slice(0, mostRemedies).map(({ remedy, statement }) => ({
		remedy: terminalLine(remedy, lineLimit$2),
		statement: statement === null ? null : block$2(statement)
	}));
	const details = block$2(parts.details ?? "");
	const steps = remedies.flatMap(({ remedy, statement }) => [`What to do: ${remedy}`, statement ?? ""]);
	const message = [
		...whys,
		...steps,
		details
	].filter((text) => text !== "").join("\n");
	return {
		level,
		rule: ruleId(rule),
		title: terminalLine(title, titleLimit) || "plangate",
		message: clip(message, messageLimit),
		whys,
		remedies,
		details,
		...file === null || line === null ? {
			file: null,
			line: null
		} : {
			file,
			line
		},
		query,
		parameters,
		relation
	};
}
/** Kinds and rules are plangate's own words; what a foreign report has in their place is none. */
function ruleId(text) {
	return /^[a-z][a-z0-9-]{0,49}$/.test(text) ? text : "other";
}
function lines$2(texts) {
	return texts.map((text) => terminalLine(text, lineLimit$2)).filter((text) => text !== "");
}
function shorten(texts, most) {
	return texts.length <= most ? texts : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}
function block$2(text) {
	return clip(terminalBlock(text).replace(/^\n+|\s+$/g, ""), blockLimit);
}

// src/plan/describe-node.ts
/**
* A node as EXPLAIN's text format names it: `Index Scan using deployments_pkey on deployments d`, `Hash Left Join`.
* Source: ExplainNode, ExplainScanTarget and ExplainIndexScanDetails in src/backend/commands/explain.c.
*/
function describeNode(node) {
	return `${`${node.parallelAware ? "Parallel " : ""}${node.asyncCapable ? "Async " : ""}`}${nameOf$6(node)}${indexOf(node)}${targetOf$1(node)}`;
}
/** A name as SQL would write it: quoted unless it is plain lower case. Keywords stay bare, as this is for reading. */
function displayName$1(name) {
	return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll("\"", "\"\"")}"`;
}
const aggregates = {
	Plain: "Aggregate",
	Sorted: "GroupAggregate",
	Hashed: "HashAggregate",
	Mixed: "MixedAggregate"
};
function nameOf$6(node) {
	switch (node.type) {
		case "Aggregate": return (node.partialMode === null || node.partialMode === "Simple" ? "" : `${node.partialMode} `) + (aggregates[node.strategy ?? "Plain"] ?? `${node.strategy} Aggregate`);
		case "SetOp": return `${node.strategy === "Hashed" ? "HashSetOp" : "SetOp"}${node.operation === null ? "" : ` ${node.operation}`}`;
		case "ModifyTable": return node.operation ?? node.type;
		case "Foreign Scan": return node.operation === null || node.operation === "Select" ? node.type : `Foreign ${node.operation}`;
		case "Custom Scan": {
			const provider = node.other["Custom Plan Provider"];
			return typeof provider === "string" ? `Custom Scan (${provider})` : node.type;
		}
		case "Nested Loop": return isOuterJoin(node) ? `Nested Loop ${node.joinType} Join` : node.type;
		case "Hash Join":
		case "Merge Join": return isOuterJoin(node) ? node.type.replace(" ", ` ${node.joinType} `) : node.type;
		default: return node.type;
	}
}
function isOuterJoin(node) {
	return node.joinType !== null && node.joinType !== "Inner";
}
function indexOf(node) {
	if (node.index === null) return "";
	return `${node.scanDirection === "Backward" ? " Backward" : ""} ${node.type === "Bitmap Index Scan" ? "on" : "using"} ${displayName$1(node.index)}`;
}
function targetOf$1(node) {
	const { relation, alias } = node;
	const named = relation?.name ?? node.functionName ?? node.cte ?? otherTarget(node);
	if (named === null && alias === null) return "";
	const schema = relation?.schema ?? null;
	let text = " on";
	if (named !== null) text += schema === null ? ` ${displayName$1(named)}` : ` ${displayName$1(schema)}.${displayName$1(named)}`;
	if (alias !== null && alias !== named) text += ` ${displayName$1(alias)}`;
	return text;
}
function otherTarget({ other }) {
	const name = other["Table Function Name"] ?? other["Tuplestore Name"];
	return typeof name === "string" ? name : null;
}

// src/plan/consumers.ts
function findConsumers(ledger) {
	const mentions = /* @__PURE__ */ new Map();
	const outputs = /* @__PURE__ */ new Map();
	const hasInitPlans = ledger.nodes.some((node) => node.parentRelationship === "InitPlan" && !isCte(node));
	for (const node of hasInitPlans ? ledger.nodes : []) {
		noteConditions(mentions, node);
		noteAll(outputs, node.other.Output, node.id);
	}
	return {
		readers: findReaders(ledger),
		mentions,
		outputs
	};
}
/** `InitPlan 1 (returns $0,$1)` up to PostgreSQL 16 is mentioned as `$0`; `InitPlan 1` from 17 on as `(InitPlan 1).col1`. */
function namesOf$1(subplan) {
	return (subplan.subplanName ?? "").match(mention) ?? [];
}
function isCte(subplan) {
	return subplan.subplanName?.startsWith("CTE ") ?? false;
}
const mention = /\$\d+|InitPlan \d+/g;
function noteConditions(index, node) {
	note(index, node.filter, node.id);
	note(index, node.indexCond, node.id);
	note(index, node.recheckCond, node.id);
	note(index, node.joinFilter, node.id);
	note(index, node.hashCond, node.id);
	note(index, node.mergeCond, node.id);
	noteAll(index, node.sortKey, node.id);
	noteAll(index, node.groupKey, node.id);
	for (const key of Object.keys(node.other)) if (key !== "Output") noteAll(index, node.other[key], node.id);
}
function noteAll(index, value, id) {
	for (const text of Array.isArray(value) ? value : [value]) note(index, text, id);
}
function note(index, text, id) {
	if (typeof text !== "string" || !(text.includes("$") || text.includes("InitPlan"))) return;
	for (const name of text.match(mention) ?? []) {
		const ids = index.get(name);
		if (ids === void 0) index.set(name, [id]);
		else if (ids.at(-1) !== id) ids.push(id);
	}
}
/** A CTE Scan reads the CTE of its name that the nearest node above it defines, but never the one it is a part of. */
function findReaders(ledger) {
	const readers = /* @__PURE__ */ new Map();
	const scopes = /* @__PURE__ */ new Map();
	for (const node of ledger.nodes) {
		if (node.type === "CTE Scan" && node.cte !== null) {
			const scope = stillOpen(scopes.get(node.cte), node.id).findLast(({ from }) => from <= node.id);
			if (scope !== void 0) readers.get(scope.cte)?.push(node.id);
		}
		if (node.parentRelationship !== "InitPlan" || !isCte(node)) continue;
		const name = (node.subplanName ?? "").slice(4);
		const definer = ledger.parentOf[node.id] ?? 0;
		const scope = {
			cte: node.id,
			from: ledger.endOf[node.id] ?? 0,
			end: ledger.endOf[definer] ?? 0
		};
		scopes.set(name, [...stillOpen(scopes.get(name), node.id), scope]);
		readers.set(node.id, []);
	}
	return readers;
}
function stillOpen(scopes, id) {
	return scopes?.filter(({ end }) => end > id) ?? [];
}

// src/plan/walk.ts
/** All nodes in pre-order, as EXPLAIN prints them: `walk(plan)[id]` is the node with that id. */
function walk$1(plan) {
	const before = kept$3.get(plan);
	if (before !== void 0) return before;
	const nodes = [];
	const todo = [plan.root];
	for (let node = todo.pop(); node !== void 0; node = todo.pop()) {
		nodes.push(node);
		for (let at = node.children.length - 1; at >= 0; at--) {
			const child = node.children[at];
			if (child !== void 0) todo.push(child);
		}
	}
	kept$3.set(plan, Object.freeze(nodes));
	return nodes;
}
/** Plans never change, and nearly everything begins with a walk. */
const kept$3 = /* @__PURE__ */ new WeakMap();
/** The parent of each node, by id; null for the root. */
function parents(plan) {
	const above = new Array(plan.size).fill(null);
	for (const node of walk$1(plan)) for (const child of node.children) above[child.id] = node;
	return above;
}
/** For each node, by id, the id after the last node of its subtree: the subtree of `node` is [node.id, ends[node.id]). */
function subtreeEnds(nodes) {
	const ends = new Int32Array(nodes.length);
	for (let id = nodes.length - 1; id >= 0; id--) {
		const last = nodes[id]?.children.at(-1);
		ends[id] = last === void 0 ? id + 1 : ends[last.id] ?? id + 1;
	}
	return ends;
}

// src/plan/ledger.ts
/** The counters of `Buffers` in the order of a ledger's columns. */
const bufferKeys = [
	"sharedHit",
	"sharedRead",
	"sharedDirtied",
	"sharedWritten",
	"localHit",
	"localRead",
	"localDirtied",
	"localWritten",
	"tempRead",
	"tempWritten"
];
const walColumn = bufferKeys.length;
const timeColumn = walColumn + 1;
const columns = timeColumn + 1;
/** Half of the 0.001 ms to which EXPLAIN rounds a node's time per loop. */
const halfStep = 5e-4;
/**
* For every node: what it used with its children (`inclusive`) and what remains of that when everything which ran
* inside of it is taken out (`own`). Counts are exact. Time is wall-clock ms: of what runs in several processes at
* once, under a Gather, the average of the processes counts. `slack` is how far a node's own time may be off.
*/
var Ledger = class {
	nodes;
	parentOf;
	endOf;
	slack;
	own;
	/** How many processes ran the node side by side. */
	processes;
	gathers = null;
	constructor(nodes) {
		this.nodes = nodes;
		this.endOf = subtreeEnds(nodes);
		this.parentOf = new Int32Array(nodes.length).fill(-1);
		this.own = new Float64Array(nodes.length * columns);
		this.slack = new Float64Array(nodes.length);
		this.processes = new Float64Array(nodes.length).fill(1);
		for (const node of nodes) {
			this.enter(node.id, node, 1);
			for (const child of node.children) {
				this.parentOf[child.id] = node.id;
				this.processes[child.id] = this.processesOf(node.id) * participants(node, child);
				if (child.parentRelationship !== "InitPlan") this.enter(node.id, child, -1);
			}
		}
	}
	/** What `id` used, with all that ran inside of it. */
	amountsOf(id) {
		const node = this.nodes[id];
		if (node === void 0) return {
			values: [],
			slack: 0
		};
		const time = (node.actual?.totalTime ?? 0) * this.loopsOf(node);
		const { buffers } = node;
		return {
			values: [
				...bufferKeys.map((key) => buffers?.[key] ?? 0),
				node.walBytes ?? 0,
				time
			],
			slack: this.rounding(node)
		};
	}
	/** Takes out of `id` what ran inside of it. */
	charge(id, amounts) {
		for (let column = 0; column < columns; column++) this.add(id, column, -(amounts.values[column] ?? 0));
		this.slack[id] = (this.slack[id] ?? 0) + amounts.slack;
	}
	/** Undoes `charge`. */
	refund(id, amounts) {
		for (let column = 0; column < columns; column++) this.add(id, column, amounts.values[column] ?? 0);
		this.slack[id] = (this.slack[id] ?? 0) - amounts.slack;
	}
	/**
	* Charges what `subplan` used to those of `ids` that have it, and returns what none of them has. Time goes with
	* the blocks first. Workers of a Gather that was not read to its end are stopped when the statement ends, on the
	* account of the nodes above it in the printed tree (ExecShutdownNode): that part is its definer's.
	*/
	split(subplan, ids) {
		const whole = this.amountsOf(subplan);
		let rest = whole;
		for (const id of ids) rest = this.chargePart(id, rest, whole);
		if (this.hasGather(subplan)) rest = this.chargePart(this.parentOf[subplan] ?? 0, rest, rest);
		for (const id of ids) rest = this.chargePart(id, rest, rest);
		return {
			...rest,
			slack: 0
		};
	}
	/** Charges `id` with as much of `rest` as it has and returns what is left. */
	chargePart(id, rest, whole) {
		const part = rest.values.map((value, column) => Math.min(value, Math.max(0, this.at(id, column))));
		const blocks = blocksOf(whole);
		const share = blocks === 0 ? 1 : blocksOf({
			values: part,
			slack: 0
		}) / blocks;
		part[timeColumn] = Math.min(part[timeColumn] ?? 0, share * (whole.values[timeColumn] ?? 0));
		this.charge(id, {
			values: part,
			slack: rest.slack
		});
		return {
			values: rest.values.map((value, column) => value - (part[column] ?? 0)),
			slack: rest.slack
		};
	}
	hasGather(id) {
		this.gathers ??= this.nodes.filter(({ type }) => type.startsWith("Gather")).map((node) => node.id);
		const end = this.endOf[id] ?? 0;
		return this.gathers.some((gather) => gather >= id && gather < end);
	}
	/** Whether `amounts` can have been used inside of `id`: nothing of it would be below zero, time beyond rounding. */
	canBear(id, amounts) {
		for (let column = 0; column < timeColumn; column++) if (this.at(id, column) < (amounts.values[column] ?? 0)) return false;
		const bound = this.timeBound(id) + amounts.slack;
		return this.at(id, timeColumn) + bound >= (amounts.values[timeColumn] ?? 0);
	}
	/** Temporary blocks that `id` itself read and wrote. */
	temporaryAt(id) {
		return this.at(id, 8) + this.at(id, 9);
	}
	/** Whether `id` itself touched no blocks at all. */
	isIdle(id) {
		for (let column = 0; column < walColumn; column++) if (this.at(id, column) !== 0) return false;
		return true;
	}
	/** Where a node's own count or time is below zero, time beyond rounding: the node and the column. */
	shortfalls() {
		const found = [];
		for (let cell = 0; cell < this.own.length; cell++) {
			const value = this.own[cell] ?? 0;
			if (value >= 0) continue;
			const [id, column] = [Math.floor(cell / columns), cell % columns];
			if (column !== timeColumn || value < -this.timeBound(id)) found.push({
				id,
				column,
				value
			});
		}
		return found;
	}
	/** ms by which rounding can have moved a node's own time, and a little for what adding binary fractions loses. */
	timeBound(id) {
		return (this.slack[id] ?? 0) + 1e-6;
	}
	at(id, column) {
		return this.own[id * columns + column] ?? 0;
	}
	/** Spelt out: reading a field by a name that varies costs more than all else here together. */
	enter(id, node, sign) {
		const { buffers } = node;
		if (buffers !== null) {
			this.add(id, 0, sign * buffers.sharedHit);
			this.add(id, 1, sign * buffers.sharedRead);
			this.add(id, 2, sign * buffers.sharedDirtied);
			this.add(id, 3, sign * buffers.sharedWritten);
			this.add(id, 4, sign * buffers.localHit);
			this.add(id, 5, sign * buffers.localRead);
			this.add(id, 6, sign * buffers.localDirtied);
			this.add(id, 7, sign * buffers.localWritten);
			this.add(id, 8, sign * buffers.tempRead);
			this.add(id, 9, sign * buffers.tempWritten);
		}
		this.add(id, walColumn, sign * (node.walBytes ?? 0));
		this.add(id, timeColumn, sign * (node.actual?.totalTime ?? 0) * this.loopsOf(node));
		this.slack[id] = (this.slack[id] ?? 0) + this.rounding(node);
	}
	rounding(node) {
		return node.actual?.totalTime == null ? 0 : halfStep * this.loopsOf(node);
	}
	/** Loops of one of the processes. */
	loopsOf(node) {
		return (node.actual?.loops ?? 0) / this.processesOf(node.id);
	}
	processesOf(id) {
		return this.processes[id] ?? 1;
	}
	add(id, column, value) {
		this.own[id * columns + column] = this.at(id, column) + value;
	}
};
/** Shared and local blocks, which only what reads tables and indexes touches; not temporary ones. */
function blocksOf({ values }) {
	return (values[0] ?? 0) + (values[1] ?? 0) + (values[4] ?? 0) + (values[5] ?? 0);
}
/** How many processes, leader included, ran `child` side by side for each of `node`'s. */
function participants(node, child) {
	if (node.type !== "Gather" && node.type !== "Gather Merge") return 1;
	if (child.parentRelationship !== "Outer") return 1;
	const above = node.actual?.loops ?? 0;
	const below = child.actual?.loops ?? 0;
	return above > 0 && below > above ? below / above : 1;
}

// src/plan/consumer-search.ts
/**
* Finds the node that ran an InitPlan: the first one that needed its result. EXPLAIN does not say which that was, but
* it can only be a node that used at least as much as the InitPlan did, beyond what else ran inside of it.
* Gives up after a number of steps that is linear in the plan.
*/
var ConsumerSearch = class {
	ledger;
	consumers;
	charged = [];
	steps;
	constructor(ledger, consumers) {
		this.ledger = ledger;
		this.consumers = consumers;
		this.steps = 1e3 + 20 * ledger.nodes.length;
	}
	candidatesOf(subplan) {
		const definer = this.ledger.parentOf[subplan.id] ?? 0;
		const end = this.ledger.endOf[definer] ?? 0;
		const ownEnd = this.ledger.endOf[subplan.id] ?? 0;
		const isBelow = (id) => id >= definer && id < end && (id < subplan.id || id >= ownEnd);
		const found = (index) => namesOf$1(subplan).flatMap((name) => (index.get(name) ?? []).filter((id) => this.step() && isBelow(id)));
		const mentions = [...found(this.consumers.mentions), ...found(this.consumers.outputs).reverse()];
		return {
			subplan: subplan.id,
			definer,
			mentions
		};
	}
	charge(candidates) {
		const { subplan, mentions, definer } = candidates;
		const amounts = this.ledger.amountsOf(subplan);
		const consumer = mentions.find((id) => this.ledger.canBear(id, amounts)) ?? this.onTheWay(definer, mentions, amounts) ?? this.anywhere(candidates, amounts) ?? this.above(definer, amounts);
		if (consumer !== null) {
			this.ledger.charge(consumer, amounts);
			this.charged.push({
				subplan,
				definer,
				consumer
			});
			return;
		}
		const above = mentions.map((id) => this.ledger.parentOf[id] ?? definer);
		const rest = this.ledger.split(subplan, [
			...mentions,
			...above,
			definer
		]);
		this.ledger.charge(mentions[0] ?? definer, rest);
	}
	/**
	* A node that touches no blocks itself and still has some must have run something for a node below: an Append that
	* prunes partitions, a Gather that sends parameters to its workers, whatever rescans an index with a new key.
	*/
	improve() {
		for (const { subplan, definer, consumer } of this.charged) {
			const amounts = this.ledger.amountsOf(subplan);
			if (blocksOf(amounts) === 0 || !readsBlocks(this.ledger.nodes[consumer])) continue;
			this.ledger.refund(consumer, amounts);
			const better = this.onTheWay(definer, [consumer], amounts);
			this.ledger.charge(better ?? consumer, amounts);
		}
	}
	/** From the nodes that mention it up to its definer, what has blocks and reads none. */
	onTheWay(definer, mentions, amounts) {
		for (const mention of mentions) for (let id = mention; id > definer && this.step();) {
			id = this.ledger.parentOf[id] ?? definer;
			if (!readsBlocks(this.ledger.nodes[id]) && this.ledger.canBear(id, amounts)) return id;
		}
		return null;
	}
	anywhere({ definer, subplan }, amounts) {
		const end = this.ledger.endOf[definer] ?? 0;
		let reader = null;
		for (let id = definer; id < end && this.step(); id++) {
			if (id === subplan) id = this.ledger.endOf[subplan] ?? end;
			if (id >= end || !this.ledger.canBear(id, amounts)) continue;
			if (!readsBlocks(this.ledger.nodes[id])) return id;
			reader ??= id;
		}
		return reader;
	}
	above(definer, amounts) {
		const above = this.ledger.parentOf[definer] ?? -1;
		return above >= 0 && this.ledger.canBear(above, amounts) ? above : null;
	}
	step() {
		this.steps--;
		return this.steps > 0;
	}
};
function readsBlocks(node) {
	return node === void 0 || /Scan|ModifyTable|LockRows/.test(node.type);
}

// src/plan/books.ts
const kept$2 = /* @__PURE__ */ new WeakMap();
function booksOf(plan) {
	const before = kept$2.get(plan);
	if (before !== void 0) return before;
	const books = keepBooks(plan);
	kept$2.set(plan, books);
	return books;
}
function keepBooks(plan) {
	const ledger = new Ledger(walk$1(plan));
	moveSubPlans(ledger);
	const consumers = findConsumers(ledger);
	const search = new ConsumerSearch(ledger, consumers);
	const worked = ledger.nodes.filter((node) => node.parentRelationship === "InitPlan" && didWork(ledger, node));
	const initPlans = worked.filter((node) => !isCte(node)).map((node) => search.candidatesOf(node));
	const ctes = worked.filter(isCte).map((cte) => ({
		cte,
		readers: consumers.readers.get(cte.id) ?? []
	}));
	for (const candidates of initPlans) if (candidates.mentions.length > 0) search.charge(candidates);
	const late = ctes.toSorted((a, b) => Math.min(a.readers.length, 2) - Math.min(b.readers.length, 2)).map(({ cte, readers }) => chargeCte(ledger, cte, readers));
	for (const candidates of initPlans) if (candidates.mentions.length === 0) search.charge(candidates);
	search.improve();
	return {
		ledger,
		late: late.filter((amounts) => amounts !== null)
	};
}
function didWork(ledger, node) {
	return ledger.amountsOf(node.id).values.some((value) => value > 0);
}
/**
* A SubPlan runs in the node whose expression holds it, except in an index condition: a rescan computes that before
* the scan's own clock starts (ExecReScanIndexScan), on the account of the join above.
*/
function moveSubPlans(ledger) {
	for (const subplan of ledger.nodes) {
		if (subplan.parentRelationship !== "SubPlan") continue;
		const holder = ledger.parentOf[subplan.id] ?? -1;
		const above = ledger.parentOf[holder] ?? -1;
		if (above < 0 || ledger.canBear(holder, nothing$2)) continue;
		const amounts = ledger.amountsOf(subplan.id);
		if (!ledger.canBear(above, amounts)) continue;
		ledger.refund(holder, amounts);
		ledger.charge(above, amounts);
	}
}
const nothing$2 = {
	values: [],
	slack: 0
};
/** Returns what no reader can have run. */
function chargeCte(ledger, cte, readers) {
	const amounts = ledger.amountsOf(cte.id);
	const whole = readers.find((id) => ledger.canBear(id, amounts));
	if (whole !== void 0) {
		ledger.charge(whole, amounts);
		return null;
	}
	const rest = ledger.split(cte.id, readers);
	if (cte.type === "ModifyTable") return rest;
	ledger.charge(readers[0] ?? ledger.parentOf[cte.id] ?? 0, rest);
	return null;
}

// src/plan/exclusive.ts
/**
* Blocks that each node touched itself, without its children, by node id; empty without BUFFERS. An InitPlan or CTE is
* charged to the node that ran it (see books.ts). The values of all nodes sum exactly to `balance(plan).buffers`: the
* root's own count, plus what ran after the root had returned. None is negative, or `balance` names it.
*/
function exclusiveBuffers(plan) {
	const { ledger } = booksOf(plan);
	const values = /* @__PURE__ */ new Map();
	if (plan.root.buffers === null) return values;
	for (const { id } of ledger.nodes) values.set(id, ledger.isIdle(id) ? none$3 : toBuffers(ledger.own, id * columns));
	return values;
}
/** Bytes of WAL that each node wrote itself, by node id; empty without WAL. Sums like `exclusiveBuffers`. */
function exclusiveWal(plan) {
	const { ledger } = booksOf(plan);
	const values = /* @__PURE__ */ new Map();
	if (plan.root.walBytes === null) return values;
	for (const { id } of ledger.nodes) values.set(id, ledger.at(id, walColumn));
	return values;
}
function balance(plan) {
	const { ledger, late } = booksOf(plan);
	const { root } = plan;
	const lateIn = new Float64Array(columns);
	for (const { values } of late) for (const [column, value] of values.entries()) lateIn[column] = (lateIn[column] ?? 0) + value;
	const hasTime = (root.actual?.totalTime ?? null) !== null;
	const all = ledger.amountsOf(root.id).values.map((value, column) => value + (lateIn[column] ?? 0));
	return {
		buffers: root.buffers === null ? null : toBuffers(all, 0),
		lateBuffers: root.buffers === null ? null : toBuffers(lateIn, 0),
		wal: root.walBytes === null ? null : all[walColumn] ?? 0,
		time: hasTime ? all[timeColumn] ?? 0 : null,
		timeBound: hasTime ? ledger.nodes.reduce((sum, { id }) => sum + ledger.timeBound(id), 0) : 0,
		imbalances: ledger.shortfalls().map(({ id, column, value }) => ({
			node: id,
			what: whatIs(column),
			value
		}))
	};
}
function whatIs(column) {
	return bufferKeys[column] ?? (column === walColumn ? "wal" : "time");
}
/** Most nodes of most plans touch nothing themselves. */
const none$3 = Object.freeze(toBuffers([], 0));
function toBuffers(cells, start) {
	return {
		sharedHit: cells[start] ?? 0,
		sharedRead: cells[start + 1] ?? 0,
		sharedDirtied: cells[start + 2] ?? 0,
		sharedWritten: cells[start + 3] ?? 0,
		localHit: cells[start + 4] ?? 0,
		localRead: cells[start + 5] ?? 0,
		localDirtied: cells[start + 6] ?? 0,
		localWritten: cells[start + 7] ?? 0,
		tempRead: cells[start + 8] ?? 0,
		tempWritten: cells[start + 9] ?? 0
	};
}

// src/plan/joined-text.ts
/**
* Joins many short texts, some hundred at a time: a hundred thousand of them, kept until the end, would be copied
* about by the garbage collector more than once.
*/
var JoinedText = class {
	separator;
	portions = [];
	texts = [];
	constructor(separator) {
		this.separator = separator;
	}
	add(text) {
		this.texts.push(text);
		if (this.texts.length < 500) return;
		this.portions.push(this.texts.join(this.separator));
		this.texts = [];
	}
	toString() {
		const rest = this.texts.length === 0 ? [] : [this.texts.join(this.separator)];
		return [...this.portions, ...rest].join(this.separator);
	}
};

// src/plan/plan-work.ts
/** Shared and local blocks touched: found in cache or read. Temporary blocks are not among them. */
function touched(buffers) {
	return buffers.sharedHit + buffers.sharedRead + buffers.localHit + buffers.localRead;
}
/** Temporary blocks read and written. */
function temporary(buffers) {
	return buffers.tempRead + buffers.tempWritten;
}
/**
* Work of one execution as the tree shows it, zero where EXPLAIN was not asked. Planning is not in it, nor are AFTER,
* foreign-key and deferred triggers, which run after the tree. Rows are those that the root returned; of an INSERT,
* UPDATE, DELETE or MERGE without RETURNING, which returns none, those that it was given to change.
*/
function planWork(plan) {
	const { buffers, wal } = balance(plan);
	return {
		buffers: buffers === null ? 0 : touched(buffers),
		rows: rowsOf(plan),
		temp: buffers === null ? 0 : temporary(buffers),
		wal: wal ?? 0
	};
}
function rowsOf({ root }) {
	const returned = Math.round((root.actual?.rows ?? 0) * (root.actual?.loops ?? 0));
	if (root.type !== "ModifyTable" || returned > 0) return returned;
	const source = root.children.find((child) => child.parentRelationship === "Outer");
	return Math.round((source?.actual?.rows ?? 0) * (source?.actual?.loops ?? 0));
}

// src/plan/node-details.ts
/**
* The lines below a node that explain its numbers: conditions, what was thrown away, memory and disk, workers.
* Worded as EXPLAIN's text format does. Source: ExplainNode in src/backend/commands/explain.c.
*/
function nodeDetails(node) {
	const { other } = node;
	const lines = [];
	tell(lines, "Index Cond", node.indexCond);
	tell(lines, "Order By", readable(other["Order By"]));
	tell(lines, "Recheck Cond", node.recheckCond);
	tell(lines, "TID Cond", readable(other["TID Cond"]));
	tell(lines, "Hash Cond", node.hashCond);
	tell(lines, "Merge Cond", node.mergeCond);
	tell(lines, "Join Filter", node.joinFilter);
	tell(lines, "One-Time Filter", readable(other["One-Time Filter"]));
	tell(lines, "Filter", node.filter);
	tell(lines, "Rows Removed by Index Recheck", node.rowsRemovedByIndexRecheck || null);
	tell(lines, "Rows Removed by Join Filter", node.rowsRemovedByJoinFilter || null);
	tell(lines, "Rows Removed by Filter", node.rowsRemovedByFilter || null);
	tell(lines, "Sort Key", readable(node.sortKey));
	tell(lines, "Presorted Key", readable(other["Presorted Key"]));
	tell(lines, "Group Key", readable(node.groupKey));
	tell(lines, "Cache Key", readable(other["Cache Key"]));
	tell(lines, "Hits", hitsOf(node));
	tell(lines, "Heap Fetches", node.heapFetches);
	tell(lines, "Heap Blocks", heapBlocksOf(node));
	tell(lines, "Sort Method", sortOf(node));
	tell(lines, "Batches", batchesOf(node));
	tell(lines, "Subplans Removed", other["Subplans Removed"] === 0 ? null : readable(other["Subplans Removed"]));
	tell(lines, "Conflict Resolution", readable(other["Conflict Resolution"]));
	tell(lines, "Workers", workersOf(node));
	tell(lines, "Temporary Blocks", node.buffers === null ? null : temporary(node.buffers) || null);
	if (node.disabled) lines.push("Disabled: true");
	return lines;
}
function tell(lines, label, value) {
	if (value !== null && value !== "") lines.push(`${label}: ${value}`);
}
function readable(value) {
	if (typeof value === "string" || typeof value === "number") return String(value);
	return Array.isArray(value) ? value.filter((item) => typeof item === "string").join(", ") : null;
}
function hitsOf({ other }) {
	if (typeof other["Cache Hits"] !== "number") return null;
	const evictions = readable(other["Cache Evictions"]);
	return `${other["Cache Hits"]}  Misses: ${readable(other["Cache Misses"])}  Evictions: ${evictions}`;
}
/** Only where some blocks were too many to remember their rows. */
function heapBlocksOf({ other }) {
	if (typeof other["Lossy Heap Blocks"] !== "number" || other["Lossy Heap Blocks"] === 0) return null;
	return `exact=${readable(other["Exact Heap Blocks"])} lossy=${other["Lossy Heap Blocks"]}`;
}
function sortOf({ sort }) {
	return sort === null ? null : `${sort.method}  ${sort.spaceType}: ${sort.spaceUsed}kB`;
}
/** One batch is what one expects, and says nothing. */
function batchesOf({ hash }) {
	if (hash === null || (hash.batches ?? 0) <= 1 && !hash.diskUsage) return null;
	const memory = hash.peakMemory === null ? "" : `  Memory: ${hash.peakMemory}kB`;
	const disk = hash.diskUsage ? `  Disk: ${hash.diskUsage}kB` : "";
	return `${hash.batches}${memory}${disk}`;
}
function workersOf(node) {
	if (node.workersPlanned === null) return null;
	return node.workersLaunched === null ? `${node.workersPlanned} planned` : `${node.workersPlanned} planned, ${node.workersLaunched} launched`;
}

// src/plan/visible.ts
/** Control characters, line separators and marks that turn the direction of writing. */
const invisible = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** A quick look before, as hardly any line holds such a character. */
const suspicious = /[^\x20-\x7e]/;
/** The text on one line, with what cannot be seen written as `\u{…}`. */
function visible(text) {
	if (!suspicious.test(text)) return text;
	return text.replace(invisible, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

// src/plan/format-plan.ts
/** What lies deeper is not indented further, so that the text grows with the plan and not with its square. */
const deepest$1 = 240;
const indents = Array.from({ length: 241 }, (_, column) => " ".repeat(column));
const arrow$2 = "->  ";
const pointer$1 = "  ←";
/**
* The plan as an indented tree, as psql shows it. Rows and time (ms) are per loop, as EXPLAIN gives them; buffers are
* all blocks that the node and its children touched in all loops; `loops` is left out where it is 1. Characters that
* would break a line or turn its direction are written as `\u{…}`. The caller escapes for the place of showing.
*/
function formatPlan(plan, options = {}) {
	const { width = Number.POSITIVE_INFINITY, times = true } = options;
	const marks = new Set(options.mark ?? []);
	const columns = new Int32Array(plan.size);
	const lines = new JoinedText("\n");
	const write = (column, text, end = "") => {
		const line = (indents[Math.min(column, deepest$1)] ?? "") + visible(text);
		lines.add(line.length <= width - end.length ? line + end : cut(line, width - end.length) + end);
	};
	for (const node of walk$1(plan)) {
		const column = columns[node.id] ?? 0;
		for (const child of node.children) columns[child.id] = column + (child.subplanName === null ? 6 : 8);
		const lead = node.id === 0 ? "" : arrow$2;
		if (node.subplanName !== null) write(column - 6, node.subplanName);
		const text = `${lead}${describeNode(node)}  ${measured$1(node, times)}`;
		write(column - lead.length, text, marks.has(node.id) ? pointer$1 : "");
		for (const detail of nodeDetails(node)) write(column + 2, detail);
	}
	return lines.toString();
}
function measured$1(node, times) {
	if (node.actual === null) return `(estimated rows=${node.planRows})`;
	const { loops, rows, totalTime } = node.actual;
	if (loops === 0) return "(never executed)";
	let text = `(rows=${rows}`;
	if (loops !== 1) text += ` loops=${loops}`;
	if (node.buffers !== null) text += ` buffers=${touched(node.buffers)}`;
	if (times && totalTime !== null) text += ` time=${totalTime.toFixed(3)}`;
	return `${text})`;
}
/** Never cuts through a character that takes two code units. */
function cut(line, width) {
	const end = Math.max(0, width - 1);
	const isInside = /[\ud800-\udbff]/.test(line[end - 1] ?? "");
	return `${line.slice(0, isInside ? end - 1 : end)}…`;
}

// src/plan/field-reader.ts
function isRawObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Says that `found` at `place` is not what EXPLAIN writes there. */
function unexpected(place, found, expected) {
	return new PlangateError({
		kind: "query",
		place: `EXPLAIN output, ${place}`,
		problem: `Found ${describeValue(found)}, expected ${expected}.`,
		remedy: "Give the value that EXPLAIN (FORMAT JSON) of PostgreSQL 14 to 18 returned, unchanged."
	});
}
const none$2 = Object.freeze([]);
/** Reads the fields of one JSON object by type. A missing field or null reads as null; a wrong type throws. */
var FieldReader = class {
	raw;
	place;
	constructor(raw, place) {
		this.raw = raw;
		this.place = place;
	}
	where() {
		return typeof this.place === "string" ? this.place : this.place.where();
	}
	text(key) {
		const value = this.get(key);
		if (value === void 0 || typeof value === "string") return value ?? null;
		throw this.wrong(key, value, "a text");
	}
	/** A finite number of at least 0. */
	number(key) {
		const value = this.get(key);
		if (value === void 0) return null;
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
		throw this.wrong(key, value, "a number of at least 0");
	}
	/** A whole number of at least 0 that counts exactly. */
	count(key) {
		const value = this.get(key);
		if (value === void 0) return null;
		if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
		throw this.wrong(key, value, "a whole number of at least 0");
	}
	flag(key) {
		const value = this.get(key);
		if (value === void 0 || typeof value === "boolean") return value ?? null;
		throw this.wrong(key, value, "true or false");
	}
	/** Frozen; empty when the field is missing. */
	texts(key) {
		const list = this.list(key);
		if (list === none$2) return none$2;
		const texts = list.map((value, at) => {
			if (typeof value === "string") return value;
			throw this.wrong(`${key}"[${at}]`, value, "a text", "");
		});
		return Object.freeze(texts);
	}
	objects(key) {
		const list = this.list(key);
		if (list === none$2) return none$2;
		return list.map((value, at) => {
			if (isRawObject(value)) return value;
			throw this.wrong(`${key}"[${at}]`, value, "an object", "");
		});
	}
	object(key) {
		const value = this.get(key);
		if (value === void 0) return null;
		if (isRawObject(value)) return value;
		throw this.wrong(key, value, "an object");
	}
	/** The error for a field without which nothing can be said. */
	missing(key, expected) {
		return this.wrong(key, this.raw[key], expected);
	}
	has(key) {
		return this.get(key) !== void 0;
	}
	list(key) {
		const value = this.get(key);
		if (value === void 0) return none$2;
		if (Array.isArray(value)) return value;
		throw this.wrong(key, value, "a list");
	}
	/** No field of EXPLAIN is called like something that every object inherits, so there is no need to ask whose it is. */
	get(key) {
		return this.raw[key] ?? void 0;
	}
	wrong(key, found, expected, close = "\"") {
		const place = this.where();
		return unexpected(`${place === "" ? "" : `${place} > `}"${key}${close}`, found, expected);
	}
};
function describeValue(value) {
	if (value === void 0) return "nothing";
	if (value === null) return "null";
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
	if (typeof value === "object") return "an object";
	const text = typeof value === "string" ? JSON.stringify(value) : String(value);
	return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

// src/plan/frozen-copy.ts
/**
* A deeply frozen copy of a JSON value, so that freezing never reaches into the caller's own objects.
* Works through a list instead of calling itself: what PostgreSQL nests deeply must not end in a stack overflow.
*/
function frozenCopy(value) {
	if (typeof value !== "object" || value === null) return value;
	const root = emptyLike(value);
	const copies = [];
	const todo = [{
		from: value,
		to: root
	}];
	for (let next = todo.pop(); next !== void 0; next = todo.pop()) {
		copies.push(next.to);
		for (const [key, part] of Object.entries(next.from)) {
			const isNested = typeof part === "object" && part !== null;
			const copy = isNested ? emptyLike(part) : part;
			Object.defineProperty(next.to, key, {
				value: copy,
				enumerable: true
			});
			if (isNested) todo.push({
				from: part,
				to: copy
			});
		}
	}
	for (const copy of copies) Object.freeze(copy);
	return root;
}
function emptyLike(value) {
	return Array.isArray(value) ? new Array(value.length) : {};
}

// src/plan/parse-node.ts
/** Fields that the model holds under a name of its own; all others are kept in `other`. */
const known$1 = new Set([
	"Node Type,Parent Relationship,Subplan Name,Schema,Relation Name,Alias,Index Name,CTE Name,Function Name",
	"Join Type,Strategy,Partial Mode,Operation,Command,Scan Direction,Parallel Aware,Async Capable,Disabled",
	"Startup Cost,Total Cost,Plan Rows,Plan Width,Actual Startup Time,Actual Total Time,Actual Rows,Actual Loops",
	"Workers Planned,Workers Launched,Workers,Filter,Index Cond,Recheck Cond,Join Filter,Hash Cond,Merge Cond",
	"Sort Key,Group Key,Rows Removed by Filter,Rows Removed by Join Filter,Rows Removed by Index Recheck",
	"Heap Fetches,Sort Method,Sort Space Used,Sort Space Type,Hash Buckets,Hash Batches,Original Hash Batches",
	"HashAgg Batches,Disk Usage,Shared Hit Blocks,Shared Read Blocks,Shared Dirtied Blocks,Shared Written Blocks",
	"Local Hit Blocks,Local Read Blocks,Local Dirtied Blocks,Local Written Blocks,Temp Read Blocks",
	"Temp Written Blocks,WAL Bytes,Plans"
].flatMap((line) => line.split(",")));
/** Reads one node. `children` are its children, read and frozen; the list is frozen here. */
function parseNode(id, fields, children) {
	const type = fields.text("Node Type");
	return Object.freeze({
		id,
		type: type ?? fail(fields),
		parentRelationship: fields.text("Parent Relationship"),
		subplanName: fields.text("Subplan Name"),
		relation: parseRelation(fields),
		alias: fields.text("Alias"),
		index: fields.text("Index Name"),
		cte: fields.text("CTE Name"),
		functionName: fields.text("Function Name"),
		joinType: fields.text("Join Type"),
		strategy: fields.text("Strategy"),
		partialMode: fields.text("Partial Mode"),
		operation: fields.text("Operation") ?? fields.text("Command"),
		scanDirection: fields.text("Scan Direction"),
		parallelAware: fields.flag("Parallel Aware") ?? false,
		asyncCapable: fields.flag("Async Capable") ?? false,
		disabled: fields.flag("Disabled") ?? false,
		startupCost: fields.number("Startup Cost") ?? 0,
		totalCost: fields.number("Total Cost") ?? 0,
		planRows: fields.number("Plan Rows") ?? 0,
		planWidth: fields.number("Plan Width") ?? 0,
		rowsResolution: fields.has("Disabled") ? .01 : 1,
		actual: parseActual(fields),
		workersPlanned: fields.count("Workers Planned"),
		workersLaunched: fields.count("Workers Launched"),
		workers: parseWorkers(fields),
		filter: fields.text("Filter"),
		indexCond: fields.text("Index Cond"),
		recheckCond: fields.text("Recheck Cond"),
		joinFilter: fields.text("Join Filter"),
		hashCond: fields.text("Hash Cond"),
		mergeCond: fields.text("Merge Cond"),
		sortKey: fields.texts("Sort Key"),
		groupKey: fields.texts("Group Key"),
		rowsRemovedByFilter: fields.number("Rows Removed by Filter"),
		rowsRemovedByJoinFilter: fields.number("Rows Removed by Join Filter"),
		rowsRemovedByIndexRecheck: fields.number("Rows Removed by Index Recheck"),
		heapFetches: fields.number("Heap Fetches"),
		sort: parseSort(fields),
		hash: parseHash(fields),
		buffers: parseBuffers(fields),
		walBytes: fields.count("WAL Bytes"),
		other: parseOther(fields),
		children: Object.freeze(children)
	});
}
/** The block counts of a node or of planning; null where there are none (EXPLAIN without BUFFERS). */
function parseBuffers(fields) {
	const sharedHit = fields.count("Shared Hit Blocks");
	if (sharedHit === null) return null;
	return Object.freeze({
		sharedHit,
		sharedRead: fields.count("Shared Read Blocks") ?? 0,
		sharedDirtied: fields.count("Shared Dirtied Blocks") ?? 0,
		sharedWritten: fields.count("Shared Written Blocks") ?? 0,
		localHit: fields.count("Local Hit Blocks") ?? 0,
		localRead: fields.count("Local Read Blocks") ?? 0,
		localDirtied: fields.count("Local Dirtied Blocks") ?? 0,
		localWritten: fields.count("Local Written Blocks") ?? 0,
		tempRead: fields.count("Temp Read Blocks") ?? 0,
		tempWritten: fields.count("Temp Written Blocks") ?? 0
	});
}
function fail(fields) {
	throw fields.missing("Node Type", "a text");
}
function parseRelation(fields) {
	const name = fields.text("Relation Name");
	if (name === null) return null;
	return Object.freeze({
		schema: fields.text("Schema"),
		name,
		alias: fields.text("Alias") ?? name
	});
}
function parseActual(fields) {
	const loops = fields.number("Actual Loops");
	if (loops === null) return null;
	const rows = fields.number("Actual Rows");
	if (rows === null) throw fields.missing("Actual Rows", "a number, as there are \"Actual Loops\"");
	return Object.freeze({
		startupTime: fields.number("Actual Startup Time"),
		totalTime: fields.number("Actual Total Time"),
		rows,
		loops
	});
}
function parseWorkers(fields) {
	const raws = fields.objects("Workers");
	if (raws.length === 0) return raws;
	const workers = raws.map((raw, at) => {
		const worker = new FieldReader(raw, { where: () => `${fields.where()} > Workers[${at}]` });
		return Object.freeze({
			number: worker.count("Worker Number") ?? at,
			actual: parseActual(worker),
			buffers: parseBuffers(worker),
			sort: parseSort(worker),
			hash: parseHash(worker)
		});
	});
	return Object.freeze(workers);
}
function parseSort(fields) {
	const method = fields.text("Sort Method");
	if (method === null) return parseIncrementalSort(fields);
	return Object.freeze({
		method,
		spaceUsed: fields.number("Sort Space Used") ?? 0,
		spaceType: fields.text("Sort Space Type") ?? "Memory"
	});
}
/** An incremental sort reports two kinds of groups, each with its methods, memory and disk. */
function parseIncrementalSort(fields) {
	if (!fields.has("Full-sort Groups") && !fields.has("Pre-sorted Groups")) return null;
	const methods = /* @__PURE__ */ new Set();
	const peak = {
		Memory: 0,
		Disk: 0
	};
	for (const key of ["Full-sort Groups", "Pre-sorted Groups"]) {
		const raw = fields.object(key);
		if (raw === null) continue;
		const group = new FieldReader(raw, { where: () => `${fields.where()} > "${key}"` });
		for (const method of group.texts("Sort Methods Used")) methods.add(method);
		for (const type of ["Memory", "Disk"]) {
			const space = group.object(`Sort Space ${type}`);
			if (space === null) continue;
			const used = new FieldReader(space, { where: () => `${group.where()} > "Sort Space ${type}"` });
			peak[type] = Math.max(peak[type], used.number("Peak Sort Space Used") ?? 0);
		}
	}
	if (methods.size === 0) return null;
	const spaceType = peak.Disk > 0 ? "Disk" : "Memory";
	return Object.freeze({
		method: [...methods].join(", "),
		spaceUsed: peak[spaceType],
		spaceType
	});
}
function parseHash(fields) {
	const batches = fields.count("Hash Batches") ?? fields.count("HashAgg Batches");
	if (batches === null) return null;
	return Object.freeze({
		buckets: fields.count("Hash Buckets"),
		batches,
		originalBatches: fields.count("Original Hash Batches"),
		peakMemory: fields.number("Peak Memory Usage"),
		diskUsage: fields.number("Disk Usage")
	});
}
const nothing$1 = Object.freeze({});
function parseOther(fields) {
	let other = null;
	for (const key of Object.keys(fields.raw)) {
		if (known$1.has(key) && (key !== "Schema" || fields.has("Relation Name"))) continue;
		other ??= {};
		const value = frozenCopy(fields.raw[key]);
		if (key === "__proto__") Object.defineProperty(other, key, {
			value,
			enumerable: true
		});
		else other[key] = value;
	}
	return other === null ? nothing$1 : Object.freeze(other);
}

// src/plan/parse-plan.ts
/**
* Reads what `EXPLAIN (FORMAT JSON)` of PostgreSQL 14–18 returned: the list with one object, or that object.
* The result is frozen to its leaves and shares nothing with `explain`. Linear in its size, and safe for any depth.
* Throws a PlangateError (query) that names the field which is not what EXPLAIN writes.
* Source: ExplainPrintPlan and ExplainNode in src/backend/commands/explain.c.
*/
function parsePlan(explain) {
	const query = theOnly(explain);
	const fields = new FieldReader(query, "");
	const rawRoot = fields.object("Plan");
	if (rawRoot === null) throw unexpected("\"Plan\"", query.Plan, "an object");
	const { root, size } = parseTree(rawRoot);
	const planning = fields.object("Planning");
	return Object.freeze({
		root,
		size,
		planningTime: fields.number("Planning Time"),
		executionTime: fields.number("Execution Time"),
		planningBuffers: planning === null ? null : parseBuffers(new FieldReader(planning, "Planning")),
		triggers: parseTriggers(fields),
		settings: parseSettings$1(fields),
		jit: frozenCopy(fields.object("JIT"))
	});
}
function theOnly(explain) {
	if (isRawObject(explain)) return explain;
	if (!Array.isArray(explain)) throw unexpected("top level", explain, "a list with one object");
	const [query] = explain;
	if (explain.length === 1 && isRawObject(query)) return query;
	throw unexpected("top level", explain.length === 1 ? query : explain, "a list with one object");
}
/** A node that is still to be read; `parent` and `at` are enough to tell its place when something is wrong. */
var Pending = class extends FieldReader {
	parent;
	at;
	/** To be filled in as they are read. */
	children = null;
	constructor(raw, parent, at) {
		super(raw, "");
		this.parent = parent;
		this.at = at;
	}
	where() {
		const steps = [];
		for (let at = this; at.parent !== null; at = at.parent) steps.push(`Plans[${at.at}]`);
		if (steps.length > 12) steps.splice(6, steps.length - 12, `… ${steps.length - 12} levels …`);
		return ["Plan", ...steps.reverse()].join(" > ");
	}
};
function parseTree(rawRoot) {
	const pending = [];
	const todo = [new Pending(rawRoot, null, 0)];
	for (let next = todo.pop(); next !== void 0; next = todo.pop()) {
		pending.push(next);
		const plans = next.list("Plans");
		if (plans.length > 0) next.children = new Array(plans.length);
		for (let at = plans.length - 1; at >= 0; at--) {
			const plan = plans[at];
			if (!isRawObject(plan)) throw unexpected(`${next.where()} > "Plans"[${at}]`, plan, "an object");
			todo.push(new Pending(plan, next, at));
		}
	}
	return {
		root: build$1(pending),
		size: pending.length
	};
}
const noChildren = Object.freeze([]);
/** Builds from the last to the first, so that children exist, frozen, before their parent. */
function build$1(pending) {
	for (let id = pending.length - 1;; id--) {
		const current = pending[id];
		if (current === void 0) throw new Error("a plan without a root");
		const node = parseNode(id, current, current.children ?? noChildren);
		if (current.parent === null) return node;
		if (current.parent.children !== null) current.parent.children[current.at] = node;
	}
}
function parseTriggers(fields) {
	return Object.freeze(fields.objects("Triggers").map((raw, at) => {
		const trigger = new FieldReader(raw, `Triggers[${at}]`);
		return Object.freeze({
			name: trigger.text("Trigger Name") ?? "",
			constraint: trigger.text("Constraint Name"),
			relation: trigger.text("Relation"),
			time: trigger.number("Time"),
			calls: trigger.number("Calls") ?? 0
		});
	}));
}
function parseSettings$1(fields) {
	const raw = fields.object("Settings") ?? {};
	const settings = new FieldReader(raw, "Settings");
	return Object.freeze(Object.fromEntries(Object.keys(raw).map((name) => [name, settings.text(name) ?? ""])));
}

// src/plan/rows-read.ts
/**
* Rows that scans of tables read in all their loops: those that they returned, and those that a filter or a recheck threw
* away. EXPLAIN reports averages per loop, rounded: returned rows to whole ones up to PostgreSQL 17 and to two decimals from
* 18 on, removed rows to whole ones always. A ModifyTable names its table too and reads it through its child.
*/
function rowsRead(plan) {
	return walk$1(plan).filter((node) => node.relation !== null && node.type !== "ModifyTable").map(readBy).reduce((sum, own) => ({
		rows: sum.rows + own.rows,
		uncertainty: sum.uncertainty + own.uncertainty
	}), {
		rows: 0,
		uncertainty: 0
	});
}
function readBy({ actual, rowsResolution, ...node }) {
	if (actual === null) return {
		rows: 0,
		uncertainty: 0
	};
	const { rows, loops } = actual;
	const removed = [node.rowsRemovedByFilter, node.rowsRemovedByIndexRecheck].filter((each) => each !== null);
	const total = (rows + removed.reduce((sum, each) => sum + each, 0)) * loops;
	if (loops <= 1) return {
		rows: total,
		uncertainty: 0
	};
	return {
		rows: total,
		uncertainty: loops * (rowsResolution + removed.length) / 2
	};
}

// src/plan/same-work.ts
/** Whether all of them touched and wrote as much. Rows are left out: up to PostgreSQL 17 EXPLAIN rounds them. */
function sameWork(works) {
	const [first, ...others] = works;
	return others.every(({ buffers, temp, wal }) => buffers === first?.buffers && temp === first.temp && wal === first.wal);
}

// src/plan/shape.ts
/**
* What identifies a plan, on one line: node types, relations with their aliases, indexes, join types and how subplans
* hang together. Costs, rows, literals, conditions and the number of workers launched are no part of it.
* Two plans of equal shape do the same steps on the same objects.
*/
function shape(plan) {
	const text = new JoinedText("");
	const todo = [plan.root];
	for (let next = todo.pop(); next !== void 0; next = todo.pop()) {
		if (typeof next === "string") {
			text.add(next);
			continue;
		}
		text.add(nodeShape(next));
		const { children } = next;
		if (children.length === 0) continue;
		todo.push(")");
		for (let at = children.length - 1; at >= 0; at--) {
			const child = children[at];
			if (child !== void 0) todo.push(child);
			todo.push(at === 0 ? " (" : ", ");
		}
	}
	return text.toString();
}
function nodeShape(node) {
	const name = node.relation?.name ?? node.cte ?? node.functionName;
	let text = node.subplanName === null ? "" : `${node.subplanName.replace(/ \(returns .*\)$/, "")}: `;
	if (node.parallelAware) text += "Parallel ";
	if (node.partialMode !== null && node.partialMode !== "Simple") text += `${node.partialMode} `;
	if (node.strategy !== null && node.strategy !== "Plain") text += `${node.strategy} `;
	text += node.type;
	if (node.joinType !== null && node.joinType !== "Inner") text += ` ${node.joinType}`;
	if (node.operation !== null) text += ` ${node.operation}`;
	if (node.scanDirection === "Backward") text += " Backward";
	if (node.index !== null) text += ` ${quoted$1(node.index)}`;
	if (name !== null) text += ` ${quoted$1(name)}`;
	if (node.alias !== null && node.alias !== name) text += ` ${quoted$1(node.alias)}`;
	return text;
}
/** Names are quoted, so that no name can read like a part of the plan. */
function quoted$1(name) {
	return name.includes("\"") || name.includes("\\") ? JSON.stringify(name) : `"${name}"`;
}

// src/plan/spills.ts
/** Whether a sort used a file, in the leader or in a worker. */
function sortSpilled(node) {
	const onDisk = (sort) => sort?.spaceType === "Disk";
	return onDisk(node.sort) || node.workers.some((worker) => onDisk(worker.sort));
}
/** Whether a hash did not fit into work_mem (more than one batch, or disk used), in the leader or in a worker. */
function hashSpilled(node) {
	const isSplit = (hash) => (hash?.batches ?? 0) > 1 || (hash?.diskUsage ?? 0) > 0;
	return isSplit(node.hash) || node.workers.some((worker) => isSplit(worker.hash));
}
/** Where work_mem did not suffice. A tuplestore is what Materialize, CTE Scan, WindowAgg and functions keep rows in. */
function spills(plan) {
	const { ledger } = booksOf(plan);
	const found = [];
	for (const node of ledger.nodes) {
		const blocks = ledger.temporaryAt(node.id);
		if (sortSpilled(node)) {
			const disk = [node.sort, ...node.workers.map((worker) => worker.sort)].reduce((sum, sort) => sum + (sort?.spaceType === "Disk" ? sort.spaceUsed : 0), 0);
			found.push({
				node: node.id,
				kind: "sort",
				disk,
				blocks
			});
		} else if (hashSpilled(node)) {
			const disk = [node.hash, ...node.workers.map((worker) => worker.hash)].reduce((sum, hash) => sum + (hash?.diskUsage ?? 0), 0);
			found.push({
				node: node.id,
				kind: "hash",
				disk: disk === 0 ? null : disk,
				blocks
			});
		} else if (blocks > 0 && !node.children.some(hashSpilled)) found.push({
			node: node.id,
			kind: "tuplestore",
			disk: null,
			blocks
		});
	}
	return found;
}

// src/comparison/display-name.ts
/** A name as SQL would write it: quoted unless it is plain lower case. Keywords stay bare, as this is for reading. */
function displayName(name) {
	return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll("\"", "\"\"")}"`;
}

// src/comparison/accesses.ts
const kinds$2 = {
	"Seq Scan": "sequential",
	"Index Scan": "index",
	"Bitmap Heap Scan": "index",
	"Index Only Scan": "index-only"
};
/** Every scan of a relation, in the order of the plan. */
function accesses(plan) {
	const above = parents(plan);
	return walk$1(plan).flatMap((node) => {
		if (node.relation === null || !node.type.endsWith("Scan")) return [];
		const indexes = indexesOf(node);
		return {
			node,
			relation: node.relation,
			kind: kinds$2[node.type] ?? "other",
			name: bareName(node) + (node.index === null && indexes.length > 0 ? ` using ${indexes.map(displayName).join(", ")}` : ""),
			indexes,
			partitionOf: partitionOf(node.relation, above[node.id] ?? null)
		};
	});
}
/** What EXPLAIN calls a node, without its target and without `Parallel`. */
function bareName(node) {
	return describeNode({
		...node,
		parallelAware: false,
		relation: null,
		alias: null,
		cte: null,
		functionName: null
	});
}
/** `deployments`, or `deployments d` where the query gives another name. */
function subjectOf$1(relation) {
	const name = `${relation.schema === null ? "" : `${displayName(relation.schema)}.`}${displayName(relation.name)}`;
	return relation.alias === relation.name ? name : `${name} ${displayName(relation.alias)}`;
}
function indexesOf(node) {
	if (node.index !== null) return [node.index];
	if (node.type !== "Bitmap Heap Scan" && !node.type.startsWith("Bitmap")) return [];
	return node.children.flatMap(indexesOf);
}
/**
* EXPLAIN does not name the partitioned table, but gives each partition under an Append its alias with a number:
* `runs_2027_01 runs_1`. (A branch of a UNION ALL over one table looks alike, except that the table has the alias' name.)
*/
function partitionOf(relation, parent) {
	if (parent?.type !== "Append" && parent?.type !== "Merge Append") return null;
	const stem = /^(.+)_\d+$/.exec(relation.alias)?.[1];
	return stem === void 0 || stem === relation.name ? null : stem;
}

// src/comparison/access-changes.ts
/** How relations are reached differently: matched by relation and alias wherever they stand in the plan. */
function accessChanges(base, head) {
	const { pairs, baseOnly, headOnly } = matchAccesses(accesses(base), accesses(head));
	const changed = pairs.flatMap(([from, to]) => {
		const change = accessChange(from, to);
		return change === null ? [] : {
			change,
			from,
			to
		};
	});
	const partitioned = partitionCounts([...pairs.map(([from]) => from), ...baseOnly], [...pairs.map(([, to]) => to), ...headOnly]);
	const isPartition = (access) => partitioned.stems.has(access.partitionOf ?? access.relation.alias);
	return [
		...collapsePartitions(changed),
		...partitioned.changes,
		...baseOnly.filter((access) => !isPartition(access)).map(removed),
		...headOnly.filter((access) => !isPartition(access)).map(added)
	];
}
/** What a pair must share, from the surest to the weakest. Rewritten queries and pruned partitions change aliases. */
const keys$2 = [
	({ relation, name }) => JSON.stringify([
		relation.schema,
		relation.name,
		relation.alias,
		name
	]),
	({ relation }) => JSON.stringify([
		relation.schema,
		relation.name,
		relation.alias
	]),
	({ relation, name }) => JSON.stringify([
		relation.schema,
		relation.name,
		name
	]),
	({ relation }) => JSON.stringify([relation.schema, relation.name])
];
/** Pairs the accesses of two plans by what they read, in head's order. */
function matchAccesses(base, head) {
	const pairs = [];
	let baseOnly = base;
	let headOnly = head;
	for (const key of keys$2) {
		const waiting = /* @__PURE__ */ new Map();
		for (const access of headOnly) waiting.set(key(access), [...waiting.get(key(access)) ?? [], access]);
		const taken = /* @__PURE__ */ new Set();
		baseOnly = baseOnly.filter((access) => {
			const partner = waiting.get(key(access))?.shift();
			if (partner === void 0) return true;
			pairs.push([access, partner]);
			taken.add(partner);
			return false;
		});
		headOnly = headOnly.filter((access) => !taken.has(access));
	}
	return {
		pairs: pairs.sort(([, a], [, b]) => a.node.id - b.node.id),
		baseOnly,
		headOnly
	};
}
function accessChange(from, to) {
	if (from.name === to.name) return null;
	const usesIndex = (access) => access.kind === "index" || access.kind === "index-only";
	const kind = () => {
		if (from.kind === "index-only" && to.kind === "index") return "index-only-lost";
		return from.kind === to.kind ? "index" : "access-path";
	};
	return {
		kind: kind(),
		subject: subjectOf$1(to.relation),
		from: from.name,
		to: to.name,
		lostIndex: usesIndex(from) && to.kind === "sequential",
		baseNode: from.node.id,
		headNode: to.node.id
	};
}
/** The same change in many partitions is one change of the partitioned table. */
function collapsePartitions(changes) {
	const groups = /* @__PURE__ */ new Map();
	for (const entry of changes) {
		const { to, from, change } = entry;
		const key = to.partitionOf === null ? `node ${to.node.id}` : JSON.stringify([
			to.partitionOf,
			change.kind,
			from.node.type,
			to.node.type
		]);
		groups.set(key, [...groups.get(key) ?? [], entry]);
	}
	return [...groups.values()].flatMap((group) => {
		const first = group[0];
		if (first === void 0) return [];
		if (group.length === 1 || first.to.partitionOf === null) return first.change;
		const subject = `${displayName(first.to.partitionOf)} (${group.length} partitions)`;
		return {
			...first.change,
			subject,
			from: first.from.node.type,
			to: first.to.node.type
		};
	});
}
/** Partitioned tables of which head scans more or fewer partitions. */
function partitionCounts(base, head) {
	const stems = new Set([...base, ...head].flatMap((access) => access.partitionOf ?? []));
	const changes = [];
	for (const stem of stems) {
		const members = (side) => side.filter((access) => (access.partitionOf ?? access.relation.alias) === stem);
		const [before, after] = [members(base), members(head)];
		if (before.length === after.length || before.length === 0 || after.length === 0) continue;
		changes.push({
			kind: "partitions",
			subject: displayName(stem),
			from: partitions(before.length),
			to: partitions(after.length),
			lostIndex: false,
			baseNode: before[0]?.node.id ?? null,
			headNode: after[0]?.node.id ?? null
		});
	}
	return {
		stems,
		changes
	};
}
function partitions(count) {
	return `${count} ${count === 1 ? "partition" : "partitions"}`;
}
const nothing = {
	from: "",
	to: "",
	lostIndex: false,
	baseNode: null,
	headNode: null
};
function removed(access) {
	return {
		...nothing,
		kind: "other",
		subject: subjectOf$1(access.relation),
		from: access.name,
		baseNode: access.node.id
	};
}
function added(access) {
	return {
		...nothing,
		kind: "other",
		subject: subjectOf$1(access.relation),
		to: access.name,
		headNode: access.node.id
	};
}

// src/comparison/heaviest-path.ts
const steps$1 = [
	"both",
	"first",
	"second"
];
/**
* The way through two lists whose pairs collect the most points (Needleman and Wunsch, 1970); pairs without points are
* never made. Time and bytes grow with `rows` × `columns`.
*
* @param points of the pair of the first list's item `row` with the second's `column`
*/
function heaviestPath(points, rows, columns) {
	const choices = new Uint8Array(rows * columns);
	let below = new Float64Array(columns + 1);
	let current = new Float64Array(columns + 1);
	for (let row = rows - 1; row >= 0; row--) {
		for (let column = columns - 1; column >= 0; column--) {
			const here = points(row, column);
			let most = here > 0 ? here + (below[column + 1] ?? 0) : -1;
			let choice = 0;
			if ((below[column] ?? 0) > most) [most, choice] = [below[column] ?? 0, 1];
			if ((current[column + 1] ?? 0) > most) [most, choice] = [current[column + 1] ?? 0, 2];
			choices[row * columns + column] = choice;
			current[column] = most;
		}
		[below, current] = [current, below];
	}
	const path = [];
	let [row, column] = [0, 0];
	while (row < rows && column < columns) {
		const step = steps$1[choices[row * columns + column] ?? 0] ?? "both";
		path.push(step);
		if (step !== "second") row++;
		if (step !== "first") column++;
	}
	for (; row < rows; row++) path.push("first");
	for (; column < columns; column++) path.push("second");
	return path;
}

// src/comparison/node-likeness.ts
/** Points for what two nodes share; a pair adds one for equal conditions. Only their order and rough distance matter. */
const points$1 = {
	/** The same step on the same relation. */
	sameScan: 14,
	/** Another way to the same relation under the same alias. */
	sameTarget: 10,
	/** The same relation under another alias, as in a query that was rewritten. */
	sameRelation: 4,
	/** The same step above the same relations. */
	sameStep: 8,
	/** A variant of the step, such as a left join for an inner one. */
	sameType: 5,
	/** Another method of one step, such as a hash join for a nested loop. */
	sameFamily: 4,
	/** The same words, but above other relations. */
	sameWords: 2,
	sameTypeOnly: 1
};
/** Steps that only serve the rows below them: with other rows it is another step. */
const servants = /* @__PURE__ */ new Set([
	"Hash",
	"Materialize",
	"Memoize"
]);
/** How alike two nodes are; 0 when one must not stand for the other. `type` is the type of `a`. */
function likeness(a, b, type) {
	const found = common(a, b, type);
	return found > 0 && a.conditions === b.conditions ? found + 1 : found;
}
function common(a, b, type) {
	if (a.target !== 0 || b.target !== 0) {
		if (a.target === b.target) return a.description === b.description ? points$1.sameScan : points$1.sameTarget;
		return a.relation !== 0 && a.relation === b.relation ? points$1.sameRelation : 0;
	}
	if (a.isSubplan !== b.isSubplan) return 0;
	if (a.leaves === b.leaves) {
		if (a.description === b.description) return points$1.sameStep;
		if (a.type === b.type) return points$1.sameType;
		return a.family !== 0 && a.family === b.family ? points$1.sameFamily : 0;
	}
	if (servants.has(type)) return 0;
	if (a.description === b.description) return points$1.sameWords;
	return a.type === b.type ? points$1.sameTypeOnly : 0;
}

// src/comparison/leaves.ts
/**
* What a node works on: the relations, CTEs and functions scanned below it, as `deployments d`, in the order of the
* plan. Partitions count as their table. Subplans are left out: they belong to an expression, not to the rows.
*/
function leavesOf(node) {
	const found = /* @__PURE__ */ new Set();
	const todo = [{
		node,
		parent: null
	}];
	for (let next = todo.pop(); next !== void 0; next = todo.pop()) {
		const leaf = leafOf(next.node, next.parent);
		if (leaf !== null) found.add(leaf);
		const parent = next.node;
		for (const child of rowSources(parent).toReversed()) todo.push({
			node: child,
			parent
		});
	}
	return [...found];
}
/** The children that a node takes its rows from. */
function rowSources(node) {
	return node.children.filter((child) => child.parentRelationship !== "InitPlan" && child.parentRelationship !== "SubPlan");
}
/** What the node itself scans, as `leavesOf` names it; null for a node that scans nothing with a name. */
function leafOf(node, parent) {
	if (!node.type.endsWith("Scan") || node.type === "Subquery Scan") return null;
	if (node.relation !== null) {
		const stem = parent?.type.endsWith("Append") === true ? /^(.+)_\d+$/.exec(node.relation.alias)?.[1] : void 0;
		return stem === void 0 || stem === node.relation.name ? subjectOf$1(node.relation) : displayName(stem);
	}
	const name = node.alias ?? node.cte ?? node.functionName;
	return name === null ? null : displayName(name);
}
/** `a`, `a and b`, `a, b and c`. */
function listed$2(names) {
	if (names.length < 2) return names.join("");
	return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// src/comparison/node-traits.ts
/** Steps that can take each other's place. */
const families = {
	"Nested Loop": "join",
	"Hash Join": "join",
	"Merge Join": "join",
	Sort: "sort",
	"Incremental Sort": "sort",
	Aggregate: "aggregate",
	Group: "aggregate",
	Unique: "aggregate",
	Gather: "gather",
	"Gather Merge": "gather",
	Append: "append",
	"Merge Append": "append"
};
/** Gives equal texts equal numbers, from 1 on; both plans of a pair share one. */
var Numbering = class {
	numbers = /* @__PURE__ */ new Map();
	of(text) {
		const known = this.numbers.get(text);
		if (known !== void 0) return known;
		this.numbers.set(text, this.numbers.size + 1);
		return this.numbers.size;
	}
};
/** The traits of the nodes from `start` up to `end`, in the order of the plan; in time linear in the plan's size. */
function traitsOf(plan, start, end, numbering) {
	const leaves = leafSums(plan, numbering);
	return walk$1(plan).slice(start, end).map((node) => {
		const { relation, alias, type } = node;
		const target = relation?.name ?? node.cte ?? node.functionName;
		const family = Object.hasOwn(families, type) ? families[type] : void 0;
		return {
			description: numbering.of(`node ${describeNode(node)}`),
			target: target === null ? 0 : numbering.of(`target ${JSON.stringify([target, alias])}`),
			relation: relation === null ? 0 : numbering.of(`relation ${relation.name}`),
			type: numbering.of(`type ${type}`),
			family: family === void 0 ? 0 : numbering.of(`family ${family}`),
			leaves: leaves[node.id] ?? 0,
			conditions: numbering.of(`conditions ${conditionsOf$1(node)}`),
			isSubplan: node.subplanName !== null
		};
	});
}
function conditionsOf$1(node) {
	const { filter, indexCond, recheckCond, joinFilter, hashCond, mergeCond, sortKey, groupKey } = node;
	return JSON.stringify([
		filter,
		indexCond,
		recheckCond,
		joinFilter,
		hashCond,
		mergeCond,
		sortKey,
		groupKey
	]);
}
/**
* For each node a number that is equal for nodes with the same leaves below them: a sum of one number per leaf, as sums
* do not ask for the order. Partitions below one Append count once.
*/
function leafSums(plan, numbering) {
	const nodes = walk$1(plan);
	const above = parents(plan);
	const sums = new Float64Array(nodes.length);
	for (const node of nodes.toReversed()) {
		const leaf = leafOf(node, above[node.id] ?? null);
		const parts = rowSources(node).map((child) => sums[child.id] ?? 0);
		const counted = node.type.endsWith("Append") ? [...new Set(parts)] : parts;
		const own = leaf === null ? 0 : scattered(numbering.of(`leaf ${leaf}`));
		sums[node.id] = counted.reduce((sum, part) => sum + part, own);
	}
	return sums;
}
/** Neighbouring numbers far apart, so that no two small sums are equal by chance. */
function scattered(number) {
	return Math.imul(number, 2654435761) >>> 0;
}

// src/comparison/align-plans.ts
/** Pairs of nodes that are compared at most; each takes a byte. */
const mostCells = 4e6;
/**
* The nodes of both plans in one list: base's in base's order, head's in head's, and those that stand for one another
* in one entry. Of all such lists the one whose entries are most alike; what did most of the work counts double.
* null for plans so large that finding it would take too long.
*/
function alignPlans(base, head) {
	const [before, after] = [walk$1(base), walk$1(head)];
	const { start, baseEnd, headEnd } = middleOf(before, after);
	const [rows, columns] = [baseEnd - start, headEnd - start];
	if (rows * columns > mostCells) return null;
	const entries = before.slice(0, start).map((node, id) => pair(node, after[id]));
	const scores = rows * columns === 0 ? () => 0 : points(base, head, start, baseEnd, headEnd);
	let [i, j] = [start, start];
	for (const step of heaviestPath(scores, rows, columns)) entries.push(pair(step === "second" ? void 0 : before[i++], step === "first" ? void 0 : after[j++]));
	return entries.concat(before.slice(baseEnd).map((node, at) => pair(node, after[headEnd + at])));
}
function pair(base, head) {
	return {
		base: base ?? null,
		head: head ?? null
	};
}
/** What is left to be aligned: nothing of plans of one shape; of plans that are large, not their equal ends. */
function middleOf(before, after) {
	const [most, least] = [Math.max(before.length, after.length), Math.min(before.length, after.length)];
	let start = 0;
	while (start < least && isEqual(before[start], after[start])) start++;
	if (start < most && before.length * after.length <= mostCells) return {
		start: 0,
		baseEnd: before.length,
		headEnd: after.length
	};
	let same = 0;
	while (start + same < least && isEqual(before[before.length - 1 - same], after[after.length - 1 - same])) same++;
	return {
		start,
		baseEnd: before.length - same,
		headEnd: after.length - same
	};
}
function isEqual(base, head) {
	return base !== void 0 && head !== void 0 && base.children.length === head.children.length && describeNode(base) === describeNode(head);
}
function points(base, head, start, baseEnd, headEnd) {
	const numbering = new Numbering();
	const before = traitsOf(base, start, baseEnd, numbering);
	const after = traitsOf(head, start, headEnd, numbering);
	const types = walk$1(base).slice(start, baseEnd).map(({ type }) => type);
	const [baseShares, headShares] = [workShares(base), workShares(head)];
	return (row, column) => {
		const [a, b] = [before[row], after[column]];
		if (a === void 0 || b === void 0) return 0;
		const alike = likeness(a, b, types[row] ?? "");
		if (alike === 0 || a.target === 0) return alike;
		return alike * (1 + Math.max(baseShares[start + row] ?? 0, headShares[start + column] ?? 0));
	};
}
/** Which part of all blocks each node touched itself, by id. */
function workShares(plan) {
	const shares = new Float64Array(plan.size);
	const own = [...exclusiveBuffers(plan)].map(([id, buffers]) => [id, Math.max(0, touched(buffers))]);
	const total = own.reduce((sum, [, blocks]) => sum + blocks, 0);
	for (const [id, blocks] of own) shares[id] = total === 0 ? 0 : blocks / total;
	return shares;
}

// src/comparison/clip-statement.ts
const longest$2 = 160;
/** A statement in one line, cut where it is too long for a sentence. */
function clipStatement(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length <= longest$2 ? line : `${line.slice(0, 159)}…`;
}

// src/comparison/trigger-of.ts
/**
* Whether a nested statement is a foreign key's own: its checks and actions compare by operators with a schema, and leave
* out inheriting tables. Source: src/backend/utils/adt/ri_triggers.c of PostgreSQL 14–18.
*/
function isForeignKey(text) {
	return /\bONLY\b/.test(text) && text.includes("OPERATOR(pg_catalog.") && !text.includes(";");
}
/**
* The foreign key or trigger that executed a nested statement, as `foreign key child_parent_id_fkey` or
* `trigger audit on orders`; null when EXPLAIN lists none, or several that it may have been. Once per row of the trigger
* the statement was executed, so the calls must agree. Deferred triggers are not listed.
*/
function triggerOf(text, calls, triggers) {
	const isKey = isForeignKey(text);
	const called = triggers.filter((trigger) => trigger.calls === calls && trigger.constraint !== null === isKey);
	const [first, second] = called;
	if (first === void 0) return null;
	if (second === void 0) return nameOf$5(first);
	const table = isKey ? tableOf$1(text) : null;
	const [own, other] = called.filter(({ constraint }) => table !== null && constraint?.startsWith(table));
	return own !== void 0 && other === void 0 ? nameOf$5(own) : null;
}
/** The table that a foreign key's statement is about: the referencing one of an action, the referenced one of a check. */
function tableOf$1(text) {
	return /\bONLY\s+(?:"(?:[^"]|"")*"\.)?"((?:[^"]|"")*)"/.exec(text)?.[1]?.replaceAll("\"\"", "\"") ?? null;
}
function nameOf$5({ name, constraint, relation }) {
	if (constraint !== null) return `foreign key ${displayName(constraint)}`;
	return `trigger ${displayName(name)}${relation === null ? "" : ` on ${displayName(relation)}`}`;
}

// src/comparison/nested-parts.ts
/**
* Adds a part for each nested statement. pg_stat_statements does not say where a statement was called. One that fits
* into what the tree does not hold, as the work of AFTER triggers and foreign keys, is a part beside the nodes. Any other
* was called inside of the tree, by a function or a BEFORE trigger: its work is taken out of the node with the largest
* difference of those that did at least as much. One that fits nowhere was called by another nested statement, which
* holds its work already.
*
* @param outside what the whole statement did beyond its tree
*/
function nestedParts(measured, count, nodes, outside) {
	const parts = [...nodes];
	let room = outside;
	for (const nested of statements(measured, count)) {
		const amounts = {
			base: nested.base?.[count] ?? 0,
			head: nested.head?.[count] ?? 0
		};
		const own = partOf(nested, count, measured);
		if (fits(amounts, room)) {
			room = less(room, amounts);
			parts.push(own);
			continue;
		}
		const at = bearer(parts, amounts);
		const node = parts[at];
		if (node === void 0) continue;
		parts[at] = {
			...node,
			base: node.base === null ? null : node.base - amounts.base,
			head: node.head === null ? null : node.head - amounts.head
		};
		parts.push({
			...own,
			where: inside(own, node),
			baseNode: node.baseNode,
			headNode: node.headNode
		});
	}
	return parts;
}
/** Foreign keys first, which only ever run after the tree; then what did most. */
function statements(measured, count) {
	const byText = /* @__PURE__ */ new Map();
	for (const side of ["base", "head"]) for (const nested of measured[side].nested) {
		const known = byText.get(nested.text) ?? {
			text: nested.text,
			base: null,
			head: null
		};
		byText.set(nested.text, {
			...known,
			[side]: nested
		});
	}
	const size = ({ base, head }) => Math.max(base?.[count] ?? 0, head?.[count] ?? 0);
	return [...byText.values()].filter((nested) => size(nested) > 0).toSorted((a, b) => Number(isForeignKey(b.text)) - Number(isForeignKey(a.text)) || size(b) - size(a));
}
function fits(amounts, room) {
	const within = (side) => amounts[side] === 0 || amounts[side] * .98 <= room[side];
	return within("base") && within("head");
}
function less(room, amounts) {
	return {
		base: room.base - amounts.base,
		head: room.head - amounts.head
	};
}
/** Index of the node that the statement was called in; -1 where none did as much. */
function bearer(parts, amounts) {
	let best = -1;
	let most = -1;
	for (const [at, { kind, base, head }] of parts.entries()) {
		if (kind !== "node" || !fits(amounts, {
			base: base ?? 0,
			head: head ?? 0
		})) continue;
		const moved = Math.abs((head ?? 0) - (base ?? 0));
		if (moved <= most) continue;
		best = at;
		most = moved;
	}
	return best;
}
function partOf({ text, base, head }, count, measured) {
	const calls = (head ?? base)?.calls ?? 0;
	const trigger = triggerOf(text, calls, measured[head === null ? "base" : "head"].plan.triggers);
	return {
		count,
		kind: trigger === null ? "statement" : "trigger",
		where: trigger ?? "",
		statement: text,
		calls,
		base: base === null ? null : base[count],
		head: head === null ? null : head[count],
		baseNode: null,
		headNode: null
	};
}
function inside(own, node) {
	return own.kind === "trigger" ? own.where : node.where;
}

// src/comparison/node-parts.ts
/**
* What each node did of a count itself, the nodes of both plans matched. Of nodes that stand for one another and have
* other names, the one on the side that did more gives the name.
*
* @param isMore whether head did more of the count than base
*/
function nodeParts(base, head, count, isMore) {
	const [before, after] = [ownValues(base, count), ownValues(head, count)];
	return (alignPlans(base, head) ?? alignByName(base, head)).map((pair) => {
		const named = isMore ? pair.head ?? pair.base : pair.base ?? pair.head;
		return {
			count,
			kind: "node",
			where: named === null ? "" : describeNode(named),
			statement: null,
			calls: null,
			base: pair.base === null ? null : before.get(pair.base.id) ?? 0,
			head: pair.head === null ? null : after.get(pair.head.id) ?? 0,
			baseNode: pair.base?.id ?? null,
			headNode: pair.head?.id ?? null
		};
	});
}
function ownValues(plan, count) {
	if (count === "wal") return exclusiveWal(plan);
	const value = count === "temp" ? temporary : touched;
	return new Map([...exclusiveBuffers(plan)].map(([id, buffers]) => [id, value(buffers)]));
}
/** For plans too large to be aligned: nodes of one name in their order. */
function alignByName(base, head) {
	const waiting = /* @__PURE__ */ new Map();
	for (const node of walk$1(base)) {
		const name = describeNode(node);
		const nodes = waiting.get(name);
		if (nodes === void 0) waiting.set(name, [node]);
		else nodes.push(node);
	}
	for (const nodes of waiting.values()) nodes.reverse();
	const matched = walk$1(head).map((node) => ({
		base: waiting.get(describeNode(node))?.pop() ?? null,
		head: node
	}));
	const left = [...waiting.values()].flat().map((node) => ({
		base: node,
		head: null
	}));
	return [...matched, ...left];
}

// src/comparison/count-parts.ts
/**
* The whole count of both sides, place by place: the bases of all parts sum to the change's base, the heads to its head.
* What statements of triggers, foreign keys and functions did is told apart from the node that executed them, and no
* block is counted twice. What is left is the part `rest`: the statement's own executions and the one that EXPLAIN
* watched differ a little, and some work (deferred constraints, triggers in C) shows nowhere.
*/
function countParts(base, head, change, source) {
	const nodes = nodeParts(base.plan, head.plan, change.count, change.head >= change.base);
	const outside = {
		base: change.base - sum$1(nodes, "base"),
		head: change.head - sum$1(nodes, "head")
	};
	const parts = source === "plan" ? nodes : nestedParts({
		base,
		head
	}, change.count, nodes, outside);
	const rest = {
		count: change.count,
		kind: "rest",
		where: "",
		statement: null,
		calls: null,
		base: change.base - sum$1(parts, "base"),
		head: change.head - sum$1(parts, "head"),
		baseNode: null,
		headNode: null
	};
	return rest.base === 0 && rest.head === 0 ? parts : [...parts, rest];
}
function sum$1(parts, side) {
	return parts.reduce((total, part) => total + (part[side] ?? 0), 0);
}

// src/comparison/attribute.ts
/** A place that explains less of the difference than this is not worth a reader's time. */
const leastShare$1 = .05;
/** Places that are named for each count at most. */
const mostNamed = 5;
/**
* Where the difference of every count that moved beyond tolerance and floor arises, the largest first within a count.
* Places that explain less than 5 % of the difference are left out, so what is named need not add up to all of it.
*/
function attribute(base, head, counts, source, planChanges) {
	return counts.flatMap((change) => {
		if (change.answer === "same") return [];
		const least = leastShare$1 * Math.abs(change.head - change.base);
		return countParts(base, head, change, source).filter((part) => Math.abs(difference$2(part)) >= least && difference$2(part) !== 0).toSorted((a, b) => Math.abs(difference$2(b)) - Math.abs(difference$2(a))).slice(0, mostNamed).map((part) => ({
			...part,
			isPlanChange: planChanges.some((each) => isAbout(each, part))
		}));
	});
}
/** How much more of the count the place did on head; below zero for less. */
function difference$2({ base, head }) {
	return (head ?? 0) - (base ?? 0);
}
function isAbout(change, part) {
	if (part.kind !== "node") return false;
	return part.headNode !== null && change.headNode === part.headNode || part.baseNode !== null && change.baseNode === part.baseNode;
}

// src/comparison/compare-counts.ts
/**
* Bytes. A reader's own WAL (hint bits and pruning, where pages carry checksums) stays far below this; smaller
* differences are never judged.
*/
const walFloor = 65536;
/**
* The work of both sides, count by count. A count is worse (or better) only beyond its tolerance *and* an absolute floor,
* and only if it is so in every pair of executions, the k-th against the k-th, and against base's twin where there is one:
* parallel plans that spill do not repeat exactly.
* Rows are left out: EXPLAIN rounds them and a query may rightly return others.
*/
function compareCounts(base, head, twin, tolerances) {
	const comparable = base.workSource === head.workSource;
	const work = comparable ? {
		base: base.work,
		head: head.work
	} : {
		base: planWork(base.plan),
		head: planWork(head.plan)
	};
	const pairs = comparable ? [base, ...twin === null ? [] : [twin]].flatMap((before) => executions(before, head)) : [[work.base, work.head]];
	const count = (name, tolerance, floor) => ({
		count: name,
		base: work.base[name],
		head: work.head[name],
		ratio: work.base[name] === 0 ? null : work.head[name] / work.base[name],
		answer: unanimous(pairs.map(([before, after]) => answer(before[name], after[name], tolerance, floor)))
	});
	return {
		counts: [
			count("buffers", tolerances.buffers, tolerances.buffersFloor),
			count("temp", tolerances.temp, tolerances.buffersFloor),
			count("wal", tolerances.wal, walFloor)
		],
		source: comparable ? base.workSource : "plan"
	};
}
/** The k-th execution of the one with the k-th of the other. */
function executions(base, head) {
	return base.workSamples.flatMap((sample, k) => {
		const other = head.workSamples[k];
		return other === void 0 ? [] : [[sample, other]];
	});
}
function unanimous(answers) {
	const [first = "same"] = answers;
	return answers.every((each) => each === first) ? first : "same";
}
function answer(base, head, tolerance, floor) {
	if (head - base >= floor && head > base * (1 + tolerance)) return "worse";
	if (base - head >= floor && base > head * (1 + tolerance)) return "better";
	return "same";
}

// src/comparison/mann-whitney.ts
/**
* The Mann–Whitney test: whether two independent samples come from the same distribution, from ranks alone, so that
* a few wild samples weigh no more than any others.
*
* Source: Mann & Whitney, Annals of Mathematical Statistics 18 (1947); the same test decides in Go's benchstat.
*/
/** Up to this many samples in both sides together the exact distribution is used; its sums stay below 2^53. */
const exactLimit = 50;
/**
* Two-sided p-value of `a` and `b` being alike. 1 when a side has no samples.
* Exact, ties included, up to `exactLimit` samples; above it the normal approximation with tie and continuity correction.
*/
function mannWhitney(a, b) {
	if (a.length === 0 || b.length === 0) return 1;
	const ranks = doubledRanks([...a, ...b]);
	const sum = ranks.slice(0, a.length).reduce((total, rank) => total + rank, 0);
	const p = ranks.length <= 50 ? exact(ranks, a.length, sum) : approximate(ranks, a.length, sum);
	return Math.min(1, p);
}
/**
* For samples of `m` and `n` without ties, how many of the arrangements give each value of U, from 0 to m · n.
* U counts the pairs in which the one sample is larger; its distribution is symmetric.
*/
function arrangements(m, n) {
	const counts = subsetSums(Array.from({ length: m + n }, (_, index) => 2 * (index + 1)), m);
	return Array.from({ length: m * n + 1 }, (_, u) => counts[m * (m + 1) + 2 * u] ?? 0);
}
/** Twice the rank of each value, so that the mean rank of tied values is a whole number. */
function doubledRanks(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const first = /* @__PURE__ */ new Map();
	const last = /* @__PURE__ */ new Map();
	for (const [index, value] of sorted.entries()) {
		if (!first.has(value)) first.set(value, index + 1);
		last.set(value, index + 1);
	}
	return values.map((value) => (first.get(value) ?? 0) + (last.get(value) ?? 0));
}
/** Of all ways to give `size` of the ranks to the first sample, the share that is as far out as `sum`, times two. */
function exact(ranks, size, sum) {
	const counts = subsetSums(ranks, size);
	let all = 0;
	let atMost = 0;
	let atLeast = 0;
	for (const [value, count] of counts.entries()) {
		all += count;
		if (value <= sum) atMost += count;
		if (value >= sum) atLeast += count;
	}
	return 2 * Math.min(atMost, atLeast) / all;
}
/** How many subsets of `size` ranks have each sum; index is the sum. */
function subsetSums(ranks, size) {
	const largest = ranks.toSorted((a, b) => b - a).slice(0, size).reduce((total, rank) => total + rank, 0);
	const table = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
	const empty = table[0];
	if (empty !== void 0) empty[0] = 1;
	for (const rank of ranks) for (let chosen = size; chosen >= 1; chosen--) {
		const to = table[chosen];
		const from = table[chosen - 1];
		if (to === void 0 || from === void 0) continue;
		for (let sum = largest; sum >= rank; sum--) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
	}
	return Array.from(table[size] ?? []);
}
function approximate(ranks, size, sum) {
	const total = ranks.length;
	const other = total - size;
	const u = sum / 2 - size * (size + 1) / 2;
	const tied = /* @__PURE__ */ new Map();
	for (const rank of ranks) tied.set(rank, (tied.get(rank) ?? 0) + 1);
	let ties = 0;
	for (const t of tied.values()) ties += t ** 3 - t;
	const variance = size * other / 12 * (total + 1 - ties / (total * (total - 1)));
	if (variance === 0) return 1;
	return 2 * normalTail(Math.max(0, Math.abs(u - size * other / 2) - .5) / Math.sqrt(variance));
}
/** P(Z ≥ z) for z ≥ 0; absolute error below 7.5e-8. Source: Abramowitz & Stegun, 26.2.17. */
function normalTail(z) {
	const t = 1 / (1 + .2316419 * z);
	const polynomial = t * (.31938153 + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
	return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
}

// src/comparison/order-statistics.ts
/** Intervals hold what they estimate with this confidence, and a difference is significant below 1 minus it. */
const confidence = .99;
/**
* The median of `samples` with a 99 % interval that assumes nothing about their distribution: the k-th smallest and
* k-th largest sample hold the median unless fewer than k of n samples fall on one side of it, and how many do is
* binomial (n, ½). Fewer than 8 samples cannot reach 99 %; the interval is then smallest to largest.
*
* No samples give zeros and `samples: 0`.
* Source: David & Nagaraja, Order Statistics, §7.1.
*/
function intervalOf(samples) {
	const sorted = samples.toSorted((a, b) => a - b);
	const rank = outerRank$1(sorted.length);
	return {
		median: median(sorted),
		low: sorted[rank] ?? 0,
		high: sorted[sorted.length - 1 - rank] ?? 0,
		samples: sorted.length
	};
}
/** The middle of values that are sorted already; the mean of the two middle ones when their number is even. */
function median(sorted) {
	const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
	return ((sorted[Math.ceil(sorted.length / 2) - 1] ?? upper) + upper) / 2;
}
/** How many samples may be left out at either end: the largest r with 2 · P(binomial(n, ½) ≤ r) ≤ 1 %; 0 if there is none. */
function outerRank$1(n) {
	let rank = 0;
	let logTerm = -n * Math.LN2;
	let tail = Math.exp(logTerm);
	for (let r = 1; r < n / 2; r++) {
		logTerm += Math.log((n - r + 1) / r);
		tail += Math.exp(logTerm);
		if (2 * tail > .010000000000000009) break;
		rank = r;
	}
	return rank;
}

// src/comparison/hodges-lehmann.ts
/**
* By what factor `head` differs from `base`, with a 99 % interval. The estimate is the median of all ratios of a head
* sample to a base sample; the interval leaves out as many ratios at either end as the Mann–Whitney test would have
* to see there before it rejects, so interval and test agree. Samples below `resolution` count as `resolution`.
*
* Fewer than 5 samples a side cannot reach 99 %; the interval is then smallest to largest ratio.
* null when a side has no samples.
*
* Source: Hodges & Lehmann, Annals of Mathematical Statistics 34 (1963), on the logarithms of the samples;
* the interval is Moses', in Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, §4.3.
*
* @param resolution the smallest value that the samples' clock can tell from nothing, in their unit
*/
function ratioOf(base, head, resolution) {
	if (base.length === 0 || head.length === 0) return null;
	const differences = head.flatMap((h) => base.map((b) => Math.log(Math.max(h, resolution)) - Math.log(Math.max(b, resolution)))).sort((a, b) => a - b);
	const rank = outerRank(base.length, head.length);
	return {
		estimate: Math.exp(median(differences)),
		low: Math.exp(differences[rank] ?? 0),
		high: Math.exp(differences[differences.length - 1 - rank] ?? 0)
	};
}
/** How many ratios may be left out at either end: the largest r with 2 · P(U ≤ r - 1) ≤ 1 %. */
function outerRank(m, n) {
	if (m + n > 50) return Math.max(0, Math.floor(m * n / 2 - 2.5758293035489004 * Math.sqrt(m * n * (m + n + 1) / 12)));
	const counts = arrangements(m, n);
	const all = counts.reduce((total, count) => total + count, 0);
	let below = 0;
	for (const [u, count] of counts.entries()) {
		below += count;
		if (2 * below / all > 1 - .99) return u;
	}
	return 0;
}

// src/comparison/compare-latency.ts
/** Below this many samples on a side, no arrangement of equal sides has a p-value under 1 %. */
const fewestSamples$1 = 5;
/** ms; EXPLAIN rounds its times to this. */
const resolution$1 = .001;
/**
* Two samples of latencies, in ms. `slower` and `faster` need all of: a rank test below 1 %, a ratio whose interval
* leaves out 1, and medians at least `latencyFloor` apart. `unstable` means that the samples cannot tell: too few, or
* so wide that both a gain and a loss beyond the tolerance (and the floor) remain possible.
*/
function compareLatency(base, head, tolerances) {
	const intervals = {
		base: intervalOf(base),
		head: intervalOf(head)
	};
	const ratio = ratioOf(base, head, resolution$1);
	const p = Math.min(base.length, head.length) >= 5 ? mannWhitney(base, head) : null;
	const change = {
		...intervals,
		ratio,
		p
	};
	if (ratio === null) return {
		...change,
		answer: "unstable"
	};
	if (p === null) return {
		...change,
		answer: areAlike(base, head, tolerances) ? "no-difference" : "unstable"
	};
	const difference = intervals.head.median - intervals.base.median;
	if (p < 1 - .99 && Math.abs(difference) >= tolerances.latencyFloor) {
		if (ratio.low > 1 && difference > 0) return {
			...change,
			answer: "slower"
		};
		if (ratio.high < 1 && difference < 0) return {
			...change,
			answer: "faster"
		};
	}
	const unstable = tellsNothing(ratio, intervals.base.median, tolerances);
	return {
		...change,
		answer: unstable ? "unstable" : "no-difference"
	};
}
function tellsNothing(ratio, base, tolerances) {
	const limit = 1 + tolerances.latency;
	const gain = base * (1 - ratio.low);
	const loss = base * (ratio.high - 1);
	return ratio.high > limit && ratio.low < 1 / limit && Math.min(gain, loss) >= tolerances.latencyFloor;
}
/** Below this many samples on a side, nothing is said. */
const fewestAlike = 3;
/** Whether every sample of a side is within the tolerance of every one of the other. */
function areAlike(base, head, tolerances) {
	if (Math.min(base.length, head.length) < fewestAlike) return false;
	const [least, most] = [Math.min(...base, ...head), Math.max(...base, ...head)];
	return most <= least * (1 + tolerances.latency);
}
/**
* The same for a case that may have been measured twice. `slower` beyond the tolerance holds only where both times say so
* by themselves; where one does and the other one does not, nobody can tell (`unstable`). Every other answer is that of
* all samples together.
*/
function compareRounds(base, head, tolerances) {
	const all = compareLatency(allLatency(base), allLatency(head), tolerances);
	if (head.latencyAgain.length === 0) return all;
	const isSlower = [all, ...[compareLatency(base.latency, head.latency, tolerances), compareLatency(base.latencyAgain, head.latencyAgain, tolerances)]].map((change) => beyondTolerance(change, tolerances) === "slower");
	return isSlower.every(Boolean) || !isSlower.some(Boolean) ? all : {
		...all,
		answer: "unstable"
	};
}
/** ms, all samples of a side, in the order taken. */
function allLatency({ latency, latencyAgain }) {
	return [...latency, ...latencyAgain];
}
/**
* Whether more samples could hardly change what these say: slower or faster beyond the tolerance, or surely neither,
* because the ratio's interval lies within the tolerance or the difference below the floor. Of too few for a test, only
* whether all of them are alike.
*/
function isLatencyClear(base, head, tolerances) {
	const change = compareLatency(base, head, tolerances);
	if (change.ratio !== null && change.p === null) return change.answer === "no-difference";
	if (change.ratio === null || beyondTolerance(change, tolerances) !== null) return true;
	const limit = 1 + tolerances.latency;
	if (change.ratio.high <= limit && change.ratio.low >= 1 / limit) return true;
	const { base: before, head: after } = change;
	return Math.max(after.high - before.low, before.high - after.low) < tolerances.latencyFloor;
}
/** Whether the whole interval of the ratio lies beyond the tolerance, and in which direction. */
function beyondTolerance(change, tolerances) {
	if (change.ratio === null) return null;
	const limit = 1 + tolerances.latency;
	if (change.answer === "slower" && change.ratio.low > limit) return "slower";
	if (change.answer === "faster" && change.ratio.high < 1 / limit) return "faster";
	return null;
}

// src/comparison/join-changes.ts
/** Joins of the same relations that are done by another method, and the same relations joined in another order. */
function joinChanges(base, head) {
	const methods = methodChanges(joins(base), joins(head));
	return [...methods, ...orderChanges(joinTrees(base), joinTrees(head), methods.length > 0)];
}
const joinTypes = /* @__PURE__ */ new Set([
	"Nested Loop",
	"Hash Join",
	"Merge Join"
]);
function joinOf(node) {
	const leaves = leavesOf(node);
	return {
		node,
		leaves,
		key: JSON.stringify(leaves.toSorted())
	};
}
function joins(plan) {
	return walk$1(plan).filter((node) => joinTypes.has(node.type)).map(joinOf);
}
function methodChanges(base, head) {
	const before = /* @__PURE__ */ new Map();
	for (const join of base) if (!before.has(join.key)) before.set(join.key, join);
	const seen = /* @__PURE__ */ new Set();
	return head.flatMap((join) => {
		const old = before.get(join.key);
		if (old === void 0 || seen.has(join.key)) return [];
		seen.add(join.key);
		const [from, to] = [bareName(old.node), bareName(join.node)];
		return from === to ? [] : [change$1("join-method", join, from, to, old)];
	});
}
/** The topmost joins, of the statement and of every subplan. */
function joinTrees(plan) {
	const inner = /* @__PURE__ */ new Set();
	const trees = [];
	for (const node of walk$1(plan)) {
		const isJoin = joinTypes.has(node.type);
		if (isJoin && !inner.has(node.id)) trees.push(joinOf(node));
		if (isJoin || inner.has(node.id)) for (const child of rowSources(node)) inner.add(child.id);
	}
	return trees;
}
function orderChanges(base, head, methodChanged) {
	return head.flatMap((join) => {
		const old = base.find((candidate) => candidate.key === join.key);
		if (old === void 0) return [];
		const [from, to] = [orderOf(old.node), orderOf(join.node)];
		if (from === to || methodChanged && join.leaves.length <= 2) return [];
		return [change$1("join-order", join, from, to, old)];
	});
}
/** `deployments, model_versions, (models, approvals)`: left-deep joins in a row, others in parentheses. */
function orderOf(node) {
	if (!joinTypes.has(node.type)) {
		const sources = rowSources(node);
		const only = sources[0];
		return sources.length === 1 && only !== void 0 ? orderOf(only) : listed$2(leavesOf(node));
	}
	const [outer, inner] = rowSources(node);
	if (outer === void 0 || inner === void 0) return listed$2(leavesOf(node));
	const right = orderOf(inner);
	return `${orderOf(outer)}, ${leavesOf(inner).length > 1 ? `(${right})` : right}`;
}
function change$1(kind, join, from, to, old) {
	return {
		kind,
		subject: listed$2(join.leaves),
		from,
		to,
		lostIndex: false,
		baseNode: old.node.id,
		headNode: join.node.id
	};
}

// src/comparison/quantity.ts
/**
* How numbers read in sentences: the same on every machine, whatever its locale.
* The minus is U+2212 and the times sign U+00D7; a unit follows after one space.
*/
/** Blocks, rows, samples: `5,877`. */
function formatCount(count) {
	const digits = Math.round(Math.abs(count)).toFixed(0);
	const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
	return count < 0 && digits !== "0" ? `−${grouped}` : grouped;
}
/** A latency in ms with three significant digits and the unit that suits it: `850 µs`, `8.67 ms`, `1.25 s`. */
function formatMilliseconds(milliseconds) {
	const rounded = significant(milliseconds);
	if (rounded === 0) return "0 ms";
	if (rounded < 1) return `${significant(milliseconds * 1e3)} µs`;
	if (rounded < 1e3) return `${rounded} ms`;
	return `${formatSignificant(milliseconds / 1e3)} s`;
}
/** Bytes in PostgreSQL's units, where 1 kB is 1,024 bytes: `512 B`, `1.5 kB`, `23.4 MB`. */
function formatBytes(bytes) {
	const units = [
		"B",
		"kB",
		"MB",
		"GB",
		"TB"
	];
	let value = bytes;
	let step = 0;
	while (step < units.length - 1 && significant(value) >= 1024) {
		value /= 1024;
		step++;
	}
	return `${formatSignificant(value)} ${units[step]}`;
}
/** head / base: `35 ×` from 2 on, `+34 %` and `−97 %` below. */
function formatRatio(ratio) {
	if (ratio >= 9.95) return `${formatCount(ratio)} ×`;
	if (ratio >= 2) return `${Number(ratio.toFixed(1))} ×`;
	return ratio < 1 ? `−${formatShare(1 - ratio)}` : `+${formatShare(ratio - 1)}`;
}
/**
* A share of a whole, such as 0.1, as `10 %`; one decimal below 10 % and from 99 % on.
* What is less than everything never reads as `100 %`.
*/
function formatShare(share) {
	const percent = share * 100;
	if (percent >= 99 && percent < 100) return `${Math.floor(percent * 10 + 1e-9) / 10} %`;
	return `${percent < 10 ? Number(percent.toFixed(1)) : formatCount(percent)} %`;
}
function formatSignificant(value) {
	const shown = significant(value);
	return shown >= 1e3 ? formatCount(shown) : String(shown);
}
/** Three significant digits; whole numbers from 1,000 on are kept whole. */
function significant(value) {
	return value >= 1e3 ? Math.round(value) : Number(value.toPrecision(3));
}

// src/comparison/sort-changes.ts
/** Sorts by other keys than the other side has. */
function sortChanges(base, head) {
	const sorts = (plan) => walk$1(plan).filter((node) => node.sortKey.length > 0 && node.type.endsWith("Sort")).map((node) => ({
		node,
		key: node.sortKey.join(", "),
		words: sortWords(node)
	}));
	const { baseOnly, headOnly } = unmatched(sorts(base), sorts(head));
	return [...headOnly.map(({ node, words }) => appeared("sort-added", node, "", words)), ...baseOnly.map(({ node, words }) => disappeared("sort-removed", node, words, ""))];
}
/** What did not fit into memory on one side only. */
function spillChanges(base, head) {
	const found = (plan) => {
		const nodes = walk$1(plan);
		return spills(plan).flatMap((spill) => {
			const node = nodes[spill.node];
			if (node === void 0) return [];
			return {
				node,
				key: JSON.stringify([spill.kind, leavesOf(node).toSorted()]),
				words: spillWords(node, spill)
			};
		});
	};
	const { baseOnly, headOnly } = unmatched(found(base), found(head));
	return [...headOnly.map(({ node, words }) => appeared("spill-added", node, "no spill", words)), ...baseOnly.map(({ node, words }) => disappeared("spill-removed", node, words, "no spill"))];
}
/** Parallel workers on one side only. How many there are is a setting, not a property of the plan. */
function parallelismChanges(base, head) {
	const gather = (plan) => walk$1(plan).find((node) => node.type === "Gather" || node.type === "Gather Merge");
	const [before, after] = [gather(base), gather(head)];
	const none = "no parallel workers";
	if (before !== void 0 && after === void 0) return [disappeared("parallelism-lost", before, gatherWords(before), none)];
	if (before === void 0 && after !== void 0) return [appeared("parallelism-gained", after, none, gatherWords(after))];
	return [];
}
function unmatched(base, head) {
	const waiting = [...head];
	return {
		baseOnly: base.filter(({ key }) => {
			const at = waiting.findIndex((candidate) => candidate.key === key);
			if (at >= 0) waiting.splice(at, 1);
			return at < 0;
		}),
		headOnly: waiting
	};
}
function sortWords(node) {
	const by = `${bareName(node)} by ${node.sortKey.join(", ")}`;
	if (node.sort === null) return by;
	return `${by} (${node.sort.method}, ${formatCount(node.sort.spaceUsed)} kB)`;
}
function spillWords(node, spill) {
	const name = bareName(node);
	if (spill.disk !== null) return `${name}, ${formatCount(spill.disk)} kB on disk`;
	const batches = node.hash?.batches ?? 0;
	if (batches > 1) return `${name} in ${formatCount(batches)} batches`;
	return `${name}, ${formatCount(spill.blocks)} temporary blocks`;
}
function gatherWords(node) {
	const workers = node.workersPlanned ?? 0;
	return `${node.type} with ${workers} ${workers === 1 ? "worker" : "workers"}`;
}
function appeared(kind, node, from, to) {
	return {
		kind,
		subject: listed$2(leavesOf(node)),
		from,
		to,
		lostIndex: false,
		baseNode: null,
		headNode: node.id
	};
}
function disappeared(kind, node, from, to) {
	return {
		kind,
		subject: listed$2(leavesOf(node)),
		from,
		to,
		lostIndex: false,
		baseNode: node.id,
		headNode: null
	};
}

// src/comparison/plan-changes.ts
/** The most important first. A lost index comes before all of them. */
const importance = [
	"access-path",
	"index-only-lost",
	"partitions",
	"spill-added",
	"join-method",
	"join-order",
	"parallelism-lost",
	"sort-added",
	"index",
	"spill-removed",
	"sort-removed",
	"parallelism-gained",
	"other"
];
/**
* What differs between two plans of one case. Nodes are matched by the relations and aliases they work on, never by
* position. Plans of different shape give at least one change.
*/
function planChanges(base, head) {
	const changes = [
		...accessChanges(base, head),
		...joinChanges(base, head),
		...sortChanges(base, head),
		...spillChanges(base, head),
		...parallelismChanges(base, head)
	];
	if (changes.length === 0) changes.push(...firstDifference(base, head));
	const rank = (change) => change.lostIndex ? -1 : importance.indexOf(change.kind);
	return changes.toSorted((a, b) => rank(a) - rank(b));
}
/** For shapes that differ in nothing that has a name of its own here, such as HashAggregate and GroupAggregate. */
function firstDifference(base, head) {
	if (shape(base) === shape(head)) return [];
	const [before, after] = [walk$1(base), walk$1(head)];
	const differs = (id) => {
		const [from, to] = [before[id], after[id]];
		return from === void 0 || to === void 0 || bareName(from) !== bareName(to);
	};
	const at = Array.from({ length: Math.max(base.size, head.size) }, (_, id) => id).find(differs);
	const from = (at === void 0 ? void 0 : before[at]) ?? base.root;
	const to = (at === void 0 ? void 0 : after[at]) ?? head.root;
	return [{
		kind: "other",
		subject: listed$2(leavesOf(to)),
		from: bareName(from),
		to: bareName(to),
		lostIndex: false,
		baseNode: from.id,
		headNode: to.id
	}];
}

// src/comparison/compare.ts
/** What changed between the two sides of one case, by how much and how sure. */
function compare$1(result, tolerances) {
	const { base, head } = result.sides;
	if (base.kind === "measured" && head.kind === "measured") return compareMeasured(result, base.measurement, head.measurement, tolerances);
	return {
		result,
		status: statusOfOne(base, head),
		direction: null,
		counts: [],
		countSource: null,
		latency: null,
		headLatency: latencyOf$1(head),
		baseLatency: latencyOf$1(base),
		planChanges: [],
		attribution: [],
		sameShape: null
	};
}
/** The status of a case that at least one side has no measurement of. */
function statusOfOne(base, head) {
	if (head.kind === "absent") return "removed";
	if (head.kind === "skipped" || base.kind === "skipped") return "not-judged";
	if (head.kind === "failed") return "errored";
	return base.kind === "no-side" ? "explained" : "new";
}
function latencyOf$1(side) {
	return side.kind === "measured" ? intervalOf(allLatency(side.measurement)) : null;
}
function compareMeasured(result, base, head, tolerances) {
	const twin = result.twin.kind === "measured" ? result.twin.measurement : null;
	const { counts, source } = compareCounts(base, head, twin, tolerances);
	const latency = compareRounds(base, head, tolerances);
	const sameShape = shape(base.plan) === shape(head.plan);
	const direction = directionOf(counts, latency, sameShape, tolerances);
	const isUnchanged = sameShape && !result.textChanged && direction === "same";
	const isSpillChanged = counts.some((change) => change.count === "temp" && change.answer !== "same");
	const changes = sameShape && !isSpillChanged ? [] : planChanges(base.plan, head.plan);
	return {
		result,
		status: direction === "mixed" ? "mixed" : isUnchanged ? "unchanged" : "changed",
		direction,
		counts,
		countSource: source,
		latency,
		headLatency: latency.head,
		baseLatency: latency.base,
		planChanges: changes,
		attribution: attribute(base, head, counts, source, changes),
		sameShape
	};
}
/**
* Counts decide, and where they disagree the sum of what they move. Time that significantly goes the other way makes it
* mixed; where the plan is the same and does more, nothing was traded for it, so that must be beyond the tolerance. Where
* no count moved, or where what got better makes up for what got worse, time alone counts, and only when its whole
* interval is beyond the tolerance: anything less is noise, or too small to be told.
*/
function directionOf(counts, latency, sameShape, tolerances) {
	const moved = counts.filter((change) => change.answer !== "same");
	const isWorse = moved.some((change) => change.answer === "worse");
	const isBetter = moved.some((change) => change.answer === "better");
	if (isWorse && isBetter && sum(moved) <= 0) return beyondTolerance(latency, tolerances) === "slower" ? "worse" : "mixed";
	const isFaster = sameShape ? beyondTolerance(latency, tolerances) === "faster" : latency.answer === "faster";
	if (isWorse) return isFaster ? "mixed" : "worse";
	if (isBetter) return latency.answer === "slower" ? "mixed" : "better";
	switch (beyondTolerance(latency, tolerances)) {
		case "slower": return "worse";
		case "faster": return "better";
		case null: return "same";
	}
}
/** Bytes. */
const blockSize = 8192;
/** Blocks that head moves more than base. */
function sum(counts) {
	const blocks = ({ count, base, head }) => (head - base) / (count === "wal" ? blockSize : 1);
	return counts.reduce((total, change) => total + blocks(change), 0);
}

// src/comparison/counts-repeat.ts
/** Whether every execution on a side did the same work as the others there: what differs between the sides is then exact. */
function countsRepeat({ sides }) {
	return Object.values(sides).every((side) => side.kind !== "measured" || sameWork(side.measurement.workSamples));
}

// src/comparison/describe-attribution.ts
/** Places that one line names at most; the report holds the others. */
const mostInWords = 2;
const nouns = {
	buffers: "buffers",
	temp: "temporary blocks",
	wal: "WAL"
};
/**
* Where the difference of one count arises, without its full stop: `of 5,709 more buffers, 5,700 are in Seq Scan on
* deployments`. '' when no place stands out. Plain text, to be escaped.
*/
function describeAttribution({ count, base, head }, parts) {
	const shown = parts.filter((part) => part.count === count).slice(0, mostInWords);
	if (shown.length === 0) return "";
	const total = head - base;
	const amount = (value) => {
		return count === "wal" ? formatBytes(Math.abs(value)) : formatCount(Math.abs(value));
	};
	if (!shown.every((part) => difference$2(part) > 0 === total > 0) || shown.some((part) => Math.abs(difference$2(part)) > Math.abs(total) * 1.005)) {
		const places = shown.map((part) => {
			return `${amount(difference$2(part))} ${difference$2(part) > 0 ? "more" : "fewer"} ${placeOf$2(part)}`;
		});
		return `${nouns[count]}: ${places.join(", ")}`;
	}
	const verb = total > 0 ? count === "wal" ? "is" : "are" : count === "wal" ? "was" : "were";
	const [first = "", ...more] = shown.map((part, at) => `${amount(difference$2(part))} ${at === 0 ? `${verb} ` : ""}${placeOf$2(part)}`);
	const comparative = total > 0 ? "more" : count === "wal" ? "less" : "fewer";
	return `of ${amount(total)} ${comparative} ${nouns[count]}, ${[first, ...more].join(" and ")}`;
}
function placeOf$2({ kind, where, statement, calls, baseNode, headNode }) {
	if (kind === "rest") return "outside the plan";
	if (kind === "node") return `in ${where}`;
	const times = calls === null ? "" : ` (${formatCount(calls)} ${calls === 1 ? "call" : "calls"})`;
	const executes = `executes ${clipStatement(statement ?? "")}${times}`;
	const isInTree = baseNode !== null || headNode !== null;
	if (kind === "trigger") return `${isInTree ? "in" : "outside the plan, in"} ${where}, which ${executes}`;
	return isInTree ? `in ${where}, where a function ${executes}` : `outside the plan, where a foreign key, trigger or function ${executes}`;
}

// src/comparison/describe-plan-change.ts
/** The change as a sentence without its full stop: `Index Scan using a_idx became Seq Scan on a`. Plain text, to be escaped. */
function describePlanChange(change) {
	const { subject, from, to } = change;
	const on = subject === "" ? "" : ` on ${subject}`;
	switch (change.kind) {
		case "access-path":
		case "index":
		case "index-only-lost": return `${from} became ${to}${on}`;
		case "join-method": return `${from} of ${subject} became ${to}`;
		case "join-order": return `join order ${from} became ${to}`;
		case "sort-added": return `${to} added${on}`;
		case "sort-removed": return `${from} no longer needed${on}`;
		case "spill-added": return `spill added${on}: ${to}`;
		case "spill-removed": return `spill gone${on}: ${from}`;
		case "parallelism-lost": return `parallel workers lost${on}: ${from} became ${to}`;
		case "parallelism-gained": return `parallel workers gained${on}: ${to}`;
		case "partitions": return `scan of ${from} of ${subject} became a scan of ${to}`;
		case "other":
			if (from === "") return `${to}${on} added`;
			if (to === "") return `${from}${on} no longer needed`;
			return from === to ? `the plan${on} has another shape` : `${from}${on} became ${to}`;
	}
}

// src/comparison/noise.ts
/** ms. Shorter executions differ by more, and by less than anybody judges. */
const shortest = 1;
/** The noise of a run; null where no case was measured on base's twin. */
function noiseOf$1(results, tolerances) {
	const pairs = results.flatMap(({ sides, twin }) => {
		const [base, other] = [measurementOf$1(sides.base), measurementOf$1(twin)];
		return base === null || other === null ? [] : [{
			base,
			other
		}];
	});
	if (pairs.length === 0) return null;
	const ratios = pairs.flatMap(({ base, other }) => {
		const { base: before, ratio } = compareLatency(base.latency, other.latency, tolerances);
		return ratio === null || before.median < shortest ? [] : [Math.abs(Math.log(ratio.estimate))];
	});
	const unsteady = pairs.filter(({ base, other }) => compareCounts(base, other, null, tolerances).counts.some(({ answer }) => answer !== "same"));
	return {
		cases: pairs.length,
		latency: ratios.length === 0 ? null : Math.exp(Math.max(...ratios)) - 1,
		unsteady: unsteady.length
	};
}
/** What is sure on a machine as noisy as this: the noise comes on top of the tolerance of latency. */
function widened(tolerances, noise) {
	const latency = (1 + tolerances.latency) * (1 + (noise?.latency ?? 0)) - 1;
	return {
		...tolerances,
		latency
	};
}
function measurementOf$1(side) {
	return side.kind === "measured" ? side.measurement : null;
}

// src/comparison/quantile-test.ts
const significance = .01;
/**
* Whether the `share` quantile is above `limit`: where it is not, each sample is above with a probability of at most
* 1 − share, so how many are is at most binomial. Exact, and one-sided.
*
* @param samples ms
* @param share 0.95 for the 95th percentile
* @param limit ms
*/
function testQuantile(samples, share, limit) {
	const above = samples.filter((sample) => sample > limit).length;
	const isSurelyOver = above > 0 && atLeast(above, samples.length, 1 - share) < significance;
	const allowed = Math.round(samples.length * (1 - share) * 1e9) / 1e9;
	return {
		above,
		samples: samples.length,
		isSurelyOver,
		mayBeOver: above > allowed
	};
}
/**
* The smallest sample that a share of all samples do not exceed; null for none.
* With too few samples it is the largest, which says little: the caller knows how many it takes.
*/
function quantileOf(samples, share) {
	const sorted = samples.toSorted((a, b) => a - b);
	const rank = Math.ceil(Math.round(samples.length * share * 1e9) / 1e9);
	return sorted[Math.max(0, rank - 1)] ?? null;
}
/** P(binomial(n, p) ≥ k). */
function atLeast(k, n, p) {
	let term = (1 - p) ** n;
	let below = 0;
	for (let successes = 0; successes < k; successes++) {
		below += term;
		term *= (n - successes) / (successes + 1) * (p / (1 - p));
	}
	return 1 - below;
}

// src/report/numbers.ts
/** Two latencies in ms: `8.67 → 146 ms`, with both units where they differ: `850 µs → 1.2 ms`, one where they read alike. */
function formatLatencyChange(base, head) {
	const before = formatMilliseconds(base);
	const after = formatMilliseconds(head);
	if (before === after) return after;
	const [value, unit] = before.split(" ");
	return after.endsWith(` ${unit}`) ? `${value} → ${after}` : `${before} → ${after}`;
}
/**
* A ratio head / base: `35 ×`, `+34 %`, `−97 %`. '' when there is none (null), when nothing is left of it (0, where the
* values say more) and when it rounds to no change.
*/
function formatFactor(ratio) {
	if (ratio === null || ratio <= 0 || !Number.isFinite(ratio)) return "";
	const factor = formatRatio(ratio);
	return /^[−+]0 %$/.test(factor) ? "" : factor;
}
/** How long a run took, in ms: `850 ms`, `4.2 s`, `1 min 12 s`. */
function formatDuration(milliseconds) {
	if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
	const seconds = milliseconds / 1e3;
	if (seconds < 59.95) return `${Number(seconds.toFixed(1))} s`;
	const minutes = Math.floor(Math.round(seconds) / 60);
	const rest = Math.round(seconds) % 60;
	return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

// src/report/culprit-words.ts
/** What moved the case, such as `caused by db/migrations/0043.sql:2: DROP INDEX a_idx`, on one line; null where nothing is told. */
function culpritOf({ culprit }) {
	const text = oneLine$2(culprit?.text ?? "");
	return text === "" ? null : text;
}
/** null where the text names no place. */
function placedCulprit(entry) {
	const text = culpritOf(entry);
	const { file, line } = entry.culprit ?? {
		file: null,
		line: null
	};
	if (text === null || file === null) return null;
	const place = oneLine$2(line === null ? file : `${file}:${line}`);
	const at = place === "" ? -1 : text.indexOf(place);
	if (at < 0) return null;
	const after = text.slice(at + place.length);
	return {
		before: text.slice(0, at),
		place,
		after,
		file,
		line: line ?? 1
	};
}
/**
* Where an annotation of the case stands: at the file of the database that moved it. null where it stands at the query,
* as it does where the query's own text had a part in it.
*/
function annotatedPlace({ culprit }) {
	if (culprit === null || culprit.file === null) return null;
	if (culprit.kind !== "migration" && culprit.kind !== "seed" && culprit.kind !== "settings") return null;
	return {
		file: culprit.file,
		line: culprit.line ?? 1
	};
}
/** What a tenth of the reads, or this many blocks, cannot decide. */
const tie = {
	share: .1,
	blocks: 50
};
/** `on a cold cache base would read 1,284 blocks, head 1,080: head wins`; null for what is not mixed. */
function coldWords({ cold }) {
	if (cold === null) return null;
	const { base, head } = cold;
	const apart = Math.abs(base - head);
	const winner = apart < tie.blocks || apart < tie.share * Math.max(base, head) ? "neither wins" : base < head ? "base wins" : "head wins";
	return `on a cold cache base would read ${formatCount(base)} blocks, head ${formatCount(head)}: ${winner}`;
}
/** In short what moved the case, where that is known, and what a cold cache would read. */
function movedWords(entry) {
	return [entry.culprit?.kind === "unknown" ? null : culpritOf(entry), coldWords(entry)].filter((text) => text !== null);
}
function oneLine$2(text) {
	return text.replace(/\s+/g, " ").trim();
}

// src/report/weightiest.ts
/** Blocks by which a plan change raised or lowered the work of its nodes; 0 where a side has no such node. */
function movedBuffers({ baseBuffers, headBuffers }) {
	return baseBuffers === null || headBuffers === null ? 0 : Math.abs(headBuffers - baseBuffers);
}
/** The changes that moved at least a fifth of what the weightiest moved: all of them when none moved anything. */
function weightiest(changes) {
	const most = Math.max(0, ...changes.map(movedBuffers));
	return changes.filter((change) => movedBuffers(change) >= most / 5);
}

// src/report/case-words.ts
/** What every text format says of one case, as plain words and numbers; names in it are still the pull request's. */
/** `latest-deployments`, or `runs-by-experiment (rare)` with a parameter set. */
function caseLabel(entry) {
	const name = entry.query.trim() === "" ? "(no name)" : entry.query;
	return entry.parameters === "" ? name : `${name} (${entry.parameters})`;
}
function buffersOf(entry) {
	return counts$1(entry.base?.work.buffers, entry.head?.work.buffers, entry.change?.buffers ?? null);
}
/** Temporary blocks and bytes of WAL, where the change moved them beyond tolerance and floor. */
function otherCountsOf(entry) {
	const { base, head, change } = entry;
	if (base === null || head === null || change === null) return [];
	const temp = counts$1(base.work.temp, head.work.temp, change.temp);
	const wal = {
		values: `${formatBytes(base.work.wal)} → ${formatBytes(head.work.wal)}`,
		factor: formatFactor(change.wal)
	};
	return [...change.counts.temp === "same" || temp === null ? [] : [{
		...temp,
		noun: "temporary blocks",
		short: "temp"
	}], ...change.counts.wal === "same" ? [] : [{
		...wal,
		noun: "WAL",
		short: "WAL"
	}]];
}
function latencyOf(entry) {
	const base = entry.base?.latency.median;
	const head = entry.head?.latency.median;
	if (base === void 0 || head === void 0) {
		const only = head ?? base;
		return only === void 0 ? null : {
			values: formatMilliseconds(only),
			factor: ""
		};
	}
	const values = formatLatencyChange(base, head);
	if (entry.change?.answer === "unstable") return {
		values,
		factor: "unstable"
	};
	return {
		values,
		factor: entry.change?.significant === true && base > 0 ? formatFactor(head / base) : "~"
	};
}
/** The plan changes that explain most, two of them at most; the others are their consequences. */
function causesOf({ planChanges }) {
	return weightiest(planChanges).slice(0, 2).map((change) => change.text);
}
/** The causes in words, and how many more changes there are. */
function causesAndMore(entry) {
	return withRest(causesOf(entry), entry.planChanges.length);
}
/** The first `limit` plan changes in words, and how many more there are. */
function planChangesOf({ planChanges }, limit) {
	return withRest(planChanges.slice(0, limit).map((change) => change.text), planChanges.length);
}
function withRest(shown, all) {
	const rest = all - shown.length;
	return rest > 0 ? [...shown, `and ${rest} more ${rest === 1 ? "change" : "changes"} of the plan`] : shown;
}
/** What moved beyond tolerance, in factors: `35 × the buffers, 17 × the time`. '' when nothing did or was compared. */
function effectOf(entry) {
	if (entry.change === null) return "";
	return [
		entry.change.counts.buffers === "same" ? "" : effect(buffersOf(entry), "buffers"),
		...otherCountsOf(entry).map((each) => effect(each, each.noun)),
		entry.change.significant ? effect(latencyOf(entry), "time") : ""
	].filter((part) => part !== "").join(", ");
}
/** That both sides were to return the same rows and do not, in few words; '' where they do, or nobody asked. */
function rowsDiffer({ results }) {
	return results !== null && results.same === false ? "returns other results" : "";
}
/**
* `latency 212 ms, budget 50 ms`, for the budgets that head is over, and the plan locks that it breaks; those that base was
* over or broke too only if `old`.
*/
function overBudget$1(entry, old) {
	return [...entry.budgets.filter(({ over, base, limit }) => over && (old || base === null || base <= limit)).map((budget) => {
		const limit = budgetValue(budget, budget.limit);
		return budget.head === null ? `${budgetNoun(budget)} over the budget of ${limit}` : `${budgetNoun(budget)} ${budgetValue(budget, budget.head)}, budget ${limit}`;
	}), ...brokenLocks(entry, old).map((text) => `plan lock "${text}" broken`)];
}
/** The plan locks that head breaks, those that base broke too only if `old`. */
function brokenLocks({ locks }, old) {
	return locks.filter(({ base, head }) => head === "broken" && (old || base !== "broken")).map(({ text }) => text);
}
function findingsOf$1(report, entry, isNew) {
	return aboutCase(report.findings, entry).filter((finding) => finding.isNew === isNew && finding.side === "head");
}
/** Findings, failures and removals have fields of their own, which say more. */
const toldElsewhere = [
	"finding",
	"errored",
	"not-judged",
	"removed"
];
/**
* Why the case stands where it stands, the cause first: what moved it, what the plans do differently, what the verdict
* says, what the rules found. Failures are not among them.
*/
function whysOf(report, entry) {
	const reasons = aboutCase(report.reasons, entry).filter((reason) => !toldElsewhere.includes(reason.kind)).map((reason) => withoutLabel(reason.text, entry));
	const found = findingsOf$1(report, entry, true).map((finding) => finding.message);
	const said = [
		...[culpritOf(entry), coldWords(entry)].filter((text) => text !== null),
		...planChangesOf(entry, 5),
		...reasons,
		...rowsNotCompared(entry),
		...whereItArises(entry),
		...executedBeside(entry),
		...found
	];
	const texts = said.length === 0 ? [effectOf(entry), ...overBudget$1(entry, true)] : said;
	return [...new Set(texts.map((text) => text.replace(/\s+/g, " ").trim()))].filter((text) => text !== "");
}
/**
* Where the counts that moved arise, one line each, unless what the plans do differently says it already: rows that got
* wider or more, foreign keys, triggers and functions leave the plan as it was.
*/
function whereItArises(entry) {
	const { base, head, attribution } = entry;
	if (base === null || head === null) return [];
	return [
		"buffers",
		"temp",
		"wal"
	].flatMap((count) => {
		const parts = attribution.filter((part) => part.count === count);
		if (parts.length === 0 || parts.every((part) => part.isPlanChange)) return [];
		return describeAttribution({
			count,
			base: base.work[count],
			head: head.work[count]
		}, parts);
	});
}
/** Differing rows are a reason of the verdict; that they were not compared is one of nothing, and should be known. */
function rowsNotCompared({ results }) {
	return results !== null && results.same === null ? [results.text] : [];
}
/** Below this many blocks, a nested statement explains nothing. */
const worthNaming = 50;
/** Of a case that has no base to be compared with: what foreign keys, triggers and functions execute, as no step of the plan. */
function executedBeside({ base, head }) {
	if (base !== null || head === null) return [];
	return head.nested.flatMap(({ text, calls, buffers }) => {
		if (buffers < worthNaming) return [];
		const times = `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}`;
		return `a foreign key, trigger or function executes ${clipStatement(text)} (${times}, ${formatCount(buffers)} buffers), which is no step of the plan`;
	});
}
/** What to do, each thing once, however many findings ask for it. */
function remediesOf(report, entry) {
	const remedies = findingsOf$1(report, entry, true).map(({ remedy, statement }) => ({
		remedy,
		statement
	}));
	return [...new Map(remedies.map((each) => [JSON.stringify(each), each])).values()];
}
/** `on head: column d.status does not exist (42703). Perhaps you meant …` */
function failureWords({ side, message, code, hint }) {
	return `on ${side}: ${message}${code === null || message.includes(code) ? "" : ` (${code})`}${hint === null ? "" : `. ${hint}`}`;
}
/** Reasons start with the name of their case, which is needless where they stand below it. */
function withoutLabel(text, entry) {
	const start = `${(entry.parameters === "" ? entry.query : `${entry.query} (${entry.parameters})`).replace(/\s+/g, " ").trim()}: `;
	return text.startsWith(start) ? text.slice(start.length) : text;
}
function budgetNoun({ name }) {
	return {
		"latency-p95": "95 % latency",
		"latency-p99": "99 % latency",
		"rows-read": "rows read"
	}[name] ?? name;
}
function budgetValue({ name }, value) {
	if (name === "planning" || name.startsWith("latency")) return formatMilliseconds(value);
	return name === "wal" ? formatBytes(value) : formatCount(value);
}
function counts$1(base, head, ratio) {
	if (base === void 0 || head === void 0) {
		const only = head ?? base;
		return only === void 0 ? null : {
			values: formatCount(only),
			factor: ""
		};
	}
	if (base === head) return {
		values: formatCount(head),
		factor: ""
	};
	return {
		values: `${formatCount(base)} → ${formatCount(head)}`,
		factor: formatFactor(ratio)
	};
}
/** Without a factor, as from 0, the values themselves say it. */
function effect(numbers, noun) {
	if (numbers === null) return "";
	if (numbers.factor === "") return `${noun} ${numbers.values}`;
	return numbers.factor.endsWith("×") ? `${numbers.factor} the ${noun}` : `${numbers.factor} ${noun}`;
}

// src/report/standing.ts
/** In the order in which outputs list them. `singular` and `plural` follow a number and a noun: `2 queries got worse`. */
const standings = {
	broken: {
		tone: "bad",
		word: "fails on head",
		singular: "no longer runs",
		plural: "no longer run"
	},
	worse: {
		tone: "bad",
		word: "worse",
		singular: "got worse",
		plural: "got worse"
	},
	"over-budget": {
		tone: "bad",
		word: "over budget",
		singular: "is over budget",
		plural: "are over budget"
	},
	"plan-lock": {
		tone: "bad",
		word: "plan lock broken",
		singular: "breaks a plan lock",
		plural: "break a plan lock"
	},
	failing: {
		tone: "bad",
		word: "fails",
		singular: "does not pass",
		plural: "do not pass"
	},
	"new-over-budget": {
		tone: "bad",
		word: "new, over budget",
		singular: "is new and over budget",
		plural: "are new and over budget"
	},
	"failing-new": {
		tone: "bad",
		word: "new, fails",
		singular: "is new and does not pass",
		plural: "are new and do not pass"
	},
	errored: {
		tone: "warn",
		word: "not measured",
		singular: "could not be measured",
		plural: "could not be measured"
	},
	mixed: {
		tone: "warn",
		word: "mixed",
		singular: "is mixed",
		plural: "are mixed"
	},
	warned: {
		tone: "warn",
		word: "look at it",
		singular: "needs a look",
		plural: "need a look"
	},
	"not-judged": {
		tone: "warn",
		word: "not judged",
		singular: "was not judged",
		plural: "were not judged"
	},
	improved: {
		tone: "good",
		word: "better",
		singular: "improved",
		plural: "improved"
	},
	new: {
		tone: "plain",
		word: "new",
		singular: "is new",
		plural: "are new"
	},
	removed: {
		tone: "plain",
		word: "removed",
		singular: "was removed",
		plural: "were removed"
	},
	accepted: {
		tone: "plain",
		word: "accepted",
		singular: "was accepted as it is",
		plural: "were accepted as they are"
	},
	explained: {
		tone: "plain",
		word: "explained",
		singular: "was explained",
		plural: "were explained"
	},
	unclear: {
		tone: "plain",
		word: "time unclear",
		singular: "has an unclear time",
		plural: "have an unclear time"
	},
	changed: {
		tone: "plain",
		word: "not worse",
		singular: "has another plan",
		plural: "have another plan"
	},
	unchanged: {
		tone: "plain",
		word: "unchanged",
		singular: "is unchanged",
		plural: "are unchanged"
	}
};
/** Whether it failed or needs a look. */
function isLoud$1(standing) {
	return standings[standing].tone === "bad" || standings[standing].tone === "warn";
}
function standingOf(entry) {
	const { status, outcome, direction } = entry;
	if (status === "errored") {
		if (outcome !== "fail") return "errored";
		return entry.base === null ? "failing-new" : "broken";
	}
	if (status === "not-judged") return "not-judged";
	if (status === "removed") return "removed";
	if (status === "explained" && outcome === "pass") return "explained";
	const isOver = entry.budgets.some((budget) => budget.over);
	if (status === "new") {
		if (outcome === "fail") return isOver ? "new-over-budget" : "failing-new";
		return outcome === "warn" ? "warned" : "new";
	}
	if (outcome === "fail") {
		if (direction === "worse") return "worse";
		if (isOver) return "over-budget";
		return entry.locks.some(({ base, head }) => head === "broken" && base === "kept") ? "plan-lock" : "failing";
	}
	if (outcome === "warn") return status === "mixed" ? "mixed" : "warned";
	if (direction === "better") return "improved";
	if (direction === "worse" || direction === "mixed") return "accepted";
	if (entry.change?.answer === "unstable") return "unclear";
	return status === "changed" ? "changed" : "unchanged";
}
/** Whether anything was found out of it. What has failed was judged, however it did. */
function isJudged({ status, outcome }) {
	return outcome === "fail" || status !== "not-judged" && status !== "removed" && status !== "errored";
}
/** Every case with its standing, most urgent first; within a standing in the report's order. */
function rankedCases(report) {
	const order = Object.keys(standings);
	return report.cases.map((entry) => ({
		entry,
		standing: standingOf(entry)
	})).toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
}
/** How many cases stand where, most urgent first; standings without a case are left out. */
function countStandings(report) {
	const counts = /* @__PURE__ */ new Map();
	for (const { standing } of rankedCases(report)) counts.set(standing, (counts.get(standing) ?? 0) + 1);
	return counts;
}
/** Cases are called queries unless one query has several. */
function caseNoun(report, count) {
	if (new Set(report.cases.map((entry) => entry.query)).size < report.cases.length) return count === 1 ? "case" : "cases";
	return count === 1 ? "query" : "queries";
}
/** What the overview lists: all that changed, but not what was never looked at. */
function listedCases(report) {
	return rankedCases(report).filter(({ standing }) => standing !== "unchanged" && standing !== "not-judged");
}
/** Cases that failed or need a look. */
function loudCases(report) {
	return listedCases(report).filter(({ standing }) => isLoud$1(standing));
}
/** Cases that were not judged, by the reason why; there is nothing else to say of them. */
function notJudged(report) {
	const groups = /* @__PURE__ */ new Map();
	for (const entry of report.cases.filter(({ status }) => status === "not-judged")) {
		const why = entry.failures[0]?.message ?? "";
		groups.set(why, [...groups.get(why) ?? [], entry]);
	}
	return groups;
}

// src/report/verdict-rules.ts
const waiver = "If it is meant to be so, add a waiver with a reason and a date to plangate.yml.";
/** What is said of each kind. A missing one is a compile error. */
const verdictRules = {
	"count-worse": {
		level: "error",
		short: "A query does more work than on base.",
		full: "Head touches more blocks, writes more temporary blocks or more WAL than base, beyond the tolerance and the floor, and is not surely faster for it. These are counts, the same on every machine.",
		remedy: `Compare the plans before and after in the report. ${waiver}`
	},
	slower: {
		level: "error",
		short: "A query is slower than on base.",
		full: "Head is surely slower than base, beyond the tolerance and the floor: both were measured in turn, and the whole interval of the ratio lies above the tolerance.",
		remedy: `Compare the plans before and after in the report. ${waiver}`
	},
	mixed: {
		level: "warning",
		short: "A query does more work in less time, or less work in more time.",
		full: "Counts and time moved in opposite directions. More work that is faster today may be slower when the cache is cold or the table grows.",
		remedy: `Look at both numbers and decide which of them matters here. ${waiver}`
	},
	"over-budget": {
		level: "error",
		short: "A query is over its budget.",
		full: "Head exceeds an absolute limit that the query file or plangate.yml sets, and base did not, or head makes it worse.",
		remedy: `Make the query cheaper, or raise the budget where it is set. ${waiver}`
	},
	"plan-lock": {
		level: "error",
		short: "A query breaks a plan lock.",
		full: "The query file or plangate.yml says what its plan must look like; on head the plan does not, and on base it did, or there is no base to compare with.",
		remedy: `Compare the plans before and after in the report, and mend what keeps the plan from it, or change the lock where it is set. ${waiver}`
	},
	errored: {
		level: "error",
		short: "A query fails or times out.",
		full: "The statement failed or ran into the statement timeout. It is a failure where the query worked on base.",
		remedy: "Correct the query, or the migration that takes away what it needs; one that is only slow may need a longer statement-timeout in plangate.yml."
	},
	"results-differ": {
		level: "error",
		short: "A query returns other rows than on base.",
		full: "The statement was executed once more on both sides, with the same parameters, and its rows differ, although the configuration or the query file says that they must be the same.",
		remedy: `Correct the query or the migration; where other rows are what it is about, write -- results: off above the query. ${waiver}`
	},
	"not-judged": {
		level: "warning",
		short: "A query was not judged.",
		full: "The query was not measured on one of the sides, so nobody knows whether it got worse.",
		remedy: "Read why it was not measured: a run that ended early needs a longer time limit, a query that writes needs a database of its own. What nobody has looked at has not passed."
	},
	"gate-loosened": {
		level: "note",
		short: "The change loosens the gate itself.",
		full: "A budget, tolerance, rule, waiver or registered query of the gate is changed so that it lets more pass than on base.",
		remedy: "Let somebody who answers for the gate agree to it, or take it back."
	},
	"waiver-expired": {
		level: "error",
		short: "A waiver has expired.",
		full: "What the waiver let pass counts again since the day after its last one, UTC, and is still there.",
		remedy: "Mend what the waiver let pass, or give it a new date in plangate.yml."
	}
};
/** null for what is no kind of reason, such as a rule's id. */
function verdictRule(kind) {
	const known = verdictRules;
	return Object.hasOwn(known, kind) ? known[kind] ?? null : null;
}
/** What kept plangate from doing its job, by the kind of the error, as the end of a sentence. */
const errorWords = {
	usage: "an option or input is wrong",
	configuration: "the configuration cannot be used",
	repository: "the repository cannot be read",
	migration: "a migration failed",
	seed: "a seed failed",
	query: "a query file cannot be used",
	server: "PostgreSQL could not be started or reached",
	github: "GitHub did not answer as expected",
	"time-limit": "the time limit was reached",
	interrupted: "the run was interrupted",
	unexpected: "something unexpected happened"
};

// src/report/case-annotation.ts
const nameLimit$5 = 100;
/**
* A case that does not pass, with all that is said of it, at the line of the migration or seed that moved it, else at its
* query; findings at other places speak for themselves, and all of them
* where the format has a place for each (`findings: 'apart'`).
*/
function caseAnnotation(report, entry, { findings } = { findings: "told" }) {
	const told = aboutCase(report.findings, entry).filter((finding) => isToldBy(entry, finding));
	const shown = {
		...report,
		findings: findings === "told" ? told : []
	};
	const rule = deciderOf(report, entry) ?? told[0]?.rule ?? "count-worse";
	const relations = new Set(told.map(({ relation }) => relation));
	return annotation({
		level: levelOf(report, entry),
		rule,
		title: titleOf(entry, standingOf(entry), told),
		whys: [...entry.failures.map(failureWords), ...whysOf(shown, entry)],
		remedies: told.length > 0 ? remediesOf(shown, entry) : remedyOf$1(rule, entry),
		...annotatedPlace(entry) ?? {
			file: entry.file,
			line: entry.line
		},
		query: entry.query,
		parameters: entry.parameters,
		relation: relations.size === 1 ? told[0]?.relation ?? null : null
	});
}
/** A finding by itself. */
function findingAnnotation(finding, level) {
	const { rule, message, remedy, statement, file, line, query, parameters, relation } = finding;
	const where = relation === null ? "" : ` on ${relation}`;
	return annotation({
		level,
		rule,
		title: `${nameOf$4(finding)}: ${rule}${where}`,
		whys: [message],
		remedies: [{
			remedy,
			statement
		}],
		file,
		line,
		query,
		parameters,
		relation
	});
}
/**
* How loud a finding is: never louder than its case, which may be better all the same. null for what a waiver accepts
* and for what was there before.
*/
function levelOfFinding(report, finding) {
	if (!finding.isNew || waiverOf(report, finding) !== null) return null;
	if (finding.severity === "note") return "notice";
	const entry = aboutCase(report.cases, finding)[0];
	if (entry?.outcome === "pass") return null;
	return finding.severity === "warning" || entry?.outcome === "warn" ? "warning" : "failure";
}
/** What the verdict says of the waiver that accepts the finding; null where none does. */
function waiverOf(report, finding) {
	const words = oneLine$1(finding.message).replace(/\.$/, "");
	return aboutCase(report.reasons, finding).find((each) => each.kind === "waived" && oneLine$1(each.text).includes(words))?.text ?? null;
}
/** Whether the annotation of the case says it: a new finding on head, at the case's own place. */
function isToldBy(entry, finding) {
	return finding.file === entry.file && finding.line === entry.line && isOf$1(entry, finding) && finding.isNew && finding.side === "head" && entry.outcome !== "pass";
}
/** The kind of what decided about a case, findings aside; null where only findings did. */
function deciderOf(report, entry) {
	const reason = aboutCase(report.reasons, entry).find((each) => each.kind !== "finding" && (each.level === "fail" || each.level === "warn"));
	if (reason !== void 0) return reason.kind;
	const { status, budgets, change } = entry;
	if (status === "errored" || status === "not-judged" || status === "mixed") return status;
	if (budgets.some(({ over }) => over)) return "over-budget";
	if (change === null) return null;
	if (Object.values(change.counts).includes("worse")) return "count-worse";
	return change.answer === "slower" ? "slower" : null;
}
/** What to do where no finding says it. */
function ownRemedy(rule) {
	const remedy = verdictRule(rule)?.remedy;
	return remedy === void 0 ? [] : [{
		remedy,
		statement: null
	}];
}
/** The kind's own, and for a mixed case how caches decide. */
function remedyOf$1(rule, entry) {
	const cold = coldWords(entry);
	return ownRemedy(rule).map(({ remedy, statement }) => ({
		remedy: cold === null ? remedy : `${remedy} Weigh that ${cold}.`,
		statement
	}));
}
function levelOf(report, { outcome, status }) {
	const isUnseen = status === "errored" || status === "not-judged";
	return outcome === "fail" || report.verdict === "error" && isUnseen ? "failure" : "warning";
}
function titleOf(entry, standing, told) {
	const effects = [
		rowsDiffer(entry),
		effectOf(entry),
		...overBudget$1(entry, standing === "over-budget")
	].filter((text) => text !== "");
	const found = told.map(({ rule, relation }) => relation === null ? rule : `${rule} on ${relation}`);
	const failure = entry.failures.find(({ side }) => side === "head") ?? entry.failures[0];
	const more = (failure !== void 0 ? [failure.message] : effects.length > 0 ? effects : [...new Set(found)]).join("; ");
	return `${nameOf$4(entry)} ${standings[standing].singular}${more === "" ? "" : `: ${more}`}`;
}
function nameOf$4(entry) {
	return clip(caseLabel(entry), nameLimit$5);
}
function oneLine$1(text) {
	return text.replace(/\s+/g, " ").trim();
}
function isOf$1(a, b) {
	return a.query === b.query && a.parameters === b.parameters;
}

// src/report/annotations.ts
const levels$3 = [
	"failure",
	"warning",
	"notice"
];
const mostNames$7 = 10;
/**
* What to say at the lines of a change, most severe first: one annotation for each case that does not pass, with all
* its whys, and one for whatever else decided. What was there before and what a waiver accepts is none.
*/
function annotationsOf(report) {
	return mostSevereFirst$1([
		...troubles(report),
		...casesToTell(report).map((entry) => caseAnnotation(report, entry)),
		...notJudgedCases(report),
		...unplacedReasons(report),
		...loosened(report),
		...report.findings.flatMap((finding) => apart(report, finding))
	]);
}
/** The same without findings and without cases that only findings decided, for formats that list findings themselves. */
function annotationsBesideFindings(report) {
	return mostSevereFirst$1([
		...troubles(report),
		...casesToTell(report).filter((entry) => deciderOf(report, entry) !== null || !hasFindings(report, entry)).map((entry) => caseAnnotation(report, entry, { findings: "apart" })),
		...notJudgedCases(report),
		...unplacedReasons(report),
		...loosened(report)
	]);
}
/** What loosens the gate, where it stands on head; what was taken away stands nowhere. */
function loosened({ policy }) {
	const rule = "gate-loosened";
	return (policy?.changes ?? []).filter(({ side, file }) => side === "head" && file !== null).map(({ text, file, line }) => annotation({
		level: "notice",
		rule,
		title: `This change loosens the gate: ${text}`,
		whys: [text],
		remedies: ownRemedy(rule),
		file,
		line
	}));
}
/** The error that kept plangate from judging. */
function troubles({ error }) {
	if (error === null) return [];
	const kind = Object.hasOwn(errorWords, error.kind) ? error.kind : "unexpected";
	const words = errorWords[kind];
	const place = error.place === "" ? "" : `${error.place}: `;
	return [annotation({
		level: "failure",
		rule: `error-${kind}`,
		title: `plangate could not judge this change: ${words}`,
		whys: [`${place}${error.problem}`],
		remedies: error.remedy === "" ? [] : [{
			remedy: error.remedy,
			statement: null
		}],
		details: error.details,
		file: error.file,
		line: error.line
	})];
}
function casesToTell(report) {
	return rankedCases(report).filter(({ entry, standing }) => entry.outcome !== "pass" && standing !== "not-judged").map(({ entry }) => entry);
}
/** A run that ended early leaves many cases for one reason: it is said once, at a place only if it is about one case. */
function notJudgedCases(report) {
	return [...notJudged(report)].map(([why, entries]) => {
		const [first] = entries;
		if (first !== void 0 && entries.length === 1) return caseAnnotation(report, first);
		const names = entries.slice(0, mostNames$7).map(caseLabel);
		if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
		return annotation({
			level: report.verdict === "error" ? "failure" : "warning",
			rule: "not-judged",
			title: `${formatCount(entries.length)} ${caseNoun(report, entries.length)} were not judged: ${why}`,
			whys: [`${names.join(", ")}: ${why}`],
			remedies: ownRemedy("not-judged")
		});
	});
}
/** Reasons of the verdict that belong to no case, such as an expired waiver. */
function unplacedReasons(report) {
	return report.reasons.filter(({ query, level }) => query === null && (level === "fail" || level === "warn")).map(({ kind, level, text }) => annotation({
		level: level === "fail" ? "failure" : "warning",
		rule: kind,
		title: verdictRule(kind)?.short ?? text,
		whys: [text],
		remedies: ownRemedy(kind)
	}));
}
/** A new finding that no case tells: a hint about a case that passes, or one that stands elsewhere. */
function apart(report, finding) {
	const own = aboutCase(report.cases, finding);
	if (finding.side !== "head" || own.some((entry) => isToldBy(entry, finding))) return [];
	const level = levelOfFinding(report, finding);
	return level === null ? [] : [findingAnnotation(finding, level)];
}
function hasFindings(report, entry) {
	return aboutCase(report.findings, entry).some((finding) => isToldBy(entry, finding));
}
function mostSevereFirst$1(annotations) {
	return annotations.toSorted((a, b) => levels$3.indexOf(a.level) - levels$3.indexOf(b.level));
}

// src/rules/filter-conditions.ts
var import_wasm = require_wasm();
/**
* The conditions of a filter that must all hold, in its order. `filter` is an expression as EXPLAIN prints it, `alias`
* the name of the scanned relation in the query. Parts that no index could serve (`<>`, LIKE with a leading wildcard,
* OR across columns, a comparison of two columns of the relation) are left out, and so is a filter that is no SQL.
*/
async function filterConditions(filter, alias) {
	const where = await parseExpression(withoutSubplans(filter));
	return where === null ? [] : conditionsOf(where, alias);
}
async function parseExpression(text) {
	try {
		const statement = (await (0, import_wasm.parse)(`SELECT 1 WHERE ${text}`)).stmts?.[0]?.stmt;
		return statement && "SelectStmt" in statement && statement.SelectStmt.whereClause || null;
	} catch {
		return null;
	}
}
/** EXPLAIN prints `(hashed SubPlan 1)` and `(InitPlan 1).col1`, which are no SQL; each is some value from elsewhere. */
function withoutSubplans(filter) {
	return filter.replace(/\((?:hashed )?(?:SubPlan|InitPlan) \d+(?: \(returns [^)]*\))?\)(?:\.col\d+)?/g, "NULL");
}
function conditionsOf(node, alias) {
	if ("BoolExpr" in node) {
		const parts = (node.BoolExpr.args ?? []).map((part) => conditionsOf(part, alias));
		switch (node.BoolExpr.boolop) {
			case "AND_EXPR": return parts.flat();
			case "OR_EXPR": return alternatives(parts);
			default: return (node.BoolExpr.args ?? []).flatMap((part) => bareColumn(part, alias));
		}
	}
	if ("NullTest" in node) {
		const kind = node.NullTest.nulltesttype === "IS_NULL" ? "equality" : "range";
		return condition(node.NullTest.arg, void 0, kind, alias);
	}
	if ("A_Expr" in node) return comparison(node.A_Expr, alias);
	return bareColumn(node, alias);
}
function bareColumn(node, alias) {
	return "ColumnRef" in node ? condition(node, void 0, "equality", alias) : [];
}
/** `a = 1 OR a = 2` is one equality; alternatives over several columns have no index in common. */
function alternatives(parts) {
	const first = parts[0]?.[0];
	const alike = (part) => part.length === 1 && part[0]?.column === first?.column && part[0]?.kind === "equality";
	return first !== void 0 && parts.every(alike) ? [first] : [];
}
const kinds$1 = {
	"=": "equality",
	"<": "range",
	"<=": "range",
	">": "range",
	">=": "range",
	"~~": "prefix",
	"@>": "gin",
	"?": "gin",
	"?|": "gin",
	"?&": "gin",
	"@@": "gin",
	"@?": "gin"
};
function comparison(expression, alias) {
	const { lexpr, rexpr, name } = expression;
	if (expression.kind !== "AEXPR_OP" && expression.kind !== "AEXPR_OP_ANY") return [];
	const operator = name?.at(-1);
	const kind = operator !== void 0 && "String" in operator ? kinds$1[operator.String.sval ?? ""] : void 0;
	if (kind === void 0 || lexpr === void 0 || rexpr === void 0) return [];
	if (kind === "prefix" && !hasPrefix(rexpr)) return [];
	if (kind === "gin" && !isIndexedByGin(rexpr)) return [];
	const forward = condition(lexpr, rexpr, kind, alias);
	const isSymmetric = kind === "equality" || kind === "range";
	return forward.length === 0 && isSymmetric ? condition(rexpr, lexpr, kind, alias) : forward;
}
function condition(side, other, kind, alias) {
	if (side === void 0 || other !== void 0 && columnsIn(other, alias).length > 0) return [];
	const columns = columnsIn(side, alias);
	const column = columns[0];
	if (column === void 0 || columns.length > 1) return [];
	return [{
		column,
		kind,
		wrapped: "ColumnRef" in side ? null : wrapping(side, column)
	}];
}
function wrapping(node, column) {
	if ("TypeCast" in node) return `(${column})::${typeOf(node.TypeCast.typeName?.names)}`;
	if ("FuncCall" in node) return `${typeOf(node.FuncCall.funcname)}(${column})`;
	return `an expression of ${column}`;
}
function typeOf(names) {
	const last = names?.at(-1);
	return last !== void 0 && "String" in last ? last.String.sval ?? "" : "";
}
/** The pattern of a LIKE that begins with something. */
function hasPrefix(pattern) {
	const value = "TypeCast" in pattern ? pattern.TypeCast.arg : pattern;
	if (value === void 0 || !("A_Const" in value)) return false;
	const text = value.A_Const.sval?.sval ?? "";
	return /^[^%_]/.test(text);
}
/** `@>` and `?` mean other things for ranges and geometries, which GIN does not index. */
function isIndexedByGin(value) {
	if (!("TypeCast" in value)) return false;
	const { typeName } = value.TypeCast;
	return (typeName?.arrayBounds?.length ?? 0) > 0 || [
		"jsonb",
		"jsonpath",
		"tsquery",
		"text"
	].includes(typeOf(typeName?.names));
}
/** Columns of the scanned relation anywhere in an expression; EXPLAIN qualifies those of other relations. */
function columnsIn(node, alias) {
	if (typeof node !== "object" || node === null) return [];
	if ("ColumnRef" in node) return ownColumn(node.ColumnRef, alias);
	return [...new Set(Object.values(node).flatMap((child) => columnsIn(child, alias)))];
}
function ownColumn({ fields }, alias) {
	const names = (fields ?? []).flatMap((field) => "String" in field ? field.String.sval ?? "" : []);
	const column = names.at(-1);
	return column !== void 0 && (names.length === 1 || names.at(-2) === alias) ? [column] : [];
}

// src/rules/lost-index.ts
/** What became of the index that base used. All null where base used none. */
async function lostIndexFacts(lost, conditions, scene) {
	const { textChanged } = scene.comparison.result;
	const index = lost === null || scene.base === null ? null : lostIndexOf(lost, scene, scene.base.catalogue);
	return {
		replaced: lost?.name ?? null,
		lostIndex: index?.name ?? null,
		lostIndexDefinition: index?.before?.definition ?? null,
		indexStillThere: index === null ? null : index.after !== null,
		indexDefinition: index?.after?.definition ?? null,
		indexValid: index?.after?.valid ?? null,
		wrapped: lost === null ? null : await newWrapping(lost, index?.before ?? null, conditions),
		textChanged
	};
}
/** Of several indexes that base combined, the first that is gone, else the first. */
function lostIndexOf({ indexes, relation }, { catalogue }, before) {
	const find = (name, { tables }) => tables.filter((table) => table.name === relation.name).flatMap((table) => table.indexes).find((index) => index.name === name) ?? null;
	const name = indexes.find((used) => find(used, catalogue) === null) ?? indexes[0];
	return name === void 0 ? null : {
		name,
		before: find(name, before),
		after: find(name, catalogue)
	};
}
/**
* What hides a column of the index from it. A cast that base's own index condition shows too (varchar is printed as
* `(status)::text`) hides nothing.
*/
async function newWrapping(lost, index, conditions) {
	const served = await Promise.all(indexConditions(lost.node).map((text) => filterConditions(text, lost.relation.alias)));
	const before = new Set(served.flat().map(({ wrapped }) => wrapped));
	return conditions.find(({ column, wrapped }) => wrapped !== null && !before.has(wrapped) && index?.columns.some((key) => key === column || key === quoteIdentifier(column)))?.wrapped ?? null;
}
function indexConditions(node) {
	const own = node.indexCond === null ? [] : [node.indexCond];
	return node.type.startsWith("Bitmap") ? [...own, ...node.children.flatMap(indexConditions)] : own;
}

// src/rules/scan-reading.ts
/** All sequential scans of a plan that ran, in its order. */
function sequentialScans(measurement, catalogue) {
	const { plan } = measurement;
	const buffers = exclusiveBuffers(plan);
	const above = parents(plan);
	const whole = Math.max(measurement.work.buffers, plan.root.buffers === null ? 0 : touched(plan.root.buffers));
	return accesses(plan).flatMap((access) => {
		const { node } = access;
		if (access.kind !== "sequential" || node.actual === null || node.actual.loops === 0) return [];
		const { rows, loops } = node.actual;
		const removed = node.rowsRemovedByFilter ?? 0;
		const scans = scansOf(node, loops, above);
		const own = buffers.get(node.id);
		const blocks = own === void 0 ? 0 : touched(own);
		const table = tableOf(access, catalogue);
		const rowsPerScan = (rows + removed) * loops / scans;
		return {
			access,
			scans,
			rowsKept: rows * loops,
			rowsDiscarded: removed * loops,
			rowsPerScan,
			buffers: blocks,
			share: whole === 0 ? 0 : Math.min(1, blocks / whole),
			pages: table?.pages ?? blocks / scans,
			table,
			stoppedEarly: canStopEarly(node, above) && isPartOf(rowsPerScan, table)
		};
	});
}
/** The workers of a parallel scan read one table between them, so its loops are those of the Gather above. */
function scansOf(node, loops, above) {
	if (!node.parallelAware) return loops;
	for (let at = above[node.id] ?? null; at !== null; at = above[at.id] ?? null) if (at.type === "Gather" || at.type === "Gather Merge") return Math.max(1, at.actual?.loops ?? 1);
	return loops;
}
function tableOf({ relation }, catalogue) {
	const named = catalogue.tables.filter(({ name }) => name === relation.name);
	if (relation.schema !== null) return named.find(({ schema }) => schema === relation.schema) ?? null;
	return named.length === 1 ? named[0] ?? null : null;
}
/** Nodes that read all of their input before they give the first row. */
const blocking = /* @__PURE__ */ new Set([
	"Sort",
	"Aggregate",
	"Hash",
	"Bitmap Heap Scan",
	"SetOp",
	"ModifyTable"
]);
/** Whether a LIMIT, a semi or anti join or an EXISTS above may end the scan before the end of the table. */
function canStopEarly(node, above) {
	let child = node;
	for (let at = above[node.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
		if (child.parentRelationship === "SubPlan" || child.parentRelationship === "InitPlan") return true;
		if (blocking.has(at.type)) return false;
		if (at.type === "Limit" || at.type === "Merge Join") return true;
		if (at.type === "Nested Loop" && child.parentRelationship === "Inner") {
			if (at.joinType === "Semi" || at.joinType === "Anti") return true;
		}
	}
	return false;
}
/** reltuples is an estimate where VACUUM skipped pages; a tenth is more than it is off after one. */
function isPartOf(rowsPerScan, table) {
	return table === null || table.rows === null || rowsPerScan < .9 * table.rows;
}

// src/rules/quote-name.ts
/** A name that can be typed into SQL, quoted only where it must be. Source: quote_identifier in ruleutils.c. */
async function quoteName(name) {
	if (!/^[a-z_][a-z0-9_$]*$/.test(name)) return quoteIdentifier(name);
	const kind = (await (0, import_wasm.scan)(name)).tokens[0]?.keywordName;
	return kind === "NO_KEYWORD" || kind === "UNRESERVED_KEYWORD" ? name : quoteIdentifier(name);
}

// src/rules/serving-index.ts
/** A cast to text may be one that changes nothing (varchar) and does not stop an index; other casts do. */
function isServed({ wrapped, kind }) {
	return wrapped === null || kind !== "gin" && /::(?:text|varchar)$/.test(wrapped);
}
/** The index that could serve the filter: one that is there already, or the columns of one to create. */
async function servingIndexFacts({ access, table }, conditions) {
	const served = conditions.filter(isServed);
	const equal = served.filter(({ kind }) => kind === "equality").map(({ column }) => column);
	const ranged = served.filter(({ kind }) => kind === "range" || kind === "prefix").slice(0, 1);
	const tree = [.../* @__PURE__ */ new Set([...equal, ...ranged.map(({ column }) => column)])].slice(0, mostColumns);
	const gin = served.find(({ kind }) => kind === "gin");
	const columns = tree.length > 0 || gin === void 0 ? tree : [gin.column];
	const quoted = await Promise.all(columns.map(quoteName));
	const method = tree.length > 0 || gin === void 0 ? "btree" : "gin";
	const schema = table?.schema === void 0 || table.schema === "public" ? "" : `${await quoteName(table.schema)}.`;
	const existing = (table?.indexes ?? []).find((index) => covers$1(index, method, quoted));
	const prefix = ranged[0]?.kind === "prefix" && quoted.length === tree.length ? " text_pattern_ops" : "";
	return {
		table: `${schema}${await quoteName(access.relation.name)}`,
		columns: quoted.length === 0 ? null : quoted.join(", ") + prefix,
		method,
		servedBy: existing?.name ?? null,
		servedWrapped: served.find(({ wrapped, column }) => wrapped !== null && columns.includes(column))?.wrapped ?? null
	};
}
/** More columns rarely make an index more selective, and always make it bigger. */
const mostColumns = 3;
function covers$1(index, method, columns) {
	if (!index.valid || index.predicate !== null || index.method !== method || columns.length === 0) return false;
	const first = index.columns.slice(0, columns.length);
	return columns.every((column) => first.includes(column));
}

// src/rules/sequential-scan.ts
/**
* A big table is read from end to end for few of its rows, or read so where base used an index and had less to do.
* What it counts are rows thrown away, not rows returned: the textbook missing index returns one row of ten million.
*/
const sequentialScan = {
	id: "sequential-scan",
	manual: "https://www.postgresql.org/docs/current/indexes-intro.html",
	severity: "error",
	thresholds: {
		/** Rows that one scan reads; smaller tables are cheap to read whole. */
		rows: 1e4,
		/** Or blocks of the table, 8 kB each: few rows may be wide. */
		pages: 1e3,
		/** Share of the rows read that the filter throws away, from 0 to 1. */
		discarded: .95,
		/** Share of the case's buffers that the scan touches, from 0 to 1. */
		share: .1
	},
	check: check$1,
	describe
};
async function check$1(scene, given) {
	const threshold = (name) => given[name] ?? sequentialScan.thresholds[name] ?? 0;
	const before = baseAccesses(scene);
	const observations = [];
	for (const scan of sequentialScans(scene.measurement, scene.catalogue)) {
		if (scan.rowsPerScan < threshold("rows") && scan.pages < threshold("pages")) continue;
		if (scan.share < threshold("share") || scan.stoppedEarly) continue;
		const old = before.get(scan.access.node.id) ?? null;
		const lost = old !== null && (old.kind === "index" || old.kind === "index-only") ? old : null;
		const { relation, node } = scan.access;
		const conditions = await filterConditions(node.filter ?? "", relation.alias);
		const read = scan.rowsKept + scan.rowsDiscarded;
		const isWasteful = read > 0 && scan.rowsDiscarded >= threshold("discarded") * read;
		const isServable = lost !== null || conditions.some(isServed);
		const isLoss = lost !== null && scene.comparison.direction === "worse";
		if (!(isWasteful && isServable) && !isLoss) continue;
		observations.push({
			relation: `${relation.schema === null ? "" : `${relation.schema}.`}${relation.name}`,
			node: node.id,
			isNew: !readBefore(scan, old, scene),
			facts: {
				...readingFacts(scan),
				...await lostIndexFacts(lost, conditions, scene),
				...await servingIndexFacts(scan, conditions)
			}
		});
	}
	return observations;
}
/** Base's access to the same relation, by the node of this plan. Empty where there is no base to hold it against. */
function baseAccesses({ base, measurement }) {
	if (base === null) return /* @__PURE__ */ new Map();
	const { pairs } = matchAccesses(accesses(base.measurement.plan), accesses(measurement.plan));
	return new Map(pairs.map(([from, to]) => [to.node.id, from]));
}
/**
* Base scanned the same relation from end to end too. Half as many rows will do: a table that grew past a threshold,
* or a filter that changed, is no scan that the pull request adds.
*/
function readBefore(scan, old, { base }) {
	if (old?.kind !== "sequential" || base === null) return false;
	const same = sequentialScans(base.measurement, base.catalogue).find(({ access }) => access.node.id === old.node.id);
	return same !== void 0 && same.rowsPerScan >= scan.rowsPerScan / 2;
}
function readingFacts(scan) {
	const { relation, node } = scan.access;
	return {
		scanned: subjectOf$1(relation),
		alias: relation.alias,
		filter: node.filter,
		rowsKept: Math.round(scan.rowsKept),
		rowsDiscarded: Math.round(scan.rowsDiscarded),
		rowsPerScan: Math.round(scan.rowsPerScan),
		scans: Math.round(scan.scans),
		/** Whether the rows are counted, not rounded. */
		isExact: node.actual?.loops === 1,
		pages: Math.round(scan.pages),
		buffers: scan.buffers,
		share: Number(scan.share.toFixed(4))
	};
}
function describe(facts) {
	return {
		message: message(facts),
		remedy: remedy$2(facts)
	};
}
function message(facts) {
	const scans = Number(facts.scans);
	const times = scans > 1 ? ` ${formatCount(scans)} times` : "";
	const discarded = Number(facts.rowsDiscarded);
	const kept = Number(facts.rowsKept);
	const about = facts.isExact === true ? "" : "about ";
	const size = `${about}${formatCount(Number(facts.rowsPerScan))} rows in ${formatCount(Number(facts.pages))} pages`;
	const filtered = facts.filter === null ? "" : ` to keep ${about}${formatCount(kept)} of them: the filter ${shortened(String(facts.filter))} throws away ${formatShare(discarded / (kept + discarded))} of what was read`;
	const work = `That is ${formatShare(Number(facts.share))} of the query's buffers`;
	const before = facts.replaced === null ? "" : `, and base used ${facts.replaced}`;
	return `Sequential scan of ${facts.scanned} reads the whole table${times} (${size})${filtered}. ${work}${before}.`;
}
function shortened(filter) {
	const characters = [...filter];
	return characters.length <= 120 ? filter : `${characters.slice(0, 119).join("")}…`;
}
function remedy$2(facts) {
	const { lostIndexDefinition, indexDefinition } = facts;
	if (facts.lostIndex !== null) {
		const lostIndex = displayName(String(facts.lostIndex));
		if (facts.indexStillThere === false) return lostIndexDefinition === null ? `Keep ${lostIndex}.` : `Keep ${lostIndex}, or recreate it: ${lostIndexDefinition};`;
		if (facts.indexValid === false) return `${lostIndex} exists but is invalid: its build did not finish. Build it again: REINDEX INDEX CONCURRENTLY ${lostIndex};`;
		if (indexDefinition !== lostIndexDefinition) return `${lostIndex} is no longer the index it was. Restore it: ${lostIndexDefinition};`;
		if (facts.wrapped !== null) return wrappedRemedy(lostIndex, String(facts.wrapped));
		return facts.textChanged === true ? `${lostIndex} still exists, but the changed query does not use it. Compare its conditions and its order with what the index holds (${lostIndexDefinition}).` : `${lostIndex} still exists, but the planner did not choose it. Look at what the migration does to its columns, their types and statistics (${lostIndexDefinition}).`;
	}
	if (facts.servedBy !== null) {
		const index = displayName(String(facts.servedBy));
		return facts.servedWrapped === null ? `${index} has the columns of this filter and the planner did not choose it. Compare the types in the filter with those of the columns, and refresh the statistics: ANALYZE ${facts.table};` : wrappedRemedy(index, String(facts.servedWrapped));
	}
	const using = facts.method === "btree" ? "" : ` USING ${facts.method}`;
	return `Create an index that serves the filter: CREATE INDEX CONCURRENTLY ON ${facts.table}${using} (${facts.columns});`;
}
function wrappedRemedy(index, wrapped) {
	return `${index} still exists but cannot serve this filter: what is compared is ${wrapped}, not the column itself. ${wrapped.includes("::") ? "Keep the column's type, or cast the other side to it, so that both have the same type." : "Compare the column itself, for dates with a half-open range, or create an index on the expression."}`;
}

// src/rules/table.ts
/** Every rule that there is. A missing one is a compile error. */
const rules = { "sequential-scan": sequentialScan };

// src/rules/describe-finding.ts
/** The finding in words, as its rule says them. Plain text with names as they came: escape it for where it is shown. */
function describeFinding(finding) {
	return rules[finding.rule].describe(finding.facts);
}

// src/rules/find-findings.ts
/** What the rules see on both sides of every case: head's findings first, each in the order of the cases. */
async function findFindings(input) {
	const findings = [];
	for (const side of ["head", "base"]) for (const comparison of input.comparisons) {
		const scene = sceneOf(side, comparison, input.catalogues);
		if (scene === null) continue;
		for (const rule of Object.values(rules)) findings.push(...await findingsOf(rule, side, scene, input.rules[rule.id]));
	}
	return findings;
}
async function findingsOf(rule, side, scene, settings) {
	const severity = settings?.severity ?? rule.severity;
	if (severity === "off") return [];
	const { query, parameters } = scene.comparison.result.case;
	return (await rule.check(scene, {
		...rule.thresholds,
		...settings?.thresholds
	})).map(({ relation, node, facts, isNew }) => ({
		rule: rule.id,
		severity,
		query: query.name,
		parameters,
		side,
		isNew: side === "head" && isNew,
		file: query.file,
		line: query.line,
		relation,
		node,
		facts
	}));
}
function sceneOf(side, comparison, catalogues) {
	const measured = (wanted) => {
		const result = comparison.result.sides[wanted];
		return result.kind === "measured" ? result.measurement : null;
	};
	const measurement = measured(side);
	if (measurement === null) return null;
	const base = side === "head" ? measured("base") : null;
	return {
		comparison,
		measurement,
		catalogue: catalogues[side],
		base: base === null ? null : {
			measurement: base,
			catalogue: catalogues.base
		}
	};
}

// src/rules/pages.ts
/** The page of every rule, in Markdown. Written by `node test/rules/pages.ts` from the .md files; do not edit. */
const pages$1 = { "sequential-scan": `# sequential-scan

A big table is read from end to end for a few of its rows.

## What it sees

A \`Seq Scan\` in the plan that was executed, when all of these hold:

- one scan reads at least 10,000 rows, or the table has at least 1,000 pages of 8 kB (\`rows\`, \`pages\`);
- the filter throws away at least 95 % of the rows that were read (\`discarded\`), and at least one of its conditions is
  one that an index could serve;
- the scan is at least 10 % of the buffers that the whole query touches (\`share\`).

It counts rows thrown away, not rows returned: the textbook missing index returns one row of ten million. Rows of
parallel workers and of repeated scans are added up.

It also speaks, whatever the filter keeps, where base used an index for the same table and the query now does more work.

A finding is new, and fails the build, when base did not read the same table from end to end. One that base has too
is listed and fails nothing. Where the query does less work than on base all the same, a new finding is a warning.

## Why it matters

A sequential scan reads every page of the table, so it gets slower with every row that is added, for an answer that
stays as small as it is. On a busy server it also pushes pages out of the cache that others need.

## How to fix it

The finding says which of these it is, with the statement to type:

- the pull request dropped the index that base used: keep it, or recreate it;
- the index is still there, but the column is hidden behind a cast or a function. This is what a changed column type
  does: \`char(12)\` compared with a \`text\` value is compared as \`(region)::text\`. Keep the type, or cast the value;
- no index serves the filter: create one, columns compared with \`=\` first, then one that is compared with a range.
  \`CREATE INDEX CONCURRENTLY\` does not block writers, and cannot run inside a transaction.

See [Introduction to indexes](https://www.postgresql.org/docs/current/indexes-intro.html) and
[Multicolumn indexes](https://www.postgresql.org/docs/current/indexes-multicolumn.html).

What is flagged, and in which words, is shown by the
[flagged examples](../../fixtures/rules/sequential-scan/flagged), which run against a real PostgreSQL in every test.

## When it stays silent

- The table is small, or the scan is a small part of the query's work.
- Most of the rows are wanted.
- The scan was stopped early, by a \`LIMIT\`, an \`EXISTS\`, a semi or an anti join.
- No index could serve the filter, such as \`LIKE '%word%'\` or an \`OR\` across columns: the query has to change, not the schema.

The [clean examples](../../fixtures/rules/sequential-scan/clean) run in every test too.

## When to switch it off

For a query that is meant to read everything now and then, such as a nightly export, add a waiver with a reason and a date:

\`\`\`yaml
waivers: [{ query: nightly-export, rule: sequential-scan, reason: nightly job, expires: 2027-03-31 }]
\`\`\`

For a database whose tables in production are far smaller or bigger than the seed, change the thresholds:

\`\`\`yaml
rules: { sequential-scan: { severity: warning, rows: 50000, pages: 5000, discarded: 99%, share: 20% } }
\`\`\`
` };

// src/verdict/describe-results.ts
/**
* What the comparison of the rows found, as half a sentence: `returns other rows: row 17 has accuracy 0.91 on base, 0.87
* on head`. Names and values stand in it as they came: escape it for where it is shown.
*/
function describeResults({ mode, difference, rows, why, sameData }) {
	if (why !== null) return `its rows were not compared: ${why}`;
	const order = mode === "ordered" ? ", in the same order" : "";
	if (difference === null) return `returns the same ${count$2(rows?.head ?? 0)} on both sides${order}`;
	const data = sameData ? "" : "; the data of the sides was not copied from one to the other and may differ itself";
	const total = rows === null || rows.base === rows.head ? "" : ` (${count$2(rows.base)} on base, ${formatCount(rows.head)} on head)`;
	return `${differenceWords(difference)}${total}${data}`;
}
function differenceWords(difference) {
	switch (difference.kind) {
		case "columns": return `returns other columns: ${columnWords(difference.base, difference.head)}`;
		case "order": return `returns the same rows in another order, from row ${formatCount(difference.row)} on; an ORDER BY that leaves ties lets PostgreSQL choose`;
		case "rows": {
			const { onlyBase, onlyHead, row, value } = difference;
			const only = `returns other rows: ${formatCount(onlyBase)} only on base, ${formatCount(onlyHead)} only on head`;
			const place = row === null ? "such as one" : `the first is row ${formatCount(row)}`;
			if (value === null) return row === null ? only : `${only}; ${place}`;
			const values = value.isHidden ? "whose values are not shown" : `${shown(value.base)} on base, ${shown(value.head)} on head`;
			return `${only}; ${place}, with ${value.column} ${values}`;
		}
	}
}
function columnWords(base, head) {
	const missing = base.filter((name) => !head.includes(name));
	const added = head.filter((name) => !base.includes(name));
	const parts = [...missing.length === 0 ? [] : [`${missing.join(", ")} only on base`], ...added.length === 0 ? [] : [`${added.join(", ")} only on head`]];
	return parts.length > 0 ? parts.join(", ") : `in another order, ${head.join(", ")} on head`;
}
function shown(value) {
	return value === null ? "NULL" : JSON.stringify(value);
}
function count$2(rows) {
	return `${formatCount(rows)} ${rows === 1 ? "row" : "rows"}`;
}

// src/verdict/describe-reason.ts
/**
* The reason as one line of plain text without its full stop:
* `latest-deployments: buffers rose from 168 to 5,877 (35 ×), more than the 10 % allowed`.
* Names and messages stand in it as they came: escape it for where it is shown.
*/
function describeReason(reason) {
	return sentence$1(reason).replace(/\s+/g, " ").trim();
}
function sentence$1(reason) {
	switch (reason.kind) {
		case "count-worse": {
			const change = {
				...reason,
				ratio: reason.base === 0 ? null : reason.head / reason.base
			};
			return `${nameOf$3(reason)}: ${countWords(change)}, more than the ${formatShare(reason.tolerance)} allowed`;
		}
		case "slower": {
			const ratio = reason.base === 0 ? "" : `${formatRatio(reason.head / reason.base)}, `;
			return `${nameOf$3(reason)}: latency rose from ${formatMilliseconds(reason.base)} to ${formatMilliseconds(reason.head)} (${ratio}at least ${formatRatio(reason.low)}), more than the ${formatShare(reason.tolerance)} that tolerance and noise allow`;
		}
		case "mixed": {
			const time = `latency ${moved$1(reason.latencyBase, reason.latencyHead)} from ${formatMilliseconds(reason.latencyBase)} to ${formatMilliseconds(reason.latencyHead)}`;
			const opposed = new Set(reason.counts.map(({ answer }) => answer)).size > 1;
			return `${nameOf$3(reason)}: ${reason.counts.map(countWords).join(", ")}, ${opposed ? "and" : "but"} ${time}`;
		}
		case "over-budget": return `${nameOf$3(reason)}: ${budgetWords(reason)}`;
		case "budget-untold": {
			const { budget, limit, above, samples } = reason;
			return `${nameOf$3(reason)}: ${names$1[budget]} takes ${quantiles[budget].samples} samples to be told, and there were ${formatCount(samples)}, ${formatCount(above)} of them above the budget of ${formatMilliseconds(limit)}`;
		}
		case "plan-lock": return `${nameOf$3(reason)}: ${lockWords(reason)}`;
		case "errored": return erroredWords(reason);
		case "finding": return `${nameOf$3(reason.finding)}: ${describeFinding(reason.finding).message.replace(/\.$/, "")}`;
		case "waived": {
			const until = reason.expires === null ? "" : ` until ${reason.expires}`;
			return `${describeReason(reason.waived)} (waived${until}: ${reason.reason})`;
		}
		case "waiver-expired": return `the waiver of ${waiverWords(reason)} expired on ${reason.expires} (${reason.reason})`;
		case "waiver-unused": {
			const expired = reason.expired === null ? "" : ` expired on ${reason.expired} and`;
			return `the waiver of ${waiverWords(reason)} in line ${reason.line} of the configuration${expired} was not needed (${reason.reason})`;
		}
		case "results-differ": return `${nameOf$3(reason)}: ${describeResults(reason.check)}`;
		case "removed": return `${nameOf$3(reason)}: no longer registered on head`;
		case "not-judged": return `${nameOf$3(reason)}: not judged: ${reason.why}`;
	}
}
function nameOf$3({ query, parameters }) {
	return parameters === "" ? query : `${query} (${parameters})`;
}
function waiverWords({ query, rule }) {
	return rule === null ? query : `${rule} in ${query}`;
}
const names$1 = {
	buffers: "buffers",
	temp: "temporary blocks",
	wal: "WAL",
	rows: "rows",
	latency: "latency",
	"latency-p95": "95 % latency",
	"latency-p99": "99 % latency",
	"rows-read": "rows read",
	planning: "planning time"
};
function moved$1(base, head) {
	return head >= base ? "rose" : "fell";
}
function countWords({ count, base, head, ratio }) {
	const factor = ratio === null || head === 0 ? "" : ` (${formatRatio(ratio)})`;
	return `${names$1[count]} ${moved$1(base, head)} from ${amount(count, base)} to ${amount(count, head)}${factor}`;
}
function amount(name, value) {
	if (name === "planning" || name.startsWith("latency")) return formatMilliseconds(value);
	return name === "wal" ? formatBytes(value) : formatCount(value);
}
function budgetWords({ budget, limit, actual, base, before, level, above }) {
	const are = [
		"buffers",
		"temp",
		"rows",
		"rows-read"
	].includes(budget) ? "are" : "is";
	const value = actual === null ? "" : ` ${amount(budget, actual)},`;
	const samples = above === null ? "" : `, ${formatCount(above.count)} of ${formatCount(above.samples)} samples above it`;
	const over = `${names$1[budget]} ${are}${value} over the budget of ${amount(budget, limit)}${samples}`;
	if (base === null) return before ? `${over}, ${level === "note" ? "as before" : "as on base"}` : over;
	if (!before) return `${over} (base: ${amount(budget, base)})`;
	return level === "note" ? `${over}, as before (base: ${amount(budget, base)})` : `${over}, which base exceeds too (${amount(budget, base)})`;
}
function lockWords({ lock, before, instead, level }) {
	const was = before === true ? level === "note" ? ", as before" : ", which base breaks too" : "";
	return `the plan lock "${lockText(lock)}" is broken: ${insteadWords(lock.kind, instead)}${was}`;
}
function insteadWords(kind, instead) {
	switch (kind) {
		case "index": return instead.length === 0 ? "the plan uses no index" : `the plan uses ${instead.join(", ")}`;
		case "no-sequential-scan": return `the plan reads ${instead.join(", ")} from end to end`;
		case "no-spill": return "the plan writes temporary files";
	}
}
function erroredWords(reason) {
	const hint = reason.hint === null ? "" : ` (${reason.hint})`;
	const message = `${reason.message}${hint}`;
	const what = reason.timedOut ? "times out" : "fails";
	switch (reason.side) {
		case "head": return `${nameOf$3(reason)}: ${what} on head: ${message}`;
		case "only": return `${nameOf$3(reason)}: ${what}: ${message}`;
		case "both": return `${nameOf$3(reason)}: ${what} on head and could not be measured on base either: ${message}`;
		case "base": return `${nameOf$3(reason)}: ${what} on base and is judged as a new query: ${message}`;
	}
}

// src/verdict/exit-code.ts
/** 0 passed, perhaps with warnings; 1 failed; 2 plangate could not do its job. */
function exitCode(outcome) {
	switch (outcome) {
		case "pass":
		case "warn": return 0;
		case "fail": return 1;
		case "error": return 2;
	}
}

// src/verdict/change-reasons.ts
/** Reasons for what a case became, budgets and findings aside. */
function changeReasons(comparison, tolerances) {
	const named = nameOf$2(comparison);
	const { base, head } = comparison.result.sides;
	switch (comparison.status) {
		case "not-judged": {
			const skipped = head.kind === "skipped" ? head : base;
			const why = skipped.kind === "skipped" ? skipped.reason : "it was not reached";
			return [{
				kind: "not-judged",
				level: "warn",
				...named,
				why
			}];
		}
		case "removed": return [{
			kind: "removed",
			level: "note",
			...named
		}];
		case "errored": {
			if (head.kind !== "failed") return [];
			const side = base.kind === "failed" ? "both" : base.kind === "no-side" ? "only" : "head";
			return [{
				kind: "errored",
				level: side === "head" ? "fail" : "warn",
				...named,
				side,
				...failure$2(head)
			}];
		}
		case "new": return base.kind === "failed" ? [{
			kind: "errored",
			level: "note",
			...named,
			side: "base",
			...failure$2(base)
		}] : [];
		case "explained": return [];
		case "mixed": return [mixed(comparison)];
		case "changed":
		case "unchanged": return [...countReasons(comparison, tolerances), ...latencyReasons(comparison, tolerances)];
	}
}
/** Reasons for what the rules saw on head. What base had already is listed in the report and decides nothing. */
function findingReasons(findings, comparison) {
	return findings.flatMap((finding) => {
		if (!finding.isNew || finding.side !== "head") return [];
		if (finding.severity === "off" || finding.severity === "note") return [];
		const isBetter = comparison.direction === "better" || comparison.direction === "mixed";
		return [{
			kind: "finding",
			level: finding.severity === "error" && !isBetter ? "fail" : "warn",
			finding
		}];
	});
}
/** Both sides were to return the same rows and do not. What could not be compared decides nothing. */
function resultsReasons(comparison) {
	const check = comparison.result.results;
	if (check === void 0 || check.same !== false) return [];
	return [{
		kind: "results-differ",
		level: "fail",
		...nameOf$2(comparison),
		check
	}];
}
function nameOf$2(comparison) {
	const { query, parameters } = comparison.result.case;
	return {
		query: query.name,
		parameters
	};
}
function failure$2(side) {
	const { message, hint, timedOut } = side.failure;
	return {
		message,
		hint,
		timedOut
	};
}
function countReasons(comparison, tolerances) {
	return comparison.counts.filter((change) => change.answer === "worse").map(({ count, base, head }) => ({
		kind: "count-worse",
		level: "fail",
		...nameOf$2(comparison),
		count,
		base,
		head,
		tolerance: tolerances[count]
	}));
}
function latencyReasons(comparison, tolerances) {
	const { latency } = comparison;
	if (latency === null || latency.ratio === null || beyondTolerance(latency, tolerances) !== "slower") return [];
	return [{
		kind: "slower",
		level: "fail",
		...nameOf$2(comparison),
		base: latency.base.median,
		head: latency.head.median,
		low: latency.ratio.low,
		tolerance: tolerances.latency
	}];
}
function mixed(comparison) {
	const buffers = comparison.counts.find((change) => change.count === "buffers");
	return {
		kind: "mixed",
		level: "warn",
		...nameOf$2(comparison),
		counts: comparison.counts.filter((change) => change.answer !== "same"),
		buffersBase: buffers?.base ?? 0,
		buffersHead: buffers?.head ?? 0,
		latencyBase: comparison.latency?.base.median ?? 0,
		latencyHead: comparison.latency?.head.median ?? 0
	};
}

// src/verdict/budget-reasons.ts
/**
* Budgets that head exceeds: counts exactly, times and rounded rows only where even the low end of the interval is over,
* quantiles only where an exact test is sure; times that were measured twice only where both times say so. A budget that
* base exceeds already fails only where head is worse beyond the tolerance, or always when the policy is strict; otherwise
* it is a note.
*/
function budgetReasons(comparison, policy) {
	const head = measurementOf(comparison.result.sides.head);
	if (head === null) return [];
	const base = measurementOf(comparison.result.sides.base);
	const budget = budgetFor(policy.budgets, comparison.result.case.query);
	const judge = {
		comparison,
		policy,
		base,
		head
	};
	return [
		...timeBudget(judge, "latency", budget.latency),
		...quantileBudget(judge, "latency-p95", budget["latency-p95"]),
		...quantileBudget(judge, "latency-p99", budget["latency-p99"]),
		...timeBudget(judge, "planning", budget.planning),
		...countBudget(judge, "buffers", budget.buffers),
		...countBudget(judge, "temp", budget.temp),
		...countBudget(judge, "wal", budget.wal),
		...countBudget(judge, "rows", budget.rows),
		...rowsReadBudget(judge, budget["rows-read"])
	];
}
function measurementOf(side) {
	return side.kind === "measured" ? side.measurement : null;
}
function countBudget(judge, budget, limit) {
	if (limit === void 0) return [];
	const { comparison, base, head } = judge;
	const change = comparison.counts.find(({ count }) => count === budget);
	const actual = change?.head ?? head.work[budget];
	const before = change?.base ?? base?.work[budget] ?? null;
	if (actual <= limit) return [];
	const isWorse = change === void 0 ? before === null || actual > before : change.answer === "worse";
	const wasOver = before !== null && before > limit;
	return [overBudget(judge, {
		budget,
		limit,
		actual,
		base: before,
		before: wasOver
	}, isWorse || !wasOver)];
}
/** Rows read have no tolerance of their own; that of buffers, which they are read from, is taken. */
function rowsReadBudget(judge, limit) {
	if (limit === void 0) return [];
	const { base, head, policy } = judge;
	const budget = "rows-read";
	const own = rowsRead(head.plan);
	if (own.rows - own.uncertainty <= limit) return [];
	if (base === null) return [overBudget(judge, {
		budget,
		limit,
		actual: own.rows,
		base: null,
		before: false
	}, true)];
	const was = rowsRead(base.plan);
	const most = was.rows + was.uncertainty;
	const isWorse = own.rows - own.uncertainty > most * (1 + policy.tolerances.buffers);
	const facts = {
		budget,
		limit,
		actual: own.rows,
		base: was.rows,
		before: most > limit
	};
	return [overBudget(judge, facts, isWorse || !facts.before)];
}
function timeBudget(judge, budget, limit) {
	if (limit === void 0) return [];
	const { base, head, policy } = judge;
	const rounds = roundsOf(head, budget);
	if (!rounds.every((round) => round.length > 0 && intervalOf(round).low > limit)) return [];
	const actual = intervalOf(rounds.flat()).median;
	if (base === null) return [overBudget(judge, {
		budget,
		limit,
		actual,
		base: null,
		before: false
	}, true)];
	const before = roundsOf(base, budget);
	const was = intervalOf(before.flat());
	const isWorse = rounds.every((round, at) => {
		const change = compareLatency(before[at] ?? [], round, policy.tolerances);
		return change.base.low > limit ? beyondTolerance(change, policy.tolerances) === "slower" : crosses(change, limit);
	});
	return [overBudget(judge, {
		budget,
		limit,
		actual,
		base: was.median,
		before: was.high > limit
	}, isWorse)];
}
/** ms. What was measured again stands by itself: only what both times say fails. */
function roundsOf(of, time) {
	const [first, all] = [of.latency.length, time === "latency" ? allLatency(of) : of.planning];
	return of.latencyAgain.length === 0 ? [all] : [all.slice(0, first), all.slice(first)];
}
/** Base was surely within the limit, or may have been and head is significantly slower. */
function crosses(change, limit) {
	return change.base.high <= limit || change.answer === "slower";
}
/** Where base is over it, or may be, what decides is whether head is slower as a whole: two tails are too few samples. */
function quantileBudget(judge, budget, limit) {
	if (limit === void 0) return [];
	const { base, head, policy, comparison } = judge;
	const { share, samples } = quantiles[budget];
	const shown = (latency) => latency.length < samples ? null : quantileOf(latency, share);
	const rounds = roundsOf(head, "latency");
	const own = testQuantile(allLatency(head), share, limit);
	if (!rounds.every((round) => testQuantile(round, share, limit).isSurelyOver)) {
		if (own.samples >= samples) return [];
		const facts = {
			budget,
			limit,
			above: own.above,
			samples: own.samples
		};
		return [{
			kind: "budget-untold",
			level: "note",
			...nameOf$2(comparison),
			...facts
		}];
	}
	const above = {
		count: own.above,
		samples: own.samples
	};
	const facts = {
		budget,
		limit,
		actual: shown(allLatency(head)),
		above
	};
	if (base === null) return [overBudget(judge, {
		...facts,
		base: null,
		before: false
	}, true)];
	const was = testQuantile(allLatency(base), share, limit);
	const change = compareRounds(base, head, policy.tolerances);
	const isWorse = was.isSurelyOver ? beyondTolerance(change, policy.tolerances) === "slower" : !was.mayBeOver || change.answer === "slower";
	return [overBudget(judge, {
		...facts,
		base: shown(allLatency(base)),
		before: was.mayBeOver
	}, isWorse)];
}
function overBudget({ comparison, policy }, facts, fails) {
	return {
		kind: "over-budget",
		level: fails || policy.strict ? "fail" : "note",
		...nameOf$2(comparison),
		above: null,
		...facts
	};
}

// src/verdict/plan-locks.ts
/** The plan locks of a case and whether the plans of both sides keep them. */
function lockStates({ result }, budgets, partitions) {
	const broken = (side, lock) => {
		const own = result.sides[side];
		return own.kind === "measured" ? breaks(own.measurement.plan, lock, partitions[side]) : [];
	};
	const state = (side, found) => result.sides[side].kind !== "measured" ? null : found === null ? "kept" : "broken";
	return (budgetFor(budgets, result.case.query).plan ?? []).map((lock) => {
		const head = broken("head", lock);
		return {
			lock,
			base: state("base", broken("base", lock)),
			head: state("head", head),
			instead: head ?? []
		};
	});
}
/** A lock that head breaks fails, unless base broke it too; with `strict` always. */
function lockReasons(comparison, locks, strict) {
	return locks.flatMap(({ lock, base, head, instead }) => {
		if (head !== "broken") return [];
		const level = base === "broken" && !strict ? "note" : "fail";
		const before = base === null ? null : base === "broken";
		return [{
			kind: "plan-lock",
			level,
			...nameOf$2(comparison),
			lock,
			before,
			instead
		}];
	});
}
/** What the plan does instead of what the lock demands; null when it keeps it. */
function breaks(plan, lock, partitions) {
	const nodes = walk$1(plan);
	switch (lock.kind) {
		case "index": {
			const { name } = lock.index;
			const used = nodes.flatMap(({ index }) => index === null ? [] : [index]);
			return used.some((index) => index === name || partitions.indexes[index] === name) ? null : [...new Set(used)];
		}
		case "no-sequential-scan": {
			const scanned = nodes.filter((node) => isScanOf(node, lock.table, partitions));
			const names = scanned.map(({ relation }) => relation?.name ?? "");
			return scanned.length === 0 ? null : [...new Set(names)];
		}
		case "no-spill": return spills(plan).length === 0 ? null : [];
	}
}
/** A scan that was never executed read nothing. */
function isScanOf({ type, relation, actual }, table, known) {
	if (type !== "Seq Scan" || relation === null || actual?.loops === 0) return false;
	if (table === null) return true;
	const isNamed = relation.name === table.name || known.tables[relation.name] === table.name;
	const sameSchema = table.schema === null || relation.schema === null || table.schema === relation.schema;
	return isNamed && sameSchema;
}

// src/verdict/waivers.ts
/**
* Turns what a valid waiver accepts into notes. An expired waiver accepts nothing, and what it was for still being there
* fails, however lightly that weighs. What was not judged
* cannot be waived: nobody has seen it.
*
* @param today ISO date; a waiver holds to the end of its day, UTC
*/
function applyWaivers(reasons, waivers, today) {
	const used = /* @__PURE__ */ new Set();
	const expired = /* @__PURE__ */ new Set();
	return {
		reasons: [...reasons.map((reason) => {
			if (reason.level === "note" || reason.kind === "not-judged") return reason;
			const matching = waivers.filter((waiver) => accepts(waiver, reason));
			for (const waiver of matching) used.add(waiver);
			const valid = matching.find(({ expires }) => expires === null || expires >= today);
			if (valid !== void 0) return {
				kind: "waived",
				level: "note",
				waived: reason,
				reason: valid.reason,
				expires: valid.expires
			};
			for (const waiver of matching) expired.add(waiver);
			return reason;
		}), ...[...expired].map(expiredReason)],
		used
	};
}
/** Waivers of the judged queries that accepted nothing. Queries that were not run say nothing of their waivers. */
function unusedWaivers(waivers, used, judged, today) {
	return waivers.filter((waiver) => !used.has(waiver) && judged.has(waiver.query)).map(({ query, rule, reason, line, expires }) => ({
		kind: "waiver-unused",
		level: "note",
		query,
		rule,
		reason,
		line,
		expired: expires !== null && expires < today ? expires : null
	}));
}
function accepts(waiver, reason) {
	if (reason.kind === "finding") {
		const { query, rule } = reason.finding;
		return waiver.query === query && (waiver.rule === null || waiver.rule === rule);
	}
	return waiver.rule === null && "query" in reason && waiver.query === reason.query;
}
function expiredReason({ query, rule, reason, expires }) {
	return {
		kind: "waiver-expired",
		level: "fail",
		query,
		rule,
		reason,
		expires: expires ?? ""
	};
}

// src/verdict/judge.ts
const none$1 = {
	base: {
		tables: {},
		indexes: {}
	},
	head: {
		tables: {},
		indexes: {}
	}
};
/** Decides over every case and over all of them together, and says why. */
function judge({ comparisons, findings, policy, today, partitions = none$1 }) {
	const used = /* @__PURE__ */ new Set();
	const cases = comparisons.map((comparison) => {
		const own = findings.filter((finding) => isOf(finding, comparison));
		const locks = lockStates(comparison, policy.budgets, partitions);
		const reasons = [
			...changeReasons(comparison, policy.tolerances),
			...budgetReasons(comparison, policy),
			...lockReasons(comparison, locks, policy.strict),
			...findingReasons(own, comparison),
			...resultsReasons(comparison)
		];
		const waived = applyWaivers(reasons, policy.waivers, today);
		for (const waiver of waived.used) used.add(waiver);
		const ordered = mostSevereFirst(waived.reasons);
		return {
			comparison,
			outcome: outcomeOf(ordered),
			reasons: ordered,
			locks
		};
	});
	const judged = comparisons.filter(({ status }) => status !== "not-judged");
	const names = new Set(judged.map(({ result }) => result.case.query.name));
	const unused = unusedWaivers(policy.waivers, used, names, today);
	const reasons = mostSevereFirst(distinct([...cases.flatMap((own) => own.reasons), ...unused]));
	const worst = outcomeOf(reasons);
	const isPartial = comparisons.some(({ status, result }) => status === "not-judged" && Object.values(result.sides).some((side) => side.kind === "skipped" && side.cause === "interrupted"));
	const isVain = comparisons.length > 0 && comparisons.every(({ status, result }) => result.sides.base.kind === "no-side" && status !== "explained");
	const outcome = worst !== "fail" && (isPartial || isVain) ? "error" : worst;
	const rank = {
		fail: 0,
		warn: 1,
		pass: 2
	};
	return {
		outcome,
		reasons,
		cases: cases.toSorted((a, b) => rank[a.outcome] - rank[b.outcome])
	};
}
function isOf(finding, comparison) {
	const { query, parameters } = comparison.result.case;
	return finding.query === query.name && finding.parameters === parameters;
}
function outcomeOf(reasons) {
	if (reasons.some(({ level }) => level === "fail")) return "fail";
	return reasons.some(({ level }) => level === "warn") ? "warn" : "pass";
}
const levels$2 = [
	"fail",
	"warn",
	"note"
];
const kinds = [
	"errored",
	"results-differ",
	"count-worse",
	"slower",
	"over-budget",
	"plan-lock",
	"finding",
	"waiver-expired",
	"mixed",
	"not-judged",
	"waived",
	"removed",
	"budget-untold",
	"waiver-unused"
];
/** By level, then by kind; otherwise in the order given. */
function mostSevereFirst(reasons) {
	return reasons.toSorted((a, b) => levels$2.indexOf(a.level) - levels$2.indexOf(b.level) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
/** One expired waiver may stand in the way of several cases of its query; once is enough in the whole. */
function distinct(reasons) {
	const seen = /* @__PURE__ */ new Set();
	return reasons.filter((reason) => {
		if (reason.kind !== "waiver-expired") return true;
		const key = JSON.stringify([
			reason.query,
			reason.rule,
			reason.reason,
			reason.expires
		]);
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
}

// src/verdict/key-place.ts
/** Where a key of plangate.yml stands on head; where head does not write it, where base does. */
function keyPlace({ base, head }, path, isOnHead) {
	return isOnHead ? placeOn("head", head, path) : placeOn("base", base, path);
}
function placeOn(side, written, path) {
	return {
		side,
		file: written.file,
		line: written.file === null ? null : written.lineOf(path)
	};
}

// src/verdict/limit-words.ts
/** A limit with its unit: `50 ms`, `1,000`, `8 MB`. */
function limitWords(name, value) {
	if (name === "planning" || name.startsWith("latency")) return formatMilliseconds(value);
	return name === "wal" ? formatBytes(value) : formatCount(value);
}

// src/verdict/changed-budgets.ts
/** Budgets and plan locks of plangate.yml, the default's and those by tag, that were raised or taken away. */
function changedBudgets(gates) {
	const { tags: baseTags = {}, ...base } = gates.base.policy.budgets;
	const { tags: headTags = {}, ...head } = gates.head.policy.budgets;
	const byTag = Object.entries(baseTags).flatMap(([tag, budget]) => {
		return compareBudgets(gates, budget, (Object.hasOwn(headTags, tag) ? headTags[tag] : void 0) ?? {}, [
			"budgets",
			"tags",
			tag
		], ` of the tag ${tag}`);
	});
	return [...compareBudgets(gates, base, head, ["budgets"], ""), ...byTag];
}
function compareBudgets(gates, base, head, path, whose) {
	const limits = limitNames.flatMap((name) => {
		const [before, after] = [base[name], head[name]];
		if (before === void 0 || after !== void 0 && after <= before) return [];
		const place = keyPlace(gates, [...path, name], after !== void 0);
		const was = limitWords(name, before);
		return after === void 0 ? [{
			kind: "budget-removed",
			text: `the budget ${name}${whose} (${was}) is taken away`,
			...place
		}] : [{
			kind: "budget-raised",
			text: `the budget ${name}${whose} is raised from ${was} to ${limitWords(name, after)}`,
			...place
		}];
	});
	const kept = new Set((head.plan ?? []).map(lockText));
	const locks = (base.plan ?? []).flatMap((lock, index) => {
		const text = lockText(lock);
		if (kept.has(text)) return [];
		const place = keyPlace(gates, [
			...path,
			"plan",
			index
		], false);
		return [{
			kind: "plan-lock-removed",
			text: `the plan lock "${text}"${whose} is taken away`,
			...place
		}];
	});
	return [...limits, ...locks];
}

// src/verdict/changed-queries.ts
/** Registered queries, and sets of parameters of those that stay, that are no longer there to be measured. */
function changedQueries({ base, head }) {
	const after = new Map(head.queries.map((query) => [query.name, query]));
	return base.queries.flatMap((query) => {
		const now = after.get(query.name);
		if (now !== void 0) return changedSets(query, now);
		return [{
			kind: "query-removed",
			text: `${query.name}: the query is no longer registered`,
			...onBase(query, query.line)
		}];
	});
}
/** A query that has come to take parameters has its first sets. */
function changedSets(was, now) {
	if (was.parameters.length === 0) return [];
	const names = new Set(now.sets.map(({ name }) => name));
	const sets = was.sets.filter(({ name }) => !names.has(name)).map(({ name, line }) => {
		const set = name === "" ? "the set of parameters without a name" : `the set of parameters ${name}`;
		return {
			kind: "parameters-removed",
			text: `${was.name}: ${set} is taken away`,
			...onBase(was, line)
		};
	});
	if (was.parametersFrom === null || now.parametersFrom !== null) return sets;
	const text = `${was.name}: params from is taken away`;
	return [...sets, {
		kind: "parameters-removed",
		text,
		...onBase(was, was.parametersFrom.line)
	}];
}
function onBase({ file }, line) {
	return {
		side: "base",
		file,
		line
	};
}

// src/verdict/changed-query-budgets.ts
/**
* Budgets and plan locks that the annotations of a query raise or take away: its own, and those of a tag that it no longer
* bears. What counts is what held for it before and what holds now; where the annotations did not move it, plangate.yml did.
*/
function changedQueryBudgets({ base, head }) {
	const before = new Map(base.queries.map((query) => [query.name, query]));
	return head.queries.flatMap((query) => {
		const was = before.get(query.name);
		if (was === void 0) return [];
		return compareQueries(was, query, {
			before: budgetFor(base.policy.budgets, was),
			byAnnotations: budgetFor(base.policy.budgets, query),
			after: budgetFor(head.policy.budgets, query)
		});
	});
}
function compareQueries(was, now, held) {
	const limits = limitNames.flatMap((name) => {
		const [limit, after] = [held.before[name], held.after[name]];
		if (limit === void 0) return [];
		const isLooser = (other) => other === void 0 || other > limit;
		if (!isLooser(held.byAnnotations[name]) || !isLooser(after)) return [];
		const place = placeOf$1(was, now, "budget");
		const before = limitWords(name, limit);
		return after === void 0 ? [{
			kind: "budget-removed",
			text: `${now.name}: the budget ${name} (${before}) is taken away`,
			...place
		}] : [{
			kind: "budget-raised",
			text: `${now.name}: the budget ${name} is raised from ${before} to ${limitWords(name, after)}`,
			...place
		}];
	});
	const texts = (budget) => new Set((budget.plan ?? []).map(lockText));
	const [byAnnotations, after] = [texts(held.byAnnotations), texts(held.after)];
	const locks = [...texts(held.before)].flatMap((text) => {
		if (byAnnotations.has(text) || after.has(text)) return [];
		const place = placeOf$1(was, now, "plan");
		return [{
			kind: "plan-lock-removed",
			text: `${now.name}: the plan lock "${text}" is taken away`,
			...place
		}];
	});
	return [...limits, ...locks];
}
/** The annotation, or what is left of the query that had it. */
function placeOf$1(was, now, annotation) {
	const tags = was.lines[annotation] === void 0 ? now.lines.tags : void 0;
	return {
		side: "head",
		file: now.file,
		line: now.lines[annotation] ?? tags ?? now.line
	};
}

// src/verdict/changed-results.ts
const strictness = {
	off: 0,
	bag: 1,
	ordered: 2
};
/** What of the check that both sides return the same rows is switched off or lets more pass: for all queries, and for one. */
function changedResults(gates) {
	return [...ofAll(gates), ...ofQueries(gates)];
}
function ofAll(gates) {
	const [base, head] = [gates.base.policy, gates.head.policy];
	const change = (key, text) => ({
		kind: "results-loosened",
		text,
		...keyPlace(gates, [key], gates.head.isWritten([key]))
	});
	const changes = [];
	if (strictness[head.results] < strictness[base.results]) changes.push(change("results", `results is loosened from ${base.results} to ${head.results}`));
	if (head.results !== "off" && head.resultsTolerance > base.resultsTolerance) {
		const values = `from ${base.resultsTolerance} to ${head.resultsTolerance}`;
		changes.push(change("results-tolerance", `results-tolerance is loosened ${values}`));
	}
	return changes;
}
/** As with budgets, what plangate.yml moved is not told again for each query. */
function ofQueries({ base, head }) {
	const before = new Map(base.queries.map((query) => [query.name, query]));
	return head.queries.flatMap((query) => {
		const was = before.get(query.name);
		if (was === void 0) return [];
		const held = was.results ?? base.policy.results;
		const byAnnotation = query.results ?? base.policy.results;
		const after = query.results ?? head.policy.results;
		const isLooser = (mode) => strictness[mode] < strictness[held];
		if (!isLooser(byAnnotation) || !isLooser(after)) return [];
		return [{
			kind: "results-loosened",
			text: `${query.name}: results is loosened from ${held} to ${after}`,
			side: "head",
			file: query.file,
			line: query.lines.results ?? query.line
		}];
	});
}

// src/verdict/changed-rules.ts
/** From what fails to what says nothing. */
const severities = [
	"error",
	"warning",
	"note",
	"off"
];
/** Rules with a lower severity, or with thresholds that keep them silent for longer: every rule speaks from its thresholds on. */
function changedRules(gates) {
	return Object.entries(gates.base.policy.rules).flatMap(([id, before]) => {
		const after = gates.head.policy.rules[id];
		if (after === void 0) return [];
		const change = (key, text) => ({
			kind: "rule-loosened",
			text: `the rule ${id} is loosened: ${text}`,
			...keyPlace(gates, [
				"rules",
				id,
				key
			], gates.head.isWritten([
				"rules",
				id,
				key
			]))
		});
		const severity = severities.indexOf(after.severity) > severities.indexOf(before.severity) ? [change("severity", `severity from ${before.severity} to ${after.severity}`)] : [];
		const thresholds = Object.entries(before.thresholds).flatMap(([name, limit]) => {
			const now = after.thresholds[name];
			return now === void 0 || now <= limit ? [] : [change(name, `${name} from ${words$3(name, limit)} to ${words$3(name, now)}`)];
		});
		return before.severity === "off" ? [] : [...severity, ...thresholds];
	});
}
/** Thresholds that are shares of a whole; the others count. */
const shares = /* @__PURE__ */ new Set(["discarded", "share"]);
function words$3(name, threshold) {
	return shares.has(name) ? formatShare(threshold) : formatCount(threshold);
}

// src/verdict/changed-sampling.ts
/** Single keys: whose policy judges, `strict`, and how much is measured. */
function changedSampling(gates) {
	const [base, head] = [gates.base.policy, gates.head.policy];
	const change = (kind, key, text) => ({
		kind,
		text,
		...keyPlace(gates, [key], gates.head.isWritten([key]))
	});
	const lowered = `samples is lowered from ${formatCount(base.samples)} to ${formatCount(head.samples)}: fewer differences in time can be told`;
	const shortened = `sampling-time is lowered from ${formatMilliseconds(base.samplingTime)} to ${formatMilliseconds(head.samplingTime)}: fewer differences in time can be told`;
	const raised = `statement-timeout is raised from ${formatMilliseconds(base.statementTimeout)} to ${formatMilliseconds(head.statementTimeout)}`;
	return [
		...base.policyFrom === "base" && head.policyFrom === "head" ? [change("policy-from-removed", "policy-from", "policy-from: base is taken away")] : [],
		...base.strict && !head.strict ? [change("strict-off", "strict", "strict is switched off")] : [],
		...head.samples < base.samples ? [change("samples-lowered", "samples", lowered)] : [],
		...head.samplingTime < base.samplingTime ? [change("sampling-time-lowered", "sampling-time", shortened)] : [],
		...head.statementTimeout > base.statementTimeout ? [change("statement-timeout-raised", "statement-timeout", raised)] : []
	];
}

// src/verdict/changed-tolerances.ts
const keys$1 = {
	buffers: {
		key: "buffers",
		words: formatShare
	},
	temp: {
		key: "temp",
		words: formatShare
	},
	wal: {
		key: "wal",
		words: formatShare
	},
	latency: {
		key: "latency",
		words: formatShare
	},
	latencyFloor: {
		key: "latency-floor",
		words: formatMilliseconds
	},
	buffersFloor: {
		key: "buffers-floor",
		words: formatCount
	}
};
/** Tolerances and floors that let a query get worse by more than base's do. */
function changedTolerances(gates) {
	const [base, head] = [gates.base.policy.tolerances, gates.head.policy.tolerances];
	return Object.entries(keys$1).flatMap(([name, { key, words }]) => {
		const [before, after] = [base[name], head[name]];
		if (after <= before) return [];
		const text = `the tolerance ${key} is loosened from ${words(before)} to ${words(after)}`;
		const isWritten = gates.head.isWritten(["tolerances", key]);
		return [{
			kind: "tolerance-loosened",
			text,
			...keyPlace(gates, ["tolerances", key], isWritten)
		}];
	});
}

// src/verdict/changed-waivers.ts
/** Waivers of head that let pass what none of base's does, or for longer. */
function changedWaivers(gates) {
	const base = gates.base.policy.waivers;
	return gates.head.policy.waivers.flatMap((waiver, index) => {
		if (base.some((known) => covers(known, waiver) && lastsAsLong(known, waiver))) return [];
		const isLonger = base.some((known) => covers(known, waiver));
		const what = waiver.rule === null ? waiver.query : `${waiver.rule} in ${waiver.query}`;
		const until = waiver.expires === null ? "for ever" : `until ${waiver.expires}`;
		return [{
			kind: isLonger ? "waiver-extended" : "waiver-added",
			text: `a waiver of ${what} is ${isLonger ? "extended" : "added"}, ${until}: ${waiver.reason}`,
			...keyPlace(gates, ["waivers", index], true)
		}];
	});
}
/** A waiver without a rule is one of everything about its query. */
function covers(known, waiver) {
	return known.query === waiver.query && (known.rule === null || known.rule === waiver.rule);
}
function lastsAsLong(known, waiver) {
	return known.expires === null || waiver.expires !== null && waiver.expires <= known.expires;
}

// src/verdict/policy-changes.ts
/** What head's gate lets pass that base's would not. Whatever makes it stricter is not told: who reads it gains nothing. */
function policyChanges(gates) {
	return [
		...changedSampling(gates),
		...changedBudgets(gates),
		...changedQueryBudgets(gates),
		...changedTolerances(gates),
		...changedRules(gates),
		...changedResults(gates),
		...changedWaivers(gates),
		...changedQueries(gates)
	];
}

// src/verdict/wants-second-look.ts
/**
* Whether a case would fail for what measuring it once more, later in the run, could deny: time, counts that do not repeat
* exactly, and counts that got worse while time seems to have got better, which would only be mixed.
*/
function wantsSecondLook({ comparison, reasons }) {
	return reasons.some((reason) => reason.level === "fail" && isDeniable(reason, comparison));
}
function isDeniable(reason, comparison) {
	switch (reason.kind) {
		case "slower": return true;
		case "over-budget": return isTime(reason.budget) || !countsRepeat(comparison.result);
		case "count-worse": return !countsRepeat(comparison.result) || seemsFaster(comparison);
		default: return false;
	}
}
function isTime(budget) {
	return budget.startsWith("latency") || budget === "planning";
}
function seemsFaster({ latency }) {
	return latency !== null && latency.head.median < latency.base.median;
}

// src/report/build-budgets.ts
/** The limits that hold for a case, and how its sides stand to them. */
function budgetsOf({ result }, budgets, sides) {
	const budget = budgetFor(budgets, result.case.query);
	return limitNames.flatMap((name) => {
		const limit = budget[name];
		if (limit === void 0) return [];
		const value = (side) => {
			const [own, report] = [result.sides[side], sides[side]];
			return own.kind === "measured" && report !== null ? budgetValueOf(name, own.measurement, report) : null;
		};
		const [base, head] = [value("base"), value("head")];
		return [{
			name,
			limit,
			base: base?.shown ?? null,
			head: head?.shown ?? null,
			over: head?.isOver(limit) ?? false
		}];
	});
}
function budgetValueOf(name, { latency, plan }, side) {
	switch (name) {
		case "latency":
		case "planning": return {
			shown: side[name].median,
			isOver: (limit) => side[name].low > limit
		};
		case "latency-p95":
		case "latency-p99": {
			const { share, samples } = quantiles[name];
			return {
				shown: latency.length < samples ? null : quantileOf(latency, share),
				isOver: (limit) => testQuantile(latency, share, limit).isSurelyOver
			};
		}
		case "rows-read": {
			const { rows, uncertainty } = rowsRead(plan);
			return {
				shown: rows,
				isOver: (limit) => rows - uncertainty > limit
			};
		}
		default: return {
			shown: side.work[name],
			isOver: (limit) => side.work[name] > limit
		};
	}
}

// src/report/build-side.ts
/** Nested statements that are worth a reader's time. */
const nestedShown = 5;
/** What was measured on one side; null when nothing was. */
function buildSide$1(comparison, name) {
	const side = comparison.result.sides[name];
	if (side.kind !== "measured") return null;
	const { measurement } = side;
	const { work, workSource, planning, plan, explain, nested } = measurement;
	const compared = (count) => {
		return comparison.counts.find((change) => change.count === count)?.[name] ?? work[count];
	};
	return {
		work: {
			buffers: compared("buffers"),
			rows: work.rows,
			temp: compared("temp"),
			wal: compared("wal")
		},
		workSource: comparison.countSource ?? workSource,
		latency: intervalOf(allLatency(measurement)),
		planning: intervalOf(planning),
		shape: shape(plan),
		plan: formatPlan(plan),
		explain,
		nested: nested.slice(0, nestedShown).map(({ text, calls, buffers }) => ({
			text,
			calls,
			buffers
		}))
	};
}

// src/report/diff-numbers.ts
/**
* What a node did, behind its name: `(rows=50 buffers=168)`, and where the sides differ `(rows=50 → 4,450 …)`. Rows are
* per loop, buffers those of the node and its children in all loops. Times are left out: they differ from run to run.
*/
function diffNumbers(base, head) {
	const [before, after] = [base, head].map((node) => node === null ? null : numbersOf$1(node));
	if (before == null || after == null) return `(${written$1(before ?? after ?? [])})`;
	if (!(before.length === after.length && before.every(({ name }, at) => name === after[at]?.name))) return `(${arrow$1(written$1(before), written$1(after))})`;
	return `(${written$1(after.map(({ name, value }, at) => ({
		name,
		value: arrow$1(before[at]?.value ?? "", value)
	})), hides(before) && hides(after))})`;
}
function numbersOf$1({ actual, planRows, buffers }) {
	if (actual === null) return [{
		name: "estimated rows",
		value: grouped$1(planRows)
	}];
	if (actual.loops === 0) return [{
		name: "never executed",
		value: ""
	}];
	const blocks = buffers === null ? [] : [{
		name: "buffers",
		value: grouped$1(touched(buffers))
	}];
	return [
		{
			name: "rows",
			value: grouped$1(actual.rows)
		},
		{
			name: "loops",
			value: grouped$1(actual.loops)
		},
		...blocks
	];
}
/** One loop is what one expects, and says nothing. */
function hides(figures) {
	return figures.some(({ name, value }) => name === "loops" && value === "1");
}
function written$1(figures, hidesLoops = hides(figures)) {
	return figures.filter(({ name }) => name !== "loops" || !hidesLoops).map(({ name, value }) => value === "" ? name : `${name}=${value}`).join(" ");
}
function arrow$1(from, to) {
	return from === to ? to : `${from} → ${to}`;
}
/** `4,450`, and `0.75` for an average per loop. */
function grouped$1(value) {
	const [whole = "", ...decimals] = String(value).split(".");
	return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...decimals].join(".");
}

// src/report/diff-details.ts
/** The lines below a node: conditions, keys, what was thrown away. What both sides have alike is there once. */
function diffDetails(base, head) {
	const lines = [];
	let before = base === null ? [] : detailsOf(base);
	let added = [];
	const tellApart = (gone) => {
		lines.push(...gone.map(written("-")), ...added.map(written("+")));
		added = [];
	};
	for (const detail of head === null ? [] : detailsOf(head)) {
		const at = before.findIndex(({ label }) => label === detail.label);
		const partner = before[at];
		if (partner === void 0) {
			added.push(detail);
			continue;
		}
		tellApart(before.slice(0, at));
		lines.push(...both$2(partner, detail));
		before = before.slice(at + 1);
	}
	tellApart(before);
	return lines;
}
/** Counts that differ are no other step: they share a line. */
function both$2(before, after) {
	if (before.value === after.value) return [written(" ")(after)];
	if (isCount(before) && isCount(after)) return [{
		sign: " ",
		text: `${after.label}: ${grouped$1(before.value)} → ${grouped$1(after.value)}`
	}];
	return [written("-")(before), written("+")(after)];
}
function detailsOf(node) {
	return nodeDetails(node).map((detail) => {
		const line = visible(detail);
		const at = line.indexOf(": ");
		return {
			label: line.slice(0, at),
			value: line.slice(at + 2)
		};
	});
}
function written(sign) {
	return (detail) => ({
		sign,
		text: `${detail.label}: ${isCount(detail) ? grouped$1(detail.value) : detail.value}`
	});
}
function isCount({ value }) {
	return /^\d+(?:\.\d+)?$/.test(value);
}

// src/report/diff-step.ts
/**
* All lines of one step: what its subplan is called, the step itself with its numbers, its details.
*
* @param moved null where the step does not matter
*/
function stepLines(entry, moved) {
	const details = diffDetails(entry.base, entry.head);
	return [
		...subplanName(entry),
		...step(entry, moved),
		...details.map((line) => ({
			...line,
			part: "detail"
		}))
	];
}
/** Whether both sides have the step, under one name. */
function isOneStep({ base, head }) {
	return base !== null && head !== null && describeNode(base) === describeNode(head);
}
/** `CTE recent`, `InitPlan 1 (returns $0)`; the number of its parameter is no difference. */
function subplanName({ base, head }) {
	const [before = "", after = ""] = [base, head].map((node) => visible(node?.subplanName ?? ""));
	const bare = (name) => name.replace(/ \(returns .*\)$/, "");
	const named = (sign, text) => text === "" ? [] : [{
		sign,
		text,
		part: "subplan"
	}];
	return bare(before) === bare(after) ? named(" ", after) : [...named("-", before), ...named("+", after)];
}
/** One line where both sides name the step alike, else base's above head's. */
function step(entry, moved) {
	const { base, head } = entry;
	const pointer = moved === null ? "" : pointerOf(moved);
	if (isOneStep(entry)) return named(moved === null ? " " : "!", base, head, pointer);
	return [...named("-", base, null, head === null ? pointer : ""), ...named("+", null, head, pointer)];
}
function named(sign, base, head, end) {
	const node = head ?? base;
	if (node === null) return [];
	return [{
		sign,
		text: `${visible(describeNode(node))}  ${diffNumbers(base, head)}${end}`,
		part: "step"
	}];
}
/** `  ← +5,813 buffers` */
function pointerOf({ buffers, temp }) {
	const more = (count) => `${count > 0 ? "+" : ""}${formatCount(count)}`;
	return `  ← ${[...buffers === 0 ? [] : [`${more(buffers)} buffers`], ...temp === 0 ? [] : [`${more(temp)} temporary blocks`]].join(", ")}`;
}

// src/report/diff-weights.ts
/** Below this many blocks more or less, a step explains nothing. */
const worthPointingAt = 50;
/**
* The steps that matter: those whose own work moved most, in buffers or in temporary blocks. A relation that stands at
* another place in the other plan is compared with itself all the same.
*/
function diffWeights(base, head, aligned) {
	const elsewhere = movedRelations(base, head, aligned);
	const partners = new Set(elsewhere.values());
	const told = aligned.filter(({ base, head }) => head !== null || base === null || !partners.has(base));
	const movedBy = (count) => {
		const [before, after] = [ownCounts(base, count), ownCounts(head, count)];
		const weighed = told.map((entry) => ({
			entry,
			baseBuffers: before(entry.base ?? (entry.head === null ? null : elsewhere.get(entry.head) ?? null)),
			headBuffers: after(entry.head)
		}));
		const moved = weightiest(weighed).map(({ entry, baseBuffers, headBuffers }) => [entry, headBuffers - baseBuffers]);
		return new Map(moved.filter(([, blocks]) => Math.abs(blocks) >= worthPointingAt));
	};
	const [buffers, temp] = [movedBy(touched), movedBy(temporary)];
	const entries = [.../* @__PURE__ */ new Set([...buffers.keys(), ...temp.keys()])];
	return new Map(entries.map((entry) => [entry, {
		buffers: buffers.get(entry) ?? 0,
		temp: temp.get(entry) ?? 0
	}]));
}
/** For what only head has: base's node that reads the same relation and stands elsewhere in the list. */
function movedRelations(base, head, aligned) {
	const onlyBase = new Set(aligned.filter((entry) => entry.head === null).map((entry) => entry.base));
	const onlyHead = new Set(aligned.filter((entry) => entry.base === null).map((entry) => entry.head));
	const among = (plan, nodes) => accesses(plan).filter(({ node }) => nodes.has(node));
	const { pairs } = matchAccesses(among(base, onlyBase), among(head, onlyHead));
	return new Map(pairs.map(([from, to]) => [to.node, from.node]));
}
function ownCounts(plan, count) {
	const own = exclusiveBuffers(plan);
	return (node) => {
		const buffers = node === null ? void 0 : own.get(node.id);
		return buffers === void 0 ? 0 : Math.max(0, count(buffers));
	};
}

// src/report/plan-diff.ts
const arrow = "-> ";
/** Columns by which a child stands to the right of its parent; a subplan leaves room for its name above. */
const childStep = 3;
const subplanStep = 5;
/** Columns; what lies deeper is not indented further. */
const deepest = 120;
/**
* Both plans as one indented tree: without its `-` lines it is head's, and a `-` stands below the step that had it on
* base. null where nothing differs, and for plans too large to be compared so.
*/
function planDiff(base, head) {
	const aligned = alignPlans(base, head);
	if (aligned === null || aligned.every(isSame$1)) return null;
	const weights = diffWeights(base, head, aligned);
	const columns = columnsOf(base, head, aligned);
	return aligned.flatMap((entry, at) => {
		const { base: before, head: after } = columns[at] ?? {
			base: 0,
			head: 0
		};
		return stepLines(entry, weights.get(entry) ?? null).map((line) => indented(line, line.sign === "-" ? before : after));
	});
}
function isSame$1(entry) {
	const { base, head } = entry;
	return base !== null && head !== null && isOneStep(entry) && wordsOf$1(base) === wordsOf$1(head);
}
function wordsOf$1(node) {
	return [diffNumbers(node, null), ...nodeDetails(node)].join("\n");
}
/** Where the names of steps start on each side. A step that both have stands where head has it. */
function columnsOf(base, head, aligned) {
	const known = {
		base: /* @__PURE__ */ new Map(),
		head: /* @__PURE__ */ new Map()
	};
	const above = {
		base: parents(base),
		head: parents(head)
	};
	const place = (side, node) => {
		const parent = node === null ? null : above[side][node.id];
		if (node === null || parent == null) return 0;
		return (known[side].get(parent) ?? 0) + (node.subplanName === null ? childStep : subplanStep);
	};
	return aligned.map((entry) => {
		const after = place("head", entry.head);
		const before = isOneStep(entry) ? after : place("base", entry.base);
		if (entry.base !== null) known.base.set(entry.base, before);
		if (entry.head !== null) known.head.set(entry.head, after);
		return {
			base: before,
			head: after
		};
	});
}
function indented({ sign, text, part }, column) {
	const at = {
		subplan: column - subplanStep,
		step: column - 3,
		detail: column + 2
	}[part];
	const lead = part === "step" && column > 0 ? arrow : "";
	return {
		sign,
		text: `${" ".repeat(Math.min(deepest, Math.max(0, at)))}${lead}${text}`
	};
}

// src/report/weigh-plan-changes.ts
/** Causes before their consequences: the changes that moved the most blocks first, otherwise in the comparison's order. */
function weighPlanChanges({ result, planChanges }) {
	const base = ownBuffers(result.sides.base);
	const head = ownBuffers(result.sides.head);
	return planChanges.map((change) => ({
		change,
		baseBuffers: base(change.baseNode),
		headBuffers: head(change.headNode)
	})).toSorted((a, b) => movedBuffers(b) - movedBuffers(a));
}
function ownBuffers(side) {
	if (side.kind !== "measured") return () => null;
	const own = exclusiveBuffers(side.measurement.plan);
	return (node) => {
		const buffers = node === null ? void 0 : own.get(node);
		return buffers === void 0 ? null : Math.max(0, touched(buffers));
	};
}

// src/report/build-case.ts
/** One judged case as the report holds it. */
function buildCase({ comparison, outcome, locks }, budgets, culprits = []) {
	const { result, status, direction } = comparison;
	const { query, parameters } = result.case;
	const { base, head } = result.sides;
	const own = culprits.find((each) => each.query === query.name && each.parameters === parameters);
	const changes = weighPlanChanges(comparison);
	const sides = {
		base: buildSide$1(comparison, "base"),
		head: buildSide$1(comparison, "head")
	};
	return {
		query: query.name,
		parameters,
		file: query.file,
		line: query.line,
		status,
		direction,
		outcome,
		sql: query.text,
		sqlChanged: result.textChanged,
		...sides,
		change: changeOf(comparison, sides),
		results: resultsOf$1(comparison),
		planChanges: changes.map(({ change, baseBuffers, headBuffers }) => ({
			kind: change.kind,
			subject: change.subject,
			from: change.from,
			to: change.to,
			lostIndex: change.lostIndex,
			baseBuffers,
			headBuffers,
			text: describePlanChange(change)
		})),
		attribution: comparison.attribution.map((part) => ({ ...part })),
		planDiff: base.kind === "measured" && head.kind === "measured" ? planDiff(base.measurement.plan, head.measurement.plan) : null,
		failures: [...failureOf("base", base), ...failureOf("head", head)],
		budgets: budgetsOf(comparison, budgets, sides),
		locks: locks.map(({ lock, ...states }) => ({
			text: lockText(lock),
			base: states.base,
			head: states.head
		})),
		culprit: own?.culprit ?? null,
		cold: own?.cold ?? null
	};
}
function changeOf(comparison, { base, head }) {
	const { counts, latency } = comparison;
	if (base === null || head === null || latency === null) return null;
	const count = (name) => counts.find((change) => change.count === name);
	const { answer, ratio } = latency;
	return {
		buffers: count("buffers")?.ratio ?? null,
		temp: count("temp")?.ratio ?? null,
		wal: count("wal")?.ratio ?? null,
		rows: base.work.rows === 0 ? null : head.work.rows / base.work.rows,
		counts: {
			buffers: count("buffers")?.answer ?? "same",
			temp: count("temp")?.answer ?? "same",
			wal: count("wal")?.answer ?? "same"
		},
		latency: ratio === null ? null : {
			ratio: ratio.estimate,
			low: ratio.low,
			high: ratio.high
		},
		answer,
		significant: answer === "slower" || answer === "faster"
	};
}
function resultsOf$1({ result }) {
	const check = result.results;
	if (check === void 0) return null;
	return {
		checked: check.mode,
		same: check.same,
		baseRows: check.rows?.base ?? null,
		headRows: check.rows?.head ?? null,
		text: describeResults(check).replace(/\s+/g, " ").trim()
	};
}
function failureOf(side, result) {
	if (result.kind === "skipped") return [{
		side,
		message: result.reason,
		code: null,
		hint: null,
		timedOut: false
	}];
	if (result.kind !== "failed") return [];
	const { message, code, hint, timedOut } = result.failure;
	return [{
		side,
		message,
		code,
		hint,
		timedOut
	}];
}

// src/report/split-remedy.ts
/**
* Takes the statement off a rule's remedy, so that it can be copied: rules end a remedy with it, after a colon, as in
* `Keep a_idx, or recreate it: CREATE INDEX a_idx ON a (b);`. Quoted names before it may hold anything.
*/
function splitRemedy(remedy) {
	const at = remedy.endsWith(";") ? statementStart(remedy) : null;
	if (at === null) return {
		words: remedy,
		statement: null
	};
	return {
		words: remedy.slice(0, at).trimEnd(),
		statement: remedy.slice(at)
	};
}
/** Where the first statement after `: ` starts, outside of quoted names. */
function statementStart(remedy) {
	for (const { 0: found, index } of remedy.matchAll(/"[^"]*"|: (?=(?:CREATE|REINDEX|ANALYZE|ALTER|DROP) )/g)) if (found === ": ") return index + found.length;
	return null;
}

// src/report/build-report.ts
/** The report of a run that ended with a verdict. */
function buildReport(input) {
	return assemble(input, input.verdict.outcome);
}
/** The report of whatever is known; what is not known yet is null or empty. Cases keep the verdict's order. */
function assemble(known, outcome) {
	const { verdict, workspace, server, planner, build } = known;
	return {
		schema: 1,
		generator: {
			name: "plangate",
			version: known.version ?? ""
		},
		verdict: outcome,
		skipped: null,
		reasons: (verdict?.reasons ?? []).map(reasonReport),
		error: null,
		base: workspace === void 0 || workspace.base === null ? null : revision$4(workspace.base),
		head: workspace === void 0 ? null : revision$4(workspace.head),
		why: workspace?.why ?? "",
		postgres: server === void 0 ? null : {
			version: server.version.text,
			engine: server.engine,
			origin: server.origin,
			settings: sortedByKey(server.settings),
			planner: {
				base: planner === void 0 || planner.base === null ? null : sortedByKey(planner.base),
				head: planner === void 0 ? null : sortedByKey(planner.head)
			}
		},
		build: build === void 0 ? null : {
			way: build.way,
			why: build.why,
			migrations: build.migrations.map(({ side, file, milliseconds }) => ({
				side,
				file,
				milliseconds
			}))
		},
		policy: known.gate ?? null,
		cases: (verdict?.cases ?? []).map((each) => buildCase(each, known.policy?.budgets ?? {}, known.culprits)),
		findings: (known.findings ?? []).flatMap(findingReport),
		advice: [],
		warnings: [...known.warnings ?? []],
		noise: known.noise ?? null,
		duration: known.duration ?? 0,
		timing: (known.spent ?? []).map(({ part, milliseconds }) => ({
			part,
			milliseconds
		}))
	};
}
function revision$4({ ref, sha }) {
	return {
		ref,
		sha
	};
}
function reasonReport(reason) {
	return {
		kind: reason.kind,
		level: reason.level,
		...subjectOf(reason),
		text: describeReason(reason)
	};
}
function subjectOf(reason) {
	if (reason.kind === "waived") return subjectOf(reason.waived);
	if (reason.kind === "finding") return {
		query: reason.finding.query,
		parameters: reason.finding.parameters
	};
	if (reason.kind === "waiver-expired" || reason.kind === "waiver-unused") return {
		query: null,
		parameters: ""
	};
	return {
		query: reason.query,
		parameters: reason.parameters
	};
}
/** A rule that is switched off says nothing. */
function findingReport(finding) {
	const { rule, severity, query, parameters, side, isNew, file, line, relation, facts } = finding;
	if (severity === "off") return [];
	const { message, remedy } = describeFinding(finding);
	const where = {
		rule,
		severity,
		query,
		parameters,
		side,
		isNew,
		file,
		line,
		relation
	};
	const { words, statement } = splitRemedy(remedy);
	return [{
		...where,
		message,
		remedy: words,
		statement,
		facts: sortedByKey(facts)
	}];
}
function sortedByKey(record) {
	const keys = Object.keys(record).toSorted();
	return Object.fromEntries(keys.map((key) => [key, record[key]]));
}

// src/report/error-report.ts
/** The report of a run that could not do its job: the error, and whatever was known by then. */
function errorReport(error, known) {
	const report = assemble(known, "error");
	const parts = partsOf(error);
	const reason = {
		kind: "error",
		level: "error",
		query: null,
		parameters: "",
		text: `${parts.place === "" ? "" : `${parts.place}: `}${parts.problem} ${parts.remedy}`.trim()
	};
	return {
		...report,
		reasons: [reason, ...report.reasons],
		error: parts
	};
}
function partsOf(error) {
	if (error instanceof PlangateError) {
		const { kind, place, problem, remedy, details } = error;
		return {
			kind,
			place,
			...locationOf(place),
			problem,
			remedy,
			details
		};
	}
	if (error instanceof Error && error.name === "Interruption") return {
		kind: "interrupted",
		place: "",
		file: null,
		line: null,
		problem: `${error.message}.`,
		remedy: "Run it again.",
		details: ""
	};
	return {
		kind: "unexpected",
		place: "",
		file: null,
		line: null,
		problem: error instanceof Error && error.message !== "" ? error.message : String(error),
		remedy: "plangate did not expect this: please report it, with the lines below.",
		details: describeError(error)
	};
}
/** `db/migrations/002.sql:14` and `plangate.yml:3, budgets.latency` name a file and its line; most other places do not. */
function locationOf(place) {
	const [, file, line] = /^(.+?):(\d{1,9})(?=$|, )/s.exec(place) ?? [];
	return file === void 0 || Number(line) < 1 ? {
		file: null,
		line: null
	} : {
		file,
		line: Number(line)
	};
}

// src/report/escape-html.ts
/**
* Text from a pull request, made safe for HTML: element content and attribute values in double quotes.
* Source: HTML Standard, 13.1.2.
*/
const entities$1 = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** One line, at most `limit` code points. */
function htmlLine(text, limit = 1e4) {
	return escaped(terminalLine(text, limit));
}
/** Several lines, for `<pre>`. */
function htmlLines(text) {
	return escaped(terminalBlock(clip(text, 1e6)).replace(/\n+$/, ""));
}
/** All but tabs, line breaks and printable ASCII without `&`, `<` and `>`. */
const unsafeInScript = /[^\t\n\r -%'-;=?-~]/g;
/** JSON for `<script type="application/json">`; `json` may be no JSON at all and still cannot end the element. */
function jsonInScript(json) {
	return json.toWellFormed().replace(unsafeInScript, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function escaped(text) {
	return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => entities$1[c] ?? "") : text;
}

// src/report/planner-words.ts
/** What every server that plangate starts has; settings.md says why, and nobody needs to read it in every comment. */
const standardSettings = {
	jit: "off",
	shared_buffers: "256MB"
};
const mostNames$6 = 6;
/** The planner settings that both sides have alike and that are neither PostgreSQL's own nor plangate's. */
function commonPlannerSettings({ postgres }) {
	const { base = null, head = null } = postgres?.planner ?? {};
	return Object.entries(head ?? {}).filter(([name, value]) => (base === null || base[name] === value) && standardSettings[name] !== value);
}
/** A sentence that says which planner settings differ between the sides: plans may differ for that alone. */
function plannerDifference({ postgres }) {
	const { base = null, head = null } = postgres?.planner ?? {};
	if (base === null || head === null) return [];
	const names = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter((name) => base[name] !== head[name]);
	if (names.length === 0) return [];
	const value = (text) => text ?? "not known";
	const differences = names.slice(0, mostNames$6).map((name) => `${name} is ${value(base[name])} on base and ${value(head[name])} on head`);
	if (names.length > mostNames$6) differences.push(`${names.length - mostNames$6} more`);
	return [`The sides are planned with different settings: ${differences.join(", ")}.`];
}

// src/report/footer-words.ts
const mostSettings = 6;
/** Where the numbers come from, in the fewest words: server, revisions, how the databases were built, samples, time. */
function footerParts(report) {
	const { postgres, base, head, build } = report;
	const parts = [];
	if (postgres !== null) parts.push([words$2(`PostgreSQL ${postgres.version}, ${postgres.engine}`), ...plannerPieces(report)]);
	if (base !== null) parts.push([
		words$2("base "),
		revision$3(base),
		...report.why === "" ? [] : [words$2(` (${report.why})`)]
	]);
	if (head !== null) parts.push([words$2("head "), revision$3(head)]);
	if (build !== null) parts.push([words$2(build.way === "found" ? "nothing was built" : build.why)]);
	const samples = samplesOf(report);
	if (samples !== "") parts.push([words$2(`medians of ${samples} samples`)]);
	const noise = noiseOf(report);
	if (noise !== "") parts.push([words$2(noise)]);
	parts.push([words$2(timeOf(report))]);
	return parts;
}
/** `7`, or `7 to 30` where some cases needed more than others. */
function samplesOf({ cases }) {
	const counts = cases.flatMap(({ base, head }) => [base, head].map((side) => side?.latency.samples ?? 0)).filter((samples) => samples > 0);
	if (counts.length === 0) return "";
	const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
	return fewest === most ? formatCount(most) : `${formatCount(fewest)} to ${formatCount(most)}`;
}
/** What identical databases differed by, which is what a difference between base and head has to stand out from. */
function noiseOf({ noise }) {
	if (noise === null || noise.latency === null) return "";
	return `two copies of base differed by up to ${formatShare(noise.latency)} in time`;
}
const leastShare = .05;
/** The whole run and the parts that took most of it: `48 s (databases 11 s, measuring 30 s)`. */
function timeOf({ duration, timing }) {
	const parts = timing.filter(({ milliseconds }) => milliseconds >= leastShare * duration).map(({ part, milliseconds }) => `${part} ${formatDuration(milliseconds)}`);
	return parts.length < 2 ? formatDuration(duration) : `${formatDuration(duration)} (${parts.join(", ")})`;
}
/** Settings that make these plans others than a stock server's. */
function plannerPieces(report) {
	const settings = commonPlannerSettings(report).map(([name, value]) => `${name}=${value}`);
	const shown = settings.slice(0, mostSettings).flatMap((text) => [words$2(", "), {
		text,
		isName: true
	}]);
	const more = settings.length - mostSettings;
	return more > 0 ? [...shown, words$2(` and ${formatCount(more)} settings more`)] : shown;
}
function words$2(text) {
	return {
		text,
		isName: false
	};
}
function revision$3({ ref, sha }) {
	const short = sha?.slice(0, 7) ?? "";
	return {
		text: short === "" || ref.startsWith(short) ? ref : `${ref} ${short}`,
		isName: true
	};
}

// src/report/policy-words.ts
/** null where the change leaves the gate as strict as it was and nothing else is worth a word. */
function policyWords({ policy }) {
	if (policy === null || policy.changes.length + policy.notes.length === 0) return null;
	const { changes, notes, from } = policy;
	return {
		heading: changes.length === 0 ? "About the gate itself" : from === "head" ? "This change loosens the gate itself" : "This change loosens the gate itself: not in force until merged, base's policy judges",
		changes,
		notes
	};
}
/** `plangate.yml:4`; on base where it says so; null for what stands nowhere. */
function placeWords({ side, file, line }) {
	if (file === null) return null;
	const place = line === null ? file : `${file}:${line}`;
	return side === "base" ? `${place} (base)` : place;
}

// src/report/headline.ts
/** Not worth a word when nothing else happened. */
const silentStandings = ["unchanged", "changed"];
/**
* The verdict in one line, without its mark: `1 of 6 queries got worse, 2 improved`.
* It holds no text of a pull request, except through `report.reasons` when no case explains the verdict.
*/
function headline(report) {
	if (report.error !== null || report.verdict === "error" && report.cases.length === 0) return "could not judge this change";
	if (report.skipped !== null) return "nothing to measure: no migration, seed, query or configuration changed";
	const parts = [...countStandings(report)].filter(([standing]) => !silentStandings.includes(standing)).map(([standing, count], index) => {
		const words = count === 1 ? standings[standing].singular : standings[standing].plural;
		if (index > 0) return `${formatCount(count)} ${words}`;
		const total = report.cases.length;
		return total === count && total === 1 ? `${formatCount(count)} ${caseNoun(report, count)} ${words}` : `${formatCount(count)} of ${formatCount(total)} ${caseNoun(report, total)} ${words}`;
	});
	const unexplained = unexplainedReason(report);
	if (unexplained !== null) parts.unshift(unexplained);
	if (parts.length > 0) return parts.join(", ");
	return isQuiet(report) ? `nothing changed in ${queries(report)}` : nothingWorse(report);
}
/** The verdict where an older one was a failure: that nothing changed against base would puzzle who has just changed it. */
function headlineOfFixed(report) {
	if (report.verdict !== "pass") return headline(report);
	return `fixed, ${report.skipped === null && isQuiet(report) ? nothingWorse(report) : headline(report)}`;
}
/** Whether the report says that everything is as it was: such a run is worth one quiet line. */
function isQuiet(report) {
	return report.verdict === "pass" && policyWords(report) === null && report.cases.every((entry) => standingOf(entry) === "unchanged");
}
function nothingWorse(report) {
	return `nothing got worse in ${queries(report)}`;
}
function queries(report) {
	return `${formatCount(report.cases.length)} ${caseNoun(report, report.cases.length)}`;
}
/** The first reason of a verdict that no case shows, such as an expired waiver. */
function unexplainedReason(report) {
	const tones = {
		fail: "bad",
		warn: "warn"
	};
	if (report.verdict === "pass" || report.verdict === "error") return null;
	const tone = tones[report.verdict];
	for (const standing of countStandings(report).keys()) if (standings[standing].tone === tone) return null;
	return report.reasons[0]?.text.replace(/\.$/, "") ?? null;
}
/** The headline as plain text for one line of at most 200 characters, such as the title of a check. */
function plainHeadline(report) {
	const line = terminalLine(headline(report), 200);
	return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}

// src/report/escape-markdown.ts
/**
* Text from a pull request, made safe for the Markdown that GitHub shows: comments and job summaries.
* Nothing of it may start markup, mention anyone, link anywhere or end the table, fence or fold that it stands in.
* Source: https://github.github.com/gfm/ and GitHub's own filters for @mentions, #123, commit hashes and `$` math.
*/
/** An entity, so that the raw text stays readable; it breaks a reference in two and cannot be seen. */
const breaker = "&#8203;";
/** Words in a paragraph, a list item or a table cell: one line, no markup, no links, no mentions. */
function markdownText(text, limit = Number.POSITIVE_INFINITY) {
	return terminalLine(text, limit).replace(/[\\`*{}[\]|~]/g, "\\$&").replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\$/g, "<span>$</span>").replace(/#(?=[0-9A-Za-z])/g, `#${breaker}`).replace(/@/g, `@${breaker}`).replace(/GH-(?=\d)/gi, `$&${breaker}`).replace(/:\/\//g, "<span>:</span>//").replace(/(www)\./gi, "<span>$1</span>.").replace(/(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,}(?![0-9a-z])/gi, (hash) => hash.replace(/.{6}(?=.)/g, `$&${breaker}`)).replace(/^[-+=#]/, "\\$&").replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}
/** A name as code, in a paragraph, a list item or a table cell. */
function markdownCode(text, limit = Number.POSITIVE_INFINITY) {
	const line = terminalLine(text, limit);
	return line === "" || /[`|\\<>@]/.test(line) ? htmlCode(line) : `\`${line}\``;
}
/** A name as code where Markdown is not read, such as within `<summary>`; it may stand in Markdown too. */
function htmlCode(text, limit = Number.POSITIVE_INFINITY) {
	return `<code>${htmlText(terminalLine(text, limit))}</code>`;
}
/**
* Letters, digits and harmless marks stay, the rest are numbered entities. Parsers look for addresses in what the
* entities stand for, too, so what makes one is set apart.
*/
function htmlText(text) {
	return text.replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[^A-Za-z0-9 _.,;=()/%+\-\u00a0-\u{10ffff}]/gu, (c, at) => {
		const entity = `&#${c.codePointAt(0)};`;
		return c === "@" || c === ":" && text.startsWith("//", at + 1) ? `<span>${entity}</span>` : entity;
	}).replace(/(www)\./gi, "<span>$1</span>.");
}
/** Several lines as a fenced block; the fence is longer than any run of backticks within. */
function markdownFence(text, language) {
	const body = terminalBlock(text).replace(/\n+$/, "");
	const longest = (body.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${body}\n${fence}`;
}
/** Whether `url` can stand in a link as it is: an address of a page without anything that Markdown or HTML reads. */
function isPageUrl(url) {
	return /^https?:\/\/[\w.:-]+(?:\/[\w.~-]+)*$/.test(url) && !/\/\.\.?(?:\/|$)/.test(url);
}
/** A path in the repository at a commit, as a URL; null for what is no address of a repository or leads out of it. */
function blobUrl(repositoryUrl, sha, file, line) {
	if (!isPageUrl(repositoryUrl) || !/^[0-9a-f]{7,64}$/.test(sha)) return null;
	if (file.split("/").some((segment) => segment === "." || segment === "..")) return null;
	return `${repositoryUrl}/blob/${sha}/${encodePath(file)}#L${line}`;
}
/** A path as part of a URL: everything but letters, digits and a few marks is percent-encoded. */
function encodePath(file) {
	return clip(file.toWellFormed(), 1e3).split("/").map(encodeSegment).join("/");
}
function encodeSegment(segment) {
	return encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/links.ts
const nameLimit$4 = 100;
/** The name of a query as code; where its file can be seen, a link to its line. */
function queryName(report, entry, links) {
	return linked(markdownCode(caseLabel(entry), nameLimit$4), fileUrl(report, entry, links));
}
/** `db/queries/latest.sql:3` as code, with a link where there is something to see. */
function queryPlace(report, entry, links) {
	return linked(markdownCode(`${entry.file}:${entry.line}`, 300), fileUrl(report, entry, links));
}
/** What moved the case, its place as a link where it can be seen; '' where nothing is told. */
function culpritLine(report, entry, limit, links) {
	const placed = placedCulprit(entry);
	if (placed === null) return markdownText(culpritOf(entry) ?? "", limit);
	const { before, place, after, file, line } = placed;
	const url = fileUrl(report, {
		...entry,
		status: "",
		file,
		line
	}, links);
	const space = after.startsWith(" ") ? " " : "";
	return `${markdownText(before, limit)} ${linked(markdownCode(place, 300), url)}${space}${markdownText(after, limit)}`;
}
/** `words`, which are safe, as a link to a page; null for what is no address of one. */
function pageLink(words, url) {
	return url !== void 0 && isPageUrl(url) ? `[${words}](${url})` : null;
}
/** The line of a query's file, as it is on head; what was removed can be seen on base only. null where nothing can. */
function fileUrl(report, entry, links) {
	if (links === void 0) return null;
	const sha = entry.status === "removed" ? report.base?.sha : links.headSha ?? report.head?.sha;
	return sha == null ? null : blobUrl(links.repositoryUrl, sha, entry.file, entry.line);
}
function linked(words, url) {
	return url === null ? words : `[${words}](${url})`;
}

// src/report/html-culprit.ts
/** What moved the case, its place as code, and as a link where it can be seen. */
function htmlCulprit(report, entry, links) {
	const placed = placedCulprit(entry);
	if (placed === null) return htmlLine(culpritOf(entry) ?? "", 2e3);
	const { before, place, after, file, line } = placed;
	const url = fileUrl(report, {
		...entry,
		status: "",
		file,
		line
	}, links);
	const code = `<code>${htmlLine(place, 300)}</code>`;
	const named = url === null ? code : `<a href="${htmlLine(url)}" rel="noopener noreferrer">${code}</a>`;
	return `${htmlLine(before, 2e3)} ${named}${after.startsWith(" ") ? " " : ""}${htmlLine(after, 2e3)}`;
}

// src/report/html-marks.ts
/** Told apart by shape and sign, not by colour alone. */
const signs$1 = {
	bad: "✗",
	warn: "!",
	good: "✓",
	plain: "·"
};
function toneMark(tone) {
	return `<span class="mark ${tone}" aria-hidden="true">${signs$1[tone]}</span>`;
}

// src/report/html-measurements.ts
const lines$1 = [
	{
		name: "buffers",
		noun: "buffers",
		value: (side) => side.work.buffers,
		format: formatCount
	},
	{
		name: "temp",
		noun: "temporary blocks",
		value: (side) => side.work.temp,
		format: formatCount
	},
	{
		name: "wal",
		noun: "WAL",
		value: (side) => side.work.wal,
		format: formatBytes
	},
	{
		name: "rows",
		noun: "rows",
		value: (side) => side.work.rows,
		format: (value) => formatCount(Math.round(value))
	},
	{
		name: "rows-read",
		noun: "rows read",
		value: (_, budget) => budget,
		format: (value) => formatCount(Math.round(value))
	},
	{
		name: "latency",
		noun: "latency",
		value: (side) => side.latency.median,
		format: formatMilliseconds,
		interval: (side) => side.latency
	},
	{
		name: "latency-p95",
		noun: "95 % latency",
		value: (_, budget) => budget,
		format: formatMilliseconds
	},
	{
		name: "latency-p99",
		noun: "99 % latency",
		value: (_, budget) => budget,
		format: formatMilliseconds
	},
	{
		name: "planning",
		noun: "planning",
		value: (side) => side.planning.median,
		format: formatMilliseconds,
		interval: (side) => side.planning
	}
];
/** Everything that was counted and timed, and the budgets. What is 0 on both sides and has no budget is left out. */
function htmlMeasurements(entry) {
	const { base, head } = entry;
	if (base === null && head === null) return "";
	const budgets = new Map(entry.budgets.map((budget) => [budget.name, budget]));
	const rows = lines$1.flatMap((line) => {
		const budget = budgets.get(line.name);
		const values = [base === null ? null : line.value(base, budget?.base ?? null), head === null ? null : line.value(head, budget?.head ?? null)];
		if (budget === void 0 && values.every((value) => value === null || value === 0)) return [];
		const limit = budget === void 0 ? "<td></td>" : `<td class="number${budget.over ? " bad" : ""}">${htmlLine(line.format(budget.limit))}${budget.over ? ", exceeded" : ""}</td>`;
		return [`<tr><th scope="row">${line.noun}</th>${side(line, base, values[0])}${side(line, head, values[1])}<td class="number">${change(values)}</td>${budgets.size === 0 ? "" : limit}</tr>`];
	});
	return [
		"<div class=\"scroll\"><table class=\"measured\"><thead><tr><td></td>",
		"<th scope=\"col\" class=\"number\">base</th><th scope=\"col\" class=\"number\">head</th><th scope=\"col\" class=\"number\">change</th>",
		`${budgets.size === 0 ? "" : "<th scope=\"col\" class=\"number\">budget</th>"}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
		htmlLocks(entry)
	].join("");
}
function side({ format, interval }, side, value) {
	if (side === null || value === null) return "<td></td>";
	const range = interval?.(side);
	const between = range === void 0 ? "" : ` <small>${htmlLine(`${format(range.low)} – ${format(range.high)}`)}</small>`;
	return `<td class="number">${htmlLine(format(value))}${between}</td>`;
}
function change([base, head]) {
	return base == null || head == null || base === 0 ? "" : htmlLine(formatFactor(head / base));
}
/** The plan locks, and what became of them. */
function htmlLocks({ locks }) {
	if (locks.length === 0) return "";
	return `<h4>Plan locks</h4><ul class="plain">${locks.map(({ text, base, head }) => {
		const states = [`base: ${base ?? "not measured"}`, `head: ${head ?? "not measured"}`].join(", ");
		return `<li><code>${htmlLine(text, 300)}</code> <small>${htmlLine(states)}</small></li>`;
	}).join("")}</ul>`;
}

// src/report/html-overview.ts
/** Cases that are told before everything else; the table has them all. */
const mostTold = 12;
/** How many cases stand where. The page's script makes a filter of it. */
function tally(report) {
	const counts = [...countStandings(report)];
	if (counts.length === 0) return "";
	return `<ul class="tally">${counts.map(([standing, count]) => {
		const { tone, word } = standings[standing];
		return `<li data-standing="${standing}">${toneMark(tone)} <strong>${formatCount(count)}</strong> ${word}</li>`;
	}).join("")}</ul>`;
}
/** Every case that failed or needs a look: what happened, why, what to type. */
function whatHappened(report, cases) {
	const loud = [...cases.entries()].filter(([, { standing }]) => isLoud(standing));
	if (loud.length === 0) return ["<div id=\"drawn\"></div>"];
	const shown = loud.slice(0, mostTold).map(([index, { entry, standing }]) => told(report, entry, standing, index));
	const rest = loud.length - shown.length;
	const more = rest > 0 ? [`<p class="more">and ${formatCount(rest)} more ${caseNoun(report, rest)} in the table</p>`] : [];
	return [
		`<section><h2>${loud.some(([, { standing }]) => standings[standing].tone === "bad") ? "What got worse" : "What needs a look"}</h2>`,
		...shown,
		...more,
		"</section>",
		"<div id=\"drawn\"></div>"
	];
}
function isLoud(standing) {
	return standings[standing].tone === "bad" || standings[standing].tone === "warn";
}
function told(report, entry, standing, index) {
	const { tone, word } = standings[standing];
	const effects = [effectOf(entry), ...overBudget$1(entry, standing === "over-budget")].filter((text) => text !== "");
	const found = findingsOf$1(report, entry, true).map(({ message }) => message);
	const causes = causesOf(entry);
	const whys = [
		...movedWords(entry),
		...entry.failures.map(failureWords),
		...causes.length > 0 ? causes : found.slice(0, 1)
	];
	return [
		`<article class="told ${tone}">`,
		`<h3>${toneMark(tone)} <a href="#case-${index}">${htmlLine(caseLabel(entry), 200)}</a> <span class="word">${word}</span></h3>`,
		effects.length === 0 ? "" : `<p class="effect">${htmlLine(effects.join("; "))}</p>`,
		...[...new Set(whys)].map((text) => `<p>${htmlLine(text, 600)}</p>`),
		...remediesOf(report, entry).slice(0, 3).map(remedyBlock),
		"</article>"
	].filter((line) => line !== "").join("\n");
}
/** What to do, and the statement to type where there is one. */
function remedyBlock({ remedy, statement }) {
	const words = `<p><strong>What to do:</strong> ${htmlLine(remedy, 2e3)}</p>`;
	return statement === null ? words : `${words}<pre class="statement"><code>${htmlLines(statement)}</code></pre>`;
}

// src/report/html-plans.ts
/** What differs, then both plans as text with EXPLAIN's JSON beside each, from which the page's script draws it. */
function htmlPlans({ base, head, planDiff }) {
	if (base === null && head === null) return "";
	const both = base !== null && head !== null;
	return [
		...planDiff === null ? [] : [difference$1(planDiff)],
		`<div class="plans${both ? " both" : ""}">`,
		...base === null ? [] : [plan$1(both ? "Before" : "Plan on base", base)],
		...head === null ? [] : [plan$1(both ? "After" : "Plan", head)],
		"</div>"
	].join("\n");
}
const signs = {
	" ": " ",
	"-": "−",
	"+": "+",
	"!": "!"
};
const words$1 = {
	"-": "before",
	"+": "after",
	"!": "more"
};
/** Both plans as one; what differs bears a sign at its start, and a colour. */
function difference$1(lines) {
	return `<h4>What differs</h4>\n<pre class="tree difference">${lines.map(({ sign, text }) => {
		const line = `${signs[sign]} ${htmlLines(text)}`;
		return sign === " " ? line : `<mark class="${words$1[sign]}">${line}</mark>`;
	}).join("\n")}</pre>`;
}
function plan$1(name, side) {
	const numbers = `${formatCount(side.work.buffers)} buffers, ${formatMilliseconds(side.latency.median)}`;
	return [
		`<section class="plan"><h4>${name} <small>${htmlLine(numbers)}</small></h4>`,
		`<pre class="tree">${htmlLines(side.plan)}</pre>`,
		`<script type="application/json">${jsonInScript(side.explain)}<\/script>`,
		...side.nested.length === 0 ? [] : [outside$1(side)],
		"</section>"
	].join("\n");
}
function outside$1({ nested }) {
	return `<p>Executed outside the plan:</p><ul class="plain">${nested.map(({ text, calls, buffers }) => {
		const count = `${formatCount(calls)} ${calls === 1 ? "call" : "calls"}, ${formatCount(buffers)} buffers`;
		return `<li><code>${htmlLine(text, 300)}</code> <small>${count}</small></li>`;
	}).join("")}</ul>`;
}

// src/report/html-cases.ts
/** A fold for every case, in the table's order: why, what to do, the numbers, both plans, the statement. */
function htmlCases(report, cases, options) {
	if (cases.length === 0) return [];
	return [
		"<section id=\"cases\"><h2>Why, and the plans</h2>",
		...cases.map(({ entry, standing }, index) => fold(report, entry, standing, index, options)),
		"</section>"
	];
}
function fold(report, entry, standing, index, options) {
	const { tone, word } = standings[standing];
	const whys = [...whysOf(report, entry), ...entry.failures.map(failureWords)];
	const culprit = culpritOf(entry);
	const line = (text) => text === culprit ? htmlCulprit(report, entry, options.links) : htmlLine(text, 2e3);
	return [
		`<details class="case ${tone}" data-standing="${standing}"><summary>${toneMark(tone)} <span class="name">${htmlLine(caseLabel(entry), 200)}</span> <span class="word">${word}</span>${numbers$1("buffers", buffersOf(entry))}${numbers$1("latency", latencyOf(entry))}</summary>`,
		`<div class="inside" id="case-${index}">`,
		`<p class="place">${place(report, entry, options)}</p>`,
		whys.length === 0 ? "" : `<ul class="whys">${whys.map((text) => `<li>${line(text)}</li>`).join("")}</ul>`,
		...remediesOf(report, entry).map(remedyBlock),
		htmlMeasurements(entry),
		htmlPlans(entry),
		`<h4>${entry.sqlChanged ? "Statement <small>this change rewrites it</small>" : "Statement"}</h4>`,
		`<pre class="statement sql"><code>${htmlLines(entry.sql)}</code></pre>`,
		"</div></details>"
	].filter((line) => line !== "").join("\n");
}
function numbers$1(noun, value) {
	if (value === null) return "";
	const factor = value.factor === "" ? "" : ` <strong>${htmlLine(value.factor)}</strong>`;
	return ` <span class="key"><small>${noun}</small> ${htmlLine(value.values)}${factor}</span>`;
}
function place(report, entry, { links }) {
	const code = `<code>${htmlLine(`${entry.file}:${entry.line}`, 300)}</code>`;
	const url = fileUrl(report, entry, links);
	return url === null ? code : `<a href="${htmlLine(url)}" rel="noopener noreferrer">${code}</a>`;
}

// src/report/html-charts.ts
/** Rows beyond this many nobody looks at. */
const mostRows = 12;
/** The cases that were measured on both sides, what moved most first, as JSON for the page. */
function chartData(cases) {
	const rows = [...cases.entries()].flatMap(([index, { entry, standing }]) => {
		const { base, head, change } = entry;
		if (base === null || head === null || change === null) return [];
		const { answer } = change;
		return [{
			index,
			label: terminalLine(caseLabel(entry), 80),
			tone: standings[standing].tone,
			buffers: {
				base: base.work.buffers,
				head: head.work.buffers,
				factor: buffersOf(entry)?.factor ?? "",
				answer: change.counts.buffers
			},
			latency: {
				base: base.latency.median,
				head: head.latency.median,
				factor: latencyOf(entry)?.factor ?? "",
				answer: answer === "slower" ? "worse" : answer === "faster" ? "better" : "same",
				baseRange: [base.latency.low, base.latency.high],
				headRange: [head.latency.low, head.latency.high]
			}
		}];
	});
	const order = [
		"bad",
		"warn",
		"good",
		"plain"
	];
	const shown = rows.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone) || moved(b) - moved(a)).slice(0, mostRows);
	return jsonInScript(JSON.stringify({
		rows: shown,
		measured: rows.length
	}));
}
/** How many times as much, or as little, the larger of both changes is. */
function moved({ buffers, latency }) {
	const times = ({ base, head, answer }, least) => {
		return answer === "same" ? 0 : Math.abs(Math.log(Math.max(head, least) / Math.max(base, least)));
	};
	return Math.max(times(buffers, 1), times(latency, .001));
}

// src/report/html-table.ts
/** Every case in one table, most urgent first. `data-value` is what the page's script sorts a column by. */
function htmlTable(report, cases) {
	if (cases.length === 0) return [];
	const header = [
		[
			"query",
			"query",
			""
		],
		[
			"verdict",
			"verdict",
			""
		],
		[
			"buffers",
			"base",
			"number"
		],
		[
			"buffers",
			"head",
			"number"
		],
		[
			"buffers",
			"change",
			"number"
		],
		[
			"latency",
			"base",
			"number"
		],
		[
			"latency",
			"head",
			"number"
		],
		[
			"latency",
			"change",
			"number"
		],
		[
			"plan",
			"plan",
			""
		]
	].map(([group, name, kind]) => {
		const label = group === name ? name : `<span class="group">${group}</span> ${name}`;
		return `<th scope="col"${kind === "" ? "" : ` class="${kind}"`}>${label}</th>`;
	});
	const note = cases.some(({ entry }) => latencyOf(entry)?.factor === "~") ? "<p class=\"more\"><code>~</code> no significant difference, or one too small to be judged</p>" : "";
	return [
		`<section id="all"><h2>All ${caseNoun(report, 2)} <small>${formatCount(cases.length)}</small></h2>`,
		"<table class=\"cases\">",
		`<thead><tr>${header.join("")}</tr></thead>`,
		"<tbody>",
		...cases.map(({ entry, standing }, index) => row(entry, standing, index)),
		"</tbody>",
		"</table>",
		note,
		"</section>"
	];
}
function row(entry, standing, index) {
	const { tone, word } = standings[standing];
	const { base, head, change } = entry;
	const buffers = buffersOf(entry)?.factor ?? "";
	const latency = latencyOf(entry)?.factor ?? "";
	const ratio = (from, to) => {
		return from === void 0 || to === void 0 || from === 0 ? void 0 : to / from;
	};
	return `<tr data-standing="${standing}">${[
		`<th scope="row"><a href="#case-${index}">${htmlLine(caseLabel(entry), 200)}</a></th>`,
		`<td data-value="${index}" class="verdict ${tone}">${toneMark(tone)} ${word}</td>`,
		number("buffers, base", base?.work.buffers, formatCount),
		number("buffers, head", head?.work.buffers, formatCount),
		cell("buffers, change", ratio(base?.work.buffers, head?.work.buffers), buffers, countClass(change?.counts.buffers)),
		number("latency, base", base?.latency.median, formatMilliseconds),
		number("latency, head", head?.latency.median, formatMilliseconds),
		cell("latency, change", ratio(base?.latency.median, head?.latency.median), latency, timeClass(change)),
		`<td class="plan">${causesOf(entry).map((text) => htmlLine(text, 300)).join("<br>")}</td>`
	].join("")}</tr>`;
}
function number(label, value, format) {
	return cell(label, value, value === void 0 ? "" : format(value), "");
}
/** `label` is what stands before the number on a narrow screen. */
function cell(label, value, text, tone) {
	const data = value === void 0 ? "" : ` data-value="${Number(value.toPrecision(6))}"`;
	return `<td class="number${tone === "" ? "" : ` ${tone}`}" data-label="${label}"${data}>${htmlLine(text)}</td>`;
}
function countClass(answer) {
	return answer === "worse" ? "bad" : answer === "better" ? "good" : "";
}
function timeClass(change) {
	return change?.answer === "slower" ? "bad" : change?.answer === "faster" ? "good" : "";
}

// src/report/note-words.ts
/** What does not decide the verdict of a case and should be known: waivers, budgets exceeded before, warnings. */
function noteTexts(report) {
	const shown = report.reasons.filter(({ kind, level, query }) => {
		if (kind === "removed" || level === "error") return false;
		return level === "note" || query === null;
	});
	const found = report.build?.way === "found" ? [`${report.build.why}.`] : [];
	const judges = report.policy?.from === "base" && policyWords(report) === null ? ["Judged by base's policy."] : [];
	const texts = [
		...found,
		...judges,
		...shown.map((reason) => reason.text),
		...plannerDifference(report),
		...unstableTimes(report),
		...unsteadyCounts(report),
		...report.warnings
	];
	return [...new Set(texts)].filter((text) => text.trim() !== "");
}
const mostNames$5 = 5;
/** Cases whose counts were judged and whose time could not be: they have not passed in that respect. */
function unstableTimes({ cases }) {
	const names = cases.filter(({ change }) => change?.answer === "unstable").map(caseLabel);
	if (names.length === 0) return [];
	const more = names.length > mostNames$5 ? [`${formatCount(names.length - mostNames$5)} more`] : [];
	return [`The time of ${[...names.slice(0, mostNames$5), ...more].join(", ")} varied too much to be judged; the counts were.`];
}
/** Two copies of base that do different work: such a query touches what is nowhere twice the same. */
function unsteadyCounts({ noise }) {
	if (noise === null || noise.unsteady === 0) return [];
	return [`${noise.unsteady === 1 ? "1 query" : `${formatCount(noise.unsteady)} queries`} of ${formatCount(noise.cases)} did other work on a second copy of base; counts are worse only where they are so against both.`];
}

// src/report/render-html.ts
const tones = {
	pass: "good",
	warn: "warn",
	fail: "bad",
	error: "bad"
};
/**
* The report as one HTML file that loads nothing: readable without scripts; with them, tables sort, plans are drawn and
* charts appear. No script runs but the two of `parts`.
*/
function renderHtml(report, parts, options = {}) {
	const cases = rankedCases(report);
	const title = `plangate: ${headline(report)}`;
	return [
		"<!doctype html>",
		"<html lang=\"en\">",
		"<head>",
		"<meta charset=\"utf-8\">",
		`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(parts)}">`,
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
		"<meta name=\"color-scheme\" content=\"light dark\">",
		"<meta name=\"referrer\" content=\"no-referrer\">",
		`<title>${htmlLine(title, 200)}</title>`,
		`<style>${parts.styles}</style>`,
		"</head>",
		"<body>",
		head(report),
		"<main>",
		...gateItself$2(report),
		...report.error === null ? [] : [trouble$2(report.error)],
		...whatHappened(report, cases),
		...htmlTable(report, cases),
		...htmlCases(report, cases, options),
		...oldFindings$2(report),
		...notes$2(report),
		"</main>",
		footer$2(report),
		`<script type="application/json" id="charts">${chartData(cases)}<\/script>`,
		`<script type="text/plain" id="plan-script">${parts.planScript}<\/script>`,
		`<script type="text/plain" id="plan-styles">${parts.planStyles}<\/script>`,
		`<script type="module">${parts.script}<\/script>`,
		"</body>",
		"</html>",
		""
	].join("\n");
}
/** Nothing is loaded from anywhere, and of scripts only the two that the build has put together run. */
function contentSecurityPolicy({ scriptHash, planScriptHash }) {
	return [
		"default-src 'none'",
		`script-src '${scriptHash}' '${planScriptHash}'`,
		"style-src 'unsafe-inline'",
		"img-src data:",
		"font-src data:",
		"base-uri 'none'",
		"form-action 'none'"
	].join("; ");
}
function head(report) {
	const tone = tones[report.verdict];
	const revisions = [report.base, report.head].flatMap((each) => each === null ? [] : [`<code>${htmlLine(each.ref, 80)}</code>`]).join(" → ");
	return [
		`<header class="${tone}">`,
		`<p class="brand"><strong>plangate</strong>${revisions === "" ? "" : ` <span>${revisions}</span>`}</p>`,
		`<h1>${toneMark(tone)} <span>${htmlLine(capital(headline(report)), 500)}</span></h1>`,
		tally(report),
		"</header>"
	].join("\n");
}
function capital(text) {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}
/** What the change does to the gate itself. */
function gateItself$2(report) {
	const words = policyWords(report);
	if (words === null) return [];
	const changes = words.changes.map((change) => {
		const place = placeWords(change);
		return `<li>${place === null ? "" : `<code>${htmlLine(place, 300)}</code> `}${htmlLine(change.text, 2e3)}</li>`;
	});
	const notes = words.notes.map((note) => `<li>${htmlLine(note, 2e3)}</li>`);
	return [`<section class="gate warn"><h2>${toneMark("warn")} ${htmlLine(words.heading)}</h2><ul class="plain">${[...changes, ...notes].join("\n")}</ul></section>`];
}
function trouble$2({ place, problem, remedy, details }) {
	const where = place === "" ? "" : `<p><code>${htmlLine(place, 300)}</code></p>`;
	const lines = details === "" ? "" : `<pre>${htmlLines(details)}</pre>`;
	return `<section class="trouble">${where}<p>${htmlLine(problem)}</p>${lines}<p>${htmlLine(remedy)}</p></section>`;
}
/** What was wrong before this change and still is: nobody has to act on it now. */
function oldFindings$2(report) {
	const old = report.findings.filter((finding) => !finding.isNew && finding.side === "head");
	if (old.length === 0) return [];
	const items = old.map((finding) => {
		return `<li>${`<strong>${htmlLine(caseLabel(finding), 200)}</strong>`} <small>${htmlLine(finding.rule)}</small><br>${htmlLine(finding.message, 2e3)}</li>`;
	});
	return [`<section><h2>Was there before <small>${`${formatCount(old.length)} ${old.length === 1 ? "finding" : "findings"}`}</small></h2><ul class="plain">${items.join("\n")}</ul></section>`];
}
function notes$2(report) {
	const texts = noteTexts(report);
	if (texts.length === 0) return [];
	return [`<section><h2>Good to know</h2><ul class="plain">${texts.map((text) => `<li>${htmlLine(text, 2e3)}</li>`).join("\n")}</ul></section>`];
}
function footer$2(report) {
	const parts = footerParts(report).map((pieces) => `<span>${pieces.map(piece$1).join("")}</span>`);
	const version = report.generator.version === "" ? [] : [`<span>plangate ${htmlLine(report.generator.version, 40)}</span>`];
	return `<footer>${[
		...parts,
		...version,
		"<span>plans drawn by PEV2</span>"
	].join(" · ")}</footer>`;
}
function piece$1({ text, isName }) {
	if (isName) return `<code>${htmlLine(text, 80)}</code>`;
	return text.replace(/[^ ].*[^ ]|[^ ]/s, (inner) => htmlLine(inner, 300));
}

// src/report/render-json.ts
/** The report as indented JSON in the order of its keys, which `buildReport` sets; ended by a line break. */
function renderJson(report) {
	return `${JSON.stringify(report, null, 2)}\n`;
}

// src/report/escape-xml.ts
/**
* Text for an XML 1.0 document, as the content of an element or as a double-quoted attribute. Characters that XML 1.0
* cannot hold, not even as references, are removed. Source: https://www.w3.org/TR/xml/#charsets
*/
function escapeXml(text) {
	return holdable(text).replace(/[&<>"'\r]/g, (character) => entities[character] ?? "");
}
/** What of a text XML 1.0 can hold. */
function holdable(text) {
	return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}
/** A carriage return would be read as a line feed. */
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&apos;",
	"\r": "&#13;"
};
/** An element with its attributes, those that are not null, and its content, which is XML already. */
function xmlElement(name, attributes, content) {
	const own = Object.entries(attributes).filter(([, value]) => value !== null).map(([key, value]) => ` ${key}="${escapeXml(String(value)).replace(/[\t\n]/g, " ")}"`).join("");
	return content === "" ? `<${name}${own}/>` : `<${name}${own}>${content}</${name}>`;
}

// src/report/junit-tests.ts
const runSuite = "plangate";
const nameLimit$3 = 200;
function junitTests(report) {
	return [...runTests(report), ...report.cases.map((entry) => caseTest(report, entry))];
}
function caseTest(report, entry) {
	const { outcome, status, line, head, base } = entry;
	const told = outcome === "pass" ? null : caseAnnotation(report, entry);
	const unseen = outcome === "fail" ? null : unseenWords(entry);
	const ending = unseen !== null ? skippedFor(told !== null && isUnmeasured(status) ? told.title : `${caseLabel(entry)} ${unseen}`) : told !== null && outcome === "fail" ? endingOf("failure", told) : null;
	const warning = told === null || ending?.message === told.title ? [] : [told.title, told.message];
	const file = fileOf(entry);
	return {
		suite: file ?? "(no file)",
		name: holdable(terminalLine(caseLabel(entry), nameLimit$3)) || "(no name)",
		file,
		line,
		time: (head ?? base)?.latency.median ?? 0,
		ending,
		output: [
			standings[standingOf(entry)].word,
			...warning,
			...numbersOf(entry)
		].join("\n")
	};
}
function isUnmeasured(status) {
	return status === "not-judged" || status === "errored";
}
/** Why a case that did not fail has not passed either: nothing, or not everything, of it was judged. null for one that has. */
function unseenWords(entry) {
	switch (entry.status) {
		case "not-judged": return "was not judged";
		case "errored": return "could not be measured";
		case "new": return "is new: there is no base to compare it with";
		case "explained": return "was explained: there is no base to compare it with";
		case "removed": return "was removed: there is nothing to measure on head";
		default: return standingOf(entry) === "unclear" ? "has an unclear time: the samples cannot tell" : null;
	}
}
function skippedFor(text) {
	return {
		kind: "skipped",
		type: null,
		message: holdable(terminalLine(text, nameLimit$3)) || runSuite,
		text: ""
	};
}
/**
* Errors and whatever else is about no query, and the run itself where it had nothing to measure. Where the verdict is an error, one of them says so: nobody looks at a run
* in which tests were only skipped.
*/
function runTests(report) {
	const kind = report.verdict === "error" ? "error" : "failure";
	const skipped = report.skipped === null ? [] : [runTest("plangate", skippedFor(report.skipped), "")];
	const tests = annotationsOf(report).filter(({ query, level }) => query === null && level !== "notice").map((annotation) => {
		const { level, title, message, line } = annotation;
		const place = {
			file: fileOf(annotation),
			line
		};
		return level === "failure" ? runTest(title, endingOf(kind, annotation), "", place) : runTest(title, null, message, place);
	});
	if (kind === "failure" || tests.some(({ ending }) => ending !== null)) return [...skipped, ...tests];
	const message = terminalLine(`plangate ${headline(report)}`, nameLimit$3);
	return [...tests, runTest(message, {
		kind,
		type: "not-judged",
		message,
		text: message
	}, "")];
}
function runTest(title, ending, output, place = {
	file: null,
	line: null
}) {
	return {
		suite: runSuite,
		name: holdable(title) || runSuite,
		...place,
		time: 0,
		ending,
		output
	};
}
function fileOf({ file }) {
	return holdable(terminalLine(file ?? "")) || null;
}
function endingOf(kind, annotation) {
	const { rule } = annotation;
	return {
		kind,
		type: rule,
		message: holdable(annotation.title) || runSuite,
		text: [annotation.message, frame(annotation)].filter((part) => part !== "").join("\n")
	};
}
/**
* The place as a line of a stack trace, `at db.queries.Query(a.sql:3)` for db/queries/a.sql: test-reporter reads no
* attribute for it, but looks for the file whose name and folders stand in such a line.
*/
function frame({ file, line }) {
	if (file === null || line === null) return "";
	const folders = terminalLine(file).split("/");
	const name = folders.pop();
	return `at ${[...folders, "Query"].join(".")}(${name}:${line})`;
}
function numbersOf(entry) {
	const words = (noun, { values, factor }) => `${noun}: ${values}${factor === "" ? "" : ` (${factor})`}`;
	const [buffers, latency] = [buffersOf(entry), latencyOf(entry)];
	return [
		...buffers === null ? [] : [words("buffers", buffers)],
		...otherCountsOf(entry).map((each) => words(each.noun, each)),
		...latency === null ? [] : [words("latency", latency)]
	];
}

// src/report/render-junit.ts
/**
* The report as JUnit's XML, with what dorny/test-reporter and mikepenz/action-junit-report read: a suite for each query
* file, a test for each case. Times are in seconds.
*/
function renderJunit(report) {
	const tests = junitTests(report);
	const suites = [...Map.groupBy(tests, ({ suite }) => suite)].map(([name, own]) => {
		const time = own.reduce((sum, each) => sum + each.time, 0);
		const attributes = {
			name,
			...counts(own),
			time: seconds(time),
			file: own[0]?.file === name ? name : null
		};
		return xmlElement("testsuite", attributes, block$1(own.map(testXml), 2));
	});
	const root = {
		name: "plangate",
		...counts(tests),
		time: seconds(report.duration)
	};
	return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("testsuites", root, block$1(suites, 1))}\n`;
}
function testXml({ suite, name, file, line, time, ending, output }) {
	const attributes = {
		name,
		classname: suite,
		file,
		line,
		time: seconds(time)
	};
	const children = [];
	if (ending !== null) {
		const { kind, type, message, text } = ending;
		children.push(xmlElement(kind, {
			message,
			type
		}, escapeXml(text)));
	}
	if (output !== "") children.push(xmlElement("system-out", {}, escapeXml(output)));
	return xmlElement("testcase", attributes, block$1(children, 3));
}
function counts(tests) {
	const ended = (kind) => tests.filter(({ ending }) => ending?.kind === kind).length;
	return {
		tests: tests.length,
		failures: ended("failure"),
		errors: ended("error"),
		skipped: ended("skipped")
	};
}
/** Elements on lines of their own, `depth` levels in; their own texts are left as they are. */
function block$1(elements, depth) {
	if (elements.length === 0) return "";
	const indent = "  ".repeat(depth);
	return `\n${elements.map((each) => `${indent}${each}\n`).join("")}${"  ".repeat(depth - 1)}`;
}
/** From ms, without an exponent, whatever the number. */
function seconds(milliseconds) {
	return String(Number((Math.min(milliseconds, 0xe8d4a51000) / 1e3).toFixed(6)));
}

// src/report/gate-name.ts
/**
* How a gate calls itself: `plangate`, or with its name where a repository has several: `plangate (billing)`. A name that
* says plangate stands for itself. It is not escaped.
*/
function gateName(name) {
	const own = name?.trim() ?? "";
	if (own === "") return "plangate";
	return /plangate/i.test(own) ? own : `plangate (${own})`;
}

// src/report/left-out.ts
/** What a text of this level does not show, counted: `the plans of 12 queries`. Empty for a level that shows everything. */
function leftOut(report, level) {
	const listed = listedCases(report).filter(({ standing }) => standing !== "removed");
	const unfolded = listedCases(report).slice(0, level.details);
	const details = listed.length - unfolded.filter(({ standing }) => standing !== "removed").length;
	const counts = {
		plans: 0,
		parts: 0,
		statements: 0
	};
	for (const [index, { entry, standing }] of unfolded.entries()) {
		if (standing === "removed") continue;
		const most = isLoud$1(standing) ? index < level.plans ? level.loudPlan : 0 : level.quietPlan;
		const lines = planLines$1(entry);
		if (most < lines && most === 0) counts.plans++;
		else if (most < lines) counts.parts++;
		if (level.sql === 0) counts.statements++;
	}
	const of = (count, what) => count === 0 ? [] : [`${what} ${formatCount(count)} ${caseNoun(report, count)}`];
	const rows = listedCases(report).length - Math.min(level.rows, listedCases(report).length);
	const missing = [
		...of(counts.parts, "parts of the plans of"),
		...of(counts.plans, "the plans of"),
		...of(counts.statements, "the statements of"),
		...of(details, "the details of"),
		...of(rows, "the table rows of")
	];
	return missing.length === 0 && !level.isFull ? ["parts of long texts"] : missing;
}
function planLines$1({ planDiff, base, head }) {
	if (planDiff !== null) return planDiff.length;
	return Math.max(0, ...[base, head].map((side) => side?.plan.split("\n").length ?? 0));
}

// src/report/markdown-complaints.ts
const marks = {
	bad: "❌",
	warn: "⚠️",
	good: "✅",
	plain: "▫️"
};
/** Characters of one cause: it should fit on a phone. */
const lineLimit$1 = 240;
const mostComplaints = 10;
const mostNames$4 = 10;
/** The cases that failed or need a look and that have a line of their own. */
function complainedOf(report, level) {
	return loudCases(report).slice(0, Math.min(level.items, mostComplaints));
}
/** A line or two for every case that failed or needs a look: what happened, and why. */
function* complaints(report, level, links) {
	const shown = complainedOf(report, level);
	const lines = grouped(shown.map((each) => complaint(report, each, level, links)));
	const rest = loudCases(report).length - shown.length;
	if (rest > 0) lines.push(`and ${formatCount(rest)} more`);
	for (const [why, entries] of [...notJudged(report)].slice(0, level.items)) lines.push(notJudgedLine(report, why, entries, level, links));
	if (lines.length > 0) yield lines.map((line) => `- ${line}`).join("\n");
}
function complaint(report, { entry, standing }, level, links) {
	const { tone, singular } = standings[standing];
	const name = `**${queryName(report, entry, links)}**`;
	const words = (text) => markdownText(firstSentence(text).replace(/\.$/, ""), Math.min(level.text, lineLimit$1));
	const limit = Math.min(level.text, lineLimit$1);
	const culprit = entry.culprit !== null && entry.culprit.kind !== "unknown" ? culpritLine(report, entry, limit, links) : "";
	const failure = entry.failures.find(({ side }) => side === "head") ?? entry.failures[0];
	if (failure !== void 0) {
		const where = entry.failures.length > 1 ? "both sides" : failure.side;
		const why = failure.hint === null ? "" : words(failure.hint);
		const what = `${name} fails on ${where}: ${words(failure.message)}`;
		return {
			mark: marks[tone],
			what,
			culprit,
			why
		};
	}
	const effects = [
		rowsDiffer(entry),
		effectOf(entry),
		...overBudget$1(entry, standing === "over-budget")
	].filter((text) => text !== "");
	const causes = causesOf(entry);
	const found = findingsOf$1(report, entry, true).slice(0, 1);
	const results = entry.results !== null && rowsDiffer(entry) !== "" ? [entry.results.text] : [];
	const said = results.length > 0 ? results : causes.length > 0 ? causes : found.map(({ message }) => message);
	const cold = coldWords(entry);
	const whys = [...cold === null ? [] : [cold], ...said.length > 0 ? said : whereItArises(entry).slice(0, 1)];
	return {
		mark: marks[tone],
		what: effects.length === 0 ? `${name} ${singular}` : `${name}: ${effects.join("; ")}`,
		culprit,
		why: whys.map(words).join("; ")
	};
}
/** One item for all that have one cause, the cause below them; what their plans do only where it is one thing. */
function grouped(all) {
	const groups = /* @__PURE__ */ new Map();
	for (const [at, own] of all.entries()) {
		const cause = own.culprit === "" ? own.why : own.culprit;
		const key = cause === "" ? `${at}` : `${own.mark} ${cause}`;
		groups.set(key, [...groups.get(key) ?? [], own]);
	}
	return [...groups.values()].map((group) => {
		const { mark = "", culprit = "" } = group[0] ?? {};
		const whys = new Set(group.map(({ why }) => why));
		const cause = [culprit, ...whys.size === 1 ? whys : []].filter((text) => text !== "").join("; ");
		return `${mark} ${[...group.map(({ what }) => what), ...cause === "" ? [] : [cause]].join("<br>")}`;
	});
}
/** Findings go on with numbers that the fold has. */
function firstSentence(text) {
	const end = /\.(?=\s+[A-Z])/.exec(text)?.index;
	return end === void 0 ? text : text.slice(0, end);
}
function notJudgedLine(report, why, entries, level, links) {
	const names = entries.slice(0, mostNames$4).map((entry) => queryName(report, entry, links));
	if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
	const count = `${formatCount(entries.length)} ${caseNoun(report, entries.length)} not judged`;
	return `${marks.warn} **${count}** (${names.join(", ")}): ${markdownText(why, level.text)}`;
}

// src/report/diff-excerpt.ts
/** Characters of a line of a shortened diff. */
const lineLimit = 1e3;
/**
* The `count` lines of a plan diff that tell most, in their order, with a line in the place of those left out: steps
* that matter first, then what differs, then what is there for orientation. All of them when there are no more.
*/
function diffExcerpt(lines, count) {
	if (lines.length <= count) return lines;
	const ranked = lines.map((line, at) => ({
		at,
		rank: rankOf(line)
	}));
	const kept = new Set(ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at).slice(0, count).map(({ at }) => at));
	const shown = [];
	let skipped = 0;
	const tellSkipped = () => {
		if (skipped > 0) shown.push({
			sign: " ",
			text: `… ${formatCount(skipped)} more ${skipped === 1 ? "line" : "lines"}`
		});
		skipped = 0;
	};
	for (const [at, { sign, text }] of lines.entries()) {
		if (!kept.has(at)) {
			skipped++;
			continue;
		}
		tellSkipped();
		shown.push({
			sign,
			text: text.length > lineLimit ? `${text.slice(0, 999).toWellFormed()}…` : text
		});
	}
	tellSkipped();
	return shown;
}
/** Lower is more telling. Every step but the topmost has an arrow before its name. */
function rankOf({ sign, text }) {
	if (sign === "!" || text.includes("  ← ")) return 0;
	const isStep = /^ *-> |^[^ ]/.test(text);
	return (sign === " " ? 3 : 1) + (isStep ? 0 : 1);
}

// src/report/plan-words.ts
/** What the signs of a plan diff mean, of those that it has. */
function planLegend(lines) {
	const signs = new Set(lines.map(({ sign }) => sign));
	return [
		["-", "before"],
		["+", "after"],
		["!", "the same step, but more or less work"]
	].filter(([sign]) => signs.has(sign));
}
/** `168 → 5,877 buffers, 8.67 → 146 ms` */
function planNumbers(entry) {
	const buffers = buffersOf(entry);
	const latency = latencyOf(entry);
	return [buffers === null ? "" : `${buffers.values} buffers`, latency === null ? "" : latency.values].filter((part) => part !== "").join(", ");
}
/** `168 buffers, 8.67 ms` */
function sideNumbers({ work, latency }) {
	return `${formatCount(work.buffers)} buffers, ${formatMilliseconds(latency.median)}`;
}

// src/report/shortening.ts
const all = Number.POSITIVE_INFINITY;
const full = {
	loudPlan: all,
	quietPlan: all,
	plans: all,
	sql: all,
	details: all,
	rows: all,
	items: 100,
	text: 2e3,
	remedies: 3,
	isFull: true
};
const noQuietPlans = {
	...full,
	quietPlan: 0,
	isFull: false
};
const noPlans = {
	...noQuietPlans,
	loudPlan: 0,
	items: 50,
	text: 1e3
};
const noSql = {
	...noPlans,
	sql: 0
};
const bare = {
	...noSql,
	details: 0,
	items: 10,
	text: 200
};
/** From everything to almost nothing, in the order in which a reader would give things up. */
const levels$1 = [
	full,
	noQuietPlans,
	...[120, 50].map((loudPlan) => ({
		...noQuietPlans,
		loudPlan
	})),
	...[
		10,
		3,
		1
	].map((plans) => ({
		...noQuietPlans,
		loudPlan: 50,
		plans,
		sql: 100
	})),
	noPlans,
	noSql,
	...[
		50,
		20,
		5
	].map((details) => ({
		...noSql,
		details,
		items: 10,
		text: 500
	})),
	bare,
	...[
		200,
		100,
		50,
		20,
		10,
		5,
		1
	].map((rows) => ({
		...bare,
		rows,
		remedies: 1
	})),
	{
		...bare,
		rows: 0,
		items: 3,
		text: 100,
		remedies: 0
	}
];
/**
* The text of the fullest level that has one, null when none has. Every level shows less than the one before it, so
* that few of them need be tried.
*
* @param textOf null when the text of that level is too long
*/
function fullest(textOf) {
	let text = textOf(full);
	if (text !== null) return text;
	let [tooLong, most] = [0, levels$1.length - 1];
	while (tooLong < most) {
		const middle = Math.floor((tooLong + 1 + most) / 2);
		const level = levels$1[middle];
		const found = level === void 0 ? null : textOf(level);
		if (found === null) tooLong = middle;
		else {
			text = found;
			most = middle - 1;
		}
	}
	return text;
}
/** The parts joined by empty lines, or null as soon as they are larger than `limit` by `size`. */
function joinWithin(parts, limit, size) {
	const taken = [];
	let total = 0;
	for (const part of parts) {
		total += size(part) + 2;
		if (total - 1 > limit) return null;
		taken.push(part);
	}
	return `${taken.join("\n\n")}\n`;
}
/** The first `count` lines, each of at most 1,000 characters when any are left out, and a line that counts the rest. */
function firstLines(text, count) {
	const lines = text.replace(/\n+$/, "").split("\n");
	if (count === Number.POSITIVE_INFINITY) return lines.join("\n");
	const kept = lines.slice(0, count).map((line) => line.length > 1e3 ? `${line.slice(0, 999)}…` : line);
	const rest = lines.length - kept.length;
	return rest === 0 ? kept.join("\n") : [...kept, `… ${rest} more ${rest === 1 ? "line" : "lines"}`].join("\n");
}

// src/report/markdown-plan.ts
/** The plan of a case, or both of them as one diff, in at most `lines` lines each; nothing when that is 0. */
function* markdownPlan(entry, lines) {
	const { base, head, planDiff } = entry;
	if (lines === 0) return;
	if (planDiff !== null) {
		const legend = planLegend(planDiff).map(([sign, words]) => `\`${sign}\` ${words}`);
		yield `**Plan**: ${planNumbers(entry)}${legend.length === 0 ? "" : ` (${legend.join(", ")})`}`;
		const shown = diffExcerpt(planDiff, lines).map(({ sign, text }) => `${sign} ${text}`);
		yield markdownFence(shown.join("\n"), "diff");
	} else if (base !== null && head !== null && base.shape === head.shape) {
		yield `**Plan**, the same before and after: ${planNumbers(entry)}`;
		yield markdownFence(firstLines(head.plan, lines), "text");
	} else {
		const both = base !== null && head !== null;
		if (base !== null) yield* onePlan$1(both ? "Before" : "On base", base, lines);
		if (head !== null) yield* onePlan$1(both ? "After" : "Plan", head, lines);
	}
}
function* onePlan$1(name, side, lines) {
	yield `**${name}**: ${sideNumbers(side)}`;
	yield markdownFence(firstLines(side.plan, lines), "text");
}

// src/report/remedies.ts
/** What to do about the cases, in their order; what mends several of them is there once. */
function remediesFor(report, cases) {
	const found = /* @__PURE__ */ new Map();
	for (const entry of cases) for (const { remedy, statement } of remediesOf(report, entry)) {
		const known = found.get(statement ?? remedy);
		if (known === void 0) found.set(statement ?? remedy, {
			words: remedy,
			statement,
			cases: [entry]
		});
		else known.cases.push(entry);
	}
	return [...found.values()];
}

// src/report/markdown-remedies.ts
const nameLimit$2 = 100;
/** Queries that one remedy names. */
const mostMended = 5;
/** What to do that is shown without unfolding anything: the first few things, those of failing cases first. */
function openRemedies(report, level) {
	return allRemedies(report).slice(0, level.remedies);
}
/** What to type, each statement once, with the queries that it mends where there are several to mend. */
function* whatToDo(report, level) {
	const shown = openRemedies(report, level);
	const several = loudCases(report).length > 1;
	for (const remedy of shown) {
		yield `${several ? `**What to do** for ${mended(remedy)}:` : "**What to do:**"} ${markdownText(remedy.words, level.text)}`;
		if (remedy.statement !== null) yield markdownFence(firstLines(remedy.statement, 50), "sql");
	}
	const isMore = allRemedies(report).length > shown.length;
	if (shown.length > 0 && isMore && level.details > 0) yield "What to do about the others is in the folds below.";
}
function allRemedies(report) {
	const loud = loudCases(report).map(({ entry }) => entry);
	return remediesFor(report, loud);
}
/** `a`, `a and b`, `a, b and 2 more`. */
function mended({ cases }) {
	const names = cases.slice(0, mostMended).map((entry) => markdownCode(caseLabel(entry), nameLimit$2));
	if (cases.length > names.length) names.push(`${formatCount(cases.length - names.length)} more`);
	return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

// src/report/markdown-case.ts
const nameLimit$1 = 100;
/**
* What unfolds below the table: every case that failed or needs a look in a fold of its own, with why, its plan, the
* statement, and what to do where that is not told above; all others that changed together in one fold.
*/
function* unfolded(report, level, links) {
	const shown = listedCases(report).slice(0, level.details);
	const place = (entry) => queryPlace(report, entry, links);
	const told = new Set(openRemedies(report, level).map(({ words, statement }) => statement ?? words));
	for (const [index, { entry, standing }] of shown.entries()) {
		if (!isLoud$1(standing)) continue;
		const remedies = remediesOf(report, entry).filter(({ remedy, statement }) => !told.has(statement ?? remedy));
		yield `<details><summary>${title$1(entry, standing)}: ${contents(entry, remedies.length > 0)}</summary>`;
		yield place(entry);
		yield* whyAndWhatToDo(report, entry, remedies, level, links);
		yield* markdownPlan(entry, index < level.plans ? level.loudPlan : 0);
		yield* statement(entry, level.sql);
		yield "</details>";
	}
	const quiet = shown.filter(({ standing }) => !isLoud$1(standing) && standing !== "removed");
	if (quiet.length === 0 || level.quietPlan === 0 && level.sql === 0) return;
	yield `<details><summary>Plans and statements of ${formatCount(quiet.length)} other ${caseNoun(report, quiet.length)}</summary>`;
	for (const { entry, standing } of quiet) {
		yield `#### ${title$1(entry, standing)}`;
		yield place(entry);
		yield* markdownPlan(entry, level.quietPlan);
		yield* statement(entry, level.sql);
	}
	yield "</details>";
}
/** What was wrong before this change and still is: one fold, because nobody has to act on it now. */
function* oldFindings$1(report, level, links) {
	const old = report.findings.filter((finding) => !finding.isNew && finding.side === "head");
	if (old.length === 0 || level.details === 0) return;
	const lines = old.slice(0, level.items).map((finding) => {
		return `- ${queryName(report, finding, links)}: ${markdownText(finding.message, level.text)}`;
	});
	if (old.length > lines.length) lines.push(`- and ${formatCount(old.length - lines.length)} more`);
	yield `<details><summary>Was there before: ${formatCount(old.length)} ${old.length === 1 ? "finding" : "findings"}</summary>`;
	yield lines.join("\n");
	yield "</details>";
}
function title$1(entry, standing) {
	return `${marks[standings[standing].tone]} ${htmlCode(caseLabel(entry), nameLimit$1)}`;
}
function contents(entry, hasRemedy) {
	const parts = [
		"why",
		...hasRemedy ? ["what to do"] : [],
		entry.base === null && entry.head === null ? "the statement" : "the plan"
	];
	return parts.length > 2 ? parts.join(", ") : parts.join(" and ");
}
function* whyAndWhatToDo(report, entry, remedies, level, links) {
	const whys = [...whysOf(report, entry), ...entry.failures.map(failureWords)].slice(0, level.items);
	const culprit = culpritOf(entry);
	const line = (text) => text === culprit ? culpritLine(report, entry, level.text, links) : markdownText(text, level.text);
	if (whys.length > 0) yield whys.map((text) => `- ${line(text)}`).join("\n");
	for (const { remedy, statement } of remedies.slice(0, level.items)) {
		yield `**What to do:** ${markdownText(remedy, level.text)}`;
		if (statement !== null) yield markdownFence(firstLines(statement, 50), "sql");
	}
}
function* statement(entry, lines) {
	if (lines === 0) return;
	yield entry.sqlChanged ? "**Statement**, which this change rewrites" : "**Statement**";
	yield markdownFence(firstLines(entry.sql, lines), "sql");
}

// src/report/markdown-overview.ts
/** The table of what changed, and how many cases did not. What is narrow comes first, for those who read on a phone. */
function* overview$1(report, level, links) {
	const changed = listedCases(report);
	const shown = changed.slice(0, level.rows);
	if (shown.length > 0) {
		yield table(report, shown, level, links);
		if (shown.some(({ entry }) => latencyOf(entry)?.factor === "~")) yield "<sub>`~`: no significant difference, or one too small to be judged</sub>";
	}
	const hidden = changed.length - shown.length;
	if (hidden > 0) yield `${formatCount(hidden)} more ${caseNoun(report, hidden)} changed.`;
	const unchanged = report.cases.filter((entry) => standingOf(entry) === "unchanged").length;
	if (unchanged > 0 && unchanged < report.cases.length) yield `${formatCount(unchanged)} other ${caseNoun(report, unchanged)} did not change.`;
}
function table(report, cases, level, links) {
	const told = new Set(complainedOf(report, level).map(({ entry }) => entry));
	const rows = cases.map(({ entry, standing }) => [
		verdict(standing),
		queryName(report, entry, links),
		[numbers(buffersOf(entry)), ...otherCountsOf(entry).map((each) => numbers(each, `${each.short} `))].join("<br>"),
		numbers(latencyOf(entry)),
		told.has(entry) ? "" : plan(entry, level)
	]);
	const header = [
		"verdict",
		"query",
		"buffers",
		"latency",
		"plan"
	];
	const columns = rows.some(([, , , , plan]) => plan !== "") ? header.length : header.length - 1;
	return markdownTable([header, ...rows].map((cells) => cells.slice(0, columns)), {
		align: [
			"l",
			"l",
			"r",
			"r",
			"l"
		].slice(0, columns),
		alignDelimiters: false
	});
}
function verdict(standing) {
	return `${marks[standings[standing].tone]} ${standings[standing].word}`.replaceAll(" ", "\xA0");
}
function plan(entry, level) {
	return causesAndMore(entry).map((text) => markdownText(text, Math.min(level.text, 300))).join("<br>");
}
/** Numbers must not break in the middle, however narrow the column is. */
function numbers(value, before = "") {
	if (value === null) return "";
	const factor = value.factor === "" ? "" : value.factor === "~" ? " ~" : ` (${value.factor})`;
	return `${before}${value.values}${factor}`.replaceAll(" ", "\xA0");
}

// src/report/markdown-policy.ts
const mostChanges$1 = 20;
/** What the change does to the gate itself: the first thing below the verdict. */
function* gateItself$1(report, level, links) {
	const words = policyWords(report);
	if (words === null) return;
	const shown = words.changes.slice(0, Math.min(level.items, mostChanges$1));
	const lines = shown.map((change) => {
		const place = placeOf(report, change, links);
		return `- ${place === null ? "" : `${place}: `}${markdownText(change.text, level.text)}`;
	});
	const rest = words.changes.length - shown.length;
	if (rest > 0) lines.push(`- and ${formatCount(rest)} more`);
	lines.push(...words.notes.map((note) => `- ${markdownText(note, level.text)}`));
	yield [
		`${marks.warn} **${words.heading}**`,
		"",
		...lines
	].join("\n");
}
function placeOf(report, { side, file, line }, links) {
	if (file === null || line === null) return null;
	const place = queryPlace(report, {
		query: "",
		parameters: "",
		file,
		line,
		status: side === "base" ? "removed" : "changed"
	}, links);
	return side === "base" ? `${place} (base)` : place;
}

// src/report/render-markdown.ts
/** GitHub's limit for the body of a comment, in characters. */
const commentLimit = 65536;
const verdictMarks = {
	pass: "✅",
	warn: "⚠️",
	fail: "❌",
	error: "⛔"
};
/**
* The report as a pull request's comment: the verdict in one line, what happens to the gate itself, what got worse and why in a line or two each, what
* to type, the table of what changed, and below it, folded, the plans. Never longer than the limit: it is shortened in
* steps and says so.
*/
function renderMarkdown(report, options = {}) {
	const { limit = commentLimit, size = (text) => text.length } = options;
	return fullest((level) => joinWithin(page(report, level, options), limit, size)) ?? joinWithin([firstLine(report, options, 100)], limit, size) ?? "";
}
/** The verdict as a heading. */
function firstLine(report, options, limit) {
	const line = `### ${verdictLine(report, options, limit)}`;
	return options.marker === void 0 ? line : `${options.marker}\n${line}`;
}
/** `❌ plangate: 1 of 6 queries got worse` */
function verdictLine(report, { name, fixed = false }, limit = 300) {
	const words = fixed ? headlineOfFixed(report) : headline(report);
	return `${verdictMarks[report.verdict]} ${markdownText(gateName(name), 80)}: ${markdownText(words, limit)}`;
}
function* page(report, level, options) {
	const { links } = options;
	yield firstLine(report, options, 300);
	yield* gateItself$1(report, level, links);
	if (report.error !== null) yield* trouble$1(report.error, level);
	yield* complaints(report, level, links);
	yield* whatToDo(report, level);
	yield* overview$1(report, level, links);
	yield* unfolded(report, level, links);
	yield* oldFindings$1(report, level, links);
	yield* notes$1(report, level);
	yield* missing(report, level, options);
	yield footer$1(report);
	if (options.isForeign === true) yield foreignWords;
	yield* pages(options);
}
const foreignWords = "<sub>Measured by the fork's own run, and told as its artifact has it: require that run, this is no proof.</sub>";
/** What is left out of this text, and where it can be read. */
function* missing(report, level, { artifactUrl, runUrl }) {
	const parts = leftOut(report, level);
	if (parts.length === 0) return;
	const where = pageLink("full report", artifactUrl) ?? pageLink("job summary", runUrl) ?? "JSON report (<code>--report plangate.json</code>)";
	yield `<sub>Left out to keep within GitHub's limit: ${parts.join(", ")}. The ${where} has more.</sub>`;
}
function* pages({ artifactUrl, runUrl }) {
	const found = [pageLink("Full report", artifactUrl), pageLink("job summary", runUrl)].filter((link) => link !== null);
	if (found.length > 0) yield `<sub>${found.join(" · ")}</sub>`;
}
function* trouble$1(error, level) {
	yield `${error.place === "" ? "" : `**${markdownText(error.place, 300)}**: `}${markdownText(error.problem, level.text)} ${markdownText(error.remedy, level.text)}`;
	if (error.details !== "") yield markdownFence(firstLines(error.details, Math.min(level.items, 60)), "text");
}
function* notes$1(report, level) {
	const texts = noteTexts(report);
	if (texts.length === 0) return;
	const lines = texts.slice(0, level.items).map((text) => `- ${markdownText(text, level.text)}`);
	if (texts.length > lines.length) lines.push(`- and ${formatCount(texts.length - lines.length)} more`);
	yield [
		"**Good to know**",
		"",
		...lines
	].join("\n");
}
function footer$1(report) {
	return `<sub>${footerParts(report).map((pieces) => pieces.map(piece).join("")).join(" · ")}</sub>`;
}
function piece({ text, isName }) {
	if (isName) return markdownCode(text, 80);
	return text.replace(/[^ ].*[^ ]|[^ ]/s, (inner) => markdownText(inner, 300));
}

// src/report/sarif-message.ts
const sarifLevels = {
	failure: "error",
	warning: "warning",
	notice: "note"
};
/**
* An annotation's words. The first sentence says it all: GitHub shows no more where there is little room. Braces stay as
* they are: they stand for arguments only in a message that has some.
*/
function sarifMessage({ title, message, whys, remedies, details }) {
	const heading = title.replace(/\.$/, "");
	const steps = remedies.flatMap(({ remedy, statement }) => [`**What to do:** ${markdownText(remedy)}`, statement === null ? "" : markdownFence(statement, "sql")]);
	const blocks = [
		`**${markdownText(heading)}.**`,
		whys.map((why) => `- ${markdownText(why)}`).join("\n"),
		...steps,
		details === "" ? "" : markdownFence(details, "text")
	];
	return {
		text: withoutLinks(message === "" ? `${heading}.` : `${heading}.\n${message}`),
		markdown: blocks.filter((block) => block !== "").join("\n\n")
	};
}
/** Where it stands, from the top of the repository, which GitHub calls `%SRCROOT%`; nowhere where no file is named. */
function sarifLocations({ file, line }) {
	const segments = (file ?? "").split("/").filter((segment) => ![
		"",
		".",
		".."
	].includes(segment));
	if (segments.length === 0 || line === null) return [];
	return [{ physicalLocation: {
		artifactLocation: {
			uri: encodePath(segments.join("/")),
			uriBaseId: "%SRCROOT%"
		},
		region: { startLine: line }
	} }];
}
/** In SARIF's plain text, `[words](target)` is a link (2.1.0, 3.11.6). */
function withoutLinks(text) {
	return text.replaceAll("](", "] (");
}

// src/report/fingerprint.ts
const offset = 14695981039346656037n;
const prime = 1099511628211n;
/**
* A digest of some texts, 16 hexadecimal digits, the same on every machine: FNV-1a with 64 bits over the UTF-8 of their
* JSON. It keeps things apart, it protects nothing. Source: http://www.isthe.com/chongo/tech/comp/fnv/
*/
function fingerprint(parts) {
	return fnv1a(new TextEncoder().encode(JSON.stringify(parts)));
}
function fnv1a(bytes) {
	let hash = offset;
	for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
	return hash.toString(16).padStart(16, "0");
}

// src/report/sarif-results.ts
/** GitHub shows no more results of a run, and refuses a file with more than 25,000. */
const mostResults = 5e3;
/** Bytes of UTF-8, below the 10 MB that GitHub takes, so that the file fits even if gzip could not make it smaller. */
const mostBytes = 8e6;
/** What is around a message, its names above all; the rest is the same in every result and weighs nothing in gzip. */
const frameBytes = 500;
const nameLimit = 200;
const levels = [
	"failure",
	"warning",
	"notice"
];
/** What stands at a line, most severe first, as much of it as GitHub takes, and how much was left out. */
function sarifResults(report, annotations, rules) {
	const told = everything(report, annotations);
	const indexes = new Map(rules.map(({ id }, index) => [id, index]));
	const occurrences = /* @__PURE__ */ new Map();
	const results = [];
	const encoder = new TextEncoder();
	let bytes = 0;
	for (const each of told.slice(0, mostResults)) {
		const digest = fingerprint(identity(each));
		const occurrence = (occurrences.get(digest) ?? 0) + 1;
		occurrences.set(digest, occurrence);
		const key = `${digest}:${occurrence}`;
		const result = {
			...content(each, indexes.get(each.annotation.rule) ?? -1),
			partialFingerprints: {
				"plangate/v1": key,
				primaryLocationLineHash: key
			}
		};
		bytes += frameBytes + encoder.encode(`${result.message.text}${result.message.markdown}${each.waiver}`).length;
		if (bytes > mostBytes) break;
		results.push(result);
	}
	return {
		results,
		leftOut: told.length - results.length
	};
}
function everything(report, annotations) {
	const findings = report.findings.filter(({ side }) => side === "head");
	return [...annotations.filter(({ file }) => file !== null).map((annotation) => ({
		annotation,
		finding: null,
		waiver: null
	})), ...findings.map((finding) => {
		return {
			annotation: findingAnnotation(finding, levelOfFinding(report, finding) ?? "notice"),
			finding,
			waiver: waiverOf(report, finding)
		};
	})].toSorted((a, b) => levels.indexOf(a.annotation.level) - levels.indexOf(b.annotation.level));
}
/** What makes it the same in another run: no number, line, time or words, and no file as long as a query has a name. */
function identity({ annotation, finding }) {
	const { rule, query, parameters, relation, file } = annotation;
	const alias = typeof finding?.facts.alias === "string" ? finding.facts.alias : "";
	return [
		rule,
		query ?? "",
		parameters,
		finding === null ? "" : relation ?? "",
		alias,
		query === null ? file ?? "" : ""
	];
}
function content({ annotation, finding, waiver }, ruleIndex) {
	const { level, rule, query, parameters, relation } = annotation;
	return {
		ruleId: rule,
		ruleIndex,
		level: sarifLevels[level],
		message: sarifMessage(annotation),
		locations: sarifLocations(annotation),
		baselineState: finding === null || finding.isNew ? "new" : "unchanged",
		suppressions: waiver === null ? [] : [{
			kind: "external",
			status: "accepted",
			justification: terminalLine(waiver, 1e3)
		}],
		properties: {
			query: query === null ? null : terminalLine(query, nameLimit),
			parameters: terminalLine(parameters, nameLimit),
			relation: relation === null ? null : terminalLine(relation, nameLimit)
		}
	};
}

// src/report/sarif-rules.ts
/** Where plangate lives. */
const homepage = "https://github.com/plangate/plangate";
const judging = `${homepage}#how-a-pull-request-is-judged`;
/** GitHub cuts what is longer. */
const descriptionLimit = 1024;
/**
* Everything that a result or a notification may be about: all that plangate knows, always in the same places, and after
* it what else the report names.
*/
function sarifRules(named) {
	const known = [
		...Object.values(rules).map(({ id, severity }) => pageRule(id, pages$1[id], severity)),
		...Object.entries(verdictRules).map(([id, rule]) => verdictDescriptor(id, rule)),
		...Object.entries(errorWords).map(([kind, words]) => errorDescriptor(kind, words))
	];
	const ids = new Set(known.map(({ id }) => id));
	return [...known, ...[...new Set(named)].filter((id) => !ids.has(id)).map(unknownRule)];
}
/** What a foreign report calls a rule. */
function unknownRule(id) {
	return {
		id,
		shortDescription: { text: `plangate does not know the rule ${id}.` }
	};
}
/** A rule with a page: its first paragraph in short, the reason why it matters in full, all of it as help. */
function pageRule(id, page, severity) {
	const [, short = ""] = page.split("\n\n");
	const why = /^## Why it matters\n\n(.*?)\n\n/ms.exec(page)?.[1] ?? "";
	return {
		id,
		name: nameOf$1(id),
		shortDescription: { text: plain$2(short) },
		fullDescription: { text: `${plain$2(short)} ${plain$2(why)}`.slice(0, descriptionLimit) },
		helpUri: `${homepage}/blob/HEAD/src/rules/${id}.md`,
		help: help(page.replaceAll("](../../", `](${homepage}/blob/HEAD/`)),
		defaultConfiguration: configured[severity],
		properties
	};
}
function verdictDescriptor(id, { level, short, full, remedy }) {
	return {
		id,
		name: nameOf$1(id),
		shortDescription: { text: short },
		fullDescription: { text: full },
		helpUri: judging,
		help: help(`${full}\n\n${remedy}\n\n[How a pull request is judged](${judging})`),
		defaultConfiguration: configured[level],
		properties
	};
}
function errorDescriptor(kind, words) {
	const text = `plangate could not judge this change: ${words}.`;
	return {
		id: `error-${kind}`,
		name: nameOf$1(`error-${kind}`),
		shortDescription: { text },
		fullDescription: { text: `${text} Nothing is said of its queries, so it has not passed.` },
		helpUri: homepage,
		help: help(`${text} The message names the place, what was found and what to do.`),
		defaultConfiguration: configured.error,
		properties
	};
}
const configured = {
	off: {
		enabled: false,
		level: "none"
	},
	note: { level: "note" },
	warning: { level: "warning" },
	error: { level: "error" }
};
const properties = {
	tags: ["postgresql", "performance"],
	precision: "very-high"
};
function help(markdown) {
	return {
		text: markdown.replace(/^```.*\n/gm, "").replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)").replace(/[`*]/g, ""),
		markdown
	};
}
function plain$2(markdown) {
	return markdown.replace(/[`*]/g, "").replace(/\s+/g, " ").trim();
}
/** `sequential-scan` as `SequentialScan`. */
function nameOf$1(id) {
	return id.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/report/render-sarif.ts
const mostWarnings = 100;
/**
* The report for tools that read SARIF 2.1.0, such as GitHub's code scanning: a result for every case that does not pass
* and for every finding on head, and a notification for what stands at no line.
* Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and GitHub's "SARIF support for code scanning".
*/
function renderSarif(report) {
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [run$1(report)]
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}
function run$1(report) {
	const annotations = annotationsBesideFindings(report);
	const rules = sarifRules([...annotations, ...report.findings].map(({ rule }) => ruleId(rule)));
	const { results, leftOut } = sarifResults(report, annotations, rules);
	const { version } = report.generator;
	return {
		tool: { driver: {
			name: "plangate",
			...version === "" ? {} : { version: terminalLine(version) },
			informationUri: homepage,
			rules: [...rules]
		} },
		invocations: [{
			executionSuccessful: report.verdict !== "error",
			exitCode: exitCode(report.verdict),
			toolExecutionNotifications: notifications(report, annotations, rules, leftOut)
		}],
		results,
		properties: {
			verdict: report.verdict,
			base: revision$2(report.base),
			head: revision$2(report.head)
		}
	};
}
function notifications({ warnings }, annotations, rules, leftOut) {
	const untold = annotations.filter(({ file, rule }) => file === null || rule.startsWith("error-"));
	const more = `${formatCount(leftOut)} results were left out to keep within GitHub's limits. The JSON report has everything.`;
	return [...untold.map((each) => ({
		level: sarifLevels[each.level],
		message: sarifMessage(each),
		locations: sarifLocations(each),
		associatedRule: {
			id: each.rule,
			index: rules.findIndex(({ id }) => id === each.rule)
		}
	})), ...[...warnings.slice(0, mostWarnings), ...leftOut > 0 ? [more] : []].map((text) => ({
		level: "note",
		message: { text: terminalLine(text, 1e3) }
	}))];
}
function revision$2(side) {
	return side === null ? null : {
		ref: terminalLine(side.ref),
		sha: side.sha === null ? null : terminalLine(side.sha)
	};
}

// src/report/formats.ts
/** What `--report FILE` can write, by the ending of the file's name. */
const formats = {
	".html": {
		name: "HTML",
		render: (report, page, options) => renderHtml(report, page(), options)
	},
	".json": {
		name: "JSON",
		render: renderJson
	},
	".md": {
		name: "Markdown",
		render: (report, _page, options) => renderMarkdown(report, options)
	},
	".sarif": {
		name: "SARIF",
		render: renderSarif
	},
	".xml": {
		name: "JUnit",
		render: renderJunit
	}
};
/** The format that the name of `file` asks for. Throws a PlangateError (usage) when there is none. */
function formatOf(file) {
	const ending = /\.[^./\\]*$/.exec(file)?.[0] ?? "";
	const format = Object.hasOwn(formats, ending.toLowerCase()) ? formats[ending.toLowerCase()] : void 0;
	if (format !== void 0) return format;
	const known = Object.entries(formats).map(([each, { name }]) => `${each} (${name})`);
	throw new PlangateError({
		kind: "usage",
		place: `--report ${file}`,
		problem: ending === "" ? "The file has no ending that names a format." : `"${ending}" is no report format.`,
		remedy: `Use a name that ends in ${known.join(", ").replace(/, ([^,]*)$/, " or $1")}.`
	});
}

// src/report/schema.ts
/**
* The report: one serialisable value from which every output is rendered. Published as dist/report.schema.json.
* Units: latency in ms, buffers and temp in blocks, wal and sizes in bytes; ratios are head / base, null when base is 0.
* `schema` changes its number only together with a migration note in the changelog.
*/
const count$1 = number$2().int().min(0);
const milliseconds = number$2().min(0);
/** Rows may be an estimate with decimals: PostgreSQL reports averages per loop. */
const work = object({
	buffers: count$1,
	rows: number$2().min(0),
	temp: count$1,
	wal: count$1
});
const interval = object({
	median: milliseconds,
	low: milliseconds,
	high: milliseconds,
	samples: count$1
});
/** Whether head does more or less, beyond tolerance and floor. */
const countAnswer = _enum([
	"worse",
	"better",
	"same"
]);
const sideReport = object({
	work,
	workSource: _enum(["statement", "plan"]),
	latency: interval,
	planning: interval,
	/** A digest of node types, relations, indexes and join types. */
	shape: string$1(),
	/** The plan as an indented text tree, such as psql shows it, with actual rows and buffers per node. */
	plan: string$1(),
	/** What EXPLAIN (FORMAT JSON) gave, without white space: what other tools draw a plan from. */
	explain: string$1(),
	/** Work inside triggers, functions and foreign keys that the plan does not show, largest first. */
	nested: array(object({
		text: string$1(),
		calls: count$1,
		buffers: count$1
	}))
});
/**
* A line of two plans in one tree: on both sides (` `), only on base (`-`), only on head (`+`), or a step that both have
* and that touches many more or fewer blocks now (`!`).
*/
const planDiffLine = object({
	sign: _enum([
		" ",
		"-",
		"+",
		"!"
	]),
	text: string$1()
});
const planChangeSchema = object({
	kind: string$1(),
	subject: string$1(),
	from: string$1(),
	to: string$1(),
	lostIndex: boolean(),
	/** Blocks that its nodes touched themselves, without their children; null where a side has no such node. */
	baseBuffers: count$1.nullable(),
	headBuffers: count$1.nullable(),
	/** The change as a sentence. */
	text: string$1()
});
/** A place where a count that moved beyond tolerance differs between the sides, without what other places did. */
const attribution = object({
	count: _enum([
		"buffers",
		"temp",
		"wal"
	]),
	/** A step of the plan; a trigger or foreign key; a statement that one of them or a function executed; outside the plan. */
	kind: _enum([
		"node",
		"trigger",
		"statement",
		"rest"
	]),
	/** The step as EXPLAIN names it, or the trigger's name. */
	where: string$1(),
	statement: string$1().nullable(),
	calls: count$1.nullable(),
	/** Blocks, or bytes of WAL; null on a side that has no such place. */
	base: number$2().nullable(),
	head: number$2().nullable(),
	/** Ids of the step in each plan, counted from 0 in EXPLAIN's order. */
	baseNode: count$1.nullable(),
	headNode: count$1.nullable(),
	/** Whether one of `planChanges` is about it. */
	isPlanChange: boolean()
});
const finding = object({
	rule: string$1(),
	severity: _enum([
		"note",
		"warning",
		"error"
	]),
	query: string$1(),
	parameters: string$1(),
	side: _enum(["base", "head"]),
	isNew: boolean(),
	file: string$1(),
	line: number$2().int().min(1),
	relation: string$1().nullable(),
	message: string$1(),
	/** What to do, in words. */
	remedy: string$1(),
	/** The statement to type, where there is one. */
	statement: string$1().nullable(),
	facts: record(string$1(), union([
		string$1(),
		number$2(),
		boolean(),
		_null()
	]))
});
const reason = object({
	kind: string$1(),
	level: _enum([
		"fail",
		"warn",
		"note",
		"error"
	]),
	query: string$1().nullable(),
	parameters: string$1(),
	text: string$1()
});
const lockState = _enum(["kept", "broken"]).nullable();
/** What moved a case that got worse. */
const culprit = object({
	/** `together`: the query's text and something else. `unknown`: looked for, and only `text` can be told. */
	kind: _enum([
		"query",
		"migration",
		"seed",
		"settings",
		"together",
		"unknown"
	]),
	/** On head; null where it is in no file of head's. */
	file: string$1().nullable(),
	/** null where only the file is known. */
	line: number$2().int().min(1).nullable(),
	/** The statement on one line, clipped; null where it is not told apart. */
	statement: string$1().nullable(),
	/** `caused by db/migrations/0043_drop_old_index.sql:2: DROP INDEX a_idx` */
	text: string$1()
});
const caseReport = object({
	query: string$1(),
	/** Name of the parameter set, '' for none. */
	parameters: string$1(),
	file: string$1(),
	line: number$2().int().min(1),
	/** `explained`: there is no base to compare with. */
	status: _enum([
		"unchanged",
		"changed",
		"new",
		"removed",
		"errored",
		"mixed",
		"not-judged",
		"explained"
	]),
	direction: _enum([
		"better",
		"worse",
		"mixed",
		"same"
	]).nullable(),
	outcome: _enum([
		"pass",
		"warn",
		"fail"
	]),
	/** The statement as it is in the file (head's, or base's for a removed query). */
	sql: string$1(),
	/** Whether the statement differs between the sides. */
	sqlChanged: boolean(),
	base: sideReport.nullable(),
	head: sideReport.nullable(),
	/** null unless both sides were measured. */
	change: object({
		buffers: number$2().nullable(),
		temp: number$2().nullable(),
		wal: number$2().nullable(),
		rows: number$2().nullable(),
		counts: object({
			buffers: countAnswer,
			temp: countAnswer,
			wal: countAnswer
		}),
		latency: object({
			ratio: number$2(),
			low: number$2(),
			high: number$2()
		}).nullable(),
		answer: _enum([
			"slower",
			"faster",
			"no-difference",
			"unstable"
		]),
		significant: boolean()
	}).nullable(),
	/** Whether both sides return the same rows; null where nobody asked, or where the rows cannot have changed. */
	results: object({
		/** `bag`: in whatever order. */
		checked: _enum(["bag", "ordered"]),
		/** null when nobody can tell; `text` says why. */
		same: boolean().nullable(),
		/** Rows that each side returned; null when nobody can tell. */
		baseRows: count$1.nullable(),
		headRows: count$1.nullable(),
		/** What was found, as half a sentence. */
		text: string$1()
	}).nullable(),
	/** What moved the most blocks first. */
	planChanges: array(planChangeSchema),
	/** Where the counts that moved arise, the largest difference first within a count; at most five places of each. */
	attribution: array(attribution),
	/**
	* Both plans as one indented tree, as head has it, without times; lines of steps that matter end with an arrow and
	* the blocks that they touch more or less. null unless both sides were measured and their plans differ in a step or
	* a number, and for plans too large to be compared step by step.
	*/
	planDiff: array(planDiffLine).nullable(),
	/** Why it was not measured on a side, by side. */
	failures: array(object({
		side: _enum(["base", "head"]),
		message: string$1(),
		/** SQLSTATE; null when the case was not reached. */
		code: string$1().nullable(),
		hint: string$1().nullable(),
		timedOut: boolean()
	})),
	budgets: array(object({
		name: _enum([
			"latency",
			"latency-p95",
			"latency-p99",
			"planning",
			"buffers",
			"temp",
			"wal",
			"rows",
			"rows-read"
		]),
		limit: number$2(),
		base: number$2().nullable(),
		head: number$2().nullable(),
		/**
		* Whether head is surely over it: for latency and planning the lower end of the interval counts, for quantiles an
		* exact test, which may be sure before there are enough samples to show the quantile: `head` is null then.
		*/
		over: boolean()
	})),
	/** What its plan must look like, and whether it does; null for a side that was not measured. */
	locks: array(object({
		text: string$1(),
		base: lockState,
		head: lockState
	})).default([]),
	culprit: culprit.nullable().default(null),
	/** Blocks that one execution must read where nothing is cached; null unless the case is mixed. */
	cold: object({
		base: count$1,
		head: count$1
	}).nullable().default(null)
});
/** Whose policy judges, and what head's lets pass that base's would not. */
const policy = object({
	from: _enum(["head", "base"]),
	/** Why it is not the policy that was asked for, and why policies could not be compared: sentences. */
	notes: array(string$1()),
	changes: array(object({
		kind: string$1(),
		text: string$1(),
		/** Where the place is: what was taken away stands on base. */
		side: _enum(["base", "head"]),
		/** null with `line` for a default that took the place of what was written. */
		file: string$1().nullable(),
		line: number$2().int().min(1).nullable()
	}))
});
/** What kept plangate from doing its job. `details` has several lines or none. */
const error = object({
	kind: string$1(),
	place: string$1(),
	/** The file and its line that `place` names; null where it names none. */
	file: string$1().nullable(),
	line: number$2().int().min(1).nullable(),
	problem: string$1(),
	remedy: string$1(),
	details: string$1()
});
const revision$1 = object({
	ref: string$1(),
	sha: string$1().nullable()
});
const reportSchema = object({
	schema: literal(1),
	generator: object({
		name: literal("plangate"),
		version: string$1()
	}),
	verdict: _enum([
		"pass",
		"warn",
		"fail",
		"error"
	]),
	/** Why nothing was measured, because nothing that could be had changed: a sentence; null when it was. */
	skipped: string$1().nullable(),
	/** Most severe first. */
	reasons: array(reason),
	/** null unless the verdict is `error`. */
	error: error.nullable(),
	/** null, too, where head was explained alone. */
	base: revision$1.nullable(),
	head: revision$1.nullable(),
	/** How base was found. */
	why: string$1(),
	postgres: object({
		version: string$1(),
		engine: string$1(),
		origin: string$1(),
		settings: record(string$1(), string$1()),
		/**
		* Settings that plans depend on, as each side's sessions have them: what is not PostgreSQL's built-in value on one
		* of them. null where there is no such side, or it was not reached.
		*/
		planner: object({
			base: record(string$1(), string$1()).nullable(),
			head: record(string$1(), string$1()).nullable()
		})
	}).nullable(),
	/** How the two databases were built, `found` when they were there already, and a sentence that says so and why. */
	build: object({
		way: _enum([
			"clone",
			"both",
			"found"
		]),
		why: string$1(),
		migrations: array(object({
			side: _enum(["base", "head"]),
			file: string$1(),
			milliseconds
		}))
	}).nullable(),
	/** null until both sides' policies and queries were read. */
	policy: policy.nullable().default(null),
	cases: array(caseReport),
	findings: array(finding),
	/** Advice that was tried; empty in this version. */
	advice: array(object({
		kind: string$1(),
		query: string$1(),
		statement: string$1()
	})),
	warnings: array(string$1()),
	/**
	* What base and a second copy of it differed by: the largest ratio of latencies, less 1, which comes on top of the
	* tolerance (null when no case took long enough to tell), and the number of cases whose counts differed beyond tolerance.
	* null where it was not measured.
	*/
	noise: object({
		cases: count$1,
		latency: number$2().min(0).nullable(),
		unsteady: count$1
	}).nullable(),
	/** Whole run, in ms. */
	duration: milliseconds,
	/** What the run spent its time on, in ms, in the order the parts began; what is missing is the rest. */
	timing: array(object({
		part: string$1(),
		milliseconds
	}))
});

// src/report/render-summary.ts
/** GitHub's limit for what one step writes into the job summary, in bytes of UTF-8. */
const summaryLimit = 1048576;
/** The report for a job's summary: as the comment, but for a run that changed nothing one quiet line. */
function renderSummary(report, { links, artifactUrl, name, isForeign = false } = {}) {
	if (isQuiet(report) && !isForeign) return `${verdictLine(report, { name })} (${formatDuration(report.duration)})\n`;
	const encoder = new TextEncoder();
	return renderMarkdown(report, {
		links,
		artifactUrl,
		name,
		isForeign,
		limit: summaryLimit,
		size: (text) => encoder.encode(text).length
	});
}

// src/report/display-width.ts
/**
* How many columns a text takes in a terminal: nothing for combining marks, two for East Asian wide characters and emoji.
* Source: Unicode Standard Annex 11, the ranges that matter; a grapheme is as wide as its widest code point.
*/
const plain$1 = /^[\x20-\x7e]*$/;
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const empty = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
function displayWidth(text) {
	if (plain$1.test(text)) return text.length;
	let width = 0;
	for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
	return width;
}
/** Cut to `width` columns, ending in `…` where something was left out. */
function clipWidth(text, width) {
	const start = text.slice(0, width * 16).toWellFormed();
	if (start.length === text.length && displayWidth(text) <= width) return text;
	let taken = "";
	let columns = 0;
	for (const { segment } of graphemes.segment(start)) {
		const next = graphemeWidth(segment);
		if (columns + next > width - 1) break;
		taken += segment;
		columns += next;
	}
	return `${taken}…`;
}
/** Lines of at most `width` columns, broken at spaces, though not between a number and its % or ×; a longer word is cut into pieces. A text that fits stays as it is. */
function wrapWidth(text, width) {
	if (displayWidth(text) <= width) return [text];
	const lines = [];
	let line = "";
	for (const word of text.split(/ (?![%×])/).flatMap((word) => pieces$1(word, width))) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (displayWidth(longer) <= width) line = longer;
		else {
			lines.push(line);
			line = word;
		}
	}
	return [...lines, line];
}
function padEnd(text, width) {
	return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}
function padStart(text, width) {
	return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
}
function pieces$1(word, width) {
	if (displayWidth(word) <= width) return [word];
	const parts = [];
	let part = "";
	for (const { segment } of graphemes.segment(word)) {
		if (part !== "" && displayWidth(part + segment) > width) {
			parts.push(part);
			part = "";
		}
		part += segment;
	}
	return [...parts, part];
}
function graphemeWidth(segment) {
	if (empty.test(segment)) return 0;
	return wide.test(segment) ? 2 : 1;
}

// src/report/paint.ts
/** The eight colours that every terminal has and every theme keeps readable. Source: ECMA-48, 8.3.117 (SGR). */
const codes = {
	bad: 31,
	warn: 33,
	good: 32,
	plain: 0,
	strong: 1,
	faint: 2
};
function painter(colour) {
	return (style, text) => colour && style !== "plain" && text !== "" ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}

// src/report/terminal-plan.ts
/** Lines of one plan; who needs more has the Markdown and JSON reports. */
const planLines = 100;
/** The colours that people know from other diffs. */
const styles = {
	" ": "plain",
	"-": "bad",
	"+": "good",
	"!": "warn"
};
/** The plan of a case, or both of them as one diff. */
function terminalPlan(entry, width, paint) {
	const { base, head, planDiff } = entry;
	if (planDiff !== null) {
		const lines = diffExcerpt(planDiff, planLines).map(({ sign, text }) => {
			const line = terminalBlock(text).replaceAll("\n", " ");
			return paint(styles[sign], `    ${sign} ${clipPlanLine(line, width - 6)}`.trimEnd());
		});
		const legend = planLegend(planDiff).map(([sign, words]) => `${sign} ${words}`);
		const meaning = legend.length === 0 ? "" : ` (${legend.join(", ")})`;
		return [...heading$1("Plan", `${planNumbers(entry)}${meaning}`, width, paint), ...lines];
	}
	if (base !== null && head !== null && base.shape === head.shape) return onePlan("Plan", `the same before and after: ${planNumbers(entry)}`, head, width, paint);
	const both = base !== null && head !== null;
	return [...base === null ? [] : onePlan(both ? "Before" : "On base", sideNumbers(base), base, width, paint), ...head === null ? [] : onePlan(both ? "After" : "Plan", sideNumbers(head), head, width, paint)];
}
function heading$1(name, numbers, width, paint) {
	const [first = "", ...rest] = wrapWidth(numbers, width - name.length - 4);
	const more = rest.map((line) => paint("faint", `${" ".repeat(name.length + 4)}${line}`));
	return [
		"",
		`  ${paint("strong", name)}  ${paint("faint", first)}`,
		...more
	];
}
function onePlan(name, numbers, side, width, paint) {
	const lines = terminalBlock(firstLines(side.plan, planLines)).split("\n");
	return [...heading$1(name, numbers, width, paint), ...lines.map((line) => `    ${clipPlanLine(line, width - 4)}`)];
}
/** Cut before the measured numbers at a line's end rather than through them. */
function clipPlanLine(line, width) {
	const numbers = / {2}\([a-z ]+[^()]*\)(?: {2}← [^()]+)?$/.exec(line)?.[0] ?? "";
	const room = width - displayWidth(numbers);
	if (numbers === "" || displayWidth(line) <= width || room < 20) return clipWidth(line, width);
	return clipWidth(line.slice(0, -numbers.length), room) + numbers;
}

// src/report/terminal-table.ts
const terminalMarks = {
	bad: "✗",
	warn: "!",
	good: "✓",
	plain: "·"
};
/** Labels are cut rather than pushing the numbers off the line, but not below this many columns. */
const shortestLabel = 20;
/** What changed, a line for each case with its plan changes below; where the width is too small, a block for each. */
function terminalTable(cases, width, paint) {
	const rows = cases.map(({ entry, standing }) => rowOf(entry, standing));
	const widest = (texts) => Math.max(...texts.map(displayWidth));
	const columns = [
		0,
		1,
		2,
		3
	].map((column) => widest(rows.map(({ numbers }) => numbers[column])));
	const [buffers = 0, factor = 0, latency = 0, ratio = 0] = columns;
	const natural = widest(["query", ...rows.map(({ label }) => label)]);
	const fixed = 2 + columns.reduce((sum, each) => sum + each + 2, 0) + 2 + widest(rows.map(({ word }) => word));
	const label = Math.min(natural, width - fixed);
	if (label < Math.min(natural, shortestLabel)) return rows.flatMap((row) => stacked(row, width, paint));
	return [paint("faint", `  ${[
		padEnd("query", label),
		padStart("buffers", buffers),
		padEnd("", factor),
		padStart("latency", latency)
	].join("  ")}`), ...rows.flatMap(({ tone, label: name, numbers, word, notes }) => [[
		`${paint(tone, terminalMarks[tone])} ${padEnd(clipWidth(name, label), label)}`,
		padStart(numbers[0], buffers),
		paint(tone, padStart(numbers[1], factor)),
		padStart(numbers[2], latency),
		paint(tone, padStart(numbers[3], ratio)),
		paint(tone, word)
	].join("  "), ...notes.flatMap((note) => faintLines(note, 4, width, paint))])];
}
/** `text` on lines of its own, `indent` columns from the left. */
function indentedLines(text, indent, width) {
	return wrapWidth(text, Math.max(20, width - indent)).map((line) => `${" ".repeat(indent)}${line}`);
}
function faintLines(text, indent, width, paint) {
	return indentedLines(text, indent, width).map((line) => paint("faint", line));
}
function stacked({ tone, label, numbers, word, notes }, width, paint) {
	const name = clipWidth(label, width - 4 - displayWidth(word));
	const pair = (noun, values, factor) => {
		return values === "" ? [] : [`    ${noun}  ${values}${factor === "" ? "" : `  ${paint(tone, factor)}`}`];
	};
	return [
		`${paint(tone, terminalMarks[tone])} ${name}  ${paint(tone, word)}`,
		...pair("buffers", numbers[0], numbers[1]),
		...pair("latency", numbers[2], numbers[3]),
		...notes.flatMap((note) => faintLines(note, 4, width, paint))
	];
}
function rowOf(entry, standing) {
	const { tone, word } = standings[standing];
	const buffers = buffersOf(entry);
	const latency = latencyOf(entry);
	const notes = [
		...otherCountsOf(entry).map(({ short, values, factor }) => `${short} ${values}${factor === "" ? "" : ` (${factor})`}`),
		...movedWords(entry),
		...causesAndMore(entry),
		...entry.failures.map(failureWords)
	];
	return {
		tone,
		label: terminalLine(caseLabel(entry), 200),
		numbers: [
			buffers?.values ?? "",
			buffers?.factor ?? "",
			latency?.values ?? "",
			latency?.factor ?? ""
		],
		word,
		notes: tone === "bad" ? [] : notes.map((text) => terminalLine(text, 500))
	};
}

// src/report/terminal-case.ts
/** A case that failed: why, what to type, what the plan does differently. */
function terminalCase(report, entry, standing, width, paint) {
	const { tone } = standings[standing];
	const lines = [heading(entry, tone, width, paint)];
	for (const text of [...whysOf(report, entry), ...entry.failures.map(failureWords)]) lines.push(...item(text, width));
	for (const { remedy, statement } of remediesOf(report, entry)) {
		lines.push("", `  ${paint("strong", "What to do")}`, ...indentedLines(terminalLine(remedy, 2e3), 4, width));
		if (statement !== null) lines.push(...block(firstLines(statement, 50)).map((line) => `      ${line}`));
	}
	return [...lines, ...terminalPlan(entry, width, paint)];
}
function heading(entry, tone, width, paint) {
	const label = clipWidth(terminalLine(caseLabel(entry), 300), width - 2);
	const place = terminalLine(`${entry.file}:${entry.line}`, 300);
	const room = width - displayWidth(label) - 4;
	const beside = displayWidth(place) <= room ? `  ${place}` : `\n${indentedLines(place, 2, width).join("\n")}`;
	return `${paint(tone, terminalMarks[tone])} ${paint("strong", label)}${paint("faint", beside)}`;
}
function item(text, width) {
	return wrapWidth(terminalLine(text, 2e3), Math.max(20, width - 4)).map((line, index) => `  ${index === 0 ? "- " : "  "}${line}`);
}
function block(text) {
	return terminalBlock(text).split("\n");
}

// src/report/render-terminal.ts
/** Cases that are told in full; the table below has them all. */
const fullCases = 10;
const tableRows = 200;
const mostChanges = 20;
const verdicts = {
	pass: {
		mark: "✓",
		tone: "good"
	},
	warn: {
		mark: "!",
		tone: "warn"
	},
	fail: {
		mark: "✗",
		tone: "bad"
	},
	error: {
		mark: "✗",
		tone: "bad"
	}
};
/**
* The report for a person at a terminal: the verdict, every failing case with why and what to type and both plans,
* then a table of all that changed. No line is wider than the width, except statements to copy. Ends with a line break.
*/
function renderTerminal(report, options) {
	const paint = painter(options.colour);
	const width = Math.max(40, options.width);
	const { mark, tone } = verdicts[report.verdict];
	return `${[
		wrapWidth(`${mark} plangate: ${terminalLine(headline(report), 500)}`, width).map((line) => paint(tone, paint("strong", line))),
		gateItself(report, width, paint),
		trouble(report, width),
		...failing(report, width, paint),
		overview(report, width, paint),
		notes(report, width, paint),
		footer(report, width, paint)
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
/** What the change does to the gate itself. */
function gateItself(report, width, paint) {
	const words = policyWords(report);
	if (words === null) return [];
	const shown = words.changes.slice(0, mostChanges).map((change) => {
		const place = placeWords(change);
		return `${place === null ? "" : `${place}: `}${change.text}`;
	});
	const rest = words.changes.length - shown.length;
	if (rest > 0) shown.push(`and ${formatCount(rest)} more`);
	const heading = wrapWidth(`${terminalMarks.warn} ${words.heading}`, width).map((line) => paint("warn", line));
	const items = [...shown, ...words.notes].flatMap((text) => wrapWidth(terminalLine(text, 2e3), width - 4).map((line, index) => `  ${index === 0 ? "- " : "  "}${line}`));
	return [...heading, ...items];
}
function trouble({ error }, width) {
	if (error === null) return [];
	const text = [
		error.place === "" ? "" : `${error.place}:`,
		error.problem,
		error.remedy
	].filter((part) => part !== "").join(" ");
	const details = error.details === "" ? [] : terminalBlock(firstLines(error.details, 60)).split("\n");
	return [...indentedLines(terminalLine(text, 4e3), 2, width), ...details.flatMap((line) => indentedLines(line, 4, width))];
}
function failing(report, width, paint) {
	return listedCases(report).filter(({ standing }) => standings[standing].tone === "bad").slice(0, fullCases).map(({ entry, standing }) => terminalCase(report, entry, standing, width, paint));
}
function overview(report, width, paint) {
	const changed = listedCases(report);
	const lines = changed.length === 0 ? [] : terminalTable(changed.slice(0, tableRows), width, paint);
	if (changed.length > tableRows) lines.push(`  and ${formatCount(changed.length - tableRows)} more`);
	if (changed.some(({ entry }) => latencyOf(entry)?.factor === "~")) lines.push(paint("faint", "  ~ no significant difference, or one too small to be judged"));
	for (const [why, entries] of notJudged(report)) {
		const names = entries.slice(0, 20).map((entry) => terminalLine(caseLabel(entry), 100));
		if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
		const text = `${terminalMarks.warn} not judged, ${terminalLine(why, 300)}: ${names.join(", ")}`;
		const wrapped = wrapWidth(text, width - 2);
		lines.push(...wrapped.map((line, index) => paint("warn", index === 0 ? line : `  ${line}`)));
	}
	const unchanged = report.cases.filter((entry) => standingOf(entry) === "unchanged").length;
	if (unchanged > 0 && unchanged < report.cases.length) lines.push(paint("faint", `  ${formatCount(unchanged)} other ${caseNoun(report, unchanged)} did not change.`));
	return lines;
}
function notes(report, width, paint) {
	const texts = [...noteTexts(report), ...oldFindings(report)];
	const lines = texts.slice(0, 20).flatMap((text) => {
		return wrapWidth(terminalLine(text, 2e3), width - 4).map((line, index) => `${index === 0 ? "· " : "  "}${line}`);
	});
	if (texts.length > 20) lines.push(`· and ${formatCount(texts.length - 20)} more`);
	return lines.map((line) => paint("faint", `  ${line}`));
}
/** Nobody has to act on these now: their number and where they are will do. */
function oldFindings(report) {
	const old = report.findings.filter((finding) => !finding.isNew && finding.side === "head");
	if (old.length === 0) return [];
	const places = [...new Set(old.map((finding) => `${finding.rule} in ${caseLabel(finding)}`))];
	const more = places.length > 5 ? [`${formatCount(places.length - 5)} more`] : [];
	return [`${old.length === 1 ? "1 finding was" : `${formatCount(old.length)} findings were`} there before: ${[...places.slice(0, 5), ...more].join(", ")}`];
}
function footer(report, width, paint) {
	const parts = footerParts(report).map((pieces) => terminalLine(pieces.map(({ text }) => text).join(""), 300));
	return wrapWidth(parts.join(" · "), width).map((line) => paint("faint", line));
}

// src/report/skipped-report.ts
/** The report of a run that had nothing to measure; `why` is a sentence. No case is counted as passed. */
function skippedReport(why, known) {
	return {
		...assemble(known, "pass"),
		skipped: why
	};
}

// src/migrations/command-environment.ts
/**
* What programs need to find themselves, their certificates and the network. INPUT_*, ACTIONS_*, GITHUB_* and every
* token stay outside: a pull request decides what the command runs.
*/
const kept$1 = /* @__PURE__ */ new Set([
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"LANG",
		"LANGUAGE",
		"TZ",
		"TMPDIR",
		"TERM",
		"CI"
	],
	...[
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"NODE_EXTRA_CA_CERTS",
		"REQUESTS_CA_BUNDLE",
		"CURL_CA_BUNDLE"
	],
	...[
		"XDG_CACHE_HOME",
		"XDG_CONFIG_HOME",
		"XDG_DATA_HOME",
		"XDG_STATE_HOME",
		"XDG_RUNTIME_DIR"
	],
	...[
		"JAVA_HOME",
		"GOROOT",
		"GOPATH",
		"GOCACHE",
		"GOMODCACHE",
		"CARGO_HOME",
		"RUSTUP_HOME",
		"DOTNET_ROOT"
	],
	...[
		"NVM_DIR",
		"PNPM_HOME",
		"VOLTA_HOME",
		"BUN_INSTALL",
		"COREPACK_HOME",
		"PYENV_ROOT",
		"VIRTUAL_ENV"
	],
	...[
		"pythonLocation",
		"RBENV_ROOT",
		"GEM_HOME",
		"BUNDLE_PATH",
		"MISE_DATA_DIR",
		"ASDF_DIR",
		"ASDF_DATA_DIR"
	]
]);
const proxies = /^(?:https?|all|no)_proxy$/i;
/** The whole environment of an external command: what is kept of `source`, and `connection` over it. */
function commandEnvironment(source, connection) {
	const environment = {};
	for (const [name, value] of Object.entries(source)) {
		if (value === void 0) continue;
		if (kept$1.has(name) || name.startsWith("LC_") || proxies.test(name)) environment[name] = value;
	}
	return {
		...environment,
		...connection
	};
}

// src/migrations/run-command.ts
/** Lines of output that an error quotes. */
const tailLength = 30;
const longestLine = 2e3;
/** ms between asking a command to end and killing it. */
const patience = 3e3;
/** An error as psql and other clients of libpq print it. */
const errorLine = /^(?:psql:\S+: )?(?:ERROR|FATAL|PANIC): {2}/;
const mostErrors = 3;
/** Runs a command to its end. Its process group ends with it, and when `signal` aborts. */
async function runCommand(request, say, signal) {
	signal.throwIfAborted();
	const began = performance.now();
	const child = spawn("/bin/sh", ["-c", request.command], {
		cwd: request.folder,
		env: request.environment,
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: true
	});
	const kill = () => endGroup(child, "SIGKILL");
	let killer;
	const abort = () => {
		endGroup(child, "SIGTERM");
		killer = setTimeout(kill, patience);
	};
	process.once("exit", kill);
	signal.addEventListener("abort", abort, { once: true });
	const tail = [];
	const errors = [];
	const hear = (line) => {
		const shown = redacted(line, request.secrets).slice(0, longestLine);
		tail.push(shown);
		if (errors.length < mostErrors && errorLine.test(shown)) errors.push(shown);
		if (tail.length > tailLength) tail.shift();
		if (shown.trim() !== "") say(shown.trim());
	};
	try {
		const heard = Promise.all([lines(child.stdout, hear), lines(child.stderr, hear)]);
		const end = await ended(child);
		kill();
		await heard;
		signal.throwIfAborted();
		if (end !== null) throw failure$1(request, end, tail);
		return {
			milliseconds: performance.now() - began,
			errors
		};
	} finally {
		clearTimeout(killer);
		signal.removeEventListener("abort", abort);
		process.off("exit", kill);
	}
}
/** null when all is well, else how it ended. */
function ended(child) {
	return new Promise((resolve) => {
		child.once("error", (error) => resolve(`it could not be started: ${error.message}`));
		child.once("exit", (code, signal) => {
			if (signal !== null) resolve(`it was ended by ${signal}`);
			else resolve(code === 0 ? null : `it ended with code ${code}`);
		});
	});
}
async function lines(stream, hear) {
	if (stream === null) return;
	for await (const line of createInterface({
		input: stream,
		crlfDelay: Number.POSITIVE_INFINITY
	})) hear(line);
}
function endGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		process.kill(-child.pid, signal);
	} catch {}
}
function redacted(line, secrets) {
	return secrets.reduce((text, secret) => secret === "" ? text : text.replaceAll(secret, "***"), line);
}
function failure$1(request, end, tail) {
	return new PlangateError({
		kind: request.kind,
		place: request.key,
		problem: `"${request.command}" failed on ${request.side}: ${end}.`,
		remedy: "Run it in a fresh clone with an empty environment to see what it misses; its last lines are below.",
		details: tail.length === 0 ? "(no output)" : tail.join("\n")
	});
}

// src/migrations/extension-sources.ts
const postgis = {
	image: (major) => `postgis/postgis:${major}-${major >= 18 ? "3.6" : "3.5"}`,
	package: (major) => `postgresql-${major}-postgis-3`
};
const packaged = (name) => ({
	image: null,
	package: (major) => `postgresql-${major}-${name}`
});
/** The extensions that are asked for most. Images: https://hub.docker.com, packages: https://apt.postgresql.org */
const shipped = {
	postgis,
	postgis_raster: postgis,
	postgis_topology: postgis,
	vector: {
		image: (major) => `pgvector/pgvector:pg${major}`,
		package: (major) => `postgresql-${major}-pgvector`
	},
	timescaledb: {
		image: (major) => `timescale/timescaledb:latest-pg${major}`,
		package: (major) => `timescaledb-2-postgresql-${major}`
	},
	citus: {
		image: () => "citusdata/citus",
		package: (major) => `postgresql-${major}-citus-13.0`
	},
	hll: packaged("hll"),
	hypopg: packaged("hypopg"),
	pg_cron: packaged("cron"),
	pg_hint_plan: packaged("pg-hint-plan"),
	pg_partman: packaged("partman"),
	pgrouting: packaged("pgrouting"),
	plpgsql_check: packaged("plpgsql-check"),
	rum: packaged("rum")
};
/** Where a missing extension is to be had, as sentences that say what to write. */
function whereToGet(extension, { engine, version }) {
	const { major } = version;
	const elsewhere = inImageOrPackage(extension, major);
	return engine === "url" ? `Install it on that server, or build elsewhere: ${elsewhere}` : elsewhere;
}
function inImageOrPackage(extension, major) {
	const known = Object.hasOwn(shipped, extension) ? shipped[extension] : void 0;
	if (known === void 0) return `Take an image that has it (postgres.image, with the engine docker), or install its package for PostgreSQL ${major} and take the engine local.`;
	return `Take ${known.image === null ? "an image that has it" : `the image ${known.image(major)}`} (postgres.image, with the engine docker), or install the package ${known.package(major)} and take the engine local.`;
}
/** The extension that a statement failed for because the server does not have it; null when it failed for another reason. */
function missingExtension(message) {
	return (/^extension "([^"]+)" is not available$/.exec(message) ?? /^could not open extension control file ".*\/([^/"]+)\.control"/.exec(message))?.[1] ?? null;
}

// src/migrations/statement-error.ts
/** Lines of a statement that are quoted when PostgreSQL does not say which one it means. */
const quotedLines = 6;
const quotedColumns = 120;
/** What the user reads when PostgreSQL refuses a statement of a file. */
function statementError(script, statement, error, server) {
	const { fields } = error;
	const position = fields.position === null ? null : describePosition(statement.text, fields.position);
	const line = position === null ? dataLine(script, statement, fields.where) ?? statement.line : statement.line + position.line - 1;
	const number = script.statements.indexOf(statement) + 1;
	const [problem = "", ...rest] = error.message.split("\n");
	const details = [
		...position === null ? quoted(statement) : [`${line} | ${position.excerpt}`, `${" ".repeat(`${line} | `.length)}${position.caret}`],
		...rest,
		...field("DETAIL", fields.detail),
		...field("HINT", fields.hint),
		...field("QUERY", fields.internalQuery),
		...field("CONTEXT", fields.where),
		`Statement ${number} of ${script.statements.length}, which begins in line ${statement.line}. SQLSTATE ${fields.code}.`
	];
	return new PlangateError({
		kind: script.kind,
		place: `${script.file}:${line}`,
		problem: `The ${script.kind} failed on ${script.side}: ${sentence(problem)}`,
		remedy: remedyOf(script, problem, fields.code, server),
		details: details.join("\n"),
		cause: error
	});
}
/** SQLSTATE disk_full */
const diskFull = "53100";
const makeRoom = "Make room where the server keeps its data (the temporary folder; postgres.storage with the engine docker), or seed less.";
function remedyOf({ side }, problem, code, server) {
	const extension = missingExtension(problem);
	if (extension !== null) return whereToGet(extension, server);
	if (code === "53100") return makeRoom;
	return side === "head" ? "Correct the statement, or what should have run before it." : "Head is compared with base, so base has to build as well: correct it there first.";
}
/** What the user reads when the connection broke: the server died, or the statement ended its own session. */
function lostError(script, statement, error, log) {
	return new PlangateError({
		kind: "server",
		place: `${script.file}:${statement.line}`,
		problem: `The connection to PostgreSQL broke on ${script.side}: ${sentence(error.message)}`,
		remedy: "Look at the statement, then at the end of the server’s log; memory and disk are the usual reasons.",
		details: [
			...quoted(statement),
			"Log of the server:",
			log === "" ? "(empty)" : log
		].join("\n"),
		cause: error
	});
}
/** The file's line for `COPY t, line 3, column id: "x"`, which counts from the first line of data. */
function dataLine(script, { copyData }, where) {
	const found = /^COPY .*, line (\d+)/.exec(where ?? "");
	if (found === null || copyData === null) return null;
	return lineAt(script.text, copyData.start) + Number(found[1]) - 1;
}
/** One line with one full stop. */
function sentence(text) {
	return `${text.trim().replace(/\s+/g, " ").replace(/\.$/, "")}.`;
}
function quoted(statement) {
	const lines = statement.text.split("\n", 7);
	const shown = lines.slice(0, quotedLines).map((text, index) => {
		const points = [...text.slice(0, 240).trimEnd()];
		const cut = points.length > quotedColumns ? `${points.slice(0, 119).join("")}…` : points.join("");
		return `${statement.line + index} | ${cut}`;
	});
	return lines.length > quotedLines ? [...shown, "…"] : shown;
}
function field(name, value) {
	return value === null || value === "" ? [] : [`${name}: ${value}`];
}

// src/migrations/tablespace.ts
/**
* CREATE TABLESPACE with its folder inside the data directory, whatever LOCATION says; null for any other statement.
* The folder belongs to a machine that is not this one, and two servers could not share it.
* Needs allow_in_place_tablespaces: https://www.postgresql.org/docs/current/runtime-config-developer.html
*/
function inPlaceTablespace({ words, text }) {
	if (words[0] !== "create" || words[1] !== "tablespace") return null;
	let located = false;
	for (const { kind, start, end } of significantTokens(text)) {
		if (located && (kind === "string" || kind === "dollar-string")) return `${text.slice(0, start)}''${text.slice(end)}`;
		located = kind === "word" && text.slice(start, end).toLowerCase() === "location";
	}
	return null;
}

// src/migrations/with-session.ts
/**
* Opens a session for `work` and ends it. When `signal` aborts, what runs is cancelled and the signal's reason is thrown.
*/
async function withSession(database, signal, work, options = {}) {
	try {
		var _usingCtx$12 = _usingCtx();
		signal.throwIfAborted();
		const session = _usingCtx$12.a(await database.connect({
			applicationName: "plangate build",
			...options
		}));
		const cancel = () => {
			session.cancel().catch(() => {});
		};
		signal.addEventListener("abort", cancel, { once: true });
		try {
			signal.throwIfAborted();
			return await work(session);
		} catch (error) {
			signal.throwIfAborted();
			throw error;
		} finally {
			signal.removeEventListener("abort", cancel);
		}
	} catch (_) {
		_usingCtx$12.e = _;
	} finally {
		await _usingCtx$12.d();
	}
}

// src/migrations/run-script.ts
/**
* Runs a file in a session of its own, statement by statement, each committed by itself unless the file begins a
* transaction. random() begins alike in every session, so that the same file makes the same rows on both sides.
* Gives the ms that the statements took.
*/
async function runScript(database, script, say, signal) {
	return withSession(database, signal, async (session) => {
		await session.execute("select setseed(0.5)");
		const began = performance.now();
		for (const [index, statement] of script.statements.entries()) {
			signal.throwIfAborted();
			say(`statement ${index + 1} of ${script.statements.length}`);
			try {
				await runStatement(session, script, statement);
			} catch (error) {
				signal.throwIfAborted();
				if (!(error instanceof DatabaseError)) throw error;
				if (error.lost) throw lostError(script, statement, error, await database.server.logTail());
				throw statementError(script, statement, error, database.server);
			}
		}
		const took = performance.now() - began;
		await requireNoTransaction(session, script);
		return took;
	});
}
/** Runs one statement of a file, with its data where it is a COPY. */
async function runStatement(session, script, statement) {
	const { copyData } = statement;
	const tablespace = inPlaceTablespace(statement);
	if (tablespace !== null) {
		await session.execute("set allow_in_place_tablespaces = on");
		await session.execute(tablespace);
	} else if (copyData === null) await session.execute(statement.text);
	else await session.copyFrom(statement.text, pieces(script.text, copyData.start, copyData.end));
}
/** Characters of COPY data sent at once. */
const pieceLength = 65536;
function* pieces(text, start, end) {
	for (let at = start; at < end;) {
		let next = Math.min(at + pieceLength, end);
		if (next < end && isHighSurrogate(text.charCodeAt(next - 1))) next++;
		yield text.slice(at, next);
		at = next;
	}
}
function isHighSurrogate(unit) {
	return unit >= 55296 && unit <= 56319;
}
/** What a transaction that never ends has written is lost with its session. */
async function requireNoTransaction(session, script) {
	const [row] = await session.query("select pg_current_xact_id_if_assigned() is not null as open");
	if (row?.open !== true) return;
	const begin = script.statements.findLast(({ words }) => words[0] === "begin" || words[0] === "start" && words[1] === "transaction");
	throw new PlangateError({
		kind: script.kind,
		place: `${script.file}:${begin?.line ?? 1}`,
		problem: `The file on ${script.side} ends inside the transaction that begins here, so nothing of it would be kept.`,
		remedy: "End it with COMMIT."
	});
}

// src/migrations/up-section.ts
/** `-- +goose Up`, `-- +migrate Up`, `-- migrate:up` and their Down, on a line of their own. */
const marker = /^[ \t]*--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|migrate:)(up|down)\b[^\n]*$/gim;
/**
* The part of a migration that runs, where goose, sql-migrate or dbmate keep both directions in one file: what
* belongs to Down is blanked with spaces, so that offsets and lines stay what they are in the file.
*/
function upSection(text) {
	const marks = [...text.matchAll(marker)].map((found) => ({
		at: found.index,
		up: found[1]?.toLowerCase() === "up"
	}));
	if (marks.length === 0) return text;
	let up = !marks.some((mark) => mark.up);
	let from = 0;
	let kept = "";
	for (const mark of [...marks, {
		at: text.length,
		up: false
	}]) {
		const part = text.slice(from, mark.at);
		kept += up ? part : part.replace(/[^\n]/g, " ");
		from = mark.at;
		up = mark.up;
	}
	return kept;
}

// src/migrations/script.ts
async function readScript(kind, tree, file) {
	const read = await tree.read(file);
	const text = kind === "migration" ? upSection(read) : read;
	const all = splitStatements(text);
	for (const statement of all) if (statement.kind === "meta") requireHarmless(statement, kind, tree.side, file);
	return {
		kind,
		side: tree.side,
		file,
		text,
		statements: all.filter((each) => each.kind === "sql")
	};
}
/** psql commands that change only what psql shows, or guard a dump against being changed on its way. */
const harmless$1 = /* @__PURE__ */ new Set([
	"restrict",
	"unrestrict",
	"echo",
	"qecho",
	"warn",
	"timing",
	"pset",
	"x",
	"t",
	"a"
]);
/** Variables of psql that only say how psql reports; errors always stop a file here. */
const harmlessVariables = /* @__PURE__ */ new Set([
	"ON_ERROR_STOP",
	"ECHO",
	"ECHO_HIDDEN",
	"QUIET",
	"VERBOSITY",
	"SHOW_CONTEXT"
]);
function requireHarmless(statement, kind, side, file) {
	const [, name = "", argument = ""] = /^\\(\S*)\s*(\S*)/.exec(statement.text) ?? [];
	if (!statement.interrupts) {
		if (harmless$1.has(name)) return;
		if (name === "set" && harmlessVariables.has(argument)) return;
		if (name === "encoding" && /^'?(?:utf-?8|unicode)'?$/i.test(argument)) return;
	}
	throw new PlangateError({
		kind,
		place: `${file}:${statement.line}`,
		problem: `The file on ${side} holds \\${name}, a command of psql that no server understands.`,
		remedy: `Write it as SQL, or let psql run the file, with ${kind === "migration" ? "migrations" : "seed"}: {command: psql -X -v ON_ERROR_STOP=1 -f FILE}.`,
		details: statement.text
	});
}

// src/migrations/build-side.ts
/** Reads every file that a side runs, so that what is wrong in them is told before anything runs. */
async function readSide(plan) {
	const read = async (kind, step) => "command" in step ? step : { scripts: await readScripts(kind, plan, step.files) };
	return {
		plan,
		migrations: await read("migration", plan.migrations),
		seed: await read("seed", plan.seed)
	};
}
async function readScripts(kind, plan, files) {
	const scripts = [];
	for (const file of files) scripts.push(await readScript(kind, plan.tree, file));
	return scripts;
}
/** Migrates and seeds an empty database. */
async function buildSide(database, side, surroundings) {
	const { plan, migrations, seed } = side;
	const name = plan.tree.side;
	if (plan.prepare !== null && ("command" in migrations || "command" in seed)) await runOne(`Preparing ${name}`, "prepare", plan.prepare, "migration", database, plan, surroundings);
	const timed = "command" in migrations ? [await runOne(`Migrating ${name}`, "migrations.command", migrations.command, "migration", database, plan, surroundings)] : await runScripts(`Migrating ${name}`, database, migrations.scripts, surroundings);
	if ("command" in seed) await runOne(`Seeding ${name}`, "seed.command", seed.command, "seed", database, plan, surroundings);
	else await runScripts(`Seeding ${name}`, database, seed.scripts, surroundings);
	return timed;
}
/** Runs files in turn and gives how long each took. */
async function runScripts(title, database, scripts, { progress, signal }) {
	if (scripts.length === 0) return [];
	const timed = [];
	const step = progress.step(title);
	try {
		for (const [index, script] of scripts.entries()) {
			const place = `${script.file} (${index + 1} of ${scripts.length})`;
			step.update(place);
			const milliseconds = await runScript(database, script, (detail) => step.update(`${place}, ${detail}`), signal);
			timed.push({
				side: script.side,
				file: script.file,
				milliseconds
			});
		}
	} catch (error) {
		step.done("failed");
		throw error;
	}
	const total = timed.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	step.done(`${timed.length} file${timed.length === 1 ? "" : "s"} in ${(total / 1e3).toFixed(1)} s`);
	return timed;
}
async function runOne(title, key, command, kind, database, plan, { progress, signal, environment, warn }) {
	const { side } = plan.tree;
	const step = progress.step(`${title} with ${command}`);
	const password = database.environment.PGPASSWORD ?? "";
	try {
		const request = {
			command,
			key,
			kind,
			side,
			folder: await plan.tree.writeOut(),
			environment: commandEnvironment(environment, database.environment),
			secrets: [password, encodeURIComponent(password)]
		};
		const { milliseconds, errors } = await runCommand(request, (detail) => step.update(detail), signal);
		if (errors.length > 0) warn(`${key} ended well on ${side}, and printed errors: ${errors.map((line) => line.replace(/\s+/g, " ")).join(" | ")}. psql goes on after an error unless it is called with -v ON_ERROR_STOP=1.`);
		step.done(`${(milliseconds / 1e3).toFixed(1)} s`);
		return {
			side,
			file: command,
			milliseconds
		};
	} catch (error) {
		step.done("failed");
		throw error;
	}
}

// src/migrations/choose-way.ts
/**
* Whether head only adds migrations: every file that base runs is on head under the same name with the same content
* and in the same order. Then one copy of the data serves both sides.
*/
function chooseWay(base, head) {
	const seeded = sameSeed(base, head);
	const reason = historyReason(base, head) ?? seeded;
	if (reason !== null) return {
		kind: "both",
		why: `${reason}: each side was built from scratch`
	};
	const old = new Set(filesOf$1(base.migrations));
	const added = filesOf$1(head.migrations).filter((file) => !old.has(file));
	return {
		kind: "clone",
		added,
		why: `${added.length === 0 ? "head adds no migration" : `head adds ${added.length} migration${added.length === 1 ? "" : "s"} (${listed$1(added, filesOf$1(head.migrations))})`}${old.size === 0 ? ", base has none" : ""}: base was built once and cloned`
	};
}
/** Why head's migrations are not base's and more; null when they are. */
function historyReason(base, head) {
	if ("command" in base.migrations || "command" in head.migrations) return "migrations come from a command";
	const old = base.migrations.files;
	const known = new Set(old);
	const kept = head.migrations.files.filter((file) => known.has(file));
	return difference(base, head, old, kept) ?? (old.some((file, i) => file !== kept[i]) ? "migrations run in another order on head" : null);
}
function sameSeed(base, head) {
	if ("command" in base.seed || "command" in head.seed) return "the seed comes from a command";
	const old = base.seed.files;
	const files = head.seed.files;
	const added = files.find((file) => !old.includes(file));
	const changed = difference(base, head, old, files);
	if (changed !== null) return changed;
	if (added !== void 0) return `head adds the seed ${added}`;
	return old.some((file, i) => file !== files[i]) ? "seeds run in another order on head" : null;
}
/** The first file of base that head runs otherwise. */
function difference(base, head, old, files) {
	const present = new Set(files);
	for (const file of old) {
		if (!present.has(file)) return `${file} does not run on head`;
		const hash = base.tree.hash(file);
		if (hash === null || hash !== head.tree.hash(file)) return `${file} differs between the sides`;
	}
	return null;
}
function filesOf$1(step) {
	return "files" in step ? step.files : [];
}
/** At most three names, without the folder that all migrations share. */
function listed$1(added, all) {
	const names = added.slice(0, 3).map((file) => file.slice(sharedFolder(all).length));
	const more = added.length - names.length;
	return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}
function sharedFolder(files) {
	let shared = files[0]?.replace(/[^/]*$/, "") ?? "";
	while (!files.every((file) => file.startsWith(shared))) shared = shared.replace(/[^/]*\/$/, "");
	return shared;
}

// src/migrations/cluster-wide.ts
/** The first cluster-wide statement of some files, function bodies and what they EXECUTE included; null when there is none. */
function findClusterWide(scripts) {
	for (const script of scripts) for (const statement of script.statements) {
		const what = clusterWideIn(statement.text);
		if (what !== null) return {
			place: `${script.file}:${statement.line}`,
			what
		};
	}
	return null;
}
/**
* The first statement that acts on a server that others use in another way: on what a role owns in other databases, on
* catalogues, files, programs and other sessions. By the words of the statement, so what it puts together is not seen.
*/
function findReachingOut(scripts) {
	for (const script of scripts) for (const statement of script.statements) {
		const what = reachingOutIn(statement.text);
		if (what !== null) return {
			place: `${script.file}:${statement.line}`,
			what
		};
	}
	return null;
}
function reachingOutIn(sql) {
	const found = [...words(sql, false)];
	for (let i = 0; i < found.length; i++) {
		const [word = "", next = ""] = found.slice(i, i + 2);
		if ((word === "drop" || word === "reassign") && next === "owned") return `${word} owned`.toUpperCase();
		if (word === "copy") {
			const file = copiesFile(found, i);
			if (file !== null) return file;
		}
		if (changesCatalogue(found, i)) return `${word.toUpperCase()} of a system catalogue`;
		if (outside.test(word) && next === "(") return `${word}()`;
	}
	return null;
}
const changing = /* @__PURE__ */ new Set([
	"insert",
	"update",
	"delete",
	"truncate"
]);
const between = /* @__PURE__ */ new Set([
	"into",
	"from",
	"only",
	"table"
]);
/** Catalogues are all in pg_catalog, and their names begin with pg_. */
function changesCatalogue(found, at) {
	if (!changing.has(found[at] ?? "")) return false;
	let target = at + 1;
	while (between.has(found[target] ?? "")) target++;
	return /^"?pg_/.test(found[target] ?? "");
}
const outside = /^(dblink\w*|lo_(ex|im)port|pg_(terminate|cancel)_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_switch_wal|pg_(create|drop)_\w*replication_slot|pg_file_\w+)$/;
/** COPY … TO or FROM a file or program of the server; STDIN and STDOUT are the session's own. */
function copiesFile(found, at) {
	for (let i = at + 1; i < found.length && !ends.has(found[i] ?? ""); i++) {
		const next = found[i + 1] ?? "";
		if (found[i] !== "to" && found[i] !== "from") continue;
		if (next === "program") return "COPY with a program";
		if (/^e?'/.test(next)) return "COPY with a file of the server";
	}
	return null;
}
/**
* Roles, memberships, tablespaces, databases, their privileges and comments, and settings of the server.
* https://www.postgresql.org/docs/current/manage-ag-overview.html
*/
function clusterWideIn(sql) {
	return search(words(sql, false));
}
/**
* The database that files name, as in `GRANT … ON DATABASE app`: the statement works only if ours is called so.
* null when they name none, or one that every server has or that they create themselves.
*/
function databaseNamedIn(scripts) {
	const named = /* @__PURE__ */ new Set();
	const created = new Set(taken);
	for (const script of scripts) for (const { text } of script.statements) {
		if (!/database/i.test(text)) continue;
		const found = [...words(text, false)];
		for (let i = 1; i + 1 < found.length; i++) {
			if (found[i] !== "database") continue;
			const name = unquoted(found[i + 1] ?? "");
			if (name === null) continue;
			if (found[i - 1] === "create") created.add(name);
			if (found[i - 1] === "on" || found[i - 1] === "alter") named.add(name);
		}
	}
	return [...named].find((name) => !created.has(name)) ?? null;
}
const taken = [
	"postgres",
	"template0",
	"template1",
	"plangate_head"
];
function unquoted(word) {
	if (word.startsWith("\"")) return word.slice(1, -1).replaceAll("\"\"", "\"");
	return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(word) ? word : null;
}
/**
* The words and marks of `sql` in lower case, quoted identifiers as they are. Bodies in dollar quotes are read too,
* and inside them the strings, for EXECUTE 'CREATE ROLE …' does the same.
*/
function* words(sql, inBody) {
	for (const token of significantTokens(sql)) {
		const text = sql.slice(token.start, token.end);
		if (token.kind === "dollar-string") {
			const tag = text.indexOf("$", 1) + 1;
			yield "$";
			yield* words(text.slice(tag, -tag), true);
			yield "$";
		} else if (token.kind === "string" && inBody) {
			yield "'";
			yield* words(text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'"), true);
			yield "'";
		} else yield token.kind === "word" ? text.toLowerCase() : text;
	}
}
const shared = /* @__PURE__ */ new Set([
	"role",
	"user",
	"group",
	"tablespace",
	"database"
]);
const verbs = /* @__PURE__ */ new Set([
	"create",
	"alter",
	"drop"
]);
const grantable = /* @__PURE__ */ new Set([
	"database",
	"tablespace",
	"parameter"
]);
const ends = /* @__PURE__ */ new Set([
	";",
	"$",
	"'",
	""
]);
function search(stream) {
	const found = [...stream];
	for (let i = 0; i < found.length; i++) {
		const word = found[i] ?? "";
		const next = found[i + 1] ?? "";
		if (verbs.has(word)) {
			if (shared.has(next) && found[i + 2] !== "mapping") return `${word} ${next}`.toUpperCase();
			if (word === "alter" && next === "system") return "ALTER SYSTEM";
		}
		if (word === "comment" && next === "on" && shared.has(found[i + 2] ?? "")) return `COMMENT ON ${found[i + 2]?.toUpperCase()}`;
		if (word === "grant" || word === "revoke") {
			const what = grants(found, i);
			if (what !== null) return what;
		}
	}
	return null;
}
/** GRANT role TO role has no ON; GRANT … ON DATABASE says what it is about right behind it. */
function grants(found, at) {
	const verb = found[at]?.toUpperCase();
	for (let i = at + 1; i < found.length && !ends.has(found[i] ?? ""); i++) {
		const word = found[i] ?? "";
		if (word === "on") {
			const what = found[i + 1] ?? "";
			return grantable.has(what) ? `${verb} ON ${what.toUpperCase()}` : null;
		}
		if (word === "to" || word === "from") return `${verb} of a role`;
	}
	return null;
}

// src/migrations/extensions.ts
/** Creates the extensions of plangate.yml in a new database, before anything else runs there. */
async function createExtensions(database, extensions, signal) {
	if (extensions.length === 0) return;
	await withSession(database, signal, async (session) => {
		for (const extension of extensions) try {
			await session.execute(`create extension if not exists ${quoteIdentifier(extension)} cascade`);
		} catch (error) {
			if (!(error instanceof DatabaseError) || error.lost) throw error;
			const names = (await session.query("select name from pg_available_extensions order by name")).map((row) => row.name);
			throw new PlangateError({
				kind: "configuration",
				place: "postgres.extensions",
				problem: names.includes(extension) ? `the extension "${extension}" could not be created: ${error.message}.` : `the extension "${extension}" is not part of ${database.server.origin}.`,
				remedy: names.includes(extension) ? "Its own message says what it needs; shared_preload_libraries goes under postgres.settings." : whereToGet(extension, database.server),
				details: `Extensions it has: ${names.join(", ") || "none"}`,
				cause: error
			});
		}
	});
}

// src/migrations/make-twin.ts
const twinName = "plangate_twin";
/** Bytes. Copying more takes longer than what it tells is worth. */
const largest = 4 * 1024 ** 3;
/**
* Copies base once more: what differs between the two is this machine's noise. base must have no sessions.
* Not having one is no failure: it is left out where it would be too large, or does not fit.
*/
async function makeTwin(server, base, signal) {
	if (await withSession(base, signal, async (session) => {
		const [row] = await session.query("select pg_database_size(current_database())::float8 as size");
		return row?.size ?? 0;
	}) > largest) return none("base is larger than 4 GB");
	try {
		return {
			database: await server.cloneDatabase(base, twinName),
			warnings: []
		};
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof DatabaseError) || error.lost) throw error;
		return none(`base could not be copied a second time: ${error.message}`);
	}
}
function none(why) {
	return {
		database: null,
		warnings: [`The noise of this machine was not measured: ${why}.`]
	};
}

// src/migrations/sampling-target.ts
/** ANALYZE samples 300 rows for each step of the statistics target: `std_typanalyze` in analyze.c. */
const rowsPerTarget = 300;
/** The largest value of default_statistics_target. */
const largestTarget = 1e4;
/** Bytes of sampled rows that ANALYZE may hold in memory. */
const largestSample = 512 * 1024 ** 2;
/**
* The statistics target with which ANALYZE reads every row of each of `sizes`, or as many as it may hold. One target
* for both sides of a table, since it decides how fine a histogram is.
*/
function samplingTarget(sizes) {
	const usual = Math.max(...sizes.map((size) => size.usual));
	const wanted = Math.max(...sizes.map(({ needed }) => Math.ceil(needed * 1.01 / 300)));
	const width = Math.max(...sizes.map((size) => size.width));
	const affordable = width === 0 ? largestTarget : Math.floor(largestSample / width / 300);
	const target = Math.max(usual, Math.min(wanted, affordable, largestTarget));
	return {
		target,
		complete: target >= wanted
	};
}

// src/migrations/analyse-table.ts
/**
* Of a table with children the sample is shared out by blocks, so the densest child decides how many rows must be asked
* for until none is left out: `acquire_inherited_sample_rows` in analyze.c. Each share is rounded.
*/
const sizeSql = `
  with recursive family (oid) as (
    select $1::oid union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select (coalesce(max(reltuples / relpages) * sum(relpages), 0) + case when count(*) > 1 then ${300} else 0 end)::float8 as needed,
    coalesce(sum(reltuples), 0)::float8 as rows,
    coalesce(sum(relpages) * current_setting('block_size')::int / nullif(sum(reltuples), 0), 0)::float8 as width,
    current_setting('default_statistics_target')::int as usual
  from family join pg_class using (oid) where relkind in ('r', 'm') and reltuples > 0 and relpages > 0`;
/** How large a table is, with what inherits from it. Right once it was vacuumed or analysed. */
async function sizeOf(session, table) {
	const [size] = await session.query(sizeSql, [table.oid]);
	return size ?? {
		needed: 0,
		rows: 0,
		width: 0,
		usual: 0
	};
}
/** Settles the rows of a table: hint bits, visibility map and an exact count. Skipped pages would be guessed at. */
async function vacuumTable(session, table) {
	await session.execute(`vacuum (freeze, disable_page_skipping) ${nameOf(table)}`);
}
/** Analyses a table, or some of its columns, with a statistics target. */
async function analyseTable(session, table, { target }, columns = []) {
	const list = columns.length === 0 ? "" : ` (${columns.map(quoteIdentifier).join(", ")})`;
	await session.execute(`set default_statistics_target = ${target}`);
	await session.execute(`analyze ${nameOf(table)}${list}`);
	await session.execute("reset default_statistics_target");
}
function nameOf(table) {
	return `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
}

// src/migrations/maintain.ts
/** Runs VACUUM and ANALYZE. They run the user's code too, such as functions in expression indexes, which may fail. */
async function maintain(database, side, signal, work) {
	try {
		return await withSession(database, signal, work);
	} catch (error) {
		if (!(error instanceof DatabaseError) || error.lost) throw error;
		const { detail, hint, where } = error.fields;
		throw new PlangateError({
			kind: "migration",
			place: `VACUUM and ANALYZE (${side})`,
			problem: `PostgreSQL cannot settle the database: ${error.message}.`,
			remedy: "A function in an index or in statistics is the usual reason; it must name its objects with their schema.",
			details: [
				detail,
				hint,
				where
			].filter((text) => text !== null).join("\n"),
			cause: error
		});
	}
}

// src/migrations/table-changes.ts
/** Compares the tables of a clone before and after head's new migrations. */
function findTableChanges(before, after) {
	const old = new Map(before.map((table) => [table.oid, table]));
	const touched = new Set(after.filter((table) => isTouched(old.get(table.oid), table)).map((table) => table.oid));
	const parents = new Map(after.flatMap((parent) => parent.children.map((child) => [child, parent.oid])));
	for (const table of after) {
		if (old.has(table.oid) && !touched.has(table.oid)) continue;
		for (let parent = parents.get(table.oid); parent !== void 0; parent = parents.get(parent)) touched.add(parent);
	}
	const changed = [];
	const columns = [];
	for (const head of after) {
		const base = old.get(head.oid);
		if (base === void 0) continue;
		if (touched.has(head.oid)) changed.push({
			base,
			head
		});
		else {
			const known = new Set(base.columns.map((column) => column.number));
			const names = head.columns.filter((column) => !known.has(column.number)).map((column) => column.name);
			if (names.length > 0) columns.push({
				table: head,
				names
			});
		}
	}
	return {
		created: after.filter((table) => !old.has(table.oid)),
		changed,
		columns
	};
}
/** New columns alone do not touch a table: they have statistics of their own. */
function isTouched(before, after) {
	if (before === void 0) return false;
	if (before.file !== after.file || before.changes !== after.changes) return true;
	if (before.children.join() !== after.children.join()) return true;
	if (after.extras.some((extra) => !before.extras.includes(extra))) return true;
	const natures = new Map(before.columns.map((column) => [column.number, column.nature]));
	return after.columns.some(({ number, nature }) => natures.has(number) && natures.get(number) !== nature);
}

// src/migrations/table-state.ts
/** pg_statistic_ext.stxstattarget tells apart an object whose target was changed. */
const sql = `
  select c.oid::text as oid, n.nspname as schema, c.relname as name,
    case c.relkind when 'r' then 'table' when 'm' then 'materialized view' else 'partitioned table' end as kind,
    nullif(pg_relation_filenode(c.oid), 0)::text as file,
    (coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0))::float8 as changes,
    (select coalesce(json_agg(json_build_object('number', a.attnum, 'name', a.attname,
       'nature', concat_ws(' ', a.atttypid, a.atttypmod, a.attcollation, a.attstattarget, a.attoptions)) order by a.attnum), '[]')
     from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(i.inhrelid::text order by i.inhrelid), '[]') from pg_inherits i where i.inhparent = c.oid) as children,
    (select coalesce(json_agg(extra order by extra), '[]') from (
       select indexrelid::text from pg_index where indrelid = c.oid and indexprs is not null
       union all select concat_ws(' ', oid, stxstattarget) from pg_statistic_ext where stxrelid = c.oid) e (extra)) as extras
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_stat_all_tables s on s.relid = c.oid
  where c.relkind in ('r', 'm', 'p') and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by c.oid`;
/** The state of the user's tables. Counts of changes are complete when the sessions that made them have ended. */
async function readTableStates(session) {
	return session.query(sql);
}

// src/migrations/settle.ts
/** Skipping no page makes the counts of rows exact, even where a migration vacuumed before. */
const vacuumAll = "vacuum (freeze, analyze, disable_page_skipping)";
/** Sets hint bits, visibility map and statistics, as a database has them that has been in use. */
async function settle(database, side, signal) {
	await maintain(database, side, signal, (session) => session.execute(vacuumAll));
}
/**
* Settles two databases that were built apart, with every row of every table in the sample: two random samples could
* not be compared. Gives a warning for each table that has too many rows for that.
*/
async function settleBoth(databases, signal) {
	const tables = {
		base: await settled(databases.base, "base"),
		head: await settled(databases.head, "head")
	};
	const onHead = new Map(tables.head.map((table) => [keyOf(table), table]));
	return analyseAlike(databases, tables.base.flatMap((base) => {
		const head = onHead.get(keyOf(base));
		return head === void 0 ? [] : [{
			base,
			head
		}];
	}), "where the usual sample leaves rows out", signal);
	async function settled(database, side) {
		await settle(database, side, signal);
		return statesOf(database, signal);
	}
}
/**
* Settles on a clone what migrations changed there. What base has too is analysed alike on both sides, with every row;
* what is as it was keeps the statistics it was cloned with. Gives warnings as `settleBoth` does.
*/
async function settleChanges(databases, before, signal) {
	return analyseAlike(databases, (await settleNew(databases.head, before, signal)).changed, "always", signal);
}
/** The same where no other side has to stay comparable: what changed is analysed with every row, on this database alone. */
async function settleTrial(database, before, signal) {
	const { changed } = await settleNew(database, before, signal);
	const tables = changed.map((pair) => pair.head);
	if (tables.length > 0) await analyseAll(database, tables, signal);
}
/** Settles a database that was built for a trial, as `settleBoth` does with two. */
async function settleWhole(database, signal) {
	await settle(database, "head", signal);
	await analyseAll(database, await statesOf(database, signal), signal);
}
function analyseAll(database, tables, signal) {
	return maintain(database, "head", signal, async (session) => {
		for (const table of tables) await analyseTable(session, table, await targetOf(session, table));
	});
}
/** Vacuums what changed, and analyses what is new. */
async function settleNew(database, before, signal) {
	const changes = await withSession(database, signal, async (session) => {
		if (database.server.version.major < 15) await session.execute("select pg_sleep(0.6)");
		return findTableChanges(before, await readTableStates(session));
	});
	await maintain(database, "head", signal, async (session) => {
		for (const table of [...changes.changed.map((pair) => pair.head), ...changes.created]) if (table.file !== null) await vacuumTable(session, table);
		for (const table of changes.created) await analyseTable(session, table, await targetOf(session, table));
		for (const { table, names } of changes.columns) await analyseTable(session, table, await targetOf(session, table), names);
	});
	return changes;
}
/** The state of a database's tables, to be compared with a later one. */
function statesOf(database, signal) {
	return withSession(database, signal, readTableStates);
}
async function targetOf(session, table) {
	return samplingTarget([await sizeOf(session, table)]);
}
/** Analyses tables that both sides have, with one statistics target for both. */
async function analyseAlike(databases, pairs, when, signal) {
	const sizesOn = (side) => withSession(databases[side], signal, async (session) => {
		const sizes = [];
		for (const pair of pairs) sizes.push(await sizeOf(session, pair[side]));
		return sizes;
	});
	const sizes = {
		base: await sizesOn("base"),
		head: await sizesOn("head")
	};
	const warnings = [];
	const wanted = [];
	for (const [index, pair] of pairs.entries()) {
		const both = [sizes.base[index], sizes.head[index]].filter((size) => size !== void 0);
		const target = samplingTarget(both);
		const usual = target.complete && both.every((size) => size.usual === target.target);
		if (when === "always" || !usual) wanted.push({
			pair,
			target
		});
		if (!target.complete) warnings.push(sampled(pair.head, both, target));
	}
	for (const side of wanted.length === 0 ? [] : ["base", "head"]) await maintain(databases[side], side, signal, async (session) => {
		for (const { pair, target } of wanted) await analyseTable(session, pair[side], target);
	});
	return warnings;
}
function sampled({ schema, name }, sizes, { target }) {
	const count = (number) => Math.round(number).toLocaleString("en");
	return `${schema}.${name} has ${count(Math.max(...sizes.map((size) => size.rows)))} rows, of which ANALYZE reads ${count(target * 300)} by chance: its statistics may differ a little between base and head.`;
}
/** JSON keeps names with dots apart. */
function keyOf({ schema, name }) {
	return JSON.stringify([schema, name]);
}

// src/migrations/natural-order.ts
/**
* The order of files by name: runs of digits by their value (2 before 10), everything else by code unit, a folder's
* files before what is named like the folder with more behind it. The same on every machine and in every language.
*/
function compareNaturally(a, b) {
	let i = 0;
	let j = 0;
	while (i < a.length && j < b.length) {
		const left = digitsAt(a, i);
		const right = digitsAt(b, j);
		if (left !== "" && right !== "") {
			const difference = compareValues(left, right);
			if (difference !== 0) return difference;
			i += left.length;
			j += right.length;
		} else {
			const difference = rank(a, i) - rank(b, j);
			if (difference !== 0) return difference;
			i++;
			j++;
		}
	}
	return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}
function rank(text, at) {
	return text.charAt(at) === "/" ? -1 : text.charCodeAt(at);
}
function digitsAt(text, at) {
	let end = at;
	while (end < text.length && text.charAt(end) >= "0" && text.charAt(end) <= "9") end++;
	return text.slice(at, end);
}
function compareValues(left, right) {
	const a = left.replace(/^0+(?=.)/, "");
	const b = right.replace(/^0+(?=.)/, "");
	return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
const versioned = /^V(\d+(?:[._]\d+)*)__/;
/**
* Migrations in the order they run: natural order of the whole path, or Flyway's where all are named as Flyway names
* them (V1__, V1.1__, V2__ by version whatever their folder, then R__ by name).
* https://documentation.red-gate.com/flyway/flyway-concepts/migrations
*/
function inMigrationOrder(files) {
	const repeatable = files.filter((file) => baseName(file).startsWith("R__"));
	const others = files.filter((file) => !repeatable.includes(file));
	if (!(others.length > 0 && others.every((file) => versioned.test(baseName(file))))) return [...files].sort(compareNaturally);
	const version = (file) => (versioned.exec(baseName(file))?.[1] ?? "").split(/[._]/);
	others.sort((a, b) => compareVersions(version(a), version(b)) || compareNaturally(a, b));
	const described = (a, b) => compareNaturally(baseName(a), baseName(b)) || compareNaturally(a, b);
	return [...others, ...repeatable.sort(described)];
}
function compareVersions(a, b) {
	for (let i = 0; i < Math.max(a.length, b.length); i++) {
		const difference = compareValues(a[i] ?? "0", b[i] ?? "0");
		if (difference !== 0) return difference;
	}
	return 0;
}
function baseName(file) {
	return file.slice(file.lastIndexOf("/") + 1);
}

// src/migrations/find-files.ts
/** The migrations that `patterns` name: pattern by pattern, each in migration order. */
function findMigrations(files, patterns) {
	const matched = sqlFiles(files, patterns);
	const undo = matched.filter((file) => undoes(file, files));
	const runs = new Set(matched.filter((file) => !undo.includes(file)));
	const ordered = inMigrationOrder([...runs]);
	return {
		files: [...matchFiles(ordered, patterns)],
		undo
	};
}
/** The seed files that `patterns` name: pattern by pattern, each in natural order. */
function findSeeds(files, patterns) {
	return sqlFiles([...files].sort(compareNaturally), patterns);
}
/** A pattern such as `db/migrations/*` also matches a README; a file that is named is taken whatever its ending. */
function sqlFiles(files, patterns) {
	return matchFiles(files, patterns).filter((file) => /\.sql$/i.test(file) || patterns.includes(file));
}
const undoName = /(?:^|\.)(?:down|undo|rollback)\.sql$|^U\d[\d._]*__/i;
/** Whether a file takes a migration back: by its name, by its folder, or because it is the other half of an `up` file. */
function undoes(file, files) {
	const folders = file.split("/");
	const name = folders.pop() ?? "";
	if (undoName.test(name) || folders.some((folder) => /^downs?$/i.test(folder))) return true;
	const half = /^(.*[-_])down(\.sql)$/i.exec(file);
	return half !== null && files.includes(`${half[1]}up${half[2]}`);
}

// src/migrations/side-plan.ts
/** Finds a side's files. Head without a migration is an error; base may be older than the first one. */
function planSide({ tree, sources }) {
	const { prepare, seed, migrations } = sources;
	return {
		tree,
		prepare,
		migrations: "command" in migrations ? migrations : { files: migrationsOf(tree, migrations.patterns) },
		seed: seed === null ? { files: [] } : "command" in seed ? seed : { files: findSeeds(tree.files, seed.patterns) }
	};
}
function migrationsOf(tree, patterns) {
	const { files, undo } = findMigrations(tree.files, patterns);
	if (files.length > 0 || tree.side === "base") return files;
	throw new PlangateError({
		kind: "configuration",
		place: "migrations",
		problem: undo.length > 0 ? `only files that undo migrations were found on head (${tree.ref}), such as ${undo[0]}.` : patterns.length === 0 ? `there are none on head (${tree.ref}), and databases may be created on this server.` : `no file matches ${patterns.join(", ")} on head (${tree.ref}).`,
		remedy: `Write in plangate.yml where they are, such as migrations: path/to/folder${patterns.length === 0 ? ", or give --read-only to explain the queries in the database as it is" : ""}.`
	});
}

// src/migrations/build-sides.ts
/** What the databases are called when no file names them. Two databases on one server need two names. */
const ownName = "plangate";
const cloneName = "plangate_head";
/**
* Builds the databases of both sides: once and cloned where head only adds migrations, else each from scratch on a
* server of its own, because roles, tablespaces and settings are shared by all databases of one. On a server that is not
* plangate's own both are built side by side, and what would change the server itself is refused.
* Throws a PlangateError (configuration, migration, seed, server), or the signal's reason.
*/
async function buildSides(server, inputs, policy, progress, signal, environment = process.env) {
	signal.throwIfAborted();
	const told = [];
	const warn = (text) => void told.push(text);
	const surroundings = {
		progress,
		signal,
		environment,
		warn
	};
	try {
		const sides = await build(server, planSide(inputs.base), planSide(inputs.head), policy, surroundings);
		return {
			...sides,
			warnings: [...told, ...sides.warnings]
		};
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof DatabaseError) throw await serverError(server, error);
		throw error instanceof PlangateError && told.length > 0 ? withDetails(error, told) : error;
	}
}
async function build(server, base, head, policy, surroundings) {
	const way = chooseWay(base, head);
	const sides = {
		base: await readSide(base),
		head: await readSide(head)
	};
	if (!server.isThrowAway) refuseClusterWide([...scriptsOf(sides.base), ...scriptsOf(sides.head)]);
	if (way.kind === "both") return buildBoth(server, sides, way.why, policy, surroundings);
	const added = await readScripts("migration", head, way.added);
	const shared = findClusterWide(added);
	if (shared !== null && server.second !== "copy") return buildBoth(server, sides, `${shared.what} in ${shared.place} concerns the whole server: each side was built from scratch`, policy, surroundings);
	return buildClone(server, sides.base, {
		added,
		shared
	}, way.why, policy, surroundings);
}
function withDetails(error, more) {
	const { kind, place, problem, remedy, details } = error;
	return new PlangateError({
		kind,
		place,
		problem,
		remedy,
		details: [details, ...more].filter((text) => text !== "").join("\n"),
		cause: error
	});
}
/** What no file of the repository is to blame for. */
async function serverError(server, error) {
	return new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: `The databases could not be made: ${error.message}.`,
		remedy: error.fields.code === "53100" ? makeRoom : "The end of the log below says why; memory and disk are the usual reasons.",
		details: await server.logTail(),
		cause: error
	});
}
/** Roles and settings of a server that others use must not be changed, and would be there when the run is over. */
function refuseClusterWide(scripts) {
	const shared = findClusterWide(scripts) ?? findReachingOut(scripts);
	if (shared === null) return;
	throw new PlangateError({
		kind: "configuration",
		place: shared.place,
		problem: `${shared.what} reaches beyond the databases that plangate makes on the server of --database-url.`,
		remedy: "Take an engine that starts a server of its own (docker, local, embedded), or a file without it."
	});
}
async function buildClone(server, side, { added, shared }, why, policy, surroundings) {
	const { progress, signal } = surroundings;
	const base = await server.createDatabase(databaseNamedIn([...scriptsOf(side), ...added]) ?? ownName);
	await createExtensions(base, policy.postgres.extensions, signal);
	await buildSide(base, side, surroundings);
	await during(progress, "Vacuuming and analysing base", () => settle(base, "base", signal));
	const second = shared === null ? null : await during(progress, "Copying the server", () => server.startSecond());
	try {
		const head = second?.database(base.name) ?? await during(progress, "Cloning base", () => server.cloneDatabase(base, cloneName));
		const before = await statesOf(head, signal);
		const migrations = await runScripts("Migrating head", head, added, surroundings);
		const warnings = added.length === 0 ? [] : await during(progress, "Analysing what changed", () => settleChanges({
			base,
			head
		}, before, signal));
		return await built({
			base,
			head,
			way: "clone",
			why: `${why}${shared === null ? "" : `, on a second server for ${shared.what} in ${shared.place}`}`,
			migrations,
			warnings
		}, server, second, signal);
	} catch (error) {
		await second?.[Symbol.asyncDispose]();
		throw error;
	}
}
async function buildBoth(server, sides, why, policy, surroundings) {
	const { progress, signal } = surroundings;
	const second = server.second === null ? null : await during(progress, "Starting a second server for head", () => server.startSecond());
	try {
		const name = databaseNamedIn([...scriptsOf(sides.head), ...scriptsOf(sides.base)]) ?? ownName;
		const build = async (on, wish, side) => {
			const database = await on.createDatabase(wish);
			await createExtensions(database, policy.postgres.extensions, signal);
			return {
				database,
				timed: await buildSide(database, sides[side], surroundings)
			};
		};
		const base = await build(server, name, "base");
		const head = second === null ? await build(server, cloneName, "head") : await build(second, name, "head");
		const databases = {
			base: base.database,
			head: head.database
		};
		const warnings = await during(progress, "Vacuuming and analysing both", () => settleBoth(databases, signal));
		return await built({
			...databases,
			way: "both",
			why,
			migrations: [...base.timed, ...head.timed],
			warnings
		}, server, second, signal);
	} catch (error) {
		await second?.[Symbol.asyncDispose]();
		throw error;
	}
}
function scriptsOf({ migrations, seed }) {
	return [migrations, seed].flatMap((step) => "scripts" in step ? step.scripts : []);
}
async function built(sides, server, second, signal) {
	const twin = await makeTwin(server, sides.base, signal);
	for (const database of server.isThrowAway ? [sides.base, sides.head] : []) await checkpoint(database);
	const warnings = [
		...sides.warnings,
		...twin.warnings,
		...await server.changesBeside()
	];
	const servers = {
		base: server,
		head: second ?? server
	};
	return {
		...sides,
		servers,
		twin: twin.database,
		warnings,
		[Symbol.asyncDispose]: async () => second?.[Symbol.asyncDispose]()
	};
}
async function checkpoint(database) {
	try {
		var _usingCtx$11 = _usingCtx();
		await _usingCtx$11.a(await database.connect()).execute("checkpoint");
	} catch (_) {
		_usingCtx$11.e = _;
	} finally {
		await _usingCtx$11.d();
	}
}
async function during(progress, title, work) {
	const step = progress.step(title);
	try {
		const result = await work();
		step.done();
		return result;
	} catch (error) {
		step.done("failed");
		throw error;
	}
}

// src/migrations/take-sides.ts
/** Head alone, in a database that is there already: nothing is built, and there is nothing to compare with. */
function takeHead(head) {
	return {
		base: null,
		head,
		twin: null,
		way: "found",
		why: `the queries were explained in a database that plangate only reads, because ${head.why}: no migrations, no seed, no base; budgets and rules decide`,
		migrations: [],
		servers: null,
		warnings: [],
		async [Symbol.asyncDispose]() {}
	};
}
/**
* Two databases that are there already, one as base has it and one as head has it. Nothing is built, so the warnings say
* what could not be made equal.
*/
async function takeBoth(base, head) {
	const [before, after] = [await look(base), await look(head)];
	return {
		base,
		head,
		twin: base,
		way: "found",
		why: "nothing was built: base and head are databases that were there already, and plangate only read them",
		migrations: [],
		servers: null,
		warnings: [
			...versions(base.server.version.text, head.server.version.text),
			...collations(before, after),
			...statistics(before.tables, after.tables),
			"Caches could not be made equal: every query ran once on each side before it was measured, and blocks count whether they were in memory or not."
		],
		async [Symbol.asyncDispose]() {}
	};
}
const collationSql = `
  select concat_ws(', ', pg_encoding_to_char(encoding), datcollate, datctype) as collation
  from pg_database where datname = current_database()`;
const tablesSql = `
  select n.nspname || '.' || c.relname as name, c.reltuples::float8 as rows, c.relpages as pages
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by c.reltuples desc, 1`;
async function look(database) {
	try {
		var _usingCtx$10 = _usingCtx();
		const session = _usingCtx$10.a(await database.connect({ applicationName: "plangate look" }));
		const [row] = await session.query(collationSql);
		const tables = await session.query(tablesSql);
		return {
			collation: row?.collation ?? "",
			tables
		};
	} catch (_) {
		_usingCtx$10.e = _;
	} finally {
		await _usingCtx$10.d();
	}
}
function versions(base, head) {
	if (base === head) return [];
	return [`base is PostgreSQL ${base} and head PostgreSQL ${head}: plans may differ for that alone.`];
}
function collations(base, head) {
	if (base.collation === head.collation) return [];
	return [`base sorts as ${base.collation}, head as ${head.collation}: sorts and indexes of text may differ for that alone.`];
}
/** A twentieth: what a random sample of ANALYZE and a day's writes may differ by without moving a plan. */
const alike = .05;
const mostNames$3 = 5;
function statistics(base, head) {
	const onBase = new Map(base.map((table) => [table.name, table]));
	const differing = [];
	const unknown = [];
	for (const after of head) {
		const before = onBase.get(after.name);
		if (before === void 0) continue;
		if (before.rows < 0 || after.rows < 0) {
			if (before.rows !== after.rows) unknown.push(after.name);
		} else if (differs$1(before.rows, after.rows) || differs$1(before.pages, after.pages)) differing.push(`${after.name} (${size(before)} on base, ${size(after)} on head)`);
	}
	return [...differing.length === 0 ? [] : [`Tables are not of one size on both sides, and plans may differ for that alone: ${listed(differing)}.`], ...unknown.length === 0 ? [] : [`Only one side has statistics of ${listed(unknown)}: run ANALYZE on the other one.`]];
}
function differs$1(a, b) {
	return Math.abs(a - b) > alike * Math.max(a, b);
}
function size({ rows, pages }) {
	return `${Math.round(rows).toLocaleString("en")} rows in ${pages.toLocaleString("en")} pages`;
}
function listed(names) {
	const more = names.length > mostNames$3 ? [`${names.length - mostNames$3} more`] : [];
	return [...names.slice(0, mostNames$3), ...more].join(", ");
}

// src/migrations/trial.ts
/** Reads what both sides run, to run it otherwise: in part, or mixed. */
async function readBoth(inputs) {
	const read = async (input) => {
		const { migrations, seed } = await readSide(planSide(input));
		return {
			migrations: filesOf(migrations),
			seed: filesOf(seed)
		};
	};
	return {
		base: await read(inputs.base),
		head: await read(inputs.head)
	};
}
function filesOf(step) {
	return "command" in step ? null : step.scripts;
}
/** Whether files change what all databases of a server share, so that a trial of them needs one of its own. */
function needsOwnServer(scripts) {
	return findClusterWide(scripts) !== null;
}
/** Runs files on a copy of a settled database and settles what they changed. */
async function applyScripts(database, scripts, signal) {
	if (scripts.length === 0) return;
	const before = await statesOf(database, signal);
	await runScripts("", database, scripts, quiet$1(signal));
	await settleTrial(database, before, signal);
}
/** Builds an empty database of files that neither side runs together, and settles it. */
async function buildMixture(database, migrations, seed, extensions, signal) {
	await createExtensions(database, extensions, signal);
	await runScripts("", database, [...migrations, ...seed], quiet$1(signal));
	await settleWhole(database, signal);
}
/** Trials say nothing of themselves. */
function quiet$1(signal) {
	return {
		progress: silent,
		signal,
		environment: {},
		warn() {}
	};
}
/**
* One file on a copy of a settled database, as many of its statements at a time as is asked for. What stands inside a
* transaction is committed statement by statement, so that another session sees what each of them did.
*/
var StatementRun = class StatementRun {
	#database;
	#script;
	#session;
	#signal;
	static async open(database, script, signal) {
		const session = await database.connect({ applicationName: "plangate trial" });
		try {
			await session.execute("select setseed(0.5)");
			return new StatementRun(database, script, session, signal);
		} catch (error) {
			await session[Symbol.asyncDispose]();
			throw error;
		}
	}
	constructor(database, script, session, signal) {
		this.#database = database;
		this.#script = script;
		this.#session = session;
		this.#signal = signal;
	}
	/** Runs the statements and settles what they changed. */
	async run(statements) {
		const signal = this.#signal;
		const before = await statesOf(this.#database, signal);
		const cancel = () => void this.#session.cancel().catch(() => {});
		signal.addEventListener("abort", cancel, { once: true });
		try {
			for (const statement of statements) {
				signal.throwIfAborted();
				await runStatement(this.#session, this.#script, statement);
			}
			const is14 = this.#database.server.version.major < 15;
			await this.#session.execute(is14 ? "select pg_sleep(0.6)" : "select pg_stat_force_next_flush()");
		} finally {
			signal.removeEventListener("abort", cancel);
		}
		await settleTrial(this.#database, before, signal);
	}
	async [Symbol.asyncDispose]() {
		await this.#session[Symbol.asyncDispose]();
	}
};

// src/migrations/without-transaction.ts
/** Begin and end a transaction, or mean nothing outside of one. */
const dropped = /* @__PURE__ */ new Set([
	"begin",
	"start",
	"commit",
	"end",
	"savepoint",
	"release",
	"lock"
]);
const undoing = /* @__PURE__ */ new Set(["rollback", "abort"]);
/**
* The statements of a file without its transactions, so that each is committed by itself. SET LOCAL then holds for the
* session. null where statements are undone: without a transaction they would stay.
*/
function withoutTransaction(statements) {
	const kept = [];
	for (const statement of statements) {
		const [first = "", second = ""] = statement.words;
		if (undoing.has(first) || first === "prepare" && second === "transaction") return null;
		if (dropped.has(first)) continue;
		kept.push(first === "set" && second === "local" ? {
			...statement,
			text: statement.text.replace(/^set(\s+)local\b/i, "set$1session")
		} : statement);
	}
	return kept;
}

// src/culprit/blame.ts
/** A position between base (0) and head (1) from which on a trial is more like head than like base. */
const midpoint = .5;
/**
* Whether the query's text or the database moved a case. `together`: neither does it alone. `either`: each does.
*
* @param text the position of head's text on base's database; null where it does not run there
* @param database the position of base's text on head's database; null where it does not run there
*/
function blame(text, database) {
	const byText = text !== null && text >= .5;
	const byDatabase = database !== null && database >= .5;
	if (byText && byDatabase) return "either";
	if (byText) return "text";
	return byDatabase ? "database" : "together";
}

// src/measurement/any-rows-will-do.ts
/** Whether the statement has a LIMIT (or FETCH) and no ORDER BY beside it, so that any of its rows are the right ones. */
function anyRowsWillDo(sql) {
	const words = /* @__PURE__ */ new Set();
	let depth = 0;
	for (const { start, end } of significantTokens(sql)) {
		const token = sql.slice(start, end);
		if (token === "(") depth++;
		else if (token === ")") depth--;
		else if (depth === 0) words.add(token.toUpperCase());
	}
	return (words.has("LIMIT") || words.has("FETCH")) && !words.has("ORDER");
}

// src/measurement/collect-rows.ts
const rowLimits = {
	rows: 1e5,
	characters: 67108864
};
/** More rows than are compared. Thrown to end the statement that returns them. */
var TooManyRows = class extends Error {};
/** Throws TooManyRows as soon as the rows that it is told of are beyond the limits. */
function rowCounter(limits) {
	let rows = 0;
	let characters = 0;
	return {
		add(row) {
			rows++;
			for (const value of row) characters += value?.length ?? 0;
			if (rows > limits.rows) throw new TooManyRows(`it returns more than ${limits.rows.toLocaleString("en")} rows`);
			if (characters > limits.characters) {
				const size = Math.round(limits.characters / 1024 / 1024);
				throw new TooManyRows(`its rows take more than ${size} MB`);
			}
		},
		get rows() {
			return rows;
		}
	};
}
/** All rows of a statement. Throws TooManyRows beyond the limits. */
async function collectRows(read, limits) {
	const counter = rowCounter(limits);
	const rows = [];
	return {
		columns: await read((row) => {
			counter.add(row);
			rows.push(row);
		}),
		rows
	};
}

// src/measurement/row-bag.ts
/** Whether two sides return the same rows, as often, in whatever order: base's are known, head's come one by one. */
var RowBag = class {
	#comparer;
	#waiting = /* @__PURE__ */ new Map();
	#onlyHead = [];
	constructor(base, comparer) {
		this.#comparer = comparer;
		for (const row of base) {
			const key = comparer.key(row);
			const rows = this.#waiting.get(key);
			if (rows === void 0) this.#waiting.set(key, [row]);
			else rows.push(row);
		}
	}
	add(row) {
		if (this.#waiting.get(this.#comparer.key(row))?.pop() === void 0) this.#onlyHead.push(row);
	}
	/** What is left when all rows were added, in the order in which they came. */
	leftOver() {
		const onlyBase = [...this.#waiting.values()].flat();
		if (this.#comparer.inexact.length === 0) return {
			base: onlyBase,
			head: this.#onlyHead
		};
		return matchNearly(onlyBase, this.#onlyHead, this.#comparer);
	}
};
/**
* Takes out the pairs that are the same within the tolerance. Rows that agree in every exact column are sorted by their
* first number, so that each is compared with its neighbours only.
*/
function matchNearly(base, head, comparer) {
	const [first = 0] = comparer.inexact;
	const value = (row) => Number(row[first] ?? Number.NEGATIVE_INFINITY);
	const candidates = Map.groupBy(head, (row) => comparer.exactKey(row));
	const taken = /* @__PURE__ */ new Set();
	const left = [];
	for (const [key, rows] of Map.groupBy(base, (row) => comparer.exactKey(row))) {
		const others = (candidates.get(key) ?? []).toSorted((a, b) => compareNumbers$1(value(a), value(b)));
		let start = 0;
		for (const row of rows.toSorted((a, b) => compareNumbers$1(value(a), value(b)))) {
			while (start < others.length && isBehind(others[start], row)) start++;
			let found;
			for (let at = start; at < others.length && found === void 0; at++) {
				const other = others[at];
				if (other === void 0 || taken.has(other)) continue;
				if (comparer.firstDifference(row, other) === -1) found = other;
				else if (value(other) > value(row) && !sameFirst(row, other)) break;
			}
			if (found === void 0) left.push(row);
			else taken.add(found);
		}
	}
	return {
		base: left,
		head: head.filter((row) => !taken.has(row))
	};
	function sameFirst(row, other) {
		return comparer.isSame(row[first] ?? null, other[first] ?? null, first);
	}
	function isBehind(other, row) {
		return other !== void 0 && (taken.has(other) || value(other) < value(row) && !sameFirst(row, other));
	}
}
/** NaN sorts last, as in PostgreSQL. */
function compareNumbers$1(a, b) {
	if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
	return a === b ? 0 : a < b ? -1 : 1;
}

// src/measurement/same-value.ts
/** OIDs of pg_type.dat: they never change. */
const float4 = 700;
const float8 = 701;
const numeric = 1700;
const integers = [
	20,
	21,
	23
];
const inexact = [
	float4,
	float8,
	numeric
];
/** A float4 has seven digits; what a sum of them loses with another order of rows is of this size. */
const float4Tolerance = 1e-6;
/** Sums of floats that come out as zero in one order of rows need not in another. */
const nearZero = 1e-12;
/**
* How the values of each column are compared, in PostgreSQL's text form. Floats and numerics are the same within a
* relative tolerance, and whole numbers with them where the other side has a float or numeric; everything else is the
* same only to the letter, floats inside of arrays, JSON and composites included. NULL is the same as NULL.
*/
var RowComparer = class {
	/** Per column; null where the text decides. */
	#tolerances;
	/** Positions of the columns with a tolerance. */
	inexact;
	constructor(base, head, tolerance) {
		this.#tolerances = base.map(({ type }, at) => toleranceOf(type, head[at]?.type ?? type, tolerance));
		this.inexact = this.#tolerances.flatMap((own, at) => own === null ? [] : [at]);
	}
	/** The first column whose values differ; -1 when the rows are the same. */
	firstDifference(base, head) {
		return this.#tolerances.findIndex((_, at) => !this.isSame(base[at] ?? null, head[at] ?? null, at));
	}
	isSame(base, head, column) {
		if (base === head) return true;
		const tolerance = this.#tolerances[column] ?? null;
		if (base === null || head === null || tolerance === null) return false;
		const [a, b] = [Number(base), Number(head)];
		const difference = Math.abs(a - b);
		if (!Number.isFinite(difference)) return false;
		return difference <= tolerance * Math.max(Math.abs(a), Math.abs(b)) || difference <= nearZero;
	}
	/** Equal for rows that are equal to the letter, trailing zeros of numerics aside. */
	key(row) {
		return JSON.stringify(row.map((value, at) => this.#tolerances[at] === null ? value : plain(value)));
	}
	/** Equal for rows that can only differ in columns with a tolerance. */
	exactKey(row) {
		return JSON.stringify(row.filter((_, at) => this.#tolerances[at] === null));
	}
};
function toleranceOf(base, head, tolerance) {
	if (![base, head].every((type) => inexact.includes(type) || integers.includes(type)) || !(inexact.includes(base) || inexact.includes(head))) return null;
	return base === float4 || head === float4 ? Math.max(tolerance, float4Tolerance) : tolerance;
}
/** `1.500` as `1.5`, `-0` as `0`. */
function plain(value) {
	if (value === null || !/^-?\d+(?:\.\d+)?$/.test(value)) return value;
	const short = value.includes(".") ? value.replace(/\.?0+$/, "") : value;
	return short === "-0" ? "0" : short;
}

// src/measurement/compare-results.ts
/**
* Reads the second side's rows and compares them with those of the first, which were collected: as a bag, or one by one
* in the order in which they come. Only one side's rows, and of the other those that have no counterpart, are kept.
* Throws TooManyRows beyond the limits.
*/
async function compareResults(base, readHead, { mode, tolerance }, limits) {
	const counter = rowCounter(limits);
	let compared = null;
	const columns = await readHead((row, columns) => {
		counter.add(row);
		compared ??= new Compared(base, columns, tolerance);
		compared.add(row);
	});
	const all = compared ?? new Compared(base, columns, tolerance);
	return {
		rows: counter.rows,
		difference: all.difference(mode)
	};
}
var Compared = class {
	#base;
	#columns;
	#comparer;
	#bag;
	#rows = 0;
	/** The first row that differs from base's in the same place. */
	#first = null;
	constructor(base, columns, tolerance) {
		this.#base = base;
		this.#columns = columns;
		this.#comparer = new RowComparer(base.columns, columns, tolerance);
		this.#bag = new RowBag(base.rows, this.#comparer);
	}
	add(row) {
		const before = this.#base.rows[this.#rows];
		if (this.#first === null && (before === void 0 || this.#comparer.firstDifference(before, row) !== -1)) this.#first = {
			at: this.#rows,
			row
		};
		this.#rows++;
		this.#bag.add(row);
	}
	difference(mode) {
		const [before, after] = [this.#base.columns, this.#columns].map((columns) => columns.map(({ name }) => name));
		if (before === void 0 || after === void 0) throw new Error("two sides have columns");
		if (JSON.stringify(before) !== JSON.stringify(after)) return {
			kind: "columns",
			base: before,
			head: after
		};
		const left = this.#bag.leftOver();
		if (left.base.length > 0 || left.head.length > 0) return this.#rowsDiffer(left, mode);
		return mode === "ordered" && this.#first !== null ? {
			kind: "order",
			row: this.#first.at + 1
		} : null;
	}
	#rowsDiffer(left, mode) {
		const counts = {
			onlyBase: left.base.length,
			onlyHead: left.head.length
		};
		const pair = (mode === "ordered" ? this.#inPlace() : null) ?? {
			row: null,
			...this.#nearest(left)
		};
		if (pair.base === null || pair.head === null) return {
			kind: "rows",
			...counts,
			row: pair.row,
			value: null
		};
		const at = this.#comparer.firstDifference(pair.base, pair.head);
		const value = {
			column: this.#columns[at]?.name ?? "",
			base: pair.base[at] ?? null,
			head: pair.head[at] ?? null,
			isHidden: false
		};
		return {
			kind: "rows",
			...counts,
			row: pair.row,
			value
		};
	}
	/** The first place in which the sides differ; null for a side that has fewer rows. */
	#inPlace() {
		const at = this.#first?.at ?? this.#rows;
		return {
			row: at + 1,
			base: this.#base.rows[at] ?? null,
			head: this.#first?.row ?? null
		};
	}
	/** Base's first row that head lacks, and the row of head that is most like it. */
	#nearest({ base, head }) {
		const [row = null] = base;
		if (row === null) return {
			base: null,
			head: null
		};
		const alike = (other) => other.filter((value, at) => this.#comparer.isSame(row[at] ?? null, value, at)).length;
		const [best = null] = head.slice(0, mostCompared).map((other) => ({
			other,
			points: alike(other)
		})).toSorted((a, b) => b.points - a.points);
		return {
			base: row,
			head: best !== null && (best.points > 0 || row.length === 1) ? best.other : null
		};
	}
};
/** Rows among which the one that is most like another is looked for. */
const mostCompared = 1e3;

// src/measurement/hide-constants.ts
/** Values of EXPLAIN's output that are names or words of PostgreSQL's own; whatever is not among them may hold constants. */
const names = new Set([
	"Node Type,Parent Relationship,Subplan Name,Schema,Relation Name,Alias,Index Name,CTE Name,Function Name",
	"Table Function Name,Tuplestore Name,Join Type,Strategy,Partial Mode,Operation,Command,Scan Direction",
	"Sort Method,Sort Space Type,Sort Methods Used,Cache Mode,Conflict Resolution,Conflict Arbiter Indexes",
	"Custom Plan Provider,Trigger Name,Constraint Name,Relation,Sampling Method,Storage,Settings"
].flatMap((line) => line.split(",")));
/**
* EXPLAIN (FORMAT JSON) with every constant of its conditions as '?': what the planner folded in may come from the
* database's own data, from parameters read there, or from its views and policies. The input stays as it is.
*/
function hideConstants(explain) {
	const hidden = [];
	const todo = [{
		from: [explain],
		to: hidden
	}];
	for (let next = todo.pop(); next !== void 0; next = todo.pop()) for (const [key, value] of Object.entries(next.from)) {
		const copy = Array.isArray(value) ? new Array(value.length) : {};
		const isNested = typeof value === "object" && value !== null && !names.has(key);
		if (isNested) todo.push({
			from: value,
			to: copy
		});
		const own = typeof value === "string" && !names.has(key) ? hideIn(value) : value;
		Object.assign(next.to, { [key]: isNested ? copy : own });
	}
	return hidden[0];
}
/** An expression as EXPLAIN prints it, with every constant as '?'. `SubPlan 1` and `$0` are names. */
function hideIn(expression) {
	let text = "";
	let done = 0;
	let before = "";
	for (const { kind, start, end } of significantTokens(expression)) {
		const token = expression.slice(start, end);
		const isNumbered = kind === "number" && /^(?:SubPlan|InitPlan|CTE)$/.test(before);
		if ((kind === "string" || kind === "dollar-string" || kind === "number") && !isNumbered) {
			text += `${expression.slice(done, start)}${/^'[%_]/.test(token) ? "'%?'" : "'?'"}`;
			done = end;
		}
		before = token;
	}
	return text + expression.slice(done);
}
/** SQLSTATE classes whose messages name objects and limits, never data. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const harmless = /* @__PURE__ */ new Set([
	"08",
	"0A",
	"25",
	"42",
	"53",
	"54",
	"55",
	"57"
]);
/** What may be said of an error without saying what the data is: messages of other classes quote values. */
function hideInMessage(message, code) {
	if (code === null || harmless.has(code.slice(0, 2))) return message;
	return `SQLSTATE ${code}, whose message may hold values of this database and is shown with --show-values`;
}

// src/measurement/measured-session.ts
/**
* The session in which one side's cases are executed, always inside a transaction that is rolled back.
* Counting needs a second session, in another database, so that asking does not count.
*/
var MeasuredSession = class MeasuredSession {
	#session;
	#observer;
	#database;
	/** Whether constants are taken out of what the database says. */
	#hides;
	constructor(session, observer, database, hides) {
		this.#session = session;
		this.#observer = observer;
		this.#database = database;
		this.#hides = hides;
	}
	static async open(database, policy) {
		const { role } = policy;
		const timeout = { statement_timeout: String(Math.round(policy.statementTimeout)) };
		const settings = role === null || database.isOwn ? timeout : {
			...await settingsIn(database, role),
			...timeout,
			role
		};
		const session = await database.connect({
			applicationName: "plangate",
			settings
		});
		try {
			if (role !== null && database.isOwn) await becomeRole(session, role);
			const observer = await database.observe?.() ?? null;
			return new MeasuredSession(session, observer, database, !database.isOwn && !policy.showValues);
		} catch (error) {
			await session[Symbol.asyncDispose]();
			throw error;
		}
	}
	/** Whether `count` can be asked: pg_stat_statements is preloaded in this server. */
	get counts() {
		return this.#observer !== null;
	}
	/** Whether the session can only read. */
	get isReadOnly() {
		return !this.#database.isOwn;
	}
	/** A message of the server as it may be shown. */
	messageOf(error) {
		const { code, hint } = error.fields;
		if (!this.#hides) return {
			message: error.message,
			hint
		};
		const message = hideInMessage(error.message, code);
		return {
			message,
			hint: message === error.message ? hint : null
		};
	}
	/** Executes once with TIMING OFF; per-node clock reads would distort the total. */
	async sample(case_) {
		const { "Execution Time": execution, "Planning Time": planning } = topLevel(await this.#explain("ANALYZE, TIMING OFF, BUFFERS OFF, SUMMARY ON, FORMAT JSON", case_));
		if (typeof execution !== "number" || typeof planning !== "number") throw new TypeError("EXPLAIN (ANALYZE, SUMMARY) gave no execution and planning time");
		return {
			execution,
			planning
		};
	}
	/** Executes once with everything on, for the tree that people read. */
	async explain(case_) {
		const explained = await this.#explain("ANALYZE, TIMING ON, BUFFERS, WAL, SETTINGS, SUMMARY ON, FORMAT JSON", case_);
		return {
			plan: parsePlan(explained),
			explain: JSON.stringify(explained)
		};
	}
	/**
	* Executes the statement itself, not an EXPLAIN of it, and reads what pg_stat_statements counted: the top-level
	* rows hold the work of triggers, functions and foreign keys too. Deferred constraints are checked before the rollback.
	* Source: https://www.postgresql.org/docs/current/pgstatstatements.html
	*/
	async count(case_) {
		const observer = this.#observer;
		if (observer === null) throw new Error("this server has no pg_stat_statements");
		await observer.query("SELECT pg_stat_statements_reset()");
		await this.#rolledBack(async () => {
			await this.#session.run(case_.query.sql, case_.values);
			await this.#session.execute("SET CONSTRAINTS ALL IMMEDIATE");
		});
		return readCount(await observer.query(countedStatements, [this.#database.name]));
	}
	/** Whether values of this database may not be seen. */
	get hides() {
		return this.#hides;
	}
	/** Each call executes the statement once and hands over its rows. */
	rows(case_) {
		return (onRow) => this.#rolledBack(() => this.#session.each(case_.query.sql, case_.values, onRow));
	}
	/** Cancels the statement that is running, so that a time limit does not wait for it. */
	cancel() {
		return this.#session.cancel();
	}
	/** The last lines of the server's log, for when it has ended. */
	logTail() {
		return this.#database.server.logTail();
	}
	async [Symbol.asyncDispose]() {
		await this.#observer?.[Symbol.asyncDispose]();
		await this.#session[Symbol.asyncDispose]();
	}
	async #explain(options, case_) {
		const explained = (await this.#rolledBack(() => this.#session.query(`EXPLAIN (${options})\n${case_.query.sql}`, case_.values)))[0]?.["QUERY PLAN"];
		return this.#hides ? hideConstants(explained) : explained;
	}
	async #rolledBack(action) {
		await this.#session.execute("BEGIN");
		try {
			return await action();
		} finally {
			await this.#session.execute("ROLLBACK").catch(() => {});
		}
	}
};
const countedStatements = `
  SELECT s.toplevel, s.query, s.calls::int, s.rows::float8,
         (s.shared_blks_hit + s.shared_blks_read + s.local_blks_hit + s.local_blks_read)::float8 AS buffers,
         (s.temp_blks_read + s.temp_blks_written)::float8 AS temp,
         s.wal_bytes::float8 AS wal
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = $1`;
/** How many nested statements are worth keeping: what one side left out would look like a difference. */
const nestedKept = 50;
function readCount(rows) {
	const work = {
		buffers: 0,
		rows: 0,
		temp: 0,
		wal: 0
	};
	const nested = [];
	for (const row of rows) if (row.toplevel) {
		work.buffers += row.buffers;
		work.rows += row.rows;
		work.temp += row.temp;
		work.wal += row.wal;
	} else nested.push({
		text: row.query,
		calls: row.calls,
		buffers: row.buffers,
		temp: row.temp,
		wal: row.wal
	});
	nested.sort((a, b) => b.buffers - a.buffers || (a.text < b.text ? -1 : 1));
	return {
		work,
		nested: nested.slice(0, nestedKept)
	};
}
/** Becomes `role` with the settings that a login of its own would bring, such as search_path. */
async function becomeRole(session, role) {
	for (const [name, value] of Object.entries(await settingsOf(session, role))) await session.query("SELECT set_config($1, $2, false)", [name, value]);
	await session.execute(`SET ROLE ${quoteIdentifier(role)}`);
}
async function settingsIn(database, role) {
	try {
		var _usingCtx$9 = _usingCtx();
		return await settingsOf(_usingCtx$9.a(await database.connect({ applicationName: "plangate role" })), role);
	} catch (_) {
		_usingCtx$9.e = _;
	} finally {
		await _usingCtx$9.d();
	}
}
async function settingsOf(session, role) {
	const [known] = await session.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
	if (known !== void 0) return await roleSettings(session, role);
	throw new PlangateError({
		kind: "configuration",
		place: "plangate.yml, role",
		problem: `There is no role ${JSON.stringify(role)} in the database.`,
		remedy: "Create it in a migration, or correct the name."
	});
}
function topLevel(explained) {
	const first = Array.isArray(explained) ? explained[0] : void 0;
	return typeof first === "object" && first !== null ? first : {};
}

// src/measurement/check-results.ts
/**
* Adds to every case that asks for it whether both sides return the same rows. Only cases that were measured on both
* sides, and whose text or database a change may have touched: what is the same on a clone returns the same.
*/
async function checkResults(pairs, results, sides, policy, progress, signal) {
	try {
		var _usingCtx$8 = _usingCtx();
		const databaseChanged = sides.way !== "clone" || sides.migrations.length > 0;
		const tasks = results.flatMap((result, at) => {
			const { base = null, head = null } = pairs[at] ?? {};
			if (base === null || head === null || !isMeasured(result)) return [];
			const mode = head.query.results ?? policy.results;
			return mode !== "off" && (databaseChanged || result.textChanged) ? [{
				at,
				base,
				head,
				mode
			}] : [];
		});
		if (tasks.length === 0 || sides.base === null) return results;
		const step = progress.step(`Comparing the rows of ${tasks.length} ${tasks.length === 1 ? "case" : "cases"}`);
		const base = _usingCtx$8.a(await MeasuredSession.open(sides.base, policy));
		const head = _usingCtx$8.a(await MeasuredSession.open(sides.head, policy));
		const cancel = () => {
			for (const session of [base, head]) session.cancel().catch(() => {});
		};
		signal.addEventListener("abort", cancel, { once: true });
		try {
			const checked = [...results];
			for (const task of tasks) {
				if (signal.aborted) break;
				const own = {
					mode: task.mode,
					tolerance: policy.resultsTolerance
				};
				const check = await checkCase(task, {
					base,
					head
				}, own);
				const result = results[task.at];
				const found = {
					...check,
					sameData: sides.way === "clone"
				};
				if (result !== void 0 && !signal.aborted) checked[task.at] = {
					...result,
					results: found
				};
			}
			return checked;
		} finally {
			signal.removeEventListener("abort", cancel);
			step.done();
		}
	} catch (_) {
		_usingCtx$8.e = _;
	} finally {
		await _usingCtx$8.d();
	}
}
function isMeasured({ sides }) {
	return sides.base.kind === "measured" && sides.head.kind === "measured";
}
/** Executes base, then head, and base once more where they differ: a query that differs from itself tells nothing. */
async function checkCase(pair, sessions, policy) {
	const unknown = (why) => ({
		mode: policy.mode,
		same: null,
		rows: null,
		difference: null,
		why
	});
	try {
		const readBase = sessions.base.rows(pair.base);
		const base = await collectRows(readBase, rowLimits);
		const { rows, difference } = await compareResults(base, sessions.head.rows(pair.head), policy, rowLimits);
		const counts = {
			base: base.rows.length,
			head: rows
		};
		if (difference === null) return {
			mode: policy.mode,
			same: true,
			rows: counts,
			difference,
			why: null
		};
		if (difference.kind !== "columns") {
			if (counts.base === counts.head && [pair.base, pair.head].some(({ query }) => anyRowsWillDo(query.sql))) return unknown("LIMIT without ORDER BY lets PostgreSQL return any rows");
			if ((await compareResults(base, readBase, policy, rowLimits)).difference !== null) return unknown("it does not repeat itself: base returns other rows each time");
		}
		const shown = sessions.base.hides || sessions.head.hides ? withoutValues(difference) : clipped$1(difference);
		return {
			mode: policy.mode,
			same: false,
			rows: counts,
			difference: shown,
			why: null
		};
	} catch (error) {
		if (error instanceof TooManyRows) return unknown(error.message);
		if (error instanceof DatabaseError && !error.lost) return unknown(sessions.base.messageOf(error).message);
		throw error;
	}
}
/** What is in a database of somebody else's stays there. */
function withoutValues(difference) {
	if (difference.kind !== "rows" || difference.value === null) return difference;
	return {
		...difference,
		value: {
			column: difference.value.column,
			base: null,
			head: null,
			isHidden: true
		}
	};
}
/** Characters of a value that are worth showing. */
const longest$1 = 60;
function clipped$1(difference) {
	if (difference.kind !== "rows" || difference.value === null) return difference;
	const clip = (text) => {
		return text === null || text.length <= longest$1 ? text : `${text.slice(0, 59)}…`;
	};
	const { value } = difference;
	return {
		...difference,
		value: {
			...value,
			base: clip(value.base),
			head: clip(value.head)
		}
	};
}

// src/measurement/measure-case.ts
/** Samples a side after which what takes long is looked at first: that both sides are alike may be seen early. */
const earliestLook = 3;
/** Shows whether a count repeats; where it does not, once more. What is called worse must be so in all of them. */
const countedRuns = 2;
const parties = [
	"base",
	"head",
	"twin"
];
/**
* Measures one case on every side that registers it. All sides do the same things the same number of times, so that
* what drifts (dead rows of rolled-back writes, caches) drifts alike: the k-th execution stands against the k-th.
*
* @param now a monotonic clock in ms
* @param shuffle decides the order of the sides in each round
* @param signal nothing more is executed once it has aborted; the result is then incomplete
*/
async function measureCase(pair, sessions, sampling, now, shuffle, signal) {
	const all = parties.flatMap((party) => {
		const own = party === "twin" ? pair.base : pair[party];
		const session = sessions[party];
		return own === null || session === null ? [] : [new PartyRun(party, own, session)];
	});
	const started = now();
	const compared = all.filter((run) => run.party !== "twin");
	let runs = compared;
	const each = async (action, those = runs) => {
		for (const run of shuffle(those)) if (!signal.aborted) await run.attempt(action);
	};
	await each((run) => run.warm());
	const once = (now() - started) / compared.length;
	const isLong = (parties) => once * parties * (countedRuns + sampling.fewest + 1) > sampling.time;
	if (all.length > compared.length && !isLong(all.length)) {
		await each((run) => run.warm(), all.filter((run) => run.party === "twin"));
		runs = all;
	}
	const long = isLong(runs.length);
	for (let k = 0; k < countedRuns; k++) {
		if (k > 0 && long && runs.length > 1 && sameWork(runs.flatMap((run) => run.works))) break;
		await each((run) => run.count());
	}
	if (!runs.every((run) => sameWork(run.works))) await each((run) => run.count());
	const fewest = long ? sampling.looks[0] ?? sampling.fewest : sampling.fewest;
	const looks = long ? [earliestLook, ...sampling.looks] : sampling.looks;
	const latencyOf = (party) => runs.find((run) => run.party === party)?.latency ?? [];
	for (let k = 0; k < sampling.most && !signal.aborted; k++) {
		if (k >= fewest && now() - started > sampling.time) break;
		if (looks.includes(k) && sampling.isClear(latencyOf("base"), latencyOf("head"))) break;
		await each((run) => run.sample());
	}
	await each((run) => run.explain());
	const result = (party) => runs.find((run) => run.party === party)?.result() ?? { kind: sessions[party] === null ? "no-side" : "absent" };
	const shown = pair.head ?? pair.base;
	if (shown === null) throw new Error("a case must be registered on a side");
	return {
		case: shown,
		textChanged: pair.base !== null && pair.head !== null && wordsOf(pair.base.query.sql) !== wordsOf(pair.head.query.sql),
		sides: {
			base: result("base"),
			head: result("head")
		},
		twin: result("twin")
	};
}
/** The statement without comments and layout, which change nothing. */
function wordsOf(sql) {
	return [...significantTokens(sql)].map(({ start, end }) => sql.slice(start, end)).join(" ");
}
/** One side of one case, collecting what its executions gave until one of them fails. */
var PartyRun = class {
	party;
	#case;
	#session;
	#counts = [];
	#latency = [];
	#explained = null;
	#failure = null;
	/** Whether it wants to write where plangate only reads. */
	#writes = false;
	constructor(party, own, session) {
		this.party = party;
		this.#case = own;
		this.#session = session;
	}
	/** A failed side is left alone; a lost server ends everything. */
	async attempt(action) {
		if (this.#failure !== null || this.#writes) return;
		try {
			await action(this);
		} catch (error) {
			if (!(error instanceof DatabaseError)) throw error;
			if (error.lost) throw await serverLost(error, this.party, this.#case, this.#session);
			const { code } = error.fields;
			if (code === readOnlyTransaction && this.#session.isReadOnly) this.#writes = true;
			else this.#failure = {
				...this.#session.messageOf(error),
				code,
				timedOut: code === queryCanceled
			};
		}
	}
	/** ms, so far. */
	get latency() {
		return this.#latency.map((sample) => sample.execution);
	}
	async warm() {
		await this.#session.sample(this.#case);
	}
	/** Of every counted execution so far. */
	get works() {
		return this.#counts.map((count) => count.work);
	}
	async count() {
		if (this.#session.counts) this.#counts.push(await this.#session.count(this.#case));
	}
	async sample() {
		this.#latency.push(await this.#session.sample(this.#case));
	}
	async explain() {
		this.#explained = await this.#session.explain(this.#case);
	}
	result() {
		if (this.#failure !== null) return {
			kind: "failed",
			failure: this.#failure
		};
		if (this.#writes) return {
			kind: "skipped",
			reason: writes,
			cause: "read-only"
		};
		if (this.#explained === null) return {
			kind: "skipped",
			reason: "it was not reached",
			cause: "interrupted"
		};
		return {
			kind: "measured",
			measurement: this.#measurement(this.#explained)
		};
	}
	#measurement({ plan, explain }) {
		const counted = this.works;
		const workSamples = counted.length > 0 ? counted : [planWork(plan)];
		return {
			work: workSamples.reduce(least),
			workSamples,
			workSource: counted.length > 0 ? "statement" : "plan",
			latency: this.latency,
			latencyAgain: [],
			planning: this.#latency.map((sample) => sample.planning),
			plan,
			explain,
			nested: this.#counts[0]?.nested ?? []
		};
	}
};
/** SQLSTATE of a cancelled statement, which is what statement_timeout does. */
const queryCanceled = "57014";
/** SQLSTATE of a write in a transaction that is READ ONLY, or on a standby. */
const readOnlyTransaction = "25006";
const writes = "it writes, and plangate only reads this database";
async function serverLost(error, party, { query }, session) {
	return new PlangateError({
		kind: "server",
		place: `${query.file}:${query.line}`,
		problem: `The server ended while ${query.name} ran on ${party === "head" ? "head" : "base"}: ${error.message}.`,
		remedy: "The end of its log below says why; memory and disk are the usual reasons.",
		details: `Log of the server:\n${await session.logTail()}`,
		cause: error
	});
}
function least(a, b) {
	return {
		buffers: Math.min(a.buffers, b.buffers),
		rows: Math.min(a.rows, b.rows),
		temp: Math.min(a.temp, b.temp),
		wal: Math.min(a.wal, b.wal)
	};
}

// src/measurement/random-order.ts
/**
* Random orders with a fixed seed (mulberry32; Fisher–Yates), so that no side is always measured first and two runs of
* plangate still do the same thing.
*/
function seededShuffle(seed) {
	let state = seed | 0;
	/** 0 to 1, without 1. */
	const random = () => {
		state = state + 1831565813 | 0;
		let mixed = Math.imul(state ^ state >>> 15, 1 | state);
		mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
		return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
	};
	return (elements) => {
		const left = [...elements];
		return elements.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
	};
}

// src/measurement/time-shares.ts
/** What each of several tasks may take of a common time, in ms; what one leaves is shared by those that follow. */
function timeShares(total, tasks, now) {
	const started = now();
	let left = tasks;
	return { next() {
		const share = Math.max(0, total - (now() - started)) / Math.max(1, left);
		left--;
		return share;
	} };
}

// src/measurement/measure.ts
/**
* With five samples a side the rank test stays below 1 % only where every one of a side is below every one of the other;
* seven leave room for four pairs the wrong way round. Every look is one more chance to be misled, so there are few.
*/
const looks = [
	5,
	7,
	11,
	15,
	21
];
const fewestSamples = 7;
/** Cases that are measured on base's twin too. */
const twinCases = 8;
/**
* Measures every case on both databases, or on head's alone where there is no base, one after the other, both sides in
* turn; some of them on base's twin too.
* When `signal` aborts, the running statement is cancelled and what was not reached is `skipped` with the signal's reason.
*
* @param seed of the order in which the sides take turns
*/
async function measure(pairs, databases, policy, progress, signal, seed = 20128) {
	try {
		var _usingCtx$7 = _usingCtx();
		const shuffle = seededShuffle(seed);
		const onTwin = new Set(databases.twin === null ? [] : someOf(pairs, shuffle));
		const shares = timeShares(policy.samplingTime, pairs.length, () => performance.now());
		const where = databases.base === null ? "" : " on base and head";
		const step = progress.step(`Measuring ${count(pairs.length, "case")}${where}`);
		const sessions = _usingCtx$7.a(await openSessions(databases, onTwin.size > 0, policy));
		const cancel = () => {
			for (const session of sessions.all) session.cancel().catch(() => {});
		};
		signal.addEventListener("abort", cancel, { once: true });
		try {
			const results = [];
			for (const [index, pair] of pairs.entries()) {
				const time = shares.next();
				if (pair.head === null || signal.aborted) {
					results.push(notMeasured(pair, signal.aborted ? reasonOf(signal) : "the query is not registered on head"));
					continue;
				}
				step.update(`${index + 1} of ${pairs.length}: ${title(pair)}`);
				const wanted = policy.samplesWanted(pair.head);
				const sampling = {
					looks,
					fewest: fewestSamples,
					most: Math.max(wanted, policy.samples),
					time,
					isClear: (base, head) => head.length >= wanted && policy.isClear(base, head)
				};
				const own = {
					...sessions,
					twin: onTwin.has(pair) ? sessions.twin : null
				};
				const result = await measureCase(pair, own, sampling, () => performance.now(), shuffle, signal);
				results.push(signal.aborted ? notMeasured(pair, reasonOf(signal)) : result);
			}
			return results;
		} finally {
			signal.removeEventListener("abort", cancel);
			step.done();
		}
	} catch (_) {
		_usingCtx$7.e = _;
	} finally {
		await _usingCtx$7.d();
	}
}
/** A sample of the cases that both sides register. */
function someOf(pairs, shuffle) {
	return shuffle(pairs.filter(({ base, head }) => base !== null && head !== null)).slice(0, twinCases);
}
async function openSessions(databases, withTwin, policy) {
	const all = [];
	const close = async () => {
		for (const session of all) await session[Symbol.asyncDispose]();
	};
	const open = async (database) => {
		const session = await MeasuredSession.open(database, policy);
		all.push(session);
		return session;
	};
	try {
		return {
			base: databases.base === null ? null : await open(databases.base),
			head: await open(databases.head),
			twin: databases.twin === null || !withTwin ? null : await open(databases.twin),
			all,
			[Symbol.asyncDispose]: close
		};
	} catch (error) {
		await close();
		throw error;
	}
}
function notMeasured(pair, reason) {
	const shown = pair.head ?? pair.base;
	if (shown === null) throw new Error("a case must be registered on a side");
	const side = (own) => own === null ? { kind: "absent" } : {
		kind: "skipped",
		reason,
		cause: "interrupted"
	};
	return {
		case: shown,
		textChanged: false,
		sides: {
			base: side(pair.base),
			head: side(pair.head)
		},
		twin: { kind: "absent" }
	};
}
function reasonOf(signal) {
	return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}
function title(pair) {
	const shown = pair.head ?? pair.base;
	if (shown === null) return "";
	return shown.parameters === "" ? shown.query.name : `${shown.query.name} (${shown.parameters})`;
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

// src/measurement/measure-again.ts
/**
* Measures cases a second time, in new sessions and another order, so that what happened to the machine in the meantime
* has a say: nothing fails for what only one of two measurements saw. Gives the results with both in them.
*
* @param again the first result of each case, with the pair that it is of
*/
async function measureAgain(again, databases, policy, progress, signal) {
	const pairs = again.map(({ pair }) => pair);
	const seconds = await measure(pairs, {
		...databases,
		twin: null
	}, policy, progress, signal, 65537);
	return again.map(({ result: first }, index) => {
		const second = seconds[index];
		if (second === void 0) return first;
		const { base, head } = first.sides;
		return {
			...first,
			sides: {
				base: both$1(base, second.sides.base),
				head: both$1(head, second.sides.head)
			}
		};
	});
}
/** A side that worked once and failed later has failed. */
function both$1(first, second) {
	if (first.kind !== "measured" || second.kind !== "measured") return second;
	const [before, after] = [first.measurement, second.measurement];
	return {
		kind: "measured",
		measurement: {
			...before,
			workSamples: [...before.workSamples, ...after.workSamples],
			latencyAgain: after.latency,
			planning: [...before.planning, ...after.planning]
		}
	};
}

// src/queries/cases.ts
/** The cases of a query: one for each of its own sets and of those resolved from `params from:`, in that order. */
function casesOf(query, resolved) {
	return [...query.sets, ...resolved].map((set) => ({
		query,
		parameters: set.name,
		values: query.parameters.map((name) => set.values[name] ?? null)
	}));
}

// src/queries/query-error.ts
/** An error in a query file. `line` is 1-based; `part` names the annotation, such as `budget`. */
function queryError(file, line, problem, remedy, more = {}) {
	return new PlangateError({
		kind: "query",
		place: `${printable(file)}:${line}${suffix(":", more.column)}${suffix(", ", more.part)}`,
		problem,
		remedy,
		...more.details === void 0 ? {} : { details: more.details }
	});
}
/** A file's name may hold any character but must stay on one line. */
function printable(name) {
	return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "�");
}
function suffix(sign, value) {
	return value === void 0 ? "" : `${sign}${value}`;
}

// src/queries/check-statement.ts
/** What EXPLAIN can run again and again in a transaction that is rolled back. */
const measurable = /* @__PURE__ */ new Set([
	"SelectStmt",
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"MergeStmt"
]);
const remedy$1 = "Register SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, TABLE or WITH.";
/** Throws a PlangateError (query) for what PostgreSQL 18's grammar does not take, or what cannot be measured. */
async function checkStatement({ file, text }, statement, rewritten) {
	const result = await parseSql(rewritten.sql);
	if ("fault" in result) {
		const offset = statement.start + rewritten.original(result.offset);
		throw syntaxError(file, text, offset, result.fault.replace(/"\$(\d+)"$/, (number, digits) => {
			const name = rewritten.names[Number(digits) - 1];
			return name === void 0 || name === digits ? number : `"${text.charAt(offset)}${name}"`;
		}));
	}
	const [kind] = result.kinds;
	if (result.kinds.length === 1 && kind !== void 0 && measurable.has(kind)) return;
	const words = statement.words.slice(0, /^(?:create|alter|drop)$/.test(statement.words[0] ?? "") ? 2 : 1);
	const what = kind === "SELECT INTO" ? kind : words.join(" ").toUpperCase();
	const hint = what === "EXPLAIN" ? "Leave EXPLAIN out: plangate adds its own." : remedy$1;
	throw queryError(file, statement.line, `${what || "this"} is not a statement that can be measured.`, hint);
}
/** Throws for a comment that is not closed: behind the last statement, where there is nothing else to see it. */
async function checkRest({ file, text }, from) {
	if (text.indexOf("/*", from) < 0) return;
	const result = await parseSql(text.slice(from));
	if ("fault" in result) throw syntaxError(file, text, from + result.offset, result.fault);
}
/** Why `sql` is not one SELECT (or VALUES or TABLE), as a sentence; null when it is. */
async function checkSelect(sql) {
	const result = await parseSql(sql);
	if ("fault" in result) return `${result.fault}.`;
	return result.kinds.length === 1 && result.kinds[0] === "SelectStmt" ? null : "this is not a SELECT.";
}
/** `offset` is one of the file's text. */
function syntaxError(file, text, offset, problem) {
	const position = describePosition(text, [...text.slice(0, offset)].length + 1);
	return queryError(file, position.line, `${problem}.`, "Correct the statement.", {
		details: `${position.excerpt}\n${position.caret}`,
		column: position.column
	});
}
/** The kinds of the statements in `sql`, or PostgreSQL's words on one line and the UTF-16 offset they point to. */
async function parseSql(sql) {
	try {
		const { stmts = [] } = await (0, import_wasm.parse)(sql);
		return { kinds: stmts.map(({ stmt }) => kindOf$1(stmt)) };
	} catch (error) {
		if (error instanceof RangeError) return {
			fault: "the statement is nested too deeply",
			offset: 0
		};
		if (!(error instanceof import_wasm.SqlError)) throw error;
		const offset = utf16Offset(sql, error.sqlDetails?.cursorPosition ?? 0);
		return {
			fault: oneLine(error.message),
			offset
		};
	}
}
function kindOf$1(stmt) {
	const [kind = "", node] = Object.entries(stmt ?? {})[0] ?? [];
	return kind === "SelectStmt" && hasInto(node) ? "SELECT INTO" : kind;
}
/** In a set operation the INTO stands in the leftmost SELECT. */
function hasInto(node) {
	for (let at = node; typeof at === "object" && at !== null; at = "larg" in at ? at.larg : null) if ("intoClause" in at) return true;
	return false;
}
/** libpg-query counts characters (code points) from zero. */
function utf16Offset(sql, position) {
	let offset = 0;
	for (let seen = 0; seen < position && offset < sql.length; seen++) offset += (sql.codePointAt(offset) ?? 0) > 65535 ? 2 : 1;
	return offset;
}
/** An unclosed string takes the rest of the file into the message. */
function oneLine(message) {
	return (message.length > 120 ? `${message.slice(0, 120)}…"` : message).replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

// src/queries/find-parameters.ts
/**
* Finds `$1`, `:name`, `@name`, `sqlc.arg(name)` and `sqlc.narg(name)`.
*
* `:name` and `@name` are parameters only where nothing could end right before the sign: `a[i:j]`, `'k':v` and `a@b` are
* left alone, `a[i :j]` is a parameter. `::`, `:=` and operators such as `@>`, `<@`, `@@` and `@-@` are no signs at all, and
* neither is anything in strings, quoted identifiers and comments. `@ x` with a space is the absolute value.
*/
function* findParameters(text) {
	const tokens = [...tokenize(text)];
	for (let i = 0; i < tokens.length; i++) {
		const token = tokens[i];
		if (token === void 0) return;
		const { start, end, kind } = token;
		if (kind === "parameter") yield {
			start,
			end,
			name: text.slice(start + 1, end),
			positional: true
		};
		else if (kind === "operator") {
			const next = tokens[i + 1];
			if (next?.kind !== "word") continue;
			const sign = text.slice(start, end);
			const name = text.slice(next.start, next.end);
			if ((sign === ":" || sign === "@") && !endsValue(tokens[i - 1], text)) yield {
				start,
				end: next.end,
				name,
				positional: false
			};
			else if (/^(?:=|<>|!=|<=|>=)@$/.test(sign)) yield {
				offset: start,
				problem: `${sign}${name} reads as the operator ${sign}.`,
				remedy: `Write a space before @${name}.`
			};
		} else if (kind === "word" && isSqlc(text, token)) {
			const call = sqlcCall(text, tokens, i);
			if (call !== null) yield call;
		}
	}
}
/** Whether `token` can be the end of a value or name: what follows it without a space is then no parameter. */
function endsValue(token, text) {
	if (token === void 0 || token.kind === "space" || token.kind === "comment") return false;
	if (token.kind === "operator") return false;
	return token.kind !== "punctuation" || ")]".includes(text.slice(token.start, token.end));
}
function isSqlc(text, token) {
	return token.end - token.start === 4 && text.slice(token.start, token.end).toLowerCase() === "sqlc";
}
/** `sqlc.arg(name)`, `sqlc.narg('name')`, spaces allowed. */
function sqlcCall(text, tokens, at) {
	const start = tokens[at]?.start ?? 0;
	const call = tokens.slice(at, at + 12).filter((token) => token.kind !== "space").slice(0, 6);
	const [, , , , argument, close] = call;
	const spelled = call.map((token) => text.slice(token.start, token.end));
	if (argument === void 0 || close === void 0 || !/^\.n?arg\($/i.test(spelled.slice(1, 4).join(""))) return null;
	const name = argument.kind === "string" ? (spelled[4] ?? "").slice(1, -1) : argument.kind === "word" ? spelled[4] : "";
	if (name === void 0 || name === "" || spelled[5] !== ")") return null;
	return {
		start,
		end: close.end,
		name,
		positional: false
	};
}

// src/queries/parameters.ts
/** PostgreSQL's wire protocol counts parameters with 16 bits. */
const mostParameters = 65535;
/** Numbers the parameters of a statement, named ones by first appearance. */
function rewriteParameters(text) {
	const parameters = [];
	for (const item of findParameters(text)) {
		if ("problem" in item) return item;
		parameters.push(item);
	}
	const positional = parameters.find((parameter) => parameter.positional);
	const named = parameters.find((parameter) => !parameter.positional);
	if (positional !== void 0 && named !== void 0) return {
		offset: Math.max(positional.start, named.start),
		problem: `$${positional.name} and the parameter "${named.name}" stand in one statement.`,
		remedy: "Number all parameters or name all of them."
	};
	return positional === void 0 ? numbered(text, parameters) : counted$1(text, parameters);
}
function numbered(text, parameters) {
	const names = [];
	const first = [];
	const pieces = [{
		original: 0,
		rewritten: 0
	}];
	const numbers = /* @__PURE__ */ new Map();
	let sql = "";
	let done = 0;
	for (const { start, end, name } of parameters) {
		let number = numbers.get(name);
		if (number === void 0) {
			first.push(start);
			number = names.push(name);
			numbers.set(name, number);
		}
		sql += text.slice(done, start);
		pieces.push({
			original: start,
			rewritten: sql.length
		});
		sql += `$${number}`;
		pieces.push({
			original: end,
			rewritten: sql.length
		});
		done = end;
	}
	sql += text.slice(done);
	return {
		sql,
		names,
		first,
		original(offset) {
			const index = pieces.findLastIndex((piece) => piece.rewritten <= offset);
			const piece = pieces[index];
			if (piece === void 0) return offset;
			return index % 2 === 0 ? piece.original + offset - piece.rewritten : piece.original;
		}
	};
}
function counted$1(text, parameters) {
	let most = 0;
	for (const { name, start } of parameters) {
		const number = Number(name);
		if (number < 1 || number > mostParameters) return {
			offset: start,
			problem: `$${name} is not a parameter.`,
			remedy: `Count them from $1; there may be ${mostParameters}.`
		};
		most = Math.max(most, number);
	}
	const first = Array.from({ length: most }, () => -1);
	for (const { name, start } of parameters) if (first[Number(name) - 1] === -1) first[Number(name) - 1] = start;
	const skipped = first.indexOf(-1);
	if (skipped >= 0) return {
		offset: first[most - 1] ?? 0,
		problem: `$${most} is used, but $${skipped + 1} is not.`,
		remedy: "Count parameters from $1 without gaps: PostgreSQL cannot tell the type of one that does not appear."
	};
	return {
		sql: text,
		names: first.map((_, index) => String(index + 1)),
		first,
		original: (offset) => offset
	};
}

// src/queries/parameters-from.ts
const part = "params from";
/** Each set is measured on its own; a SELECT without LIMIT would keep the build busy for hours. */
const mostSets = 100;
/** Checks the SELECT of a `params from:` annotation. */
async function parametersFrom(file, { value, line }, parameters) {
	const example = parameters.map((name) => `… as ${name}`).join(", ");
	const remedy = `Write one SELECT on this line${example === "" ? "" : `, such as select ${example} from … limit 3`}.`;
	const [statement, another] = splitStatements(value);
	if (statement === void 0) throw queryError(file, line, "the SELECT is missing.", remedy, { part });
	if (another !== void 0) throw queryError(file, line, "these are several statements.", remedy, { part });
	if (parameters.length === 0) throw queryError(file, line, "the statement has no parameters.", "Leave this annotation out.", { part });
	const rewritten = rewriteParameters(statement.text);
	if ("problem" in rewritten || rewritten.names.length > 0) throw queryError(file, line, "a SELECT for values has no parameters of its own.", remedy, { part });
	const problem = await checkSelect(statement.text);
	if (problem !== null) throw queryError(file, line, problem, remedy, { part });
	return {
		sql: statement.text,
		line
	};
}
/**
* The sets `from-1`, `from-2`, … that the rows of `params from:` are; values are in PostgreSQL's text form. Throws a
* PlangateError (query) when a parameter has no column.
*/
function resolveSets(query, rows) {
	const line = query.parametersFrom?.line ?? query.line;
	if (rows.length > mostSets) throw queryError(query.file, line, `this gave ${rows.length} sets.`, `Add LIMIT: at most ${mostSets}.`, { part });
	return rows.map((row, index) => {
		const entries = query.parameters.map((name) => {
			if (!Object.hasOwn(row, name)) throw queryError(query.file, line, `no column is called "${name}".`, `Name one with AS.`, { part });
			return [name, row[name] ?? null];
		});
		return {
			name: `from-${index + 1}`,
			line,
			values: Object.fromEntries(entries)
		};
	});
}

// src/queries/annotations.ts
const keys = [
	"name",
	"params",
	"budget",
	"plan",
	"tags",
	"results"
];
/** What a budget begins with. */
const limit = new RegExp(String.raw`\b(?:${limitNames.join("|")})\s+\d`);
const remedy = "Known annotations: name, params, params SET, params from, budget, plan, tags, results.";
/**
* The annotations among the comments between `from` and `to`. A comment is one when it begins with a known key
* and a colon. What is nearly one (`-- budgets: latency 5ms`) is an error, everything else (`-- Note: slow`) a comment.
*/
function readAnnotations({ file, text, lines }, from, to) {
	const leading = text.slice(from, to);
	const annotations = [];
	for (const token of tokenize(leading)) {
		if (token.kind !== "comment") continue;
		const body = bodyOf(leading.slice(token.start, token.end));
		if (body === null) continue;
		const line = lines.lineAt(from + token.start);
		const annotation = readAnnotation(body, line);
		if (annotation !== null) annotations.push(annotation);
		else refuseNearMiss(file, line, body);
	}
	return annotations;
}
/** Without the comment's marks; null for a comment of several lines, which is prose. */
function bodyOf(comment) {
	if (comment.startsWith("--")) return comment.slice(2).trim();
	return comment.includes("\n") ? null : comment.replace(/^\/\*/, "").replace(/\*\/$/, "").trim();
}
function readAnnotation(body, line) {
	const match = /^(name|params|budget|plan|tags|results)\b([^:{[]*):(.*)$/su.exec(body);
	if (match === null) return null;
	const [, key = "", between = "", value = ""] = match;
	const set = between.trim();
	if (key === "params") {
		if (set !== between && !/^\s/.test(between)) return null;
		if (set === "from") return {
			key: "params from",
			set: "",
			value: value.trim(),
			line
		};
		return {
			key,
			set,
			value: value.trim(),
			line
		};
	}
	if (key === "results" && /\s/.test(value.trim())) return null;
	const known = keys.find((each) => each === key);
	return set !== "" || known === void 0 ? null : {
		key: known,
		set,
		value: value.trim(),
		line
	};
}
/**
* Comments are free text, so a slip of a key counts only where what follows looks like that key's value. Nearly `name`
* are too many English words (`same:`, `note:`): there the first letter must be right.
*/
function refuseNearMiss(file, line, body) {
	if (/^plangate\b/i.test(body)) {
		const word = /^[\w-]*/.exec(body)?.[0] ?? "";
		const problem = `${quoted$2(word)} is not an annotation of this version.`;
		throw queryError(file, line, problem, `${remedy} Findings are accepted with waivers in plangate.yml.`);
	}
	const known = withoutColon(body);
	if (known !== null) throw queryError(file, line, `${quoted$2(body)} has no colon.`, `Write it behind ${known}. ${remedy}`);
	const [, word = "", between = "", value = ""] = /^([A-Za-z][\w-]*)(\s[^:{[]*)?:\s*(.*)$/su.exec(body) ?? [];
	const near = meant(word, value);
	if (near === null || near !== "params" && between.trim() !== "") return;
	const problem = `the annotation ${quoted$2(word)} is not known.`;
	throw queryError(file, line, problem, `${didYouMean(word, [near]) || `Did you mean "${near}"? `}${remedy}`);
}
/** The key of an annotation that lacks nothing but its colon. */
function withoutColon(body) {
	if (/^params(?: [^:{]*)? ?\{/.test(body)) return "params";
	const [, key = "", value = ""] = /^(budget|plan) (.*)$/s.exec(body) ?? [];
	if (key === "budget" && value.search(limit) === 0) return key;
	return key === "plan" && looksLikeLocks(value) ? key : null;
}
function meant(word, value) {
	if (/^param(?:eter)?s?$/i.test(word) && looksLikeParams(value)) return "params";
	const near = word === "" ? null : nearest$1(word, keys);
	if (near === null) return null;
	if (near === "params") return looksLikeParams(value) ? near : null;
	if (near === "budget") return limit.test(value) ? near : null;
	if (near === "plan") return looksLikeLocks(value) ? near : null;
	if (near === "results") return /^(?:off|bag|ordered)$/.test(value) ? near : null;
	if (near === "tags") return /^[\w-]+(?:\s*,\s*[\w-]+)*$/.test(value) ? near : null;
	return word.charAt(0).toLowerCase() === "n" && word.toLowerCase() !== "note" && /^[\w-]+(?:\s+:\w+)?$/.test(value) && nearest$1(word, ["name"]) !== null ? near : null;
}
function looksLikeParams(value) {
	return /^(?:\{|\[|(?:select|with|values)\b)/i.test(value);
}
/** Nearly `plan` are too many English words, and what follows them may begin like a lock: it must be one. */
function looksLikeLocks(value) {
	return "locks" in parseLocks(value);
}

// src/queries/json-values.ts
/** A number as its digits stand in the source: beyond 2^53 and behind the point a double would change them. */
var Digits = class {
	source;
	constructor(source) {
		this.source = source;
	}
};
/** `JSON.parse` that keeps the digits of numbers. Throws SyntaxError. */
function parseJson(text) {
	return JSON.parse(text, (_key, value, context) => typeof value === "number" ? new Digits(context?.source ?? String(value)) : value);
}
/**
* PostgreSQL's text form of a JSON value: strings, numbers and booleans as they are, objects as JSON, arrays as array
* literals (`{a,b}`), but as JSON when they hold objects or values of several kinds. Give JSON as a string where that is
* not what is meant, such as "[1, 2]" for a jsonb parameter.
*/
function textForm(value) {
	if (value === null) return null;
	if (typeof value === "string") return value;
	if (typeof value === "boolean") return String(value);
	if (value instanceof Digits) return value.source;
	return isArray(value) && fitsArray(value) ? arrayLiteral(value) : toJson(value);
}
function isArray(value) {
	return Array.isArray(value);
}
function isObject(value) {
	return typeof value === "object" && value !== null && !isArray(value) && !(value instanceof Digits);
}
/** Whether all elements are of one kind: scalars of one type, or again such arrays. */
function fitsArray(value) {
	const kinds = new Set(value.filter((element) => element !== null).map(kindOf));
	if (kinds.has("object") || kinds.size > 1) return false;
	return !kinds.has("array") || value.every((element) => element !== null && isArray(element) && fitsArray(element));
}
function kindOf(value) {
	if (value instanceof Digits) return "number";
	return value !== null && isArray(value) ? "array" : typeof value;
}
/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayLiteral(value) {
	return `{${value.map((element) => {
		if (element === null) return "NULL";
		if (isArray(element)) return arrayLiteral(element);
		if (typeof element === "string") return `"${element.replace(/["\\]/g, "\\$&")}"`;
		return element instanceof Digits ? element.source : String(element);
	}).join(",")}}`;
}
function toJson(value) {
	if (value instanceof Digits) return value.source;
	if (value !== null && isArray(value)) return `[${value.map(toJson).join(",")}]`;
	if (!isObject(value)) return JSON.stringify(value);
	return `{${Object.entries(value).map(([key, below]) => `${JSON.stringify(key)}:${toJson(below)}`).join(",")}}`;
}

// src/queries/parameter-sets.ts
/** Names that `params from:` gives to its sets. */
const reserved = /^from(?:-\d+)?$/;
/** Reads the sets that a statement's `params` annotations hold and checks them against its parameters. */
function readSets(file, annotations, parameters) {
	const sets = [];
	for (const annotation of annotations) {
		if (annotation.key !== "params") continue;
		const fail = failure(file, annotation);
		if (reserved.test(annotation.set)) throw fail(`the name ${quoted$2(annotation.set)} belongs to "params from".`, "Choose another name.");
		const before = sets.find((set) => set.name === annotation.set);
		if (before !== void 0) throw fail(`a set of this name is in line ${before.line} already.`, "Give each set a name of its own.");
		sets.push({
			name: annotation.set,
			line: annotation.line,
			values: readValues(annotation, parameters, fail)
		});
	}
	return sets;
}
function failure(file, { line, set }) {
	const part = set === "" ? "params" : `params ${quoted$2(set).slice(1, -1)}`;
	return (problem, remedy) => queryError(file, line, problem, remedy, { part });
}
function readValues({ value }, parameters, fail) {
	const json = byName(readJson(value, fail), parameters, fail);
	for (const name of Object.keys(json)) {
		if (parameters.includes(name)) continue;
		const known = parameters.length === 0 ? "It has none." : `It has: ${parameters.join(", ")}.`;
		throw fail(`${quoted$2(name)} is not a parameter of the statement.`, `${didYouMean(name, parameters)}${known}`);
	}
	const entries = parameters.map((name) => {
		if (!Object.hasOwn(json, name)) throw fail(`the parameter "${name}" has no value.`, "Write one, or null.");
		const text = textForm(json[name] ?? null);
		if (text !== null && (text.includes("\0") || !text.isWellFormed())) throw fail(`the value of "${name}" holds a character that PostgreSQL's text cannot.`, "Leave it out.");
		return [name, text];
	});
	return Object.fromEntries(entries);
}
function readJson(text, fail) {
	const remedy = "Write an object on one line, such as {\"since\": \"7 days\"}.";
	if (text === "") throw fail("the values are missing.", remedy);
	try {
		return parseJson(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		const position = /at position (\d+)/.exec(error.message)?.[1];
		const at = position === void 0 ? text.length : Number(position);
		throw fail(`this JSON ${at >= text.length ? "ends too early" : `is wrong from ${quoted$2(text.slice(at, at + 20))} on`}.`, remedy);
	}
}
/** Positional parameters may be given as an array. */
function byName(json, parameters, fail) {
	if (isObject(json)) return json;
	const positional = parameters.every((name, index) => name === String(index + 1));
	if (json !== null && isArray(json) && positional && json.length <= parameters.length) return Object.fromEntries(json.map((value, index) => [String(index + 1), value]));
	if (json !== null && isArray(json) && positional) throw fail(`${json.length} values are given for ${parameters.length} parameters.`, "Write one for each.");
	throw fail("this is not an object with a value for each parameter.", `Write {${parameters.map((name) => `"${name}": …`).join(", ")}}.`);
}

// src/queries/query-name.ts
/** In characters. */
const longest = 200;
/** sqlc's word for what comes back, behind the name. */
const sqlcCommand = /\s+:(?:one|many|exec|execrows|execresult|execlastid|batchone|batchmany|batchexec|copyfrom)$/;
/** Characters that print as nothing or turn a line around. The joiners are left, emoji are made with them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
/** The name in `-- name: …`. Any text that prints on one line will do; who shows it has to escape it. */
function annotatedName(file, annotation) {
	const name = annotation.value.replace(sqlcCommand, "");
	const remedy = `Write a name of at most ${longest} printable characters, such as latest-deployments.`;
	if (name === "" || sqlcCommand.test(` ${name}`)) throw queryError(file, annotation.line, "the name is missing.", remedy, { part: "name" });
	if (!isName(name)) throw queryError(file, annotation.line, `${quoted$2(name)} cannot be a name.`, remedy, { part: "name" });
	return name;
}
/** The name of the only statement of a file that does not name it: the file's, without its folder and ending. */
function fileName(file, line) {
	const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.sql$/i, "");
	if (name !== "" && isName(name)) return name;
	throw queryError(file, line, `the file's name ${quoted$2(name)} cannot be the name of its query.`, "Write a line such as -- name: latest-deployments above the statement.");
}
function isName(name) {
	return [...name].length <= longest && !unprintable.test(name) && name.trim() === name;
}

// src/queries/query-text.ts
function queryText(file, text) {
	return {
		file,
		text,
		lines: lineIndex(text)
	};
}

// src/queries/query-file.ts
/** Reads one query file. Throws a PlangateError (query) that names file and line. */
async function readQueryFile(file, text) {
	const source = queryText(file, text);
	const statements = splitStatements(text);
	const queries = [];
	for (const statement of statements) queries.push(await readQuery(source, statement, statements.length));
	const end = statements.at(-1)?.end ?? 0;
	await checkRest(source, end);
	const [stray] = readAnnotations(source, end, text.length);
	if (stray !== void 0) throw queryError(file, stray.line, "no statement follows.", "Write it above the statement it is for.", { part: stray.key });
	return queries;
}
async function readQuery(source, statement, among) {
	const { file, lines } = source;
	if (statement.kind === "meta") throw queryError(file, statement.line, `${quoted$2(statement.text)} is a psql command.`, "Leave it out of query files.");
	const annotations = readAnnotations(source, statement.from, statement.start);
	const name = only$1(file, annotations, "name");
	if (name === null && among > 1) throw queryError(file, statement.line, `the file has ${among} statements, and this one has no name.`, "Write a line such as -- name: latest-deployments above each of them.");
	const rewritten = rewriteParameters(statement.text);
	if ("problem" in rewritten) {
		const line = lines.lineAt(statement.start + rewritten.offset);
		throw queryError(file, line, rewritten.problem, rewritten.remedy);
	}
	await checkStatement(source, statement, rewritten);
	const budget = only$1(file, annotations, "budget");
	const plan = only$1(file, annotations, "plan");
	const tags = only$1(file, annotations, "tags");
	const results = only$1(file, annotations, "results");
	const sets = readSets(file, annotations, rewritten.names);
	const from = only$1(file, annotations, "params from");
	if (sets.length === 0 && from === null && rewritten.names.length > 0) throw withoutValue(source, statement, rewritten);
	return {
		name: name === null ? fileName(file, statement.line) : annotatedName(file, name),
		file,
		line: name?.line ?? statement.line,
		text: statement.text,
		sql: rewritten.sql,
		parameters: rewritten.names,
		sets: sets.length === 0 && from === null ? [{
			name: "",
			line: statement.line,
			values: {}
		}] : sets,
		parametersFrom: from === null ? null : await parametersFrom(file, from, rewritten.names),
		budget: {
			...budgetOf(file, budget),
			...locksOf(file, plan)
		},
		tags: tagsOf(file, tags),
		lines: {
			...results === null ? {} : { results: results.line },
			...budget === null ? {} : { budget: budget.line },
			...plan === null ? {} : { plan: plan.line },
			...tags === null ? {} : { tags: tags.line }
		},
		results: resultsOf(file, results)
	};
}
/** The one annotation with this key, or null. */
function only$1(file, annotations, key) {
	const [first = null, second] = annotations.filter((annotation) => annotation.key === key);
	if (second === void 0 || first === null) return first;
	const problem = `it is in line ${first.line} already.`;
	throw queryError(file, second.line, problem, "Keep one for each statement.", { part: key });
}
function withoutValue({ file, lines }, statement, { names, first }) {
	const [name = ""] = names;
	const sign = name === "1" ? "$1" : `"${name}"`;
	const example = names.map((parameter) => `${JSON.stringify(parameter)}: …`).join(", ");
	return queryError(file, lines.lineAt(statement.start + (first[0] ?? 0)), `the parameter ${sign} has no value.`, `Write a line such as -- params: {${example}} above the statement.`);
}
function budgetOf(file, annotation) {
	if (annotation === null) return {};
	const read = parseBudget(annotation.value);
	if ("budget" in read) return read.budget;
	throw queryError(file, annotation.line, read.problem, read.remedy, { part: "budget" });
}
function locksOf(file, annotation) {
	if (annotation === null) return {};
	const read = parseLocks(annotation.value);
	if ("locks" in read) return { plan: read.locks };
	throw queryError(file, annotation.line, read.problem, read.remedy, { part: "plan" });
}
function resultsOf(file, annotation) {
	if (annotation === null) return null;
	const read = parseResultsMode(annotation.value);
	if ("mode" in read) return read.mode;
	throw queryError(file, annotation.line, read.problem, read.remedy, { part: "results" });
}
function tagsOf(file, annotation) {
	if (annotation === null) return [];
	return annotation.value.split(",").map((part) => {
		const tag = part.trim();
		if (/^[\p{L}\p{N}_.-]{1,100}$/u.test(tag)) return tag;
		const problem = `${quoted$2(tag)} is not a tag.`;
		throw queryError(file, annotation.line, problem, "Write words with commas between them, such as web, nightly.", { part: "tags" });
	});
}

// src/queries/read-queries.ts
/**
* The registered queries of one side, by file and by place in it. `patterns` are those of `Sources.queries`.
* Throws a PlangateError (query) for what is wrong in a file, and for a name that is given twice.
*/
async function readQueries(tree, patterns) {
	const known = /* @__PURE__ */ new Map();
	const files = new Set(matchFiles(tree.files, patterns));
	for (const file of tree.files) {
		if (!files.has(file)) continue;
		const text = await tree.read(file);
		for (const query of await readQueryFile(file, text.replace(/^\ufeff/, ""))) {
			const before = known.get(query.name);
			if (before !== void 0) throw queryError(file, query.line, `the name "${query.name}" is given in ${printable(before.file)}:${before.line} already.`, "Give each query a name of its own, with a line such as -- name: latest-deployments.");
			known.set(query.name, query);
		}
	}
	return [...known.values()];
}

// src/queries/samples-wanted.ts
/** How many latency samples it takes to show the quantiles that the budget limits; 0 where it limits none. */
function samplesWanted(budget) {
	return Math.max(0, ...["latency-p95", "latency-p99"].map((name) => budget[name] === void 0 ? 0 : quantiles[name].samples));
}

// src/measurement/pair-cases.ts
/**
* Pairs the registered queries of both sides by name and parameter set. Both sides get head's values wherever base's
* statement takes the same parameters: a changed value must not look like a changed plan.
* Head's order comes first, queries that only base has come last.
*
* @param resolved the sets that `params from:` gave, by query name
*/
function pairCases(base, head, resolved) {
	const baseByName = new Map(base.map((query) => [query.name, query]));
	const headNames = new Set(head.map((query) => query.name));
	const pairs = [];
	for (const query of head) {
		const sets = resolved.get(query.name) ?? [];
		const before = baseByName.get(query.name);
		for (const headCase of casesOf(query, sets)) pairs.push({
			base: before === void 0 ? null : baseCase(before, headCase, sets),
			head: headCase
		});
	}
	for (const query of base) {
		if (headNames.has(query.name)) continue;
		const sets = query.sets.length === 0 ? [{
			name: "",
			line: query.line,
			values: {}
		}] : query.sets;
		for (const set of sets) pairs.push({
			base: {
				query,
				parameters: set.name,
				values: []
			},
			head: null
		});
	}
	return pairs;
}
function baseCase(before, head, resolved) {
	const values = new Map(head.query.parameters.map((name, position) => [name, head.values[position] ?? null]));
	if (before.parameters.every((name) => values.has(name))) return {
		query: before,
		parameters: head.parameters,
		values: before.parameters.map((name) => values.get(name) ?? null)
	};
	return casesOf(before, resolved).find((own) => own.parameters === head.parameters) ?? null;
}

// src/measurement/resolve-parameters.ts
/**
* Runs every `params from:` of head's queries: on base, or on head for a query that base does not register, so that both
* sides get the same values. Gives the sets by query name. The values come back in PostgreSQL's own text form.
*/
async function resolveParameters(base, head, databases, showValues) {
	const onBase = new Set(base.map((query) => query.name));
	const resolved = /* @__PURE__ */ new Map();
	for (const query of head) {
		if (query.parametersFrom === null) continue;
		const side = onBase.has(query.name) && databases.base !== null ? "base" : "head";
		const database = databases[side] ?? databases.head;
		const isShown = database.isOwn || showValues;
		resolved.set(query.name, await valuesFrom(query, query.parametersFrom, side, database, isShown));
	}
	return resolved;
}
async function valuesFrom(query, from, side, database, isShown) {
	try {
		var _usingCtx$6 = _usingCtx();
		const columns = query.parameters.map((name) => `q.${quoteIdentifier(name)}::text AS ${quoteIdentifier(name)}`);
		const place = `${query.file}:${from.line}`;
		const session = _usingCtx$6.a(await database.connect({ applicationName: "plangate parameters" }));
		try {
			await session.execute("BEGIN READ ONLY");
			const rows = await session.query(`SELECT ${columns.join(", ")} FROM (\n${from.sql}\n) AS q`);
			if (rows.length > 0) return resolveSets(query, rows);
		} catch (error) {
			if (!(error instanceof DatabaseError) || error.lost) throw error;
			const { hint, code } = error.fields;
			const message = isShown ? error.message : hideInMessage(error.message, code);
			throw new PlangateError({
				kind: "query",
				place,
				problem: `"params from" of ${query.name} failed on ${side}: ${message}.`,
				remedy: `Write a SELECT that gives the columns ${query.parameters.join(", ")}.`,
				...hint === null || !isShown ? {} : { details: `HINT: ${hint}` },
				...isShown ? { cause: error } : {}
			});
		}
		throw new PlangateError({
			kind: "query",
			place,
			problem: `"params from" of ${query.name} gave no row on ${side}.`,
			remedy: "Write a SELECT that finds rows in the seed data, or give the values with \"params\"."
		});
	} catch (_) {
		_usingCtx$6.e = _;
	} finally {
		await _usingCtx$6.d();
	}
}

// src/measurement/uncompared-results.ts
const mostNames$2 = 5;
/** Cases whose rows were to be compared and could not be, with why. One sentence, or none. */
function uncomparedResults(results) {
	const told = results.flatMap(({ case: { query, parameters }, results: check }) => {
		if (check === void 0 || check.why === null) return [];
		return [`${parameters === "" ? query.name : `${query.name} (${parameters})`}: ${check.why}`];
	});
	if (told.length === 0) return [];
	const more = told.length > mostNames$2 ? [`and ${told.length - mostNames$2} more`] : [];
	const noun = told.length === 1 ? "case" : "cases";
	return [`The rows of ${told.length} ${noun} were not compared. ${[...told.slice(0, mostNames$2), ...more].join("; ")}.`];
}

// src/measurement/uncounted-writes.ts
const mostNames$1 = 5;
/**
* What a report must say of writes on a server that cannot count whole statements: foreign keys, triggers and deferred
* constraints work after the plan's tree. One sentence, or none where nothing was missed.
*/
function uncountedWrites(results) {
	const names = new Set(results.filter(isUncounted).map((result) => result.case.query.name));
	if (names.size === 0) return [];
	const more = names.size > mostNames$1 ? [`${names.size - mostNames$1} more`] : [];
	return [`This server cannot count whole statements: what foreign keys, triggers and deferred constraints do is missing from the counts of ${[...[...names].slice(0, mostNames$1), ...more].join(", ")}. A server that plangate starts, with pg_stat_statements, counts it.`];
}
function isUncounted({ sides }) {
	return [sides.base, sides.head].some((side) => {
		if (side.kind !== "measured" || side.measurement.workSource === "statement") return false;
		for (const { type } of walk$1(side.measurement.plan)) if (type === "ModifyTable") return true;
		return false;
	});
}

// src/culprit/trials.ts
/** Why no database can be made for a trial, as a sentence without its full stop. */
var NoTrial = class extends Error {
	name = "NoTrial";
};
/** Databases for trials, beside those of base and head. Disposing drops all of them. */
var Trials = class {
	#server;
	#base;
	#made = [];
	/** Copies of the whole server, by their databases. */
	#copies = /* @__PURE__ */ new Map();
	#problem;
	#number = 0;
	/**
	* @param base must have no sessions while it is copied
	* @param problem why no database may be made, such as its size; null where it may
	*/
	constructor(server, base, problem) {
		this.#server = server;
		this.#base = base;
		this.#problem = problem;
	}
	/** Whether a whole server can be copied, for what all databases of one share. */
	get canCopyServer() {
		return this.#server.second === "copy";
	}
	/** Base's database once more; on a copy of the server, and under its own name, where `ofServer`. */
	async copyOfBase(ofServer) {
		if (!ofServer) return await this.copyOf(this.#base);
		this.#requirePossible();
		const second = await this.#server.startSecond();
		const database = second.database(this.#base.name);
		this.#copies.set(database, second);
		return database;
	}
	async copyOf(database) {
		this.#requirePossible();
		const copy = await this.#server.cloneDatabase(database, this.#name());
		this.#made.push(copy);
		return copy;
	}
	async empty() {
		this.#requirePossible();
		const database = await this.#server.createDatabase(this.#name());
		this.#made.push(database);
		return database;
	}
	/** Gives the room of what is not needed any more back. A copy of the server goes with its database. */
	async drop(database) {
		const server = this.#copies.get(database);
		const made = this.#made.indexOf(database);
		if (server !== void 0) {
			this.#copies.delete(database);
			await server[Symbol.asyncDispose]();
		} else if (made >= 0) {
			this.#made.splice(made, 1);
			await this.#server.dropDatabase(database);
		}
	}
	async [Symbol.asyncDispose]() {
		for (const server of this.#copies.values()) await server[Symbol.asyncDispose]();
		for (const database of this.#made.splice(0)) try {
			await this.#server.dropDatabase(database);
		} catch (error) {
			if (!(error instanceof DatabaseError)) throw error;
		}
	}
	#requirePossible() {
		if (this.#problem !== null) throw new NoTrial(this.#problem);
	}
	#name() {
		this.#number++;
		return `plangate_trial_${this.#number}`;
	}
};

// src/culprit/cold-reads.ts
/**
* The blocks that one execution must read on each side where nothing is cached: of a database whose files were just
* copied, none is in shared_buffers. What planning reads is not among them.
*/
async function coldReads(pair, sides, servers, policy, signal) {
	if (pair.base === null || pair.head === null) return null;
	const read = async (side, case_) => {
		try {
			var _usingCtx$5 = _usingCtx();
			const trials = _usingCtx$5.a(new Trials(servers[side], sides[side], null));
			signal.throwIfAborted();
			const copy = await trials.copyOf(sides[side]);
			const session = _usingCtx$5.a(await MeasuredSession.open(copy, policy));
			const cancel = () => void session.cancel().catch(() => {});
			signal.addEventListener("abort", cancel, { once: true });
			try {
				const { plan } = await session.explain(case_);
				return plan.root.buffers?.sharedRead ?? null;
			} finally {
				signal.removeEventListener("abort", cancel);
			}
		} catch (_) {
			_usingCtx$5.e = _;
		} finally {
			await _usingCtx$5.d();
		}
	};
	const base = await read("base", pair.base);
	const head = await read("head", pair.head);
	return base === null || head === null ? null : {
		base,
		head
	};
}

// src/culprit/differences.ts
/**
* Both sides' files in the order of head's, each that only base has behind the one that it follows there. A file that was
* only renamed is one pair.
*/
function pairFiles(base, head) {
	const pairs = head.map((after) => ({
		base: base.find(({ file }) => file === after.file) ?? renamed(after, base, head),
		head: after
	}));
	for (const [at, before] of base.entries()) {
		if (pairs.some((pair) => pair.base === before)) continue;
		const previous = pairs.findIndex((pair) => pair.base !== null && pair.base === base[at - 1]);
		pairs.splice(previous + 1, 0, {
			base: before,
			head: null
		});
	}
	return pairs;
}
/** Base's file of the same text, where it is not on head under its own name. */
function renamed({ text, file }, base, head) {
	if (head.filter((each) => each.text === text).length !== 1 || base.some((each) => each.file === file)) return null;
	return base.find((each) => each.text === text && head.every((other) => other.file !== each.file)) ?? null;
}
function differs({ base, head }) {
	return base?.text !== head?.text;
}
/** The files of a database on the way from base to head: head's for the first `applied` differences, base's for the others. */
function mixtureOf(pairs, applied) {
	let left = applied;
	const mixture = [];
	for (const pair of pairs) {
		const script = (differs(pair) ? left-- > 0 : true) ? pair.head : pair.base;
		if (script !== null) mixture.push(script);
	}
	return mixture;
}
/** 1-based: the first line of head's text that is not as it was on base. */
function firstChangedLine(base, head) {
	const [before, after] = [base.split("\n"), head.split("\n")];
	const at = after.findIndex((line, index) => line !== before[index]);
	return at < 0 ? Math.max(1, after.length) : at + 1;
}

// src/culprit/narrow.ts
/**
* Looks for the change at which a case passes the midpoint, of `count` changes that are applied one after the other: 0 of
* them is base, all of them head. Gives its number from 0 on, or the range of those that it may be.
*
* @param ask the position with the first so many changes; null where that cannot be built or run
*/
async function narrow(count, ask) {
	let below = 0;
	let above = count;
	while (above - below > 1) {
		const answered = await firstAnswer(fromTheMiddle(below, above), ask);
		if (answered === null) break;
		if (answered.position >= .5) above = answered.applied;
		else below = answered.applied;
	}
	return {
		first: below,
		last: above - 1
	};
}
/** The numbers between two, those in the middle first: what cannot be built is passed over. */
function fromTheMiddle(below, above) {
	const middle = (below + above) / 2;
	return Array.from({ length: above - below - 1 }, (_, at) => below + 1 + at).toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}
async function firstAnswer(candidates, ask) {
	for (const applied of candidates) {
		const position = await ask(applied);
		if (position !== null) return {
			applied,
			position
		};
	}
	return null;
}

// src/culprit/metric.ts
/** ms; EXPLAIN rounds its times to this. */
const resolution = .001;
/**
* What shows that a case got worse: the count that grew most, else the time. null where nothing did.
*
* @param statementTimeout ms, after which head was given up
*/
function metricOf(comparison, statementTimeout) {
	const { base, head } = comparison.result.sides;
	if (head.kind === "failed") {
		if (base.kind !== "measured") return null;
		const before = comparison.baseLatency?.median ?? 1;
		return {
			kind: "failure",
			timeout: head.failure.timedOut ? Math.sqrt(Math.max(before, 1) * statementTimeout) : null
		};
	}
	if (comparison.direction !== "worse" && comparison.direction !== "mixed") return null;
	const [first] = comparison.counts.filter(({ answer }) => answer === "worse").toSorted((a, b) => growth(b) - growth(a));
	if (first !== void 0) {
		const { count, base: before, head: after } = first;
		return {
			kind: "count",
			count,
			source: comparison.countSource ?? "plan",
			base: before,
			head: after
		};
	}
	const { latency } = comparison;
	if (latency?.answer !== "slower") return null;
	return {
		kind: "latency",
		base: latency.base.median,
		head: latency.head.median
	};
}
/** How many times as much; Infinity from nothing, and for what no longer runs. */
function growth(metric) {
	if (!("base" in metric)) return Number.POSITIVE_INFINITY;
	return metric.base === 0 ? Number.POSITIVE_INFINITY : metric.head / metric.base;
}
/**
* Where a value lies between base (0) and head (1). Times on a logarithmic scale, since machines scatter them by factors.
* Beyond both ends it goes on. `value` of a failure is 0 or 1 already.
*/
function positionOf(metric, value) {
	switch (metric.kind) {
		case "failure": return value;
		case "count": return (value - metric.base) / (metric.head - metric.base);
		case "latency": {
			const log = (milliseconds) => Math.log(Math.max(milliseconds, resolution));
			return (log(value) - log(metric.base)) / (log(metric.head) - log(metric.base));
		}
	}
}

// src/culprit/probe.ts
/** Blocks, or bytes of WAL: what a first execution in a session may do more than another one. */
const firstTouches = 5e3;
const latencySamples = 5;
/**
* Measures a case on a database by the one number that is asked for, in a session of its own, so that settings of the
* database hold. Gives its position between base (0) and head (1); null where the case does not run.
*/
async function probe(database, case_, metric, policy, signal) {
	try {
		var _usingCtx$4 = _usingCtx();
		signal.throwIfAborted();
		const timeout = metric.kind === "failure" ? metric.timeout : null;
		const statementTimeout = Math.max(1, Math.min(policy.statementTimeout, timeout ?? policy.statementTimeout));
		const session = _usingCtx$4.a(await MeasuredSession.open(database, {
			...policy,
			statementTimeout
		}));
		const cancel = () => void session.cancel().catch(() => {});
		signal.addEventListener("abort", cancel, { once: true });
		try {
			return positionOf(metric, await measured(session, case_, metric));
		} catch (error) {
			signal.throwIfAborted();
			if (!(error instanceof DatabaseError) || error.lost) throw error;
			return metric.kind === "failure" ? 1 : null;
		} finally {
			signal.removeEventListener("abort", cancel);
		}
	} catch (_) {
		_usingCtx$4.e = _;
	} finally {
		await _usingCtx$4.d();
	}
}
async function measured(session, case_, metric) {
	switch (metric.kind) {
		case "failure":
			await session.sample(case_);
			return 0;
		case "count": {
			const first = await counted(session, case_, metric);
			return Math.abs(metric.head - metric.base) < firstTouches ? Math.min(first, await counted(session, case_, metric)) : first;
		}
		case "latency": {
			await session.sample(case_);
			const times = [];
			for (let k = 0; k < latencySamples; k++) times.push((await session.sample(case_)).execution);
			return intervalOf(times).median;
		}
	}
}
async function counted(session, case_, { source, count }) {
	return (source === "statement" && session.counts ? (await session.count(case_)).work : planWork((await session.explain(case_)).plan))[count];
}

// src/culprit/unless-impossible.ts
/** What a trial gives; null where it cannot be made, or the database refuses what neither side does. */
async function unlessImpossible(trial, signal) {
	try {
		return await trial();
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof PlangateError || error instanceof NoTrial || error instanceof DatabaseError && !error.lost)) throw error;
		return null;
	}
}

// src/culprit/largest-step.ts
/**
* The step that took a case farthest from base towards head. null where the way does not lead to head: then what was
* walked is not what moved it.
*
* @param positions before the first step and after each; null where the case did not run, which tells nothing
*/
function largestStep(positions) {
	const known = [];
	const start = positions[0] ?? 0;
	for (const position of positions) known.push(position ?? known.at(-1) ?? start);
	const way = (known.at(-1) ?? 0) - start;
	if (way < .5) return null;
	const jumps = known.slice(1).map((position, at) => position - (known[at] ?? 0));
	const largest = Math.max(...jumps);
	return {
		step: jumps.indexOf(largest),
		share: largest / way
	};
}

// src/culprit/walk-files.ts
/**
* Takes steps on one database and gives for each walker the one that moved it most; nothing for those that none moved.
* Both ends need no measuring where they are known.
*
* @param before where the walkers stand before the first step
* @param after where they stand after the last one, which then is not taken; null measures it
*/
async function walk(steps, before, after, { fresh, drop, policy, signal }, take) {
	const ways = new Map([...before].map(([walker, position]) => [walker, [position]]));
	const taken = after === null ? steps : steps.slice(0, -1);
	if (taken.length > 0) {
		const database = await fresh();
		for (const step of taken) {
			await take(database, step);
			for (const [walker, positions] of ways) {
				const { case_, suspect } = walker;
				positions.push(await probe(database, case_, suspect.metric, policy, signal));
			}
		}
		await drop(database);
	}
	for (const [walker, positions] of ways) if (after !== null) positions.push(after.get(walker) ?? null);
	return new Map([...ways].flatMap(([walker, positions]) => {
		const largest = largestStep(positions);
		if (largest === null) return [];
		const [from = null, to = null] = positions.slice(largest.step);
		return [[walker, {
			...largest,
			before: from,
			after: to
		}]];
	}));
}
/** All at one position. */
function allAt(walkers, position) {
	return new Map(walkers.map((walker) => [walker, position]));
}
/**
* Runs files one by one on a copy of base.
*
* @param leadsToHead whether base with all of them is head
*/
function walkFiles(walkers, files, leadsToHead, start) {
	const after = leadsToHead ? allAt(walkers, 1) : null;
	return walk(files, allAt(walkers, 0), after, start, (database, file) => applyScripts(database, [file], start.signal));
}

// src/culprit/walk-statements.ts
/** How many times a walk over one file stops to measure; a part that moves a case is then walked more closely. */
const mostStops = 8;
/**
* Runs a file statement by statement, after the files `earlier`, and gives for each walker the one that moved it most.
* Nothing for a file that cannot be taken apart, or whose statements do less by themselves.
*/
async function walkStatements(moved, earlier, file, start) {
	const statements = withoutTransaction(file.statements);
	const told = /* @__PURE__ */ new Map();
	if (statements === null || moved.size === 0) return told;
	const todo = [{
		from: 0,
		to: statements.length,
		share: 1,
		...stands(moved)
	}];
	for (let part = todo.pop(); part !== void 0; part = todo.pop()) {
		const ranges = rangesOf(part);
		const steps = await walkRanges(part, ranges, statements, earlier, file, start);
		for (const [at, { from, to }] of ranges.entries()) {
			const own = new Map([...steps].filter(([, { step }]) => step === at));
			const statement = statements[from];
			if (own.size === 0 || statement === void 0) continue;
			const shares = [...own.values()].map(({ share }) => share);
			if (to - from > 1) {
				todo.push({
					from,
					to,
					share: part.share * Math.min(...shares),
					...stands(own)
				});
				continue;
			}
			for (const [walker, { share }] of own) told.set(walker, {
				statement,
				share: part.share * share
			});
		}
	}
	return told;
}
function stands(moved) {
	const all = [...moved];
	return {
		before: new Map(all.map(([walker, { before }]) => [walker, before])),
		after: new Map(all.map(([walker, { after }]) => [walker, after]))
	};
}
/** At most `mostStops` ranges of one size. */
function rangesOf({ from, to }) {
	const size = Math.max(1, Math.ceil((to - from) / mostStops));
	return Array.from({ length: Math.ceil((to - from) / size) }, (_, at) => ({
		from: from + at * size,
		to: Math.min(to, from + (at + 1) * size)
	}));
}
/** One session runs all of them, so that what it sets holds. */
async function walkRanges(part, ranges, statements, earlier, file, start) {
	let run = null;
	const end = async () => run?.[Symbol.asyncDispose]();
	const drop = async (database) => {
		await end();
		await start.drop(database);
	};
	const take = async (database, { from, to }) => {
		if (run === null) {
			await applyScripts(database, earlier, start.signal);
			run = await StatementRun.open(database, file, start.signal);
			await run.run(statements.slice(0, part.from));
		}
		await run.run(statements.slice(from, to));
	};
	try {
		return await walk(ranges, part.before, part.after, {
			...start,
			drop
		}, take);
	} finally {
		await end();
	}
}

// src/culprit/words.ts
/** Characters of a statement: it stands in one line with its place. */
const statementLimit = 120;
function statementCause({ kind, file, text }, { line, start, end }, share) {
	const statement = clipped(text.slice(start, end));
	return {
		kind,
		file,
		line,
		statement,
		words: `${file}:${line}: ${statement}${largestOf(share)}`
	};
}
function fileCause({ kind, file }, share) {
	return {
		kind,
		file,
		line: null,
		statement: null,
		words: `${file}${largestOf(share)}`
	};
}
/** One difference between both sides' files, where head's is not simply one more. */
function differenceCause({ base, head }) {
	const statement = null;
	if (head === null) {
		const { kind = "migration", file = "" } = base ?? {};
		return {
			kind,
			file: null,
			line: null,
			statement,
			words: `the removal of ${file}`
		};
	}
	const { kind, file } = head;
	if (base === null) return {
		kind,
		file,
		line: null,
		statement,
		words: file
	};
	const line = firstChangedLine(base.text, head.text);
	return {
		kind,
		file,
		line,
		statement,
		words: `${file}:${line}, where this change of the file begins`
	};
}
function causedBy({ words, ...cause }) {
	return {
		...cause,
		text: `caused by ${words}`
	};
}
function queryCulprit({ file, line }) {
	return {
		kind: "query",
		file,
		line,
		statement: null,
		text: "caused by the new text of the query"
	};
}
/** Neither alone, or each alone (`either`). */
function sharedCulprit(query, cause, either) {
	const other = cause?.words ?? "what else this change does to the database";
	const how = either ? `, and by itself too by ${other}` : ` together with ${other}`;
	const { file, line } = cause ?? query;
	return {
		kind: "together",
		file,
		line,
		statement: cause?.statement ?? null,
		text: `caused by the new text of the query${how}`
	};
}
function unknownCulprit(text) {
	return {
		kind: "unknown",
		file: null,
		line: null,
		statement: null,
		text
	};
}
function largestOf(share) {
	return share > .5 ? "" : ` (the largest of several causes, ${formatShare(share)})`;
}
function clipped(text) {
	const characters = [...text.replace(/\s+/g, " ").trim()];
	return characters.length <= statementLimit ? characters.join("") : `${characters.slice(0, 119).join("")}…`;
}

// src/culprit/find-in-mixtures.ts
/** Databases that are built in search of all walkers' causes. */
const mostBuilds = 6;
/** Files that are named where one of several did it. */
const mostNames = 3;
/**
* Builds databases of base's files and the first so many of head's, and looks for the one at which a walker becomes what
* it is on head. Migrations that are changed, added or taken away are tried before seeds.
*/
async function findInMixtures(walkers, pairs, trials, policy, signal, tell) {
	const different = pairs.filter(differs);
	const scripts = pairs.flatMap(({ base, head }) => [base, head].filter((script) => script !== null));
	const problem = different.length === 0 ? otherOrder : needsOwnServer(scripts) ? ofWholeServer$1 : null;
	if (problem !== null) {
		for (const walker of walkers) tell(walker, problem);
		return;
	}
	const mixtures = new Mixtures(pairs, trials, policy, signal);
	for (const walker of walkers) {
		const { first, last } = await narrow(different.length, (applied) => mixtures.position(walker, applied));
		const pair = different[first];
		if (first < last || pair === void 0) {
			tell(walker, oneOf(different.slice(first, last + 1)));
			continue;
		}
		tell(walker, differenceCause(pair));
		if (pair.base !== null || pair.head?.kind !== "migration") continue;
		const { head } = pair;
		tell(walker, fileCause(head, 1));
		const start = {
			fresh: () => mixtures.copy(first),
			drop: (database) => trials.drop(database),
			policy,
			signal
		};
		const moved = /* @__PURE__ */ new Map([[walker, {
			before: 0,
			after: 1
		}]]);
		const own = (await unlessImpossible(() => walkStatements(moved, [], head, start), signal))?.get(walker);
		if (own !== void 0) tell(walker, statementCause(head, own.statement, own.share));
	}
}
const otherOrder = "not caused by the text of the query alone: the same files run in another order";
const ofWholeServer$1 = "not caused by the text of the query alone: migrations and seeds that differ change the whole server, and are not tried again";
function oneOf(pairs) {
	const files = pairs.map(({ base, head }) => (head ?? base)?.file ?? "");
	const more = files.length > mostNames ? [`${files.length - mostNames} more`] : [];
	return `caused by one of ${[...files.slice(0, mostNames), ...more].join(", ")}`;
}
/** The databases between base and head, each built once. */
var Mixtures = class {
	#pairs;
	#trials;
	#policy;
	#signal;
	/** null for those that cannot be built. */
	#built = /* @__PURE__ */ new Map();
	constructor(pairs, trials, policy, signal) {
		this.#pairs = pairs;
		this.#trials = trials;
		this.#policy = policy;
		this.#signal = signal;
	}
	async position({ suspect, case_ }, applied) {
		const database = await this.#database(applied);
		return database === null ? null : probe(database, case_, suspect.metric, this.#policy, this.#signal);
	}
	/** A copy of the database with the first so many differences, for what runs on top of it. */
	async copy(applied) {
		if (applied === 0) return this.#trials.copyOfBase(false);
		const database = await this.#database(applied);
		if (database === null) throw new Error("it was built before");
		return this.#trials.copyOf(database);
	}
	async #database(applied) {
		const known = this.#built.get(applied);
		if (known !== void 0) return known;
		if (this.#built.size >= mostBuilds) return null;
		this.#signal.throwIfAborted();
		const files = mixtureOf(this.#pairs, applied);
		const kind = (wanted) => files.filter((file) => file.kind === wanted);
		const database = await this.#trials.empty();
		const built = await unlessImpossible(async () => {
			const { extensions } = this.#policy;
			await buildMixture(database, kind("migration"), kind("seed"), extensions, this.#signal);
			return database;
		}, this.#signal);
		this.#built.set(applied, built);
		return built;
	}
};

// src/culprit/find-in-database.ts
/**
* Which file, and which statement of it, moved the walkers from base's database to head's.
*
* @param files null where nothing was built
* @param problem why no database may be made for it; what needs none is told all the same
*/
async function findInDatabase(walkers, files, sides, policy, problem, signal, tell) {
	try {
		var _usingCtx$3 = _usingCtx();
		const tellAll = (words) => {
			for (const walker of walkers) tell(walker, words);
		};
		if (files === null || sides.servers === null) return tellAll(onlyRead);
		const { base, head } = files;
		if (base.migrations === null || head.migrations === null) return tellAll(byCommand);
		const trials = _usingCtx$3.a(new Trials(sides.servers.base, sides.base, problem));
		const added = addedFiles(base.migrations, head.migrations);
		let left = walkers;
		if (added !== null && added.length > 0) {
			const ofServer = needsOwnServer(added);
			if (ofServer && !trials.canCopyServer) return tellAll(ofWholeServer);
			const start = {
				fresh: () => trials.copyOfBase(ofServer),
				drop: (database) => trials.drop(database),
				policy,
				signal
			};
			left = await findInAdded(left, added, sides.way === "clone", start, tell);
		}
		if (left.length === 0) return;
		if (base.seed === null || head.seed === null) {
			for (const walker of left) tell(walker, byCommand);
			return;
		}
		const pairs = [...pairFiles(base.migrations, head.migrations), ...pairFiles(base.seed, head.seed)];
		if (added !== null && !pairFiles(base.seed, head.seed).some(differs)) {
			for (const walker of left) tell(walker, notReproduced);
			return;
		}
		await findInMixtures(left, pairs, trials, policy, signal, tell);
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
const onlyRead = "not caused by the text of the query alone: the databases differ";
const byCommand = "not caused by the text of the query alone: migrations or seed, of which a command is not taken apart";
const ofWholeServer = "not caused by the text of the query alone: the new migrations change the whole server, which is not tried again";
const notReproduced = "not caused by the text of the query alone, and no new migration did it when they ran one by one on a copy of base";
/** Head's migrations beyond base's; null where head changes, takes away or reorders some of base's. */
function addedFiles(base, head) {
	const known = new Map(base.map((script) => [script.file, script.text]));
	const kept = head.filter(({ file }) => known.has(file));
	if (!(kept.length === base.length && kept.every(({ file }, at) => file === base[at]?.file)) || kept.some(({ file, text }) => known.get(file) !== text)) return null;
	return head.filter(({ file }) => !known.has(file));
}
/** Tells those whose cause is among the added files, and gives the others. */
async function findInAdded(walkers, added, leadsToHead, start, tell) {
	const steps = await walkFiles(walkers, added, leadsToHead, start);
	for (const [walker, { step, share }] of steps) {
		const file = added[step];
		if (file !== void 0) tell(walker, fileCause(file, share));
	}
	for (const [at, file] of added.entries()) {
		const moved = new Map([...steps].filter(([, { step }]) => step === at));
		const told = await unlessImpossible(() => walkStatements(moved, added.slice(0, at), file, start), start.signal);
		for (const [walker, own] of told ?? []) {
			const share = (moved.get(walker)?.share ?? 1) * own.share;
			tell(walker, statementCause(file, own.statement, share));
		}
	}
	return walkers.filter((walker) => !steps.has(walker));
}

// src/culprit/find-culprits.ts
const usualLimits = {
	time: 12e3,
	cases: 10,
	size: 2 * 1024 ** 3
};
/** The part of the time that may go into cold reads. */
const coldShare = .5;
/**
* Finds for each case that got worse what moved it, and for each mixed one what a cold cache must read. What is not found
* in time is null, and a warning says so; a lack of time or room never ends the run.
*/
async function findCulprits(request, progress, signal, limits = usualLimits) {
	const { sides } = request;
	const all = suspectsOf(request);
	if (all.length === 0 || sides.base === null || signal.aborted) return {
		cases: [],
		warnings: []
	};
	const suspects = all.slice(0, limits.cases);
	const found = /* @__PURE__ */ new Map();
	const cold = /* @__PURE__ */ new Map();
	const warnings = [];
	const step = progress.step(`Looking for what moved ${suspects.length} case${suspects.length === 1 ? "" : "s"}`);
	const work = async (time, what) => {
		return hindrance(what, AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.round(time)))]), `the ${formatSeconds(limits.time)} for it were over`);
	};
	const built = {
		...sides,
		base: sides.base
	};
	const began = performance.now();
	const tooLarge = await sizeProblem(built, limits.size);
	if (tooLarge === null) await work(limits.time * coldShare, (within) => readCold(suspects, cold, built, request.policy, within));
	const why = await work(limits.time - (performance.now() - began), (within) => accuse(suspects, found, built, request, tooLarge, within));
	step.done(`${found.size} found`);
	const missing = all.filter((suspect) => !found.has(suspect));
	if (missing.length > 0) warnings.push(notFound(missing, why, limits));
	return {
		cases: all.map((suspect) => ({
			query: suspect.comparison.result.case.query.name,
			parameters: suspect.comparison.result.case.parameters,
			culprit: found.get(suspect) ?? null,
			cold: cold.get(suspect) ?? null
		})),
		warnings
	};
}
/** The worst first. */
function suspectsOf({ cases, pairs, policy }) {
	return cases.flatMap(({ comparison, outcome }) => {
		const pair = pairs.find(({ head }) => head === comparison.result.case);
		const metric = metricOf(comparison, policy.statementTimeout);
		return outcome === "pass" || pair === void 0 || metric === null ? [] : [{
			comparison,
			pair,
			metric
		}];
	}).toSorted((a, b) => compareNumbers(growth(b.metric), growth(a.metric)));
}
/** Infinities are equal. */
function compareNumbers(a, b) {
	return a === b ? 0 : a - b;
}
/** Why the work could not be ended; null when it was. What is no fault of the databases is thrown. */
async function hindrance(work, within, timeIsUp) {
	try {
		await work(within);
		return null;
	} catch (error) {
		if (within.aborted) return timeIsUp;
		if (error instanceof PlangateError) return `${error.place}: ${error.problem.replace(/\.$/, "")}`;
		if (error instanceof DatabaseError || error instanceof NoTrial) return error.message;
		throw error;
	}
}
async function sizeProblem({ base, servers }, limit) {
	try {
		var _usingCtx$2 = _usingCtx();
		if (servers === null) return null;
		const [row] = await _usingCtx$2.a(await base.connect({ applicationName: "plangate size" })).query("select pg_database_size(current_database())::float8 as size");
		const size = row?.size ?? 0;
		return size <= limit ? null : `copies of a database of ${(size / 1024 ** 3).toFixed(1)} GB would take too long`;
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
async function readCold(suspects, cold, sides, policy, within) {
	if (sides.servers === null) return;
	for (const suspect of suspects) {
		if (suspect.comparison.status !== "mixed") continue;
		const reads = await coldReads(suspect.pair, sides, sides.servers, policy, within);
		if (reads !== null) cold.set(suspect, reads);
	}
}
/** First text against database, then what of the database. */
async function accuse(suspects, found, sides, { inputs, policy }, tooLarge, within) {
	const files = sides.servers === null ? null : await readBoth(inputs);
	const sameFiles = files !== null && isSame(files.base, files.head);
	const walkers = /* @__PURE__ */ new Map();
	for (const suspect of suspects) {
		const { base, head } = suspect.pair;
		if (base === null || head === null) continue;
		if (!suspect.comparison.result.textChanged) {
			if (sameFiles) found.set(suspect, unknownCulprit(nothingDiffers));
			else walkers.set({
				suspect,
				case_: base
			}, "database");
			continue;
		}
		const whose = sameFiles ? "text" : blame(await probe(sides.base, head, suspect.metric, policy, within), await probe(sides.head, base, suspect.metric, policy, within));
		if (whose === "text") found.set(suspect, queryCulprit(head.query));
		else walkers.set({
			suspect,
			case_: whose === "together" ? head : base
		}, whose);
	}
	if (walkers.size === 0) return;
	await findInDatabase([...walkers.keys()], files, sides, policy, tooLarge, within, (walker, cause) => {
		const { suspect } = walker;
		const whose = walkers.get(walker) ?? "database";
		const query = suspect.comparison.result.case.query;
		if (whose !== "database") {
			const known = typeof cause === "string" ? null : cause;
			found.set(suspect, sharedCulprit(query, known, whose === "either"));
		} else found.set(suspect, typeof cause === "string" ? unknownCulprit(cause) : causedBy(cause));
	});
}
const nothingDiffers = "the text of the query, the migrations and the seed are the same on both sides: something else moved it";
function isSame(base, head) {
	const texts = ({ migrations, seed }) => migrations === null || seed === null ? null : JSON.stringify([migrations, seed].map((step) => step.map(({ text }) => text)));
	const before = texts(base);
	return before !== null && before === texts(head);
}
function notFound(missing, why, { cases }) {
	const names = [...new Set(missing.map(({ comparison }) => comparison.result.case.query.name))];
	const more = names.length > 5 ? [`${names.length - 5} more`] : [];
	return `What caused the regression of ${[...names.slice(0, 5), ...more].join(", ")} was not found: ${why ?? `only the ${cases} worst are looked into`}.`;
}
function formatSeconds(milliseconds) {
	return `${Number((milliseconds / 1e3).toFixed(1))} s`;
}

// src/policy-in-force.ts
/** Whose policy judges this change, and what the change does to the gate itself. A base that cannot be read fails nothing. */
async function policyInForce(request) {
	const { trees, file, queries } = request;
	const head = await readPolicy(trees.head, file);
	const base = await readBasePolicy(request);
	if ("why" in base) {
		const isAsked = request.wanted === "base";
		return headInForce(request, head, {
			from: "head",
			notes: [...base.isTrouble ? [`What this change does to the gate could not be compared: ${base.why}`] : [], ...isAsked ? [`The policy is head's although base's was asked for: ${base.why}`] : []],
			changes: []
		});
	}
	const changes = [...policyChanges({
		base: {
			...base,
			queries: queries.base
		},
		head: {
			...head,
			queries: queries.head
		}
	})];
	const from = request.wanted ?? base.policy.policyFrom;
	if (from === "head") return headInForce(request, head, {
		from,
		notes: [],
		changes
	});
	return {
		policy: {
			...base.policy,
			postgres: request.head.postgres,
			role: request.head.role
		},
		file: base.file,
		queries: annotatedAsOn(queries.base, queries.head),
		told: {
			from,
			notes: [],
			changes
		}
	};
}
function headInForce(request, { file }, told) {
	return {
		policy: request.head,
		file,
		queries: request.queries.head,
		told
	};
}
/** Base's policy, or a sentence that says why there is none. */
async function readBasePolicy({ trees, file, queries }) {
	try {
		const base = await readPolicy(trees.base, file);
		if (base.file !== null || queries.base.length > 0) return base;
		return {
			why: "base has neither a configuration nor a registered query.",
			isTrouble: false
		};
	} catch (error) {
		if (!(error instanceof PlangateError)) throw error;
		return {
			why: `base's configuration cannot be read: ${error.message}`,
			isTrouble: true
		};
	}
}
/** Queries that base registers too keep base's budgets, plan locks and tags. */
function annotatedAsOn(base, head) {
	const before = new Map(base.map((query) => [query.name, query]));
	return head.map((query) => {
		const known = before.get(query.name);
		return known === void 0 ? query : {
			...query,
			budget: known.budget,
			tags: known.tags
		};
	});
}

// src/reach.ts
/** Gets PostgreSQL where the user wants it from. Throws a PlangateError (usage, configuration, server). */
async function reach(request, progress) {
	const { source, postgres, environment, directory } = request;
	if (source.kind !== "engine") await sweepAbandonedServers();
	switch (source.kind) {
		case "engine": return onServer(await startServer({
			...postgres,
			engine: source.engine,
			environment,
			directory
		}, progress));
		case "url": {
			const found = await reachServer({
				...postgres,
				...source,
				environment
			}, progress);
			if ("createDatabase" in found) return onServer(found);
			return {
				kind: "head",
				instance: found.server,
				head: found,
				[Symbol.asyncDispose]: () => found[Symbol.asyncDispose]()
			};
		}
		case "two-urls": {
			const one = async (given) => {
				const readOnlyWhy = "two databases that are given are compared as they are";
				const wanted = {
					...postgres,
					version: null,
					...given,
					isReadOnly: true,
					readOnlyWhy,
					environment
				};
				return asFound(await reachServer(wanted, progress), given);
			};
			const base = await one(source.base);
			try {
				return both(base, await one(source.head));
			} catch (error) {
				await base[Symbol.asyncDispose]();
				throw error;
			}
		}
	}
}
function both(base, head) {
	return {
		kind: "both",
		instance: head.server,
		base,
		head,
		async [Symbol.asyncDispose]() {
			await head[Symbol.asyncDispose]();
			await base[Symbol.asyncDispose]();
		}
	};
}
function onServer(server) {
	return {
		kind: "server",
		instance: server,
		server,
		[Symbol.asyncDispose]: () => server[Symbol.asyncDispose]()
	};
}
function asFound(found, { place }) {
	if ("createDatabase" in found) throw new Error(`${place} was to be read only`);
	return found;
}
/** The databases of both sides on what was reached. */
async function sidesOf(reached, inputs, policy, progress, signal, environment) {
	switch (reached.kind) {
		case "server": return buildSides(reached.server, inputs, policy, progress, signal, environment);
		case "head": return takeHead(reached.head);
		case "both": return takeBoth(reached.base, reached.head);
	}
}

// src/stopwatch.ts
/** Where the time of a run goes: its parts, in the order they began. */
var Stopwatch = class {
	#parts = [];
	get spent() {
		return this.#parts.map((part) => ({ ...part }));
	}
	/** Times `work`, whether it succeeds or throws. Parts with one name add up. */
	async during(part, work) {
		const entry = this.#parts.find((each) => each.part === part) ?? {
			part,
			milliseconds: 0
		};
		if (!this.#parts.includes(entry)) this.#parts.push(entry);
		const began = performance.now();
		try {
			return await work();
		} finally {
			entry.milliseconds += performance.now() - began;
		}
	}
};

// src/translate-error.ts
/**
* What a run should tell of `error`: where cleaning up failed too, the error that came first, with the other one as a
* warning; what PostgreSQL said that no room put into words, as a known error.
*/
function translateError(error) {
	const warnings = [];
	let first = error;
	while (isSuppressed(first)) {
		warnings.unshift(first.error instanceof Error ? first.error.message : String(first.error));
		first = first.suppressed;
	}
	return {
		error: first instanceof DatabaseError ? known(first) : first,
		warnings
	};
}
/** Made by `await using`; older versions of Node know the class only by what the bundler puts in its place. */
function isSuppressed(error) {
	return error instanceof Error && error.name === "SuppressedError" && "suppressed" in error;
}
/** SQLSTATE too_many_connections, of a server, a database or a role */
const tooManyConnections = "53300";
function known(error) {
	return new PlangateError({
		kind: "server",
		place: "PostgreSQL",
		problem: `The server failed a step of plangate's own: ${error.message}.`,
		remedy: error.fields.code === tooManyConnections ? "plangate needs eight connections at once, and an external command its own; raise the limit." : "Its own message says why.",
		cause: error
	});
}

// src/weigh.ts
/**
* Measures every case, sees how noisy the machine is, and measures once more, later, whatever would fail for something
* that a second look could deny.
*
* @param today ISO date, for waivers
*/
async function weigh(pairs, databases, given, today, progress, stopwatch, signal) {
	const sampling = (policy) => ({
		...given,
		samplesWanted: ({ query }) => samplesWanted(budgetFor(given.budgets, query)),
		isClear: (base, head) => isLatencyClear(base, head, policy.tolerances)
	});
	const first = await stopwatch.during("measuring", () => measure(pairs, databases, sampling(given), progress, signal));
	const noise = noiseOf$1(first, given.tolerances);
	const policy = {
		...given,
		tolerances: widened(given.tolerances, noise)
	};
	const compared = first.map((result) => compare$1(result, policy.tolerances));
	const { cases } = judge({
		comparisons: compared,
		findings: [],
		policy,
		today
	});
	const doubtful = new Set(cases.filter(wantsSecondLook).map(({ comparison }) => comparison.result));
	const again = pairs.flatMap((pair, index) => {
		const result = first[index];
		return result !== void 0 && doubtful.has(result) ? [{
			pair,
			result
		}] : [];
	});
	if (again.length === 0 || signal.aborted) return {
		results: first,
		comparisons: compared,
		noise,
		policy
	};
	const seconds = await stopwatch.during("measuring again", () => measureAgain(again, databases, sampling(policy), progress, signal));
	const later = new Map(again.map(({ result }, index) => [result, seconds[index] ?? result]));
	const results = first.map((result) => later.get(result) ?? result);
	return {
		results,
		comparisons: results.map((result) => compare$1(result, policy.tolerances)),
		noise,
		policy
	};
}

// src/workspace/environment.ts
/** What git, ssh, curl and credential helpers read. Everything else, INPUT_* and ACTIONS_* included, stays outside. */
const kept = /* @__PURE__ */ new Set([
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"TMPDIR",
		"XDG_CONFIG_HOME",
		"XDG_CACHE_HOME",
		"XDG_RUNTIME_DIR"
	],
	...[
		"DBUS_SESSION_BUS_ADDRESS",
		"DEVELOPER_DIR",
		"KRB5CCNAME",
		"KRB5_CONFIG"
	],
	...[
		"SSH_AUTH_SOCK",
		"SSH_AGENT_PID",
		"GIT_SSH",
		"GIT_SSH_COMMAND",
		"GIT_SSH_VARIANT",
		"GIT_ASKPASS"
	],
	...[
		"GIT_EXEC_PATH",
		"GIT_ALLOW_PROTOCOL",
		"GIT_PROXY_COMMAND",
		"GIT_SSL_CAINFO",
		"GIT_SSL_CAPATH"
	],
	...[
		"GIT_SSL_CERT",
		"GIT_SSL_KEY",
		"GIT_SSL_NO_VERIFY",
		"GIT_PROXY_SSL_CAINFO"
	],
	...[
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"CURL_CA_BUNDLE"
	],
	...[
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy"
	]
]);
const configuration$1 = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)$/;
/**
* The environment of a git that works in plangate's private repository. No configuration file is read, neither the
* machine's nor the user's: settings come one by one (see settings.ts).
*/
function privateEnvironment(source) {
	return {
		...pick(source, (name) => kept.has(name)),
		...quiet,
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_CONFIG_SYSTEM: "/dev/null",
		GIT_CONFIG_NOSYSTEM: "1"
	};
}
/** The environment of a git that reads the user's repository with the user's own configuration. */
function userEnvironment(source, gitDirectory) {
	return {
		...pick(source, (name) => kept.has(name) || configuration$1.test(name)),
		...quiet,
		GIT_DIR: gitDirectory
	};
}
const quiet = {
	LC_ALL: "C",
	GIT_TERMINAL_PROMPT: "0",
	GIT_OPTIONAL_LOCKS: "0"
};
function pick(source, wanted) {
	const picked = {};
	for (const [name, value] of Object.entries(source)) if (value !== void 0 && wanted(name)) picked[name] = value;
	return picked;
}

// src/workspace/git.ts
/** Runs git without a shell. An exit code is an answer, not an exception; a missing git is a PlangateError. */
async function git(args, options) {
	options.signal?.throwIfAborted();
	const child = spawn("git", args, {
		cwd: options.cwd,
		env: options.environment,
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		detached: true
	});
	const stop = () => {
		if (child.pid === void 0) return;
		try {
			process.kill(-child.pid, "SIGTERM");
		} catch {}
	};
	options.signal?.addEventListener("abort", stop);
	const stdout = [];
	const stderr = [];
	child.stdout.on("data", options.hear ?? ((chunk) => stdout.push(chunk)));
	child.stderr.on("data", (chunk) => stderr.push(chunk));
	child.stdin.on("error", () => {});
	if (options.input instanceof Readable) options.input.pipe(child.stdin);
	else child.stdin.end(options.input ?? "");
	try {
		const code = await new Promise((resolve, reject) => {
			child.on("error", (error) => reject(startError(error)));
			child.on("close", (exit) => resolve(exit ?? 128));
		});
		options.signal?.throwIfAborted();
		return {
			code,
			stdout: Buffer.concat(stdout),
			stderr: Buffer.concat(stderr).toString("utf8")
		};
	} finally {
		options.signal?.removeEventListener("abort", stop);
	}
}
function startError(error) {
	if (!("code" in error) || error.code !== "ENOENT") return error;
	return new PlangateError({
		kind: "repository",
		place: "git",
		problem: "No git was found on the PATH.",
		remedy: "Install git 2.32 or newer.",
		cause: error
	});
}

// src/workspace/settings.ts
/** Reads the output of `git config --list -z`. A key without a value is true. */
function parseSettings(output) {
	return output.split("\0").filter((line) => line !== "").map((line) => {
		const end = line.indexOf("\n");
		return end < 0 ? [line, "true"] : [line.slice(0, end), line.slice(end + 1)];
	});
}
/** The last value of `key`, as git takes it, or null. */
function lookUp(settings, key) {
	return settings.findLast(([name]) => name === key)?.[1] ?? null;
}
const transport = /^(?:(?:http|credential|url|ssh|protocol)\..*|core\.(?:sshcommand|gitproxy|askpass)|remote\..*\.(?:url|proxy|proxyauthmethod|uploadpack|promisor|partialclonefilter))$/s;
/** What of the user's configuration decides how a remote is reached, credentials included. */
function transportSettings(settings) {
	return settings.filter(([key]) => transport.test(key));
}
const workTree = /^(?:core\.(?:filemode|symlinks|ignorecase|precomposeunicode|trustctime|checkstat|autocrlf|eol|excludesfile|attributesfile|bigfilethreshold)|(?:filter|lfs)\..*)$/s;
/** What of the user's configuration decides how a file becomes a blob. */
function workTreeSettings(settings) {
	return settings.filter(([key]) => workTree.test(key));
}
/**
* `settings` as environment variables, where they are seen by no other user, unlike a command line.
* Source: https://git-scm.com/docs/git-config#ENVIRONMENT
*/
function settingsEnvironment(settings) {
	const environment = { GIT_CONFIG_COUNT: String(settings.length) };
	for (const [index, [key, value]] of settings.entries()) {
		environment[`GIT_CONFIG_KEY_${index}`] = key;
		environment[`GIT_CONFIG_VALUE_${index}`] = value;
	}
	return environment;
}

// src/workspace/private-repository.ts
const weakest = [["http.lowSpeedLimit", "1000"], ["http.lowSpeedTime", "60"]];
const strongest = [
	["core.hooksPath", "/dev/null"],
	["core.fsmonitor", "false"],
	["core.compression", "0"],
	["credential.interactive", "false"],
	["fetch.recurseSubmodules", "false"],
	["fetch.unpackLimit", "1"],
	["gc.auto", "0"],
	["maintenance.auto", "false"],
	["protocol.version", "2"],
	["submodule.recurse", "false"]
];
async function createPrivateRepository(folder, user, request) {
	await mkdir(join(folder, "objects/info"), { recursive: true });
	const ownObjects = join(folder, "own");
	await mkdir(ownObjects);
	await mkdir(join(folder, "refs"));
	await mkdir(join(folder, "info"));
	const stores = [ownObjects, join(user.commonDirectory, "objects")];
	await Promise.all([
		writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n"),
		writeFile(join(folder, "config"), configuration(user.settings)),
		writeFile(join(folder, "objects/info/alternates"), `${stores.map(quotePath).join("\n")}\n`),
		copyIfThere(join(user.commonDirectory, "shallow"), join(folder, "shallow"))
	]);
	const environment = privateEnvironment(request.environment);
	if (lookUp(user.settings, "core.sshcommand") === null && environment.GIT_SSH === void 0) environment.GIT_SSH_COMMAND ??= "ssh -o BatchMode=yes";
	let transport = [];
	const closing = new AbortController();
	const signals = request.signal ? [request.signal, closing.signal] : [closing.signal];
	const signal = AbortSignal.any(signals);
	const running = /* @__PURE__ */ new Set();
	const run = async (args, options = {}) => {
		const started = git(args, {
			cwd: options.cwd ?? user.folder,
			environment: {
				...environment,
				GIT_DIR: folder,
				...settingsEnvironment([
					...weakest,
					...options.isOffline ? [] : transport,
					...options.settings ?? [],
					...strongest
				]),
				...options.environment
			},
			input: options.input,
			hear: options.hear,
			signal
		});
		running.add(started);
		try {
			return await started;
		} finally {
			running.delete(started);
		}
	};
	return {
		user,
		folder,
		ownObjects,
		run,
		output: async (args, options) => {
			const { code, stdout, stderr } = await run(args, options);
			if (code === 0) return stdout;
			throw gitFailed(user, args[0] ?? "", stderr);
		},
		reachWith: (settings) => {
			transport = settings;
		},
		[Symbol.asyncDispose]: async () => {
			closing.abort(/* @__PURE__ */ new Error("The workspace was disposed."));
			await Promise.allSettled(running);
		}
	};
}
/** For a command that has no reason to fail. */
function gitFailed(user, command, details) {
	return new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: `git ${command} failed.`,
		remedy: "Check the repository with `git fsck`.",
		details
	});
}
async function copyIfThere(from, to) {
	try {
		await copyFile(from, to);
		return true;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
		throw error;
	}
}
function configuration(settings) {
	const format = lookUp(settings, "extensions.objectformat") ?? "sha1";
	return `${[...[
		"[core]",
		"repositoryFormatVersion = 1",
		"bare = true",
		"[extensions]"
	], `objectFormat = ${format}`].join("\n")}\n`;
}
/** One line of an alternates file, where a path that begins with a double quote is read like a string in C. */
function quotePath(path) {
	return path.includes("\n") ? JSON.stringify(path) : path;
}

// src/workspace/blobs.ts
/**
* Reads blobs through one `git cat-file --batch`, which starts with the first of them and runs until the repository
* is disposed: a process for each file would take longer than all the reading.
* Source: https://git-scm.com/docs/git-cat-file#_batch_output
*/
function openBlobs(repository) {
	let ask = null;
	const start = () => {
		const questions = new PassThrough();
		const queue = [];
		const hear = answerReader((header, content) => {
			const first = queue.shift();
			if (content !== null) first?.resolve(content);
			else first?.reject(gitFailed(repository.user, "cat-file", header));
		});
		const end = (error) => {
			ask = null;
			for (const { reject } of queue) reject(error);
		};
		repository.run(["cat-file", "--batch"], {
			input: questions,
			hear
		}).then(({ stderr }) => end(gitFailed(repository.user, "cat-file", stderr)), end);
		return (waiting) => {
			queue.push(waiting);
			questions.write(`${waiting.id}\n`);
		};
	};
	return { read: (id) => new Promise((resolve, reject) => {
		ask ??= start();
		ask({
			id,
			resolve,
			reject
		});
	}) };
}
/** Cuts stdout into answers. `content` is null for an object that is not there. */
function answerReader(answer) {
	let chunks = [];
	let length = 0;
	/** Fewer bytes are no whole answer. */
	let needed = 0;
	return (chunk) => {
		chunks.push(chunk);
		length += chunk.length;
		if (length < needed) return;
		let rest = Buffer.concat(chunks);
		needed = 0;
		for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
			const header = rest.toString("latin1", 0, end);
			const size = /^[0-9a-f]+ \w+ (\d+)$/.exec(header)?.[1];
			const next = size === void 0 ? end + 1 : end + 1 + Number(size) + 1;
			if (rest.length < next) {
				needed = next;
				break;
			}
			answer(header, size === void 0 ? null : rest.subarray(end + 1, next - 1));
			rest = rest.subarray(next);
		}
		chunks = [rest];
		length = rest.length;
	};
}

// src/workspace/history.ts
/** Each step asks for more: a merge base is mostly near, and whole histories are large. */
const depths = [
	["--deepen=50"],
	["--deepen=500"],
	["--deepen=5000"],
	["--unshallow"]
];
function openHistory(repository, remote) {
	const isHere = async (commit) => (await repository.run([
		"cat-file",
		"-e",
		`${commit}^{commit}`
	])).code === 0;
	/** Commits whose parents a shallow clone left out. */
	const cuts = async () => {
		const text = await readFile(join(repository.folder, "shallow"), "utf8").catch(() => "");
		return new Set(text.split("\n").filter((line) => line !== ""));
	};
	/** The cut commits among the ancestors of `tips` that are no ancestors of `known`. */
	const cutsAbove = async (tips, known) => {
		const cut = await cuts();
		if (cut.size === 0) return [];
		const except = known === null ? [] : [`^${known}`];
		return (await repository.output(["rev-list", "--stdin"], { input: [
			...tips,
			...except,
			""
		].join("\n") })).toString("utf8").split("\n").filter((commit) => cut.has(commit));
	};
	/** Asks `find` again and again with more history until it is sure. */
	const search = async (find, open, what, steps = depths) => {
		for (const depth of steps) {
			const found = await find();
			const cut = await open(found);
			if (cut.length === 0) return found;
			await remote.fetch(cut, depth, what);
		}
		return await find();
	};
	const parents = async (commit) => {
		const [header = ""] = (await repository.output([
			"cat-file",
			"commit",
			commit
		])).toString("utf8").split("\n\n", 1);
		return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent);
	};
	return {
		need: async (commit, name) => {
			if (await isHere(commit)) return;
			await remote.fetch([commit], (await cuts()).size > 0 ? ["--depth=1"] : [], `${name} (${commit.slice(0, 7)})`);
		},
		parents,
		mergedInto: async (commit, other) => {
			const [first, second, ...others] = await parents(commit);
			return second === other && others.length === 0 ? first ?? null : null;
		},
		follow: async (commit, steps) => {
			const find = async () => {
				const run = await repository.run([
					"rev-parse",
					"--verify",
					"--quiet",
					`${commit}${steps}^{commit}`
				]);
				return run.code === 0 ? run.stdout.toString("utf8").trim() : null;
			};
			const open = async (found) => found === null ? await cutsAbove([commit], null) : [];
			return await search(find, open, `the history of ${commit.slice(0, 7)}`);
		},
		mergeBase: async (one, other) => {
			const find = async () => {
				const run = await repository.run([
					"merge-base",
					one,
					other
				]);
				return run.code === 0 ? run.stdout.toString("utf8").trim() : null;
			};
			const open = (found) => cutsAbove([one, other], found);
			return await search(find, open, `the history of ${one.slice(0, 7)} and ${other.slice(0, 7)}`);
		},
		newestBefore: async (commit, wanted) => {
			const find = async () => {
				return (await repository.output([
					"rev-list",
					"--date-order",
					"--stdin"
				], { input: `${commit}\n` })).toString("utf8").split("\n").slice(1).find((each) => wanted.has(each)) ?? null;
			};
			const open = (found) => cutsAbove([commit], found);
			return await search(find, open, `the history of ${commit.slice(0, 7)}`, depths.slice(0, -1));
		}
	};
}

// src/workspace/nearest.ts
/** Up to three of `names` that `wanted` may have been meant to be, nearest first. */
function nearest(wanted, names) {
	const limit = Math.max(2, Math.floor(wanted.length / 3));
	const lower = wanted.toLowerCase();
	return names.map((name) => ({
		name,
		distance: distanceOf(lower, name.toLowerCase())
	})).filter(({ distance }) => distance <= limit).sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1)).slice(0, 3).map(({ name }) => name);
}
/** `feature` is as near to `origin/feature` as one slip of the finger. */
function distanceOf(wanted, name) {
	if (name.endsWith(`/${wanted}`) || wanted.endsWith(`/${name}`)) return 1;
	return edits(wanted, name);
}
/** Levenshtein's distance in characters. */
function edits(a, b) {
	let above = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const here = [row];
		for (let column = 1; column <= b.length; column++) {
			const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			here.push(Math.min(replaced, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
		}
		above = here;
	}
	return above[b.length] ?? 0;
}

// src/workspace/names.ts
const steps = /(?:[~^]\d*)+$/;
const fullHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;
/** `askRemote`: whether a name that is not here may well be on the remote. */
function openNames(user, history, remote, askRemote) {
	const here = async (name) => {
		if (name === "" || name.startsWith("-")) return null;
		const run = await user.run([
			"rev-parse",
			"--verify",
			"--quiet",
			`${name}^{commit}`
		]);
		return run.code === 0 ? run.stdout.toString("utf8").trim() : null;
	};
	const elsewhere = async (name) => {
		if (name === "" || name.startsWith("-") || !remote.exists) return null;
		if (fullHash.test(name)) {
			await history.need(name.toLowerCase(), "commit");
			return name.toLowerCase();
		}
		if (!askRemote || !canBeRef(name)) return null;
		const found = await remote.find(withoutRemote(name, user.remote?.name ?? ""));
		if (found !== null) await history.need(found, name);
		return found;
	};
	const tryResolve = async (name) => {
		const known = await here(name);
		if (known !== null) return known;
		const path = steps.exec(name)?.[0] ?? "";
		if (path === "") return await elsewhere(name);
		const start = await tryResolve(name.slice(0, -path.length));
		return start === null ? null : await history.follow(start, path);
	};
	return {
		tryResolve,
		resolve: async (name) => {
			const commit = await tryResolve(name);
			if (commit !== null) return commit;
			const path = steps.exec(name)?.[0] ?? "";
			const start = name.slice(0, name.length - path.length);
			if (path !== "" && await tryResolve(start) !== null) throw beyondHistory(user, name, start);
			throw await unknownRef(user, name);
		}
	};
}
/**
* Whether the user's clone shows less than the remote has: a shallow one, one that follows only some branches, or a
* workflow's checkout. In a whole clone a name that is not there is a slip, and asking the remote would only take time.
*/
function showsLess(user, isShallow, isWorkflow) {
	const followsAll = user.settings.some(([key, value]) => key === `remote.${user.remote?.name}.fetch` && /^\+?refs\/(?:heads\/)?\*:/.test(value));
	return isShallow || isWorkflow || !followsAll;
}
/** https://git-scm.com/docs/git-check-ref-format, as far as it keeps expressions such as `main@{1}` from the remote. */
function canBeRef(name) {
	return !/[\s~^:?*[\\\p{Cc}]|\.\.|@\{|\/\/|^\/|\/$|\.lock$|^@$/u.test(name);
}
function withoutRemote(name, remote) {
	for (const prefix of [`refs/remotes/${remote}/`, `${remote}/`]) if (name.startsWith(prefix)) return name.slice(prefix.length);
	return name;
}
function beyondHistory(user, name, start) {
	return new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: `${JSON.stringify(name)} leads out of the history of ${start}.`,
		remedy: `\`git log --graph ${start}\` shows how far it goes.`
	});
}
async function unknownRef(user, name) {
	const names = (await user.run([
		"for-each-ref",
		"--format=%(refname:lstrip=2)",
		...[
			"refs/heads",
			"refs/remotes",
			"refs/tags"
		]
	])).stdout.toString("utf8").split("\n").filter((line) => line !== "");
	if (names.length === 0) return noCommit(user);
	const near = nearest(name.replace(steps, ""), names);
	return new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: `${JSON.stringify(name)} is no branch, tag or commit of this repository.`,
		remedy: near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `It has ${enumerate(names)}.`
	});
}
function noCommit(user) {
	return new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: "HEAD has no commit yet.",
		remedy: "Commit first: plangate compares two states of a repository."
	});
}
function enumerate(names) {
	const shown = names.slice(0, 5).join(", ");
	return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

// src/workspace/listing.ts
/** As Linux has them: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const mostLinks = 40;
const longestPath = 4096;
/** A line of `git ls-tree -r -z` or of `git ls-files --stage -z`, where 0 is what is no side of a conflict. */
const form = /^(\d+) (?:[a-z]+ )?([0-9a-f]{40,})(?: 0)?\t(.*)$/s;
function* parseLines(output) {
	for (const line of splitAtZero(output)) {
		const [, mode = "", id = "", path] = form.exec(line) ?? [];
		if (path === void 0) continue;
		yield {
			kind: mode.startsWith("100") ? "file" : mode === "120000" ? "link" : "submodule",
			id,
			path
		};
	}
}
async function readListing(output, blobs) {
	const entries = /* @__PURE__ */ new Map();
	const links = /* @__PURE__ */ new Map();
	for (const { kind, id, path } of parseLines(output)) {
		if (kind === "file") entries.set(path, {
			kind,
			id
		});
		else if (kind === "link") links.set(path, id);
		else entries.set(path, { kind: "folder" });
		addFolders(entries, path);
	}
	await Promise.all([...links].map(async ([path, id]) => {
		entries.set(path, {
			kind: "link",
			target: decode(await blobs.read(id))
		});
	}));
	const find = (path) => follow(entries, path);
	const files = /* @__PURE__ */ new Map();
	for (const [path, entry] of entries) {
		const found = entry.kind === "link" ? find(path) : entry;
		if (found.kind === "file") files.set(path, found.id);
	}
	return {
		files,
		find
	};
}
function addFolders(entries, path) {
	for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
		const folder = path.slice(0, end);
		if (entries.has(folder)) return;
		entries.set(folder, { kind: "folder" });
	}
}
function follow(entries, start) {
	if (start.startsWith("/")) return { kind: "outside" };
	const ahead = start.split("/").reverse();
	const path = [];
	let found = { kind: "folder" };
	for (let links = 0;;) {
		const name = ahead.pop();
		if (name === void 0) return found;
		if (found.kind === "file") return { kind: "nothing" };
		if (name === "" || name === ".") continue;
		if (name === "..") {
			if (path.length === 0) return { kind: "outside" };
			path.pop();
			found = { kind: "folder" };
			continue;
		}
		const entry = entries.get([...path, name].join("/")) ?? { kind: "nothing" };
		if (entry.kind === "nothing") return entry;
		if (entry.kind !== "link") {
			path.push(name);
			found = entry;
			continue;
		}
		const { target } = entry;
		links += 1;
		if (target === null || target === "" || target.length >= longestPath || links > mostLinks) return { kind: "nothing" };
		if (target.startsWith("/")) return { kind: "outside" };
		ahead.push(...target.split("/").reverse());
	}
}
/** A name that is not UTF-8 cannot be written as a string, and nothing can ask for it. */
function* splitAtZero(output) {
	for (let start = 0; start < output.length;) {
		const end = output.indexOf(0, start);
		const line = decode(output.subarray(start, end));
		if (line !== null) yield line;
		start = end + 1;
	}
}
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function decode(bytes) {
	try {
		return decoder.decode(bytes);
	} catch {
		return null;
	}
}

// src/workspace/partial-clone.ts
/**
* Fetches at once what a partial clone lacks of the files that plangate is about to read, which are links and SQL
* files. Anything else git fetches by itself, file by file, with a connection for each.
*/
async function fetchLeftOut(repository, remote, snapshots) {
	const { settings, remote: named } = repository.user;
	if (["promisor", "partialclonefilter"].map((key) => `remote.${named?.name}.${key}`).every((key) => lookUp(settings, key) === null)) return;
	const wanted = /* @__PURE__ */ new Set();
	for (const { lines } of snapshots) for (const { kind, id, path } of parseLines(lines)) if (kind === "link" || kind === "file" && /\.sql$/i.test(path)) wanted.add(id);
	const input = [...wanted].map((id) => `${id}\n`).join("");
	const lacking = [...(await repository.output([
		"cat-file",
		"--batch-check=%(objectname)",
		"--buffer"
	], {
		input,
		isOffline: true
	})).toString("latin1").matchAll(/^([0-9a-f]+) missing$/gm)].map(([, id = ""]) => id);
	if (lacking.length === 0) return;
	const files = `${lacking.length} ${lacking.length === 1 ? "file" : "files"}`;
	await remote.fetchBlobs(lacking, `the content of ${files}`);
}

// src/workspace/tags.ts
/** All tags there are: the remote's, because a workflow's checkout has only its own; without a remote the user's. */
async function listTags(user, remote) {
	if (remote.exists) return await remote.tags();
	return readTags((await user.run([
		"for-each-ref",
		"--format=%(objectname) %(refname)%0a%(*objectname) %(refname)^{}",
		"refs/tags"
	])).stdout.toString("utf8"));
}
/** Reads lines of a hash, white space and a ref, where `refs/tags/v1^{}` is what the annotated tag `v1` stands for. */
function readTags(lines) {
	const found = /* @__PURE__ */ new Map();
	for (const line of lines.split("\n")) {
		const [, sha, name, peeled] = /^([0-9a-f]{40,64})\s+refs\/tags\/(.+?)(\^\{\})?$/.exec(line) ?? [];
		if (sha !== void 0 && name !== void 0 && (peeled !== void 0 || !found.has(name))) found.set(name, sha);
	}
	return [...found].map(([name, sha]) => ({
		name,
		sha
	}));
}

// src/workspace/remote.ts
function openRemote(repository, request, progress) {
	const { user } = repository;
	const { remote } = user;
	const url = remote === null ? "" : withoutPassword(remote.url);
	const attempts = credentials(user.settings, remote?.url ?? "", request);
	const [first] = attempts;
	if (first) repository.reachWith(first);
	const redact = redactor(request.token);
	const reach = async (args, input, isAnswer, what, more = []) => {
		if (remote === null) throw new PlangateError({
			kind: "repository",
			place: user.folder,
			problem: `${what} is not in this repository, and there is no remote to fetch it from.`,
			remedy: "Fetch it first, or clone with the whole history."
		});
		const step = progress.step(`Fetching ${what} from ${url}`);
		const failures = [];
		for (const settings of attempts) {
			repository.reachWith(settings);
			const run = await repository.run(args, {
				input,
				settings: more
			});
			if (isAnswer(run)) {
				step.done();
				return run;
			}
			failures.push(redact(run.stderr));
		}
		step.done("failed");
		throw new PlangateError({
			kind: "repository",
			place: user.folder,
			problem: `${what} is not in this clone and could not be fetched from ${url}.`,
			remedy: "Check out with fetch-depth: 0, or see that the remote can be reached and that the token may read it.",
			details: failures[0] ?? ""
		});
	};
	return {
		exists: remote !== null,
		fetch: async (commits, depth, what) => {
			const refspecs = commits.map((commit) => `+${commit}:refs/plangate/${commit}\n`).join("");
			await reach(fetchFrom(remote, depth), refspecs, (run) => run.code === 0, what);
		},
		fetchBlobs: async (ids, what) => {
			const settings = [["fetch.negotiationAlgorithm", "noop"]];
			const refspecs = ids.map((id) => `${id}\n`).join("");
			await reach(fetchFrom(remote, []), refspecs, (run) => run.code === 0, what, settings);
		},
		find: async (name) => {
			const wanted = (name.startsWith("refs/") ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`]).flatMap((ref) => [`${ref}^{}`, ref]);
			const args = [
				"ls-remote",
				"--quiet",
				"--exit-code",
				"--",
				remote?.name ?? "",
				...wanted
			];
			const run = await reach(args, "", ({ code }) => code === 0 || code === 2, name);
			const found = new Map(run.stdout.toString("utf8").trim().split("\n").map(lineOfRemote));
			return wanted.toReversed().reduce((best, ref) => found.get(ref) ?? best, null);
		},
		tags: async () => {
			const args = [
				"ls-remote",
				"--quiet",
				"--tags",
				"--",
				remote?.name ?? ""
			];
			const run = await reach(args, "", ({ code }) => code === 0, "the list of tags");
			return readTags(run.stdout.toString("utf8"));
		}
	};
}
function fetchFrom(remote, depth) {
	return [
		"fetch",
		...[
			"--quiet",
			"--no-tags",
			"--no-write-fetch-head",
			...depth,
			"--stdin"
		],
		"--",
		remote?.name ?? ""
	];
}
function lineOfRemote(line) {
	const [sha = "", ref = ""] = line.split("	");
	return [ref, sha];
}
/**
* The ways to reach the remote, in the order in which they are tried: what the checkout was given, and the token for
* GitHub's server alone. A checkout with `persist-credentials: false` has only the token.
*/
function credentials(settings, url, request) {
	const own = transportSettings(settings);
	const server = new URL(request.environment.GITHUB_SERVER_URL || "https://github.com");
	if (request.token === null || !leadsTo(url, server)) return [own];
	const basic = Buffer.from(`x-access-token:${request.token}`).toString("base64");
	const withToken = [
		...own.filter((setting) => !isAuthorization(setting)),
		[`url.${server.origin}/.insteadOf`, `git@${server.hostname}:`],
		[`url.${server.origin}/.insteadOf`, `ssh://git@${server.hostname}/`],
		[`http.${server.origin}/.extraheader`, `Authorization: basic ${basic}`]
	];
	return hasCredentials(own, url) ? [own, withToken] : [withToken, own];
}
function isAuthorization([key, value]) {
	return /^http\..*extraheader$/s.test(key) && /^authorization:/i.test(value);
}
function hasCredentials(own, url) {
	return !/^https?:/i.test(url) || /^https?:\/\/[^/]*@/i.test(url) || own.some((setting) => isAuthorization(setting) || /^credential\..*helper$/s.test(setting[0]) && setting[1] !== "" || /^http\..*cookiefile$/s.test(setting[0]) || /^url\..*\.insteadof$/s.test(setting[0]));
}
function leadsTo(url, server) {
	if (/^git@([^:/]+):/.exec(url)?.[1] === server.hostname) return true;
	if (!URL.canParse(url)) return false;
	const { protocol, host, hostname } = new URL(url);
	return protocol === "ssh:" ? hostname === server.hostname : protocol === server.protocol && host === server.host;
}
function withoutPassword(text) {
	return text.replace(/:\/\/[^/\s@]*@/g, "://");
}
function redactor(token) {
	const secrets = token === null ? [] : [token, Buffer.from(`x-access-token:${token}`).toString("base64")];
	return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), withoutPassword(text));
}

// src/workspace/first-parent.ts
/** What is left when there is nothing better to compare with; `reason` says why there is not. */
async function firstParent({ history }, head, reason) {
	const [parent] = await history.parents(head.commit);
	if (parent === void 0) return {
		base: {
			ref: head.ref,
			sha: head.commit
		},
		why: `${head.name} itself, which is the first commit`
	};
	return {
		base: {
			ref: `${head.name}^1`,
			sha: parent
		},
		why: `first parent of ${head.name}, ${reason}`
	};
}

// node_modules/semver/internal/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SEMVER_SPEC_VERSION = "2.0.0";
	const MAX_LENGTH = 256;
	const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER || 
	/* istanbul ignore next */ 9007199254740991;
	const MAX_SAFE_COMPONENT_LENGTH = 16;
	const MAX_SAFE_BUILD_LENGTH = 250;
	const WHITESPACE_CHARACTERS = [
		"	",
		"\n",
		"\v",
		"\f",
		"\r",
		" ",
		"\xA0",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		" ",
		"\u2028",
		"\u2029",
		" ",
		" ",
		"　",
		"﻿"
	];
	const RELEASE_TYPES = [
		"major",
		"premajor",
		"minor",
		"preminor",
		"patch",
		"prepatch",
		"prerelease"
	];
	module.exports = {
		MAX_LENGTH,
		MAX_SAFE_COMPONENT_LENGTH,
		MAX_SAFE_BUILD_LENGTH,
		MAX_SAFE_INTEGER,
		WHITESPACE_CHARACTERS,
		RELEASE_TYPES,
		SEMVER_SPEC_VERSION,
		FLAG_INCLUDE_PRERELEASE: 1,
		FLAG_LOOSE: 2
	};
}));

// node_modules/semver/internal/debug.js
var require_debug = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const debug = typeof process === "object" && process.env && process.env.NODE_DEBUG && /\bsemver\b/i.test(process.env.NODE_DEBUG) ? (...args) => console.error("SEMVER", ...args) : () => {};
	module.exports = debug;
}));

// node_modules/semver/internal/re.js
var require_re = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_SAFE_COMPONENT_LENGTH, MAX_SAFE_BUILD_LENGTH, MAX_LENGTH } = require_constants();
	const debug = require_debug();
	exports = module.exports = {};
	const re = exports.re = [];
	const safeRe = exports.safeRe = [];
	const src = exports.src = [];
	const safeSrc = exports.safeSrc = [];
	const t = exports.t = {};
	let R = 0;
	const LETTERDASHNUMBER = "[a-zA-Z0-9-]";
	const safeRegexReplacements = [
		["\\s", 1],
		["\\d", MAX_LENGTH],
		[LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH]
	];
	const makeSafeRegex = (value) => {
		for (const [token, max] of safeRegexReplacements) value = value.split(`${token}*`).join(`${token}{0,${max}}`).split(`${token}+`).join(`${token}{1,${max}}`);
		return value;
	};
	const createToken = (name, value, isGlobal) => {
		const safe = makeSafeRegex(value);
		const index = R++;
		debug(name, index, value);
		t[name] = index;
		src[index] = value;
		safeSrc[index] = safe;
		re[index] = new RegExp(value, isGlobal ? "g" : void 0);
		safeRe[index] = new RegExp(safe, isGlobal ? "g" : void 0);
	};
	createToken("NUMERICIDENTIFIER", "0|[1-9]\\d*");
	createToken("NUMERICIDENTIFIERLOOSE", "\\d+");
	createToken("NONNUMERICIDENTIFIER", `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`);
	createToken("MAINVERSION", `(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})`);
	createToken("MAINVERSIONLOOSE", `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASEIDENTIFIER", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIER]})`);
	createToken("PRERELEASEIDENTIFIERLOOSE", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASE", `(?:-(${src[t.PRERELEASEIDENTIFIER]}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`);
	createToken("PRERELEASELOOSE", `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`);
	createToken("BUILDIDENTIFIER", `${LETTERDASHNUMBER}+`);
	createToken("BUILD", `(?:\\+(${src[t.BUILDIDENTIFIER]}(?:\\.${src[t.BUILDIDENTIFIER]})*))`);
	createToken("FULLPLAIN", `v?${src[t.MAINVERSION]}${src[t.PRERELEASE]}?${src[t.BUILD]}?`);
	createToken("FULL", `^${src[t.FULLPLAIN]}$`);
	createToken("LOOSEPLAIN", `[v=\\s]*${src[t.MAINVERSIONLOOSE]}${src[t.PRERELEASELOOSE]}?${src[t.BUILD]}?`);
	createToken("LOOSE", `^${src[t.LOOSEPLAIN]}$`);
	createToken("GTLT", "((?:<|>)?=?)");
	createToken("XRANGEIDENTIFIERLOOSE", `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`);
	createToken("XRANGEIDENTIFIER", `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`);
	createToken("XRANGEPLAIN", `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:${src[t.PRERELEASE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGEPLAINLOOSE", `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:${src[t.PRERELEASELOOSE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`);
	createToken("XRANGELOOSE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COERCEPLAIN", `(^|[^\\d])(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}})(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`);
	createToken("COERCE", `${src[t.COERCEPLAIN]}(?:$|[^\\d])`);
	createToken("COERCEFULL", src[t.COERCEPLAIN] + `(?:${src[t.PRERELEASE]})?(?:${src[t.BUILD]})?(?:$|[^\\d])`);
	createToken("COERCERTL", src[t.COERCE], true);
	createToken("COERCERTLFULL", src[t.COERCEFULL], true);
	createToken("LONETILDE", "(?:~>?)");
	createToken("TILDETRIM", `(\\s*)${src[t.LONETILDE]}\\s+`, true);
	exports.tildeTrimReplace = "$1~";
	createToken("TILDE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`);
	createToken("TILDELOOSE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("LONECARET", "(?:\\^)");
	createToken("CARETTRIM", `(\\s*)${src[t.LONECARET]}\\s+`, true);
	exports.caretTrimReplace = "$1^";
	createToken("CARET", `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`);
	createToken("CARETLOOSE", `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COMPARATORLOOSE", `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`);
	createToken("COMPARATOR", `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`);
	createToken("COMPARATORTRIM", `(\\s*)${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true);
	exports.comparatorTrimReplace = "$1$2$3";
	createToken("HYPHENRANGE", `^\\s*(${src[t.XRANGEPLAIN]})\\s+-\\s+(${src[t.XRANGEPLAIN]})\\s*$`);
	createToken("HYPHENRANGELOOSE", `^\\s*(${src[t.XRANGEPLAINLOOSE]})\\s+-\\s+(${src[t.XRANGEPLAINLOOSE]})\\s*$`);
	createToken("STAR", "(<|>)?=?\\s*\\*");
	createToken("GTE0", "^\\s*>=\\s*0\\.0\\.0\\s*$");
	createToken("GTE0PRE", "^\\s*>=\\s*0\\.0\\.0-0\\s*$");
}));

// node_modules/semver/internal/parse-options.js
var require_parse_options = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const looseOption = Object.freeze({ loose: true });
	const emptyOpts = Object.freeze({});
	const parseOptions = (options) => {
		if (!options) return emptyOpts;
		if (typeof options !== "object") return looseOption;
		return options;
	};
	module.exports = parseOptions;
}));

// node_modules/semver/internal/identifiers.js
var require_identifiers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const numeric = /^[0-9]+$/;
	const compareIdentifiers = (a, b) => {
		if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a < b ? -1 : 1;
		const anum = numeric.test(a);
		const bnum = numeric.test(b);
		if (anum && bnum) {
			a = +a;
			b = +b;
		}
		return a === b ? 0 : anum && !bnum ? -1 : bnum && !anum ? 1 : a < b ? -1 : 1;
	};
	const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a);
	module.exports = {
		compareIdentifiers,
		rcompareIdentifiers
	};
}));

// node_modules/semver/classes/semver.js
var require_semver$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const debug = require_debug();
	const { MAX_LENGTH, MAX_SAFE_INTEGER } = require_constants();
	const { safeRe: re, t } = require_re();
	const parseOptions = require_parse_options();
	const { compareIdentifiers } = require_identifiers();
	const isPrereleaseIdentifier = (prerelease, identifier) => {
		const identifiers = identifier.split(".");
		if (identifiers.length > prerelease.length) return false;
		for (let i = 0; i < identifiers.length; i++) if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) return false;
		return true;
	};
	var SemVer = class SemVer {
		constructor(version, options) {
			options = parseOptions(options);
			if (version instanceof SemVer) {
				if (version.loose === !!options.loose && version.includePrerelease === !!options.includePrerelease) return version;
				else version = version.version;
			} else if (typeof version !== "string") throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`);
			if (version.length > MAX_LENGTH) throw new TypeError(`version is longer than ${MAX_LENGTH} characters`);
			debug("SemVer", version, options);
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL]);
			if (!m) throw new TypeError(`Invalid Version: ${version}`);
			this.raw = version;
			this.major = +m[1];
			this.minor = +m[2];
			this.patch = +m[3];
			if (this.major > MAX_SAFE_INTEGER || this.major < 0) throw new TypeError("Invalid major version");
			if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) throw new TypeError("Invalid minor version");
			if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) throw new TypeError("Invalid patch version");
			if (!m[4]) this.prerelease = [];
			else this.prerelease = m[4].split(".").map((id) => {
				if (/^[0-9]+$/.test(id)) {
					const num = +id;
					if (num >= 0 && num < MAX_SAFE_INTEGER) return num;
				}
				return id;
			});
			this.build = m[5] ? m[5].split(".") : [];
			this.format();
		}
		format() {
			this.version = `${this.major}.${this.minor}.${this.patch}`;
			if (this.prerelease.length) this.version += `-${this.prerelease.join(".")}`;
			return this.version;
		}
		toString() {
			return this.version;
		}
		compare(other) {
			debug("SemVer.compare", this.version, this.options, other);
			if (!(other instanceof SemVer)) {
				if (typeof other === "string" && other === this.version) return 0;
				other = new SemVer(other, this.options);
			}
			if (other.version === this.version) return 0;
			return this.compareMain(other) || this.comparePre(other);
		}
		compareMain(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.major < other.major) return -1;
			if (this.major > other.major) return 1;
			if (this.minor < other.minor) return -1;
			if (this.minor > other.minor) return 1;
			if (this.patch < other.patch) return -1;
			if (this.patch > other.patch) return 1;
			return 0;
		}
		comparePre(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.prerelease.length && !other.prerelease.length) return -1;
			else if (!this.prerelease.length && other.prerelease.length) return 1;
			else if (!this.prerelease.length && !other.prerelease.length) return 0;
			let i = 0;
			do {
				const a = this.prerelease[i];
				const b = other.prerelease[i];
				debug("prerelease compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		compareBuild(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			let i = 0;
			do {
				const a = this.build[i];
				const b = other.build[i];
				debug("build compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		inc(release, identifier, identifierBase) {
			if (release.startsWith("pre")) {
				if (!identifier && identifierBase === false) throw new Error("invalid increment argument: identifier is empty");
				if (identifier) {
					const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE]);
					if (!match || match[1] !== identifier) throw new Error(`invalid identifier: ${identifier}`);
				}
			}
			switch (release) {
				case "premajor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor = 0;
					this.major++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "preminor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "prepatch":
					this.prerelease.length = 0;
					this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "prerelease":
					if (this.prerelease.length === 0) this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "release":
					if (this.prerelease.length === 0) throw new Error(`version ${this.raw} is not a prerelease`);
					this.prerelease.length = 0;
					break;
				case "major":
					if (this.minor !== 0 || this.patch !== 0 || this.prerelease.length === 0) this.major++;
					this.minor = 0;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "minor":
					if (this.patch !== 0 || this.prerelease.length === 0) this.minor++;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "patch":
					if (this.prerelease.length === 0) this.patch++;
					this.prerelease = [];
					break;
				case "pre": {
					const base = Number(identifierBase) ? 1 : 0;
					if (this.prerelease.length === 0) this.prerelease = [base];
					else {
						let i = this.prerelease.length;
						while (--i >= 0) if (typeof this.prerelease[i] === "number") {
							this.prerelease[i]++;
							i = -2;
						}
						if (i === -1) {
							if (identifier === this.prerelease.join(".") && identifierBase === false) throw new Error("invalid increment argument: identifier already exists");
							this.prerelease.push(base);
						}
					}
					if (identifier) {
						let prerelease = [identifier, base];
						if (identifierBase === false) prerelease = [identifier];
						if (isPrereleaseIdentifier(this.prerelease, identifier)) {
							const prereleaseBase = this.prerelease[identifier.split(".").length];
							if (isNaN(prereleaseBase)) this.prerelease = prerelease;
						} else this.prerelease = prerelease;
					}
					break;
				}
				default: throw new Error(`invalid increment argument: ${release}`);
			}
			this.raw = this.format();
			if (this.build.length) this.raw += `+${this.build.join(".")}`;
			return this;
		}
	};
	module.exports = SemVer;
}));

// node_modules/semver/functions/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = (version, options, throwErrors = false) => {
		if (version instanceof SemVer) return version;
		try {
			return new SemVer(version, options);
		} catch (er) {
			if (!throwErrors) return null;
			throw er;
		}
	};
	module.exports = parse;
}));

// node_modules/semver/functions/valid.js
var require_valid$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const valid = (version, options) => {
		const v = parse(version, options);
		return v ? v.version : null;
	};
	module.exports = valid;
}));

// node_modules/semver/functions/clean.js
var require_clean = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const clean = (version, options) => {
		const s = parse(version.trim().replace(/^[=v]+/, ""), options);
		return s ? s.version : null;
	};
	module.exports = clean;
}));

// node_modules/semver/functions/inc.js
var require_inc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const inc = (version, release, options, identifier, identifierBase) => {
		if (typeof options === "string") {
			identifierBase = identifier;
			identifier = options;
			options = void 0;
		}
		try {
			return new SemVer(version instanceof SemVer ? version.version : version, options).inc(release, identifier, identifierBase).version;
		} catch (er) {
			return null;
		}
	};
	module.exports = inc;
}));

// node_modules/semver/functions/diff.js
var require_diff = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const diff = (version1, version2) => {
		const v1 = parse(version1, null, true);
		const v2 = parse(version2, null, true);
		const comparison = v1.compare(v2);
		if (comparison === 0) return null;
		const v1Higher = comparison > 0;
		const highVersion = v1Higher ? v1 : v2;
		const lowVersion = v1Higher ? v2 : v1;
		const highHasPre = !!highVersion.prerelease.length;
		if (!!lowVersion.prerelease.length && !highHasPre) {
			if (!lowVersion.patch && !lowVersion.minor) return "major";
			if (lowVersion.compareMain(highVersion) === 0) {
				if (lowVersion.minor && !lowVersion.patch) return "minor";
				return "patch";
			}
		}
		const prefix = highHasPre ? "pre" : "";
		if (v1.major !== v2.major) return prefix + "major";
		if (v1.minor !== v2.minor) return prefix + "minor";
		if (v1.patch !== v2.patch) return prefix + "patch";
		return "prerelease";
	};
	module.exports = diff;
}));

// node_modules/semver/functions/major.js
var require_major = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const major = (a, loose) => new SemVer(a, loose).major;
	module.exports = major;
}));

// node_modules/semver/functions/minor.js
var require_minor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const minor = (a, loose) => new SemVer(a, loose).minor;
	module.exports = minor;
}));

// node_modules/semver/functions/patch.js
var require_patch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const patch = (a, loose) => new SemVer(a, loose).patch;
	module.exports = patch;
}));

// node_modules/semver/functions/prerelease.js
var require_prerelease = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const prerelease = (version, options) => {
		const parsed = parse(version, options);
		return parsed && parsed.prerelease.length ? parsed.prerelease : null;
	};
	module.exports = prerelease;
}));

// node_modules/semver/functions/compare.js
var require_compare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compare = (a, b, loose) => new SemVer(a, loose).compare(new SemVer(b, loose));
	module.exports = compare;
}));

// node_modules/semver/functions/rcompare.js
var require_rcompare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const rcompare = (a, b, loose) => compare(b, a, loose);
	module.exports = rcompare;
}));

// node_modules/semver/functions/compare-loose.js
var require_compare_loose = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const compareLoose = (a, b) => compare(a, b, true);
	module.exports = compareLoose;
}));

// node_modules/semver/functions/compare-build.js
var require_compare_build = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compareBuild = (a, b, loose) => {
		const versionA = new SemVer(a, loose);
		const versionB = new SemVer(b, loose);
		return versionA.compare(versionB) || versionA.compareBuild(versionB);
	};
	module.exports = compareBuild;
}));

// node_modules/semver/functions/sort.js
var require_sort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const sort = (list, loose) => list.sort((a, b) => compareBuild(a, b, loose));
	module.exports = sort;
}));

// node_modules/semver/functions/rsort.js
var require_rsort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const rsort = (list, loose) => list.sort((a, b) => compareBuild(b, a, loose));
	module.exports = rsort;
}));

// node_modules/semver/functions/gt.js
var require_gt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gt = (a, b, loose) => compare(a, b, loose) > 0;
	module.exports = gt;
}));

// node_modules/semver/functions/lt.js
var require_lt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lt = (a, b, loose) => compare(a, b, loose) < 0;
	module.exports = lt;
}));

// node_modules/semver/functions/eq.js
var require_eq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const eq = (a, b, loose) => compare(a, b, loose) === 0;
	module.exports = eq;
}));

// node_modules/semver/functions/neq.js
var require_neq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const neq = (a, b, loose) => compare(a, b, loose) !== 0;
	module.exports = neq;
}));

// node_modules/semver/functions/gte.js
var require_gte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gte = (a, b, loose) => compare(a, b, loose) >= 0;
	module.exports = gte;
}));

// node_modules/semver/functions/lte.js
var require_lte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lte = (a, b, loose) => compare(a, b, loose) <= 0;
	module.exports = lte;
}));

// node_modules/semver/functions/cmp.js
var require_cmp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const eq = require_eq();
	const neq = require_neq();
	const gt = require_gt();
	const gte = require_gte();
	const lt = require_lt();
	const lte = require_lte();
	const cmp = (a, op, b, loose) => {
		switch (op) {
			case "===":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a === b;
			case "!==":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a !== b;
			case "":
			case "=":
			case "==": return eq(a, b, loose);
			case "!=": return neq(a, b, loose);
			case ">": return gt(a, b, loose);
			case ">=": return gte(a, b, loose);
			case "<": return lt(a, b, loose);
			case "<=": return lte(a, b, loose);
			default: throw new TypeError(`Invalid operator: ${op}`);
		}
	};
	module.exports = cmp;
}));

// node_modules/semver/functions/coerce.js
var require_coerce = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = require_parse();
	const { safeRe: re, t } = require_re();
	const coerce = (version, options) => {
		if (version instanceof SemVer) return version;
		if (typeof version === "number") version = String(version);
		if (typeof version !== "string") return null;
		options = options || {};
		let match = null;
		if (!options.rtl) match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE]);
		else {
			const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL];
			let next;
			while ((next = coerceRtlRegex.exec(version)) && (!match || match.index + match[0].length !== version.length)) {
				if (!match || next.index + next[0].length !== match.index + match[0].length) match = next;
				coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length;
			}
			coerceRtlRegex.lastIndex = -1;
		}
		if (match === null) return null;
		const major = match[2];
		const minor = match[3] || "0";
		const patch = match[4] || "0";
		const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : "";
		const build = options.includePrerelease && match[6] ? `+${match[6]}` : "";
		return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options);
	};
	module.exports = coerce;
}));

// node_modules/semver/functions/truncate.js
var require_truncate = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const truncate = (version, truncation, options) => {
		if (!constants.RELEASE_TYPES.includes(truncation)) return null;
		const clonedVersion = cloneInputVersion(version, options);
		return clonedVersion && doTruncation(clonedVersion, truncation);
	};
	const cloneInputVersion = (version, options) => {
		const versionStringToParse = version instanceof SemVer ? version.version : version;
		return parse(versionStringToParse, options);
	};
	const doTruncation = (version, truncation) => {
		if (isPrerelease(truncation)) return version.version;
		version.prerelease = [];
		switch (truncation) {
			case "major":
				version.minor = 0;
				version.patch = 0;
				break;
			case "minor": version.patch = 0;
		}
		return version.format();
	};
	const isPrerelease = (type) => {
		return type.startsWith("pre");
	};
	module.exports = truncate;
}));

// node_modules/semver/internal/lrucache.js
var require_lrucache = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var LRUCache = class {
		constructor() {
			this.max = 1e3;
			this.map = /* @__PURE__ */ new Map();
		}
		get(key) {
			const value = this.map.get(key);
			if (value === void 0) return;
			else {
				this.map.delete(key);
				this.map.set(key, value);
				return value;
			}
		}
		delete(key) {
			return this.map.delete(key);
		}
		set(key, value) {
			if (!this.delete(key) && value !== void 0) {
				if (this.map.size >= this.max) {
					const firstKey = this.map.keys().next().value;
					this.delete(firstKey);
				}
				this.map.set(key, value);
			}
			return this;
		}
	};
	module.exports = LRUCache;
}));

// node_modules/semver/internal/trim-comparator-whitespace.js
var require_trim_comparator_whitespace = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_LENGTH, MAX_SAFE_BUILD_LENGTH, WHITESPACE_CHARACTERS } = require_constants();
	/**
	* Remembers the last two rows of digits so their characters need not be reread.
	* Positions start at -1 until a row has been found.
	*
	* @typedef {object} DigitRunCache
	* @property {number} start The first character of the most recently found row.
	* @property {number} end The position after that row's last character.
	* @property {number} previousStart The first character of the previous row.
	* @property {number} previousEnd The position after the previous row.
	*/
	const whitespace = /* @__PURE__ */ new Uint8Array(65536);
	for (const char of WHITESPACE_CHARACTERS) whitespace[char.charCodeAt(0)] = 1;
	/**
	* Checks whether a character is whitespace, like a space, tab, or newline.
	* Looking past the end of the string returns false.
	*
	* @param {string|undefined} char One character, or undefined past the string's end.
	* @returns {boolean} Whether the character is whitespace.
	* @example isWhitespace(' ') // true
	* @example isWhitespace('1') // false
	*/
	const isWhitespace = (char) => char !== void 0 && whitespace[char.charCodeAt(0)] === 1;
	/**
	* Checks for v, =, or whitespace before the version number.
	* These are historical version prefixes, not range operators:
	* < and > are handled separately, as are tilde and caret ranges.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can belong to a version prefix.
	* @example isVersionPrefix('=') // true
	* @example isVersionPrefix('>') // false
	*/
	const isVersionPrefix = (char) => char === "v" || char === "=" || isWhitespace(char);
	/**
	* Checks whether a character is one of the digits 0 through 9.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII digit.
	* @example isDigit('7') // true
	* @example isDigit('.') // false
	*/
	const isDigit = (char) => char !== void 0 && char >= "0" && char <= "9";
	/**
	* Checks whether a character is an English letter, uppercase or lowercase.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII letter.
	* @example isLetter('b') // true
	* @example isLetter('7') // false
	*/
	const isLetter = (char) => char !== void 0 && (char >= "a" && char <= "z" || char >= "A" && char <= "Z");
	/**
	* Checks for a letter, digit, or hyphen: the characters allowed inside
	* prerelease and build names such as beta-1.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can be part of an identifier.
	* @example isIdentifierCharacter('-') // true
	* @example isIdentifierCharacter('.') // false; dots separate identifiers
	*/
	const isIdentifierCharacter = (char) => isDigit(char) || isLetter(char) || char === "-";
	/**
	* Checks whether a version component can begin here: with a digit or
	* a wildcard such as x, X, or *.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether a number or wildcard can start with this character.
	* @example isVersionStart('x') // true
	* @example isVersionStart('v') // false; v belongs to the prefix
	*/
	const isVersionStart = (char) => isDigit(char) || char === "x" || char === "X" || char === "*";
	/**
	* Finds the end of a row of digits, but returns no more than limit digits.
	* Remembers the last two rows so looking at them again does not reread them.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first character to check.
	* @param {number} limit The most digit characters the returned match can include.
	* @param {DigitRunCache} digitRuns Shared cache of digit-run positions, updated in place.
	* @returns {number} The position after the matched digits, or start if none match.
	* @example findDigitsEndIndex('123abc', 0, 10, digitRuns) // 3, pointing at a
	* @example findDigitsEndIndex('123abc', 0, 2, digitRuns) // 2, pointing at the unread 3
	*/
	const findDigitsEndIndex = (range, start, limit, digitRuns) => {
		if (!isDigit(range[start])) return start;
		if (start >= digitRuns.start && start < digitRuns.end) return Math.min(start + limit, digitRuns.end);
		if (start >= digitRuns.previousStart && start < digitRuns.previousEnd) return Math.min(start + limit, digitRuns.previousEnd);
		let end = start + 1;
		while (isDigit(range[end])) end++;
		digitRuns.previousStart = digitRuns.start;
		digitRuns.previousEnd = digitRuns.end;
		digitRuns.start = start;
		digitRuns.end = end;
		return Math.min(start + limit, end);
	};
	/**
	* Reads a number using the old regex's length and leading-zero rules.
	* Strict mode reads just the first zero in 012; loose mode can read all three.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the number should begin.
	* @param {boolean} loose Whether to allow leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched digits, not their numeric value.
	* @example findVersionNumberEndIndex('012', 0, false, digitRuns) // 1
	* @example findVersionNumberEndIndex('012', 0, true, digitRuns) // 3
	*/
	const findVersionNumberEndIndex = (range, start, loose, digitRuns) => {
		if (!loose && range[start] === "0") return start + 1;
		return findDigitsEndIndex(range, start, loose ? MAX_LENGTH : MAX_LENGTH + 1, digitRuns);
	};
	/**
	* Reads one piece of a prerelease name, such as beta or 1 in beta.1.
	* Tries the letter-or-hyphen form first, then the number-only form.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @param {boolean} loose Whether numeric identifiers may have leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findPrereleaseIdentifierEndIndex('beta.1', 0, false, digitRuns) // 4, at the dot
	* @example findPrereleaseIdentifierEndIndex('001beta', 0, false, digitRuns) // 7
	*/
	const findPrereleaseIdentifierEndIndex = (range, start, loose, digitRuns) => {
		const digitsEnd = findDigitsEndIndex(range, start, MAX_LENGTH, digitRuns);
		if (isLetter(range[digitsEnd]) || range[digitsEnd] === "-") {
			let end = digitsEnd + 1;
			const limit = end + MAX_SAFE_BUILD_LENGTH;
			while (end < limit && isIdentifierCharacter(range[end])) end++;
			return end;
		}
		return findVersionNumberEndIndex(range, start, loose, digitRuns);
	};
	/**
	* Reads a prerelease suffix such as -beta.1, one dot-separated piece at a time.
	* Loose mode also allows the name without its opening hyphen.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the suffix should begin, including -.
	* @param {boolean} loose Whether the opening hyphen is optional and zeros allowed.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched suffix, or start if absent.
	* @example findPrereleaseEndIndex('-beta.1+sha', 0, false, digitRuns) // 7, at the plus
	* @example findPrereleaseEndIndex('beta', 0, false, digitRuns) // 0; no opening hyphen
	*/
	const findPrereleaseEndIndex = (range, start, loose, digitRuns) => {
		const hyphen = range[start] === "-";
		if (!loose && !hyphen) return start;
		const identifierStart = start + (hyphen ? 1 : 0);
		let end = findPrereleaseIdentifierEndIndex(range, identifierStart, loose, digitRuns);
		if (end === identifierStart) {
			if (!loose || !hyphen) return start;
			end = findPrereleaseIdentifierEndIndex(range, start, loose, digitRuns);
		}
		while (range[end] === ".") {
			const next = findPrereleaseIdentifierEndIndex(range, end + 1, loose, digitRuns);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads one build-name piece, such as sha or 123 in +sha.123.
	* Stops at a disallowed character or the old regex's length limit.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findBuildIdentifierEndIndex('sha.123', 0) // 3, at the dot
	* @example findBuildIdentifierEndIndex('001', 0) // 3; leading zeros are allowed
	*/
	const findBuildIdentifierEndIndex = (range, start) => {
		let end = start;
		while (end - start < MAX_SAFE_BUILD_LENGTH && isIdentifierCharacter(range[end])) end++;
		return end;
	};
	/**
	* Reads optional build metadata such as +sha.123.
	* Leaves the position unchanged if there is no plus sign followed by a name.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the opening + should be.
	* @returns {number} The position after the matched metadata, or start if absent.
	* @example findBuildEndIndex('+sha.123 <2', 0) // 8, at the space
	* @example findBuildEndIndex('+', 0) // 0; a plus sign alone is not a match
	*/
	const findBuildEndIndex = (range, start) => {
		if (range[start] !== "+") return start;
		let end = findBuildIdentifierEndIndex(range, start + 1);
		if (end === start + 1) return start;
		while (range[end] === ".") {
			const next = findBuildIdentifierEndIndex(range, end + 1);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads three numbers separated by dots, then any prerelease and build suffixes.
	* Uses loose rules, so forms such as 01.02.03beta can match here.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first number, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the version match, or start if none matches.
	* @example findLooseFullVersionEndIndex('1.2.3-beta+sha <2', 0, digitRuns) // 14
	* @example findLooseFullVersionEndIndex('1.2', 0, digitRuns) // 0; needs three numbers
	*/
	const findLooseFullVersionEndIndex = (range, start, digitRuns) => {
		let end = start;
		for (let component = 0; component < 3; component++) {
			const next = findVersionNumberEndIndex(range, end, true, digitRuns);
			if (next === end) return start;
			end = next;
			if (component < 2) {
				if (range[end] !== ".") return start;
				end++;
			}
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, true, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Reads one component of a partial or wildcard version, such as 2 or x in 2.x.
	* Numbers use strict leading-zero rules; wildcards take up one character.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the component should begin.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the component, or start if none matches.
	* @example findPartialVersionComponentEndIndex('2.x', 0, digitRuns) // 1, at the dot
	* @example findPartialVersionComponentEndIndex('2.x', 2, digitRuns) // 3, after x
	*/
	const findPartialVersionComponentEndIndex = (range, start, digitRuns) => {
		if (isDigit(range[start])) return findVersionNumberEndIndex(range, start, false, digitRuns);
		return isVersionStart(range[start]) ? start + 1 : start;
	};
	/**
	* Reads up to three components, allowing forms such as 1, 1.2, or 1.x.
	* After the third component, also reads any strict prerelease and build suffixes.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched version text.
	* @example findPartialVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	* @example findPartialVersionEndIndex('1.', 0, digitRuns) // 1; the trailing dot is unread
	*/
	const findPartialVersionEndIndex = (range, start, digitRuns) => {
		let end = findPartialVersionComponentEndIndex(range, start, digitRuns);
		for (let component = 0; component < 2; component++) {
			if (range[end] !== ".") return end;
			const next = findPartialVersionComponentEndIndex(range, end + 1, digitRuns);
			if (next === end + 1) return end;
			end = next;
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, false, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Finds where a version match ends, without deciding whether the range is valid.
	* Tries a loose full version first, then a partial or wildcard version, just
	* like the old regex's LOOSEPLAIN and XRANGEPLAIN alternatives.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position where scanning the next candidate can resume.
	* @example findVersionEndIndex('1.2.3 <2', 0, digitRuns) // 5, at the space
	* @example findVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	*/
	const findVersionEndIndex = (range, start, digitRuns) => {
		const fullVersionEnd = findLooseFullVersionEndIndex(range, start, digitRuns);
		return fullVersionEnd !== start ? fullVersionEnd : findPartialVersionEndIndex(range, start, digitRuns);
	};
	/**
	* Finds the one whitespace character the old replacement would remove.
	* Keeps leading whitespace, skips an optional operator, and checks immediately
	* after it. Returns -1 if there is nothing to remove.
	*
	* @param {string} range The text containing a candidate already found by the caller.
	* @param {number} matchStart The candidate's position, including leading whitespace.
	* @returns {number} The position of the removable whitespace, or -1 if absent.
	* @example findRemovableWhitespaceIndex(' > 1', 0) // 2; keep the space at position 0
	* @example findRemovableWhitespaceIndex('>1', 0) // -1
	*/
	const findRemovableWhitespaceIndex = (range, matchStart) => {
		let position = matchStart;
		if (isWhitespace(range[position])) position++;
		if (range[position] === "<" || range[position] === ">") position++;
		if (range[position] === "=") position++;
		return isWhitespace(range[position]) ? position : -1;
	};
	/**
	* Joins an operator to its version, turning > 1.2.3 into >1.2.3.
	* Copies everything else according to the old regex's matching rules.
	* Moves forward through prefixes and whole versions to avoid repeatedly
	* searching the same characters on long inputs.
	*
	* @param {string} range The range text to process; the original string is unchanged.
	* @returns {string} The range with matched operator whitespace removed.
	* @example trimComparatorWhitespace('> 1.2.3 < 2') // '>1.2.3 <2'
	* @example trimComparatorWhitespace('> invalid') // '> invalid'
	*/
	const trimComparatorWhitespace = (range) => {
		let result = "";
		let copyFrom = 0;
		let cursor = 0;
		const digitRuns = {
			start: -1,
			end: -1,
			previousStart: -1,
			previousEnd: -1
		};
		while (cursor < range.length) {
			const matchStart = cursor;
			if (range[cursor] === "<" || range[cursor] === ">") cursor++;
			else if (!isVersionPrefix(range[cursor]) && !isVersionStart(range[cursor])) {
				cursor++;
				continue;
			}
			while (cursor < range.length && isVersionPrefix(range[cursor])) cursor++;
			if (!isVersionStart(range[cursor])) continue;
			const whitespacePosition = findRemovableWhitespaceIndex(range, matchStart);
			if (whitespacePosition !== -1) {
				result += range.slice(copyFrom, whitespacePosition);
				copyFrom = whitespacePosition + 1;
			}
			cursor = findVersionEndIndex(range, cursor, digitRuns);
		}
		return result + range.slice(copyFrom);
	};
	module.exports = trimComparatorWhitespace;
}));

// node_modules/semver/classes/range.js
var require_range = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SPACE_CHARACTERS = /\s+/g;
	var Range = class Range {
		constructor(range, options) {
			options = parseOptions(options);
			if (range instanceof Range) {
				if (range.loose === !!options.loose && range.includePrerelease === !!options.includePrerelease) return range;
				else return new Range(range.raw, options);
			}
			if (range instanceof Comparator) {
				this.raw = range.value;
				this.set = [[range]];
				this.formatted = void 0;
				return this;
			}
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			this.raw = range.trim().replace(SPACE_CHARACTERS, " ");
			this.set = this.raw.split("||").map((r) => this.parseRange(r.trim())).filter((c) => c.length);
			if (!this.set.length) throw new TypeError(`Invalid SemVer Range: ${this.raw}`);
			if (this.set.length > 1) {
				const first = this.set[0];
				this.set = this.set.filter((c) => !isNullSet(c[0]));
				if (this.set.length === 0) this.set = [first];
				else if (this.set.length > 1) {
					for (const c of this.set) if (c.length === 1 && isAny(c[0])) {
						this.set = [c];
						break;
					}
				}
			}
			this.formatted = void 0;
		}
		get range() {
			if (this.formatted === void 0) {
				this.formatted = "";
				for (let i = 0; i < this.set.length; i++) {
					if (i > 0) this.formatted += "||";
					const comps = this.set[i];
					for (let k = 0; k < comps.length; k++) {
						if (k > 0) this.formatted += " ";
						this.formatted += comps[k].toString().trim();
					}
				}
			}
			return this.formatted;
		}
		format() {
			return this.range;
		}
		toString() {
			return this.range;
		}
		parseRange(range) {
			range = range.replace(BUILDSTRIPRE, "");
			const memoKey = ((this.options.includePrerelease && FLAG_INCLUDE_PRERELEASE) | (this.options.loose && FLAG_LOOSE)) + ":" + range;
			const cached = cache.get(memoKey);
			if (cached) return cached;
			const loose = this.options.loose;
			const hr = loose ? re[t.HYPHENRANGELOOSE] : re[t.HYPHENRANGE];
			range = range.replace(hr, hyphenReplace(this.options.includePrerelease));
			debug("hyphen replace", range);
			range = trimComparatorWhitespace(range);
			debug("comparator trim", range);
			range = range.replace(re[t.TILDETRIM], tildeTrimReplace);
			debug("tilde trim", range);
			range = range.replace(re[t.CARETTRIM], caretTrimReplace);
			debug("caret trim", range);
			let rangeList = range.split(" ").map((comp) => parseComparator(comp, this.options)).join(" ").split(/\s+/).map((comp) => replaceGTE0(comp, this.options));
			if (loose) rangeList = rangeList.filter((comp) => {
				debug("loose invalid filter", comp, this.options);
				return !!comp.match(re[t.COMPARATORLOOSE]);
			});
			debug("range list", rangeList);
			const rangeMap = /* @__PURE__ */ new Map();
			const comparators = rangeList.map((comp) => new Comparator(comp, this.options));
			for (const comp of comparators) {
				if (isNullSet(comp)) return [comp];
				rangeMap.set(comp.value, comp);
			}
			if (rangeMap.size > 1 && rangeMap.has("")) rangeMap.delete("");
			const result = [...rangeMap.values()];
			cache.set(memoKey, result);
			return result;
		}
		intersects(range, options) {
			if (!(range instanceof Range)) throw new TypeError("a Range is required");
			return this.set.some((thisComparators) => {
				return isSatisfiable(thisComparators, options) && range.set.some((rangeComparators) => {
					return isSatisfiable(rangeComparators, options) && thisComparators.every((thisComparator) => {
						return rangeComparators.every((rangeComparator) => {
							return thisComparator.intersects(rangeComparator, options);
						});
					});
				});
			});
		}
		test(version) {
			if (!version) return false;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			for (let i = 0; i < this.set.length; i++) if (testSet(this.set[i], version, this.options)) return true;
			return false;
		}
	};
	module.exports = Range;
	const cache = new (require_lrucache())();
	const parseOptions = require_parse_options();
	const Comparator = require_comparator();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const trimComparatorWhitespace = require_trim_comparator_whitespace();
	const { safeRe: re, src, t, tildeTrimReplace, caretTrimReplace } = require_re();
	const { FLAG_INCLUDE_PRERELEASE, FLAG_LOOSE } = require_constants();
	const BUILDSTRIPRE = new RegExp(src[t.BUILD], "g");
	const isNullSet = (c) => c.value === "<0.0.0-0";
	const isAny = (c) => c.value === "";
	const isSatisfiable = (comparators, options) => {
		let result = true;
		const remainingComparators = comparators.slice();
		let testComparator = remainingComparators.pop();
		while (result && remainingComparators.length) {
			result = remainingComparators.every((otherComparator) => {
				return testComparator.intersects(otherComparator, options);
			});
			testComparator = remainingComparators.pop();
		}
		return result;
	};
	const parseComparator = (comp, options) => {
		comp = comp.replace(re[t.BUILD], "");
		debug("comp", comp, options);
		comp = replaceCarets(comp, options);
		debug("caret", comp);
		comp = replaceTildes(comp, options);
		debug("tildes", comp);
		comp = replaceXRanges(comp, options);
		debug("xrange", comp);
		comp = replaceStars(comp, options);
		debug("stars", comp);
		return comp;
	};
	const isX = (id) => !id || id.toLowerCase() === "x" || id === "*";
	const invalidXRangeOrder = (M, m, p) => isX(M) && !isX(m) || isX(m) && p && !isX(p);
	const replaceTildes = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceTilde(c, options)).join(" ");
	};
	const replaceTilde = (comp, options) => {
		const r = options.loose ? re[t.TILDELOOSE] : re[t.TILDE];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("tilde", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
			else if (pr) {
				debug("replaceTilde pr", pr);
				ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
			} else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
			debug("tilde return", ret);
			return ret;
		});
	};
	const replaceCarets = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceCaret(c, options)).join(" ");
	};
	const replaceCaret = (comp, options) => {
		debug("caret", comp, options);
		const r = options.loose ? re[t.CARETLOOSE] : re[t.CARET];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("caret", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) {
				if (M === "0") ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
				else ret = `>=${M}.${m}.0${z} <${+M + 1}.0.0-0`;
			} else if (pr) {
				debug("replaceCaret pr", pr);
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p}-${pr} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p}-${pr} <${+M + 1}.0.0-0`;
			} else {
				debug("no pr");
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p} <${+M + 1}.0.0-0`;
			}
			debug("caret return", ret);
			return ret;
		});
	};
	const replaceXRanges = (comp, options) => {
		debug("replaceXRanges", comp, options);
		return comp.split(/\s+/).map((c) => replaceXRange(c, options)).join(" ");
	};
	const replaceXRange = (comp, options) => {
		comp = comp.trim();
		const r = options.loose ? re[t.XRANGELOOSE] : re[t.XRANGE];
		return comp.replace(r, (ret, gtlt, M, m, p, pr) => {
			debug("xRange", comp, ret, gtlt, M, m, p, pr);
			if (invalidXRangeOrder(M, m, p)) return comp;
			const xM = isX(M);
			const xm = xM || isX(m);
			const xp = xm || isX(p);
			const anyX = xp;
			if (gtlt === "=" && anyX) gtlt = "";
			pr = options.includePrerelease ? "-0" : "";
			if (xM) {
				if (gtlt === ">" || gtlt === "<") ret = "<0.0.0-0";
				else ret = "*";
			} else if (gtlt && anyX) {
				if (xm) m = 0;
				p = 0;
				if (gtlt === ">") {
					gtlt = ">=";
					if (xm) {
						M = +M + 1;
						m = 0;
						p = 0;
					} else {
						m = +m + 1;
						p = 0;
					}
				} else if (gtlt === "<=") {
					gtlt = "<";
					if (xm) M = +M + 1;
					else m = +m + 1;
				}
				if (gtlt === "<") pr = "-0";
				ret = `${gtlt + M}.${m}.${p}${pr}`;
			} else if (xm) ret = `>=${M}.0.0${pr} <${+M + 1}.0.0-0`;
			else if (xp) ret = `>=${M}.${m}.0${pr} <${M}.${+m + 1}.0-0`;
			debug("xRange return", ret);
			return ret;
		});
	};
	const replaceStars = (comp, options) => {
		debug("replaceStars", comp, options);
		return comp.trim().replace(re[t.STAR], "");
	};
	const replaceGTE0 = (comp, options) => {
		debug("replaceGTE0", comp, options);
		return comp.trim().replace(re[options.includePrerelease ? t.GTE0PRE : t.GTE0], "");
	};
	const hyphenReplace = (incPr) => ($0, from, fM, fm, fp, fpr, fb, to, tM, tm, tp, tpr) => {
		if (isX(fM)) from = "";
		else if (isX(fm)) from = `>=${fM}.0.0${incPr ? "-0" : ""}`;
		else if (isX(fp)) from = `>=${fM}.${fm}.0${incPr ? "-0" : ""}`;
		else if (fpr) from = `>=${from}`;
		else from = `>=${from}${incPr ? "-0" : ""}`;
		if (isX(tM)) to = "";
		else if (isX(tm)) to = `<${+tM + 1}.0.0-0`;
		else if (isX(tp)) to = `<${tM}.${+tm + 1}.0-0`;
		else if (tpr) to = `<=${tM}.${tm}.${tp}-${tpr}`;
		else if (incPr) to = `<${tM}.${tm}.${+tp + 1}-0`;
		else to = `<=${to}`;
		return `${from} ${to}`.trim();
	};
	const testSet = (set, version, options) => {
		for (let i = 0; i < set.length; i++) if (!set[i].test(version)) return false;
		if (version.prerelease.length && !options.includePrerelease) {
			for (let i = 0; i < set.length; i++) {
				debug(set[i].semver);
				if (set[i].semver === Comparator.ANY) continue;
				if (set[i].semver.prerelease.length > 0) {
					const allowed = set[i].semver;
					if (allowed.major === version.major && allowed.minor === version.minor && allowed.patch === version.patch) return true;
				}
			}
			return false;
		}
		return true;
	};
}));

// node_modules/semver/classes/comparator.js
var require_comparator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const ANY = Symbol("SemVer ANY");
	var Comparator = class Comparator {
		static get ANY() {
			return ANY;
		}
		constructor(comp, options) {
			options = parseOptions(options);
			if (comp instanceof Comparator) {
				if (comp.loose === !!options.loose) return comp;
				else comp = comp.value;
			}
			comp = comp.trim().split(/\s+/).join(" ");
			debug("comparator", comp, options);
			this.options = options;
			this.loose = !!options.loose;
			this.parse(comp);
			if (this.semver === ANY) this.value = "";
			else this.value = this.operator + this.semver.version;
			debug("comp", this);
		}
		parse(comp) {
			const r = this.options.loose ? re[t.COMPARATORLOOSE] : re[t.COMPARATOR];
			const m = comp.match(r);
			if (!m) throw new TypeError(`Invalid comparator: ${comp}`);
			this.operator = m[1] !== void 0 ? m[1] : "";
			if (this.operator === "=") this.operator = "";
			if (!m[2]) this.semver = ANY;
			else this.semver = new SemVer(m[2], this.options.loose);
		}
		toString() {
			return this.value;
		}
		test(version) {
			debug("Comparator.test", version, this.options.loose);
			if (this.semver === ANY || version === ANY) return true;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			return cmp(version, this.operator, this.semver, this.options);
		}
		intersects(comp, options) {
			if (!(comp instanceof Comparator)) throw new TypeError("a Comparator is required");
			if (this.operator === "") {
				if (this.value === "") return true;
				return new Range(comp.value, options).test(this.value);
			} else if (comp.operator === "") {
				if (comp.value === "") return true;
				return new Range(this.value, options).test(comp.semver);
			}
			options = parseOptions(options);
			if (options.includePrerelease && (this.value === "<0.0.0-0" || comp.value === "<0.0.0-0")) return false;
			if (!options.includePrerelease && (this.value.startsWith("<0.0.0") || comp.value.startsWith("<0.0.0"))) return false;
			if (this.operator.startsWith(">") && comp.operator.startsWith(">")) return true;
			if (this.operator.startsWith("<") && comp.operator.startsWith("<")) return true;
			if (this.semver.version === comp.semver.version && this.operator.includes("=") && comp.operator.includes("=")) return true;
			if (cmp(this.semver, "<", comp.semver, options) && this.operator.startsWith(">") && comp.operator.startsWith("<")) return true;
			if (cmp(this.semver, ">", comp.semver, options) && this.operator.startsWith("<") && comp.operator.startsWith(">")) return true;
			return false;
		}
	};
	module.exports = Comparator;
	const parseOptions = require_parse_options();
	const { safeRe: re, t } = require_re();
	const cmp = require_cmp();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const Range = require_range();
}));

// node_modules/semver/functions/satisfies.js
var require_satisfies = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const satisfies = (version, range, options) => {
		try {
			range = new Range(range, options);
		} catch (er) {
			return false;
		}
		return range.test(version);
	};
	module.exports = satisfies;
}));

// node_modules/semver/ranges/to-comparators.js
var require_to_comparators = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const toComparators = (range, options) => new Range(range, options).set.map((comp) => comp.map((c) => c.value).join(" ").trim().split(" "));
	module.exports = toComparators;
}));

// node_modules/semver/ranges/max-satisfying.js
var require_max_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const maxSatisfying = (versions, range, options) => {
		let max = null;
		let maxSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!max || maxSV.compare(v) === -1) {
					max = v;
					maxSV = new SemVer(max, options);
				}
			}
		});
		return max;
	};
	module.exports = maxSatisfying;
}));

// node_modules/semver/ranges/min-satisfying.js
var require_min_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const minSatisfying = (versions, range, options) => {
		let min = null;
		let minSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!min || minSV.compare(v) === 1) {
					min = v;
					minSV = new SemVer(min, options);
				}
			}
		});
		return min;
	};
	module.exports = minSatisfying;
}));

// node_modules/semver/ranges/min-version.js
var require_min_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const gt = require_gt();
	const minVersion = (range, loose) => {
		range = new Range(range, loose);
		let minver = new SemVer("0.0.0");
		if (range.test(minver)) return minver;
		minver = new SemVer("0.0.0-0");
		if (range.test(minver)) return minver;
		minver = null;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let setMin = null;
			comparators.forEach((comparator) => {
				const compver = new SemVer(comparator.semver.version);
				switch (comparator.operator) {
					case ">":
						if (compver.prerelease.length === 0) compver.patch++;
						else compver.prerelease.push(0);
						compver.raw = compver.format();
					case "":
					case ">=":
						if (!setMin || gt(compver, setMin)) setMin = compver;
						break;
					case "<":
					case "<=": break;
					/* istanbul ignore next */
					default: throw new Error(`Unexpected operation: ${comparator.operator}`);
				}
			});
			if (setMin && (!minver || gt(minver, setMin))) minver = setMin;
		}
		if (minver && range.test(minver)) return minver;
		return null;
	};
	module.exports = minVersion;
}));

// node_modules/semver/ranges/valid.js
var require_valid = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const validRange = (range, options) => {
		try {
			return new Range(range, options).range || "*";
		} catch (er) {
			return null;
		}
	};
	module.exports = validRange;
}));

// node_modules/semver/ranges/outside.js
var require_outside = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const Range = require_range();
	const satisfies = require_satisfies();
	const gt = require_gt();
	const lt = require_lt();
	const lte = require_lte();
	const gte = require_gte();
	const outside = (version, range, hilo, options) => {
		version = new SemVer(version, options);
		range = new Range(range, options);
		let gtfn, ltefn, ltfn, comp, ecomp;
		switch (hilo) {
			case ">":
				gtfn = gt;
				ltefn = lte;
				ltfn = lt;
				comp = ">";
				ecomp = ">=";
				break;
			case "<":
				gtfn = lt;
				ltefn = gte;
				ltfn = gt;
				comp = "<";
				ecomp = "<=";
				break;
			default: throw new TypeError("Must provide a hilo val of \"<\" or \">\"");
		}
		if (satisfies(version, range, options)) return false;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let high = null;
			let low = null;
			comparators.forEach((comparator) => {
				if (comparator.semver === ANY) comparator = new Comparator(">=0.0.0");
				high = high || comparator;
				low = low || comparator;
				if (gtfn(comparator.semver, high.semver, options)) high = comparator;
				else if (ltfn(comparator.semver, low.semver, options)) low = comparator;
			});
			if (high.operator === comp || high.operator === ecomp) return false;
			if ((!low.operator || low.operator === comp) && ltefn(version, low.semver)) return false;
			else if (low.operator === ecomp && ltfn(version, low.semver)) return false;
		}
		return true;
	};
	module.exports = outside;
}));

// node_modules/semver/ranges/gtr.js
var require_gtr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const gtr = (version, range, options) => outside(version, range, ">", options);
	module.exports = gtr;
}));

// node_modules/semver/ranges/ltr.js
var require_ltr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const ltr = (version, range, options) => outside(version, range, "<", options);
	module.exports = ltr;
}));

// node_modules/semver/ranges/intersects.js
var require_intersects = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const intersects = (r1, r2, options) => {
		r1 = new Range(r1, options);
		r2 = new Range(r2, options);
		return r1.intersects(r2, options);
	};
	module.exports = intersects;
}));

// node_modules/semver/ranges/simplify.js
var require_simplify = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const satisfies = require_satisfies();
	const compare = require_compare();
	module.exports = (versions, range, options) => {
		const set = [];
		let first = null;
		let prev = null;
		const v = versions.sort((a, b) => compare(a, b, options));
		for (const version of v) if (satisfies(version, range, options)) {
			prev = version;
			if (!first) first = version;
		} else {
			if (prev) set.push([first, prev]);
			prev = null;
			first = null;
		}
		if (first) set.push([first, null]);
		const ranges = [];
		for (const [min, max] of set) if (min === max) ranges.push(min);
		else if (!max && min === v[0]) ranges.push("*");
		else if (!max) ranges.push(`>=${min}`);
		else if (min === v[0]) ranges.push(`<=${max}`);
		else ranges.push(`${min} - ${max}`);
		const simplified = ranges.join(" || ");
		const original = typeof range.raw === "string" ? range.raw : String(range);
		return simplified.length < original.length ? simplified : range;
	};
}));

// node_modules/semver/ranges/subset.js
var require_subset = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const satisfies = require_satisfies();
	const compare = require_compare();
	const subset = (sub, dom, options = {}) => {
		if (sub === dom) return true;
		sub = new Range(sub, options);
		dom = new Range(dom, options);
		let sawNonNull = false;
		OUTER: for (const simpleSub of sub.set) {
			for (const simpleDom of dom.set) {
				const isSub = simpleSubset(simpleSub, simpleDom, options);
				sawNonNull = sawNonNull || isSub !== null;
				if (isSub) continue OUTER;
			}
			if (sawNonNull) return false;
		}
		return true;
	};
	const minimumVersionWithPreRelease = [new Comparator(">=0.0.0-0")];
	const minimumVersion = [new Comparator(">=0.0.0")];
	const simpleSubset = (sub, dom, options) => {
		if (sub === dom) return true;
		if (sub.length === 1 && sub[0].semver === ANY) {
			if (dom.length === 1 && dom[0].semver === ANY) return true;
			else if (options.includePrerelease) sub = minimumVersionWithPreRelease;
			else sub = minimumVersion;
		}
		if (dom.length === 1 && dom[0].semver === ANY) {
			if (options.includePrerelease) return true;
			else dom = minimumVersion;
		}
		const eqSet = /* @__PURE__ */ new Set();
		let gt, lt;
		for (const c of sub) if (c.operator === ">" || c.operator === ">=") gt = higherGT(gt, c, options);
		else if (c.operator === "<" || c.operator === "<=") lt = lowerLT(lt, c, options);
		else eqSet.add(c.semver);
		if (eqSet.size > 1) return null;
		let gtltComp;
		if (gt && lt) {
			gtltComp = compare(gt.semver, lt.semver, options);
			if (gtltComp > 0) return null;
			else if (gtltComp === 0 && (gt.operator !== ">=" || lt.operator !== "<=")) return null;
		}
		for (const eq of eqSet) {
			if (gt && !satisfies(eq, String(gt), options)) return null;
			if (lt && !satisfies(eq, String(lt), options)) return null;
			for (const c of dom) if (!satisfies(eq, String(c), options)) return false;
			return true;
		}
		let higher, lower;
		let hasDomLT, hasDomGT;
		let needDomLTPre = lt && !options.includePrerelease && lt.semver.prerelease.length ? lt.semver : false;
		let needDomGTPre = gt && !options.includePrerelease && gt.semver.prerelease.length ? gt.semver : false;
		if (needDomLTPre && needDomLTPre.prerelease.length === 1 && lt.operator === "<" && needDomLTPre.prerelease[0] === 0) needDomLTPre = false;
		for (const c of dom) {
			hasDomGT = hasDomGT || c.operator === ">" || c.operator === ">=";
			hasDomLT = hasDomLT || c.operator === "<" || c.operator === "<=";
			if (gt) {
				if (needDomGTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomGTPre.major && c.semver.minor === needDomGTPre.minor && c.semver.patch === needDomGTPre.patch) needDomGTPre = false;
				}
				if (c.operator === ">" || c.operator === ">=") {
					higher = higherGT(gt, c, options);
					if (higher === c && higher !== gt) return false;
				} else if (gt.operator === ">=" && !c.test(gt.semver)) return false;
			}
			if (lt) {
				if (needDomLTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomLTPre.major && c.semver.minor === needDomLTPre.minor && c.semver.patch === needDomLTPre.patch) needDomLTPre = false;
				}
				if (c.operator === "<" || c.operator === "<=") {
					lower = lowerLT(lt, c, options);
					if (lower === c && lower !== lt) return false;
				} else if (lt.operator === "<=" && !c.test(lt.semver)) return false;
			}
			if (!c.operator && (lt || gt) && gtltComp !== 0) return false;
		}
		if (gt && hasDomLT && !lt && gtltComp !== 0) return false;
		if (lt && hasDomGT && !gt && gtltComp !== 0) return false;
		if (needDomGTPre || needDomLTPre) return false;
		return true;
	};
	const higherGT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp > 0 ? a : comp < 0 ? b : b.operator === ">" && a.operator === ">=" ? b : a;
	};
	const lowerLT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp < 0 ? a : comp > 0 ? b : b.operator === "<" && a.operator === "<=" ? b : a;
	};
	module.exports = subset;
}));

// node_modules/semver/index.js
var require_semver = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const internalRe = require_re();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const identifiers = require_identifiers();
	const parse = require_parse();
	const valid = require_valid$1();
	const clean = require_clean();
	const inc = require_inc();
	const diff = require_diff();
	const major = require_major();
	const minor = require_minor();
	const patch = require_patch();
	const prerelease = require_prerelease();
	const compare = require_compare();
	const rcompare = require_rcompare();
	const compareLoose = require_compare_loose();
	const compareBuild = require_compare_build();
	const sort = require_sort();
	const rsort = require_rsort();
	const gt = require_gt();
	const lt = require_lt();
	const eq = require_eq();
	const neq = require_neq();
	const gte = require_gte();
	const lte = require_lte();
	const cmp = require_cmp();
	const coerce = require_coerce();
	const truncate = require_truncate();
	const Comparator = require_comparator();
	const Range = require_range();
	const satisfies = require_satisfies();
	const toComparators = require_to_comparators();
	const maxSatisfying = require_max_satisfying();
	const minSatisfying = require_min_satisfying();
	const minVersion = require_min_version();
	const validRange = require_valid();
	const outside = require_outside();
	const gtr = require_gtr();
	const ltr = require_ltr();
	const intersects = require_intersects();
	const simplifyRange = require_simplify();
	const subset = require_subset();
	module.exports = {
		parse,
		valid,
		clean,
		inc,
		diff,
		major,
		minor,
		patch,
		prerelease,
		compare,
		rcompare,
		compareLoose,
		compareBuild,
		sort,
		rsort,
		gt,
		lt,
		eq,
		neq,
		gte,
		lte,
		cmp,
		coerce,
		truncate,
		Comparator,
		Range,
		satisfies,
		toComparators,
		maxSatisfying,
		minSatisfying,
		minVersion,
		validRange,
		outside,
		gtr,
		ltr,
		intersects,
		simplifyRange,
		subset,
		SemVer,
		re: internalRe.re,
		src: internalRe.src,
		tokens: internalRe.t,
		SEMVER_SPEC_VERSION: constants.SEMVER_SPEC_VERSION,
		RELEASE_TYPES: constants.RELEASE_TYPES,
		compareIdentifiers: identifiers.compareIdentifiers,
		rcompareIdentifiers: identifiers.rcompareIdentifiers
	};
}));

// src/workspace/previous-tag.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
const natural = new Intl.Collator("en", { numeric: true });
/**
* The tag that was released before `name`: of those with the same words before the version, such as `v` or `api/v`, the
* next lower one. Before a stable version pre-releases do not count, before a pre-release they do.
*
* @param names of tags that come into question
*/
function previousTag(name, names) {
	const release = releaseOf(name);
	const isStable = release.version?.prerelease.length === 0;
	const lower = names.map(releaseOf).filter(({ prefix, version }) => prefix === release.prefix && !(isStable && isPreRelease(version))).filter((other) => compare(other, release) < 0 && !name.startsWith(`${other.name}.`));
	return highest(release.version === null ? lower : versionsOf(lower))?.name ?? null;
}
/** Of several tags of one commit the one that says most: `v1.2.3` rather than `v1` or `latest`. */
function tellingTag(names) {
	return highest(versionsOf(names.map(releaseOf)))?.name ?? null;
}
/** What is no version beside versions is not what was released. */
function versionsOf(releases) {
	const versions = releases.filter(({ version }) => version !== null);
	return versions.length > 0 ? versions : releases;
}
function highest(releases) {
	return releases.toSorted(compare).at(-1);
}
/** By their versions (https://semver.org) where both have one, else as people sort names with numbers in them. */
function compare(a, b) {
	return (a.version && b.version ? import_semver.default.compareBuild(a.version, b.version) : 0) || natural.compare(a.name, b.name) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
function isPreRelease(version) {
	return version !== null && version.prerelease.length > 0;
}
/** A version is whole and stands at the end; without one, the words end before the first digit. */
function releaseOf(name) {
	for (const { index, 0: before } of name.matchAll(/(?:^|[^0-9.])(?=\d+\.\d+\.\d)/g)) {
		const start = index + before.length;
		const version = import_semver.default.parse(name.slice(start));
		if (version !== null) return {
			name,
			prefix: name.slice(0, start),
			version
		};
	}
	return {
		name,
		prefix: /^\D*/.exec(name)?.[0] ?? "",
		version: null
	};
}

// src/workspace/base-by-tag.ts
/** For the tag `name`, which was pushed or released: the release before it. */
async function baseOfTag(places, name, head) {
	const tags = await tagsElsewhere(places, head);
	const previous = previousTag(name, namesOf(tags));
	const found = tags.find((tag) => tag.name === previous);
	if (found === void 0) return await firstParent(places, head, `because no tag comes before ${name}`);
	return {
		base: {
			ref: found.name,
			sha: found.sha
		},
		why: `the tag before ${name}`
	};
}
/** For a commit of the default branch: what was released last before it. */
async function baseOnDefaultBranch(places, branch, head) {
	const tags = await tagsElsewhere(places, head);
	const commits = new Set(tags.map((tag) => tag.sha));
	const sha = commits.size === 0 ? null : await places.history.newestBefore(head.commit, commits);
	const ref = tellingTag(namesOf(tags.filter((tag) => tag.sha === sha)));
	const where = `${branch.name}, the default branch`;
	if (sha === null || ref === null) return await firstParent(places, head, `because no tag was found before it on ${where}`);
	return {
		base: {
			ref,
			sha
		},
		why: `the newest tag before ${head.name} on ${where}`
	};
}
/** A tag of the very commit that is judged is another name for it, such as a moving `v1`. */
async function tagsElsewhere(places, head) {
	return (await places.tags()).filter((tag) => tag.sha !== head.commit);
}
function namesOf(tags) {
	return tags.map(({ name }) => name);
}

// src/workspace/default-branch.ts
const nameTheBase = "Name the commit to compare with: --base on the command line, `base` in the Action.";
/** The branch that pull requests go to: what the remote calls HEAD, else what the event, git or habit calls it. */
async function defaultBranch(user, names, event) {
	const remote = user.remote?.name ?? "origin";
	const known = [
		event?.defaultBranch ?? null,
		lookUp(user.settings, "init.defaultbranch"),
		"main",
		"master"
	].filter((name) => name !== null);
	const candidates = [`refs/remotes/${remote}/HEAD`, ...known.flatMap((name) => [`refs/remotes/${remote}/${name}`, `refs/heads/${name}`])];
	const list = await user.run([
		"for-each-ref",
		"--format=%(objectname) %(refname) %(symref)",
		...candidates
	]);
	const found = /* @__PURE__ */ new Map();
	for (const line of list.stdout.toString("utf8").split("\n")) {
		const [sha = "", ref = "", target = ""] = line.split(" ");
		const name = (target || ref).replace(/^refs\/(?:remotes|heads)\//, "");
		found.set(ref, {
			name,
			sha
		});
	}
	const local = candidates.map((ref) => found.get(ref)).find((branch) => branch !== void 0);
	const announced = event?.defaultBranch ?? null;
	if (local && (announced === null || isCalled(local, announced, remote))) return local;
	const sha = announced === null ? null : await names.tryResolve(announced);
	if (announced !== null && sha !== null) return {
		name: announced,
		sha
	};
	if (local) return local;
	throw new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: `The default branch is unknown: there is neither ${remote}/HEAD nor ${[...new Set(known)].join(" nor ")}.`,
		remedy: nameTheBase
	});
}
function isCalled(branch, name, remote) {
	return branch.name === name || branch.name === `${remote}/${name}`;
}

// src/workspace/base.ts
/** Chooses what `head` is compared with: as named, else as the event says, else where it left the default branch. */
async function chooseBase(places, request, head) {
	if (request.base !== null) {
		const sha = await places.names.resolve(request.base);
		return {
			base: {
				ref: request.base,
				sha
			},
			why: "as named"
		};
	}
	const { event } = request;
	if (event?.pullRequest) return await baseOfPullRequest(places, event.pullRequest, head);
	if (event?.mergeGroup) return await baseOfMergeGroup(places, event.mergeGroup, head);
	if (event && event.tag !== null) return await baseOfTag(places, event.tag, head);
	if (event?.name === "push") return await baseOfPush(places, event.before, head);
	const branch = await defaultBranch(places.user, places.names, event);
	const found = await mergeBase(places, branch.name, branch.sha, head, "the default branch");
	if (found.base.sha !== head.commit) return found;
	if (event !== null) return await baseOnDefaultBranch(places, branch, head);
	const rest = head.sha === null ? "only uncommitted changes can differ" : "nothing can differ";
	return {
		...found,
		why: `${found.why}: it is ${head.name} itself, so ${rest}`
	};
}
async function baseOfPullRequest(places, { number, baseRef, baseSha, headSha }, head) {
	const sha = await places.history.mergedInto(head.commit, headSha);
	if (sha !== null) return {
		base: {
			ref: baseRef,
			sha
		},
		why: `first parent of the merge commit refs/pull/${number}/merge`
	};
	return await mergeBase(places, baseRef, baseSha, head, `the base of pull request ${number}`);
}
/** Its parent is the tip of the branch, or the group before it in the queue, which is judged by itself. */
async function baseOfMergeGroup(places, { baseRef, baseSha, headSha }, head) {
	if (head.commit !== headSha) return await mergeBase(places, baseRef, baseSha, head, "the base of the merge group");
	return {
		base: {
			ref: baseRef,
			sha: baseSha
		},
		why: "the parent commit of the merge group"
	};
}
async function baseOfPush(places, before, head) {
	if (before === null) return await firstParent(places, head, "because the push began the branch");
	if (await places.history.need(before, "the commit before the push").then(() => true, (error) => {
		if (error instanceof PlangateError) return false;
		throw error;
	})) return {
		base: {
			ref: "before",
			sha: before
		},
		why: "the commit before the push"
	};
	return await firstParent(places, head, "because the commit before the push cannot be had any more");
}
async function mergeBase({ user, history }, ref, commit, head, role) {
	await history.need(commit, ref);
	const sha = head.commit === commit ? commit : await history.mergeBase(head.commit, commit);
	if (sha !== null) return {
		base: {
			ref,
			sha
		},
		why: `merge base of ${head.name} and ${ref}, ${role}`
	};
	throw new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: `${head.name} and ${ref}, ${role}, have no common ancestor.`,
		remedy: nameTheBase
	});
}

// src/workspace/sides.ts
/** Chooses head, and base to go with it. */
async function chooseSides(places, request) {
	const head = await chooseHead(places, request);
	const { base, why } = await chooseBase(places, request, head);
	await places.history.need(base.sha, base.ref);
	return {
		base,
		head: {
			ref: head.ref,
			sha: head.sha
		},
		why
	};
}
async function chooseHead(places, request) {
	const { user, names } = places;
	if (request.head !== null) {
		const commit = await names.resolve(request.head);
		return {
			ref: request.head,
			sha: commit,
			commit,
			name: request.head
		};
	}
	const { event } = request;
	if (event === null && user.isBare) throw new PlangateError({
		kind: "repository",
		place: user.folder,
		problem: "This is a bare repository, which has no working tree.",
		remedy: "Name what to compare with --base and --head."
	});
	const commit = await names.tryResolve("HEAD");
	if (commit === null) throw noCommit(user);
	if (event === null) return {
		ref: "working tree",
		sha: null,
		commit,
		name: "HEAD"
	};
	return {
		ref: await refOfEvent(places, event, commit) ?? await branchOf(user) ?? "HEAD",
		sha: commit,
		commit,
		name: "HEAD"
	};
}
/** What the event calls the commit that is checked out, where it is about this commit. */
async function refOfEvent({ history }, event, commit) {
	const { pullRequest } = event;
	if (pullRequest === null) return commit === event.sha ? event.tag : null;
	if (commit === pullRequest.headSha) return `refs/pull/${pullRequest.number}/head`;
	return await history.mergedInto(commit, pullRequest.headSha) !== null ? `refs/pull/${pullRequest.number}/merge` : null;
}
async function branchOf(user) {
	const run = await user.run([
		"symbolic-ref",
		"--quiet",
		"--short",
		"HEAD"
	]);
	return run.code === 0 ? run.stdout.toString("utf8").trim() : null;
}

// src/workspace/tree.ts
/**
* Makes files appear byte for byte as the repository holds them: no line endings converted, no keyword expanded,
* no filter run, whatever a pull request writes into its .gitattributes.
*/
async function writeRawAttributes(repository) {
	await writeFile(join(repository.folder, "info/attributes"), "* -text !eol -ident !filter !working-tree-encoding\n");
}
async function snapshotCommit(repository, sha) {
	return {
		lines: await repository.output([
			"ls-tree",
			"-r",
			"-z",
			"--full-tree",
			sha
		]),
		treeish: async () => sha
	};
}
async function openTree(repository, blobs, source, progress) {
	const { side, ref, sha, snapshot } = source;
	const { files, find } = await readListing(snapshot.lines, blobs);
	let written = null;
	return {
		side,
		ref,
		sha,
		files: [...files.keys()].sort(),
		read: (path) => read(blobs, side, path, find(path)),
		hash: (path) => files.get(path) ?? null,
		writeOut: () => {
			written ??= writeOut(repository, source, files.size, progress);
			return written;
		}
	};
}
async function writeOut(repository, { side, folder, snapshot }, count, progress) {
	const step = progress.step(`Writing out ${side}`);
	try {
		await mkdir(folder);
		const environment = {
			GIT_WORK_TREE: folder,
			GIT_INDEX_FILE: join(repository.folder, `${side}.index`)
		};
		await repository.output([
			"read-tree",
			"--reset",
			"-u",
			await snapshot.treeish()
		], {
			cwd: folder,
			environment
		});
		step.done(`${count} files`);
		return folder;
	} catch (error) {
		step.done("failed");
		throw error;
	}
}
async function read(blobs, side, path, found) {
	const fail = (problem, remedy) => new PlangateError({
		kind: "repository",
		place: `${path} (${side})`,
		problem,
		remedy
	});
	if (found.kind === "nothing") throw fail("There is no such file.", "Check the name, upper and lower case included.");
	if (found.kind === "outside") throw fail("This leads outside the repository.", "Put the file itself into the repository.");
	if (found.kind === "folder") throw fail("This is no regular file.", "Name a file.");
	const bytes = await blobs.read(found.id);
	if (bytes.subarray(0, pointer.length).equals(pointer)) throw fail("This is a pointer to a file in Git LFS, not the file itself.", "Commit the file without LFS; plangate reads what the repository holds.");
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw fail("This is not UTF-8.", "Save the file as UTF-8.");
	}
}
const pointer = Buffer.from("version https://git-lfs.github.com/spec/v1\n");

// src/workspace/user-repository.ts
/** Finds the repository that `request.directory` lies in, as git would, whoever owns it. */
async function findUserRepository(request) {
	const start = await existingFolder(request.directory);
	const found = await discover(start);
	if (!found) throw new PlangateError({
		kind: "repository",
		place: start,
		problem: "There is no git repository in this folder or above it.",
		remedy: "Run plangate inside a git repository, or name one with --repo."
	});
	const { gitDirectory } = found;
	const commonDirectory = await followCommonDirectory(gitDirectory);
	const options = {
		cwd: found.container,
		environment: userEnvironment(request.environment, gitDirectory),
		signal: request.signal
	};
	const run = (args) => git(args, options);
	const [version, list] = await Promise.all([run(["version"]), run([
		"config",
		"--list",
		"-z"
	])]);
	checkVersion(version.stdout.toString("utf8").trim());
	if (list.code !== 0) throw new PlangateError({
		kind: "repository",
		place: found.container,
		problem: "git cannot read the configuration of this repository.",
		remedy: "Make `git config --list` work in this folder first.",
		details: list.stderr
	});
	const settings = parseSettings(list.stdout.toString("utf8"));
	const isLinked = commonDirectory !== gitDirectory;
	const elsewhere = isLinked ? null : lookUp(settings, "core.worktree");
	const hasNoTree = found.container === gitDirectory && elsewhere === null;
	const isBare = !isLinked && (hasNoTree || lookUp(settings, "core.bare") === "true");
	return {
		folder: elsewhere === null || isBare ? found.container : await realpath(resolve(gitDirectory, elsewhere)),
		isBare,
		gitDirectory,
		commonDirectory,
		settings,
		remote: pickRemote(settings),
		run
	};
}
async function discover(start) {
	for (let folder = start;; folder = dirname(folder)) {
		const gitDirectory = await readDotGit(join(folder, ".git"));
		if (gitDirectory !== null) return {
			gitDirectory,
			container: folder
		};
		if (await isGitDirectory(folder)) return {
			gitDirectory: folder,
			container: basename(folder) === ".git" ? dirname(folder) : folder
		};
		if (dirname(folder) === folder) return null;
	}
}
async function readDotGit(path) {
	const entry = await stat(path).catch(() => null);
	let target = path;
	if (entry?.isFile()) {
		const link = /^gitdir: (.*?)\n*$/s.exec(await readFile(path, "utf8"));
		if (!link) return null;
		target = resolve(dirname(path), link[1] ?? "");
	}
	return await isGitDirectory(target) ? await realpath(target) : null;
}
/** The test of git's is_git_directory: HEAD, objects and refs, the last two perhaps in the common directory. */
async function isGitDirectory(path) {
	if (!await lstat(join(path, "HEAD")).catch(() => null)) return false;
	const common = await followCommonDirectory(path);
	return (await Promise.all(["objects", "refs"].map((name) => stat(join(common, name)).catch(() => null)))).every((folder) => folder?.isDirectory());
}
async function followCommonDirectory(gitDirectory) {
	const text = await readFile(join(gitDirectory, "commondir"), "utf8").catch(() => null);
	return text === null ? gitDirectory : resolve(gitDirectory, text.replace(/\n$/, ""));
}
async function existingFolder(path) {
	const folder = await realpath(path).catch(() => null);
	if (folder !== null && (await stat(folder)).isDirectory()) return folder;
	throw new PlangateError({
		kind: "repository",
		place: path,
		problem: folder === null ? "This folder does not exist." : "This is a file, not a folder.",
		remedy: "Name a folder inside a git repository."
	});
}
/** GIT_CONFIG_COUNT came with 2.31, GIT_CONFIG_GLOBAL with 2.32: without them tokens would have to be written to disk. */
function checkVersion(text) {
	const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
	if (major === void 0 || Number(major) * 1e3 + Number(minor) >= 2032) return;
	throw new PlangateError({
		kind: "repository",
		place: "git",
		problem: `This is ${text}, which is too old.`,
		remedy: "Install git 2.32 or newer."
	});
}
function pickRemote(settings) {
	const remotes = /* @__PURE__ */ new Map();
	for (const [key, url] of settings) {
		const name = /^remote\.(.*)\.url$/s.exec(key)?.[1];
		if (name !== void 0 && !remotes.has(name)) remotes.set(name, url);
	}
	const [first] = remotes.keys();
	const name = remotes.has("origin") ? "origin" : first;
	const url = name === void 0 ? void 0 : remotes.get(name);
	return name === void 0 || url === void 0 ? null : {
		name,
		url
	};
}

// src/workspace/working-tree.ts
/**
* What `git add --all` and a commit would make of the user's working tree: uncommitted changes and untracked
* files, without what is ignored. Blobs and index are the private repository's.
*/
async function snapshotWorkingTree(repository, progress) {
	const { user, folder } = repository;
	await copyIndex(repository);
	for (const name of ["exclude", "attributes"]) await copyIfThere(join(user.commonDirectory, "info", name), join(folder, "info", name));
	const reading = {
		cwd: user.folder,
		environment: {
			GIT_WORK_TREE: user.folder,
			GIT_INDEX_FILE: join(folder, "index")
		},
		settings: workTreeSettings(user.settings)
	};
	await repository.run([
		"update-index",
		"-q",
		"--refresh"
	], reading);
	const list = () => repository.output([
		"ls-files",
		"--stage",
		"-z"
	], reading);
	const paths = [".", ...[...(await list()).toString("latin1").split("\0").filter((entry) => entry.startsWith("160000 ")).map((entry) => entry.slice(entry.indexOf("	") + 1)), ...ownFolder(repository)].map((path) => `:(exclude,literal)${path}`)].join("\0");
	const environment = {
		...reading.environment,
		GIT_OBJECT_DIRECTORY: repository.ownObjects
	};
	const writing = {
		...reading,
		environment
	};
	const add = [
		"add",
		"--all",
		"--ignore-errors",
		"--no-warn-embedded-repo",
		...["--pathspec-from-file=-", "--pathspec-file-nul"]
	];
	const added = await repository.run(add, {
		...writing,
		input: Buffer.from(paths, "latin1")
	});
	if (added.code > 1) throw unreadable(user.folder, added.stderr);
	if (added.code === 1) {
		for (const line of added.stderr.split("\n")) if (line.startsWith("error: ")) progress.info(`Left out of the working tree: ${line.slice(7)}`);
	}
	return {
		lines: await list(),
		treeish: async () => {
			return (await repository.output(["write-tree", "--missing-ok"], writing)).toString("utf8").trim();
		}
	};
}
/**
* The user's index knows which files did not change since, which are left out by a sparse checkout, and how conflicts
* stand. Reading HEAD into an empty one would lose all three.
*/
async function copyIndex({ user, folder }) {
	const source = join(user.gitDirectory, "index");
	const copy = join(folder, "index");
	if (!await copyIfThere(source, copy)) return;
	const written = Math.floor((await stat(source)).mtimeMs / 1e3);
	await utimes(copy, written, written);
	const shared = (await readdir(user.gitDirectory)).filter((name) => name.startsWith("sharedindex."));
	await Promise.all(shared.map((name) => copyIfThere(join(user.gitDirectory, name), join(folder, basename(name)))));
}
/** The temporary folder, when TMPDIR lies inside the working tree. */
function ownFolder({ user, folder }) {
	const path = relative(user.folder, dirname(folder));
	return path.startsWith("..") ? [] : [Buffer.from(path).toString("latin1")];
}
function unreadable(place, details) {
	return new PlangateError({
		kind: "repository",
		place,
		problem: "git cannot read the working tree.",
		remedy: "Make `git add --all --dry-run` work here, or name the commit to judge with --head.",
		details
	});
}

// src/workspace/open-workspace.ts
/**
* Finds base and head of `request` and lists both. What is missing is fetched into the temporary folder, which
* is deleted when the workspace is disposed, or at once when this fails.
*/
async function openWorkspace(request, progress) {
	const user = await findUserRepository(request);
	const folder = await mkdtemp(join(await realpath(request.environment.TMPDIR ?? tmpdir()), folderPrefix));
	let repository = null;
	const dispose = async () => {
		await repository?.[Symbol.asyncDispose]();
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	};
	try {
		await markOwner(folder);
		repository = await createPrivateRepository(join(folder, "git"), user, request);
		return {
			...await fill(folder, repository, request, progress),
			[Symbol.asyncDispose]: dispose
		};
	} catch (error) {
		await dispose();
		throw error;
	}
}
async function fill(folder, repository, request, progress) {
	const { user } = repository;
	const remote = openRemote(repository, request, progress);
	const history = openHistory(repository, remote);
	const isShallow = await stat(join(user.commonDirectory, "shallow")).catch(() => null) !== null;
	const names = openNames(user, history, remote, showsLess(user, isShallow, request.event !== null));
	const tags = () => listTags(user, remote);
	const sides = await chooseSides({
		user,
		names,
		history,
		tags
	}, request);
	const step = progress.step("Listing base and head");
	const { sha } = sides.head;
	const [baseSnapshot, headSnapshot] = await Promise.all([snapshotCommit(repository, sides.base.sha), sha === null ? snapshotWorkingTree(repository, progress) : snapshotCommit(repository, sha)]);
	await writeRawAttributes(repository);
	await fetchLeftOut(repository, remote, [baseSnapshot, headSnapshot]);
	const blobs = openBlobs(repository);
	const open = (source) => openTree(repository, blobs, source, progress);
	const [base, head] = await Promise.all([open({
		side: "base",
		...sides.base,
		snapshot: baseSnapshot,
		folder: join(folder, "base")
	}), open({
		side: "head",
		...sides.head,
		snapshot: headSnapshot,
		folder: join(folder, "head")
	})]);
	step.done(`${base.files.length} and ${head.files.length} files`);
	return {
		repository: user.folder,
		base,
		head,
		why: sides.why
	};
}

// src/run.ts
/**
* The conductor: the only file that knows the order of the rooms. It never throws: what goes wrong becomes a report
* with the verdict `error` that holds whatever was known by then.
*/
async function run(request) {
	const started = performance.now();
	const stopwatch = new Stopwatch();
	const known = { warnings: [] };
	const deadline = timeLimit(request.options.timeLimit);
	const signal = AbortSignal.any([request.signal, deadline.signal]);
	try {
		const found = await check(request, known, stopwatch, signal);
		const duration = performance.now() - started;
		return {
			report: "skipped" in found ? skippedReport(found.skipped, {
				...known,
				version: version$1,
				duration,
				spent: stopwatch.spent
			}) : buildReport({
				...found,
				duration,
				spent: stopwatch.spent
			}),
			error: null
		};
	} catch (error) {
		const { error: told, warnings } = translateError(error);
		const cause = signal.aborted ? signal.reason : told;
		known.warnings.push(...warnings);
		const duration = performance.now() - started;
		return {
			report: errorReport(cause, {
				...known,
				version: version$1,
				duration,
				spent: stopwatch.spent
			}),
			error: cause
		};
	} finally {
		deadline[Symbol.dispose]();
	}
}
async function check(request, known, stopwatch, signal) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { options, progress } = request;
		const workspace = _usingCtx$1.a(await stopwatch.during("repository", () => openWorkspace({
			directory: options.directory,
			base: options.base,
			head: options.head,
			event: request.event,
			token: request.token,
			environment: request.environment,
			signal
		}, progress)));
		known.workspace = workspace;
		progress.info(`base ${revision(workspace.base)} (${workspace.why}), head ${revision(workspace.head)}`);
		signal.throwIfAborted();
		const mustBuild = options.source.kind === "engine";
		const head = await readConfig(workspace.head, options.config, mustBuild);
		const base = await readBaseConfig(workspace.base, options.config, head, known.warnings);
		const unchanged = judgesChange(request) ? nothingChanged({
			tree: workspace.base,
			...base
		}, {
			tree: workspace.head,
			...head
		}) : null;
		if (unchanged !== null && mustBuild) return { skipped: unchanged };
		const registered = {
			head: await readQueries(workspace.head, head.sources.queries),
			base: await readBaseQueries(workspace.base, base.sources.queries, known.warnings)
		};
		const inForce = await policyInForce({
			trees: workspace,
			file: options.config,
			wanted: options.policyFrom,
			head: head.policy,
			queries: registered
		});
		known.gate = inForce.told;
		known.warnings.push(...policyOfNothing(inForce, [...registered.head, ...registered.base]));
		const queries = {
			head: only(inForce.queries, options.only),
			base: only(registered.base, options.only)
		};
		if (queries.head.length + queries.base.length === 0) throw nothingToMeasure(options.only);
		const reached = _usingCtx$1.a(await stopwatch.during("server", () => unlessAborted(signal, () => reach({
			source: options.source,
			postgres: head.policy.postgres,
			environment: request.environment,
			directory: workspace.repository
		}, progress))));
		if (unchanged !== null && reached.kind === "server") return { skipped: unchanged };
		known.server = reached.instance;
		known.warnings.push(...reached.instance.warnings);
		const { image } = head.policy.postgres;
		if (image !== null && reached.instance.engine === "url") known.warnings.push(`The image ${image} (postgres.image) is not used where the server is there already.`);
		const { settingsFrom } = head.policy.postgres;
		if (settingsFrom !== null) {
			const { summary, warnings } = takeSettings(settingsFrom, reached.instance.version.major);
			progress.info(summary);
			known.warnings.push(...warnings);
		}
		const isAlone = reached.kind === "head";
		if (isAlone) known.workspace = {
			base: null,
			head: workspace.head,
			why: ""
		};
		const inputs = {
			base: {
				tree: workspace.base,
				sources: base.sources
			},
			head: {
				tree: workspace.head,
				sources: head.sources
			}
		};
		const sides = _usingCtx$1.a(await stopwatch.during("databases", () => sidesOf(reached, inputs, head.policy, progress, signal, request.environment)));
		known.build = sides;
		known.warnings.push(...sides.warnings);
		known.planner = await plannerSettings(sides, head.policy.role);
		const { showValues } = options;
		const before = isAlone ? [] : queries.base;
		const resolved = await resolveParameters(before, queries.head, sides, showValues);
		const pairs = pairCases(before, queries.head, resolved);
		const today = isoDate(request.today);
		const weighed = await weigh(pairs, sides, {
			...inForce.policy,
			showValues
		}, today, progress, stopwatch, signal);
		if (request.signal.aborted) throw request.signal.reason;
		const { noise, policy } = weighed;
		const results = await checkResults(pairs, weighed.results, sides, {
			...policy,
			showValues
		}, progress, signal);
		known.warnings.push(...uncountedWrites(results), ...uncomparedResults(results));
		const comparisons = weighed.comparisons.map((comparison, index) => ({
			...comparison,
			result: results[index] ?? comparison.result
		}));
		const findings = await findFindings({
			comparisons,
			catalogues: await ofBoth(sides, readCatalogue, { tables: [] }),
			rules: policy.rules
		});
		const verdict = judge({
			comparisons,
			findings,
			policy,
			today,
			partitions: await ofBoth(sides, readPartitions, {
				tables: {},
				indexes: {}
			})
		});
		const { extensions } = head.policy.postgres;
		const culprits = await stopwatch.during("causes", () => findCulprits({
			cases: verdict.cases,
			pairs,
			sides,
			inputs,
			policy: {
				...policy,
				showValues,
				extensions
			}
		}, progress, signal));
		if (request.signal.aborted) throw request.signal.reason;
		known.warnings.push(...culprits.warnings);
		return {
			workspace: known.workspace,
			server: reached.instance,
			planner: known.planner,
			build: sides,
			verdict,
			culprits: culprits.cases,
			findings,
			policy,
			noise,
			gate: inForce.told,
			warnings: known.warnings,
			version: version$1
		};
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
}
/** Only a proposal is judged for what it changes alone; other runs look at what there is. */
function judgesChange({ skipUnchanged, event }) {
	return skipUnchanged && event !== null && (event.pullRequest !== null || event.mergeGroup !== null);
}
/** Getting a server may mean minutes of pulling an image: aborting ends whatever is being made. */
async function unlessAborted(signal, work) {
	const stop = () => void stopAllServers();
	signal.addEventListener("abort", stop, { once: true });
	try {
		return await work();
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
function timeLimit(milliseconds) {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(new PlangateError({
		kind: "time-limit",
		place: "--time-limit",
		problem: `The run took longer than ${Number((milliseconds / 1e3).toFixed(1))} s.`,
		remedy: "Raise the limit, register fewer queries, or seed less data."
	})), milliseconds);
	return {
		signal: controller.signal,
		[Symbol.dispose]: () => clearTimeout(timer)
	};
}
/** A base without a usable configuration is built as head's says: plangate may be what the pull request adds or repairs. */
async function readBaseConfig(tree, file, head, warnings) {
	try {
		const config = await readConfig(tree, file);
		return config.file === null && head.file !== null ? head : config;
	} catch (error) {
		if (!(error instanceof PlangateError)) throw error;
		if (head.file !== null) warnings.push(`base is built as head's ${head.file} says, because its own could not be used: ${error.message}`);
		return head;
	}
}
/** A broken query file on base must not keep the pull request that repairs it from being judged. */
async function readBaseQueries(tree, patterns, warnings) {
	try {
		return await readQueries(tree, patterns);
	} catch (error) {
		if (!(error instanceof PlangateError)) throw error;
		warnings.push(`base's query files could not be read, every query is judged as new: ${error.message}`);
		return [];
	}
}
/** Waivers that name no registered query, and budgets of a tag that none bears: most likely slips. */
function policyOfNothing({ file, policy }, queries) {
	const written = file ?? "plangate.yml";
	const names = queries.map((query) => query.name);
	const tags = queries.flatMap((query) => query.tags);
	const waivers = policy.waivers.filter(({ query }) => !names.includes(query)).map(({ query, line }) => `${written}:${line}: the waiver names ${JSON.stringify(query)}, which is no registered query. ${didYouMean(query, names)}`.trim());
	const budgets = Object.keys(policy.budgets.tags ?? {}).filter((tag) => !tags.includes(tag)).map((tag) => `${written}, budgets.tags: no registered query bears the tag ${JSON.stringify(tag)}. ${didYouMean(tag, tags)}`.trim());
	return [...waivers, ...budgets];
}
function only(queries, names) {
	return names.length === 0 ? queries : queries.filter((query) => names.includes(query.name));
}
function nothingToMeasure(names) {
	return new PlangateError({
		kind: "usage",
		place: "--query",
		problem: `No registered query is called ${names.map((name) => JSON.stringify(name)).join(" or ")}.`,
		remedy: "Give the name that stands in the query file, behind \"-- name:\"."
	});
}
function revision(tree) {
	return tree.sha === null ? tree.ref : `${tree.ref} (${tree.sha.slice(0, 12)})`;
}
/** What both catalogues say. Where there is no base, no comparison looks into its catalogue: `nothing` stands for it. */
async function ofBoth({ base, head }, read, nothing) {
	const of = async (database) => {
		try {
			var _usingCtx3 = _usingCtx();
			return await read(_usingCtx3.a(await database.connect({ applicationName: "plangate catalogue" })));
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			await _usingCtx3.d();
		}
	};
	return {
		base: base === null ? nothing : await of(base),
		head: await of(head)
	};
}
function isoDate(date) {
	return date.toISOString().slice(0, 10);
}

export { parseArguments as _, formatOf as a, renderJunit as c, errorReport as d, exitCode as f, readInputs as g, silent as h, reportSchema as i, renderJson as l, isJudged as m, renderTerminal as n, renderSarif as o, annotationsOf as p, renderSummary as r, renderMarkdown as s, run as t, plainHeadline as u };