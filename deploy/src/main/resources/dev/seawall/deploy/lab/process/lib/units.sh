# Sourced by systemctl and supervise, after common.sh: how a unit file is read, and what is known of a unit.
# shellcheck shell=sh disable=SC2154
units=$root/etc/systemd/system
run=$root/run/systemd

# settings UNIT KEY: every value, a line each; comments and line continuations as systemd reads them.
settings() {
    sed -e ':a' -e '/\\$/{N;s/\\\n/ /;ta' -e '}' "$units/$1" | awk -v key="$2" '
        /^[[:space:]]*[#;]/ { next }
        { name = $0; sub(/[[:space:]]*=.*/, "", name)
          if (name == key && $0 ~ /=/) { sub(/^[^=]*=[[:space:]]*/, ""); print } }'
}

# setting UNIT KEY DEFAULT: the last value.
setting() {
    value=$(settings "$1" "$2" | tail -n 1)
    printf '%s' "${value:-$3}"
}

# A time span such as 90, 1min 30s, 500ms: in seconds.
seconds() {
    printf '%s\n' "$1" | awk '{
        unit["ms"] = 0.001; unit["s"] = unit["sec"] = unit[""] = 1; unit["m"] = unit["min"] = 60
        unit["h"] = unit["hr"] = 3600; unit["d"] = 86400; text = $0; sum = 0
        while (match(text, /^[[:space:]]*[0-9.]+[[:space:]]*[a-z]*/)) {
            part = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1)
            match(part, /[0-9.]+/); n = substr(part, RSTART, RLENGTH)
            word = substr(part, RSTART + RLENGTH); gsub(/[[:space:]]/, "", word)
            if (!(word in unit)) exit 1
            sum += n * unit[word]
        }
        if (text !~ /^[[:space:]]*$/) exit 1
        print sum }'
}

state() {
    cat "$run/$1/state" 2>/dev/null || echo inactive
}

enter() {
    echo "$2" >"$run/$1/state.new" && mv "$run/$1/state.new" "$run/$1/state"
}

# Whether the process that looks after a unit is there: the one that was started, not another that was given its pid.
supervised() {
    { read -r pid since <"$run/$1/supervisor"; } 2>/dev/null && [ "$(started "$pid")" = "$since" ]
}
