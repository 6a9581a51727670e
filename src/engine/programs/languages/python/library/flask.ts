/** flask, as far as a first app uses it, written in Python over http.server; imported where pip has installed it. */
export const FLASK: Readonly<Record<string, string>> = {
  flask: `
import json
import os
import sys
import time
import urllib.parse
from http import _told
from http.server import BaseHTTPRequestHandler, HTTPServer

class HTTPException(Exception):
    def __init__(self, code, description=None):
        self.code, self.description = code, description
        self.name = _NAMES.get(code, _told.get(code, ('Unknown Error',))[0])
    def __str__(self):
        return f'{self.code} {self.name}: {self.description or _DESCRIBED.get(self.code, "")}'

_NAMES = {418: "I'm a teapot", 413: 'Request Entity Too Large', 422: 'Unprocessable Entity'}
_DESCRIBED = {
    400: 'The browser (or proxy) sent a request that this server could not understand.',
    401: 'The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn&#39;t understand how to supply the credentials required.',
    403: 'You don&#39;t have the permission to access the requested resource. It is either read-protected or not readable by the server.',
    404: 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
    405: 'The method is not allowed for the requested URL.',
    415: 'Did not attempt to load JSON data because the request Content-Type was not &#39;application/json&#39;.',
    500: 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.',
}

class Headers(dict):
    def get(self, name, default=None):
        for key, value in self.items():
            if key.lower() == name.lower():
                return value
        return default
    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value
    def __contains__(self, name):
        return self.get(name) is not None

class MultiDict(dict):
    def get(self, name, default=None, type=None):
        value = super().get(name)
        if value is None:
            return default
        if type is None:
            return value
        try:
            return type(value)
        except ValueError:
            return default

class Request:
    def __init__(self, method, target, headers, data, remote):
        self.method, self.headers, self.data, self.remote_addr = method, headers, data, remote
        path, _, query = target.partition('?')
        self.path, self.query_string = urllib.parse.unquote(path), query.encode()
        self.full_path = target if query else path + '?'
        self.host = headers.get('Host', 'localhost')
        self.scheme = 'http'
        self.host_url = self.root_url = f'http://{self.host}/'
        self.base_url = f'http://{self.host}{path}'
        self.url = f'http://{self.host}{target}'
        self.args = MultiDict(reversed(urllib.parse.parse_qsl(query)))
        kind = headers.get('Content-Type', '')
        self.content_type = kind or None
        self.mimetype = kind.split(';')[0]
        self.form = MultiDict(reversed(urllib.parse.parse_qsl(data.decode()))) if self.mimetype == 'application/x-www-form-urlencoded' else MultiDict()
        self.values = MultiDict({**self.form, **self.args})
        self.cookies = {}
        for pair in headers.get('Cookie', '').split(';'):
            name, equals, value = pair.strip().partition('=')
            if equals:
                self.cookies[name] = value
        self.is_json = self.mimetype == 'application/json'
    def get_data(self, as_text=False):
        return self.data.decode() if as_text else self.data
    def get_json(self, force=False, silent=False):
        if not self.is_json and not force:
            if silent:
                return None
            raise HTTPException(415)
        try:
            return json.loads(self.data.decode())
        except ValueError:
            if silent:
                return None
            raise HTTPException(400)
    @property
    def json(self):
        return self.get_json()

class Response:
    def __init__(self, response='', status=200, headers=None, mimetype=None, content_type=None):
        self.data = response.encode() if isinstance(response, str) else response
        self.status_code = int(str(status).split()[0])
        self.headers = Headers({'Content-Type': content_type or (mimetype + ('; charset=utf-8' if mimetype and mimetype.startswith('text/') else '') if mimetype else 'text/html; charset=utf-8')})
        for name, value in dict(headers or {}).items():
            self.headers[name] = value
        self.cookies = []
    @property
    def status(self):
        return f'{self.status_code} {_NAMES.get(self.status_code, _told.get(self.status_code, ("UNKNOWN",))[0]).upper()}'
    def get_data(self, as_text=False):
        return self.data.decode() if as_text else self.data
    def get_json(self):
        return json.loads(self.data.decode())
    @property
    def json(self):
        return self.get_json()
    def set_cookie(self, name, value='', max_age=None, httponly=False, **options):
        self.cookies.append(f'{name}={value}; ' + (f'Max-Age={max_age}; ' if max_age is not None else '') + ('HttpOnly; ' if httponly else '') + 'Path=/')

class _Current:
    def __init__(self, what):
        object.__setattr__(self, '_what', what)
    def __getattr__(self, name):
        thing = _now.get(self._what)
        if thing is None:
            raise RuntimeError('Working outside of request context.\\n\\nThis typically means that you attempted to use functionality that needed\\nan active HTTP request. Consult the documentation on testing for\\ninformation about how to avoid this problem.')
        return getattr(thing, name)
    def __setattr__(self, name, value):
        setattr(_now[self._what], name, value)

class _Names:
    def get(self, name, default=None):
        return getattr(self, name, default)

_now = {}
request, g, current_app = _Current('request'), _Current('g'), _Current('app')

def jsonify(*args, **values):
    data = values if values else args[0] if len(args) == 1 else list(args)
    app = _now.get('app')
    is_compact = app is None or not app.debug
    text = json.dumps(data, separators=(',', ':'), sort_keys=True) if is_compact else json.dumps(data, indent=2, sort_keys=True)
    return Response(text + '\\n', mimetype='application/json')

def make_response(*args):
    value = args[0] if len(args) == 1 else args
    return _response(value if args else '')

def redirect(location, code=302):
    body = f'<!doctype html>\\n<html lang=en>\\n<title>Redirecting...</title>\\n<h1>Redirecting...</h1>\\n<p>You should be redirected automatically to the target URL: <a href="{location}">{location}</a>. If not, click the link.\\n'
    return Response(body, code, {'Location': location})

def abort(code, description=None):
    raise HTTPException(code, description)

def url_for(endpoint, **values):
    for rule in _now['app'].rules:
        if rule.endpoint == endpoint:
            path, used = '', set()
            for part in rule.parts:
                if isinstance(part, tuple):
                    used.add(part[1])
                    path += '/' + urllib.parse.quote(str(values[part[1]]), '' if part[0] != 'path' else '/')
                else:
                    path += '/' + part
            rest = {name: value for name, value in values.items() if name not in used}
            return (path or '/') + ('?' + urllib.parse.urlencode(rest) if rest else '')
    raise RuntimeError(f"Could not build url for endpoint '{endpoint}'.")

def escape(text):
    return str(text).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&#34;').replace("'", '&#39;')

def _filled(source, values):
    made, at = '', 0
    while True:
        start = source.find('{{', at)
        if '{%' in source[at:start if start >= 0 else len(source)]:
            raise NotImplementedError('statements in templates ({% … %}) are not modelled on this simulated machine')
        if start < 0:
            return made + source[at:]
        end = source.find('}}', start)
        inner = source[start + 2:end].strip()
        name, _, _filter = inner.partition('|')
        thing = values
        for part in name.strip().split('.'):
            thing = thing.get(part, '') if isinstance(thing, dict) else getattr(thing, part, '')
        made += source[at:start] + (str(thing) if _filter.strip() == 'safe' else escape(thing))
        at = end + 2

def render_template_string(source, **values):
    return _filled(source, {'request': request, 'g': g, **values})

def render_template(name, **values):
    app = _now['app']
    path = os.path.join(app.root_path, app.template_folder, name)
    if not os.path.exists(path):
        error = type('TemplateNotFound', (Exception,), {'__module__': 'jinja2.exceptions'})
        raise error(name)
    with open(path) as file:
        return render_template_string(file.read().rstrip('\\n'), **values)

def send_from_directory(directory, path, **options):
    whole = os.path.join(directory, path)
    if not os.path.isfile(whole):
        raise HTTPException(404)
    from http.server import SimpleHTTPRequestHandler, _TYPES
    with open(whole, 'rb') as file:
        kind = _TYPES.get(os.path.splitext(whole)[1].lower(), 'application/octet-stream')
        return Response(file.read(), content_type=kind + ('; charset=utf-8' if kind.startswith('text/') else ''))

def send_file(path, **options):
    return send_from_directory(os.path.dirname(path) or '.', os.path.basename(path))

def _response(value):
    status, headers = 200, {}
    if isinstance(value, tuple):
        value, *rest = value
        for one in rest:
            if isinstance(one, dict):
                headers = one
            else:
                status = one
        if isinstance(value, Response):
            if rest and not isinstance(rest[0], dict):
                value.status_code = int(str(status).split()[0])
    if isinstance(value, (dict, list)):
        value = jsonify(value)
        value.status_code = int(str(status).split()[0])
    elif isinstance(value, (str, bytes)):
        value = Response(value, status)
    elif value is None:
        raise TypeError(f"The view function for {_now['endpoint']!r} did not return a valid response. The function either returned None or ended without a return statement.")
    elif not isinstance(value, Response):
        raise TypeError(f"The view function did not return a valid response. The return type must be a string, dict, list, tuple with headers or status, Response instance, or WSGI callable, but it was a {type(value).__name__}.")
    for name, one in headers.items():
        value.headers[name] = str(one)
    return value

class _Rule:
    def __init__(self, path, endpoint, methods, view):
        self.path, self.endpoint, self.methods, self.view = path, endpoint, methods, view
        self.parts = []
        for part in path.strip('/').split('/') if path.strip('/') else []:
            if part.startswith('<') and part.endswith('>'):
                kind, colon, name = part[1:-1].rpartition(':')
                self.parts.append((kind or 'string', name))
            else:
                self.parts.append(part)
    def match(self, path):
        if self.path.endswith('/') != path.endswith('/') and self.path != '/':
            if not (self.parts and isinstance(self.parts[-1], tuple) and self.parts[-1][0] == 'path'):
                return None
        words = path.strip('/').split('/') if path.strip('/') else []
        values = {}
        for index, part in enumerate(self.parts):
            if isinstance(part, tuple) and part[0] == 'path' and index < len(words):
                values[part[1]] = '/'.join(words[index:])
                return values
            if index >= len(words):
                return None
            word = words[index]
            if not isinstance(part, tuple):
                if part != word:
                    return None
            elif part[0] == 'int':
                if not word.isdigit():
                    return None
                values[part[1]] = int(word)
            elif part[0] == 'float':
                try:
                    values[part[1]] = float(word)
                except ValueError:
                    return None
            else:
                values[part[1]] = word
        return values if len(words) == len(self.parts) else None

class Flask:
    def __init__(self, import_name, static_folder='static', template_folder='templates', **options):
        self.import_name = self.name = import_name
        self.rules, self.before, self.after, self.errors = [], [], [], {}
        self.config = {'DEBUG': False, 'TESTING': False}
        self.template_folder, self.static_folder = template_folder, static_folder
        self.root_path = os.path.dirname(os.path.abspath(sys.argv[0]))
        self.secret_key = None
        import logging
        self.logger = logging.getLogger(self.name)
    @property
    def debug(self):
        return bool(self.config['DEBUG'])
    @debug.setter
    def debug(self, value):
        self.config['DEBUG'] = value
    def add_url_rule(self, path, endpoint=None, view_func=None, methods=None):
        allowed = {one.upper() for one in methods or ['GET']}
        if 'GET' in allowed:
            allowed.add('HEAD')
        allowed.add('OPTIONS')
        endpoint = endpoint or view_func.__name__
        for rule in self.rules:
            if rule.endpoint == endpoint and rule.view is not view_func:
                raise AssertionError(f'View function mapping is overwriting an existing endpoint function: {endpoint}')
        self.rules.append(_Rule(path, endpoint, allowed, view_func))
    def route(self, path, endpoint=None, methods=None, **options):
        def wrap(view):
            self.add_url_rule(path, endpoint, view, methods)
            return view
        return wrap
    def get(self, path, **options):
        return self.route(path, methods=['GET'], **options)
    def post(self, path, **options):
        return self.route(path, methods=['POST'], **options)
    def put(self, path, **options):
        return self.route(path, methods=['PUT'], **options)
    def patch(self, path, **options):
        return self.route(path, methods=['PATCH'], **options)
    def delete(self, path, **options):
        return self.route(path, methods=['DELETE'], **options)
    def before_request(self, function):
        self.before.append(function)
        return function
    def after_request(self, function):
        self.after.append(function)
        return function
    def errorhandler(self, code):
        def wrap(function):
            self.errors[code] = function
            return function
        return wrap
    def _view(self, wanted):
        allowed = set()
        for rule in self.rules:
            values = rule.match(wanted.path)
            if values is None:
                continue
            if wanted.method in rule.methods:
                return rule, values
            allowed |= rule.methods
        if allowed:
            error = HTTPException(405)
            error.allowed = allowed
            raise error
        if not wanted.path.endswith('/'):
            for rule in self.rules:
                if rule.path.endswith('/') and rule.match(wanted.path + '/') is not None:
                    return None, redirect(f'http://{wanted.host}{wanted.path}/', 308)
        if self.static_folder and wanted.path.startswith('/static/'):
            return None, send_from_directory(os.path.join(self.root_path, self.static_folder), wanted.path[8:])
        raise HTTPException(404)
    def _handled(self, error):
        for one in type(error).__mro__:
            if one in self.errors:
                return _response(self.errors[one](error))
        code = error.code if isinstance(error, HTTPException) else 500
        if code in self.errors:
            made = _response(self.errors[code](error))
            return made
        if not isinstance(error, HTTPException):
            import traceback
            sys.stderr.write(f"[{time.strftime('%Y-%m-%d %H:%M:%S')},{int(time.time() * 1000) % 1000:03d}] ERROR in app: Exception on {_now['request'].path} [{_now['request'].method}]\\n")
            traceback.print_exc()
        name = _NAMES.get(code, _told.get(code, ('Unknown Error',))[0])
        words = getattr(error, 'description', None) or _DESCRIBED.get(code, '')
        if code != 500 and getattr(error, 'description', None):
            words = escape(words)
        made = Response(f'<!doctype html>\\n<html lang=en>\\n<title>{code} {name}</title>\\n<h1>{escape(name) if code == 418 else name}</h1>\\n<p>{words}</p>\\n', code)
        if getattr(error, 'allowed', None):
            made.headers['Allow'] = ', '.join(sorted(error.allowed, reverse=False))
        return made
    def answer(self, wanted):
        _now.update(app=self, request=wanted, g=_Names(), endpoint=None)
        try:
            try:
                made = None
                for function in self.before:
                    made = function()
                    if made is not None:
                        break
                if made is None:
                    rule, values = self._view(wanted)
                    if rule is None:
                        made = values
                    elif wanted.method == 'OPTIONS':
                        made = Response('', 200, {'Allow': ', '.join(sorted(rule.methods))})
                    else:
                        _now['endpoint'] = rule.endpoint
                        made = rule.view(**values)
                made = _response(made)
            except Exception as error:
                made = self._handled(error)
            for function in self.after:
                made = function(made)
            return made
        finally:
            _now.update(app=None, request=None)
    def test_client(self):
        return _Client(self)
    def app_context(self):
        return _Context(self)
    def run(self, host=None, port=None, debug=None, **options):
        if debug is not None:
            self.debug = debug
        host, port = host or '127.0.0.1', int(port or 5000)
        _serve(self, host, port)

class _Context:
    def __init__(self, app):
        self.app = app
    def __enter__(self):
        _now['app'] = self.app
        return self
    def __exit__(self, *rest):
        _now['app'] = None

class _Client:
    def __init__(self, app):
        self.app = app
    def open(self, path, method='GET', data=None, json=None, headers=None):
        made = Headers({'Host': 'localhost', **(headers or {})})
        body = data.encode() if isinstance(data, str) else data or b''
        if json is not None:
            import json as encoder
            body = encoder.dumps(json).encode()
            made['Content-Type'] = 'application/json'
        return self.app.answer(Request(method, path, made, body, '127.0.0.1'))
    def get(self, path, **options):
        return self.open(path, 'GET', **options)
    def post(self, path, **options):
        return self.open(path, 'POST', **options)

def _coloured(text, code):
    if 200 <= code < 300:
        return text
    style = '\\x1b[36m' if code == 304 else '\\x1b[32m' if code < 400 else '\\x1b[33m' if code == 404 else '\\x1b[31m\\x1b[1m' if code < 500 else '\\x1b[35m\\x1b[1m'
    return style + text + '\\x1b[0m'

def _serve(app, host, port, name=None):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def __getattr__(self, name):
            if name.startswith('do_'):
                return self._answer
            raise AttributeError(name)
        def _answer(self):
            headers = Headers()
            for key, value in self.headers.items():
                headers[key] = value
            data = self.rfile.read(int(headers.get('Content-Length', '0') or 0))
            made = app.answer(Request(self.command, self.path, headers, data, self.client_address[0]))
            words = _NAMES.get(made.status_code, _told.get(made.status_code, ('UNKNOWN',))[0]).upper()
            sys.stderr.write('%s - - [%s] "%s" %d -\\n' % (self.client_address[0], self.log_date_time_string(), _coloured(self.requestline, made.status_code), made.status_code))
            self.send_response_only(made.status_code, words)
            self.send_header('Server', f'Werkzeug/3.1.3 {self.sys_version}')
            self.send_header('Date', self.date_time_string())
            for key, value in made.headers.items():
                self.send_header(key, value)
            if made.status_code >= 200 and made.status_code not in (204, 304):
                self.send_header('Content-Length', len(made.data))
            for cookie in made.cookies:
                self.send_header('Set-Cookie', cookie)
            self.send_header('Connection', 'close')
            self.end_headers()
            if self.command != 'HEAD' and made.status_code not in (204, 304):
                self.wfile.write(made.data)
    print(f" * Serving Flask app '{name or (os.path.splitext(os.path.basename(sys.argv[0]))[0] if app.import_name == '__main__' else app.name)}'")
    print(f" * Debug mode: {'on' if app.debug else 'off'}", flush=True)
    try:
        server = HTTPServer((host, port), Handler)
    except OSError as error:
        if error.errno != 98:
            raise
        sys.stderr.write(f'Address already in use\\nPort {port} is in use by another program. Either identify and stop that program, or start the server with a different port.\\n')
        sys.exit(1)
    import socket
    lines = ['\\x1b[31m\\x1b[1mWARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.\\x1b[0m']
    if host == '0.0.0.0':
        lines.append(' * Running on all addresses (0.0.0.0)')
        lines.append(f' * Running on http://127.0.0.1:{port}')
        lines.append(f' * Running on http://{socket.gethostbyname(socket.gethostname())}:{port}')
    else:
        lines.append(f' * Running on http://{host}:{port}')
    sys.stderr.write('\\n'.join(lines) + '\\n\\x1b[33mPress CTRL+C to quit\\x1b[0m\\n')
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
`,
  'flask.cli': `
import _machine
import os
import sys

def main(args=None):
    words = list(sys.argv[1:] if args is None else args)
    options = {'app': os.environ.get('FLASK_APP'), 'host': os.environ.get('FLASK_RUN_HOST', '127.0.0.1'), 'port': os.environ.get('FLASK_RUN_PORT', '5000'), 'debug': os.environ.get('FLASK_DEBUG', '') in ('1', 'true', 'True')}
    short, command = {'-A': 'app', '-h': 'host', '-p': 'port'}, None
    while words:
        word = words.pop(0)
        name, equals, value = word.partition('=')
        name = short.get(name, name.lstrip('-') if name.startswith('--') else None)
        if word in ('--version',):
            print(f"Python {sys.version.split()[0]}\\nFlask 3.1.2\\nWerkzeug 3.1.3")
            return
        if word in ('--debug', '--no-debug'):
            options['debug'] = word == '--debug'
        elif word in ('--reload', '--no-reload', '--with-threads', '--without-threads'):
            pass
        elif name in ('app', 'host', 'port'):
            options[name] = value if equals else words.pop(0)
        elif command is None and not word.startswith('-'):
            command = word
        else:
            sys.stderr.write(f"Usage: flask [OPTIONS] COMMAND [ARGS]...\\nTry 'flask --help' for help.\\n\\nError: No such option: {word}\\n")
            sys.exit(2)
    if command != 'run':
        sys.stderr.write(f"python3: not modelled on this simulated machine: flask {command or '--help'}; of flask's commands, run is\\n")
        sys.exit(2)
    sys.path.insert(0, os.getcwd())
    app, name = _find(options['app'])
    app.debug = app.debug or options['debug']
    from flask import _serve
    _serve(app, options['host'], int(options['port']), name)

def _find(wanted):
    from flask import Flask
    module_name, _, attribute = (wanted or '').partition(':')
    shown = wanted
    if not wanted:
        for one in ('wsgi', 'app'):
            if os.path.exists(one + '.py'):
                module_name = one
        shown = module_name + '.py'
        if not module_name:
            sys.stderr.write("Usage: flask run [OPTIONS]\\nTry 'flask run --help' for help.\\n\\nError: Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.\\n")
            sys.exit(2)
    if module_name.endswith('.py'):
        module_name = module_name[:-3]
    try:
        module = _machine.load(module_name.replace('/', '.'))
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        sys.stderr.write(f"Usage: flask run [OPTIONS]\\nTry 'flask run --help' for help.\\n\\nError: Could not import {module_name!r}.\\n")
        sys.exit(2)
    for name in [attribute] if attribute else ['app', 'application']:
        if isinstance(getattr(module, name, None), Flask):
            return getattr(module, name), shown
    for name in ('create_app', 'make_app'):
        if callable(getattr(module, name, None)):
            return getattr(module, name)(), shown
    for value in vars(module).values():
        if isinstance(value, Flask):
            return value, shown
    sys.stderr.write(f"Usage: flask run [OPTIONS]\\nTry 'flask run --help' for help.\\n\\nError: Failed to find Flask application or factory in module {module_name!r}. Use '{module_name}:name' to specify one.\\n")
    sys.exit(2)
`,
};
