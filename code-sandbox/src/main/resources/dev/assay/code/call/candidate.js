// Runs a candidate's program and calls one of its functions. What comes in are arguments, what goes out is plain data.
"use strict";
(() => {
  const fs = require("fs");
  const vm = require("vm");
  const { stringify, parse } = JSON;
  const write = fs.writeSync;
  const exit = process.exit;
  const lines = fs.readFileSync(0, "utf8").split("\n");
  const LIMIT = 2000000;
  let left = LIMIT;

  function send(message) {
    const bytes = Buffer.from(stringify(message) + "\n");
    for (let at = 0; at < bytes.length; ) {
      try {
        at += write(1, bytes, at);
      } catch (trouble) {
        if (trouble.code !== "EAGAIN") throw trouble;
      }
    }
  }

  for (const name of ["log", "info", "debug", "table", "dir"]) console[name] = console.error;
  process.stdout.write = process.stderr.write.bind(process.stderr);

  function encode(value, depth = 0) {
    if (--left < 0 || depth > 60) throw new RangeError("nested too deep or too large");
    if (value === null || value === undefined) return null;
    switch (typeof value) {
      case "boolean":
      case "string":
        return value;
      case "number":
        if (Number.isNaN(value)) return { f: "nan" };
        if (!Number.isFinite(value)) return { f: value > 0 ? "inf" : "-inf" };
        return Number.isInteger(value) && !Number.isSafeInteger(value) ? { i: hex(BigInt(value)) } : value;
      case "bigint":
        return { i: hex(value) };
      case "object":
        break;
      default:
        return { u: typeof value };
    }
    if (Array.isArray(value)) return Array.from(value, (one) => encode(one, depth + 1));
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    const name = String((value.constructor && value.constructor.name) || "");
    if (kind === "Map") return { d: Array.from(value, ([k, v]) => [encode(k, depth + 1), encode(v, depth + 1)]) };
    if (kind === "Set") return { s: Array.from(value, (one) => encode(one, depth + 1)) };
    if (ArrayBuffer.isView(value) && kind !== "DataView") return Array.from(value, (one) => encode(one, depth + 1));
    if (name === "ListNode") return { L: unchain(value).map((one) => encode(one, depth + 1)) };
    if (name === "TreeNode") return { T: levels(value).map((one) => encode(one, depth + 1)) };
    if (kind === "Object" && (name === "Object" || name === ""))
      return { d: Object.keys(value).map((k) => [k, encode(value[k], depth + 1)]) };
    return { u: name || kind };
  }

  function hex(big) {
    return (big < 0n ? "-" : "") + (big < 0n ? -big : big).toString(16);
  }

  function decode(value) {
    if (Array.isArray(value)) return value.map(decode);
    if (value === null || typeof value !== "object") return value;
    const [tag] = Object.keys(value);
    const body = value[tag];
    switch (tag) {
      case "i":
        return body.startsWith("-") ? -BigInt("0x" + body.slice(1)) : BigInt("0x" + body);
      case "f":
        return body === "nan" ? NaN : body === "inf" ? Infinity : -Infinity;
      case "t":
        return body.map(decode);
      case "s":
      case "z":
        return new Set(body.map(decode));
      case "d":
        return body.every(([k]) => typeof k === "string")
          ? Object.fromEntries(body.map(([k, v]) => [k, decode(v)]))
          : new Map(body.map(([k, v]) => [decode(k), decode(v)]));
      case "L":
        return chain(body.map(decode));
      case "T":
        return tree(body.map(decode));
      default:
        throw new TypeError("no such kind of value: " + tag);
    }
  }

  function ListNode(val, next) {
    this.val = val === undefined ? 0 : val;
    this.next = next === undefined ? null : next;
  }
  function TreeNode(val, left, right) {
    this.val = val === undefined ? 0 : val;
    this.left = left === undefined ? null : left;
    this.right = right === undefined ? null : right;
  }
  function chain(values) {
    return values.reduceRight((next, val) => new ListNode(val, next), null);
  }
  function unchain(head) {
    const values = [];
    for (; head; head = head.next) {
      values.push(head.val);
      if (values.length > LIMIT) throw new RangeError("a linked list without end");
    }
    return values;
  }
  function tree(values) {
    if (!values.length || values[0] === null) return null;
    const root = new TreeNode(values[0]);
    const waiting = [root];
    let at = 1;
    for (let next = 0; at < values.length && next < waiting.length; next++)
      for (const side of ["left", "right"])
        if (at < values.length) {
          if (values[at] !== null) waiting.push((waiting[next][side] = new TreeNode(values[at])));
          at++;
        }
    return root;
  }
  function levels(root) {
    const values = [];
    const waiting = [root];
    for (let next = 0; next < waiting.length; next++) {
      const one = waiting[next];
      values.push(one ? one.val : null);
      if (values.length > LIMIT) throw new RangeError("a tree without end");
      if (one) waiting.push(one.left, one.right);
    }
    while (values.length && values[values.length - 1] === null) values.pop();
    return values;
  }

  function thrown(trouble) {
    let name = "Error";
    let text = "";
    try {
      name = String((trouble && trouble.name) || "Error").slice(0, 60);
      text = String((trouble && trouble.message) || trouble).slice(0, 300);
    } catch {}
    send({ raise: name, text, line: 0 });
    exit(0);
  }

  const head = parse(lines[0]);
  const request = parse(lines[1]);
  const args = request.args.map(decode);
  Object.assign(globalThis, { require, module: { exports: {} }, ListNode, TreeNode });
  globalThis.exports = globalThis.module.exports;
  let script;
  try {
    script = new vm.Script(head.source, { filename: "solution.js" });
  } catch (trouble) {
    send({ syntax: String(trouble).slice(0, 300) });
    return exit(0);
  }
  try {
    script.runInThisContext();
  } catch (trouble) {
    return thrown(trouble);
  }
  send({ ready: true });
  let target;
  try {
    target = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(request.name)
      ? new vm.Script(`typeof ${request.name} === "function" ? ${request.name} : undefined`).runInThisContext()
      : undefined;
    target = target || globalThis.module.exports[request.name];
    if (!target) {
      const solution = new vm.Script(`typeof Solution === "function" ? new Solution() : undefined`).runInThisContext();
      target = solution && typeof solution[request.name] === "function" && solution[request.name].bind(solution);
    }
    if (!target) throw new ReferenceError(request.name + " is not defined");
  } catch (trouble) {
    return thrown(trouble);
  }
  Promise.resolve()
    .then(() => target(...args))
    .then((value) => {
      send({ value: encode(value) });
      exit(0);
    })
    .catch(thrown);
})();
