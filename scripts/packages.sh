#!/usr/bin/env bash
# Installs what a Debian 12/13 or Ubuntu 24.04 machine lacks for `make run`, and with "test" also what
# the tests need. Prints nothing when all is there. It comes before Python, which it may have to install.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
	git curl cron gzip                                 # bench fetches with git and expects crontab
	python3 python3-dev python3-venv build-essential
	mariadb-server mariadb-client pkg-config libmariadb-dev
	redis-server
	fonts-liberation                                   # as wide as Arial: letters break lines alike
	libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 # WeasyPrint draws with them
)
[ "${1:-}" = test ] && packages+=(poppler-utils zbar-tools)

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

node_major() { node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/'; }

has_browser() {
	command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || [ -n "${CHROMIUM:-}" ]
}

missing=()
if ! command -v apt-get >/dev/null; then
	for tool in git python3 gcc mariadbd redis-server node npm; do
		PATH="$PATH:/usr/sbin" command -v "$tool" >/dev/null || missing+=("$tool")
	done
	[ ${#missing[@]} -eq 0 ] && exit 0
	echo "This machine has no apt-get, and lacks: ${missing[*]}" >&2
	exit 1
fi

for package in "${packages[@]}"; do
	installed "$package" || missing+=("$package")
done
# Whoever has a Node of their own keeps it.
if [ "$(node_major || true)" = "" ] || ! command -v npm >/dev/null; then
	missing+=(nodejs npm)
fi
# Ubuntu has Chromium as a snap only; there the tests take Playwright's own.
if [ "${1:-}" = test ] && ! has_browser && ! grep -q '^ID=ubuntu' /etc/os-release; then
	missing+=(chromium)
fi

if [ ${#missing[@]} -gt 0 ]; then
	echo "Missing packages: ${missing[*]}"
	install=(apt-get install --yes --no-install-recommends "${missing[@]}")
	if [ "$(id -u)" -eq 0 ]; then
		as_root=()
	elif command -v sudo >/dev/null; then
		as_root=(sudo)
		[ -t 0 ] || as_root=(sudo --non-interactive)
	else
		echo "They need root or sudo, and there is neither. Ask an administrator of this machine for" >&2
		echo "    ${install[*]}" >&2
		exit 1
	fi
	mkdir -p .run
	echo "Installing them; output goes to .run/packages.log"
	if ! {
		"${as_root[@]}" apt-get update &&
			"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"
	} >.run/packages.log 2>&1; then
		tail -n 15 .run/packages.log >&2
		echo "apt-get failed. Once it works (is there a network?), go on with the same command, or install them by" >&2
		echo "    ${install[*]}" >&2
		exit 1
	fi
fi

if [ "$(node_major)" -lt 18 ]; then
	echo "Frappe 15 needs Node 18 or newer; here is $(node --version) ($(command -v node))." >&2
	echo "Remove it, so that the system's own can be installed, or put a newer one on the PATH." >&2
	exit 1
fi
