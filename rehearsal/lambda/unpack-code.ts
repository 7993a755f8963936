import { unzipSync } from 'fflate';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { ServiceError } from '../http/service';
import { type FunctionCode } from './function-configuration';

/** Gives an object of a bucket, if it is there. */
export type ReadAsset = (bucket: string, key: string) => Buffer | undefined;

/** Writes the files of a function into a directory. */
export function unpackCode(code: FunctionCode, directory: string, readAsset: ReadAsset): void {
  if (code.inline !== undefined) {
    writeFileSync(join(directory, 'index.js'), code.inline);
    return;
  }
  const [bucket = '', key = ''] = [code.bucket, code.key];
  const zip = readAsset(bucket, key);
  if (zip === undefined) {
    throw new ServiceError('InvalidParameterValueException', `Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (${bucket}/${key})`);
  }
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const path = resolve(directory, name);
    if (!path.startsWith(directory + sep)) throw new ServiceError('InvalidParameterValueException', `the code holds the file "${name}", which lies outside of its folder`);
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
