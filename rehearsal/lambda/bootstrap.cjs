'use strict';
/*
 * Runs under plain node in the process of one function: finds the handler, takes invocations over IPC, answers each as
 * the real runtime of nodejs functions does. Nothing of the offline AWS is loaded here; the handler must not see it.
 */
const dns = require('node:dns');
const { existsSync, readFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { isIP } = require('node:net');
const { basename, dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { format, types } = require('node:util');

// Whoever started us is gone: there is nobody to answer.
process.once('disconnect', () => process.exit());

let requestId;
redirectCustomResourceAnswers();
if (process.env.OFFLINE_NAMES !== undefined) resolveOnlyOfflineNames(process.env.OFFLINE_NAMES);
syncBuiltinESMExports();
if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON') writeLogAsJson(process.env.AWS_LAMBDA_LOG_LEVEL ?? 'INFO');

const handler = loadHandler(process.env._HANDLER);
// The error of a handler that can not be loaded is the answer to each invocation.
handler.catch(() => {}).finally(() => process.send({ kind: 'ready' }));

process.on('message', (invocation) => void answer(invocation));
process.on('uncaughtException', (error) => failAndExit(error, 129));
process.on('unhandledRejection', (reason) =>
  failAndExit(named('Runtime.UnhandledPromiseRejection', reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason), reason), 128),
);

async function answer(invocation) {
  requestId = invocation.requestId;
  process.env._X_AMZN_TRACE_ID = `Root=1-${requestId}`;
  try {
    const result = await (await handler)(JSON.parse(invocation.payload), contextOf(invocation));
    process.send({ kind: 'answer', failed: false, payload: JSON.stringify(result === undefined ? null : result) });
  } catch (error) {
    process.send({ kind: 'answer', failed: true, payload: JSON.stringify(errorPayload(error)) });
  }
}

function failAndExit(error, code) {
  process.send({ kind: 'answer', failed: true, last: true, payload: JSON.stringify(errorPayload(error)) }, () => process.exit(code));
}

function errorPayload(error) {
  if (!types.isNativeError(error) && !(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
}

function contextOf({ requestId: awsRequestId, functionArn, deadline }) {
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: functionArn,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** `folder/index.part.handler`: the file ends at the first dot, the rest is a path of properties in its exports. */
async function loadHandler(name) {
  const dot = basename(name).indexOf('.');
  const file = join(process.env.LAMBDA_TASK_ROOT, dirname(name), basename(name).slice(0, dot));
  const found = ['.js', '.mjs', '.cjs'].map((extension) => file + extension).find(existsSync);
  if (dot < 1 || found === undefined) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${basename(name).slice(0, Math.max(dot, 0))}'`);
  const exported = await import(pathToFileURL(found).href).catch((error) => {
    throw asLoadingError(error);
  });
  const path = basename(name).slice(dot + 1).split('.');
  const at = (root) => path.reduce((value, key) => value?.[key], root);
  const handler = at(exported) ?? at(exported.default);
  if (typeof handler !== 'function') throw named('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  return handler;
}

function asLoadingError(error) {
  const missing = error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
  if (missing) return named('Runtime.ImportModuleError', `Error: ${error.message}`, error);
  if (error instanceof SyntaxError) return named('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`, error);
  return error;
}

function named(name, message, cause) {
  return Object.assign(new Error(message, { cause }), { name });
}

/**
 * The answers of custom resources are PUT to a host of S3 over TLS, whatever port their URL names. Only these requests
 * are sent to the front door instead; all others find it through AWS_ENDPOINT_URL.
 */
function redirectCustomResourceAnswers() {
  const real = https.request;
  https.request = function request(first, ...rest) {
    const options = typeof first === 'string' || first instanceof URL ? urlOptions(new URL(first), rest) : first;
    const host = options?.hostname ?? options?.host;
    if (typeof host !== 'string' || !host.startsWith('cloudformation-custom-resource-response-')) return real.call(https, first, ...rest);
    const frontDoor = new URL(process.env.AWS_ENDPOINT_URL);
    const headers = { ...options.headers, host };
    return http.request({ ...options, agent: undefined, protocol: 'http:', host: undefined, hostname: frontDoor.hostname, port: frontDoor.port, headers }, ...rest.filter((value) => typeof value === 'function'));
  };
}

/**
 * Stands for the resolver of the VPC: names are those of the offline AWS and no others. Everything that looks up names as
 * programs do comes by here; a name has the addresses that the file gives it at that moment, `localhost` has its own.
 */
function resolveOnlyOfflineNames(file) {
  const real = dns.lookup;
  const find = (name, family) => {
    const { ipv4, ipv6 } = JSON.parse(readFileSync(file, 'utf8'))[name.toLowerCase().replace(/\.$/, '')] ?? {};
    const all = [...(ipv4 ? [{ address: ipv4, family: 4 }] : []), ...(ipv6 ? [{ address: ipv6, family: 6 }] : [])];
    return all.filter((each) => family === 0 || each.family === family);
  };
  const lookup = (name, given, callback) => {
    if (typeof name !== 'string' || isIP(name) !== 0 || name === 'localhost') return real(name, given, callback);
    const done = typeof given === 'function' ? given : callback;
    const { family: wanted = 0, all = false } = typeof given === 'number' ? { family: given } : typeof given === 'object' && given !== null ? given : {};
    const found = find(name, { IPv4: 4, IPv6: 6 }[wanted] ?? wanted);
    const missing = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', hostname: name });
    process.nextTick(() => {
      if (found.length === 0) done(missing);
      else if (all) done(null, found);
      else done(null, found[0].address, found[0].family);
    });
    return {};
  };
  dns.lookup = lookup;
  dns.promises.lookup = (name, options = {}) =>
    new Promise((resolve, reject) => {
      lookup(name, options, (error, address, family) => {
        if (error) reject(error);
        else resolve(Array.isArray(address) ? address : { address, family });
      });
    });
}

function urlOptions(url, rest) {
  const further = rest.find((value) => typeof value === 'object');
  return { hostname: url.hostname, path: url.pathname + url.search, ...further };
}

/** With the log format JSON, the runtime writes what goes through `console` as objects, from the chosen level upwards. */
function writeLogAsJson(lowest) {
  const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
  const methods = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
  for (const [method, level] of Object.entries(methods)) {
    console[method] = (...values) => {
      if (levels.indexOf(level) < levels.indexOf(lowest)) return;
      const message = values.length === 1 && typeof values[0] === 'object' ? values[0] : format(...values);
      process.stdout.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, requestId, message })}\n`);
    };
  }
}
