// docker system events. Source: docker/cli cli/command/system/events.go.
import { type DaemonEvent, followEvents, formatLogTime, parseMoment, timeProblem } from '../../daemon';
import { parseDuration, quote } from '../../units';
import { CommandError, implement } from '../context';
import { systemEvents } from '../declarations/system';
import { parseFilters } from '../filters';
import { checkObjectFormat, formatObject, readObjectFormat } from '../object-format';
import { structValue, type Template } from '../template';

const noEvent: DaemonEvent = {
  Type: 'container',
  Action: '',
  Actor: { ID: '', Attributes: {} },
  scope: 'local',
  time: 0,
  timeNano: 0,
};

export const events = implement(systemEvents, function* ({ daemon, flags, stdout }) {
  const problem = 'Error parsing format';
  const template = flags.format === '' ? undefined : readObjectFormat(flags.format, { problem });
  // What would go wrong with every event is told before the first.
  if (template !== undefined) checkObjectFormat(template, goEvent(noEvent), problem);
  const moment = (text: string): number | undefined => {
    if (text === '') return undefined;
    const momentMs = parseMoment(text, daemon.nowMs, (duration) => parseDuration(duration) / 1e6);
    if (momentMs !== undefined) return momentMs;
    throw new CommandError(timeProblem(text) ?? `failed to parse value as time or duration: ${quote(text)}`);
  };
  const sinceMs = moment(flags.since);
  const untilMs = moment(flags.until);
  const options = {
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
    filters: parseFilters(flags.filter),
  };
  yield* followEvents(daemon, options, function* (event) {
    yield* stdout.write(`${formatEvent(event, template)}\n`);
  });
  return 0;
});

/** An event's line, without a newline. */
export function formatEvent(event: DaemonEvent, template: Template | undefined): string {
  return template === undefined ? eventLine(event) : formatObject(template, goEvent(event));
}

/** `2026-11-24T09:00:00.000000000Z container start 4f1c… (image=busybox, name=box)`. */
function eventLine({ Type, Action, Actor, timeNano }: DaemonEvent): string {
  const attributes = Object.entries(Actor.Attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  const more = attributes.length === 0 ? '' : ` (${attributes.join(', ')})`;
  return `${formatLogTime(timeNano / 1e6)} ${Type} ${Action} ${Actor.ID}${more}`;
}

/** An event under Go's names, and with the Engine API's in JSON. */
function goEvent(event: DaemonEvent) {
  const { scope, time, timeNano, Type, Action } = event;
  const Actor = structValue('events.Actor', { ...event.Actor });
  const fields = { Type, Action, Actor, Scope: scope, Time: time, TimeNano: timeNano };
  return structValue('*events.Message', fields, event);
}
