/** datetime: one module, written in four parts. */
import { DAYS } from './datetime-days';
import { DURATIONS } from './datetime-durations';
import { MOMENTS } from './datetime-moments';
import { TEXTS } from './datetime-texts';

export const DATETIME: Readonly<Record<string, string>> = {
  datetime: DURATIONS + DAYS + MOMENTS + TEXTS,
};
