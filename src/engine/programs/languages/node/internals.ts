/** Node's own places, as stack traces name them: of each release that images have. Recorded from the real ones. */
import { Err, type StackPlace } from './values';
import type { Vm } from './vm';

/** A line of Node's own code that an error nobody catches shows. */
export interface ShownLine {
  /** Its file, line and column, as a stack trace has them. */
  readonly place: string;
  readonly text: string;
}

export interface Internals {
  /** Who calls a program's first file, from within to without. */
  readonly main: readonly string[];
  /** Who reads it. */
  readonly compile: readonly string[];
  readonly esm: readonly string[];
  readonly eval: readonly string[];
  readonly evalCompile: readonly string[];
  readonly stdin: readonly string[];
  readonly evalModule: readonly string[];
  /** What require stands on: for a file, for its finding, for JSON. */
  readonly require: readonly string[];
  readonly resolve: readonly string[];
  readonly load: readonly string[];
  readonly json: string;
  readonly runMain: readonly string[];
  readonly badPackage: readonly string[];
  readonly timers: readonly string[];
  readonly immediates: readonly string[];
  readonly ticks: readonly string[];
  readonly listen: readonly string[];
  readonly rejections: readonly string[];
  readonly fileMissing: readonly string[];
  readonly packageMissing: readonly string[];
  readonly exportMissing: readonly string[];
  /** Of fs, by the name of the function that was called. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Of the library's other functions; % is the class of what they are called on. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  readonly shown: Readonly<Record<ShownName, ShownLine>>;
}

export type ShownName =
  | 'notFound'
  | 'badJson'
  | 'badPackage'
  | 'argument'
  | 'emitted'
  | 'rejection'
  | 'fileMissing'
  | 'packageMissing'
  | 'assert'
  | 'execSync'
  | 'headersSent'
  | 'openLater'
  | 'fetch'
  | 'readFileUtf8Sync'
  | 'openSync'
  | 'writeFileSync'
  | 'readdirSync';

const NODE_22: Internals = {
  main: [
    'Module._compile (node:internal/modules/cjs/loader:1781:14)',
    'Object..js (node:internal/modules/cjs/loader:1913:10)',
    'Module.load (node:internal/modules/cjs/loader:1505:32)',
    'Function._load (node:internal/modules/cjs/loader:1309:12)',
    'wrapModuleLoad (node:internal/modules/cjs/loader:254:19)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)',
    'node:internal/main/run_main_module:36:49',
  ],
  compile: [
    'wrapSafe (node:internal/modules/cjs/loader:1713:18)',
    'Module._compile (node:internal/modules/cjs/loader:1755:20)',
  ],
  esm: [
    'ModuleJob.run (node:internal/modules/esm/module_job:343:25)',
    'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:681:26)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  eval: [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:446:12',
    '[eval]-wrapper:6:24',
    'runScriptInContext (node:internal/process/execution:444:60)',
    'evalFunction (node:internal/process/execution:279:30)',
    'evalTypeScript (node:internal/process/execution:291:3)',
    'node:internal/main/eval_string:74:3',
  ],
  evalCompile: [
    'makeContextifyScript (node:internal/vm:185:14)',
    'compileScript (node:internal/process/execution:383:10)',
    'evalTypeScript (node:internal/process/execution:256:22)',
    'node:internal/main/eval_string:74:3',
  ],
  stdin: [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:446:12',
    '[stdin]-wrapper:6:24',
    'runScriptInContext (node:internal/process/execution:444:60)',
    'evalFunction (node:internal/process/execution:279:30)',
    'evalTypeScript (node:internal/process/execution:291:3)',
    'node:internal/main/eval_stdin:53:5',
    'Socket.<anonymous> (node:internal/process/execution:201:5)',
    'Socket.emit (node:events:531:35)',
  ],
  evalModule: [
    'ModuleJob.run (node:internal/modules/esm/module_job:343:25)',
    'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:282:26)',
    'async ModuleLoader.executeModuleJob (node:internal/modules/esm/loader:278:20)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  require: [
    'wrapModuleLoad (node:internal/modules/cjs/loader:254:19)',
    'Module.require (node:internal/modules/cjs/loader:1527:12)',
    'require (node:internal/modules/helpers:147:16)',
  ],
  resolve: [
    'Function._resolveFilename (node:internal/modules/cjs/loader:1430:15)',
    'defaultResolveImpl (node:internal/modules/cjs/loader:1040:19)',
    'resolveForCJSWithHooks (node:internal/modules/cjs/loader:1045:22)',
    'Function._load (node:internal/modules/cjs/loader:1216:25)',
  ],
  load: [
    'Module.load (node:internal/modules/cjs/loader:1505:32)',
    'Function._load (node:internal/modules/cjs/loader:1309:12)',
  ],
  json: 'Object..json (node:internal/modules/cjs/loader:1925:39)',
  runMain: [
    'wrapModuleLoad (node:internal/modules/cjs/loader:254:19)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)',
    'node:internal/main/run_main_module:36:49',
  ],
  badPackage: [
    'shouldUseESMLoader (node:internal/modules/run_main:92:16)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:20)',
    'node:internal/main/run_main_module:36:49',
  ],
  timers: [
    'listOnTimeout (node:internal/timers:585:17)',
    'process.processTimers (node:internal/timers:521:7)',
  ],
  immediates: ['process.processImmediate (node:internal/timers:484:21)'],
  ticks: ['process.processTicksAndRejections (node:internal/process/task_queues:84:11)'],
  listen: [
    'Server.setupListenHandle [as _listen2] (node:net:1941:16)',
    'listenInCluster (node:net:1998:12)',
    'Server.listen (node:net:2103:7)',
  ],
  rejections: [
    'throwUnhandledRejectionsMode (node:internal/process/promises:392:7)',
    'processPromiseRejections (node:internal/process/promises:475:17)',
    'process.processTicksAndRejections (node:internal/process/task_queues:104:32)',
  ],
  fileMissing: [
    'finalizeResolution (node:internal/modules/esm/resolve:275:11)',
    'moduleResolve (node:internal/modules/esm/resolve:861:10)',
    'defaultResolve (node:internal/modules/esm/resolve:985:11)',
    '#cachedDefaultResolve (node:internal/modules/esm/loader:747:20)',
    'ModuleLoader.resolve (node:internal/modules/esm/loader:724:38)',
    'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:320:38)',
    'ModuleJob._link (node:internal/modules/esm/module_job:182:49)',
  ],
  packageMissing: [
    'Object.getPackageJSONURL (node:internal/modules/package_json_reader:314:9)',
    'packageResolve (node:internal/modules/esm/resolve:768:81)',
    'moduleResolve (node:internal/modules/esm/resolve:855:18)',
    'defaultResolve (node:internal/modules/esm/resolve:985:11)',
    '#cachedDefaultResolve (node:internal/modules/esm/loader:747:20)',
    'ModuleLoader.resolve (node:internal/modules/esm/loader:724:38)',
    'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:320:38)',
    'ModuleJob._link (node:internal/modules/esm/module_job:182:49)',
  ],
  exportMissing: [
    'ModuleJob._instantiate (node:internal/modules/esm/module_job:226:21)',
    'async ModuleJob.run (node:internal/modules/esm/module_job:335:5)',
    'async onImport.tracePromise.__proto__ (node:internal/modules/esm/loader:681:26)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  files: {
    readFileUtf8Sync: ['Object.readFileSync (node:fs:440:20)'],
    readFileSync: ['Object.openSync (node:fs:560:18)', 'Object.readFileSync (node:fs:444:35)'],
    writeFileSync: ['Object.writeFileSync (node:fs:2430:20)'],
    readdirSync: ['Object.readdirSync (node:fs:1590:26)'],
  },
  calls: {
    badPort: ['Server.listen (node:net:2092:5)'],
    connected: ['TCPConnectWrap.afterConnect [as oncomplete] (node:net:1638:16)'],
    fetch: ['node:internal/deps/undici/undici:15157:13'],
    writeFileLater: [
      'async open (node:internal/fs/promises:639:25)',
      'async Object.writeFile (node:internal/fs/promises:1222:14)',
    ],
    statLater: ['async Object.stat (node:internal/fs/promises:1037:18)'],
    lstatLater: ['async Object.lstat (node:internal/fs/promises:1028:18)'],
    unlinkLater: ['async Object.unlink (node:internal/fs/promises:1065:10)'],
    renameLater: ['async Object.rename (node:internal/fs/promises:784:10)'],
    copyFileLater: ['async Object.copyFile (node:internal/fs/promises:621:10)'],
    readFileLater: [
      'async open (node:internal/fs/promises:639:25)',
      'async Object.readFile (node:internal/fs/promises:1252:14)',
    ],
    openLater: ['async open (node:internal/fs/promises:639:25)'],
    requestEmit: [
      'emitErrorEvent (node:_http_client:108:11)',
      'Socket.socketErrorListener (node:_http_client:575:5)',
      'Socket.emit (node:events:519:28)',
      'emitErrorNT (node:internal/streams/destroy:170:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:129:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:89:21)',
    ],
    spawned: [
      'ChildProcess._handle.onexit (node:internal/child_process:285:19)',
      'onErrorNT (node:internal/child_process:483:16)',
      'process.processTicksAndRejections (node:internal/process/task_queues:89:21)',
    ],
    streamEmit: [
      'emitErrorNT (node:internal/streams/destroy:170:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:129:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:89:21)',
    ],
    emitLater: [
      'emitErrorNT (node:net:1977:8)',
      'process.processTicksAndRejections (node:internal/process/task_queues:89:21)',
    ],
    emit: ['%.emit (node:events:519:28)'],
    emitMany: ['%.emit (node:events:531:35)'],
    once: ['Object.onceWrapper (node:events:633:28)', '%.emit (node:events:519:28)'],
    onceMany: ['Object.onceWrapper (node:events:633:28)', '%.emit (node:events:531:35)'],
    incoming: [
      'parserOnIncoming (node:_http_server:1186:12)',
      'HTTPParser.parserOnHeadersComplete (node:_http_common:125:17)',
    ],
    listening: [
      'emitListeningNT (node:net:1984:10)',
      'process.processTicksAndRejections (node:internal/process/task_queues:88:21)',
    ],
    setHeader: ['ServerResponse.setHeader (node:_http_outgoing:700:11)'],
    execSync: [
      'genericNodeError (node:internal/errors:983:15)',
      'wrappedFn (node:internal/errors:537:14)',
      'checkExecSyncError (node:child_process:916:11)',
      'Object.execSync (node:child_process:988:15)',
    ],
    openSync: ['Object.openSync (node:fs:561:5)', 'Object.readFileSync (node:fs:444:35)'],
    requireType: [
      'Module.require (node:internal/modules/cjs/loader:1520:3)',
      'require (node:internal/modules/helpers:147:16)',
    ],
  },
  shown: {
    notFound: { place: 'node:internal/modules/cjs/loader:1433:3', text: '  throw err;' },
    badJson: { place: 'node:internal/modules/cjs/loader:1928:5', text: '    throw err;' },
    badPackage: {
      place: 'node:internal/modules/run_main:92:16',
      text: '  const type = getNearestParentPackageJSONType(mainPath);',
    },
    argument: { place: 'node:internal/errors:540:7', text: '      throw error;' },
    emitted: { place: 'node:events:497:7', text: "      throw er; // Unhandled 'error' event" },
    rejection: {
      place: 'node:internal/process/promises:392:7',
      text: '      new UnhandledPromiseRejection(reason);',
    },
    fileMissing: {
      place: 'node:internal/modules/esm/resolve:275:11',
      text: '    throw new ERR_MODULE_NOT_FOUND(',
    },
    packageMissing: {
      place: 'node:internal/modules/package_json_reader:314:9',
      text: '  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);',
    },
    assert: { place: 'node:assert:150:3', text: '  throw new AssertionError(obj);' },
    execSync: { place: 'node:child_process:991:5', text: '    throw err;' },
    headersSent: {
      place: 'node:_http_outgoing:700:5',
      text: "    throw new ERR_HTTP_HEADERS_SENT('set');",
    },
    fetch: {
      place: 'node:internal/deps/undici/undici:15157:13',
      text: '      Error.captureStackTrace(err);',
    },
    openLater: {
      place: 'node:internal/fs/promises:639:25',
      text: '  return new FileHandle(await PromisePrototypeThen(',
    },
    readFileUtf8Sync: {
      place: 'node:fs:440:20',
      text: '    return binding.readFileUtf8(path, stringToFlags(options.flag));',
    },
    openSync: { place: 'node:fs:560:18', text: '  return binding.open(' },
    writeFileSync: { place: 'node:fs:2430:20', text: '    return binding.writeFileUtf8(' },
    readdirSync: { place: 'node:fs:1590:26', text: '  const result = binding.readdir(' },
  },
};

const NODE_20: Internals = {
  main: [
    'Module._compile (node:internal/modules/cjs/loader:1529:14)',
    'Module._extensions..js (node:internal/modules/cjs/loader:1613:10)',
    'Module.load (node:internal/modules/cjs/loader:1275:32)',
    'Module._load (node:internal/modules/cjs/loader:1096:12)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
    'node:internal/main/run_main_module:28:49',
  ],
  compile: [
    'wrapSafe (node:internal/modules/cjs/loader:1472:18)',
    'Module._compile (node:internal/modules/cjs/loader:1501:20)',
  ],
  esm: [
    'ModuleJob.run (node:internal/modules/esm/module_job:263:25)',
    'async ModuleLoader.import (node:internal/modules/esm/loader:540:24)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  eval: [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:118:14',
    '[eval]-wrapper:6:24',
    'runScript (node:internal/process/execution:101:62)',
    'evalScript (node:internal/process/execution:133:3)',
    'node:internal/main/eval_string:51:3',
  ],
  evalCompile: [
    'makeContextifyScript (node:internal/vm:185:14)',
    'node:internal/process/execution:107:22',
    '[eval]-wrapper:6:24',
    'runScript (node:internal/process/execution:101:62)',
    'evalScript (node:internal/process/execution:133:3)',
    'node:internal/main/eval_string:51:3',
  ],
  stdin: [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:118:14',
    '[stdin]-wrapper:6:24',
    'runScript (node:internal/process/execution:101:62)',
    'evalScript (node:internal/process/execution:133:3)',
    'node:internal/main/eval_stdin:32:5',
    'Socket.<anonymous> (node:internal/process/execution:234:5)',
    'Socket.emit (node:events:536:35)',
    'endReadableNT (node:internal/streams/readable:1698:12)',
  ],
  evalModule: [
    'ModuleJob.run (node:internal/modules/esm/module_job:263:25)',
    'async ModuleLoader.eval (node:internal/modules/esm/loader:217:24)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  require: [
    'Module.require (node:internal/modules/cjs/loader:1298:19)',
    'require (node:internal/modules/helpers:182:18)',
  ],
  resolve: [
    'Module._resolveFilename (node:internal/modules/cjs/loader:1212:15)',
    'Module._load (node:internal/modules/cjs/loader:1043:27)',
  ],
  load: [
    'Module.load (node:internal/modules/cjs/loader:1275:32)',
    'Module._load (node:internal/modules/cjs/loader:1096:12)',
  ],
  json: 'Module._extensions..json (node:internal/modules/cjs/loader:1631:39)',
  runMain: [
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
    'node:internal/main/run_main_module:28:49',
  ],
  badPackage: [
    'parse (<anonymous>)',
    'read (node:internal/modules/package_json_reader:80:16)',
    'readPackage (node:internal/modules/package_json_reader:141:10)',
    'readPackageScope (node:internal/modules/package_json_reader:164:19)',
    'shouldUseESMLoader (node:internal/modules/run_main:79:15)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:157:24)',
    'node:internal/main/run_main_module:28:49',
  ],
  timers: [
    'listOnTimeout (node:internal/timers:581:17)',
    'process.processTimers (node:internal/timers:519:7)',
  ],
  immediates: ['process.processImmediate (node:internal/timers:483:21)'],
  ticks: ['process.processTicksAndRejections (node:internal/process/task_queues:77:11)'],
  listen: [
    'Server.setupListenHandle [as _listen2] (node:net:1908:16)',
    'listenInCluster (node:net:1965:12)',
    'Server.listen (node:net:2067:7)',
  ],
  rejections: [
    'throwUnhandledRejectionsMode (node:internal/process/promises:389:7)',
    'processPromiseRejections (node:internal/process/promises:470:17)',
    'process.processTicksAndRejections (node:internal/process/task_queues:96:32)',
  ],
  fileMissing: [
    'finalizeResolution (node:internal/modules/esm/resolve:283:11)',
    'moduleResolve (node:internal/modules/esm/resolve:952:10)',
    'defaultResolve (node:internal/modules/esm/resolve:1188:11)',
    'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:642:12)',
    '#cachedDefaultResolve (node:internal/modules/esm/loader:591:25)',
    'ModuleLoader.resolve (node:internal/modules/esm/loader:574:38)',
    'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:236:38)',
    'ModuleJob._link (node:internal/modules/esm/module_job:130:49)',
  ],
  packageMissing: [
    'packageResolve (node:internal/modules/esm/resolve:873:9)',
    'moduleResolve (node:internal/modules/esm/resolve:946:18)',
    'defaultResolve (node:internal/modules/esm/resolve:1188:11)',
    'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:642:12)',
    '#cachedDefaultResolve (node:internal/modules/esm/loader:591:25)',
    'ModuleLoader.resolve (node:internal/modules/esm/loader:574:38)',
    'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:236:38)',
    'ModuleJob._link (node:internal/modules/esm/module_job:130:49)',
  ],
  exportMissing: [
    'ModuleJob._instantiate (node:internal/modules/esm/module_job:175:21)',
    'async ModuleJob.run (node:internal/modules/esm/module_job:258:5)',
    'async ModuleLoader.import (node:internal/modules/esm/loader:540:24)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  files: {
    readFileUtf8Sync: ['Object.readFileSync (node:fs:449:20)'],
    readFileSync: ['Object.openSync (node:fs:574:18)', 'Object.readFileSync (node:fs:453:35)'],
    writeFileSync: ['Object.writeFileSync (node:fs:2368:20)'],
    readdirSync: ['Object.readdirSync (node:fs:1507:26)'],
  },
  calls: {
    connected: ['TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)'],
    readFileLater: [
      'async open (node:internal/fs/promises:639:25)',
      'async Object.readFile (node:internal/fs/promises:1246:14)',
    ],
    openLater: ['async open (node:internal/fs/promises:639:25)'],
    requestEmit: [
      'emitErrorEvent (node:_http_client:101:11)',
      'Socket.socketErrorListener (node:_http_client:504:5)',
      'Socket.emit (node:events:524:28)',
      'emitErrorNT (node:internal/streams/destroy:169:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ],
    spawned: [
      'ChildProcess._handle.onexit (node:internal/child_process:285:19)',
      'onErrorNT (node:internal/child_process:483:16)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ],
    streamEmit: [
      'emitErrorNT (node:internal/streams/destroy:169:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ],
    emitLater: [
      'emitErrorNT (node:net:1944:8)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ],
    emit: ['%.emit (node:events:524:28)'],
    emitMany: ['%.emit (node:events:536:35)'],
    once: ['Object.onceWrapper (node:events:638:28)', '%.emit (node:events:524:28)'],
    onceMany: ['Object.onceWrapper (node:events:638:28)', '%.emit (node:events:536:35)'],
    incoming: [
      'parserOnIncoming (node:_http_server:1141:12)',
      'HTTPParser.parserOnHeadersComplete (node:_http_common:118:17)',
    ],
    listening: [
      'emitListeningNT (node:net:1951:10)',
      'process.processTicksAndRejections (node:internal/process/task_queues:81:21)',
    ],
    setHeader: ['ServerResponse.setHeader (node:_http_outgoing:655:11)'],
    execSync: [
      'genericNodeError (node:internal/errors:984:15)',
      'wrappedFn (node:internal/errors:538:14)',
      'checkExecSyncError (node:child_process:891:11)',
      'Object.execSync (node:child_process:963:15)',
    ],
    openSync: ['Object.openSync (node:fs:572:10)', 'Object.readFileSync (node:fs:453:35)'],
    requireType: [
      'Module.require (node:internal/modules/cjs/loader:1291:3)',
      'require (node:internal/modules/helpers:182:18)',
    ],
  },
  shown: {
    ...NODE_22.shown,
    notFound: { place: 'node:internal/modules/cjs/loader:1215:3', text: '  throw err;' },
    badJson: { place: 'node:internal/modules/cjs/loader:1634:5', text: '    throw err;' },
    badPackage: { place: 'node:internal/modules/package_json_reader:93:9', text: '        throw error;' },
    argument: { place: 'node:internal/errors:541:7', text: '      throw error;' },
    emitted: { place: 'node:events:502:7', text: "      throw er; // Unhandled 'error' event" },
    rejection: {
      place: 'node:internal/process/promises:389:7',
      text: '      new UnhandledPromiseRejection(reason);',
    },
    fileMissing: {
      place: 'node:internal/modules/esm/resolve:283:11',
      text: '    throw new ERR_MODULE_NOT_FOUND(',
    },
    packageMissing: {
      place: 'node:internal/modules/esm/resolve:873:9',
      text: '  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);',
    },
    assert: { place: 'node:assert:90:3', text: '  throw new AssertionError(obj);' },
    execSync: { place: 'node:child_process:966:5', text: '    throw err;' },
    headersSent: {
      place: 'node:_http_outgoing:655:5',
      text: "    throw new ERR_HTTP_HEADERS_SENT('set');",
    },
    readFileUtf8Sync: {
      place: 'node:fs:449:20',
      text: '    return binding.readFileUtf8(path, stringToFlags(options.flag));',
    },
    openSync: { place: 'node:fs:574:18', text: '  return binding.open(' },
    writeFileSync: { place: 'node:fs:2368:20', text: '    return binding.writeFileUtf8(' },
    readdirSync: { place: 'node:fs:1507:26', text: '  const result = binding.readdir(' },
  },
};

/** Whether a release has what Node.js 20 had. */
export function isOldRelease(vm: Vm): boolean {
  return Number(vm.version.split('.')[0]) < 22;
}

export function internalsOf(vm: Vm): Internals {
  return isOldRelease(vm) ? NODE_20 : NODE_22;
}

/** A place as it is kept, of a place as it is shown. */
export function placeOf(text: string): StackPlace {
  const [, named, where = text] = /^(.*) \((.*)\)$/.exec(text) ?? [];
  const [, file = where, line = '0', column = '0'] = /^(.*):(\d+):(\d+)$/.exec(where) ?? [];
  return { name: named ?? '', file, line: Number(line), column: Number(column) };
}

/** Puts Node's own places above the program's, and lets an error that nobody catches show Node's own line. */
export function throwInside(vm: Vm, error: Err, places: readonly string[], shown?: ShownName): Err {
  error.stack = [...places.map(placeOf), ...error.stack].slice(0, 10);
  if (shown === undefined) return error;
  const { place, text } = internalsOf(vm).shown[shown];
  const at = placeOf(place);
  const lines: string[] = [];
  lines[at.line - 1] = text;
  vm.sources.set(at.file, lines);
  vm.realm.thrownAt.set(error, at);
  return error;
}
