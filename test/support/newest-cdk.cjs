'use strict';
/**
 * Loaded with `node --require`: whoever asks for aws-cdk-lib gets the newest version that this repository knows, instead of the
 * lowest that the library supports.
 */
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveNewest(request, ...rest) {
  return resolve.call(this, request.replace(/^aws-cdk-lib(?=\/|$)/, 'aws-cdk-lib-newest'), ...rest);
};
