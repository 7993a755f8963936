import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The notices of every package whose code ended up in a bundle, from esbuild's own record of what it read.
 *
 * esbuild's `legalComments` is not enough: it keeps only comments inside sources, and most packages carry their licence
 * in a file. Packages without such a file get the text that their SPDX identifier names.
 */

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

const MIT_TERMS = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * @param {readonly { name: string, inputs: readonly string[] }[]} bundles what went into which bundle; absolute paths
 * @param {string} apacheLicenceFile a file with the text of the Apache licence 2.0
 * @returns {string} the text of THIRD-PARTY-NOTICES.txt, the same for the same packages wherever they lie
 */
export function thirdPartyNotices(bundles, apacheLicenceFile) {
  const apacheTerms = readFileSync(apacheLicenceFile, 'utf8').trim();
  const byTerms = groupedBy(packagesOf(bundles), (found) => termsOf(found, apacheTerms));
  const chapters = [...byTerms].map(([terms, packages]) => `${packages.map(headingOf).join('\n')}\n\n${terms}`);
  const title = 'The bundles of this package contain code of the following packages. Packages with the same terms are listed together.';
  return [title, ...chapters].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

function groupedBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Every package once, sorted by name and version, with the bundles that contain it. */
function packagesOf(bundles) {
  const byIdentity = new Map();
  for (const bundle of bundles) {
    for (const folder of new Set(bundle.inputs.map(packageFolder).filter((found) => found !== undefined))) {
      const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      const identity = `${manifest.name}@${manifest.version}`;
      const entry = byIdentity.get(identity) ?? { identity, manifest, folder, bundles: new Set() };
      entry.bundles.add(bundle.name);
      byIdentity.set(identity, entry);
    }
  }
  return [...byIdentity.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

/** `.../node_modules/@scope/name/...` -> the folder of the package; undefined for our own sources. */
function packageFolder(file) {
  const segments = file.split(/[\\/]/);
  const last = segments.lastIndexOf('node_modules');
  if (last < 0) {
    return undefined;
  }
  const length = segments[last + 1]?.startsWith('@') ? 2 : 1;
  return segments.slice(0, last + 1 + length).join(path.sep);
}

function headingOf({ identity, manifest, bundles }) {
  return `${identity} (${licenceOf(manifest) ?? 'no licence stated'}), in ${[...bundles].sort().join(', ')}`;
}

function licenceOf({ license }) {
  return typeof license === 'object' ? license.type : license;
}

/** What the package says itself, else the text that its licence identifier stands for. */
function termsOf({ identity, manifest, folder }, apacheTerms) {
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return texts.length > 0 ? texts.join('\n\n') : standardTerms(identity, manifest, apacheTerms);
}

function standardTerms(identity, manifest, apacheTerms) {
  const licence = licenceOf(manifest);
  switch (licence) {
    case 'Apache-2.0':
      return apacheTerms;
    case 'MIT':
      return `MIT License\n\nCopyright (c) ${holderOf(manifest)}\n\n${MIT_TERMS}`;
    default:
      throw new Error(
        `${identity} has no licence file and the licence ${JSON.stringify(licence)}, whose text is not known here: ` +
          'add the text to scripts/third-party-notices.mjs or do not bundle the package',
      );
  }
}

function holderOf(manifest) {
  const author = typeof manifest.author === 'object' ? manifest.author.name : manifest.author;
  return author ?? `the ${manifest.name} authors`;
}
