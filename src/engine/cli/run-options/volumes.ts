// -v, --volume. Source: docker/cli internal/volumespec.
import { ValueError } from '../../units';

/** A `-v` value in parts. Without a source it is an anonymous volume. */
export interface VolumeSpec {
  readonly type: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly propagation?: string;
  readonly noCopy?: true;
}

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/** Splits at colons, but for the one after a single letter (a Windows drive). */
function splitSections(text: string): readonly string[] {
  const sections: string[] = [];
  let section = '';
  for (const character of text) {
    if (character === ':' && !/^\p{L}$/u.test(section)) {
      sections.push(section);
      section = '';
    } else {
      section += character;
    }
  }
  return [...sections, section];
}

export function parseVolume(text: string): VolumeSpec {
  if (text === '') throw new ValueError('invalid empty volume spec');
  const anonymous = { type: 'volume', source: '', target: text, readOnly: false } as const;
  if (text.length <= 2) return anonymous;
  const invalid = (why: string): ValueError => new ValueError(`invalid spec: ${text}: ${why}`);
  const sections = splitSections(text);
  const empty = sections.indexOf('');
  if (empty >= 0 && empty < 4) throw invalid('empty section between colons');
  if (sections.length > 3) throw invalid('too many colons');
  const [source = '', target = '', options = ''] = sections;
  if (sections.length === 1) return anonymous;
  const spec = { type: isPath(source) ? 'bind' : 'volume', source, target, readOnly: false } as const;
  return options.split(',').reduce<VolumeSpec>(withOption, spec);
}

function withOption(spec: VolumeSpec, option: string): VolumeSpec {
  if (option === 'ro' || option === 'rw') return { ...spec, readOnly: option === 'ro' };
  if (option === 'nocopy') return { ...spec, noCopy: true };
  return propagations.has(option) ? { ...spec, propagation: option } : spec;
}

function isPath(source: string): boolean {
  return /^[./~]|^\\\\|^\p{L}:/u.test(source);
}
