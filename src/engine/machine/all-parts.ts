import { commandEntries, declarationFiles } from '../cli';
import { partFile } from '../kernel';
import { programEntries } from '../programs';
import type { Catalogue, Parts } from './parts';

const modules = import.meta.glob<unknown>(
  [
    '../programs/{busybox,gnu-version,stand-ins}.ts',
    '../programs/*/*.ts',
    '!../programs/shared/*.ts',
    '../cli/{builder,container,context,image,network,plugin,registry,swarm,system,volume}/*.ts',
    '../cli/formats/{asked-size,log-tag,template-list}.ts',
    '../cli/{completion,config-problem,help,id-file,platform-flag,declarations/*}.ts',
    '../cli/run-options/{checks,confinement,connections,environment,policies,resources,storage}.ts',
    '../shell/{builtins,constructs}/*.ts',
    '../builder/remote-cache/run.ts',
    '../daemon/containers/{check-settings,devices,discard,health,link-checks,list-filters,log-driver,plan-mounts,publish-ports,runtime-checks,sandbox-mounts,working-directory}.ts',
    '../daemon/images/registry-refusals.ts',
    '../daemon/networks/create.ts',
    '../oci/pack-layer.ts',
    '../shell/{completion,conditional-parser,here-documents,invocation-answers,job-reports,parse-compound,printf-format,prompt-escapes,script-file,syntax-errors,trace,variable-listing}.ts',
    './{registry-answers,web-client,web-server}.ts',
  ],
  { eager: true },
);

/** A part's module as the globs here name it, by its file. */
function modulePath(file: string): string {
  return file.startsWith('machine/') ? `./${file.slice('machine/'.length)}.ts` : `../${file}.ts`;
}

/** The catalogue of all that the engine has. */
export function fullCatalogue(): Catalogue {
  return { programs: programEntries(), commands: commandEntries(), declarations: declarationFiles() };
}

let everything: Parts | undefined;

/** Everything at hand: for the build and the tests. */
export function allParts(): Parts {
  everything ??= {
    catalogue: fullCatalogue(),
    loaded(key) {
      const file = partFile(key);
      return file === undefined ? undefined : modules[modulePath(file)];
    },
  };
  return everything;
}
