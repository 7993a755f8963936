import { type Json } from './normalize';

/** Beginning of the logical ids of what gates and guards of a stack share. */
const PREFIX = 'ElastiCacheGates';

/** The functions of gates and guards are in nearly every template: they are written once, and named where they are. */
export class SharedParts {
  /** By logical id, every content that it has anywhere. */
  private readonly variants = new Map<string, string[]>();
  private readonly sets: string[] = [];

  /** The template with a name in the place of what is shared. */
  public takenOutOf(template: Json): unknown {
    const { Resources, ...others } = template as { readonly Resources: Readonly<Record<string, Json>> };
    const isShared = (id: string): boolean => id.startsWith(PREFIX);
    const own = Object.fromEntries(Object.entries(Resources).filter(([id]) => !isShared(id)));
    const parts = Object.entries(Resources).filter(([id]) => isShared(id)).map(([id, resource]) => this.nameOf(id, resource));
    return { ...others, Resources: own, ...(parts.length > 0 && { Shared: `set ${numberIn(this.sets, JSON.stringify(parts))}` }) };
  }

  /** Everything that was taken out. */
  public all(): unknown {
    const contents = [...this.variants].sort(([left], [right]) => (left < right ? -1 : 1));
    return {
      sets: Object.fromEntries(this.sets.map((parts, at) => [`set ${at + 1}`, JSON.parse(parts) as unknown])),
      parts: Object.fromEntries(contents.flatMap(([id, texts]) => texts.map((text, at) => [named(id, at + 1), JSON.parse(text) as unknown]))),
    };
  }

  private nameOf(id: string, resource: Json): string {
    const texts = this.variants.get(id) ?? [];
    this.variants.set(id, texts);
    return named(id, numberIn(texts, JSON.stringify(resource)));
  }
}

function named(id: string, number: number): string {
  return number === 1 ? id : `${id} (${number})`;
}

/** Where a text is in a list, from 1; at its end if it was not there. */
function numberIn(list: string[], text: string): number {
  if (!list.includes(text)) list.push(text);
  return list.indexOf(text) + 1;
}
