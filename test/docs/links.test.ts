import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const NOT_OURS = new Set(['node_modules', '.git', 'build', 'dist', 'coverage', '.venv', '.venv-checkov']);

describe('links between the pages', () => {
  test.each(pages())('%s: every link to another page leads to a page, and to a heading of it', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  test('every chapter is in the list of chapters of the README', () => {
    const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
    const chapters = readdirSync(path.join(ROOT, 'docs', 'chapters')).map((file) => `(docs/chapters/${file})`);
    expect(chapters.filter((link) => !readme.includes(link))).toEqual([]);
  });

  test('every decision is in the list of decisions', () => {
    const folder = path.join(ROOT, 'docs', 'decisions');
    const list = readFileSync(path.join(folder, 'README.md'), 'utf8');
    expect(readdirSync(folder).filter((file) => file !== 'README.md' && !list.includes(`(${file})`))).toEqual([]);
  });

  test('every example is in the list of examples', () => {
    const list = readFileSync(path.join(ROOT, 'examples', 'README.md'), 'utf8');
    const examples = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(examples.map(({ name }) => name).filter((name) => !list.includes(`[${name}](${name})`))).toEqual([]);
  });
});

function pages(folder = ''): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : pages(name);
    return name.endsWith('.md') && name !== 'API.md' ? [name] : [];
  });
}

function brokenLinks(page: string): string[] {
  const text = withoutCode(readFileSync(path.join(ROOT, page), 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(page, link));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const target = file === '' ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** As GitHub names them. */
function headingsOf(file: string): string[] {
  const text = withoutCode(readFileSync(file, 'utf8'));
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.slice(1, -1));
}
