// `docker build --call=targets`: the stages that can be built. Source: BuildKit, frontend/subrequests/targets.
import type { Dockerfile, Stage } from '../../dockerfile';
import { goJson, type Json } from '../../oci';
import { toBase64 } from '../../units';
import { alignTabs } from '../table';
import { locationJson } from './location';

export function targetsReport({ stages }: Dockerfile): string {
  const rows = stages.map(
    (stage, index) => `${nameOf(stage, index === stages.length - 1)}\t${stage.from.description}\n`,
  );
  return alignTabs(`TARGET\tDESCRIPTION\n${rows.join('')}`, { minWidth: 0, padding: 2 });
}

function nameOf({ name }: Stage, isDefault: boolean): string {
  if (!isDefault) return name;
  return name === '' ? '(default)' : `${name} (default)`;
}

export function targetsJson({ stages }: Dockerfile, text: string): string {
  const document: Json = {
    targets: stages.map(({ name, from }, index) => ({
      name: name === '' ? undefined : name,
      default: index === stages.length - 1 ? true : undefined,
      description: from.description === '' ? undefined : from.description,
      base: from.image,
      platform: from.platform === '' ? undefined : from.platform,
      location: locationJson(from.range),
    })),
    sources: [toBase64(new TextEncoder().encode(text))],
  };
  return goJson(document, '  ');
}
