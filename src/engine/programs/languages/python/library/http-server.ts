/** http and http.server over sockets, written in Python, so that a program's own handlers override what they like. */

/** Code, phrase, what is meant, and the name where it is not the phrase. Recorded from http.HTTPStatus. */
const STATUSES: readonly (readonly [code: number, phrase: string, meaning: string, name?: string])[] = [
  [100, 'Continue', 'Request received, please continue'],
  [101, 'Switching Protocols', 'Switching to new protocol; obey Upgrade header'],
  [102, 'Processing', ''],
  [103, 'Early Hints', ''],
  [200, 'OK', 'Request fulfilled, document follows'],
  [201, 'Created', 'Document created, URL follows'],
  [202, 'Accepted', 'Request accepted, processing continues off-line'],
  [203, 'Non-Authoritative Information', 'Request fulfilled from cache'],
  [204, 'No Content', 'Request fulfilled, nothing follows'],
  [205, 'Reset Content', 'Clear input form for further input'],
  [206, 'Partial Content', 'Partial content follows'],
  [207, 'Multi-Status', ''],
  [208, 'Already Reported', ''],
  [226, 'IM Used', ''],
  [300, 'Multiple Choices', 'Object has several resources -- see URI list'],
  [301, 'Moved Permanently', 'Object moved permanently -- see URI list'],
  [302, 'Found', 'Object moved temporarily -- see URI list'],
  [303, 'See Other', 'Object moved -- see Method and URL list'],
  [304, 'Not Modified', 'Document has not changed since given time'],
  [305, 'Use Proxy', 'You must use proxy specified in Location to access this resource'],
  [307, 'Temporary Redirect', 'Object moved temporarily -- see URI list'],
  [308, 'Permanent Redirect', 'Object moved permanently -- see URI list'],
  [400, 'Bad Request', 'Bad request syntax or unsupported method'],
  [401, 'Unauthorized', 'No permission -- see authorization schemes'],
  [402, 'Payment Required', 'No payment -- see charging schemes'],
  [403, 'Forbidden', 'Request forbidden -- authorization will not help'],
  [404, 'Not Found', 'Nothing matches the given URI'],
  [405, 'Method Not Allowed', 'Specified method is invalid for this resource'],
  [406, 'Not Acceptable', 'URI not available in preferred format'],
  [407, 'Proxy Authentication Required', 'You must authenticate with this proxy before proceeding'],
  [408, 'Request Timeout', 'Request timed out; try again later'],
  [409, 'Conflict', 'Request conflict'],
  [410, 'Gone', 'URI no longer exists and has been permanently removed'],
  [411, 'Length Required', 'Client must specify Content-Length'],
  [412, 'Precondition Failed', 'Precondition in headers is false'],
  [413, 'Content Too Large', 'Content is too large'],
  [414, 'URI Too Long', 'URI is too long'],
  [415, 'Unsupported Media Type', 'Entity body in unsupported format'],
  [416, 'Range Not Satisfiable', 'Cannot satisfy request range'],
  [417, 'Expectation Failed', 'Expect condition could not be satisfied'],
  [418, "I'm a Teapot", 'Server refuses to brew coffee because it is a teapot.'],
  [421, 'Misdirected Request', 'Server is not able to produce a response'],
  [422, 'Unprocessable Content', ''],
  [423, 'Locked', ''],
  [424, 'Failed Dependency', ''],
  [425, 'Too Early', ''],
  [426, 'Upgrade Required', ''],
  [428, 'Precondition Required', 'The origin server requires the request to be conditional'],
  [
    429,
    'Too Many Requests',
    'The user has sent too many requests in a given amount of time ("rate limiting")',
  ],
  [
    431,
    'Request Header Fields Too Large',
    'The server is unwilling to process the request because its header fields are too large',
  ],
  [
    451,
    'Unavailable For Legal Reasons',
    'The server is denying access to the resource as a consequence of a legal demand',
  ],
  [500, 'Internal Server Error', 'Server got itself in trouble'],
  [501, 'Not Implemented', 'Server does not support this operation'],
  [502, 'Bad Gateway', 'Invalid responses from another server/proxy'],
  [503, 'Service Unavailable', 'The server cannot process the request due to a high load'],
  [504, 'Gateway Timeout', 'The gateway server did not receive a timely response'],
  [505, 'HTTP Version Not Supported', 'Cannot fulfill request'],
  [506, 'Variant Also Negotiates', ''],
  [507, 'Insufficient Storage', ''],
  [508, 'Loop Detected', ''],
  [510, 'Not Extended', ''],
  [511, 'Network Authentication Required', 'The client needs to authenticate to gain network access'],
];

/** Recorded from http.HTTPMethod. */
const METHODS: readonly (readonly [verb: string, meaning: string])[] = [
  ['CONNECT', 'Establish a connection to the server.'],
  ['DELETE', 'Remove the target.'],
  ['GET', 'Retrieve the target.'],
  ['HEAD', 'Same as GET, but only retrieve the status line and header section.'],
  ['OPTIONS', 'Describe the communication options for the target.'],
  ['PATCH', 'Apply partial modifications to a target.'],
  ['POST', 'Perform target-specific processing with the request payload.'],
  ['PUT', 'Replace the target with the request payload.'],
  ['TRACE', 'Perform a message loop-back test along the path to the target.'],
];

function quote(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

function nameOf(phrase: string): string {
  return phrase.toUpperCase().replace(/[ -]/g, '_').replaceAll("'", '');
}

export const HTTP_SERVER: Readonly<Record<string, string>> = {
  http: `
class _Members(type):
    """As an enumeration's: by value, by name, and in order. Made when they are asked for."""
    def __iter__(cls):
        return map(cls, cls._named.values())
    def __len__(cls):
        return len(cls._named)
    def __call__(cls, value):
        if value not in cls._made:
            names = [name for name, one in cls._named.items() if one == value]
            if not names:
                raise ValueError(f'{value!r} is not a valid {cls.__name__}')
            made = cls._made[value] = type.__call__(cls, value)
            made.value, made.name = cls._named[names[0]], names[0]
        return cls._made[value]
    def __getitem__(cls, name):
        return cls(cls._named[name])
    def __getattr__(cls, name):
        if name not in cls._named:
            raise AttributeError(f'type object {cls.__name__!r} has no attribute {name!r}')
        return cls[name]

_told = {${STATUSES.map(([code, phrase, meaning]) => `${String(code)}: (${quote(phrase)}, ${quote(meaning)})`).join(', ')}}
_names = {${STATUSES.map(([code, phrase, , name]) => `${quote(name ?? nameOf(phrase))}: ${String(code)}`).join(', ')}}
_verbs = {${METHODS.map(([verb, meaning]) => `${quote(verb)}: ${quote(meaning)}`).join(', ')}}

class HTTPStatus(int, metaclass=_Members):
    _named, _made = _names, {}
    _hundreds = {'is_informational': 1, 'is_success': 2, 'is_redirection': 3, 'is_client_error': 4, 'is_server_error': 5}
    def __getattr__(self, name):
        if name in self._hundreds:
            return self.value // 100 == self._hundreds[name]
        if name not in ('phrase', 'description'):
            raise AttributeError(f"'HTTPStatus' object has no attribute {name!r}")
        return _told[self.value][name == 'description']
    def __repr__(self):
        return f'<HTTPStatus.{self.name}: {self.value}>'
    def __str__(self):
        return str(self.value)

class HTTPMethod(str, metaclass=_Members):
    _named, _made = {${METHODS.map(([verb]) => `'${verb}': '${verb}'`).join(', ')}}, {}
    def __getattr__(self, name):
        if name != 'description':
            raise AttributeError(f"'HTTPMethod' object has no attribute {name!r}")
        return _verbs[self.value]
    def __repr__(self):
        return f'<HTTPMethod.{self.value}>'
`,
  'http.server': `
import os
import socket
import socketserver
import sys
import time
import urllib.parse
from http import HTTPStatus, _told
from http.client import _new_headers

__all__ = ['HTTPServer', 'ThreadingHTTPServer', 'BaseHTTPRequestHandler', 'SimpleHTTPRequestHandler']

DEFAULT_ERROR_CONTENT_TYPE = 'text/html;charset=utf-8'
DEFAULT_ERROR_MESSAGE = """\\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""

class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = True
    def server_bind(self):
        super().server_bind()
        host, port = self.server_address
        self.server_name, self.server_port = socket.getfqdn(host), port

class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True

class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    responses = _told
    protocol_version, default_request_version = 'HTTP/1.0', 'HTTP/0.9'
    server_version, sys_version = 'BaseHTTP/0.6', f'Python/{sys.version.split()[0]}'
    error_message_format, error_content_type = DEFAULT_ERROR_MESSAGE, DEFAULT_ERROR_CONTENT_TYPE
    MessageClass = None
    def handle(self):
        self._lines, is_open = [], True
        while is_open:
            self.close_connection = is_open
            self.handle_one_request()  #@436
            is_open = not self.close_connection
    def _line(self):
        return self.rfile.readline().decode('latin-1').rstrip('\\r\\n')
    def parse_request(self):
        """Whether what came is a request; if not, it has been answered."""
        self.command, self.request_version = None, self.default_request_version
        words = self.requestline.split()
        if not words:
            return False
        if len(words) != 3 or not words[2].startswith('HTTP/'):
            self.send_error(400, f'Bad request syntax ({self.requestline!r})')
            return False
        self.command, self.path, self.request_version = words
        self.path = '/' + self.path.lstrip('/') if self.path.startswith('//') else self.path
        self.headers = _new_headers()
        while text := self._line():
            name, _, value = text.partition(':')
            self.headers[name] = value.strip()
        wish = self.headers.get('Connection', '').lower()
        keeps = min(self.protocol_version, self.request_version) >= 'HTTP/1.1'
        self.close_connection = wish == 'close' or not (keeps or wish == 'keep-alive' and self.protocol_version >= 'HTTP/1.1')
        if keeps and self.headers.get('Expect', '').lower() == '100-continue':
            return self.handle_expect_100()
        return True
    def handle_expect_100(self):
        self.send_response_only(HTTPStatus.CONTINUE)
        self.end_headers()
        return True
    def handle_one_request(self):
        self.raw_requestline = self.rfile.readline()
        self.requestline = self.raw_requestline.decode('latin-1').rstrip('\\r\\n')
        if not (self.raw_requestline and self.parse_request()):
            return
        answer = getattr(self, f'do_{self.command}', None)
        if answer is None:
            return self.send_error(501, f'Unsupported method ({self.command!r})')
        answer()  #@424
        self.wfile.flush()
    def version_string(self):
        return f'{self.server_version} {self.sys_version}'
    def date_time_string(self, timestamp=None):
        moment = time.gmtime(time.time() if timestamp is None else timestamp)
        return time.strftime('%a, %d %b %Y %H:%M:%S GMT', moment)
    def log_date_time_string(self):
        return time.strftime('%d/%b/%Y %H:%M:%S')
    def address_string(self):
        host, *_ = self.client_address
        return host
    def log_message(self, format, *args):
        when = self.log_date_time_string()
        sys.stderr.write(f'{self.address_string()} - - [{when}] {format % args}\\n')
    def log_error(self, format, *args):
        self.log_message(format, *args)
    def log_request(self, code='-', size='-'):
        self.log_message('"%s" %s %s', self.requestline, str(int(code) if isinstance(code, int) else code), str(size))
    def send_response_only(self, code, message=None):
        usual, _ = self.responses.get(int(code), ('', ''))
        if self.request_version != 'HTTP/0.9':
            self._lines.append(f'{self.protocol_version} {int(code)} {usual if message is None else message}')
    def send_response(self, code, message=None):
        for tell, *words in (self.log_request, code), (self.send_response_only, code, message):
            tell(*words)
        for name, value in ('Server', self.version_string()), ('Date', self.date_time_string()):
            self.send_header(name, value)
    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._lines.append(f'{keyword}: {value}')
        wish = str(value).lower() if keyword.lower() == 'connection' else ''
        if wish in ('close', 'keep-alive'):
            self.close_connection = wish == 'close'
    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._lines.append('')
        self.flush_headers()
    def flush_headers(self):
        lines, self._lines = self._lines, []
        self.wfile.write(''.join(f'{line}\\r\\n' for line in lines).encode('latin-1'))
    def send_error(self, code, message=None, explain=None):
        code = int(code)
        phrase, meaning = self.responses.get(code, ('???', '???'))
        message = phrase if message is None else message
        self.log_error('code %d, message %s', code, message)
        headers, body = {'Connection': 'close'}, b''
        if code >= 200 and code not in (204, 205, 304):
            import html
            shown = {'code': code, 'message': html.escape(message, False), 'explain': html.escape(explain or meaning, False)}
            body = (self.error_message_format % shown).encode()
            headers |= {'Content-Type': self.error_content_type, 'Content-Length': str(len(body))}
        self._begin(code, headers, message)
        if self.command != 'HEAD':
            self.wfile.write(body)
    def _begin(self, code, headers, message=None):
        self.send_response(code, message)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

_TYPES = {'.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
    '.py': 'text/x-python', '.png': 'image/png', '.jpg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.xml': 'text/xml', '.csv': 'text/csv',
    '.md': 'text/markdown', '.pdf': 'application/pdf', '.zip': 'application/zip', '.ico': 'image/vnd.microsoft.icon', '.sh': 'application/x-sh',
    '.gz': 'application/gzip', '.tar': 'application/x-tar', '.c': 'text/plain', '.h': 'text/plain'}

class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/0.6'
    index_pages = 'index.html', 'index.htm'
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2', '.xz': 'application/x-xz'}
    directory = None
    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(directory or self.directory or os.getcwd())
        super().__init__(*args, **kwargs)
    def do_GET(self):
        self._answer(True)
    def do_HEAD(self):
        self._answer(False)
    def _answer(self, whole):
        file = self.send_head()
        if file:
            with file:
                if whole:
                    self.copyfile(file, self.wfile)
    def copyfile(self, source, outputfile):
        outputfile.write(source.read())
    def translate_path(self, path):
        plain = urllib.parse.unquote(path.partition('?')[0].partition('#')[0])
        kept = []
        for word in plain.split('/'):
            if word == '..':
                del kept[-1:]
            elif word not in ('', '.'):
                kept.append(word)
        return os.path.join(self.directory, *kept) + ('/' if plain.endswith('/') else '')
    def guess_type(self, path):
        ending = os.path.splitext(path)[1]
        known = self.extensions_map.get(ending) or self.extensions_map.get(ending.lower())
        return known or _TYPES.get(ending.lower(), 'application/octet-stream')
    def send_head(self):
        path = self.translate_path(self.path)
        asked, mark, rest = self.path.partition('?')
        if os.path.isdir(path):
            if not asked.endswith('/'):
                return self._begin(HTTPStatus.MOVED_PERMANENTLY, {'Location': f'{asked}/{mark}{rest}', 'Content-Length': '0'})
            indexes = [found for name in self.index_pages if os.path.isfile(found := os.path.join(path, name))]
            if not indexes:
                return self.list_directory(path)
            path = indexes[0]
        try:
            file = None if path.endswith('/') else open(path, 'rb')
        except OSError:
            file = None
        if file is None:
            return self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
        about = os.stat(path)
        self._begin(HTTPStatus.OK, {'Content-type': self.guess_type(path), 'Content-Length': str(about.st_size), 'Last-Modified': self.date_time_string(about.st_mtime)})
        return file
    def list_directory(self, path):
        import html
        import io
        try:
            found = sorted(os.listdir(path), key=str.lower)
        except OSError:
            return self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
        asked = urllib.parse.unquote(self.path.partition('#')[0].partition('?')[0])
        title = f'Directory listing for {html.escape(asked, False)}'
        items = []
        for name in found:
            own = os.path.join(path, name)
            slash = '/' if os.path.isdir(own) else ''
            mark = '@' if os.path.islink(own) else slash
            items.append(f'<li><a href="{urllib.parse.quote(name + slash)}">{html.escape(name + mark, False)}</a></li>\\n')
        page = f"""<!DOCTYPE HTML>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<hr>
<ul>
{''.join(items)}</ul>
<hr>
</body>
</html>
""".encode()
        self._begin(HTTPStatus.OK, {'Content-type': 'text/html; charset=utf-8', 'Content-Length': str(len(page))})
        return io.BytesIO(page)

def _main(args):
    import argparse
    parser = argparse.ArgumentParser(prog='server.py')
    parser.add_argument('--cgi', action='store_true', help='run as CGI server')
    parser.add_argument('-b', '--bind', metavar='ADDRESS', help='bind to this address (default: all interfaces)')
    parser.add_argument('-d', '--directory', default=os.getcwd(), help='serve this directory (default: current directory)')
    parser.add_argument('-p', '--protocol', metavar='VERSION', default='HTTP/1.0', help='conform to this HTTP version (default: HTTP/1.0)')
    parser.add_argument('port', default=8000, type=int, nargs='?', help='bind to this port (default: 8000)')
    options = parser.parse_args(args)
    class Handler(SimpleHTTPRequestHandler):
        directory = os.path.abspath(options.directory)
        protocol_version = options.protocol
    with ThreadingHTTPServer((options.bind or '0.0.0.0', options.port), Handler) as httpd:
        host, port = httpd.server_address[:2]
        print(f'Serving HTTP on {host} port {port} (http://{host}:{port}/) ...')
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print('\\nKeyboard interrupt received, exiting.')
            sys.exit(0)
#@@ 424 handle_one_request
    method()
    ~~~~~~^^
#@@ 436 handle
    self.handle_one_request()
    ~~~~~~~~~~~~~~~~~~~~~~~^^
`,
};
