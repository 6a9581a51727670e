import type { Catalogue } from './parts';

/** A catalogue as text: half as long as JSON, and a page loads it before its first command. */
export interface CatalogueText {
  /** A line a folder: `files coreutils:cp;ls ls,dir,vdir`. Without names a program has that of its file. */
  readonly programs: string;
  /** A line a folder: `container:container ls,container rm`. `path=file` where the file has another name. */
  readonly commands: string;
  readonly declarations: Catalogue['declarations'];
}

/** A program that has no names of its own: a shell. */
const NAMELESS = '-';

export function writeCatalogue({ programs, commands, declarations }: Catalogue): CatalogueText {
  const programTexts = programs.map(({ id, file, names }) => {
    const [folder, own] = halves(file);
    const [origin, name] = halves(id);
    const written = names === undefined ? NAMELESS : names.join(',');
    const parts = [name === own ? own : `${own}=${name}`, ...(written === own ? [] : [written])];
    return [`${folder} ${origin}`, parts.join(' ')] as const;
  });
  const commandTexts = commands.map(({ path, file }) => {
    const [folder, own] = halves(file);
    return [folder, path.split(' ').at(-1) === own ? path : `${path}=${own}`] as const;
  });
  return { programs: grouped(programTexts, ';'), commands: grouped(commandTexts, ','), declarations };
}

export function readCatalogue({ programs, commands, declarations }: CatalogueText): Catalogue {
  return {
    programs: entries(programs, ';').map(([group, text]) => {
      const [folder = '', origin = ''] = group.split(' ');
      const [files = '', written] = text.split(' ');
      const [own = '', name = own] = files.split('=');
      const names = written === NAMELESS ? undefined : (written ?? own).split(',');
      return { id: `${origin}/${name}`, file: `${folder}/${own}`, names };
    }),
    commands: entries(commands, ',').map(([folder, text]) => {
      const [path = '', own = path.split(' ').at(-1) ?? ''] = text.split('=');
      return { path, file: `${folder}/${own}` };
    }),
    declarations,
  };
}

/** `container/ls` → `container`, `ls`. */
function halves(path: string): readonly [string, string] {
  const at = path.indexOf('/');
  return [path.slice(0, at), path.slice(at + 1)];
}

function grouped(texts: readonly (readonly [group: string, text: string])[], separator: string): string {
  const groups = new Map<string, string[]>();
  for (const [group, text] of texts) groups.set(group, [...(groups.get(group) ?? []), text]);
  return [...groups].map(([group, all]) => `${group}:${all.join(separator)}`).join('\n');
}

function entries(text: string, separator: string): readonly (readonly [group: string, text: string])[] {
  return text.split('\n').flatMap((line) => {
    const [group = '', all = ''] = line.split(':');
    return all.split(separator).map((one) => [group, one] as const);
  });
}
