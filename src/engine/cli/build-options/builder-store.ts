// Builders beside the daemon's own, kept below ~/.docker/buildx. Source: buildx, store/store.go and store/nodegroup.go.
import { quote } from '../../units';
import { configFolder, type ConfigPlace, makeFolder } from '../client-config';
import { allContexts } from '../context-store';
import { currentContext, ownSocket } from '../current-context';
import { refusal } from './build-error';

/** One place where such a builder runs. */
export interface BuilderNode {
  readonly Name: string;
  readonly Endpoint: string;
  /** As they were asked for. */
  readonly Platforms: readonly string[];
  readonly DriverOpts: Readonly<Record<string, string>>;
  readonly Flags: readonly string[];
}

export interface BuilderInstance {
  readonly Name: string;
  readonly Driver: string;
  readonly Nodes: readonly BuilderNode[];
}

function instancesFolder(place: ConfigPlace): string {
  return `${configFolder(place)}/buildx/instances`;
}

function currentFile(place: ConfigPlace): string {
  return `${configFolder(place)}/buildx/current`;
}

/** A builder's name as it is kept; throws buildx's refusal. */
export function validBuilderName(name: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9._+-]*$/.test(name)) return name.toLowerCase();
  throw refusal(
    `invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`,
  );
}

/** Where a builder of that name would be kept. */
export function instanceFile(place: ConfigPlace, name: string): string {
  return `${instancesFolder(place)}/${name}`;
}

/** All of them, in the order of their names. */
export function allInstances(place: ConfigPlace): readonly BuilderInstance[] {
  const { files } = place.process;
  const folder = instancesFolder(place);
  if (!files.exists(folder)) return [];
  return [...files.readDirectory(folder)].sort().flatMap((name) => findInstance(place, name) ?? []);
}

/** undefined: there is none of that name. */
export function findInstance(place: ConfigPlace, name: string): BuilderInstance | undefined {
  const { files } = place.process;
  const path = instanceFile(place, name);
  if (name === '' || !files.exists(path)) return undefined;
  const value = parsed(files.readText(path));
  return isInstance(value) ? value : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isInstance(value: unknown): value is BuilderInstance {
  return (
    typeof value === 'object' && value !== null && 'Name' in value && 'Driver' in value && 'Nodes' in value
  );
}

export function saveInstance(place: ConfigPlace, instance: BuilderInstance): void {
  const folder = instancesFolder(place);
  makeFolder(place, folder);
  place.process.files.writeFile(`${folder}/${instance.Name}`, JSON.stringify(instance), { mode: 0o600 });
}

export function removeInstance(place: ConfigPlace, name: string): void {
  place.process.files.unlink(instanceFile(place, name));
}

/** The builder that is used where none is named; empty: the daemon's own. */
export function currentBuilder(place: ConfigPlace): string {
  const { files } = place.process;
  const path = currentFile(place);
  const value = files.exists(path) ? parsed(files.readText(path)) : undefined;
  if (typeof value !== 'object' || value === null || !('Name' in value) || !('Key' in value)) return '';
  const isGlobal = 'Global' in value && value.Global === true;
  const { Name, Key } = value;
  if (typeof Name !== 'string' || (!isGlobal && Key !== currentEndpoint(place))) return '';
  return findInstance(place, Name)?.Name ?? '';
}

export function setCurrentBuilder(place: ConfigPlace, name: string, isGlobal: boolean): void {
  makeFolder(place, `${configFolder(place)}/buildx`);
  const text = JSON.stringify({ Key: currentEndpoint(place), Name: name, Global: isGlobal });
  place.process.files.writeFile(currentFile(place), text, { mode: 0o600 });
}

/** Where a builder runs that is told of no other place. */
export function currentEndpoint(place: ConfigPlace): string {
  const name = currentContext(place);
  if (name !== 'default') return name;
  return allContexts(place).find((each) => each.Name === name)?.Endpoints.docker.Host ?? ownSocket;
}

/** Whether a context has that name: each of them is a builder, too. */
export function isContextName(place: ConfigPlace, name: string): boolean {
  return allContexts(place).some((each) => each.Name === name);
}

/** What is said of a builder whose container would have to run. */
export function notRunHere({ Name, Driver }: BuilderInstance): string {
  return `the builder ${quote(Name)} would build in a container of its own (driver ${Driver}), which is not modelled here; use --builder default`;
}
