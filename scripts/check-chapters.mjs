/**
 * Type-checks the TypeScript snippets of `docs/chapters`: `node scripts/check-chapters.mjs`, after a build. Each stands for itself,
 * with its own imports, and imports the package by its name. Exit code 1 if one does not compile.
 *
 * The README and the docstrings are checked by jsii-rosetta, which knows no other files.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.dirname(import.meta.dirname);
const CHAPTERS = path.join(ROOT, 'docs', 'chapters');

const snippets = new Map(
  readdirSync(CHAPTERS)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => snippetsOf(path.join(CHAPTERS, name))),
);
const errors = ts.getPreEmitDiagnostics(programOf(snippets));
console.log(ts.formatDiagnosticsWithColorAndContext(errors, { getCanonicalFileName: String, getCurrentDirectory: () => ROOT, getNewLine: () => '\n' }));
console.log(`${snippets.size} snippets of the chapters, ${errors.length} errors`);
process.exitCode = snippets.size > 0 && errors.length === 0 ? 0 : 1;

/** Each with the name of a file that is not there, on the lines that it has in its chapter. */
function snippetsOf(file) {
  const found = [];
  let text = readFileSync(file, 'utf8');
  for (const { index, 0: fence, 1: code } of text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    const line = text.slice(0, index).split('\n').length;
    found.push([`${file}.${line}.ts`, `${'\n'.repeat(line)}${code}`]);
    if (fence.includes('\n```ts')) throw new Error(`${file}:${line}: a snippet is not closed`);
  }
  return found;
}

function programOf(texts) {
  const { options } = ts.parseJsonConfigFileContent({ extends: './tsconfig.json' }, ts.sys, ROOT);
  // what a snippet declares it need not use
  const lenient = { ...options, noUnusedLocals: false, noUnusedParameters: false, noEmit: true, skipLibCheck: true };
  const host = ts.createCompilerHost(lenient);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) => (texts.has(name) ? ts.createSourceFile(name, texts.get(name), rest[0]) : getSourceFile(name, ...rest));
  return ts.createProgram([...texts.keys()], lenient, host);
}
