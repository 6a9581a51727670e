/** Scripts in /etc/init.d by which `service` starts and stops what a package brings. They say what Debian's say; the text is ours. */
const NGINX = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          nginx
# Required-Start:    $local_fs $remote_fs $network $syslog $named
# Required-Stop:     $local_fs $remote_fs $network $syslog $named
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: starts the nginx web server
### END INIT INFO
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin
daemon=/usr/sbin/nginx
pidfile=/run/nginx.pid
[ -x "$daemon" ] || exit 0

# done_with STATUS: ends the line that printf began
done_with() {
    if [ "$1" -eq 0 ]; then echo .; else echo " failed!"; fi
    return "$1"
}

# Running already is as good as started, not running as good as stopped.
start() {
    start-stop-daemon --start --quiet --pidfile "$pidfile" --exec "$daemon" --test >/dev/null || return 0
    start-stop-daemon --start --quiet --pidfile "$pidfile" --exec "$daemon" 2>/dev/null
}
stop() {
    start-stop-daemon --stop --quiet --oknodo --retry TERM/5/KILL/5 --pidfile "$pidfile" --name nginx
}
is_valid() { "$daemon" -t >/dev/null 2>&1; }

case "$1" in
start)
    printf 'Starting nginx: nginx'
    start
    done_with $?
    ;;
stop)
    printf 'Stopping nginx: nginx'
    stop
    done_with $?
    ;;
restart)
    printf 'Restarting nginx: nginx'
    is_valid && stop && start
    done_with $?
    ;;
reload | force-reload)
    printf 'Reloading nginx configuration: nginx'
    is_valid && start-stop-daemon --stop --signal HUP --quiet --pidfile "$pidfile" --name nginx
    done_with $?
    ;;
configtest | testconfig)
    printf 'Testing nginx configuration:'
    is_valid
    done_with $?
    ;;
status)
    if start-stop-daemon --status --pidfile "$pidfile" --exec "$daemon"; then
        echo 'nginx is running.'
    else
        status=$?
        echo 'nginx is not running ... failed!'
        exit $status
    fi
    ;;
*)
    echo "Usage: nginx {start|stop|restart|reload|force-reload|status|configtest|rotate|upgrade}" >&2
    exit 3
    ;;
esac
`;

/** By the package that brings it: the service's name and its script. */
export const INIT_SCRIPTS: Readonly<Record<string, { readonly path: string; readonly text: string }>> = {
  'nginx-common': { path: '/etc/init.d/nginx', text: NGINX },
};
