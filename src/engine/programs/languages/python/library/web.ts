/** http.server over sockets, written in Python, so that a program's own handlers override what they like. */
export const WEB: Readonly<Record<string, string>> = {
  http: `
class HTTPStatus:
    pass

responses = {100: 'Continue', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content',
    301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect',
    400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict',
    413: 'Content Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Content', 429: 'Too Many Requests',
    500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}

for _code, _words in responses.items():
    setattr(HTTPStatus, _words.upper().replace(' ', '_').replace("'", '').replace('-', '_'), _code)
`,
  socketserver: `
import socket
import sys

class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()
    def setup(self):
        pass
    def handle(self):
        pass
    def finish(self):
        pass

class _Reader:
    def __init__(self, connection):
        self.connection, self.rest = connection, b''
    def read(self, size):
        while len(self.rest) < size:
            more = self.connection.recv(65536)
            if not more:
                break
            self.rest += more
        made, self.rest = self.rest[:size], self.rest[size:]
        return made
    def readline(self, limit=-1):
        while b'\\n' not in self.rest:
            more = self.connection.recv(65536)
            if not more:
                break
            self.rest += more
        at = self.rest.find(b'\\n') + 1 or len(self.rest)
        made, self.rest = self.rest[:at], self.rest[at:]
        return made

class _Writer:
    def __init__(self, connection):
        self.connection = connection
    def write(self, data):
        self.connection.sendall(data)
        return len(data)
    def flush(self):
        pass

class StreamRequestHandler(BaseRequestHandler):
    def setup(self):
        self.connection = self.request
        self.rfile, self.wfile = _Reader(self.request), _Writer(self.request)

class BaseServer:
    pass

class TCPServer(BaseServer):
    allow_reuse_address = False
    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        self.RequestHandlerClass = RequestHandlerClass
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._stopped = False
        self.server_address = server_address
        if bind_and_activate:
            self.server_bind()
            self.server_activate()
    def server_bind(self):
        self.socket.bind(self.server_address)
    def server_activate(self):
        self.socket.listen(5)
        self.server_address = self.socket.getsockname()
    def fileno(self):
        return 3
    def serve_forever(self, poll_interval=0.5):
        while not self._stopped:
            self.handle_request()
    def handle_request(self):
        request, client_address = self.socket.accept()
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            request.close()
    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)
    def handle_error(self, request, client_address):
        import traceback
        print('-' * 40, file=sys.stderr)
        print('Exception occurred during processing of request from', client_address, file=sys.stderr)
        traceback.print_exc()
        print('-' * 40, file=sys.stderr)
    def shutdown(self):
        self._stopped = True
    def server_close(self):
        self.socket.close()
    def __enter__(self):
        return self
    def __exit__(self, *rest):
        self.server_close()

class ThreadingMixIn:
    daemon_threads = False

class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass
`,
  'http.server': `
import os
import socket
import socketserver
import sys
import time
import urllib.parse
from http import responses
from http.client import _new_headers

_EXPLAINED = {400: 'Bad request syntax or unsupported method', 403: 'Request forbidden -- authorization will not help', 404: 'Nothing matches the given URI',
    405: 'Specified method is invalid for this resource', 500: 'Server got itself in trouble', 501: 'Server does not support this operation'}

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
        socketserver.TCPServer.server_bind(self)
        host, port = self.server_address[:2]
        self.server_name, self.server_port = socket.getfqdn(host), port

class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True

class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    server_version = 'BaseHTTP/0.6'
    sys_version = 'Python/' + sys.version.split()[0]
    protocol_version = 'HTTP/1.0'
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = 'text/html;charset=utf-8'
    default_request_version = 'HTTP/0.9'
    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()
    def handle_one_request(self):
        self.requestline = self.raw_requestline = ''
        self.command = None
        self.request_version = self.default_request_version
        line = self.rfile.readline()
        if not line:
            self.close_connection = True
            return
        self.requestline = line.decode('latin-1').rstrip('\\r\\n')
        words = self.requestline.split()
        if len(words) != 3 or not words[2].startswith('HTTP/'):
            self.close_connection = True
            if words:
                self.send_error(400, f'Bad request syntax ({self.requestline!r})')
            return
        self.command, self.path, self.request_version = words
        self.headers = _new_headers()
        while True:
            line = self.rfile.readline().decode('latin-1').rstrip('\\r\\n')
            if not line:
                break
            name, _, value = line.partition(':')
            self.headers[name] = value.strip()
        keeps = self.protocol_version >= 'HTTP/1.1' and self.request_version >= 'HTTP/1.1'
        self.close_connection = not keeps or self.headers.get('Connection', '').lower() == 'close'
        method = getattr(self, 'do_' + self.command, None)
        if method is None:
            self.send_error(501, 'Unsupported method (%r)' % self.command)
            return
        method()
        self.wfile.flush()
    def version_string(self):
        return self.server_version + ' ' + self.sys_version
    def date_time_string(self, timestamp=None):
        return time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(time.time() if timestamp is None else timestamp))
    def log_date_time_string(self):
        return time.strftime('%d/%b/%Y %H:%M:%S', time.localtime())
    def address_string(self):
        return self.client_address[0]
    def log_message(self, format, *args):
        sys.stderr.write('%s - - [%s] %s\\n' % (self.address_string(), self.log_date_time_string(), format % args))
    def log_request(self, code='-', size='-'):
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))
    def log_error(self, format, *args):
        self.log_message(format, *args)
    def send_response(self, code, message=None):
        code = int(code)
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())
    def send_response_only(self, code, message=None):
        if message is None:
            message = responses.get(code, '')
        self._headers_buffer = ['%s %d %s\\r\\n' % (self.protocol_version, code, message)]
    def send_header(self, keyword, value):
        if not hasattr(self, '_headers_buffer'):
            self._headers_buffer = []
        self._headers_buffer.append('%s: %s\\r\\n' % (keyword, value))
        if keyword.lower() == 'connection':
            self.close_connection = value.lower() == 'close'
    def end_headers(self):
        self._headers_buffer.append('\\r\\n')
        self.flush_headers()
    def flush_headers(self):
        self.wfile.write(''.join(self._headers_buffer).encode('latin-1'))
        self._headers_buffer = []
    def send_error(self, code, message=None, explain=None):
        code = int(code)
        if message is None:
            message = responses.get(code, '???')
        if explain is None:
            explain = _EXPLAINED.get(code, responses.get(code, '???'))
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = (self.error_message_format % {'code': code, 'message': message.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;'), 'explain': explain}).encode()
        self.send_header('Content-Type', self.error_content_type)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

_TYPES = {'.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json',
    '.py': 'text/x-python', '.png': 'image/png', '.jpg': 'image/jpeg', '.gif': 'image/gif', '.svg': 'image/svg+xml', '.xml': 'text/xml', '.csv': 'text/csv',
    '.md': 'text/markdown', '.pdf': 'application/pdf', '.zip': 'application/zip', '.ico': 'image/vnd.microsoft.icon', '.sh': 'application/x-sh',
    '.gz': 'application/gzip', '.tar': 'application/x-tar', '.c': 'text/plain', '.h': 'text/plain'}

class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/0.6'
    index_pages = ('index.html', 'index.htm')
    directory = None
    def do_GET(self):
        self._answer(True)
    def do_HEAD(self):
        self._answer(False)
    def translate_path(self, path):
        path = urllib.parse.unquote(path.split('?', 1)[0].split('#', 1)[0])
        is_folder = path.endswith('/')
        made = self.directory or os.getcwd()
        for part in path.split('/'):
            if part and part not in ('.', '..'):
                made = os.path.join(made, part)
        return made + '/' if is_folder else made
    def guess_type(self, path):
        return _TYPES.get(os.path.splitext(path)[1].lower(), 'application/octet-stream')
    def _answer(self, has_body):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not self.path.split('?', 1)[0].endswith('/'):
                self.send_response(301)
                self.send_header('Location', self.path + '/')
                self.send_header('Content-Length', '0')
                self.end_headers()
                return
            for name in self.index_pages:
                index = os.path.join(path, name)
                if os.path.isfile(index):
                    path = index
                    break
            else:
                self._list(path, has_body)
                return
        if path.endswith('/'):
            self.send_error(404, 'File not found')
            return
        try:
            file = open(path, 'rb')
        except OSError:
            self.send_error(404, 'File not found')
            return
        with file:
            body = file.read()
        self.send_response(200)
        self.send_header('Content-type', self.guess_type(path))
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Last-Modified', self.date_time_string(os.path.getmtime(path)))
        self.end_headers()
        if has_body:
            self.wfile.write(body)
    def _list(self, path, has_body):
        try:
            names = sorted(os.listdir(path), key=lambda name: name.lower())
        except OSError:
            self.send_error(404, 'No permission to list directory')
            return
        def escape(text):
            return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
        title = 'Directory listing for ' + escape(urllib.parse.unquote(self.path.split('?', 1)[0]))
        lines = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>', '</head>', f'<body>\\n<h1>{title}</h1>', '<hr>\\n<ul>']
        for name in names:
            whole = os.path.join(path, name)
            shown = link = name
            if os.path.isdir(whole):
                shown = link = name + '/'
            if os.path.islink(whole):
                shown = name + '@'
            lines.append('<li><a href="%s">%s</a></li>' % (urllib.parse.quote(link), escape(shown)))
        lines.append('</ul>\\n<hr>\\n</body>\\n</html>\\n')
        body = '\\n'.join(lines).encode()
        self.send_response(200)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if has_body:
            self.wfile.write(body)

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
`,
};
