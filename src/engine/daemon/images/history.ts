import type { Platform } from '../../dockerfile';
import type { Daemon } from '../daemon';
import { findNamedImage } from './find';
import { imageFor } from './platform';

/** A step of an image's making, as the Engine API lists it: the last first. */
export interface HistoryItem {
  readonly Id: string;
  /** Seconds since 1970. */
  readonly Created: number;
  readonly CreatedBy: string;
  readonly Tags: readonly string[] | null;
  readonly Size: number;
  readonly Comment: string;
}

/** `docker history`: only the image itself has an id, the steps below it are `<missing>`. */
export function imageHistory(daemon: Daemon, text: string, platform?: Platform): readonly HistoryItem[] {
  const found = findNamedImage(daemon, text);
  const image = imageFor(found, platform);
  let layer = 0;
  const steps = image.config.history.map((step) => {
    const size = step.emptyLayer === true ? 0 : (image.layers[layer++]?.unpackedBytes ?? 0);
    return { step, size };
  });
  return steps.reverse().map(({ step, size }, index) => ({
    Id: index === 0 ? image.id : '<missing>',
    Created: Math.floor(Date.parse(step.created ?? '0001-01-01T00:00:00Z') / 1000),
    CreatedBy: step.createdBy ?? '',
    Tags: null,
    Size: size,
    Comment: step.comment ?? '',
  }));
}
