# Sourced by every stand-in. What a stand-in does not know it refuses, so that nothing passes here that would fail there.
# shellcheck shell=sh
set -u
me=${0##*/}

# fail CODE SENTENCE: as the real command would end.
fail() {
    code=$1
    shift
    printf '%s: %s\n' "$me" "$*" >&2
    exit "$code"
}

# refuse ARGUMENTS: a call that the real command may well take, and this one does not.
refuse() {
    fail 64 "the process lab has no stand-in for '$me $*'; see what it knows at the head of $0"
}

root=${SEAWALL_ROOT:-}
[ -n "$root" ] || fail 64 "stands in for $me on a machine of the process lab only: SEAWALL_ROOT is not set"

# A path as the machine itself would name it: /var/x for $SEAWALL_ROOT/var/x.
inside() {
    case $1 in
        "$root"/*) printf '%s' "${1#"$root"}" ;;
        *) printf '%s' "$1" ;;
    esac
}

# real COMMAND ARGUMENTS: the command that this directory's stands in for.
real() (
    PATH=${PATH#*:}
    export PATH
    "$@"
)

# The file that is the disk behind a device's path, where disks are that: drives/vol-…/nbd; fails when there is none.
image_of() {
    image=$(readlink -f "$root$(inside "$1")") && [ -f "$image" ] || return 1
    case $image in
        "${root%/*}"/drives/vol-*/nbd) printf '%s' "$image" ;;
        *) return 1 ;;
    esac
}

# The volume of such a file.
volume_of() {
    volume=${1%/nbd}
    printf '%s' "${volume##*/}"
}

# The directory that is the disk behind a device's path; fails when there is none.
disk_of() {
    disk=$(readlink -f "$root$(inside "$1")") && [ -d "$disk" ] || return 1
    case ${disk##*/} in
        vol-*) printf '%s' "$disk" ;;
        *) return 1 ;;
    esac
}

# super DISK KEY: a field of the file system's superblock; fails when the disk has none.
super() {
    [ -f "$1/superblock" ] && sed -n "s/^$2=//p" "$1/superblock"
}

# Since when a process runs, in clock ticks; fails when it is gone. A pid is given again, a pid with its start is not.
started() {
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    # shellcheck disable=SC2086  # one word for each field; the first is the state
    set -- ${stat##*) }
    [ "$1" != Z ] || return 1
    shift 19
    printf '%s' "$1"
}
