// docker context export and import. Source: docker/cli cli/context/store, Export and Import.
import { contentBytes, readTar, TarError, writeTar } from '../../fs';
import { isErrno, strerror } from '../../kernel';
import { jsonKind, jsonProblem, quote } from '../../units';
import { CommandError, implement, print, warn } from '../context';
import { checkContextName, contextNamed, writeContext } from '../context-store';
import { contextExport, contextImport } from '../declarations/context';
import { findContext, isMetadata } from '../find-context';
import { readInputFile } from '../input-file';

export const exportContext = implement(contextExport, function* (context) {
  const { process, stdout } = context;
  const [name = '', file = `${name}.dockercontext`] = context.operands;
  if (name !== 'default') checkContextName(name);
  if (file === '-' && process.isOpen(1) && process.isatty(1)) {
    throw new CommandError('cowardly refusing to export to a terminal, specify a file path');
  }
  const { Name, Metadata, Endpoints } = contextNamed(context, name);
  const owner = { uid: 0, gid: 0, mtimeMs: 0 };
  const content = new TextEncoder().encode(JSON.stringify({ Name, Metadata, Endpoints }));
  const archive = writeTar([
    { name: 'meta.json', kind: 'file', mode: 0o644, content, ...owner },
    { name: 'tls', kind: 'directory', mode: 0o700, ...owner },
  ]);
  if (file === '-') {
    yield* stdout.write(archive);
    return 0;
  }
  if (process.files.exists(file)) throw new CommandError(`open ${file}: file exists`);
  try {
    process.files.writeFile(file, archive, { mode: 0o600 });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new CommandError(`open ${file}: ${strerror(error.code).toLowerCase()}`);
  }
  yield* warn(context, `Written file ${quote(file)}`);
  return 0;
});

export const importContext = implement(contextImport, function* (context) {
  const [name = '', file = ''] = context.operands;
  checkContextName(name);
  if (findContext(context, name) !== undefined)
    throw new CommandError(`context ${quote(name)} already exists`);
  const archive = file === '-' ? yield* context.stdin.readAll() : readInputFile(context, file);
  const metadata = metadataIn(archive);
  if (metadata === undefined) throw new CommandError('invalid context: no metadata found');
  writeContext(context, { ...readMetadata(metadata), Name: name });
  yield* print(context, name);
  yield* warn(context, `Successfully imported context ${quote(name)}`);
  return 0;
});

/** The text of an archive's meta.json; throws what is said of files that a context has not. */
function metadataIn(archive: Uint8Array): string | undefined {
  let metadata: string | undefined;
  try {
    for (const { name, kind, content } of readTar(archive)) {
      if (kind !== 'file' || name.startsWith('tls/')) continue;
      if (name !== 'meta.json') throw new CommandError(`${name}: unexpected context file`);
      metadata = new TextDecoder().decode(contentBytes(content ?? new Uint8Array(0)));
    }
  } catch (error) {
    if (error instanceof TarError) throw new CommandError(error.message);
    throw error;
  }
  return metadata;
}

function readMetadata(text: string): Parameters<typeof writeContext>[1] {
  const problem = jsonProblem(text, 'unmarshal');
  if (problem !== undefined) throw new CommandError(problem);
  const value: unknown = JSON.parse(text);
  if (isMetadata(value)) return value;
  const kind = jsonKind(value);
  if (kind === 'object' || kind === 'null') {
    return { Name: '', Metadata: {}, Endpoints: { docker: { SkipTLSVerify: false } } };
  }
  throw new CommandError(`json: cannot unmarshal ${kind} into Go value of type store.Metadata`);
}
