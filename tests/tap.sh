# shellcheck shell=bash
# For test scripts in bash: `source tests/tap.sh`, `check 'what holds' command …` as often as
# there is something to check, `finish` at the end.

tap_failed=0

# Runs the command and says whether it succeeded; what it printed is shown where it did not.
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        printf 'ok - %s\n' "$name"
    else
        printf 'not ok - %s\n' "$name"
        [[ -z $output ]] || printf '%s\n' "$output" | sed 's/^/# /'
        tap_failed=1
    fi
}

finish() {
    exit "$tap_failed"
}
