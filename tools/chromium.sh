#!/bin/sh
# Chromium and Chinese fonts for the browser tests, from the system's packages where that is allowed.
# Always succeeds: without a browser the browser tests skip, and this says so.
set -u

works() { chromium --version >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q .; }

works && exit 0

if [ "$(id -u)" = 0 ]; then as_root=""
elif sudo -n true 2>/dev/null; then as_root="sudo -n"
else as_root="nobody"
fi

if [ "$as_root" != nobody ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium and Chinese fonts for the browser tests."
    $as_root apt-get update -qq </dev/null
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk </dev/null >/dev/null
fi

works || cat <<'TEXT'
!! ------------------------------------------------------------------------------
!! There is no working Chromium with Chinese fonts: THE BROWSER TESTS WILL SKIP.
!! To run them, type: sudo apt-get install chromium fontconfig fonts-noto-cjk
!! ------------------------------------------------------------------------------
TEXT
exit 0
