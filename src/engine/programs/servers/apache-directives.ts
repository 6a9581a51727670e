/**
 * The directives of Apache's modules: read off the tables of the real program (Debian's apache2 2.4.71, command_rec).
 * A line is a module and its directives: name, how its arguments are taken, where it may stand (bits).
 */
const TABLE = `
core <Directory:0:80 <Location:0:80 <VirtualHost:0:80 <Files:0:1f <Limit:0:9 <LimitExcept:0:9 <IfModule:0:11f <IfDefine:0:11f <IfFile:0:11f <IfDirective:0:11f <IfSection:0:11f <DirectoryMatch:0:80 <LocationMatch:0:80 <FilesMatch:0:1f AddDefaultCharset:1:4 AcceptPathInfo:1:4 Define:7:1c0 UnDefine:1:1c0 Error:0:1f <If:0:1f <ElseIf:0:1f <Else:0:1f AccessFileName:0:80 DocumentRoot:1:80 ErrorDocument:2:4 AllowOverride:0:40 AllowOverrideList:12:40 Options:0:2 DefaultType:1:4 FileETag:0:4 EnableMMAP:1:4 EnableSendfile:1:4 ReadBufferSize:1:c0 FlushMaxThreshold:1:80 FlushMaxPipelined:1:80 Protocol:1:80 AcceptFilter:2:80 Port:1:80 HostnameLookups:1:c0 ServerAdmin:1:80 ServerName:1:80 ServerSignature:1:1f ServerRoot:1:180 DefaultRuntimeDir:1:180 ErrorLog:1:80 ErrorLogFormat:7:80 ServerAlias:0:80 ServerPath:1:80 Timeout:1:80 ContentDigest:5:2 UseCanonicalName:1:c0 UseCanonicalPhysicalPort:1:c0 Include:1:1c0 IncludeOptional:1:1c0 LogLevel:3:c0 NameVirtualHost:1:80 ServerTokens:1:80 LimitRequestLine:1:80 LimitRequestFieldsize:1:80 LimitRequestFields:1:80 LimitRequestBody:1:1f LimitXMLRequestBody:1:1f Mutex:0:80 MaxRanges:1:c0 MaxRangeOverlaps:1:c0 MaxRangeReversals:1:c0 RLimitCPU:7:1f RLimitMEM:7:1f RLimitNPROC:7:1f RegexDefaultOptions:0:80 LimitInternalRecursion:7:80 CGIPassAuth:5:8 CGIVar:2:4 QualifyRedirectURL:5:4 StrictHostCheck:5:80 ForceType:1:4 SetHandler:1:4 SetOutputFilter:1:4 SetInputFilter:1:4 AllowEncodedSlashes:1:80 ScoreBoardFile:1:80 ExtendedStatus:5:80 SeeRequestTail:5:80 PidFile:1:80 MaxRequestsPerChild:1:80 MaxConnectionsPerChild:1:80 CoreDumpDirectory:1:80 MaxMemFree:1:80 ThreadStackSize:1:80 TraceEnable:1:80 MergeTrailers:5:80 Protocols:3:80 ProtocolsHonorOrder:1:80 HttpProtocolOptions:3:80 RegisterHttpMethod:3:80 MergeSlashes:5:80
so LoadModule:2:180 LoadFile:3:180
http KeepAliveTimeout:1:80 MaxKeepAliveRequests:1:80 KeepAlive:5:80
log_config CustomLog:9:80 GlobalLog:9:80 TransferLog:1:80 LogFormat:7:80 BufferedLogs:5:80
unixd User:1:80 Group:1:80 ChrootDir:1:80 Suexec:5:80
version <IfVersion:10:11f
watchdog WatchdogInterval:1:80
logio LogIOTrackTTFB:5:1f
mpm_event ListenBacklog:1:80 ListenCoresBucketsRatio:1:80 Listen:12:80 SendBufferSize:1:80 ReceiveBufferSize:1:80 ListenTCPDeferAccept:1:80 StartServers:1:80 ServerLimit:1:80 MinSpareThreads:1:80 MaxSpareThreads:1:80 MaxClients:1:80 MaxRequestWorkers:1:80 ThreadsPerChild:1:80 ThreadLimit:1:80 AsyncRequestWorkerFactor:1:80 GracefulShutdownTimeout:1:80
mpm_prefork ListenBacklog:1:80 ListenCoresBucketsRatio:1:80 Listen:12:80 SendBufferSize:1:80 ReceiveBufferSize:1:80 ListenTCPDeferAccept:1:80 StartServers:1:80 MinSpareServers:1:80 MaxSpareServers:1:80 MaxClients:1:80 MaxRequestWorkers:1:80 ServerLimit:1:80 GracefulShutdownTimeout:1:80
mpm_worker ListenBacklog:1:80 ListenCoresBucketsRatio:1:80 Listen:12:80 SendBufferSize:1:80 ReceiveBufferSize:1:80 ListenTCPDeferAccept:1:80 StartServers:1:80 MinSpareThreads:1:80 MaxSpareThreads:1:80 MaxRequestWorkers:1:80 MaxClients:1:80 ThreadsPerChild:1:80 ServerLimit:1:80 ThreadLimit:1:80 GracefulShutdownTimeout:1:80
authn_file AuthUserFile:1:8
authn_dbm AuthDBMUserFile:1:8 AuthDBMType:1:8
authn_anon Anonymous:3:8 Anonymous_MustGiveEmail:5:8 Anonymous_NoUserId:5:8 Anonymous_VerifyEmail:5:8 Anonymous_LogEmail:5:8
authn_dbd AuthDBDUserPWQuery:1:40 AuthDBDUserRealmQuery:1:40
authn_socache AuthnCacheSOCache:1:80 AuthnCacheEnable:0:80 AuthnCacheProvideFor:3:8 AuthnCacheTimeout:1:8 AuthnCacheContext:1:40
authn_core AuthType:1:8 AuthName:1:8 <AuthnProviderAlias:0:80
authz_host
authz_groupfile AuthGroupFile:1:8
authz_user
authz_dbm AuthDBMGroupFile:1:8 AuthzDBMType:1:8
authz_owner
authz_dbd AuthzDBDLoginToReferer:5:40 AuthzDBDQuery:1:40 AuthzDBDRedirectQuery:1:40
authz_core <AuthzProviderAlias:0:80 Require:0:8 <RequireAll:0:8 <RequireAny:0:8 <RequireNone:0:8 AuthMerging:1:8 AuthzSendForbiddenOnFailure:5:8
access_compat order:1:1 allow:4:1 deny:4:1 Satisfy:1:8
auth_basic AuthBasicProvider:3:8 AuthBasicAuthoritative:5:8 AuthBasicFake:7:8 AuthBasicUseDigestAlgorithm:1:8
auth_form AuthFormProvider:3:8 AuthFormUsername:1:8 AuthFormPassword:1:8 AuthFormLocation:1:8 AuthFormMethod:1:8 AuthFormMimetype:1:8 AuthFormBody:1:8 AuthFormSize:1:40 AuthFormLoginRequiredLocation:1:8 AuthFormLoginSuccessLocation:1:8 AuthFormLogoutLocation:1:8 AuthFormSitePassphrase:1:8 AuthFormAuthoritative:5:8 AuthFormFakeBasicAuth:5:8 AuthFormDisableNoStore:5:8
auth_digest AuthDigestProvider:3:8 AuthDigestQop:3:8 AuthDigestNonceLifetime:1:8 AuthDigestNcCheck:5:8 AuthDigestAlgorithm:1:8 AuthDigestDomain:3:8 AuthDigestShmemSize:1:80
allowmethods AllowMethods:12:40
cache CacheEnable:7:c0 CacheDisable:1:c0 CacheMaxExpire:1:c0 CacheMinExpire:1:c0 CacheDefaultExpire:1:c0 CacheQuickHandler:5:80 CacheIgnoreNoLastMod:5:c0 CacheIgnoreCacheControl:5:80 CacheStoreExpired:5:c0 CacheStorePrivate:5:c0 CacheStoreNoStore:5:c0 CacheIgnoreHeaders:3:80 CacheIgnoreQueryString:5:80 CacheIgnoreURLSessionIdentifiers:3:80 CacheLastModifiedFactor:1:c0 CacheLock:5:80 CacheLockPath:1:80 CacheLockMaxAge:1:80 CacheHeader:5:c0 CacheDetailHeader:5:c0 CacheKeyBaseURL:1:80 CacheStaleOnError:5:c0
cache_disk CacheRoot:1:80 CacheDirLevels:1:80 CacheDirLength:1:80 CacheMinFileSize:1:c0 CacheMaxFileSize:1:c0 CacheReadSize:1:c0 CacheReadTime:1:c0
cache_socache CacheSocache:1:80 CacheSocacheMaxTime:1:c0 CacheSocacheMinTime:1:c0 CacheSocacheMaxSize:1:c0 CacheSocacheReadSize:1:c0 CacheSocacheReadTime:1:c0
socache_shmcb
macro <Macro:0:11f Use:0:11f UndefMacro:1:11f MacroIgnoreEmptyArgs:0:11f MacroIgnoreBadNesting:0:11f
dbd DBDriver:1:80 DBDParams:1:80 DBDPersist:5:80 DBDPrepareSQL:7:80 DBDInitSQL:1:80 DBDMin:1:80 DBDKeep:1:80 DBDMax:1:80 DBDExptime:1:80
buffer BufferSize:1:40
ratelimit
reqtimeout RequestReadTimeout:0:80
ext_filter ExtFilterOptions:3:40 ExtFilterDefine:0:80
request KeptBodySize:1:40
include XBitHack:1:2 SSIErrorMsg:1:1f SSITimeFormat:1:1f SSIStartTag:1:80 SSIEndTag:1:80 SSIUndefinedEcho:1:1f SSILegacyExprParser:5:1 SSILastModified:5:1 SSIEtag:5:1
filter FilterDeclare:7:2 FilterProvider:8:2 FilterChain:3:2 FilterTrace:2:c0 AddOutputFilterByType:12:4 FilterProtocol:9:2
substitute Substitute:1:4 SubstituteMaxLineLength:1:4 SubstituteInheritBefore:5:4
sed OutputSed:1:40 InputSed:1:40
charset_lite CharsetSourceEnc:1:4 CharsetDefault:1:4 CharsetOptions:3:4
deflate DeflateFilterNote:7:80 DeflateWindowSize:1:80 DeflateBufferSize:1:80 DeflateMemLevel:1:80 DeflateCompressionLevel:1:80 DeflateInflateLimitRequestBody:1:1f DeflateInflateRatioLimit:1:1f DeflateInflateRatioBurst:1:1f DeflateAlterEtag:1:80
brotli BrotliFilterNote:7:80 BrotliCompressionQuality:1:80 BrotliCompressionWindow:1:80 BrotliCompressionMaxInputBlock:1:80 BrotliAlterETag:1:80
xml2enc xml2EncDefault:1:1f xml2EncAlias:4:80 xml2StartParse:3:1f
proxy_html ProxyHTMLEvents:3:c0 ProxyHTMLLinks:4:c0 ProxyHTMLURLMap:0:c0 ProxyHTMLDoctype:7:c0 ProxyHTMLFixups:3:c0 ProxyHTMLMeta:5:c0 ProxyHTMLInterp:5:c0 ProxyHTMLExtended:5:c0 ProxyHTMLStripComments:5:c0 ProxyHTMLBufSize:1:c0 ProxyHTMLCharsetOut:1:c0 ProxyHTMLEnable:5:c0
mime AddCharset:4:4 AddEncoding:4:4 AddHandler:4:4 AddInputFilter:4:4 AddLanguage:4:4 AddOutputFilter:4:4 AddType:4:4 DefaultLanguage:1:4 MultiviewsMatch:3:4 RemoveCharset:3:4 RemoveEncoding:3:4 RemoveHandler:3:4 RemoveInputFilter:3:4 RemoveLanguage:3:4 RemoveOutputFilter:3:4 RemoveType:3:4 TypesConfig:1:80 ModMimeUsePathInfo:5:40
ldap LDAPSharedCacheSize:1:80 LDAPSharedCacheFile:1:80 LDAPCacheEntries:1:80 LDAPCacheTTL:1:80 LDAPOpCacheEntries:1:80 LDAPOpCacheTTL:1:80 LDAPTrustedGlobalCert:9:80 LDAPTrustedClientCert:9:8 LDAPTrustedMode:1:80 LDAPVerifyServerCert:5:80 LDAPConnectionTimeout:1:80 LDAPReferrals:1:8 LDAPReferralHopLimit:1:8 LDAPLibraryDebug:1:80 LDAPTimeout:1:80 LDAPConnectionPoolTTL:1:80 LDAPRetries:1:80 LDAPRetryDelay:1:80
log_debug LogMessage:10:c0
log_forensic ForensicLog:1:80
lua LuaRoot:1:1f LuaPackagePath:1:1f LuaPackageCPath:1:1f LuaAuthzProvider:8:180 LuaHookPreTranslateName:2:1f <LuaHookPreTranslateName:0:11f LuaHookTranslateName:9:1f <LuaHookTranslateName:0:11f LuaHookFixups:2:1f <LuaHookFixups:0:11f LuaHookMapToStorage:2:1f <LuaHookMapToStorage:0:11f LuaHookCheckUserID:9:1f <LuaHookCheckUserID:0:11f LuaHookTypeChecker:2:1f <LuaHookTypeChecker:0:11f LuaHookAccessChecker:9:1f <LuaHookAccessChecker:0:11f LuaHookAuthChecker:9:1f <LuaHookAuthChecker:0:11f LuaHookInsertFilter:2:1f LuaHookLog:2:1f LuaScope:10:1f LuaInherit:1:1f LuaCodeCache:1:1f LuaQuickHandler:2:1f <LuaQuickHandler:0:11f Lua_____ByteCodeHack:0:1f LuaMapHandler:9:1f LuaOutputFilter:8:1f LuaInputFilter:8:1f
env PassEnv:3:4 SetEnv:7:4 UnsetEnv:3:4
mime_magic MimeMagicFile:1:80
cern_meta MetaFiles:5:10 MetaDir:1:10 MetaSuffix:1:10
expires ExpiresActive:5:10 ExpiresByType:2:10 ExpiresDefault:1:10
headers Header:0:4 RequestHeader:0:4
usertrack CookieExpires:1:4 CookieDomain:1:4 CookieStyle:1:4 CookieTracking:5:4 CookieName:1:4 CookieSameSite:1:4 CookieSecure:5:4 CookieHttpOnly:5:4
unique_id
setenvif SetEnvIf:0:4 SetEnvIfNoCase:0:4 SetEnvIfExpr:0:4 BrowserMatch:0:4 BrowserMatchNoCase:0:4
remoteip RemoteIPHeader:1:80 RemoteIPProxiesHeader:1:80 RemoteIPTrustedProxy:3:80 RemoteIPInternalProxy:3:80 RemoteIPTrustedProxyList:1:80 RemoteIPInternalProxyList:1:80 RemoteIPProxyProtocol:5:80 RemoteIPProxyProtocolExceptions:12:80
proxy <Proxy:0:80 <ProxyMatch:0:80 ProxyRequests:5:80 ProxyRemote:9:80 ProxyRemoteMatch:9:80 ProxyPassInterpolateEnv:5:c0 ProxyPass:0:c0 ProxyPassMatch:0:c0 ProxyPassReverse:10:c0 ProxyPassReverseCookiePath:9:c0 ProxyPassReverseCookieDomain:9:c0 ProxyBlock:3:80 ProxyReceiveBufferSize:1:80 ProxyIOBufferSize:1:80 ProxyMaxForwards:1:80 NoProxy:3:80 ProxyDomain:1:80 ProxyVia:1:80 ProxyErrorOverride:3:c0 ProxyPreserveHost:5:c0 ProxyTimeout:1:80 ProxyBadHeader:1:80 BalancerMember:0:c0 BalancerGrowth:1:80 BalancerPersist:5:80 BalancerInherit:5:80 ProxyPassInherit:5:80 ProxyStatus:1:80 ProxySet:0:c0 ProxySourceAddress:1:80 ProxyAddHeaders:5:c0 Proxy100Continue:5:c0
proxy_connect AllowCONNECT:3:80
proxy_ftp ProxyFtpListOnWildcard:5:c0 ProxyFtpEscapeWildcards:5:c0 ProxyFtpDirCharset:1:c0
proxy_http
proxy_fcgi ProxyFCGIBackendType:1:4 ProxyFCGISetEnvIf:9:4
proxy_scgi ProxySCGISendfile:1:c0 ProxySCGIInternalRedirect:1:c0
proxy_uwsgi
proxy_wstunnel ProxyWebsocketFallbackToProxyHttp:5:c0
proxy_ajp
proxy_balancer
proxy_express ProxyExpressEnable:5:4 ProxyExpressDBMFile:1:4 ProxyExpressDBMType:1:4
proxy_hcheck ProxyHCTemplate:0:4 ProxyHCExpr:0:4 ProxyHCTPsize:1:80
proxy_http2
session Session:5:88 SessionMaxAge:1:88 SessionHeader:1:88 SessionEnv:5:88 SessionInclude:1:88 SessionExclude:1:88 SessionExpiryUpdateInterval:1:88
session_cookie SessionCookieName:0:88 SessionCookieName2:0:88 SessionCookieRemove:5:88
session_crypto SessionCryptoPassphrase:3:88 SessionCryptoPassphraseFile:1:c0 SessionCryptoCipher:1:88 SessionCryptoDriver:0:80
session_dbd SessionDBDSelectLabel:1:88 SessionDBDInsertLabel:1:88 SessionDBDUpdateLabel:1:88 SessionDBDDeleteLabel:1:88 SessionDBDPerUser:5:88 SessionDBDCookieRemove:5:88 SessionDBDCookieName:0:88 SessionDBDCookieName2:0:88
slotmem_shm
slotmem_plain
ssl SSLPassPhraseDialog:1:80 SSLSessionCache:1:80 SSLCryptoDevice:1:80 SSLRandomSeed:9:80 SSLVHostSNIPolicy:1:80 SSLEngine:1:80 SSLFIPS:5:80 SSLCipherSuite:7:88 SSLCertificateFile:1:80 SSLCertificateKeyFile:1:80 SSLCertificateChainFile:1:80 SSLSessionTicketKeyFile:1:80 SSLCACertificatePath:1:88 SSLCACertificateFile:1:88 SSLCADNRequestPath:1:80 SSLCADNRequestFile:1:80 SSLCARevocationPath:1:80 SSLCARevocationFile:1:80 SSLCARevocationCheck:0:80 SSLVerifyClient:1:88 SSLVerifyDepth:1:88 SSLSessionCacheTimeout:1:80 SSLProtocol:0:80 SSLHonorCipherOrder:5:80 SSLCompression:5:80 SSLSessionTickets:5:80 SSLInsecureRenegotiation:5:80 SSLUserName:1:88 SSLStrictSNIVHostCheck:5:80 SSLSRPVerifierFile:1:80 SSLSRPUnknownUserSeed:1:80 SSLProxyEngine:5:880 SSLProxyProtocol:0:880 SSLProxyCipherSuite:7:880 SSLProxyVerify:1:880 SSLProxyVerifyDepth:1:880 SSLProxyCACertificateFile:1:880 SSLProxyCACertificatePath:1:880 SSLProxyCARevocationPath:1:880 SSLProxyCARevocationFile:1:880 SSLProxyCARevocationCheck:0:880 SSLProxyMachineCertificateFile:1:880 SSLProxyMachineCertificatePath:1:880 SSLProxyMachineCertificateChainFile:1:880 SSLProxyCheckPeerExpire:5:880 SSLProxyCheckPeerCN:5:880 SSLProxyCheckPeerName:5:880 SSLOptions:0:2 SSLRequireSSL:0:8 SSLRequire:0:8 SSLRenegBufferSize:1:8 SSLOCSPEnable:0:80 SSLOCSPDefaultResponder:1:80 SSLOCSPOverrideResponder:5:80 SSLOCSPResponseTimeSkew:1:80 SSLOCSPResponseMaxAge:1:80 SSLOCSPResponderTimeout:1:80 SSLOCSPUseRequestNonce:5:80 SSLOCSPProxyURL:1:80 SSLOCSPNoVerify:5:80 SSLOCSPResponderCertificateFile:1:80 SSLStaplingCache:1:80 SSLUseStapling:5:80 SSLStaplingResponseTimeSkew:1:80 SSLStaplingResponderTimeout:1:80 SSLStaplingResponseMaxAge:1:80 SSLStaplingStandardCacheTimeout:1:80 SSLStaplingReturnResponderErrors:5:80 SSLStaplingFakeTryLater:5:80 SSLStaplingErrorCacheTimeout:1:80 SSLStaplingForceURL:1:80 SSLOpenSSLConfCmd:2:80 SSLLog:0:1f SSLLogLevel:0:1f
http2 H2MaxSessionStreams:1:80 H2WindowSize:1:80 H2MinWorkers:1:80 H2MaxWorkers:1:80 H2MaxWorkerIdleSeconds:1:80 H2StreamMaxMemSize:1:80 H2SerializeHeaders:1:80 H2ModernTLSOnly:1:80 H2Upgrade:1:88 H2Direct:1:80 H2SessionExtraFiles:1:80 H2TLSWarmUpSize:1:80 H2TLSCoolDownSecs:1:80 H2Push:1:88 H2PushPriority:9:80 H2PushDiarySize:1:80 H2CopyFiles:1:4 H2PushResource:10:c H2EarlyHints:1:80 H2Padding:1:80 H2OutputBuffering:1:80 H2StreamTimeout:1:80 H2MaxDataFrameLen:1:80 H2MaxHeaderBlockLen:1:80 H2MaxStreamErrors:1:80 H2EarlyHint:2:c H2ProxyRequests:1:4 H2WebSockets:1:80
md MDCertificateAuthority:12:80 MDCertificateAgreement:1:80 MDCAChallenges:12:80 MDCertificateProtocol:1:80 MDContactEmail:1:80 MDDriveMode:1:80 MDRenewMode:1:80 MDomain:12:80 <MDomainSet:0:80 <MDomain:0:80 MDMember:12:80 MDMembers:12:80 MDMustStaple:1:80 MDPortMap:7:80 MDPrivateKeys:12:80 MDHttpProxy:1:80 MDStoreDir:1:80 MDRenewWindow:1:80 MDRequireHttps:1:88 MDNotifyCmd:0:80 MDBaseServer:1:80 MDChallengeDns01:0:80 MDChallengeDns01Version:1:80 MDCertificateFile:1:80 MDCertificateKeyFile:1:80 MDServerStatus:1:80 MDCertificateStatus:1:80 MDWarnWindow:1:80 MDMessageCmd:0:80 MDStapling:1:80 MDStapleOthers:1:80 MDStaplingKeepResponse:1:80 MDStaplingRenewWindow:1:80 MDCertificateCheck:2:80 MDActivationDelay:1:80 MDCACertificateFile:1:80 MDHttpProxyCACertificateFile:1:80 MDExternalAccountBinding:7:80 MDRetryDelay:1:80 MDRetryFailover:1:80 MDStoreLocks:1:80 MDMatchNames:1:80 MDInitialDelay:1:80 MDCheckInterval:1:80 MDProfile:1:80 MDProfileMandatory:1:80 MDRenewViaARI:1:80
lbmethod_byrequests
lbmethod_bytraffic
lbmethod_bybusyness
lbmethod_heartbeat HeartbeatStorage:1:80
dav DAV:1:40 DAVBasePath:1:40 DAVMinTimeout:1:c0 DAVDepthInfinity:5:c0 DAVLockDiscovery:5:c0
status
autoindex AddIcon:4:10 AddIconByType:4:10 AddIconByEncoding:4:10 AddAlt:4:10 AddAltByType:4:10 AddAltByEncoding:4:10 IndexOptions:12:10 IndexOrderDefault:2:10 IndexIgnore:3:10 IndexIgnoreReset:5:10 AddDescription:4:10 HeaderName:1:10 ReadmeName:1:10 FancyIndexing:0:1f DefaultIcon:1:10 IndexStyleSheet:1:10 IndexHeadInsert:1:10
asis
info AddModuleInfo:2:80
suexec SuexecUserGroup:2:80
cgid ScriptLog:1:80 ScriptLogLength:1:80 ScriptLogBuffer:1:80 ScriptSock:1:80 CGIDScriptTimeout:1:c0
cgi ScriptLog:1:80 ScriptLogLength:1:80 ScriptLogBuffer:1:80 CGIScriptTimeout:1:c0
dav_fs DAVLockDB:1:80
dav_lock DAVGenericLockDB:1:40
vhost_alias VirtualScriptAlias:1:80 VirtualDocumentRoot:1:80 VirtualScriptAliasIP:1:80 VirtualDocumentRootIP:1:80
negotiation CacheNegotiatedDocs:5:80 LanguagePriority:3:4 ForceLanguagePriority:3:4
dir FallbackResource:1:10 DirectoryIndex:0:10 DirectorySlash:5:10 DirectoryCheckHandler:5:10 DirectoryIndexRedirect:1:10
imagemap ImapMenu:1:10 ImapDefault:1:10 ImapBase:1:10
actions Action:9:4 Script:2:c0
speling CheckSpelling:5:2 CheckCaseOnly:5:2 CheckBasenameMatch:5:2
userdir UserDir:0:80
alias Alias:7:c0 ScriptAlias:7:c0 Redirect:10:4 AliasMatch:2:80 ScriptAliasMatch:2:80 RedirectMatch:9:4 RedirectTemp:2:4 RedirectPermanent:2:4 RedirectRelative:5:4 AliasPreservePath:5:4
rewrite RewriteEngine:5:4 RewriteOptions:3:4 RewriteBase:1:4 RewriteCond:0:4 RewriteRule:0:4 RewriteMap:9:80
`;

/** What an error about the number of arguments ends with, for the modules that an image loads by itself and a few more. */
const MEANINGS: Readonly<Record<string, string>> = {
  AddDefaultCharset:
    "The name of the default charset to add to any Content-Type without one or 'Off' to disable",
  AcceptPathInfo:
    'Set to on or off for PATH_INFO to be accepted by handlers, or default for the per-handler preference',
  Define: 'Define a variable, optionally to a value.  Same as passing -D to the command line.',
  UnDefine: 'Undefine the existence of a variable. Undo a Define.',
  DocumentRoot: 'Root directory of the document tree',
  ErrorDocument: 'Change responses for HTTP errors',
  DefaultType: 'the default media type for otherwise untyped files (DEPRECATED)',
  EnableMMAP: 'Controls whether memory-mapping may be used to read files',
  EnableSendfile: 'Controls whether sendfile may be used to transmit files',
  ReadBufferSize: 'Size (in bytes) of the memory buffers used to read data',
  FlushMaxThreshold: 'Maximum threshold above which pending data are flushed to the network',
  FlushMaxPipelined:
    'Maximum number of pipelined responses (pending) above which they are flushed to the network',
  Protocol: 'Set the Protocol for httpd to use.',
  AcceptFilter: 'Set the Accept Filter to use for a protocol',
  Port: 'Port was replaced with Listen in Apache 2.0',
  HostnameLookups:
    '"on" to enable, "off" to disable reverse DNS lookups, or "double" to enable double-reverse DNS lookups',
  ServerAdmin: 'The email address of the server administrator',
  ServerName: 'The hostname and port of the server',
  ServerSignature: 'En-/disable server signature (on|off|email)',
  ServerRoot: 'Common directory of server-related files (logs, confs, etc.)',
  DefaultRuntimeDir: 'Common directory for run-time files (shared memory, locks, etc.)',
  ErrorLog: 'The filename of the error log',
  ErrorLogFormat: 'Format string for the ErrorLog',
  ServerPath: 'The pathname the server can be reached at',
  Timeout: 'Timeout duration (sec)',
  UseCanonicalName: 'How to work out the ServerName : Port when constructing URLs',
  UseCanonicalPhysicalPort: 'Whether to use the physical Port when constructing URLs',
  Include:
    'Name(s) of the config file(s) to be included; fails if the wildcard does not match at least one file',
  IncludeOptional:
    'Name or pattern of the config file(s) to be included; ignored if the file does not exist or the pattern does not match any files',
  LogLevel: 'Level of verbosity in error logging',
  NameVirtualHost: 'A numeric IP address:port, or the name of a host',
  ServerTokens:
    'Determine tokens displayed in the Server: header - Min(imal), Major, Minor, Prod(uctOnly), OS, or Full',
  LimitRequestLine: 'Limit on maximum size of an HTTP request line',
  LimitRequestFieldsize: 'Limit on maximum size of an HTTP request header field',
  LimitRequestFields: 'Limit (0 = unlimited) on max number of header fields in a request message',
  LimitRequestBody: 'Limit (in bytes) on maximum size of request message body',
  LimitXMLRequestBody: 'Limit (in bytes) on maximum size of an XML-based request body',
  MaxRanges: 'Maximum number of Ranges in a request before returning the entire resource, or 0 for unlimited',
  MaxRangeOverlaps:
    'Maximum number of overlaps in Ranges in a request before returning the entire resource, or 0 for unlimited',
  MaxRangeReversals:
    'Maximum number of reversals in Ranges in a request before returning the entire resource, or 0 for unlimited',
  RLimitCPU: 'Soft/hard limits for max CPU usage in seconds',
  RLimitMEM: 'Soft/hard limits for max memory usage per process',
  RLimitNPROC: 'soft/hard limits for max number of processes per uid',
  LimitInternalRecursion: 'maximum recursion depth of internal redirects and subrequests',
  CGIVar: 'Controls how some CGI variables are set',
  ForceType: 'a mime type that overrides other configured type',
  SetHandler: 'a handler name that overrides any other configured handler',
  SetOutputFilter: 'filter (or ; delimited list of filters) to be run on the request content',
  SetInputFilter: 'filter (or ; delimited list of filters) to be run on the request body',
  AllowEncodedSlashes: "Allow URLs containing '/' encoded as '%2F'",
  ScoreBoardFile: 'A file for Apache to maintain runtime process management information',
  PidFile: 'A file for logging the server process ID',
  MaxRequestsPerChild:
    'Maximum number of connections a particular child serves before dying. (DEPRECATED, use MaxConnectionsPerChild)',
  MaxConnectionsPerChild: 'Maximum number of connections a particular child serves before dying.',
  CoreDumpDirectory: 'The location of the directory Apache changes to before dumping core',
  MaxMemFree: "Maximum number of 1k blocks a particular child's allocator may hold.",
  ThreadStackSize: 'Size in bytes of stack used by threads handling client connections',
  TraceEnable: "'on' (default), 'off' or 'extended' to trace request body content",
  Protocols: 'Controls which protocols are allowed',
  ProtocolsHonorOrder:
    "'off' (default) or 'on' to respect given order of protocols, by default the client specified order determines selection",
  HttpProtocolOptions:
    "'Allow0.9' or 'Require1.0' (default); 'RegisteredMethods' or 'LenientMethods' (default); 'Unsafe' or 'Strict' (default). Sets HTTP acceptance rules",
  RegisterHttpMethod: 'Registers non-standard HTTP methods',
  KeepAliveTimeout: 'Keep-Alive timeout duration (sec)',
  MaxKeepAliveRequests: 'Maximum number of Keep-Alive requests per connection, or 0 for infinite',
  CustomLog:
    'a file name, a custom log format string or format name, and an optional "env=" or "expr=" clause (see docs)',
  GlobalLog: 'Same as CustomLog, but forces virtualhosts to inherit the log',
  TransferLog: 'the filename of the access log',
  LogFormat: 'a log format string (see docs) and an optional format name',
  User: 'Effective user id for this server',
  Group: 'Effective group id for this server',
  ChrootDir: 'The directory to chroot(2) into',
  ListenBacklog: 'Maximum length of the queue of pending connections, as used by listen(2)',
  ListenCoresBucketsRatio:
    'Ratio between the number of CPU cores (online) and the number of listeners buckets',
  SendBufferSize: 'Send buffer size in bytes',
  ReceiveBufferSize: 'Receive buffer size in bytes',
  ListenTCPDeferAccept: 'Value set for the socket option TCP_DEFER_ACCEPT if it is set',
  StartServers: 'Number of child processes launched at server startup',
  ServerLimit: 'Maximum number of child processes for this run of Apache',
  MinSpareThreads: 'Minimum number of idle threads, to handle request spikes',
  MaxSpareThreads: 'Maximum number of idle threads',
  MaxClients: 'Deprecated name of MaxRequestWorkers',
  MaxRequestWorkers: 'Maximum number of threads alive at the same time',
  ThreadsPerChild: 'Number of threads each child creates',
  ThreadLimit:
    'Maximum number of worker threads per child process for this run of Apache - Upper limit for ThreadsPerChild',
  AsyncRequestWorkerFactor: 'How many additional connects will be accepted per idle worker thread',
  GracefulShutdownTimeout:
    'Maximum time in seconds to wait for child processes to complete transactions during shutdown',
  AuthUserFile: 'text file containing user IDs and passwords',
  AuthType: 'an HTTP authorization type (e.g., "Basic")',
  AuthName: 'the authentication realm (e.g. "Members Only")',
  AuthMerging:
    "controls how a <Directory>, <Location>, or similar directive's authorization directives are combined with those of its predecessor",
  order: "'allow,deny', 'deny,allow', or 'mutual-failure'",
  allow: "'from' followed by hostnames or IP-address wildcards",
  deny: "'from' followed by hostnames or IP-address wildcards",
  Satisfy: "access policy if both allow and require used ('all' or 'any')",
  AuthBasicProvider: 'specify the auth providers for a directory or location',
  AuthBasicFake:
    "Fake basic authentication using the given expressions for username and password, 'off' to disable. Password defaults to 'password' if missing.",
  AuthBasicUseDigestAlgorithm:
    "Set to 'MD5' to use the auth provider's authentication check for digest auth, using a hash of 'user:realm:pass'",
  DeflateFilterNote: 'Set a note to report on compression ratio',
  DeflateWindowSize: 'Set the Deflate window size (1-15)',
  DeflateBufferSize: 'Set the Deflate Buffer Size',
  DeflateMemLevel: 'Set the Deflate Memory Level (1-9)',
  DeflateCompressionLevel: 'Set the Deflate Compression Level (1-9)',
  DeflateInflateLimitRequestBody: 'Set a limit on size of inflated input',
  DeflateInflateRatioLimit: 'Set the inflate ratio limit above which inflation is aborted (default: 200)',
  DeflateInflateRatioBurst: 'Set the maximum number of following inflate ratios above limit (default: 3)',
  DeflateAlterEtag:
    "Set how mod_deflate should modify ETAG response headers: 'AddSuffix' (default), 'NoChange' (2.2.x behavior), 'Remove'",
  AddCharset: 'a charset (e.g., iso-2022-jp), followed by one or more file extensions',
  AddEncoding: 'an encoding (e.g., gzip), followed by one or more file extensions',
  AddHandler: 'a handler name followed by one or more file extensions',
  AddInputFilter: 'input filter name (or ; delimited names) followed by one or more file extensions',
  AddLanguage: 'a language (e.g., fr), followed by one or more file extensions',
  AddOutputFilter: 'output filter name (or ; delimited names) followed by one or more file extensions',
  AddType: 'a mime type followed by one or more file extensions',
  DefaultLanguage: 'language to use for documents with no other language file extension',
  MultiviewsMatch: 'NegotiatedOnly (default), Handlers and/or Filters, or Any',
  RemoveCharset: 'one or more file extensions',
  RemoveEncoding: 'one or more file extensions',
  RemoveHandler: 'one or more file extensions',
  RemoveInputFilter: 'one or more file extensions',
  RemoveLanguage: 'one or more file extensions',
  RemoveOutputFilter: 'one or more file extensions',
  RemoveType: 'one or more file extensions',
  TypesConfig: 'the MIME types config file',
  PassEnv: 'a list of environment variables to pass to CGI.',
  SetEnv: 'an environment variable name and optional value to pass to CGI.',
  UnsetEnv: 'a list of variables to remove from the CGI environment.',
  ExpiresByType: 'a MIME type followed by an expiry date code',
  ExpiresDefault: 'an expiry date code',
  ProxyRemote: "a scheme, partial URL or '*' and a proxy server",
  ProxyRemoteMatch: 'a regex pattern and a proxy server',
  ProxyPassReverse: 'a virtual path and a URL for reverse proxy behaviour',
  ProxyPassReverseCookiePath: 'Path rewrite rule for proxying cookies',
  ProxyPassReverseCookieDomain: 'Domain rewrite rule for proxying cookies',
  ProxyBlock: 'A list of names, hosts or domains to which the proxy will not connect',
  ProxyReceiveBufferSize: 'Receive buffer size for outgoing HTTP and FTP connections in bytes',
  ProxyIOBufferSize: 'IO buffer size for outgoing HTTP and FTP connections in bytes',
  ProxyMaxForwards: 'The maximum number of proxies a request may be forwarded through.',
  NoProxy: 'A list of domains, hosts, or subnets to which the proxy will connect directly',
  ProxyDomain: 'The default intranet domain name (in absence of a domain in the URL)',
  ProxyVia: 'Configure Via: proxy header header to one of: on | off | block | full',
  ProxyErrorOverride: "use our error handling pages instead of the servers' we are proxying",
  ProxyTimeout: 'Set the timeout (in seconds) for a proxied connection. This overrides the server timeout',
  ProxyBadHeader: 'How to handle bad header line in response: IsError | Ignore | StartBody',
  BalancerGrowth: 'Number of additional Balancers that can be added post-config',
  ProxyStatus: 'Configure Status: proxy status to one of: on | off | full',
  ProxySourceAddress: 'Configure local source IP used for request forward',
  AddIcon: 'an icon URL followed by one or more filenames',
  AddIconByType: 'an icon URL followed by one or more MIME types',
  AddIconByEncoding: 'an icon URL followed by one or more content encodings',
  AddAlt: 'alternate descriptive text followed by one or more filenames',
  AddAltByType: 'alternate descriptive text followed by one or more MIME types',
  AddAltByEncoding: 'alternate descriptive text followed by one or more content encodings',
  IndexOrderDefault: '{Ascending,Descending} {Name,Size,Description,Date}',
  IndexIgnore: 'one or more file extensions',
  AddDescription: 'Descriptive text followed by one or more filenames',
  HeaderName: 'a filename',
  ReadmeName: 'a filename',
  DefaultIcon: 'an icon URL',
  IndexStyleSheet: 'URL to style sheet',
  IndexHeadInsert: 'String to insert in HTML HEAD section',
  FallbackResource: 'Set a default handler',
  DirectoryIndexRedirect: 'On, Off, or a 3xx status code.',
  Alias: 'a fakename and a realname, or a realname in a Location',
  ScriptAlias: 'a fakename and a realname, or a realname in a Location',
  Redirect: 'an optional status, then document to be redirected and destination URL',
  AliasMatch: 'a regular expression and a filename',
  ScriptAliasMatch: 'a regular expression and a filename',
  RedirectMatch: 'an optional status, then a regular expression and destination URL',
  RedirectTemp: 'a document to be redirected, then the destination URL',
  RedirectPermanent: 'a document to be redirected, then the destination URL',
  RewriteOptions: 'List of option strings to set',
  RewriteBase: 'the base URL of the per-directory context',
  RewriteMap: 'a mapname and a filename and options',
};

/** Enum cmd_how of http_config.h. */
export const HOW = {
  raw: 0,
  take1: 1,
  take2: 2,
  iterate: 3,
  iterate2: 4,
  flag: 5,
  none: 6,
  take12: 7,
  take3: 8,
  take23: 9,
  take123: 10,
  take13: 11,
  argv: 12,
} as const;

/** Where a directive may stand: bits of req_override. */
export const PLACES = { access: 0x40, server: 0x80, htaccess: 0x1f, everywhere: 0x16 } as const;

export interface ApacheDirective {
  readonly name: string;
  readonly module: string;
  readonly how: number;
  readonly places: number;
  readonly meaning: string | undefined;
}

let table: ReadonlyMap<string, readonly ApacheDirective[]> | undefined;

/** All modules that are known, with their directives. */
export function apacheModules(): ReadonlyMap<string, readonly ApacheDirective[]> {
  table ??= new Map(
    TABLE.trim()
      .split('\n')
      .map((line) => {
        const [module = '', ...rest] = line.split(' ');
        return [module, rest.map((text) => directiveOf(module, text))];
      }),
  );
  return table;
}

function directiveOf(module: string, text: string): ApacheDirective {
  const [name = '', how, places = ''] = text.split(':');
  const meaning = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  return { name, module, how: Number(how), places: parseInt(places, 16), meaning };
}
