import { digestOf } from '../oci';
import { configFolder, type ConfigPlace } from './client-config';
import { defaultContext, givenHost, ownSocket } from './current-context';

/** As it is written in a context's meta.json. */
export interface ContextMetadata {
  readonly Name: string;
  readonly Metadata: { readonly Description?: string };
  readonly Endpoints: {
    readonly docker: { readonly Host?: string; readonly SkipTLSVerify: boolean };
  };
}

/** The folder that holds a folder of each context. */
export function metaRoot(place: ConfigPlace): string {
  return `${configFolder(place)}/contexts/meta`;
}

/** Where a context is kept: a folder called by the digest of its name. */
export function contextStorage(place: ConfigPlace, name: string): { MetadataPath: string; TLSPath: string } {
  if (name === defaultContext) return { MetadataPath: '<IN MEMORY>', TLSPath: '<IN MEMORY>' };
  const folder = digestOf(new TextEncoder().encode(name)).replace('sha256:', '');
  const tlsRoot = `${configFolder(place)}/contexts/tls`;
  return { MetadataPath: `${metaRoot(place)}/${folder}`, TLSPath: `${tlsRoot}/${folder}` };
}

/** The context of that name, or undefined; the default one is made of `-H` and the environment. */
export function findContext(place: ConfigPlace, name: string): ContextMetadata | undefined {
  if (name === defaultContext) {
    const Host = givenHost(place) ?? ownSocket;
    return { Name: name, Metadata: {}, Endpoints: { docker: { Host, SkipTLSVerify: false } } };
  }
  const path = `${contextStorage(place, name).MetadataPath}/meta.json`;
  if (!place.process.files.exists(path)) return undefined;
  const value: unknown = JSON.parse(place.process.files.readText(path));
  return isMetadata(value) ? value : undefined;
}

/** Docker's words for a context that there is not. */
export function contextNotFound(place: ConfigPlace, name: string): string {
  const path = `${contextStorage(place, name).MetadataPath}/meta.json`;
  return `context ${JSON.stringify(name)}: context not found: open ${path}: no such file or directory`;
}

export function isMetadata(value: unknown): value is ContextMetadata {
  return typeof value === 'object' && value !== null && 'Name' in value && 'Endpoints' in value;
}
