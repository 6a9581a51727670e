/**
 * The directives of nginx: of which kind of module, where allowed and with how many arguments. Read off the tables
 * of the real program (Debian's nginx 1.26.3, struct ngx_command_t), and a few newer ones of its documentation. Each
 * row has a kind of module, a kind of value, bits and names.
 */
const TABLE = `
C f 1010200 daemon master_process quic_bpf pcre_jit
C m 1010002 timer_resolution worker_shutdown_timeout
C s 1010002 pid lock_file working_directory
C - 1010002 worker_processes worker_priority env load_module ssl_engine
C e 1010002 debug_points
C - 1010006 user
C - 1010800 worker_cpu_affinity
C n 1010002 worker_rlimit_nofile
C z 1010002 worker_rlimit_core
C - 1000800 error_log
any - ff000002 include
E - 2000002 worker_connections use debug_connection
E f 2000200 multi_accept accept_mutex
E m 2000002 accept_mutex_delay
C - 1000101 events http
E n 2000002 epoll_events worker_aio_requests
C - 101000c thread_pool
H n 6000002 max_headers http2_max_concurrent_streams http2_streams_index_size http3_max_concurrent_streams quic_active_connection_id_limit ssl_verify_depth
H n 2000002 variables_hash_max_size variables_hash_bucket_size server_names_hash_max_size server_names_hash_bucket_size map_hash_max_size map_hash_bucket_size
H - 2000101 server
H z 6000002 connection_pool_size request_pool_size client_header_buffer_size http2_pool_size http2_body_preread_size http3_stream_buffer_size ssl_buffer_size
H m 6000002 client_header_timeout ssl_session_timeout
H b 6000004 large_client_header_buffers
H f 6000200 ignore_invalid_headers merge_slashes underscores_in_headers http2 http3 http3_hq quic_retry quic_gso ssl_prefer_server_ciphers ssl_session_tickets ssl_stapling ssl_stapling_verify ssl_early_data ssl_reject_handshake
H - c000106 location
H - 4000800 listen server_name
H n e000002 types_hash_max_size types_hash_bucket_size keepalive_requests max_ranges open_file_cache_min_uses gzip_comp_level userid_service min_delete_depth limit_conn_status limit_req_status proxy_headers_hash_max_size proxy_headers_hash_bucket_size proxy_cache_min_uses proxy_next_upstream_tries proxy_ssl_verify_depth fastcgi_cache_min_uses fastcgi_next_upstream_tries uwsgi_modifier1 uwsgi_modifier2 uwsgi_cache_min_uses uwsgi_next_upstream_tries uwsgi_ssl_verify_depth scgi_cache_min_uses scgi_next_upstream_tries grpc_next_upstream_tries grpc_ssl_verify_depth memcached_next_upstream_tries memcached_gzip_flag
H - e000101 types
H s e000002 default_type add_before_body add_after_body userid_name userid_domain userid_path userid_p3p proxy_set_body proxy_ssl_ciphers proxy_ssl_trusted_certificate proxy_ssl_crl fastcgi_index uwsgi_string uwsgi_ssl_ciphers uwsgi_ssl_trusted_certificate uwsgi_ssl_crl grpc_ssl_ciphers grpc_ssl_trusted_certificate grpc_ssl_crl secure_link_secret
H - 4e000002 root limit_rate limit_rate_after charset source_charset
H - 8000002 alias
H - 8000900 limit_except
H z e000002 client_max_body_size client_body_buffer_size sendfile_max_chunk subrequest_output_buffer_size read_ahead directio_alignment send_lowat postpone_output gzip_window gzip_hash postpone_gzipping gzip_min_length ssi_min_file_chunk ssi_value_length slice http2_chunk_size proxy_send_lowat proxy_buffer_size proxy_busy_buffers_size proxy_limit_rate proxy_cache_max_range_offset proxy_max_temp_file_size proxy_temp_file_write_size fastcgi_send_lowat fastcgi_buffer_size fastcgi_busy_buffers_size fastcgi_limit_rate fastcgi_cache_max_range_offset fastcgi_max_temp_file_size fastcgi_temp_file_write_size uwsgi_buffer_size uwsgi_busy_buffers_size uwsgi_limit_rate uwsgi_cache_max_range_offset uwsgi_max_temp_file_size uwsgi_temp_file_write_size scgi_buffer_size scgi_busy_buffers_size scgi_limit_rate scgi_cache_max_range_offset scgi_max_temp_file_size scgi_temp_file_write_size grpc_buffer_size memcached_buffer_size mp4_buffer_size mp4_max_buffer_size
H m e000002 client_body_timeout send_timeout keepalive_time auth_delay lingering_time lingering_timeout open_file_cache_valid resolver_timeout proxy_connect_timeout proxy_send_timeout proxy_read_timeout proxy_cache_lock_timeout proxy_cache_lock_age proxy_next_upstream_timeout fastcgi_connect_timeout fastcgi_send_timeout fastcgi_read_timeout fastcgi_cache_lock_timeout fastcgi_cache_lock_age fastcgi_next_upstream_timeout uwsgi_connect_timeout uwsgi_send_timeout uwsgi_read_timeout uwsgi_cache_lock_timeout uwsgi_cache_lock_age uwsgi_next_upstream_timeout scgi_connect_timeout scgi_send_timeout scgi_read_timeout scgi_cache_lock_timeout scgi_cache_lock_age scgi_next_upstream_timeout grpc_connect_timeout grpc_send_timeout grpc_read_timeout grpc_next_upstream_timeout memcached_connect_timeout memcached_send_timeout memcached_read_timeout memcached_next_upstream_timeout
H - e00001e client_body_temp_path open_log_file_cache proxy_cookie_flags proxy_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path
H e e000002 client_body_in_file_only satisfy lingering_close server_tokens if_modified_since gzip_http_version userid gzip_static autoindex_format limit_conn_log_level limit_req_log_level proxy_http_version
H f e000200 client_body_in_single_buffer aio_write tcp_nopush tcp_nodelay reset_timedout_connection absolute_redirect server_name_in_redirect port_in_redirect msie_padding msie_refresh log_not_found log_subrequest recursive_error_pages chunked_transfer_encoding etag open_file_cache_errors open_file_cache_events gzip_vary gzip_no_buffer ssi_silent_errors ssi_ignore_recycled_buffers ssi_last_modified sub_filter_once sub_filter_last_modified gunzip create_full_put_path autoindex autoindex_localtime autoindex_exact_size mirror_request_body limit_conn_dry_run limit_req_dry_run real_ip_recursive proxy_buffering proxy_request_buffering proxy_ignore_client_abort proxy_socket_keepalive proxy_intercept_errors proxy_pass_request_headers proxy_pass_request_body proxy_force_ranges proxy_cache_lock proxy_cache_revalidate proxy_cache_convert_head proxy_cache_background_update proxy_ssl_session_reuse proxy_ssl_server_name proxy_ssl_verify fastcgi_buffering fastcgi_request_buffering fastcgi_ignore_client_abort fastcgi_socket_keepalive fastcgi_pass_request_headers fastcgi_pass_request_body fastcgi_intercept_errors fastcgi_force_ranges fastcgi_cache_lock fastcgi_cache_revalidate fastcgi_cache_background_update fastcgi_keep_conn uwsgi_buffering uwsgi_request_buffering uwsgi_ignore_client_abort uwsgi_socket_keepalive uwsgi_pass_request_headers uwsgi_pass_request_body uwsgi_intercept_errors uwsgi_force_ranges uwsgi_cache_lock uwsgi_cache_revalidate uwsgi_ssl_session_reuse uwsgi_ssl_server_name uwsgi_ssl_verify scgi_buffering scgi_request_buffering scgi_ignore_client_abort scgi_socket_keepalive scgi_pass_request_headers scgi_pass_request_body scgi_intercept_errors scgi_force_ranges scgi_cache_lock scgi_cache_revalidate scgi_cache_background_update grpc_socket_keepalive grpc_intercept_errors grpc_ssl_session_reuse grpc_ssl_server_name grpc_ssl_verify memcached_socket_keepalive mp4_start_key_frame
H f 4e000200 sendfile gzip ssi override_charset
H - e000002 aio directio userid_expires userid_mark http2_push mirror auth_request set_real_ip_from real_ip_header proxy_store proxy_method proxy_cache proxy_cache_key proxy_pass_header proxy_hide_header proxy_ssl_name proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_password_file fastcgi_split_path_info fastcgi_store fastcgi_cache fastcgi_cache_key fastcgi_pass_header fastcgi_hide_header fastcgi_catch_stderr uwsgi_store uwsgi_cache uwsgi_cache_key uwsgi_pass_header uwsgi_hide_header uwsgi_ssl_name uwsgi_ssl_certificate uwsgi_ssl_certificate_key uwsgi_ssl_password_file scgi_store scgi_cache scgi_cache_key scgi_pass_header scgi_hide_header grpc_pass_header grpc_hide_header grpc_ssl_name grpc_ssl_certificate grpc_ssl_certificate_key grpc_ssl_password_file modern_browser_value ancient_browser_value secure_link secure_link_md5
H m e000006 keepalive_timeout
H - e000006 keepalive_disable open_file_cache disable_symlinks proxy_redirect proxy_cookie_domain proxy_cookie_path proxy_bind fastcgi_bind uwsgi_bind scgi_bind grpc_bind memcached_bind modern_browser
H - 8000001 internal empty_gif flv mp4
H - 4e001000 error_page
H s 4e000002 post_action
H - e000800 error_log resolver gzip_proxied gzip_disable gzip_types ssi_types charset_types sub_filter_types addition_types dav_methods index proxy_cache_bypass proxy_no_cache proxy_cache_valid proxy_cache_use_stale proxy_cache_methods proxy_next_upstream proxy_ignore_headers proxy_ssl_protocols fastcgi_cache_bypass fastcgi_no_cache fastcgi_cache_valid fastcgi_cache_use_stale fastcgi_cache_methods fastcgi_next_upstream fastcgi_ignore_headers uwsgi_cache_bypass uwsgi_no_cache uwsgi_cache_valid uwsgi_cache_use_stale uwsgi_cache_methods uwsgi_next_upstream uwsgi_ignore_headers uwsgi_ssl_protocols scgi_cache_bypass scgi_no_cache scgi_cache_valid scgi_cache_use_stale scgi_cache_methods scgi_next_upstream scgi_ignore_headers grpc_next_upstream grpc_ignore_headers grpc_ssl_protocols memcached_next_upstream ancient_browser
H - 2001000 log_format proxy_cache_path fastcgi_cache_path uwsgi_cache_path scgi_cache_path
H - ce000800 access_log
H - 2000102 upstream
H - 10000800 server
H b e000004 gzip_buffers gunzip_buffers output_buffers proxy_buffers fastcgi_buffers uwsgi_buffers scgi_buffers
H - 2000104 charset_map map split_clients
H - e000004 sub_filter auth_request_set limit_conn proxy_set_header proxy_ssl_conf_command uwsgi_ssl_conf_command grpc_set_header grpc_ssl_conf_command
H - e00000e userid_flags dav_access limit_req proxy_store_access fastcgi_store_access uwsgi_store_access scgi_store_access
H - 4e000006 expires
H - 4e00000c add_header add_trailer
H z 2000002 http2_recv_buffer_size
H - 6000002 http2_max_concurrent_pushes http2_max_requests http2_max_field_size http2_max_header_size http2_recv_timeout http2_idle_timeout quic_host_key ssl_certificate ssl_certificate_key ssl_password_file ssl_session_ticket_key ssl_ocsp_cache
H - e000200 http2_push_preload
H f 8000200 random_index
H - c001000 try_files
H - 8e000002 auth_basic auth_basic_user_file allow deny
H - 2000004 limit_conn_zone
H - 2000008 limit_req_zone
H - 2000106 geo
H - c000800 valid_referers
H n c000002 referer_hash_max_size referer_hash_bucket_size
H - 6c00000c rewrite
H - 6c000006 return
H - 6c000001 break
H - c000900 if
H - 6c000004 set
H f 6e000200 rewrite_log uninitialized_variable_warn
H s 6000002 ssl_dhparam ssl_ecdh_curve ssl_ciphers ssl_client_certificate ssl_trusted_certificate ssl_crl ssl_ocsp_responder ssl_stapling_file ssl_stapling_responder
H - 6000800 ssl_protocols
H e 6000002 ssl_verify_client
H - 6000006 ssl_session_cache
H e 6000200 ssl_ocsp
H - 6000004 ssl_conf_command
H - c8000002 proxy_pass
H - 48000002 fastcgi_pass uwsgi_pass scgi_pass grpc_pass memcached_pass
H - e00000c fastcgi_param uwsgi_param scgi_param
H f e000002 uwsgi_cache_background_update
H - 10000006 hash zone
H - 10000001 ip_hash least_conn
H - 10000007 random
H - 10000002 keepalive
H m 10000002 keepalive_time keepalive_timeout
H n 10000002 keepalive_requests
H - c000003 stub_status
C - 1000101 stream mail
H - e000800 add_header_inherit add_trailer_inherit early_hints
H m 6000002 keepalive_min_timeout
H - 6000800 ssl_certificate_cache
`;

/** Where directives stand, as ngx_command_t has it. */
export const PLACES = {
  main: { kind: 'C', bit: 0x1000000 },
  events: { kind: 'E', bit: 0x2000000 },
  http: { kind: 'H', bit: 0x2000000 },
  server: { kind: 'H', bit: 0x4000000 },
  location: { kind: 'H', bit: 0x8000000 },
  upstream: { kind: 'H', bit: 0x10000000 },
  'if in server': { kind: 'H', bit: 0x20000000 },
  'if in location': { kind: 'H', bit: 0x40000000 },
  limit_except: { kind: 'H', bit: 0x80000000 },
} as const;

export type Place = keyof typeof PLACES;

const BLOCK = 0x100;
const FLAG = 0x200;
const ANY = 0x400;
const ONE_OR_MORE = 0x800;
const TWO_OR_MORE = 0x1000;
const COUNTS = 0xff;

/** What a value is read as; each of these may be given once: flag, text, number, size, time, buffers, one of some. */
type ValueKind = 'f' | 's' | 'n' | 'z' | 'm' | 'b' | 'e' | '-';

export interface DirectiveKind {
  readonly value: ValueKind;
  readonly isBlock: boolean;
  readonly takes: (count: number) => boolean;
}

/** What nginx knows of a directive at a place; else why it may not stand there. */
export function directiveAt(name: string, place: Place): DirectiveKind | 'unknown' | 'not allowed here' {
  const all = readTable().get(name);
  if (all === undefined) return 'unknown';
  const { kind, bit } = PLACES[place];
  const here = all.find((one) => (one.kind === kind || one.kind === 'any') && (one.bits & bit) !== 0);
  return here === undefined ? 'not allowed here' : kindOf(here);
}

function kindOf({ value, bits }: Row): DirectiveKind {
  return {
    value,
    isBlock: (bits & BLOCK) !== 0,
    takes: (count) =>
      (bits & ANY) !== 0 ||
      ((bits & FLAG) !== 0 && count === 1) ||
      ((bits & ONE_OR_MORE) !== 0 && count >= 1) ||
      ((bits & TWO_OR_MORE) !== 0 && count >= 2) ||
      (count < 8 && (bits & COUNTS & (1 << count)) !== 0),
  };
}

/** Why nginx does not take a directive's value; undefined where it does, or reads it otherwise. */
export function valueProblem(
  name: string,
  value: string,
  { value: kind }: DirectiveKind,
): string | undefined {
  if (kind === 'f' && !/^(on|off)$/i.test(value))
    return `invalid value "${value}" in "${name}" directive, it must be "on" or "off"`;
  if (kind === 'n' && !/^\d+$/.test(value)) return `"${name}" directive invalid number`;
  if (kind === 'z' && !/^\d+[kKmMgG]?$/.test(value)) return `"${name}" directive invalid value`;
  if (kind === 'm' && !/^(\d+(ms|[yMwdhms])? ?)+$/.test(value)) return `"${name}" directive invalid value`;
  return undefined;
}

interface Row {
  readonly kind: string;
  readonly value: ValueKind;
  readonly bits: number;
}

let table: ReadonlyMap<string, readonly Row[]> | undefined;

function readTable(): ReadonlyMap<string, readonly Row[]> {
  if (table !== undefined) return table;
  const rows = new Map<string, Row[]>();
  for (const line of TABLE.trim().split('\n')) {
    const [kind = '', value = '-', bits = '', ...names] = line.split(' ');
    for (const name of names) {
      const row = { kind, value: isValueKind(value) ? value : '-', bits: parseInt(bits, 16) } as const;
      rows.set(name, [...(rows.get(name) ?? []), row]);
    }
  }
  table = rows;
  return rows;
}

function isValueKind(letter: string): letter is ValueKind {
  return 'fsnzmbe-'.includes(letter);
}
