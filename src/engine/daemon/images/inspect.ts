import { contentSizeBytes, familiarName, familiarString, parametersJson, parseFamiliar } from '../../oci';
import type { Daemon } from '../daemon';
import { goStruct } from '../go-struct';
import { findImage } from './find';
import { isDanglingName } from './store';

/** `docker image inspect`: the keys of the Engine API in Docker's order. */
export function inspectImage(daemon: Daemon, text: string): object {
  const image = findImage(daemon, text);
  const { config } = image;
  const names = daemon.images.namesOf(image.id).filter((name) => !isDanglingName(name));
  const references = names.map((name) => parseFamiliar(name));
  const json = {
    Id: image.id,
    RepoTags: references.map((reference) => familiarString(reference)),
    RepoDigests: [...new Set(references.map((reference) => `${familiarName(reference)}@${image.id}`))],
    Comment: lastComment(config.history),
    Created: config.created ?? '',
    Author: config.author ?? '',
    Architecture: config.architecture,
    Os: config.os,
    Size: contentSizeBytes(image),
    RootFS: { Type: 'layers', Layers: config.diffIds },
    Metadata: { LastTagTime: '0001-01-01T00:00:00Z' },
    Descriptor: { mediaType: image.target.mediaType, digest: image.target.digest, size: image.target.size },
    Config: goStruct(definedOnly(parametersJson(config.config)), {
      omitted: {
        User: '',
        ExposedPorts: null,
        Env: null,
        Cmd: null,
        Healthcheck: null,
        Volumes: null,
        WorkingDir: '',
        Entrypoint: null,
        OnBuild: null,
        Labels: null,
        StopSignal: '',
        Shell: null,
      },
    }),
  };
  return goStruct(json, { omitted: { Parent: '', Variant: '', OsVersion: '' } });
}

function lastComment(history: readonly { readonly comment?: string }[]): string {
  return history.at(-1)?.comment ?? '';
}

function definedOnly(json: unknown): object {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
