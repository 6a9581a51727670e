/** Names that Node.js 22 has and this one does not: asking for one says so, where a program would be told a lie. */
import { NotModelled, Obj, type Value } from '../values';
import type { Vm } from '../vm';

const MISSING: Readonly<Record<string, string>> = {
  fs: 'fchown fchownSync fchmod fchmodSync ftruncate ftruncateSync futimes futimesSync glob globSync lchown lchownSync lchmod lchmodSync lutimes lutimesSync openAsBlob readv readvSync statfs statfsSync unwatchFile writev writevSync FileReadStream FileWriteStream Dir opendir',
  'fs/promises': 'glob statfs lchmod lchown lutimes',
  path: 'toNamespacedPath matchesGlob win32',
  os: 'setPriority',
  util: 'getCallSite getCallSites getSystemErrorMap getSystemErrorMessage isBoolean isBuffer isNull isNullOrUndefined isNumber isString isSymbol isUndefined isRegExp isObject isDate isError isFunction isPrimitive log transferableAbortSignal transferableAbortController MIMEType MIMEParams diff setTraceSigInt',
  events:
    'addAbortListener getMaxListeners usingDomains captureRejectionSymbol captureRejections EventEmitterAsyncResource kMaxEventTargetListeners kMaxEventTargetListenersWarned',
  stream: 'isDestroyed isWritable duplexPair destroy compose',
  http: 'validateHeaderName validateHeaderValue setMaxIdleHTTPParsers WebSocket CloseEvent MessageEvent',
  net: 'BlockList SocketAddress getDefaultAutoSelectFamily setDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout setDefaultAutoSelectFamilyAttemptTimeout',
  dns: 'Resolver ADDRCONFIG ALL V4MAPPED NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED TIMEOUT EOF FILE NOMEM DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED resolveAny resolveCaa resolveNaptr resolvePtr resolveSoa resolveTlsa',
  crypto:
    'checkPrime checkPrimeSync createDiffieHellmanGroup diffieHellman generatePrime generatePrimeSync getCiphers getCipherInfo getCurves getDiffieHellman generateKey privateEncrypt publicDecrypt randomFill setEngine getFips setFips Certificate Cipher Cipheriv Decipher Decipheriv DiffieHellman DiffieHellmanGroup ECDH KeyObject Sign Verify secureHeapUsed fips constants subtle prng pseudoRandomBytes rng',
  zlib: 'BrotliCompress BrotliDecompress ZstdCompress ZstdDecompress zstdCompress zstdCompressSync zstdDecompress zstdDecompressSync createZstdCompress createZstdDecompress codes Z_NO_FLUSH Z_PARTIAL_FLUSH Z_SYNC_FLUSH Z_FULL_FLUSH Z_FINISH Z_BLOCK Z_OK Z_STREAM_END Z_NEED_DICT Z_ERRNO Z_STREAM_ERROR Z_DATA_ERROR Z_MEM_ERROR Z_BUF_ERROR Z_VERSION_ERROR Z_NO_COMPRESSION Z_BEST_SPEED Z_BEST_COMPRESSION Z_DEFAULT_COMPRESSION Z_FILTERED Z_HUFFMAN_ONLY Z_RLE Z_FIXED Z_DEFAULT_STRATEGY ZLIB_VERNUM DEFLATE INFLATE GZIP GUNZIP DEFLATERAW INFLATERAW UNZIP ZSTD_DECOMPRESS ZSTD_COMPRESS Z_MIN_WINDOWBITS Z_MAX_WINDOWBITS Z_DEFAULT_WINDOWBITS Z_MIN_CHUNK Z_MAX_CHUNK Z_DEFAULT_CHUNK Z_MIN_MEMLEVEL Z_MAX_MEMLEVEL Z_DEFAULT_MEMLEVEL Z_MIN_LEVEL Z_MAX_LEVEL Z_DEFAULT_LEVEL ZSTD_e_continue ZSTD_e_flush ZSTD_e_end ZSTD_fast ZSTD_dfast ZSTD_greedy ZSTD_lazy ZSTD_lazy2 ZSTD_btlazy2 ZSTD_btopt ZSTD_btultra ZSTD_btultra2 ZSTD_c_compressionLevel ZSTD_c_windowLog ZSTD_c_hashLog ZSTD_c_chainLog ZSTD_c_searchLog ZSTD_c_minMatch ZSTD_c_targetLength ZSTD_c_strategy ZSTD_c_enableLongDistanceMatching ZSTD_c_ldmHashLog ZSTD_c_ldmMinMatch ZSTD_c_ldmBucketSizeLog ZSTD_c_ldmHashRateLog ZSTD_c_contentSizeFlag ZSTD_c_checksumFlag ZSTD_c_dictIDFlag ZSTD_c_nbWorkers ZSTD_c_jobSize ZSTD_c_overlapLog ZSTD_d_windowLogMax ZSTD_CLEVEL_DEFAULT ZSTD_error_no_error ZSTD_error_GENERIC ZSTD_error_prefix_unknown ZSTD_error_version_unsupported ZSTD_error_frameParameter_unsupported ZSTD_error_frameParameter_windowTooLarge ZSTD_error_corruption_detected ZSTD_error_checksum_wrong ZSTD_error_literals_headerWrong ZSTD_error_dictionary_corrupted ZSTD_error_dictionary_wrong ZSTD_error_dictionaryCreation_failed ZSTD_error_parameter_unsupported ZSTD_error_parameter_combination_unsupported ZSTD_error_parameter_outOfBound ZSTD_error_tableLog_tooLarge ZSTD_error_maxSymbolValue_tooLarge ZSTD_error_maxSymbolValue_tooSmall ZSTD_error_stabilityCondition_notRespected ZSTD_error_stage_wrong ZSTD_error_init_missing ZSTD_error_memory_allocation ZSTD_error_workSpace_tooSmall ZSTD_error_dstSize_tooSmall ZSTD_error_srcSize_wrong ZSTD_error_dstBuffer_null ZSTD_error_noForwardProgress_destFull ZSTD_error_noForwardProgress_inputEmpty',
  url: 'resolveObject domainToASCII domainToUnicode fileURLToPathBuffer',
  querystring: 'unescapeBuffer',
  timers: 'active unenroll enroll',
  'readline/promises': 'Readline',
  assert: 'CallTracker partialDeepStrictEqual Assert',
  buffer: 'SlowBuffer transcode isUtf8 isAscii INSPECT_MAX_BYTES Blob resolveObjectURL File',
  perf_hooks:
    'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming monitorEventLoopDelay createHistogram constants',
  process:
    'moduleLoadList binding dlopen threadCpuUsage execve ref unref finalization openStdin assert hasUncaughtExceptionCaptureCallback sourceMapsEnabled getBuiltinModule initgroups setgroups setegid seteuid debugPort',
  Array: 'fromAsync',
  'Array.prototype': 'copyWithin toLocaleString',
  'String.prototype': 'anchor big blink bold fontcolor fontsize fixed italics link small strike sub sup',
  'Date.prototype': 'toGMTString getYear setYear',
  'RegExp.prototype': 'compile unicodeSets',
  Symbol:
    'keyFor isConcatSpreadable match matchAll replace search species split unscopables dispose asyncDispose',
  JSON: 'rawJSON isRawJSON',
  Buffer: 'copyBytesFrom of',
  'Buffer.prototype':
    'readUIntLE readUIntBE readUintLE readUintBE readIntLE readIntBE writeUIntLE writeUIntBE writeUintLE writeUintBE writeIntLE writeIntBE asciiSlice base64Slice base64urlSlice latin1Slice hexSlice ucs2Slice utf8Slice asciiWrite base64Write base64urlWrite latin1Write hexWrite ucs2Write utf8Write parent offset inspect subarray',
  URL: 'createObjectURL revokeObjectURL',
  console: 'Console profile profileEnd timeStamp context createTask',
  BigInt: 'asUintN asIntN',
};

/** `path`: the module's name, or the object's place below the global object. */
export function addMissing(vm: Vm, path: string, target: Value): void {
  const names = MISSING[path];
  if (names === undefined || !(target instanceof Obj)) return;
  for (const name of names.split(' ')) {
    if (target.own(name)) continue;
    target.slots.set(name, {
      value: undefined,
      get: vm.native(name, () => {
        throw new NotModelled(`${path}.${name}`);
      }),
      set: vm.native(name, (_inner, self, [value]) => {
        if (self instanceof Obj) self.put(name, value);
        return undefined;
      }),
      isEnumerable: false,
    });
  }
}
