#!/bin/sh
# The steps of the container image, so that they can be run and tested without a container engine, too.
# SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
# SPDX-License-Identifier: Apache-2.0
#
#   deploy/build-steps.sh install        fetches what building needs, without running any script of a package
#   deploy/build-steps.sh assemble OUT   builds, and puts into OUT what running needs, and nothing else
#   deploy/build-steps.sh check OUT      starts what is in OUT, asks for its health, and stops it
#   deploy/build-steps.sh all OUT        the three, from a copy of what is committed
set -eu

# What runs: the program, the page as it is served, the knowledge, and the licences.
needed='package.json package-lock.json dist knowledge NOTICE LICENSES manifest.yml deploy/health.mjs'

install() {
  npm ci --ignore-scripts --no-audit --no-fund
}

assemble() {
  out=$1
  npm run -s build
  mkdir -p "$out"
  for each in $needed; do
    mkdir -p "$out/$(dirname "$each")"
    cp -R "$each" "$out/$(dirname "$each")/"
  done
  # The page's files that no compiler touches stand beside its sources.
  mkdir -p "$out/adapters/web/page"
  cp adapters/web/page/*.html adapters/web/page/*.css adapters/web/page/*.svg "$out/adapters/web/page/"
  rm -f "$out"/dist/.*.tsbuildinfo
  (cd "$out" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund)
}

check() {
  out=$(cd "$1" && pwd)
  work=$(mktemp -d)
  port=$(node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() })')
  # As in the container: nobody may write to the program, only to the records.
  chmod -R a-w "$out"
  (cd "$out" && WEB_CHAT_ORIGIN=https://ospo.example.org WEB_CHAT_USER_HEADER=x-user NODE_ENV=production \
    PORT="$port" METRICS_PORT=0 STORE_URL="sqlite:$work/counselor.sqlite" \
    exec node --enable-source-maps dist/src/main.js serve) >"$work/log" 2>&1 &
  process=$!
  trap 'kill "$process" 2>/dev/null || true; chmod -R u+w "$out"' EXIT
  tries=0
  until PORT=$port node "$out/deploy/health.mjs" /readyz 2>/dev/null; do
    tries=$((tries + 1))
    if [ "$tries" -gt 200 ] || ! kill -0 "$process" 2>/dev/null; then
      cat "$work/log" >&2
      echo 'It did not start.' >&2
      return 1
    fi
    sleep 0.1
  done
  PORT=$port node "$out/deploy/health.mjs" /healthz
  kill -TERM "$process"
  code=0
  wait "$process" || code=$?
  [ "$code" = 0 ] || { cat "$work/log" >&2; echo "It ended with $code." >&2; return 1; }
  [ -s "$work/counselor.sqlite" ] || { echo 'It kept no records.' >&2; return 1; }
  rm -rf "$work"
  echo 'It started, was healthy and ready, and stopped.'
}

all() {
  out=$1
  source=$(mktemp -d)
  git archive HEAD | tar -x -C "$source"
  (cd "$source" && install && assemble "$out")
  rm -rf "$source"
  check "$out"
}

case "${1:-}" in
  install) install ;;
  assemble | check | all) "$1" "${2:?where to}" ;;
  *) sed -n '5,8s/^# *//p' "$0" >&2; exit 2 ;;
esac
