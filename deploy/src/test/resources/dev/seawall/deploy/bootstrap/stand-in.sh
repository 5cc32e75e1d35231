#!/bin/sh
# Stands in for a host's commands, under whose names it is called. Keeps a record; what it finds is in $SEAWALL_ROOT/host.
# A disk is a file: empty when blank, else its signature, "TYPE UUID"; "noise" is data that blkid doesn't recognise.
host=$SEAWALL_ROOT/host
me=${0##*/}
echo "$me $*" >>"$host/calls"
if [ "$(wc -l <"$host/calls")" = "$(cat "$host/kill-at" 2>/dev/null)" ]; then
    kill -KILL "$PPID"
    exit 137
fi
for disk in "$@"; do :; done
case $me in
    java) echo "openjdk version \"$(cat "$host/java").0.1\" 2026-10-20 LTS" >&2 ;;
    dnf)
        if [ -e "$host/no-repository" ]; then
            echo "Failed to download metadata for repo 'amazonlinux'" >&2
            exit 1
        fi
        echo 21 >"$host/java"
        ln -sf "$0" "${0%/*}/java"
        ;;
    blkid)
        read -r type uuid <"$disk"
        case $*:$type in
            *:broken) echo "error: $disk: Input/output error" && exit 4 ;;
            *: | *:noise) exit 2 ;;
            -p*) echo "$disk: UUID=\"$uuid\" BLOCK_SIZE=\"512\" TYPE=\"$type\" USAGE=\"filesystem\"" ;;
            *) echo "$uuid" ;;
        esac
        ;;
    mkfs.xfs)
        [ ! -s "$disk" ] || exit 1
        echo "xfs 6c5e8a52-0f8c-4a52-9d0e-5f6f3a3d1c11" >"$disk"
        ;;
    mount)
        if [ -e "$host/bad-disk" ]; then
            echo "mount: $disk: mount(2) system call failed: Structure needs cleaning." >&2
            exit 32
        fi
        touch "$host/mounted"
        ;;
    mountpoint) [ -e "$host/mounted" ] || exit 32 ;;
    systemctl) [ "$1" != is-active ] || [ ! -e "$host/no-start" ] || exit 3 ;;
    *) exit 127 ;;
esac
